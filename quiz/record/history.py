"""The history of a reader's answers: one file, for this reader alone, on this machine alone.

Nothing here stops a round. Where the file cannot be read or written, the answers stay in memory,
and `notice` says so in one line.
"""

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from quiz.bank.kinds import Question
from quiz.bank.model import Bank
from quiz.paths import history_folder
from quiz.play.round import Round
from quiz.record.answers import RECENT, AnswerRecord, ResumedRound, RoundSummary
from quiz.record.exams import SEALED, Sealed, exam_that_asks
from quiz.record.live import LiveRound, LiveRounds
from quiz.record.resume import SLOTS, UNFINISHED, rebuild
from quiz.record.rows import (
    ANSWERS,
    COUNTS,
    answer_of,
    asked_slot,
    json,
    readable,
    summary_of,
)
from quiz.record.store import Store
from quiz.text import one_line

if TYPE_CHECKING:
    from quiz.record.review import Memory

_ROUNDS = f"""
SELECT number, bank, began, exam, over, {COUNTS}
FROM (SELECT number, bank, began, exam, over FROM rounds
      WHERE bank = :bank ORDER BY began DESC, number DESC LIMIT :newest)
    LEFT JOIN slots ON slots.round = number
GROUP BY number ORDER BY began, number
"""  # noqa: S608 - our own words

_TOTAL = """
SELECT (SELECT count(*) FROM rounds WHERE bank = coalesce(:bank, bank)) AS rounds,
    (SELECT count(*) FROM rounds CROSS JOIN slots ON slots.round = number
     WHERE slots.answered NOT NULL AND (over OR NOT exam) AND bank = coalesce(:bank, bank))
    AS answers
"""

_AS_ASKED = """
SELECT at, exam, over, body, arrangement, response, certainty, seconds, skipped, flagged, looked
FROM rounds JOIN slots ON slots.round = rounds.number
    JOIN questions ON questions.number = slots.question
WHERE rounds.number = :number ORDER BY place IS NULL, place, n
"""

# Other banks may have had a file of the same name, or been the quiz's own, so rounds under such
# an id are a bank's only when most of their questions are.
_FORMER = """
SELECT number FROM rounds WHERE bank IN (SELECT value FROM json_each(:former)) AND (
    bank <> 'own' AND bank NOT LIKE 'file:%'
    OR (SELECT 2 * sum(id || ' ' || skill || ' ' || kind IN (SELECT value FROM json_each(:known)))
            > count(*)
        FROM slots JOIN questions ON questions.number = slots.question WHERE round = rounds.number)
)
"""

_T = TypeVar("_T")


