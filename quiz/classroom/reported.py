"""A report on a class: its results, and what else is said of it."""

from collections.abc import Sequence

from msgspec import Struct

from quiz.classroom.expected import Expected
from quiz.classroom.received import Files, Trouble
from quiz.classroom.remark import Change
from quiz.classroom.results import Results


class Report(Struct, frozen=True):
    """A report on a class."""

    results: Results
    names: bool
    """Whether readers are named."""
    changes: Sequence[Change] | None = None
    """What judging the answers again changed; None if they weren't."""
    not_judged: int = 0
    """How many answers couldn't be judged again."""
    files: Files | None = None
    """How many files were read; None if that isn't known."""
    troubles: Sequence[Trouble] = ()
    """What is wrong with files, read or left out."""
    only: str = ""
    """Which rounds alone it is about, as a sentence; empty if it is about all."""
    bank: str = ""
    """The option that names the bank in a command, after a space; empty for the quiz's own."""
    of: str = ""
    """What the class or its folder is called; empty if that isn't known."""
    again: str = ""
    """The command without its format that makes this report; empty if it is too long to copy."""
    language: str = "en"
    """The language of the bank, for what the class sees."""
    expected: Expected | None = None
    """Who of the class handed in, by a list of their names; None without one."""
