"""`search` on a screen: what was typed, over the results."""

from textual.content import Content

from quiz.bank.exhibits import Search
from quiz.text import shown
from quiz.tui.widgets.exhibits.frame import MUTED, beside


def search(exhibit: Search) -> Content:
    """What was typed, over each result with its outlet, its date and its line."""
    entries = [Content.assemble(("Search: ", MUTED), (f" {shown(exhibit.query)} ", "on $panel"))]
    for each in exhibit.results:
        says = f"\n{shown(each.says)}" if each.says else ""
        about = (f"\n{shown(beside(each.outlet, each.date))}", MUTED)
        entries.append(Content.assemble((shown(each.title), "bold underline"), about, says))
    return Content("\n\n").join(entries)
