"""The base of the screens that ask for an answer, and then how sure the reader is of it."""

from typing import TYPE_CHECKING

from textual import on
from textual.events import DescendantFocus, Key, MouseDown
from textual.widget import Widget
from textual.widgets import Input

from quiz.bank.kinds import Response
from quiz.play.mark import Certainty
from quiz.tui.keyboard import InTurn
from quiz.tui.screens.base import BaseScreen
from quiz.tui.widgets.certainty_bar import CertaintyBar
from quiz.tui.widgets.certainty_line import CertaintyLine
from quiz.tui.widgets.hint import Hint
from quiz.tui.widgets.in_view import bring_both_into_view, bring_into_view
from quiz.tui.widgets.keys import series
from quiz.tui.widgets.labels import Labels
from quiz.tui.widgets.picking import (
    LETTERS,
    Completed,
    Picked,
    Warned,
    which_letters,
)
from quiz.words import phrase, say

if TYPE_CHECKING:
    from quiz.tui.widgets.answering import Answering

LETTER_KEYS = {
    f"{each},{each.lower()}": f"letter({ord(each) - ord('A')})" for each in f"{LETTERS}LORUVWYZ"
}
"""For every screen that asks: letters that pick something, and those that do nothing else then."""
SURE_KEYS = {str(int(each)): f"sure({int(each)})" for each in Certainty}
"""For every screen that asks: digits that say how sure."""
TAB = series("Tab", "go from the answer to how sure you are, and back", {"tab": "turn"})
"""For every screen that asks."""
THEN = phrase("How sure? 1–3. ↑ edits your answer.")
THEN_AT_ONCE = phrase("How sure? 1–3. Or edit your answer.")
THEN_ENTER = phrase("How sure? 1–3 and Enter. ↑ edits your answer.")
"""The hint once the answer is complete, also where that shows by itself, and where it is typed."""


