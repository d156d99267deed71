"""Print lines to the reader, and read what they type."""

from contextlib import suppress
from typing import TextIO

from quiz.text import INVISIBLE, clean, folded, wrapped

ENDLESS = 100_000
"""Characters after which a line is not one that anybody typed; /dev/zero has no other."""


class Leave(Exception):  # noqa: N818 - not an error: the reader wants to stop, or the input has ended
    """The reader leaves; an open round stays as it is, to be resumed."""


class Talk:
    """Write lines to a reader and read lines from them."""

    def __init__(self, source: TextIO, target: TextIO, width: int) -> None:
        """Take the streams to read from and to write to, and how many columns to use."""
        self._source = source
        self._target = target
        self.width = width

    @property
    def is_typed(self) -> bool:
        """Whether a reader types the lines, so that they can be asked what they want."""
        return self._source.isatty()

    def say(self, *lines: str) -> None:
        """Write lines, wrapped at words, without anything that a terminal would obey."""
        for line in wrapped(lines, self.width):
            self._target.write(f"{line}\n")

    def quote(self, command: str) -> None:
        """Write a command on a line of its own, unbroken, so that it can be copied."""
        self._target.write(f"{clean(command)}\n")

    def ask(self, prompt: str) -> str:
        """Read a line as the reader typed it; raises `Leave` at the end of the input."""
        self._target.write(f"{clean(prompt)} ")
        self._target.flush()
        typed = ""
        with suppress(OSError):  # the terminal has gone
            typed = self._source.readline(ENDLESS)
        typed = typed if len(typed) < ENDLESS else ""
        # Drop what cannot be seen, such as a byte-order mark at the start of a file.
        line = clean(INVISIBLE.sub("", typed).strip())
        if not self.is_typed:  # write what a terminal would have shown as it was typed
            self._target.write(f"{line}\n")
        if not typed:
            raise Leave
        return line

    def command(self, prompt: str) -> str:
        """Read a command, in plain small letters; raises `Leave` on q."""
        line = folded(self.ask(prompt))
        if line in ("q", "/q"):
            raise Leave
        return line
