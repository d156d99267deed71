"""The SQLite file of a history: opened, checked, and filled again from a backup.

A file is damaged when SQLite says so, or when it holds what its tables don't allow. It is set
aside under a new name. In its place comes the best backup, which is the one that holds most, with
what can be read of the file beyond that.
"""

import os
import sqlite3
import time
from contextlib import ExitStack, closing, suppress
from pathlib import Path
from typing import NamedTuple

from quiz.record import beside, tables
from quiz.record.backups import from_backup, guard, unsorted
from quiz.record.database import connect, memory, transact

SMALL = 250_000
"""Bytes that are checked and backed up in some milliseconds, so whenever the file is opened."""
JUST_NOW = 10.0
"""Seconds within which an empty file is taken for one in the making."""


class LeftAlone(Exception):  # noqa: N818 - a state of affairs
    """The file is not for this version of the quiz to read or write."""


class Opened(NamedTuple):
    """A file that can be read and written."""

    db: sqlite3.Connection
    identity: tuple[int, int]
    notice: str
    """What the reader should know of how it was opened; often empty."""


def opened(path: Path) -> Opened:
    """Open a history, and first make, restore or mend it where need be."""
    notice = _restore_if_lost(path)
    _close_to_others(path)
    identity = identify(path)
    try:
        return Opened(_checked(path), identity, notice)
    except tables.FAULTS as error:
        if not tables.is_damage(error):
            raise
    notice = recover(path, identity)
    return Opened(_checked(path), identify(path), notice)


def probe(path: Path) -> None:
    """Raise where the file, or one beside it while there is none, can't be locked and read."""
    if odd := beside.oddity(path):
        raise LeftAlone(f"{path.name} {odd} and stays as it is")
    if not path.exists():
        path.parent.mkdir(mode=0o700, exist_ok=True)
        with closing(memory()) as nothing, beside.written(path.parent, nothing):
            return
    try:
        with closing(connect(path)) as db:
            db.execute("SELECT 1 FROM sqlite_schema").fetchone()
    except tables.FAULTS as error:
        if not (tables.is_damage(error) or tables.is_doubtful(error)):
            raise


def bring_up(db: sqlite3.Connection) -> None:
    """Make the tables where there are none; raises when those that are there are not ours."""
    there = tables.schema(db)
    version = tables.value(db, "PRAGMA user_version")
    if there and not there & tables.our_schema():
        raise LeftAlone("history.db belongs to another program and stays as it is")
    # A version that no release will reach is a damaged number in a file of ours.
    flipped = tables.is_ours(there) and version >= tables.IMPOSSIBLE
    if version > tables.VERSION and not flipped:
        raise LeftAlone("the history is from a newer version of the quiz and stays as it is")
    if not there:
        transact(db, tables.create)
    elif version != tables.VERSION or not tables.is_ours(there):
        raise tables.Damaged("its tables are not as they were made")
    db.execute("PRAGMA journal_mode = DELETE").fetchone()


def recover(path: Path, identity: tuple[int, int]) -> str:
    """Mend a damaged file; returns a notice, or "" where another quiz has mended it.

    In its place comes what the best backup holds, and what can be read of the file beyond that.
    """
    from quiz.record.salvage import with_readable  # noqa: PLC0415 - seldom needed

    backup, day = from_backup(path)
    with closing(backup), closing(with_readable(backup, path)) as better:
        outcome = f"is back as it was on {day}" if day else "begins anew"
        if tables.holds(better) > tables.holds(backup):
            outcome = "is here again as far as it can be read"
        itself = beside.real(path)
        with beside.written(itself.parent, better) as new:
            if identify(path) != identity:
                return ""
            aside = beside.set_aside(itself)
            new.replace(itself)
    return f"The history was damaged and {outcome}; the old file is {aside.name}."


def identify(path: Path) -> tuple[int, int]:
    """The numbers that tell a file from another that took its name."""
    about = path.stat()
    return about.st_dev, about.st_ino


def _checked(path: Path) -> sqlite3.Connection:
    """A connection to a file that has our tables and, where it is small, is sound throughout."""
    with path.open("rb") as stream:
        # SQLite takes impossible formats for those of a later SQLite, and writes nothing.
        header = stream.read(48)
    if header[18:20].strip(b"\1\2") or header[44:48].lstrip(b"\0").strip(b"\1\2\3\4"):
        raise tables.Damaged("its header names formats that there are not")
    with ExitStack() as unless_good:
        db = unless_good.enter_context(closing(connect(path)))
        bring_up(db)
        if path.stat().st_size <= SMALL and guard(path):
            raise tables.Damaged("it holds what its tables don't allow")
        unless_good.pop_all()
    return db


def _restore_if_lost(path: Path) -> str:
    """Restore a history that is gone or has no bytes; returns a notice of it.

    One without backups was perhaps never there, and another quiz may be just making it.
    """
    there = path.exists()
    if there and path.stat().st_size:
        return ""
    if unsorted(path):
        backup, day = from_backup(path)
        itself = beside.real(path)
        with closing(backup), beside.written(itself.parent, backup) as new:
            if day:
                beside.set_aside(itself)
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
    """Close a file, which is made where there is none, and those beside it to other users."""
    if not path.exists():
        with suppress(FileExistsError):
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    beside.close_to_others(path, follow=True)
    aside = beside.seen(beside.real(path).parent, beside.ASIDE)
    for each in (*aside, *unsorted(path)):
        beside.close_to_others(each)
