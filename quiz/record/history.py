"""The history of a reader's answers: one file, for this reader alone, on this machine alone.

No fault of the file stops a round: if it can't be read or written, answers stay in memory and
`notice` says so.
"""

import sqlite3
import uuid
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from quiz.bank.kinds import Question
from quiz.bank.model import Bank
from quiz.paths import history_folder
from quiz.play.round import Round
from quiz.record.answers import RECENT, AnswerRecord, RoundSummary, Sealed
from quiz.record.live import LiveRound, LiveRounds
from quiz.record.resume import ENDED, SLOTS, UNFINISHED, ResumedRound, rebuild, rebuilt
from quiz.record.rows import (
    ANSWERS,
    COUNTS,
    LISTED,
    SLOT,
    answer_of,
    asked_slot,
    json_text,
    readable,
    summary_of,
)
from quiz.record.store import Store
from quiz.record.tables import value
from quiz.text import one_line
from quiz.words import say_n

if TYPE_CHECKING:
    from quiz.record.review import Memory

_ROUNDS = f"""
SELECT number, uuid, bank, began, touched, exam, over, {COUNTS}
FROM (SELECT number, uuid, bank, began, touched, exam, over FROM rounds
      WHERE bank = :bank AND (:empty OR {LISTED})
      ORDER BY began DESC, number DESC LIMIT coalesce(:newest, -1))
    LEFT JOIN slots ON slots.round = number
GROUP BY number ORDER BY began, number
"""  # noqa: S608 - our own words

_TOTAL = f"""
SELECT (SELECT count(*) FROM rounds WHERE {LISTED} AND bank = coalesce(:bank, bank)) AS rounds,
    (SELECT count(*) FROM rounds CROSS JOIN slots ON slots.round = number
     WHERE slots.answered NOT NULL AND (over OR NOT exam) AND bank = coalesce(:bank, bank))
    AS answers
"""  # noqa: S608 - our own words

_AS_ASKED = f"""
SELECT at, exam, over, seed, set_name, body, {SLOT}
FROM rounds JOIN slots ON slots.round = rounds.number
    JOIN questions ON questions.number = slots.question
WHERE rounds.number = :number AND coalesce(place, slots.answered) NOT NULL
ORDER BY place IS NULL, place, n
"""  # noqa: S608 - our own words

# Another bank may have had a file of the same name, or been the quiz's own, so a round under such
# an id belongs to this bank only if most of its questions do.
_FORMER = """
SELECT number FROM rounds WHERE bank IN (SELECT value FROM json_each(:former)) AND (
    bank <> 'own' AND bank NOT LIKE 'file:%'
    OR (SELECT 2 * sum(id || ' ' || skill || ' ' || kind IN (SELECT value FROM json_each(:known)))
            > count(*)
        FROM slots JOIN questions ON questions.number = slots.question WHERE round = rounds.number)
)
"""

# Once such a question was answered in a later round, it has come back.
_MARKED = """
SELECT id, slots.flagged FROM slots JOIN rounds ON rounds.number = slots.round
    JOIN questions ON questions.number = slots.question
WHERE bank = :bank AND (slots.flagged OR slots.answered NOT NULL) AND id IN (
    SELECT id FROM slots JOIN questions ON questions.number = slots.question WHERE slots.flagged)
ORDER BY rounds.began, rounds.number, n
"""

_SEALED = """
SELECT rounds.number AS round, bank, id, digest FROM rounds
    CROSS JOIN slots ON slots.round = rounds.number  -- or SQLite might look at every slot there is
    CROSS JOIN questions ON questions.number = slots.question
WHERE exam AND NOT over ORDER BY rounds.number
"""

_T = TypeVar("_T")
_now = partial(datetime.now, UTC)


