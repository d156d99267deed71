"""Export of a history in lines of JSON, and import into another.

A file may have been written by anyone, so every value is checked before the history sees it, and
what follows from others (digests, judgements, counts) is worked out again rather than believed.
"""

import heapq
import shutil
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import IO, Annotated, Any, NamedTuple

import msgspec
from msgspec import Meta, Raw, Struct

from quiz.bank.kinds import Question, digest
from quiz.bank.model import without_folder
from quiz.play.mark import Certainty
from quiz.play.round import Answer, Slot
from quiz.record import rows
from quiz.record.answers import Seconds
from quiz.record.beside import fresh, real
from quiz.record.rows import LAST
from quiz.record.tables import value
from quiz.text import UNSAFE, clean, in_json

LONGEST, LARGEST, MOST = 4_000_000, 400_000_000, 1_000_000
"""Bytes in a line, bytes in a file, and lines in a file: more than a million answers fit."""

_LONGEST_MESSAGE = 200
"""Characters of an error message that may quote the file."""

_UNREADABLE = (ValueError, TypeError, AttributeError, RecursionError)

Count = Annotated[int, Meta(ge=0, le=100_000)]
Moment = Annotated[int, Meta(ge=0, le=LAST)]
"""Milliseconds since 1970 in UTC."""
Numbers = Annotated[tuple[Count, ...], Meta(max_length=1000)]


class QuestionLine(Struct, frozen=True, gc=False, tag="question", tag_field="line"):
    """A question as it was asked; all but the body is for other programs."""

    digest: str
    id: str
    skill: str
    move: str
    kind: str
    body: Raw
    """The question itself, as in a bank."""


class SlotEntry(Struct, frozen=True, gc=False):
    """A slot of a round."""

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
    seconds: Seconds | None = None
    answered: Moment | None = None
    turn: Annotated[int, Meta(ge=0, le=2**53)] | None = None


class RoundLine(Struct, frozen=True, tag="round", tag_field="line"):
    """A round with all its slots."""

    uuid: Annotated[str, Meta(pattern="^[0-9a-f]{32}$")]
    bank: Annotated[str, Meta(max_length=4096)]
    began: Moment
    touched: Moment
    at: Count
    exam: bool
    over: bool
    slots: Annotated[tuple[SlotEntry, ...], Meta(min_length=1, max_length=10_000)]


class JudgedSlotEntry(SlotEntry, frozen=True, gc=False):
    """A slot as it is exported: with the judgement of its answer."""

    right: bool | None = None
    share: float | None = None
    points: int | None = None
    trust: int | None = None
    doubt: int | None = None


class CountedRoundLine(RoundLine, frozen=True, tag="round", tag_field="line"):
    """A round as it is exported: with its counts."""

    asked: int
    answered: int
    right: int
    points: int
    slots: Annotated[tuple[JudgedSlotEntry, ...], Meta(min_length=1)]


class SoundQuestion(Struct, frozen=True):
    """A question that can be asked, with its own digest."""

    digest: str
    body: bytes
    question: Question


class Contents(Struct, frozen=True):
    """The contents of a file: questions by the digests that the file gives them, and rounds."""

    questions: dict[str, SoundQuestion] = {}
    rounds: list[RoundLine] = []


class _Turn(NamedTuple):
    """An answer's position in the order of all answers."""

    answered: int
    turn: int
    round: int
    n: int


def lines_of(file: IO[bytes]) -> Iterator[bytes]:
    """The lines of a file, each cut where it is too long, as it may have no end."""
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


def read(lines: Iterable[str | bytes]) -> Contents:
    """Read lines; `ValueError` names the first that can't be taken in, and says why."""
    decoder = msgspec.json.Decoder(QuestionLine | RoundLine)
    contents = Contents()
    uuids: set[str] = set()
    size = 0
    for number, line in enumerate(lines, 1):
        size += len(line)
        try:
            data = line.encode() if isinstance(line, str) else line
            _check_size(len(data), size, number)
            # Some programs put a byte-order mark before a text.
            data = data.removeprefix(b"\xef\xbb\xbf").strip()
            if not data:
                continue
            entry = decoder.decode(data)
            if isinstance(entry, QuestionLine):
                sound = _sound(bytes(entry.body))
                known = contents.questions.setdefault(entry.digest, sound)
                if known.digest != sound.digest:
                    raise ValueError("another question has this digest")  # noqa: TRY301
            else:
                _check_slots(entry, contents.questions)
                if entry.uuid in uuids:
                    raise ValueError("this round is there twice")  # noqa: TRY301
                uuids.add(entry.uuid)
                contents.rounds.append(entry)
        except (ValueError, RecursionError) as error:
            raise ValueError(f"line {number}: {_message(error, line)}") from None
    return contents


