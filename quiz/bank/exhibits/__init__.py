"""The kinds of exhibit, a file for each: its fields, what it is in words, what it quotes."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import get_args

from quiz.bank.exhibits.base import BaseExhibit, Copy, Detail, Sources, for_parts, texts_in
from quiz.bank.exhibits.draft import Draft
from quiz.bank.exhibits.headlines import Headlines
from quiz.bank.exhibits.notes import Notes
from quiz.bank.exhibits.page import Page
from quiz.bank.exhibits.photo import Photo
from quiz.bank.exhibits.post import Post
from quiz.bank.exhibits.search import Search
from quiz.bank.exhibits.table import Table
from quiz.bank.exhibits.timeline import Timeline
from quiz.bank.problem import DocumentPath
from quiz.words import say

__all__ = [
    "EXHIBITS",
    "BaseExhibit",
    "Detail",
    "Draft",
    "Exhibit",
    "Headlines",
    "Notes",
    "Page",
    "Photo",
    "Post",
    "Search",
    "Table",
    "Timeline",
    "as_quoted",
    "copy_of",
    "for_parts",
    "heading",
    "in_words",
    "texts",
]

Exhibit = Page | Photo | Headlines | Notes | Search | Post | Draft | Timeline | Table

EXHIBITS: dict[str, type[Exhibit]] = {
    str(kind.__struct_config__.tag): kind for kind in get_args(Exhibit)
}
"""The class of each kind of exhibit, by the kind's name in the file."""

_DOUBLE = str.maketrans("“”", "‘’")


def texts(exhibit: Exhibit) -> Iterator[tuple[DocumentPath, str]]:
    """All texts in an exhibit with their paths; what isn't in our words is in quotation marks."""
    for path, text in texts_in(exhibit):
        yield path, text if path[0] in exhibit.our_words else as_quoted(text)


def as_quoted(text: str) -> str:
    """A text in quotation marks, as the words of somebody else."""
    return f"“{text.translate(_DOUBLE)}”"


def heading(exhibit: Exhibit) -> str:
    """What an exhibit is, and that it was made up if it was."""
    return ", ".join(filter(None, (say(exhibit.called), say(exhibit.note))))


def copy_of(exhibit: Exhibit, articles: Path | None) -> Copy:
    """The reader's own copy of the article that an exhibit shows; empty if there is none."""
    if not articles or not exhibit.source:
        return {}
    from quiz.bank.articles import article  # noqa: PLC0415 - for readers with copies alone

    return article(articles, exhibit.source)


def in_words(
    exhibits: Sequence[Exhibit], sources: Sources, articles: Path | None = None
) -> Iterator[list[str]]:
    """Each exhibit in lines of words; the first says what it is."""
    for number, exhibit in enumerate(exhibits, start=1):
        which = say("Exhibit")
        if len(exhibits) > 1:
            which = say("Exhibit {n} of {all}", n=number, all=len(exhibits))
        details = exhibit.details(sources, copy_of(exhibit, articles))
        lines = (f"{each.label}: {each.text}" if each.label else each.text for each in details)
        yield [f"{which}: {heading(exhibit)}.", *lines]
