"""What is said of an answer: in one line, and option by option."""

from collections.abc import Iterator

from quiz.bank.kinds import RIGHT, WRONG, Feedback
from quiz.play.round import Slot
from quiz.text import counted, plural


def signed(number: int) -> str:
    """A number of marks with its sign, as it is shown."""
    return f"+{number}" if number > 0 else f"−{-number}" if number else "0"


def signed_marks(number: int) -> str:
    """The same, with the word: "+1 mark" or "−3 marks"."""
    return f"{signed(number)} {plural(number, 'mark')}"


def points_in_words(number: int) -> str:
    """A number of marks for those who listen: "1 mark" or "minus 3 marks"."""
    sign = "minus " if number < 0 else ""
    return f"{sign}{counted(abs(number), 'mark')}"


def verdict(slot: Slot) -> str:
    """Whether the answer was right, how sure the reader was, and what that earned."""
    assert slot.answer is not None  # noqa: S101 - asked for answered slots alone
    word = (
        f"{RIGHT} Right"
        if slot.right
        else f"{WRONG} Partly right"
        if slot.share
        else f"{WRONG} Wrong"
    )
    sure = {1: "a guess", 2: "fairly sure", 3: "sure"}[slot.answer.certainty]
    return f"{word} · {sure} · {signed(slot.points)}"


def feedback(slot: Slot) -> Iterator[Feedback]:
    """What is said of each thing that could be answered."""
    assert slot.answer is not None  # noqa: S101 - asked for answered slots alone
    return slot.question.feedback(slot.answer.response, slot.arrangement)
