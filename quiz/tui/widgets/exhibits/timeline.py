"""`timeline` on a screen: the entries along a line."""

from collections.abc import Iterator

from textual.content import Content

from quiz.bank.exhibits import Timeline
from quiz.text import shown


def timeline(exhibit: Timeline) -> Iterator[tuple[Content, Content]]:
    """Each entry after its day, from the first on, with a dot before it."""
    for each in exhibit.entries:
        text = Content.assemble((shown(each.when), "bold"), f"  {shown(each.what)}")
        yield Content.styled("● ", "$accent"), text
