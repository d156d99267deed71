"""Crash reports: a file that helps to mend a crash and holds nobody's answers."""

import platform
import tempfile
import traceback
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import textual
from textual.worker import WorkerFailed

from quiz import __version__
from quiz.paths import history_folder

EXIT = 70
"""An internal software error, as sysexits.h has it."""


def write(error: BaseException) -> Path:
    """Write down where in the code an error arose, and return the path of the report.

    Neither the message of the error nor any value is written: they could hold what a reader typed.
    """
    if isinstance(error, WorkerFailed):
        error = error.error  # it has no traceback itself
    now = datetime.now(UTC)
    report = (
        f"{now:%Y-%m-%d %H:%M:%S} UTC\nquiz {__version__}, Textual {textual.__version__}, "
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
