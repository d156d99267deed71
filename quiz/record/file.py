"""The SQLite file of a history: opened, checked, backed up, and filled again from a backup.

A file is damaged when SQLite says so, or when it holds what its tables don't allow. It is set
aside under a new name. In its place comes the best backup, which is the one that holds most, with
what can be read of the file beyond that.
"""

import os
import random
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from pathlib import Path
from typing import NamedTuple, TypeVar

from quiz.record import beside
from quiz.record.tables import (
    FAULTS,
    IMPOSSIBLE,
    VERSION,
    Damaged,
    Holds,
    code,
    create,
    holds,
    is_damage,
    is_doubtful,
    is_ours,
    is_sound,
    our_schema,
    schema,
    value,
)

BACKUPS = 7
"""How many backups stay, one for each of the last days on which something changed."""
PATIENCE = 1.8
"""Seconds to wait for another quiz that is writing: after two a reader is to know of it."""
SMALL = 250_000
"""Bytes that are checked and backed up in some milliseconds, so whenever the file is opened."""

JUST_NOW = 10.0
"""Seconds within which an empty file is taken for one in the making."""
_LONGEST = 100_000_000
"""Bytes in a value at most: a whole bank has 40 million, and only an attack has gigabytes."""

_T = TypeVar("_T")


class LeftAlone(Exception):  # noqa: N818 - a state of affairs
    """The file is not for this version of the quiz to read or write."""


class Opened(NamedTuple):
    """A file that can be read and written."""

    db: sqlite3.Connection
    identity: tuple[int, int]
    told: str
    """What the reader should know of how it was opened; often nothing."""


def opened(path: Path) -> Opened:
    """Open a history, which is made, restored or mended where need be."""
    told = _fill_if_lost(path)
    _close_to_others(path)
    identity = identify(path)
    try:
        return Opened(_checked(path), identity, told)
    except FAULTS as error:
        if not is_damage(error):
            raise
    told = recover(path, identity)
    return Opened(_checked(path), identify(path), told)


def probe(path: Path) -> None:
    """Raise where the file, or one beside it while there is none, can't be locked and read."""
    if odd := beside.oddity(path):
        raise LeftAlone(f"{path.name} {odd} and stays as it is")
    if not path.exists():
        path.parent.mkdir(mode=0o700, exist_ok=True)
        with closing(memory()) as nothing, _written(path.parent, nothing):
            return
    try:
        with closing(connect(path)) as db:
            db.execute("SELECT 1 FROM sqlite_schema").fetchone()
    except FAULTS as error:
        if not (is_damage(error) or is_doubtful(error)):
            raise


def connect(path: Path, *, read_only: bool = False) -> sqlite3.Connection:
    """A connection that writes through to the disk, and is safe in a network's folder."""
    itself = beside.real(path)
    for each in (path, *(itself.with_name(f"{itself.name}{tail}") for tail in beside.TAILS)):
        if odd := beside.oddity(each):
            raise OSError(None, f"{each.name} {odd}")
    address = f"{path.absolute().as_uri()}?mode={'ro' if read_only else 'rwc'}"
    # A check may run in a thread, and it is `patiently` that waits.
    db = sqlite3.connect(
        address, uri=True, timeout=0.05, isolation_level=None, check_same_thread=False
    )
    try:
        _prepare(db)
        db.execute("PRAGMA synchronous = FULL")
    except BaseException:
        db.close()
        raise
    return db


def memory() -> sqlite3.Connection:
    """A history that lasts as long as the program."""
    db = _in_memory()
    transact(db, create)
    return db


def copied(path: Path) -> sqlite3.Connection:
    """A copy in memory of what a file holds, good or bad."""
    with (
        closing(connect(path, read_only=True)) as db,
        ExitStack() as unless_good,
    ):
        # This raises where the file is locked; `backup` would wait for ever.
        db.execute("BEGIN")
        db.execute("SELECT 1 FROM sqlite_schema").fetchone()
        size = value(db, "PRAGMA page_size")
        copy = unless_good.enter_context(closing(_in_memory()))
        copy.execute(f"PRAGMA page_size = {size}")
        db.backup(copy)
        unless_good.pop_all()
    return copy


def read_past_locks(path: Path) -> sqlite3.Connection:
    """A copy in memory of a file that can't be locked, or that someone holds; perhaps half written.

    SQLite itself must not be asked: it may be hanging at a lock of this file in a thread of ours.
    """
    copy = _in_memory()
    copy.deserialize(path.read_bytes())
    return copy


