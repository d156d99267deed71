"""What is left of a crash: a file that helps to mend it, and holds nobody's answers."""

import platform
import tempfile
import traceback
from datetime import UTC, datetime
from pathlib import Path

import textual
from textual.worker import WorkerFailed

from quiz import __version__
from quiz.paths import history_folder

EXIT = 70
"""An internal software error, as sysexits.h has it."""


def write(error: BaseException) -> Path:
    """Write down where in the code an error arose; gives the file.

    Neither its message nor any value is written: they could hold what a reader typed.
    """
    if isinstance(error, WorkerFailed):
        error = error.error  # it has itself no traceback
    now = datetime.now(UTC)
    name = f"crash-{now:%Y%m%d-%H%M%S}.txt"
    frames = "".join(traceback.format_tb(error.__traceback__))
    text = (
        f"{now:%Y-%m-%d %H:%M:%S} UTC\nquiz {__version__}, Textual {textual.__version__}, "
        f"Python {platform.python_version()}, {platform.system()}\n\n"
        f"{frames}{type(error).__name__}\n"
    )
    for folder in (history_folder, lambda: Path(tempfile.gettempdir())):
        try:
            path = folder() / name
            path.touch(mode=0o600)
            path.write_text(text, encoding="utf-8")
        except OSError:
            continue
        return path
    return Path("nowhere: no folder could be written to")
