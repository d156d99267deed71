"""`headlines`: headlines side by side."""

from collections.abc import Iterator
from typing import Annotated, ClassVar

from msgspec import Meta, Struct

from quiz.bank.exhibits.base import PART, PARTS, BaseExhibit, Copy, Detail, Sources
from quiz.bank.fields import Citation, Id, Line
from quiz.bank.problem import DocumentPath, Problem
from quiz.words import phrase, say


class Headline(Struct, frozen=True, forbid_unknown_fields=True):
    """A headline, and what stands beside it."""

    text: Line
    """The whole headline, word for word; in a `spot`, "{parts}" stands for its parts."""
    outlet: str = ""
    """Who printed it, as readers are to see it; left out, nothing is shown."""
    date: str = ""
    """When, as readers are to see it; left out, nothing is shown."""
    source: Id | None = None
    """The source whose headline it is."""

    @property
    def beside(self) -> str:
        """The outlet and the date, if they are shown."""
        return ", ".join(filter(None, (self.outlet, self.date)))


class Headlines(
    BaseExhibit, frozen=True, forbid_unknown_fields=True, kw_only=True, tag="headlines"
):
    """Headlines, to be compared or judged."""

    items: Annotated[tuple[Headline, ...], Meta(min_length=1, max_length=6)]
    """The headlines, in the order shown."""

    our_words: ClassVar = ()
    can_hold: ClassVar = (PARTS, PART)

    @property
    def called(self) -> str:
        """What it is."""
        return phrase("headlines") if len(self.items) > 1 else phrase("a headline")

    def details(self, sources: Sources, copy: Copy) -> Iterator[Detail]:  # noqa: ARG002 - all is here
        """Each headline with its outlet and date."""
        for number, each in enumerate(self.items, start=1):
            beside = f" ({each.beside})" if each.beside else ""
            label = say("Headline {n}", n=number) if len(self.items) > 1 else ""
            yield Detail(label, f"{each.text}{beside}")

    def quotations(self) -> Iterator[tuple[DocumentPath, Citation]]:
        """The headlines that have a source."""
        for number, each in enumerate(self.items):
            if source := each.source or self.source:
                yield ("items", number, "text"), Citation(source, "headline", each.text)

    def undrawable(self, sources: Sources) -> Iterator[Problem]:  # noqa: ARG002 - nothing depends on them
        """No problems: the types rule them out."""
        yield from ()
