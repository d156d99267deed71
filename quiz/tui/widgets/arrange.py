"""Answering `order`: lift a line, carry it up or down, put it down."""

from typing import ClassVar

from textual.binding import BindingType

from quiz.bank.kinds import Arrangement, Order, Response, numbers
from quiz.tui.widgets.rows import Rows, row_keys


class Arrange(Rows):
    """Steps that can be moved."""

    BINDINGS: ClassVar[list[BindingType]] = row_keys("lift the line, or put it down")

    warnings = (
        "Press Enter when the order is as you want it; then say how sure you are.",
        "Put the line down first, with Space.",
    )

    def __init__(
        self, question: Order, arrangement: Arrangement, response: Response | None
    ) -> None:
        self._steps = question.steps
        self._order = list(numbers(response) or arrangement)
        self._lifted = False
        super().__init__([self._steps[number].text for number in self._order])
        first, last = question.ends
        self.hint = (
            f"From {first} (top) to {last} (bottom). "
            "Space lifts a line, ↑ ↓ carry it, Space puts it down. Then Enter."
        )

    @property
    def response(self) -> Response | None:
        """The steps in the reader's order, in the numbers of the file; None while one is lifted."""
        return None if self._lifted else tuple(self._order)

    @property
    def missing(self) -> str:
        """What to do before one can say how sure."""
        return self.warnings[self._lifted]

    def mark_of(self, place: int) -> str:
        """The place, or a sign that the line is lifted."""
        return "↕" if self.is_picked(place) else f"{place + 1}"

    def is_picked(self, place: int) -> bool:
        """Whether the line at a place is lifted."""
        return self._lifted and place == self.cursor

    def pick(self, place: int) -> None:
        """Lift the line at a place, or carry the lifted one there and put it down."""
        if place >= len(self.texts):
            return
        if self._lifted:
            self._carry(place)
        self.cursor = place
        self._lifted = not self._lifted
        self.refresh()
        self.show_cursor()

    def step(self, by: int) -> None:
        """Walk up or down, and take the lifted line along."""
        to = self.validate_cursor(self.cursor + by)
        if self._lifted:
            self._carry(to)
        self.cursor = to

    def _carry(self, to: int) -> None:
        """Move the line under the cursor, and the cursor with it."""
        self._order.insert(to, self._order.pop(self.cursor))
        self.texts = [self._steps[number].text for number in self._order]
        self.cursor = to
        self.refresh()

    def action_done(self) -> None:
        """Put the lifted line down and go on."""
        if not self.show_cursor():
            self._lifted = False
            self.refresh()
            super().action_done()
