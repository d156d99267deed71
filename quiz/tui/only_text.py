"""What is drawn is text: nothing goes out that a terminal would obey, wherever it came from."""

from rich.cells import cell_len
from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from quiz.text import UNSAFE


class OnlyText(LineFilter):
    """Takes unsafe characters out of all lines, which stay as wide as they were measured."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The segments as they are, but for such characters."""
        return [
            segment if segment.text.isprintable() else segment._replace(text=_safe(segment.text))
            for segment in segments
        ]


def _safe(text: str) -> str:
    # Only the halves of surrogate pairs have a width.
    return UNSAFE.sub(lambda found: "\ufffd" * cell_len(found[0]), text)
