"""Pages that lie over a screen: help, the note on a bank's content, and addresses to open."""

import os
import subprocess
import sys
from collections.abc import Sequence
from threading import Thread
from typing import Any, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen, Screen
from textual.widget import Widget
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from quiz.bank.address import for_browser, is_plain_address
from quiz.bank.model import Skill
from quiz.play import first_minute
from quiz.play.explain import BE_HONEST, PARTS, best_in_words, signed
from quiz.play.mark import Certainty, points
from quiz.record.profile import PRIVACY
from quiz.session import Waiting
from quiz.text import cells, fitted, shown, wrapped
from quiz.tui.screens.base import BaseScreen
from quiz.tui.widgets import LOW
from quiz.tui.widgets.card import Piece
from quiz.tui.widgets.entries import Entries
from quiz.tui.widgets.keys import Keys, described_keys
from quiz.tui.widgets.linked import broken
from quiz.words import phrase, say

PAGES = phrase(
    "You see the words that the question is about, where they are on the page. Bars and … stand "
    "for words we left out. ¶4 is paragraph 4."
)
"""What the help of a question with a page says of it."""


class Overlay(ModalScreen[bool | None], BaseScreen[bool | None]):
    """Widgets in a frame over another screen; one that asks something returns True for yes."""

    can_scroll = True
    """Whether the frame takes the keys, to be scrolled."""

    DEFAULT_CSS = """
    Overlay {
        align: center middle;
        VerticalScroll {
            width: 90%; max-width: 66; height: auto; max-height: 100%; padding: 1 2;
            background: $background; border: solid $accent; scrollbar-size-vertical: 1;
        }
        &.-low VerticalScroll { padding: 0 1; }
    }
    """

    VERTICAL_BREAKPOINTS = [(0, "-low"), (LOW, "-high")]  # noqa: RUF012 - typed by Textual

    def __init__(self, *framed: Widget) -> None:
        super().__init__()
        self._framed = framed

    def compose(self) -> ComposeResult:
        yield VerticalScroll(*self._framed, can_focus=self.can_scroll)
        yield Keys()


class Help(Overlay):
    """What the keys of a screen do, from its bindings, and how answers are marked."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("q,escape,question_mark,enter", "dismiss", "Close", tooltip="close this page"),
        Binding("f", "try_marks", "First minute", tooltip=first_minute.OFFER),
    ]
    DEFAULT_CSS = "Help VerticalScroll { width: 100%; max-width: 74; padding: 0 1; }"

    def __init__(self, screen: Screen[Any]) -> None:
        self._text = Static()
        super().__init__(self._text)
        self._described = described_keys(screen)
        self._over = screen

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer the first minute, unless the screen below says that it is no use there."""
        return action != "try_marks" or self._over.check_action(action, parameters)

    async def action_try_marks(self) -> None:
        """Close the help, and show the first minute in its place."""
        self.dismiss()
        self.app.call_later(self.app.run_action, "try_marks")

    def on_resize(self, event: events.Resize) -> None:
        """Fit the text into the new width, with what each key does hanging beside it."""
        column = max(map(cells, self._described)) + 3
        room = max(10, min(74, event.size.width) - 6 - column)
        pieces: list[Piece] = []
        for name, does in self._described.items():
            first, *rest = wrapped([does], room)
            pieces += [(fitted(name, column), "bold"), f"{first}\n"]
            pieces += [f"{'':{column}}{line}\n" for line in rest]
        pieces += _marks()
        if self._over.query(".-page"):
            glance = say("A web page at a glance")
            pieces += [(f"\n\n{glance}", "bold $accent"), f"\n{say(PAGES)}"]
        self._text.update(Content.assemble(*pieces))


class Note(Overlay):
    """A few lines to read before going on."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,q,escape,space", "dismiss", "Go on", tooltip="go on"),
    ]

    def __init__(self, text: str) -> None:
        super().__init__(Static(Content(text)))

    def on_click(self) -> None:
        self.dismiss()


class _Lesson(Overlay):
    """The lesson on a skill, whatever it leads to."""

    def __init__(self, skill: Skill) -> None:
        super().__init__(_lesson(skill))


class Lesson(_Lesson):
    """The lesson on a skill, to read before its first question."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,q,escape,l", "dismiss", "To the question", tooltip="go to the question"),
    ]


class LessonAgain(_Lesson):
    """The lesson on a skill, opened from an answer."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "enter,q,escape,l", "dismiss", "Back to the answer", tooltip="go back to the answer"
        ),
    ]


class LessonFirst(_Lesson):
    """The lesson on a skill before a round on it. Returns True to begin the round."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "dismiss(True)", "Begin a round", tooltip="begin a round on this skill"),
        Binding("q,escape", "dismiss", "Back", tooltip="go back to the skills"),
    ]


