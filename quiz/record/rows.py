"""Rows of the tables, read and written by the names of their columns."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from functools import lru_cache
from random import Random
from typing import Any, TypeVar

import msgspec
from msgspec.structs import asdict, replace

from quiz.bank.kinds import KINDS, Arrangement, Question, Response, content, digest
from quiz.play.mark import Certainty, Judgement
from quiz.play.round import Answer, Slot
from quiz.record.answers import AnswerRecord, RoundSummary
from quiz.record.tables import value

LAST = 4_133_980_799_999
"""The end of the year 2100 in milliseconds since 1970 UTC; a clock beyond that is wrong."""

FLAGS = ("skipped", "flagged", "looked")
JUDGEMENT = Judgement.__struct_fields__
SLOT = ", ".join(
    ["arrangement, response, certainty, seconds", *(f"slots.{name}" for name in JUDGEMENT), *FLAGS]
)
"""The columns that `slot_of` reads."""

COUNTS = """
    count(coalesce(place, answered)) AS asked, count(answered) AS answered,
    coalesce(sum(slots.right = 1), 0) AS right,
    round(total(max(-6, min(3, slots.points))), 6) AS points
"""
"""The counts of a round, from its slots; the columns with the counts are for other programs."""

# Without the condition, SQLite would not use the index of turns.
NEWEST_TURN = "SELECT coalesce(max(turn), 0) FROM slots WHERE turn NOT NULL"

# The answers of an open exam may still change, so they don't count yet.
LISTED = """(exam AND NOT over OR EXISTS (
    SELECT 1 FROM slots WHERE round = rounds.number AND slots.answered NOT NULL))"""
"""The condition of the rounds that readers are told of: open exams, and those with an answer."""

ANSWERS = """
SELECT id AS question, digest, skill, move, kind, response, certainty, slots.right <> 0 AS right,
    share, slots.points, trust, doubt, looked <> 0 AS looked, seconds, slots.answered, round, n,
    turn
FROM slots INDEXED BY slots_in_turn CROSS JOIN rounds ON rounds.number = slots.round
    CROSS JOIN questions ON questions.number = slots.question
WHERE turn > :since AND (rounds.over OR NOT rounds.exam) AND bank = coalesce(:bank, bank)
ORDER BY turn
"""

_T = TypeVar("_T")


def insert(db: sqlite3.Connection, table: str, *, replace: bool = False, **columns: Any) -> int:
    """Insert a row into a table, or replace it; returns its row id."""
    verb, names = "REPLACE" if replace else "INSERT", ", ".join(columns)
    query = f"{verb} INTO {table} ({names}) VALUES ({', '.join(f':{name}' for name in columns)})"
    return db.execute(query, columns).lastrowid or 0


def insert_round(db: sqlite3.Connection, **columns: Any) -> None:
    """Insert a round, which has no slots yet."""
    insert(db, "rounds", asked=0, answered=0, right=0, points=0, **columns)


def count_again(db: sqlite3.Connection, number: int | None = None) -> None:
    """Update the counts of a round, or of all, from their slots."""
    db.execute(
        f"UPDATE rounds SET (asked, answered, right, points) = (SELECT {COUNTS} FROM slots "  # noqa: S608 - our own words
        "WHERE slots.round = number) WHERE number = coalesce(?, number)",
        (number,),
    )


def free_number(db: sqlite3.Connection) -> int:
    """A number for a new round."""
    return int(value(db, "SELECT coalesce(max(number), 0) + 1 FROM rounds"))


def question_number(db: sqlite3.Connection, question: Question) -> int:
    """The number of a question's row, which is inserted if there is none."""
    known = digest(question)
    for row in db.execute("SELECT number FROM questions WHERE digest = ?", (known,)):
        return int(row["number"])
    columns = question_columns(question)
    return insert(db, "questions", digest=known, **columns, body=content(question).decode())


