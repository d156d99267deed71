"""A list to choose from that holds in any window."""

from typing import ClassVar

from textual.binding import BindingType
from textual.widgets import OptionList

from quiz.tui.widgets.keys import series


class Entries(OptionList):
    """An `OptionList` that stops at its ends, and whose PgUp and PgDn don't fail when no line fits.

    Posts `OptionList.OptionHighlighted` and `OptionList.OptionSelected`.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        *series("↑ ↓", "move the cursor; j k too", {"up,k": "cursor_up", "down,j": "cursor_down"}),
    ]

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
