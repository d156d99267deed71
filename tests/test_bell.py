"""A round that ends at a time: `quiz take --until`."""

import asyncio
import sys
from collections.abc import Iterator
from contextlib import closing, suppress
from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path
from random import Random

import pytest
from click.testing import CliRunner

from quiz.bank.model import Bank
from quiz.cli import main
from quiz.cli.take import _bell
from quiz.plain.face import PlainFace
from quiz.plain.talk import Leave, Talk
from quiz.play.mark import Certainty
from quiz.play.round import begin
from quiz.record.history import History
from quiz.session import OpenRound, Session
from quiz.session.bell import bell_clock
from quiz.tui.app import QuizApp
from quiz.tui.messages import SlotOpened
from quiz.tui.screens.before_round import Note
from quiz.tui.screens.home import Home
from quiz.tui.screens.results import Results
from quiz.tui.widgets.choose import Choose
from quiz.tui.widgets.round_header import RoundHeader
from tests.conftest import NOON, Living
from tests.process import QUIZ, run
from tests.terminal import Terminal

BELL = NOON + timedelta(minutes=25)


def in_lines(app: QuizApp) -> list[str]:
    """What the screen shows, line by line."""
    return [
        "".join(each.text for each in strip) for strip in app.screen._compositor.render_strips()
    ]


class Timed:
    """A session with a round that a bell ends, and its clock."""

    def __init__(self, bank: Bank, history: History, *, exam: bool = False) -> None:
        self.now = NOON
        self.session = Session(bank, history, random=Random(7), clock=lambda: self.now)
        round = begin(bank.questions[:3], Random(7), exam=exam, set="monday")
        self.opened: OpenRound = self.session.prepare(round, until=BELL)

    def ring(self) -> None:
        """Let the bell ring."""
        self.now = BELL


@pytest.fixture
def history() -> Iterator[History]:
    """An empty history."""
    with closing(History.open()) as opened:
        yield opened


@pytest.mark.parametrize(
    ("exam", "told"),
    [
        (False, ("This round ends at 12:25, in 25 minutes.", "so the round ends here.")),
        (True, ("Your exam ends at 12:25, in 25 minutes.", "so your exam ends here.")),
    ],
    ids=["round", "exam"],
)
def test_the_bell_ends_a_round(
    bank: Bank, history: History, living: Living, exam: bool, told: tuple[str, str]
) -> None:
    """What was answered before counts, what comes after it doesn't; the reader is told."""
    living("UTC")
    ahead, rang = told
    timed = Timed(bank, history, exam=exam)
    opened = timed.opened
    opened.keep()
    assert opened.notice == ahead
    assert opened.seconds_left == 25 * 60
    slot = opened.round.slot
    opened.answer(slot.question.key, Certainty.SURE, 3)
    opened.onward()
    timed.ring()
    opened.answer(opened.round.slot.question.key, Certainty.SURE, 3)
    assert (opened.round.over, len(opened.round.answered)) == (True, 1)
    assert timed.session.news() == f"It's 12:25, {rang} What you've answered counts."
    assert timed.session.news() == ""
    assert opened.seconds_left is None
    kept = history.round(opened.number or 0)
    assert kept
    assert (kept.over, kept.exam, kept.set, len(kept.answered)) == (True, exam, "monday", 1)


def test_the_bell_rings_after_a_break(bank: Bank, history: History) -> None:
    """A round that was left for home and carried on with ends at the same time."""
    timed = Timed(bank, history)
    timed.opened.keep()
    timed.opened.answer(timed.opened.round.slot.question.key, Certainty.SURE, 3)
    again = timed.session.resume()
    assert again.until == BELL
    timed.ring()
    again.ring()
    assert again.rang
    assert again.round.over


