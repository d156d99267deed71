"""What is kept of the answers: one file, for this reader alone, on this machine alone.

Nothing here stops a round. Where the file cannot be read or written, the answers stay in memory,
and `notice` says so in one line.
"""

import sqlite3
import uuid
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import ExitStack, suppress
from datetime import UTC, datetime
from functools import lru_cache, partial
from itertools import zip_longest
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec
from msgspec import Struct

from quiz.bank.model import Bank, Question, digest
from quiz.paths import history_folder
from quiz.play.mark import Arrangement, Certainty, Response, fits, leanings
from quiz.play.pick import arrange
from quiz.play.round import Answer, Round, Slot
from quiz.record import file
from quiz.record.store import Store
from quiz.record.tables import FAULTS
from quiz.text import one_line

if TYPE_CHECKING:
    from quiz.record.review import Memory

RECENT = 2_500
"""How many answers tell where a reader stands: 250 rounds of ten.

Those before tell who the reader was, and to read them all would take its time at each look.
"""
IN_EXAM = "An open exam asks what there is; end it first, and this can be asked again."
"""What to say where nothing else is left to ask."""

LONGEST = 1e9
"""Seconds that no answer takes."""

LAST = 4_133_980_799_999
"""Milliseconds since 1970 in UTC at the end of the year 2100; a clock beyond that is wrong."""

# What is written of a round's place, however the answer stands: an answer never goes.
_PLACE = """
INSERT INTO slots (round, n, place, question, arrangement, skipped, flagged, looked)
VALUES (?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (round, n) DO UPDATE SET
    place = excluded.place, flagged = excluded.flagged,
    skipped = excluded.skipped AND response IS NULL,
    looked = CASE WHEN response IS NULL THEN excluded.looked ELSE looked END
"""

# One that is kept again keeps its moment and its turn.
_ANSWER = """
UPDATE slots SET
    response = ?1, certainty = ?2, seconds = ?3, right = ?4, share = ?5, points = ?6, trust = ?7,
    doubt = ?8, looked = ?9, skipped = 0, answered = ?10,
    turn = (SELECT coalesce(max(turn), 0) + 1 FROM slots WHERE turn NOT NULL)
WHERE round = ?11 AND n = ?12 AND (response IS NULL OR ?13)
    AND (response IS NOT ?1 OR certainty IS NOT ?2)
"""

_COUNTS = """
    count(coalesce(place, answered)), count(answered), coalesce(sum(slots.right = 1), 0),
    coalesce(sum(max(-6, min(3, slots.points))), 0)
"""
"""How many were asked, answered and right, and the marks. They are counted from the slots when
they are read, and written down for other programs."""

COUNT = f"""
UPDATE rounds SET (asked, answered, right, points) =
    (SELECT {_COUNTS} FROM slots WHERE slots.round = number)
WHERE number = ?
"""  # noqa: S608 - our own words

# Without the condition, its index would be of no use.
_NEWEST = "SELECT coalesce(max(turn), 0) FROM slots WHERE turn NOT NULL"

# The answers of an exam may still change, so they count when it is over.
_ANSWERS = """
SELECT id, digest, skill, move, kind, response, certainty, slots.right, share, slots.points, trust,
    doubt, looked, seconds, slots.answered, round, n, turn
FROM slots INDEXED BY slots_in_turn CROSS JOIN rounds ON rounds.number = slots.round
    CROSS JOIN questions ON questions.number = slots.question
WHERE turn > ? AND (rounds.over OR NOT rounds.exam) AND bank = coalesce(?, bank)
ORDER BY turn
"""

_FORMER = """
SELECT number FROM rounds WHERE bank IN (SELECT value FROM json_each(?1)) AND (
    bank <> 'own' AND bank NOT LIKE 'file:%'
    OR (SELECT 2 * sum(id || ' ' || skill || ' ' || kind IN (SELECT value FROM json_each(?2)))
            > count(*)
        FROM slots JOIN questions ON questions.number = slots.question WHERE round = rounds.number)
)
"""

_T = TypeVar("_T")


