"""What the keys of a screen do, taken from its bindings: for the key line and for the help.

A binding is declared once: `description` is its word in the key line, where `show` puts it, and
`tooltip` says what it does in the help. Both come in the order of the declarations, and are said in
the language of the bank when they are drawn.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from textual import events
from textual.actions import parse
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.dom import DOMNode
from textual.geometry import Size
from textual.keys import key_to_character
from textual.screen import Screen
from textual.style import Style
from textual.widget import Widget

from quiz.words import phrase, say

ROOMY = 16
"""From this height of the screen on, keys that do not fit in one line get a second."""

HELP = Binding("question_mark", "app.help", "Help", tooltip="this help")
"""For every screen that has a page of help."""
CHOOSE = Binding("enter", "choose", "Choose", tooltip="choose what is under the cursor")
"""For every screen with a list to choose from."""

_REST = " …"
"""The end of the key line, in place of the keys that it has no room for."""

_NAMES = {
    "enter": "↵",
    "escape": phrase("Esc"),
    "pagedown": phrase("PgDn"),
    "pageup": phrase("PgUp"),
    "question_mark": "?",
    "space": phrase("Space"),
    "tab": phrase("Tab"),
}


def series(
    name: str, tooltip: str, actions: Mapping[str, str], *, priority: bool = False
) -> list[BindingType]:
    """Bindings, from keys to actions, that the help has in one line and the key line leaves out."""
    return [
        Binding(keys, action, show=False, key_display=name, tooltip=tooltip, priority=priority)
        for keys, action in actions.items()
    ]


SCROLL = series("↑ ↓", "scroll; j k too", {"up,k": "scroll(-1)", "down,j": "scroll(1)"})
"""For every screen with a page to scroll."""


def described_keys(screen: Screen[Any]) -> dict[str, str]:
    """What the keys of a screen do now: the name of a key or a series → what its bindings say.

    The widget with the focus comes first, then the screen, then the app; where two of them bind a
    key, the first has it.
    """
    described: dict[str, str] = {}
    bound: set[str] = set()
    for node in (screen.focused, screen, screen.app):
        named: dict[str, list[Binding]] = {}
        for binding in _bindings(node):
            if not _does_now(screen, node, binding):
                continue
            named.setdefault(" ".join(key_names(binding)), []).append(binding)
        for name, bindings in named.items():
            tooltips = dict.fromkeys(say(each.tooltip) for each in bindings if each.tooltip)
            if tooltips and bindings[0].key.split(",")[0] not in bound:
                described[name] = "; ".join(tooltips)
        does = (each for each in _bindings(node) if _does_now(screen, node, each))
        bound |= {key for each in does if each.tooltip for key in each.key.split(",")}
    return described


def _does_now(screen: Screen[Any], node: DOMNode | None, binding: Binding) -> bool:
    """Whether a binding of a screen, of its app or of the widget with the focus does something."""
    where, name, parameters = parse(binding.action)
    named = {"app": screen.app, "screen": screen}.get(where, node)
    return named is not None and named.check_action(name, parameters) is not False


def _bindings(node: DOMNode | None) -> Iterator[Binding]:
    for binding in node.BINDINGS if node else ():
        if isinstance(binding, Binding):
            yield binding


def key_names(binding: Binding) -> list[str]:
    """What the keys of a binding are called in the key line and in the help."""
    if binding.key_display:
        return [" ".join(map(say, binding.key_display.split(" ")))]
    return [say(_NAMES.get(key, key)) for key in binding.key.split(",")]


class Keys(Widget):
    """The keys that do something now, in a line or two; a click on `…` shows what does not fit.

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

    def __init__(
        self,
        word: Callable[[Binding], str] = lambda binding: say(binding.description),
        waits: Callable[[Binding], bool] = lambda _: False,
    ) -> None:
        """Take what says the word of a binding, and which ones wait behind `…`."""
        super().__init__()
        self._word, self._waits = word, waits
        self._room = (Size(), 0)
        """The size of the window, and the most lines that the keys needed in it."""
        self._start = 0
        """The first key to show where there is no room for all."""
        self._rest = 0
        """The first key that is not shown, which a click on `…` goes on with."""
        self._drawn: list[Binding] = []
        """The keys that did something when the line was last drawn."""

    def on_mount(self) -> None:
        self.screen.bindings_updated_signal.subscribe(self, self._renew)

    def _renew(self, _: Screen[object]) -> None:
        """Draw the keys again if others do something now; lay the page out if they need a line."""
        doing = self._doing()
        if doing != self._drawn:  # most steps change nothing, and drawing takes 1 ms
            lines = len(self._lines(doing, self.content_size.width))
            self.refresh(layout=lines > self.content_size.height)

    def fit(self) -> None:
        """Give back the lines that are not needed, when another page is shown."""
        self._room = (Size(), 0)
        self._start = 0
        self.refresh(layout=True)

    def render(self) -> Content:
        self._drawn = self._doing()
        return Content("\n").join(self._lines(self._drawn, self.content_size.width))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """The height: two lines if the keys need it and the screen is high enough, else one.

        It never shrinks while the page and the window stay as they are: a page that is scrolled to
        its end would move down, and what the mouse is pressed on with it, before the click arrives.
        """
        size, lines = self._room
        needed = len(self._lines(self._doing(), width))
        lines = max(needed, lines if size == self.screen.size else 0)
        self._room = (self.screen.size, lines)
        return lines

    def _lines(self, doing: Sequence[Binding], width: int) -> list[Content]:
        """These keys in as many lines as there are room and need for; `…` stands for the rest.

        They stand closer together where that saves a line. The key for help is always there.
        """
        most = 2 if self.screen.size.height >= ROOMY else 1
        self._rest = 0
        if not any(map(self._waits, doing)):
            lines, shown = _fit([*map(self._piece, doing)], [width] * most)
            if shown == len(doing):
                return lines
        tail = [self._piece(each) for each in doing if each.action == HELP.action]
        others = sorted((each for each in doing if each.action != HELP.action), key=self._waits)
        pieces = [*map(self._piece, others)]
        first = sum(not self._waits(each) for each in others)
        start = self._start if self._start < len(pieces) else 0
        wanted = pieces[start:first] if start < first else pieces[start:]
        widths = [width] * (most - 1) + [width - len(_REST)]
        lines, shown = _fit(wanted, widths)
        for count in range(shown, 0, -1):
            with_help, fitting = _fit([*wanted[:count], *tail], widths)
            if fitting == count + len(tail):
                lines, shown = with_help, count
                break
        lines[-1] = lines[-1].append(Content(_REST).stylize(Style.from_meta({"rest": True})))
        self._rest = (start + shown) % len(pieces)
        return lines

    def _piece(self, binding: Binding) -> Content:
        return _piece(key_names(binding)[0], self._word(binding), binding.action)

    def _doing(self) -> list[Binding]:
        """The bindings of the keys that do something now, one of each name.

        On a line to type on, letters and signs are none of them.
        """
        focused = self.screen.focused
        named: dict[str, Binding] = {}
        for binding in (*_bindings(focused), *_bindings(self.screen)):
            key = binding.key.split(",")[0]
            typed = focused and focused.check_consume_key(key, key_to_character(key))
            name = key_names(binding)[0] if binding.show and not typed else ""
            if name and name not in named and self._does(binding.action):
                named[name] = binding
        return [*named.values()]

    def _does(self, action: str) -> bool:
        """Whether an action of the screen, or of the app, does something now."""
        where, _, name = action.partition("(")[0].rpartition(".")
        return bool((self.app if where == "app" else self.screen).check_action(name, ()))

    async def on_click(self, event: events.Click) -> None:
        if action := event.style.meta.get("action"):
            event.stop()
            await self.screen.run_action(action)
        elif "rest" in event.style.meta:
            event.stop()
            self._start = self._rest
            self.refresh()


