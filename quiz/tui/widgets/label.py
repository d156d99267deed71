"""The widget that answers `sort`: give each statement a label with one key."""

from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.content import Content

from quiz.bank.kinds import Arrangement, Response, Sort, numbers
from quiz.tui.widgets.in_view import bring_into_view
from quiz.tui.widgets.labels import Labels, labels_in_lines
from quiz.tui.widgets.picking import Picked, picking_keys
from quiz.tui.widgets.rows import Rows
from quiz.words import say

NO_LABEL = "· · ·"
"""What stands for the label of a row that has none."""
_NONE = -1
"""Stands in a draft for the label of a row that has none."""
LEAST = 40
"""Columns that a statement needs before its label; with fewer, the label goes below it."""


class Label(Rows):
    """Statements with their labels, and below them the letters of the labels. Posts `Completed`.

    A letter is always for a label, of the row under the cursor; rows have no letters.
    """

    BINDINGS: ClassVar[list[BindingType]] = picking_keys("give a line its next label")

    def __init__(
        self,
        question: Sort,
        arrangement: Arrangement,
        response: Response | None,
        *,
        tight: bool = False,
    ) -> None:
        """Take how the rows are arranged; if it's `tight`, no blank line is above the labels."""
        super().__init__([question.rows[number].text for number in arrangement])
        self.hint = say("A letter or a click labels a line; ↑ ↓ move. Then say how sure.")
        self.warnings = (say("Each line needs a label first: press its letter, or click."),)
        self.by_itself = True
        self._labels = question.labels
        self._tight = tight
        self._are_apart = False
        """Whether the labels stand elsewhere than below the rows."""
        self.letters = len(self._labels)
        self._arrangement = arrangement
        given = enumerate(numbers(response))
        self._labelled = {number: label for number, label in given if label != _NONE}
        """The number of each row that has a label → the number of the label."""
        self._column = max(Content(each).cell_length for each in (NO_LABEL, *self._labels))
        self._beside = True
        """Whether there is room for the labels beside the statements, on their right."""

    @property
    def response(self) -> Response | None:
        """The number of the label of each row; None while a row has none."""
        if len(self._labelled) < self.count:
            return None
        return tuple(self._labelled[number] for number in range(self.count))

    @property
    def draft(self) -> Response:
        """The number of the label of each row so far."""
        return tuple(self._labelled.get(number, _NONE) for number in range(self.count))

    def sign(self, index: int) -> str:
        return "●" if self.is_picked(index) else "○"

    def at_end(self, index: int) -> str:
        if not self._beside:
            return ""
        label = Content(f"  → {self._label_of(index)}")
        return label.pad_right(self._column + 4 - label.cell_length).plain

    def text(self, index: int) -> str:
        text = super().text(index)
        return text if self._beside else f"{text}\n→ {self._label_of(index)}"

    def _label_of(self, index: int) -> str:
        label = self._labelled.get(self._arrangement[index])
        return NO_LABEL if label is None else self._labels[label]

    def is_picked(self, index: int) -> bool:
        return self._arrangement[index] in self._labelled

    def lines(self, width: int) -> list[tuple[int, Content]]:
        """The lines of the rows, and the labels below, with -1 for the index of a row."""
        self._beside = width - self._column - 2 >= LEAST
        if self._are_apart:
            return super().lines(width)
        below = labels_in_lines(self._labels, width)
        above = [] if self._tight else [(-1, Content(""))]
        return [*super().lines(width), *above, *((-1, line) for line in below)]

    def labels_apart(self) -> Labels:
        """The labels in a widget of their own; from now on there are none below the rows."""
        self._are_apart = True
        return Labels(self._labels)

    def letter(self, index: int) -> None:
        """Give the row under the cursor a label, and move on to the next that has none."""
        self._labelled[self._arrangement[self.cursor]] = index
        self.seek()
        if self.response is not None:  # show the labels once more, and what comes next
            last = len(self.lines(self.content_size.width)) - 1
            bring_into_view(self, last, last)
        self.refresh()
        self.post_message(Picked())

    def seek(self) -> None:
        """Move the cursor to the first row from there on that has no label, if there is one."""
        following = [(self.cursor + by) % self.count for by in range(self.count)]
        self.cursor = next((row for row in following if not self.is_picked(row)), self.cursor)

    def pick_at_cursor(self) -> None:
        """Give the row under the cursor its next label."""
        number = self._arrangement[self.cursor]
        self._labelled[number] = (self._labelled.get(number, -1) + 1) % len(self._labels)

    def on_click(self, event: events.Click) -> None:
        """Give the row under the cursor the label that was clicked."""
        label = event.style.meta.get("label")
        if isinstance(label, int):
            event.stop()
            event.prevent_default()
            self.letter(label)
