"""A class of made-up readers takes the quiz in plain mode and hands in; print the teacher's report.

    python bench/classroom.py [--readers 28] [--folder FOLDER] [OPTIONS OF quiz class]
    python bench/classroom.py --many 3000

The first round is the same for all, the second is each reader's own. Readers differ in how able
they are, in how sure they tend to be, and in whether they lean to trust or to doubt; a few skip
questions or leave early. In one question, strong readers take a distractor for the answer. With
`--many`, files with 100 answers each are written instead, and `quiz class` is timed over them.
"""

import argparse
import hashlib
import math
import resource
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path
from random import Random

from msgspec import Struct, to_builtins
from msgspec.structs import replace

sys.path.insert(0, str(Path(__file__).parents[1]))

from quiz.bank.cache import cached_bank
from quiz.bank.kinds import Order, Question, Response, Short, Sort, digest
from quiz.bank.kinds.picking import PickingQuestion
from quiz.bank.load import own_bank
from quiz.bank.model import Bank
from quiz.classroom.handin import (
    BankStamp,
    HandedRound,
    HandIn,
    Offered,
    check_word,
    file_name,
    hand_in,
    in_file,
    stamp,
)
from quiz.plain.face import PlainFace
from quiz.plain.talk import Leave, Talk
from quiz.play.mark import Certainty, judge
from quiz.play.pick import pick
from quiz.play.round import begin
from quiz.record.history import History
from quiz.session import OpenRound, Session
from tests.plain_lines import in_names

ROOT = Path(__file__).parents[1]
NAMES = (
    *("Ada", "Ben", "Cleo", "Dev", "Elif", "Finn", "Gita", "Hugo", "Ines", "Jonas", "Kaya"),
    *("Liam", "Mona", "Nils", "Olga", "Paul", "Qing", "Rosa", "Sami", "Tess", "Umar", "Vera"),
    *("Wim", "Xenia", "Yara", "Zeno", "Aldo", "Bea"),
)
SAME, SHARED, OWN = 7, 16, 10
"""The seed of the round that all take, and how many questions it and each reader's own have."""
FAIRLY, SURE = 0.2, 1.1
"""From how much sense a question makes on a reader says so."""


class Reader(Struct, frozen=True):
    """A made-up reader."""

    number: int
    able: float
    """In standard deviations."""
    bold: float
    """How much surer than they should be, likewise."""
    trusts: float
    """From 0 to 1: which way their mistakes lean."""

    @property
    def name(self) -> str:
        """A name, with a number where names run out."""
        again = self.number // len(NAMES)
        return NAMES[self.number % len(NAMES)] + (f" {again + 1}" if again else "")


def reader(number: int) -> Reader:
    """A reader by number, always the same."""
    random = Random(f"reader {number}")
    return Reader(number, random.gauss(0.4, 1), random.gauss(0.6, 0.6), random.betavariate(3, 2))


def steady(text: str) -> float:
    """A number from 0 to 1 that goes with a text."""
    return hashlib.sha256(text.encode()).digest()[0] / 255


def mistaken(question: Question, by: Reader, random: Random) -> Response:
    """A wrong response, as this reader would err."""
    match question:
        case PickingQuestion():
            others = [n for n, each in enumerate(question.alternatives) if not each.right]
            if question.kind == "spot":
                others = [n for n in others if question.alternatives[n].why]
            leans = question.leans or (None,) * (max(others) + 1)
            weights = {None: 1.0, "trust": 3 * by.trusts, "doubt": 3 * (1 - by.trusts)}
            pulls = [weights[leans[n]] * (0.2 + 3 * steady(f"{question.id} {n}")) for n in others]
            wrong = random.choices(others, pulls)
            return (*question.key[1:], *wrong) if len(question.key) > 1 else tuple(wrong)
        case Sort():
            labels, row = [*question.key], random.randrange(len(question.rows))
            labels[row] = (labels[row] + 1) % len(question.labels)
            return tuple(labels)
        case Order():
            return (question.key[1], question.key[0], *question.key[2:])
        case Short():
            return random.choice(("no idea", "Reuters", "2016"))
    raise TypeError(question)


def given(question: Question, by: Reader, random: Random, odd: str) -> tuple[Response, Certainty]:
    """The response of a reader to a question, and how sure they are."""
    hard = 3 * (steady(question.id) - 0.5)
    if question.id == odd:
        hard, by = 1 - 2 * hard, replace(by, able=-2 * by.able)
    sense = by.able - hard
    right = random.random() < 1 / (1 + math.exp(-1.4 * sense))
    felt = sense + by.bold + random.gauss(0, 0.6) + (0.4 if right else 0)
    sure = Certainty(1 + (felt > FAIRLY) + (felt > SURE))
    return question.key if right else mistaken(question, by, random), sure


