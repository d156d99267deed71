"""Lines to walk over with a cursor: what the answers of four kinds of question are made of.

One widget draws them all: as many widgets as lines would take three times as long to draw at
each key.
"""

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from quiz.bank.kinds import Response
from quiz.text import shown
from quiz.tui.widgets.keys import series


def bring_into_view(widget: Widget, first: int, last: int) -> bool:
    """Scroll what scrolls around a widget, so that some of its lines are seen.

    Gives whether none of them was. What is out of sight is to be seen before a key acts on it.
    """
    page = _page(widget)
    if not widget.has_focus or page is None:
        return False
    lines, view = _lines_of(widget, first, last), page.scrollable_content_region
    if lines.y < view.y or lines.bottom > view.bottom:
        by = min(lines.y - view.y, 0) or lines.bottom - view.bottom
        page.scroll_relative(y=by, animate=False)
    return view.height > 0 and (lines.bottom <= view.y or lines.y >= view.bottom)


def read_towards(widget: Widget, first: int, last: int, by: int) -> bool:
    """Scroll by a little when some lines of a widget are still ahead; gives whether they were."""
    page = _page(widget)
    if page is None:
        return False
    lines, view = _lines_of(widget, first, last), page.scrollable_content_region
    ahead = lines.y >= view.bottom if by > 0 else lines.bottom <= view.y
    if ahead and view.height > 0:
        page.scroll_relative(y=2 * by, animate=False)
        return True
    return False


def _page(widget: Widget) -> Widget | None:
    """What scrolls around a widget."""
    pages = (each for each in widget.ancestors if isinstance(each, Widget))
    return next((each for each in pages if each.allow_vertical_scroll), None)


def _lines_of(widget: Widget, first: int, last: int) -> Region:
    return Region(0, first, 1, last - first + 1).translate(widget.content_region.offset)


def row_keys(space: str) -> list[BindingType]:
    """The bindings of rows, on which Space does what the text says."""
    return [
        *series("↑ ↓", "move the cursor; j k too", {"up,k": "step(-1)", "down,j": "step(1)"}),
        *series("Space", space, {"space": "press"}),
        *series("↵", "the answer is complete", {"enter": "done"}),
    ]


class Rows(Widget, can_focus=True):
    """Rows with a cursor; what picking one does is the subclass's affair."""

    BINDINGS: ClassVar[list[BindingType]] = row_keys(
        "pick the option under the cursor, or leave it"
    )
    DEFAULT_CSS = """
    Rows { height: auto; padding: 0 1; }
    """

    class Done(Message):
        """The reader has answered, and will say how sure they are."""

    at_once = False
    """Whether one pick completes the answer, so that a digit says how sure at once."""
    hint: str
    """What there is to do."""
    warnings: tuple[str, ...]
    """All that `missing` may say."""
    cursor = reactive(0)

    def __init__(self, texts: Sequence[str]) -> None:
        super().__init__()
        self.texts = [shown(text) for text in texts]
        self._wrapped: dict[tuple[str, int], list[Content]] = {}

    @property
    def response(self) -> Response | None:
        """The answer in the numbers of the file; None while it is not complete."""
        raise NotImplementedError

    @property
    def missing(self) -> str:
        """What to do before one can say how sure."""
        raise NotImplementedError

    def mark_of(self, place: int) -> str:
        """What stands in front of the row at a place; as wide for every row."""
        raise NotImplementedError

    def is_picked(self, place: int) -> bool:
        """Whether the row at a place is part of the answer."""
        raise NotImplementedError

    def pick(self, place: int) -> None:
        """Do what a key, a click or Space on the row at a place asks for."""
        raise NotImplementedError

    def render(self) -> Content:
        """All rows, the one under the cursor set off."""
        return Content("\n").join(line for _, line in self._lines(self.content_size.width))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """How many lines the rows take in a width."""
        return len(self._lines(width))

    def _lines(self, width: int) -> list[tuple[int, Content]]:
        """Every line with the place of its row; texts hang beside their marks."""
        lines: list[tuple[int, Content]] = []
        for place, text in enumerate(self.texts):
            mark = self.mark_of(place)
            here = place == self.cursor
            look = "bold" if self.is_picked(place) else ""
            hang = Content(mark).cell_length + 1
            room = max(1, width - hang)
            if (text, room) not in self._wrapped:
                self._wrapped[text, room] = Content(text).wrap(room)
            for number, piece in enumerate(self._wrapped[text, room]):
                front = Content.assemble((mark, self._mark_look(here=here)), " ")
                line = front if number == 0 else Content(" " * hang)
                line = line.append(piece.stylize(look))
                if here:
                    line = line.pad_right(max(0, width - line.cell_length)).stylize_before(
                        "on $panel"
                    )
                lines.append((place, line))
        return lines

    def _mark_look(self, *, here: bool) -> str:
        return "bold reverse" if here and self.has_focus else ""

    def validate_cursor(self, cursor: int) -> int:
        """Keep the cursor on a row."""
        return max(0, min(cursor, len(self.texts) - 1))

    def watch_cursor(self) -> None:
        """Bring the row under the cursor into view."""
        self.show_cursor()

    def show_cursor(self) -> bool:
        """Bring the row under the cursor into view; gives whether it was out of sight."""
        return bring_into_view(self, *self._own_lines())

    def _own_lines(self) -> tuple[int, int]:
        """The first and the last line of the row under the cursor."""
        lines = enumerate(self._lines(self.content_size.width))
        own = [number for number, (place, _) in lines if place == self.cursor]
        return own[0], own[-1]

    def action_step(self, by: int) -> None:
        """Walk up or down; where the rows are still ahead, read on towards them."""
        if not read_towards(self, *self._own_lines(), by):
            self.step(by)

    def step(self, by: int) -> None:
        """Walk up or down."""
        self.cursor += by

    def action_press(self) -> None:
        """Pick the row under the cursor."""
        if not self.show_cursor():
            self.pick(self.cursor)

    def action_done(self) -> None:
        """Say that the answer is complete."""
        self.post_message(self.Done())

    def on_click(self, event: events.Click) -> None:
        """Pick the row that was clicked."""
        lines = self._lines(self.content_size.width)
        at = event.get_content_offset(self)
        if at is not None and at.y < len(lines) and lines[at.y][0] >= 0:
            event.stop()
            self.pick(lines[at.y][0])
