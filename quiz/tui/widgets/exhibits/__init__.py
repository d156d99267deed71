"""Exhibits, each drawn in a frame as what it is, by the module of its kind, imported only then."""

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
from quiz.bank.kinds import Spot
from quiz.play.round import Round
from quiz.tui.widgets.exhibits.frame import Drawing, Frame, MarkedDrawing

NONE: Mapping[str, Any] = MappingProxyType({})
"""No sources, and no copies of them."""


def drawn(
    round: Round, sources: Sources, articles: Path | None = None, *, tight: bool = False
) -> Iterator[Frame]:
    """Each exhibit of the question that a round is at, in a frame.

    With the reader's own copies, a page has all its words. The first page of the round explains
    its bars. Where the screen is low, exhibits are `tight`, with no lines but those that are read.
    """
    for exhibit in round.slot.question.other_exhibits:
        copy, explained = copy_of(exhibit, articles), _is_first_page(round, exhibit)
        layout = drawing(exhibit, sources, copy, explained=explained, tight=tight)
        yield Frame(exhibit, layout, tight=tight)


def _is_first_page(round: Round, exhibit: Exhibit) -> bool:
    """Whether an exhibit of the question that a round is at is the first page of the round."""
    shown = ((at, each) for at, slot in enumerate(round.slots) for each in slot.question.exhibits)
    return (round.at, exhibit) == next((each for each in shown if isinstance(each[1], Page)), None)


def framed(
    round: Round, sources: Sources, articles: Path | None, *, tight: bool = False
) -> Drawing | None:
    """How the exhibit is laid out in which a `spot` is answered; None where there is none."""
    question = round.slot.question
    if not isinstance(question, Spot) or question.frame is None:
        return None
    parts = [part.text for part in question.parts]
    copy, explained = copy_of(question.frame, articles), _is_first_page(round, question.frame)
    return drawing(question.frame, sources, copy, parts, explained=explained, tight=tight)


def drawing(
    exhibit: Exhibit,
    sources: Sources = NONE,
    copy: Copy = NONE,
    parts: Sequence[str] = (),
    *,
    explained: bool = False,
    tight: bool = False,
) -> Drawing:
    """How an exhibit is laid out in its frame, `tight` if every line counts.

    A page has the `parts` of a `spot` if any, and can explain what its bars are.
    """
    match exhibit:
        case Page():
            from quiz.tui.widgets.exhibits.page import PageDrawing

            if parts:
                layout = exhibit.layout_for(parts, sources, copy)
            else:
                layout = exhibit.layout(sources, copy)
            return PageDrawing(layout, explained=explained, tight=tight)
        case Photo():
            from quiz.tui.widgets.exhibits.photo import photo

            return Drawing(photo(exhibit, tight=tight))
        case Headlines():
            from quiz.tui.widgets.exhibits.headlines import headlines

            return Drawing(headlines(exhibit, tight=tight))
        case Notes():
            from quiz.tui.widgets.exhibits.notes import notes

            return MarkedDrawing([*notes(exhibit)])
        case Search():
            from quiz.tui.widgets.exhibits.search import SearchDrawing

            return SearchDrawing(exhibit, tight=tight)
        case Post():
            from quiz.tui.widgets.exhibits.post import post

            return Drawing(post(exhibit, tight=tight))
        case Draft():
            from quiz.tui.widgets.exhibits.draft import draft

            return Drawing(draft(exhibit, tight=tight))
        case Timeline():
            from quiz.tui.widgets.exhibits.timeline import timeline

            return MarkedDrawing([*timeline(exhibit)])
        case Table():
            from quiz.tui.widgets.exhibits.table import TableDrawing

            return TableDrawing(exhibit)
