"""The sources by title: the articles, then the reporting from elsewhere."""

from textual.content import Content

from quiz.bank.model import Bank
from quiz.bank.source import Source
from quiz.tui.screens.shelf import Shelf
from quiz.tui.widgets.card import origin, silence
from quiz.tui.widgets.entry_list import Entry, Line
from quiz.words import say


class Sources(Shelf):
    """The shelf of sources."""

    def __init__(self, bank: Bank) -> None:
        entries = [*map(_entry, bank.sources_by_title().values())]
        super().__init__(say("Sources"), say("■ article  □ reporting from elsewhere"), entries)


def _entry(source: Source) -> Entry:
    sign = "■ " if source.role == "article" else "□ "
    return Entry(
        (Line(source.name, sign, label_style=""),),
        Content.assemble(*origin(source), "\n", *silence(source)),
        (source.url,) if source.url else (),
    )
