"""Which widget takes the answer to each kind of question."""

from quiz.bank.kinds import Choice, Multi, Order, Response, Short, Sort, Spot
from quiz.play.round import Slot
from quiz.tui.widgets.arrange import Arrange
from quiz.tui.widgets.choose import Choose
from quiz.tui.widgets.label import Label
from quiz.tui.widgets.spot import Spot as SpotPassage
from quiz.tui.widgets.typed import Typed

Answering = Choose | Label | Arrange | SpotPassage | Typed


def answering(slot: Slot, draft: Response | None = None) -> Answering:
    """The widget that takes the answer to a slot's question, with the one it has or a draft."""
    response = slot.answer.response if slot.answer else draft
    match slot.question:
        case Choice() | Multi() as question:
            return Choose(question, slot.arrangement, response)
        case Sort() as question:
            return Label(question, slot.arrangement, response)
        case Order() as question:
            return Arrange(question, slot.arrangement, response)
        case Spot() as question:
            return SpotPassage(question, response)
        case Short():
            return Typed(response)
