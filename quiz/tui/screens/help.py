"""Two pages that lie over a screen: help, and the note on a bank's content."""

from typing import Any, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen, Screen
from textual.widgets import Static

from quiz.play.explain import signed
from quiz.play.mark import BEST_WITHIN, Certainty, points
from quiz.record.profile import PRIVACY
from quiz.text import cells, fitted, wrapped
from quiz.tui.widgets.card import Piece
from quiz.tui.widgets.keys import Keys, described_keys


class Overlay(ModalScreen[None]):
    """A text in a frame over another screen."""

    DEFAULT_CSS = """
    Overlay {
        align: center middle;
        VerticalScroll {
            height: auto; max-height: 100%;
            background: $background; border: solid $accent;
        }
    }
    """

    def __init__(self, text: str = "") -> None:
        super().__init__()
        self._text = Static(Content(text))

    def compose(self) -> ComposeResult:
        with VerticalScroll():
            yield self._text
        yield Keys()


class Help(Overlay):
    """What the keys of a screen do, from its bindings, and how answers are marked."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("q,escape,question_mark,enter", "dismiss", "Close", tooltip="close this page"),
    ]
    DEFAULT_CSS = "Help VerticalScroll { width: 100%; max-width: 74; padding: 0 1; }"

    def __init__(self, screen: Screen[Any]) -> None:
        super().__init__()
        self._described = described_keys(screen)

    def on_resize(self, event: events.Resize) -> None:
        """Fit the text into the new width, with what each key does hanging beside it."""
        column = max(map(cells, self._described)) + 3
        room = max(10, min(74, event.size.width) - 6 - column)
        pieces: list[Piece] = []
        for name, does in self._described.items():
            first, *rest = wrapped([does], room)
            pieces += [(fitted(name, column), "bold"), f"{first}\n"]
            pieces += [f"{'':{column}}{line}\n" for line in rest]
        self._text.update(Content.assemble(*pieces, *_marks()))


class Note(Overlay):
    """A few lines to read before going on."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,q,escape,space", "dismiss", "Go on", tooltip="go on"),
    ]
    DEFAULT_CSS = "Note VerticalScroll { width: 90%; max-width: 66; padding: 1 2; }"

    def on_click(self) -> None:
        self.dismiss()


def _marks() -> list[Piece]:
    """For each certainty the points of a right and a wrong answer, and when it earns most."""
    pieces: list[Piece] = [
        ("\nYou do best when you say how sure you really are", "bold $accent"),
        (f"\n{'':<9}{'right':>6}{'wrong':>6}  best at", "$foreground-muted"),
    ]
    for certainty in Certainty:
        right = signed(points(right=True, certainty=certainty))
        wrong = signed(points(right=False, certainty=certainty))
        chances = _chances(*BEST_WITHIN[certainty])
        pieces.append(f"\n{int(certainty)} {certainty.word:<7}{right:>6}{wrong:>6}  {chances}")
    pieces.append(f"\n\nA skipped question counts nothing. {PRIVACY}")
    return pieces


def _chances(low: float, high: float) -> str:
    if low == 0:
        return f"under {100 * high:.0f} %"
    return f"over {100 * low:.0f} %" if high == 1 else f"{100 * low:.0f}–{100 * high:.0f} %"
