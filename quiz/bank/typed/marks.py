"""Words that differ in accents, apostrophes or hyphens alone, as where a keyboard lacks them."""

import re
import unicodedata

from quiz.bank.typed.spelling import normalised, on_keyboard

FEWEST = 3
"""The fewest letters in a word in which a mark may be missing; “ou” isn't “où”."""

ACCENTS = re.compile("[\u0300-\u036f]")
"""Of Latin, Greek and Cyrillic letters; in other scripts, such marks are vowels."""
APOSTROPHE = re.compile(r"(?<=[^\W\d_])'(?=[^\W\d_])")
HYPHEN = re.compile(r"(?<=[^\W\d_]{2})-(?=[^\W\d_])|(?<=[^\W\d_])-(?=[^\W\d_]{2})")
"""In a word of more than two letters: “e-mail”, but not “a-z”."""
PLAIN = {"ł": "l", "đ": "d", "ø": "o", "æ": "ae", "œ": "oe", "ı": "i", "ð": "d", "þ": "th"}
"""Letters whose mark is no accent in Unicode, and those that are written as two."""
SPELLED_OUT = {"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe"}
"""Letters for which those who can't type them write two."""


def joined(text: str, *, case: bool = False) -> str:
    """A text as it is compared, with its hyphens left out: “so-called” as “socalled”."""
    return normalised(HYPHEN.sub("", on_keyboard(text)), case=case)


def without_marks(spelled: str) -> set[str]:
    """A spelling without accents and apostrophes, in each of the ways in which it is typed."""
    bare = APOSTROPHE.sub("", unicodedata.normalize("NFC", spelled))
    ways = (bare, _replaced(bare, SPELLED_OUT))
    return {ACCENTS.sub("", unicodedata.normalize("NFD", _replaced(each, PLAIN))) for each in ways}


def _replaced(text: str, letters: dict[str, str]) -> str:
    """A text with other letters, small or capital."""
    return "".join(_like(each, letters.get(each.lower(), each)) for each in text)


def _like(letter: str, other: str) -> str:
    """The other letters, with a capital if this one is one."""
    return other.capitalize() if letter != other and letter.isupper() else other
