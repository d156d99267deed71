"""How rounds are shown: opened and kept, ended by a bell or by the reader, and left."""

import time
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from textual import on
from textual.screen import Screen

from quiz.bank.kinds import Response
from quiz.session import CannotBegin, OpenRound, Session
from quiz.tui.looks import Looks
from quiz.tui.messages import ResultsLeft, RoundEnded, RoundLeft, SlotOpened


class ShowingRounds(Looks):
    """An app that shows the rounds of a session, and home before and after them."""

    def __init__(
        self,
        session: Session,
        *,
        first: OpenRound | None = None,
        articles: Path | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Take a round to show first, if any, and the folder of the reader's own articles.

        That round is shown before it is kept, so that the screen is there sooner.
        """
        super().__init__()
        self.session = session
        self._first = first
        self._articles = articles
        self._drafts: dict[str, Mapping[str, Response]] = {}
        """What was picked but not completed in rounds that were left or ended, by their uuids."""
        self._clock = clock
        self._timed: OpenRound | None = None
        """The round that a bell ends."""

    def get_default_screen(self) -> Screen[Any]:
        """The round that was asked for, or else home."""
        if self._first:
            return self._question(self._first)
        from quiz.tui.screens.home import Home

        return Home(self.session)

    @on(ResultsLeft)
    def go_home(self) -> None:
        """Show home, closing whatever lies on top of it; after a trial, leave instead."""
        if self.session.trial:
            self.exit()
            return
        from quiz.tui.screens.home import Home

        while len(self.screen_stack) > 1 and not isinstance(self.screen, Home):
            self.pop_screen()
        if not isinstance(self.screen, Home):  # the first screen was a round, and stays below
            self.push_screen(Home(self.session))

    def _replace(self, screen: Screen[Any]) -> None:
        """Show a screen in place of this one; the very first stays below it."""
        if len(self.screen_stack) > 1:
            self.switch_screen(screen)
        else:
            self.push_screen(screen)

    def _open(self, begin: Callable[[], OpenRound]) -> bool:
        """Begin a round and show it, or say why none can begin; returns whether one does."""
        try:
            opened = begin()
        except CannotBegin as reason:
            self.notify(str(reason))
            return False
        self._show_unless_left(opened)
        return True

    def _show_unless_left(self, opened: OpenRound) -> None:
        """Show a round; if it is a new one while another waits, ask first."""
        waiting = self.session.waiting(opened)
        if waiting is None:
            self._show(opened)
            return
        from quiz.tui.screens.before_round import LeftRound

        def chosen(begins: bool | None) -> None:
            if begins:
                self.session.begin_another()
                self._show(opened)
                self._start_clock(begins)
            elif begins is False and self._open(self.session.resume):
                return
            elif opened is self._first:  # its screen is there, but it was never kept
                self.go_home()

        self.push_screen(LeftRound(waiting), chosen)

    def _show(self, opened: OpenRound) -> None:
        """Show a round, with its lesson and its note over it, and keep it."""
        if opened.notice:
            self.notify(opened.notice, timeout=8, markup=False)
        # Asked at once, while home is below. A first screen has none below it.
        shows_note = bool(opened.note) and (opened is self._first or not self._home_shows_note)
        if opened is self._first:  # its screen is there; it is drawn before the round is kept
            self.call_after_refresh(self._keep, opened)
        else:
            if not self._keep(opened):
                return
            self.push_screen(self._question(opened))
        self._show_lesson(opened)
        if shows_note:
            self._show_note(opened)

    @property
    def _home_shows_note(self) -> bool:
        """Whether home, where a round is begun, shows the whole note on the content."""
        from quiz.tui.screens.home import Home

        return any(isinstance(each, Home) and each.shows_note for each in self.screen_stack)

    def _keep(self, opened: OpenRound) -> bool:
        """Keep a round; if an exam asks all of it by now, say so and go home."""
        drawn = opened.round
        try:
            opened.keep()
        except CannotBegin as reason:
            self.notify(str(reason))
            self.go_home()
            return False
        self._tell_news()
        if opened.until:
            self._timed = opened
            self._await_bell(opened)
        if opened is self._first and opened.round is not drawn:
            from quiz.tui.screens.question import QuestionScreen

            for screen in self.screen_stack:
                if isinstance(screen, QuestionScreen):
                    screen.redraw()
        return True

    def _await_bell(self, opened: OpenRound) -> None:
        """End the round once its time is up, wherever the reader is."""
        left = opened.seconds_left
        if opened is not self._timed or (left is None and not opened.rang):
            return
        if left is not None and left > 0:
            from quiz.session.bell import LOOK_AGAIN

            self.set_timer(min(left, LOOK_AGAIN), partial(self._await_bell, opened))
            return
        self._timed = None
        self._ring(opened)

    def _ring(self, opened: OpenRound) -> None:
        """End the round, as the bell has rung, and show how it went if it was on the screen."""
        from quiz.tui.screens.home import Home
        from quiz.tui.screens.question import QuestionScreen

        shown = [
            screen
            for screen in self.screen_stack
            if isinstance(screen, QuestionScreen) and screen.opened is opened
        ]
        opened.ring(shown[-1].picked() if shown else None)
        for screen in reversed(self.screen_stack):
            if isinstance(screen, QuestionScreen) and screen in shown:
                ended = RoundEnded(opened, screen.drafts)
                while self.screen is not screen:
                    self.pop_screen()
                self._show_end(ended)
                break
            if isinstance(screen, Home):  # below it is only the first screen
                screen.renew()
                break
        self._tell_news()

    def _question(self, opened: OpenRound) -> Screen[None]:
        from quiz.tui.screens.question import QuestionScreen

        return QuestionScreen(
            self.session,
            opened,
            clock=self._clock,
            articles=self._articles,
            drafts=self._drafts.pop(opened.uuid, {}),
        )

    @on(RoundEnded)
    def _show_end(self, message: RoundEnded) -> None:
        from quiz.tui.screens.end import End

        self._drafts[message.opened.uuid] = message.drafts
        if self.session.trial:
            self.exit()
        elif not self._returns_to_results(message.opened):
            self._replace(End(self.session, message.opened))

    @on(RoundLeft)
    def _leave_round(self, message: RoundLeft) -> None:
        """Go home, or from a round that is over to the page on how it went."""
        if message.opened.round.over:
            self._show_end(RoundEnded(message.opened, message.drafts))
        else:
            self._drafts[message.opened.uuid] = message.drafts
            self.go_home()

    def _returns_to_results(self, opened: OpenRound) -> bool:
        """Return to the page of results that the question was opened from, if it was."""
        from quiz.tui.screens.end import End
        from quiz.tui.screens.results import Results

        below = self.screen_stack[-2] if len(self.screen_stack) > 1 else None
        if not isinstance(below, Results):
            return False
        self.pop_screen()
        if opened.number is not None and opened.round.slots != below.slots:
            self._replace(End(self.session, opened))  # what was left out has been answered
        return True

    def _show_lesson(self, opened: OpenRound) -> None:
        """Show the lesson over the first question of a skill, whose seconds count afterwards."""
        if opened.lesson is None:
            return
        from quiz.tui.screens.lessons import LessonBeforeQuestion

        self.push_screen(LessonBeforeQuestion(opened.lesson), self._start_clock)

    def _show_note(self, opened: OpenRound) -> None:
        """Show the note on the content over the reader's first round; seconds count afterwards."""
        from quiz.tui.screens.before_round import Note

        self.push_screen(Note(opened.note), self._start_clock)

    def _start_clock(self, _: bool | None) -> None:
        """Count the seconds of a question from now on, if nothing lies over it any more."""
        from quiz.tui.screens.question import QuestionScreen

        if isinstance(self.screen, QuestionScreen):
            self.screen.start_clock()

    @on(SlotOpened)
    def _open_slot(self, message: SlotOpened) -> None:
        if message.opened.review(message.index):
            self.push_screen(self._question(message.opened))
        else:
            self._tell_news()

    def _tell_news(self) -> None:
        if news := self.session.news():
            self.notify(news, timeout=10, markup=False)
