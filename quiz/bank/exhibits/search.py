"""`search`: what somebody typed into a search engine, and the results."""

from collections.abc import Iterator
from typing import Annotated, ClassVar

from msgspec import Meta, Struct

from quiz.bank.exhibits.base import LISTED, BaseExhibit, Copy, Detail, Sources
from quiz.bank.fields import Citation, Id, Line
from quiz.bank.problem import DocumentPath, Problem
from quiz.words import phrase, say


class Result(Struct, frozen=True, forbid_unknown_fields=True):
    """A result of a search."""

    title: Line
    """The whole title, word for word if it has a source."""
    outlet: Line
    """Whose page it is, as the results show it."""
    date: str = ""
    """When, as the results show it; left out, nothing is shown."""
    says: str = ""
    """The line under the title."""
    source: Id | None = None
    """The source that it leads to; without one, the result is made up."""


class Search(BaseExhibit, frozen=True, forbid_unknown_fields=True, kw_only=True, tag="search"):
    """What somebody typed into a search engine, and the results."""

    query: Line
    """What was typed."""
    results: Annotated[tuple[Result, ...], Meta(min_length=2, max_length=6)]
    """The results, from the first down."""

    called: ClassVar = phrase("a search")
    our_words: ClassVar = ()

    @property
    def note(self) -> str:
        """A search is made up, but its results needn't be."""
        real = all(each.source for each in self.results)
        return LISTED if self.made_up and real else super().note

    def details(self, sources: Sources, copy: Copy) -> Iterator[Detail]:  # noqa: ARG002 - all is here
        """The query, and each result with its outlet, its date and its line."""
        yield Detail(say("Typed"), self.query)
        for number, each in enumerate(self.results, start=1):
            beside = ", ".join(filter(None, (each.outlet, each.date)))
            says = f": {each.says}" if each.says else ""
            yield Detail(say("Result {n}", n=number), f"{each.title} ({beside}){says}")

    def quotations(self) -> Iterator[tuple[DocumentPath, Citation]]:
        """The titles that have a source."""
        for number, each in enumerate(self.results):
            if each.source:
                yield ("results", number, "title"), Citation(each.source, "headline", each.title)

    def undrawable(self, sources: Sources) -> Iterator[Problem]:  # noqa: ARG002 - nothing depends on them
        """No problems: the types rule them out."""
        yield from ()
