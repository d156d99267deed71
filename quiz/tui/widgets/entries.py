"""A list to choose from that holds in any window."""

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widgets import OptionList


class Entries(OptionList):
    """Textual's list, which looks for a page of lines where there is room for none."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j", "cursor_down", "Down", show=False),
        Binding("k", "cursor_up", "Up", show=False),
    ]

    def action_page_up(self) -> None:
        """Go up by a page, where one is seen."""
        if self.content_size.area:
            super().action_page_up()  # type: ignore[no-untyped-call] # untyped in Textual

    def action_page_down(self) -> None:
        """Go down by a page, where one is seen."""
        if self.content_size.area:
            super().action_page_down()  # type: ignore[no-untyped-call] # untyped in Textual
