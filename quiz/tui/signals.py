"""Signals: the end with the code that shells expect, a stop, and the way back from one."""

import asyncio
import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import Any

from textual.app import App

PATIENCE = 1.5
"""Seconds that an end by a signal may take."""

_ENDS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Signals:
    """What an app does on signals; Textual alone leaves the terminal broken, or blank.

    A thread of its own waits for them, as the app may be held up by a terminal that reads nothing.
    """

    def __init__(self, app: App[Any], let_go: Callable[[], None]) -> None:
        """Take what gives the terminal back at once, for when the app cannot."""
        self._app = app
        self._let_go = let_go
        self._loop = asyncio.get_running_loop()
        self._awaited = False
        """The next SIGCONT has been seen to already."""

    def take_in_hand(self) -> None:
        """Act on signals from here on."""
        told, tell = os.pipe()
        os.set_blocking(tell, False)
        signal.set_wakeup_fd(tell, warn_on_full_buffer=False)
        for number in (*_ENDS, signal.SIGTSTP, signal.SIGCONT):
            signal.signal(number, lambda *_: None)  # its number comes through the pipe
        threading.Thread(target=self._watch, args=[told], daemon=True, name="signals").start()

    def _watch(self, told: int) -> None:
        while numbers := os.read(told, 64):
            for number in numbers:
                if number in _ENDS:
                    self._end(128 + number)
                elif number == signal.SIGTSTP:
                    self._loop.call_soon_threadsafe(self._stop)
                elif number == signal.SIGCONT:
                    self._loop.call_soon_threadsafe(self._go_on)

    def _end(self, code: int) -> None:
        """Leave; nothing is lost, as all answers are kept by now."""
        self._awaited = True  # SIGCONT comes with SIGHUP, and there is nothing to go back to
        with suppress(RuntimeError):  # the app has ended already
            self._loop.call_soon_threadsafe(partial(self._app.exit, return_code=code))
        time.sleep(PATIENCE)
        self._let_go()
        os._exit(code)

    def _stop(self) -> None:
        """Give the terminal back and stop, as Ctrl+Z asks for."""
        self._awaited = True
        with self._app.suspend():
            os.kill(os.getpid(), signal.SIGSTOP)
            _wait_in_background()

    def _go_on(self) -> None:
        """Take the terminal anew after a stop that came without a warning."""
        if not self._awaited:
            with self._app.suspend():
                _wait_in_background()
        self._awaited = False


def _wait_in_background() -> None:
    """Stop again until the terminal is ours: a shell's `bg` wakes without giving it."""
    assert sys.__stdin__ is not None  # noqa: S101 - keys come from there
    while os.tcgetpgrp(sys.__stdin__.fileno()) != os.getpgrp():
        os.kill(os.getpid(), signal.SIGSTOP)
