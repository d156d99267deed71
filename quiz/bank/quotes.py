"""Articles in their paragraphs, and whether quoted words stand in one.

Blocks of an article are set apart by blank lines. The first is the headline, the next ¶1 and
so on, captions included; a block that begins with [4] is note 4.
"""

import re
from functools import cache, lru_cache
from itertools import groupby
from pathlib import Path
from unicodedata import category, combining, normalize

from quiz.bank.load import read_regular
from quiz.text import DOUBLE_QUOTES, INVISIBLE, SINGLE_QUOTES, UNSAFE, one_character, one_form

LARGEST = 1_000_000
"""Bytes of an article, which is as much as a long novel."""

NOT_UTF8 = "not UTF-8"

_SAME = str.maketrans(
    dict.fromkeys(SINGLE_QUOTES + DOUBLE_QUOTES + '"', "'") | dict.fromkeys("‐‑−", "-")
)
"""A quotation inside another changes its marks, so all count as one; so do hyphens."""
_SPACED_MARK = re.compile(r"(?<=[«‹])\s|\s(?=[»›])")
"""The space that French has inside its quotation marks."""
_LINES = re.compile("[\x0b\x0c\x85\u2028]")
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]"
)
"""Thai, Lao, Burmese, Khmer, Chinese, Japanese; Korean adds its endings without a space."""
_BROKEN = re.compile("\u00ad\\s+")
"""A soft hyphen at the end of a line: the word goes on in the next."""
_WORD = re.compile(r"[\w%]+(?:['’‐–-]\w+)*")


def paragraphs(text: str) -> dict[str, str]:
    """Each block of an article by its locator, in order."""
    found: dict[str, str] = {}
    blocks = [block.strip() for block in re.split(r"\n\s*\n", text) if block.strip()]
    for number, block in enumerate(blocks):
        note = re.match(r"\[(\d+)\]", block)
        found["headline" if number == 0 else f"note {note[1]}" if note else f"¶{number}"] = block
    return found


@cache
def article(directory: Path, source: str) -> dict[str, str]:
    """The paragraphs of an article in a folder of the reader's own; empty when it has none."""
    try:
        return read_article(directory, source)
    except (OSError, ValueError):
        return {}


def read_article(directory: Path, source: str) -> dict[str, str]:
    """The paragraphs of an article in a folder.

    What could disturb a terminal is left out, since such copies are pasted from anywhere. Raises
    `FileNotFoundError` where there is none, and `OSError` or `ValueError` with the reason where
    it can't be read. A link that leads out of the folder is not followed.
    """
    file = directory / f"{source}.txt"
    if file.is_symlink() and not file.resolve().is_relative_to(directory.resolve()):
        raise ValueError("a link to somewhere else")
    data = read_regular(file, LARGEST)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ValueError(NOT_UTF8) from None
    lines = _LINES.sub("\n", text.replace("\r\n", "\n").replace("\r", "\n"))
    lines = lines.replace("\u2029", "\n\n")
    if not (found := paragraphs(UNSAFE.sub("", _BROKEN.sub("", lines)))):
        raise ValueError("empty")
    return found


def words(text: str) -> list[str]:
    """The words of a text, as a limit on quotations counts them."""
    return _WORD.findall(one_form(text))


def words_at(text: str) -> list[re.Match[str]]:
    """The words of a text with their places."""
    return list(_WORD.finditer(text))


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """The text as quotations are compared: in one Unicode form, with one kind of each mark."""
    return normalize("NFC", _spelled(text)[0])


def stands(quote: str, paragraph: str) -> bool:
    """Whether the words of a quotation stand in a paragraph, in one piece."""
    return find(quote, paragraph) is not None


def find(quote: str, paragraph: str) -> tuple[int, int] | None:
    """Where the words of a quotation stand in a paragraph, as offsets into the paragraph."""
    run, (text, places) = _spelled(quote)[0], _spelled(paragraph)
    start = text.find(run) if run else -1
    while start >= 0:
        end = start + len(run)
        if not (_joined(text, start) or _joined(text, end)):
            return min(places[start:end]), max(places[start:end]) + 1
        start = text.find(run, start + 1)
    return None


@lru_cache(maxsize=4096)
def _spelled(text: str) -> tuple[str, tuple[int, ...]]:
    """The text in letters and marks of one form each, and the place that each comes from.

    Accents stand by themselves after their letters, in the order of Unicode; what cannot be seen
    is left out, and all space between words is one space.
    """
    spelled: list[tuple[str, int]] = []
    inside = {found.start() for found in _SPACED_MARK.finditer(text)}
    for place, character in enumerate(text):
        if INVISIBLE.match(character) or place in inside:
            continue
        for piece in normalize("NFD", one_character(character)).translate(_SAME):
            if not piece.isspace():
                spelled.append((piece, place))
            elif spelled and spelled[-1][0] != " ":
                spelled.append((" ", place))
    # Where words are not set apart, a space is the end of a line.
    between = [each[0] for each in spelled]
    spelled = [
        each
        for at, each in enumerate(spelled)
        if each[0] != " "
        or not all(map(_UNSPACED.match, (between[at - 1 : at] + between[at + 1 : at + 2])))
    ]
    # Accents that follow one letter may come in any order; Unicode has one for them.
    ordered: list[tuple[str, int]] = []
    for is_mark, run in groupby(spelled, key=lambda each: combining(each[0]) > 0):
        letters = list(run)
        ordered += sorted(letters, key=lambda each: combining(each[0])) if is_mark else letters
    return "".join(piece for piece, _ in ordered), tuple(place for _, place in ordered)


def _joined(text: str, at: int) -> bool:
    """Whether what stands on the two sides of a place belongs to one word or one number.

    An accent belongs to its letter, and where words are not set apart every letter is a word.
    """
    left, right = text[max(0, at - 1) : at], text[at : at + 1]
    if not left or not right:
        return False
    if category(right).startswith("M") and not _UNSPACED.match(right):
        return True
    if left.isalnum() and right.isalnum():
        return not (_UNSPACED.match(left) or _UNSPACED.match(right))
    return _POINT.fullmatch(text[max(0, at - 2) : at + 2]) is not None


_POINT = re.compile(r".?\d[.,]\d|\d[.,]\d.?", re.DOTALL)
"""The neighbourhood of a place beside the point or comma of a number."""