def merge(db: sqlite3.Connection, contents: Contents) -> tuple[int, int, int]:
    """Merge contents into a history; returns how many rounds, answers and questions are new."""
    ours = [_Turn(**dict(row)) for row in db.execute(_IN_TURN)]
    had = value(db, "SELECT count(*) FROM questions")
    asked = {slot.question for round in contents.rounds for slot in round.slots}
    numbers = {
        digest: rows.number_of(db, sound.question, sound.body)
        for digest, sound in contents.questions.items()
        if digest in asked
    }
    has = value(db, "SELECT count(*) FROM questions")
    db.execute("UPDATE slots SET turn = NULL")
    theirs: list[_Turn] = []
    rounds = sum(
        _merge_round(db, round, contents.questions, numbers, theirs) for round in contents.rounds
    )
    # Each history keeps its own order; the clock lays the two into one another.
    replaced = {(each.round, each.n) for each in theirs}
    both = heapq.merge(
        (each for each in ours if (each.round, each.n) not in replaced),
        sorted(theirs, key=lambda each: each.turn),
        key=lambda each: each.answered,
    )
    answers = 0
    for answers, each in enumerate(both, 1):
        query = "UPDATE slots SET turn = ? WHERE round = ? AND n = ?"
        db.execute(query, (answers, each.round, each.n))
    db.execute("DELETE FROM schedules")
    return rounds, answers - len(ours), has - had


def lines(
    db: sqlite3.Connection,
    exam_that_asks: Callable[[str], Callable[[Question], int]],
    tell: Callable[[str], object],
) -> Iterator[str]:
    """The lines of an export: each round, and before it the questions that it asks first.

    What can't be read is told and left out. Questions of an open exam are left out of every round;
    a later export adds them where this one was imported.
    """
    questions: dict[int, SoundQuestion | None] = {}
    written: set[int] = set()
    asks = lru_cache(exam_that_asks)
    for row in db.execute(_ROUNDS).fetchall():
        number, slots, hidden = row["number"], [], False
        for slot in db.execute(_SLOTS, (number,)).fetchall():
            asked = slot["question"]
            if asked not in questions:
                questions[asked] = _question_in_row(db, asked)
            sound = questions[asked]
            if sound and asks(row["bank"])(sound.question):
                hidden = True
                continue
            if sound and asked not in written:
                written.add(asked)
                columns = rows.question_columns(sound.question)
                line = QuestionLine(digest=sound.digest, body=Raw(sound.body), **columns)
                yield in_json(rows.json(line))
            try:
                slots.append(_slot_entry(slot, sound))
            except _UNREADABLE:
                tell(f"question {slot['n']} of round {number} can't be read and is left out")
        if hidden and not slots:
            continue
        try:
            yield in_json(rows.json(_round_line(row, slots)))
        except _UNREADABLE:
            tell(f"round {number} can't be read and is left out")


_ROUNDS = """
SELECT number, uuid, bank, began, touched, at, exam, over FROM rounds
WHERE over OR NOT exam ORDER BY number
"""
_SLOTS = """
SELECT n, question, place, arrangement, skipped, flagged, looked, response, certainty, seconds,
    answered, turn, right, share, points, trust, doubt FROM slots WHERE round = ? ORDER BY n
"""
_IN_TURN = "SELECT answered, turn, round, n FROM slots WHERE turn IS NOT NULL ORDER BY turn"


def _question_in_row(db: sqlite3.Connection, number: int) -> SoundQuestion | None:
    """The question in a row of the table; None when it can't be read."""
    for row in db.execute("SELECT body FROM questions WHERE number = ?", (number,)):
        with suppress(*_UNREADABLE):
            return _sound(row["body"].encode())
    return None


def _slot_entry(row: sqlite3.Row, sound: SoundQuestion | None) -> JudgedSlotEntry:
    """A slot to export; raises `ValueError` on one that couldn't be imported again."""
    if sound is None:
        raise ValueError("the question can't be read")
    columns = {**dict(row), "question": sound.digest}
    columns["arrangement"] = msgspec.json.decode(row["arrangement"])
    if row["response"] is not None:
        columns["response"] = msgspec.json.decode(row["response"])
    # SQLite has no truth values: 0 and 1 become them here.
    slot = msgspec.convert(columns, JudgedSlotEntry, strict=False)
    _check_slot(slot, sound.question)
    return slot


def _round_line(row: sqlite3.Row, slots: list[JudgedSlotEntry]) -> CountedRoundLine:
    """A round to export; raises `ValueError` on one that couldn't be imported again."""
    answers = [slot for slot in slots if slot.answered is not None]
    columns = {
        **dict(row),
        "line": "round",
        "bank": without_folder(row["bank"]),
        "slots": slots,
        "asked": sum(slot.place is not None or slot.answered is not None for slot in slots),
        "answered": len(answers),
        "right": sum(bool(slot.right) for slot in answers),
        "points": sum(slot.points or 0 for slot in answers),
    }
    return msgspec.convert(columns, CountedRoundLine, strict=False, from_attributes=True)