class AnswerRecord(Struct, frozen=True, gc=False):
    """One answer, as it was given and judged."""

    question: str
    """Its id; the digest tells in which wording it was asked."""
    digest: str
    skill: str
    move: str
    kind: str
    response: Response
    certainty: Certainty
    right: bool
    share: float
    points: int
    trust: int
    """How many of the options picked believe too much."""
    doubt: int
    """How many of them dismiss too much."""
    looked: bool
    """The reader looked at who is behind the sources before answering."""
    seconds: float
    when: datetime
    """In UTC, as the clock had it."""
    round: int = 0
    n: int = 0
    turn: int = 0
    """Answers came in this order, whatever the clock did."""


class RoundSummary(Struct, frozen=True):
    """A round and its counts."""

    number: int
    bank: str
    began: datetime
    exam: bool
    over: bool
    asked: int
    answered: int
    right: int | None
    """None, as the marks are, while the round is an exam that is still open."""
    points: int | None


class Sealed(Struct, frozen=True):
    """A question that an open exam asks, whose key isn't told until the exam is over."""

    round: int
    bank: str
    id: str
    digest: str


class ResumedRound(Struct, frozen=True):
    """A round taken up again."""

    number: int
    round: Round
    notice: str = ""
    """What changed since, in one line."""


class _Live(Struct):
    """A round that is being taken."""

    uuid: str
    bank: str
    began: int
    numbers: tuple[int, ...]
    """For each slot the number of its row."""
    round: Round | None = None
    """As it was last kept."""
    whole: bool = False
    """All of it is to be written, whatever was kept before."""
    seen: int = 0
    """The version of the file's schema when the round was last seen in it; 0 when it never was."""
    forgotten: Round | None = None
    """As it stood when another quiz forgot it."""

    def go_on_alone(self, now: int) -> None:
        """Be a new round from here on, since another quiz forgot what was kept so far."""
        self.uuid, self.began, self.seen = uuid.uuid4().hex, now, 0
        self.forgotten = self.round
        self.numbers = tuple(range(len(self.numbers)))

    def is_forgotten(self, place: int, slot: Slot) -> bool:
        """Whether a slot's answer was given before the round was forgotten."""
        before = self.forgotten.slots[place].answer if self.forgotten else None
        return before is not None and before == slot.answer


def _made(folder: Path) -> Path:
    """The folder, there and closed to others; raises `OSError` when that cannot be."""
    if not folder.is_absolute():
        raise OSError(None, "there is no home folder")
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def of_round(round: Round) -> tuple[AnswerRecord, ...]:
    """The answers of one round, for those who would count them without a history."""
    now = datetime.now(UTC)
    kept = []
    for number, slot in enumerate(round.slots):
        if slot.answer is None:
            continue
        question = slot.question
        trust, doubt = leanings(question, slot.answer.response)
        kept.append(
            AnswerRecord(
                question=question.id,
                digest=digest(question),
                skill=question.skill,
                move=question.move,
                kind=_kind(question),
                response=slot.answer.response,
                certainty=slot.answer.certainty,
                right=bool(slot.right),
                share=slot.share,
                points=slot.points,
                trust=trust,
                doubt=doubt,
                looked=slot.looked,
                seconds=slot.answer.seconds,
                when=now,
                n=number,
                turn=number,
            )
        )
    return tuple(kept)


