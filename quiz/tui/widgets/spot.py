"""Answering `spot`: walk over the words of a passage and pick."""

from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.content import Content
from textual.reactive import reactive
from textual.style import Style
from textual.widget import Widget

from quiz.bank.kinds import Arrangement, Response, numbers
from quiz.bank.kinds import Spot as SpotQuestion
from quiz.tui.widgets.keys import series
from quiz.tui.widgets.rows import Rows, bring_into_view, read_towards


class Spot(Widget, can_focus=True):
    """A passage with words that can be picked."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *series(
            "← → ↑ ↓",
            "move over the underlined words; h j k l too",
            {"left,up,k,h": "step(-1)", "right,down,j,l": "step(1)"},
        ),
        *series("Space", "take the words under the cursor, or leave them", {"space": "press"}),
        *series("↵", "the answer is complete", {"enter": "done"}),
    ]
    DEFAULT_CSS = """
    Spot { height: auto; padding: 0 1; border-left: solid $panel; }
    Spot:focus { border-left: solid $accent; }
    """

    hint = "← → walk over the underlined words, Space takes; then Enter."
    warnings = (
        "Take something first, with Space.",
        "Press Enter when you have them all; then say how sure you are.",
    )
    cursor = reactive(0)

    def __init__(
        self,
        question: SpotQuestion,
        arrangement: Arrangement,
        response: Response | None,
    ) -> None:
        super().__init__()
        self._parts = question.parts
        self._pickable = [number for number, part in enumerate(self._parts) if part.why]
        self.at_once = sum(part.right for part in self._parts) == 1
        """Whether one is to be found, so that a digit says how sure as soon as it is."""
        self._picked = set(numbers(response))

    @property
    def response(self) -> Response | None:
        """The parts picked, in the numbers of the file; None while there are none."""
        return tuple(sorted(self._picked)) or None

    @property
    def missing(self) -> str:
        """What to do before one can say how sure."""
        return self.warnings[bool(self._picked)]

    def validate_cursor(self, cursor: int) -> int:
        """Walk round: past the last word comes the first."""
        return cursor % len(self._pickable)

    def render(self) -> Content:
        """The passage, with what is picked between marks and the cursor reversed."""
        return self._passage(len(self._parts))

    def _passage(self, end: int) -> Content:
        """The passage up to a part."""
        pieces: list[str | tuple[str, Style]] = []
        for number, part in enumerate(self._parts[:end]):
            if number in self._pickable:
                picked = number in self._picked
                here = self.has_focus and self._pickable[self.cursor] == number
                look = Style(underline=True, bold=picked, reverse=here)
                meta = Style.from_meta({"part": number})
                pieces.append((f"▸{part.text}◂" if picked else part.text, look + meta))
            else:
                pieces.append(part.text)
            pieces.append(" ")
        return Content.assemble(*pieces[:-1])

    def pick(self, place: int) -> None:
        """Take the part that can be picked as the place-th, or leave it again.

        Where one is to be found, it takes the place of the one that was taken.
        """
        if place < len(self._pickable):
            self.cursor = place
            part = {self._pickable[place]}
            self._picked = part - self._picked if self.at_once else self._picked ^ part
            self.refresh(layout=True)  # the marks take room
            self._show_cursor()

    def watch_cursor(self) -> None:
        """Bring the words under the cursor into view."""
        self._show_cursor()

    def _show_cursor(self) -> bool:
        """Bring the words under the cursor into view; gives whether they were out of sight."""
        return bring_into_view(self, *self._own_lines())

    def _own_lines(self) -> tuple[int, int]:
        """The first and the last line of the words under the cursor."""
        part, width = self._pickable[self.cursor], max(1, self.content_size.width)
        first = len(self._passage(part).wrap(width)) - 1
        return max(0, first), len(self._passage(part + 1).wrap(width)) - 1

    def action_step(self, by: int) -> None:
        """Walk to the next or the last part that can be picked, or read on towards it."""
        if not read_towards(self, *self._own_lines(), by):
            self.cursor += by

    def action_press(self) -> None:
        """Pick the part under the cursor."""
        if not self._show_cursor():
            self.pick(self.cursor)

    def action_done(self) -> None:
        """Take the part under the cursor, where one is to be found and none is taken; go on."""
        if self.at_once and not self._picked:
            if self._show_cursor():
                return
            self.pick(self.cursor)
        self.post_message(Rows.Done())

    def on_click(self, event: events.Click) -> None:
        """Pick the words that were clicked."""
        part = event.style.meta.get("part")
        if part in self._pickable:
            event.stop()
            self.pick(self._pickable.index(part))
