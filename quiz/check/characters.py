"""Find characters that nobody sees or that were garbled, and texts with nothing in them."""

import re
import unicodedata
from collections.abc import Iterator
from html import unescape
from typing import Any

from quiz.bank.garbled import GARBLED, ungarbled
from quiz.bank.problem import Problem
from quiz.check.texts import every_text
from quiz.check.wording import ENTITY
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
_ENTITY = re.compile(ENTITY)
_NO_LETTER = re.compile("[\ufffc\ue000-\uf8ff\U000f0000-\U0010fffd]")
"""What stands for an object, and characters that only their own font has, such as Word's bullet."""


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
            continue  # which other rules report
        if not value.strip() and (key in _SAYS_NOTHING or (value and key in _MAY_BE_EMPTY)):
            message, mend = f"`{key}` is empty", "write something here, or leave it out"
            yield Problem("Q011", message, mend, path, level="warning")


def garbled_letters(text: str, document: dict[str, Any]) -> Iterator[Problem]:
    """A warning for each text of a document with letters that aren't what they were."""
    entities = _ENTITY.search(text)
    odd = not text.isascii() and (GARBLED.search(text) or _NO_LETTER.search(text))
    if not entities and not odd:
        return
    for path, value in every_text(document):
        if path[0] != "questions" and (found := _ENTITY.search(value)):  # Q326 is about those
            message = f"“{found[0]}” is {unescape(found[0])} in HTML, and shown as it is typed"
            mend = f"write {unescape(found[0])}"
            yield Problem("Q010", message, mend, path, level="warning", within=found[0])
        if found := _NO_LETTER.search(value):
            is_object = found[0] == "\ufffc"
            what = "stands for a picture or an object" if is_object else "only one font has"
            message = f"a character (U+{ord(found[0]):04X}) that {what}"
            mend = "write another, or take it out"
            yield Problem("Q010", message, mend, path, level="warning", within=found[0])
        if found := GARBLED.search(value):
            plain = ungarbled(found[0])
            if plain == found[0]:
                message, mend = "a character was lost in another encoding", "write it again"
            else:
                message = f"“{found[0]}” is {plain}, read in the wrong encoding"
                mend = f"write {plain}"
            yield Problem("Q010", message, mend, path, level="warning", within=found[0])


def visible(text: str) -> str:
    """A text without the characters that are reported."""
    text = text if text.isascii() else _STRAY.sub("", text)
    return text if _RIGHT_TO_LEFT.search(text) else _DIRECTIONS.sub("", text)
