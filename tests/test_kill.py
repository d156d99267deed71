"""Killed at random moments of real rounds, the quiz loses nothing that the screen showed."""

import os
import signal
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from random import Random
from shutil import copytree
from threading import Timer

import pytest
from msgspec.structs import replace

from quiz.bank.kinds import Arrangement, Choice, Multi, Order, Question, Response, Short, Sort, Spot
from quiz.bank.model import Bank
from quiz.play import round as rounds
from quiz.play.explain import TAKE_AWAY, verdict
from quiz.play.mark import Certainty
from quiz.play.pick import pick
from quiz.play.round import Answer, Round, begin, finish
from quiz.record.history import History
from tests.terminal import Ended, Terminal

KILLS = int(os.environ.get("QUIZ_KILLS", "20"))
"""How often the long tests kill the quiz; more when a test run has the time."""

STEPS = 6
"""The most keys that a quiz gets before it is killed."""
SOON = 0.1
"""Seconds after a key within which the quiz is killed: a little more than a page takes to draw."""
START = 1.0
"""Seconds after the start within which a quiz without any key is killed."""

LETTERS = "abcdefghi"
QUIZ = [sys.executable, "-m", "quiz"]


class Robot:
    """Plays a round with real keys, kills the quiz, and notes what the screen has shown."""

    def __init__(self, terminal: Terminal, random: Random) -> None:
        self._terminal = terminal
        self._random = random
        self._left = random.randrange(STEPS)
        self.possible: list[Round | None] = []
        """What the history may hold: the last round on the screen, and those after later keys."""

    def play(self, round: Round, *, resumed: bool) -> None:
        """Play until the round is over or the quiz is killed, which raises `Ended`."""
        self.possible = [round] if resumed else [None, round]
        if self._left == 0:
            self._kill(START)
        if resumed:
            self._wait_for("Carry on where you left off")
            round = self._press("\r", rounds.carry_on(round))
        self._see(round)
        if not resumed:  # a new round is kept as soon as it is drawn, which is just after
            self.possible.append(None)
        while self._left > 0 and not round.over and not asks_before_end(round):
            round = self._step(round)
            self._see(round)
        if self._left > 0:
            self._kill(SOON)

    def _kill(self, within: float) -> None:
        Timer(self._random.uniform(0, within), self._terminal.end, ["KILL"]).start()

    def _see(self, round: Round) -> None:
        """Wait until the screen shows the question, feedback or end that a round is at."""
        slot = round.slot
        if round.over:
            self._wait_for("The end")
        elif round.shows_answer:
            self._wait_for(verdict(slot), TAKE_AWAY)
        else:
            self._wait_for(slot.question.stem, *in_order(slot.question, slot.arrangement))
        self.possible = [round]

    def _wait_for(self, *texts: str) -> None:
        self._terminal.wait_for(*(text[:20] for text in texts))  # which fit into one line

    def _step(self, round: Round) -> Round:
        """Press keys that a reader may press next; returns the round that should follow."""
        if round.shows_answer:
            return self._press("\r", rounds.onward(round))
        if not isinstance(round.slot.question, Short):  # in which letters are text
            match self._random.randrange(10):
                case 0 | 1 if not rounds.onward(rounds.pass_over(round)).over:
                    passed = rounds.pass_over(round)
                    return self._press("x", passed, rounds.onward(passed))
                case 2:
                    round = self._press("m", rounds.flag(round))
                case 3 if round.at:
                    return self._press("p", rounds.back(round))
        keys, response = random_answer(round.slot.question, round.slot.arrangement, self._random)
        self._type(keys)
        certainty = self._random.choice(list(Certainty))
        sure = f"{int(certainty)}\r" if round.slot.question.typed else str(int(certainty))
        return self._press(sure, rounds.answer(round, Answer(response, certainty)))

    def _type(self, keys: str) -> None:
        self._left -= 1
        if self._left == 0:
            self._kill(SOON)
        self._terminal.press(keys)

    def _press(self, keys: str, *after: Round) -> Round:
        """Press keys that lead to these rounds, one after the other; returns the last."""
        self.possible += after
        self._type(keys)
        return after[-1]


def in_order(question: Question, shown: Arrangement) -> Iterator[str]:
    """The texts of the options, rows or steps, from top to bottom."""
    match question:
        case Choice(options=things) | Multi(options=things):
            yield from (things[number].text for number in shown)
        case Sort(rows=things):
            yield from (things[number].text for number in shown)
        case Order(steps=things):
            yield from (things[number].text for number in shown)
        case Spot() | Short():
            pass


