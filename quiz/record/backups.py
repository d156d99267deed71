"""Backups of a history: one for each of the last days on which something changed."""

import os
import sqlite3
import time
from contextlib import ExitStack, closing, suppress
from pathlib import Path

from quiz.record import beside, tables
from quiz.record.database import connect, copied, memory

BACKUPS = 7
"""How many backups stay."""


def guard(path: Path) -> bool:
    """Check a file and back it up when it has changed; returns whether it is damaged.

    A copy is checked, so that no other quiz has to wait. All goes through SQLite: to open and
    close the file beside it would drop its locks.
    """
    try:
        stamp = path.stat()
        with closing(copied(path)) as copy:
            if not tables.is_sound(copy):
                return True
            if not is_backed_up(path):
                _back_up(path, copy, stamp.st_mtime_ns)
    except (*tables.FAULTS, OSError) as error:
        return tables.is_damage(error)
    return False


def backups(path: Path) -> list[Path]:
    """The backups of a file: the one that holds most first, so the newest, whatever the clock."""
    # Of those that hold the same, or can't be read, the later name is first.
    return sorted(unsorted(path), key=lambda backup: (_held(backup), backup.name), reverse=True)


def unsorted(path: Path) -> list[Path]:
    """The backups of a file, in no order, and without a look into them."""
    return beside.seen(path.with_name("backups"), beside.BACKUP)


def is_backed_up(path: Path) -> bool:
    """Whether the file has not changed since it was last backed up."""
    stamp = path.stat().st_mtime_ns
    return any(backup.stat().st_mtime_ns == stamp for backup in unsorted(path))


def from_backup(path: Path) -> tuple[sqlite3.Connection, str]:
    """A copy in memory of the best sound backup, and its day; else an empty history and ""."""
    for backup in backups(path):
        with suppress(*tables.FAULTS, OSError), ExitStack() as unless_good:
            copy = unless_good.enter_context(closing(copied(backup)))
            if tables.value(copy, "PRAGMA user_version") == tables.VERSION and tables.is_sound(
                copy
            ):
                unless_good.pop_all()
                return copy, backup.name.removeprefix("history-")[:10]
    return memory(), ""


def _held(backup: Path) -> tables.Holds:
    """How much a backup holds; nothing when it can't be read."""
    with suppress(*tables.FAULTS, OSError), closing(connect(backup, read_only=True)) as db:
        if tables.is_ours(tables.schema(db)):
            return tables.holds(db)
    return tables.Holds()


def _back_up(path: Path, copy: sqlite3.Connection, stamp: int) -> None:
    held = tables.holds(copy)
    if not held.rounds:
        return
    folder = path.with_name("backups")
    folder.mkdir(mode=0o700, exist_ok=True)
    with beside.written(folder, copy) as part:
        os.utime(part, ns=(stamp, stamp))
        first = target = folder / f"history-{time.strftime('%Y-%m-%d')}.db"
        number = 1
        # One that holds more stays: the file may have been replaced by an older one. So does what
        # is no file of ours, and a link that leads nowhere.
        while os.path.lexists(target) and (target not in unsorted(path) or _held(target) > held):
            number += 1
            target = first.with_name(f"{first.stem}-{number}.db")
        part.replace(target)
    for old in backups(path)[BACKUPS:]:
        with suppress(OSError):  # one that can't be removed keeps none of the others
            old.unlink()
