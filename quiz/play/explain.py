"""What is said of an answer: the verdict in one line, and feedback option by option."""

from collections.abc import Iterator

from quiz.bank.kinds import RIGHT, WRONG, Feedback
from quiz.play.round import Slot
from quiz.text import counted, plural


def signed(number: int) -> str:
    """Points with their sign, as on the screen: "+3", "−6" or "0"."""
    return f"+{number}" if number > 0 else f"−{-number}" if number else "0"


def signed_marks(number: int) -> str:
    """Points with their sign and the word: "+1 mark" or "−3 marks"."""
    return f"{signed(number)} {plural(number, 'mark')}"


def points_in_words(number: int) -> str:
    """Points for those who listen: "1 mark" or "minus 3 marks"."""
    sign = "minus " if number < 0 else ""
    return f"{sign}{counted(abs(number), 'mark')}"


def verdict(slot: Slot) -> str:
    """The verdict in one line: right or not, how sure the reader was, and the marks earned."""
    assert slot.answer is not None  # noqa: S101 - asked for answered slots alone
    wrong = f"{WRONG} Partly right" if slot.share else f"{WRONG} Wrong"
    word = f"{RIGHT} Right" if slot.right else wrong
    sure = {1: "a guess", 2: "fairly sure", 3: "sure"}[slot.answer.certainty]
    return f"{word} · {sure} · {signed(slot.points)}"


def feedback(slot: Slot) -> Iterator[Feedback]:
    """The feedback on an answered slot, option by option."""
    assert slot.answer is not None  # noqa: S101 - asked for answered slots alone
    return slot.question.feedback(slot.answer.response, slot.arrangement)