@lru_cache(maxsize=64)  # the same line may come without end
def _sound(raw: bytes) -> SoundQuestion:
    """The question in a line; raises `ValueError` where it can't be asked."""
    document = msgspec.json.decode(raw)
    # Some programs write JSON with more spaces, or with letters as codes.
    body = msgspec.json.encode(document)
    question: Question = msgspec.json.decode(body, type=Question)
    for text in _texts(document):
        if unsafe := UNSAFE.search(text):
            raise ValueError(f"a question can't have the character U+{ord(unsafe[0]):04X}")
    try:
        sound = question.fits(question.key) and question.share(question.key) == 1
    except (ValueError, ArithmeticError, LookupError):
        sound = False
    if not sound:
        raise ValueError("the question has no right answer")
    return SoundQuestion(digest(question), body, question)


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
        case _:
            pass


def _check_slots(round: RoundLine, questions: dict[str, SoundQuestion]) -> None:
    """Raise `ValueError` unless the slots of a round can be what they say."""
    numbers: set[int] = set()
    for slot in round.slots:
        if slot.question not in questions:
            raise ValueError(f"no line before it has the question {slot.question}")
        if slot.n in numbers:
            raise ValueError(f"slot {slot.n} is there twice")
        numbers.add(slot.n)
        _check_slot(slot, questions[slot.question].question)


def _check_slot(slot: SlotEntry, question: Question) -> None:
    answer = (slot.response, slot.certainty, slot.answered)
    if any(part is None for part in answer) and answer != (None, None, None):
        raise ValueError(f"slot {slot.n}: an answer needs response, certainty and answered")
    if slot.response is not None and not question.fits(slot.response):
        raise ValueError(f"slot {slot.n}: the answer doesn't fit the question")


def _check_size(line: int, file: int, number: int) -> None:
    """Raise `ValueError` beyond the size of any history; a file may have no end."""
    if line > LONGEST:
        raise ValueError(f"longer than {LONGEST // 10**6} MB")
    if file > LARGEST or number > MOST:
        raise ValueError(f"more than {LARGEST // 10**6} MB or {MOST:,} lines")


def _message(error: Exception, line: str | bytes) -> str:
    """What is wrong with a line, in a line."""
    if isinstance(error, RecursionError):
        return "nested too deep"
    if isinstance(error, UnicodeError) or (isinstance(line, bytes) and b"\0" in line):
        return "not UTF-8 text"
    message = " ".join(str(error).split())[:_LONGEST_MESSAGE]
    return message if message.startswith("JSON") else f"{message[:1].lower()}{message[1:]}"


def _merge_round(
    db: sqlite3.Connection,
    round: RoundLine,
    questions: dict[str, SoundQuestion],
    numbers: dict[str, int],
    theirs: list[_Turn],
) -> bool:
    """Merge a round; returns whether it is new, and adds its new answers to `theirs`."""
    query = "SELECT number, touched, over OR NOT exam AS explained FROM rounds WHERE uuid = ?"
    row = db.execute(query, (round.uuid,)).fetchone()
    if row is None:
        number, touched, explained = rows.free_number(db), -1, False
        # Earlier versions wrote the path of the bank, which leads nowhere here.
        bank = clean(" ".join(without_folder(round.bank).split()))
        rows.insert_round(
            db, number=number, uuid=round.uuid, bank=bank, began=round.began,
            touched=round.touched, at=round.at, exam=round.exam, over=round.over,
        )  # fmt: skip
    else:
        number, touched, explained = row["number"], row["touched"], row["explained"]
    if round.touched > touched:
        db.execute(
            "UPDATE rounds SET touched = ?, at = ?, over = max(over, ?) WHERE number = ?",
            (round.touched, round.at, round.over, number),
        )
    query = "SELECT n, question, answered FROM slots WHERE round = ?"
    ours = {row["n"]: (row["question"], row["answered"]) for row in db.execute(query, (number,))}
    for slot in round.slots:
        n, place, question = slot.n, slot.place, numbers[slot.question]
        asked, answered = ours.get(n, (question, None))
        if asked != question:
            # Both went on from here with other questions, so there is to be room for both.
            if slot.answered is None or (question, slot.answered) in ours.values():
                continue
            n, place = max(ours) + 1, None
        elif n in ours and (
            (explained and answered is not None)
            or (slot.answered or 0, round.touched) <= (answered or 0, touched)
        ):
            continue
        ours[n] = (question, slot.answered)
        rows.insert(
            db, "slots", replace=True, round=number, n=n, place=place, question=question,
            answered=slot.answered, **_columns(slot, questions[slot.question].question),
        )  # fmt: skip
        if slot.answered is not None:
            theirs.append(_Turn(slot.answered, slot.turn or 0, number, n))
    rows.count_again(db, number)
    return row is None


def _columns(entry: SlotEntry, question: Question) -> dict[str, Any]:
    """The columns of a slot, its answer judged anew."""
    answer = None
    if entry.response is not None and entry.certainty is not None:
        answer = Answer(entry.response, entry.certainty, entry.seconds or 0.0)
    flags = {name: getattr(entry, name) for name in ("skipped", "flagged", "looked")}
    return rows.slot_columns(Slot(question, entry.arrangement, answer, **flags))
