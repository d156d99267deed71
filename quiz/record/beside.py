"""The files that the quiz makes beside a history, and how to know them from those of others.

They have names that the quiz makes, are regular files, and belong to the reader. Whatever else
lies there is never read, changed or removed: to open a pipe may take for ever, and a film is not
ours.
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

TAILS = ("-journal", "-wal", "-shm")
"""What SQLite adds to the name of a file for those that belong to it."""

_TAIL = f"({'|'.join(TAILS)})?"
BACKUP = re.compile(r"history-(\d{4}-\d\d-\d\d)(-\d+)?\.db", re.ASCII)
ASIDE = re.compile(rf"history-damaged-\d{{8}}-\d{{6}}x*\.db{_TAIL}", re.ASCII)
"""Damaged files that were set aside."""
PART = re.compile(rf"[0-9a-f]{{32}}\.part{_TAIL}")
"""Files that are being written, or were when a quiz was killed."""


def made(folder: Path, names: re.Pattern[str]) -> list[Path]:
    """Our files in a folder that have such names; raises `OSError` when it can't be read."""
    try:
        owner = folder.stat().st_uid  # in a network's folder all may belong to someone else
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


def seen(folder: Path, names: re.Pattern[str]) -> list[Path]:
    """Our files in a folder that have such names; none where it can't be read."""
    with suppress(OSError):
        return made(folder, names)
    return []


def real(path: Path) -> Path:
    """The file itself where its name is a link, which is to stay one."""
    return Path(os.path.realpath(path))


def fresh(folder: Path) -> Path:
    """A new name for a file that is to be written."""
    return folder / f"{uuid.uuid4().hex}.part"


@contextmanager
def written(folder: Path, copy: sqlite3.Connection) -> Iterator[Path]:
    """Write what is in memory to a file with a new name; it is removed unless it is moved."""
    for left in seen(folder, PART):  # by a quiz that was killed at it
        with suppress(OSError):
            if left.stat().st_mtime < time.time() - 3600:
                left.unlink()
    part = fresh(folder)
    try:
        part.touch(mode=0o600)
        with closing(sqlite3.connect(part)) as db:
            copy.backup(db)
        yield part
    finally:
        part.unlink(missing_ok=True)


def set_aside(path: Path) -> Path:
    """Give a damaged file a name that no file had before, for another to take its place."""
    aside = path.with_name(f"history-damaged-{time.strftime('%Y%m%d-%H%M%S')}.db")
    while os.path.lexists(aside):  # a link that leads nowhere has the name, too
        aside = aside.with_name(f"{aside.stem}x.db")
    # The journal first: left behind, it would be played into the file that comes next.
    for tail in TAILS:
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


def oddity(path: Path) -> str:
    """Why what lies at a path can't be read as a file; "" when it can, or nothing is there."""
    try:
        regular = stat.S_ISREG(path.stat().st_mode)
    except OSError:
        return "is a link that leads nowhere" if os.path.islink(path) else ""  # noqa: PTH114 - the other may raise
    return "" if regular else "is not a regular file"


def close_to_others(path: Path, *, follow: bool = False) -> None:
    """Let the reader alone see a regular file of theirs; a link is followed only when asked."""
    if not hasattr(os, "O_NOFOLLOW"):  # as on Windows, where folders see to that
        return
    with suppress(OSError):  # it is gone
        about = path.stat(follow_symlinks=follow)
        if not (_is_ours_to_close(about) and about.st_mode & 0o077):
            return
        # Another may have taken its place by now.
        flags = os.O_RDONLY | os.O_NONBLOCK | (0 if follow else os.O_NOFOLLOW)
        descriptor = os.open(path, flags)
        try:
            if _is_ours_to_close(os.fstat(descriptor)):
                os.fchmod(descriptor, 0o600)
        finally:
            os.close(descriptor)


def is_kept_at(path: Path, other: Path) -> bool:
    """Whether another path is that of a history, or of a file that the quiz makes beside it."""
    target, itself = real(other), real(path)
    homes = {real(path.parent), itself.parent}
    if target.parent in homes and (
        ASIDE.fullmatch(target.name)
        or target.name in {f"{name}{tail}" for name in (path.name, itself.name) for tail in TAILS}
    ):
        return True
    if target.parent == real(path.with_name("backups")) and BACKUP.fullmatch(target.name):
        return True
    with suppress(OSError):  # there is none yet
        return target == itself or target.samefile(itself)
    return False


def _is_own(about: os.stat_result) -> bool:
    return not hasattr(os, "geteuid") or about.st_uid == os.geteuid()


def _is_ours_to_close(about: os.stat_result) -> bool:
    return stat.S_ISREG(about.st_mode) and _is_own(about)
