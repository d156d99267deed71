"""The keys that do something now, in a line or two.

Textual's Footer makes a widget of each key, twice at every start: a third of the time until a
question is there. This draws a screen's bindings as one text.
"""

from typing import Any

from textual import events
from textual.binding import Binding
from textual.content import Content
from textual.geometry import Size
from textual.screen import Screen
from textual.style import Style
from textual.widget import Widget
from textual.widgets import Input

ROOMY = 16
"""From this height of the screen on, keys that do not fit in one line get a second."""


class Keys(Widget):
    """Keys at the bottom; a click on one does what it does. What does not fit is left out."""

    DEFAULT_CSS = """
    Keys {
        dock: bottom;
        height: auto;
        padding: 0 1;
        background: $footer-background;
        color: $footer-foreground;
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._room = (Size(), 0)
        """How many lines the keys have taken in a window of this size."""

    def on_mount(self) -> None:
        self.screen.bindings_updated_signal.subscribe(self, self._renew)

    def _renew(self, _: Screen[object]) -> None:
        """Draw the keys that do something now; all else moves only when they need another line."""
        lines = len(self._lines(self.content_size.width))
        self.refresh(layout=lines > self.content_size.height)

    def fit(self) -> None:
        """Give back the lines that are not needed, when another page is shown."""
        self._room = (Size(), 0)
        self.refresh(layout=True)

    def render(self) -> Content:
        """The keys, with what they do."""
        return Content("\n").join(self._lines(self.content_size.width))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """One line, or two where there is room and need.

        It never shrinks while the page and the window stay as they are: a page that is scrolled to
        its end would move down, and what the mouse is pressed on with it, before the click arrives.
        """
        size, lines = self._room
        lines = max(len(self._lines(width)), lines if size == self.screen.size else 0)
        self._room = (self.screen.size, lines)
        return lines

    def _lines(self, width: int) -> list[Content]:
        most = 2 if self.screen.size.height >= ROOMY else 1
        # While a line is typed on, letters are text.
        typing = isinstance(self.screen.focused, Input)
        tab = Content.assemble(("Tab", "bold $footer-key-foreground"), " Leave the line, then")
        lines = [tab if typing else Content("")]
        for binding in self._bound():
            name = self.app.get_key_display(binding)
            piece = Content.assemble(
                (name, "bold $footer-key-foreground"), f" {binding.description}"
            ).stylize(Style.from_meta({"action": binding.action}))
            gap = Content("  ") if lines[-1] else Content("")
            if lines[-1].cell_length + gap.cell_length + piece.cell_length > width:
                if len(lines) == most:
                    break
                lines.append(piece)
            else:
                lines[-1] = lines[-1].append(gap).append(piece)
        return lines

    def _bound(self) -> list[Binding]:
        """The bindings of the screen that are shown and do something now."""
        return [
            binding
            for binding in self.screen.BINDINGS
            if isinstance(binding, Binding) and binding.show and self._does(binding.action)
        ]

    def _does(self, action: str) -> bool:
        """Whether an action of the screen, or of the app, does something now."""
        name = action.partition("(")[0]
        where = self.app if name.startswith("app.") else self.screen
        return bool(where.check_action(name.removeprefix("app."), ()))

    async def on_click(self, event: events.Click) -> None:
        """Do what the key that was clicked does."""
        if action := event.style.meta.get("action"):
            event.stop()
            await self.screen.run_action(action)


def follow(screen: Screen[Any], *pages: Widget) -> None:
    """Name the keys of a screen anew when there is more of its pages to see, or less."""
    for page in pages:
        for what in ("virtual_size", "scroll_y"):
            screen.watch(page, what, screen.refresh_bindings, init=False)


def goes_on(page: Widget) -> bool:
    """Whether a page has more below, so that a key that shows it is worth a name."""
    return page.scroll_offset.y < page.max_scroll_y
