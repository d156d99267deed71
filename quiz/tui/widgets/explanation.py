"""An answer explained: why, why each option tempts, and the habit to take away."""

from textual.content import Content
from textual.widgets import Static

from quiz.play.explain import RIGHT, WRONG, told
from quiz.play.round import Slot
from quiz.tui.widgets.card import Piece

_LOOKS = {RIGHT: "$success", WRONG: "$error"}


class Explanation(Static):
    """The page that stands under the verdict."""

    DEFAULT_CSS = """
    Explanation { padding: 0 1; margin-top: 1; }
    """

    def tell(self, slot: Slot, habit: str) -> None:
        """Draw all that there is to say about an answered question."""
        question = slot.question
        pieces: list[Piece] = [question.explanation, "\n"]
        if question.as_of:
            pieces += [(f"As of {question.as_of}.", "$foreground-muted"), "\n"]
        pieces += ["\n", (question.stem, "bold"), "\n\n"]
        for each in told(slot):
            look = _LOOKS.get(each.sign, "")
            pieces += [(f"{each.sign} {each.text}", f"bold {look}".strip())]
            if each.note:
                pieces += [(f"  ({each.note})", look)]
            pieces += [f"\n{each.why}" if each.why else "", "\n\n"]
        pieces += [("Take away  ", "bold $accent"), (habit, "italic")]
        self.update(Content.assemble(*pieces))
