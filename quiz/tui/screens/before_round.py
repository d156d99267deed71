"""What is shown before a round: the note on the content, and that another round waits."""

from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from quiz.session import Waiting
from quiz.tui.screens.overlay import Overlay
from quiz.tui.widgets.entries import Entries
from quiz.tui.widgets.keys import CHOOSE


class Note(Overlay):
    """A few lines to read before going on."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,q,escape,space", "dismiss", "Go on", tooltip="go on"),
    ]

    def __init__(self, text: str) -> None:
        super().__init__(Static(Content(text)))

    def on_click(self) -> None:
        self.dismiss()


class LeftRound(Overlay):
    """Asks a reader who begins a round about one that waits: True begins it, False resumes."""

    BINDINGS: ClassVar[list[BindingType]] = [
        CHOOSE,
        Binding("q,escape", "dismiss", "Back", tooltip="neither for now"),
    ]
    DEFAULT_CSS = """
    LeftRound {
        VerticalScroll { padding: 0 1; }
        .title { padding: 0 1; }
        OptionList { height: auto; padding: 0; }
    }
    """
    can_scroll = False

    def __init__(self, waiting: Waiting) -> None:
        begin = Content.assemble((waiting.begin_name, "bold"), f"\n{waiting.begin}")
        carry_on = Content.styled(waiting.carry_on_name, "bold")
        self._list = Entries(Option(carry_on), Option(begin))
        super().__init__(Static(Content(waiting.heading), classes="title"), self._list)

    def action_choose(self) -> None:
        self._list.action_select()

    @on(OptionList.OptionSelected)
    def _return_chosen(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(event.option_index == 1)
