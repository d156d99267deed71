"""A list to choose from that holds in any window."""

from typing import ClassVar

from textual.binding import BindingType
from textual.widgets import OptionList

from quiz.tui.widgets.keys import series


class Entries(OptionList):
    """Textual's list, which fails to find a page of lines where there is room for none.

    Posts `OptionList.OptionHighlighted` and `OptionList.OptionSelected`.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        *series("↑ ↓", "move the cursor; j k too", {"up,k": "cursor_up", "down,j": "cursor_down"}),
    ]

    def action_page_up(self) -> None:
        if self.content_size.area:
            super().action_page_up()  # type: ignore[no-untyped-call] # untyped in Textual

    def action_page_down(self) -> None:
        if self.content_size.area:
            super().action_page_down()  # type: ignore[no-untyped-call] # untyped in Textual
