"""What the keys do, and how answers are marked."""

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from quiz.play.explain import signed
from quiz.play.mark import BEST_WITHIN, Certainty, points
from quiz.record.profile import PRIVACY
from quiz.text import fitted, wrapped
from quiz.tui.widgets.card import Piece
from quiz.tui.widgets.keys import Keys

_KEYS = (
    ("a b c …", "pick an option"),
    ("↑ ↓ ← →", "move, or scroll; j k h l too"),
    ("PgDn PgUp", "more of a long page, and back; Space too"),
    ("Space", "take or leave; lift a line"),
    ("Tab", "leave a line to type on; to a list and back"),
    ("Enter", "the answer is complete; go on"),
    ("1 2 3", "how sure, when it is; in a sort, first the labels"),
    ("s", "who is behind it; after the answer, where to check"),
    ("x", "skip, at no cost"),
    ("m, p", "mark to come back; back to look"),
    ("o", "open an address, after showing it"),
    ("t, T", "the next theme; all themes"),
    ("q", "leave; the round waits"),
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
            yield Static(id="text")
        yield Keys()

    def on_resize(self, event: events.Resize) -> None:
        """Hang what the keys do beside them, in the width that there is."""
        width = min(70, event.size.width - 7)
        self.query_one("#text", Static).update(Content.assemble(*_keys(width), *_marks()))


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


def _keys(width: int) -> list[Piece]:
    pieces: list[Piece] = []
    for key, does in _KEYS:
        first, *rest = wrapped([does], max(10, width - 12))
        pieces += [(fitted(key, 11), "bold"), f" {first}\n"]
        pieces += [f"{'':12}{line}\n" for line in rest]
    return pieces


def _marks() -> list[Piece]:
    pieces: list[Piece] = [
        ("\nYou do best when you say how sure you really are", "bold $accent"),
        (f"\n{'':<9}{'right':>6}{'wrong':>6}  best at", "$foreground-muted"),
    ]
    for certainty in Certainty:
        right = signed(points(right=True, certainty=certainty))
        wrong = signed(points(right=False, certainty=certainty))
        when = _chances(*BEST_WITHIN[certainty])
        pieces.append(f"\n{int(certainty)} {certainty.word:<7}{right:>6}{wrong:>6}  {when}")
    pieces.append(f"\n\nA skipped question counts nothing. {PRIVACY}")
    return pieces


def _chances(low: float, high: float) -> str:
    if low == 0:
        return f"under {100 * high:.0f} %"
    return f"over {100 * low:.0f} %" if high == 1 else f"{100 * low:.0f}–{100 * high:.0f} %"
