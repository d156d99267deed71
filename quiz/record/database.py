"""Connections to SQLite files, and transactions that wait for other quizzes."""

import random
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TypeVar

from quiz.record import beside
from quiz.record.tables import code, copy_into, create, value, was_moved

PATIENCE = 1.8
"""Seconds to wait for another quiz that is writing; the reader should hear of it within two."""
_LONGEST = 100_000_000
"""The most bytes in a value: a whole bank has 40 million, and only an attack has gigabytes."""

_T = TypeVar("_T")


def connect(path: Path, *, read_only: bool = False) -> sqlite3.Connection:
    """Connect to a file so that writes reach the disk and are safe on a network drive."""
    itself = beside.real(path)
    for each in (path, *(itself.with_name(f"{itself.name}{tail}") for tail in beside.TAILS)):
        if odd := beside.oddity(each):
            raise OSError(None, f"{each.name} {odd}")
    address = f"{path.absolute().as_uri()}?mode={'ro' if read_only else 'rwc'}"
    # A check may run in a thread. The timeout is short because `patiently` does the waiting.
    db = sqlite3.connect(
        address, uri=True, timeout=0.05, isolation_level=None, check_same_thread=False
    )
    with closed_on_error(db):
        _prepare(db)
        db.execute("PRAGMA synchronous = FULL")
    return db


def memory() -> sqlite3.Connection:
    """A new history in memory."""
    db = _in_memory()
    transact(db, create)
    return db


def copied(path: Path) -> sqlite3.Connection:
    """A copy in memory of a file, sound or not."""
    with closing(connect(path, read_only=True)) as db, closed_on_error(_in_memory()) as copy:
        # This raises if the file is locked; `backup` would wait for ever.
        db.execute("BEGIN")
        db.execute("SELECT 1 FROM sqlite_schema").fetchone()
        copy.execute(f"PRAGMA page_size = {value(db, 'PRAGMA page_size')}")
        copy_into(copy, db)
    return copy


@contextmanager
def closed_on_error(db: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    """Close a connection if the block raises."""
    try:
        yield db
    except BaseException:
        db.close()
        raise


def read_past_locks(path: Path) -> sqlite3.Connection:
    """A copy in memory of a file whatever its locks, so perhaps half written.

    The file isn't opened with SQLite, which may be hanging at its lock in another thread.
    """
    copy = _in_memory()
    copy.deserialize(path.read_bytes())
    return copy


def transact(
    db: sqlite3.Connection,
    work: Callable[[sqlite3.Connection], _T],
    patience: float | None = None,
    *,
    exclusive: bool = False,
) -> _T:
    """Do work in a transaction, which is rolled back on any error; returns what `work` returns.

    An exclusive one waits at its beginning, and not at its end, until nobody else reads.
    """
    patiently(lambda: db.execute(f"BEGIN {'EXCLUSIVE' if exclusive else 'IMMEDIATE'}"), patience)
    try:
        result = work(db)
        patiently(lambda: db.execute("COMMIT"), patience)
    except BaseException:
        if db.in_transaction:
            db.execute("ROLLBACK")
        raise
    return result


def patiently(work: Callable[[], _T], seconds: float | None = None) -> _T:
    """Repeat work while another quiz has locked or replaced the file; raises after `PATIENCE`.

    SQLite itself waits longer and longer between its tries, so that of eight quizzes that write at
    once one might never get its turn.
    """
    until = time.monotonic() + (PATIENCE if seconds is None else seconds)
    while True:
        try:
            return work()
        except sqlite3.OperationalError as error:
            passes = code(error) == sqlite3.SQLITE_BUSY or was_moved(error)
            if not passes or time.monotonic() > until:
                raise
        time.sleep(random.uniform(0.002, 0.02))


def _in_memory() -> sqlite3.Connection:
    db = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    _prepare(db)
    return db


def _prepare(db: sqlite3.Connection) -> None:
    # Text that isn't UTF-8, because a bit flipped, must not raise.
    db.text_factory = lambda data: data.decode(errors="replace")
    db.row_factory = sqlite3.Row
    db.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST)
