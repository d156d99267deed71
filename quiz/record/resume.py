"""An interrupted round, put together from its rows and from the questions as they are now."""

import sqlite3
from collections.abc import Collection, Mapping, Sequence
from random import Random

from msgspec import Struct

from quiz.bank.kinds import Question, digest
from quiz.play.round import Round, Slot
from quiz.record.rows import slot_of

UNFINISHED = """
SELECT number, at, exam, uuid, began FROM rounds WHERE bank = :bank AND NOT over
ORDER BY at + answered > 0 DESC, began DESC, number DESC
"""
"""The open rounds of a bank: those in which something was done first, then the newest."""

SLOTS = """
SELECT n, place, id, digest, arrangement, response, certainty, seconds, skipped, flagged, looked
FROM slots JOIN questions ON questions.number = slots.question
WHERE round = :round ORDER BY place
"""


class Rebuilt(Struct, frozen=True):
    """The round to go on with, and how it differs from the one that is kept."""

    round: Round | None
    """None where nothing of it can be asked any more."""
    numbers: tuple[int, ...]
    """For each slot the number of its row; one that is asked anew gets a new number."""
    notice: str
    """What changed, in one line."""


def rebuild(
    row: sqlite3.Row,
    rows: Sequence[sqlite3.Row],
    questions: Mapping[str, Question],
    sealed: Collection[str],
) -> Rebuilt:
    """Put a round together from the row that keeps it and the rows of its slots.

    Changed questions are asked anew; those that are gone, or `sealed` as an open exam asks them,
    are left out.
    """
    slots: list[Slot] = []
    numbers: list[int] = []
    changed = gone = hidden = at = 0
    fresh = max((each["n"] for each in rows), default=0)
    for each in rows:
        if each["place"] is None:
            continue
        if each["place"] <= row["at"]:
            at = len(slots)
        question = questions.get(each["id"])
        if question is None:
            gone += 1
        elif question.id in sealed:
            hidden += 1
        elif digest(question) == each["digest"]:
            slots.append(slot_of(question, each))
            numbers.append(each["n"])
        else:
            changed, fresh = changed + 1, fresh + 1
            slots.append(Slot(question, question.arrange(Random())))
            numbers.append(fresh)
    notices = (
        _notice(changed, "changed and is asked anew", "changed and are asked anew"),
        _notice(gone, "is no longer there and is left out", "are no longer there and are left out"),
        _notice(
            hidden, "is in an open exam and is left out", "are in an open exam and are left out"
        ),
    )
    round = Round(tuple(slots), min(at, len(slots) - 1), bool(row["exam"])) if slots else None
    return Rebuilt(round, tuple(numbers), " ".join(filter(None, notices)))


def _notice(count: int, one: str, many: str) -> str:
    if not count:
        return ""
    return f"1 question {one}." if count == 1 else f"{count} questions {many}."
