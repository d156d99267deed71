"""Articles in their paragraphs, and whether quoted words stand in one.

Blocks of an article are set apart by blank lines. The first is the headline, the next ¶1 and
so on, captions included; a block that begins with [4] is note 4.
"""

import re
from functools import cache, lru_cache
from pathlib import Path

from quiz.text import UNSAFE

_CURLY = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "\u00a0": " "})
_WORD = re.compile(r"[\w%]+(?:['’–-]\w+)*")


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
    """The paragraphs of an article in a folder of the reader's own; empty when it has none.

    What could disturb a terminal is left out: such copies are pasted from anywhere.
    """
    try:
        text = (directory / f"{source}.txt").read_text(encoding="utf-8")
        return paragraphs(UNSAFE.sub("", text))
    except (OSError, UnicodeDecodeError):
        return {}


def words(text: str) -> list[str]:
    """The words of a text, as a limit on quotations counts them."""
    return _WORD.findall(text)


def words_at(text: str) -> list[re.Match[str]]:
    """The words of a text with their places."""
    return list(_WORD.finditer(text))


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """The text with straight quotes and single spaces."""
    return " ".join(text.translate(_CURLY).split())


def stands(quote: str, paragraph: str) -> bool:
    """Whether the words of a quotation stand in a paragraph, in one piece."""
    run, text = fold(quote), fold(paragraph)
    start = text.find(run) if run else -1
    while start >= 0:
        before, after = text[:start][-1:], text[start + len(run) :][:1]
        if not (_joined(before, run[0]) or _joined(run[-1], after)):
            return True
        start = text.find(run, start + 1)
    return False


def find(quote: str, paragraph: str) -> tuple[int, int] | None:
    """Where a quotation that stands in a paragraph does so, as offsets into the paragraph."""
    pattern = r"\s+".join(map(re.escape, fold(quote).split()))
    for found in re.finditer(pattern, paragraph.translate(_CURLY)) if pattern else ():
        start, end = found.span()
        before, after = paragraph[:start][-1:], paragraph[end : end + 1]
        if not (_joined(before, found[0][0]) or _joined(found[0][-1], after)):
            return start, end
    return None


def _joined(left: str, right: str) -> bool:
    """Whether two neighbouring characters belong to one word."""
    return left.isalnum() and right.isalnum()
