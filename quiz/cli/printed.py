"""Sheets that were printed already: they may lie on desks, so no other takes their place."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from quiz.cli.errors import reason
from quiz.startup import refuse

LARGEST = 10_000_000
"""The most bytes of a sheet that are read again."""


def code_in(file: Path) -> str:
    """The code of a sheet, or of its key, from the file; empty if it has none.

    Raises `OSError` if it can't be read.
    """
    from quiz.plain.sheet import CODE

    with file.open(encoding="utf-8", errors="replace") as opened:
        found = re.search(f'{CODE}="([^"]*)"', opened.read(LARGEST))
    return found[1] if found else ""


def seed_there(files: Iterable[Path]) -> int | None:
    """The seed of the first of these files that is a sheet; None if there is none yet."""
    from quiz.classroom.paper import seed_of

    for file in files:
        if code := _code_there(file):
            return seed_of(code)
    return None


def refuse_other_sheet(files: Iterable[Path], code: str) -> None:
    """Leave if one of these files is a sheet with another code, or one that has none."""
    for file in files:
        there = _code_there(file)
        if there is not None and there != code:
            is_sheet = f"is the sheet {there}" if there else "is another sheet"
            refuse(
                f"{file} {is_sheet}, which papers may be copied from",
                "choose another name, or remove it first",
            )


def _code_there(file: Path) -> str | None:
    """The code in a file; None if there is no such file, or nothing in it."""
    try:
        return code_in(file) if file.is_file() and file.stat().st_size else None
    except OSError as error:
        refuse(f"{file} can't be replaced: {reason(error).lower()}", "choose another name")
