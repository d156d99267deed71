"""What is wrong with a file of questions, and where."""

from typing import Any, Literal

from msgspec import Struct

from quiz.text import clean

DocumentPath = tuple[str | int, ...]
"""The way to a place in a document: `("questions", 3, "options", 0, "why")`."""


class Problem(Struct, frozen=True, order=True, kw_only=True):
    """One thing to mend in a file; sorts by place."""

    file: str = ""
    line: int = 0
    """From 1; 0 where the whole file is meant."""
    column: int = 0
    """From 1, in characters."""
    length: int = 1
    """How many characters from there are meant."""
    code: str
    """The rule, such as "Q104"; `quiz check --explain` tells it."""
    message: str
    """What is wrong, in a sentence without its full stop."""
    mend: str = ""
    """What to do about it."""
    level: Literal["error", "warning"] = "error"
    """An error stops the quiz; a warning does not."""
    path: DocumentPath = ()
    part: Literal["key", "value"] = "value"
    """Which of the two at `path` is meant."""
    within: str = ""
    """The words of the value that are meant, where its first line has them."""

    def __str__(self) -> str:
        where = ":".join(str(part) for part in (self.file, self.line, self.column) if part)
        mend = f"; {self.mend}" if self.mend else ""
        warning = "warning: " if self.level == "warning" else ""
        told = f"{where}: {self.code} {warning}{self.message}{mend}"
        return clean(told.replace("\n", "\\n"))


class BankError(Exception):
    """A file of questions that cannot be used, with every problem found in it."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


def whole(file: str, code: str, message: str, mend: str = "") -> BankError:
    """What is wrong with a whole file."""
    return BankError([Problem(file=file, code=code, message=message, mend=mend)])


def at(file: str, text: str, start: int, code: str, message: str) -> BankError:
    """What is wrong at an offset in a file."""
    return BankError([Problem(file=file, code=code, message=message, **place(text, start))])


def place(text: str, start: int) -> dict[str, Any]:
    """The line and column of an offset, both from 1."""
    return {
        "line": text.count("\n", 0, start) + 1,
        "column": start - text.rfind("\n", 0, start),
    }
