"""Run a program in a terminal (a pty), send keys and signals, and read what it writes.

`text` is what was written since the last key, without escape sequences, in the order in which it
came, so a word counts as shown once it was written. `lines` is what the window shows after all of
it, as far as screens of Textual's need an emulator: the cursor is moved, and text written at it.
"""

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
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from rich.cells import cell_len

from tests.limits import SLOWER
from tests.process import ROOT, start

PATIENCE = 15.0
"""Seconds to wait for output; it comes much sooner, except on a busy machine."""

_ESCAPES = re.compile(rb"\x1b(?:\][^\x07\x1b]*(?:\x07|\x1b\\)|\[[0-?]*[ -/]*[@-~]|[@-Z\\-_=>])")
_WRITTEN = re.compile(rb"\x1b\[(\d+);(\d+)H|" + _ESCAPES.pattern + rb"|(\r?\n)|([^\x1b\r\n]+)")


class Ended(AssertionError):  # noqa: N818 - a state of affairs
    """The program ended before it wrote what a test waits for."""


class Terminal:
    """A command on a pty, killed at the end of its `with`."""

    def __init__(
        self,
        command: Sequence[str],
        width: int = 80,
        height: int = 24,
        *,
        cold: bool = False,
        folder: Path = ROOT,
    ) -> None:
        self.output = b""
        self._cells = [[" "] * width for _ in range(height)]
        self._unshown = b""
        """What was written and isn't in the cells yet."""
        self._closed = False
        self._pty, its = pty.openpty()
        self.resize(width, height)
        self._process = start(command, [its] * 3, cold=cold, terminal=True, folder=folder)
        os.close(its)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._process.send_signal(signal.SIGKILL)
        self._process.wait()
        self.hang_up()

    @property
    def text(self) -> str:
        """The output since the last key, without escape sequences."""
        return _ESCAPES.sub(b"", self.output).decode(errors="replace")

    @property
    def lines(self) -> list[str]:
        """What the window shows, if it kept its size."""
        x = y = 0
        written, self._unshown = self._unshown, b""
        for found in _WRITTEN.finditer(written):
            row, column, line_break, text = found.groups()
            if row:
                x, y = int(column) - 1, int(row) - 1
            elif line_break:
                x, y = 0, y + 1
            for character in (text or b"").decode():
                if y < len(self._cells) and x < len(self._cells[y]):
                    self._cells[y][x] = character
                    # What is wide takes the cell behind it, too.
                    self._cells[y][x + 1 : x + cell_len(character)] = [""] * (
                        cell_len(character) - 1
                    )
                x += cell_len(character)
        return ["".join(line).rstrip() for line in self._cells]

    @property
    def is_restored(self) -> bool:
        """Whether the alternate screen was left and the cursor is shown, after both were not."""
        return all(
            -1 < self.output.rfind(taken) < self.output.rfind(given_back)
            for taken, given_back in (
                (b"\x1b[?1049h", b"\x1b[?1049l"),
                (b"\x1b[?25l", b"\x1b[?25h"),
            )
        )

    @property
    def settings(self) -> list[Any]:
        """The termios attributes: whether keys arrive raw or line by line."""
        return termios.tcgetattr(self._pty)

    def wait_for(self, *texts: str) -> None:
        """Read until these texts have come since the last key, in this order."""
        wanted = " … ".join(texts)
        pattern = re.compile(".*".join(map(re.escape, texts)), re.DOTALL)
        deadline = time.monotonic() + PATIENCE
        while not pattern.search(self.text):
            more = self.read()
            assert time.monotonic() < deadline, f"“{wanted}” never came:\n{self.text}"
            if not more:
                raise Ended(f"it ended before “{wanted}” came:\n{self.text}")

    def writes_within(self, seconds: float) -> bool:
        """Whether more output comes within some seconds."""
        return bool(select.select([self._pty], [], [], seconds)[0])

    def press(self, key: str) -> None:
        """Send keys, and forget the output so far."""
        self.send(key.encode())

    def send(self, data: bytes) -> None:
        """Send any bytes, and forget the output so far, but for what `is_restored` needs."""
        self.output = b"".join(re.findall(rb"\x1b\[\?(?:1049|25)[hl]", self.output))
        os.write(self._pty, data)

    def end(self, name: str) -> None:
        """Send a signal, such as `TERM`, unless the program has ended."""
        self._process.send_signal(signal.Signals[f"SIG{name}"])

    def hang_up(self) -> None:
        """Close the terminal, as a window is closed."""
        if not self._closed:
            self._closed = True
            os.close(self._pty)

    def resize(self, width: int, height: int) -> None:
        """Give the window another size."""
        fcntl.ioctl(self._pty, termios.TIOCSWINSZ, struct.pack("HHHH", height, width, 0, 0))

    def ends_within(self, seconds: float) -> int:
        """The exit code of a program whose output nobody reads; negative after a signal."""
        code = self._process.poll(seconds * SLOWER)
        assert code is not None, f"it goes on after {seconds} seconds"
        return code

    @property
    def has_ended(self) -> bool:
        """Whether the program has ended."""
        return self._process.poll() is not None

    def rest(self, seconds: float = 0.1) -> None:
        """Read until no output has come for some seconds, or the program has ended."""
        while self.writes_within(seconds) and self.read():
            pass

    def stop(self, name: str) -> None:
        """Send a signal that suspends the program, and read all that it wrote before."""
        self.end(name)
        self._process.wait_until_stopped()
        while self.writes_within(0.1):
            self.read()

    def go_on(self) -> None:
        """Resume the program after `stop`, and forget the output so far."""
        self.press("")
        self.end("CONT")

    def wait(self) -> int:
        """Read to the end; the exit code, negative after a signal."""
        while not self._closed and self.read():
            pass
        return self._process.wait()

    def read(self) -> bool:
        """Wait for output and read it; false once no more will come."""
        if not select.select([self._pty], [], [], PATIENCE)[0]:
            return False
        try:
            data = os.read(self._pty, 1 << 16)
        except OSError:  # Linux says so when the other side is closed
            return False
        self.output += data
        self._unshown += data
        return bool(data)
