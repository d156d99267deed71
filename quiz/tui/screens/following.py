"""A screen that follows an open round: the question or its explanation, and what is beside it."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from textual.app import ComposeResult
from textual.containers import VerticalGroup
from textual.content import Content
from textual.events import Resize
from textual.geometry import Size
from textual.widget import Widget
from textual.widgets import Static

from quiz.bank.kinds import Response, Sort
from quiz.bank.model import Skill
from quiz.play.explain import explained
from quiz.play.round import Round
from quiz.session import OpenRound, Session
from quiz.text import shown
from quiz.tui.screens.columns import Columns
from quiz.tui.widgets import HIGH, LOW, WIDE
from quiz.tui.widgets.answering import answering
from quiz.tui.widgets.beside import beside
from quiz.tui.widgets.exhibits import drawn, framed
from quiz.tui.widgets.exhibits.frame import Drawing, Frame
from quiz.tui.widgets.keys import Keys
from quiz.tui.widgets.round_header import RoundHeader
from quiz.tui.widgets.spread import spread

COLUMN = 72
"""The most columns of a page, as in the style sheet."""
ABOVE = 2
"""Lines of the screen above the page of a question: the running head."""
AROUND = 4
"""Lines of the screen around the page of an answer: the running head, the verdict, the keys."""


class Following(Columns):
    """Draw where an open round is, in place of where it was."""

    DEFAULT_CSS = """
    Following {
        #above, .waits { padding: 0 1; margin: 1 0 0 0; }
        .explained { padding: 0 1; margin-top: 1; }
        #more { border-top: solid $rule; margin-top: 1; }
        #more .title { padding: 0 1; margin-top: 1; }
        #more > FeedbackLines, #more > .stem { margin-top: 0; }
        #more > .passage { margin: 0 0 1 0; }
        #more > Frame { margin: 1 0 0 0; }
        #left > #certainty { margin-top: 1; }
        &.-tight #left > Frame.-answered { margin: 1 0; }
    }
    """
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (COLUMN, "-column"), (WIDE, "-wide")]  # noqa: RUF012 - typed by Textual
    VERTICAL_BREAKPOINTS = [(0, "-tight"), (HIGH, "-high")]  # noqa: RUF012 - typed by Textual

    _keys: Keys

    def __init__(
        self,
        session: Session,
        opened: OpenRound,
        *,
        clock: Callable[[], float],
        articles: Path | None,
        drafts: Mapping[str, Response],
    ) -> None:
        """Take a clock in seconds, and the folder of the reader's own copies of the articles.

        `drafts` has what was picked or typed before, but not completed, by the ids of questions.
        """
        super().__init__()
        self._session = session
        self._bank = session.bank
        self.opened = opened
        self._drawn = opened.round
        """The round as it was last drawn."""
        self._clock = clock
        self._articles = articles
        self._drafts = dict(drafts)
        self._shown_at = 0.0
        self._sources_open = False
        self._read_to = 0
        """How far the page was scrolled when the sources were shown."""
        # Kept as attributes, not queried for: the screen may be closed while it is drawn.
        self._foot = VerticalGroup(id="foot")
        self._in_foot: list[Widget] = []
        """What stands below the page of a question on a low screen: the hint, and how sure."""
        self._header = RoundHeader(opened.round, self._skill, lambda: opened.clock)

    @property
    def round(self) -> Round:
        """The round as it now stands."""
        return self.opened.round

    def compose(self) -> ComposeResult:
        with self._head:
            yield self._header
        with self._page:
            with self._left:
                yield from self._body()
            with self._right:
                yield from self._beside()
        with self._foot:
            yield from self._in_foot

    def on_mount(self) -> None:
        self.follow_columns()
        self._start_at_top()
        if self.opened.until:
            self.set_interval(1, self._header.tick)

    def redraw(self, *, anew: bool = False) -> None:
        """Draw what the last steps changed, or all `anew`, and say what is new in the history."""
        before, self._drawn = self._drawn, self.round
        if anew or self._is_other(before):
            self._keep_draft(before)
            self._widget = None  # what is still shown takes no more answers
            self._sources_open = False
            self.call_next(self._show)
        else:
            self._show_header()
        self._tell_news()

    def _is_other(self, before: Round) -> bool:
        """Whether the round is elsewhere than before, or another window answered the question."""
        now, widget = self.round, self._widget
        if before.slot.question is not now.slot.question or before.at != now.at:
            return True
        if before.shows_answer != now.shows_answer:
            return True
        answer = now.slot.answer
        if now.shows_answer or answer == before.slot.answer:
            return False
        return bool(widget and answer and widget.response != answer.response)

    def _keep_draft(self, round: Round) -> None:
        """Keep what was picked or typed, in case the reader comes back to the question."""
        if self._widget and round.slot.answer is None:
            self._drafts.pop(round.slot.question.id, None)
            if self._widget.draft != answering(round.slot).draft:
                self._drafts[round.slot.question.id] = self._widget.draft

    def _tell_news(self) -> None:
        if news := self._session.news():
            self.notify(news, timeout=10, markup=False)

    async def _show(self) -> None:
        """Draw the question or the explanation that the round is at."""
        with self.app.batch_update():
            await self._renew(self._left, self._body())
            await self._renew(self._right, self._beside())
            await self._renew(self._foot, self._in_foot)
            self._start_at_top()

    def _body(self) -> list[Widget]:
        """The left column: the question, or once it is answered, the explanation."""
        stem = Static(Content(shown(self.round.slot.question.stem)), classes="stem")
        shown_by = (self.round, self._bank.sources, self._articles)
        is_tight = self.app.size.height < HIGH
        self._in_foot = []
        exhibits = list(drawn(*shown_by, tight=is_tight))
        drawing = framed(*shown_by, tight=is_tight)
        if self.round.shows_answer:
            return self._explanation(stem, exhibits, drawing, is_tight=is_tight)
        return self._question(stem, exhibits, drawing, is_tight=is_tight)

    def _question(
        self, stem: Static, exhibits: Sequence[Frame], drawing: Drawing | None, *, is_tight: bool
    ) -> list[Widget]:
        """The passage, the stem, the exhibits and what takes the answer.

        The stem comes before exhibits: on a low screen it says what to look for in them. There, the
        hint and how sure are in the foot, where they are always in sight, and so are the labels of
        a sort.
        """
        slot = self.round.slot
        above: list[Widget] = []
        if note := self.opened.note_above(slot):
            above.append(Static(Content(note), id="above", classes="muted"))
        if passage := shown(slot.question.passage):
            above.append(Static(Content(passage), classes="passage"))
        given = (slot.answer.response, slot.answer.certainty) if slot.answer else ()
        answer = answering(slot, self._drafts.get(slot.question.id), drawing, tight=is_tight)
        self._stem = stem if exhibits else None
        self._page.framed = [*exhibits, *([answer] if drawing else [])]
        if is_tight:
            self._in_foot = self.ask_in_foot(answer, *given, knows_how=self.opened.knows_how)
            if isinstance(slot.question, Sort) and self.app.size.height >= LOW:
                from quiz.tui.widgets.label import Label  # noqa: PLC0415 - only for this kind

                assert isinstance(answer, Label)  # noqa: S101 - it answers this kind
                self._in_foot.insert(0, answer.labels_apart())
            parts = [*above, stem, *exhibits, answer]
            spread(parts, self._room_above_foot())
            return parts
        return [*above, stem, *exhibits, *self.ask(answer, *given)]

    def _explanation(
        self, stem: Static, exhibits: Sequence[Frame], drawing: Drawing | None, *, is_tight: bool
    ) -> list[Widget]:
        """What an answer shows first, and right below it more."""
        from quiz.tui.widgets.explanation import (  # noqa: PLC0415 - only then
            first_page,
            more,
        )

        self._widget = self._stem = None
        slot = self.round.slot
        about = explained(slot, self._skill.habit)
        asked = [stem] if self.round.over else []  # it was long ago
        urls = [self._bank.sources[each.source].url for each in slot.question.cites]
        room = self._room(asked)
        first = first_page(slot, about, urls, drawing, room, tight=is_tight)
        shown_first = (*first.widgets, *first.waits)
        self._page.framed = [*exhibits, *(w for w in shown_first if isinstance(w, Frame))]
        return [*asked, *first.widgets, more(slot, about, urls, exhibits, first.waits)]

    def _room_above_foot(self) -> Size:
        """The room for a question on a low screen, in columns of text and in lines."""
        room, width = self._room(()), self.app.size.width
        keys = 1 if width >= COLUMN else 2
        foot = (e.get_content_height(room, room, min(COLUMN, width)) for e in self._in_foot)
        return Size(room.width, self.app.size.height - ABOVE - keys - sum(foot))

    def _room(self, above: Sequence[Static]) -> Size:
        """The room for the first page of an answer below the stem, in columns of text and lines."""
        size = self.app.size
        column = self._left.scrollable_content_region.width or min(COLUMN, size.width - 1) - 2
        lines = sum(1 + len(Content(str(each.content)).wrap(column - 2)) for each in above)
        return Size(column - 2, size.height - AROUND - lines)

    def _beside(self) -> list[Static]:
        """The right column; on a narrow screen, before the answer, only once it is asked for."""
        wide = self.app.size.width >= WIDE
        found: list[Static] = []
        if self.round.shows_answer or self._sources_open or wide:
            found = beside(self.round, self._bank, self._articles, wide=wide)
        self.set_class(bool(found), "-beside")
        self.set_class(bool(self.round.slot.question.other_exhibits), "-exhibits")
        return found

    def _start_at_top(self) -> None:
        """Scroll to the top, give the keys to the answer, and start the clock."""
        self.start_clock()
        self._show_header()
        self.call_after_refresh(self._hold_stem)
        # A click beside the answer must not take the keys from it.
        self._page.can_focus = self._widget is None
        self._right.can_focus = False
        (self._widget or self._page).focus(scroll_visible=False)
        self._page.scroll_home(animate=False, immediate=True)
        for column in (self._left, self._right):
            column.scroll_home(animate=False, immediate=True)
        self.call_after_refresh(self._keys.fit)
        self.refresh_bindings()

    def start_clock(self) -> None:
        """Count the seconds of the answer from now on."""
        self._shown_at = self._clock()

    @property
    def _skill(self) -> Skill:
        """The skill of the question that is shown."""
        return self._bank.skills[self.round.slot.question.skill]

    @property
    def _seconds(self) -> float:
        """How long the question that is shown has been there."""
        return max(0.0, self._clock() - self._shown_at)

    def _show_header(self) -> None:
        self._header.follow(self.round, self._skill)

    def on_resize(self, event: Resize) -> None:
        if (event.size.width >= WIDE) != self._is_wide:
            self._is_wide = not self._is_wide
            if self._right.has_focus:  # it has no keys of its own below the left column
                self._leave_sources()
            self.call_next(self._renew_beside)
        self.call_after_refresh(self.refresh_bindings)
        self.call_after_refresh(self._hold_stem)

    async def _renew_beside(self) -> None:
        await self._renew(self._right, self._beside())

    async def _show_sources(self) -> None:
        """Draw who is behind the sources, or clear the column."""
        await self._renew_beside()
        self.refresh_bindings()
        if self._sources_open:
            self._go_to_sources()
        elif self._is_wide:
            self._right.scroll_home(animate=False, immediate=True)
            self._leave_sources()
        else:
            self._page.scroll_to(y=self._read_to, animate=False, immediate=True)

    def _leave_sources(self) -> None:
        """Give the keys back to the answer, or to the page of an explanation."""
        (self._widget or self._page).focus()
        self._right.can_focus = False
