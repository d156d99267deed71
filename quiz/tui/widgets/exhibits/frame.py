"""The frame around an exhibit, which says what it is, and how an exhibit is laid out in lines."""

import re
from collections.abc import Iterator, Sequence

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget
from textual.widgets import Static

from quiz.bank.exhibits import Exhibit
from quiz.bank.exhibits.base import PART, PARTS
from quiz.text import capitalised, cells
from quiz.words import say

CORNERS = 3
"""Columns of the line above an exhibit that its title leaves free."""

_STANDING = re.compile(f"{re.escape(PARTS)}|{re.escape(PART)}")

FRAMED = """
height: auto; padding: 0 1; margin: 1 0;
border: round $scrollbar;
border-title-color: $foreground-muted; border-title-style: none;
border-subtitle-color: $foreground-muted; border-subtitle-style: none;
"""
"""The style of a frame around an exhibit."""
TIGHT = "border-right: none; border-bottom: none; margin: 0; padding: 0 0 0 1;"
"""The style of one that takes no line but its first."""
NOTED = "border-bottom: round $scrollbar;"
"""Added to it where the first line has no room for what was made up."""


class Parts:
    """How the parts of a `spot` look, to be put where an exhibit has them, once each."""

    def __init__(self, looks: Sequence[Content], join: str) -> None:
        self._looks, self._join = looks, join
        self._following = iter(looks)

    def put_into(self, content: Content) -> Content:
        """The content with parts in their places, in the look of the place."""
        start = 0
        while match := _STANDING.search(content.plain, start):
            at, end = match.span()
            put = Content(self._join).join(self._looks)
            if match[0] == PART:
                put = next(self._following, content[at:end])
            looks = [span.style for span in content.spans if span.start <= at < span.end]
            for look in reversed(looks):
                put = put.stylize_before(look)
            content = Content.assemble(content[:at], put, content[end:])
            start = at + len(put.plain)
        return content


def _with(parts: Parts | None, content: Content) -> Content:
    return parts.put_into(content) if parts else content


class Drawing:
    """An exhibit as a text that is wrapped."""

    def __init__(self, content: Content) -> None:
        self._content = content

    def lines(self, width: int, parts: Parts | None = None) -> Iterator[Content]:
        """The exhibit in lines of a width, with the parts of a `spot` in their places."""
        yield from _with(parts, self._content).wrap(max(1, width))


class MarkedDrawing(Drawing):
    """Entries that each begin with a mark, which stands out in the margin."""

    def __init__(self, entries: Sequence[tuple[Content, Content]]) -> None:
        """Take the mark and the text of each entry."""
        self._entries = entries
        self._margin = max(mark.cell_length for mark, _ in entries)

    def lines(self, width: int, parts: Parts | None = None) -> Iterator[Content]:
        """The entries one below the other."""
        for mark, text in self._entries:
            first, *rest = _with(parts, text).wrap(max(1, width - self._margin))
            yield mark.pad_right(self._margin - mark.cell_length).append(first)
            yield from (line.pad_left(self._margin) for line in rest)


class Frame(Static):
    """An exhibit in a frame that says above it what it is, and below it what was made up."""

    DEFAULT_CSS = f"""
    Frame {{ {FRAMED} }}
    Frame.-tight {{ {TIGHT} }}
    Frame.-tight.-noted {{ {NOTED} }}
    """

    def __init__(
        self,
        exhibit: Exhibit,
        drawing: Drawing,
        looks: Sequence[Content] = (),
        join: str = "",
        *,
        tight: bool = False,
    ) -> None:
        """Take the exhibit and, if it has the parts of a `spot`, how these look and are joined.

        A `tight` frame has no line below.
        """
        super().__init__(markup=False)
        self._exhibit = exhibit
        self._drawing, self._looks, self._join = drawing, looks, join
        self.tight = tight
        entitle(self, exhibit, tight=tight)

    def on_resize(self) -> None:
        entitle(self, self._exhibit, tight=self.tight)

    def render(self) -> Content:
        return Content("\n").join(self._lines(self.content_size.width))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return len(list(self._lines(width)))

    def _lines(self, width: int) -> Iterator[Content]:
        parts = Parts(self._looks, self._join) if self._looks else None
        return self._drawing.lines(width, parts)


def entitle(widget: Widget, exhibit: Exhibit, *, tight: bool) -> None:
    """Say in the frame of a widget what the exhibit in it is, and give it its kind as a class.

    A `tight` frame says above what was made up, if there is room; call this again once it is known.
    """
    widget.add_class(f"-{exhibit.kind}")
    called, note = capitalised(say(exhibit.called)), say(exhibit.note) if exhibit.note else ""
    fits = not widget.size or cells(beside(called, note)) <= widget.size.width - CORNERS
    above = tight and fits
    widget.set_class(tight, "-tight")
    widget.set_class(bool(note) and not above, "-noted")
    title = beside(called, note) if above else called
    widget.border_title = Content(f"{title} " if tight else title)  # Textual leaves it out there
    widget.border_subtitle = Content("" if above else note)


def beside(*texts: str) -> str:
    """What is shown beside a text, such as its outlet and its date, on one line."""
    return " · ".join(filter(None, texts))
