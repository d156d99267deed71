"""What answers show: at the end of a round, and over all rounds."""

from collections.abc import Sequence
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalGroup, VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from quiz.bank.model import Bank
from quiz.play.explain import TAKE_AWAY, signed, signed_marks
from quiz.play.mark import Certainty
from quiz.play.round import Slot
from quiz.record.ending import Ending, marks, score, without_answer
from quiz.record.page import SURE_AND_WRONG, end_sections, sections
from quiz.record.profile import PRIVACY, Profile
from quiz.session import OpenRound, Session
from quiz.session.opened import TO_HAND_IN
from quiz.text import cells, fitted, shortened, shown
from quiz.tui.messages import (
    PractiseChosen,
    ResultsClosed,
    ResultsLeft,
    RoundsAsked,
    SlotOpened,
)
from quiz.tui.screens.base import BaseScreen
from quiz.tui.widgets.card import Piece
from quiz.tui.widgets.entries import Entries
from quiz.tui.widgets.keys import HELP, Keys, follow, goes_on, series
from quiz.tui.widgets.masthead import RunningHead
from quiz.tui.widgets.round_header import COLOURS, LEAST, sign
from quiz.words import say

WIDEST = 68
"""Columns of text, as on every other page."""
LONGEST = 63
"""Columns of a line at the end, beside its sign."""
ROOMY = 50
"""With so many columns, a line of the end says how sure the reader was, and on which skill."""


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
        self._width = LONGEST
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