def bring_up(db: sqlite3.Connection) -> None:
    """Make the tables where there are none; raises when those that are there are not ours."""
    found = schema(db)
    version = value(db, "PRAGMA user_version")
    if found and not found & our_schema():
        raise LeftAlone("history.db belongs to another program and stays as it is")
    # A version that no release will reach is a damaged number in a file of ours.
    flipped = is_ours(found) and version >= IMPOSSIBLE
    if version > VERSION and not flipped:
        raise LeftAlone("the history is from a newer version of the quiz and stays as it is")
    if not found:
        transact(db, create)
    elif version != VERSION or not is_ours(found):
        raise Damaged("its tables are not as they were made")
    db.execute("PRAGMA journal_mode = DELETE").fetchone()


def transact(
    db: sqlite3.Connection,
    work: Callable[[sqlite3.Connection], _T],
    patience: float | None = None,
    *,
    alone: bool = False,
) -> _T:
    """What the work gives, committed; undone when it fails.

    Alone, it waits first until nobody reads, for whom it would have to wait in the end.
    """
    patiently(lambda: db.execute(f"BEGIN {'EXCLUSIVE' if alone else 'IMMEDIATE'}"), patience)
    try:
        result = work(db)
        patiently(lambda: db.execute("COMMIT"), patience)
    except BaseException:
        if db.in_transaction:
            db.execute("ROLLBACK")
        raise
    return result


def patiently(work: Callable[[], _T], seconds: float | None = None) -> _T:
    """What the work gives, once no other quiz stands in its way; raises after `PATIENCE`.

    SQLite waits too, but longer and longer from one try to the next, so that of eight quizzes
    that write one may starve.
    """
    until = time.monotonic() + (PATIENCE if seconds is None else seconds)
    while True:
        try:
            return work()
        except sqlite3.OperationalError as error:
            if code(error) != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
        time.sleep(random.uniform(0.002, 0.02))


def guard(path: Path) -> bool:
    """Check the file and back it up when it has changed; gives whether it is damaged.

    What is checked is a copy, so that no other quiz has to wait. All goes through SQLite: to open
    and close the file beside it would drop its locks.
    """
    try:
        stamp = path.stat()
        with closing(copied(path)) as copy:
            if not is_sound(copy):
                return True
            if not is_backed_up(path):
                _back_up(path, copy, stamp.st_mtime_ns)
    except (*FAULTS, OSError) as error:
        return is_damage(error)
    return False


def recover(path: Path, identity: tuple[int, int]) -> str:
    """Mend a damaged file, unless another quiz did; tells of it.

    In its place comes what the best backup holds, and what can be read of the file beyond that.
    """
    from quiz.record.salvage import with_readable  # noqa: PLC0415 - seldom needed

    backup, day = from_backup(path)
    with closing(backup), closing(with_readable(backup, path)) as better:
        taken = f"is back as it was on {day}" if day else "begins anew"
        if holds(better) > holds(backup):
            taken = "is here again as far as it can be read"
        itself = beside.real(path)
        with _written(itself.parent, better) as new:
            if identify(path) != identity:
                return ""
            aside = set_aside(itself)
            new.replace(itself)
    return f"The history was damaged and {taken}; the old file is {aside.name}."


def set_aside(path: Path) -> Path:
    """Give a damaged file a name that no file had before, for another to take its place."""
    aside = path.with_name(f"history-damaged-{time.strftime('%Y%m%d-%H%M%S')}.db")
    while os.path.lexists(aside):  # a link that leads nowhere has the name, too
        aside = aside.with_name(f"{aside.stem}x.db")
    # The journal first: left behind, it would be played into the file that comes next.
    for tail in beside.TAILS:
        with suppress(FileNotFoundError):
            path.with_name(f"{path.name}{tail}").rename(aside.with_name(f"{aside.name}{tail}"))
    with suppress(FileNotFoundError):
        name_also(path, aside)
    return aside


def name_also(path: Path, other: Path) -> None:
    """Give a file a second name, so that at no moment there is none under the first."""
    try:
        os.link(path, other)
    except OSError:  # not every disk has links
        path.rename(other)


def identify(path: Path) -> tuple[int, int]:
    """What tells a file from another that took its name."""
    found = path.stat()
    return found.st_dev, found.st_ino


def backups(path: Path) -> list[Path]:
    """The backups of a file: the one that holds most first, so the newest, whatever the clock."""
    # Of those that hold the same, or can't be read, the later name is first.
    return sorted(_named(path), key=lambda backup: (_held(backup), backup.name), reverse=True)


def is_backed_up(path: Path) -> bool:
    """Whether the file has not changed since it was last backed up."""
    stamp = path.stat().st_mtime_ns
    return any(backup.stat().st_mtime_ns == stamp for backup in _named(path))


def _prepare(db: sqlite3.Connection) -> None:
    # Text that a flipped bit made unreadable must not stop a reader.
    db.text_factory = lambda data: data.decode(errors="replace")
    db.row_factory = sqlite3.Row
    db.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST)