class History:
    """A reader's history, open for reading and writing."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._rounds = LiveRounds(clock)
        self._store = Store(self._rounds)

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
        """The history to read alone: nothing in it is changed, and none is made."""
        history = cls(lambda: datetime.now(UTC))
        with suppress(OSError, RuntimeError):
            history._store.look(history_folder() / "history.db")
        return history

    def close(self) -> None:
        """Write what waits in memory, if that can be, and let the file go."""
        self._store.close()

    def begin(self, round: Round, bank_id: str) -> int:
        """Keep a new round of a bank; returns the round's number."""
        return self._keep(0, self._rounds.new(round, bank_id), round)

    def keep(self, number: int, round: Round) -> int:
        """Keep a round as it now stands; it is on the disk when this returns.

        Returns the round's number, which changes when another quiz forgot the round and used its
        number again. What was forgotten stays so: the answers that come after it are a new round,
        whose number is below 0 until there is one.

        Another quiz may be at the same round: of two answers that are explained the first stays,
        and a round that was ended stays so.
        """
        live = self._rounds.get(number)
        if live is None:  # it was begun elsewhere
            live = self._rounds.new(round, "own")
            query = "SELECT uuid, bank, began FROM rounds WHERE number = :number"
            for row in self._store.rows(query, number=number):
                live.uuid, live.bank, live.began = row["uuid"], row["bank"], row["began"]
        return number if live.round is round else self._keep(number, live, round)

    def _keep(self, number: int, live: LiveRound, round: Round) -> int:
        number, version = self._store.write(lambda db: self._rounds.write(db, number, live, round))
        seen = 0 if self.in_memory or number < 0 else version
        self._rounds.note_kept(number, live, round, seen)
        return number

    def unfinished(self, bank: Bank, bank_id: str) -> ResumedRound | None:
        """The newest open round of a bank, with the questions as they are now.

        A round in which something was done comes before one that was only opened. Questions that
        changed are asked anew; those that are gone, or in another open exam, are left out.
        """
        questions = {question.id: question for question in bank.questions}
        asks = self.exam_that_asks(bank_id)
        (schema,) = self._store.rows("PRAGMA schema_version")
        for row in self._store.rows(UNFINISHED, bank=bank_id):
            number = row["number"]
            rows = self._store.rows(SLOTS, round=number)
            sealed = {id for id, each in questions.items() if asks(each) not in (0, number)}
            for rebuilt in self._read(lambda row: rebuild(row, rows, questions, sealed), [row]):  # noqa: B023 - read at once
                if rebuilt.round is None:
                    continue
                live = LiveRound(
                    uuid=row["uuid"],
                    bank=bank_id,
                    began=row["began"],
                    numbers=rebuilt.numbers,
                    round=rebuilt.round,
                    whole=bool(rebuilt.notice),
                    seen=0 if self.in_memory else schema["schema_version"],
                )
                self._rounds.resume(number, live)
                return ResumedRound(number, rebuilt.round, rebuilt.notice)
        return None

    def answers(
        self, bank_id: str | None = None, newest: int | None = RECENT
    ) -> list[AnswerRecord]:
        """The newest answers to a bank, or to all, oldest first; with None, every one of them."""
        most = -1 if newest is None else newest
        rows = self._store.rows(f"{ANSWERS} DESC LIMIT :newest", since=0, bank=bank_id, newest=most)
        return self._read(answer_of, reversed(rows))

    def rounds(self, bank_id: str | None = None, newest: int | None = None) -> list[RoundSummary]:
        """The newest rounds of a bank, or of all, oldest first."""
        query = _ROUNDS if bank_id is not None else _ROUNDS.replace("WHERE bank = :bank", "")
        most = -1 if newest is None else newest
        return self._read(summary_of, self._store.rows(query, bank=bank_id, newest=most))

    def total(self, bank_id: str | None = None) -> tuple[int, int]:
        """How many rounds are kept, and how many answers count; those of an open exam do not."""
        (row,) = self._store.rows(_TOTAL, bank=bank_id)
        return row["rounds"], row["answers"]

    def round(self, number: int) -> Round | None:
        """A round as it was taken, with the wording of that time."""
        rows = self._store.rows(_AS_ASKED, number=number)
        slots = self._read(asked_slot, rows)
        if not slots or not isinstance(at := rows[0]["at"], int):
            return None
        exam, over = bool(rows[0]["exam"]), bool(rows[0]["over"])
        return Round(tuple(slots), min(at, len(slots) - 1), exam, over)

    def sealed(self) -> list[Sealed]:
        """The questions whose keys an open exam keeps."""
        return [Sealed(**dict(row)) for row in self._store.rows(SEALED)]

    def exam_that_asks(self, *bank_ids: str) -> Callable[[Question], int]:
        """A function from a question to the number of the open exam that asks it, or 0.

        The bank of the question has these ids.
        """
        return exam_that_asks(self.sealed(), bank_ids)

    def offered(self, questions: Iterable[Question], bank_id: str) -> list[Question]:
        """The questions of a bank that a new round may ask: all but those of an open exam."""
        asks = self.exam_that_asks(bank_id)
        return [question for question in questions if not asks(question)]

    def schedule(self, bank_id: str) -> dict[str, "Memory"]:
        """The memory of each question of a bank that was answered, by its id."""
        # The first screen can do without.
        from quiz.record.schedules import CURRENT, bring_forward, memories_in  # noqa: PLC0415

        for row in self._store.rows(CURRENT, bank=bank_id):
            if (known := memories_in(row["due"])) is not None:
                return known
        return self._store.write(lambda db: bring_forward(db, bank_id, self._clock()))

    def adopt(self, former: Iterable[str], bank: Bank, bank_id: str) -> None:
        """Take the rounds that were kept under former ids of a bank over to the one it has now."""
        # An id such as q1 is in many banks.
        known = [f"{each.id} {each.skill} {each.kind}" for each in bank.questions]
        rows = self._store.rows(_FORMER, former=json([*former]), known=json(known))

        def work(db: sqlite3.Connection) -> None:
            for row in rows:
                db.execute("UPDATE rounds SET bank = ? WHERE number = ?", (bank_id, row["number"]))
            db.execute("DELETE FROM schedules")  # they follow from the answers

        if rows:
            self._store.write(work)

    def export(self, tell: Callable[[str], object] = lambda _said: None) -> Iterator[str]:
        """The whole history in lines of JSON: questions as they were asked, and rounds.

        Questions of an open exam are left out. An entry that can't be read is told and passed
        over; `OSError` says why when none can be.
        """
        from quiz.record.transfer import export  # noqa: PLC0415 - seldom needed

        sealed = self.sealed()
        with self._store.reading() as db:
            yield from export(db, lambda bank_id: exam_that_asks(sealed, [bank_id]), tell)

    def import_(self, lines: Iterable[str | bytes]) -> tuple[int, int, int]:
        """Merge an export of another history; returns how many rounds, answers, questions are new.

        A round that is in both takes on what is newer there. Nothing changes when a line isn't
        sound, which `ValueError` names, or when the file can't be written, as `OSError` says.
        """
        from quiz.record.lines import read  # noqa: PLC0415 - seldom needed
        from quiz.record.transfer import merge  # noqa: PLC0415 - seldom needed

        contents = read(lines)
        new = self._store.commit(lambda db: merge(db, contents))
        self._bring_all_forward()
        return new

    def forget(
        self, number: int | None = None, tell: Callable[[str], object] = lambda _said: None
    ) -> int:
        """Forget a round, or everything, in the backups too; returns how many rounds went.

        Nothing changes where there is no such round, or when `OSError` says why that can't be.
        What may still hold some of it is told.
        """
        from quiz.record.forget import forget  # noqa: PLC0415 - seldom needed

        self._store.rest()
        query = "SELECT uuid FROM rounds WHERE number = coalesce(:number, number)"
        uuids = [row["uuid"] for row in self._store.rows(query, number=number)]
        if number is not None and not uuids:
            return 0
        gone = forget(self._store, None if number is None else uuids[0], tell)
        self._rounds.drop(uuids)
        self._store.leave_forgotten()
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
        """What the reader should know of the file, in one line; often empty."""
        return one_line(self._store.notice)

    def news(self) -> str:
        """The notice, unless it was returned before; else ""."""
        return one_line(self._store.news())

    def settle(self) -> bool:
        """Whether all answers are in the file, which is tried once more when they are not."""
        return self._store.settle()

    def _read(self, make: Callable[[sqlite3.Row], _T], rows: Iterable[sqlite3.Row]) -> list[_T]:
        """Make a record of each row that can be read; the notice says how many can't."""
        lost: list[sqlite3.Row] = []
        records = list(readable(make, rows, lost.append))
        if lost and not self.notice:
            what = "an entry" if len(lost) == 1 else f"{len(lost)} entries"
            self._store.notice = f"The history has {what} that can't be read, left out here."
        return records

    def _bring_all_forward(self) -> None:
        """Work all schedules out now rather than at a start, as it takes a while."""
        for row in self._store.rows("SELECT DISTINCT bank FROM rounds"):
            self.schedule(row["bank"])


def _made(folder: Path) -> Path:
    """The folder, there and closed to others; raises `OSError` when that cannot be."""
    if not folder.is_absolute():
        raise OSError(None, "there is no home folder")
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder
