"""Run a program on a pty of its own, and time it from outside, as its user would."""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time
from collections.abc import Sequence
from contextlib import suppress
from types import TracebackType
from typing import Self

ESCAPES = re.compile(rb"\x1b(?:\][^\x07\x1b]*(?:\x07|\x1b\\)|\[[0-?]*[ -/]*[@-~]|[@-Z\\-_=>])")


class Terminal:
    """A command on a pty of 80 columns and 24 lines or more."""

    def __init__(
        self, command: Sequence[str], environment: dict[str, str], height: int = 24
    ) -> None:
        self.output = b""
        self.started = time.perf_counter()
        self.pid, self._pty = pty.fork()
        if self.pid == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", height, 80, 0, 0))
            os.execvpe(command[0], list(command), environment)  # noqa: S606 - the program measured

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self._pty)

    def read(self, patience: float) -> bytes:
        """The output that arrives within `patience` seconds; empty if there is none."""
        if not select.select([self._pty], [], [], patience)[0]:
            return b""
        with suppress(OSError):
            data = os.read(self._pty, 1 << 16)
            self.output += data
            return data
        return b""

    def wait_for(self, text: str, patience: float = 60.0) -> float:
        """Seconds from the start until a text is on the screen; raises if it never appears."""
        end = time.perf_counter() + patience
        while time.perf_counter() < end:
            if self.read(0.05) and text.encode() in ESCAPES.sub(b"", self.output):
                return time.perf_counter() - self.started
        raise TimeoutError(f"{text!r} never came; last was {self.output[-300:]!r}")

    def settle(self, quiet: float = 0.3) -> None:
        """Read until nothing arrives for `quiet` seconds."""
        while self.read(quiet):
            pass

    def press(self, key: bytes) -> float | None:
        """Seconds from a key to the end of what it drew; None if it drew nothing."""
        pressed = time.perf_counter()
        os.write(self._pty, key)
        if not self.read(1.0):
            return None
        last = time.perf_counter()
        while self.read(0.025):
            last = time.perf_counter()
        return last - pressed

    def type(self, keys: str) -> None:
        """Send keys, and forget the output so far."""
        self.output = b""
        os.write(self._pty, keys.encode())

    def memory(self) -> float:
        """Resident megabytes (Linux)."""
        with open(f"/proc/{self.pid}/status", encoding="ascii") as status:  # noqa: PTH123
            line = next(line for line in status if line.startswith("VmRSS"))
        return int(line.split()[1]) / 1024
