"""A history in lines of JSON: written out whole, and merged into another.

A file may have been written by anyone, so every value is checked before the history sees it, and
what follows from others (digests, marks, counts) is worked out again rather than believed.
"""

import heapq
import shutil
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import IO, Annotated, Any

import msgspec
from msgspec import Meta, Raw, Struct

from quiz.bank.model import Question, digest, without_folder
from quiz.play.mark import Certainty, fits, key, share
from quiz.play.round import Answer, Slot
from quiz.record.beside import fresh, real
from quiz.record.history import COUNT, LAST, judgement
from quiz.text import UNSAFE, clean, in_json

LONGEST, LARGEST, MOST = 4_000_000, 400_000_000, 1_000_000
"""Bytes in a line, bytes in a file, and lines in a file: more than a million answers fit."""

_SAID = 200
"""Characters of what is said of a fault; it may quote the file."""

Count = Annotated[int, Meta(ge=0, le=100_000)]
Moment = Annotated[int, Meta(ge=0, le=LAST)]
"""Milliseconds since 1970 in UTC."""
Numbers = Annotated[tuple[Count, ...], Meta(max_length=1000)]


class Asked(Struct, frozen=True, gc=False, tag="question", tag_field="line"):
    """A question as it was asked. All but the body is there for other programs."""

    digest: str
    id: str
    skill: str
    move: str
    kind: str
    body: Raw
    """The question itself, as in a bank."""


class Place(Struct, frozen=True, gc=False):
    """A question's place in a round, and the answer to it."""

    n: Count
    place: Count | None
    question: str
    """The digest of one of the lines before."""
    arrangement: Numbers
    skipped: bool
    flagged: bool
    looked: bool
    response: Numbers | Annotated[str, Meta(max_length=100_000)] | None = None
    certainty: Certainty | None = None
    seconds: Annotated[float, Meta(ge=0, le=1e9)] | None = None
    answered: Moment | None = None
    turn: Annotated[int, Meta(ge=0, le=2**53)] | None = None


class Whole(Struct, frozen=True, tag="round", tag_field="line"):
    """A round with all that is kept of it."""

    uuid: Annotated[str, Meta(pattern="^[0-9a-f]{32}$")]
    bank: Annotated[str, Meta(max_length=4096)]
    began: Moment
    touched: Moment
    at: Count
    exam: bool
    over: bool
    slots: Annotated[tuple[Place, ...], Meta(min_length=1, max_length=10_000)]


class Judged(Place, frozen=True, gc=False):
    """A place as it is written out: with what was made of the answer."""

    right: bool | None = None
    share: float | None = None
    points: int | None = None
    trust: int | None = None
    doubt: int | None = None


class Counted(Whole, frozen=True, tag="round", tag_field="line"):
    """A round as it is written out: with its counts."""

    asked: int
    answered: int
    right: int
    points: int
    slots: Annotated[tuple[Judged, ...], Meta(min_length=1)]


class Known(Struct, frozen=True):
    """A question that a file brings."""

    digest: str
    body: bytes
    question: Question


class Found(Struct, frozen=True):
    """What a file brings: the questions under the digests that it gives them, and the rounds."""

    questions: dict[str, Known] = {}
    rounds: list[Whole] = []


def lines_of(file: IO[bytes]) -> Iterator[bytes]:
    """The lines of a file; one that has no end is cut where it is too long."""
    return iter(lambda: file.readline(LONGEST + 1), b"")