class History:
    """The file of answers, open."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._live: dict[int, _Live] = {}
        self._given: dict[str, tuple[int, _Live, Round]] = {}
        """What this session has kept: it goes into whatever file takes the place of this one."""
        self._store = Store(self._refill)

    @classmethod
    def open(
        cls,
        directory: Path | None = None,
        *,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> "History":
        """The history in a folder, or in memory where that cannot be."""
        history = cls(clock)
        try:
            path = _made(directory or history_folder()) / "history.db"
        except (OSError, RuntimeError) as error:
            history._store.go_to_memory(error)
        else:
            history._store.open(path)
        return history

    @classmethod
    def look(cls) -> "History":
        """The history as it is, if there is one, in which nothing is changed."""
        history = cls(lambda: datetime.now(UTC))
        with suppress(OSError, RuntimeError):
            history._store.look(history_folder() / "history.db")
        return history

    def close(self) -> None:
        """Write what waits in memory, if that can be, and let the file go."""
        self._store.close()

    def begin(self, round: Round, bank: str) -> int:
        """Keep a new round under its bank's id; gives the round's number."""
        live = _Live(uuid.uuid4().hex, bank, self._now(), tuple(range(len(round.slots))))
        return self._keep_live(0, live, round)

    def keep(self, number: int, round: Round) -> int:
        """Keep a round as it now stands; it is on the disk when this returns.

        Gives the round's number, which changes when another quiz forgot the round and used its
        number again. What was forgotten stays so: the answers that come after it are a new round,
        whose number is below 0 until there is one.

        Another quiz may be at the same round: of two answers that are explained the first stays,
        and a round that was ended stays so.
        """
        live = self._live.get(number) or self._recall(number, round)
        return number if live.round is round else self._keep_live(number, live, round)

    def _keep_live(self, number: int, live: _Live, round: Round) -> int:
        number, version = self._write(lambda db: self._keep(db, number, live, round))
        live.round, live.whole = round, False
        live.seen = 0 if self.in_memory or number < 0 else version
        self._live[number] = live
        if number > 0:
            self._given[live.uuid] = (number, live, round)
        return number

    def unfinished(self, bank: Bank, bank_id: str) -> ResumedRound | None:
        """The newest round of a bank that is not over, with the questions as they are now.

        One in which something was done comes before one that was only opened.

        Those that have changed are asked anew; those that are gone, or that an exam asks which is
        still open, are left out.
        """
        questions = {question.id: question for question in bank.questions}
        asks = self.exam_that_asks(bank_id)
        ((version,),) = self._rows("PRAGMA schema_version")
        seen = 0 if self.in_memory else version
        for number, at, exam, id, began in self._rows(
            "SELECT number, at, exam, uuid, began FROM rounds "
            "WHERE bank = ? AND NOT over ORDER BY at + answered > 0 DESC, began DESC, number DESC",
            bank_id,
        ):
            rows = self._rows(
                "SELECT n, place, id, digest, arrangement, response, certainty, seconds, skipped, "
                "flagged, looked FROM slots JOIN questions ON questions.number = slots.question "
                "WHERE round = ? ORDER BY place",
                number,
            )
            sealed = {id for id, each in questions.items() if asks(each) not in (0, number)}
            rebuilt = self._read(_rebuild, [(rows, questions, at, sealed)])
            for slots, numbers, here, notice in rebuilt:
                if not slots:
                    continue
                round = Round(slots, here, bool(exam))
                self._live[number] = _Live(id, bank_id, began, numbers, round, bool(notice), seen)
                return ResumedRound(number, round, notice)
        return None

    def answers(
        self, bank_id: str | None = None, newest: int | None = RECENT
    ) -> list[AnswerRecord]:
        """The newest answers to a bank, or to all, oldest first; with None, every one of them."""
        most = -1 if newest is None else newest
        rows = self._rows(f"{_ANSWERS} DESC LIMIT ?", 0, bank_id, most)
        return self._read(_kept, reversed(rows))

    def rounds(self, bank_id: str | None = None, newest: int | None = None) -> list[RoundSummary]:
        """The newest rounds of a bank, or of all, oldest first."""
        of_bank, values = ("", ()) if bank_id is None else ("WHERE bank = ?", (bank_id,))
        rows = self._rows(
            f"SELECT number, bank, began, exam, over, {_COUNTS} FROM "  # noqa: S608 - our own words
            f"(SELECT number, bank, began, exam, over FROM rounds {of_bank} "
            "ORDER BY began DESC, number DESC LIMIT ?) LEFT JOIN slots ON slots.round = number "
            "GROUP BY number ORDER BY began, number",
            *values,
            -1 if newest is None else newest,
        )
        return self._read(_past, rows)

    def total(self, bank_id: str | None = None) -> tuple[int, int]:
        """How many rounds are kept, and how many answers count; those of an open exam do not."""
        ((rounds, answers),) = self._rows(
            "SELECT (SELECT count(*) FROM rounds WHERE bank = coalesce(?1, bank)), "
            "(SELECT count(*) FROM rounds CROSS JOIN slots ON slots.round = number "
            "WHERE slots.answered NOT NULL AND (over OR NOT exam) AND bank = coalesce(?1, bank))",
            bank_id,
        )
        return rounds, answers

    def round(self, number: int) -> Round | None:
        """A round as it was taken, its questions worded as they were then."""
        rows = self._rows(
            "SELECT at, exam, over, body, arrangement, response, certainty, seconds, skipped, "
            "flagged, looked FROM rounds JOIN slots ON slots.round = rounds.number "
            "JOIN questions ON questions.number = slots.question "
            "WHERE rounds.number = ? ORDER BY place IS NULL, place, n",
            number,
        )
        slots = self._read(_asked_slot, (row[3:] for row in rows))
        at, exam, over = rows[0][:3] if rows else (None, False, False)
        if not slots or not isinstance(at, int):
            return None
        return Round(tuple(slots), min(at, len(slots) - 1), bool(exam), bool(over))

    def sealed(self) -> list[Sealed]:
        """The questions whose keys an open exam keeps."""
        rows = self._rows(
            "SELECT rounds.number, bank, id, digest FROM rounds "
            "JOIN slots ON slots.round = rounds.number "
            "JOIN questions ON questions.number = slots.question WHERE exam AND NOT over "
            "ORDER BY rounds.number"
        )
        return [Sealed(*row) for row in rows]

    def exam_that_asks(self, *bank_ids: str) -> Callable[[Question], int]:
        """What gives the number of the open exam that asks a question of a bank; 0 when none does.

        The same question in another bank is known by its digest, and another wording of it in
        this bank, which has these ids, by its own.
        """
        return partial(_exam_that_asks, self.sealed(), bank_ids)

    def offered(self, questions: Iterable[Question], bank_id: str) -> list[Question]:
        """Those of a bank's questions that a new round may ask: all but those of an open exam."""
        asks = self.exam_that_asks(bank_id)
        return [question for question in questions if not asks(question)]

    def schedule(self, bank_id: str) -> dict[str, "Memory"]:
        """What is remembered of each question of a bank that was answered, by its id.

        This follows from the answers. It is kept, with the turn of the last answer that it knows,
        and brought forward when there are new ones, so that home need not read all of them.
        """
        for turn, text, newest in self._rows(
            f"SELECT turn, due, ({_NEWEST}) FROM schedules WHERE bank = ?",  # noqa: S608 - our own
            bank_id,
        ):
            if turn == newest and (known := _memories(text)) is not None:
                return known
        return self._write(lambda db: _bring_forward(db, bank_id, self._clock()))

    def adopt(self, former: Iterable[str], bank: Bank, bank_id: str) -> None:
        """Take the rounds that were kept under former ids of a bank over to the one it has now.

        Other banks may have had a file of the same name, or been the quiz's own, so rounds under
        such an id go over only when most of their questions are in this bank.
        """
        # An id such as q1 is in many banks.
        about = [f"{each.id} {each.skill} {_kind(each)}" for each in bank.questions]
        known = msgspec.json.encode(about).decode()
        former_ids = msgspec.json.encode([*former]).decode()
        found = self._rows(_FORMER, former_ids, known)

        def work(db: sqlite3.Connection) -> None:
            db.executemany(
                "UPDATE rounds SET bank = ? WHERE number = ?", ((bank_id, n) for (n,) in found)
            )
            db.execute("DELETE FROM schedules")  # they follow from the answers

        if found:
            self._write(work)

    def export(self, tell: Callable[[str], object] = lambda _said: None) -> Iterator[str]:
        """All that is kept, in lines of JSON: questions as they were asked, and rounds.

        What an open exam asks is left out. An entry that can't be read is told and passed over;
        `OSError` says why when none can be.
        """
        from quiz.record.transfer import lines  # noqa: PLC0415 - seldom needed

        sealed = self.sealed()
        try:
            yield from lines(
                self._db, lambda bank_id: partial(_exam_that_asks, sealed, [bank_id]), tell
            )
        except FAULTS as error:
            raise OSError(str(error)) from error

    def import_(self, lines: Iterable[str | bytes]) -> tuple[int, int, int]:
        """Merge what another history exported; gives how many rounds, answers, questions were new.

        A round that is here already takes on what is newer there. Nothing changes unless every
        line is sound, else `ValueError` names the first that isn't, and unless the file can be
        written, else `OSError` says why.
        """
        from quiz.record.transfer import merge, read  # noqa: PLC0415 - seldom needed

        found = read(lines)
        new = self._commit(lambda db: merge(db, found))
        self._bring_all_forward()
        return new

    def forget(
        self, number: int | None = None, tell: Callable[[str], object] = lambda _said: None
    ) -> int:
        """Forget a round, or everything, in the backups too; gives how many rounds went.

        Where there is no such round, nothing changes, and nothing does when that can't be:
        `OSError` says why. What may still hold some of it is told.
        """
        from quiz.record.forget import gone_beside  # noqa: PLC0415 - seldom needed

        self._rest()
        query = "SELECT uuid FROM rounds WHERE number = coalesce(?, number)"
        uuids = [uuid for (uuid,) in self._rows(query, number)]
        if number is not None and not uuids:
            return 0
        one = uuids[0] if number is not None else None

        with ExitStack() as beside:

            def work(db: sqlite3.Connection) -> int:
                gone = _forget(db, one)
                if self.path:  # before the file, so that after a kill it can be forgotten again
                    change = one and (lambda db: _forget(db, one))
                    beside.enter_context(gone_beside(self.path, change, tell))
                return gone

            gone = self._commit(work, alone=True)
        for each in uuids:
            self._given.pop(each, None)
        with suppress(sqlite3.Error):
            self._leave_forgotten(self._db)
            self._db.execute("VACUUM")
        self._bring_all_forward()
        return gone

    @property
    def path(self) -> Path | None:
        """The file; None where there can be none."""
        return self._store.path

    @property
    def in_memory(self) -> bool:
        """Whether answers are kept only until the quiz ends."""
        return self._store.in_memory

    @property
    def notice(self) -> str:
        """What the reader should know of the file, in one line; often nothing."""
        return one_line(self._store.notice)

    @property
    def _db(self) -> sqlite3.Connection:
        return self._store.db

    def news(self) -> str:
        """The notice when it is asked for first, then nothing until there is another."""
        return one_line(self._store.news())

    def settle(self) -> bool:
        """Whether all answers are in the file, which is tried once more when they are not."""
        return self._store.settle()

    def _rest(self) -> None:
        self._store.rest()

    def _rows(self, query: str, *values: str | int | None) -> list[Any]:
        return self._store.rows(query, *values)

    def _write(self, work: Callable[[sqlite3.Connection], _T]) -> _T:
        return self._store.write(work)

    def _commit(self, work: Callable[[sqlite3.Connection], _T], *, alone: bool = False) -> _T:
        """What the work gives, committed to the file; raises `OSError` when that can't be."""
        if not self.settle():
            raise OSError(self.notice.partition(": ")[2].rstrip(".") or "it can't be written")
        try:
            return file.transact(self._db, work, alone=alone)
        except FAULTS as error:
            raise OSError(str(error)) from error

    def _refill(self, db: sqlite3.Connection) -> None:
        """Write the rounds of this session, as they were last kept, into a file without them.

        What another quiz had forgotten before the file was replaced isn't written again.
        """
        if db is not self._db:  # the file that we had, which is still open
            with suppress(*FAULTS):
                self._leave_forgotten(self._db)
        for live in (*self._live.values(), *(live for _, live, _ in self._given.values())):
            live.seen = 0
        for number, live, kept in self._given.values():
            before, live.whole = live.whole, True
            try:
                self._keep(db, number, live, kept)
            finally:
                live.whole = before

    def _leave_forgotten(self, db: sqlite3.Connection) -> None:
        """Let go of the rounds that another quiz took out of the file."""
        held = {uuid for (uuid,) in db.execute("SELECT uuid FROM rounds")}
        version = _version(db)
        for live in self._live.values():
            if live.seen and live.uuid not in held and version > live.seen:
                self._given.pop(live.uuid, None)
                live.go_on_alone(self._now())

    def _read(self, make: Callable[..., _T], rows: Iterable[Any]) -> list[_T]:
        """What is made of each row that can be read; tells how many can't, in the notice."""
        found: list[_T] = []
        lost = 0
        for row in rows:
            try:
                found.append(make(*row))
            except (TypeError, ValueError, OverflowError):
                lost += 1
        if lost and not self.notice:
            what = "an entry" if lost == 1 else f"{lost} entries"
            self._store.notice = f"The history has {what} that can't be read, left out here."
        return found

    def _bring_all_forward(self) -> None:
        """Work out anew when questions come back, which takes a while, rather than at a start."""
        for (bank_id,) in self._rows("SELECT DISTINCT bank FROM rounds"):
            self.schedule(bank_id)

    def _now(self) -> int:
        return min(max(0, int(self._clock().timestamp() * 1000)), LAST)

    def _recall(self, number: int, round: Round) -> _Live:
        """What is known of a round that was begun elsewhere."""
        live = _Live(uuid.uuid4().hex, "own", self._now(), tuple(range(len(round.slots))))
        for live.uuid, live.bank, live.began in self._rows(
            "SELECT uuid, bank, began FROM rounds WHERE number = ?", number
        ):
            pass
        return live

    def _keep(
        self, db: sqlite3.Connection, number: int, live: _Live, round: Round
    ) -> tuple[int, int]:
        """Write what changed of a round since it was last kept.

        Gives its number in the file, and the version of the file's schema. The number is the one
        given, unless another round took it: the uuid tells which round is which.
        """
        now, over = self._now(), False
        held = db.execute("SELECT number, over FROM rounds WHERE uuid = ?", (live.uuid,)).fetchone()
        version = _version(db)
        if not held and version > live.seen > 0:
            self._given.pop(live.uuid, None)
            live.go_on_alone(now)
        before: tuple[Slot | None, ...] = live.round.slots if live.round else ()
        if held:
            number, over = held
        else:
            before = ()  # it is new, or lies in another file
            if live.forgotten:
                slots = enumerate(round.slots)
                if all(slot.answer is None or live.is_forgotten(n, slot) for n, slot in slots):
                    return number if number < 0 else min((0, *self._live)) - 1, version
            if (
                number < 1
                or db.execute("SELECT 1 FROM rounds WHERE number = ?", (number,)).fetchone()
            ):
                (number,) = db.execute("SELECT coalesce(max(number), 0) + 1 FROM rounds").fetchone()
            about = (number, live.uuid, live.bank, live.began, now, round.at, round.exam)
            db.execute("INSERT INTO rounds VALUES (?, ?, ?, ?, ?, ?, ?, 0, 0, 0, 0, 0)", about)
        if live.whole:
            before = ()
        if not before:
            _leave_out(db, number, live.numbers)
        may_change = round.exam and not over
        numbers = list(live.numbers)
        for place, (old, slot) in enumerate(zip_longest(before, round.slots)):
            if old is not slot and old != slot and not live.is_forgotten(place, slot):
                where = (number, numbers[place], place)
                numbers[place] = _keep_slot(db, where, slot, now, may_change=may_change)
        live.numbers = tuple(numbers)
        db.execute(
            "UPDATE rounds SET touched = ?, at = ?, over = max(over, ?) WHERE number = ?",
            (now, round.at, round.over, number),
        )
        db.execute(COUNT, (number,))
        if may_change and round.over:  # its answers count from now on, and lie before others
            db.execute("DELETE FROM schedules WHERE bank = ?", (live.bank,))
        return number, version


