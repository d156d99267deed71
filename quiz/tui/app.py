"""The app: which screen is shown, and what is kept.

A screen is imported when it is first shown, so that the first one is there sooner.
"""

import gc
import os
import sys
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.actions import SkipAction
from textual.binding import Binding, BindingType
from textual.driver import Driver
from textual.events import Event, Resize
from textual.filter import LineFilter, NoColor
from textual.geometry import Size
from textual.screen import Screen
from textual.theme import Theme

from quiz.bank.kinds import Question
from quiz.bank.model import Bank
from quiz.play.pick import ROUND, matching, pick
from quiz.play.round import Round, begin, go
from quiz.record.answers import ResumedRound
from quiz.record.history import IN_EXAM, History
from quiz.text import clean
from quiz.tui.keyboard import InTurn
from quiz.tui.messages import (
    PractiseChosen,
    ResultsLeft,
    RoundEnded,
    RoundLeft,
    SlotOpened,
    WayChosen,
)
from quiz.tui.only_text import OnlyText
from quiz.tui.theme import THEMES, chosen_theme, keep_theme
from quiz.tui.widgets.keys import series

if TYPE_CHECKING:
    from quiz.tui.screens.home import Home, Offers
    from quiz.tui.screens.question import QuestionScreen
    from quiz.tui.screens.results import Results


_ONLY_TEXT, _NO_COLOUR = OnlyText(), NoColor()

NARROWEST = 12
"""Columns that are drawn at least: in fewer, Textual's scrollbars come and go without an end."""
LARGEST = 500
"""Columns and lines that are drawn at most, whatever COLUMNS and LINES say."""
SHORT = 20
"""Lines, under which home has no room for the note on the content."""


