"""A quiz, taken in the terminal, that makes people better readers of claims."""

import os
import sys

__version__ = "0.1.0"

LONG_NAME = "media-literacy-quiz"
"""The second name of the command, for where `quiz` is another one."""
_CALLED = os.path.basename(sys.argv[0])  # noqa: PTH119 - pathlib doubles the time of --version
NAME = LONG_NAME if _CALLED.startswith(LONG_NAME) else "quiz"
"""By which of its names the command was called, to be told in hints."""
COMPLETE = "_QUIZ_COMPLETE"
"""The variable in which a shell asks for completions."""
