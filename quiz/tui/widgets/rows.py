"""Lines to walk over with a cursor: what the answers of four kinds of question are made of."""

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import HorizontalGroup, VerticalGroup
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widgets import Static


class Row(HorizontalGroup):
    """A line: a mark that may change, and a text that hangs beside it."""

    def __init__(self, mark: Content, text: str) -> None:
        super().__init__()
        self._mark = Static(mark, classes="mark")
        self._text = Static(Content(text), classes="text")

    def compose(self) -> ComposeResult:
        yield self._mark
        yield self._text

    def mark(self, mark: Content) -> None:
        """Change the mark."""
        self._mark.update(mark)

    def say(self, text: str) -> None:
        """Change the text."""
        self._text.update(Content(text))


class Rows(VerticalGroup, can_focus=True):
    """Rows with a cursor; what picking one does is the subclass's affair."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j", "step(1)", "Down", show=False),
        Binding("up,k", "step(-1)", "Up", show=False),
        Binding("space", "press", "Pick", show=False),
        Binding("enter", "done", "Done", show=False),
    ]
    DEFAULT_CSS = """
    Rows {
        Row {
            padding: 0 1;
            &.-cursor { background: $panel; }
            &.-picked .text { text-style: bold; }
        }
        &:focus Row.-cursor .mark { color: $accent; text-style: bold reverse; }
        .mark { width: auto; min-width: 2; margin-right: 1; }
        .text { width: 1fr; }
    }
    """

    class Changed(Message):
        """The reader changed the answer, which may not be complete yet."""

    class Done(Message):
        """The reader has answered, and will say how sure they are."""

    cursor = reactive(0)

    def __init__(self, texts: Sequence[str]) -> None:
        super().__init__()
        self.rows = [Row(Content(""), text) for text in texts]

    def compose(self) -> ComposeResult:
        yield from self.rows

    def on_mount(self) -> None:
        self.show()
        self.watch_cursor()

    def show(self) -> None:
        """Draw every row's mark anew."""
        for place, row in enumerate(self.rows):
            row.mark(self.mark_of(place))
            row.set_class(self.is_picked(place), "-picked")

    def mark_of(self, place: int) -> Content:
        """What stands in front of the row at a place."""
        raise NotImplementedError

    def is_picked(self, place: int) -> bool:
        """Whether the row at a place is part of the answer."""
        raise NotImplementedError

    def pick(self, place: int) -> None:
        """Do what a key, a click or Space on the row at a place asks for."""
        raise NotImplementedError

    def validate_cursor(self, cursor: int) -> int:
        """Keep the cursor on a row."""
        return max(0, min(cursor, len(self.rows) - 1))

    def watch_cursor(self) -> None:
        """Show where the cursor is, and bring the row into view."""
        for place, row in enumerate(self.rows):
            row.set_class(place == self.cursor, "-cursor")
        if self.is_mounted and self.has_focus:
            self.rows[self.cursor].scroll_visible(animate=False)

    def action_step(self, by: int) -> None:
        """Walk up or down."""
        self.cursor += by

    def action_press(self) -> None:
        """Pick the row under the cursor."""
        self.pick(self.cursor)

    def action_done(self) -> None:
        """Say that the answer is complete."""
        self.post_message(self.Done())

    def on_click(self, event: events.Click) -> None:
        """Pick the row that was clicked."""
        for place, row in enumerate(self.rows):
            if event.widget is not None and row in event.widget.ancestors_with_self:
                event.stop()
                self.pick(place)
