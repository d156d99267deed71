"""Signals: the end with the code that shells expect, a stop, and the way back from one."""

import asyncio
import os
import signal
import sys
import threading
from contextlib import suppress
from typing import Any

from textual.app import App

PATIENCE = 2.0
"""Seconds that an end by a signal may take."""


class Signals:
    """What an app does on signals; Textual alone leaves the terminal broken, or blank."""

    def __init__(self, app: App[Any]) -> None:
        self._app = app
        self._awaited = False
        """The next SIGCONT has been seen to already."""

    def take_in_hand(self) -> None:
        """Act on signals from here on, where the system has them."""
        acts = {
            "SIGINT": self._end,
            "SIGTERM": self._end,
            "SIGHUP": self._end,
            "SIGTSTP": self._stop,
            "SIGCONT": self._go_on,
        }
        for name, act in acts.items():
            if number := getattr(signal, name, None):
                with suppress(NotImplementedError):  # Windows; there Ctrl+C comes as a key
                    asyncio.get_running_loop().add_signal_handler(number, act, number)

    def _end(self, number: int) -> None:
        """Leave; nothing is lost."""
        self._awaited = True  # SIGCONT comes with SIGHUP, and there is nothing to go back to
        code = 128 + number
        # A terminal that is gone can hold up the end for ever; all answers are kept by now.
        late = threading.Timer(PATIENCE, os._exit, [code])
        late.daemon = True
        late.start()
        self._app.exit(return_code=code)

    def _stop(self, _: int) -> None:
        """Give the terminal back and stop, as Ctrl+Z asks for."""
        self._awaited = True
        with self._app.suspend():
            os.kill(os.getpid(), signal.SIGSTOP)
            _wait_in_background()

    def _go_on(self, _: int) -> None:
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
