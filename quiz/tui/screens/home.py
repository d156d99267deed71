"""The first screen: what this is, and what there is to do."""

from datetime import date
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from quiz.session import Session, Way
from quiz.tui.messages import WayChosen
from quiz.tui.widgets.card import Piece
from quiz.tui.widgets.entries import Entries
from quiz.tui.widgets.keys import HELP, Keys

NARROW = 60
"""Columns below which a way in may be shown by its name alone."""


class Home(Screen[None]):
    """What the bank is, and a list of what the reader can do. Posts `WayChosen`."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", "Choose", tooltip="choose what is under the cursor"),
        Binding("m", "more", "More rounds", tooltip="a round of another kind, or an exam"),
        Binding("t", "app.next_theme", "Theme", tooltip="the next theme; T all themes"),
        HELP,
        Binding("q", "app.leave", "Leave", tooltip="leave the quiz"),
    ]
    DEFAULT_CSS = """
    Home {
        align-horizontal: center;
        #about { width: 100%; max-width: 72; height: auto; max-height: 60%; padding: 1 2 0 2; }
        &.-short #about { max-height: 75%; padding: 0 2; }
        #ways { width: 100%; max-width: 72; height: 1fr; padding: 0 1; }
    }
    """

    VERTICAL_BREAKPOINTS = [(0, "-short"), (16, "-tall")]  # noqa: RUF012 - typed by Textual

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._drawn_on: date | None = None
        """The reader's day on which home was drawn."""
        self._narrow = False
        self._ways: list[Way] = []
        self._head = Static()
        self._list = Entries(id="ways")

    def compose(self) -> ComposeResult:
        with VerticalScroll(id="about", can_focus=False):
            yield self._head
        yield self._list
        yield Keys()

    def on_screen_resume(self) -> None:
        """Offer what the reader can do now, at first and whenever home is shown again."""
        before = self._ways[:1]
        self._redraw()
        if self._ways[:1] != before:
            self._list.action_first()

    def on_key(self) -> None:
        """Draw again when a new day has begun: home may have been left open, and more is due."""
        if self._drawn_on != self._today():
            self._redraw()

    def on_resize(self, event: events.Resize) -> None:
        if self._ways and (self._narrow or event.size.width < NARROW):
            self._redraw()

    def _redraw(self) -> None:
        """Draw what the reader can do now; the cursor stays at what it is at."""
        index = self._list.highlighted
        at_cursor = None if index is None else self._ways[index].id
        self._ways = self._session.ways()
        self._drawn_on = self._today()
        self._narrow = self.app.size.width < NARROW
        self._head.update(self._heading())
        self._list.set_options(Option(self._line(way, way.detail), way.id) for way in self._ways)
        ids = [way.id for way in self._ways]
        self._list.highlighted = ids.index(at_cursor) if at_cursor in ids else 0

    def _heading(self) -> Content:
        """The bank's title and description, before the first round its note, and the notice."""
        about = self._session.bank.about
        pieces: list[Piece] = [(about.title, "bold $accent"), f"\n{about.description}\n"]
        if note := self._session.content_note:
            pieces += [(f"\n{note}\n", "$foreground-muted")]
        if notice := self._session.notice():
            pieces += [(f"\n{notice}\n", "$warning")]
        return Content.assemble(*pieces)

    def _line(self, way: Way, detail: str) -> Content:
        """The name of a way in, and beside it what fits of the detail."""
        width = max(len(way.name) for way in self._ways) + 2
        if self._narrow:
            width = len(way.name) + 2
            detail = detail if width + len(detail) <= self.app.size.width - 4 else ""
        return Content.assemble((way.name.ljust(width if detail else 0), "bold"), detail)

    def action_more(self) -> None:
        """Show the rounds that there are to choose from."""
        self.post_message(WayChosen(next(way for way in self._ways if way.id == "choose")))

    def action_choose(self) -> None:
        self._list.action_select()

    @on(OptionList.OptionSelected)
    def _pass_on(self, event: OptionList.OptionSelected) -> None:
        self.post_message(WayChosen(self._ways[event.option_index]))

    def _today(self) -> date:
        return self._session.clock().astimezone().date()
