"""The base of the screens that ask for an answer, and then how sure the reader is of it."""

from textual.screen import Screen

from quiz.tui.widgets.answering import Answering
from quiz.tui.widgets.certainty_bar import CertaintyBar


class Asking(Screen[None]):
    """A screen with a widget that takes the answer, and the certainty below it."""

    _widget: Answering | None = None
    """The widget that takes the answer; None once there is nothing to answer."""
    _certainty: CertaintyBar

    def action_letter(self, index: int) -> None:
        if self._widget is not None:
            self._widget.letter(index)

    def action_complete(self) -> None:
        """Do what Enter does on the answer, or on the certainty once that is asked."""
        if self._widget is None:
            return
        if self._certainty.has_focus:
            self._certainty.action_say()
        else:
            self._widget.focus()
            self._widget.action_done()

    def action_back_to_answer(self) -> None:
        """Go back from the certainty to the answer."""
        if self._widget is not None:
            self._widget.focus()