class Pupil(Talk):
    """Hears what plain mode asks, and types what this reader would."""

    def __init__(self, by: Reader, random: Random, odd: str) -> None:
        super().__init__(StringIO(), StringIO(), 80)
        self.opened: OpenRound
        self.leaves_after = 6 if by.number % 13 == 5 else 100  # noqa: PLR2004 - two in a class
        self._by, self._random, self._odd = by, random, odd
        self._sure = Certainty.GUESS
        self._asked = 0

    def ask(self, prompt: str) -> str:
        """What this reader types."""
        if prompt.startswith("How sure"):
            return str(int(self._sure))
        round = self.opened.round
        if prompt.startswith(("Enter", "A number to look")) or round.over:
            return ""
        if prompt.startswith("Your choice"):
            return "e"
        self._asked += 1
        if self._asked > self.leaves_after:
            raise Leave
        if self._random.random() < 0.03:  # noqa: PLR2004 - about one in two rounds
            return "x"
        question = round.slot.question
        response, self._sure = given(question, self._by, self._random, self._odd)
        return in_names(question, round.slot.arrangement, response)


def take(by: Reader, bank: Bank, folder: Path, odd: str) -> HandIn:
    """Both rounds of a reader in plain mode, kept in a history of their own, and handed in."""
    history = History.open(folder / f"history-{by.number}")
    session = Session(bank, history)
    random = Random(by.number)
    for seed, count in ((SAME, SHARED), (by.number, OWN)):
        pupil, order = Pupil(by, random, odd), Random(seed)
        round = begin(pick(bank.questions, count, order), Random(by.number + seed))
        pupil.opened = session.take(round)
        try:
            PlainFace(session, pupil).play(pupil.opened)
        except Leave:
            break
    made = hand_in(bank, history, history.reader(), datetime.now(UTC), name=by.name)
    history.close()
    return made


def written(by: Reader, bank: Bank, about: BankStamp, digests: dict[str, str]) -> HandIn:
    """A hand-in with 100 answers, without taking the quiz."""
    random = Random(by.number)
    offered = []
    for question in random.sample(bank.questions, 100):
        response, sure = given(question, by, random, "")
        judged = judge(question, response, sure)
        offered.append(
            Offered(
                question.id,
                digests[question.id],
                question.kind,
                question.arrange(random),
                response=response,
                certainty=sure,
                share=judged.share,
                marks=judged.points,
                trust=judged.trust,
                doubt=judged.doubt,
            )
        )
    now = datetime.now(UTC).replace(microsecond=0)
    round = HandedRound(f"{by.number:032x}", now, now, False, True, tuple(offered))
    made = HandIn(1, now, f"{by.number:032x}", by.name, about, (round,))
    return replace(made, check=check_word(to_builtins(made)))


def main() -> None:
    """Make a class, and print what its teacher reads."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--readers", type=int, default=28)
    parser.add_argument("--many", type=int, default=0)
    parser.add_argument("--folder", type=Path)
    options, rest = parser.parse_known_args()
    bank = cached_bank(own_bank())
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.folder or Path(temporary) / "handed-in"
        folder.mkdir(parents=True, exist_ok=True)
        odd = pick(bank.questions, SHARED, Random(SAME))[SHARED // 2].id
        if options.many:
            about = stamp(bank)
            digests = {each.id: digest(each) for each in bank.questions}
            for number in range(options.many):
                save(written(reader(number), bank, about, digests), folder)
        else:
            for number in range(options.readers):
                save(take(reader(number), bank, Path(temporary), odd), folder)
        began = time.perf_counter()
        command = [sys.executable, "-m", "quiz", "class", str(folder), *rest]
        done = subprocess.run(command, cwd=ROOT, check=True, capture_output=bool(options.many))
        took = time.perf_counter() - began
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        if options.many:
            busy = f"{used.ru_utime + used.ru_stime:.1f} s on a processor"
            memory = f"{used.ru_maxrss / 1024:.0f} MB"
            size = f"{len(done.stdout)} bytes"
            print(f"{options.many} hand-ins: {took:.1f} s, {busy}, {memory}, {size}")


def save(made: HandIn, folder: Path) -> None:
    """Write a hand-in into the folder."""
    (folder / file_name(made.name, made.reader)).write_bytes(in_file(made))


if __name__ == "__main__":
    main()
