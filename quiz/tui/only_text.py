"""The last guard before the terminal: nothing is drawn that it would obey."""

from rich.cells import cell_len
from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from quiz.text import UNSAFE


class OnlyText(LineFilter):
    """Replaces unsafe characters in every line, which stays as wide as it was measured.

    Other filters come after it. It calls them itself, as Textual looks up each line for each filter
    whenever it draws: that takes 0.3 ms a frame.
    """

    def __init__(self, *others: LineFilter) -> None:
        super().__init__()
        self._others = others

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        segments = [
            segment if segment.text.isprintable() else segment._replace(text=_safe(segment.text))
            for segment in segments
        ]
        for each in self._others:
            segments = each.apply(segments, background)
        return segments


def _safe(text: str) -> str:
    # Only the halves of surrogate pairs have a width.
    return UNSAFE.sub(lambda match: "\ufffd" * cell_len(match[0]), text)
