"""Rows of text with a cursor: the base of the answers to four kinds of question.

One widget draws all rows: a widget for each would take three times as long to draw at each key.
"""

from collections.abc import Sequence

from textual import events
from textual.content import Content
from textual.geometry import Size

from quiz.text import cells, shown
from quiz.tui.widgets.picking import Picking


class Rows(Picking):
    """Texts that hang beside their signs, the one at the cursor shaded. Posts `Completed`."""

    DEFAULT_CSS = """
    Rows { height: auto; padding: 0 1; }
    """

    def __init__(self, texts: Sequence[str]) -> None:
        super().__init__()
        self.texts = [shown(text) for text in texts]
        self._longest = max(map(cells, self.texts))
        self.count = self.letters = len(texts)
        self._wrapped: dict[tuple[str, int], list[Content]] = {}

    def sign(self, index: int) -> str:
        """The prefix of a row, equally wide in every row."""
        raise NotImplementedError

    def at_end(self, index: int) -> str:
        """What stands to the right of the first line of a row, equally wide in every row."""
        return ""

    def is_picked(self, index: int) -> bool:
        """Whether a row is part of the response."""
        raise NotImplementedError

    def text(self, index: int) -> str:
        """What a row has beside its sign."""
        return self.texts[index]

    def render(self) -> Content:
        return Content("\n").join(line for _, line in self.lines(self.content_size.width))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return len(self.lines(width))

    def lines(self, width: int) -> list[tuple[int, Content]]:
        """Every line with the index of its row."""
        lines: list[tuple[int, Content]] = []
        for index in range(self.count):
            text = self.text(index)
            at_cursor = index == self.cursor
            sign_look = "bold reverse" if at_cursor and self.has_focus else ""
            front = Content.assemble((self.sign(index), sign_look), " ")
            end = Content(self.at_end(index))
            room = max(1, width - front.cell_length - end.cell_length)
            if end:
                room = min(room, self._longest)
            if (text, room) not in self._wrapped:
                self._wrapped[text, room] = Content(text).wrap(room)
            for piece in self._wrapped[text, room]:
                line = front.append(piece)
                if end:
                    line = line.pad_right(room + front.cell_length - line.cell_length).append(end)
                    end = Content("")
                if self.is_picked(index):
                    line = line.stylize("bold", front.cell_length)
                if at_cursor:
                    blank = max(0, width - line.cell_length)
                    line = line.pad_right(blank).stylize_before("on $panel")
                lines.append((index, line))
                front = Content(" " * front.cell_length)
        return lines

    def validate_cursor(self, cursor: int) -> int:
        """Stop at the first and at the last row."""
        return max(0, min(cursor, self.count - 1))

    def cursor_lines(self) -> tuple[int, int]:
        lines = enumerate(self.lines(self.content_size.width))
        own = [number for number, (index, _) in lines if index == self.cursor]
        return own[0], own[-1]

    def on_click(self, event: events.Click) -> None:
        lines = self.lines(self.content_size.width)
        offset = event.get_content_offset(self)
        if offset is not None and offset.y < len(lines) and lines[offset.y][0] >= 0:
            event.stop()
            self.pick(lines[offset.y][0])
