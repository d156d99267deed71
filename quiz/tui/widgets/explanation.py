"""The explanation of an answer, and the feedback on each option."""

from textual.content import Content

from quiz.bank.kinds import RIGHT, WRONG
from quiz.play.explain import feedback
from quiz.play.round import Slot
from quiz.text import shown
from quiz.tui.widgets.card import Piece

_LOOKS = {RIGHT: "$success", WRONG: "$error"}


def why(slot: Slot) -> Content:
    """What would have been right, the explanation, and the date as of which it holds."""
    question = slot.question
    explanation = shown(question.explanation)
    pieces: list[Piece] = [explanation]
    if not slot.right and (words := question.right_words(slot.arrangement)):
        pieces = [("Right would be: ", "bold"), f"{shown(words)}\n\n", explanation]
    if question.as_of:
        pieces += ["\n", (f"As of {question.as_of}.", "$foreground-muted")]
    return Content.assemble(*pieces)


def option_by_option(slot: Slot, habit: str) -> Content:
    """The feedback on each option, and the habit to take away."""
    pieces: list[Piece] = []
    for each in feedback(slot):
        look = _LOOKS.get(each.sign, "")
        pieces.append((f"{each.sign} {shown(each.text)}", f"bold {look}".strip()))
        if each.note:
            pieces.append((f"  ({each.note})", look))
        pieces += [f"\n{shown(each.why)}" if each.why else "", "\n\n"]
    pieces += [("Take away  ", "bold $accent"), (shown(habit), "italic")]
    return Content.assemble(*pieces)
