"""The stem at the top of the page, while exhibits push it out of sight."""

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from quiz.text import last_question
from quiz.tui.widgets.masthead import rule

MOST = 3
"""Lines of a stem that are shown; of a longer one, it is the last sentence."""


class StemAbove(Widget):
    """A stem over the first lines of a page and the rule above that, with a rule below it.

    As it lies over the page, nothing moves when it comes or goes. The style sheet has its style.
    """

    stem = ""

    def lines(self, width: int) -> list[Content]:
        """The stem, or the beginning of the sentence that asks if there's no room for all."""
        width = max(1, width - 2)  # the rule goes beyond the text, as in every running head
        lines = Content(self.stem).wrap(width)
        if len(lines) > MOST:
            lines = Content(f"… {last_question(self.stem)}").wrap(width)
        if len(lines) > MOST:
            rest = Content(" ").join(lines[MOST - 1 :]).truncate(width, ellipsis=True)
            lines = [*lines[: MOST - 1], rest]
        return lines

    def render(self) -> Content:
        width = self.content_size.width
        lines = [each.pad_left(1) for each in self.lines(width)]
        return Content("\n").join([*lines, rule(width)])

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return len(self.lines(width)) + 1
