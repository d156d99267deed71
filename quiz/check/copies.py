"""The rules that compare more than quotations with the articles: names of sources, copied words."""

import re
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from unicodedata import normalize

from quiz.bank.articles import article
from quiz.bank.kinds import Question, Spot
from quiz.bank.quotes import occurs_in
from quiz.bank.source import Source
from quiz.check.quotations import likeness, nearest_run
from quiz.check.rules import Finding, Findings, rule
from quiz.check.texts import explained, may_exceed, shown, unquoted
from quiz.text import shortened, words

_SHOWN = 80
"""The most characters of a headline to show."""

_BYLINE = 20
"""The most words in a block that may be a byline."""

_SAME_NAME = 0.8
"""The share of letters in common, from 0 to 1, of two spellings of a name."""
_BETWEEN_NAMES = re.compile(r"\s*(?:[,;/&]|\b(?:and|und|et|y|e|en)\b)\s*")

MOST_IN_A_ROW = 23
"""The most words that a text may share with an article in one piece, such as a sentence of facts."""

_STEP = (MOST_IN_A_ROW + 1) // 2
"""A run that is too long has at least one that is half as long and begins at a multiple of this."""


@rule("Q208")
def misnamed(sources: Iterable[tuple[str, Source]], directory: Path) -> Findings:
    """A headline or an author that isn't as the article has it.

    Readers look up a source by what it calls itself. The `headline` of an article, or a part of it, is
    in your copy, and so is its `author` if the copy has nearly the same name. Capitals make no
    difference.
    """
    for id, source in sources:
        blocks = article(directory, id) if source.role == "article" else {}
        folded = {locator: block.casefold() for locator, block in blocks.items()}
        headline = source.headline.strip(" .…")
        if headline and folded and not _is_in(headline, folded.values()):
            printed = " ".join(blocks["headline"].split())
            if not occurs_in(folded["headline"], headline.casefold()):
                message, mend = (
                    f"{id} has another headline",
                    f"it is “{shortened(printed, _SHOWN)}”",
                )
                yield Finding(("sources", id, "headline"), message, mend)
        bylines = {at: block for at, block in blocks.items() if len(words(block)) <= _BYLINE}
        for author in _BETWEEN_NAMES.split(source.author) if bylines else ():
            if len(words(author)) > 1 and not _is_in(author, folded.values()):
                locator, name = nearest_run(author, bylines)
                if likeness(name, author) >= _SAME_NAME:
                    message = f"{id} has another name for its author"
                    yield Finding(("sources", id, "author"), message, f"{locator} has “{name}”")


def _is_in(text: str, blocks: Iterable[str]) -> bool:
    """Whether a text occurs in one of these, which are in small letters."""
    return any(occurs_in(text.casefold(), block) for block in blocks)


@rule("Q209")
def copied(question: Question, directory: Path) -> Findings:
    """Too many of the article's words in a row.

    Articles are other people's work: the quiz quotes fragments of at most 15 words, between quotation
    marks, and says the rest in its own words. Reported from 24 words on, outside quotation marks.
    This is a warning.
    """
    texts = [*shown(question), *explained(question)]
    if isinstance(question, Spot) and not question.frame:
        texts.append((("parts",), question.join.join(each.text for each in question.parts)))
    for path, text in texts:
        if not may_exceed(text, MOST_IN_A_ROW):
            continue
        for piece in unquoted(text).split("“”"):
            run = _words(piece)
            for source in question.sources if len(run) > MOST_IN_A_ROW else ():
                for locator, block in _in_words(directory, source).items():
                    if longest := _longest(run, block):
                        message = f"{longest} words in a row are the same as in {source}, {locator}"
                        mend = "say it in your own words, or quote the ones that matter"
                        yield Finding(path, message, mend)
                        break


@lru_cache(maxsize=512)
def _in_words(directory: Path, source: str) -> dict[str, str]:
    """The paragraphs of an article by locator, in words with a space before and after each."""
    return {
        locator: f" {' '.join(_words(block))} "
        for locator, block in article(directory, source).items()
        if may_exceed(block, MOST_IN_A_ROW)
    }


def _words(text: str) -> list[str]:
    """The words of a text in small letters; quicker than `fold`, which a quotation needs."""
    plain = text.replace("\u00ad", "").replace("’", "'")
    return words(normalize("NFKC", plain).casefold())


def _longest(run: list[str], block: str) -> int:
    """How many words in a row a text shares with a paragraph; 0 if it isn't too many."""
    longest = 0
    for at in range(0, len(run) - _STEP + 1, _STEP):
        if f" {' '.join(run[at : at + _STEP])} " not in block:
            continue
        first, last = at, at + _STEP
        while first and f" {' '.join(run[first - 1 : last])} " in block:
            first -= 1
        while last < len(run) and f" {' '.join(run[first : last + 1])} " in block:
            last += 1
        longest = max(longest, last - first)
    return longest if longest > MOST_IN_A_ROW else 0
