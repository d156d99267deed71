"""`post`: a message that somebody posts, or a thread of messages."""

from collections.abc import Iterator
from typing import Annotated, ClassVar

from msgspec import Meta, Struct

from quiz.bank.exhibits.base import PART, PARTS, BaseExhibit, Copy, Detail, Sources
from quiz.bank.fields import Citation, Line, Text
from quiz.bank.problem import DocumentPath, Problem
from quiz.words import phrase


class Message(Struct, frozen=True, forbid_unknown_fields=True):
    """A message in a thread."""

    by: Line
    """Who writes it."""
    text: Text
    """What they write; in a `spot`, "{parts}" stands for its parts."""
    when: str = ""
    """When, as readers are to see it."""


class Post(BaseExhibit, frozen=True, forbid_unknown_fields=True, kw_only=True, tag="post"):
    """A message that somebody posts, or a thread: `by` and `text`, or `messages`."""

    by: str = ""
    """Who posts it, such as "A classmate, in the group chat"."""
    text: str = ""
    """What they write; in a `spot`, "{parts}" stands for its parts."""
    when: str = ""
    """When, as readers are to see it."""
    messages: Annotated[tuple[Message, ...], Meta(max_length=8)] = ()
    """The messages of a thread, from the first down."""

    our_words: ClassVar = ("by",)
    can_hold: ClassVar = (PARTS, PART)

    @property
    def called(self) -> str:
        """What it is."""
        return phrase("a thread of messages") if self.messages else phrase("a post")

    @property
    def thread(self) -> tuple[Message, ...]:
        """The messages; of a post, its one."""
        return self.messages or (Message(self.by, self.text, self.when),)

    def details(self, sources: Sources, copy: Copy) -> Iterator[Detail]:  # noqa: ARG002 - all is here
        """Who writes what, and when."""
        for each in self.thread:
            yield Detail(", ".join(filter(None, (each.by, each.when))), each.text)

    def quotations(self) -> Iterator[tuple[DocumentPath, Citation]]:
        """Nothing: it is somebody's own words."""
        yield from ()

    def undrawable(self, sources: Sources) -> Iterator[Problem]:  # noqa: ARG002 - nothing depends on them
        """Problems that leave no post: no author or no text, or a thread as well."""
        if self.messages and (self.by or self.text):
            mend = "leave `by` and `text`, or `messages`"
            yield Problem("Q116", "this is a post and a thread at once", mend, ("messages",))
        elif not self.messages and not (self.by.strip() and self.text.strip()):
            mend = "add `by` and `text`, or `messages = [{ by = …, text = … }]`"
            yield Problem("Q116", "a post needs an author and a text", mend)
