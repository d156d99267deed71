"""Keys and clicks in turn: each finds the screen as the one before it has left it."""

import asyncio
from collections import deque
from collections.abc import Coroutine
from contextlib import suppress
from typing import Any

from textual.app import App, ScreenStackError
from textual.events import Event, InputEvent, Key, MouseMove, Paste

PATIENCE = 2.0
"""Seconds after which a key or a click no longer waits for the one before it."""
REPEATS = 0.8
"""Seconds within which the same key counts as held down, or as pressed once too often."""
FRAME = 1 / 60
"""Seconds to wait for another key before the effect of the last one is drawn."""


class InTurn(App[None]):
    """An app in which a key or a click waits until the one before it has had all its effects.

    Textual sends every key at once to what has the focus. Of two that come together, as over a
    slow line, the second would reach what the first is about to take away.
    """

    def __init__(self) -> None:
        super().__init__()
        self.inputs: deque[InputEvent | Paste] = deque()
        """Keys and clicks that are not done yet; the first of them is under way."""
        self.last_key: Key | None = None
        """The newest key that was sent on its way."""
        self.repeats = False
        """Whether that is the same key as the one just before it."""
        self._arrived = asyncio.Event()
        """Set when there is one more of them."""

    def on_mount(self) -> None:
        self.run_worker(self._send_in_turn())

    async def on_event(self, event: Event) -> None:
        """Send a key or a click on its way, or let it wait for its turn."""
        if isinstance(event, InputEvent | Paste) and not event.is_forwarded:
            self.inputs.append(event)
            self._arrived.set()
            if len(self.inputs) > 1:
                return
            self._note(event)
        await super().on_event(event)

    def _note(self, event: InputEvent | Paste) -> None:
        """Remember a key, and whether it repeats the one before."""
        before = self.last_key
        if isinstance(event, Key):
            self.repeats = (
                before is not None
                and event.key == before.key
                and event.time - before.time < REPEATS
            )
            self.last_key = event

    async def _send_in_turn(self) -> None:
        """Send the waiting inputs one after the other until the app has no screen any more."""
        with suppress(ScreenStackError):
            while await self._arrived.wait():
                self._arrived.clear()
                if not isinstance(self.inputs[0], MouseMove):
                    if len(self.inputs) == 1:
                        await _within(FRAME, self._arrived.wait())
                    await _within(PATIENCE, self._settled())
                self.inputs.popleft()
                if self.inputs:
                    self._arrived.set()
                    self._note(self.inputs[0])
                    self.call_later(super().on_event, self.inputs[0])

    async def _settled(self) -> None:
        """Wait until what has the focus or the mouse has no messages left, and all is drawn.

        A message that one of them is working on is in no queue: hence a second look.
        """
        before = quiet = False
        while not (before and quiet):
            await asyncio.sleep(0)  # what is closing answers nothing below, and must go on closing
            before = quiet
            ends = (self.mouse_over, self.focused, self.screen)
            nodes = dict.fromkeys(node for end in ends if end for node in end.ancestors_with_self)
            for node in nodes:
                done = asyncio.Event()
                if node.call_later(done.set):
                    await done.wait()
            quiet = not any(node.message_queue_size for node in nodes)
        drawn = asyncio.Event()
        if self.screen.call_after_refresh(drawn.set):
            await drawn.wait()


async def _within(seconds: float, awaited: Coroutine[Any, Any, object]) -> None:
    """Wait for something, but no longer than this."""
    with suppress(TimeoutError):
        await asyncio.wait_for(awaited, seconds)
