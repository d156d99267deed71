"""The tables of a history: in its file, or in memory while the file can't be used.

No fault of the file stops a round. If it can't be read or written, the store goes on with a copy in
memory, to which new answers are added. Each later answer tries the file again, and so does closing.
SQLite's errors don't leave the store; callers see `OSError` at most.
"""

import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import TypeVar

from quiz.record import database, file
from quiz.record.backups import check_and_back_up, from_backup, is_backed_up
from quiz.record.live import LiveRounds
from quiz.record.tables import (
    FAULTS,
    VERSION,
    Damaged,
    in_words,
    is_damage,
    is_doubtful,
    is_ours,
    schema,
    version_of,
    was_moved,
)
from quiz.text import one_line
from quiz.words import say

SETTLED = 2.0
"""Seconds until a large file is checked in a thread, so that no screen waits for it."""

_TROUBLE = (*FAULTS, OSError, file.LeftAlone)
_NO_ANSWER = "its folder does not answer"

_T = TypeVar("_T")


class Store:
    """The tables of a history, in its file or in memory."""

    def __init__(self, rounds: LiveRounds) -> None:
        """Start in memory; `rounds` are written into any file that takes the place of another."""
        self.path: Path | None = None
        self.in_memory = True
        self.notice = ""
        """What the reader should know of the file, in one line; often empty."""
        self.db = database.memory()
        self._rounds = rounds
        self._announced = ""
        self._identity = (0, 0)
        self._check: threading.Timer | None = None
        self._damaged = False
        self._waits = False
        """Whether something in memory is not in the file."""
        self._stuck: threading.Thread | None = None
        """A thread that waits for a file system that doesn't answer."""

    def open(self, path: Path) -> None:
        """Open a file, or go on in memory if that fails."""
        self.path = path
        try:
            self._open_file()
        except _TROUBLE as error:
            self.go_to_memory(error)

    def open_read_only(self, path: Path) -> None:
        """Read from a file, if it exists, and write nothing to it."""
        if path.is_file():  # opening a pipe may take for ever
            with suppress(*_TROUBLE):
                db = self._within(database.PATIENCE, lambda: _read_only(path))
                self.db.close()
                self.db = db

    def close(self) -> None:
        """Write what waits in memory, check and back up a changed file, and close it."""
        self.stop_check()
        with suppress(*_TROUBLE):
            if (self._waits or not self.in_memory) and self.settle() and self.path:
                changed = not is_backed_up(self.path)
                if self._damaged or (changed and check_and_back_up(self.path)):
                    self._recover()
        self.db.close()

    def stop_check(self) -> None:
        """Cancel the check of a large file, or wait for its end."""
        if self._check:
            self._check.cancel()
            self._check.join()

    def news(self) -> str:
        """The notice, unless it was returned before; else ""."""
        news = "" if self.notice == self._announced else self.notice
        self._announced = self.notice
        return news

    def settle(self, patience: float | None = None) -> bool:
        """Open the file again if it isn't open or was replaced; returns whether all is in it."""
        if self._damaged:
            self._repair(Damaged())
        if self.path and (self.in_memory or self._was_replaced(self.path)):
            try:
                self._open_file(patience, again=True)
            except _TROUBLE as error:
                if not self.in_memory:
                    self.go_to_memory(error)
        return not self.in_memory

    def rows(self, query: str, **values: str | int | None) -> list[sqlite3.Row]:
        """The rows of a query."""
        read = partial(database.patiently, lambda: self.db.execute(query, values).fetchall())
        return self._retry(read)

    def write(self, work: Callable[[sqlite3.Connection], _T]) -> _T:
        """Do work in a transaction, on the file if possible, else in memory."""
        self.settle(patience=0.2)  # a reader who waits for the next question waits no longer
        result = self._retry(lambda: database.transact(self.db, work))
        self._waits = self.in_memory
        return result

    def commit(self, work: Callable[[sqlite3.Connection], _T], *, exclusive: bool = False) -> _T:
        """Do work in a transaction on the file; raises `OSError` if it can't be written.

        If another file takes its place meanwhile, as when another quiz migrates it, the work is
        done again, on that.
        """
        for again in (True, True, False):
            if not self.settle():
                notice = one_line(self.notice)
                why = notice.partition(": ")[2].rstrip(".") or "it can't be written"
                raise OSError(None, why)
            try:
                return database.transact(self.db, work, exclusive=exclusive)
            except FAULTS as error:
                if not (again and was_moved(error)):
                    raise OSError(None, in_words(error)) from error
        raise AssertionError

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """The connection; raises `OSError` instead of any error of SQLite in the block."""
        try:
            yield self.db
        except FAULTS as error:
            raise OSError(None, in_words(error)) from error

    def detach_forgotten(self) -> None:
        """Note which rounds were deleted from the file, and free their space in it."""
        with suppress(*FAULTS):
            self._rounds.detach_forgotten(self.db)
            self.db.execute("VACUUM")

    def go_to_memory(self, error: Exception) -> None:
        """Go on in memory, with what can still be read from the file."""
        why = in_words(error)
        why = f"{why[:1].lower()}{why[1:]}"
        self.notice = say("Answers are only kept until you leave: {why}.", why=why)
        self.db.close()
        self.db = self._what_is_readable(error)
        self.in_memory = True
        try:
            self._refill()
        except FAULTS:
            self._start_over()

    def _what_is_readable(self, error: Exception) -> sqlite3.Connection:
        path = self.path
        if path and not isinstance(error, file.LeftAlone):
            hang = isinstance(error, TimeoutError)
            with suppress(*_TROUBLE):
                return self._within(0.5, lambda: _readable(path, locks=not hang))
        return database.memory()

    def _retry(self, work: Callable[[], _T]) -> _T:
        """Do work, again if it fails, once the file is recovered or the store is in memory."""
        if self._damaged:
            self._repair(Damaged())
        for _ in range(2):
            try:
                return work()
            except (*FAULTS, OSError) as error:
                self._repair(error)
        return work()

    def _repair(self, error: Exception) -> None:
        """After an error, recover the file if it is damaged, else go on in memory."""
        try:
            if self.in_memory:  # where a copy of an unchecked file may be damaged
                self._start_over()
            elif was_moved(error):
                self._open_file(again=True)
            elif is_damage(error) or (
                self.path and is_doubtful(error) and check_and_back_up(self.path)
            ):
                self._recover()
            else:
                self.go_to_memory(error)
        except _TROUBLE as worse:
            self.go_to_memory(worse)

    def _start_over(self) -> None:
        """Go on in memory with only the rounds of this session."""
        self.db.close()
        self.db = database.memory()
        self._refill()

    def _refill(self) -> None:
        """Add the rounds of this session to what is in memory."""
        database.transact(self.db, partial(self._rounds.refill, in_file=False))

    def _recover(self) -> None:
        """Recover the file, and add the rounds of this session to it."""
        assert self.path is not None  # noqa: S101 - `open` sets it
        self._damaged = False
        self.db.close()
        notice = file.recover(self.path, self._identity)
        self._open_file(again=True)
        self.notice = notice or self.notice

    def _open_file(self, patience: float | None = None, *, again: bool = False) -> None:
        """Open the file, `again` with the rounds of this session; on an error nothing changes."""
        path = self.path
        assert path is not None  # noqa: S101 - `open` sets it
        if self._stuck and self._stuck.is_alive():
            raise TimeoutError(None, _NO_ANSWER)
        patience = database.PATIENCE / 2 if patience is None else patience
        # The first lock is tried in a thread, as on some network drives locks hang for ever.
        probe = partial(database.patiently, lambda: file.probe(path), patience)
        self._within(patience + 0.5, probe)

        def opened_and_filled() -> file.Opened:
            opened = file.open_or_recover(path)
            if again:
                with database.closed_on_error(opened.db):
                    with suppress(*FAULTS):
                        self._rounds.detach_forgotten(self.db)  # deleted from the file so far
                    database.transact(opened.db, self._rounds.refill, patience)
            return opened

        opened = database.patiently(opened_and_filled, patience)
        self.db.close()
        self.db, self._identity, self.notice = opened
        if self.in_memory and self._announced and not self.notice:
            self.notice = say("Your answers are saved again.")
        self.in_memory = self._damaged = self._waits = False
        if path.stat().st_size > file.SMALL and not self._check:
            self._check = threading.Timer(SETTLED, self._check_file, (path,))
            self._check.daemon = True
            self._check.start()

    def _check_file(self, path: Path) -> None:
        self._damaged = check_and_back_up(path)

    def _was_replaced(self, path: Path) -> bool:
        """Whether the file is gone or another has its name or place, as after a sync."""
        try:
            if file.identify(path) != self._identity:
                return True
        except OSError:
            return True
        with suppress(*FAULTS):  # whoever reads or writes next finds the same, and deals with it
            return version_of(self.db) != VERSION
        return False

    def _within(self, seconds: float, work: Callable[[], _T]) -> _T:
        """Do work in a thread; raises `TimeoutError` if it takes longer, as locks may hang."""
        results: list[_T] = []
        errors: list[BaseException] = []

        def run() -> None:
            try:
                results.append(work())
            except BaseException as error:  # noqa: BLE001 - raised again below
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


def _read_only(path: Path) -> sqlite3.Connection:
    """A read-only connection, or a copy of what can be read if that fails."""
    with suppress(*_TROUBLE):
        with database.closed_on_error(database.connect(path, read_only=True)) as db:
            if not is_ours(schema(db)):
                raise Damaged
        return db
    return _readable(path, locks=True)


def _readable(path: Path, *, locks: bool) -> sqlite3.Connection:
    """A copy in memory of what can be read from a file, whatever its locks, or from a backup."""
    ways = (database.copied, database.read_past_locks)
    for read in ways if locks else ways[1:]:
        with suppress(*_TROUBLE), database.closed_on_error(read(path)) as copy:
            file.ensure_tables(copy)
            return copy
    from quiz.record.salvage import with_readable  # noqa: PLC0415 - seldom needed

    backup, _ = from_backup(path)
    with closing(backup):
        return with_readable(backup, path)