def _exam_that_asks(sealed: Iterable[Sealed], bank_ids: Collection[str], question: Question) -> int:
    for each in sealed:
        if each.id == question.id and (each.bank in bank_ids or each.digest == digest(question)):
            return each.round
    return 0


def judgement(slot: Slot) -> tuple[bool | None, float, int, int, int]:
    """What an answer is judged to be: right, share, points, and leanings to trust and to doubt."""
    assert slot.answer is not None  # noqa: S101 - asked for answered slots alone
    leans = leanings(slot.question, slot.answer.response)
    return (slot.right, slot.share, slot.points, *leans)


def _keep_slot(
    db: sqlite3.Connection, where: tuple[int, int, int], slot: Slot, now: int, *, may_change: bool
) -> int:
    """Write a slot, and its answer unless there is one that stays; gives the number of its row."""
    round, n, place = where
    question = _number(db, slot.question)
    rows = dict(db.execute("SELECT n, question FROM slots WHERE round = ?", (round,)).fetchall())
    if rows.get(n, question) != question:  # another quiz asks something else there
        n = max(rows) + 1
    marks = (slot.skipped, slot.flagged, slot.looked)
    db.execute(_PLACE, (round, n, place, question, _json(slot.arrangement), *marks))
    if slot.answer:
        given = (_json(slot.answer.response), int(slot.answer.certainty), slot.answer.seconds)
        judged = (*judgement(slot), slot.looked)
        db.execute(_ANSWER, (*given, *judged, now, round, n, may_change))
    return n


