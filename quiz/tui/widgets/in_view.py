"""Bringing a widget, or some of its lines, into view on the page around it."""

from textual.geometry import Region
from textual.widget import Widget

from quiz.tui.widgets.page import Page


def bring_into_view(widget: Widget, first: int, last: int) -> bool:
    """Scroll the page around a focused widget until some of its lines are seen.

    Return whether all of them were out of sight: a key acts only on what the reader can see.
    """
    page = page_around(widget)
    if widget.screen.focused is not widget or page is None:
        return False
    lines, view = region_of(widget, first, last), view_of(page)
    if lines.y < view.y or lines.bottom > view.bottom:
        by = min(lines.y - view.y, 0) or lines.bottom - view.bottom
        page.scroll_relative(y=by, animate=False)
    return view.height > 0 and (lines.bottom <= view.y or lines.y >= view.bottom)


def bring_both_into_view(above: Widget, widget: Widget, lines: tuple[int, int]) -> None:
    """Scroll until what is above a widget is seen, and below it certain lines of the widget.

    Nothing moves if they are; else as much of the whole widget is shown as there is room for.
    """
    page = page_around(widget)
    if page is None:
        return
    top, view = above.region.y, view_of(page)
    if top < view.y or region_of(widget, *lines).bottom > view.bottom:
        by = min(top - view.y, widget.region.bottom - view.bottom)
        page.scroll_relative(y=by, animate=False)


def page_around(widget: Widget) -> Widget | None:
    """The nearest thing around a widget that can be scrolled."""
    pages = (each for each in widget.ancestors if isinstance(each, Widget))
    return next((each for each in pages if each.allow_vertical_scroll), None)


def view_of(page: Widget) -> Region:
    """Where a page is seen once it is scrolled."""
    covered = page.covered if isinstance(page, Page) else 0
    return page.scrollable_content_region.shrink((covered, 0, 0, 0))


def region_of(widget: Widget, first: int, last: int) -> Region:
    """Where some lines of a widget are on the screen."""
    return Region(0, first, 1, last - first + 1).translate(widget.content_region.offset)


def is_below(widget: Widget) -> bool:
    """Whether a widget is out of sight, and what stands above it isn't.

    This is the quick way: asked where a widget is that it doesn't draw, Textual would lay out the
    whole page, and then draw all of it at the next step, which takes 0.5 ms.
    """
    seen = widget.screen._compositor.visible_widgets  # noqa: SLF001 - see above
    if widget in seen or widget.parent is None:
        return False
    column = widget.parent.children
    return any(each in seen for each in column[: column.index(widget)])
