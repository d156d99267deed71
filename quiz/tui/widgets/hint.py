"""The hint on how to answer or what comes next, or a warning of what is missing."""

from collections.abc import Sequence

from textual.content import Content
from textual.geometry import Size
from textual.widgets import Static


class Hint(Static):
    """A hint that gives way to warnings and has room for the longest of them.

    If it grew or shrank, what the reader is about to click would move away under the mouse. Below
    the page, where that is no danger, it has as many lines as it needs, and keeps those that it
    once needed: none until there is something to say.
    """

    DEFAULT_CSS = """
    Hint { padding: 0 1; color: $foreground-muted; }
    """

    def __init__(
        self, hint: str, warnings: Sequence[str], after: str, *, below: bool = False
    ) -> None:
        """Take how to answer, warnings, and what to do after the answer is complete.

        `below` says that it stands below the page and not in it.
        """
        super().__init__(Content(hint), id="hint")
        self._hint = Content(hint)
        self._after = Content(after)
        self._warnings = [Content(warning) for warning in warnings]
        self._below = below
        self._lines = 0
        """The most lines that it needed so far."""

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """The lines of the hint and a blank one, or those of the longest warning if it has more.

        Below the page, the most lines that it needed so far.
        """
        if self._below:
            self._lines = max(self._lines, _lines(Content(str(self.content)), width))
            return self._lines
        hint, *others = (
            len(text.wrap(max(1, width))) for text in (self._hint, self._after, *self._warnings)
        )
        return max(hint + 1, *others)

    def warn(self, warning: str) -> None:
        self._put(Content.styled(warning, "bold $warning"))

    def tell(self, *, after: bool = False) -> None:
        """Show how to answer, or what to do after that, if there is room for it already."""
        told = self._after if after and (self._lines or not self._below) else self._hint
        self._put(told)

    def _put(self, told: Content) -> None:
        """Show a text; the screen is laid out again only if that needs a line more."""
        needed = _lines(told, self.content_size.width) if self._below else 0
        self.update(told, layout=needed > self._lines)


def _lines(text: Content, width: int) -> int:
    """The lines that a text takes, none if it is empty."""
    return len(text.wrap(max(1, width))) if text else 0
