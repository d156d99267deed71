"""Files that a command writes with -o: never over what it read, nor over what it didn't make."""

from __future__ import annotations

import os
import re
from codecs import iterencode
from collections.abc import Iterable, Mapping
from pathlib import Path

from quiz.cli.errors import reason
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
    """Write a file, which keeps its earlier contents until all is written; or leave."""
    from quiz.record.beside import new_name, real

    content = [pieces] if isinstance(pieces, bytes) else iterencode(pieces, encoding)
    path = real(out)  # a link stays a link
    try:
        if path.exists() and not path.is_file():  # such as a pipe or a terminal
            with path.open("wb") as opened:
                opened.writelines(content)
            return
        part = new_name(path.parent)
        try:
            with part.open("wb") as opened:
                opened.writelines(content)
            if path.exists():
                part.chmod(path.stat().st_mode)
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)
    except OSError as error:
        refuse(one_line(f"{out} can't be written: {reason(error).lower()}"), "name another file")


def write_keeping(content: bytes, out: Path) -> Path | None:
    """Write a file; returns where the one before is kept, if it has another content. Or leave."""
    from quiz.cli.fixing import replace_keeping

    try:
        before = out.read_bytes() if out.is_file() else b""
        if before and before != content:
            return replace_keeping(out, before, content)
    except OSError as error:
        refuse(one_line(f"{out} can't be written: {reason(error).lower()}"), "name another file")
    write_file(content, out)
    return None


def write_new_file(content: bytes, out: Path) -> None:
    """Write a file that isn't there yet, whole or not at all; or leave."""
    from quiz.record.beside import new_name

    try:
        part = new_name(out.parent)
        try:
            with part.open("xb") as opened:
                opened.write(content)
            _name_new(part, out)
        finally:
            part.unlink(missing_ok=True)
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
