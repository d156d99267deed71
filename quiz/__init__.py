"""A quiz in the terminal that makes people better readers of claims."""

import os
import sys

__version__ = "0.1.0"

LONG_NAME = "media-literacy-quiz"
"""The second name of the command, for machines on which `quiz` is another program."""
_CALLED = os.path.basename(sys.argv[0])  # noqa: PTH119 - pathlib doubles the time of --version
NAME = LONG_NAME if _CALLED.startswith(LONG_NAME) else "quiz"
"""The name by which the command was called, for hints."""
COMPLETE = "_QUIZ_COMPLETE"
"""The environment variable by which a shell asks for completions."""
