"""Rebuilding a round from its rows and from the questions as they are now."""

import sqlite3
from collections.abc import Collection, Mapping, Sequence
from random import Random

from msgspec import Struct

from quiz.bank.kinds import Question, digest
from quiz.play.round import Round, Slot
from quiz.record.live import LiveRound
from quiz.record.rows import LISTED, SLOT, slot_of
from quiz.words import say_n

UNFINISHED = f"""
SELECT number, bank, at, exam, over, uuid, began, seed, set_name FROM rounds
WHERE bank = :bank AND NOT over AND (:empty OR {LISTED})
ORDER BY at + answered > 0 DESC, began DESC, number DESC
"""  # noqa: S608 - our own words
"""The open rounds of a bank: those with an answer or a move first, then the newest. Unless `empty`,
those without an answer are left out if they aren't exams."""

ENDED = """
SELECT number, bank, at, exam, over, uuid, began, seed, set_name FROM rounds
WHERE bank = :bank AND number = :number AND over
"""

SLOTS = f"""
SELECT n, place, id, digest, {SLOT} FROM slots JOIN questions ON questions.number = slots.question
WHERE round = :round ORDER BY place IS NULL, place, n
"""  # noqa: S608 - our own words


class ResumedRound(Struct, frozen=True):
    """An interrupted round, ready to be resumed, or one that is over, to be looked at."""

    held: LiveRound
    round: Round
    notice: str = ""
    """What changed since, or is left out, in one line; often empty."""

    @property
    def number(self) -> int:
        """The number that it had when it was read."""
        return self.held.number


def rebuild(
    row: sqlite3.Row,
    rows: Sequence[sqlite3.Row],
    questions: Mapping[str, Question],
    sealed: Collection[str],
) -> tuple[LiveRound, str]:
    """Rebuild a round from its row and the rows of its slots; returns what changed in one line.

    Changed questions are asked anew, under new row numbers; in a round that is over they are left
    out. So are those that are gone, and the `sealed` ones, which another open exam asks. If none is
    left, there is no `round`.
    """
    slots: list[Slot] = []
    numbers: list[int] = []
    places: list[int | None] = []
    changed = gone = hidden = at = 0
    fresh, over = max((each["n"] for each in rows), default=0), bool(row["over"])
    for each in rows:
        if each["place"] is None and not (over and each["response"]):
            continue
        if not over and each["place"] <= row["at"]:
            at = len(slots)
        question = questions.get(each["id"])
        if question is None:
            gone += 1
        elif question.id in sealed:
            hidden += 1
        elif digest(question) == each["digest"]:
            slots.append(slot_of(question, each))
            numbers.append(each["n"])
            places.append(each["place"])
        elif over:
            changed += 1
        else:
            changed, fresh = changed + 1, fresh + 1
            slots.append(Slot(question, question.arrange(Random())))
            numbers.append(fresh)
    notices = []
    if changed and over:
        notices.append(
            say_n(
                changed,
                "{n} question has changed since and is left out.",
                "{n} questions have changed since and are left out.",
            )
        )
    elif changed:
        notices.append(
            say_n(
                changed,
                "{n} question has changed and is asked again.",
                "{n} questions have changed and are asked again.",
            )
        )
    if gone:
        notices.append(
            say_n(
                gone,
                "{n} question is no longer there and is left out.",
                "{n} questions are no longer there and are left out.",
            )
        )
    if hidden:
        notices.append(
            say_n(
                hidden,
                "{n} question is in an exam you haven't finished and is left out.",
                "{n} questions are in an exam you haven't finished and are left out.",
            )
        )
    notice = " ".join(notices)
    live = LiveRound(
        uuid=row["uuid"],
        bank=row["bank"],
        began=row["began"],
        numbers=tuple(numbers),
        number=row["number"],
        places=tuple(places) if over else (),
        whole=bool(notice) and not over,
    )
    if slots:
        live.round = rebuilt(slots, at, row)
    return live, notice


def rebuilt(slots: Sequence[Slot], at: int, row: sqlite3.Row) -> Round:
    """The round of these slots, at a slot or the last, with what its row says of the whole."""
    at, kept = min(at, len(slots) - 1), (row["seed"], row["set_name"] or "")
    return Round(tuple(slots), at, bool(row["exam"]), bool(row["over"]), *kept)
