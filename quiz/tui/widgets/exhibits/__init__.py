"""Exhibits, each drawn as what it is in a frame, a module for each kind, imported for it."""

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
from quiz.bank.kinds import Question, Spot
from quiz.tui.widgets.exhibits.frame import Drawing, Frame, MarkedDrawing

NONE: Mapping[str, Any] = MappingProxyType({})


def drawn(
    exhibits: Sequence[Exhibit], sources: Sources, articles: Path | None = None
) -> Iterator[Frame]:
    """Each exhibit in a frame; with the reader's own copies, a page has all its words."""
    for exhibit in exhibits:
        yield Frame(exhibit, drawing(exhibit, sources, copy_of(exhibit, articles)))


def framed(question: Question, sources: Sources, articles: Path | None) -> Drawing | None:
    """How the exhibit is laid out in which a `spot` is answered; None where there is none."""
    if not isinstance(question, Spot) or question.frame is None:
        return None
    parts = [part.text for part in question.parts]
    return drawing(question.frame, sources, copy_of(question.frame, articles), parts)


def drawing(
    exhibit: Exhibit, sources: Sources = NONE, copy: Copy = NONE, parts: Sequence[str] = ()
) -> Drawing:
    """How an exhibit is laid out in its frame; a page has the `parts` of a `spot` if any."""
    match exhibit:
        case Page():
            from quiz.tui.widgets.exhibits.page import PageDrawing

            if parts:
                return PageDrawing(exhibit.layout_for(parts, sources, copy))
            return PageDrawing(exhibit.layout(sources, copy))
        case Photo():
            from quiz.tui.widgets.exhibits.photo import photo

            return Drawing(photo(exhibit))
        case Headlines():
            from quiz.tui.widgets.exhibits.headlines import headlines

            return Drawing(headlines(exhibit))
        case Notes():
            from quiz.tui.widgets.exhibits.notes import notes

            return MarkedDrawing([*notes(exhibit)])
        case Search():
            from quiz.tui.widgets.exhibits.search import SearchDrawing

            return SearchDrawing(exhibit)
        case Post():
            from quiz.tui.widgets.exhibits.post import post

            return Drawing(post(exhibit))
        case Draft():
            from quiz.tui.widgets.exhibits.draft import draft

            return Drawing(draft(exhibit))
        case Timeline():
            from quiz.tui.widgets.exhibits.timeline import timeline

            return MarkedDrawing([*timeline(exhibit)])
        case Table():
            from quiz.tui.widgets.exhibits.table import TableDrawing

            return TableDrawing(exhibit)
