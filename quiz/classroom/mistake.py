"""How answers to a question went wrong alike, and which of these mistakes a discussion is about."""

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from quiz.bank.kinds import Question, numbers
from quiz.bank.kinds.picking import PickingQuestion
from quiz.classroom.handin import Offered
from quiz.classroom.pulled import Distractor
from quiz.play.mark import Certainty

SEVERAL = 3
"""How many readers, or answers, it takes to be worth a word."""
A_TENTH = 0.1


class Pulled(Struct, frozen=True):
    """A distractor, and whom it pulled."""

    distractor: Distractor
    n: int
    """How many answers have it."""
    sure: int
    """How many of these were sure."""
    strong: bool
    """Whether it pulled strong readers rather than weak ones, beyond chance."""


class Mistake(Struct, frozen=True):
    """Where answers went wrong alike: at a distractor, or at something right that they lack."""

    what: Distractor
    """The distractor that most of them have; or what is right, with its reason."""
    n: int
    sure: int
    """How many of these were sure."""
    common: bool
    """Whether `SEVERAL` and a tenth of those who answered made it, and one of them surely."""
    same: bool = True
    """Whether all picked the same, rather than only went wrong at the same part."""
    missed: bool = False
    """Whether it is something right that wasn't picked."""

    @property
    def weight(self) -> int:
        """How much it weighs: whoever was sure counts three times."""
        return self.n + 2 * self.sure


def mistakes(
    question: Question | None, answers: Sequence[Offered], pulled: Iterable[Pulled]
) -> tuple[Mistake, ...]:
    """The mistakes in two answers or more, the heaviest first: a discussion is about that one."""
    found = [*_pulls(len(answers), pulled), *_misses(question, answers)]
    some = [each for each in found if each.n > 1]
    return tuple(sorted(some, key=lambda each: (-each.weight, -each.n)))


def _is_common(n: int, sure: int, of: int) -> bool:
    return sure > 0 and n >= max(SEVERAL, A_TENTH * of)


def _pulls(of: int, pulled: Iterable[Pulled]) -> Iterator[Mistake]:
    """What was picked wrongly.

    The answers to a row of a `sort` count together, as do those to an order by the first step that
    is out of place.
    """
    groups: dict[tuple[str, str], list[Pulled]] = {}
    for each in pulled:
        what = each.distractor
        key = (what.part, "") if what.part else (what.text, str(what.option))
        groups.setdefault(key, []).append(each)
    for some in groups.values():
        most = max(some, key=lambda each: (each.sure, each.n)).distractor
        n, sure = sum(each.n for each in some), sum(each.sure for each in some)
        yield Mistake(most, n, sure, _is_common(n, sure, of), same=len(some) == 1)


def _misses(question: Question | None, answers: Sequence[Offered]) -> Iterator[Mistake]:
    """What is right of several and wasn't picked."""
    if not isinstance(question, PickingQuestion) or len(question.key) == 1:
        return
    for number in question.key:
        right = question.alternatives[number]
        lack = [each for each in answers if number not in numbers(each.response or ())]
        n, sure = len(lack), sum(each.certainty is Certainty.SURE for each in lack)
        what = Distractor(right.text.strip(), right.why, number + 1)
        yield Mistake(what, n, sure, _is_common(n, sure, len(answers)), missed=True)
