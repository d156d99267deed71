"""The text of a file of GIFT taken apart into questions."""

import re
from collections.abc import Iterator
from typing import NamedTuple

_SPECIAL = "\\:#={}~\n"
_STANDS_FOR = {each: chr(0xFDD0 + place) for place, each in enumerate(_SPECIAL)}
"""Characters that Unicode has set aside, each for one that was written with a backslash."""
BACK = str.maketrans({mark: each for each, mark in _STANDS_FOR.items()})
_UNUSED = dict.fromkeys(BACK)
_ESCAPED = re.compile(r"\\([\\:#={}~n])")


class Block(NamedTuple):
    """The lines up to an empty one."""

    line: int
    comment: str
    text: str
    """Without comments, and with a mark for each character that has a backslash."""


def blocks(text: str) -> Iterator[Block]:
    """The questions of a file. One goes on after an empty line if its brace is still open."""
    block = _Gathered()
    for at, raw in enumerate(text.translate(_UNUSED).split("\n"), start=1):
        line = raw.strip()
        if "\\" in line:
            line = _ESCAPED.sub(_mark, line)
        if block.ends_before(line):
            whole, block = block.split(len(block.lines))
            yield whole
        elif block.gap and block.open_braces > 0 and "{" in line:  # the first was never closed
            whole, block = block.split(block.gap)
            yield whole
        if line.startswith("//"):
            block.comments.append(raw.strip())
        elif line:
            block.add(at, line)
        elif block.lines and block.open_braces > 0:
            block.gap, block.waits = len(block.lines), True
        elif block.lines:
            yield block.split(len(block.lines))[0]
            block = _Gathered()
        else:
            block.comments = []
    if block.lines:
        yield block.split(len(block.lines))[0]


class _Gathered:
    """The lines of a question that may go on."""

    def __init__(self) -> None:
        self.lines: list[tuple[int, str]] = []
        self.comments: list[str] = []
        self.open_braces = 0
        self.waits = False
        """Whether an empty line has just come within braces."""
        self.gap = 0
        """How many lines came before the last such line."""
        self._answered = False
        self._before = 0
        """How many comments came before the braces were closed."""

    def add(self, at: int, line: str) -> None:
        self.lines.append((at, line))
        self.open_braces += line.count("{") - line.count("}")
        self.waits = False
        if "}" in line and self.open_braces <= 0:
            self._answered, self._before = True, len(self.comments)

    def ends_before(self, line: str) -> bool:
        """Whether a line begins the next question, although no empty line comes before it."""
        if line.startswith(("::", "$CATEGORY:")):
            return self._answered or self.open_braces > 0
        return self.waits and line.startswith("//")

    def split(self, end: int) -> tuple[Block, "_Gathered"]:
        """The first lines as a block, and those after them."""
        lines, after = self.lines[:end], self.lines[end:]
        before = self._before if self._answered else len(self.comments)
        comments, its = self.comments[:before], self.comments[before:]
        rest = _Gathered()
        rest.comments = its
        for each in after:
            rest.add(*each)
        text = "\n".join(text for _, text in lines)
        return Block(lines[0][0], "\n".join(comments), text), rest


def _mark(match: re.Match[str]) -> str:
    return _STANDS_FOR["\n" if match[1] == "n" else match[1]]
