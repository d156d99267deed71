"""The page on what all answers show, with those that were sure but not right to open again."""

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from quiz.play.round import Slot
from quiz.record.page import SURE_AND_WRONG, sections
from quiz.record.profile import PRIVACY
from quiz.session import Session
from quiz.text import shown
from quiz.tui.messages import RoundsAsked
from quiz.tui.screens.results import WIDEST, Results
from quiz.tui.widgets.keys import HELP, follow, goes_on, series
from quiz.tui.widgets.masthead import RunningHead
from quiz.tui.widgets.sections import under_headings
from quiz.words import say


class Progress(Results):
    """What all answers show, those that were sure but not right, and a round to practise."""

    DEFAULT_CSS = "Progress Entries { max-height: 60vh; margin-bottom: 1; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "again", "Practise", tooltip="begin a round to practise"),
        Binding("enter", "open", "Open", tooltip="look at this question again"),
        Binding("tab", "questions", "Questions", tooltip="go to the list of questions"),
        Binding("tab", "figures", "Figures", tooltip="go back to the figures"),
        Binding("q", "leave", "Home", tooltip="go home"),
        Binding("r", "rounds", "Rounds", tooltip="look back at your rounds"),
        *series("Esc", "go from the list to the page, then home", {"escape": "step_back"}),
        Binding("pagedown", "page", "Down", tooltip="page down; PgUp goes up"),
        HELP,
        *series("↑ ↓", "scroll; j k too", {"up,k": "scroll(-1)", "down,j": "scroll(1)"}),
    ]

    def __init__(self, session: Session) -> None:
        super().__init__(session.bank, session.progress(), session.sure_and_wrong())
        self._session = session
        self._was_left = False
        """Whether the reader went to their rounds."""

    def _column(self) -> Sequence[Widget]:
        self._short = Static(id="short")
        practise = self._bank.skills[self._profile.next].name
        column: list[Widget] = [
            RunningHead(say("My progress")),
            Static(Content(say("↵ A round to practise: {skill}", skill=practise)), id="again"),
        ]
        if self.slots:
            again = say("Sure but not right: open them again (Tab, then Enter)")
            column += [self._short, Static(Content(again), id="list-title"), self._list]
        return [
            *column,
            self._sections,
            Static(Content(say(PRIVACY)), id="privacy", classes="muted"),
        ]

    def on_mount(self) -> None:
        self._page.focus()
        follow(self, self._page)
        self._list.highlighted = None

    def on_screen_resume(self) -> None:
        """Come back anew if the reader answered more: what was left out of a round."""
        if self._was_left:
            self._was_left = False
            self.call_next(self._renew)

    def _renew(self) -> None:
        if self.is_current and self._session.progress() != self._profile:
            self.app.switch_screen(Progress(self._session))

    def on_resize(self, event: events.Resize) -> None:
        shown = sections(self._profile, max(20, min(WIDEST, event.size.width - 5)))
        if self.slots:
            self._short.update(under_headings(shown[:1]))
            # What was sure but not right is in the list below, where it can be opened.
            shown = [each for each in shown[1:] if each[0] != say(SURE_AND_WRONG)]
        self._sections.update(under_headings(shown))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        in_list = self.focused is self._list
        match action:
            case "again":
                return not in_list
            case "open":
                return in_list
            case "questions":
                return bool(self.slots) and not in_list
            case "figures":
                return in_list
            case "rounds":
                return any(each.ended for each in self._profile.rounds)
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
        self._list.focus()

    def action_figures(self) -> None:
        self._page.focus()

    def action_rounds(self) -> None:
        self._was_left = True
        self.post_message(RoundsAsked())

    def action_step_back(self) -> None:
        """Go from the list back to the page, and from there home."""
        if self.focused is self._list:
            self._page.focus()
        else:
            self.action_leave()

    def _line(self, slot: Slot, *, at_cursor: bool = False) -> Content:
        flag = "⚑ " if slot.flagged else ""
        sign = self._sign(slot, at_cursor=at_cursor)
        return Content.assemble(sign, flag, shown(slot.question.name))
