"""The help on a screen: what its keys do, and how answers are marked."""

from typing import Any, ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from quiz.play import first_minute
from quiz.play.mark import Certainty, points
from quiz.play.stakes import BE_HONEST, PARTS, best_in_words, signed
from quiz.record.profile import PRIVACY
from quiz.text import cells, fitted, wrapped
from quiz.tui.screens.overlay import Overlay
from quiz.tui.widgets import MUTED, Piece
from quiz.tui.widgets.keys import described_keys
from quiz.words import phrase, say

PAGES = phrase(
    "You see the words that the question is about, where they are on the page. Bars and … stand "
    "for words we left out. ¶4 is paragraph 4."
)
"""What the help of a question with a page says of it."""


class Help(Overlay):
    """What the keys of a screen do, from its bindings, and how answers are marked."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("q,escape,question_mark,enter", "dismiss", "Close", tooltip="close this page"),
        Binding("f", "try_marks", "First minute", tooltip=first_minute.OFFER),
    ]
    DEFAULT_CSS = "Help VerticalScroll { width: 100%; max-width: 74; padding: 0 1; }"

    def __init__(self, screen: Screen[Any]) -> None:
        self._text = Static()
        super().__init__(self._text)
        self._described = described_keys(screen)
        self._over = screen

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer the first minute, unless the screen below says that it is no use there."""
        return action != "try_marks" or self._over.check_action(action, parameters)

    async def action_try_marks(self) -> None:
        """Close the help, and show the first minute in its place."""
        self.dismiss()
        self.app.call_later(self.app.run_action, "try_marks")

    def on_resize(self, event: events.Resize) -> None:
        """Fit the text into the new width, with what each key does hanging beside it."""
        column = max(map(cells, self._described)) + 3
        room = max(10, min(74, event.size.width) - 6 - column)
        pieces: list[Piece] = []
        for name, does in self._described.items():
            first, *rest = wrapped([does], room)
            pieces += [(fitted(name, column), "bold"), f"{first}\n"]
            pieces += [f"{'':{column}}{line}\n" for line in rest]
        pieces += _marks()
        if self._over.query(".-page"):
            glance = say("A web page at a glance")
            pieces += [(f"\n\n{glance}", "bold $accent"), f"\n{say(PAGES)}"]
        self._text.update(Content.assemble(*pieces))


def _marks() -> list[Piece]:
    """For each certainty the points of a right and a wrong answer, and when it earns most."""
    rows = [("", say("right"), say("wrong"), say("if your chance is"))]
    for each in Certainty:
        right, wrong = (signed(points(share, each)) for share in (1, 0))
        rows.append((f"{int(each)} {each.word}", right, wrong, best_in_words(each)))
    word, *columns = (1 + max(map(cells, column)) for column in list(zip(*rows, strict=True))[:3])
    lines = [
        f"\n{fitted(name, word)}{right:>{columns[0]}}{wrong:>{columns[1]}}  {best}"
        for name, right, wrong, best in rows
    ]
    pieces: list[Piece] = [(f"\n{say(BE_HONEST).rstrip('.')}", "bold $accent")]
    pieces += [(lines[0], MUTED), *lines[1:]]
    free = say("Skipping a question costs nothing.")
    pieces.append(f"\n\n{say(PARTS)} {free} {say(PRIVACY)}")
    return pieces
