"""The certainty of an answer: three buttons to choose from, with what each earns."""

from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.reactive import reactive
from textual.style import Style
from textual.widget import Widget

from quiz.play.mark import Certainty, points
from quiz.play.stakes import signed
from quiz.text import cells, fitted
from quiz.tui.messages import QuizMessage
from quiz.tui.widgets.keys import series
from quiz.words import phrase, say

WIDTH = 9
"""The least columns of the text on a button."""
LOOK = "$foreground on $rule"
"""Of a button that isn't chosen: a ground that can be told from the page."""
MISSING = phrase("1, 2 or 3: how sure are you?")
"""What the bar says if Enter is pressed while nothing is chosen."""
HOW_SURE = phrase("say how sure you are, once you have answered")
"""What the help says of 1, 2 and 3."""


class CertaintyBar(Widget, can_focus=True):
    """The question of how sure the reader is, and three buttons with what is at stake on each.

    None is chosen at first, so that readers say it for themselves. Posts `CertaintyBar.Said`.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "screen.complete", "Answer", tooltip="answer, once you have chosen"),
        Binding("enter", "say", "How sure", key_display="1–3", tooltip=HOW_SURE),
        *series("← →", "less sure, or surer", {"left": "step(-1)", "right": "step(1)"}),
        Binding(
            "up,k,escape",
            "screen.back_to_answer",
            "Change it",
            key_display="↑",
            tooltip="go back to the answer; Esc and k too",
        ),
    ]
    DEFAULT_CSS = """
    CertaintyBar { height: 3; padding: 0 1; color: $foreground-muted; }
    CertaintyBar:focus { color: $foreground; }
    """

    class Said(QuizMessage):
        """The reader said how sure they are; None if they pressed Enter with nothing chosen."""

        bar: "CertaintyBar"
        certainty: Certainty | None

    FOCUS_ON_CLICK = False
    """With the focus other keys would show, and move the button away under the mouse."""

    cursor: reactive[Certainty | None] = reactive(None)
    is_next = reactive(default=False)
    """Whether the digits say how sure, wherever the keys go."""
    asks_again = reactive(default=False)
    """Whether Enter came before anything was chosen."""

    def __init__(self, said: Certainty | None, *, then_enter: bool = False) -> None:
        """Take how sure the reader said they were before, if they did.

        `then_enter` says that a digit only chooses, for Enter to say.
        """
        super().__init__(id="certainty")
        self._said = said
        self._how = say("1, 2 or 3, then Enter") if then_enter else say("1, 2 or 3")
        self.set_reactive(CertaintyBar.cursor, said)

    def render(self) -> Content:
        """The question, and below it the buttons: a word each, and its marks if right or wrong."""
        lines = [self._question(self.content_size.width)]
        width = max(WIDTH, *(cells(named(each)) for each in Certainty))
        gap = "  " if 3 * (width + 3) - 2 <= self.content_size.width else " "
        for text in (named, stakes):
            buttons = (self.button(each, f" {fitted(text(each), width)}") for each in Certainty)
            lines.append(Content(gap).join(buttons))
        return Content("\n").join(lines)

    def button(self, certainty: Certainty, text: str) -> Content:
        """A text that chooses a certainty when it is clicked."""
        at_cursor = self.has_focus and certainty is self.cursor
        look = "reverse" if at_cursor else "underline" if self.app.no_color else LOOK
        return Content.styled(text, look).stylize(Style.from_meta({"certainty": int(certainty)}))

    @property
    def _has_to_say(self) -> bool:
        """Whether what the bar says now is no mere question."""
        return self.asks_again or self._is_other

    @property
    def _is_other(self) -> bool:
        """Whether something is chosen that the reader hasn't said before."""
        return self.has_focus and self.cursor not in (None, self._said)

    def _question(self, room: int) -> Content:
        """What the bar asks or says now, and what the figures are, as far as there is room."""
        figures = say("right / wrong")
        said = say("you said “{certainty}”", certainty=self._said.word) if self._said else ""
        look = "bold" if self.has_focus or self.is_next else ""
        beside = [f"{said}; {figures}", said] if said else [figures]
        asks = [say("How sure are you?"), say("How sure?")]
        if self.asks_again:
            asks, look, beside = (
                [say(MISSING), say("1, 2 or 3: how sure?")],
                "bold $warning",
                [figures],
            )
        elif self.cursor and self._is_other:
            word = self.cursor.word.capitalize()
            asks = [say("“{certainty}”? Press Enter to confirm.", certainty=word)]
            asks.append(say("“{certainty}”? Press Enter", certainty=word))
            beside = [figures]
        elif self.has_focus or self.is_next:
            asks = [*(f"{each} {self._how}" for each in asks), asks[-1]]
        ways = [(ask, f" ({each})") for each in beside for ask in asks]
        if said and not look:
            ways.append((said[0].upper() + said[1:], ""))
        ways += [(ask, "") for ask in asks]
        ask, more = next((way for way in ways if cells("".join(way)) <= room), ways[-1])
        return Content.assemble((ask, look), more)

    def post_said(self, certainty: Certainty) -> None:
        """Say a certainty for the reader, as a digit or a click asks."""
        self.post_message(self.Said(self, certainty))

    def choose(self, certainty: Certainty) -> None:
        """Choose a certainty, for Enter to confirm."""
        self.focus()
        self.cursor = certainty

    @property
    def is_open(self) -> bool:
        """Whether it is asked, and nothing is chosen yet."""
        return self.has_focus and self.cursor is None

    def watch_cursor(self) -> None:
        self.asks_again = False
        self.screen.refresh_bindings()

    def on_blur(self) -> None:
        self.asks_again = False

    def action_step(self, by: int) -> None:
        """Choose the next on the right or on the left; the outermost if none is chosen."""
        before = self.cursor or (0 if by > 0 else len(Certainty) + 1)
        self.cursor = Certainty(max(1, min(before + by, len(Certainty))))

    def action_say(self) -> None:
        self.post_message(self.Said(self, self.cursor))

    def on_click(self, event: events.Click) -> None:
        certainty = event.style.meta.get("certainty")
        if certainty is not None:
            event.stop()
            self.post_said(Certainty(certainty))


def named(certainty: Certainty) -> str:
    """The key and the word of a certainty."""
    return f"{int(certainty)} {certainty.word}"


def stakes(certainty: Certainty, between: str = " / ") -> str:
    """What a wholly right and a wholly wrong answer earn, such as "+3 / −6"."""
    right, wrong = (signed(points(share, certainty)) for share in (1, 0))
    return f"{right}{between}{wrong}"
