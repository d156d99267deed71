"""Find quotations in paragraphs, however they are encoded, spaced or punctuated."""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby
from unicodedata import category, combining, normalize

from quiz.text import DOUBLE_QUOTES, INVISIBLE, SINGLE_QUOTES, one_character

_SAME = str.maketrans(
    dict.fromkeys(SINGLE_QUOTES + DOUBLE_QUOTES + '"', "'") | dict.fromkeys("‐‑−", "-")
)
"""Marks change when a quotation is put inside another, so all count as the same; so do hyphens."""

_RUNS = re.compile("(?P<plain>[!-~]+)|[^!-~]+")
"""Runs of ASCII, in which only quotation marks change, and what is between them."""

_SPACED_MARK = re.compile(r"(?<=[«‹])\s|\s(?=[»›])")
"""The space that French puts inside its quotation marks."""

_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]"
)
"""Thai, Lao, Burmese, Khmer, Chinese and Japanese, which don't space words, and Korean, which adds
its endings without a space."""

_DECIMAL = re.compile(r".?\d[.,]\d|\d[.,]\d.?", re.DOTALL)
"""The two characters on either side of an offset next to the point or comma of a number."""


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """A text as quotations are compared: in one Unicode form, with one kind of each mark."""
    return normalize("NFC", _normalised(text)[0])


def occurs_in(quote: str, paragraph: str) -> bool:
    """Whether a quotation occurs in a paragraph, in one piece."""
    return find(quote, paragraph) is not None


def find(quote: str, paragraph: str) -> tuple[int, int] | None:
    """The start and end offsets of a quotation in a paragraph; None if it isn't there."""
    return next(occurrences(quote, paragraph), None)


def occurrences(quote: str, paragraph: str) -> Iterator[tuple[int, int]]:
    """The start and end offsets of a quotation in a paragraph, wherever it is."""
    wanted, (text, offsets) = _normalised(quote)[0], _normalised(paragraph)
    start = text.find(wanted) if wanted else -1
    while start >= 0:
        end = start + len(wanted)
        if not (_splits_word(text, start) or _splits_word(text, end)):
            yield min(offsets[start:end]), max(offsets[start:end]) + 1
        start = text.find(wanted, start + 1)


@lru_cache(maxsize=4096)
def _normalised(text: str) -> tuple[str, tuple[int, ...]]:
    """A text normalised for comparing, and the offset that each of its characters came from.

    Accents are separate characters after their letters, in Unicode's order; invisible characters
    are left out, and the space between words is a single space.
    """
    letters: list[str] = []
    offsets: list[int] = []
    inside_marks = {match.start() for match in _SPACED_MARK.finditer(text)}
    for match in _RUNS.finditer(text):
        start, end = match.span()
        if match["plain"]:
            letters += match[0].replace('"', "'")
            offsets += range(start, end)
            continue
        for offset in range(start, end):
            character = text[offset]
            if INVISIBLE.match(character) or offset in inside_marks:
                continue
            for piece in normalize("NFD", one_character(character)).translate(_SAME):
                if not piece.isspace() or (letters and letters[-1] != " "):
                    letters.append(" " if piece.isspace() else piece)
                    offsets.append(offset)
    if _UNSPACED.search(text):  # in such scripts, a space is only a line break
        kept = [index for index in range(len(letters)) if not _only_breaks(letters, index)]
        letters, offsets = [letters[each] for each in kept], [offsets[each] for each in kept]
    if any(map(combining, set(letters))):
        # Several accents on a letter may come in any order: put them into Unicode's.
        order: list[int] = []
        for is_accent, run in groupby(
            range(len(letters)), key=lambda each: combining(letters[each]) > 0
        ):
            indices = list(run)
            order += (
                sorted(indices, key=lambda each: combining(letters[each])) if is_accent else indices
            )
        letters, offsets = [letters[each] for each in order], [offsets[each] for each in order]
    return "".join(letters), tuple(offsets)


def _only_breaks(letters: list[str], index: int) -> bool:
    """Whether a letter is a space between others of scripts that don't space words."""
    around = letters[max(0, index - 1) : index] + letters[index + 1 : index + 2]
    return letters[index] == " " and all(map(_UNSPACED.match, around))


def _splits_word(text: str, offset: int) -> bool:
    """Whether an offset is within a word or a number.

    An accent belongs to its letter; in scripts that don't space words, every letter is a word.
    """
    left, right = text[max(0, offset - 1) : offset], text[offset : offset + 1]
    if not left or not right:
        return False
    if category(right).startswith("M") and not _UNSPACED.match(right):
        return True
    if left.isalnum() and right.isalnum():
        return not (_UNSPACED.match(left) or _UNSPACED.match(right))
    return _DECIMAL.fullmatch(text[max(0, offset - 2) : offset + 2]) is not None
