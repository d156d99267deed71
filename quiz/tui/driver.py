"""The terminal, which may send meaningless bytes, stop reading, or go away."""

import os
import signal
import sys
import termios
from codecs import getincrementaldecoder
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import partial
from select import select
from typing import Any, TextIO

from textual._xterm_parser import XTermParser
from textual.app import App
from textual.drivers.linux_driver import LinuxDriver
from textual.events import Resize
from textual.message import Message

from quiz.tui.signals import Signals

TICK = 0.1
"""Seconds after which the thread that reads checks whether the app has ended."""
WIDEST = 10_000
"""Columns and lines from which on a size that a terminal reports is not believed."""

YIELDS = 0.0005
"""Seconds that the thread that writes waits, once there is a frame, for the one that draws.

Python's own are 0.005: the first frame would stay behind while the next steps are already taken.
"""

_SIZES = ("mouse_pixels", "terminal_size", "terminal_pixel_size")
"""What a parser of reports knows of the window."""


class _Output:
    """The terminal as a file to write to; once it has gone, writing does nothing."""

    def __init__(self, file: TextIO) -> None:
        self.fileno = file.fileno
        self._file = file

    def write(self, text: str) -> None:
        with suppress(OSError):
            self._file.write(text)

    def flush(self) -> None:
        with suppress(OSError):
            self._file.flush()


class TerminalDriver(LinuxDriver):
    """Textual's driver, whose threads would die of a byte, or of a terminal that is gone."""

    def __init__(self, app: App[Any], **options: Any) -> None:
        super().__init__(app, **options)
        assert sys.__stderr__ is not None  # noqa: S101 - screens open on a terminal alone
        self._file = _Output(sys.__stderr__)  # type: ignore[assignment] # all that is used of one
        self._parser = XTermParser()
        sys.setswitchinterval(YIELDS)
        Signals(app, self._restore_terminal)

    def run_input_thread(self) -> None:
        """Pass on keys, clicks and pasted text until the app ends or the terminal goes."""
        decode = getincrementaldecoder("utf-8")("ignore").decode
        while not self.exit_event.is_set():
            if select([self.fileno], [], [], TICK)[0]:
                data = b""
                with suppress(OSError):
                    data = os.read(self.fileno, 4096)
                if not data:
                    signal.raise_signal(signal.SIGHUP)  # what comes when a terminal goes, or should
                    return
                for character in decode(data):
                    self._pass_on(partial(self._parser.feed, character))
            self._pass_on(self._parser.tick)

    def _get_terminal_size(self) -> tuple[int, int]:
        """The size of the window, as the app's console has it.

        A window that was given no size has 24 lines for Textual and 25 for Rich, and the two would
        take turns for ever.
        """
        return self._app.console.size

    def _pass_on(self, step: Callable[[], Iterable[Message]]) -> None:
        """Process what the parser makes of the input, and ignore what it can't read."""
        before = {name: getattr(self._parser, name) for name in _SIZES}
        try:
            for message in step():
                self.process_message(message)
        except Exception:  # noqa: BLE001 - a key code past Unicode, a size of nothing, and so on
            self._parser = XTermParser()  # one that has failed takes no more
            vars(self._parser).update(before)

    def process_message(self, message: Message) -> None:
        """Send a message to the app, unless it is a window of an impossible size."""
        if isinstance(message, Resize):
            sides = (message.size.width, message.size.height)
            if not self._in_band_window_resize or not all(0 < side < WIDEST for side in sides):
                raise ValueError(f"a window of {sides}")
        super().process_message(message)

    def _restore_terminal(self) -> None:
        """Give the terminal its settings back, which works even if it reads nothing."""
        if self.attrs_before is not None:
            with suppress(termios.error):
                termios.tcsetattr(self.fileno, termios.TCSANOW, self.attrs_before)
