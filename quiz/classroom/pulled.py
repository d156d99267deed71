"""What wrong answers picked, so that one sees what pulled them."""

from collections.abc import Iterable

from msgspec import Struct

from quiz.bank.kinds import Order, Question, Response, Sort, numbers
from quiz.bank.kinds.picking import PickingQuestion
from quiz.classroom.handin import Offered
from quiz.text import folded, shortened

Pick = int | str | tuple[int, ...]
"""The number of an option or a part; the numbers of a row and the label given to it; the order of
steps; or what was typed."""


LONGEST_TYPED = 100
"""The most characters that are shown of what was typed, which may be a page that was pasted."""


class Distractor(Struct, frozen=True):
    """Something wrong that can be picked or typed."""

    text: str
    """Empty if the bank no longer has it."""
    why: str
    """What makes it tempting and where it goes wrong; empty if the bank has no reason."""
    option: int | None = None
    """Its number in the bank, from 1; None if it isn't an option or a part."""
    part: str = ""
    """Which row, or which step first, is wrong; empty if it isn't a part of several."""
    instead: str = ""
    """What is right in its place; empty if the bank no longer has the question in this wording."""


def wrong_picks(question: Question | None, answers: Iterable[Offered]) -> list[tuple[Pick, ...]]:
    """What in each answer is wrong; without the question, only what is so in every wording.

    What a typed answer and an order come to, they are as a whole.
    """
    key = question.key if question else ()
    return [() if each.right else _wrong(question, key, each) for each in answers]


def _wrong(question: Question | None, key: Response, offered: Offered) -> tuple[Pick, ...]:
    response = offered.response
    if isinstance(response, str):
        return (folded(response),)
    picked = response or ()
    if isinstance(question, PickingQuestion):
        return tuple(each for each in picked if each not in numbers(key))
    if isinstance(question, Sort):
        labels = enumerate(zip(picked, numbers(key), strict=True))
        return tuple((row, given) for row, (given, right) in labels if given != right)
    if question is not None:
        return (picked,)
    return picked if offered.kind == "choice" else ()


def typed_in_short(text: str) -> str:
    """What was typed, in one line of `LONGEST_TYPED` characters at most."""
    return shortened(text, LONGEST_TYPED)


def distractor(question: Question | None, pick: Pick) -> Distractor:
    """What a pick stands for."""
    option = pick + 1 if isinstance(pick, int) else None
    if question is None:
        return Distractor("" if option else typed_in_short(str(pick)), "", option)
    right = question.right_words or question.in_words(question.key)
    if isinstance(question, PickingQuestion) and isinstance(pick, int):
        each = question.alternatives[pick]
        return Distractor(each.text.strip(), each.why, option, "", right)
    if isinstance(question, Sort) and isinstance(pick, tuple):
        row, label = pick
        text, right = question.rows[row].text.rstrip("."), question.right_labels[row]
        why, given = question.rows[row].why, f"{text}: {question.labels[label]}"
        return Distractor(given, why, None, text, f"{text}: {right}")
    response = (pick,) if isinstance(pick, int) else pick
    said = question.in_words(response)
    if isinstance(question, Order):
        there = zip(question.key, numbers(response), question.steps, strict=True)
        step = next(step for place, given, step in there if given != place)
        return Distractor(said, step.why, None, step.text, right)
    return Distractor(typed_in_short(said), "", None, "", right)
