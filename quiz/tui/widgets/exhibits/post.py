"""`post` on a screen: who writes, and what; a thread from the first message down."""

from textual.content import Content

from quiz.bank.exhibits import Post
from quiz.text import shown
from quiz.tui.widgets import MUTED


def post(exhibit: Post, *, tight: bool = False) -> Content:
    """A post under whoever writes it; in a thread, who writes comes before each message.

    So it does in any post where lines are `tight`.
    """
    after, between = (": ", "\n") if exhibit.messages or tight else ("\n", "")
    entries = []
    for each in exhibit.thread:
        when = [(f" · {shown(each.when)}", MUTED)] if each.when else []
        who = (shown(each.by), "bold")
        entries.append(Content.assemble(who, *when, f"{after}{shown(each.text)}"))
    return Content(between).join(entries)
