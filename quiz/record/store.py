"""Where a history is kept: in its file, or in memory for as long as the file can't be had.

Nothing here stops a round. When the file can't be read or written, what was there still shows,
and what is new waits in memory. Each later answer tries the file again, and so does the end.
"""

import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from pathlib import Path
from typing import TypeVar

from quiz.record import file, tables
from quiz.record.live import LiveRounds

SETTLED = 2.0
"""Seconds after which a large file is checked, in a thread, so that no screen waits for it."""

_TROUBLE = (*tables.FAULTS, OSError, file.LeftAlone)

_NO_ANSWER = "its folder does not answer"

_T = TypeVar("_T")


class Store:
    """The tables of a history, wherever they are."""

    def __init__(self, rounds: LiveRounds) -> None:
        """Take the rounds of this session, for a file that may not have them."""
        self.path: Path | None = None
        self.in_memory = True
        self.notice = ""
        """What the reader should know of the file, in one line; often nothing."""
        self.db = file.memory()
        self._rounds = rounds
        self._told = ""
        self._identity = (0, 0)
        self._check: threading.Timer | None = None
        self._damaged = False
        self._waits = False
        """Something in memory is not in the file."""
        self._stuck: threading.Thread | None = None
        """Waits for locks that don't answer."""

    def open(self, path: Path) -> None:
        """Open a file, or else go on in memory."""
        self.path = path
        try:
            self._take_up()
        except _TROUBLE as error:
            self.go_to_memory(error)

    def look(self, path: Path) -> None:
        """Show what is in a file, if it is there, and write nothing to it."""
        if path.is_file():  # to open a pipe may take for ever
            with suppress(*_TROUBLE):
                found = self._within(file.PATIENCE, lambda: _seen(path))
                self.db.close()
                self.db = found

    def close(self) -> None:
        """Write what waits, check and back up what has changed, and let the file go."""
        self.rest()
        with suppress(*_TROUBLE):
            if (
                (self._waits or not self.in_memory)
                and self.settle()
                and self.path
                and (self._damaged or (not file.is_backed_up(self.path) and file.guard(self.path)))
            ):
                self._recover()
        self.db.close()

    def rest(self) -> None:
        """See to it that no check is going on."""
        if self._check:
            self._check.cancel()
            self._check.join()

    def news(self) -> str:
        """The notice when it is asked for first, then nothing until there is another."""
        news = "" if self.notice == self._told else self.notice
        self._told = self.notice
        return news

    def settle(self, patience: float | None = None) -> bool:
        """Try the file again if it isn't the one that we had; gives whether all is in it."""
        if self._damaged:
            self._mend(tables.Damaged())
        if self.path and (self.in_memory or self._was_replaced(self.path)):
            try:
                self._take_up(patience, again=True)
            except _TROUBLE as error:
                if not self.in_memory:
                    self.go_to_memory(error)
        return not self.in_memory

    def rows(self, query: str, **values: str | int | None) -> list[sqlite3.Row]:
        """The rows that a query finds."""

        def read() -> list[sqlite3.Row]:
            return file.patiently(lambda: self.db.execute(query, values).fetchall())

        return self._insist(read)

    def write(self, work: Callable[[sqlite3.Connection], _T]) -> _T:
        """What the work gives, committed to the file, or else to memory."""
        self.settle(patience=0.2)  # a reader who waits for the next question waits no longer
        result = self._insist(lambda: file.transact(self.db, work))
        self._waits = self.in_memory
        return result

    def commit(self, work: Callable[[sqlite3.Connection], _T], *, alone: bool = False) -> _T:
        """What the work gives, committed to the file; raises `OSError` when that can't be."""
        if not self.settle():
            raise OSError(self.notice.partition(": ")[2].rstrip(".") or "it can't be written")
        with self.reading() as db:
            return file.transact(db, work, alone=alone)

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """The tables; whatever goes wrong with them is an `OSError`."""
        try:
            yield self.db
        except tables.FAULTS as error:
            raise OSError(str(error)) from error

    def leave_forgotten(self) -> None:
        """Let go of what was taken out of the file, here and of its space there."""
        with suppress(*tables.FAULTS):
            self._rounds.leave_forgotten(self.db)
            self.db.execute("VACUUM")

    def go_to_memory(self, error: Exception) -> None:
        """Go on in memory, with what can still be read of the file."""
        why = str(getattr(error, "strerror", None) or error)
        self.notice = f"Answers are kept only until you leave: {why[:1].lower()}{why[1:]}."
        self.db.close()
        self.db = self._what_is_readable(error)
        self.in_memory = True
        try:
            file.transact(self.db, self._rounds.refill)
        except tables.FAULTS:
            self._begin_anew()

    def _what_is_readable(self, error: Exception) -> sqlite3.Connection:
        path = self.path
        if path and not isinstance(error, file.LeftAlone):
            hang = isinstance(error, TimeoutError)
            with suppress(*_TROUBLE):
                return self._within(0.5, lambda: _readable(path, locks=not hang))
        return file.memory()

    def _insist(self, work: Callable[[], _T]) -> _T:
        """What the work gives, if need be once the file was mended, or else in memory."""
        if self._damaged:
            self._mend(tables.Damaged())
        for _ in range(2):
            try:
                return work()
            except (*tables.FAULTS, OSError) as error:
                self._mend(error)
        return work()

    def _mend(self, error: Exception) -> None:
        """After a failure: the best backup when the file is damaged, else memory."""
        try:
            if self.in_memory:  # a copy of a file that could not be checked
                self._begin_anew()
            elif tables.is_damage(error) or (
                self.path and tables.is_doubtful(error) and file.guard(self.path)
            ):
                self._recover()
            else:
                self.go_to_memory(error)
        except _TROUBLE as worse:
            self.go_to_memory(worse)

    def _begin_anew(self) -> None:
        """Go on in memory with nothing but what this session added."""
        self.db.close()
        self.db = file.memory()
        file.transact(self.db, self._rounds.refill)

    def _recover(self) -> None:
        """Have the file mended, and write into it what this session added."""
        assert self.path is not None  # noqa: S101 - what was opened has a path
        self._damaged = False
        self.db.close()
        told = file.recover(self.path, self._identity)
        self._take_up(again=True)
        self.notice = told or self.notice

    def _take_up(self, patience: float | None = None, *, again: bool = False) -> None:
        """Go over to the file as it now is; with what this session added when it goes there again.

        When that fails, all stays as it was.
        """
        path = self.path
        assert path is not None  # noqa: S101 - what was opened has a path
        if self._stuck and self._stuck.is_alive():
            raise TimeoutError(None, _NO_ANSWER)
        patience = file.PATIENCE / 2 if patience is None else patience
        # Whether locks answer at all is seen in a thread, as they may never do so.
        longest = patience + 0.5
        self._within(longest, lambda: file.patiently(lambda: file.probe(path), patience))
        found = file.patiently(lambda: file.opened(path), patience)
        try:
            if again:
                with suppress(*tables.FAULTS):
                    self._rounds.leave_forgotten(self.db)  # of the file that we had
                file.transact(found.db, self._rounds.refill, patience)
        except BaseException:
            found.db.close()
            raise
        self.db.close()
        self.db, self._identity = found.db, found.identity
        self.notice = found.told
        if self.in_memory and self._told and not found.told:
            self.notice = "Your answers are kept again."
        self.in_memory = self._damaged = self._waits = False
        if path.stat().st_size > file.SMALL and not self._check:
            self._check = threading.Timer(SETTLED, self._guard, (path,))
            self._check.daemon = True
            self._check.start()

    def _guard(self, path: Path) -> None:
        self._damaged = file.guard(path)

    def _was_replaced(self, path: Path) -> bool:
        """Whether another file lies where ours did, as a sync tool may have it, or none."""
        try:
            return file.identify(path) != self._identity
        except OSError:
            return True

    def _within(self, seconds: float, work: Callable[[], _T]) -> _T:
        """What the work gives; raises `TimeoutError` when it takes longer: locks may hang."""
        results: list[_T] = []
        errors: list[BaseException] = []

        def run() -> None:
            try:
                results.append(work())
            except BaseException as error:  # noqa: BLE001 - it is raised where it is awaited
                errors.append(error)

        thread = threading.Thread(target=run, daemon=True)
        thread.start()
        thread.join(seconds)
        for error in errors:
            raise error
        for result in results:
            return result
        self._stuck = thread
        raise TimeoutError(None, _NO_ANSWER)


def _seen(path: Path) -> sqlite3.Connection:
    """A connection that only reads, or else a copy of what can be read."""
    with suppress(*_TROUBLE), ExitStack() as unless_good:
        db = unless_good.enter_context(closing(file.connect(path, read_only=True)))
        if tables.is_ours(tables.schema(db)):
            unless_good.pop_all()
            return db
    return _readable(path, locks=True)


def _readable(path: Path, *, locks: bool) -> sqlite3.Connection:
    """A copy in memory of what can be read of a file, whoever has locked it, or of a backup."""
    for read in (file.copied, file.read_past_locks) if locks else (file.read_past_locks,):
        with suppress(*_TROUBLE), ExitStack() as unless_good:
            copy = unless_good.enter_context(closing(read(path)))
            file.bring_up(copy)
            unless_good.pop_all()
            return copy
    from quiz.record.salvage import with_readable  # noqa: PLC0415 - seldom needed

    backup, _ = file.from_backup(path)
    with closing(backup):
        return with_readable(backup, path)