def test_a_round_that_is_looked_at_again_rings_no_bell(bank: Bank, history: History) -> None:
    """Its end says that the time is up when it is, and later only how the round went."""
    timed = Timed(bank, history)
    opened = timed.opened
    opened.keep()
    opened.answer(opened.round.slot.question.key, Certainty.SURE, 3)
    timed.ring()
    opened.ring()
    assert opened.ending(opened.profile()).well.startswith("It's ")
    again = timed.session.last_round()
    assert again.heading == "Last round"
    assert "It's " not in again.ending(again.profile()).well


def test_another_round_has_no_bell(bank: Bank, history: History) -> None:
    """Who begins another round ends the one with the bell, which doesn't ring any more."""
    timed = Timed(bank, history)
    timed.opened.keep()
    timed.opened.answer(timed.opened.round.slot.question.key, Certainty.SURE, 3)
    other = timed.session.begin()
    timed.session.begin_another()
    other.keep()
    timed.ring()
    assert (other.until, timed.opened.seconds_left) == (None, None)


@pytest.mark.parametrize("exam", [False, True], ids=["round", "exam"])
@pytest.mark.parametrize("covered", ["", "?"], ids=["question", "help"])
async def test_on_screens_the_end_is_shown(
    bank: Bank, history: History, exam: bool, covered: str
) -> None:
    """The bell closes what lies over the question, and the end says so first.

    What was picked counts as a guess.
    """
    timed = Timed(bank, history, exam=exam)
    app = QuizApp(timed.session)
    async with app.run_test(notifications=True) as pilot:
        app._show(timed.opened)
        await pilot.pause()
        await pilot.press("a", *covered)
        await pilot.pause()
        timed.ring()
        app._await_bell(timed.opened)
        await pilot.pause()
        home, end = app.screen_stack
        assert (type(home), isinstance(end, Results)) == (Home, True)
        assert "12:25" in "".join(each.message for each in app._notifications)
        (slot,) = timed.opened.round.answered
        assert slot.answer
        assert (timed.opened.round.over, slot.answer.certainty) == (True, Certainty.GUESS)
        shown = "\n".join(in_lines(app))
        assert "Time's up" in shown
        assert "What you had picked last counts as a guess." in " ".join(shown.split())
        assert "a look at them" not in shown


async def test_on_screens_the_bell_rings_by_itself(bank: Bank, history: History) -> None:
    """No key is needed: a round ends when its time comes."""
    session = Session(bank, history, random=Random(7))
    until = datetime.now(UTC) + timedelta(seconds=0.3)
    opened = session.prepare(begin(bank.questions[:3], Random(7)), until=until)
    app = QuizApp(session, first=opened)
    async with app.run_test() as pilot:
        async with asyncio.timeout(10):
            while not isinstance(app.screen, Results):
                await pilot.pause(0.05)


async def test_at_home_the_bell_ends_the_round_that_was_left(bank: Bank, history: History) -> None:
    """Who has gone home stays there; the round is over and isn't offered any more."""
    timed = Timed(bank, history)
    app = QuizApp(timed.session, first=timed.opened)
    async with app.run_test(notifications=True) as pilot:
        await pilot.press("enter")  # closes the note on the content
        timed.opened.answer(timed.opened.round.slot.question.key, Certainty.SURE, 3)
        await pilot.press("q")
        await pilot.pause()
        assert isinstance(app.screen, Home)
        assert "resume" in [each.id for each in app.screen._ways]
        timed.ring()
        app._await_bell(timed.opened)
        await pilot.pause()
        assert isinstance(app.screen, Home)
        assert "resume" not in [each.id for each in app.screen._ways]
        assert "12:25" in "".join(each.message for each in app._notifications)


@pytest.mark.parametrize("exam", [False, True], ids=["round", "exam"])
def test_in_a_pipe_a_line_after_the_bell_counts_for_nothing(
    bank: Bank, history: History, exam: bool
) -> None:
    """Plain mode says that the time is up, and goes on to the end of the round.

    What was answered before, without saying how sure, counts as a guess.
    """
    timed = Timed(bank, history, exam=exam)

    class Late(StringIO):
        """Lines of which the second comes after the bell."""

        def readline(self, size: int = -1, /) -> str:  # type: ignore[override] # as StringIO's own
            line = super().readline(size)
            if line.startswith("2"):
                timed.ring()
            return line

    shown = StringIO()
    face = PlainFace(timed.session, Talk(Late("a\n2\n\n"), shown, 10_000))
    with suppress(Leave):
        face.begin(timed.opened)
    (slot,) = timed.opened.round.answered
    assert slot.answer
    assert slot.answer.certainty is Certainty.GUESS
    said = shown.getvalue()
    assert "in 25 minutes." in said
    assert "Question 1 of 3" in said
    assert "Ends 12:25, 25 minutes left." in said
    _, _, end = said.partition("\nTime's up.\nIt's 12:25, so ")
    assert "What you've answered counts. What you had picked last counts as a guess." in end
    assert said.count("It's 12:25") == 1


PROGRAM = """
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from quiz.bank.read import read_bank
from quiz.plain.face import PlainFace
from quiz.plain.talk import Talk
from quiz.play.round import begin
from quiz.record.history import History
from quiz.session import Session

bank, history = read_bank(Path(sys.argv[1])), History.open()
session = Session(bank, history)
until = datetime.now(UTC) + timedelta(seconds=0.8)
asked = [each for each in bank.questions if each.typed][:1]
opened = session.prepare(begin(asked, Random(7)), until=until)
PlainFace(session, Talk(sys.stdin, sys.stdout, 72)).begin(opened)
print("answers:", len(opened.round.answered))
history.close()
"""


@pytest.mark.parametrize("keys", ["", "1", "e"], ids=["nothing", "one of two", "typed, no Enter"])
async def test_what_is_not_complete_stays_unanswered(
    bank: Bank, history: History, keys: str
) -> None:
    """A pick too few, and a line without Enter, count for nothing when the bell rings."""
    timed = Timed(bank, history)
    id = {"": "bridge-in-may", "1": "page-tells", "e": "which-month"}[keys]
    question = next(each for each in bank.questions if each.id == id)
    opened = timed.session.prepare(begin([question], Random(7)), until=BELL)
    app = QuizApp(timed.session)
    async with app.run_test() as pilot:
        app._show(opened)
        await pilot.pause()
        await pilot.press(*keys)
        await pilot.pause()
        timed.ring()
        app._await_bell(opened)
        await pilot.pause()
        assert (opened.round.over, opened.round.answered) == (True, ())
        assert "Time's up" in "\n".join(in_lines(app))


@pytest.mark.parametrize(
    ("id", "picks", "change", "counts"),
    [
        ("page-tells", ["a", "enter"], ["b"], [0, 1]),
        ("page-tells", ["a", "enter"], ["a"], [0]),
        ("least-to-most", ["enter"], ["space", "down"], [1, 0, 2]),
    ],
    ids=["another tick", "no tick", "a line in the hand"],
)
async def test_in_an_exam_the_bell_keeps_a_changed_pick(
    bank: Bank, history: History, id: str, picks: list[str], change: list[str], *, counts: list[int]
) -> None:
    """What replaces an answer needs no Enter, as when the reader moves on; half a pick doesn't."""
    timed = Timed(bank, history)
    asked = [each for each in bank.questions if each.id == id]
    opened = timed.session.prepare(
        begin([*asked, bank.questions[0]], Random(7), exam=True), until=BELL
    )
    app = QuizApp(timed.session)
    async with app.run_test() as pilot:
        app._show(opened)
        await pilot.pause()
        for key in (*picks, "3", "p", *change):
            await pilot.press(key)
            await pilot.pause()
        assert opened.round.at == 0
        timed.ring()
        app._await_bell(opened)
        await pilot.pause()
        slot, _ = opened.round.slots
        assert slot.answer
        expected = [slot.arrangement[index] for index in counts]
        assert [*slot.answer.response] == (expected if id == "least-to-most" else sorted(expected))
        assert slot.answer.certainty is Certainty.SURE


async def test_what_was_begun_when_the_bell_rang_is_there_afterwards(
    bank: Bank, history: History
) -> None:
    """The question can still be answered, from what was ticked before."""
    timed = Timed(bank, history)
    question = next(each for each in bank.questions if each.id == "page-tells")
    opened = timed.session.prepare(begin([question], Random(7)), until=BELL)
    app = QuizApp(timed.session)
    async with app.run_test() as pilot:
        app._show(opened)
        await pilot.pause()
        await pilot.press("b")
        timed.ring()
        app._await_bell(opened)
        await pilot.pause()
        assert isinstance(app.screen, Results)
        app.screen.post_message(SlotOpened(opened, 0))
        await pilot.pause()
        assert app.screen.query_one(Choose).draft == (opened.round.slot.arrangement[1],)


def test_in_an_exam_a_changed_pick_keeps_how_sure_it_was(bank: Bank, history: History) -> None:
    """A reader who had said “sure” and picks something else is as sure of that."""
    timed = Timed(bank, history, exam=True)
    opened = timed.opened
    opened.keep()
    opened.answer((1,), Certainty.SURE, 3)
    timed.ring()
    opened.ring((0,))
    answer = opened.round.slots[0].answer
    assert answer
    assert (answer.response, answer.certainty) == ((0,), Certainty.SURE)
    kept = history.round(opened.number or 0)
    assert kept
    assert kept.slots[0].answer
    assert (kept.over, kept.slots[0].answer.response) == (True, (0,))


@pytest.mark.parametrize(
    ("left", "long", "short"),
    [
        (timedelta(minutes=14, seconds=1), "ends 12:25, 15 minutes left", "15 min"),
        (timedelta(minutes=2), "ends 12:25, 2 minutes left", "2 min"),
        (timedelta(seconds=60), "ends 12:25, 60 seconds left", "60 s"),
        (timedelta(seconds=31), "ends 12:25, 40 seconds left", "40 s"),
        (timedelta(seconds=1), "ends 12:25, 10 seconds left", "10 s"),
    ],
)
def test_the_clock_tells_how_long_is_left(
    living: Living, left: timedelta, long: str, short: str
) -> None:
    """Minutes are rounded up, as at the start; the last one is told in steps of ten seconds."""
    living("UTC")
    assert bell_clock(BELL, BELL - left) == (long, short)


@pytest.mark.parametrize("size", [(80, 24), (40, 12), (120, 40)], ids=str)
@pytest.mark.parametrize("exam", [False, True], ids=["round", "exam"])
async def test_the_head_has_a_clock(
    bank: Bank, history: History, living: Living, exam: bool, size: tuple[int, int]
) -> None:
    """In a round with a bell, the first line says how long is left, and follows the time."""
    living("UTC")
    timed = Timed(bank, history, exam=exam)
    app = QuizApp(timed.session)
    wide = size[0] >= 80
    async with app.run_test(size=size) as pilot:
        app._show(timed.opened)
        await pilot.pause()
        if isinstance(app.screen, Note):  # where home hasn't shown it
            await pilot.press("enter")
        assert ("ends 12:25, 25 minutes left" if wide else "25 min") in in_lines(app)[0]
        timed.now = BELL - timedelta(seconds=95)
        app.screen.query_one(RoundHeader).tick()
        await pilot.pause()
        first = in_lines(app)[0]
        assert ("ends 12:25, 2 minutes left" if wide else "2 min") in first
        assert "1 of 3" in first
        if not exam:
            await pilot.press("a", "2")
            await pilot.pause()
            assert ("2 minutes left" if wide else "2 min") in in_lines(app)[0]
            assert "mark" in in_lines(app)[0] or not wide


