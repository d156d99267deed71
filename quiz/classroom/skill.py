"""How a class did in each skill, and which questions make one weak."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from msgspec import Struct

from quiz.bank.model import Bank
from quiz.classroom.handin import Offered
from quiz.classroom.question import MOSTLY_RIGHT, QuestionResult
from quiz.classroom.statistics import share_interval
from quiz.record.measures import FEW, SOME

MOST_HEAVY = 3
"""How many questions are named that make a skill weak."""


class SkillResult(Struct, frozen=True):
    """How the class did in a skill."""

    id: str
    name: str
    questions: int
    """On how many questions it rests: those that may be broken don't count."""
    n: int
    right: int
    low: float
    """The lower end of the 95% interval of the share, with answers of one reader taken as alike."""
    high: float
    below: bool
    """Whether the class had fewer right than in all that counts here, beyond chance."""
    because_of: tuple[str, ...]
    """The digests of the questions that most make it weak, the one that does so most first."""
    otherwise: bool
    """Whether it is as good as the rest without these."""


def skill_results(
    bank: Bank,
    found: Iterable[QuestionResult],
    counting: Sequence[Mapping[str, Sequence[Offered]]],
) -> tuple[SkillResult, ...]:
    """The results in each skill that was asked, the one fewest had right first."""
    found = [*found]
    asks: defaultdict[str, set[str]] = defaultdict(set)
    for each in found:
        if each.question and each.n and not each.may_be_broken:
            asks[each.question.skill].add(each.digest)
    of_all = [
        [right_of([a for key in keys & some.keys() for a in some[key]]) for some in counting]
        for keys in asks.values()
    ]
    counts = [tuple(map(sum, zip(*each, strict=True))) for each in of_all]
    whole = sum(right for right, _ in counts) / (sum(n for _, n in counts) or 1)
    results = []
    for (id, keys), readers, (right, n) in zip(asks.items(), of_all, counts, strict=True):
        low, high = share_interval(readers)
        below = n >= SOME and share_interval(readers, len(asks))[1] < whole
        its = [each for each in found if each.digest in keys]
        heavy, otherwise = _heaviest(its, whole) if below else ((), False)
        name = bank.skills[id].name
        results.append(
            SkillResult(id, name, len(keys), n, right, low, high, below, heavy, otherwise)
        )
    return tuple(sorted(results, key=lambda each: each.right / each.n))


def _heaviest(its: Sequence[QuestionResult], whole: float) -> tuple[tuple[str, ...], bool]:
    """Which questions make a skill weak, and whether it is as good as the `whole` without them."""
    right, n = sum(each.right for each in its), sum(each.n for each in its)
    hard = [each for each in its if each.n >= FEW and each.facility < min(whole, MOSTLY_RIGHT)]
    hard.sort(key=lambda each: each.right - whole * each.n)
    found = []
    for each in hard[:MOST_HEAVY]:
        found.append(each.digest)
        right, n = right - each.right, n - each.n
        if right >= whole * n:
            return tuple(found), True
    return tuple(found), False


def right_of(answers: Collection[Offered]) -> tuple[int, int]:
    """How many answers are right, and how many there are."""
    return sum(bool(each.right) for each in answers), len(answers)
