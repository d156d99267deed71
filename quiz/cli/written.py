"""Files that a command writes with -o: never over what it read, nor over what it didn't make."""

from __future__ import annotations

import os
import re
import stat
from codecs import iterencode
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from quiz.cli.errors import reason
from quiz.paths import write_whole
from quiz.startup import refuse
from quiz.text import one_line

FIRST = 2000
"""How many bytes at the beginning of a file tell whether a command made it."""
LAST = 100
"""How many at its end: a zip says there what made it."""


def refuse_to_replace(
    out: Path, made: str, ours: re.Pattern[bytes], read: Mapping[str, Path | None]
) -> None:
    """Leave rather than replace a file that was read, or that this command didn't make.

    `ours` matches the beginning of what it makes, with the end if that is long, and `made` is
    what that's called; what was read is under its name.
    """
    for what, file in read.items():
        if file and same_file(out, file):
            refuse(f"{out} is {what} itself", "choose another name")
    try:
        if not out.is_file():  # nothing is there, or a pipe
            return
        with out.open("rb") as opened:
            known = opened.read(FIRST)
            size = opened.seek(0, os.SEEK_END)
            opened.seek(max(len(known), size - LAST))
            known += opened.read(LAST)
    except OSError as error:
        refuse(f"{out} can't be replaced: {reason(error).lower()}", "choose another name")
    if known and not ours.match(known):
        refuse(f"{out} is there already, and isn't {made}", "choose another name")


def same_file(one: Path, other: Path) -> bool:
    """Whether two paths lead to one file that is there."""
    try:
        return one.samefile(other)
    except OSError:
        return False


def write_file(pieces: Iterable[str] | bytes, out: Path, *, encoding: str = "utf-8") -> None:
    """Write a file, which keeps its earlier content until all is written; or leave."""
    content = [pieces] if isinstance(pieces, bytes) else iterencode(pieces, encoding)
    with _or_leave(out):
        write_whole(out, content)


def write_keeping(content: bytes, out: Path) -> Path | None:
    """Write a file; returns where the one before is kept, if it has another content. Or leave."""
    with _or_leave(out):
        before = out.read_bytes() if out.is_file() else b""
        if before and before != content:
            return replace_keeping(out, before, content)
        write_whole(out, [content])
    return None


def write_new_file(content: bytes, out: Path) -> None:
    """Write a file that isn't there yet, whole or not at all; or leave."""
    part = out.with_name(f"{os.urandom(16).hex()}.part")
    with _or_leave(out):
        try:
            with part.open("xb") as opened:
                opened.write(content)
            _name_new(part, out)
        finally:
            part.unlink(missing_ok=True)


@contextmanager
def _or_leave(out: Path) -> Iterator[None]:
    """Leave with a line if the block can't write a file."""
    try:
        yield
    except OSError as error:
        refuse(one_line(f"{out} can't be written: {reason(error).lower()}"), "name another file")


def _name_new(part: Path, out: Path) -> None:
    """Give a file a name that nothing has; raises `OSError`."""
    try:
        os.link(part, out)  # unlike renaming, this replaces nothing
    except FileExistsError:
        raise
    except OSError:  # not every disk supports links
        if os.path.lexists(out):
            raise
        part.rename(out)


def replace_keeping(file: Path, before: bytes, after: bytes) -> Path:
    """Put a new content in a file's place, in one step; returns where the content before is kept.

    Follows a link, keeps the permissions, and overwrites no other file. Raises `OSError`, and then
    nothing has changed; `BlockingIOError` if there is another content in it by now.
    """
    target = file.resolve(strict=True)
    status = target.stat()
    if not status.st_mode & 0o222 or not os.access(target, os.W_OK):
        raise PermissionError(None, "it is read-only")
    names = (target.with_name(f"{target.name}.bak{number or ''}") for number in range(10_000))
    kept = next(name for name in names if not os.path.lexists(name))
    part = target.with_name(f"{os.urandom(16).hex()}.part")
    made = []
    try:
        for path, content in ((kept, before), (part, after)):
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            made.append(path)
            with os.fdopen(handle, "wb") as opened:
                opened.write(content)
                opened.flush()
                os.fsync(opened.fileno())
            path.chmod(stat.S_IMODE(status.st_mode))
            with suppress(OSError, AttributeError):  # only root can give a file away
                os.chown(path, status.st_uid, status.st_gid)
        _require_unchanged(target, before)
        part.replace(target)
    except BaseException:
        for path in made:
            path.unlink(missing_ok=True)
        raise
    return kept


def _require_unchanged(file: Path, before: bytes) -> None:
    """Raise `BlockingIOError` if a file has been saved since it was read."""
    if file.read_bytes() != before:
        raise BlockingIOError(None, "it has been saved again meanwhile")
