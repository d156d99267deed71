"""Backups of a history: one for each of the last days on which it changed."""

import os
import sqlite3
import time
from contextlib import closing, suppress
from pathlib import Path

from quiz.record import beside, tables
from quiz.record.database import closed_on_error, connect, copied, memory, transact

BACKUPS = 7
"""How many backups are kept."""


def check_and_back_up(path: Path) -> bool:
    """Check a file and back it up if it has changed; returns whether it is damaged.

    One that can't be read or backed up is taken for sound.
    """
    try:
        return must_check_and_back_up(path)
    except (*tables.FAULTS, OSError) as error:
        return tables.is_damage(error)


def must_check_and_back_up(path: Path) -> bool:
    """Do the same; raises one of `FAULTS`, or `OSError`, if that fails, and the file may be sound.

    A copy is checked, so that no other quiz has to wait. The file is read only through SQLite,
    because opening and closing it any other way would drop SQLite's locks.
    """
    stamp = path.stat()
    with closing(copied(path)) as copy:
        if tables.is_newer(copy):  # since a newer quiz opened it
            return False
        if not tables.is_sound(copy):
            return True
        if not is_backed_up(path):
            try:
                _back_up(path, copy, stamp.st_mtime_ns)
            except (*tables.FAULTS, OSError) as error:
                folder, why = path.with_name("backups"), tables.in_words(error)
                raise OSError(None, f"none can be written to {folder} ({why})") from error
    return False


def backups(path: Path) -> list[Path]:
    """The backups of a file, the one that holds most first, which is the newest by any clock."""
    # Of those that hold as much, or can't be read, the later name is first.
    return sorted(backup_files(path), key=lambda backup: (_held(backup), backup.name), reverse=True)


def backup_files(path: Path) -> list[Path]:
    """The backups of a file in no particular order, without opening them."""
    return beside.our_files_if_readable(path.with_name("backups"), beside.BACKUP)


def is_backed_up(path: Path) -> bool:
    """Whether a file is unchanged since it was last backed up."""
    stamp = path.stat().st_mtime_ns
    return any(backup.stat().st_mtime_ns == stamp for backup in backup_files(path))


def from_backup(path: Path) -> tuple[sqlite3.Connection, str]:
    """A copy in memory of the best sound backup and its date; else an empty history and ""."""
    for backup in backups(path):
        with suppress(*tables.FAULTS, OSError), closed_on_error(copied(backup)) as copy:
            if not tables.is_sound(copy):
                raise tables.Damaged
            transact(copy, tables.migrate)
            return copy, backup.name.removeprefix("history-")[:10]
    return memory(), ""


def _held(backup: Path) -> tables.Holds:
    """How much a backup holds; nothing if it can't be read."""
    with suppress(*tables.FAULTS, OSError), closing(connect(backup, read_only=True)) as db:
        if tables.is_ours(tables.schema(db), tables.version_of(db)):
            return tables.holds(db)
    return tables.Holds()


def _may_replace(copy: sqlite3.Connection, backup: Path) -> bool:
    """Whether a copy may replace a backup: unless that holds more, or is of another version."""
    with suppress(*tables.FAULTS, OSError), closing(connect(backup, read_only=True)) as db:
        if tables.version_of(db) != tables.version_of(copy):
            return False
    return _held(backup) <= tables.holds(copy)


def _back_up(path: Path, copy: sqlite3.Connection, stamp: int) -> None:
    if not tables.holds(copy).rounds:
        return
    folder = path.with_name("backups")
    folder.mkdir(mode=0o700, exist_ok=True)
    with beside.written(folder, copy) as part:
        os.utime(part, ns=(stamp, stamp))
        first = target = folder / f"history-{time.strftime('%Y-%m-%d')}.db"
        number = 1
        # A backup that holds more stays, as an older file may have replaced ours; so does one
        # of a former version, and anything that is not a backup of ours, such as a broken link.
        while os.path.lexists(target) and not (
            target in backup_files(path) and _may_replace(copy, target)
        ):
            number += 1
            target = first.with_name(f"{first.stem}-{number}.db")
        part.replace(target)
    for old in backups(path)[BACKUPS:]:
        with suppress(OSError):  # the others are removed even so
            old.unlink()
