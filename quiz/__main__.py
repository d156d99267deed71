"""Where `quiz` starts: alone it opens the screens, else a command runs."""

import gc
import os
import sys

from quiz import COMPLETE, NAME, __version__
from quiz.streams import set_up_streams

INTERRUPTED = 128 + 2
"""The exit code that shells give a program ended by Ctrl+C (SIGINT)."""


def main() -> None:
    """Open the quiz, or run a command."""
    gc.disable()  # what a start imports stays anyway; the screens and the commands enable it again
    set_up_streams()
    try:
        _run()
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
    except OSError as error:
        sys.exit(f"quiz: {_reason(error)}")
    except Exception as error:  # noqa: BLE001 - a fault of ours, whatever it is
        from quiz.crash import report  # noqa: PLC0415 - as below

        sys.exit(report(error))
    finally:
        sys.stdout.flush()  # at interpreter exit, a full disk would end in a traceback


def _run() -> None:
    """Run what the command line asks for; click is imported for commands alone."""
    if sys.argv[1:] == ["--version"]:
        sys.stdout.write(f"quiz, version {__version__}\n")
        return
    from quiz.later import stand_in  # noqa: PLC0415 - as below

    stand_in()
    if instruction := os.environ.get(COMPLETE):
        from quiz.cli import main as command  # noqa: PLC0415 - as below
        from quiz.cli.completion import complete  # noqa: PLC0415 - for a shell that completes

        complete(command, instruction)
    elif len(sys.argv) > 1 or "QUIZ_PLAIN" in os.environ:
        from quiz.cli import main as command  # noqa: PLC0415 - a tenth of the time of a start

        command(prog_name=NAME, complete_var=COMPLETE)
    else:
        from quiz.startup import open_quiz, read_or_leave  # noqa: PLC0415 - as above

        open_quiz(read_or_leave())


def _reason(error: OSError) -> str:
    """What went wrong, in the system's words, and with which file."""
    try:
        os.getcwd()  # noqa: PTH109 - pathlib doubles the time of --version
    except OSError:
        return "the folder that you are in is gone; go to another one"
    where = f": {error.filename}" if error.filename else ""
    return f"{(error.strerror or str(error)).lower()}{where}"


if __name__ == "__main__":
    main()
