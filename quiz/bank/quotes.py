"""Whether quoted words stand where a citation says they do.

Blocks of an article are set apart by blank lines. The first is the headline, the next ¶1 and
so on, captions included; a block that begins with [4] is note 4.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from pathlib import Path

from quiz.bank.model import Citation, Claim, Question
from quiz.bank.problem import UNSAFE, Problem

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


def misquotations(
    entries: Iterable[tuple[str, int, Question | Claim]],
    roles: dict[str, str],
    directory: Path,
) -> Iterator[Problem]:
    """Every quotation that does not stand in the paragraph that it names.

    Each entry comes with the name of its list and its number there, each source with its role.
    An article that the folder lacks is told once.
    """
    lacking: set[str] = set()
    for kind, number, entry in entries:
        for place, citation in enumerate(entry.cites):
            if not citation.quote or citation.source not in roles:
                continue
            blocks = article(directory, citation.source)
            path = (kind, number, "cites", place)
            if blocks:
                if problem := _misquotation(citation, blocks):
                    code, message, mend, key = problem
                    yield Problem(code=code, message=message, mend=mend, path=(*path, key))
            elif roles[citation.source] == "article" and citation.source not in lacking:
                lacking.add(citation.source)
                yield Problem(
                    code="Q204",
                    message=f"the folder of articles has no {citation.source}.txt",
                    mend="its quotations were not checked",
                    path=("sources", citation.source),
                    part="key",
                    level="warning",
                )


def _misquotation(citation: Citation, blocks: dict[str, str]) -> tuple[str, str, str, str] | None:
    """The code, the message, the mend and the key to point at; None where all is well."""
    quote, at = citation.quote, citation.at
    named = blocks.get(at)
    if named is not None and stands(quote, named):
        return None
    elsewhere = [locator for locator, block in blocks.items() if stands(quote, block)]
    if elsewhere:
        where = " and ".join(elsewhere)
        missing = f"there is no {at} in {citation.source}" if at else "`at` is missing"
        message = f"these words do not stand in {at}" if named is not None else missing
        return ("Q201", message, f"they stand in {where}", "at" if at else "quote")
    if named is None and at:
        last = list(blocks)[-1]
        return ("Q203", f"there is no {at} in {citation.source}", f"the last is {last}", "at")
    locator, run = nearest_run(quote, blocks)
    mend = f"{locator} has “{run}”" if run else "copy the words from the article"
    return ("Q202", f"these words do not stand in {citation.source}", mend, "quote")


def nearest_run(quote: str, blocks: dict[str, str]) -> tuple[str, str]:
    """The locator and the words of an article that are most like a quotation's.

    As many words as the quotation has, around the longest run that both have; empty where
    less than a third of the quotation is in it.
    """
    from difflib import SequenceMatcher  # noqa: PLC0415 - for a wrong quotation alone

    wanted = [word.casefold() for word in words(fold(quote))]
    best = ("", "", max(1, len(wanted) // 3) - 1)
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(wanted)
    for locator, block in blocks.items():
        found = list(_WORD.finditer(fold(block)))
        matcher.set_seq1([word[0].casefold() for word in found])
        match = matcher.find_longest_match()
        if match.size > best[2]:
            first = max(0, match.a - match.b)
            last = min(len(found), first + len(wanted)) - 1
            run = fold(block)[found[first].start() : found[last].end()]
            best = (locator, run, match.size)
    return best[:2]