def save(lines: Iterable[str], path: Path) -> None:
    """Write lines to a file, all or none: what was there before stays until all are written."""
    path = real(path)  # where it is a link, that stays one
    if path.exists() and not path.is_file():  # a pipe or a terminal takes them as they come
        with path.open("w", encoding="utf-8") as stream:
            stream.writelines(f"{line}\n" for line in lines)
        return
    part = fresh(path.parent)  # its own name and more may be too long
    try:
        with part.open("w", encoding="utf-8", newline="\n") as file:
            file.writelines(f"{line}\n" for line in lines)
        if path.exists():
            shutil.copymode(path, part)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def read(lines: Iterable[str | bytes]) -> Found:
    """What the lines hold; `ValueError` names the first that can't be taken in, and says why."""
    decoder = msgspec.json.Decoder(Asked | Whole)
    found = Found()
    uuids: set[str] = set()
    size = 0
    for number, line in enumerate(lines, 1):
        size += len(line)
        try:
            data = line.encode() if isinstance(line, str) else line
            _within(len(data), size, number)
            # Some programs put a byte-order mark before a text.
            data = data.removeprefix(b"\xef\xbb\xbf").strip()
            if not data:
                continue
            entry = decoder.decode(data)
            if isinstance(entry, Asked):
                known = _known(bytes(entry.body))
                if found.questions.setdefault(entry.digest, known).digest != known.digest:
                    raise ValueError("another question has this digest")  # noqa: TRY301
            else:
                _check(entry, found.questions)
                if entry.uuid in uuids:
                    raise ValueError("this round is there twice")  # noqa: TRY301
                uuids.add(entry.uuid)
                found.rounds.append(entry)
        except (ValueError, RecursionError) as error:
            raise ValueError(f"line {number}: {_said(error, line)}") from None
    return found


def merge(db: sqlite3.Connection, found: Found) -> tuple[int, int, int]:
    """Take in what is new; gives how many rounds, answers and questions that was."""
    before = db.execute(_IN_TURN).fetchall()
    (had,) = db.execute("SELECT count(*) FROM questions").fetchone()
    asked = {slot.question for whole in found.rounds for slot in whole.slots}
    numbers = {
        given: _number(db, known) for given, known in found.questions.items() if given in asked
    }
    (has,) = db.execute("SELECT count(*) FROM questions").fetchone()
    db.execute("UPDATE slots SET turn = NULL")
    theirs: list[tuple[int, int, int, int]] = []
    questions = {given: known.question for given, known in found.questions.items()}
    rounds = sum(_merge_round(db, whole, questions, numbers, theirs) for whole in found.rounds)
    # Each history keeps its own order; the clock lays the two into one another.
    replaced = {row[2:] for row in theirs}
    ours = [row for row in before if row[2:] not in replaced]
    both = list(heapq.merge(ours, sorted(theirs, key=_turn), key=_answered))
    db.executemany(
        "UPDATE slots SET turn = ? WHERE round = ? AND n = ?",
        ((turn, round, n) for turn, (_, _, round, n) in enumerate(both, 1)),
    )
    db.execute("DELETE FROM schedules")
    return rounds, len(both) - len(before), has - had


def lines(
    db: sqlite3.Connection,
    exam_that_asks: Callable[[str], Callable[[Question], int]],
    tell: Callable[[str], object],
) -> Iterator[str]:
    """All that a history holds: each round, and before it the questions that it asks first.

    What can't be read is told, and left out. So is what an open exam asks, in every round; a later
    export adds it where this one was imported.
    """
    known: dict[int, Known | None] = {}
    told: set[int] = set()
    asks = lru_cache(exam_that_asks)
    for number, *row in db.execute(
        "SELECT number, uuid, bank, began, touched, at, exam, over FROM rounds "
        "WHERE over OR NOT exam ORDER BY number"
    ).fetchall():
        slots, hidden = [], False
        for n, question, *columns in db.execute(_SLOTS, (number,)).fetchall():
            if question not in known:
                known[question] = _of_number(db, question)
            asked = known[question]
            if asked and asks(row[1])(asked.question):
                hidden = True
                continue
            if asked and question not in told:
                told.add(question)
                yield in_json(_json(Asked(asked.digest, *_about(asked.question), Raw(asked.body))))
            try:
                slots.append(_judged(n, asked, columns))
            except _UNREADABLE:
                tell(f"question {n} of round {number} can't be read and is left out")
        if hidden and not slots:
            continue
        try:
            yield in_json(_json(_counted(row, slots)))
        except _UNREADABLE:
            tell(f"round {number} can't be read and is left out")


_UNREADABLE = (ValueError, TypeError, AttributeError, RecursionError)

