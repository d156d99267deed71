"""The last guard before the terminal: nothing is drawn that it would obey."""

from rich.cells import cell_len
from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from quiz.text import UNSAFE


class OnlyText(LineFilter):
    """Replaces unsafe characters in every line, which stays as wide as it was measured."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        return [
            segment if segment.text.isprintable() else segment._replace(text=_safe(segment.text))
            for segment in segments
        ]


def _safe(text: str) -> str:
    # Only the halves of surrogate pairs have a width.
    return UNSAFE.sub(lambda match: "\ufffd" * cell_len(match[0]), text)
