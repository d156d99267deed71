"""Exhibits, each drawn as what it is in a frame, a module for each kind."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from quiz.bank.exhibits import (
    Draft,
    Exhibit,
    Headlines,
    Notes,
    Page,
    Photo,
    Post,
    Search,
    Table,
    Timeline,
    copy_of,
)
from quiz.bank.exhibits.base import Copy, Sources
from quiz.tui.widgets.exhibits.draft import draft
from quiz.tui.widgets.exhibits.frame import Frame, MarkedFrame
from quiz.tui.widgets.exhibits.headlines import headlines
from quiz.tui.widgets.exhibits.notes import notes
from quiz.tui.widgets.exhibits.page import PageFrame
from quiz.tui.widgets.exhibits.photo import photo
from quiz.tui.widgets.exhibits.post import post
from quiz.tui.widgets.exhibits.search import search
from quiz.tui.widgets.exhibits.table import TableFrame
from quiz.tui.widgets.exhibits.timeline import timeline


def drawn(
    exhibits: Sequence[Exhibit], sources: Sources, articles: Path | None = None
) -> Iterator[Frame]:
    """Each exhibit in a frame; with the reader's own copies, a page has all its words."""
    for exhibit in exhibits:
        yield _drawn(exhibit, sources, copy_of(exhibit, articles))


def _drawn(exhibit: Exhibit, sources: Sources, copy: Copy) -> Frame:
    match exhibit:
        case Page():
            return PageFrame(exhibit, exhibit.layout(sources, copy))
        case Photo():
            return Frame(exhibit, photo(exhibit))
        case Headlines():
            return Frame(exhibit, headlines(exhibit))
        case Notes():
            return MarkedFrame(exhibit, [*notes(exhibit)])
        case Search():
            return Frame(exhibit, search(exhibit))
        case Post():
            return Frame(exhibit, post(exhibit))
        case Draft():
            return Frame(exhibit, draft(exhibit))
        case Timeline():
            return MarkedFrame(exhibit, [*timeline(exhibit)])
        case Table():
            return TableFrame(exhibit)