def _version(db: sqlite3.Connection) -> int:
    """The version of a file's schema, which goes up whenever a round is forgotten.

    It tells a file in which one was forgotten from an older copy of the file.
    """
    (version,) = db.execute("PRAGMA schema_version").fetchone()
    return int(version)


def _forget(db: sqlite3.Connection, uuid: str | None) -> int:
    """Delete a round, or all; gives how many that were."""
    db.execute(f"PRAGMA schema_version = {_version(db) + 1}")
    of_round = "SELECT number FROM rounds WHERE uuid = coalesce(?, uuid)"
    db.execute(f"DELETE FROM slots WHERE round IN ({of_round})", (uuid,))  # noqa: S608 - our own
    gone = db.execute("DELETE FROM rounds WHERE uuid = coalesce(?, uuid)", (uuid,)).rowcount
    db.execute("DELETE FROM questions WHERE number NOT IN (SELECT question FROM slots)")
    db.execute("DELETE FROM schedules")
    return gone


def _bring_forward(db: sqlite3.Connection, bank_id: str, now: datetime) -> dict[str, "Memory"]:
    """Bring what is remembered of a bank's questions forward by the answers that came since."""
    from quiz.record.review import schedule  # noqa: PLC0415 - it needs this module

    (newest,) = db.execute(_NEWEST).fetchone()
    since, known = 0, None
    kept = "SELECT turn, due FROM schedules WHERE bank = ? AND turn <= ?"
    for turn, text in db.execute(kept, (bank_id, newest)):
        if (known := _memories(text)) is not None:
            since = turn
    answers = db.execute(_ANSWERS, (since, bank_id))
    found = schedule(_readable(answers), now, known)
    db.execute("REPLACE INTO schedules VALUES (?, ?, ?)", (bank_id, newest, _json(found)))
    return found