def random_answer(question: Question, shown: Arrangement, random: Random) -> tuple[str, Response]:
    """A random answer: its keys, and its response."""
    match question:
        case Choice():
            position = random.randrange(len(shown))
            return LETTERS[position], (shown[position],)
        case Multi():
            positions = random.sample(range(len(shown)), random.randint(1, len(shown)))
            keys = "".join(LETTERS[position] for position in positions)
            return f"{keys}\r", tuple(sorted(shown[position] for position in positions))
        case Sort(labels=labels):
            label = {number: random.randrange(len(labels)) for number in shown}
            keys = "".join(LETTERS[label[number]] for number in shown)
            return f"{keys}\r", tuple(label[number] for number in sorted(shown))
        case Order():
            position = random.randrange(len(shown))
            first, *others = shown
            return f" {'j' * position} \r", (*others[:position], first, *others[position:])
        case Spot(parts=parts):
            picks = [number for number, part in enumerate(parts) if part.why]
            position = random.randrange(len(picks))
            return f"{'j' * position} \r", (picks[position],)
        case Short(accept=accept):
            word = random.choice((*accept, "never"))
            return f"{word}\r", word


def untitled(question: Question) -> Question:
    """A question as histories store it: without its title."""
    return replace(question, title=None)


def timeless(round: Round) -> Round:
    """A round without titles and the seconds that answers took."""
    return replace(
        round,
        slots=tuple(
            replace(
                slot,
                question=untitled(slot.question),
                answer=slot.answer and replace(slot.answer, seconds=0.0),
            )
            for slot in round.slots
        ),
    )


def asks_before_end(round: Round) -> bool:
    """Whether the next step onward asks what to do about questions that were marked or left out."""
    waiting = round.flagged or round.left_out
    return round.shows_answer and rounds.onward(round).over and bool(waiting)


def waits(round: Round) -> bool:
    """Whether home offers to carry on with a round."""
    return bool(round.answered) and not round.over


def rounds_in(folder: Path, copy: Path, bank: Bank) -> list[Round]:
    """The rounds in a history, which must be sound; opens a copy, as opening may change it."""
    copytree(folder, copy)
    with closing(sqlite3.connect(copy / "history.db")) as db:
        assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    history = History.open(copy)
    assert history.notice == ""
    found = [history.round(summary.number) for summary in history.rounds(bank.id)]
    resumed = history.unfinished(bank, bank.id, empty=False)
    history.close()
    rounds = [timeless(round) for round in found if round]
    assert len(rounds) == len(found)
    left = [round for round in rounds if waits(round)]
    assert left == ([timeless(resumed.round)] if resumed else [])
    assert not (resumed and resumed.notice)
    return rounds


@pytest.mark.parametrize(
    ("seed", "kills"),
    [
        (1, 2),
        *(pytest.param(seed, 10, marks=pytest.mark.long) for seed in range(2, 2 + KILLS // 10)),
    ],
)
def test_killed_at_a_random_moment_a_round_goes_on_where_it_was(
    bank: Bank, bank_file: Path, tmp_path: Path, seed: int, kills: int
) -> None:
    """What was on the screen is kept, and is on the screen again after the next start."""
    random, folder = Random(seed), tmp_path / "history"
    bank = replace(bank, questions=tuple(map(untitled, bank.questions)))
    history = History.open(folder)
    past = [finish(begin(bank.questions, random))]  # so that the note on the content isn't shown
    history.begin(past[0], bank.id)
    history.close()
    left = None
    for kill in range(kills):
        resumed, shuffle, command = left is not None, Random(kill), ["--bank", str(bank_file)]
        if left is None:
            left = begin(pick(bank.questions, 10, shuffle), shuffle, seed=kill)
            command = ["take", *command, "--seed", str(kill)]
        with Terminal([*QUIZ, *command], 100, 60, cold=True) as terminal:  # room for every page
            robot = Robot(terminal, random)
            with suppress(Ended):
                robot.play(left, resumed=resumed)
            assert terminal.wait() == -signal.SIGKILL
        found = rounds_in(folder, tmp_path / f"after-{kill}", bank)
        assert found[: len(past)] == past
        left = found[len(past)] if len(past) < len(found) else None
        assert left in robot.possible
        if left and not waits(left):
            past, left = found, None
