"""An address, shown before it is opened."""

import os
import subprocess
import sys
from collections.abc import Sequence
from threading import Thread
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalGroup
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from quiz.bank.consistency import is_plain_address
from quiz.tui.widgets.entries import Entries
from quiz.tui.widgets.keys import Keys


class Addresses(ModalScreen[None]):
    """The addresses of some sources; Enter opens the one under the cursor."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "Open", tooltip="open the address in a browser"),
        Binding("q,escape", "dismiss", "Stay here", tooltip="open nothing"),
    ]
    DEFAULT_CSS = """
    Addresses {
        align: center middle;
        #box {
            width: 90%; max-width: 84; padding: 0 1;
            border: solid $accent; background: $background;
        }
        OptionList { max-height: 60vh; }
    }
    """

    def __init__(self, urls: Sequence[str]) -> None:
        super().__init__()
        self._urls = urls
        which = "one of these" if len(urls) > 1 else "this"
        self._heading = Static(Content(f"Open {which} in a browser?"), classes="title")

    def compose(self) -> ComposeResult:
        with VerticalGroup(id="box"):
            yield self._heading
            yield Entries(*(Option(Content(url)) for url in self._urls))
        yield Keys()

    def action_open(self) -> None:
        self.query_one(Entries).action_select()

    @on(OptionList.OptionSelected)
    def _open_chosen(self, event: OptionList.OptionSelected) -> None:
        """Open an address if it is a plain one and a browser would have a window of its own."""
        url = self._urls[event.option_index]
        if not is_plain_address(url):
            self._heading.update(Content("This address is not a plain one, so it stays closed."))
        elif not _has_windows():
            no_window = "There is no window to open it in here; copy it instead."
            self._heading.update(Content(no_window))
        else:
            Thread(target=_open, args=[url], daemon=True).start()
            self.dismiss()


def _open(url: str) -> None:
    """Open an address in a browser that cannot write to this terminal."""
    nowhere = subprocess.DEVNULL
    command = [sys.executable, "-m", "webbrowser", url]
    subprocess.run(  # noqa: S603 - a plain address, and no shell
        command, stdin=nowhere, stdout=nowhere, stderr=nowhere, start_new_session=True, check=False
    )


def _has_windows() -> bool:
    """Whether a browser would open beside the terminal, and not inside it."""
    on_desktop = sys.platform in ("win32", "darwin")
    return on_desktop or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
