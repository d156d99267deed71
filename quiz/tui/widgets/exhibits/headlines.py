"""`headlines` on a screen: each in bold, over its outlet and its date."""

from textual.content import Content

from quiz.bank.exhibits import Headlines
from quiz.text import shown
from quiz.tui.widgets import MUTED
from quiz.tui.widgets.exhibits.frame import beside


def headlines(exhibit: Headlines) -> Content:
    """Each headline, over its outlet and its date."""
    entries = []
    for each in exhibit.items:
        about = beside(each.outlet, each.date)
        below = [("\n" + shown(about), MUTED)] if about else []
        entries.append(Content.assemble((shown(each.text), "bold"), *below))
    return Content("\n\n").join(entries)
