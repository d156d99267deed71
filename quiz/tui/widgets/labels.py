"""The labels of a `sort` with their letters, to stand below the page on a low screen."""

from collections.abc import Sequence

from textual import events
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.style import Style
from textual.widget import Widget

from quiz.tui.widgets.picking import LETTERS


def labels_in_lines(labels: Sequence[str], width: int) -> list[Content]:
    """Labels with their letters, as many beside each other as fit; a click finds the number."""
    lines = [Content("")]
    for number, label in enumerate(labels):
        look = Style(underline=True) + Style.from_meta({"label": number})
        piece = Content.assemble((f"{LETTERS[number]} {label}", look))
        line = lines[-1].append("   ").append(piece) if lines[-1] else piece
        if line.cell_length <= width:
            lines[-1] = line
        else:
            lines += piece.wrap(max(1, width))
    return [line for line in lines if line]


class Labels(Widget):
    """Labels that stay in sight, however far the page is scrolled. Posts `Chosen`."""

    DEFAULT_CSS = "Labels { height: auto; padding: 0 2; }"

    class Chosen(Message):
        """The label with this number was clicked."""

        def __init__(self, number: int) -> None:
            super().__init__()
            self.number = number

    def __init__(self, labels: Sequence[str]) -> None:
        super().__init__()
        self._labels = labels

    def render(self) -> Content:
        return Content("\n").join(labels_in_lines(self._labels, self.content_size.width))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return len(labels_in_lines(self._labels, width))

    def on_click(self, event: events.Click) -> None:
        number = event.style.meta.get("label")
        if isinstance(number, int):
            event.stop()
            self.post_message(self.Chosen(number))
