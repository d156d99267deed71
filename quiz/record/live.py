"""The rounds of a session, and how they are written to the history.

Another quiz may have the same round open, or forget it, and a sync tool may replace the file. So a
round is identified by its uuid, an answer that was explained is never overwritten, and a round that
another quiz forgot isn't written again.
"""

import sqlite3
import uuid
from collections.abc import Callable, Iterable
from datetime import datetime
from itertools import zip_longest

from msgspec import Struct
from msgspec.structs import replace

from quiz.play.round import Round, Slot
from quiz.record.rows import (
    LAST,
    SLOT,
    count_again,
    free_number,
    insert_round,
    json_text,
    question_number,
    slot_columns,
    slot_of,
)
from quiz.record.tables import schema_version, value

# Write a slot without its answer; an answer that is already there stays.
_SLOT = """
INSERT INTO slots (round, n, place, question, arrangement, skipped, flagged, looked)
VALUES (:round, :n, :place, :question, :arrangement, :skipped, :flagged, :looked)
ON CONFLICT (round, n) DO UPDATE SET
    place = excluded.place, flagged = excluded.flagged,
    skipped = excluded.skipped AND response IS NULL,
    looked = CASE WHEN response IS NULL THEN excluded.looked ELSE looked END
"""

# Writing the same answer again changes neither its time nor its turn.
_ANSWER = """
UPDATE slots SET
    response = :response, certainty = :certainty, seconds = :seconds, right = :right,
    share = :share, points = :points, trust = :trust, doubt = :doubt, looked = :looked,
    skipped = 0, answered = :now,
    turn = (SELECT coalesce(max(turn), 0) + 1 FROM slots WHERE turn NOT NULL)
WHERE round = :round AND n = :n AND (response IS NULL OR :may_change)
    AND (response IS NOT :response OR certainty IS NOT :certainty)
"""

_ANSWERED = """
SELECT uuid, count(answered) FROM (
    SELECT uuid, number FROM rounds WHERE uuid IN (SELECT value FROM json_each(?))
) LEFT JOIN slots ON round = number GROUP BY uuid
"""

_KEPT = f"SELECT n, {SLOT} FROM slots WHERE round = ? AND response NOT NULL"  # noqa: S608 - our own words

# Take the slots that a round no longer asks out of it; their answers stay.
_CLEAR_PLACES = """
UPDATE slots SET place = NULL WHERE round = ? AND n NOT IN (SELECT value FROM json_each(?))
"""


class LiveRound(Struct):
    """A round of this session, and what is known of its rows."""

    uuid: str
    bank: str
    began: int
    numbers: tuple[int, ...]
    """The row number of each slot."""
    places: tuple[int | None, ...] = ()
    """The place of each slot in the round, where some slots are missing; else empty."""
    number: int = 0
    """The round's number when it was last written; 0 before, below 0 while it isn't in the file."""
    round: Round | None = None
    """As it was last written."""
    whole: bool = False
    """Whether every slot has to be written, because the rows differ from `round`."""
    seen: int = 0
    """The schema version of the file when the round was last seen in it; 0 if it never was."""
    forgotten: Round | None = None
    """The round as it was when another quiz deleted it."""

    def become_new(self, now: int) -> None:
        """Become a new round, since another quiz forgot this one."""
        self.uuid, self.began, self.seen = uuid.uuid4().hex, now, 0
        self.forgotten = self.round
        self.numbers, self.places = tuple(range(len(self.numbers))), ()

    def was_forgotten(self, index: int, slot: Slot) -> bool:
        """Whether a slot still has the answer that it had when the round was forgotten."""
        before = self.forgotten.slots[index].answer if self.forgotten else None
        return before is not None and before == slot.answer

    def answered(self, round: Round) -> int:
        """How many answers a round has, without those that were forgotten."""
        return sum(
            slot.answer is not None and not self.was_forgotten(index, slot)
            for index, slot in enumerate(round.slots)
        )

    def has_only_forgotten(self, round: Round) -> bool:
        """Whether the round was forgotten and has no new answer since."""
        return self.forgotten is not None and not self.answered(round)


