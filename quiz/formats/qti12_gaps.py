"""Menus within a text of QTI 1.2, as Canvas has them, as rows to sort."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from quiz.formats.answers import GAP
from quiz.formats.apart import Asked, one_line, piece

_LONGEST = 4000
"""The most characters of a line that becomes a row."""
_GOES_ON = re.compile(r"(?:<p>)?[.,;:!?)]")
"""What begins with a mark that stands right after a word."""
_EMPTY = re.compile(r"\n{3,}")


class Apart(NamedTuple):
    """A text with menus, taken apart."""

    rows: list[str]
    stem: str
    """What is left of it; empty if every line has a menu."""


def apart(stem: str, names: Sequence[str]) -> Apart:
    """The line that each menu is in, by the names of the menus, and the lines without any.

    Its own gap is drawn in a row, unless it is alone and ends the line; others are an ellipsis. A
    menu that isn't in a line with words has its name as a row.
    """
    gap = re.compile("|".join(re.escape(f"[{each}]") for each in names))
    rows: dict[str, str] = {}
    rest = []
    for line in stem.split("\n"):
        found = [*dict.fromkeys(each[0] for each in gap.finditer(line))]
        if not found or not gap.sub("", line).strip() or len(line) > _LONGEST:
            rest.append(line)
            continue
        for its in found:
            rows.setdefault(its, _row(line, its, gap))
    left = _EMPTY.sub("\n\n", "\n".join(rest)).strip()
    return Apart([rows.get(f"[{each}]", each) for each in names], left)


def with_gap(pieces: Sequence[str | None]) -> str:
    """The pieces of a text as HTML; None is a gap, which is drawn where the text goes on after it.

    One of several isn't, as a question here asks for one answer.
    """
    texts = [each for each in pieces if each is not None]
    if len(pieces) - len(texts) != 1 or pieces[-1] is None:
        return "\n".join(texts)
    at = pieces.index(None)
    before, after = "\n".join(texts[:at]), "\n".join(texts[at:])
    space = "" if _GOES_ON.match(after) else " "
    return f"{before.removesuffix('</p>')} {GAP}{space}{after.removeprefix('<p>')}"


def draw_gap(ask: Asked, html: str) -> None:
    """Draw the gap in a text that has just one, named in brackets."""
    name = one_line(piece(html).text)
    if "stem" in ask.fields:
        ask.fields["stem"] = ask.fields["stem"].replace(f"[{name}]", GAP)


def _row(line: str, its: str, gap: re.Pattern[str]) -> str:
    drawn = gap.sub(lambda each: GAP if each[0] == its else "…", line).strip()
    alone = len(gap.findall(line)) == 1
    return drawn.removesuffix(GAP).strip() if alone else drawn
