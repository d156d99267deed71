"""A monkey at the quiz: any key, any click, any window, and no look at the screen."""

import asyncio
import os
import webbrowser
from random import Random

import pytest
from textual.drivers.headless_driver import HeadlessDriver
from textual.events import (
    Event,
    Key,
    MouseDown,
    MouseMove,
    MouseScrollDown,
    MouseScrollUp,
    MouseUp,
    Paste,
    Resize,
)
from textual.geometry import Size
from textual.keys import key_to_character
from textual.widgets import Input

from quiz.bank.model import Bank
from quiz.tui.screens.home import Home
from quiz.tui.widgets.keys import Keys
from tests.conftest import Opened
from tests.reader import Reader

EVENTS = int(os.environ.get("QUIZ_MONKEY", "200"))
"""How much each monkey does at least; more when a test run has the time."""
SPELL = 100
"""After how many events it is looked whether home can be reached."""

ACTS = {"key": 70, "click": 15, "drag": 2, "wheel": 3, "paste": 1, "resize": 9}
"""What a monkey does, and in how many of a hundred cases."""
OTHERS = [*"abcdefghijklmnopqrstuvwxyzABTX0123456789é漢.,!-", "tab", "shift+tab", "backspace"]
OTHERS += ["delete", "home", "end", "pageup", "pagedown", "escape", "insert", "f1", "f5"]
OTHERS += ["ctrl+a", "ctrl+c", "ctrl+k", "ctrl+l", "ctrl+p", "ctrl+q", "ctrl+v", "ctrl+w", "ctrl+z"]
"""Keys, whether they do something or not."""
ENDS = {"leave", "app.leave", "step_back('leave')", "step_back('list')"}
"""What leads out of a round or of the quiz; a monkey seldom does it, or it would see little."""
WAYS = ("Leave", "Home", "Close", "Stay here", "Back", "Go on", "To the list")
"""What the keys are called that lead home; the first that is shown is taken."""


class Monkey:
    """Someone who does anything, and remembers it."""

    def __init__(self, reader: Reader, random: Random) -> None:
        self.app = reader.app
        self.reader = reader
        self.random = random
        self.did: list[str] = []

    async def spell(self) -> None:
        """Do a hundred things, and hardly ever wait for what comes of them."""
        for _ in range(SPELL):
            if not self.app.is_running:
                return
            self._act()
            if self.random.random() < 0.3:
                await asyncio.sleep(self.random.choice((0, 0, 0, 0, 0.001, 0.02)))

    async def go_home(self) -> None:
        """Go home by the keys that are shown."""
        self._resize(80, 24)
        await self.reader.rest()
        for _ in range(10):
            if not self.app.is_running or isinstance(self.app.screen, Home):
                return
            shown = self.app.screen.query_one(Keys).render().plain
            if isinstance(self.app.focused, Input) and "Tab" in shown:  # other keys are typed
                key = "Tab"
            else:
                name = next(name for name in WAYS if name in shown)
                key = shown[: shown.index(name)].split()[-1]
            await self.reader.press({"↵": "enter", "Tab": "tab"}.get(key, key))
        raise AssertionError("home was not reached from\n" + "\n".join(self.reader.lines))

    def _act(self) -> None:
        size = self.app.size
        x, y = self.random.randint(0, size.width), self.random.randint(0, size.height)
        match self.random.choices([*ACTS], [*ACTS.values()])[0]:
            case "key":
                key = self._key()
                self._send(Key(key, key_to_character(key)))
            case "click":
                self._send(*(_mouse(kind, x, y) for kind in (MouseMove, MouseDown, MouseUp)))
            case "drag":
                self._send(_mouse(MouseDown, x, y), _mouse(MouseMove, y, x), _mouse(MouseUp, y, x))
            case "wheel":
                self._send(_mouse(self.random.choice((MouseScrollUp, MouseScrollDown)), x, y))
            case "paste":
                self._send(Paste("May\nJune 漢字"))
            case "resize":
                self._resize(self.random.randint(1, 200), self.random.randint(1, 60))
            case act:
                raise AssertionError(act)

    def _key(self) -> str:
        """A key that does something now, or any other."""
        bound = self.app.screen.active_bindings
        key = self.random.choice([*bound] if self.random.random() < 0.8 else OTHERS)
        ends = key in bound and bound[key].binding.action in ENDS
        return "enter" if ends and self.random.random() < 0.9 else key

    def _resize(self, width: int, height: int) -> None:
        size = Size(width, height)
        assert isinstance(self.app._driver, HeadlessDriver)
        self.app._driver._size = size
        self._send(Resize(size, size))

    def _send(self, *events: Event) -> None:
        self.did.append(" ".join(map(str, events)))
        assert self.app._driver is not None
        for event in events:
            self.app._driver.process_message(event)


def _mouse(
    kind: type[MouseMove | MouseDown | MouseUp | MouseScrollUp | MouseScrollDown], x: int, y: int
) -> Event:
    button = int(kind in (MouseDown, MouseUp))
    return kind(None, x, y, 0, 0, button, False, False, False, x, y)


@pytest.mark.parametrize(
    "seed", [4, *(pytest.param(seed, marks=pytest.mark.long) for seed in (1, 2, 3, 5))]
)
async def test_a_monkey_breaks_nothing(
    opened: Opened, bank: Bank, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    """Whatever is pressed, clicked or resized, nothing breaks, and the keys shown lead home."""
    addresses: list[str] = []
    monkeypatch.setattr(webbrowser, "open", lambda url, *_: addresses.append(url))
    random = Random(seed)
    ids = [question.id for question in bank.questions]
    left, monkey = EVENTS, None
    while left > 0:
        some = random.sample(ids, random.choice((0, 0, 3)))
        exam, first_time = random.random() < 0.3, random.random() < 0.2
        try:
            async with opened(*some, exam=exam, first_time=first_time) as reader:
                monkey = Monkey(reader, random)
                while len(monkey.did) < left and reader.app.is_running:
                    await monkey.spell()
                    await monkey.go_home()
        except Exception as error:
            error.add_note("The monkey did last:\n" + "\n".join(monkey.did[-50:] if monkey else ()))
            raise
        left -= len(monkey.did)
    assert not addresses
