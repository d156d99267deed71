"""Answering `order`: lift a line, carry it up or down, put it down."""

from textual.content import Content

from quiz.bank.model import Order
from quiz.play.mark import Arrangement, Response, numbers
from quiz.tui.widgets.rows import Rows


class Arrange(Rows):
    """Steps that can be moved."""

    def __init__(
        self, question: Order, arrangement: Arrangement, response: Response | None
    ) -> None:
        self._steps = question.steps
        self._order = list(numbers(response) or arrangement)
        super().__init__([self._steps[number].text for number in self._order])
        self._lifted = False
        first, last = question.ends
        self.hint = (
            f"From {first} (top) to {last} (bottom). "
            "Space lifts a line, ↑ ↓ carry it, Space puts it down. Then Enter."
        )

    @property
    def response(self) -> Response | None:
        """The steps in the reader's order, in the numbers of the file."""
        return tuple(self._order)

    def mark_of(self, place: int) -> Content:
        """The place, or a sign that the line is lifted."""
        lifted = self._lifted and place == self.cursor
        return Content("↕ " if lifted else f"{place + 1} ")

    def is_picked(self, place: int) -> bool:
        """Whether the line at a place is lifted."""
        return self._lifted and place == self.cursor

    def pick(self, place: int) -> None:
        """Lift the line at a place, or carry the lifted one there and put it down."""
        if self._lifted:
            self.action_step(place - self.cursor)
        self.cursor = place
        self._lifted = not self._lifted
        self.show()

    def digit(self, digit: int) -> None:
        """Carry the line under the cursor to that place."""
        if digit <= len(self.rows):
            lifted, self._lifted = self._lifted, True
            self.action_step(digit - 1 - self.cursor)
            self._lifted = lifted
            self.show()

    def action_step(self, by: int) -> None:
        """Walk up or down, and carry the lifted line along."""
        to = self.validate_cursor(self.cursor + by)
        if self._lifted and to != self.cursor:
            self._order.insert(to, self._order.pop(self.cursor))
            for row, number in zip(self.rows, self._order, strict=True):
                row.say(self._steps[number].text)
            self.post_message(self.Changed())
        self.cursor = to
        self.show()

    def action_done(self) -> None:
        """Put the lifted line down and go on."""
        self._lifted = False
        self.show()
        super().action_done()
