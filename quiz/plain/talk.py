"""Print lines to the reader, and read what they type."""

from collections.abc import Callable
from contextlib import suppress
from select import select
from typing import TextIO

from quiz.play.explain import places_for_ears
from quiz.session.bell import LOOK_AGAIN
from quiz.text import INVISIBLE, clean, folded, wrapped

ENDLESS = 100_000
"""Characters after which a line is not one that anybody typed; /dev/zero has no other."""


class Leave(Exception):  # noqa: N818 - not an error: the reader wants to stop, or the input has ended
    """The reader leaves; an open round stays as it is, to be resumed."""


class TimeUp(Exception):  # noqa: N818 - not an error: the bell has rung
    """The bell rang before the reader had typed a line; what they had typed is gone."""


class Talk:
    """Write lines to a reader and read lines from them."""

    def __init__(self, source: TextIO, target: TextIO, width: int) -> None:
        """Take the streams to read from and to write to, and how many columns to use."""
        self._source = source
        self._target = target
        self.width = width
        self.seconds_left: Callable[[], float | None] = lambda: None
        """How long until the bell rings; None if none will."""

    @property
    def is_typed(self) -> bool:
        """Whether a reader types the lines, so that they can be asked what they want."""
        return self._source.isatty()

    def say(self, *lines: str) -> None:
        """Write lines, wrapped at words, without anything that a terminal would obey.

        Paragraphs are named as they are in exhibits, wherever a text has their sign.
        """
        for line in wrapped(map(places_for_ears, lines), self.width):
            self._target.write(f"{line}\n")

    def quote(self, command: str) -> None:
        """Write a command on a line of its own, unbroken, so that it can be copied."""
        self._target.write(f"{clean(command)}\n")

    def ask(self, prompt: str) -> str:
        """Read a line as the reader typed it.

        Raises `Leave` at the end of the input, and `TimeUp` when the bell rings meanwhile.
        """
        self._target.write(f"{clean(prompt)} ")
        self._target.flush()
        if self.is_typed:
            self._wait_for_line()
        typed = ""
        with suppress(OSError):  # the terminal has gone
            typed = self._source.readline(ENDLESS)
        typed = typed if len(typed) < ENDLESS else ""
        # Drop what cannot be seen, such as a byte-order mark at the start of a file.
        line = clean(INVISIBLE.sub("", typed).strip())
        if not self.is_typed:  # write what a terminal would have shown as it was typed
            self._target.write(f"{line}\n")
        self._listen()
        if not typed:
            raise Leave
        return line

    def command(self, prompt: str) -> str:
        """Read a command, in plain small letters; raises `Leave` on q."""
        line = folded(self.ask(prompt))
        if line in ("q", "/q"):
            raise Leave
        return line

    def _wait_for_line(self) -> None:
        """Wait until a line was typed; raises `TimeUp` when the bell rings first."""
        with suppress(OSError, ValueError):  # Windows can't wait so; the next line is too late
            while (left := self.seconds_left()) is not None:
                if left > 0 and select([self._source], [], [], min(left, LOOK_AGAIN))[0]:
                    return
                self._listen()

    def _listen(self) -> None:
        """Raise `TimeUp` if the bell has rung, and drop what was typed so far."""
        left = self.seconds_left()
        if left is None or left > 0:
            return
        if self.is_typed:
            with suppress(ImportError, OSError):
                import termios  # noqa: PLC0415 - not on Windows

                termios.tcflush(self._source, termios.TCIFLUSH)
        self._target.write("\n")
        raise TimeUp
