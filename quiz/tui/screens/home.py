"""The first screen: what this is, and what there is to do."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalGroup, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Footer, OptionList, Static
from textual.widgets.option_list import Option

from quiz.bank.model import About


class Home(Screen[None]):
    """A title, two lines, and a list of ways in."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "", "Choose", key_display="↵"),
        Binding("t", "app.next_theme", "Theme"),
        Binding("question_mark", "app.help", "Help", key_display="?"),
        Binding("q", "app.leave", "Leave"),
        Binding("j", "app.simulate_key('down')", show=False),
        Binding("k", "app.simulate_key('up')", show=False),
    ]
    DEFAULT_CSS = """
    Home {
        #title { text-style: bold; color: $accent; padding: 0 1; }
        #description { padding: 0 1; margin-bottom: 1; }
        #note, #notice { padding: 0 1; margin-bottom: 1; color: $foreground-muted; }
        #notice { color: $warning; }
        #more { padding: 0 1; margin-top: 1; color: $foreground-muted; }
    }
    """

    class Chosen(Message):
        """The reader chose something to do."""

        def __init__(self, id: str) -> None:
            super().__init__()
            self.id = id

    class Seen(Message):
        """Home is on top again, and wants to offer what there is now."""

    def __init__(self, about: About) -> None:
        super().__init__()
        self._about = about

    def compose(self) -> ComposeResult:
        with VerticalScroll(id="page", can_focus=False), VerticalGroup(classes="column"):
            yield Static(Content(self._about.title), id="title")
            yield Static(Content(self._about.description), id="description")
            yield Static(id="notice", classes="gone")
            yield OptionList(id="ways")
            yield Static(Content(self._about.content_note), id="note", classes="gone")
        yield Footer(compact=True, show_command_palette=False)

    def on_screen_resume(self) -> None:
        """Ask what there is to offer."""
        self.post_message(self.Seen())

    def offer(self, ways: list[tuple[str, str, str]], *, notice: str, first_time: bool) -> None:
        """Show the ways in, each an id, a name and what it is; and a line if there is one."""
        listed = self.query_one("#ways", OptionList)
        kept = listed.highlighted
        listed.clear_options()
        width = max(len(name) for _, name, _ in ways) + 2
        listed.add_options(
            Option(Content.assemble((name.ljust(width), "bold"), tells), id)
            for id, name, tells in ways
        )
        listed.highlighted = kept or 0
        line = self.query_one("#notice", Static)
        line.update(Content(notice))
        line.set_class(not notice, "gone")
        self.query_one("#note").set_class(not (first_time and self._about.content_note), "gone")

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Pass on what was chosen."""
        self.post_message(self.Chosen(event.option_id or ""))
