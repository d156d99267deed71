"""The gaps in a note of Anki's, such as {{c1::Paris::a city}}; they may be in one another."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from quiz.formats.answers import GAP

_MARK = re.compile(r"\{\{c(\d{1,3}(?:,\d{1,3})*)::|\}\}")
_DEEPEST = 8
"""The most gaps in one another; Anki reads no more."""
_HINT = "::"


class Gap(NamedTuple):
    """A gap, or a whole note."""

    numbers: frozenset[int]
    """The cards that ask it."""
    inner: "tuple[str | Gap, ...]"
    hint: str = ""


def gaps(text: str) -> Gap:
    """A note with its gaps; what opens or closes none stays a text. In one pass."""
    open: list[tuple[str, list[str | Gap]]] = [("", [])]
    at = 0
    for mark in _MARK.finditer(text):
        if not (mark[1] and len(open) <= _DEEPEST) and not (not mark[1] and len(open) > 1):
            continue
        open[-1][1].append(text[at : mark.start()])
        at = mark.end()
        if mark[1]:
            open.append((mark[0], []))
        else:
            start, inner = open.pop()
            open[-1][1].append(_closed(start, inner))
    open[-1][1].append(text[at:])
    while len(open) > 1:
        start, inner = open.pop()
        open[-1][1].extend((start, *inner))
    return Gap(frozenset(), tuple(open[0][1]))


def _closed(start: str, inner: list[str | Gap]) -> Gap:
    numbers = frozenset(int(each) for each in re.findall(r"\d+", start))
    last, hint = inner[-1], ""
    if isinstance(last, str) and _HINT in last:
        last, _, hint = last.rpartition(_HINT)
        inner = [*inner[:-1], last]
    return Gap(numbers, tuple(inner), hint)


def numbers(gap: Gap) -> Sequence[int]:
    """The numbers of the cards that a note has, in the order of its gaps."""
    its = [*sorted(gap.numbers)]
    for each in gap.inner:
        if isinstance(each, Gap):
            its += numbers(each)
    return [*dict.fromkeys(its)]


def asked(gap: Gap, number: int | None) -> str:
    """The text of a card, with lines for what it asks; of all of it if there's no number."""
    if number in gap.numbers:
        return f"{GAP} ({gap.hint})" if gap.hint else GAP
    return "".join(each if isinstance(each, str) else asked(each, number) for each in gap.inner)


def answers(gap: Gap, number: int) -> list[str]:
    """What is in the gaps that a card asks."""
    if number in gap.numbers:
        return [asked(gap, None)]
    return [text for each in gap.inner if isinstance(each, Gap) for text in answers(each, number)]
