"""The certainty of an answer in one line, with its stakes, for the foot of a low screen."""

from collections.abc import Iterator

from textual.content import Content
from textual.geometry import Size
from textual.reactive import reactive

from quiz.play.mark import Certainty
from quiz.text import cells, fitted
from quiz.tui.widgets.certainty_bar import CertaintyBar, named, stakes

MARGIN = 2
"""Columns on either side, as of the text of a question."""


class CertaintyLine(CertaintyBar):
    """The three buttons side by side, the question before them where there is room.

    What has to be said and finds no room there stands above them. Where even the buttons find none,
    they take two lines, as in the bar.
    """

    DEFAULT_CSS = "CertaintyLine { height: auto; padding: 0; }"

    asks_again = reactive(default=False, layout=True)
    cursor: reactive[Certainty | None] = reactive(None, layout=True)

    def render(self) -> Content:
        return Content("\n").join(self._lines(self.content_size.width))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return len(list(self._lines(width)))

    def _lines(self, width: int) -> Iterator[Content]:
        """The buttons, with the question before or above them."""
        *above, last = self._buttons(width)
        room = width - 2 * MARGIN - 1 - last.cell_length
        question = self._question(max(0, room))
        if question.cell_length <= room and not above:
            gap = room + 1 - question.cell_length
            yield question.pad_left(MARGIN).pad_right(gap).append(last)
            return
        if self._has_to_say:
            yield self._question(width - 2 * MARGIN).pad_left(MARGIN)
        margin = max(0, min(MARGIN, width - last.cell_length))
        yield from (line.pad_left(margin) for line in (*above, last))

    def _buttons(self, width: int) -> list[Content]:
        """The buttons in one line if they fit, else each word above its stakes."""
        texts = {each: f"{named(each)} {stakes(each, '/')}" for each in Certainty}
        for pad in (" ", ""):
            line = Content(" ").join(self.button(n, f"{pad}{t}{pad}") for n, t in texts.items())
            if line.cell_length + 2 * len(pad) <= width:
                return [line]
        column = max(cells(text(each)) for text in (named, stakes) for each in Certainty)
        return [
            Content(" ").join(self.button(each, fitted(text(each), column)) for each in Certainty)
            for text in (named, stakes)
        ]
