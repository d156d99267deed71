"""The widget that answers `order`: lift a line, carry it up or down, put it down."""

from typing import ClassVar

from textual.binding import BindingType
from textual.content import Content

from quiz.bank.kinds import Arrangement, Order, Response, numbers
from quiz.tui.widgets import MUTED
from quiz.tui.widgets.picking import LETTERS, picking_keys
from quiz.tui.widgets.rows import Rows
from quiz.words import say


class Arrange(Rows):
    """Steps to move, each with the letter it was first shown with, between the words for both ends.

    Posts `Completed`.
    """

    BINDINGS: ClassVar[list[BindingType]] = picking_keys("lift a line, or put it down")

    def __init__(
        self, question: Order, arrangement: Arrangement, response: Response | None
    ) -> None:
        self._steps = question.steps
        self._arrangement = arrangement
        self._order = list(numbers(response) or arrangement)
        self._lifted = False
        super().__init__([self._steps[number].text for number in self._order])
        self._ends = question.ends_in_words
        self.hint = say("Space, a letter or a click lifts a line; ↑ ↓ move it. Then Enter.")
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

    def lines(self, width: int) -> list[tuple[int, Content]]:
        """The lines of the rows, between those that say which end is which; these have -1."""
        first, last = (
            [(-1, line.pad_left(3)) for line in Content.styled(end, MUTED).wrap(max(1, width - 3))]
            for end in self._ends
        )
        return [*first, *super().lines(width), *last]

    def sign(self, index: int) -> str:
        letter = LETTERS[self._arrangement.index(self._order[index])]
        return f"{letter}{'↕' if self.is_picked(index) else ' '}"

    def is_picked(self, index: int) -> bool:
        return self._lifted and index == self.cursor

    def letter(self, index: int) -> None:
        """Lift the line of a letter, wherever it now is, or put it down if it's the lifted one."""
        place = self._order.index(self._arrangement[index])
        if place != self.cursor:
            self._lifted = False
        self.pick(place)

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

    @property
    def has_begun(self) -> bool:
        return self._lifted

    def step_back(self) -> None:
        """Put the lifted line down."""
        self._lifted = False
        self.refresh()

    def action_done(self) -> None:
        """Put the lifted line down and say that the answer is complete."""
        if not self.show_cursor():
            self._lifted = False
            self.refresh()
            super().action_done()
