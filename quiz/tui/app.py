"""The app: which screen is shown when. Screens are imported when first shown, for a quick start."""

import gc
from collections.abc import Callable, Iterable
from typing import Any, ClassVar

from textual import on
from textual.actions import SkipAction
from textual.binding import Binding, BindingType
from textual.driver import Driver

from quiz.session import CannotBegin, OpenRound, Way
from quiz.tui.messages import (
    AddressesAsked,
    ClaimChosen,
    PractiseChosen,
    ResultsClosed,
    RoundChosen,
    RoundsAsked,
    WayChosen,
)
from quiz.tui.rounds import ShowingRounds
from quiz.tui.widgets import WIDE
from quiz.tui.widgets.keys import series
from quiz.words import say


class QuizApp(ShowingRounds):
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

    def on_mount(self) -> None:
        if self._first:
            self._show_unless_left(self._first)
        self.call_after_refresh(self._settle)

    def _settle(self) -> None:
        """Do what could wait until the first screen is drawn."""
        gc.freeze()
        gc.enable()

    def get_driver_class(self) -> type[Driver]:
        """Our own driver, where Textual would use its driver for Unix terminals."""
        default = super().get_driver_class()
        if default.__name__ != "LinuxDriver":  # Windows, or one that TEXTUAL_DRIVER names
            return default
        from quiz.tui.driver import TerminalDriver

        return TerminalDriver

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
        ways = self.session.more_ways()

        def chosen(id: str | None) -> None:
            for way in ways:
                if way.id == id:
                    self._take(way)

        entries = [(way.id, way.name, way.detail) for way in ways]
        self._ask(say("Which round?"), entries, chosen, cursor)

    def _choose_size(self) -> None:
        """Let the reader choose how many questions a round has."""
        session = self.session

        def chosen(size: str | None) -> None:
            if size:
                session.size = size
            self._choose_round(None if size else "size")

        entries = [(size, word.capitalize(), "") for size, word in session.sizes().items()]
        self._ask(say("How many questions?"), entries, chosen, session.size)

    def _choose_skill(self, cursor: str | None = None) -> None:
        """Let the reader choose a skill, read its lesson if it has one, and begin a round on it."""

        def chosen(id: str | None) -> None:
            if id is None:
                self._choose_round("skill")
            elif skill := self.session.lesson(id):
                from quiz.tui.screens.lessons import LessonBeforeRound

                self.push_screen(LessonBeforeRound(skill), lambda begins: read(id, begins))
            else:
                read(id, begins=True)

        def read(id: str, begins: bool | None) -> None:
            if begins:
                self._open(lambda: self.session.begin(skill=id))
            else:
                self._choose_skill(id)

        skills = self.session.bank.skills.items()
        entries = [(id, each.name, f"… {each.can}.") for id, each in skills]
        self._ask(say("Which skill? You learn to …"), entries, chosen, cursor)

    def _choose_article(self) -> None:
        """Let the reader choose an article, and begin a round on it."""

        def chosen(id: str | None) -> None:
            if id:
                self._open(lambda: self.session.begin(source=id))
            else:
                self._choose_round("article")

        known = self.session.bank.articles().items()
        articles = {id: each.before_answer() for id, each in known}
        entries = [
            (id, each.name, ", ".join(filter(None, (each.publisher, each.genre))))
            for id, each in articles.items()
        ]
        self._ask(say("Which article?"), entries, chosen)

    def _ask(
        self,
        title: str,
        entries: Iterable[tuple[str, str, str]],
        chosen: Callable[[str | None], None],
        cursor: str | None = None,
    ) -> None:
        """Let the reader choose from entries, as a `Menu` takes them; `chosen` gets the id."""
        from quiz.tui.screens.menu import Menu

        self.push_screen(Menu(title, entries, cursor=cursor), chosen)

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

    @on(PractiseChosen)
    def _practise(self, message: PractiseChosen) -> None:
        """Begin a round on the skill that was named, or else on a mix of skills."""
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
        """Leave the quiz."""
        self.exit()

    def exit(self, *result: Any, **options: Any) -> None:
        """Leave, on a key or a signal; first keep an answer that was just changed.

        Every other step is kept already.
        """
        from quiz.tui.screens.question import QuestionScreen

        try:
            for screen in self.screen_stack:
                if isinstance(screen, QuestionScreen):
                    screen.keep_change()
        finally:
            super().exit(*result, **options)
