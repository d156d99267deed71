"""Find letters that were read in the wrong encoding, or copied from the code of a web page."""

import re
from collections.abc import Iterator
from html import unescape
from typing import Any

from quiz.bank.garbled import GARBLED, ungarbled
from quiz.bank.problem import Problem
from quiz.check.texts import every_text
from quiz.check.wording import ENTITY

_ENTITY = re.compile(ENTITY)
_NO_LETTER = re.compile("[\ufffc\ue000-\uf8ff\U000f0000-\U0010fffd]")
"""What stands for an object, and characters that only their own font has, such as Word's bullet."""


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
