"""The hint on how to answer or what comes next, or a warning of what is missing."""

from collections.abc import Sequence

from textual.content import Content
from textual.geometry import Size
from textual.widgets import Static


class Hint(Static):
    """A hint that gives way to warnings and has room for the longest of them.

    If it grew or shrank, what the reader is about to click would move away under the mouse.
    """

    DEFAULT_CSS = """
    Hint { padding: 0 1; color: $foreground-muted; }
    """

    def __init__(self, hint: str, warnings: Sequence[str], after: str) -> None:
        """Take how to answer, warnings, and what to do after the answer is complete."""
        super().__init__(Content(hint), id="hint")
        self._hint = Content(hint)
        self._after = Content(after)
        self._warnings = [Content(warning) for warning in warnings]

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """The lines of the hint and a blank one, or those of the longest warning if it has more."""
        hint, *others = (
            len(text.wrap(max(1, width))) for text in (self._hint, self._after, *self._warnings)
        )
        return max(hint + 1, *others)

    def warn(self, warning: str) -> None:
        self.update(Content.styled(warning, "bold $warning"), layout=False)

    def tell(self, *, after: bool = False) -> None:
        """Show how to answer, or what to do after that."""
        self.update(self._after if after else self._hint, layout=False)
