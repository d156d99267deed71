"""The files that the quiz makes beside a history, and how to tell them from other files.

Ours have names that only the quiz gives, are regular files, and belong to the reader. Nothing else
there is ever read, changed or removed: opening a pipe may take for ever, and the reader may keep
anything beside the history.
"""

import os
import re
import sqlite3
import stat
import time
import uuid
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from quiz.record.tables import copy_into

TAILS = ("-journal", "-wal", "-shm")
"""The endings that SQLite adds to the name of a file for the files that belong to it."""

_TAIL = f"({'|'.join(TAILS)})?"
BACKUP = re.compile(r"history-(\d{4}-\d\d-\d\d)(-\d+)?\.db", re.ASCII)
ASIDE = re.compile(rf"history-damaged-\d{{8}}-\d{{6}}x*\.db{_TAIL}", re.ASCII)
"""Names of damaged files that were set aside."""
PART = re.compile(rf"[0-9a-f]{{32}}\.part{_TAIL}")
"""Names of files that are being written, or were when a quiz was killed."""


def our_files(folder: Path, names: re.Pattern[str]) -> list[Path]:
    """Our files with such names in a folder; raises `OSError` if the folder can't be read."""
    try:
        owner = folder.stat().st_uid  # on a network drive every file may belong to someone else
        named = [each for each in sorted(folder.iterdir()) if names.fullmatch(each.name)]
    except FileNotFoundError:
        return []
    ours = []
    for each in named:
        with suppress(FileNotFoundError):
            about = each.lstat()
            if stat.S_ISREG(about.st_mode) and (_is_own(about) or about.st_uid == owner):
                ours.append(each)
    return ours


def our_files_if_readable(folder: Path, names: re.Pattern[str]) -> list[Path]:
    """Our files with such names in a folder; none if the folder can't be read."""
    with suppress(OSError):
        return our_files(folder, names)
    return []


def real(path: Path) -> Path:
    """The file that a path leads to, so that replacing it leaves a link as it is."""
    return Path(os.path.realpath(path))


def new_name(folder: Path) -> Path:
    """A new temporary name in a folder."""
    return folder / f"{uuid.uuid4().hex}.part"


@contextmanager
def written(folder: Path, copy: sqlite3.Connection) -> Iterator[Path]:
    """Write a database to a temporary file, which is removed afterwards unless it was moved."""
    for left in our_files_if_readable(folder, PART):  # by a quiz that was killed while writing
        with suppress(OSError):
            if left.stat().st_mtime < time.time() - 3600:
                left.unlink()
    part = new_name(folder)
    try:
        part.touch(mode=0o600)
        with closing(sqlite3.connect(part)) as db:
            copy_into(db, copy)
        yield part
    finally:
        part.unlink(missing_ok=True)


def set_aside(path: Path) -> Path:
    """Rename a damaged file to a name that is free; returns the new path."""
    aside = path.with_name(f"history-damaged-{time.strftime('%Y%m%d-%H%M%S')}.db")
    while os.path.lexists(aside):  # also true of a broken link
        aside = aside.with_name(f"{aside.stem}x.db")
    # The journal first: left behind, SQLite would apply it to the file that comes next.
    for tail in TAILS:
        with suppress(FileNotFoundError):
            path.with_name(f"{path.name}{tail}").rename(aside.with_name(f"{aside.name}{tail}"))
    with suppress(FileNotFoundError):
        link_or_rename(path, aside)
    return aside


def link_or_rename(path: Path, other: Path) -> None:
    """Link a file to another name, so that the first never goes missing, or else rename it."""
    try:
        os.link(path, other)
    except OSError:  # not every disk supports links
        path.rename(other)


def oddity(path: Path) -> str:
    """Why a path can't be read as a file; "" if it can, or if nothing is there."""
    try:
        regular = stat.S_ISREG(path.stat().st_mode)
    except OSError:
        return "is a link that leads nowhere" if os.path.islink(path) else ""  # noqa: PTH114 - the other may raise
    return "" if regular else "is not a regular file"


def make_private(path: Path, *, follow: bool = False) -> None:
    """Let only the reader read and write a regular file that they own; `follow` follows a link."""
    if not hasattr(os, "O_NOFOLLOW"):  # as on Windows, where the folder decides
        return
    with suppress(OSError):  # the file is gone
        about = path.stat(follow_symlinks=follow)
        if not (_is_own_file(about) and about.st_mode & 0o077):
            return
        # Another file may have taken its place by now.
        flags = os.O_RDONLY | os.O_NONBLOCK | (0 if follow else os.O_NOFOLLOW)
        descriptor = os.open(path, flags)
        try:
            if _is_own_file(os.fstat(descriptor)):
                os.fchmod(descriptor, 0o600)
        finally:
            os.close(descriptor)


def belongs_to(history: Path, file: Path) -> bool:
    """Whether a file is that of a history, or one that the quiz makes beside it."""
    target, itself = real(file), real(history)
    if target.parent in {real(history.parent), itself.parent}:
        names = {f"{name}{tail}" for name in (history.name, itself.name) for tail in TAILS}
        if target.name in names or ASIDE.fullmatch(target.name):
            return True
    if target.parent == real(history.with_name("backups")) and BACKUP.fullmatch(target.name):
        return True
    with suppress(OSError):  # one of the two doesn't exist
        return target == itself or target.samefile(itself)
    return False


def _is_own(about: os.stat_result) -> bool:
    return not hasattr(os, "geteuid") or about.st_uid == os.geteuid()


def _is_own_file(about: os.stat_result) -> bool:
    return stat.S_ISREG(about.st_mode) and _is_own(about)
