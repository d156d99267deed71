"""Banks for other tools, and other tools' questions for here: a file for each format.

Each is a module with what `Format` asks for, what `Reader` does, or both, and is imported when its
command runs.
"""

import re
from collections.abc import Iterator, Sequence
from importlib import import_module
from typing import Protocol, cast

from msgspec import Struct

from quiz.bank.kinds import Question
from quiz.bank.model import Bank
from quiz.formats.taken import Taken


class Change(Struct, frozen=True):
    """Something of a question that a format can't hold as it is, and what becomes of it."""

    what: str
    """What it is, such as "the reason for each row"."""
    becomes: str
    """Where it went, or that it was left out, such as "in the feedback for the whole question"."""


class Format(Protocol):
    """What the module of a format has that banks are written in."""

    TOOL: str
    """The tool or tools that take it, in a few words."""
    ENDING: str
    """What the names of its files end with, such as ".xml"."""
    OURS: re.Pattern[bytes]
    """Matches the beginning of a file that we wrote, with its end if it's long."""
    CHANGES: tuple[Change, ...]
    """Everything that can become of a question here, for the page on other tools."""

    def changes(self, question: Question) -> Iterator[Change]:
        """What becomes of this question, each of them one of `CHANGES`."""

    def written(self, bank: Bank, questions: Sequence[Question]) -> bytes:
        """A file with these questions of a bank."""


EXPORTS = ("web", "scorm", "csv", "moodle", "gift", "canvas", "qti3", "anki")
"""The formats that banks are written in, by the names of their modules, the most used first."""


def export_format(name: str) -> Format:
    """The module of a format that banks are written in."""
    return cast("Format", import_module(f"quiz.formats.{name}"))


def changed(format: Format, questions: Sequence[Question]) -> dict[Change, list[str]]:
    """The changes that a format makes to some questions, each with the ids that it's about."""
    found: dict[Change, list[str]] = {each: [] for each in format.CHANGES}
    for question in questions:
        for change in dict.fromkeys(format.changes(question)):
            found[change].append(question.id)
    return {change: ids for change, ids in found.items() if ids}


class Reader(Protocol):
    """What the module of a format has that questions are taken from."""

    def read(self, data: bytes) -> Taken:
        """The questions of a file, and what of it was lost; raises `NotReadable`."""


IMPORTS = ("moodle", "gift", "aiken", "qti12", "csv", "anki-text", "mkdocs", "mdbook")
"""The formats that questions are taken from, each called as its module."""


def import_format(name: str) -> Reader:
    """The module of a format that questions are taken from."""
    return cast("Reader", import_module(f"quiz.formats.{name.replace('-', '_')}"))
