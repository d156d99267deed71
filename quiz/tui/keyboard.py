"""Keys and clicks in turn: each finds the screen as the one before it left it."""

import asyncio
from collections import deque
from collections.abc import Coroutine
from contextlib import suppress
from typing import Any

from textual.app import App, ScreenStackError
from textual.events import Event, InputEvent, MouseMove, Paste

PATIENCE = 2.0
"""Seconds after which a key or a click waits no longer."""
FRAME = 1 / 60
"""Seconds that what came of a key has to be drawn before it is looked at, unless another waits."""


class InTurn(App[None]):
    """An app in which a key or a click waits until all that came of the one before it is done.

    Textual sends every key at once to what has the focus: of two that come together, as over a
    slow line, the second would reach what the first is about to take away.
    """

    def __init__(self) -> None:
        super().__init__()
        self.inputs: deque[InputEvent | Paste] = deque()
        """What was typed or clicked and is not done yet."""
        self._come = asyncio.Event()
        """Set when there is one more of them."""

    def on_mount(self) -> None:
        self.run_worker(self._pass_on())

    async def on_event(self, event: Event) -> None:
        """Send what is typed or clicked on its way, or let it wait for its turn."""
        if isinstance(event, InputEvent | Paste) and not event.is_forwarded:
            self.inputs.append(event)
            self._come.set()
            if len(self.inputs) > 1:
                return
        await super().on_event(event)

    async def _pass_on(self) -> None:
        """Send what waits, one after the other, until the app leaves and has no screen any more."""
        with suppress(ScreenStackError):
            while await self._come.wait():
                self._come.clear()
                if not isinstance(self.inputs[0], MouseMove):
                    if len(self.inputs) == 1:
                        await _within(FRAME, self._come.wait())
                    await _within(PATIENCE, self._rest())
                self.inputs.popleft()
                if self.inputs:
                    self._come.set()
                    self.call_later(super().on_event, self.inputs[0])

    async def _rest(self) -> None:
        """Wait until nothing is under way from what has the focus or the mouse, and all is drawn.

        A message that one of them is at work on waits nowhere: hence a second look.
        """
        before = quiet = False
        while not (before and quiet):
            await asyncio.sleep(0)  # what is closing answers nothing below, and must go on closing
            before = quiet
            ends = (self.mouse_over, self.focused, self.screen)
            way = dict.fromkeys(node for end in ends if end for node in end.ancestors_with_self)
            for node in way:
                done = asyncio.Event()
                if node.call_later(done.set):
                    await done.wait()
            quiet = not any(node.message_queue_size for node in way)
        drawn = asyncio.Event()
        if self.screen.call_after_refresh(drawn.set):
            await drawn.wait()


async def _within(seconds: float, awaited: Coroutine[Any, Any, object]) -> None:
    """Wait for something, but no longer than this."""
    with suppress(TimeoutError):
        await asyncio.wait_for(awaited, seconds)
