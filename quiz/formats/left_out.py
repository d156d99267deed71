"""What the formats of other learning tools have no place for, and leave out alike."""

from collections.abc import Iterator

from quiz.bank.kinds import Multi, Question, Spot
from quiz.formats import Change

LEANS = Change("whether a wrong option believes too much or too little", "is left out")
PICK = Change("the word of warning before too many or too few are picked", "is left out")
NOTES = Change(
    "what authors note for the quiz itself, such as the event or the move", "is left out"
)
PARTS = Change(
    "the words to find in a passage", "are answers to pick from, and underlined in the passage"
)
"""Of a tool that can't have words picked where they stand."""


def left_out_of(question: Question) -> Iterator[Change]:
    """What is left out of a question: `LEANS`, `PICK` and `NOTES`."""
    if any(question.leans):
        yield LEANS
    if isinstance(question, Multi | Spot) and question.pick:
        yield PICK
    noted = (question.opener, question.move, question.event, question.verdict)
    if any((*noted, question.quote_reason, question.allow)):
        yield NOTES
