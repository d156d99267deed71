"""The SQLite file of a history: opening, checking, and recovering it from a backup.

A file is damaged if SQLite says so, or if it holds what its tables don't allow. It is then set
aside under a new name and replaced by the best backup, which is the one that holds most, with any
rows that can still be read from the damaged file.
"""

import os
import sqlite3
import time
from contextlib import closing, suppress
from pathlib import Path
from typing import NamedTuple

from quiz.record import beside, tables
from quiz.record.backups import (
    backup_files,
    check_and_back_up,
    from_backup,
    must_check_and_back_up,
)
from quiz.record.database import closed_on_error, connect, copied, memory, transact
from quiz.words import phrase, say

SMALL = 250_000
"""Bytes up to which a file is checked whenever it is opened, as that takes a few milliseconds."""
JUST_NOW = 10.0
"""Seconds for which another quiz may still be creating a file that is empty."""


class LeftAlone(Exception):  # noqa: N818 - a state of affairs
    """This version of the quiz must not read or write the file."""


_RESTORED = phrase(
    "The history was damaged and has been restored as it was on {day}; the old file is {file}."
)
_AFRESH = phrase("The history was damaged and starts afresh; the old file is {file}.")
_SALVAGED = phrase(
    "The history was damaged and has been restored as far as it can be read; "
    "the old file is {file}."
)


class Opened(NamedTuple):
    """An open file."""

    db: sqlite3.Connection
    identity: tuple[int, int]
    notice: str
    """What the reader should know of its recovery; often empty."""


def open_or_recover(path: Path) -> Opened:
    """Open a history; creates, restores or recovers the file first if necessary."""
    notice = _restore_if_lost(path)
    _make_private(path)
    identity = identify(path)
    try:
        if int.from_bytes(_header(path)[60:]) in range(1, tables.VERSION):  # its `user_version`
            _migrate(path)
            identity = identify(path)
        return Opened(_checked(path), identity, notice)
    except tables.FAULTS as error:
        if not tables.is_damage(error):
            raise
    notice = recover(path, identity)
    return Opened(_checked(path), identify(path), notice)


def probe(path: Path) -> None:
    """Raise if a file can't be locked and read, or, if there is none, its folder not written."""
    if odd := beside.oddity(path):
        raise LeftAlone(f"{path.name} {odd} and is left as it is")
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


def ensure_tables(db: sqlite3.Connection) -> None:
    """Create the tables in an empty file, or bring those of a former version to the present one.

    Raises if the tables of another file are not ours.
    """
    schema, version = tables.schema(db), tables.version_of(db)
    if schema and not schema & tables.our_schema():
        raise LeftAlone("history.db belongs to another program and is left as it is")
    # In a file of ours, a version that no release will reach is a damaged number.
    flipped = version >= tables.IMPOSSIBLE and any(
        tables.is_ours(schema, each) for each in tables.SCHEMAS
    )
    if version > tables.VERSION and not flipped:
        raise LeftAlone("the history is from a newer version of the quiz and is left as it is")
    if not schema:
        transact(db, tables.create)
    elif not tables.is_ours(schema, version):
        raise tables.Damaged("its tables are not as they were made")
    elif version < tables.VERSION:
        transact(db, tables.migrate)
    db.execute("PRAGMA journal_mode = DELETE").fetchone()


def recover(path: Path, identity: tuple[int, int]) -> str:
    """Replace a damaged file by the best backup with what else can be read from the file.

    Returns a notice, or "" if another quiz has replaced the file already.
    """
    from quiz.record.salvage import with_readable  # noqa: PLC0415 - seldom needed

    backup, day = from_backup(path)
    with closing(backup), closing(with_readable(backup, path)) as better:
        outcome = _RESTORED if day else _AFRESH
        if tables.holds(better) > tables.holds(backup):
            outcome = _SALVAGED
        itself = beside.real(path)
        with beside.written(itself.parent, better) as new:
            if identify(path) != identity:
                return ""
            aside = beside.set_aside(itself)
            new.replace(itself)
    return say(outcome, day=day, file=aside.name)


def identify(path: Path) -> tuple[int, int]:
    """The device and inode of a file, which differ once another file has its name."""
    about = path.stat()
    return about.st_dev, about.st_ino


def _checked(path: Path) -> sqlite3.Connection:
    """Connect to a file with our tables; a small file is checked throughout."""
    # SQLite would take impossible formats for those of a later SQLite, and write nothing.
    header = _header(path)
    if header[18:20].strip(b"\1\2") or header[44:48].lstrip(b"\0").strip(b"\1\2\3\4"):
        raise tables.Damaged("its header names formats that there are not")
    with closed_on_error(connect(path)) as db:
        ensure_tables(db)
        if path.stat().st_size <= SMALL and check_and_back_up(path):
            raise tables.Damaged("it holds what its tables don't allow")
    return db


def _header(path: Path) -> bytes:
    """The beginning of a file, with the fields of SQLite's header that the quiz looks at."""
    with path.open("rb") as stream:
        return stream.read(64)


def _migrate(path: Path) -> None:
    """Check and back up a file of a former version, and bring it to the present one."""
    itself, identity = beside.real(path), identify(path)

    def renew(_db: sqlite3.Connection) -> None:
        with closing(copied(path)) as copy, beside.written(itself.parent, copy) as new:
            if identify(path) == identity:
                new.replace(itself)

    with closing(connect(path)) as db:
        if not tables.is_ours(tables.schema(db), tables.version_of(db)):
            return  # `ensure_tables` says what it is
        try:
            damaged = must_check_and_back_up(path)
        except OSError as error:
            why = "this version of the quiz changes the history, which needs a backup first, and "
            mend = ". Once that is put right, they are kept"
            raise OSError(None, f"{why}{error.strerror}{mend}") from error
        if damaged:
            raise tables.Damaged("it holds what its tables don't allow")
        transact(db, tables.migrate)
        # An older quiz that has the file open would take the new tables for damage. It leaves
        # the file alone if it sees that another took its place.
        with suppress(*tables.FAULTS, OSError):
            transact(db, renew)


def _restore_if_lost(path: Path) -> str:
    """Restore a history that is missing or empty from its best backup; returns a notice.

    Without a backup there may never have been one, or another quiz may be creating it just now.
    """
    exists = path.exists()
    if exists and path.stat().st_size:
        return ""
    if backup_files(path):
        backup, day = from_backup(path)
        itself = beside.real(path)
        with closing(backup), beside.written(itself.parent, backup) as new:
            if day:
                beside.set_aside(itself)
                itself.unlink(missing_ok=True)
                _move_into_place(new, itself)
                if exists:
                    return say(
                        "The history was empty; it has been restored as it was on {day}.", day=day
                    )
                return say(
                    "The history was gone; it has been restored as it was on {day}.", day=day
                )
    if exists and time.time() - path.stat().st_mtime > JUST_NOW:
        return say("The history was empty; a new one begins.")
    return ""


def _move_into_place(new: Path, path: Path) -> None:
    """Rename a new file, unless another quiz has just put one there."""
    try:
        os.link(new, path)
    except FileExistsError:
        return
    except OSError:  # not every disk supports links
        new.replace(path)


def _make_private(path: Path) -> None:
    """Let only the reader read a file, which is created if missing, and our files beside it."""
    if not path.exists():
        with suppress(FileExistsError):
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    beside.make_private(path, follow=True)
    aside = beside.our_files_if_readable(beside.real(path).parent, beside.ASIDE)
    for each in (*aside, *backup_files(path)):
        beside.make_private(each)
