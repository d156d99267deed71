"""The frame around an exhibit, which says what it is."""

from collections.abc import Iterator, Sequence

from textual.content import Content
from textual.geometry import Size
from textual.widgets import Static

from quiz.bank.exhibits import Exhibit

MUTED = "$foreground-muted"


class Frame(Static):
    """An exhibit in a frame that says above it what it is, and below it what was made up."""

    DEFAULT_CSS = """
    Frame {
        height: auto; padding: 0 1; margin: 1 0;
        border: round $scrollbar;
        border-title-color: $foreground-muted; border-title-style: none;
        border-subtitle-color: $foreground-muted; border-subtitle-style: none;
    }
    """

    def __init__(self, exhibit: Exhibit, content: Content | None = None) -> None:
        super().__init__(content or "", markup=False)
        called = exhibit.called
        self.border_title = Content(called[0].upper() + called[1:])
        if exhibit.note:
            self.border_subtitle = Content(exhibit.note)


class MarkedFrame(Frame):
    """Entries that each begin with a mark, which stands out in the margin."""

    def __init__(self, exhibit: Exhibit, entries: Sequence[tuple[Content, Content]]) -> None:
        """Take the mark and the text of each entry."""
        super().__init__(exhibit)
        self._entries = entries
        self._margin = max(mark.cell_length for mark, _ in entries)

    def render(self) -> Content:
        """The entries one below the other."""
        return Content("\n").join(self._lines(self.content_size.width))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return len(list(self._lines(width)))

    def _lines(self, width: int) -> Iterator[Content]:
        for mark, text in self._entries:
            first, *rest = text.wrap(max(1, width - self._margin))
            yield mark.pad_right(self._margin - mark.cell_length).append(first)
            yield from (line.pad_left(self._margin) for line in rest)


def beside(*texts: str) -> str:
    """What is shown beside a text, such as its outlet and its date, on one line."""
    return " · ".join(filter(None, texts))
