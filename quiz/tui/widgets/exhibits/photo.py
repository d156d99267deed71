"""`photo` on a screen: the picture in words, over its caption and credit."""

from textual.content import Content

from quiz.bank.exhibits import Photo
from quiz.text import shown
from quiz.tui.widgets import MUTED, Piece


def photo(exhibit: Photo, *, tight: bool = False) -> Content:
    """The picture in words, over its caption and credit."""
    pieces: list[Piece] = [(shown(exhibit.shows), "italic")]
    if exhibit.caption:
        pieces += ["\n" if tight else "\n\n", shown(exhibit.caption)]
    if exhibit.credit:
        pieces += ["\n", (shown(exhibit.credit), MUTED)]
    return Content.assemble(*pieces)
