"""Stdin, stdout and stderr: only clean text goes out, and a broken stream ends the quiz quietly."""

from __future__ import annotations

import codecs
import os
import sys
from io import TextIOWrapper

TYPE_CHECKING = False  # importing `typing` would double the time of --version
if TYPE_CHECKING:
    from typing import TextIO

BROKEN_PIPE = 128 + 13
"""The exit code that shells give a program that wrote when nobody read any more (SIGPIPE)."""
CANNOT_WRITE = 1


class CleanStream(TextIOWrapper):
    """A text stream that writes out unsafe characters, which could command a terminal."""

    def write(self, text: str, /) -> int:
        """Write the text, each unsafe character as its code point."""
        safe = text
        if not text.replace("\n", "").isprintable():  # most text is, and `quiz.text` loads slowly
            from quiz.text import clean  # noqa: PLC0415 - seldom needed, and loads slowly

            safe = "\r\n".join(map(clean, text.split("\r\n")))
        try:
            super().write(safe)
        except OSError as error:
            self._give_up(error)
        return len(text)

    def flush(self) -> None:
        """Flush the buffer."""
        try:
            super().flush()
        except OSError as error:
            self._give_up(error)

    def _give_up(self, error: OSError) -> None:
        """Write no more; on stdout, leave: silently when nobody reads on, else with a line."""
        os.dup2(os.open(os.devnull, os.O_WRONLY), self.fileno())  # so that no later write fails
        if self is not sys.stdout:
            return
        if isinstance(error, BrokenPipeError):
            sys.exit(BROKEN_PIPE)
        why = (error.strerror or str(error)).lower()
        sys.stderr.write(f"quiz: the output can't be written: {why}\n")
        sys.exit(CANNOT_WRITE)


def set_up_streams() -> None:
    """Make files and pipes UTF-8, and stdout and stderr clean; a terminal keeps its encoding."""
    for number in range(3):
        _reserve(number)
    if sys.stdin is None:
        sys.stdin = open(0, closefd=False)  # noqa: SIM115 - stays open to the end
    if isinstance(sys.stdin, TextIOWrapper):
        sys.stdin.reconfigure(encoding=_encoding(sys.stdin), errors="replace")
    sys.stdout, sys.stderr = _clean(sys.stdout, 1), _clean(sys.stderr, 2)


def _reserve(number: int) -> None:
    """Occupy the descriptor of a closed stream, so that no other file gets it and its output."""
    try:
        os.fstat(number)
    except OSError:
        os.open(os.devnull, os.O_RDONLY)  # takes the lowest free number; writing there fails


def _clean(stream: TextIO | None, number: int) -> TextIO:
    """Wrap a standard stream in a clean one, or open its descriptor if it is None."""
    if isinstance(stream, TextIOWrapper):
        buffer, encoding, by_line = stream.buffer, _encoding(stream), stream.line_buffering
    elif stream is None:
        buffer, encoding, by_line = open(number, "wb", closefd=False), "utf-8", True  # noqa: SIM115 - stays open to the end
    else:
        return stream
    # No buffer of our own, as what draws or colours writes to the stream below.
    errors = "strict" if encoding == "utf-8" else "replace"
    return CleanStream(buffer, encoding, errors, line_buffering=by_line, write_through=True)


def _encoding(stream: TextIO) -> str:
    """UTF-8, unless a terminal names another encoding than ASCII.

    ASCII is what a terminal without settings names, and Python takes it for UTF-8 too (PEP 538).
    With ASCII, click would write past our stream.
    """
    named = codecs.lookup(stream.encoding).name if stream.isatty() else "ascii"
    return "utf-8" if named == "ascii" else named
