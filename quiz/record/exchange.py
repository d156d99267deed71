"""A history in lines of JSON: written out whole, and merged into another."""

import heapq
import sqlite3
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec
from msgspec import Raw, Struct

from quiz.play.mark import Arrangement, Certainty, Response


class Asked(Struct, frozen=True, tag="question", tag_field="line"):
    """A question as it was asked."""

    digest: str
    id: str
    skill: str
    move: str
    kind: str
    body: Raw
    """The question itself, as in a bank."""


class Place(Struct, frozen=True):
    """A question's place in a round, and the answer to it; the columns of the table."""

    n: int
    place: int | None
    question: str
    """The digest of one of the lines before."""
    arrangement: Arrangement
    skipped: bool
    flagged: bool
    looked: bool
    response: Response | None = None
    certainty: Certainty | None = None
    seconds: float | None = None
    right: bool | None = None
    share: float | None = None
    points: int | None = None
    trust: int | None = None
    doubt: int | None = None
    answered: int | None = None
    turn: int | None = None


class Whole(Struct, frozen=True, tag="round", tag_field="line"):
    """A round with all that is kept of it; times are milliseconds since 1970 in UTC."""

    uuid: str
    bank: str
    began: int
    touched: int
    at: int
    exam: bool
    over: bool
    asked: int
    answered: int
    right: int
    points: int
    slots: tuple[Place, ...]


def lines(db: sqlite3.Connection) -> Iterator[str]:
    """All that a history holds."""
    for known, id, skill, move, kind, body in db.execute(
        "SELECT digest, id, skill, move, kind, body FROM questions ORDER BY number"
    ):
        yield _json(Asked(known, id, skill, move, kind, Raw(body.encode())))
    for number, *row in db.execute("SELECT * FROM rounds ORDER BY number").fetchall():
        rows = db.execute(
            "SELECT n, place, digest, arrangement, skipped, flagged, looked, response, certainty, "
            "seconds, right, share, points, trust, doubt, answered, turn FROM slots "
            "JOIN questions ON questions.number = slots.question WHERE round = ? ORDER BY n",
            (number,),
        ).fetchall()
        places = tuple(place for each in rows if (place := _place(each)))
        columns = dict(zip(Whole.__struct_fields__, (*row, places), strict=True))
        # SQLite has no truth values: 0 and 1 become them here.
        yield _json(msgspec.convert({"line": "round", **columns}, Whole, strict=False))


def read(lines: Iterable[str]) -> list[Asked | Whole]:
    """What the lines hold; `ValueError` names the first that cannot be taken in."""
    decoder = msgspec.json.Decoder(Asked | Whole)
    found: list[Asked | Whole] = []
    known: set[str] = set()
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            entry = decoder.decode(line)
        except ValueError as error:
            raise ValueError(f"line {number}: {str(error)[:1].lower()}{str(error)[1:]}") from None
        if isinstance(entry, Asked):
            known.add(entry.digest)
        elif lost := [slot.question for slot in entry.slots if slot.question not in known]:
            raise ValueError(f"line {number}: no line before it has the question {lost[0]}")
        found.append(entry)
    return found


def merge(db: sqlite3.Connection, found: list[Asked | Whole]) -> tuple[int, int]:
    """Take in what is new; gives how many rounds and answers that was."""
    before = db.execute(_IN_TURN).fetchall()
    questions = [entry for entry in found if isinstance(entry, Asked)]
    db.executemany(
        "INSERT OR IGNORE INTO questions VALUES (NULL, ?, ?, ?, ?, ?, ?)",
        ((*msgspec.structs.astuple(asked)[:-1], bytes(asked.body).decode()) for asked in questions),
    )
    numbers = dict(db.execute("SELECT digest, number FROM questions").fetchall())
    db.execute("UPDATE slots SET turn = NULL")
    theirs: list[tuple[int, int, int, int]] = []
    rounds = 0
    for whole in found:
        if isinstance(whole, Whole):
            rounds += _merge_round(db, whole, numbers, theirs)
    # Each history keeps its own order; the clock lays the two into one another.
    replaced = {row[2:] for row in theirs}
    ours = [row for row in before if row[2:] not in replaced]
    both = list(heapq.merge(ours, sorted(theirs, key=_turn), key=_answered))
    db.executemany(
        "UPDATE slots SET turn = ? WHERE round = ? AND n = ?",
        ((turn, round, n) for turn, (_, _, round, n) in enumerate(both, 1)),
    )
    db.execute("DELETE FROM schedules")
    return rounds, len(both) - len(before)


_IN_TURN = "SELECT answered, turn, round, n FROM slots WHERE turn IS NOT NULL ORDER BY turn"
_NEXT = "SELECT coalesce(max(number), 0) + 1 FROM rounds"
_ROUND = "REPLACE INTO rounds VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
_SLOT = "REPLACE INTO slots VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL)"


def _merge_round(
    db: sqlite3.Connection,
    whole: Whole,
    questions: dict[str, int],
    theirs: list[tuple[int, int, int, int]],
) -> bool:
    """Take in a round; gives whether it is new, and adds its new answers to `theirs`."""
    about = msgspec.structs.astuple(whole)[:-1]
    row = db.execute("SELECT number, touched FROM rounds WHERE uuid = ?", (whole.uuid,)).fetchone()
    if row is None:
        (number,), touched = db.execute(_NEXT).fetchone(), -1
    else:
        number, touched = row
    if whole.touched > touched:
        db.execute(_ROUND, (number, *about))
    here = {
        n: (question, answered)
        for n, question, answered in db.execute(
            "SELECT n, question, answered FROM slots WHERE round = ?", (number,)
        )
    }
    for slot in whole.slots:
        n, place, question = slot.n, slot.place, questions[slot.question]
        asked, answered = here.get(n, (question, -1))
        if asked != question:
            # Both went on from here with other questions, so there is to be room for both.
            if slot.answered is None or (question, slot.answered) in here.values():
                continue
            n, place = max(here) + 1, None
        elif n in here and (slot.answered or 0, whole.touched) <= (answered or 0, touched):
            continue
        here[n] = (question, slot.answered)
        response = None if slot.response is None else _json(slot.response)
        marks = (slot.skipped, slot.flagged, slot.looked)
        given = msgspec.structs.astuple(slot)[8:-1]
        arrangement = _json(slot.arrangement)
        db.execute(_SLOT, (number, n, place, question, arrangement, *marks, response, *given))
        if slot.answered is not None:
            theirs.append((slot.answered, slot.turn or 0, number, n))
    return row is None


def _place(row: tuple[Any, ...]) -> Place | None:
    """A row of the table; None when it holds what cannot be read."""
    columns = dict(zip(Place.__struct_fields__, row, strict=True))
    try:
        columns["arrangement"] = msgspec.json.decode(columns["arrangement"])
        if columns["response"] is not None:
            columns["response"] = msgspec.json.decode(columns["response"])
        return msgspec.convert(columns, Place, strict=False)
    except ValueError:
        return None


def _json(value: object) -> str:
    return msgspec.json.encode(value).decode()


def _answered(row: tuple[int, int, int, int]) -> int:
    return row[0]


def _turn(row: tuple[int, int, int, int]) -> int:
    return row[1]
