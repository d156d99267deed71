"""The app: which screen is shown, and what is kept."""

import asyncio
import signal
import time
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import ClassVar

from textual.app import App
from textual.binding import Binding, BindingType
from textual.content import Content

from quiz.bank.model import Bank
from quiz.play.pick import matching, pick
from quiz.play.round import Round, begin, go
from quiz.record.history import History, Taken
from quiz.tui.screens.end import End
from quiz.tui.screens.help import Help
from quiz.tui.screens.home import Home
from quiz.tui.screens.menu import Menu
from quiz.tui.screens.question import QuestionScreen
from quiz.tui.screens.shelf import claims, sources
from quiz.tui.theme import THEMES

ROUND = 10
"""How many questions a round has when nobody says otherwise."""


class QuizApp(App[None]):
    """One reader, one bank, one history."""

    CSS_PATH = "quiz.tcss"
    TITLE = "quiz"
    HORIZONTAL_BREAKPOINTS = [  # noqa: RUF012 - typed by Textual
        (0, "-narrow"),
        (110, "-wide"),
    ]
    VERTICAL_BREAKPOINTS = [(0, "-short"), (16, "-tall")]  # noqa: RUF012
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q", "leave", show=False, priority=True),
        Binding("ctrl+c", "leave", show=False),
        Binding("ctrl+z", "suspend_process", show=False),
    ]

    def __init__(
        self,
        bank: Bank,
        history: History,
        *,
        key: str = "own",
        articles: Path | None = None,
        round: Round | None = None,
        clock: Callable[[], float] = time.monotonic,
        random: Random | None = None,
    ) -> None:
        super().__init__()
        self.bank = bank
        self.history = history
        self.key = key
        self.articles = articles
        self.clock = clock
        self._random = random or Random()
        self._first_round = round
        self._number = 0
        """The number in the history of the round that is played."""
        self._taken: Taken | None = None
        """The round that waits to be taken up."""

    @classmethod
    def open(cls, bank: Bank, *, key: str, articles: Path | None, round: Round | None) -> int:
        """Run the app on the reader's own history; gives the exit code."""
        history = History.open()
        app = cls(bank, history, key=key, articles=articles, round=round)
        try:
            app.run()
        finally:
            history.close()
        return app.return_code or 0

    def on_mount(self) -> None:
        """Open home, and the round that was asked for."""
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = THEMES[1].name
        for name in ("SIGTERM", "SIGHUP"):  # left alone, they leave the terminal broken
            if number := getattr(signal, name, None):
                asyncio.get_running_loop().add_signal_handler(number, self._end, number)
        self.push_screen(Home(self.bank.about))
        if self._first_round is not None:
            self.play(self._first_round)

    def _end(self, number: int) -> None:
        """Leave on a signal, with the exit code that shells expect."""
        self.exit(return_code=128 + number)

    # Ways in

    def on_home_seen(self) -> None:
        """Bring home up to date."""
        home = self.screen_stack[1]
        assert isinstance(home, Home)  # noqa: S101 - pushed in on_mount
        first_time = not self.history.rounds(self.key)
        home.offer(self.ways(), notice=self.history.notice, first_time=first_time)

    def ways(self) -> list[tuple[str, str, str]]:
        """What home offers: an id, a name, and what it is."""
        ways = []
        self._taken = self.history.unfinished(self.bank, self.key)
        if self._taken is not None:
            left = self._taken.round
            where = f"question {left.at + 1} of {len(left.slots)}"
            ways.append(("resume", "Take up where you left off", where))
        return [
            *ways,
            ("round", "A round of ten", "some of every skill"),
            ("skill", "By skill", "one thing a careful reader can do"),
            ("article", "By article", f"one of the {len(self.bank.articles())}"),
            ("sources", "Sources", "who is behind the articles"),
            ("claims", "The claims file", "who claimed what, who disputes it"),
        ]

    async def on_home_chosen(self, message: Home.Chosen) -> None:
        """Do what the reader chose."""
        match message.id:
            case "resume" if self._taken is not None:
                if self._taken.notice:
                    self.notify(self._taken.notice, timeout=8)
                self.play(self._taken.round, self._taken.number)
            case "round":
                self.begin()
            case "skill":
                self.push_screen(Menu("Which skill?", self._skills()), self._begin_skill)
            case "article":
                self.push_screen(Menu("Which article?", self._articles()), self._begin_article)
            case "sources":
                self.push_screen(sources(self.bank))
            case "claims":
                self.push_screen(claims(self.bank))

    def _skills(self) -> list[tuple[str, str, str]]:
        return [(id, skill.name, f"You can {skill.can}.") for id, skill in self.bank.skills.items()]

    def _articles(self) -> list[tuple[str, str, str]]:
        return [
            (id, source.name, f"{source.genre}, {source.published or 'no date'}")
            for id, source in self.bank.articles().items()
        ]

    def _begin_skill(self, id: str | None) -> None:
        if id:
            self.begin(skill=id)

    def _begin_article(self, id: str | None) -> None:
        if id:
            self.begin(source=id)

    # Rounds

    def begin(self, *, skill: str | None = None, source: str | None = None) -> None:
        """Begin a round; questions that the reader has not met come first."""
        fitting = matching(self.bank.questions, skill=skill, source=source)
        if not fitting:
            self.notify("There is no question on this yet.")
            return
        seen = {kept.question for kept in self.history.answers(self.key)}
        self.play(begin(pick(fitting, ROUND, self._random, seen), self._random))

    def play(self, round: Round, number: int | None = None) -> None:
        """Show a round, new or taken up again."""
        self._number = self.history.begin(round, self.key) if number is None else number
        self.push_screen(self._question(round))

    def _question(self, round: Round) -> QuestionScreen:
        return QuestionScreen(
            self.bank, round, keep=self._keep, clock=self.clock, articles=self.articles
        )

    def _keep(self, round: Round) -> None:
        self.history.keep(self._number, round)

    def on_question_screen_ended(self, message: QuestionScreen.Ended) -> None:
        """Show how the round went."""
        self.switch_screen(End(self.bank, message.round, Content("figures"), "x"))

    def on_question_screen_left(self) -> None:
        """Go home; the round waits."""
        self.pop_screen()

    def on_end_opened(self, message: End.Opened) -> None:
        """Open a question of the round again."""
        round = go(message.round, message.place)
        self.switch_screen(self._question(round))

    def on_end_again(self, message: End.Again) -> None:
        """Play on, on what needs it most."""
        self.pop_screen()
        self.begin(skill=message.skill)

    # Everywhere

    def action_help(self) -> None:
        """Show the page of help."""
        self.push_screen(Help())

    def action_next_theme(self) -> None:
        """Change between our two themes, by day and by night."""
        names = [theme.name for theme in THEMES]
        place = names.index(self.theme) if self.theme in names else -1
        self.theme = names[(place + 1) % len(names)]

    def action_leave(self) -> None:
        """Leave the quiz; nothing is lost."""
        self.exit()
