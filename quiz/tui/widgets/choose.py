"""The widget that answers `choice` and `multi`: pick one option, or all that apply."""

from typing import ClassVar

from textual.binding import BindingType

from quiz.bank.kinds import Arrangement, Choice, Multi, Response, numbers
from quiz.tui.widgets.picking import LETTERS, Picks, picking_keys
from quiz.tui.widgets.rows import Rows
from quiz.words import say


class Choose(Rows, Picks):
    """Options with letters: with `choice` a pick completes the answer. Posts `Completed`."""

    BINDINGS: ClassVar[list[BindingType]] = picking_keys("pick or unpick an option")

    def __init__(
        self, question: Choice | Multi, arrangement: Arrangement, response: Response | None
    ) -> None:
        super().__init__([question.options[number].text for number in arrangement])
        self.at_once = isinstance(question, Choice)
        self.by_itself = self.at_once or question.asks_for is not None
        if self.at_once:
            self.hint = say("A letter, a click or ↑ ↓ and Enter.")
            self.warnings = (say("Pick an answer first: its letter, a click, or ↑ ↓ and Enter."),)
        else:
            self.hint = say("Tick all that apply with letters, clicks or Space, then press Enter.")
            self.warnings = (
                say("Tick at least one first: its letter, a click, or Space."),
                say("Press Enter if that's all, then 1, 2 or 3."),
            )
        if n := question.asks_for:
            self.hint = say("Tick {n} with letters, clicks or Space; then say how sure.", n=n)
            self.reminder = say("Tick {n}.", n=n)
        self._question = question
        self._arrangement = arrangement
        self._picked = set(numbers(response))
        first = next((index for index in range(self.count) if self.is_picked(index)), 0)
        self.set_reactive(Choose.cursor, first)

    def sign(self, index: int) -> str:
        on, off = ("●", "○") if self.at_once else ("☑", "☐")
        return f"{on if self.is_picked(index) else off} {LETTERS[index]}"

    def is_picked(self, index: int) -> bool:
        return self._arrangement[index] in self._picked

    def pick_at_cursor(self) -> None:
        number = self._arrangement[self.cursor]
        self._picked = {number} if self.at_once else self._picked ^ {number}
