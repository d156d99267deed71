"""Deleting rounds from a history and from the files beside it, all or nothing."""

import os
import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from pathlib import Path

from quiz.paths import for_reader
from quiz.record import beside, database
from quiz.record.store import Store
from quiz.record.tables import FAULTS, copy_into, in_words, is_damage, schema_version

Warn = Callable[[str], object]


def forget(store: Store, uuid: str | None, warn: Warn) -> int:
    """Delete a round, or all, from the history and its backups; returns how many rounds.

    Files that may still hold some of it are named in a line each to `warn`. Raises `OSError` if
    that failed and nothing was deleted.
    """
    with ExitStack() as after:

        def work(db: sqlite3.Connection) -> int:
            gone = _delete(db, uuid)
            if store.path:  # first, so that after a kill the round can still be deleted
                after.enter_context(_gone_beside(store.path, uuid, warn))
            return gone

        return store.commit(work, exclusive=True)


def _delete(db: sqlite3.Connection, uuid: str | None) -> int:
    """Delete a round, or all, from a database; returns how many rounds."""
    db.execute(f"PRAGMA schema_version = {schema_version(db) + 1}")
    of_round = "SELECT number FROM rounds WHERE uuid = coalesce(?, uuid)"
    db.execute(f"DELETE FROM slots WHERE round IN ({of_round})", (uuid,))  # noqa: S608 - our own
    gone = db.execute("DELETE FROM rounds WHERE uuid = coalesce(?, uuid)", (uuid,)).rowcount
    db.execute("DELETE FROM questions WHERE number NOT IN (SELECT question FROM slots)")
    db.execute("DELETE FROM schedules")
    if uuid is None:
        db.execute("DELETE FROM reader")
    return gone


@contextmanager
def _gone_beside(path: Path, uuid: str | None, warn: Warn) -> Iterator[None]:
    """Delete a round from each backup, or, to forget all, the backups and damaged files.

    If the block raises, or a backup can't be changed, which raises `OSError`, the backups are put
    back. After a kill, the round is in the file still, or in no backup.
    """
    folder = path.with_name("backups")
    homes = {beside.real(path.parent), beside.real(path).parent}
    left = [each for home in (*homes, folder) for each in _our_files(home, beside.PART)]
    aside = [each for home in homes for each in _our_files(home, beside.ASIDE)]
    backups = _our_files(folder, beside.BACKUP)
    with ExitStack() as parts, ExitStack() as undo:
        changed: list[tuple[Path, Path | None]] = []
        for backup in backups:
            new = beside.new_name(folder)
            parts.callback(new.unlink, missing_ok=True)
            with _trouble_at(backup.name):
                written = uuid and _rewrite(backup, new, uuid)
            changed.append((backup, new if written else None))
        for backup, replacement in changed:
            with _trouble_at(backup.name):
                left.append(_swap(backup, replacement, undo))
        yield
        undo.pop_all()
    for each in left if uuid else (*left, *aside):
        try:
            each.unlink(missing_ok=True)
        except OSError as error:
            warn(f"{each} can't be removed and may still hold what was forgotten: {error.strerror}")
    if uuid and aside:
        names = ", ".join(each.name for each in aside)
        forget_all = for_reader("history forget")
        warn(f"{names}, set aside as damaged, may still hold it; {forget_all} removes all")


def _our_files(home: Path, names: re.Pattern[str]) -> list[Path]:
    with _trouble_at(home.name):
        return beside.our_files(home, names)


@contextmanager
def _trouble_at(what: str) -> Iterator[None]:
    """Raise an `OSError` that names the file or folder instead of any error in the block."""
    try:
        yield
    except (OSError, *FAULTS) as error:
        raise OSError(None, f"{what} can't be changed: {in_words(error)}") from error


def _rewrite(backup: Path, new: Path, uuid: str) -> bool:
    """Write a copy of a backup without a round; returns False if the backup can't be read."""
    new.touch(mode=0o600)
    try:
        with (
            closing(database.connect(backup, read_only=True)) as old,
            closing(sqlite3.connect(new, isolation_level=None)) as copy,
        ):
            copy_into(copy, old)
            copy.execute("PRAGMA journal_mode = MEMORY")  # a kill leaves no journal behind
            database.transact(copy, lambda db: _delete(db, uuid))
            copy.execute("VACUUM")  # until then the file still has the deleted rows
    except FAULTS as error:
        # A missing table is damage as well.
        if is_damage(error) or getattr(error, "sqlite_errorcode", 0) == sqlite3.SQLITE_ERROR:
            return False
        raise
    stamp = backup.stat().st_mtime_ns
    os.utime(new, ns=(stamp, stamp))
    return True


def _swap(backup: Path, new: Path | None, undo: ExitStack) -> Path:
    """Replace a backup, or remove it without a new one; returns the old one's new path."""
    old, stamp = beside.new_name(backup.parent), backup.stat().st_mtime_ns
    undo.callback(_put_back, old, backup, stamp)
    os.utime(backup)  # or another quiz might remove it as a file left behind long ago
    beside.link_or_rename(backup, old)
    if new:
        new.replace(backup)
    else:
        backup.unlink(missing_ok=True)
    return old


def _put_back(old: Path, backup: Path, stamp: int) -> None:
    with suppress(FileNotFoundError):
        old.replace(backup)
        old.unlink(missing_ok=True)  # `replace` does nothing if both are links to one file
    with suppress(FileNotFoundError):
        os.utime(backup, ns=(stamp, stamp))
