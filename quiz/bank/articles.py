"""Read the articles that a bank quotes, and split them into paragraphs.

Blank lines separate the blocks of an article. The first block is the headline, the next ¶1 and
so on, captions included; a block that begins with [4] is note 4.
"""

import re
from functools import cache
from pathlib import Path

from quiz.bank.fields import Citation
from quiz.bank.load import read_regular_file
from quiz.text import UNSAFE

LARGEST = 1_000_000
"""The most bytes in an article: as many as in a long novel."""

NOT_UTF8 = "not UTF-8"
RUN_ON = "with no blank lines between its paragraphs"

_HEADLINE, _PARAGRAPH = 60, 160
"""The most words of a headline over several lines, and characters of a line that isn't a paragraph
of its own: a wrapped one is much shorter, and a word processor saves a paragraph as one line."""

_LINES = re.compile("[\x0b\x0c\x85\u2028]")
_BROKEN = re.compile("\u00ad\\s+")
"""A soft hyphen at the end of a line, where a word continues on the next."""


def paragraphs(text: str) -> dict[str, str]:
    """The blocks of an article by locator, in order."""
    located: dict[str, str] = {}
    blocks = [block.strip() for block in re.split(r"\n\s*\n", text) if block.strip()]
    for number, block in enumerate(blocks):
        note = re.match(r"\[(\d+)\]", block)
        locator = "headline" if number == 0 else f"note {note[1]}" if note else f"¶{number}"
        located[locator] = block
    return located


@cache
def article(directory: Path, source: str) -> dict[str, str]:
    """The paragraphs of an article in a folder; empty if it cannot be read."""
    try:
        return read_article(directory, source)
    except (OSError, ValueError):
        return {}


def paragraph_of(directory: Path, citation: Citation) -> str:
    """The paragraph of an article in a folder that a citation is from; empty if none is.

    Without a locator, it is the only one that has the quoted words.
    """
    blocks = article(directory, citation.source)
    if citation.at:
        return blocks.get(citation.at, "")
    from quiz.bank.quotes import occurs_in  # noqa: PLC0415 - 3 ms of a start, for copies alone

    holding = [block for block in blocks.values() if occurs_in(citation.quote, block)]
    return holding[0] if len(holding) == 1 else ""


def read_article(directory: Path, source: str) -> dict[str, str]:
    """The paragraphs of an article in a folder.

    Characters that could disturb a terminal are left out, as copies are pasted from anywhere.
    Raises `FileNotFoundError` if there is no such file, and `OSError` or `ValueError` with the
    reason if it can't be read. A link that leads out of the folder is not followed.
    """
    file = directory / f"{source}.txt"
    if file.is_symlink() and not file.resolve().is_relative_to(directory.resolve()):
        raise ValueError("a link to somewhere else")
    data = read_regular_file(file, LARGEST)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ValueError(NOT_UTF8) from None
    lines = _LINES.sub("\n", text.replace("\r\n", "\n").replace("\r", "\n"))
    lines = lines.replace("\u2029", "\n\n")
    if not (blocks := paragraphs(UNSAFE.sub("", _BROKEN.sub("", lines)))):
        raise ValueError("empty")
    if _runs_on(blocks):
        raise ValueError(RUN_ON)
    return blocks


def _runs_on(blocks: dict[str, str]) -> bool:
    """Whether paragraphs follow each other with no blank line between them."""
    headline = blocks.get("headline", "")
    if "\n" in headline and (len(blocks) == 1 or len(headline.split()) > _HEADLINE):
        return True
    lines = (block.split("\n") for block in blocks.values())
    return any(sum(len(line) > _PARAGRAPH for line in each) > 1 for each in lines)
