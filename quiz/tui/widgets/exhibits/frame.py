"""The frame around an exhibit, which says what it is, and how an exhibit is laid out in lines."""

from collections.abc import Iterator, Sequence

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget
from textual.widgets import Static

from quiz.bank.exhibits import Exhibit
from quiz.bank.exhibits.base import PARTS
from quiz.words import say

MUTED = "$foreground-muted"

FRAMED = """
height: auto; padding: 0 1; margin: 1 0;
border: round $scrollbar;
border-title-color: $foreground-muted; border-title-style: none;
border-subtitle-color: $foreground-muted; border-subtitle-style: none;
"""
"""The style of a frame around an exhibit."""


class Drawing:
    """An exhibit as a text that is wrapped."""

    def __init__(self, content: Content) -> None:
        self._content = content

    def lines(self, width: int, parts: Content | None = None) -> Iterator[Content]:
        """The exhibit in lines of a width, with the parts of a `spot` in their place."""
        yield from _with_parts(self._content, parts).wrap(max(1, width))


class MarkedDrawing(Drawing):
    """Entries that each begin with a mark, which stands out in the margin."""

    def __init__(self, entries: Sequence[tuple[Content, Content]]) -> None:
        """Take the mark and the text of each entry."""
        self._entries = entries
        self._margin = max(mark.cell_length for mark, _ in entries)

    def lines(self, width: int, parts: Content | None = None) -> Iterator[Content]:
        """The entries one below the other."""
        for mark, text in self._entries:
            first, *rest = _with_parts(text, parts).wrap(max(1, width - self._margin))
            yield mark.pad_right(self._margin - mark.cell_length).append(first)
            yield from (line.pad_left(self._margin) for line in rest)


class Frame(Static):
    """An exhibit in a frame that says above it what it is, and below it what was made up."""

    DEFAULT_CSS = f"Frame {{ {FRAMED} }}"

    def __init__(self, exhibit: Exhibit, drawing: Drawing, parts: Content | None = None) -> None:
        """Take the exhibit and, if it has the parts of a `spot`, how these look."""
        super().__init__(markup=False)
        self._drawing, self._parts = drawing, parts
        entitle(self, exhibit)

    def render(self) -> Content:
        return Content("\n").join(self._drawing.lines(self.content_size.width, self._parts))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return len(list(self._drawing.lines(width, self._parts)))


def entitle(widget: Widget, exhibit: Exhibit) -> None:
    """Say in the frame of a widget what the exhibit in it is."""
    called = say(exhibit.called)
    widget.border_title = Content(called[0].upper() + called[1:])
    if exhibit.note:
        widget.border_subtitle = Content(say(exhibit.note))


def beside(*texts: str) -> str:
    """What is shown beside a text, such as its outlet and its date, on one line."""
    return " · ".join(filter(None, texts))


def _with_parts(content: Content, parts: Content | None) -> Content:
    """The content with the parts of a `spot` in their place, in the look of that place."""
    at = content.plain.find(PARTS)
    if parts is None or at < 0:
        return content
    looks = [span.style for span in content.spans if span.start <= at < span.end]
    for look in reversed(looks):
        parts = parts.stylize_before(look)
    return Content.assemble(content[:at], parts, content[at + len(PARTS) :])
