"""The frame around an exhibit, which says what it is."""

from textual.content import Content
from textual.widgets import Static

from quiz.bank.exhibits import Exhibit

MUTED = "$foreground-muted"


class Frame(Static):
    """An exhibit in a frame that says above it what it is, and below it what was made up."""

    DEFAULT_CSS = """
    Frame {
        height: auto; padding: 0 1; margin: 1 0;
        border: round $scrollbar;
        border-title-color: $foreground-muted; border-title-style: none;
        border-subtitle-color: $foreground-muted; border-subtitle-style: none;
    }
    """

    def __init__(self, exhibit: Exhibit, content: Content | None = None) -> None:
        super().__init__(content or "", markup=False)
        called = exhibit.called
        self.border_title = Content(called[0].upper() + called[1:])
        if exhibit.note:
            self.border_subtitle = Content(exhibit.note)


def beside(*texts: str) -> str:
    """What is shown beside a text, such as its outlet and its date, on one line."""
    return " · ".join(filter(None, texts))
