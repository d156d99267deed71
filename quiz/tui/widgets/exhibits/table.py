"""`table` on a screen: columns side by side, with rules between the rows."""

from rich.table import Table as RichTable
from rich.text import Text

from quiz.bank.exhibits import Table
from quiz.bank.exhibits.table import GUTTER
from quiz.text import shown
from quiz.tui.widgets.exhibits.frame import Frame


class TableFrame(Frame):
    """A table, whose cells are wrapped to fit."""

    def __init__(self, exhibit: Table) -> None:
        super().__init__(exhibit)
        self._table = exhibit
        self.update(self._drawn())

    def _drawn(self) -> RichTable:
        table = RichTable(box=None, padding=(0, GUTTER, 0, 0), pad_edge=False, expand=False)
        for head in self._table.columns:
            table.add_column(Text(shown(head), style="bold"), overflow="fold")
        for row in self._table.rows:
            table.add_row(*(Text(shown(cell)) for cell in row))
        return table
