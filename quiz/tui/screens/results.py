"""The base of the pages on what answers show: at the end of a round, and over all rounds."""

from collections.abc import Sequence

from textual import events, on
from textual.app import ComposeResult
from textual.containers import VerticalGroup, VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from quiz.bank.model import Bank
from quiz.play.round import Slot
from quiz.record.profile import Profile
from quiz.session import OpenRound
from quiz.tui.messages import PractiseChosen, ResultsLeft, SlotOpened
from quiz.tui.screens.base import BaseScreen
from quiz.tui.widgets.entries import Entries
from quiz.tui.widgets.keys import Keys
from quiz.tui.widgets.round_header import COLOURS, sign

WIDEST = 68
"""The most columns of text."""


class Results(BaseScreen[None]):
    """Answers that can be opened again, with what they show.

    Posts `PractiseChosen`, `SlotOpened` and `ResultsLeft`.
    """

    DEFAULT_CSS = """
    Results {
        #heading, #short, #profile, #privacy { padding: 0 1; }
        #again { padding: 0 1; margin-bottom: 1; text-style: bold; color: $accent; }
        #privacy { margin: 1 0; }
        #list-title { padding: 0 1; margin-top: 1; text-style: bold; }
    }
    """

    def __init__(self, bank: Bank, profile: Profile, opened: OpenRound) -> None:
        """Take what answers show, and those to open."""
        super().__init__()
        self._bank = bank
        self._profile = profile
        self._opened = opened
        self.slots = opened.round.slots
        """What can be opened again from the list, as it stood when the page was made."""
        self._cursor: int | None = None
        self._sections = Static(id="profile")
        self._list = Entries(*(Option(self._line(slot)) for slot in self.slots))
        self._page = VerticalScroll(VerticalGroup(*self._column(), classes="column"), id="page")

    def compose(self) -> ComposeResult:
        yield self._page
        yield Keys()

    def _column(self) -> Sequence[Widget]:
        """What the page has, from top to bottom."""
        raise NotImplementedError

    def _line(self, slot: Slot, *, at_cursor: bool = False) -> Content:
        """A question in the list."""
        raise NotImplementedError

    def _sign(self, slot: Slot, *, at_cursor: bool) -> tuple[str, str]:
        """The sign of a question in the list and its style, without a colour at the cursor."""
        mark = sign(slot, judged=True)
        return f"{mark} ", "bold" if at_cursor else f"bold {COLOURS.get(mark, '')}".strip()

    @on(OptionList.OptionHighlighted)
    def _show_cursor(self, event: OptionList.OptionHighlighted) -> None:
        """Show the sign at the cursor in the cursor's own colour, in which it can be read."""
        for index in (self._cursor, event.option_index):
            if index is not None:
                line = self._line(self.slots[index], at_cursor=index == event.option_index)
                self._list.replace_option_prompt_at_index(index, line)
        self._cursor = event.option_index

    @on(OptionList.OptionSelected)
    def _open_chosen(self, event: OptionList.OptionSelected) -> None:
        self.post_message(SlotOpened(self._opened, event.option_index))

    def action_open(self) -> None:
        self._list.action_select()

    @on(events.Click, "#again")
    def action_again(self) -> None:
        """Practise what the profile says, by key or by a click on its line."""
        self.post_message(PractiseChosen(self._profile.next))

    def action_leave(self) -> None:
        self.post_message(ResultsLeft())

    def action_scroll(self, by: int) -> None:
        self._page.scroll_relative(y=2 * by, animate=False)

    def action_page(self, by: int = 1) -> None:
        if by > 0:
            self._page.scroll_page_down(animate=False)
        else:
            self._page.scroll_page_up(animate=False)
