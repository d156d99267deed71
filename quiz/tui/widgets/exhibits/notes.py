"""`notes` on a screen: each after its number, as under an article."""

from collections.abc import Iterator

from textual.content import Content

from quiz.bank.exhibits import Notes
from quiz.text import shown
from quiz.tui.widgets import MUTED


def notes(exhibit: Notes) -> Iterator[tuple[Content, Content]]:
    """Each note, with its number before it."""
    for each in exhibit.lines:
        yield Content.styled(f"[{each.number}] ", MUTED), Content(shown(each.quote))
