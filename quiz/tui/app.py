"""The app: which screen is shown when. Screens are imported when first shown, for a quick start."""

import gc
import time
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any, ClassVar

from textual import on
from textual.actions import SkipAction
from textual.binding import Binding, BindingType
from textual.driver import Driver
from textual.screen import Screen

from quiz.bank.kinds import Response
from quiz.session import CannotBegin, OpenRound, Session, Way
from quiz.tui.looks import Looks
from quiz.tui.messages import (
    AddressesAsked,
    ClaimChosen,
    PractiseChosen,
    ResultsClosed,
    ResultsLeft,
    RoundChosen,
    RoundEnded,
    RoundLeft,
    RoundsAsked,
    SlotOpened,
    WayChosen,
)
from quiz.tui.widgets import WIDE
from quiz.tui.widgets.keys import series
from quiz.words import say

STEP = 5.0
"""Seconds after which a round that a bell ends looks at the time again."""
SHORT = 20
"""Lines below which home has no room for the note on the content."""


class QuizApp(Looks):
    """A session shown on screens."""

    CSS_PATH = "quiz.tcss"
    TITLE = "quiz"
    ENABLE_COMMAND_PALETTE = False
    HORIZONTAL_BREAKPOINTS = [(WIDE, "-wide")]  # noqa: RUF012 - typed by Textual
    BINDINGS: ClassVar[list[BindingType]] = [
        *series("t T", "next theme; all themes", {"t": "next_theme", "T": "themes"}),
        Binding("ctrl+q", "leave", show=False, priority=True, system=True),
        Binding("ctrl+c", "copy_or_leave", show=False, priority=True, system=True),
        Binding("ctrl+z", "suspend_process", show=False, system=True),
    ]

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
        """What was picked but not completed in rounds that were left, by their uuids."""
        self._clock = clock
        self._timed: OpenRound | None = None
        """The round that a bell ends."""

    def tell_crash(self) -> int:
        """Say in one line that the quiz broke, if it did; returns the exit code, or else 0."""
        if self._exception is None:
            return 0
        from textual.worker import WorkerFailed

        from quiz.crash import report

        failed = self._exception  # that of a worker has no traceback itself
        error = failed.error if isinstance(failed, WorkerFailed) else failed
        return report(error, kept=self.session.is_kept)

    def _fatal_error(self) -> None:
        """Close after a crash; Textual would print all local values, a reader's answers too."""
        self._close_messages_no_wait()

    def get_default_screen(self) -> Screen[Any]:
        """The round that was asked for, or else home."""
        if self._first:
            return self._question(self._first)
        from quiz.tui.screens.home import Home

        return Home(self.session)

    def on_mount(self) -> None:
        if self._first:
            self._show_unless_left(self._first)
        self.call_after_refresh(self._settle)

    def _settle(self) -> None:
        """Do what could wait until the first screen is drawn."""
        gc.freeze()
        gc.enable()

    def _show_lesson(self, opened: OpenRound) -> None:
        """Show the lesson over the first question of a skill, whose seconds count afterwards."""
        if opened.lesson is None:
            return
        from quiz.tui.screens.lessons import LessonBeforeQuestion
        from quiz.tui.screens.question import QuestionScreen

        def begin(_: bool | None) -> None:
            if isinstance(self.screen, QuestionScreen):
                self.screen.start_clock()

        self.push_screen(LessonBeforeQuestion(opened.lesson), begin)

    def _show_note(self, opened: OpenRound) -> None:
        """Show the note on the content over the reader's first round."""
        if opened.note:
            from quiz.tui.screens.before_round import Note

            self.push_screen(Note(opened.note))

    def get_driver_class(self) -> type[Driver]:
        """Our own driver, where Textual would use its driver for Unix terminals."""
        default = super().get_driver_class()
        if default.__name__ != "LinuxDriver":  # Windows, or one that TEXTUAL_DRIVER names
            return default
        from quiz.tui.driver import TerminalDriver

        return TerminalDriver

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

    @on(WayChosen)
    def _take_way(self, message: WayChosen) -> None:
        self._take(message.way)

    def _take(self, way: Way) -> None:
        match way.id:
            case "try":
                self._try_marks(next(way for way in self.session.ways() if way.id == "round"))
            case "due" | "resume" | "round" | "missed" | "marked" | "exam" as round:
                self._open(lambda: self.session.open(round))
            case "choose":
                self._choose_round()
            case "size":
                self._choose_size()
            case "skill":
                self._choose_skill()
            case "article":
                self._choose_article()
            case "last":
                self._look_back(self.session.last_round)
            case "progress":
                from quiz.tui.screens.progress import Progress

                self.push_screen(Progress(self.session))
            case "sources":
                from quiz.tui.screens.sources import Sources

                self.push_screen(Sources(self.session.bank))
            case "claims":
                from quiz.tui.screens.claims import ClaimsFile

                self.push_screen(ClaimsFile(self.session.bank))

    def _choose_round(self, cursor: str | None = None) -> None:
        """Let the reader choose what a new round is on, and how many questions it has."""
        from quiz.tui.screens.menu import Menu

        ways = self.session.more_ways()

        def chosen(id: str | None) -> None:
            for way in ways:
                if way.id == id:
                    self._take(way)

        entries = [(way.id, way.name, way.detail) for way in ways]
        self.push_screen(Menu(say("Which round?"), entries, cursor=cursor), chosen)

    def _choose_size(self) -> None:
        """Let the reader choose how many questions a round has."""
        from quiz.tui.screens.menu import Menu

        session = self.session

        def chosen(size: str | None) -> None:
            if size:
                session.size = size
            self._choose_round(None if size else "size")

        entries = [(size, word.capitalize(), "") for size, word in session.sizes().items()]
        self.push_screen(Menu(say("How many questions?"), entries, cursor=session.size), chosen)

    def _choose_skill(self, cursor: str | None = None) -> None:
        """Let the reader choose a skill, read its lesson if it has one, and begin a round on it."""
        from quiz.tui.screens.menu import Menu

        def chosen(id: str | None) -> None:
            if id is None:
                self._choose_round("skill")
            elif skill := self.session.lesson(id):
                from quiz.tui.screens.lessons import LessonBeforeRound

                self.push_screen(LessonBeforeRound(skill), lambda yes: read(id, yes=bool(yes)))
            else:
                read(id, yes=True)

        def read(id: str, *, yes: bool) -> None:
            if yes:
                self._open(lambda: self.session.begin(skill=id))
            else:
                self._choose_skill(id)

        skills = self.session.bank.skills.items()
        entries = [(id, each.name, f"… {each.can}.") for id, each in skills]
        self.push_screen(Menu(say("Which skill? You learn to …"), entries, cursor=cursor), chosen)

    def _choose_article(self) -> None:
        """Let the reader choose an article, and begin a round on it."""
        from quiz.tui.screens.menu import Menu

        def chosen(id: str | None) -> None:
            if id:
                self._open(lambda: self.session.begin(source=id))
            else:
                self._choose_round("article")

        entries = [
            (id, each.name, ", ".join(filter(None, (each.publisher, each.genre))))
            for id, each in self.session.bank.articles().items()
        ]
        self.push_screen(Menu(say("Which article?"), entries), chosen)

    def _open(self, begin: Callable[[], OpenRound]) -> None:
        """Begin a round and show it, or say why none can begin."""
        try:
            opened = begin()
        except CannotBegin as reason:
            self.notify(str(reason))
            return
        self._show_unless_left(opened)

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
            elif begins is False:
                self._open(self.session.resume)
            elif opened is self._first:
                self.go_home()

        self.push_screen(LeftRound(waiting), chosen)

    def _show(self, opened: OpenRound) -> None:
        """Show a round, with its lesson and its note over it, and keep it."""
        if opened.notice:
            self.notify(opened.notice, timeout=8, markup=False)
        if opened is self._first:  # its screen is there; it is drawn before the round is kept
            self.call_after_refresh(self._keep, opened)
        else:
            if not self._keep(opened):
                return
            self.push_screen(self._question(opened))
        self._show_lesson(opened)
        # Home has shown the note, unless it was too short.
        if opened is self._first or self.size.height < SHORT:
            self._show_note(opened)

    def _keep(self, opened: OpenRound) -> bool:
        """Keep a round; if an exam asks all of it by now, say so and go home."""
        drawn = opened.round
        try:
            opened.keep()
        except CannotBegin as reason:
            self.notify(str(reason))
            self.go_home()
            return False
        if news := self.session.news():
            self.notify(news, timeout=10, markup=False)
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
            # In steps, as a clock that measures may stand still while a laptop sleeps.
            self.set_timer(min(left, STEP), partial(self._await_bell, opened))
            return
        from quiz.tui.screens.home import Home
        from quiz.tui.screens.question import QuestionScreen

        shown = [
            screen
            for screen in self.screen_stack
            if isinstance(screen, QuestionScreen) and screen.opened is opened
        ]
        opened.ring(shown[-1].picked if shown else None)
        self._timed = None
        for screen in reversed(self.screen_stack):
            if screen in shown:
                while self.screen is not screen:
                    self.pop_screen()
                self._show_end(RoundEnded(opened))
                break
            if isinstance(screen, Home):  # below it is only the first screen
                screen.renew()
                break
        if news := self.session.news():
            self.notify(news, timeout=10, markup=False)

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

        if self.session.trial:
            self.exit()
        elif not self._returns_to_results(message.opened):
            self._replace(End(self.session, message.opened))

    @on(RoundLeft)
    def _leave_round(self, message: RoundLeft) -> None:
        """Return to the page of results that the question was opened from, or else home."""
        self._drafts[message.opened.uuid] = message.drafts
        if not self._returns_to_results(message.opened):
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

    @on(RoundsAsked)
    def _list_rounds(self) -> None:
        from quiz.tui.screens.rounds import Rounds

        self.push_screen(Rounds(self.session))

    @on(RoundChosen)
    def _open_round(self, message: RoundChosen) -> None:
        self._look_back(lambda: self.session.reopen(message.number))

    def _look_back(self, reopen: Callable[[], OpenRound]) -> None:
        """Show how a round went that is over, or say why it can't be shown."""
        from quiz.tui.screens.end import End

        try:
            self.push_screen(End(self.session, reopen()))
        except CannotBegin as reason:
            self.notify(str(reason))

    @on(ResultsClosed)
    def _close_results(self) -> None:
        """Go back from how a round went to the list of rounds, if it was opened there, or home."""
        from quiz.tui.screens.rounds import Rounds

        if len(self.screen_stack) > 1 and isinstance(self.screen_stack[-2], Rounds):
            self.pop_screen()
        else:
            self.go_home()

    @on(SlotOpened)
    def _open_slot(self, message: SlotOpened) -> None:
        if message.opened.review(message.index):
            self.push_screen(self._question(message.opened))
        else:
            self.notify(self.session.news())

    @on(PractiseChosen)
    def _practise(self, message: PractiseChosen) -> None:
        """Begin a round on what needs practice most, or on anything if no skill does."""
        self.go_home()
        self._open(lambda: self.session.begin(skill=message.skill or None))

    @on(ClaimChosen)
    def _ask_about(self, message: ClaimChosen) -> None:
        """Begin a round of the questions on a claim; it leads home."""
        self._open(lambda: self.session.begin(claim=message.claim))

    @on(AddressesAsked)
    def _show_addresses(self, message: AddressesAsked) -> None:
        """Show the addresses, to be opened once the reader has seen them."""
        from quiz.tui.screens.addresses import Addresses

        self.push_screen(Addresses(message.urls))

    def action_help(self) -> None:
        from quiz.tui.screens.help import Help

        self.push_screen(Help(self.screen))

    def action_try_marks(self) -> None:
        """Show the first minute, which leads back to where the reader was."""
        self._try_marks()

    def _try_marks(self, start: Way | None = None) -> None:
        """Show the first minute, and what to start after it."""
        from quiz.tui.screens.first_minute import FirstMinute

        self.session.try_marks()
        self.push_screen(FirstMinute(start))

    def action_copy_or_leave(self) -> None:
        """Leave, from any screen, unless text is selected, which Ctrl+C copies."""
        in_input = getattr(self.focused, "selected_text", "")
        if in_input or self.screen.get_selected_text():
            raise SkipAction
        self.action_leave()

    def action_leave(self) -> None:
        """Leave the quiz; every step is kept already, but for an answer that was just changed."""
        from quiz.tui.screens.question import QuestionScreen

        for screen in self.screen_stack:
            if isinstance(screen, QuestionScreen):
                screen.keep_change()
        self.exit()