class QuizApp(InTurn):
    """One reader, one bank, one history."""

    CSS_PATH = "quiz.tcss"
    TITLE = "quiz"
    ENABLE_COMMAND_PALETTE = False
    HORIZONTAL_BREAKPOINTS = [(110, "-wide")]  # noqa: RUF012 - typed by Textual
    BINDINGS: ClassVar[list[BindingType]] = [
        *series("t T", "the next theme; all themes", {"t": "next_theme", "T": "themes"}),
        Binding("ctrl+q", "leave", show=False, priority=True, system=True),
        Binding("ctrl+c", "copy_or_leave", show=False, priority=True, system=True),
        Binding("ctrl+z", "suspend_process", show=False, system=True),
    ]

    def __init__(
        self,
        bank: Bank,
        history: History,
        *,
        bank_id: str = "own",
        articles: Path | None = None,
        round: Round | None = None,
        clock: Callable[[], float] = time.monotonic,
        random: Random | None = None,
    ) -> None:
        """Take a round to begin with, if there is one; `bank_id` names the bank in the history."""
        if os.environ.get("NO_COLOR") == "":
            del os.environ["NO_COLOR"]  # empty, it asks for nothing (https://no-color.org)
        super().__init__()
        # Of 16 colours none is near enough to ours to be read on another.
        self.no_color |= self.console.color_system not in ("256", "truecolor")
        self.bank = bank
        self.history = history
        self._bank_id = bank_id
        self._articles = articles
        self._clock = clock
        self._random = random or Random()
        self._first_round = round
        self._waiting = round is not None
        """The first round is shown, and not yet in the history."""
        self._number: int | None = None
        """The number in the history of the round that is shown, if it is one."""
        self._taken: ResumedRound | None = None
        """The round that waits to be taken up."""
        for theme in THEMES:
            self.register_theme(theme)
        # To set the theme as usual would have all styles parsed twice before the first screen.
        self.set_reactive(QuizApp.theme, chosen_theme(self.available_themes) or THEMES[1].name)
        self.stylesheet.set_variables(self.get_css_variables())

    @classmethod
    def open(
        cls,
        bank: Bank,
        *,
        bank_id: str,
        former: Sequence[str],
        articles: Path | None,
        round: Round | None,
    ) -> int:
        """Run the app on the reader's own history; gives the exit code."""
        history = History.open()
        history.adopt(former, bank, bank_id)
        app = cls(bank, history, bank_id=bank_id, articles=articles, round=round)
        try:
            app.run()
            app._keep_first()
        finally:
            history.close()
        if news := history.news():
            sys.stderr.write(clean(f"quiz: {news}") + "\n")
        return app.told_of_crash() or app.return_code or 0

    def told_of_crash(self) -> int:
        """Tell in a line that the quiz broke, if it did; gives the exit code then, else 0."""
        if self._exception is None:
            return 0
        from quiz.tui import crash

        path = crash.write(self._exception)
        kept = ", and your answers are kept" if not self.history.in_memory else ""
        sys.stderr.write(
            f"quiz: something broke{kept}. Where it broke is in {path}, "
            "without anything you answered; please send it to the maintainers.\n"
        )
        return crash.EXIT

    def _fatal_error(self) -> None:
        """Close after a crash; Textual would print all local values, a reader's answers too."""
        self._close_messages_no_wait()

    @property
    def size(self) -> Size:
        """The size of the terminal, or what is drawn for it where that is no size to draw in."""
        return _drawable(super().size)

    async def on_event(self, event: Event) -> None:
        """Take no size that nothing can be drawn in."""
        if isinstance(event, Resize):
            event = Resize(_drawable(event.size), _drawable(event.virtual_size))
        await super().on_event(event)

    def get_default_screen(self) -> Screen[Any]:
        """The round that was asked for, or else home."""
        return self._home() if self._first_round is None else self._play(self._first_round, None)

    def on_mount(self) -> None:
        if self._first_round is not None:
            self._tell_note()
        self.call_after_refresh(self._settle)

    def _settle(self) -> None:
        """Do what could wait until the first screen is there."""
        gc.enable()
        gc.freeze()
        self._keep_first()

    def _keep_first(self) -> None:
        """Keep the round that was begun with, if that was not done yet."""
        if self._first_round is not None and self._waiting:
            self._keep(self._first_round)

    def _tell_note(self) -> None:
        """Show the note on the content over the first round of all."""
        note = self.bank.about.content_note
        kept = 0 if self._waiting else 1
        if note and len(self.history.rounds(self._bank_id, newest=2)) == kept:
            from quiz.tui.screens.help import Note

            self.push_screen(Note(note))

    def _tell_notice(self) -> None:
        """Tell what there is to know of the history, once."""
        if news := self.history.news():
            self.notify(clean(news), timeout=10, markup=False)

    def get_driver_class(self) -> type[Driver]:
        """What reads the keys and draws: ours, where a terminal is what Textual takes for one."""
        textuals = super().get_driver_class()
        if textuals.__name__ != "LinuxDriver":  # Windows, or one that TEXTUAL_DRIVER names
            return textuals
        from quiz.tui.driver import TerminalDriver

        return TerminalDriver

    # Home, and the ways from there

    def _home(self) -> "Home":
        from quiz.tui.screens.home import Home

        return Home(self.bank.about, self._offers, self._count_due)

    def go_home(self) -> None:
        """Show home, whatever lies on top of it."""
        from quiz.tui.screens.home import Home

        while len(self.screen_stack) > 1 and not isinstance(self.screen, Home):
            self.pop_screen()
        if not isinstance(self.screen, Home):  # the first screen was a round, and stays below
            self.push_screen(self._home())

    def _replace(self, screen: Screen[Any]) -> None:
        """Show a screen in place of this one; the first of all stays below."""
        if len(self.screen_stack) > 1:
            self.switch_screen(screen)
        else:
            self.push_screen(screen)

    def _offers(self) -> "Offers":
        from quiz.tui.screens.home import DUE, Offers, Way

        ways = []
        self._taken = self.history.unfinished(self.bank, self._bank_id)
        if self._taken is not None:
            left = self._taken.round
            where = f"question {left.at + 1} of {len(left.slots)}"
            ways.append(Way("resume", "Take up where you left off", where))
        ways += [
            Way("round", "A round of ten", "some of every skill"),
            Way("skill", "By skill", f"one of {len(self.bank.skills)}"),
            Way("article", "By article", f"one of {len(self.bank.articles())}"),
            Way(DUE, "What is due", ""),
            Way("progress", "My progress", "where I stand, and what comes back when"),
            Way("sources", "Sources", "who is behind them"),
        ]
        if self.bank.claims:
            ways.append(Way("claims", "The claims file", "who claimed what, who disputes it"))
        self.history.news()  # home shows the notice for as long as there is one
        first_time = not self.history.rounds(self._bank_id, newest=1)
        return Offers(tuple(ways), self.history.notice, first_time)

    def _due(self) -> list[Question]:
        from quiz.record.review import due

        return due(self.bank, self.history.schedule(self._bank_id), datetime.now(UTC))

    def _count_due(self) -> str:
        """How many questions are due, for home, which asks when it is drawn."""
        count = len(self.history.offered(self._due(), self._bank_id))
        return f"{count} to meet again" if count else "nothing to meet again today"

    @on(WayChosen)
    def _take_way(self, message: WayChosen) -> None:
        """Do what the reader chose."""
        match message.way:
            case "resume" if self._taken is not None:
                if self._taken.notice:
                    self.notify(self._taken.notice, timeout=8, markup=False)
                self.push_screen(self._play(self._taken.round, self._taken.number))
            case "round":
                self.begin()
            case "skill" | "article":
                self._choose(message.way)
            case "due":
                found = self._due()
                none = "Nothing is due today; a round of ten is there."
                offered = self.history.offered(found, self._bank_id)
                self._begin(offered[:ROUND], IN_EXAM if found else none)
            case "progress":
                self.push_screen(self._progress())
            case "sources" | "claims":
                from quiz.tui.screens import shelf

                show = shelf.sources if message.way == "sources" else shelf.claims
                self.push_screen(show(self.bank))

    def _choose(self, what: str) -> None:
        """Ask for a skill or an article, and begin a round on it."""
        from quiz.tui.screens.menu import Menu

        def chosen(id: str | None) -> None:
            if id:
                self.begin(**{"skill" if what == "skill" else "source": id})

        if what == "skill":
            entries = [
                (id, skill.name, f"Learn to {skill.can}.") for id, skill in self.bank.skills.items()
            ]
        else:
            entries = [
                (id, source.name, ", ".join(filter(None, (source.publisher, source.genre))))
                for id, source in self.bank.articles().items()
            ]
        self.push_screen(Menu(f"Which {what}?", entries), chosen)

    # Rounds

    def begin(self, *, skill: str | None = None, source: str | None = None) -> None:
        """Begin a round; questions that the reader has not met come first."""
        fitting = matching(self.bank.questions, skill=skill, source=source)
        offered = self.history.offered(fitting, self._bank_id)
        chosen = pick(offered, ROUND, self._random, self.history.schedule(self._bank_id))
        self._begin(chosen, IN_EXAM if fitting else "There is no question on this yet.")

    def _begin(self, chosen: Sequence[Question], none: str) -> None:
        """Begin a round of these questions, or say that there are none."""
        if chosen:
            round = begin(chosen, self._random)
            self.push_screen(self._play(round, self.history.begin(round, self._bank_id)))
            if self.size.height < SHORT:  # too short for home to have shown the note
                self._tell_note()
        else:
            self.notify(none)

    def _play(self, round: Round, number: int | None) -> "QuestionScreen":
        """The screen of a round, kept in the history under its number if it has one."""
        from quiz.tui.screens.question import QuestionScreen

        self._number = number
        return QuestionScreen(
            self.bank,
            round,
            keep=self._keep,
            clock=self._clock,
            articles=self._articles,
            missed=self._missed_before(round, number),
        )

    def _missed_before(self, round: Round, number: int | None) -> dict[str, str]:
        """What to say of the questions of a round that were missed before it."""
        from quiz.record.review import EarlierAnswers, last_answers

        before = (kept for kept in self.history.answers(self._bank_id) if kept.round != number)
        questions = [slot.question for slot in round.slots]
        last = last_answers(before)
        memories = self.history.schedule(self._bank_id) if last else {}
        now = datetime.now(UTC)
        return EarlierAnswers(self.bank, last, memories, now).missed(questions)

    def _keep(self, round: Round) -> None:
        """Keep the round that is shown as it now stands."""
        if self._waiting:
            self._waiting = False
            self._number = self.history.begin(round, self._bank_id)
        elif self._number is not None:
            self._number = self.history.keep(self._number, round)
        self._tell_notice()

    def _progress(self) -> "Results":
        from quiz.record.profile import so_far
        from quiz.tui.screens.results import progress

        self._number = None
        found = so_far(self.bank, self.history, self._bank_id, datetime.now().astimezone())
        return progress(self.bank, found, self.history.answers(self._bank_id))

    @on(RoundEnded)
    def _show_end(self, message: RoundEnded) -> None:
        """Show how the round went."""
        if not self._is_back_at_figures(message.round):
            self._replace(self._end(message.round))

    def _end(self, round: Round) -> "Results":
        from quiz.record.profile import of_one
        from quiz.tui.screens.results import end

        here = (self.bank, self.history, self._bank_id, self._number)
        found = of_one(*here, round, now=datetime.now(UTC))
        return end(self.bank, round, found)

    @on(RoundLeft)
    def _leave_round(self, message: RoundLeft) -> None:
        """Go back to the page that opened the question again, or home; the round waits."""
        if not self._is_back_at_figures(message.round):
            self.go_home()

    def _is_back_at_figures(self, round: Round) -> bool:
        """Go back to the page of figures that the question was opened from, if it was."""
        from quiz.tui.screens.results import Results

        below = self.screen_stack[-2] if len(self.screen_stack) > 1 else None
        if not isinstance(below, Results):
            return False
        self.pop_screen()
        if self._number is not None and round.slots != below.slots:  # what was left out is answered
            self._replace(self._end(round))
        return True

    @on(SlotOpened)
    def _open_slot(self, message: SlotOpened) -> None:
        """Open questions again: those of the round that is kept, or of several."""
        round = go(Round(message.slots, over=True), message.index)
        self.push_screen(self._play(round, self._number))

    @on(PractiseChosen)
    def _practise(self, message: PractiseChosen) -> None:
        """Play on, on what needs it most."""
        self.go_home()
        self.begin(skill=message.skill)

    @on(ResultsLeft)
    def _leave_results(self) -> None:
        """Go home."""
        self.go_home()

    # Everywhere

    def action_help(self) -> None:
        """Show the page of help."""
        from quiz.tui.screens.help import Help

        self.push_screen(Help(self.screen))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer no themes where there are no colours."""
        return not (action in ("next_theme", "themes") and self.no_color)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Only text to the terminal, and no colours where there are to be none, not even greys."""
        return [_ONLY_TEXT, *([_NO_COLOUR] if self.no_color else super().get_line_filters())]

    def action_themes(self) -> None:
        """Let the reader choose a theme: ours, or one of Textual's."""
        from quiz.tui.screens.menu import Menu

        def chosen(name: str | None) -> None:
            if name:
                self._take_theme(name)

        ours = [theme.name for theme in THEMES]
        # Those of the terminal's own 16 colours give ours nothing to be read on.
        whole = {name for name, theme in self.available_themes.items() if not _is_ansi(theme)}
        entries = [
            (name, f"{name}, shown now" if name == self.theme else name, "")
            for name in (*ours, *sorted(whole - set(ours)))
        ]
        self.push_screen(Menu("Which theme?", entries), chosen)

    def action_next_theme(self) -> None:
        """Change between our two themes, by day and by night."""
        names = [theme.name for theme in THEMES]
        place = names.index(self.theme) if self.theme in names else -1
        self._take_theme(names[(place + 1) % len(names)])

    def _take_theme(self, name: str) -> None:
        """Show a theme, now and at the next start."""
        self.theme = name
        keep_theme(name)

    def action_copy_or_leave(self) -> None:
        """Leave, from any screen, unless something is selected: Ctrl+C copies that."""
        typed = getattr(self.focused, "selected_text", "")  # on a line to type on
        if typed or self.screen.get_selected_text():
            raise SkipAction
        self.action_leave()

    def action_leave(self) -> None:
        """Leave the quiz; nothing is lost."""
        self.exit()


def _drawable(size: Size) -> Size:
    """A size that something can be drawn in."""
    if NARROWEST <= size.width <= LARGEST and 1 <= size.height <= LARGEST:
        return size  # which is asked for thousands of times
    return Size(min(max(size.width, NARROWEST), LARGEST), min(max(size.height, 1), LARGEST))


def _is_ansi(theme: Theme) -> bool:
    return (theme.background or "").startswith("ansi")
