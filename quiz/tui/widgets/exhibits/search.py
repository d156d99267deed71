"""`search` on a screen: what was typed, over the results."""

from collections.abc import Iterator

from textual.content import Content

from quiz.bank.exhibits import Search
from quiz.text import shown
from quiz.tui.widgets import MUTED
from quiz.tui.widgets.exhibits.frame import Drawing, Parts, beside
from quiz.words import say


class SearchDrawing(Drawing):
    """What was typed in a box, over each result with its outlet, its date and its line."""

    def __init__(self, exhibit: Search, *, tight: bool = False) -> None:
        """Take the exhibit; where lines are `tight`, a title and its outlet share them."""
        before, between = (" · ", "\n") if tight else ("\n", "\n\n")
        self._tight = tight
        self._query = Content(shown(exhibit.query))
        results = []
        for each in exhibit.results:
            says = f"\n{shown(each.says)}" if each.says else ""
            about = (f"{before}{shown(beside(each.outlet, each.date))}", MUTED)
            results.append(Content.assemble((shown(each.title), "bold"), about, says))
        super().__init__(Content(between).join(results))

    def lines(self, width: int, parts: Parts | None = None) -> Iterator[Content]:
        """The box, whose lines are equally wide, and below it the results."""
        before = Content.styled(f"{say('Search:')} ", MUTED)
        typed = self._query.wrap(max(1, width - before.cell_length - 2))
        widest = max(line.cell_length for line in typed)
        for line in typed:
            box = line.pad_left(1).pad_right(widest + 1 - line.cell_length)
            yield before.append(box.stylize_before("on $panel"))
            before = Content(" " * before.cell_length)
        if not self._tight:
            yield Content("")
        yield from super().lines(width, parts)