def question_columns(question: Question) -> dict[str, Any]:
    """The columns of a question that repeat parts of its body, for other programs."""
    names = ("id", "skill", "move", "kind")
    return {name: getattr(question, name) for name in names}


def slot_columns(slot: Slot) -> dict[str, Any]:
    """The columns of a slot, with those of its answer and judgement if it has them."""
    columns = {"arrangement": json_text(slot.arrangement)} | {n: getattr(slot, n) for n in FLAGS}
    if slot.answer and slot.judgement:
        columns |= asdict(slot.answer) | asdict(slot.judgement)
        columns["response"] = json_text(slot.answer.response)
    return columns


def slot_of(question: Question, row: sqlite3.Row) -> Slot:
    """The slot in a row; without its answer if that doesn't fit the question."""
    order: Arrangement = question.arrange(Random())
    with suppress(msgspec.DecodeError):
        shown = msgspec.json.decode(row["arrangement"], type=Arrangement)
        order = shown if sorted(shown) == sorted(order) else order
    flags: dict[str, Any] = {name: bool(row[name]) for name in FLAGS}
    slot = Slot(question, order, **flags)
    if row["response"] is None or row["certainty"] is None:
        return slot
    response = _response(row["response"])
    if not question.fits(response):
        return slot
    answer = Answer(response, Certainty(row["certainty"]), row["seconds"] or 0.0)
    try:
        columns = {name: row[name] for name in JUDGEMENT}
        judgement = msgspec.convert(columns, Judgement, strict=False)
    except msgspec.ValidationError:  # another program has emptied a column
        return slot.with_answer(answer)
    return replace(slot, answer=answer, judgement=judgement)


def asked_slot(row: sqlite3.Row) -> Slot:
    """The slot in a row, with its question as it was asked; raises `ValueError` if unreadable."""
    return slot_of(_question(row["body"]), row)


def answer_of(row: sqlite3.Row) -> AnswerRecord:
    """The answer in a row of `ANSWERS`; raises `ValueError` or `TypeError` if it is impossible."""
    columns = dict(row)
    columns["response"] = _response(row["response"])
    columns["when"] = moment(row["answered"])
    answer = msgspec.convert(columns, AnswerRecord, strict=False)
    typed = answer.kind in KINDS and KINDS[answer.kind].typed
    if isinstance(answer.response, str) != typed:
        raise ValueError("the response doesn't fit the kind of question")
    return answer


def summary_of(row: sqlite3.Row) -> RoundSummary:
    """The summary of the round in a row."""
    exam, over = bool(row["exam"]), bool(row["over"])
    times = {name: moment(row[name]) for name in ("began", "touched")}
    columns = {**dict(row), **times, "exam": exam, "over": over}
    if exam and not over:
        columns |= {"right": None, "points": None}
    return msgspec.convert(columns, RoundSummary)


def readable(
    make: Callable[[sqlite3.Row], _T],
    rows: Iterable[sqlite3.Row],
    lose: Callable[[sqlite3.Row], object] = lambda _row: None,
) -> Iterator[_T]:
    """Make a record of each row that can be read; passes the other rows to `lose`."""
    for row in rows:
        try:
            record = make(row)
        except (TypeError, ValueError, OverflowError):
            lose(row)
            continue
        yield record


def json_text(value: object) -> str:
    """A value as the text of a JSON column."""
    return msgspec.json.encode(value).decode()


def moment(milliseconds: int) -> datetime:
    """A time in UTC from milliseconds since 1970, kept within 1970 to `LAST`."""
    return datetime.fromtimestamp(min(max(0, milliseconds), LAST) / 1000, UTC)


@lru_cache(maxsize=512)
def _question(body: str) -> Question:
    question: Question = msgspec.json.decode(body, type=Question)
    return question


def _response(text: str) -> Response:
    try:
        response: Response = msgspec.json.decode(text, type=Response)
    except msgspec.DecodeError:
        return text
    return response
