"""The addresses of some sources, shown before one is opened in a browser."""

import os
import subprocess
import sys
from collections.abc import Sequence
from threading import Thread
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from quiz.bank.address import for_browser, is_plain_address
from quiz.tui.screens.overlay import Overlay
from quiz.tui.widgets.entries import Entries
from quiz.tui.widgets.linked import broken
from quiz.words import say


class Addresses(Overlay):
    """The addresses of some sources; Enter opens the one under the cursor."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "Open", tooltip="open the address in a browser"),
        Binding("q,escape", "dismiss", "Stay here", tooltip="open nothing"),
    ]
    DEFAULT_CSS = """
    Addresses {
        VerticalScroll { max-width: 84; padding: 0 1; }
        .title { padding: 0 1; }
        OptionList { max-height: 60vh; padding: 0; }
    }
    """
    can_scroll = False

    def __init__(self, urls: Sequence[str]) -> None:
        self._urls = urls
        asks = (
            say("Open one of these in a browser?")
            if len(urls) > 1
            else say("Open this in a browser?")
        )
        self._heading = Static(Content(asks), classes="title")
        self._list = Entries(*(Option(Content(url)) for url in urls))
        super().__init__(self._heading, self._list)

    def on_resize(self) -> None:
        """Break the addresses to fit."""
        self.call_after_refresh(self._fit)

    def _fit(self) -> None:
        width = self._list.scrollable_content_region.width - 2
        for index, url in enumerate(self._urls):
            self._list.replace_option_prompt_at_index(index, broken(Content(url), width))

    def action_open(self) -> None:
        self._list.action_select()

    @on(OptionList.OptionSelected)
    def _open_chosen(self, event: OptionList.OptionSelected) -> None:
        """Open an address if it is a plain one and a browser would have a window of its own."""
        url = self._urls[event.option_index]
        if not is_plain_address(url):
            self._heading.update(Content(say("This address looks odd, so it won't be opened.")))
        elif not _has_windows():
            no_window = say("A browser can't open here; copy the address instead.")
            self._heading.update(Content(no_window))
        else:
            Thread(target=_open, args=[url], daemon=True).start()
            self.dismiss()


def _open(url: str) -> None:
    """Open an address in a browser that cannot write to this terminal."""
    nowhere = subprocess.DEVNULL
    command = [sys.executable, "-m", "webbrowser", for_browser(url)]
    subprocess.run(  # noqa: S603 - a plain address, and no shell
        command, stdin=nowhere, stdout=nowhere, stderr=nowhere, start_new_session=True, check=False
    )


def _has_windows() -> bool:
    """Whether a browser would open beside the terminal, and not inside it."""
    on_desktop = sys.platform in ("win32", "darwin")
    return on_desktop or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
