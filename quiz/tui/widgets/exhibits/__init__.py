"""Exhibits, each drawn as what it is in a frame, a module for each kind."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any

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
from quiz.tui.widgets.exhibits.frame import Drawing, Frame, MarkedDrawing
from quiz.tui.widgets.exhibits.headlines import headlines
from quiz.tui.widgets.exhibits.notes import notes
from quiz.tui.widgets.exhibits.page import PageDrawing
from quiz.tui.widgets.exhibits.photo import photo
from quiz.tui.widgets.exhibits.post import post
from quiz.tui.widgets.exhibits.search import SearchDrawing
from quiz.tui.widgets.exhibits.table import TableDrawing
from quiz.tui.widgets.exhibits.timeline import timeline

NONE: Mapping[str, Any] = MappingProxyType({})


def drawn(
    exhibits: Sequence[Exhibit], sources: Sources, articles: Path | None = None
) -> Iterator[Frame]:
    """Each exhibit in a frame; with the reader's own copies, a page has all its words."""
    for exhibit in exhibits:
        yield Frame(exhibit, drawing(exhibit, sources, copy_of(exhibit, articles)))


def drawing(exhibit: Exhibit, sources: Sources = NONE, copy: Copy = NONE) -> Drawing:
    """How an exhibit is laid out in its frame."""
    match exhibit:
        case Page():
            return PageDrawing(exhibit.layout(sources, copy))
        case Photo():
            return Drawing(photo(exhibit))
        case Headlines():
            return Drawing(headlines(exhibit))
        case Notes():
            return MarkedDrawing([*notes(exhibit)])
        case Search():
            return SearchDrawing(exhibit)
        case Post():
            return Drawing(post(exhibit))
        case Draft():
            return Drawing(draft(exhibit))
        case Timeline():
            return MarkedDrawing([*timeline(exhibit)])
        case Table():
            return TableDrawing(exhibit)
