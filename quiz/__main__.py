"""The start: `quiz` alone opens the screens, and anything more is a command."""

import gc
import os
import sys
from io import TextIOWrapper

from quiz import NAME, __version__


def main() -> None:
    """Open the quiz, or run a command; what reads commands is loaded only for one."""
    gc.disable()  # all that is loaded for the start stays; who runs on sets this going again
    _settle_streams()
    if sys.argv[1:] == ["--version"]:
        sys.stdout.write(f"quiz, version {__version__}\n")
    elif len(sys.argv) > 1 or "_QUIZ_COMPLETE" in os.environ:
        from quiz.cli import main as command  # noqa: PLC0415 - a tenth of the time of a start

        command(prog_name=NAME, complete_var="_QUIZ_COMPLETE")
    else:
        from quiz.opening import open_quiz, read_or_leave  # noqa: PLC0415

        open_quiz(read_or_leave())


def _settle_streams() -> None:
    """Have UTF-8 in files and pipes, and let a terminal show what it can."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            encoding = None if stream.isatty() else "utf-8"
            stream.reconfigure(encoding=encoding, errors="replace")


if __name__ == "__main__":
    main()
