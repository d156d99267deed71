"""The widget that answers `short`: type a word or a number."""

from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widgets import Input

from quiz.bank.fields import LONGEST_LINE
from quiz.bank.kinds import Response
from quiz.text import UNSAFE
from quiz.tui.widgets.in_view import bring_into_view
from quiz.tui.widgets.picking import Completed
from quiz.words import say


class Typed(Input):
    """A line to type on. Posts `Completed` and `Input.Changed`."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "screen.complete", "Answer", tooltip="finish your answer"),
        Binding("tab", "app.focus_next", "Other keys", tooltip="leave the line"),
    ]
    DEFAULT_CSS = """
    Typed {
        border: solid $foreground-muted;
        &:focus { border: solid $accent; background-tint: transparent; }
        &:nocolor > .input--cursor { text-style: reverse; }
    }
    """

    is_typed = True
    letters = 0
    reminder = ""  # how to answer says nothing of the question
    at_once = by_itself = True  # what is typed is complete; on the line itself a digit is text

    def __init__(self, response: Response | None) -> None:
        self.hint = say("Type your answer, then press Enter. Tab leaves the line.")
        self.warnings = (say("Type something first."),)
        value = _typeable(str(response or ""))
        super().__init__(value, max_length=LONGEST_LINE, select_on_focus=False)
        self.cursor_blink = False  # a screen that nobody touches draws nothing

    @property
    def missing(self) -> str:
        """What to do before one can say how sure."""
        return self.warnings[0]

    @property
    def response(self) -> Response | None:
        """What was typed; None while there is nothing."""
        return self.value.strip() or None

    @property
    def draft(self) -> Response:
        """What was typed so far."""
        return self.value

    @property
    def state(self) -> tuple[object, ...]:
        """Everything that a key can change: the line, and where the cursor is."""
        return self.value, self.cursor_position

    def letter(self, index: int) -> None:
        """Do nothing: letters are typed here."""

    def replace(self, text: str, start: int, end: int) -> None:
        """Replace part of the line by typed or pasted text, without what no key types."""
        super().replace(_typeable(text), start, end)

    def restricted(self) -> None:
        """Say why what was pasted or typed isn't on the line."""
        self.notify(
            say("That doesn't fit: an answer has {most} characters at most.", most=LONGEST_LINE)
        )

    @on(Input.Changed)
    def _show_line(self) -> None:
        bring_into_view(self, 0, 0)

    def cursor_lines(self) -> tuple[int, int]:
        """The one line there is."""
        return 0, 0

    def seek(self) -> None:
        """Do nothing: what is missing is typed where the cursor is."""

    def take_cursor(self) -> bool:
        """Return that nothing else is in sight: what is typed is the answer."""
        return True

    @property
    def has_begun(self) -> bool:
        """Whether something was begun that Esc takes back: never."""
        return False

    def step_back(self) -> None:
        """Take back nothing."""

    def action_done(self) -> None:
        """Say that the answer is complete, once the line is in view."""
        if not bring_into_view(self, 0, 0):
            self.post_message(Completed())


def _typeable(text: str) -> str:
    """The text without what no key types, such as what moves the cursor or turns text round."""
    return UNSAFE.sub("", text.replace("\t", " "))
