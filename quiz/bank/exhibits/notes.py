"""`notes`: footnotes under an article."""

from collections.abc import Iterator
from typing import Annotated, ClassVar

from msgspec import Meta, Struct

from quiz.bank.exhibits.base import PART, PARTS, BaseExhibit, Copy, Detail, Sources, fragments
from quiz.bank.fields import Citation, Line
from quiz.bank.problem import DocumentPath, Problem
from quiz.words import phrase, say

NoteNumber = Annotated[int, Meta(ge=1, le=999)]


class Note(Struct, frozen=True, forbid_unknown_fields=True):
    """A footnote."""

    number: NoteNumber
    """Its number in the article: 3 for "note 3"."""
    quote: Line
    """The note word for word, with … for what is left out; "{parts}" for those of a `spot`."""


class Notes(BaseExhibit, frozen=True, forbid_unknown_fields=True, kw_only=True, tag="notes"):
    """Footnotes under an article."""

    lines: Annotated[tuple[Note, ...], Meta(min_length=1, max_length=8)]
    """The notes, in the order shown."""

    called: ClassVar = phrase("notes under an article")
    our_words: ClassVar = ()
    can_hold: ClassVar = (PARTS, PART)

    def details(self, sources: Sources, copy: Copy) -> Iterator[Detail]:  # noqa: ARG002 - all is here
        """Each note with its number."""
        for each in self.lines:
            yield Detail(say("Note {n}", n=each.number), each.quote)

    def quotations(self) -> Iterator[tuple[DocumentPath, Citation]]:
        """The notes."""
        for number, each in enumerate(self.lines if self.source else ()):
            for fragment in fragments(self.source or "", f"note {each.number}", each.quote):
                yield ("lines", number, "quote"), fragment

    def undrawable(self, sources: Sources) -> Iterator[Problem]:  # noqa: ARG002 - nothing depends on them
        """No problems: the types rule them out."""
        yield from ()
