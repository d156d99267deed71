"""Signals: to end with the exit code that shells expect, to stop, and to go on after a stop."""

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
"""Seconds that the app may take to end after a signal."""

_ENDS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Signals:
    """What an app does on signals; Textual alone leaves the terminal broken, or blank.

    A thread of its own waits for them: a terminal that reads nothing may hold up the app.
    """

    def __init__(self, app: App[Any], restore_terminal: Callable[[], None]) -> None:
        """Act on signals from here on; `restore_terminal` is for when the app cannot do so."""
        self._app = app
        self._restore_terminal = restore_terminal
        self._loop = asyncio.get_running_loop()
        self._expects_sigcont = False
        """The next SIGCONT is already dealt with."""
        self._numbers, wakeup = os.pipe()
        os.set_blocking(wakeup, False)
        signal.set_wakeup_fd(wakeup, warn_on_full_buffer=False)
        for number in (*_ENDS, signal.SIGTSTP, signal.SIGCONT):
            signal.signal(number, lambda *_: None)  # its number comes through the pipe
        threading.Thread(target=self._watch, daemon=True, name="signals").start()

    def _watch(self) -> None:
        while numbers := os.read(self._numbers, 64):
            for number in numbers:
                if number in _ENDS:
                    self._end(128 + number)
                elif number == signal.SIGTSTP:
                    self._loop.call_soon_threadsafe(self._stop)
                elif number == signal.SIGCONT:
                    self._loop.call_soon_threadsafe(self._continue)

    def _end(self, code: int) -> None:
        """Leave, if need be without the app, which keeps an answer that was just changed."""
        self._expects_sigcont = True  # it comes with SIGHUP, and there is nothing to go back to
        with suppress(RuntimeError):  # the app has ended already
            self._loop.call_soon_threadsafe(partial(self._app.exit, return_code=code))
        time.sleep(PATIENCE)
        self._restore_terminal()
        os._exit(code)

    def _stop(self) -> None:
        """Give the terminal back and stop, as Ctrl+Z asks for."""
        self._expects_sigcont = True
        with self._app.suspend():
            os.kill(os.getpid(), signal.SIGSTOP)
            _wait_in_background()

    def _continue(self) -> None:
        """Take the terminal again after a stop that came without a warning."""
        if not self._expects_sigcont:
            with self._app.suspend():
                _wait_in_background()
        self._expects_sigcont = False


def _wait_in_background() -> None:
    """Stop again until the terminal is ours: a shell's `bg` wakes a process without giving it."""
    assert sys.__stdin__ is not None  # noqa: S101 - keys come from there
    while os.tcgetpgrp(sys.__stdin__.fileno()) != os.getpgrp():
        os.kill(os.getpid(), signal.SIGSTOP)