class History:
    """A reader's history, open for reading and writing."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._rounds = LiveRounds(clock)
        self._store = Store(self._rounds)

    @classmethod
    def open(
        cls, directory: Path | None = None, *, clock: Callable[[], datetime] = _now
    ) -> "History":
        """Open the history in a folder, or one in memory if that fails."""
        history = cls(clock)
        try:
            path = _private_folder(directory or history_folder()) / "history.db"
        except OSError as error:
            history._store.go_to_memory(error)
        else:
            history._store.open(path)
        return history

    @classmethod
    def open_read_only(cls) -> "History":
        """Open the history for reading only; changes nothing and creates nothing."""
        history = cls(_now)
        with suppress(OSError):
            history._store.open_read_only(history_folder() / "history.db")
        return history

    def close(self) -> None:
        """Write what waits in memory, if possible, and close the file."""
        self._store.close()

    def begin(self, round: Round, bank_id: str) -> int:
        """Write a new round of a bank; returns the round's number."""
        return self._write(self._rounds.new(round, bank_id), round)

    def hold(self, number: int) -> LiveRound:
        """A round that was begun here, to be held: its number may pass to another."""
        return self._rounds.get(number)

    def keep(self, held: LiveRound | int, round: Round) -> int:
        """Write the present state of a round that is held, or that has this number.

        It is on the disk when this returns. Returns the round's number, which changes if another
        quiz forgot the round and used its number again. Forgotten answers stay forgotten: later
        ones make a new round, and until there is one the number is below 0.

        Another quiz may have the same round open: of two answers that are explained the first
        stays, and a round that was ended stays ended. The round that is held is as it was kept.
        """
        held = self.hold(held) if isinstance(held, int) else held
        return held.number if held.round is round else self._write(held, round)

    def number_of(self, held: LiveRound) -> int | None:
        """The number that a round has in the history now; None once it was forgotten."""
        query = "SELECT number FROM rounds WHERE uuid = :uuid"
        return next((row["number"] for row in self._store.rows(query, uuid=held.uuid)), None)

    def _write(self, live: LiveRound, round: Round) -> int:
        def work(db: sqlite3.Connection) -> tuple[int, int, Round]:
            number, version = self._rounds.write(db, live, round)
            return number, version, self._rounds.as_kept(db, live, round, number)

        number, version, kept = self._store.write(work)
        seen = 0 if self.in_memory or number < 0 else version
        self._rounds.note_written(live, kept, number, seen)
        return number

    def unfinished(
        self, bank: Bank, bank_id: str, besides: Collection[str] = (), *, empty: bool = True
    ) -> ResumedRound | None:
        """Resume the newest open round of a bank, with the questions as they are now.

        A round with an answer or a move comes before one that was only opened; without the `empty`
        ones there are only those with an answer, and exams. Those in `besides`, by their uuids, are
        passed over. Changed questions are asked anew; those that are gone, or in another open exam,
        are left out.
        """
        rows = self._store.rows(UNFINISHED, bank=bank_id, empty=empty)
        waiting = (row for row in rows if row["uuid"] not in besides)
        return self._first_resumed(waiting, bank, bank_id)

    def ended(self, number: int, bank: Bank, bank_id: str) -> ResumedRound | None:
        """Reopen a round of a bank that is over, where its questions are as they were.

        What has changed or is gone is left out, and so is what an open exam asks. What was left
        out by the reader can still be answered and kept.
        """
        rows = self._store.rows(ENDED, number=number, bank=bank_id)
        return self._first_resumed(rows, bank, bank_id)

    def _first_resumed(
        self, rounds: Iterable[sqlite3.Row], bank: Bank, bank_id: str
    ) -> ResumedRound | None:
        """Resume the first of these rounds in which something is left to ask or to show."""
        questions = {question.id: question for question in bank.questions}
        asks = self.exam_that_asks(bank_id)
        (schema,) = self._store.rows("PRAGMA schema_version")
        for row in rounds:
            number = row["number"]
            rows = self._store.rows(SLOTS, round=number)
            sealed = {id for id, each in questions.items() if asks(each) not in (0, number)}
            work = partial(rebuild, rows=rows, questions=questions, sealed=sealed)
            for live, notice in self._read(work, [row]):
                if live.round:
                    live.seen = 0 if self.in_memory else schema["schema_version"]
                    self._rounds.resume(live)
                    return ResumedRound(live, live.round, notice)
        return None

    def answers(
        self, bank_id: str | None = None, newest: int | None = RECENT
    ) -> list[AnswerRecord]:
        """The newest answers to a bank, or to all banks, oldest first; `newest=None` gives all."""
        query = f"{ANSWERS} DESC LIMIT coalesce(:newest, -1)"
        rows = self._store.rows(query, since=0, bank=bank_id, newest=newest)
        return self._read(answer_of, reversed(rows))

    def rounds(
        self, bank_id: str | None = None, newest: int | None = None, *, empty: bool = True
    ) -> list[RoundSummary]:
        """The newest rounds of a bank, or of all banks, oldest first; `newest=None` gives all.

        Without the `empty` ones there are only those with an answer, and open exams.
        """
        query = _ROUNDS if bank_id is not None else _ROUNDS.replace("bank = :bank AND", "")
        rows = self._store.rows(query, bank=bank_id, newest=newest, empty=empty)
        return self._read(summary_of, rows)

    def last_ended(self, bank_id: str) -> RoundSummary | None:
        """The round of a bank that was ended last, of those with an answer."""
        query = _ROUNDS.replace(f"(:empty OR {LISTED})", "over AND answered > 0")
        query = query.replace("ORDER BY began DESC", "ORDER BY touched DESC")
        rows = self._store.rows(query, bank=bank_id, newest=1)
        return next(iter(self._read(summary_of, rows)), None)

    def total(self, bank_id: str | None = None) -> tuple[int, int]:
        """How many rounds that aren't empty, and how many answers, without those of open exams."""
        (row,) = self._store.rows(_TOTAL, bank=bank_id)
        return row["rounds"], row["answers"]

    def round(self, number: int) -> Round | None:
        """A round with its questions as they were worded when it was taken."""
        rows = self._store.rows(_AS_ASKED, number=number)
        slots = self._read(asked_slot, rows)
        if not slots or not isinstance(at := rows[0]["at"], int):
            return None
        return rebuilt(slots, at, rows[0])

    def sealed(self) -> list[Sealed]:
        """The questions that open exams ask, whose keys must not be shown."""
        return [Sealed(**dict(row)) for row in self._store.rows(_SEALED)]

    def exam_that_asks(self, *bank_ids: str) -> Callable[[Question], int]:
        """A function from a question of a bank with these ids to its open exam's number, or 0."""
        return _exam_that_asks(self.sealed(), bank_ids)

    def offered(self, questions: Iterable[Question], bank_id: str) -> list[Question]:
        """The questions that a new round of a bank may ask: all but those of open exams."""
        asks = self.exam_that_asks(bank_id)
        return [question for question in questions if not asks(question)]

    def schedule(self, bank_id: str) -> dict[str, "Memory"]:
        """The memory of each answered question of a bank, by the question's id."""
        from quiz.record import review  # noqa: PLC0415 - the first screen does without it

        for row in self._store.rows(review.CURRENT, bank=bank_id):
            if (known := review.memories_in(row["due"])) is not None:
                return known
        return self._store.write(lambda db: review.bring_forward(db, bank_id, self._clock()))

    def marked(self, bank_id: str) -> list[str]:
        """The ids of the questions that were marked to come back and haven't, the latest first.

        A question has come back when it was answered in a later round, unless it was marked there.
        """
        rows = self._store.rows(_MARKED, bank=bank_id)
        newest: dict[str, bool] = {}
        for row in reversed(rows):
            newest.setdefault(row["id"], bool(row["flagged"]))
        return [id for id, flagged in newest.items() if flagged]

    @property
    def has_handed_in(self) -> bool:
        """Whether this history's reader has an id, as who handed in has, or who typed papers in."""
        return any(self._store.rows("SELECT id FROM reader LIMIT 1"))

    def reader(self) -> str:
        """The random id of this history's reader, made now if there is none yet.

        Raises `OSError` if it can't be kept.
        """
        query = "SELECT id FROM reader ORDER BY id LIMIT 1"
        for row in self._store.rows(query):
            return str(row["id"])
        id = uuid.uuid4().hex

        def work(db: sqlite3.Connection) -> str:
            # Another quiz may have made one meanwhile.
            insert = "INSERT INTO reader SELECT ? WHERE NOT EXISTS (SELECT 1 FROM reader)"
            db.execute(insert, (id,))
            return str(value(db, query))

        return self._store.commit(work)

    def adopt(self, former: Iterable[str], bank: Bank, bank_id: str) -> None:
        """Move the rounds under former ids of a bank to its present id."""
        # An id such as q1 is in many banks.
        known = [f"{each.id} {each.skill} {each.kind}" for each in bank.questions]
        rows = self._store.rows(_FORMER, former=json_text([*former]), known=json_text(known))

        def work(db: sqlite3.Connection) -> None:
            for row in rows:
                db.execute("UPDATE rounds SET bank = ? WHERE number = ?", (bank_id, row["number"]))
            db.execute("DELETE FROM schedules")  # worked out again from the answers

        if rows:
            self._store.write(work)

    def export(self, warn: Callable[[str], object] = lambda _line: None) -> Iterator[str]:
        """The whole history in lines of JSON: questions as they were asked, and rounds.

        Questions of open exams are left out, and so are entries that can't be read, each with a
        line to `warn`. Raises `OSError` if the history can't be read at all.
        """
        from quiz.record.transfer import export  # noqa: PLC0415 - seldom needed

        sealed = self.sealed()
        with self._store.reading() as db:
            yield from export(db, lambda bank_id: _exam_that_asks(sealed, [bank_id]), warn)

    def import_(self, lines: Iterable[str | bytes]) -> tuple[int, int, int]:
        """Merge an export of another history; returns how many rounds, answers, questions are new.

        A round that is in both gets the newer answers. If a line can't be taken in, nothing
        changes and `ValueError` names it; if the file can't be written, `OSError` says why.
        """
        from quiz.record.lines import read  # noqa: PLC0415 - seldom needed
        from quiz.record.transfer import merge  # noqa: PLC0415 - seldom needed

        contents = read(lines)
        new = self._store.commit(lambda db: merge(db, contents))
        self._bring_all_forward()
        return new

    def forget(
        self, number: int | None = None, warn: Callable[[str], object] = lambda _line: None
    ) -> int:
        """Delete a round, or all, from the history and its backups; returns how many rounds.

        Files that may still hold some of it are named in a line each to `warn`. Nothing changes if
        there is no such round, or if it can't be deleted, when `OSError` says why.
        """
        from quiz.record.forget import forget  # noqa: PLC0415 - seldom needed

        self._store.stop_check()
        query = "SELECT uuid FROM rounds WHERE number = coalesce(:number, number)"
        uuids = [row["uuid"] for row in self._store.rows(query, number=number)]
        if number is not None and not uuids:
            return 0
        gone = forget(self._store, None if number is None else uuids[0], warn)
        self._rounds.drop(uuids)
        self._store.detach_forgotten()
        self._bring_all_forward()
        return gone

    @property
    def path(self) -> Path | None:
        """The file of the history; None without a usable folder."""
        return self._store.path

    @property
    def in_memory(self) -> bool:
        """Whether answers are only in memory and last until the quiz ends."""
        return self._store.in_memory

    @property
    def notice(self) -> str:
        """What the reader should know of the file, in one line; often empty."""
        return one_line(self._store.notice)

    def news(self) -> str:
        """The notice, unless it was returned before; else ""."""
        return one_line(self._store.news())

    def settle(self) -> bool:
        """Write to the file what is only in memory; returns whether all answers are in the file."""
        return self._store.settle()

    def _read(self, make: Callable[[sqlite3.Row], _T], rows: Iterable[sqlite3.Row]) -> list[_T]:
        """Make a record of each row that can be read; `notice` says how many can't."""
        lost: list[sqlite3.Row] = []
        records = list(readable(make, rows, lost.append))
        if lost and not self.notice:
            self._store.notice = say_n(
                len(lost),
                "An entry in the history can't be read and is left out here.",
                "{n} entries in the history can't be read and are left out here.",
            )
        return records

    def _bring_all_forward(self) -> None:
        """Work out the schedule of every bank now, since it would slow down the next start."""
        for row in self._store.rows("SELECT DISTINCT bank FROM rounds"):
            self.schedule(row["bank"])


def _exam_that_asks(
    sealed: Iterable[Sealed], bank_ids: Collection[str]
) -> Callable[[Question], int]:
    return lambda question: next((e.round for e in sealed if e.asks(question, bank_ids)), 0)


def _private_folder(folder: Path) -> Path:
    """Create a folder for the reader alone, unless it exists; raises `OSError` if it can't be."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        why = "it isn't a folder" if isinstance(error, FileExistsError) else error.strerror or ""
        raise OSError(None, f"{folder} can't be made: {why.lower()}") from error
    return folder