class End(Results):
    """How a round went: two sentences, the marks, a line for each question, what comes back."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "Open", tooltip="look at this question again"),
        Binding("n", "again", "Practise", tooltip="begin the round that is suggested"),
        Binding("n", "another", "New round", tooltip="begin another round"),
        Binding("q", "leave", "Home", tooltip="go home"),
        *series("Esc", "go back to where you came from", {"escape": "close"}),
        Binding("pagedown", "page", "More", tooltip="page down", priority=True),
        Binding("pageup", "page(-1)", tooltip="page up", show=False, priority=True),
        Binding("pagedown", "page(1)", show=False, priority=True),  # at its end, too
        HELP,
    ]

    DEFAULT_CSS = """
    End {
        #heading, #profile { max-width: 70; }
        Entries { margin: 1 0; }
    }
    """

    def __init__(self, bank: Bank, profile: Profile, opened: OpenRound, ending: Ending) -> None:
        """Take the round's profile and its ending."""
        self._ending = ending
        self._moved = False
        self._skills = {slot.question.skill for slot in opened.round.slots}
        slots = opened.round.slots
        self._longest = max(
            cells(shown(each.question.title or "")) + 2 * each.flagged for each in slots
        )
        """The columns of the longest title with its flag; a stem in place of one is cut."""
        super().__init__(bank, profile, opened)

    def _column(self) -> Sequence[Widget]:
        self._heading = Static(self._head(), id="heading")
        return [RunningHead(self._opened.heading), self._heading, self._list, self._sections]

    def _head(self) -> Content:
        """What went well, what to do next, what to remember, and how the round went."""
        round, ending = self._opened.round, self._ending
        strip = Content("").join(
            Content.styled(each, COLOURS.get(each, ""))
            for each in (sign(slot, judged=True) for slot in round.slots)
        )
        whole = self._opened.whole
        earned = marks(whole, lambda points: signed_marks(points).lstrip("+"))
        command = self._opened.to_hand_in
        remember = [Content(f"· {each}") for each in ending.remember]
        if remember:
            remember = [Content.styled(say(TAKE_AWAY), "bold $accent"), *remember, Content("")]
        below = [earned, ending.back, self._opened.left_out_here]
        asks = ending.asks if self._width >= ROOMY else ""
        return Content("\n").join(
            [
                Content.styled(ending.well, "bold $accent"),
                Content(" ".join(filter(None, (ending.next, asks, ending.sure)))),
                *([Content(f"{say(TO_HAND_IN)} {command}")] if command else []),
                Content(""),
                *remember,
                Content.assemble(strip, (f"  {' · '.join(score(whole))}", "bold")),
                *(Content(each) for each in below if each),
            ]
        )

    def on_mount(self) -> None:
        self._page.can_focus = False
        self._list.highlighted = self._ending.reopen
        self._list.focus(scroll_visible=False)
        self.call_after_refresh(self._page.scroll_home, animate=False)
        follow(self, self._page)

    @on(OptionList.OptionHighlighted)
    def _scroll_to_cursor(self, event: OptionList.OptionHighlighted) -> None:
        """Scroll the page where it is too long for the window, from the first question to its top.

        At first the page stays at its top, wherever the cursor is.
        """
        if not self._moved:
            self._moved = True
            return
        line = self._list.region.y + event.option_index - self._list.scroll_offset.y
        page = self._page.region
        by = max(0, line - page.bottom + 1) + min(0, line - page.y)
        if event.option_index == 0:
            self._page.scroll_home(animate=False)
        elif by:
            self._page.scroll_relative(y=by, animate=False)

    def on_resize(self, event: events.Resize) -> None:
        self._width = max(12, min(LONGEST, event.size.width - 10))
        self._heading.update(self._head())
        for index, slot in enumerate(self.slots):
            line = self._line(slot, at_cursor=index == self._cursor)
            self._list.replace_option_prompt_at_index(index, line)
        below = end_sections(self._profile) if self._opened.round.answered else []
        _show([("", [self._ending.then]), *below] if self._ending.then else below, self._sections)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        match action:
            case "page":
                return bool(parameters) or goes_on(self._page)
            case "again":
                return bool(self._profile.next)
            case "another":
                return not self._profile.next
            case _:
                return True

    def action_another(self) -> None:
        self.action_again()

    def _line(self, slot: Slot, *, at_cursor: bool = False) -> Content:
        """The sign, how sure, the marks, the skill and the title, or what there is room for."""
        flag = "⚑ " if slot.flagged else ""
        round = self._opened.round
        word = slot.answer.certainty.word if slot.answer else without_answer(round, slot)
        marks = f"{signed(slot.points):>4}  "
        column = max(6, *(cells(each.word) for each in Certainty))
        room = self._width - len(flag)
        if self._width < ROOMY:
            facts = marks if slot.answer else f"{word}  "
        else:
            facts = f"{fitted(word, column)} {marks}"
            if slot.answer is None:
                facts = fitted(word, column + 7)
            names = {skill: self._bank.skills[skill].name for skill in self._skills}
            columns = min(
                max(map(cells, names.values())), self._width - len(facts) - self._longest - 2
            )
            if columns >= LEAST:
                facts += f"{fitted(shortened(names[slot.question.skill], columns), columns)}  "
        title = shortened(slot.question.name, max(8, room - cells(facts)))
        return Content.assemble(self._sign(slot, at_cursor=at_cursor), facts, flag, title)

    def action_close(self) -> None:
        self.post_message(ResultsClosed())


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
        Binding("pagedown", "page", "More", tooltip="page down; PgUp goes up"),
        HELP,
        *series("↑ ↓", "scroll; j k too", {"up,k": "scroll(-1)", "down,j": "scroll(1)"}),
    ]

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

    def on_resize(self, event: events.Resize) -> None:
        shown = sections(self._profile, max(20, min(WIDEST, event.size.width - 5)))
        # What was sure but not right is in the list below, where it can be opened.
        listed = say(SURE_AND_WRONG) if self.slots else ""
        if self.slots:
            _show(shown[:1], self._short)
            shown = shown[1:]
        _show([each for each in shown if each[0] != listed], self._sections)

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


def _show(sections: Sequence[tuple[str, Sequence[str]]], on: Static) -> None:
    """Show sections under their headings."""
    pieces: list[Piece] = []
    for title, lines in sections:
        pieces += [(title, "bold $accent"), "\n"] if title else []
        pieces += ["\n".join(lines), "\n\n"]
    on.update(Content.assemble(*pieces[:-1]))


def end(session: Session, opened: OpenRound) -> End:
    """The page on how a round went."""
    profile = opened.profile()
    return End(session.bank, profile, opened, opened.ending(profile, key="↵"))


def progress(session: Session) -> Progress:
    """The page on what all answers show; what was sure but not right can be opened again."""
    return Progress(session.bank, session.progress(), session.sure_and_wrong())
