"""What the keys do, and how answers are marked."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from quiz.play.explain import signed
from quiz.play.mark import BEST_WITHIN, Certainty, points
from quiz.tui.widgets.card import Piece
from quiz.tui.widgets.keys import Keys

_KEYS = (
    ("a b c …", "pick an option"),
    ("↑ ↓ or j k", "move, or scroll"),
    ("Space", "take or leave; lift a line"),
    ("Enter", "go on"),
    ("1 2 3", "how sure; or a label"),
    ("s", "who is behind it; after the answer, where to check"),
    ("x", "skip, at no cost"),
    ("m", "mark to come back"),
    ("p", "back to look"),
    ("o", "open an address, after showing it"),
    ("t", "the next theme; ctrl+p has them all"),
    ("q", "leave; nothing is lost"),
)


class Help(ModalScreen[None]):
    """One page of help."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("q,escape,question_mark,enter", "dismiss", "Close", key_display="q"),
    ]
    DEFAULT_CSS = """
    Help {
        align: center middle;
        VerticalScroll {
            width: 100%; max-width: 74; height: auto; max-height: 100%;
            padding: 0 1; background: $background; border: solid $accent;
        }
    }
    """

    def compose(self) -> ComposeResult:
        with VerticalScroll():
            yield Static(Content.assemble(*_keys(), *_marks()))
        yield Keys()


class Note(ModalScreen[None]):
    """A few lines to read before going on."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,q,escape,space", "dismiss", "Go on", key_display="↵"),
    ]
    DEFAULT_CSS = """
    Note {
        align: center middle;
        VerticalScroll {
            width: 90%; max-width: 66; height: auto; max-height: 100%;
            padding: 1 2; background: $background; border: solid $accent;
        }
    }
    """

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text

    def compose(self) -> ComposeResult:
        with VerticalScroll():
            yield Static(Content(self._text))
        yield Keys()

    def on_click(self) -> None:
        """Go on."""
        self.dismiss()


def _keys() -> list[Piece]:
    pieces: list[Piece] = [("Keys", "bold $accent"), "\n"]
    for key, does in _KEYS:
        pieces += [(f"{key:<11}", "bold"), f" {does}\n"]
    return pieces


def _marks() -> list[Piece]:
    pieces: list[Piece] = [
        ("\nHow sure you are counts", "bold $accent"),
        "\nYou do best when you say how sure you really are.\n\n",
        (f"{'':<10}{'right':>7}{'wrong':>7}  best when you'd be right", "$foreground-muted"),
    ]
    for certainty in Certainty:
        right = signed(points(right=True, certainty=certainty))
        wrong = signed(points(right=False, certainty=certainty))
        when = _chances(*BEST_WITHIN[certainty])
        pieces.append(f"\n{int(certainty)} {certainty.word:<8}{right:>7}{wrong:>7}  {when}")
    pieces += [
        "\n\nA skipped question counts nothing. All stays on this machine; nothing is sent.",
    ]
    return pieces


def _chances(low: float, high: float) -> str:
    if low == 0:
        return f"under {100 * high:.0f} %"
    return f"over {100 * low:.0f} %" if high == 1 else f"{100 * low:.0f}–{100 * high:.0f} %"
