"""The bare Textual app that the quiz is measured against: a list, and a footer with keys."""

from textual.app import App, ComposeResult
from textual.widgets import Footer, OptionList


class Bare(App[None]):
    """A list and a footer."""

    BINDINGS = [("q", "quit", "Quit"), ("s", "screenshot", "Picture")]  # noqa: RUF012 - Textual's

    def compose(self) -> ComposeResult:
        """Draw a list and a footer."""
        yield OptionList(*(f"Option {number}" for number in range(6)))
        yield Footer()


if __name__ == "__main__":
    Bare().run()
