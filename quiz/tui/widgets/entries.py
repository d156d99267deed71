"""A list to choose from that holds in any window."""

from typing import ClassVar

from textual.binding import BindingType
from textual.reactive import reactive
from textual.widgets import OptionList

from quiz.tui.widgets.keys import series


class Entries(OptionList):
    """An `OptionList` that stops at its ends, and whose PgUp and PgDn don't fail when no line fits.

    Posts `OptionList.OptionHighlighted` and `OptionList.OptionSelected`.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        *series("↑ ↓", "move the cursor; j k too", {"up,k": "cursor_up", "down,j": "cursor_down"}),
    ]

    highlighted: reactive[int | None] = reactive(None, repaint=False)

    def _watch_highlighted(self, before: int | None, after: int | None) -> None:
        """Draw the two entries that the cursor went from and to; Textual would draw all of them.

        That takes a third of the time of a key, which is 1 ms.
        """
        self._update_lines()
        for index in (before, after):
            if index in self._index_to_line:
                self.refresh_lines(self._index_to_line[index], self._heights[index])

    def action_cursor_up(self) -> None:
        if any(not each.disabled for each in self.options[: self.highlighted]):
            super().action_cursor_up()

    def action_cursor_down(self) -> None:
        start = 0 if self.highlighted is None else self.highlighted + 1
        if any(not each.disabled for each in self.options[start:]):
            super().action_cursor_down()

    def action_page_up(self) -> None:
        if self.content_size.area:
            super().action_page_up()  # type: ignore[no-untyped-call] # untyped in Textual

    def action_page_down(self) -> None:
        if self.content_size.area:
            super().action_page_down()  # type: ignore[no-untyped-call] # untyped in Textual
