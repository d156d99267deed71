"""The start: `quiz` alone opens the screens, and anything more is a command."""

import gc
import os
import sys

from quiz import COMPLETE, NAME, __version__
from quiz.streams import settle

INTERRUPTED = 128 + 2
"""What shells tell of a program that Ctrl+C ended (SIGINT)."""


def main() -> None:
    """Open the quiz, or run a command."""
    gc.disable()  # all that is loaded for the start stays; who runs on sets this going again
    settle()
    try:
        _run()
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
    except OSError as error:
        sys.exit(f"quiz: {_why(error)}")
    finally:
        sys.stdout.flush()  # later than this, a full disk would be told in a traceback


def _run() -> None:
    """What was asked for; what reads commands is loaded only for one."""
    if sys.argv[1:] == ["--version"]:
        sys.stdout.write(f"quiz, version {__version__}\n")
    elif asked := os.environ.get(COMPLETE):
        from quiz.cli import main as command  # noqa: PLC0415 - as below
        from quiz.cli.completion import complete  # noqa: PLC0415

        complete(command, asked)
    elif len(sys.argv) > 1 or "QUIZ_PLAIN" in os.environ:
        from quiz.cli import main as command  # noqa: PLC0415 - a tenth of the time of a start

        command(prog_name=NAME, complete_var=COMPLETE)
    else:
        from quiz.startup import open_quiz, read_or_leave  # noqa: PLC0415

        open_quiz(read_or_leave())


def _why(error: OSError) -> str:
    """What the system says is in the way, and of which file."""
    try:
        os.getcwd()  # noqa: PTH109 - pathlib doubles the time of --version
    except OSError:
        return "the folder that you are in is gone; go to another one"
    where = f": {error.filename}" if error.filename else ""
    return f"{(error.strerror or str(error)).lower()}{where}"


if __name__ == "__main__":
    main()
