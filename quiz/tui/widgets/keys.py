"""What the keys of a screen do, taken from its bindings: for the key line and for the help.

A binding is declared once: `description` is its word in the key line, where `show` puts it, and
`tooltip` says what it does in the help. Both come in the order of the declarations.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.dom import DOMNode
from textual.geometry import Size
from textual.screen import Screen
from textual.style import Style
from textual.widget import Widget

ROOMY = 16
"""From this height of the screen on, keys that do not fit in one line get a second."""

HELP = Binding("question_mark", "app.help", "Help", tooltip="this help")
"""For every screen that has a page of help."""

_NAMES = {
    "enter": "↵",
    "escape": "Esc",
    "pagedown": "PgDn",
    "pageup": "PgUp",
    "question_mark": "?",
    "space": "Space",
    "tab": "Tab",
}


def series(
    name: str, tooltip: str, actions: Mapping[str, str], *, priority: bool = False
) -> list[BindingType]:
    """Bindings, from keys to actions, that the help has in one line and the key line leaves out."""
    return [
        Binding(keys, action, show=False, key_display=name, tooltip=tooltip, priority=priority)
        for keys, action in actions.items()
    ]


def described_keys(screen: Screen[Any]) -> dict[str, str]:
    """What the keys of a screen do: the name of a key or a series → what its bindings say.

    The widget with the focus comes first, then the screen, then the app; where two of them bind a
    key, the first has it.
    """
    described: dict[str, str] = {}
    bound: set[str] = set()
    for node in (screen.focused, screen, screen.app):
        named: dict[str, list[Binding]] = {}
        for binding in _bindings(node):
            named.setdefault(" ".join(key_names(binding)), []).append(binding)
        for name, bindings in named.items():
            tooltips = dict.fromkeys(each.tooltip for each in bindings if each.tooltip)
            if tooltips and bindings[0].key.split(",")[0] not in bound:
                described[name] = "; ".join(tooltips)
        bound |= {key for each in _bindings(node) if each.tooltip for key in each.key.split(",")}
    return described


def _bindings(node: DOMNode | None) -> Iterator[Binding]:
    for binding in node.BINDINGS if node else ():
        if isinstance(binding, Binding):
            yield binding


def key_names(binding: Binding) -> list[str]:
    """What the keys of a binding are called in the key line and in the help."""
    if binding.key_display:
        return [binding.key_display]
    return [_NAMES.get(key, key) for key in binding.key.split(",")]


class Keys(Widget):
    """The keys that do something now, in a line or two; what does not fit is left out.

    A click on a key does what the key does. Textual's Footer makes a widget of each key, twice at
    every start, which takes a third of the time until a question is there.
    """

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
        """The size of the window, and the most lines that the keys needed in it."""

    def on_mount(self) -> None:
        self.screen.bindings_updated_signal.subscribe(self, self._renew)

    def _renew(self, _: Screen[object]) -> None:
        """Draw the keys again; lay the page out again only when they need another line."""
        lines = len(self._lines(self.content_size.width))
        self.refresh(layout=lines > self.content_size.height)

    def fit(self) -> None:
        """Give back the lines that are not needed, when another page is shown."""
        self._room = (Size(), 0)
        self.refresh(layout=True)

    def render(self) -> Content:
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
        lines = [Content("")]
        named = set()
        for binding in (*_bindings(self.screen.focused), *_bindings(self.screen)):
            name = key_names(binding)[0]
            if name in named or not (binding.show and self._does(binding.action)):
                continue
            named.add(name)
            look = (name, "bold $footer-key-foreground")
            piece = Content.assemble(look, f" {binding.description}").stylize(
                Style.from_meta({"action": binding.action})
            )
            line = lines[-1].append("  ").append(piece) if lines[-1] else piece
            if line.cell_length <= width or not lines[-1]:
                lines[-1] = line
            elif len(lines) < most:
                lines.append(piece)
            else:
                break
        return lines

    def _does(self, action: str) -> bool:
        """Whether an action of the screen, or of the app, does something now."""
        where, _, name = action.partition("(")[0].rpartition(".")
        return bool((self.app if where == "app" else self.screen).check_action(name, ()))

    async def on_click(self, event: events.Click) -> None:
        if action := event.style.meta.get("action"):
            event.stop()
            await self.screen.run_action(action)


def follow(screen: Screen[Any], *pages: Widget) -> None:
    """Draw the keys of a screen again whenever its pages are scrolled, or grow or shrink."""
    for page in pages:
        for attribute in ("virtual_size", "scroll_y"):
            screen.watch(page, attribute, screen.refresh_bindings, init=False)


def goes_on(page: Widget) -> bool:
    """Whether a page has more below, so that the key line shows the key for it."""
    return page.scroll_offset.y < page.max_scroll_y
