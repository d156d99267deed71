"""The HTML of a question taken apart: ours by its classes, another tool's as one text."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from quiz.formats.answers import Fields, brief
from quiz.formats.html import plain
from quiz.text import UNSAFE, clean

# Of ours: all text is escaped, so that no tag in it can end these elements early.
_STEM = ('<div class="stem">', "</div>")
_PASSAGE = ("<blockquote>", "</blockquote>")
_FIGURE = ("<figure>", "</figure>")
_ROW = ('<p class="row">', "</p>")
_EXPLANATION = ('<div class="explanation">', "</div>")
_REASONS = ('<ol class="reasons">', "</ol>")
_SOURCES = ('<ul class="sources">', "</ul>")
_ITEM = ("<li>", "</li>")
_PART = re.compile(r'<(u|span) class="part">([^<]*+)</(?:u|span)>')
_END = re.compile(r'<span class="(first|last)">([^<]*+)</')
_HABIT = re.compile(r'<span class="habit">([^<]*+)</')
_AS_OF = re.compile(r'<time datetime="([\d-]++)">')
_LINE_BREAK = re.compile("<br ?/?>")

_DROPPED = re.compile("[\u200b\u2060\ufeff]")
"""Invisible characters that editors of HTML leave behind."""
_BREAK = re.compile(r"\s*\n\s*")


class Piece(NamedTuple):
    """A text, and what of it is lost."""

    text: str
    lost: tuple[str, ...] = ()


def piece(text: str, format: str = "html") -> Piece:
    """A text in one of Moodle's formats as plain text that a question file can hold."""
    lost: tuple[str, ...] = ()
    if format in ("html", "moodle_auto_format", "moodle", ""):
        if format != "html":  # lines are kept, and tags work
            text = re.sub(r"(?<!>)\r?\n", "<br>", text.strip())
        text, lost = plain(text)
    text = _DROPPED.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return Piece(clean(text).strip() if UNSAFE.search(text) else text.strip(), lost)


def one_line(text: str) -> str:
    """A text without its line breaks, for what is a line in a question file."""
    return _BREAK.sub(" ", text)


def line(html: str) -> str:
    """HTML as one line of text."""
    return one_line(piece(html).text)


def as_id(name: str) -> str:
    """What another tool calls a question by, as it may be written in an id; it may not be one."""
    return re.sub(r"[\s_.]+", "-", name.strip().lower())


class Asked(NamedTuple):
    """What is asked, taken apart."""

    fields: Fields
    """The stem, and the passage if there is one."""
    lost: list[str]
    parts: tuple[tuple[str, bool], ...] = ()
    """The parts of a `spot` of ours, each with whether it can be picked."""
    join: str = " "
    ends: tuple[str, str] | None = None
    """What the two ends of an `order` of ours mean; empty if nothing else."""
    rows: tuple[tuple[str, str], ...] = ()
    """The rows of a `sort` of ours as HTML, each with its gap."""


def asked(html: str, format: str = "html") -> Asked:
    """A question's text, taken apart."""
    stem = next(_within(html, _STEM), None) if format == "html" else None
    if stem is None:
        text, lost = piece(html, format)
        return Asked({"stem": text} if text else {}, _left_out(lost))
    before, _, rest = html.partition(_STEM[0])
    rest = rest.partition(_STEM[1])[2]
    figures = [piece(each).text for each in _within(rest, _FIGURE)]
    told = [f"{brief(each)} as something to look at: it's text in the passage" for each in figures]
    texts = (*(piece(each).text for each in _within(before, _PASSAGE)), *figures)
    passage = "\n\n".join(filter(None, texts))
    ends = {name: line(text) for name, text in _END.findall(rest)}
    parts = [*_PART.finditer(rest)]
    rows = (_LINE_BREAK.split(each, maxsplit=1) for each in _within(rest, _ROW))
    return Asked(
        {**({"passage": passage} if passage else {}), "stem": piece(stem).text},
        told,
        tuple((line(each[2]), each[1] == "u") for each in parts),
        "" if _joined(parts) else " ",
        (ends["first"], ends["last"]) if len(ends) > 1 else None,
        tuple((row[0], row[1]) for row in rows if len(row) > 1),
    )


class Said(NamedTuple):
    """What is said after the answer, taken apart."""

    fields: Fields
    lost: list[str]
    reasons: dict[str, str]
    """The reasons for rows or steps, by their texts."""


def said(html: str, format: str = "html") -> Said:
    """A question's general feedback, taken apart."""
    explanation = next(_within(html, _EXPLANATION), None) if format == "html" else None
    if explanation is None:
        text, lost = piece(html, format)
        return Said({"explanation": text} if text else {}, _left_out(lost), {})
    fields = {"explanation": piece(explanation).text}
    if habit := _HABIT.search(html):
        fields["habit"] = line(habit[1])
    if as_of := _AS_OF.search(html):
        fields["as_of"] = as_of[1]
    sources = [each for its in _within(html, _SOURCES) for each in _within(its, _ITEM)]
    told = [f"the source {line(each)}: cite it again" for each in sources]
    items = [each for its in _within(html, _REASONS) for each in _within(its, _ITEM)]
    reasons = (each.removeprefix("<b>").partition("</b>") for each in items)
    return Said(fields, told, {line(text): piece(why).text for text, _, why in reasons})


def _joined(parts: Sequence[re.Match[str]]) -> bool:
    """Whether nothing is between the parts of a passage, rather than a space."""
    return len(parts) > 1 and all(a.end() == b.start() for a, b in pairwise(parts))


def _left_out(lost: Iterable[str]) -> list[str]:
    return [f"{each}: left out" for each in lost]


def _within(html: str, tags: tuple[str, str]) -> Iterator[str]:
    """What is in each element with these tags. Takes time in proportion to the length."""
    opening, closing = tags
    at = 0
    while (start := html.find(opening, at)) >= 0:
        start += len(opening)
        if (at := html.find(closing, start)) < 0:
            return
        yield html[start:at]
