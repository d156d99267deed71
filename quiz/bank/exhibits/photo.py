"""`photo`: a picture in words, with its caption and its credit."""

from collections.abc import Iterator
from typing import ClassVar

from quiz.bank.exhibits.base import BaseExhibit, Copy, Detail, Sources, fragments
from quiz.bank.fields import Citation, Text
from quiz.bank.problem import DocumentPath, Problem
from quiz.words import phrase, say


class Photo(BaseExhibit, frozen=True, forbid_unknown_fields=True, kw_only=True, tag="photo"):
    """A picture in words, as when it doesn't load."""

    shows: Text
    """What the picture shows, in our words, without pointing out what readers should notice."""
    caption: str = ""
    """The caption word for word, with … for what is left out."""
    credit: str = ""
    """Whose picture it is, word for word."""
    at: str = ""
    """Where the source has the caption, such as "¶1"."""

    called: ClassVar = phrase("a photo, in words")
    our_words: ClassVar = ("shows",)

    def details(self, sources: Sources, copy: Copy) -> Iterator[Detail]:  # noqa: ARG002 - all is here
        """What it shows, its caption and its credit."""
        yield Detail(say("The picture"), self.shows)
        for label, text in ((say("Caption"), self.caption), (say("Credit"), self.credit)):
            if text:
                yield Detail(label, text)

    def quotations(self) -> Iterator[tuple[DocumentPath, Citation]]:
        """The caption."""
        if self.source and self.at:
            for each in fragments(self.source, self.at, self.caption):
                yield ("caption",), each

    def undrawable(self, sources: Sources) -> Iterator[Problem]:  # noqa: ARG002 - nothing depends on them
        """No problems: the types rule them out."""
        yield from ()
