"""The stem once more, right above the answer, where exhibits push it out of sight."""

import re
from collections.abc import Sequence

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget
from textual.widgets import Static

from quiz.text import shown

AROUND = 3
"""Lines of a screen that aren't the page's: the running head with its rule, and the keys."""
MOST = 4
"""Lines of a stem that are always repeated; a longer one is as far as half a page has room."""


class StemAgain(Static):
    """A stem, which takes no room where the first one and the whole answer are in sight at once."""

    DEFAULT_CSS = "StemAgain { padding: 0 1; }"  # in no bold type, which is for the first time

    def __init__(
        self, stem: str, above: Sequence[Widget], between: Sequence[Widget], below: Sequence[Widget]
    ) -> None:
        """Take what is above, down to the first one, between that and this, and below this."""
        super().__init__()
        self._stem = shown(stem)
        self._above, self._between, self._below = above, between, below
        self._is_gone = False
        """Whether the first one, or its beginning, was scrolled out of sight."""

    def on_mount(self) -> None:
        self.watch(self.screen.query_one("#page"), "scroll_y", self._follow, init=False)

    def _follow(self, scrolled: float) -> None:
        """Come when the first one goes out of sight, and leave the answer where it is."""
        gone = scrolled > self._above[-1].virtual_region.y
        if gone is not self._is_gone:
            self._is_gone = gone
            self.refresh(layout=True)
            self.call_after_refresh(self._keep_place, self.size.height)

    def _keep_place(self, before: int) -> None:
        if self.is_attached and (lines := self.size.height - before) > 0:
            self.screen.query_one("#page").scroll_relative(y=lines, animate=False)

    def render(self) -> Content:
        return self._told(self.content_size.width, self.app.size.height)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        if not (between := [each for each in self._between if each.display]):
            return 0
        told = len(self._told(width, viewport.height).wrap(max(1, width)))
        if self._is_gone:
            return told
        seen = [*self._above, *between, *self._below]
        whole = sum(_height(each, container, viewport) for each in seen)
        return told if whole > viewport.height - AROUND else 0

    def _told(self, width: int, height: int) -> Content:
        """The stem, or the last sentence of one that is too long for half a page."""
        stem = Content(self._stem)
        if len(stem.wrap(max(1, width))) <= max(MOST, (height - AROUND) // 2):
            return stem
        *_, last = re.split(r"(?<=[.?!])\s+", self._stem.rstrip())
        return Content(f"… {last}")


def _height(widget: Widget, container: Size, viewport: Size) -> int:
    """The lines of a widget in a column, with its frame and the blank lines around it."""
    styles, around = widget.styles, widget.styles.gutter
    height = widget.get_content_height(container, viewport, container.width - around.width)
    return height + around.height + styles.margin.bottom + styles.margin.top
