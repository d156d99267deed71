"""A quiz, taken in the terminal, that makes people better readers of claims."""

import sys
from pathlib import PurePath

__version__ = "0.1.0"

LONG_NAME = "media-literacy-quiz"
"""The second name of the command, for where `quiz` is another one."""
NAME = LONG_NAME if PurePath(sys.argv[0]).name.startswith(LONG_NAME) else "quiz"
"""By which of its names the command was called, to be told in hints."""
