"""`table`: rows and columns."""

from collections.abc import Iterator
from typing import Annotated, ClassVar

from msgspec import Meta

from quiz.bank.exhibits.base import BaseExhibit, Copy, Detail, Sources
from quiz.bank.fields import Citation, Line
from quiz.bank.problem import DocumentPath, Problem
from quiz.text import cells, counted
from quiz.words import phrase

GUTTER = 2
"""The spaces between columns."""

Cells = Annotated[tuple[Line, ...], Meta(min_length=2, max_length=5)]


class Table(BaseExhibit, frozen=True, forbid_unknown_fields=True, kw_only=True, tag="table"):
    """Rows and columns."""

    columns: Cells
    """The heads of the columns."""
    rows: Annotated[tuple[Cells, ...], Meta(min_length=1, max_length=10)]
    """The rows, each with a text for every column."""

    called: ClassVar = phrase("a table")
    our_words: ClassVar = ("columns", "rows")

    @property
    def longest_words(self) -> list[int]:
        """The width of each column's longest word, in columns of a terminal."""
        columns = zip(self.columns, *self.rows, strict=False)
        return [max(cells(word) for cell in column for word in cell.split()) for column in columns]

    @property
    def narrowest(self) -> int:
        """The width in which its longest words fit side by side, in columns of a terminal."""
        return sum(self.longest_words) + GUTTER * (len(self.columns) - 1)

    def details(self, sources: Sources, copy: Copy) -> Iterator[Detail]:  # noqa: ARG002 - all is here
        """Each row, with its cells under the heads of their columns."""
        for row in self.rows:
            pairs = zip(self.columns, row, strict=False)
            yield Detail("", "; ".join(f"{head}: {cell}" for head, cell in pairs))

    def quotations(self) -> Iterator[tuple[DocumentPath, Citation]]:
        """Nothing: it is in our words."""
        yield from ()

    def undrawable(self, sources: Sources) -> Iterator[Problem]:  # noqa: ARG002 - nothing depends on them
        """Rows that have more or fewer cells than there are columns."""
        for number, row in enumerate(self.rows):
            if len(row) != len(self.columns):
                message = (
                    f"this row has {counted(len(row), 'cell')} for {len(self.columns)} columns"
                )
                mend = "give each row a text for every column"
                yield Problem("Q116", message, mend, ("rows", number))
