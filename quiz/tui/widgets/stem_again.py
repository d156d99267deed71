"""The stem once more, right above the answer, where exhibits push it out of sight."""

import re
from collections.abc import Sequence

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget
from textual.widgets import Static

from quiz.text import shown

AROUND = 5
"""Lines of a screen that aren't the page's: the running head, the keys, and blank ones."""
MOST = 3
"""Lines of a stem to repeat; of a longer one, only its last sentence is."""


class StemAgain(Static):
    """A stem, which takes no room where it can be seen together with the answer."""

    DEFAULT_CSS = "StemAgain { padding: 0 1; }"  # in no bold type, which is for the first time

    def __init__(self, stem: str, between: Sequence[Widget], answer: Widget) -> None:
        """Take what is between the stem and the answer that is given below it."""
        super().__init__()
        self._stem, self._between, self._answer = shown(stem), between, answer

    def render(self) -> Content:
        return self._told(self.content_size.width)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        page = viewport.height - AROUND
        shown = [each for each in self._between if each.display]
        between = sum(_height(each, container, viewport) for each in shown)
        told = len(self._told(width).wrap(max(1, width)))
        whole = told + between + _height(self._answer, container, viewport)
        return told if between > page // 2 and whole > page else 0

    def _told(self, width: int) -> Content:
        """The stem, or its last sentence where it is long."""
        stem = Content(self._stem)
        if len(stem.wrap(max(1, width))) <= MOST:
            return stem
        return Content(re.split(r"(?<=[.?!])\s+", self._stem.rstrip())[-1])


def _height(widget: Widget, container: Size, viewport: Size) -> int:
    """The lines of a widget in a column, with its frame and the blank line after it."""
    around = widget.styles.gutter
    height = widget.get_content_height(container, viewport, container.width - around.width)
    return height + around.height + widget.styles.margin.bottom
