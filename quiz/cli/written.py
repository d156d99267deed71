"""Files that a command writes with -o: never over what it read, nor over what it didn't make."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from quiz.cli.errors import reason
from quiz.startup import refuse
from quiz.text import one_line

FIRST = 2000
"""How many bytes of a file tell whether a command made it."""


def refuse_to_replace(
    out: Path, made: str, begins: re.Pattern[bytes], read: Mapping[str, Path | None]
) -> None:
    """Leave rather than replace a file that was read, or that this command didn't make.

    What it makes begins so, and `made` is what that's called; what was read is under its name.
    """
    if not out.is_file():  # nothing is there, or a pipe
        return
    for what, file in read.items():
        if file and file.exists() and out.samefile(file):
            refuse(f"{out} is {what} itself", "choose another name")
    try:
        with out.open("rb") as opened:
            beginning = opened.read(FIRST)
    except OSError as error:
        refuse(f"{out} can't be replaced: {reason(error).lower()}", "choose another name")
    if beginning and not begins.match(beginning):
        refuse(f"{out} is there already, and isn't {made}", "choose another name")


def write_file(pieces: Iterable[str], out: Path, *, encoding: str = "utf-8") -> None:
    """Write a file, which keeps its earlier contents until all is written; or leave."""
    from quiz.record.beside import new_name, real

    path = real(out)  # a link stays a link
    try:
        if path.exists() and not path.is_file():  # such as a pipe or a terminal
            with path.open("w", encoding=encoding, newline="") as opened:
                opened.writelines(pieces)
            return
        part = new_name(path.parent)
        try:
            with part.open("w", encoding=encoding, newline="") as opened:
                opened.writelines(pieces)
            if path.exists():
                part.chmod(path.stat().st_mode)
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)
    except OSError as error:
        refuse(one_line(f"{out} can't be written: {reason(error).lower()}"), "name another file")