def _memories(text: str) -> dict[str, "Memory"] | None:
    """What is remembered of each question; None when it was not written by this version."""
    from quiz.record.review import Memory  # noqa: PLC0415 - it needs this module

    with suppress(ValueError, TypeError):
        return msgspec.json.decode(text, type=dict[str, Memory])
    return None


def _leave_out(db: sqlite3.Connection, number: int, numbers: tuple[int, ...]) -> None:
    """Take the rows that a round no longer asks from their places; their answers stay."""
    for (n,) in db.execute("SELECT n FROM slots WHERE round = ?", (number,)).fetchall():
        if n not in numbers:
            db.execute("UPDATE slots SET place = NULL WHERE round = ? AND n = ?", (number, n))


def _rebuild(
    rows: list[Any], questions: dict[str, Question], at: int, sealed: Collection[str]
) -> tuple[tuple[Slot, ...], tuple[int, ...], int, str]:
    """The slots of a round, the numbers of their rows, the slot to go on at, and what changed."""
    slots: list[Slot] = []
    numbers: list[int] = []
    changed = gone = hidden = here = 0
    fresh = max((row[0] for row in rows), default=0)
    for n, place, id, known, *row in rows:
        if place is None:
            continue
        if place <= at:
            here = len(slots)
        question = questions.get(id)
        if question is None:
            gone += 1
        elif id in sealed:
            hidden += 1
        elif digest(question) == known:
            slots.append(_slot(question, *row))
            numbers.append(n)
        else:
            changed, fresh = changed + 1, fresh + 1
            slots.append(Slot(question, arrange(question, Random())))
            numbers.append(fresh)
    parts = [
        f"{count} question{' ' if count == 1 else 's '}{one if count == 1 else many}"
        for count, one, many in (
            (changed, "changed and is asked anew", "changed and are asked anew"),
            (gone, "is no longer there and is left out", "are no longer there and are left out"),
            (hidden, "is in an open exam and is left out", "are in an open exam and are left out"),
        )
        if count
    ]
    return (
        tuple(slots),
        tuple(numbers),
        min(here, max(0, len(slots) - 1)),
        "".join(f"{part}. " for part in parts).rstrip(),
    )


