"""A list with a card for each entry: the base of the sources and of the claims file."""

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import HorizontalGroup, VerticalScroll
from textual.content import Content
from textual.widgets import Input, OptionList, Static

from quiz.tui.messages import AddressesAsked
from quiz.tui.screens.base import BaseScreen
from quiz.tui.widgets.entry_list import Entry, EntryList
from quiz.tui.widgets.keys import HELP, Keys, follow, goes_on, series
from quiz.tui.widgets.linked import Linked
from quiz.tui.widgets.masthead import RunningHead
from quiz.words import say


class Filter(Input):
    """A line for the words to look for."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,down", "submit", "To the list", tooltip="back to the list"),
        Binding("escape", "screen.back", "Show all", tooltip="show all again"),
    ]


class Shelf(BaseScreen[None]):
    """A list above or beside the card of the entry under the cursor."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("o", "address", "Open", tooltip="see an address, then open it"),
        Binding("space,enter", "page(1)", "Read on", tooltip="read on in the card"),
        *series(
            "PgDn PgUp",
            "page down, page up in the card",
            {"pagedown": "page(1)", "pageup": "page(-1)"},
            priority=True,
        ),
        HELP,
        Binding("q,escape", "back", "Back", tooltip="go back"),
        Binding(
            "slash",
            "filter",
            "Filter",
            key_display="/",
            tooltip="show only what has a word; Esc shows all",
        ),
    ]
    DEFAULT_CSS = """
    Shelf {
        align-horizontal: center;
        RunningHead, #looking, #both { max-width: 72; }
        #looking { display: none; }
        #looking > Static { width: 3; padding: 0 1; color: $accent; text-style: bold; }
        #filter { width: 1fr; height: 1; border: none; padding: 0; }
        #list { height: 40%; max-height: 12; scrollbar-gutter: stable; }
        #list > .option-list--option-disabled { color: $foreground; }
        #reading { height: 1fr; padding: 0 1; scrollbar-size-vertical: 1; }
        #card { max-width: 72; }
        &.-wide {
            RunningHead, #looking, #both { max-width: 136; }
            #both { layout: horizontal; }
            #list { width: 2fr; height: 1fr; max-height: 100%; }
            #reading { width: 3fr; }
        }
    }
    """

    def __init__(self, title: str, legend: str, entries: Sequence[Entry]) -> None:
        super().__init__()
        self._heading = title
        self._legend = legend
        self._entries = entries
        self._filter = Filter(placeholder=say("a word to look for"), id="filter")
        self._looking = HorizontalGroup(Static("/"), self._filter, id="looking")
        self._list = EntryList(entries, id="list")
        self._card = Linked(id="card")
        self._reading = VerticalScroll(self._card, id="reading", can_focus=False)

    def compose(self) -> ComposeResult:
        yield RunningHead(self._heading, self._legend)
        yield self._looking
        with VerticalScroll(id="both", can_focus=False):
            yield self._list
            yield self._reading
        yield Keys()

    def on_mount(self) -> None:
        self._list.focus()
        follow(self, self._reading)
        self.watch(self._list, "show_vertical_scrollbar", self._show_one_bar)

    def _show_one_bar(self, list_has_one: bool) -> None:
        """Show the bar of the card only where the list has none; the key line says how to go on."""
        self._reading.styles.scrollbar_visibility = "hidden" if list_has_one else "visible"

    @on(OptionList.OptionHighlighted)
    def _show_card(self) -> None:
        if entry := self._entry:
            width = self._reading.scrollable_content_region.width
            self._card.update(entry.fitted_card(min(72, width)))
            self._reading.scroll_home(animate=False)
        self.refresh_bindings()

    @on(OptionList.OptionSelected)
    def _read_on(self) -> None:
        self.action_page(1)

    @on(Input.Changed)
    def _look(self, event: Input.Changed) -> None:
        self._list.filter(event.value)
        if self._entry is None:
            none = say("Nothing here has “{words}”.", words=event.value)
            self._card.update(Content(none))
            self.refresh_bindings()

    @on(Input.Submitted)
    def _to_the_list(self) -> None:
        self._looking.display = bool(self._filter.value)
        self._list.focus()

    def action_filter(self) -> None:
        self._looking.display = True
        self._filter.focus()

    def action_back(self) -> None:
        """Take the filter away, or else leave."""
        if not self._looking.display:
            self.dismiss()
            return
        self._filter.value = ""
        self._looking.display = False
        self._list.focus()

    def action_page(self, by: int) -> None:
        reading = self._reading
        (reading.scroll_page_down if by > 0 else reading.scroll_page_up)(animate=False)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        match action:
            case "address":
                return self._entry is not None and bool(self._entry.urls)
            case "page":
                return parameters == (-1,) or goes_on(self._reading)
            case "filter":
                return not self._filter.has_focus
            case _:
                return True

    @property
    def _entry(self) -> Entry | None:
        """The entry under the cursor."""
        index = self._list.highlighted
        id = None if index is None else self._list.get_option_at_index(index).id
        return self._entries[int(id)] if id else None

    def action_address(self) -> None:
        if self._entry:
            self.post_message(AddressesAsked(self._entry.urls))
