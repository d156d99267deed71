"""The screen of an open round: the question, its answer and its sources, changed in place."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.events import Resize
from textual.geometry import Size
from textual.widget import Widget
from textual.widgets import Static

from quiz.bank.kinds import Response, Sort
from quiz.bank.kinds.picking import PickingQuestion
from quiz.bank.model import Skill
from quiz.play.explain import explained
from quiz.play.mark import Certainty
from quiz.play.round import Round
from quiz.session import OpenRound, Session
from quiz.text import shown
from quiz.tui.messages import AddressesAsked, RoundEnded, RoundLeft
from quiz.tui.screens.asking import LETTER_KEYS, TAB
from quiz.tui.screens.columns import Columns
from quiz.tui.widgets import HIGH, WIDE
from quiz.tui.widgets.answering import answering
from quiz.tui.widgets.beside import beside
from quiz.tui.widgets.certainty_bar import HOW_SURE
from quiz.tui.widgets.exhibits import drawn, framed
from quiz.tui.widgets.exhibits.frame import Frame
from quiz.tui.widgets.keys import HELP, SCROLL, Keys, goes_on, series
from quiz.tui.widgets.round_header import RoundHeader
from quiz.words import say

COLUMN = 72
"""The most columns of a page, as in the style sheet."""
SELDOM = ("flag", "back", "address", "lesson")
"""What few readers do at an answer, so that the key line has it behind `…`."""
AROUND = 4
"""Lines of the screen around the page of an answer: the running head, the verdict, the keys."""


class QuestionScreen(Columns):
    """Show an open round, one question at a time, and pass each step on to it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *series("a b c …", "pick what has this letter", LETTER_KEYS),
        Binding("enter", "complete", "Answer", tooltip="finish your answer"),
        Binding("enter", "onward", "Go on", tooltip="go on"),
        *series(
            "1–3",
            HOW_SURE,
            {str(int(each)): f"sure({int(each)})" for each in Certainty},
        ),
        *TAB,
        Binding("e", "more", "More", tooltip="the explanation and the rest"),
        Binding("pagedown", "page(1)", "More"),
        *series("PgDn PgUp", "page down, page up", {"pageup": "page(-1)"}),
        *series("Space", "more of an explanation", {"space": "read_on"}),
        *SCROLL,
        Binding("n", "next", "Next", tooltip="go on to the next question and leave this as it is"),
        Binding("s", "sources", "Sources", tooltip="see who is behind the sources"),
        Binding("s", "hide_sources", "Question", tooltip="go back to the question"),
        Binding("s", "citations", "Sources", tooltip="where to check it, and who is behind it"),
        Binding("x", "skip", "Skip", tooltip="skip, at no cost"),
        Binding("x", "next", show=False),
        Binding("q", "leave", "Leave", tooltip="leave; you can carry on later"),
        Binding("q", "close", "Back to the list", tooltip="go back to the list"),
        *series("Esc", "go back to the question", {"escape": "step_back('question')"}),
        *series("Esc", "go back to the answer", {"escape": "step_back('answer')"}),
        *series("Esc", "put the line down", {"escape": "step_back('line')"}),
        *series("Esc", "go back to the top of the page", {"escape": "step_back('top')"}),
        *series("Esc", "go back to the question before", {"escape": "step_back('before')"}),
        *series("Esc", "go back to the list", {"escape": "step_back('list')"}),
        *series("Esc", "leave; you can carry on later", {"escape": "step_back('leave')"}),
        HELP,
        Binding("m", "flag", "Mark", tooltip="mark the question, or take the mark away"),
        Binding("p", "back", "Back", tooltip="go back to the question before"),
        Binding("p", "at_first", show=False),
        Binding("o", "address", "Open", tooltip="see an address, then open it"),
        Binding("l", "lesson", "Lesson", tooltip="the lesson on its skill"),
    ]
    DEFAULT_CSS = """
    QuestionScreen {
        #above, .waits { padding: 0 1; margin: 1 0 0 0; }
        .explained { padding: 0 1; margin-top: 1; }
        #more { border-top: solid $rule; margin-top: 1; }
        #more .title { padding: 0 1; margin-top: 1; }
        #more > FeedbackLines, #more > .stem { margin-top: 0; }
        #more > .passage { margin: 0 0 1 0; }
        #more > Frame { margin: 1 0 0 0; }
        &.-brief #more { display: none; }
        #certainty { margin-top: 1; }
        &.-tight {
            #above { margin: 0; }
            #left > Frame { margin: 0; }
            #left > Frame.-answered { margin: 1 0; }
        }
    }
    """
    VERTICAL_BREAKPOINTS = [(0, "-tight"), (HIGH, "-high")]  # noqa: RUF012 - typed by Textual

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
        self._header = RoundHeader(opened.round, self._skill, lambda: opened.clock)
        self._keys = Keys(self._key_word, self._waits)

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
        yield self._keys

    def on_mount(self) -> None:
        self.follow_columns()
        self._start_at_top()
        if self.opened.until:
            self.set_interval(1, self._header.tick)

    def redraw(self) -> None:
        """Draw what the last steps changed, and tell news of the history."""
        before, self._drawn = self._drawn, self.round
        if self._is_other(before):
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
        if before.shows_answer or now.shows_answer or before.slot.answer == now.slot.answer:
            return before.shows_answer != now.shows_answer
        return bool(widget and now.slot.answer and widget.response != now.slot.answer.response)

    def _keep_draft(self, round: Round) -> None:
        """Keep what was picked or typed, in case the reader comes back to the question."""
        if self._widget and round.slot.answer is None:
            self._drafts.pop(round.slot.question.id, None)
            if self._widget.draft != answering(round.slot).draft:
                self._drafts[round.slot.question.id] = self._widget.draft

    def keep_change(self) -> None:
        """In an exam, keep what the reader now picks in place of an earlier answer."""
        if self._widget and self._widget.response is not None:
            self.opened.change(self._widget.response, self._seconds)

    @property
    def picked(self) -> Response | None:
        """What is picked and complete, though the reader hasn't said how sure; else None."""
        widget, question = self._widget, self.round.slot.question
        if widget is None:
            return None
        counts = isinstance(question, PickingQuestion) and question.asks_for is not None
        if widget.is_typed:  # half a word is none
            return self._complete
        by_itself = counts or isinstance(question, Sort)
        return widget.response if by_itself or self._is_ready(widget) else None

    def _end(self) -> None:
        """Let the app show how the round went."""
        self._tell_news()
        self.post_message(RoundEnded(self.opened))

    def _tell_news(self) -> None:
        if news := self._session.news():
            self.notify(news, timeout=10, markup=False)

    async def _show(self) -> None:
        """Draw the question or the explanation that the round is at."""
        with self.app.batch_update():
            await self._renew(self._left, self._body())
            await self._renew(self._right, self._beside())
            self._start_at_top()

    def _body(self) -> list[Widget]:
        """The left column: the question, or once it is answered, the explanation."""
        slot = self.round.slot
        question, skill = slot.question, self._skill
        text = shown(question.passage)
        passage = [Static(Content(text), classes="passage")] if text else []
        stem = Static(Content(shown(question.stem)), classes="stem")
        shown_by = (self.round, self._bank.sources, self._articles)
        is_tight = self.app.size.height < HIGH
        exhibits = list(drawn(*shown_by, short=is_tight))
        frame = framed(*shown_by, short=is_tight)
        if self.round.shows_answer:
            from quiz.tui.widgets.explanation import (  # noqa: PLC0415 - only then
                first_page,
                has_room_for_more,
                more,
            )

            self._widget = self._stem = None
            about = explained(slot, skill.habit)
            asked = [stem] if self.round.over else []  # it was long ago
            urls = [self._bank.sources[each.source].url for each in question.cites]
            room = self._room(asked)
            first = first_page(slot, about, urls, frame, room)
            self._is_brief = about.brief and is_tight and not has_room_for_more(first, about, room)
            self.set_class(self._is_brief, "-brief")
            shown_first = (*first.widgets, *first.waits)
            self._page.framed = [*exhibits, *(w for w in shown_first if isinstance(w, Frame))]
            return [*asked, *first.widgets, more(slot, about, urls, exhibits, first.waits)]
        self.remove_class("-brief")
        if note := self.opened.note_above(slot):
            passage.insert(0, Static(Content(note), id="above", classes="muted"))
        given = (slot.answer.response, slot.answer.certainty) if slot.answer else ()
        # The stem comes first: on a low screen it says what to look for in the exhibits.
        answer = answering(slot, self._drafts.get(question.id), frame)
        self._stem = stem if exhibits else None
        self._page.framed = [*exhibits, *([answer] if frame else [])]
        return [*passage, stem, *exhibits, *self.ask(answer, *given)]

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

    def _key_word(self, binding: Binding) -> str:
        """The word of a key; once the round is over, the one that leads on says where to."""
        if binding.action == "onward" and self.round.over:
            if miss := self.opened.next_miss:
                return say("Next miss ({n} of {all})", n=miss[0], all=miss[1])
            if self._leads_back:
                return say("Back to the list")
        return say(binding.description)

    @property
    def _leads_back(self) -> bool:
        """Whether Enter leads back to the list of the questions of a round that is over."""
        return self.round.over and not self.opened.next_miss and self.opened.is_last

    def _waits(self, binding: Binding) -> bool:
        """Whether a key of an answer is one of those that few readers need."""
        if binding.action == "close" and self._leads_back:  # as Enter does
            return True
        return self.round.shows_answer and binding.action in SELDOM

    def start_clock(self) -> None:
        """Count the seconds of the answer from now on."""
        self._shown_at = self._clock()

    @property
    def _is_open_exam(self) -> bool:
        return self.round.exam and not self.round.over

    @property
    def _seconds(self) -> float:
        return max(0.0, self._clock() - self._shown_at)

    def _show_header(self) -> None:
        self._header.follow(self.round, self._skill)

    def on_resize(self, event: Resize) -> None:
        if (event.size.width >= WIDE) != self._is_wide:
            self._is_wide = not self._is_wide
            self.call_next(self._renew_beside)
        self.call_after_refresh(self.refresh_bindings)
        self.call_after_refresh(self._hold_stem)

    async def _renew_beside(self) -> None:
        await self._renew(self._right, self._beside())

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if not self.is_mounted:
            return True
        explained = self.round.shows_answer
        has_more = goes_on(self._scroller) or self.has_class("-brief")
        match action:
            case "onward" | "read_on":
                return explained
            case "step_back":
                return parameters == (self._step,)
            case "citations":
                return explained and self.opened.can_look
            case "address":
                return explained and bool(self._addresses())
            case "lesson":
                return explained and bool(self._skill.lesson)
            case "letter":
                # On the certainty, any letter leads back to the answer.
                return self._widget is not None and (
                    bool(self._widget.letters) or self._certainty.has_focus
                )
            case "sure" | "turn":
                return not explained
            case "skip":
                # In an exam the key for the next question does the same.
                return not explained and not self._is_open_exam and self.round.slot.answer is None
            case "next":
                return self._is_open_exam
            case "close":
                return self.round.over
            case "leave":
                return not self.round.over
            case "complete" | "say":
                return self.asks_for(action)
            case "flag":
                # On a line to type on, other keys need the room, and this one comes after Tab.
                typed = self._widget and self._widget.is_typed and self._widget.has_focus
                return self.opened.can_flag and not typed
            case "back":
                return self.round.at > 0
            case "at_first":
                return self.round.at == 0
            case "sources":
                return self.opened.can_look and not (explained or self._sources_open)
            case "hide_sources":
                return not explained and self._sources_open
            case "more":
                return explained and has_more
            case "page":
                # The key line, which asks without parameters, names one key for more.
                if self._widget and self.focused is self._certainty and not parameters:
                    return False  # which is at the end of the page
                return parameters == (-1,) or (has_more and bool(parameters or not explained))
            case _:
                return True

    def _state(self) -> tuple[object, ...]:
        return (self._sources_open, self.round, *super()._state())

    async def answered(self, response: Response, certainty: Certainty) -> None:
        """Answer, and show the explanation; in an exam, go on."""
        self.opened.answer(response, certainty, self._seconds)
        if self.round.shows_answer:
            self.redraw()
        else:
            self.action_onward()

    def action_onward(self) -> None:
        """Go to the next question, or end the round; ask first where something waits."""
        if last := self.opened.last_question():
            from quiz.tui.screens.menu import Menu  # noqa: PLC0415 - when it is first shown

            self.redraw()
            waiting = [(str(n), f"{n + 1}. {name}", which) for n, name, which in last.waiting]
            others = waiting or [("look", last.look, last.looks)]
            entries = [("end", last.end, last.ends), *others]
            if last.cursor is None:
                menu = Menu(f"{last.heading} {say('↓ to choose.')}", entries, cursor="")
            else:
                menu = Menu(last.heading, entries, cursor=str(last.cursor))
            self.app.push_screen(menu, self._end_or_go_back)
        elif self.opened.onward():
            self.redraw()
        else:
            self._end()

    def _end_or_go_back(self, chosen: str | None) -> None:
        """End the round, or go back to a question."""
        match chosen:
            case None:
                return
            case "end":
                self.opened.finish()
                self._end()
                return
            case "look":
                self.opened.look_through()
            case index:
                self.opened.revisit(int(index))
        self.redraw()

    @property
    def _step(self) -> str:
        """Where one step back leads: within the page, to the question before, or out of the round.

        Leaving loses nothing, and home offers first to carry on.
        """
        if self._sources_open:
            return "question"
        if self._right.has_focus:
            return "question" if self._widget else "answer"
        if self._widget and self._widget.has_begun:
            return "line"
        if self._widget is None and self._has_read_on:
            return "top"
        if self.round.over:
            return "list"
        return "before" if self.round.at else "leave"

    def action_step_back(self, step: str) -> None:
        """Go one step back, to where the help says."""
        match step:
            case "question" if self._sources_open:
                self.action_hide_sources()
            case "question" | "answer":
                self._page.focus()
            case "line" if self._widget:
                self._widget.step_back()
            case "top":
                self._back_to_top()
            case "before":
                self.action_back()
            case _:
                self.action_leave()

    def action_next(self) -> None:
        """Go to the next question of an exam; this one is left out while it has no answer."""
        self.action_skip()

    def action_back(self) -> None:
        self.keep_change()
        self.opened.back()
        self.redraw()

    def action_at_first(self) -> None:
        """Say why there is no way back."""
        self.notify(say("This is the first question."))

    def action_skip(self) -> None:
        self.keep_change()
        self.opened.skip()
        self.action_onward()

    def action_flag(self) -> None:
        self.opened.flag()
        self.redraw()

    def action_sources(self) -> None:
        """Show who is behind the sources."""
        self._sources_open = True
        self._read_to = self._page.scroll_offset.y
        self.opened.look()
        self.redraw()
        self.call_next(self._show_sources)

    def action_citations(self) -> None:
        """Go to the citations, which are below the answer or beside it."""
        before = self._in_sight
        self._go_to_sources()
        self.call_after_refresh(self._tell_if_there, before)

    def _tell_if_there(self, before: tuple[object, ...]) -> None:
        """Say so if nothing has moved, as the sources were in sight before."""
        if self._in_sight == before:
            self.notify(say("You're already at the sources."))

    @property
    def _in_sight(self) -> tuple[object, ...]:
        """What is shown of the page, and which column has the keys."""
        return self.has_class("-brief"), self._page.scroll_offset.y, self.focused

    def action_hide_sources(self) -> None:
        """Hide who is behind the sources, and scroll back to where the reader was."""
        self._sources_open = False
        self.call_next(self._show_sources)

    async def _show_sources(self) -> None:
        """Draw who is behind the sources, or clear the column."""
        await self._renew_beside()
        self.refresh_bindings()
        if self._sources_open:
            self._go_to_sources()
        elif self._is_wide:
            self._right.can_focus = False
            self._right.scroll_home(animate=False, immediate=True)
            (self._widget or self._page).focus()
        else:
            self._page.scroll_to(y=self._read_to, animate=False, immediate=True)

    def action_address(self) -> None:
        self.post_message(AddressesAsked(self._addresses()))

    def action_lesson(self) -> None:
        from quiz.tui.screens.lessons import (  # noqa: PLC0415 - when it is first shown
            LessonAfterAnswer,
        )

        self.app.push_screen(LessonAfterAnswer(self._skill))

    @property
    def _skill(self) -> Skill:
        """The skill of the question that is shown."""
        return self._bank.skills[self.round.slot.question.skill]

    def _addresses(self) -> list[str]:
        """The addresses of the sources, each once."""
        sources = (self._bank.sources[id] for id in self.round.slot.question.sources)
        return list(dict.fromkeys(source.url for source in sources if source.url))

    def action_leave(self) -> None:
        self.keep_change()
        self._keep_draft(self.round)
        self.opened.has_draft = bool(self._drafts)
        self.post_message(RoundLeft(self.opened, self._drafts))

    def action_close(self) -> None:
        """Go back from an answer of a round that is over."""
        self.action_leave()
