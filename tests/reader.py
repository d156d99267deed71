"""Use the quiz as a reader does: press keys, click on words, see the screen as text.

Textual's own `Pilot` waits a fixed time after a key. `Reader.rest` waits until the message queues
are empty and the screen no longer changes, which is quicker, and safe on a busy machine.
"""

import asyncio
from collections.abc import Iterator

from rich.cells import cell_len
from rich.style import Style
from textual.events import (
    InputEvent,
    Key,
    MouseDown,
    MouseEvent,
    MouseMove,
    MouseUp,
    Paste,
    Resize,
)
from textual.geometry import Size
from textual.message_pump import MessagePump
from textual.widget import Widget
from textual.widgets import OptionList

from quiz.play.round import Round, Slot
from quiz.tui.app import QuizApp
from quiz.tui.screens.question import QuestionScreen

PATIENCE = 20.0
"""Seconds in which a screen must come to rest."""

INSTANT = 0.001
"""Seconds between two looks whether the app has taken its input."""

BLANK = 20
"""How many times in a row a screen may look blank before it counts as drawn."""

SIGNS = {"space": " ", "question_mark": "?", "full_stop": "."}
"""The characters of keys with names."""


class Reader:
    """A reader at a running app, who waits after each key until the screen is still."""

    def __init__(self, app: QuizApp) -> None:
        self.app = app

    @property
    def lines(self) -> list[str]:
        """The lines on the screen, without colours."""
        strips = self.app.screen._compositor.render_strips()
        return [strip.text.replace("\u00a0", " ").rstrip() for strip in strips]

    @property
    def sees(self) -> str:
        """The text on the screen as one line."""
        return " ".join(" ".join(self.lines).split())

    @property
    def highlighted(self) -> str:
        """The entry under the cursor of a list."""
        listed = self.app.screen.query_one(OptionList)
        assert listed.highlighted is not None
        return str(listed.get_option_at_index(listed.highlighted).prompt).strip()

    def looks(self) -> Iterator[tuple[Style, str]]:
        """Each piece of text on the screen with its style."""
        for strip in self.app.screen._compositor.render_strips():
            for segment in strip:
                if segment.style and any(map(str.isalnum, segment.text)):
                    yield segment.style, segment.text

    @property
    def round(self) -> Round:
        """The round on the screen."""
        screen = self.app.screen
        assert isinstance(screen, QuestionScreen), screen
        return screen.round

    @property
    def slot(self) -> Slot:
        """The slot of the question on the screen."""
        return self.round.slot

    def key_of(self, number: int) -> str:
        """The letter that picks an option, by its number in the bank."""
        return "abcdefghi"[self.slot.arrangement.index(number)]

    async def wait_for(self, text: str) -> None:
        """Wait until a text is on the screen."""
        async with asyncio.timeout(PATIENCE):
            while text not in self.sees:
                await self.rest()

    async def press(self, *keys: str) -> None:
        """Press keys, one after the other."""
        for key in keys:
            await self._send(_typed(key))

    async def press_at_once(self, *keys: str) -> None:
        """Press keys that all come at once."""
        await self._send(*map(_typed, keys))

    async def paste(self, text: str) -> None:
        """Paste a text."""
        await self._send(Paste(text))

    async def resize(self, width: int, height: int) -> None:
        """Give the window another size."""
        size = Size(width, height)
        await self.app.on_event(Resize(size, size))
        async with asyncio.timeout(PATIENCE):
            while self.app._resize_event or self.app._resize_timer:  # noqa: ASYNC110 - as below
                await asyncio.sleep(0)
        await self.rest()

    async def click(self, text: str) -> None:
        """Click on the middle of a text that is on the screen."""
        await self.point(text, MouseMove, MouseDown, MouseUp)

    async def point(self, text: str, *kinds: type[MouseEvent]) -> None:
        """Move the mouse to the middle of a text on the screen, press it there or let it go."""
        for y, line in enumerate(self.lines):
            if text in line:
                before, _, _ = line.partition(text)
                x = cell_len(before) + cell_len(text) // 2
                pressed: dict[type[MouseEvent], int] = {MouseMove: 0}
                where = (False, False, False, x, y)
                return await self._send(
                    *(kind(None, x, y, 0, 0, pressed.get(kind, 1), *where) for kind in kinds)
                )
        raise AssertionError(f"“{text}” is not on the screen:\n" + "\n".join(self.lines))

    async def _send(self, *inputs: InputEvent | Paste) -> None:
        """Send events as the driver does, and wait for their effect."""
        driver = self.app._driver
        assert driver is not None
        for each in inputs:
            driver.process_message(each)
        await self.rest()

    async def rest(self) -> None:
        """Wait until all input has had its effects, and the screen stays as it is."""
        still = 0
        async with asyncio.timeout(PATIENCE):
            while self.app.is_running:
                if self.app.inputs:
                    if self.app.screen._callbacks:  # they wait for the next frame: draw it now
                        self.app.screen._on_timer_update()
                    await asyncio.sleep(INSTANT)
                    continue
                for pump in self._way_of_messages():
                    await _worked_off(pump)
                if not self.app.is_running:
                    return
                still = 0 if self._is_at_work() else still + 1
                self.app.screen._on_timer_update()
                if still > 1 and (any(self.lines) or still > BLANK):
                    return

    def _is_at_work(self) -> bool:
        """Whether a message is in a queue, or something is still to be drawn or scrolled."""
        screen = self.app.screen
        return bool(
            screen._callbacks
            or screen._layout_required
            or screen._scroll_required
            or screen._dirty_widgets
            or any(
                each.message_queue_size
                or each._next_callbacks
                or each.scroll_y != min(each.scroll_target_y, each.max_scroll_y)
                for each in screen.walk_children(Widget, with_self=True)
            )
        )

    def _way_of_messages(self) -> list[MessagePump]:
        """What a key or a click passes: the app, the screen, and the widget with its ancestors."""
        way: list[MessagePump] = [self.app, *self.app.screen_stack[-1:]]
        for widget in (self.app.focused, self.app.mouse_over):
            way += widget.ancestors_with_self if widget else []
        return way


def _typed(key: str) -> Key:
    return Key(key, key if len(key) == 1 else SIGNS.get(key))


async def _worked_off(pump: MessagePump) -> None:
    """Wait until a widget has handled all messages in its queue."""
    done = asyncio.Event()
    await asyncio.sleep(0)
    if pump.call_later(done.set):
        while pump.is_running and not done.is_set():  # noqa: ASYNC110 - it may stop before it answers
            await asyncio.sleep(0)
