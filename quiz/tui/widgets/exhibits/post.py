"""`post` on a screen: who writes, and what; a thread from the first message down."""

from textual.content import Content

from quiz.bank.exhibits import Post
from quiz.text import shown
from quiz.tui.widgets.exhibits.frame import MUTED


def post(exhibit: Post) -> Content:
    """Each message under whoever writes it."""
    entries = []
    for each in exhibit.thread:
        when = [(f" · {shown(each.when)}", MUTED)] if each.when else []
        entries.append(Content.assemble((shown(each.by), "bold"), *when, f"\n{shown(each.text)}"))
    return Content("\n\n").join(entries)
