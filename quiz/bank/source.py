"""The sources of a question file."""

from typing import Annotated, Literal

from msgspec import Meta, Struct
from msgspec.structs import replace

from quiz.bank.fields import Address, Date, Line

WordCount = Annotated[int, Meta(ge=0, le=100_000)]


class Source(Struct, frozen=True, forbid_unknown_fields=True):
    """A text that questions are based on, and what is known about its origin."""

    genre: Line
    """What kind of piece it is, such as "news report" or "blog post"."""
    role: Literal["article", "outside"]
    """Questions ask about an article; an outside source only supports explanations."""
    headline: str = ""
    """As printed; empty if it is not known."""
    author: str = ""
    """Empty if the page does not say."""
    publisher: str = ""
    """Who published it; empty if that is not known."""
    published: Date | None = None
    """As precisely as is known: year, month or day."""
    url: Address | None = None
    """Where to find it."""
    tells: str = ""
    """What the page says about itself; for an outside source, what it reports."""
    silent: str = ""
    """What the page leaves out about itself; for an outside source, a note on what is given."""
    found: tuple[Literal["author", "publisher", "published", "url"], ...] = ()
    """What of this was found elsewhere than on the page: readers see it with the answer."""
    blocks: Annotated[tuple[WordCount, ...], Meta(max_length=1000)] = ()
    """How many words each block of the article has, the headline first, so that a `page` can be
    drawn to scale; `quiz check --articles` counts them."""

    @property
    def name(self) -> str:
        """The headline, or else the publisher, the author or the genre."""
        return self.headline or self.publisher or self.author or self.genre

    def before_answer(self) -> "Source":
        """The source without what may answer a question.

        That is what was found elsewhere than on an article's page, and the title, address and
        findings of outside reporting.
        """
        if self.role == "outside":
            return replace(self, headline="", url=None, tells="", silent="")
        unknown = {"author": "", "publisher": "", "published": None, "url": None}
        return replace(self, **{field: unknown[field] for field in self.found})
