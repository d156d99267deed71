"""`headlines` on a screen: each in bold, over its outlet and its date."""

from textual.content import Content

from quiz.bank.exhibits import Headlines
from quiz.text import shown
from quiz.tui.widgets import MUTED
from quiz.tui.widgets.exhibits.frame import beside


def headlines(exhibit: Headlines, *, tight: bool = False) -> Content:
    """Each headline, over its outlet and its date, or where lines are `tight`, before them."""
    before, between = (" · ", "\n") if tight else ("\n", "\n\n")
    entries = []
    for each in exhibit.items:
        about = beside(each.outlet, each.date)
        below = [(before + shown(about), MUTED)] if about else []
        entries.append(Content.assemble((shown(each.text), "bold"), *below))
    return Content(between).join(entries)
