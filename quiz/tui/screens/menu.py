"""A short list to choose from."""

from typing import ClassVar

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
    """A title and entries, each with what it is good for; gives the id of the one chosen."""

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

    def __init__(self, title: str, entries: list[tuple[str, str, str]]) -> None:
        """Take a title, and (id, name, what it is good for) for each entry."""
        super().__init__()
        self._heading = title
        self._entries = entries

    def compose(self) -> ComposeResult:
        with VerticalGroup(id="page"):
            yield Static(Content(self._heading), classes="title heading")
            yield Entries(
                *(
                    Option(Content.assemble((name, "bold"), f"\n  {tells}" if tells else ""), id)
                    for id, name, tells in self._entries
                )
            )
        yield Keys()

    def action_choose(self) -> None:
        """Take the entry under the cursor."""
        self.query_one(Entries).action_select()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Give what was chosen."""
        self.dismiss(event.option_id)
