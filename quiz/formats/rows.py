"""The rows of a text whose cells have a separator between them, such as CSV."""

import csv
import re
from collections.abc import Iterator, Sequence

from quiz.formats.taken import NotReadable

_BEGINS_WITH_A_WORD = re.compile(
    r"""
    (?:(?<=\t)|\A)
    ("[^"\t]++"[^"\t]++ (?:"[^"\t]++"|[^"\t]++)*+)  # such as “"No", he said”
    (?=\t|\Z)
    """,
    re.VERBOSE,
)
"""A cell between tabs that isn't in quotation marks, but has a word that is at its beginning."""


def rows(lines: Sequence[str], separator: str) -> Iterator[tuple[int, list[str]]]:
    """The cells of each row, with its line.

    Raises `NotReadable` where a quotation mark stays open: it swallows rows, and the first of them
    would get the key of the last.
    """
    if separator == "\t":
        lines = [_BEGINS_WITH_A_WORD.sub(_in_marks, line) for line in lines]
    reader = csv.reader((f"{line}\n" for line in lines), delimiter=separator, strict=True)
    before = 0
    try:
        for row in reader:
            yield before + 1, row
            before = reader.line_num
    except csv.Error:
        raise NotReadable(
            f"line {before + 1} begins a row that isn't whole: a quotation mark in it is open, or"
            " isn't doubled within a text in quotation marks",
            "mend that, or export it again",
        ) from None


def _in_marks(cell: re.Match[str]) -> str:
    """A cell in quotation marks, with two for each of its own."""
    doubled = cell[1].replace('"', '""')
    return f'"{doubled}"'
