"""The certainty of an answer: three words to choose from, and what each earns."""

from dataclasses import dataclass
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
    """The question how sure the reader is, the words to answer it, and what one earns.

    Posts `CertaintyBar.Said`.
    """

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

    @dataclass
    class Said(Message):
        """The reader said how sure they are."""

        bar: "CertaintyBar"
        certainty: Certainty

    cursor = reactive(Certainty.FAIRLY)

    def __init__(self, certainty: Certainty) -> None:
        super().__init__(id="certainty")
        self.set_reactive(CertaintyBar.cursor, certainty)

    def render(self) -> Content:
        """The question, the words, and what the one under the cursor earns."""
        focused = self.has_focus
        pieces: list[str | tuple[str, Style]] = [("How sure are you?\n", Style(bold=focused))]
        for certainty in Certainty:
            at_cursor = focused and certainty is self.cursor
            look = Style(reverse=at_cursor, underline=not at_cursor)
            meta = Style.from_meta({"certainty": int(certainty)})
            pieces += [(f" {int(certainty)} {certainty.word} ", look + meta), "  "]
        if focused:
            right = signed(points(right=True, certainty=self.cursor))
            wrong = signed(points(right=False, certainty=self.cursor))
            pieces.append(f"\n right {right}, wrong {wrong} · ↑ answer")
        return Content.assemble(*pieces)

    def say(self, certainty: Certainty) -> None:
        self.post_message(self.Said(self, certainty))

    def action_step(self, by: int) -> None:
        self.cursor = Certainty(max(1, min(self.cursor + by, len(Certainty))))

    def action_say(self) -> None:
        self.say(self.cursor)

    def on_click(self, event: events.Click) -> None:
        certainty = event.style.meta.get("certainty")
        if certainty is not None:
            event.stop()
            self.say(Certainty(certainty))
