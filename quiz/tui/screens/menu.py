"""A short list to choose from."""

from collections.abc import Iterable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalGroup
from textual.content import Content
from textual.screen import Screen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from quiz.tui.widgets.entries import Entries
from quiz.tui.widgets.keys import HELP, Keys


class Menu(Screen[str | None]):
    """A title and entries: the id, the name and a line of detail of each. Returns the id chosen."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", "Choose", tooltip="choose what is under the cursor"),
        HELP,
        Binding("q,escape", "dismiss(None)", "Back", tooltip="back, with nothing chosen"),
    ]
    DEFAULT_CSS = """
    Menu {
        .heading { width: 100%; max-width: 72; padding: 1 2; }
        OptionList { width: 100%; max-width: 72; height: 1fr; padding: 0 1; }
    }
    """

    def __init__(
        self, title: str, entries: Iterable[tuple[str, str, str]], *, cursor: str | None = None
    ) -> None:
        """Take the id of the entry that the cursor is on at first, if not the first."""
        super().__init__()
        self._cursor = cursor
        self._heading = title
        self._options = [
            Option(Content.assemble((name, "bold"), f"\n{detail}" if detail else ""), id)
            for id, name, detail in entries
        ]

    def compose(self) -> ComposeResult:
        with VerticalGroup(id="page"):
            yield Static(Content(self._heading), classes="title heading")
            yield Entries(*self._options)
        yield Keys()

    def on_mount(self) -> None:
        if self._cursor:
            entries = self.query_one(Entries)
            entries.highlighted = entries.get_option_index(self._cursor)

    def action_choose(self) -> None:
        self.query_one(Entries).action_select()

    @on(OptionList.OptionSelected)
    def _return_chosen(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(event.option_id)
