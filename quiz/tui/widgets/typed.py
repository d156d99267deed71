"""Answering `short`: type a word or a number."""

from textual import events
from textual.widgets import Input

from quiz.bank.model import Short
from quiz.play.mark import Arrangement, Certainty, Response
from quiz.tui.widgets.rows import Rows
from quiz.tui.widgets.sureness import Sureness


class Typed(Input):
    """A line to type on."""

    DEFAULT_CSS = """
    Typed { border: tall $panel; &:focus { border: tall $accent; } }
    """

    hint = "Type a word or a number, then Enter. Tab leaves the line."

    def __init__(
        self,
        question: Short,
        arrangement: Arrangement,
        response: Response | None,
    ) -> None:
        super().__init__(str(response or ""), max_length=200, select_on_focus=False)
        self.done = False
        """The answer is complete, and the next digit says how sure."""

    @property
    def response(self) -> Response | None:
        """What was typed; None while there is nothing."""
        return self.value.strip() or None

    @property
    def ready(self) -> bool:
        """Whether a digit now says how sure."""
        return self.done

    def pick(self, place: int) -> None:
        """Letters are typed here, not picked."""

    def digit(self, digit: int) -> None:
        """Digits are typed here, not picked."""

    def on_input_changed(self, event: Input.Changed) -> None:
        """Tell that the answer changed."""
        event.stop()
        self.post_message(Rows.Changed())

    def on_focus(self) -> None:
        """Take keys for the answer again."""
        self.done = False

    def on_key(self, event: events.Key) -> None:
        """Go on at Enter; a digit that comes right behind it says how sure the reader is."""
        if event.key == "enter":
            self.done = self.response is not None
            self.post_message(Rows.Done())
        elif self.done and event.character in ("1", "2", "3"):
            self.post_message(Sureness.Said(Certainty(int(event.character))))
        else:
            return
        event.stop()
        event.prevent_default()