class Asking(BaseScreen[None]):
    """A screen with a widget that takes the answer, and the certainty below it.

    If a certainty comes before the answer is complete, the hint says what is missing.
    """

    _widget: "Answering | None" = None
    """The widget that takes the answer; None once there is nothing to answer."""
    _complete: Response | None = None
    """The response that the reader said was complete; it may have changed since."""
    _by_enter = False
    """Whether Enter led here: pressed again at once, it is still meant for what was before."""
    _warned_at: tuple[object, ...] | None = None
    """The state when a warning took the place of the hint; None while there is no warning."""
    # Kept as attributes, not queried for: the screen may be closed while it is drawn.
    _hint: Hint
    _certainty: CertaintyBar

    async def answered(self, response: Response, certainty: Certainty) -> None:
        """Take a complete answer."""
        raise NotImplementedError

    def ask(
        self, widget: "Answering", complete: Response | None = None, said: Certainty | None = None
    ) -> list[Widget]:
        """The hint, the widget that takes the answer, and below it how sure.

        `complete` is the response that the reader gave before, and `said` how sure they were.
        """
        self._begin(widget, complete)
        self._hint = Hint(widget.hint, widget.warnings, _then(widget))
        self._certainty = CertaintyBar(said, then_enter=widget.is_typed)
        return [self._hint, widget, self._certainty]

    def ask_in_foot(
        self,
        widget: "Answering",
        complete: Response | None = None,
        said: Certainty | None = None,
        *,
        knows_how: bool,
    ) -> list[Widget]:
        """The hint and how sure, to stand below the page: the widget alone is in it.

        Readers who know how to answer see a hint only if it says something about this question.
        """
        self._begin(widget, complete)
        hint = widget.reminder if knows_how else widget.hint
        self._hint = Hint(hint, widget.warnings, _then(widget), below=True)
        self._certainty = CertaintyLine(said, then_enter=widget.is_typed)
        return [self._hint, self._certainty]

    def _begin(self, widget: "Answering", complete: Response | None) -> None:
        self._widget, self._complete = widget, complete
        self._warned_at = None

    def asks_for(self, action: str) -> bool:
        """Whether the reader is to `complete` the answer by Enter, or to `say` how sure."""
        wanted = "say" if self._widget and self._certainty.is_open else "complete"
        return self._widget is not None and action == wanted

    def action_letter(self, index: int) -> None:
        """Do what a letter does on the answer, and go back there."""
        if self._widget is None:
            return
        self.set_focus(self._widget, scroll_visible=False)
        if index < self._widget.letters:
            self._widget.letter(index)
        elif self._widget.letters:
            self._warn(which_letters(self._widget.letters))

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

    def action_turn(self) -> None:
        """Go from the answer to the certainty, or back."""
        self.focus_next()

    def action_sure(self, certainty: int) -> None:
        """Say how sure, if the answer is complete; else warn of what is missing.

        Where the answer is typed, the digit may still be meant for the line: Enter has to follow.
        """
        widget = self._widget
        if widget is None:
            return
        if not widget.take_cursor():
            return
        if not self._is_ready(widget):
            self._tell_missing(widget)
        elif widget.is_typed:
            self._certainty.choose(Certainty(certainty))
        else:
            self._certainty.post_said(Certainty(certainty))

    @on(Completed)
    def _ask_certainty(self) -> None:
        """Ask how sure the reader is, once there is an answer."""
        widget = self._widget
        if widget is None:
            return
        if widget.response is None:
            self._tell_missing(widget)
            return
        self._complete = widget.response
        self._show_hint()
        self._certainty.focus()
        self._certainty.scroll_visible(animate=False)

    @on(Labels.Chosen)
    def _give_label(self, message: Labels.Chosen) -> None:
        self.action_letter(message.number)

    @on(CertaintyBar.Said)
    async def _take(self, message: CertaintyBar.Said) -> None:
        """Take the answer, once the reader has said how sure they are."""
        widget = self._widget
        if widget is None or message.bar is not self._certainty:  # it was said twice
            return
        if not widget.take_cursor():
            return
        response = widget.response
        if response is None or not self._is_ready(widget):
            self._tell_missing(widget)
        elif message.certainty is None:
            message.bar.asks_again = True
        else:
            await self.answered(response, message.certainty)

    def _is_ready(self, widget: "Answering") -> bool:
        """Whether the response is complete: by itself, or as the reader said it was."""
        response = widget.response
        return response is not None and (widget.by_itself or response == self._complete)

    def _tell_missing(self, widget: "Answering") -> None:
        """Warn of what is missing before the reader can say how sure they are, and go there."""
        self.set_focus(widget)  # at once: what changes from now on ends the warning
        widget.seek()
        self._warn(widget.missing)

    def _warn(self, warning: str) -> None:
        """Show a warning in place of the hint until something changes."""
        self._warned_at = self._state()
        self._hint.warn(warning)
        self.call_after_refresh(self._show_warning)

    def _show_warning(self) -> None:
        """Bring the warning into view, and with it as much of the answer as there is room for."""
        widget = self._widget
        if widget is None:
            return
        if self._hint.parent is widget.parent:
            bring_both_into_view(self._hint, widget, widget.cursor_lines())
        else:
            bring_into_view(widget, *widget.cursor_lines())

    @on(Warned)
    def _pass_warning(self, message: Warned) -> None:
        self._warn(message.warning)

    @on(Input.Changed)
    @on(MouseDown)
    def _show_hint(self) -> None:
        """Show the hint again, in place of a warning."""
        self._warned_at = None
        self._tell()

    @on(Picked)
    @on(DescendantFocus)
    def _tell(self) -> None:
        """Show what there is to do where the keys now go, unless a warning does."""
        widget = self._widget
        if widget is None:
            return
        ready = self._is_ready(widget)
        self._certainty.is_next = ready and widget.by_itself and not widget.at_once
        if self._warned_at is None:
            asked = self._certainty.is_next or self.focused is self._certainty
            self._hint.tell(after=ready and asked)

    def _state(self) -> tuple[object, ...]:
        """Everything that a key can change, except how far the page is scrolled."""
        answer = self._widget.state if self._widget else ()
        return (self.is_current, self.app.theme, self.focused, *answer)

    def on_key(self, event: Key) -> None:
        """End a warning once the key has done something; stop a repeated Enter.

        The app runs a key's binding when the key reaches it, which is after this handler. So a
        callback made now would come too early, and one made by that callback comes after it.
        """
        self._by_enter &= isinstance(self.app, InTurn) and self.app.repeats
        if self._by_enter:
            event.stop()
        elif self._warned_at is not None:
            self.app.call_later(self.app.call_later, self._end_warning)

    def on_screen_resume(self) -> None:
        """Ignore an Enter that was pressed once too often to close what lay over the answer."""
        last = self.app.last_key if isinstance(self.app, InTurn) else None
        self._by_enter = last is not None and last.key == "enter" and self._widget is not None

    def _end_warning(self) -> None:
        """Show the hint again if anything has changed since the warning."""
        if self._warned_at is not None and self._state() != self._warned_at:
            self._show_hint()


def _then(widget: "Answering") -> str:
    """What to do once the answer is complete."""
    if widget.by_itself and not widget.at_once:
        return say(THEN_AT_ONCE)
    return say(THEN_ENTER if widget.is_typed else THEN)
