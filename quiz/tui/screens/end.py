"""The end of a round: how it went, each question again, and what to practise next."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalGroup, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Footer, OptionList, Static
from textual.widgets.option_list import Option

from quiz.bank.model import Bank
from quiz.play.round import Round
from quiz.tui.widgets.trail import sign


class End(Screen[None]):
    """A page of figures, and the questions to be opened again."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "again", "Next round", key_display="↵"),
        Binding("tab", "app.focus_next", "Questions", key_display="Tab"),
        Binding("question_mark", "app.help", "Help", key_display="?"),
        Binding("q", "home", "Home"),
        Binding("down,j", "scroll(1)", "Down", show=False),
        Binding("up,k", "scroll(-1)", "Up", show=False),
    ]
    DEFAULT_CSS = """
    End {
        #figures { padding: 0 1; }
        #again { padding: 0 1; margin-top: 1; text-style: bold; color: $accent; }
        OptionList { margin-top: 1; }
    }
    """

    class Again(Message):
        """The reader wants to practise a skill."""

        def __init__(self, skill: str) -> None:
            super().__init__()
            self.skill = skill

    class Opened(Message):
        """The reader wants to see a question again."""

        def __init__(self, round: Round, place: int) -> None:
            super().__init__()
            self.round = round
            self.place = place

    def __init__(self, bank: Bank, round: Round, figures: Content, practise: str) -> None:
        """Take the figures to show, and the id of the skill to practise next."""
        super().__init__()
        self._bank = bank
        self._round = round
        self._figures = figures
        self._practise = practise

    def compose(self) -> ComposeResult:
        with VerticalScroll(id="page"), VerticalGroup(classes="column"):
            yield Static(self._figures, id="figures")
            yield Static(
                Content.assemble(
                    "↵  A round to practise: ",
                    (self._bank.skills[self._practise].name, "underline"),
                ),
                id="again",
            )
            yield OptionList(
                *(
                    Option(
                        Content.assemble(
                            (f"{sign(slot, told=True)} ", "bold"),
                            "⚑ " if slot.flagged else "",
                            slot.question.stem,
                        )
                    )
                    for slot in self._round.slots
                )
            )
        yield Footer(compact=True, show_command_palette=False)

    def on_mount(self) -> None:
        self.query_one("#page").focus()
        self.query_one(OptionList).highlighted = None

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Open the question chosen."""
        self.post_message(self.Opened(self._round, event.option_index))

    def on_click(self, event: object) -> None:
        """Take a click on the line that offers a round."""
        if getattr(getattr(event, "widget", None), "id", "") == "again":
            self.action_again()

    def action_again(self) -> None:
        """Practise on."""
        self.post_message(self.Again(self._practise))

    def action_home(self) -> None:
        """Go home."""
        self.dismiss()

    def action_scroll(self, by: int) -> None:
        """Move the page."""
        self.query_one("#page").scroll_relative(y=2 * by, animate=False)
