"""A short list to choose from."""

from collections.abc import Iterable, Iterator
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalGroup
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from quiz.text import shortened, wrapped
from quiz.tui.screens.base import BaseScreen
from quiz.tui.widgets.entries import Entries
from quiz.tui.widgets.keys import CHOOSE, HELP, Keys
from quiz.tui.widgets.masthead import RunningHead

AROUND = 4
"""Lines of the running head and of the keys, and one to spare."""
WIDEST = 66
"""The most columns of an entry."""


class Menu(BaseScreen[str | None]):
    """A title and entries: the id, the name and a line of detail of each. Returns the id chosen."""

    BINDINGS: ClassVar[list[BindingType]] = [
        CHOOSE,
        HELP,
        Binding("q,escape", "dismiss(None)", "Back", tooltip="go back without choosing"),
    ]
    DEFAULT_CSS = """
    Menu {
        RunningHead { width: 100%; max-width: 73; padding: 0 2 0 1; }
        OptionList { width: 100%; max-width: 73; height: 1fr; padding: 0 1; }
    }
    """

    def __init__(
        self, title: str, entries: Iterable[tuple[str, str, str]], *, cursor: str | None = None
    ) -> None:
        """Take the id of the entry that the cursor is on at first, if not the first.

        With "" it is on none.
        """
        super().__init__()
        self._cursor = cursor
        self._heading = title
        self._entries = [*entries]

    def compose(self) -> ComposeResult:
        with VerticalGroup(id="page"):
            yield RunningHead(self._heading)
            yield Entries(*self._options())
        yield Keys()

    def _options(self) -> Iterator[Option | None]:
        """The entries, with rules between them if there is room.

        If all are seen only with each detail on the line of its name, that is where it begins; if
        only without the ends of the details, these go.
        """
        width, height = self.app.size
        columns = min(width - 6, WIDEST) - 2
        details = [[*wrapped(filter(None, [each[2]]), columns)] for each in self._entries]
        room, count = height - AROUND + 1, len(details)
        needed = count + sum(map(len, details))
        ruled = needed + count < room and any(details)  # single words need no rules between them
        if needed > room >= count + sum(1 for lines in details if lines):
            run_in = [
                [*wrapped([f"{name}  {detail}".rstrip()], columns)]
                for _, name, detail in self._entries
            ]
            if sum(map(len, run_in)) <= room:
                for (id, name, _), lines in zip(self._entries, run_in, strict=True):
                    yield Option(Content("\n  ".join(lines)).stylize("bold", 0, len(name)), id)
                return
            details = [
                [shortened(" ".join(lines), columns, in_columns=True)] if lines else []
                for lines in details
            ]
        for index, ((id, name, _), lines) in enumerate(zip(self._entries, details, strict=True)):
            if index and ruled:
                yield None
            detail = "".join(f"\n  {line}" for line in lines)
            yield Option(Content.assemble((name, "bold"), detail), id)

    def on_resize(self) -> None:
        """Fit the entries into the new width."""
        entries = self.query_one(Entries)
        at = entries.highlighted
        entries.clear_options()
        entries.add_options(self._options())
        entries.highlighted = at

    def on_mount(self) -> None:
        if self._cursor is not None:
            entries = self.query_one(Entries)
            entries.highlighted = entries.get_option_index(self._cursor) if self._cursor else None

    def action_choose(self) -> None:
        self.query_one(Entries).action_select()

    @on(OptionList.OptionSelected)
    def _return_chosen(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(event.option_id)
