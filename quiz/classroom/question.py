"""What the answers of a class to one question say of it."""

from collections import Counter
from collections.abc import Container, Iterable, Sequence
from itertools import chain, compress

from msgspec import Struct

from quiz.bank.kinds import Question, numbers
from quiz.bank.kinds.picking import PickingQuestion
from quiz.classroom.handin import Offered
from quiz.classroom.pulled import Distractor, Pick, distractor, wrong_picks
from quiz.classroom.statistics import discrimination
from quiz.play.mark import Certainty
from quiz.record.measures import FEW, wilson

SEVERAL = 3
"""How many readers, or answers, it takes to be worth a word."""
A_TENTH = 0.1
MOSTLY_RIGHT = 0.8
"""What so many had right isn't discussed."""
MOST_PULLED = 20
"""How many of the wrong answers to a question are told apart; what is typed may be anything."""


class Pulled(Struct, frozen=True):
    """A distractor, and whom it pulled."""

    distractor: Distractor
    n: int
    """How many answers have it."""
    sure: int
    """How many of these were sure."""
    strong: bool
    """Whether it pulled strong readers rather than weak ones, beyond chance."""


class Pull(Struct, frozen=True):
    """Where answers went wrong alike."""

    distractor: Distractor
    """The one that most picked."""
    n: int
    sure: int
    """How many of these were sure."""
    same: bool
    """Whether all picked the same, rather than only went wrong at the same part."""

    @property
    def weight(self) -> int:
        """How much it weighs: whoever was sure of it counts three times."""
        return self.n + 2 * self.sure


class Missed(Struct, frozen=True):
    """Something right of several that answers didn't pick."""

    text: str
    n: int
    """How many answers lack it."""
    sure: int
    """How many of these were sure."""

    @property
    def weight(self) -> int:
        """How much it weighs: whoever was sure counts three times."""
        return self.n + 2 * self.sure


class QuestionResult(Struct, frozen=True, kw_only=True):
    """What the answers to a question in one wording say."""

    id: str
    digest: str
    """Identifies the wording."""
    title: str
    question: Question | None
    """None if the bank no longer has this wording."""
    n: int
    right: int
    low: float
    """The lower end of the 95% interval of the facility."""
    high: float
    discrimination: float | None
    """The correlation of having it right with the score in the others; None if it isn't defined."""
    discrimination_low: float
    """The lower end of its 95% interval, which is from -1 to 1 if the answers are too few."""
    discrimination_high: float
    sure: int
    sure_and_wrong: int
    left_out: int
    """How many readers were offered it and gave no answer."""
    pulled: tuple[Pulled, ...]
    """The distractors that anybody picked, the most picked first."""
    missed: Missed | None
    """What most lack, and at least two, of several that are right."""
    distractors_tested: int
    """Of how many of these it can be told whether they pull strong readers."""

    @property
    def facility(self) -> float:
        """The share of answers that are right."""
        return self.right / self.n if self.n else 0.0

    @property
    def is_told_apart(self) -> bool:
        """Whether there are enough answers for an interval of its discrimination."""
        return self.discrimination is not None and self.discrimination_low > -1

    @property
    def reversed(self) -> bool:
        """Whether weak readers have it right more often than strong ones, beyond chance."""
        return self.discrimination_high < 0

    @property
    def pull_of_strong(self) -> Pulled | None:
        """The distractor that pulled strong readers, if there is one."""
        return next((each for each in self.pulled if each.strong), None)

    @property
    def may_be_broken(self) -> bool:
        """Whether there is reason to look at its key and its wording."""
        return self.reversed or self.pull_of_strong is not None

    @property
    def wants_discussion(self) -> bool:
        """Whether `SEVERAL` and a tenth of those who answered went wrong alike, somebody surely.

        What `MOSTLY_RIGHT` is left out.
        """
        least = max(SEVERAL, A_TENTH * self.n)
        return self.facility < MOSTLY_RIGHT and any(
            each and each.sure and each.n >= least for each in (self.main_pull, self.missed)
        )

    @property
    def weight(self) -> int:
        """How many went wrong alike; whoever was sure counts three times."""
        return max((each.weight for each in (self.main_pull, self.missed) if each), default=0)

    @property
    def main_pull(self) -> "Pull | None":
        """What most went wrong at, where whoever was sure counts three times.

        None if no two went wrong at the same. The answers to a row of a `sort` count together, as
        do those to an order by the first step that is out of place.
        """
        groups: dict[tuple[str, str], list[Pulled]] = {}
        for each in self.pulled:
            what = each.distractor
            key = (what.part, "") if what.part else (what.text, str(what.option))
            groups.setdefault(key, []).append(each)
        pulls = [
            Pull(
                max(some, key=lambda each: (each.sure, each.n)).distractor,
                sum(each.n for each in some),
                sum(each.sure for each in some),
                same=len(some) == 1,
            )
            for some in groups.values()
        ]
        together = [each for each in pulls if each.n > 1]
        return max(together, key=lambda each: (each.weight, each.n), default=None)


def question_result(
    key: str,
    id: str,
    question: Question | None,
    answers: Sequence[Offered],
    one_each: Sequence[tuple[Offered, float]],
) -> QuestionResult:
    """The result of a question in one wording, by its id as title and without what was left out."""
    n, right = len(answers), sum(bool(each.right) for each in answers)
    low, high = wilson(right, n)
    tells, *between = discrimination([(bool(each.right), rest) for each, rest in one_each])
    wrong = wrong_picks(question, answers)
    is_sure = [each.certainty is Certainty.SURE for each in answers]
    picks = Counter(chain.from_iterable(wrong))
    surely = Counter(chain.from_iterable(compress(wrong, is_sure)))
    firsts = [each for each, _ in one_each]
    first_wrong = wrong if firsts == answers else wrong_picks(question, firsts)
    picked = [*zip(first_wrong, (rest for _, rest in one_each), strict=True)]
    known = {pick: _with_rest(pick, picked) for pick, times in picks.items() if times >= FEW}
    return QuestionResult(
        id=id,
        digest=key,
        title=id,
        question=question,
        n=n,
        right=right,
        low=low,
        high=high,
        discrimination=tells,
        discrimination_low=between[0],
        discrimination_high=between[1],
        sure=sum(is_sure),
        sure_and_wrong=sum(not each.right for each in compress(answers, is_sure)),
        left_out=0,
        pulled=tuple(
            Pulled(
                distractor(question, pick),
                times,
                surely[pick],
                strong=known.get(pick, -1) > 0,
            )
            for pick, times in picks.most_common(MOST_PULLED)
        ),
        missed=_missed(question, answers),
        distractors_tested=sum(low > -1 for low in known.values()),
    )


def _with_rest(pick: Pick, picked: Iterable[tuple[Container[Pick], float]]) -> float:
    """The lower end of the correlation of a pick with the score in the others; -1 if too few."""
    return discrimination([(pick in picks, rest) for picks, rest in picked])[1]


def _missed(question: Question | None, answers: Sequence[Offered]) -> Missed | None:
    """What most lack of several that are right; None if no two lack the same."""
    if not isinstance(question, PickingQuestion) or len(question.key) == 1:
        return None
    found = []
    for number in question.key:
        lack = [each for each in answers if number not in numbers(each.response or ())]
        sure = sum(each.certainty is Certainty.SURE for each in lack)
        found.append(Missed(question.alternatives[number].text.strip(), len(lack), sure))
    most = max(found, key=lambda each: each.weight)
    return most if most.n > 1 else None