class Addresses(Overlay):
    """The addresses of some sources; Enter opens the one under the cursor."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "Open", tooltip="open the address in a browser"),
        Binding("q,escape", "dismiss", "Stay here", tooltip="open nothing"),
    ]
    DEFAULT_CSS = """
    Addresses {
        VerticalScroll { max-width: 84; padding: 0 1; }
        .title { padding: 0 1; }
        OptionList { max-height: 60vh; padding: 0; }
    }
    """
    can_scroll = False

    def __init__(self, urls: Sequence[str]) -> None:
        self._urls = urls
        asks = (
            say("Open one of these in a browser?")
            if len(urls) > 1
            else say("Open this in a browser?")
        )
        self._heading = Static(Content(asks), classes="title")
        self._list = Entries(*(Option(Content(url)) for url in urls))
        super().__init__(self._heading, self._list)

    def on_resize(self) -> None:
        """Break the addresses to fit."""
        self.call_after_refresh(self._fit)

    def _fit(self) -> None:
        width = self._list.scrollable_content_region.width - 2
        for index, url in enumerate(self._urls):
            self._list.replace_option_prompt_at_index(index, broken(Content(url), width))

    def action_open(self) -> None:
        self._list.action_select()

    @on(OptionList.OptionSelected)
    def _open_chosen(self, event: OptionList.OptionSelected) -> None:
        """Open an address if it is a plain one and a browser would have a window of its own."""
        url = self._urls[event.option_index]
        if not is_plain_address(url):
            self._heading.update(Content(say("This address looks odd, so it won't be opened.")))
        elif not _has_windows():
            no_window = say("A browser can't open here; copy the address instead.")
            self._heading.update(Content(no_window))
        else:
            Thread(target=_open, args=[url], daemon=True).start()
            self.dismiss()


class LeftRound(Overlay):
    """Asks a reader who begins a round about one that waits: True begins it, False resumes."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", "Choose", tooltip="choose what is under the cursor"),
        Binding("q,escape", "dismiss", "Back", tooltip="neither for now"),
    ]
    DEFAULT_CSS = """
    LeftRound {
        VerticalScroll { padding: 0 1; }
        .title { padding: 0 1; }
        OptionList { height: auto; padding: 0; }
    }
    """
    can_scroll = False

    def __init__(self, waiting: Waiting) -> None:
        begin = Content.assemble((waiting.begin_name, "bold"), f"\n{waiting.begin}")
        carry_on = Content.styled(waiting.carry_on_name, "bold")
        self._list = Entries(Option(carry_on), Option(begin))
        super().__init__(Static(Content(waiting.heading), classes="title"), self._list)

    def action_choose(self) -> None:
        self._list.action_select()

    @on(OptionList.OptionSelected)
    def _return_chosen(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(event.option_index == 1)


def _lesson(skill: Skill) -> Static:
    """The name of a skill, and its lesson."""
    name = (f"{skill.name}\n\n", "bold $accent")
    return Static(Content.assemble(name, shown(skill.lesson)))


def _marks() -> list[Piece]:
    """For each certainty the points of a right and a wrong answer, and when it earns most."""
    rows = [("", say("right"), say("wrong"), say("best at"))]
    for each in Certainty:
        right, wrong = (signed(points(share, each)) for share in (1, 0))
        rows.append((f"{int(each)} {each.word}", right, wrong, best_in_words(each)))
    word, *columns = (1 + max(map(cells, column)) for column in list(zip(*rows, strict=True))[:3])
    lines = [
        f"\n{fitted(name, word)}{right:>{columns[0]}}{wrong:>{columns[1]}}  {best}"
        for name, right, wrong, best in rows
    ]
    pieces: list[Piece] = [(f"\n{say(BE_HONEST).rstrip('.')}", "bold $accent")]
    pieces += [(lines[0], "$foreground-muted"), *lines[1:]]
    free = say("Skipping a question costs nothing.")
    pieces.append(f"\n\n{say(PARTS)} {free} {say(PRIVACY)}")
    return pieces


def _open(url: str) -> None:
    """Open an address in a browser that cannot write to this terminal."""
    nowhere = subprocess.DEVNULL
    command = [sys.executable, "-m", "webbrowser", for_browser(url)]
    subprocess.run(  # noqa: S603 - a plain address, and no shell
        command, stdin=nowhere, stdout=nowhere, stderr=nowhere, start_new_session=True, check=False
    )


def _has_windows() -> bool:
    """Whether a browser would open beside the terminal, and not inside it."""
    on_desktop = sys.platform in ("win32", "darwin")
    return on_desktop or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
