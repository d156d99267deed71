"""Problems in a question file: what is wrong, and where."""

from collections.abc import Iterable
from pathlib import Path
from typing import Literal, TypedDict

from msgspec import Struct

from quiz import NAME
from quiz.text import clean

DocumentPath = tuple[str | int, ...]
"""The path to a value in a document: `("questions", 3, "options", 0, "why")`."""

MOST_PROBLEMS = 1000
"""The most problems to show for one file; once these are mended, the next are shown."""


FIX = f"{NAME} check --fix mends this"
"""What is said of a problem that has one right mend."""


IN_QUOTES = "put it in quotes"
"""What to do with a number or a date where a text should be; `locate` adds how it is written."""


class Problem(Struct, frozen=True):
    """One thing to mend in a question file."""

    code: str
    """The rule, such as "Q104", which `quiz check --explain` explains."""
    message: str
    """What is wrong, in a sentence without its full stop."""
    mend: str = ""
    """What to do about it."""
    path: DocumentPath = ()
    level: Literal["error", "warning", "note"] = "error"
    """An error stops the quiz; a warning does not, and a note asks for nothing."""
    part: Literal["key", "value"] = "value"
    """Whether the problem is in the key or in the value at `path`."""
    within: str = ""
    """The faulty words, if the first line of the value has them."""
    file: str = ""
    line: int = 0
    """From 1; 0 for the whole file, or while the line is still to be found."""
    column: int = 0
    """From 1, in characters."""
    length: int = 1
    """In characters, from that column on."""
    fixable: bool = False
    """Whether `quiz check --fix` mends it."""

    @property
    def told(self) -> str:
        """What is wrong, and what to do about it."""
        return "; ".join(filter(None, (self.message, self.mend, FIX if self.fixable else "")))

    def __str__(self) -> str:
        where = ":".join(str(part) for part in (self.file, self.line, self.column) if part)
        level = "" if self.level == "error" else f"{self.level}: "
        line = f"{where}: {self.code} {level}{self.told}"
        return clean(line.replace("\n", "\\n"))


class BankError(Exception):
    """A question file cannot be used; holds every problem in it."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """Problems in the order of the file, each once."""
    once = dict.fromkeys(problems)
    return sorted(once, key=lambda each: (each.line, each.column, each.code, each.message))


def file_error(path: Path, code: str, message: str, mend: str = "") -> BankError:
    """A `BankError` with one problem, about the file as a whole."""
    return BankError([Problem(code, message, mend, file=str(path))])


class Position(TypedDict):
    """A line and a column, both from 1."""

    line: int
    column: int


def position(text: str, offset: int) -> Position:
    """The line and column of an offset in a text."""
    return {"line": text.count("\n", 0, offset) + 1, "column": offset - text.rfind("\n", 0, offset)}