def _in_memory() -> sqlite3.Connection:
    db = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    _prepare(db)
    return db


def _checked(path: Path) -> sqlite3.Connection:
    """A connection to a file that has our tables and, where it is small, is sound throughout."""
    with path.open("rb") as found:
        # SQLite takes what can't be so for the work of a later SQLite, and writes nothing.
        formats = found.read(48)
    if formats[18:20].strip(b"\1\2") or formats[44:48].lstrip(b"\0").strip(b"\1\2\3\4"):
        raise Damaged("its header names formats that there are not")
    with ExitStack() as unless_good:
        db = unless_good.enter_context(closing(connect(path)))
        bring_up(db)
        if path.stat().st_size <= SMALL and guard(path):
            raise Damaged("it holds what its tables don't allow")
        unless_good.pop_all()
    return db


def _held(backup: Path) -> Holds:
    """How much a backup holds; nothing when it can't be read."""
    with suppress(*FAULTS, OSError), closing(connect(backup, read_only=True)) as db:
        if is_ours(schema(db)):
            return holds(db)
    return Holds()


def _named(path: Path) -> list[Path]:
    """The backups of a file, in no order."""
    return beside.seen(path.with_name("backups"), beside.BACKUP)


def _back_up(path: Path, copy: sqlite3.Connection, stamp: int) -> None:
    held = holds(copy)
    if not held.rounds:
        return
    folder = path.with_name("backups")
    folder.mkdir(mode=0o700, exist_ok=True)
    with _written(folder, copy) as part:
        os.utime(part, ns=(stamp, stamp))
        name = place = folder / f"history-{time.strftime('%Y-%m-%d')}.db"
        number = 1
        # One that holds more keeps its place: the file may have been replaced by an older one.
        # So does what is no file of ours.
        while os.path.lexists(place) and (  # a link that leads nowhere is there, too
            place not in _named(path) or _held(place) > held
        ):
            number += 1
            place = name.with_name(f"{name.stem}-{number}.db")
        part.replace(place)
    for old in backups(path)[BACKUPS:]:
        with suppress(OSError):  # one that can't be removed keeps none of the others
            old.unlink()


@contextmanager
def _written(folder: Path, copy: sqlite3.Connection) -> Iterator[Path]:
    """A file of what is in memory, under a name that nothing else has; gone when it isn't moved."""
    for left in beside.seen(folder, beside.PART):  # by a quiz that was killed at it
        with suppress(OSError):
            if left.stat().st_mtime < time.time() - 3600:
                left.unlink()
    part = beside.fresh(folder)
    try:
        part.touch(mode=0o600)
        with closing(sqlite3.connect(part)) as db:
            copy.backup(db)
        yield part
    finally:
        part.unlink(missing_ok=True)


def from_backup(path: Path) -> tuple[sqlite3.Connection, str]:
    """A copy in memory of the best backup that is sound, and its day; else no rounds and ""."""
    for backup in backups(path):
        with suppress(*FAULTS, OSError), ExitStack() as unless_good:
            copy = unless_good.enter_context(closing(copied(backup)))
            if value(copy, "PRAGMA user_version") == VERSION and is_sound(copy):
                unless_good.pop_all()
                return copy, backup.name.removeprefix("history-")[:10]
    return memory(), ""


def _fill_if_lost(path: Path) -> str:
    """Restore a history that is gone or has no bytes; tells of it.

    One without backups was perhaps never there, and another quiz may be just making it.
    """
    there = path.exists()
    if there and path.stat().st_size:
        return ""
    if _named(path):
        backup, day = from_backup(path)
        itself = beside.real(path)
        with closing(backup), _written(itself.parent, backup) as new:
            if day:
                set_aside(itself)
                itself.unlink(missing_ok=True)
                _put(new, itself)
                was = "empty" if there else "gone"
                return f"The history was {was}; it is back as it was on {day}."
    if there and time.time() - path.stat().st_mtime > JUST_NOW:
        return "The history was empty; a new one begins."
    return ""


def _put(new: Path, path: Path) -> None:
    """Give a new file its name, unless another quiz has just done the same."""
    try:
        os.link(new, path)
    except FileExistsError:
        return
    except OSError:  # not every disk has links
        new.replace(path)


def _close_to_others(path: Path) -> None:
    """Let the reader alone see a file, which is made where there is none, and those beside it."""
    if not path.exists():
        with suppress(FileExistsError):
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    beside.close_to_others(path, follow=True)
    aside = beside.seen(beside.real(path).parent, beside.ASIDE)
    for each in (*aside, *_named(path)):
        beside.close_to_others(each)
