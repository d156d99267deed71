"""`timeline` on a screen: the entries along a line."""

from textual.content import Content

from quiz.bank.exhibits import Timeline
from quiz.text import shown


def timeline(exhibit: Timeline) -> Content:
    """Each entry after its day, from the first on."""
    return Content("\n").join(
        Content.assemble(("● ", "$accent"), (shown(each.when), "bold"), f"  {shown(each.what)}")
        for each in exhibit.entries
    )
