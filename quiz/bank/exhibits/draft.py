"""`draft`: somebody's headline, caption, summary or correction, to be judged."""

from collections.abc import Iterator
from typing import ClassVar, Literal

from quiz.bank.exhibits.base import PART, PARTS, BaseExhibit, Copy, Detail, Sources
from quiz.bank.fields import Citation, Line, Text
from quiz.bank.problem import DocumentPath, Problem
from quiz.words import phrase, say

_CALLED = {
    "headline": phrase("a draft headline"),
    "caption": phrase("a draft caption"),
    "summary": phrase("a draft summary"),
    "correction": phrase("a draft correction"),
}


class Draft(BaseExhibit, frozen=True, forbid_unknown_fields=True, kw_only=True, tag="draft"):
    """Somebody's headline, caption, summary or correction, to be judged."""

    what: Literal["headline", "caption", "summary", "correction"]
    """What it is meant to become."""
    by: Line
    """Who wrote it, such as "A pupil, for the school paper"."""
    text: Text
    """The draft itself; in a `spot`, "{parts}" stands for its parts."""

    our_words: ClassVar = ("by",)
    can_hold: ClassVar = (PARTS, PART)

    @property
    def called(self) -> str:
        """What it is."""
        return _CALLED[self.what]

    def details(self, sources: Sources, copy: Copy) -> Iterator[Detail]:  # noqa: ARG002 - all is here
        """Who wrote it, and what."""
        yield Detail(say("By"), self.by)
        yield Detail(say("It says"), self.text)

    def quotations(self) -> Iterator[tuple[DocumentPath, Citation]]:
        """Nothing: it is somebody's own words."""
        yield from ()

    def undrawable(self, sources: Sources) -> Iterator[Problem]:  # noqa: ARG002 - nothing depends on them
        """No problems: the types rule them out."""
        yield from ()
