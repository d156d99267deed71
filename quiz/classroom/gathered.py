"""Which files of a folder are hand-ins, whatever they are called, and which ones aren't."""

import os
import re
from collections.abc import Collection, Iterator
from pathlib import Path

from msgspec import Struct

from quiz.classroom.handin import ENDING, UNFINISHED

DEEPEST = 4
"""How many folders within each other are looked into: a class, a task, a pupil, an attempt."""
_FIRST = 1000
"""How many bytes at the beginning of a file tell whether it is a hand-in."""
_HAND_IN = re.compile(rb'\s*\{\s*"quiz"\s*:\s*"hand-in"')
_OF_SYSTEMS = {".DS_Store", "Thumbs.db", "desktop.ini", "__MACOSX"}
"""What systems put beside files; what begins with "._" is from them, too."""


class Gathered(Struct, frozen=True):
    """What there is in a folder, and in those within it, in the order of their names."""

    hand_ins: tuple[Path, ...]
    unfinished: tuple[Path, ...]
    """Papers that are only partly typed in."""
    unread: tuple[str, ...]
    """The other files, empty folders, and folders that lie too deep, by their paths in it."""


def gathered(folder: Path, but: Collection[Path] = ()) -> Gathered:
    """What there is in a folder; raises `OSError` if that can't be found out.

    Hand-ins are files with their ending, and those that begin as one does, such as `Ann.quiz.txt`.
    The files of `but` have another purpose.
    """
    hand_ins: list[Path] = []
    unfinished: list[Path] = []
    unread: list[str] = []
    others = {path for each in but if (path := _real(each))}
    for path, is_known in _within(folder, {_real(folder)}, DEEPEST):
        if not is_known:
            unread.append(f"{path.relative_to(folder)}{os.sep}")
        elif path.suffix == UNFINISHED:
            unfinished.append(path)
        elif path.suffix.lower() == ENDING or _begins_as_one(path):
            hand_ins.append(path)
        elif _real(path) not in others:
            unread.append(str(path.relative_to(folder)))
    return Gathered(tuple(hand_ins), tuple(unfinished), tuple(unread))


def _within(folder: Path, seen: set[Path | None], levels: int) -> Iterator[tuple[Path, bool]]:
    """The files in a folder and those within it; False beside a folder that isn't looked into."""
    for each in sorted(folder.iterdir()):
        if each.name in _OF_SYSTEMS or each.name.startswith("._"):
            continue
        if not each.is_dir():
            yield each, True
            continue
        if (real := _real(each)) in seen:  # a link that leads back
            continue
        seen.add(real)
        try:
            any_there = any(each.iterdir())
        except OSError:
            any_there = False
        if levels and any_there:
            yield from _within(each, seen, levels - 1)
        else:
            yield each, False


def _begins_as_one(path: Path) -> bool:
    try:
        if not path.is_file():
            return False
        with path.open("rb") as file:
            return bool(_HAND_IN.match(file.read(_FIRST).removeprefix(b"\xef\xbb\xbf")))
    except OSError:
        return False


def _real(path: Path) -> Path | None:
    try:
        return path.resolve(strict=True)
    except (OSError, RuntimeError):  # the latter for a link to itself
        return None
