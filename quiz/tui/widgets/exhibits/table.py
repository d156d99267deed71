"""`table` on a screen: columns side by side, as wide as their words need and the screen allows."""

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from rich.cells import chop_cells
from textual.content import Content

from quiz.bank.exhibits import Table
from quiz.bank.exhibits.table import GUTTER
from quiz.text import cells, fitted, wrapped
from quiz.tui.widgets.exhibits.frame import Drawing, Parts


class TableDrawing(Drawing):
    """A table, whose cells are wrapped to fit."""

    def __init__(self, exhibit: Table) -> None:
        self._table = exhibit

    def lines(self, width: int, parts: Parts | None = None) -> Iterator[Content]:
        """The lines of all rows; if a cell takes several, blank lines keep the rows apart."""
        widths = _widths(self._table, width)
        rows = [_in_lines(row, widths) for row in (self._table.columns, *self._table.rows)]
        apart = any(len(lines) > 1 for lines in rows[1:])
        for number, lines in enumerate(rows):
            if number and apart:
                yield Content("")
            yield from (Content.styled(line, "" if number else "bold") for line in lines)


def _in_lines(row: Sequence[str], widths: Sequence[int]) -> list[str]:
    """The lines of a row, whose cells are wrapped; a word that is too wide is cut up."""
    columns = (
        [part for line in wrapped([cell], width) for part in chop_cells(line, width)]
        for cell, width in zip(row, widths, strict=False)
    )
    return [
        (" " * GUTTER).join(fitted(part, width) for part, width in zip(line, widths, strict=False))
        for line in zip_longest(*columns, fillvalue="")
    ]


def _widths(table: Table, width: int) -> list[int]:
    """The columns' widths: their longest words first, then where most is missing."""
    columns = list(zip(table.columns, *table.rows, strict=False))
    wanted = [max(map(cells, column)) for column in columns]
    widths = table.longest_words
    spare = width - sum(widths) - GUTTER * (len(widths) - 1)
    while spare > 0 and widths != wanted:
        missing = [want - have for want, have in zip(wanted, widths, strict=True)]
        widths[missing.index(max(missing))] += 1
        spare -= 1
    while spare < 0 and max(widths) > 1:  # a word is too long for the screen
        widths[widths.index(max(widths))] -= 1
        spare += 1
    return widths
