"""The widget that answers `order`: lift a line, carry it up or down, put it down."""

from typing import ClassVar

from textual.binding import BindingType

from quiz.bank.kinds import Arrangement, Order, Response, numbers
from quiz.tui.widgets.picking import LETTERS, picking_keys
from quiz.tui.widgets.rows import Rows
from quiz.words import say


class Arrange(Rows):
    """Steps that can be moved, each with the letter it was first shown with. Posts `Completed`."""

    BINDINGS: ClassVar[list[BindingType]] = picking_keys("lift a line, or put it down")

    def __init__(
        self, question: Order, arrangement: Arrangement, response: Response | None
    ) -> None:
        self._steps = question.steps
        self._arrangement = arrangement
        self._order = list(numbers(response) or arrangement)
        self._lifted = False
        super().__init__([self._steps[number].text for number in self._order])
        first, last = question.ends_in_words
        self.hint = say(
            "From {first} (top) to {last} (bottom). Space, its letter or a click lifts a "
            "line and puts it down; ↑ ↓ move it. Then press Enter.",
            first=first,
            last=last,
        )
        self.warnings = (
            say("Put the line down first: press Space, or click where it goes."),
            say("Press Enter when you're happy with the order; then say how sure you are."),
        )

    @property
    def response(self) -> Response | None:
        """The numbers of the steps in the reader's order; None while one is lifted."""
        return None if self._lifted else tuple(self._order)

    @property
    def draft(self) -> Response:
        """The order so far."""
        return tuple(self._order)

    def sign(self, index: int) -> str:
        letter = LETTERS[self._arrangement.index(self._order[index])]
        return f"{letter}{'↕' if self.is_picked(index) else ' '}"

    def is_picked(self, index: int) -> bool:
        return self._lifted and index == self.cursor

    def letter(self, index: int) -> None:
        """Do what a click on the line of a letter does, wherever it now is."""
        self.pick(self._order.index(self._arrangement[index]))

    def pick(self, index: int) -> None:
        if self._lifted:
            self._carry(index)
        super().pick(index)

    def pick_at_cursor(self) -> None:
        """Lift the line under the cursor, or put it down."""
        self._lifted = not self._lifted

    def step(self, by: int) -> None:
        """Move the cursor, and the lifted line with it."""
        if self._lifted:
            self._carry(self.validate_cursor(self.cursor + by))
        else:
            super().step(by)

    def _carry(self, to: int) -> None:
        """Move the lifted line, and the cursor with it."""
        self._order.insert(to, self._order.pop(self.cursor))
        self.texts = [self._steps[number].text for number in self._order]
        self.cursor = to
        self.refresh()

    def step_back(self) -> bool:
        """Put the lifted line down, if there is one."""
        lifted, self._lifted = self._lifted, False
        self.refresh()
        return lifted

    def action_done(self) -> None:
        """Put the lifted line down and say that the answer is complete."""
        if not self.show_cursor():
            self._lifted = False
            self.refresh()
            super().action_done()
