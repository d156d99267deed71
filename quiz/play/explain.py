"""What is said of answers: the verdict in one line, feedback, and what still waits for one."""

from collections.abc import Iterator

from quiz.bank.kinds import PARTLY, RIGHT, WRONG, Feedback
from quiz.play.round import Round, Slot
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


def sign(slot: Slot) -> str:
    """The sign of an answered slot: right, partly right or wrong."""
    return RIGHT if slot.right else PARTLY if slot.share else WRONG


def partly(slot: Slot) -> str:
    """How much of a partly right answer is right, such as "4 of 5 lines right"; else empty."""
    if slot.answer is None or slot.right or not slot.share:
        return ""
    return slot.question.share_words(slot.answer.response)


def verdict(slot: Slot, width: int = 0) -> str:
    """The verdict in one line: how much is right, how sure the reader was, and the marks earned.

    If a width is given, a partly right answer is called just that where its count doesn't fit.
    """
    assert slot.answer is not None  # noqa: S101 - asked for answered slots alone
    sure = {1: "a guess", 2: "fairly sure", 3: "sure"}[slot.answer.certainty]
    end = f" · {sure} · {signed(slot.points)}"
    word = {RIGHT: "Right", PARTLY: partly(slot), WRONG: "Wrong"}[sign(slot)]
    line = f"{sign(slot)} {word}{end}"
    return f"{PARTLY} Partly right{end}" if len(line) > width > 0 else line


def feedback(slot: Slot) -> Iterator[Feedback]:
    """The feedback on an answered slot, option by option."""
    assert slot.answer is not None  # noqa: S101 - asked for answered slots alone
    return slot.question.feedback(slot.answer.response, slot.arrangement)


def waiting_lines(round: Round) -> Iterator[str]:
    """The questions that the reader marked, and those that they left out, by their numbers."""
    for what, indexes in (("Marked to come back", round.flagged), ("Left out", round.left_out)):
        if indexes:
            yield f"{what}: {', '.join(str(index + 1) for index in indexes)}."