class LiveRounds:
    """The rounds that a session began or resumed."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._by_number: dict[int, LiveRound] = {}
        self._written: dict[str, tuple[LiveRound, Round]] = {}
        """By uuid, each as it was last written, for a file that takes the place of this one."""

    def new(self, round: Round, bank_id: str) -> LiveRound:
        """A new round of a bank, not yet written."""
        return LiveRound(uuid.uuid4().hex, bank_id, self._now(), tuple(range(len(round.slots))))

    def get(self, number: int) -> LiveRound:
        """The round with a number that this session began or resumed."""
        return self._by_number[number]

    def resume(self, live: LiveRound) -> None:
        """Add a round that is read from the file."""
        self._by_number[live.number] = live

    def note_written(self, live: LiveRound, round: Round, number: int, seen: int) -> None:
        """Remember a round as it was written, its number and the schema version of the file."""
        live.number, live.round, live.whole, live.seen = number, round, False, seen
        self._by_number[number] = live
        if number > 0:
            self._written[live.uuid] = live, round

    def drop(self, uuids: Iterable[str]) -> None:
        """Don't write these rounds into a file that takes the place of this one."""
        for each in uuids:
            self._written.pop(each, None)

    def write(
        self, db: sqlite3.Connection, live: LiveRound, round: Round, *, whole: bool = False
    ) -> tuple[int, int]:
        """Write what changed in a round since it was last written, or the whole of it.

        Returns the round's number, a new one if another round has the old one, and the schema
        version of the file.
        """
        if not whole:
            self._write_what_is_lost(db)
        now, version, number = self._now(), schema_version(db), live.number
        find = "SELECT number, over FROM rounds WHERE uuid = ?"
        row = db.execute(find, (live.uuid,)).fetchone()
        if not row and version > live.seen > 0:
            self.drop([live.uuid])
            live.become_new(now)
        before: tuple[Slot | None, ...] = ()
        if row:
            number = row["number"]
            if live.round and not (whole or live.whole):
                before = live.round.slots
        else:  # it is new, or the file was replaced
            if live.has_only_forgotten(round):
                return number if number < 0 else min((0, *self._by_number)) - 1, version
            used = "SELECT EXISTS (SELECT 1 FROM rounds WHERE number = :number)"
            if number < 1 or value(db, used, number=number):
                number = free_number(db)
            insert_round(
                db, number=number, uuid=live.uuid, bank=live.bank, began=live.began, touched=now,
                at=round.at, exam=round.exam, over=False, seed=round.seed,
                set_name=round.set or None,
            )  # fmt: skip
        if not before:
            db.execute(_CLEAR_PLACES, (number, json_text(live.numbers)))
        may_change = round.exam and not (row and row["over"])
        numbers = list(live.numbers)
        for index, (old, slot) in enumerate(zip_longest(before, round.slots)):
            if old is not slot and old != slot and not live.was_forgotten(index, slot):
                numbers[index] = _write_slot(
                    db, slot, round=number, n=numbers[index],
                    place=live.places[index] if live.places else index, now=now,
                    may_change=may_change,
                )  # fmt: skip
        live.numbers = tuple(numbers)
        db.execute(
            "UPDATE rounds SET touched = ?, at = ?, over = max(over, ?) WHERE number = ?",
            (now, round.at, round.over, number),
        )
        count_again(db, number)
        if may_change and round.over:  # its answers count only now, but precede some that did
            db.execute(
                "DELETE FROM schedules WHERE bank = ? "
                "AND turn >= (SELECT min(turn) FROM slots WHERE round = ?)",
                (live.bank, number),
            )
        return number, version

    def as_kept(self, db: sqlite3.Connection, live: LiveRound, round: Round, number: int) -> Round:
        """A round that was just written, with what another quiz answered in it, or that it ended.

        It is the same object if there is nothing of the kind.
        """
        rows = {row["n"]: row for row in db.execute(_KEPT, (number,))}
        pairs = zip(live.numbers, round.slots, strict=True)
        slots = tuple(_kept_slot(slot, rows.get(n)) for n, slot in pairs)
        over = bool(value(db, "SELECT max(over) FROM rounds WHERE number = :number", number=number))
        if slots == round.slots and over <= round.over:
            return round
        return replace(round, slots=slots, over=round.over or over)

    def _write_what_is_lost(self, db: sqlite3.Connection) -> None:
        """Write again what the file lacks because an older copy was written over it, as by a sync.

        Nothing else shows it. What another quiz forgot is not written: that raised the version.
        """
        found = dict(db.execute(_ANSWERED, (json_text([*self._written]),)).fetchall())
        version = schema_version(db)
        for live, round in [*self._written.values()]:
            there = found.get(live.uuid)
            is_lost = version <= live.seen if there is None else there < live.answered(round)
            if is_lost:
                self.write(db, live, round, whole=True)
                live.seen = version

    def refill(self, db: sqlite3.Connection, *, in_file: bool = True) -> None:
        """Write the rounds of this session, as they were last written, into another file."""
        for live in (*self._by_number.values(), *(live for live, _ in self._written.values())):
            live.seen = 0
        for live, round in [*self._written.values()]:
            _, version = self.write(db, live, round, whole=True)
            live.seen = version if in_file else 0

    def detach_forgotten(self, db: sqlite3.Connection) -> None:
        """Turn the rounds that another quiz deleted from the file into new ones."""
        uuids = {row["uuid"] for row in db.execute("SELECT uuid FROM rounds")}
        version = schema_version(db)
        for live in self._by_number.values():
            if live.seen and live.uuid not in uuids and version > live.seen:
                self.drop([live.uuid])
                live.become_new(self._now())

    def _now(self) -> int:
        return min(max(0, int(self._clock().timestamp() * 1000)), LAST)


def _kept_slot(slot: Slot, row: sqlite3.Row | None) -> Slot:
    """A slot with the answer in its row, where that is another one and fits the question."""
    if row is None:
        return slot
    mine = slot.answer
    if mine and (json_text(mine.response), mine.certainty) == (row["response"], row["certainty"]):
        return slot
    kept = slot_of(slot.question, row)
    if kept.answer is None:
        return slot
    return replace(
        slot, answer=kept.answer, judgement=kept.judgement, looked=kept.looked, skipped=False
    )


def _write_slot(
    db: sqlite3.Connection,
    slot: Slot,
    *,
    round: int,
    n: int,
    place: int | None,
    now: int,
    may_change: bool,
) -> int:
    """Write a slot, and its answer unless one that was explained is there; returns its `n`."""
    question = question_number(db, slot.question)
    rows = dict(db.execute("SELECT n, question FROM slots WHERE round = ?", (round,)).fetchall())
    if rows.get(n, question) != question:  # another quiz asks something else there
        n = max(rows) + 1
    row = {"round": round, "n": n, "place": place, "question": question, **slot_columns(slot)}
    db.execute(_SLOT, row)
    if slot.answer:
        db.execute(_ANSWER, {**row, "now": now, "may_change": may_change})
    return n
