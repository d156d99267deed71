"""What answers show: at the end of a round, and over all rounds."""

from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalGroup, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from quiz.bank.model import Bank
from quiz.play.explain import signed_marks
from quiz.play.round import Slot
from quiz.record.page import sections
from quiz.record.profile import PRIVACY, Profile
from quiz.session import OpenRound, Session
from quiz.text import shown
from quiz.tui.messages import PractiseChosen, ResultsLeft, SlotOpened
from quiz.tui.widgets.card import Piece
from quiz.tui.widgets.entries import Entries
from quiz.tui.widgets.keys import HELP, SCROLL, Keys, follow, goes_on, series
from quiz.tui.widgets.round_header import COLOURS, sign

WIDEST = 68
"""Columns of text, as on every other page."""


class Results(Screen[None]):
    """What answers show, the questions to open again, and a round to practise in one key.

    Posts `PractiseChosen`, `SlotOpened` and `ResultsLeft`.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "again", "Practise", tooltip="a round to practise"),
        Binding("enter", "open", "Open", tooltip="in the list, open a question again"),
        Binding("tab", "questions", "Questions", tooltip="to the list of questions, and back"),
        Binding("q", "leave", "Home", tooltip="home"),
        *series("Esc", "from the list to the page, and home", {"escape": "step_back"}),
        Binding("pagedown", "page", "More", tooltip="more of a long page; PgUp back"),
        HELP,
        *SCROLL,
    ]
    DEFAULT_CSS = """
    Results {
        #heading, #profile { padding: 0 1; }
        #again { padding: 0 1; margin-bottom: 1; text-style: bold; color: $accent; }
        Entries { max-height: 60vh; }
        #list-title { padding: 0 1; margin-top: 1; text-style: bold; }
    }
    """

    def __init__(
        self,
        bank: Bank,
        profile: Profile,
        title: str,
        opened: OpenRound,
        list_title: str,
        *,
        skip: int = 0,
    ) -> None:
        """Take what answers show, and those to open again; leave out the first `skip` sections."""
        super().__init__()
        self._profile = profile
        self._skip = skip
        self._opened = opened
        self.slots = opened.round.slots
        """What can be opened again from the list, as it stood when the page was made."""
        self._cursor: int | None = None
        self._sections = Static(id="profile")
        self._list = Entries(*(Option(_line(slot)) for slot in self.slots))
        practise = bank.skills[profile.next].name
        column: list[Widget] = [
            Static(Content(title), id="heading", classes="title"),
            Static(Content(f"↵ A round to practise: {practise}"), id="again"),
            self._sections,
        ]
        if self.slots:
            column += [Static(Content(list_title), id="list-title"), self._list]
        self._page = VerticalScroll(VerticalGroup(*column, classes="column"), id="page")

    def compose(self) -> ComposeResult:
        yield self._page
        yield Keys()

    def on_mount(self) -> None:
        self._page.focus()
        follow(self, self._page)
        self._list.highlighted = None

    def on_resize(self, event: events.Resize) -> None:
        width = max(20, min(WIDEST, event.size.width - 5))
        pieces: list[Piece] = []
        for title, lines in sections(self._profile, width)[self._skip :]:
            pieces += [(title, "bold $accent"), "\n", "\n".join(lines), "\n\n"]
        self._sections.update(Content.assemble(*pieces[:-1]))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        in_list = self.focused is self._list
        match action:
            case "again":
                return not in_list
            case "open":
                return in_list
            case "questions":
                return bool(self.slots)
            case "page":
                return not in_list and goes_on(self._page)
            case _:
                return True

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Show a cursor in the list, on the first question at first."""
        if event.widget is self._list and self._list.highlighted is None:
            self._list.highlighted = 0
        self.refresh_bindings()

    def action_questions(self) -> None:
        self.focus_next()

    def action_open(self) -> None:
        self._list.action_select()

    @on(OptionList.OptionHighlighted)
    def _show_cursor(self, event: OptionList.OptionHighlighted) -> None:
        """Show the sign at the cursor in the cursor's own colour, in which it can be read."""
        for index in (self._cursor, event.option_index):
            if index is not None:
                line = _line(self.slots[index], at_cursor=index == event.option_index)
                self._list.replace_option_prompt_at_index(index, line)
        self._cursor = event.option_index

    @on(OptionList.OptionSelected)
    def _open_chosen(self, event: OptionList.OptionSelected) -> None:
        self.post_message(SlotOpened(self._opened, event.option_index))

    @on(events.Click, "#again")
    def action_again(self) -> None:
        """Practise what the profile says, by key or by a click on its line."""
        self.post_message(PractiseChosen(self._profile.next))

    def action_leave(self) -> None:
        self.post_message(ResultsLeft())

    def action_step_back(self) -> None:
        """Go from the list back to the page, and from there home."""
        if self.focused is self._list:
            self._page.focus()
        else:
            self.action_leave()

    def action_scroll(self, by: int) -> None:
        self._page.scroll_relative(y=2 * by, animate=False)

    def action_page(self) -> None:
        self._page.scroll_page_down(animate=False)


def end(session: Session, opened: OpenRound) -> Results:
    """The page on how a round went."""
    round = opened.round
    title = f"{round.right} of {len(round.answered)} right · {signed_marks(round.points)}"
    if not round.answered:
        title = "Nothing answered"
    if round.share > round.right:
        title += f" · {round.share:.1f} counting what was partly right"
    if round.left_out:
        title += f" · {len(round.left_out)} left out"
    again = "The questions again (Tab, then Enter)"
    return Results(session.bank, opened.profile(), title, opened, again, skip=1)  # in the title


def progress(session: Session) -> Results:
    """The page on what all answers show; what was sure but not right can be opened again."""
    title = f"My progress · {PRIVACY}"
    again = "Sure but not right: open them again (Tab, then Enter)"
    return Results(session.bank, session.progress(), title, session.sure_and_wrong(), again)


def _line(slot: Slot, *, at_cursor: bool = False) -> Content:
    flag = "⚑ " if slot.flagged else ""
    mark = sign(slot, judged=True)
    look = "bold" if at_cursor else f"bold {COLOURS.get(mark, '')}".strip()
    return Content.assemble((f"{mark} ", look), flag, shown(slot.question.name))
