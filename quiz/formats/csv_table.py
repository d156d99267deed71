"""A table of questions, CSV or TSV: its separator, its rows, and what each column holds."""

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from quiz.formats.csv_columns import (
    BY_PLACE,
    LEAST_CELLS,
    OF_OPTIONS,
    Column,
    guessed,
    held,
    of_others,
    once,
    placed,
    with_keys,
)
from quiz.formats.rows import rows
from quiz.formats.taken import Lost, NotReadable

_MOST_ROWS = 20_000
_MOST_CELLS = 1_000
"""The most cells in a row; a question of a hundred options has some three hundred."""
_MOST_IN_ALL = 700_000
_MOST_SEPARATORS = 20_000
"""The most separators in a line of text, which may be a long passage with commas in it."""
_SEPARATORS = ",;\t|"
_SOME = 100
"""The rows that show which separator it is."""
_BEGINNING = 10_000
"""The characters of each that are looked at."""
_ABOVE = 20
"""The rows among which the one with the names of the columns is."""
_MARKS = {"correct", "incorrect"}


class Table(NamedTuple):
    """A table whose columns are known."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[int, list[str]], ...]
    """The cells of each row, with its line."""
    lost: tuple[Lost, ...] = ()
    is_ours: bool = False
    """Whether `quiz export` wrote it."""

    def has(self, *whats: str) -> bool:
        """Whether a column holds one of these."""
        return any(each.holds in whats for each in self.columns)

    @property
    def has_options(self) -> bool:
        """Whether options have columns of their own."""
        return self.has("option", "wrong")

    @property
    def may_have_options(self) -> Sequence[str]:
        """The unused columns that may have the options, where no others have them."""
        unused = (each.name for each in self.columns if not each.holds)
        return [] if self.has_options else [each for each in unused if OF_OPTIONS.search(each)]

    @property
    def by_place(self) -> bool:
        """Whether a number that is a key is always the place of an option."""
        return any(BY_PLACE.match(each.name) for each in self.columns)


def table(text: str) -> Table:
    """The table in a text; raises `NotReadable` if there is none with questions."""
    filled = [(line, row) for line, row in _rows(text) if any(cell.strip() for cell in row)]
    if not filled:
        raise NotReadable("there is no row in it", "export it again")
    at = _heading(row for _, row in filled[:_ABOVE])
    if at is not None:
        above = [
            Lost(f"line {line}", "what is above the names of the columns: left out")
            for line, _ in filled[:at]
        ]
        names = [cell.strip() for cell in filled[at][1]]
        columns = [*once([Column(held(name), name) for name in names])]
        whats = {each.holds for each in columns}
        if {"kind", "mark 1"} <= whats or {"kind", "labels", "number"} <= whats:
            return Table(tuple(columns), tuple(filled[at + 1 :]), tuple(above), is_ours=True)
        columns = [*placed(with_keys([*map(of_others, columns)]))]
        return Table(tuple(columns), tuple(filled[at + 1 :]), tuple(above))
    counts = Counter(len(row) for _, row in filled)
    width = max(counts, key=lambda each: (each > 1, counts[each], each))
    if width < LEAST_CELLS:
        raise NotReadable(
            "its rows have one cell each, so no answers", "name the columns: question, a, b, answer"
        )
    if any({cell.strip().casefold() for cell in row} >= _MARKS for _, row in filled[:_SOME]):
        raise NotReadable(
            "it says correct or incorrect beside each answer, as tables for Blackboard do",
            "export the questions as QTI 1.2, or name the columns: question, a, b, answer",
        )
    whole = [row for _, row in filled if len(row) == width]
    return Table(tuple(placed(map(Column, guessed(whole, width)))), tuple(filled))


def is_table(text: str) -> bool:
    """Whether one of the first rows of a text names the columns of a table of questions."""
    try:
        some = (row for _, row in _rows(text) if any(cell.strip() for cell in row))
        return _heading(row for _, row in zip(range(_ABOVE), some, strict=False)) is not None
    except NotReadable:
        return False


def _heading(rows: Iterable[Sequence[str]]) -> int | None:
    """Which row names the columns, if one does; the first if it has the name of the question."""
    for at, row in enumerate(rows):
        whats = {held(cell.strip()) for cell in row[:_MOST_CELLS]}
        if "stem" in whats and not whats.isdisjoint(("key", "option", "wrong", "text 1", "labels")):
            return at
    return None


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """The rows with their lines, by the separator that gives most rows as many cells."""
    lines = text.split("\n")
    if found := re.fullmatch(r"sep=(.)", lines[0].strip()):  # as Excel writes it
        separator, lines[0] = found[1], ""
    else:
        separator = max(_SEPARATORS, key=lambda each: _evenness(lines, each))
    for number, each in enumerate(lines, start=1):
        if each.count(separator) > _MOST_SEPARATORS:
            raise _too_wide(number)
    cells = 0
    for count, (line, row) in enumerate(rows(lines, separator)):
        cells += len(row)
        if count > _MOST_ROWS or cells > _MOST_IN_ALL:
            raise NotReadable("it has more rows and cells than questions need", "split it")
        if len(row) > _MOST_CELLS:
            raise _too_wide(line)
        yield line, row


def _too_wide(line: int) -> NotReadable:
    return NotReadable(
        f"line {line} has more than {_MOST_CELLS} cells, which no question needs", "export it again"
    )


def _evenness(lines: Sequence[str], separator: str) -> tuple[int, int, int]:
    """How many names of columns a first row has; how many rows are as long as most; how long."""
    some = (f"{line[:_BEGINNING]}\n" for line in lines[:_SOME])
    try:
        first = [*csv.reader(some, delimiter=separator, strict=False)]
    except csv.Error:
        return 0, 0, 0
    names = (sum(1 for cell in row if held(cell.strip())) for row in first[:_ABOVE])
    known = max(names, default=0)
    counts = Counter(len(row) for row in first if len(row) > 1)
    cells, how_many = max(counts.items(), key=lambda each: each[1], default=(0, 0))
    return known if known > 1 else 0, how_many, cells
