"""Find invisible characters where nothing needs them, and texts in which nothing can be seen."""

import re
import unicodedata
from collections.abc import Iterator
from typing import Any

from quiz.bank.problem import Problem
from quiz.check.texts import every_text
from quiz.text import INVISIBLE

_BEFORE = "(?<![^\x00-\u058f])"
"""Before it is a Latin, Greek or Cyrillic letter, a figure, a space or nothing."""

_STRAY = re.compile(
    "[\u00ad\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3"
    "\U0001d173-\U0001d17a]"
    f"|{_BEFORE}[\u180b-\u180f\u200c\u200d\U000e0100-\U000e0fff]"
    f"|{_BEFORE}(?<![#*0-9\u00a9\u00ae])[\ufe00-\ufe0f]"
)
"""Soft hyphens and fillers anywhere; joiners and variation selectors in scripts without them."""

_DIRECTIONS = re.compile("[\u061c\u200e\u200f]")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff]")
_EMPTY = re.compile(r"=\s*(\"{3}|'{3}|[\"'])\s*\1")
_SAYS_NOTHING = frozenset(
    (
        *("at", "passage", "lesson", "tells", "silent"),
        *("licence", "introduction", "content_note"),
    )
)
"""Keys that say as much if they are left out."""
_MAY_BE_EMPTY = ("headline", "author", "publisher", "quote")
"""Keys that may be empty, as where a page has no such thing, but not blank."""
_ESCAPE = re.compile(r"\\[uUx]")


def invisible_characters(text: str, document: dict[str, Any]) -> Iterator[Problem]:
    """A warning for each text of a document with a character that can't be seen.

    Joiners are left alone in the scripts and emoji that need them, and so are marks of direction in
    texts with letters from right to left.
    """
    if not (INVISIBLE.search(text) or _ESCAPE.search(text)):
        return
    for path, value in every_text(document):
        match = None if value.isascii() else _STRAY.search(value)
        if match is None and not _RIGHT_TO_LEFT.search(value):
            match = _DIRECTIONS.search(value)
        if match:
            name = unicodedata.name(match[0], "a character without a name").lower()
            message = f"an invisible character: {name} (U+{ord(match[0]):04X})"
            yield Problem("Q009", message, "take it out", path, level="warning", within=match[0])


def empty_texts(text: str, document: dict[str, Any]) -> Iterator[Problem]:
    """A warning for each text of a document that has nothing in it, where that says nothing."""
    if not _EMPTY.search(text):
        return
    for path, value in every_text(document):
        key = path[-1]
        if "aligns" in path or ("cites" in path and key == "quote"):
            continue  # of which other rules tell
        if not value.strip() and (key in _SAYS_NOTHING or (value and key in _MAY_BE_EMPTY)):
            message, mend = f"`{key}` is empty", "write something here, or leave it out"
            yield Problem("Q011", message, mend, path, level="warning")


def visible(text: str) -> str:
    """A text without the characters that are reported."""
    text = text if text.isascii() else _STRAY.sub("", text)
    return text if _RIGHT_TO_LEFT.search(text) else _DIRECTIONS.sub("", text)