_SLOTS = """
SELECT n, question, place, arrangement, skipped, flagged, looked, response, certainty, seconds,
    answered, turn, right, share, points, trust, doubt FROM slots WHERE round = ? ORDER BY n
"""
_IN_TURN = "SELECT answered, turn, round, n FROM slots WHERE turn IS NOT NULL ORDER BY turn"
_ROUND = "INSERT INTO rounds VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0, 0, 0, 0)"
_SLOT = "REPLACE INTO slots VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL)"
_MARKS = ("right", "share", "points", "trust", "doubt")


def _of_number(db: sqlite3.Connection, number: int) -> Known | None:
    """The question in a row of the table; None when it can't be read."""
    for (body,) in db.execute("SELECT body FROM questions WHERE number = ?", (number,)):
        with suppress(*_UNREADABLE):
            return _known(body.encode())
    return None


def _judged(n: int, known: Known | None, columns: list[Any]) -> Judged:
    """A row of the table; raises `ValueError` on one that couldn't be read in again."""
    if known is None:
        raise ValueError("the question can't be read")
    names = ("place", *Place.__struct_fields__[3:], *_MARKS)
    row = dict(zip(names, columns, strict=True))
    row["arrangement"] = msgspec.json.decode(row["arrangement"])
    if row["response"] is not None:
        row["response"] = msgspec.json.decode(row["response"])
    # SQLite has no truth values: 0 and 1 become them here.
    slot = msgspec.convert({"n": n, "question": known.digest, **row}, Judged, strict=False)
    _check_slot(slot, known.question)
    return slot


def _counted(row: list[Any], slots: list[Judged]) -> Counted:
    """A round with its counts; raises `ValueError` on one that couldn't be read in again."""
    answers = [slot for slot in slots if slot.answered is not None]
    columns = {
        **dict(zip(Whole.__struct_fields__, (*row, slots), strict=True)),
        "line": "round",
        "bank": without_folder(row[1]),
        "asked": sum(slot.place is not None or slot.answered is not None for slot in slots),
        "answered": len(answers),
        "right": sum(bool(slot.right) for slot in answers),
        "points": sum(slot.points or 0 for slot in answers),
    }
    return msgspec.convert(columns, Counted, strict=False, from_attributes=True)


@lru_cache(maxsize=64)  # the same line may come without end
def _known(raw: bytes) -> Known:
    """A question and its own digest; raises `ValueError` on what is none."""
    value = msgspec.json.decode(raw)
    # Some programs write JSON with more spaces, or with letters as codes.
    body = msgspec.json.encode(value)
    question: Question = msgspec.json.decode(body, type=Question)
    for text in _texts(value):
        if unsafe := UNSAFE.search(text):
            raise ValueError(f"a question can't have the character U+{ord(unsafe[0]):04X}")
    try:
        sound = fits(question, key(question)) and share(question, key(question)) == 1
    except (ValueError, ArithmeticError, LookupError):
        sound = False
    if not sound:
        raise ValueError("the question has no right answer")
    return Known(digest(question), body, question)


def _texts(value: Any) -> Iterator[str]:
    """All texts in a document."""
    match value:
        case str():
            yield value
        case dict():
            for each in (*value, *value.values()):
                yield from _texts(each)
        case list():
            for each in value:
                yield from _texts(each)


def _check(whole: Whole, questions: dict[str, Known]) -> None:
    """Raise `ValueError` unless the slots of a round can be what they say."""
    numbers: set[int] = set()
    for slot in whole.slots:
        if slot.question not in questions:
            raise ValueError(f"no line before it has the question {slot.question}")
        if slot.n in numbers:
            raise ValueError(f"slot {slot.n} is there twice")
        numbers.add(slot.n)
        _check_slot(slot, questions[slot.question].question)


def _check_slot(slot: Place, question: Question) -> None:
    given = (slot.response, slot.certainty, slot.answered)
    if any(part is None for part in given) and given != (None, None, None):
        raise ValueError(f"slot {slot.n}: an answer needs response, certainty and answered")
    if slot.response is not None and not fits(question, slot.response):
        raise ValueError(f"slot {slot.n}: the answer doesn't fit the question")


