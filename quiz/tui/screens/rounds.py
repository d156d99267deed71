"""The rounds that are over, the newest first, each to be looked at again."""

from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalGroup
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from quiz.record.page import round_line
from quiz.session import Session
from quiz.tui.messages import ResultsLeft, RoundChosen
from quiz.tui.screens.base import BaseScreen
from quiz.tui.screens.results import WIDEST
from quiz.tui.widgets.entries import Entries
from quiz.tui.widgets.keys import HELP, Keys
from quiz.tui.widgets.masthead import RunningHead
from quiz.words import say


class Rounds(BaseScreen[None]):
    """A line for each round: when, how much was right, and its marks.

    Posts `RoundChosen` and `ResultsLeft`.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "Open", tooltip="look back at the round"),
        Binding("escape", "dismiss", "Back", tooltip="go back to your progress"),
        Binding("q", "leave", "Home", tooltip="go home"),
        HELP,
    ]
    DEFAULT_CSS = """
    Rounds {
        RunningHead { width: 100%; max-width: 73; padding: 0 2 0 1; }
        Entries { width: 100%; max-width: 73; height: 1fr; padding: 0 1; }
    }
    """

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._entries = Entries()

    def compose(self) -> ComposeResult:
        with VerticalGroup(id="page"):
            yield RunningHead(say("Your rounds"), say("newest first"))
            yield self._entries
        yield Keys()

    def on_screen_resume(self) -> None:
        """List the rounds as they are by now: what was left out of one can still be answered."""
        self._list(self.app.size.width)

    def on_resize(self, event: events.Resize) -> None:
        self._list(event.size.width)

    def _list(self, width: int) -> None:
        at = self._entries.highlighted or 0
        columns = max(20, min(WIDEST, width - 6))
        self._entries.clear_options()
        self._entries.add_options(
            Option(Content(round_line(each, columns)), str(each.number))
            for each in self._session.ended_rounds()
        )
        self._entries.highlighted = at

    def action_open(self) -> None:
        self._entries.action_select()

    @on(OptionList.OptionSelected)
    def _open_chosen(self, event: OptionList.OptionSelected) -> None:
        self.post_message(RoundChosen(int(event.option_id or 0)))

    def action_leave(self) -> None:
        self.post_message(ResultsLeft())
