"""Answering `sort`: give each statement a label with one key."""

from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.content import Content
from textual.style import Style

from quiz.bank.kinds import Arrangement, Response, Sort, numbers
from quiz.tui.widgets.picking import bring_into_view, picking_keys
from quiz.tui.widgets.rows import Rows


class Label(Rows):
    """Statements with their labels, and below all labels with their digits. Posts `Completed`."""

    BINDINGS: ClassVar[list[BindingType]] = picking_keys("give a line its next label")

    hint = "A digit gives the line a label, ↑ ↓ walk; Enter when all have one."
    warnings = (
        "Each line needs a label first.",
        "Press Enter when every line has the label you want; then say how sure you are.",
    )

    def __init__(self, question: Sort, arrangement: Arrangement, response: Response | None) -> None:
        super().__init__([question.rows[number].text for number in arrangement])
        self._labels = question.labels
        self._arrangement = arrangement
        self._labelled = dict(enumerate(numbers(response)))
        """The number of each row that has a label → the number of the label."""
        self._gone_to = False
        """The reader has moved the cursor to a row since a label was last put on one."""

    @property
    def response(self) -> Response | None:
        """The number of the label of each row; None while a row has none."""
        if len(self._labelled) < self.count:
            return None
        return tuple(self._labelled[number] for number in range(self.count))

    def sign(self, index: int) -> str:
        label = self._labelled.get(self._arrangement[index])
        return "[ ]" if label is None else f"[{label + 1}]"

    def is_picked(self, index: int) -> bool:
        return self._arrangement[index] in self._labelled

    def lines(self, width: int) -> list[tuple[int, Content]]:
        """The lines of the rows, and the labels below, with -1 for the index of a row."""
        below = [Content("")]
        for number, label in enumerate(self._labels, start=1):
            look = Style(underline=True) + Style.from_meta({"digit": number})
            piece = Content.assemble((f"{number} {label}", look))
            line = below[-1].append("   ").append(piece) if below[-1] else piece
            if line.cell_length <= width:
                below[-1] = line
            else:
                below += piece.wrap(max(1, width))
        return [*super().lines(width), (-1, Content("")), *((-1, line) for line in below)]

    def digit(self, digit: int) -> bool:
        """Label the row under the cursor by a digit; return whether the digit meant a label.

        Once all rows have one, a digit may say how sure the reader is. It changes a label only
        after they have moved the cursor to a row to change it.
        """
        meant = digit <= len(self._labels) and (self.response is None or self._gone_to)
        if meant:
            self._label(digit)
        return meant

    def go_to(self) -> None:
        """Come back to the row under the cursor to change its label."""
        self._gone_to = True

    def step(self, by: int) -> None:
        """Move the cursor; the next digit is for the row that this leads to."""
        before = self.cursor
        super().step(by)
        self._gone_to |= self.cursor != before

    def _label(self, digit: int) -> None:
        """Label the row under the cursor, and move on to the next that has no label."""
        self._labelled[self._arrangement[self.cursor]] = digit - 1
        self.seek()
        if self.response is not None:  # show the labels once more, and what comes next
            last = len(self.lines(self.content_size.width)) - 1
            bring_into_view(self, last, last)
        self.refresh()

    def seek(self) -> None:
        """Move the cursor to the first row from there on that has no label, if there is one."""
        self._gone_to = False
        following = [(self.cursor + by) % self.count for by in range(self.count)]
        self.cursor = next((row for row in following if not self.is_picked(row)), self.cursor)

    def pick_at_cursor(self) -> None:
        """Give the row under the cursor its next label."""
        number = self._arrangement[self.cursor]
        self._labelled[number] = (self._labelled.get(number, -1) + 1) % len(self._labels)
        self._gone_to = False

    def on_click(self, event: events.Click) -> None:
        """Give the row under the cursor the label that was clicked."""
        digit = event.style.meta.get("digit")
        if isinstance(digit, int):
            event.stop()
            event.prevent_default()
            self._label(digit)
