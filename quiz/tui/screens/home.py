"""The first screen: what this is, and what there is to do."""

from collections.abc import Callable
from typing import ClassVar

from msgspec import Struct
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalGroup, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from quiz.bank.model import About
from quiz.tui.widgets.keys import Keys

NARROW = 60
"""Columns, under which a way in is its name alone."""


class Way(Struct, frozen=True):
    """Something to do."""

    id: str
    name: str
    tells: str


class Offers(Struct, frozen=True):
    """What home shows besides what the bank says of itself."""

    ways: tuple[Way, ...]
    notice: str
    """A line for the reader, or nothing."""
    first_time: bool
    """No round was begun yet, so the note on the content is shown."""


class Home(Screen[None]):
    """A title, two lines, and a list of ways in."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", "Choose", key_display="↵"),
        Binding("t", "app.next_theme", "Theme"),
        Binding("question_mark", "app.help", "Help", key_display="?"),
        Binding("q", "app.leave", "Leave"),
        Binding("j", "app.simulate_key('down')", show=False),
        Binding("k", "app.simulate_key('up')", show=False),
    ]
    DEFAULT_CSS = """
    Home {
        #title { text-style: bold; color: $accent; padding: 0 1; }
        #description { padding: 0 1; margin-bottom: 1; }
        #about { width: 100%; max-width: 72; height: auto; max-height: 60%; padding: 1 1 0 1; }
        #ways { width: 100%; max-width: 72; height: 1fr; padding: 0 1; }
        #note { padding: 0 1; margin-bottom: 1; color: $foreground-muted; }
        #notice { padding: 0 1; margin-bottom: 1; color: $warning; }
    }
    """

    class Chosen(Message):
        """The reader chose something to do."""

        def __init__(self, id: str) -> None:
            super().__init__()
            self.id = id

    def __init__(self, about: About, offers: Callable[[], Offers], due: Callable[[], str]) -> None:
        """Take what the bank says of itself, what there is to offer now, and what is due.

        What is due takes longer to find out, so it is asked for when all else is drawn.
        """
        super().__init__()
        self._about = about
        self._offers = offers
        self._due = due

    def compose(self) -> ComposeResult:
        with VerticalGroup(id="page"):
            with VerticalScroll(id="about", can_focus=False):
                yield Static(Content(self._about.title), id="title")
                yield Static(Content(self._about.description), id="description")
                yield Static(Content(self._about.content_note), id="note")
                yield Static(id="notice")
            yield OptionList(id="ways")
        yield Keys()

    def on_mount(self) -> None:
        self._offer()

    def on_screen_resume(self) -> None:
        """Offer what there is now."""
        self._offer()

    def on_resize(self) -> None:
        """Fit the ways into the new width."""
        self._offer()

    def _offer(self) -> None:
        offers = self._offers()
        listed = self.query_one("#ways", OptionList)
        at = listed.highlighted
        width = max(len(way.name) for way in offers.ways) + 2
        if self.app.size.width < NARROW:  # names alone
            width = 0
        listed.set_options(Option(_line(way.name, way.tells, width), way.id) for way in offers.ways)
        listed.highlighted = min(at or 0, len(offers.ways) - 1)
        notice = self.query_one("#notice", Static)
        notice.update(Content(offers.notice))
        notice.display = bool(offers.notice)
        note = offers.first_time and self._about.content_note
        self.query_one("#note").display = bool(note)
        self.set_timer(0.05, lambda: self._tell_due(width))

    def _tell_due(self, width: int) -> None:
        listed = self.query_one("#ways", OptionList)
        name = next(way.name for way in self._offers().ways if way.id == "due")
        listed.replace_option_prompt("due", _line(name, self._due(), width))

    def action_choose(self) -> None:
        """Take the way under the cursor."""
        self.query_one("#ways", OptionList).action_select()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Pass on what was chosen."""
        self.post_message(self.Chosen(event.option_id or ""))


def _line(name: str, tells: str, width: int) -> Content:
    return Content.assemble((name.ljust(width), "bold"), tells if width else "")
