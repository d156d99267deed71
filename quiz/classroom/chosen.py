"""What the answers to a question picked, right and wrong, with how many did."""

from collections import Counter
from collections.abc import Iterable, Iterator

from msgspec import Struct

from quiz.bank.kinds import Question, Sort, numbers
from quiz.bank.kinds.picking import PickingQuestion
from quiz.classroom.handin import Offered
from quiz.classroom.mistake import Mistake
from quiz.classroom.pulled import typed_in_short
from quiz.classroom.question_words import key_in_words
from quiz.play.mark import Certainty
from quiz.text import folded

MOST = 5
"""How many wrong answers are told apart where there is no list to pick from."""


class Chosen(Struct, frozen=True):
    """Something that can be picked, put in order or typed."""

    text: str
    right: bool
    n: int
    """How many answers have it."""
    sure: int
    """How many of these were sure."""
    number: int | None = None
    """Its number in the bank, from 0, where there is a list to pick from."""


def chosen(question: Question, answers: Iterable[Offered]) -> tuple[Chosen, ...]:
    """All that can be picked, in the order of the bank, or else what is right and what wasn't."""
    answers = [*answers]
    if isinstance(question, PickingQuestion):
        found = _options(question, answers)
    elif isinstance(question, Sort):
        found = _labels(question, answers)
    else:
        found = _wholes(question, answers)
    return tuple(found)


def is_mistake(one: Chosen, mistake: Mistake) -> bool:
    """Whether it is what a mistake was made at: what was picked wrongly, or right and missed."""
    if one.right != mistake.missed:
        return False
    return folded(one.text) == folded(mistake.what.text) and one.number in (
        None,
        (mistake.what.option or 0) - 1,
    )


def _counts(answers: Iterable[Offered]) -> tuple[int, int]:
    some = [*answers]
    return len(some), sum(each.certainty is Certainty.SURE for each in some)


def _options(question: PickingQuestion, answers: Iterable[Offered]) -> Iterator[Chosen]:
    answers = [*answers]
    for number, each in enumerate(question.alternatives):
        if each.right or each.why:
            n, sure = _counts(one for one in answers if number in numbers(one.response or ()))
            yield Chosen(each.text.strip(), each.right, n, sure, number)


def _labels(question: Sort, answers: Iterable[Offered]) -> Iterator[Chosen]:
    """Of each row the right label and the wrong ones that anybody gave it."""
    answers = [each for each in answers if each.response is not None]
    for row, (each, right) in enumerate(zip(question.rows, question.key, strict=True)):
        for label, name in enumerate(question.labels):
            n, sure = _counts(one for one in answers if numbers(one.response or ())[row] == label)
            if n or label == right:
                yield Chosen(f"{each.text.rstrip('.')}: {name}", label == right, n, sure)


def _wholes(question: Question, answers: Iterable[Offered]) -> Iterator[Chosen]:
    """What is right, then the answers that most gave wrongly."""
    answers = [*answers]
    yield Chosen(key_in_words(question), True, *_counts(each for each in answers if each.right))
    wrong: dict[object, list[Offered]] = {}
    for each in answers:
        if not each.right and each.response is not None:
            typed = each.response
            wrong.setdefault(folded(typed) if isinstance(typed, str) else typed, []).append(each)
    for key, _ in Counter({key: len(some) for key, some in wrong.items()}).most_common(MOST):
        some = wrong[key]
        given = question.in_words(some[0].response or "")
        yield Chosen(typed_in_short(given) if question.typed else given, False, *_counts(some))