def test_in_a_terminal_half_a_line_is_dropped(bank_file: Path) -> None:
    """The bell rings while a reader types: what they had typed goes, and the end comes."""
    command = [sys.executable, "-c", PROGRAM, str(bank_file)]
    with Terminal(command) as terminal:
        terminal.wait_for("Type your answer")
        terminal.send(b"Ju")
        terminal.wait_for("Time's up.", "so the round ends here.", "Enter to finish:")
        terminal.send(b"\n")
        terminal.wait_for("answers: 0")


def test_who_leaves_can_copy_the_command_that_hands_in(bank_file: Path) -> None:
    """After an exam, it stands in the terminal once the screens are gone."""
    command = [*QUIZ, "take", "--ids", "which-month", "--bank", str(bank_file)]
    run([*command, "--plain"], "June\n1\n\n")  # so that there's no note on the content
    with Terminal([*command, "--exam"], 100, 30) as terminal:
        terminal.wait_for("In which month")
        terminal.send(b"May\r")
        terminal.wait_for("How sure?")
        terminal.send(b"2\r")
        terminal.wait_for("Finish")
        terminal.press("\r")
        terminal.wait_for("Nobody else has this yet.")
        terminal.press("q")
        terminal.wait_for("A round of")
        terminal.press("q")
        terminal.wait_for("Your answers are saved.", f"quiz hand-in --name … --bank {bank_file}")


@pytest.mark.parametrize(
    ("now", "until", "bell"),
    [
        ("2031-03-04 09:15", "09:40", "2031-03-04 09:40"),
        ("2031-03-04 09:15", "9.40", "2031-03-04 09:40"),
        ("2031-03-04 09:15", "23:59", "2031-03-04 23:59"),
        ("2031-03-04 23:50", "00:20", "2031-03-05 00:20"),
        ("2031-03-30 00:30", "03:10", "2031-03-30 03:10"),
        ("2031-03-04 10:15", "09:40", ""),
        ("2031-03-04 09:40", "09:40", ""),
        ("2031-03-04 00:10", "23:50", "2031-03-04 23:50"),
    ],
)
def test_a_bell_is_the_next_such_time(living: Living, now: str, until: str, bell: str) -> None:
    """It is today or, across midnight, within 12 hours; what has passed is refused."""
    living("Europe/Berlin")
    moment = datetime.fromisoformat(now).astimezone()
    if not bell:
        with pytest.raises(SystemExit):
            _bell(until, moment)
        return
    assert _bell(until, moment) == datetime.fromisoformat(bell).astimezone()


@pytest.mark.parametrize(
    ("until", "said"),
    [
        ("25:00", "“25:00” isn't a time of day; write it as 09:40 or 21:40"),
        ("9", "“9” isn't a time of day; write it as 09:40 or 21:40"),
        ("09:60", "“09:60” isn't a time of day; write it as 09:40 or 21:40"),
        ("٠٩:٤٠", "“٠٩:٤٠” isn't a time of day; write it as 09:40 or 21:40"),
        ("", "“” isn't a time of day; write it as 09:40 or 21:40"),
    ],
)
def test_what_is_no_time_is_refused(bank_file: Path, until: str, said: str) -> None:
    """A time that no clock shows is refused in a line, before anything is kept."""
    words = ["take", "--bank", str(bank_file), "--until", until]
    done = CliRunner().invoke(main, words, input="")
    assert (done.exit_code, done.stdout, done.stderr) == (2, "", f"quiz: {said}\n")


def test_a_time_that_has_passed_is_said_with_the_time_that_it_is(bank_file: Path) -> None:
    """A round can't end before it begins."""
    now = datetime.now().astimezone()
    past = now - timedelta(minutes=2)
    words = ["take", "--bank", str(bank_file), "--until", f"{past:%H:%M}"]
    done = CliRunner().invoke(main, words, input="")
    assert done.exit_code == 2
    assert f"{past:%H:%M} has passed: it's {now:%H}:" in done.stderr