def _within(line: int, file: int, number: int) -> None:
    """Raise `ValueError` beyond what any history needs; a file may have no end."""
    if line > LONGEST:
        raise ValueError(f"longer than {LONGEST // 10**6} MB")
    if file > LARGEST or number > MOST:
        raise ValueError(f"more than {LARGEST // 10**6} MB or {MOST:,} lines")


def _said(error: Exception, line: str | bytes) -> str:
    """What is wrong with a line, in one of ours."""
    if isinstance(error, RecursionError):
        return "nested too deep"
    if isinstance(error, UnicodeError) or (isinstance(line, bytes) and b"\0" in line):
        return "not UTF-8 text"
    said = " ".join(str(error).split())[:_SAID]
    return said if said.startswith("JSON") else f"{said[:1].lower()}{said[1:]}"


def _number(db: sqlite3.Connection, known: Known) -> int:
    """The row of a question, which is written when it isn't there."""
    for (number,) in db.execute("SELECT number FROM questions WHERE digest = ?", (known.digest,)):
        return int(number)
    columns = (known.digest, *_about(known.question), known.body.decode())
    row = db.execute("INSERT INTO questions VALUES (NULL, ?, ?, ?, ?, ?, ?)", columns)
    return int(row.lastrowid or 0)


def _about(question: Question) -> tuple[str, str, str, str]:
    return question.id, question.skill, question.move, str(question.__struct_config__.tag)


def _merge_round(
    db: sqlite3.Connection,
    whole: Whole,
    questions: dict[str, Question],
    numbers: dict[str, int],
    theirs: list[tuple[int, int, int, int]],
) -> bool:
    """Take in a round; gives whether it is new, and adds its new answers to `theirs`."""
    row = db.execute(
        "SELECT number, touched, over OR NOT exam FROM rounds WHERE uuid = ?", (whole.uuid,)
    ).fetchone()
    if row is None:
        (number,) = db.execute("SELECT coalesce(max(number), 0) + 1 FROM rounds").fetchone()
        # Earlier versions wrote the path of the bank, which leads nowhere here.
        bank = clean(" ".join(without_folder(whole.bank).split()))
        about = (number, whole.uuid, bank, *msgspec.structs.astuple(whole)[2:-1])
        db.execute(_ROUND, about)
        touched, explained = -1, False
    else:
        number, touched, explained = row
    if whole.touched > touched:
        db.execute(
            "UPDATE rounds SET touched = ?, at = ?, over = max(over, ?) WHERE number = ?",
            (whole.touched, whole.at, whole.over, number),
        )
    here = {
        n: (question, answered)
        for n, question, answered in db.execute(
            "SELECT n, question, answered FROM slots WHERE round = ?", (number,)
        )
    }
    for slot in whole.slots:
        n, place, question = slot.n, slot.place, numbers[slot.question]
        asked, answered = here.get(n, (question, None))
        if asked != question:
            # Both went on from here with other questions, so there is to be room for both.
            if slot.answered is None or (question, slot.answered) in here.values():
                continue
            n, place = max(here) + 1, None
        elif n in here and (
            (explained and answered is not None)
            or (slot.answered or 0, whole.touched) <= (answered or 0, touched)
        ):
            continue
        here[n] = (question, slot.answered)
        marks = (slot.skipped, slot.flagged, slot.looked)
        given = _given(slot, questions[slot.question])
        db.execute(_SLOT, (number, n, place, question, _json(slot.arrangement), *marks, *given))
        if slot.answered is not None:
            theirs.append((slot.answered, slot.turn or 0, number, n))
    db.execute(COUNT, (number,))
    return row is None


def _given(slot: Place, question: Question) -> tuple[Any, ...]:
    """The columns of an answer, judged anew."""
    if slot.response is None or slot.certainty is None:
        return (None,) * 9
    seconds = slot.seconds or 0.0
    answer = Answer(slot.response, slot.certainty, seconds)
    judged = judgement(Slot(question, slot.arrangement, answer))
    return (_json(slot.response), int(slot.certainty), seconds, *judged, slot.answered)


def _json(value: object) -> str:
    return msgspec.json.encode(value).decode()


def _answered(row: tuple[int, int, int, int]) -> int:
    return row[0]


def _turn(row: tuple[int, int, int, int]) -> int:
    return row[1]
