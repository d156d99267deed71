"""Which widget takes the answer to each kind of question.

Only the widget that is asked for is imported, and only the kind of drawing that an exhibit has:
the others would take 2 ms before the first question.
"""

from typing import TYPE_CHECKING

from quiz.bank.kinds import Choice, Multi, Order, Response, Short, Sort, Spot
from quiz.play.round import Slot

if TYPE_CHECKING:
    from quiz.tui.widgets.arrange import Arrange
    from quiz.tui.widgets.choose import Choose
    from quiz.tui.widgets.exhibits.frame import Drawing
    from quiz.tui.widgets.label import Label
    from quiz.tui.widgets.spot import Spot as SpotPassage
    from quiz.tui.widgets.typed import Typed

    Answering = Choose | Label | Arrange | SpotPassage | Typed


def answering(
    slot: Slot,
    draft: Response | None = None,
    drawing: "Drawing | None" = None,
    *,
    tight: bool = False,
) -> "Answering":
    """The widget that takes the answer to a slot's question, with the one it has or a draft.

    `drawing` is how the exhibit is laid out in which the answer is picked, if it is in one. A
    `tight` widget has no lines but those that are read.
    """
    response = slot.answer.response if slot.answer else draft
    match slot.question:
        case Choice() | Multi() as question:
            from quiz.tui.widgets.choose import Choose

            return Choose(question, slot.arrangement, response)
        case Sort() as question:
            from quiz.tui.widgets.label import Label

            return Label(question, slot.arrangement, response, tight=tight)
        case Order() as question:
            from quiz.tui.widgets.arrange import Arrange

            return Arrange(question, slot.arrangement, response)
        case Spot() as question:
            from quiz.tui.widgets.spot import Spot as SpotPassage

            return SpotPassage(question, response, drawing, tight=tight)
        case Short():
            from quiz.tui.widgets.typed import Typed

            return Typed(response)
