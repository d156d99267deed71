"""Whether quoted words stand where a citation says they do.

Blocks of an article are set apart by blank lines. The first is the headline, the next ¶1 and
so on, captions included; a block that begins with [4] is note 4.
"""

import re
from functools import cache
from pathlib import Path

_CURLY = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "\u00a0": " "})


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
        return paragraphs((directory / f"{source}.txt").read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError):
        return {}


def fold(text: str) -> str:
    """The text with straight quotes and single spaces."""
    return re.sub(r"\s+", " ", text.translate(_CURLY)).strip()


def stands(quote: str, paragraph: str) -> bool:
    """Whether the words of a quotation stand in a paragraph, in one piece."""
    return find(quote, paragraph) is not None


def find(quote: str, paragraph: str) -> tuple[int, int] | None:
    """Where a quotation stands in a paragraph, as offsets into the paragraph itself."""
    words = re.escape(quote.translate(_CURLY)).replace(r"\ ", r"\s+")
    pattern = rf"(?<!\w){words}(?!\w)"
    found = re.search(pattern, paragraph.translate(_CURLY))
    return found.span() if found else None
