"""The SQLite file of a history: opened, checked, backed up, and filled again from a backup."""

import os
import sqlite3
import time
import uuid
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path
from typing import TypeVar

VERSION = 1
"""Of the tables, in the file's `user_version`."""
BACKUPS = 7
"""How many backups stay, one for each of the last days on which something changed."""
PATIENCE = 15.0
"""Seconds to wait for another quiz that is writing."""

JUST_NOW = 10.0
"""Seconds within which an empty file is taken for one in the making."""

_SCHEMA = """
CREATE TABLE questions (  -- each as it was asked, so that a later edit hides nothing
    number INTEGER PRIMARY KEY, digest TEXT NOT NULL UNIQUE, id TEXT NOT NULL,
    skill TEXT NOT NULL, move TEXT NOT NULL, kind TEXT NOT NULL, body TEXT NOT NULL
);
CREATE TABLE rounds (
    number INTEGER PRIMARY KEY, uuid TEXT NOT NULL UNIQUE, bank TEXT NOT NULL,
    began INTEGER NOT NULL CHECK (began BETWEEN 0 AND 253402300799999),
    touched INTEGER NOT NULL, at INTEGER NOT NULL CHECK (at >= 0),
    exam INTEGER NOT NULL CHECK (exam IN (0, 1)), over INTEGER NOT NULL CHECK (over IN (0, 1)),
    asked INTEGER NOT NULL, answered INTEGER NOT NULL, right INTEGER NOT NULL,
    points INTEGER NOT NULL
);
CREATE INDEX rounds_of_bank ON rounds (bank, began);
CREATE TABLE slots (
    round INTEGER NOT NULL REFERENCES rounds, n INTEGER NOT NULL,
    place INTEGER,  -- where it stands in the round; NULL once it was left out or asked anew
    question INTEGER NOT NULL REFERENCES questions, arrangement TEXT NOT NULL,
    skipped INTEGER NOT NULL, flagged INTEGER NOT NULL, looked INTEGER NOT NULL,
    response TEXT, certainty INTEGER CHECK (certainty BETWEEN 1 AND 3), seconds REAL,
    right INTEGER, share REAL, points INTEGER, trust INTEGER, doubt INTEGER,
    answered INTEGER,  -- milliseconds since 1970 in UTC, as the clock had it
    turn INTEGER,  -- the order in which answers came, whatever the clock did
    PRIMARY KEY (round, n),
    -- A check of the file looks at these, so what passes it can be read.
    CHECK (typeof(arrangement) = 'text' AND typeof(response) IN ('text', 'null')),
    CHECK (typeof(seconds) IN ('real', 'null') AND typeof(share) IN ('real', 'null')),
    CHECK (typeof(points) IN ('integer', 'null') AND typeof(turn) IN ('integer', 'null')),
    CHECK (typeof(trust) IN ('integer', 'null') AND typeof(doubt) IN ('integer', 'null')),
    CHECK (answered BETWEEN 0 AND 253402300799999),  -- to the end of the year 9999
    CHECK ((answered IS NULL) = (certainty IS NULL) AND (turn IS NULL OR certainty))
) WITHOUT ROWID;
CREATE UNIQUE INDEX slots_in_turn ON slots (turn) WHERE turn IS NOT NULL;
CREATE TABLE schedules (  -- when questions come back: follows from the answers, kept for speed
    bank TEXT PRIMARY KEY, turn INTEGER NOT NULL, due TEXT NOT NULL
);
"""

FAULTS = (sqlite3.Error, UnicodeDecodeError)
"""What SQLite raises; the second when its own message quotes damaged bytes."""

_T = TypeVar("_T")


class Newer(Exception):  # noqa: N818 - a state of affairs
    """The file comes from a newer version of the quiz, and is left alone."""


def connect(path: Path, *, read_only: bool = False) -> sqlite3.Connection:
    """A connection that writes through to the disk, and is safe in a network's folder."""
    address = f"{path.absolute().as_uri()}?mode={'ro' if read_only else 'rwc'}"
    db = sqlite3.connect(address, uri=True, timeout=PATIENCE, isolation_level=None)
    # Text that a flipped bit made unreadable must not stop a reader.
    db.text_factory = lambda data: data.decode(errors="replace")
    try:
        db.execute("PRAGMA synchronous = FULL")
    except FAULTS:
        db.close()
        raise
    return db


def memory() -> sqlite3.Connection:
    """A history that lasts as long as the program."""
    db = sqlite3.connect(":memory:", isolation_level=None)
    transact(db, _create)
    return db


def bring_up(db: sqlite3.Connection) -> None:
    """Bring the tables up to this version, and look at each; raises `Newer` on a later one."""
    (version,) = db.execute("PRAGMA user_version").fetchone()
    if version > VERSION:
        raise Newer
    if version < VERSION:
        transact(db, _create)
    for table in ("questions", "rounds", "slots", "schedules"):
        db.execute(f"SELECT * FROM {table} LIMIT 1").fetchone()  # noqa: S608 - named here


def transact(db: sqlite3.Connection, work: Callable[[sqlite3.Connection], _T]) -> _T:
    """What the work gives, committed; undone when it fails."""
    db.execute("BEGIN IMMEDIATE")
    try:
        result = work(db)
        db.execute("COMMIT")
    except BaseException:
        if db.in_transaction:
            db.execute("ROLLBACK")
        raise
    return result


