"""Answering `sort`: give each statement a label with one key."""

from textual import events
from textual.content import Content
from textual.style import Style

from quiz.bank.model import Sort
from quiz.play.mark import Arrangement, Response, numbers
from quiz.tui.widgets.rows import Rows, bring_into_view


class Label(Rows):
    """Statements, and under them the labels with their digits."""

    hint = "A digit gives the line a label, ↑ ↓ walk; Enter when all have one."

    def __init__(self, question: Sort, arrangement: Arrangement, response: Response | None) -> None:
        super().__init__([question.rows[number].text for number in arrangement])
        self._labels = question.labels
        self._arrangement = arrangement
        self._given = dict(enumerate(numbers(response)))

    @property
    def response(self) -> Response | None:
        """A label for each row, in the numbers of the file; None while one has none."""
        if len(self._given) < len(self.texts):
            return None
        return tuple(self._given[number] for number in range(len(self.texts)))

    @property
    def missing(self) -> str:
        """What to do before one can say how sure."""
        if self.response is None:
            return "Each line needs a label first."
        return "Press Enter when each line has the label that you want; then say how sure you are."

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

    def digit(self, digit: int) -> None:
        """Give the row under the cursor a label, and step to the next that has none."""
        if digit > len(self._labels):
            return
        self._given[self._arrangement[self.cursor]] = digit - 1
        self.seek(self.cursor + 1)
        if self.response is not None:  # the labels are seen once more, and what comes next
            last = len(self._lines(self.content_size.width)) - 1
            bring_into_view(self, last, last)
        self.refresh()

    def seek(self, otherwise: int) -> None:
        """Step to the first line from here on that has no label, or else to another."""
        count = len(self.texts)
        following = [(self.cursor + by) % count for by in range(count)]
        open_ones = (place for place in following if not self.is_picked(place))
        self.cursor = next(open_ones, otherwise)

    def pick(self, place: int) -> None:
        """Give the row at a place its next label."""
        if place >= len(self.texts):
            return
        self.cursor = place
        number = self._arrangement[place]
        self._given[number] = (self._given.get(number, -1) + 1) % len(self._labels)
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """Take a click on a label for its digit."""
        digit = event.style.meta.get("digit")
        if isinstance(digit, int):
            event.stop()
            event.prevent_default()
            self.digit(digit)
