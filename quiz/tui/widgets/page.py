"""A page to scroll, with a bar of which only what has moved is drawn."""

from collections.abc import Sequence
from functools import lru_cache

from rich.segment import Segment
from rich.style import Style
from textual.actions import SkipAction
from textual.containers import VerticalScroll
from textual.geometry import Region, Size
from textual.reactive import Reactive
from textual.scrollbar import ScrollBar, ScrollBarRender
from textual.strip import Strip
from textual.widget import Widget

MORE = "↓"
"""The end of the bar of a page that goes on below."""
_BOLD = Style(bold=True)


class Page(VerticalScroll):
    """A `VerticalScroll` with a bar of ours."""

    covered = 0
    """How many lines at its top something lies over, once it is scrolled."""
    framed: Sequence[Widget] = ()
    """What has a frame in it. No last line of a frame is left alone at the top of the page."""

    def validate_scroll_y(self, value: float) -> float:
        return self._snapped(super().validate_scroll_y(value))

    def validate_scroll_target_y(self, value: float) -> float:
        return self._snapped(super().validate_scroll_target_y(value))

    def _snapped(self, value: float) -> float:
        """How far to scroll instead: a line further, or at the end of the page one line less."""
        at_top = round(value) + self.covered
        if not value or all(self._last_line(each) != at_top for each in self.framed):
            return value
        return value + 1 if value < self.max_scroll_y else value - 1

    def _last_line(self, frame: Widget) -> int:
        """The last line of a frame from the top of the page; -1 while it has none."""
        if not frame.styles.border_bottom[0]:
            return -1
        last = frame.virtual_region.bottom - 1
        for each in frame.ancestors if last > 0 else ():
            if each is self:
                return last
            assert isinstance(each, Widget)  # noqa: S101 - the page is around it
            last += each.virtual_region.y + each.gutter.top
        return -1

    def action_page_down(self) -> None:
        """Leave it to the screen, so that a line of the page before stays in sight."""
        raise SkipAction

    def action_page_up(self) -> None:
        """Leave it to the screen, as above."""
        raise SkipAction

    @property
    def vertical_scrollbar(self) -> ScrollBar:
        """The bar, made when it is first asked for, as Textual makes its own."""
        if self._vertical_scrollbar is None:
            thickness = self.scrollbar_size_vertical
            self._vertical_scrollbar = bar = _Bar(name="vertical", thickness=thickness)
            bar.display = False
            self.app._start_widget(self, bar)  # noqa: SLF001 - as above
        return self._vertical_scrollbar


class _Bar(ScrollBar):
    """A `ScrollBar` that ends in an arrow where the page goes on.

    It draws only the ends of its thumb when the page is scrolled.

    Textual draws every cell of it, by Rich, which takes as long as a page of text: 2 ms a key.
    """

    position: Reactive[float] = Reactive(0, repaint=False)

    def _goes_on(self, position: float) -> bool:
        """Whether the page has more below a position, which an arrow at the bar's end says."""
        return position + self.window_size < self.window_virtual_size

    def _watch_position(self, before: float, after: float) -> None:
        height, whole, seen = self.size.height, self.window_virtual_size, self.window_size
        if not height or whole <= seen:
            self.refresh()
            return
        thumb = max(1, height * seen / whole)
        first, last = sorted((height - thumb) * at / (whole - seen) for at in (before, after))
        for end in (0, thumb):
            top, bottom = int(first + end), int(last + end + 1 / 8)  # the thumb ends at an eighth
            self.refresh(Region(0, top, self.size.width, bottom - top + 1))
        if self._goes_on(before) != self._goes_on(after):
            self.refresh(Region(0, height - 1, self.size.width, 1))

    def render_line(self, y: int) -> Strip:
        if y == self.size.height - 1 and self._goes_on(self.position):
            arrow = MORE.center(self.size.width)
            return Strip([Segment(arrow, self.rich_style + _BOLD)], self.size.width)
        bar = self.render()
        assert isinstance(bar, ScrollBarRender)  # noqa: S101 - as Textual's own
        assert isinstance(bar.style, Style)  # noqa: S101 - likewise
        cells = _cells(self.size, bar.virtual_size, bar.window_size, bar.position, bar.style)
        return Strip([cells[y]], self.size.width)


@lru_cache(maxsize=4)
def _cells(size: Size, whole: int, seen: int, position: float, style: Style) -> list[Segment]:
    """The cells of a bar, each of which is a line."""
    assert style.bgcolor and style.color  # noqa: S101, PT018 - a bar has both
    bar = ScrollBarRender.render_bar(
        size.height,
        whole,
        seen,
        position,
        size.width,
        back_color=style.bgcolor,
        bar_color=style.color,
    )
    return [*bar.segments]