def is_damage(error: Exception) -> bool:
    """Whether an error says that the file itself is at fault."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    damage = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
    return code in damage or isinstance(error, UnicodeDecodeError)


def guard(path: Path) -> bool:
    """Check the file and back it up when it has changed; gives whether it is damaged.

    All goes through SQLite: to open and close the file beside it would drop its locks.
    """
    try:
        with closing(connect(path, read_only=True)) as db:
            if not is_sound(db):
                return True
            _back_up(path, db)
    except (*FAULTS, OSError) as error:
        return is_damage(error)
    return False


def set_aside(path: Path) -> Path:
    """Move a damaged file out of the way; gives its new name, which no file had before."""
    aside = path.with_name(f"history-damaged-{time.strftime('%Y%m%d-%H%M%S')}.db")
    while aside.exists():
        aside = aside.with_name(f"{aside.stem}x.db")
    journal = path.with_name(f"{path.name}-journal")
    # The journal first: left behind, it would be played into the file that comes next.
    if journal.exists():
        journal.rename(aside.with_name(f"{aside.name}-journal"))
    path.rename(aside)
    return aside


def is_emptied(path: Path) -> bool:
    """Whether a file lost all its bytes; one that another quiz is just making has none yet."""
    if not path.exists() or path.stat().st_size:
        return False
    return bool(backups(path)) or time.time() - path.stat().st_mtime > JUST_NOW


def restore(path: Path, db: sqlite3.Connection) -> str:
    """Fill a new file from the newest good backup; gives that one's day, or "" without any."""
    for backup in backups(path):
        with suppress(*FAULTS, OSError), closing(connect(backup, read_only=True)) as old:
            if old.execute("PRAGMA user_version").fetchone() == (VERSION,) and is_sound(old):
                old.backup(db)
                return backup.stem.removeprefix("history-")
    return ""


def backups(path: Path) -> list[Path]:
    """The backups of a file, the newest first."""
    return sorted(path.with_name("backups").glob("history-*.db"), reverse=True)


def forget(path: Path, work: Callable[[sqlite3.Connection], object] | None) -> None:
    """Do what forgets a round to each backup; without that, delete them and all damaged files."""
    for part in path.with_name("backups").glob("*.part"):
        part.unlink(missing_ok=True)
    for backup in backups(path):
        if work is None or not _rewrite(backup, work):
            backup.unlink(missing_ok=True)
    for old in () if work else damaged(path):
        old.unlink(missing_ok=True)


def _rewrite(backup: Path, work: Callable[[sqlite3.Connection], object]) -> bool:
    """Put a changed copy in the place of a backup; gives False when that one can't be read."""
    part, stamp = backup.with_name(f"{uuid.uuid4().hex}.part"), backup.stat().st_mtime_ns
    part.touch(mode=0o600)
    try:
        with (
            closing(connect(backup, read_only=True)) as old,
            closing(sqlite3.connect(part, isolation_level=None)) as copy,
        ):
            old.backup(copy)
            transact(copy, work)
            copy.execute("VACUUM")  # what was deleted lies in the file until then
        os.utime(part, ns=(stamp, stamp))
        part.replace(backup)
    except FAULTS as error:
        # A missing table is damage as well.
        if is_damage(error) or getattr(error, "sqlite_errorcode", 0) == sqlite3.SQLITE_ERROR:
            return False
        raise OSError(str(error)) from error
    finally:
        part.unlink(missing_ok=True)
    return True


def damaged(path: Path) -> list[Path]:
    """The files that were set aside."""
    return sorted(path.parent.glob("history-damaged-*"))


def _create(db: sqlite3.Connection) -> None:
    """Make the tables, unless another quiz did so while this one waited."""
    if db.execute("PRAGMA user_version").fetchone() != (0,):
        return
    # Statement by statement, since `executescript` would end the transaction.
    for statement in _SCHEMA.split(";\n"):
        db.execute(statement)
    db.execute(f"PRAGMA user_version = {VERSION}")


def is_sound(db: sqlite3.Connection) -> bool:
    """Whether the file can be read throughout, has our tables, and holds what they allow."""
    tables = "SELECT sql FROM sqlite_schema WHERE sql NOT NULL ORDER BY name"
    try:
        with closing(memory()) as fresh:
            return (
                db.execute(tables).fetchall() == fresh.execute(tables).fetchall()
                and db.execute("PRAGMA integrity_check(1)").fetchone() == ("ok",)
                and db.execute("PRAGMA foreign_key_check").fetchone() is None
            )
    except FAULTS as error:
        if is_damage(error):
            return False
        raise


def _back_up(path: Path, db: sqlite3.Connection) -> None:
    stamp = path.stat().st_mtime_ns
    kept = backups(path)
    unchanged = kept and kept[0].stat().st_mtime_ns == stamp
    if unchanged or db.execute("SELECT 1 FROM rounds LIMIT 1").fetchone() is None:
        return
    folder = path.with_name("backups")
    folder.mkdir(mode=0o700, exist_ok=True)
    for left in folder.glob("*.part"):  # by a quiz that was killed at it
        if left.stat().st_mtime < time.time() - 3600:
            left.unlink(missing_ok=True)
    part = folder / f"{uuid.uuid4().hex}.part"
    try:
        with closing(sqlite3.connect(part)) as copy:
            db.backup(copy)
        os.utime(part, ns=(stamp, stamp))
        part.replace(folder / f"history-{time.strftime('%Y-%m-%d')}.db")
    finally:
        part.unlink(missing_ok=True)
    for old in backups(path)[BACKUPS:]:
        old.unlink(missing_ok=True)
