"""The page of a question in one column or in two, and how it is scrolled."""

from collections.abc import Sequence

from textual import on
from textual.containers import VerticalGroup
from textual.events import DescendantFocus
from textual.widget import Widget
from textual.widgets import Static

from quiz.tui.screens.asking import Asking
from quiz.tui.widgets import WIDE
from quiz.tui.widgets.card import Card
from quiz.tui.widgets.keys import follow, goes_on
from quiz.tui.widgets.linked import Linked
from quiz.tui.widgets.page import Page
from quiz.tui.widgets.round_header import RoundHeader
from quiz.tui.widgets.stem_above import StemAbove


class Columns(Asking):
    """A page of two columns: the second below the first, or beside it on a wide screen."""

    _header: RoundHeader
    _stem: Static | None = None
    """The stem of a question that is still asked, if exhibits can push it out of sight."""

    def __init__(self) -> None:
        super().__init__()
        self._is_wide = False
        # Kept as attributes, not queried for: the screen may be closed while it is drawn.
        self._head = VerticalGroup(id="head")
        self._above = StemAbove()
        self._page = Page(id="page")
        self._left = VerticalGroup(id="left", classes="column")
        self._right = VerticalGroup(id="right", classes="column")

    def follow_columns(self) -> None:
        """Keep the key line up to date with the columns, from when they are there."""
        self._is_wide = self.app.size.width >= WIDE
        follow(self, self._page, self._left, self._right)
        self.watch(self._page, "scroll_y", self._hold_stem, init=False)
        for column in (self._left, self._right):
            self.watch(column, "show_vertical_scrollbar", self._show_one_bar)

    def _hold_stem(self) -> None:
        """Show the stem above the page while exhibits push it out of sight."""
        stem, above = None if self._is_wide else self._stem, self._above
        above.stem = str(stem.content) if stem else ""
        self._page.covered = len(above.lines(self._header.content_size.width)) if stem else 0
        gone = stem is not None and self._page.scroll_offset.y > stem.virtual_region.y
        if gone and not above.is_attached:
            self._head.mount(above)
        above.display = gone

    @on(DescendantFocus)
    def _show_one_bar(self) -> None:
        """Beside an answer, show the bar of the column that the keys scroll, and no other."""
        for column in (self._left, self._right):
            other = self._widget is None and column is not self._scroller
            column.styles.scrollbar_visibility = "hidden" if other else "visible"

    async def _renew(self, column: VerticalGroup, children: Sequence[Widget]) -> None:
        await column.remove_children()
        await column.mount_all(children)

    def _go_to_sources(self) -> None:
        """Scroll to the right column; on a wide screen, switch which column the keys scroll."""
        if self._is_wide:
            self._right.can_focus = True
            (self._page if self._right.has_focus else self._right).focus()
            for title in self._right.query(".title"):
                self.call_after_refresh(title.scroll_visible, animate=False, top=True)
        else:
            self.call_after_refresh(self._scroll_to_sources)

    def _scroll_to_sources(self) -> None:
        """Scroll to the right column, where it is below the left one."""
        y = self._right.virtual_region.y - self._page.covered
        self._page.scroll_to(y=y, animate=False, immediate=True)

    @on(Linked.CardAsked)
    def _show_card(self, message: Linked.CardAsked) -> None:
        """Show the card of a citation, with its edge in the accent."""
        for number, card in enumerate(self.query(Card), start=1):
            card.set_class(number == message.number, "-cited")
            if number == message.number:
                self.call_after_refresh(card.scroll_visible, animate=False)

    @property
    def _has_read_on(self) -> bool:
        """Whether another part of the page is shown than at first."""
        return self._scroller.scroll_offset.y > 0

    def _back_to_top(self) -> None:
        self._scroller.scroll_home(animate=False)

    def action_scroll(self, by: int) -> None:
        """Scroll by two lines."""
        self._scroll(2 * by)

    def action_more(self) -> None:
        """Read on: to what is below the first page once that was read, then page by page."""
        page = self._explained_in
        for rest in self.query("#more"):  # unless another page is shown by now
            # The rule above it goes out of sight: the rule of the head takes its place.
            by, lines = rest.region.y + 1 - page.region.y, page.size.height
            page.scroll_relative(y=by if 0 < by <= lines else lines - 1, animate=False)

    @property
    def _explained_in(self) -> Widget:
        """What is scrolled to read an explanation, whatever else the keys scroll."""
        return self._left if self._is_wide else self._page

    def action_page(self, by: int) -> None:
        self._scroll(by * (self._scroller.size.height - 1 - self._page.covered))

    def _scroll(self, lines: int) -> None:
        """Scroll by some lines; if there are any, end a warning."""
        page = self._scroller
        if goes_on(page) if lines > 0 else page.scroll_offset.y > 0:
            self._show_hint()
        page.scroll_relative(y=lines, animate=False)

    def action_read_on(self) -> None:
        self.action_page(1)

    @property
    def _scroller(self) -> Widget:
        """What the keys scroll: on a wide screen the right column if the left is all in sight."""
        if not self._is_wide:
            return self._page
        by_itself = self._left.max_scroll_y == 0 and self._right.max_scroll_y > 0
        return self._right if self.focused is self._right or by_itself else self._left
