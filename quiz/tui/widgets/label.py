"""Answering `sort`: give each statement a label with one key."""

from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.content import Content
from textual.style import Style

from quiz.bank.kinds import Arrangement, Response, Sort, numbers
from quiz.tui.widgets.rows import Rows, bring_into_view, row_keys


class Label(Rows):
    """Statements, and under them the labels with their digits."""

    BINDINGS: ClassVar[list[BindingType]] = row_keys("give the line its next label")

    hint = "A digit gives the line a label, ↑ ↓ walk; Enter when all have one."
    warnings = (
        "Each line needs a label first.",
        "Press Enter when every line has the label you want; then say how sure you are.",
    )

    def __init__(self, question: Sort, arrangement: Arrangement, response: Response | None) -> None:
        super().__init__([question.rows[number].text for number in arrangement])
        self._labels = question.labels
        self._arrangement = arrangement
        self._given = dict(enumerate(numbers(response)))
        self._gone_to = False
        """The reader has gone to the line under the cursor since a label was last given."""

    @property
    def response(self) -> Response | None:
        """A label for each row, in the numbers of the file; None while one has none."""
        if len(self._given) < len(self.texts):
            return None
        return tuple(self._given[number] for number in range(len(self.texts)))

    @property
    def missing(self) -> str:
        """What to do before one can say how sure."""
        return self.warnings[self.response is not None]

    def mark_of(self, place: int) -> str:
        """The label's digit, or a gap."""
        label = self._given.get(self._arrangement[place])
        return "[ ]" if label is None else f"[{label + 1}]"

    def is_picked(self, place: int) -> bool:
        """Whether the row at a place has a label."""
        return self._arrangement[place] in self._given

    def _lines(self, width: int) -> list[tuple[int, Content]]:
        """The rows, and the labels below; their lines belong to no row."""
        below = [Content("")]
        for number, label in enumerate(self._labels, start=1):
            key = Style(underline=True) + Style.from_meta({"digit": number})
            piece = Content.assemble((f"{number} {label}", key))
            line = below[-1].append("   ").append(piece) if below[-1] else piece
            if line.cell_length <= width:
                below[-1] = line
            else:
                below += piece.wrap(max(1, width))
        return [*super()._lines(width), (-1, Content("")), *((-1, line) for line in below)]

    def digit(self, digit: int) -> bool:
        """Give the row under the cursor a label by its digit; gives whether the digit was meant so.

        Once all rows have one, a digit may be meant for how sure the reader is. It changes a label
        only where they have gone to a row to change it.
        """
        meant = digit <= len(self._labels) and (self.response is None or self._gone_to)
        if meant:
            self._give(digit)
        return meant

    def go_to(self) -> None:
        """Come to the row under the cursor to change its label."""
        self._gone_to = True

    def step(self, by: int) -> None:
        """Walk up or down; the next digit is for the row that this leads to."""
        before = self.cursor
        super().step(by)
        self._gone_to |= self.cursor != before

    def _give(self, digit: int) -> None:
        """Give the row under the cursor a label, and step to the next that has none."""
        self._given[self._arrangement[self.cursor]] = digit - 1
        self.seek()
        if self.response is not None:  # the labels are seen once more, and what comes next
            last = len(self._lines(self.content_size.width)) - 1
            bring_into_view(self, last, last)
        self.refresh()

    def seek(self) -> None:
        """Step to the first row from here on that has no label, if there is one."""
        self._gone_to = False
        count = len(self.texts)
        following = [(self.cursor + by) % count for by in range(count)]
        open_ones = (place for place in following if not self.is_picked(place))
        self.cursor = next(open_ones, self.cursor)

    def pick(self, place: int) -> None:
        """Give the row at a place its next label."""
        if place >= len(self.texts):
            return
        self.cursor = place
        number = self._arrangement[place]
        self._given[number] = (self._given.get(number, -1) + 1) % len(self._labels)
        self._gone_to = False
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """Give the row under the cursor the label that was clicked."""
        digit = event.style.meta.get("digit")
        if isinstance(digit, int):
            event.stop()
            event.prevent_default()
            self._give(digit)
