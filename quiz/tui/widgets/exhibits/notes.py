"""`notes` on a screen: each after its number, as under an article."""

from textual.content import Content

from quiz.bank.exhibits import Notes
from quiz.text import shown
from quiz.tui.widgets.exhibits.frame import MUTED


def notes(exhibit: Notes) -> Content:
    """Each note after its number."""
    return Content("\n").join(
        Content.assemble((f"[{each.number}] ", MUTED), shown(each.quote)) for each in exhibit.lines
    )
