"""How many blank lines a page on a low screen has room for, and where they help most."""

from collections.abc import Sequence

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget
from textual.widgets import Input, Static

from quiz.tui.widgets.exhibits.frame import Frame
from quiz.tui.widgets.spot import Spot


def spread(parts: Sequence[Widget], room: Size) -> None:
    """Set a blank line above the answer, which is last, then under the head, then elsewhere.

    `room` is in columns of text and in lines. As soon as not all of the page fits into it, there
    are no blank lines at all.
    """
    spare = room.height - sum(_height(each, room.width) for each in parts)
    for part in parts:
        part.add_class("-close")
    first, *others = parts
    *between, answer = others
    for part in (answer, first, *between)[: max(0, spare)]:
        part.add_class("-apart")


def _height(part: Widget, width: int) -> int:
    """The lines of a part, with those of its edges."""
    if isinstance(part, Input):
        return 3
    if isinstance(part, Frame) or (isinstance(part, Spot) and part.is_framed):
        return 1 + part.get_content_height(Size(), Size(), width)
    if isinstance(part, Static):
        beside = part.has_class("passage")
        return len(Content(str(part.content)).wrap(max(1, width - beside)))
    return part.get_content_height(Size(), Size(), width)
