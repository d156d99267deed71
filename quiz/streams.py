"""Stdin, stdout and stderr: only clean text goes out, and a broken one ends in a line at most."""

from __future__ import annotations

import codecs
import os
import sys
from io import TextIOWrapper

TYPE_CHECKING = False  # the one of `typing` takes as long to load as all else for --version
if TYPE_CHECKING:
    from typing import NoReturn, TextIO

BROKEN_PIPE = 128 + 13
"""What shells tell of a program that went on writing when nobody read any more (SIGPIPE)."""
CANNOT_WRITE = 1


class Clean(TextIOWrapper):
    """Writes whatever it is given as text that no terminal can take for a command."""

    def write(self, text: str, /) -> int:
        """Write the text, its unsafe characters as their code points."""
        safe = text
        if not text.replace("\n", "").isprintable():  # most is, and what cleans takes time to load
            from quiz.text import clean  # noqa: PLC0415

            safe = "\r\n".join(map(clean, text.split("\r\n")))
        try:
            super().write(safe)
        except OSError as error:
            self._give_up(error)
        return len(text)

    def flush(self) -> None:
        """Send off what waits to be written."""
        try:
            super().flush()
        except OSError as error:
            self._give_up(error)

    def _give_up(self, error: OSError) -> None:
        """Leave, if this was the result: without a word when nobody reads on, else with a line."""
        os.dup2(os.open(os.devnull, os.O_WRONLY), self.fileno())  # so that nothing fails once more
        if self is sys.stdout:
            _leave(error)


def _leave(error: OSError) -> NoReturn:
    if isinstance(error, BrokenPipeError):
        sys.exit(BROKEN_PIPE)
    why = (error.strerror or str(error)).lower()
    sys.stderr.write(f"quiz: the output can't be written: {why}\n")
    sys.exit(CANNOT_WRITE)


def settle() -> None:
    """Set up the three streams: UTF-8 in files and pipes, and in a terminal what it can show."""
    for number in range(3):
        _fill(number)
    if sys.stdin is None:
        sys.stdin = open(0, closefd=False)  # noqa: SIM115 - to the end
    if isinstance(sys.stdin, TextIOWrapper):
        sys.stdin.reconfigure(encoding=_encoding(sys.stdin), errors="replace")
    sys.stdout, sys.stderr = _clean(sys.stdout, 1), _clean(sys.stderr, 2)


def _fill(number: int) -> None:
    """Keep the number of a closed stream from the next file, which would get what is written."""
    try:
        os.fstat(number)
    except OSError:
        os.open(os.devnull, os.O_RDONLY)  # takes the lowest free number; writing there fails


def _clean(stream: TextIO | None, number: int) -> TextIO:
    """A stream that writes to where this one does, or, without one, to that number."""
    if isinstance(stream, TextIOWrapper):
        buffer, encoding, by_line = stream.buffer, _encoding(stream), stream.line_buffering
    elif stream is None:
        # To be open to the end.
        buffer, encoding, by_line = open(number, "wb", closefd=False), "utf-8", True  # noqa: SIM115
    else:
        return stream
    # Those who draw or colour write to the stream below, so nothing is held back here.
    errors = "strict" if encoding == "utf-8" else "replace"
    return Clean(buffer, encoding, errors, line_buffering=by_line, write_through=True)


def _encoding(stream: TextIO) -> str:
    """UTF-8, unless a terminal says what else it shows; ASCII is what those say that know nothing.

    Python takes it so as well (PEP 538), and click would go round our stream.
    """
    named = codecs.lookup(stream.encoding).name if stream.isatty() else "ascii"
    return "utf-8" if named == "ascii" else named
