"""What answers show: at the end of a round, and over all rounds."""

from collections.abc import Sequence
from random import Random
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalGroup, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from quiz.bank.kinds import digest
from quiz.bank.model import Bank
from quiz.play.explain import signed_marks
from quiz.play.round import Answer, Round, Slot
from quiz.record.answers import AnswerRecord
from quiz.record.profile import PRIVACY, Profile, sections, sure_and_wrong
from quiz.text import shown
from quiz.tui.messages import PractiseChosen, ResultsLeft, SlotOpened
from quiz.tui.widgets.card import Piece
from quiz.tui.widgets.entries import Entries
from quiz.tui.widgets.keys import HELP, Keys, follow, goes_on, series
from quiz.tui.widgets.round_header import sign

WIDEST = 68
"""Columns of text, as on every other page."""


class Results(Screen[None]):
    """A page of figures, questions to open again, and a round to practise in one key."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "again", "Practise", tooltip="a round to practise"),
        Binding("enter", "open", "Open", tooltip="in the list, open a question again"),
        Binding("tab", "questions", "Questions", tooltip="to the list of questions, and back"),
        Binding("q,escape", "leave", "Home", tooltip="home"),
        Binding("pagedown", "page", "More", tooltip="more of a long page; PgUp back"),
        HELP,
        *series("↑ ↓", "scroll; j k too", {"up,k": "scroll(-1)", "down,j": "scroll(1)"}),
    ]
    DEFAULT_CSS = """
    Results {
        #heading, #figures { padding: 0 1; }
        #again { padding: 0 1; margin-bottom: 1; text-style: bold; color: $accent; }
        Entries { max-height: 60vh; }
        #list-title { padding: 0 1; margin-top: 1; text-style: bold; }
    }
    """

    def __init__(
        self,
        title: str,
        found: Profile,
        bank: Bank,
        slots: Sequence[Slot],
        list_title: str,
        *,
        title_tells: bool,
    ) -> None:
        """Take what was found, and the slots to be opened again under a title of their own.

        Where the title tells how many were right, the section that says so is left out.
        """
        super().__init__()
        self._heading = title
        self._found = found
        self._bank = bank
        self.slots = tuple(slots)
        """What can be opened again from the list."""
        self._list_title = list_title
        self._from = int(title_tells)
        self._page = VerticalScroll(id="page")

    def compose(self) -> ComposeResult:
        practise = self._bank.skills[self._found.next].name
        with self._page, VerticalGroup(classes="column"):
            yield Static(Content(self._heading), id="heading", classes="title")
            yield Static(Content(f"↵ A round to practise: {practise}"), id="again")
            yield Static(id="figures")
            if self.slots:
                yield Static(Content(self._list_title), id="list-title")
                yield Entries(*(Option(_line(slot)) for slot in self.slots))
        yield Keys()

    def on_mount(self) -> None:
        self._page.focus()
        follow(self, self._page)
        for listed in self.query(Entries):
            listed.highlighted = None

    def on_resize(self, event: events.Resize) -> None:
        """Draw the figures to fit."""
        width = max(20, min(WIDEST, event.size.width - 5))
        pieces: list[Piece] = []
        for title, lines in sections(self._found, width)[self._from :]:
            pieces += [(title, "bold $accent"), "\n", "\n".join(lines), "\n\n"]
        self.query_one("#figures", Static).update(Content.assemble(*pieces[:-1]))

    @property
    def _chooses(self) -> bool:
        """Whether the keys go to the list of questions."""
        return isinstance(self.focused, Entries)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Show only the keys that do something now."""
        match action:
            case "again":
                return not self._chooses
            case "open":
                return self._chooses
            case "questions":
                return bool(self.slots)
            case "page":
                return not self._chooses and goes_on(self._page)
        return True

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Let the cursor be seen in the list."""
        if isinstance(event.widget, Entries) and event.widget.highlighted is None:
            event.widget.highlighted = 0
        self.refresh_bindings()

    def action_questions(self) -> None:
        """Go to the list of questions, or back to the page."""
        self.focus_next()

    def action_open(self) -> None:
        """Open the question under the cursor."""
        self.query_one(Entries).action_select()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Open the question chosen."""
        self.post_message(SlotOpened(self.slots, event.option_index))

    def on_click(self, event: events.Click) -> None:
        """Take a click on the line that offers a round."""
        if event.widget is not None and event.widget.id == "again":
            self.action_again()

    def action_again(self) -> None:
        """Practise on."""
        self.post_message(PractiseChosen(self._found.next))

    def action_leave(self) -> None:
        """Go home."""
        self.post_message(ResultsLeft())

    def action_scroll(self, by: int) -> None:
        """Move the page."""
        self._page.scroll_relative(y=2 * by, animate=False)

    def action_page(self) -> None:
        """Show more of the page."""
        self._page.scroll_page_down(animate=False)


def end(bank: Bank, round: Round, found: Profile) -> Results:
    """How a round went, with what was found of it."""
    answered = round.answered
    right = sum(bool(slot.right) for slot in answered)
    marks = sum(slot.points for slot in answered)
    parts = sum(slot.share for slot in answered)
    title = f"{right} of {len(answered)} right · {signed_marks(marks)}"
    if not answered:
        title = "Nothing answered"
    if parts > right:
        title += f" · {parts:.1f} counting what was partly right"
    if left := len(round.left_out):
        title += f" · {left} left out"
    again = "The questions again (Tab, then Enter)"
    return Results(title, found, bank, round.slots, again, title_tells=True)


def progress(bank: Bank, found: Profile, answers: Sequence[AnswerRecord]) -> Results:
    """What all answers show; what was sure and wrong can be opened again, as it was answered."""
    told = {missed.id for missed in found.sure_and_wrong}
    questions = {question.id: question for question in bank.questions if question.id in told}
    slots = [
        Slot(question, question.arrange(Random(0)), Answer(kept.response, kept.certainty))
        for kept in sure_and_wrong(answers)
        if (question := questions.get(kept.question)) and digest(question) == kept.digest
    ]
    title = f"My progress · {PRIVACY}"
    again = "Sure and wrong: open them again (Tab, then Enter)"
    return Results(title, found, bank, slots, again, title_tells=False)


def _line(slot: Slot) -> Content:
    flag = "⚑ " if slot.flagged else ""
    return Content.assemble((f"{sign(slot, told=True)} ", "bold"), flag, shown(slot.question.stem))
