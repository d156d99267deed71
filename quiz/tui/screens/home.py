"""The first screen: what this is, and what there is to do."""

from datetime import date, datetime
from typing import ClassVar

from textual import events
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
"""Columns, under which a way in is its name alone."""


class Home(Screen[None]):
    """A title, two lines, and a list of ways in."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", "Choose", tooltip="choose what is under the cursor"),
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
        self._ways: list[Way] = []
        self._is_first = False
        self._asked_on: date | None = None
        """The day of the reader's for which what is due was asked."""
        self._narrow = False
        self._was_left = False

    def compose(self) -> ComposeResult:
        self._ask()
        with VerticalScroll(id="about", can_focus=False):
            yield Static(self._heading(), id="heading")
        yield Entries(*self._options(), id="ways")
        yield Keys()

    def _ask(self) -> None:
        """Ask what the reader can do now."""
        self._ways = self._session.ways()
        self._is_first = self._session.is_first
        self._session.news()  # home shows the notice for as long as there is one

    def on_mount(self) -> None:
        self._ask_what_is_due()

    def on_screen_suspend(self) -> None:
        """Remember that what there is to offer may change."""
        self._was_left = True

    def on_screen_resume(self) -> None:
        """Offer what there is now."""
        if self._was_left:
            self._ask()
            self._renew()

    def on_key(self) -> None:
        """Ask again what is due when a new day has begun: home may have been left open."""
        if self._asked_on is not None and self._asked_on != _today():
            self._ask_what_is_due()

    def on_resize(self, event: events.Resize) -> None:
        """Fit the ways into the new width."""
        if self._narrow or event.size.width < NARROW:
            self._renew()

    def _renew(self) -> None:
        self.query_one("#heading", Static).update(self._heading())
        listed = self.query_one("#ways", Entries)
        at = listed.highlighted or 0
        listed.set_options(self._options())
        listed.highlighted = min(at, len(self._ways) - 1)
        self._ask_what_is_due()

    def _heading(self) -> Content:
        """What this is, the note before the first round, and what there is to know."""
        about, notice = self._session.bank.about, self._session.history.notice
        pieces: list[Piece] = [(about.title, "bold $accent"), f"\n{about.description}\n"]
        if self._is_first and about.content_note:
            pieces += [(f"\n{about.content_note}\n", "$foreground-muted")]
        if notice:
            pieces += [(f"\n{notice}\n", "$warning")]
        return Content.assemble(*pieces)

    def _options(self) -> list[Option]:
        """The ways in; on a narrow screen their names alone."""
        self._narrow = self.app.size.width < NARROW
        return [Option(self._line(way, way.detail), way.id) for way in self._ways]

    def _line(self, way: Way, tells: str) -> Content:
        width = max(len(way.name) for way in self._ways) + 2
        if self._narrow:  # what does not fit beside the name is left out
            width = len(way.name) + 2
            tells = tells if width + len(tells) <= self.app.size.width - 4 else ""
        return Content.assemble((way.name.ljust(width if tells else 0), "bold"), tells)

    def _ask_what_is_due(self) -> None:
        self._asked_on = None  # asked once, however many keys come before the answer
        self.set_timer(0.05, self._tell_what_is_due)

    def _tell_what_is_due(self) -> None:
        self._asked_on = _today()
        count = len(self._session.due())
        detail = f"{count} to meet again" if count else "nothing to meet again today"
        way = next(way for way in self._ways if way.id == "due")
        self.query_one("#ways", Entries).replace_option_prompt(way.id, self._line(way, detail))

    def action_choose(self) -> None:
        """Take the way under the cursor."""
        self.query_one("#ways", Entries).action_select()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Pass on what was chosen."""
        self.post_message(WayChosen(event.option_id or ""))


def _today() -> date:
    return datetime.now().astimezone().date()