@cache
def _piece(name: str, word: str, action: str) -> Content:
    """The name of a key with its word; a click does the action."""
    piece = Content.assemble((name, "bold $footer-key-foreground"), f" {word}")
    return piece.stylize(Style.from_meta({"action": action}))


def _fill(
    pieces: Sequence[Content], widths: Sequence[int], gap: str = "  "
) -> tuple[list[Content], int]:
    """Lines of at most these widths, with at least one piece, and how many pieces they hold."""
    lines = [Content("")]
    for number, piece in enumerate(pieces):
        line = lines[-1].append(gap).append(piece) if lines[-1] else piece
        if line.cell_length <= widths[len(lines) - 1] or not lines[-1]:
            lines[-1] = line
        elif len(lines) < len(widths):
            lines.append(piece)
        else:
            return lines, number
    return lines, len(pieces)


def _fit(pieces: Sequence[Content], widths: Sequence[int]) -> tuple[list[Content], int]:
    """The lines of `_fill`, or a single one if all pieces fit into it closer together."""
    lines, shown = _fill(pieces, widths)
    if len(lines) > 1 or shown < len(pieces):
        tight, count = _fill(pieces, widths[-1:], gap=" ")
        if count == len(pieces):
            return tight, count
    return lines, shown


def follow(screen: Screen[Any], *pages: Widget) -> None:
    """Draw the keys of a screen again whenever its pages are scrolled, or grow or shrink."""
    for page in pages:
        for attribute in ("virtual_size", "scroll_y"):
            screen.watch(page, attribute, screen.refresh_bindings, init=False)


def goes_on(page: Widget) -> bool:
    """Whether a page has more below, so that the key line shows the key for it."""
    return page.scroll_offset.y < page.max_scroll_y