def _slot(  # noqa: PLR0917 - a row of the table
    question: Question,
    arrangement: str,
    response: str | None,
    certainty: int | None,
    seconds: float | None,
    skipped: int,
    flagged: int,
    looked: int,
) -> Slot:
    answer = None
    if response is not None and certainty is not None:
        given = _response(response)
        if fits(question, given):
            answer = Answer(given, Certainty(certainty), seconds or 0.0)
    order: Arrangement = arrange(question, Random())
    with suppress(msgspec.DecodeError):
        shown = msgspec.json.decode(arrangement, type=Arrangement)
        order = shown if sorted(shown) == sorted(order) else order
    return Slot(question, order, answer, bool(skipped), bool(flagged), bool(looked))


def _readable(rows: Iterable[Any]) -> Iterator[AnswerRecord]:
    """The answers in these rows, without those that can't be read."""
    for row in rows:
        try:
            answer = _kept(*row)
        except (TypeError, ValueError, OverflowError):
            continue
        yield answer


def _past(number: int, bank: str, began: int, exam: int, over: int, *counts: int) -> RoundSummary:
    if not all(isinstance(count, int) for count in counts):
        raise TypeError
    asked, answered, *earned = counts
    right, points = earned if over or not exam else (None, None)
    return RoundSummary(
        number, bank, _moment(began), bool(exam), bool(over), asked, answered, right, points
    )


