"""`timeline`: what happened when, from the first on."""

from collections.abc import Iterator
from typing import Annotated, ClassVar

from msgspec import Meta, Struct

from quiz.bank.exhibits.base import BaseExhibit, Copy, Detail, Sources
from quiz.bank.fields import Citation, Id, Line
from quiz.bank.problem import DocumentPath, Problem
from quiz.words import phrase


class Entry(Struct, frozen=True, forbid_unknown_fields=True):
    """An entry of a timeline."""

    when: Line
    """The day or the time, as readers are to see it."""
    what: Line
    """What happened or was reported, in our words."""
    source: Id | None = None
    """The source that says so."""


class Timeline(BaseExhibit, frozen=True, forbid_unknown_fields=True, kw_only=True, tag="timeline"):
    """What happened when."""

    entries: Annotated[tuple[Entry, ...], Meta(min_length=2, max_length=10)]
    """The entries, from the first on."""

    called: ClassVar = phrase("a timeline")
    our_words: ClassVar = ("entries",)

    def details(self, sources: Sources, copy: Copy) -> Iterator[Detail]:  # noqa: ARG002 - all is here
        """Each entry under its day."""
        for each in self.entries:
            yield Detail(each.when, each.what)

    def quotations(self) -> Iterator[tuple[DocumentPath, Citation]]:
        """Nothing: it is in our words."""
        yield from ()

    def undrawable(self, sources: Sources) -> Iterator[Problem]:  # noqa: ARG002 - nothing depends on them
        """No problems: the types rule them out."""
        yield from ()
