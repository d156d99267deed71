"""Answering `sort`: give each statement a label with one key."""

from textual import events
from textual.app import ComposeResult
from textual.content import Content
from textual.style import Style
from textual.widgets import Static

from quiz.bank.model import Sort
from quiz.play.mark import Arrangement, Response, numbers
from quiz.tui.widgets.rows import Rows


class Label(Rows):
    """Statements, and under them the labels with their digits."""

    DEFAULT_CSS = """
    Label #labels { margin: 1 0 0 1; height: auto; }
    """

    hint = "↑ ↓ choose a line, a digit gives it a label. Then Enter."

    def __init__(self, question: Sort, arrangement: Arrangement, response: Response | None) -> None:
        super().__init__([question.rows[number].text for number in arrangement])
        self._labels = question.labels
        self._arrangement = arrangement
        self._given = dict(enumerate(numbers(response)))

    def compose(self) -> ComposeResult:
        yield from super().compose()
        parts: list[str | Content | tuple[str, Style]] = []
        for number, label in enumerate(self._labels, start=1):
            key = Style.from_meta({"digit": number})
            parts += [(f"{number} {label}", key + Style(underline=True)), "   "]
        yield Static(Content.assemble(*parts), id="labels")

    @property
    def response(self) -> Response | None:
        """A label for each row, in the numbers of the file; None while one has none."""
        if len(self._given) < len(self.rows):
            return None
        return tuple(self._given[number] for number in range(len(self.rows)))

    def mark_of(self, place: int) -> Content:
        """The label given, or a gap as wide as the longest."""
        width = max(map(len, self._labels)) + 2
        label = self._given.get(self._arrangement[place])
        text = "·" * 3 if label is None else f"{label + 1} {self._labels[label]}"
        return Content(text.ljust(width))

    def is_picked(self, place: int) -> bool:
        """Whether the row at a place has a label."""
        return self._arrangement[place] in self._given

    def digit(self, digit: int) -> None:
        """Give the row under the cursor a label, and step to the next."""
        if digit > len(self._labels):
            return
        self._given[self._arrangement[self.cursor]] = digit - 1
        self.show()
        self.cursor += 1
        self.post_message(self.Changed())

    def pick(self, place: int) -> None:
        """Give the row at a place its next label."""
        self.cursor = place
        number = self._arrangement[place]
        self._given[number] = (self._given.get(number, -1) + 1) % len(self._labels)
        self.show()
        self.post_message(self.Changed())

    def on_click(self, event: events.Click) -> None:
        """Take a click on a label for its digit."""
        digit = event.style.meta.get("digit")
        if isinstance(digit, int):
            event.stop()
            self.digit(digit)
        else:
            super().on_click(event)
