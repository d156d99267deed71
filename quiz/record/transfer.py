"""Exporting a history as lines of JSON, and merging an export into another history.

Digests, judgements and counts of an export are worked out again rather than believed.
"""

import heapq
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import lru_cache
from typing import Any, NamedTuple

import msgspec
from msgspec import Raw

from quiz.bank.kinds import Question
from quiz.bank.model import without_folder
from quiz.play.mark import total
from quiz.play.round import Answer, Slot
from quiz.record import rows
from quiz.record.lines import (
    Contents,
    CountedRoundLine,
    JudgedSlotEntry,
    QuestionLine,
    RoundLine,
    SlotEntry,
    SoundQuestion,
    check_slot,
    sound_question,
)
from quiz.record.tables import value
from quiz.text import clean, in_json

_UNREADABLE = (ValueError, TypeError, AttributeError, RecursionError)

_ROUNDS = """
SELECT number, uuid, bank, began, touched, at, exam, over, seed, set_name FROM rounds
WHERE over OR NOT exam ORDER BY number
"""
_SLOTS = (
    f"SELECT {', '.join(JudgedSlotEntry.__struct_fields__)} FROM slots WHERE round = ? ORDER BY n"  # noqa: S608 - our own words
)
_IN_TURN = "SELECT answered, turn, round, n FROM slots WHERE turn IS NOT NULL ORDER BY turn"

# Each history may have asked a question anew in a wording of its own: the one that was answered
# last keeps the place.
_ONCE = """
UPDATE slots SET place = NULL WHERE round = ? AND place NOT NULL AND EXISTS (
    SELECT 1 FROM slots AS other WHERE other.round = slots.round AND other.place NOT NULL
        AND (SELECT id FROM questions WHERE number = other.question)
            = (SELECT id FROM questions WHERE number = slots.question)
        AND (coalesce(other.answered, -1), other.n) > (coalesce(slots.answered, -1), slots.n))
"""


class _Turn(NamedTuple):
    """An answer's position in the order of all answers, and where the answer is."""

    answered: int
    turn: int
    round: int
    n: int


def export(
    db: sqlite3.Connection,
    exam_that_asks: Callable[[str], Callable[[Question], int]],
    warn: Callable[[str], object],
) -> Iterator[str]:
    """The lines of an export: each round, preceded by its questions that no round before it asks.

    What can't be read is left out, with a line to `warn`. Questions of open exams are left out of
    every round; importing a later export adds them.
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
                yield in_json(rows.json_text(line))
            try:
                slots.append(_slot_entry(slot, sound))
            except _UNREADABLE:
                warn(f"question {slot['n']} of round {number} can't be read and is left out")
        if hidden and not slots:
            continue
        try:
            yield in_json(rows.json_text(_round_line(row, slots)))
        except _UNREADABLE:
            warn(f"round {number} can't be read and is left out")


def merge(db: sqlite3.Connection, contents: Contents) -> tuple[int, int, int]:
    """Merge contents into a history; returns how many rounds, answers and questions are new."""
    ours = [_Turn(**dict(row)) for row in db.execute(_IN_TURN)]
    had = value(db, "SELECT count(*) FROM questions")
    asked = {slot.question for round in contents.rounds for slot in round.slots}
    numbers = {
        digest: rows.question_number(db, sound.question)
        for digest, sound in contents.questions.items()
        if digest in asked
    }
    has = value(db, "SELECT count(*) FROM questions")
    db.execute("UPDATE slots SET turn = NULL")
    theirs: list[_Turn] = []
    rounds = sum(
        _merge_round(db, round, contents.questions, numbers, theirs) for round in contents.rounds
    )
    # The answers of each history stay in its own order; the clock decides between the two.
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


def _question_in_row(db: sqlite3.Connection, number: int) -> SoundQuestion | None:
    """The question with a number in the table; None if it can't be read."""
    for row in db.execute("SELECT body FROM questions WHERE number = ?", (number,)):
        with suppress(*_UNREADABLE):
            return sound_question(row["body"].encode())
    return None


def _slot_entry(row: sqlite3.Row, sound: SoundQuestion | None) -> JudgedSlotEntry:
    """A slot to export; raises `ValueError` if it couldn't be imported again."""
    if sound is None:
        raise ValueError("the question can't be read")
    columns = {**dict(row), "question": sound.digest}
    columns["arrangement"] = msgspec.json.decode(row["arrangement"])
    if row["response"] is not None:
        columns["response"] = msgspec.json.decode(row["response"])
    # SQLite has no booleans; `strict=False` takes 0 and 1 for them.
    slot = msgspec.convert(columns, JudgedSlotEntry, strict=False)
    check_slot(slot, sound.question)
    return slot


def _round_line(row: sqlite3.Row, slots: list[JudgedSlotEntry]) -> CountedRoundLine:
    """A round to export; raises `ValueError` if it couldn't be imported again."""
    answers = [slot for slot in slots if slot.answered is not None]
    columns = {
        **dict(row),
        "line": "round",
        "set": row["set_name"],
        "bank": without_folder(row["bank"]),
        "slots": slots,
        "asked": sum(slot.place is not None or slot.answered is not None for slot in slots),
        "answered": len(answers),
        "right": sum(bool(slot.right) for slot in answers),
        "points": total(slot.points or 0 for slot in answers),
    }
    return msgspec.convert(columns, CountedRoundLine, strict=False, from_attributes=True)


def _merge_round(
    db: sqlite3.Connection,
    round: RoundLine,
    questions: dict[str, SoundQuestion],
    numbers: dict[str, int],
    theirs: list[_Turn],
) -> bool:
    """Merge a round, adding its new answers to `theirs`; returns whether the round is new."""
    query = "SELECT number, touched, over OR NOT exam AS explained FROM rounds WHERE uuid = ?"
    row = db.execute(query, (round.uuid,)).fetchone()
    if row is None:
        number, touched, explained = rows.free_number(db), -1, False
        # Earlier versions exported the path of the bank, which means nothing on this machine.
        bank = clean(" ".join(without_folder(round.bank).split()))
        rows.insert_round(
            db, number=number, uuid=round.uuid, bank=bank, began=round.began,
            touched=round.touched, at=round.at, exam=round.exam, over=round.over,
            seed=round.seed, set_name=round.set and clean(round.set),
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
            # The two histories asked different questions in this slot, so both are kept.
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
    db.execute(_ONCE, (number,))
    rows.count_again(db, number)
    return row is None


def _columns(entry: SlotEntry, question: Question) -> dict[str, Any]:
    """The columns of a slot, with its answer judged anew."""
    flags = {name: getattr(entry, name) for name in rows.FLAGS}
    slot = Slot(question, entry.arrangement, **flags)
    if entry.response is not None and entry.certainty is not None:
        slot = slot.with_answer(Answer(entry.response, entry.certainty, entry.seconds or 0.0))
    return rows.slot_columns(slot)