def _asked_slot(body: str, *row: Any) -> Slot:
    question = question_of(body)
    if question is None:
        raise ValueError
    return _slot(question, *row)


def _kept(*row: Any) -> AnswerRecord:
    *asked, response, certainty, right, share, points = row[:10]
    trust, doubt, looked, seconds, when, *place = row[10:]
    given = (_response(response), Certainty(certainty))
    if isinstance(given[0], str) != (asked[-1] == "short"):
        raise ValueError
    judged = (bool(right), share, points, trust, doubt, bool(looked), seconds, _moment(when))
    numbers = (points, trust, doubt, *place)
    if not all(isinstance(number, int) for number in numbers):
        raise TypeError
    if not (0 <= round(share, 3) <= 1 and 0 <= seconds <= LONGEST):
        raise ValueError
    columns: list[Any] = [*asked, *given, *judged, *place]
    return AnswerRecord(*columns)


def _number(db: sqlite3.Connection, question: Question) -> int:
    """The row of a question, which is written the first time that it is asked."""
    known = digest(question)
    for (number,) in db.execute("SELECT number FROM questions WHERE digest = ?", (known,)):
        return int(number)
    body = msgspec.json.encode(question).decode()
    about = (known, question.id, question.skill, question.move, _kind(question), body)
    row = db.execute("INSERT INTO questions VALUES (NULL, ?, ?, ?, ?, ?, ?)", about)
    return int(row.lastrowid or 0)


@lru_cache(maxsize=512)
def question_of(body: str) -> Question | None:
    """A question as it was asked; None when this version can no longer show it."""
    try:
        found: Question = msgspec.json.decode(body, type=Question)
    except (msgspec.DecodeError, UnicodeError):
        return None
    return found


def _response(text: str) -> Response:
    try:
        found: Response = msgspec.json.decode(text, type=Response)
    except msgspec.DecodeError:
        return text
    return found


def _json(value: Response | Arrangement | dict[str, "Memory"]) -> str:
    return msgspec.json.encode(value).decode()


def _kind(question: Question) -> str:
    return str(question.__struct_config__.tag)


def _moment(milliseconds: int) -> datetime:
    """A moment that was kept; one that no clock can have shown becomes the nearest that it can."""
    return datetime.fromtimestamp(min(max(0, milliseconds), LAST) / 1000, UTC)
