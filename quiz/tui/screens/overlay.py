"""The base of the pages that lie over a screen."""

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.screen import ModalScreen
from textual.widget import Widget

from quiz.tui.screens.base import BaseScreen
from quiz.tui.widgets import LOW
from quiz.tui.widgets.keys import Keys


class Overlay(ModalScreen[bool | None], BaseScreen[bool | None]):
    """Widgets in a frame over another screen; one that asks something returns True for yes."""

    can_scroll = True
    """Whether the frame takes the keys, to be scrolled."""

    DEFAULT_CSS = """
    Overlay {
        align: center middle;
        VerticalScroll {
            width: 90%; max-width: 66; height: auto; max-height: 100%; padding: 1 2;
            background: $background; border: solid $accent; scrollbar-size-vertical: 1;
        }
        &.-low VerticalScroll { padding: 0 1; }
    }
    """

    VERTICAL_BREAKPOINTS = [(0, "-low"), (LOW, "-high")]  # noqa: RUF012 - typed by Textual

    def __init__(self, *framed: Widget) -> None:
        super().__init__()
        self._framed = framed

    def compose(self) -> ComposeResult:
        yield VerticalScroll(*self._framed, can_focus=self.can_scroll)
        yield Keys()
