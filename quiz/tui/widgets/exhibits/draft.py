"""`draft` on a screen: who wrote it, over the draft."""

from textual.content import Content

from quiz.bank.exhibits import Draft
from quiz.text import shown
from quiz.tui.widgets import MUTED


def draft(exhibit: Draft, *, tight: bool = False) -> Content:
    """Who wrote it, over the draft, or where lines are `tight`, before it."""
    after = ": " if tight else "\n"
    look = "bold" if exhibit.what == "headline" else ""
    return Content.assemble((f"{shown(exhibit.by)}{after}", MUTED), (shown(exhibit.text), look))
