"""Damaging a history by one byte or value, and then using it as the home screen does."""

import shutil
import sqlite3
from collections import Counter
from collections.abc import Iterable
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path
from random import Random

from quiz.bank.model import Bank
from quiz.play.mark import Certainty
from quiz.play.round import Answer, Round, answer, begin, finish, onward
from quiz.record import database, file, tables
from quiz.record.backups import backups
from quiz.record.history import History
from quiz.record.page import sections
from quiz.record.profile import profile_of_bank
from quiz.record.review import due

Answers = set[tuple[int, int]]
"""The number of a round, and that of an answered slot in it."""

ODD = (
    None, -1, 0, 2, 7, 77, 2**31, 2**63 - 1, -(2**63), 0.5, -1.5, 1e308, float("inf"), "", "seven",
    "1", "\ud7ff\u202e\x1b[2J", b"", b"\xff\xfe", b"[0]", "[", "{}", "[0]", "[9]", "[-1]", '"x"',
    "null", "[[0]]", '{"a": 1}', "NaN", '{"bridge-in-may": "2031-01-01"}',
    '{"bridge-in-may": "9999-12-31T23:59:59Z"}', "[" * 5000, "a" * 100_000,
)  # fmt: skip
"""Values that no column should hold, or not every column."""


def played(bank: Bank, random: Random, *, steps: int = 99, exam: bool = False) -> Round:
    """A round with so many answers, some of them right."""
    round = begin(bank.questions, random, exam=exam)
    for _ in range(min(steps, len(round.slots))):
        right = round.slot.question.key
        wrong = "?" if isinstance(right, str) else tuple(reversed(right))
        given = random.choice((right, wrong))
        round = onward(answer(round, Answer(given, Certainty(random.randint(1, 3)), 2.5)))
    return finish(round) if steps == len(round.slots) else round


def made(folder: Path, bank: Bank) -> Path:
    """Make a history and a backup of it: ended rounds, an interrupted one and an open exam."""
    random = Random(4)
    history = History.open(folder)
    for steps, exam in ((8, False), (8, True), (8, False), (3, True), (5, False)):
        history.begin(played(bank, random, steps=steps, exam=exam), "own")
        history.schedule("own")
    history.reader()
    history.close()
    return folder / "history.db"


def flip(path: Path, random: Random) -> str:
    """Change one byte of a file; returns what changed."""
    data = bytearray(path.read_bytes())
    index = random.randrange(len(data)) if random.random() < 0.9 else random.randrange(110)
    data[index] ^= random.randrange(1, 256)
    path.write_bytes(data)
    return f"byte {index} became {data[index]}"


def put_odd(path: Path, random: Random) -> str:
    """Write an odd value to a column of a row, whatever the table allows; returns what changed."""
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        former = tables.version_of(db) < tables.VERSION
        table = random.choice(tables.TABLES[: -1 if former else None])
        db.row_factory = sqlite3.Row
        column = random.choice(db.execute(f"PRAGMA table_info({table})").fetchall())["name"]
        value = random.choice(ODD)
        db.execute("PRAGMA ignore_check_constraints = ON")
        made = tables.value(db, "SELECT sql FROM sqlite_schema WHERE name = :name", name=table)
        where = "ORDER BY random() LIMIT 1"
        keys = "round, n" if table == "slots" else "rowid"
        update = (
            f"UPDATE {table} SET {column} = ? WHERE ({keys}) = (SELECT {keys} FROM {table} {where})"  # noqa: S608 - of the list above
        )
        with suppress(sqlite3.IntegrityError, OverflowError):
            if value is None:
                _rewrite(db, table, made.replace("NOT NULL", ""))
                with closing(sqlite3.connect(path, isolation_level=None)) as other:
                    other.execute("PRAGMA ignore_check_constraints = ON")
                    other.execute(update, (value,))
            else:
                db.execute(update, (value,))
        if value is None:
            _rewrite(db, table, made)
    return f"{table}.{column} became {value!r:.40}"


def _rewrite(db: sqlite3.Connection, table: str, made: str) -> None:
    db.execute("PRAGMA writable_schema = ON")
    db.execute("UPDATE sqlite_schema SET sql = ? WHERE name = ?", (made, table))
    db.execute("PRAGMA writable_schema = OFF")


def use_as_home(folder: Path, bank: Bank) -> str:
    """Open a history, read all that home and progress show, begin a round; returns the notice."""
    now = datetime(2031, 3, 4, 12, tzinfo=UTC)
    history = History.open(folder)
    history.unfinished(bank, "own")
    for summary in history.rounds():
        history.round(summary.number)
        str(summary.began.astimezone())
    history.total()
    due(bank, history.schedule("own"), now)
    history.answers("own")
    history.sealed()
    with suppress(OSError):  # it may only be in memory
        history.reader()
    sections(profile_of_bank(bank, history, "own", now))
    round = begin(bank.questions, Random(2))
    number = history.begin(round, "own")
    round = answer(round, Answer(round.slot.question.key, Certainty.SURE))
    history.keep(number, round)
    history.unfinished(bank, "own")
    history.close()
    return history.notice


def answers_in(path: Path) -> Answers:
    """The answers in a file."""
    with closing(database.copied(path)) as db:
        rows = db.execute(
            "SELECT round, n FROM slots JOIN rounds ON number = round "
            "WHERE turn NOT NULL AND certainty BETWEEN 1 AND 3 AND json_valid(response)"
        )
        return {(row["round"], row["n"]) for row in rows}


def is_sound(path: Path) -> bool:
    """Whether a file can be read throughout and holds only what its tables allow."""
    with closing(database.copied(path)) as copy:
        return tables.is_sound(copy)


def attack(
    pristine: Path, folder: Path, bank: Bank, random: Random, *, odd: bool
) -> tuple[str, str]:
    """Damage a copy of a history and use it; returns what changed and the notice.

    Checks that no answer of the backup is lost, and that the backup is sound and holds as much.
    An odd value may be a slot's number, under which its answer is then found.
    """
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(pristine.parent, folder)
    path = folder / "history.db"
    (backup,) = backups(path)
    held = answers_in(backup)
    what = (put_odd if odd else flip)(path, random)
    small, file.SMALL = file.SMALL, random.choice((0, file.SMALL))  # as if the file were large
    try:
        notice = use_as_home(folder, bank)
    finally:
        file.SMALL = small
    found = backups(path)
    assert is_sound(found[0]), f"{what}: the best backup is bad"
    held_now = answers_in(found[0])
    assert len(held - held_now) <= odd, f"{what}: the best backup lacks some"
    assert len(held) <= len(held_now), f"{what}: the best backup holds less"
    if "is left as it is" not in notice:
        assert is_sound(path), f"{what}: the file is bad; {notice}"
        answers = answers_in(path)
        assert len(held - answers) <= odd, (
            f"{what}: {len(held - answers)} answers are lost; {notice}"
        )
        assert len(answers) > len(held), f"{what}: the new answer is lost; {notice}"
    return what, notice


def tally(notices: Iterable[str]) -> str:
    """How many notices there are of each kind."""
    heads = (notice.partition(";")[0] for notice in notices)
    kinds = Counter(head.partition(": ")[2] or head or "nothing" for head in heads)
    return ", ".join(f"{count} × {kind}" for kind, count in sorted(kinds.items()))
