"""How sure a reader is: three words, and what each earns."""

from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.style import Style
from textual.widget import Widget

from quiz.play.explain import signed
from quiz.play.mark import Certainty, points
from quiz.tui.widgets.keys import series


class CertaintyBar(Widget, can_focus=True):
    """The line that asks for certainty, and sends it off with the answer."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *series(
            "← →", "less sure, or surer; h l too", {"left,h": "step(-1)", "right,l": "step(1)"}
        ),
        *series("↵", "answer, and say so", {"enter": "say"}),
        *series("↑ Esc", "back to the answer; k too", {"up,k,escape": "screen.back_to_answer"}),
    ]
    DEFAULT_CSS = """
    CertaintyBar { height: 3; padding: 0 1; color: $foreground-muted; }
    CertaintyBar:focus { color: $foreground; }
    """

    class Said(Message):
        """The reader said how sure they are."""

        def __init__(self, sureness: "CertaintyBar", certainty: Certainty) -> None:
            super().__init__()
            self.sureness = sureness
            self.certainty = certainty

    cursor = reactive(Certainty.FAIRLY)

    def __init__(self, certainty: Certainty) -> None:
        """Take the certainty to begin at."""
        super().__init__(id="sureness")
        self.set_reactive(CertaintyBar.cursor, certainty)

    def render(self) -> Content:
        """The question, the three words, and what the one under the cursor earns."""
        focused = self.has_focus
        pieces: list[str | tuple[str, Style]] = [("How sure are you?\n", Style(bold=focused))]
        for certainty in Certainty:
            here = focused and certainty is self.cursor
            look = Style(reverse=here, underline=not here)
            meta = Style.from_meta({"certainty": int(certainty)})
            pieces += [(f" {int(certainty)} {certainty.word} ", look + meta), "  "]
        if focused:
            right = signed(points(right=True, certainty=self.cursor))
            wrong = signed(points(right=False, certainty=self.cursor))
            pieces.append(f"\n right {right}, wrong {wrong} · ↑ answer")
        return Content.assemble(*pieces)

    def say(self, certainty: Certainty) -> None:
        """Send off the answer with this certainty."""
        self.post_message(self.Said(self, certainty))

    def action_step(self, by: int) -> None:
        """Walk to a surer or less sure word."""
        self.cursor = Certainty(max(1, min(self.cursor + by, len(Certainty))))

    def action_say(self) -> None:
        """Say the word under the cursor."""
        self.say(self.cursor)

    def on_click(self, event: events.Click) -> None:
        """Say the word that was clicked."""
        certainty = event.style.meta.get("certainty")
        if certainty is not None:
            event.stop()
            self.say(Certainty(certainty))
