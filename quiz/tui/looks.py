"""How the app looks: its theme, which can be changed, its colours, and the sizes it is drawn in."""

import os
from collections.abc import Sequence
from functools import cache

from textual.events import Event, Resize
from textual.filter import LineFilter, NoColor
from textual.geometry import Size
from textual.screen import Screen

from quiz.tui.keyboard import InTurn
from quiz.tui.only_text import OnlyText
from quiz.tui.theme import THEMES, chosen_theme, keep_theme, readable
from quiz.words import say

_NO_COLOUR = NoColor()
_only_text = cache(OnlyText)
"""The same filter for the same others, as Textual keeps the lines that each filter made."""

NARROWEST = 12
"""The fewest columns to draw: in fewer, Textual's scrollbars come and go for ever."""
LARGEST = 500
"""The most columns and lines to draw, whatever COLUMNS and LINES say."""


class Looks(InTurn):
    """An app in a theme of ours or of Textual's, drawn as text alone."""

    def __init__(self) -> None:
        """Take the theme that was chosen last."""
        if os.environ.get("NO_COLOR") == "":
            del os.environ["NO_COLOR"]  # when empty, it has no meaning (https://no-color.org)
        super().__init__()
        # With 16 colours, none is near enough to ours for text to stay readable.
        self.no_color |= self.console.color_system not in ("256", "truecolor")
        for theme in THEMES:
            self.register_theme(theme)
        # Setting the theme as usual would parse all styles twice before the first screen.
        self._themes: Screen[str | None] | None = None
        """The list of themes, if the reader has seen it."""
        self.set_reactive(Looks.theme, chosen_theme(self.available_themes) or THEMES[1].name)
        self.stylesheet.set_variables(self.get_css_variables())

    def get_css_variables(self) -> dict[str, str]:
        """The colours of the theme; those of a theme that isn't ours are made easy to read."""
        self.theme_variables = readable(super().get_css_variables())
        return self.theme_variables

    @property
    def size(self) -> Size:
        """The size of the terminal, within the limits of what can be drawn."""
        return _drawable(super().size)

    async def on_event(self, event: Event) -> None:
        """Keep a new size within the limits of what can be drawn."""
        if isinstance(event, Resize):
            event = Resize(_drawable(event.size), _drawable(event.virtual_size))
        await super().on_event(event)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Disable the keys for themes in the list of them, and where there are no colours."""
        if action not in ("next_theme", "themes"):
            return True
        return not (self.no_color or self._themes in self.screen_stack)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Pass only text to the terminal, and where colours are off, not even greys."""
        return [_only_text(*([_NO_COLOUR] if self.no_color else super().get_line_filters()))]

    def action_themes(self) -> None:
        from quiz.tui.screens.menu import Menu

        def chosen(name: str | None) -> None:
            if name:
                self._take_theme(name)

        ours = [theme.name for theme in THEMES]
        # Our colours cannot be read on a theme of the terminal's own 16.
        ansi = {
            name
            for name, theme in self.available_themes.items()
            if (theme.background or "").startswith("ansi")
        }
        entries = [
            (name, say("{theme}, in use", theme=name) if name == self.theme else name, "")
            for name in (*ours, *sorted({*self.available_themes} - ansi - {*ours}))
        ]
        self._themes = Menu(say("Which theme?"), entries)
        self.push_screen(self._themes, chosen)

    def action_next_theme(self) -> None:
        names = [theme.name for theme in THEMES]
        index = names.index(self.theme) if self.theme in names else -1
        self._take_theme(names[(index + 1) % len(names)])

    def _take_theme(self, name: str) -> None:
        """Use a theme, now and from the next start on."""
        self.theme = name
        keep_theme(name)


def _drawable(size: Size) -> Size:
    """The nearest size that something can be drawn in."""
    if NARROWEST <= size.width <= LARGEST and 1 <= size.height <= LARGEST:
        return size  # the quick way: it is asked for thousands of times
    return Size(min(max(size.width, NARROWEST), LARGEST), min(max(size.height, 1), LARGEST))
