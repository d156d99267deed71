"""Crash reports: a file that helps to mend a crash and holds nobody's answers."""

import os
import platform
import sys
import tempfile
import traceback
from contextlib import suppress
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from quiz import __version__
from quiz.paths import history_folder

EXIT = 70
"""An internal software error, as sysexits.h has it."""


def report(error: BaseException, *, kept: bool = False) -> int:
    """Write a crash report and say so in one line; returns the exit code."""
    path = write(error)
    answers = ", but your answers are saved" if kept else ""
    where = (
        f"{path} says where, and has none of your answers in it; please send it to the maintainers."
        if path
        else "There was no folder to write a report to."
    )
    sys.stderr.write(f"quiz: something broke{answers}. {where}\n")
    return EXIT


def write(error: BaseException) -> Path | None:
    """Write down where in the code an error arose; returns the path of the report, if there is one.

    Neither the message of the error nor any value is written: they could hold what a reader typed.
    """
    now = datetime.now(UTC)
    text = (
        f"{now:%Y-%m-%d %H:%M:%S} UTC\nquiz {__version__}, Textual {version('textual')}, "
        f"Python {platform.python_version()}, {platform.system()}\n\n"
        f"{''.join(traceback.format_tb(error.__traceback__))}{type(error).__name__}\n"
    )
    for folder in (history_folder, tempfile.gettempdir):
        with suppress(Exception):  # whatever it is, the other may do
            # A new name, since anyone may have put a link under a known one.
            descriptor, path = tempfile.mkstemp(".txt", f"crash-{now:%Y%m%d-%H%M%S}-", folder())
            with os.fdopen(descriptor, "w", encoding="utf-8") as file:
                file.write(text)
            return Path(path)
    return None
