"""The first minute: two statements, to try what it earns to be sure."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalGroup, VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from quiz.bank.kinds import RIGHT, WRONG, Choice, Response, numbers
from quiz.play.first_minute import BEFORE, TITLE, begins_with, outcome, statements
from quiz.play.mark import Certainty
from quiz.play.stakes import BE_HONEST, scale_words, signed_marks
from quiz.session import Way
from quiz.text import cells, fitted
from quiz.tui.messages import WayChosen
from quiz.tui.screens.asking import LETTER_KEYS, SURE_KEYS, TAB, Asking
from quiz.tui.widgets import LOW
from quiz.tui.widgets.choose import Choose
from quiz.tui.widgets.keys import HELP, Keys, series
from quiz.tui.widgets.picking import LETTERS
from quiz.words import say

TALL = 36
"""From this many lines on, the page begins further down."""


class FirstMinute(Asking):
    """Ask the statements, one after the other, and say what each certainty would have earned."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *series(
            "a b",
            "pick true or false; their first letters work, too",
            LETTER_KEYS | {"T,t": f"letter({ord('t') - ord('a')})"},
        ),
        Binding("T,t", "nothing", show=False, system=True),  # or it would change the theme
        Binding("enter", "complete", "Answer", tooltip="finish your answer"),
        Binding("enter", "onward", "Go on", tooltip="go on"),
        Binding("enter", "start", "Start the round", tooltip="start a round"),
        *series("1–3", "say how sure you are", SURE_KEYS),
        *TAB,
        HELP,
        Binding("q,escape", "skip", "Skip this", tooltip="skip this"),
        Binding("q,escape", "close", "Home", tooltip="go home"),
        Binding("q,escape", "onward", show=False, tooltip="go on"),
    ]
    DEFAULT_CSS = """
    FirstMinute {
        .about { padding: 0 1; }
        .title { border-bottom: solid $rule; padding: 0 1; }
        .outcome { padding: 0 1; margin-top: 1; }
        &.-low .outcome { margin-top: 0; }
        .picked { padding: 0 1; }
        .scale { padding: 0 1; margin-top: 1; }
        &.-low .scale { display: none; }
        &.-tall .title { margin-top: 8; }
        #certainty { margin-top: 1; }
    }
    """
    VERTICAL_BREAKPOINTS = [(0, "-low"), (LOW, "-high"), (TALL, "-tall")]  # noqa: RUF012 - typed by Textual

    def __init__(self, start: Way | None = None) -> None:
        """Take the way in that follows, for a reader who comes from home."""
        super().__init__()
        self._start_with = start
        self._index = 0
        self._statements = statements()
        self._page = VerticalScroll(id="page")
        self._column = VerticalGroup(classes="column")

    def compose(self) -> ComposeResult:
        with self._page, self._column:
            yield from self._asked()
        yield Keys()

    def on_mount(self) -> None:
        self._start()

    def _asked(self) -> list[Widget]:
        """A statement to call true or false, and how sure."""
        statement = self._statements[self._index]
        before = [] if self._index else [Static(Content(say(BEFORE)), classes="about muted")]
        stem = Static(Content(statement.stem), classes="stem")
        return [_title(), *before, stem, *self.ask(Choose(statement, (0, 1), None))]

    async def _show(self, widgets: Sequence[Widget]) -> None:
        """Show other widgets in the column."""
        with self.app.batch_update():
            await self._column.remove_children()
            await self._column.mount_all(widgets)
            self._start()

    def _start(self) -> None:
        """Scroll to the top, and give the keys to the answer."""
        self._page.can_focus = self._widget is None
        (self._widget or self._page).focus(scroll_visible=False)
        self._page.scroll_home(animate=False, immediate=True)
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        match action:
            case "letter" | "sure" | "turn":
                return self._widget is not None
            case "complete" | "say":
                return self.asks_for(action)
            case "onward":
                return self._widget is None and not self._may_start
            case "start" | "close":
                return self._may_start
            case "skip":  # there is nothing left to skip after the last answer
                return self._widget is not None or not self._is_last
            case "try_marks":
                return False  # it is shown already
            case _:
                return True

    def action_letter(self, index: int) -> None:
        """Do what a letter does; the first one of True and False picks it."""
        first = begins_with(self._statements[self._index], chr(ord("a") + index))
        super().action_letter(index if first is None else first)

    def action_skip(self) -> None:
        """Leave before the last answer."""
        self.dismiss()

    def action_nothing(self) -> None:
        """Do nothing."""

    async def answered(self, response: Response, certainty: Certainty) -> None:
        """Say what the answer earns, and what it would have earned."""
        statement = self._statements[self._index]
        sign, look = (RIGHT, "$success") if statement.share(response) == 1 else (WRONG, "$error")
        verdict, because, earned = outcome(statement, response, certainty, signed_marks)
        said = Content.assemble((f"{sign} {verdict}", f"bold {look}"), f" {because}")
        widgets = [
            _title(),
            Static(Content(statement.stem), classes="stem"),
            Static(_picked(statement, response), classes="picked"),
            Static(said, classes="outcome"),
            Static(Content(earned), classes="outcome"),
            Static(_scale(certainty), classes="scale"),
        ]
        if self._is_last:
            widgets.append(Static(Content.styled(say(BE_HONEST), "bold"), classes="outcome"))
        self._widget = None
        await self._show(widgets)

    @property
    def _is_last(self) -> bool:
        return self._index + 1 == len(self._statements)

    @property
    def _may_start(self) -> bool:
        """Whether all is answered, and a round can follow."""
        return self._widget is None and self._is_last and self._start_with is not None

    def action_start(self) -> None:
        """Go on to a round."""
        self.dismiss()
        if self._start_with:
            self.app.post_message(WayChosen(self._start_with))

    def action_close(self) -> None:
        """Go home after the last answer."""
        self.dismiss()

    async def action_onward(self) -> None:
        """Go to the next statement, or leave after the last."""
        if self._is_last:
            self.dismiss()
        else:
            self._index += 1
            await self._show(self._asked())


def _picked(statement: Choice, response: Response) -> Content:
    """The options as they were answered."""
    options = [
        Content.styled(f"{sign} {letter} {option.text}", look)
        for number, (letter, option) in enumerate(zip(LETTERS, statement.options, strict=False))
        for sign, look in (("●", "bold") if number in numbers(response) else ("○", ""),)
    ]
    return Content("   ").join(options)


def _scale(said: Certainty) -> Content:
    """What each certainty earns, with what the reader said in bold."""
    column = 3 + max(cells(each.word) for each in Certainty)
    return Content("\n").join(
        Content.styled(
            f"{'●' if each is said else '○'} {fitted(each.word, column)}{scale_words(each)}",
            "bold" if each is said else "",
        )
        for each in Certainty
    )


def _title() -> Static:
    return Static(Content(say(TITLE)), classes="title about")
