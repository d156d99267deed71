"""Crash reports: a file that helps to mend a crash and holds nobody's answers."""

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
    answers = ", and your answers are kept" if kept else ""
    sys.stderr.write(
        f"quiz: something broke{answers}. Where it broke is in {path}, "
        "without anything you answered; please send it to the maintainers.\n"
    )
    return EXIT


def write(error: BaseException) -> Path:
    """Write down where in the code an error arose, and return the path of the report.

    Neither the message of the error nor any value is written: they could hold what a reader typed.
    """
    now = datetime.now(UTC)
    report = (
        f"{now:%Y-%m-%d %H:%M:%S} UTC\nquiz {__version__}, Textual {version('textual')}, "
        f"Python {platform.python_version()}, {platform.system()}\n\n"
        f"{''.join(traceback.format_tb(error.__traceback__))}{type(error).__name__}\n"
    )
    for folder in (history_folder, lambda: Path(tempfile.gettempdir())):
        with suppress(OSError):
            path = folder() / f"crash-{now:%Y%m%d-%H%M%S}.txt"
            path.touch(mode=0o600)
            path.write_text(report, encoding="utf-8")
            return path
    return Path("nowhere: no folder could be written to")
