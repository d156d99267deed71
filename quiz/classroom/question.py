"""What the answers of a class to one question say of it."""

from collections import Counter
from collections.abc import Container, Iterable, Sequence
from itertools import chain, compress

from msgspec import Struct

from quiz.bank.kinds import Question
from quiz.classroom.handin import Offered
from quiz.classroom.mistake import SEVERAL, Mistake, Pulled, mistakes
from quiz.classroom.pulled import Pick, distractor, wrong_picks
from quiz.classroom.statistics import discrimination
from quiz.play.mark import Certainty
from quiz.record.measures import FEW, wilson
from quiz.text import folded

MOSTLY_RIGHT = 0.8
"""What so many had right isn't discussed."""
MOST_PULLED = 20
"""How many of the wrong answers to a question are told apart; what is typed may be anything."""


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
    mistakes: tuple[Mistake, ...]
    """What two answers or more went wrong at, the one that a discussion is about first."""
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
    def mistake(self) -> Mistake | None:
        """The mistake that a discussion is about, and that says how high the question ranks."""
        return self.mistakes[0] if self.mistakes else None

    @property
    def besides(self) -> Mistake | None:
        """The next mistake that is worth a word, if it is of the other sort: picked, or missed."""
        others = (each for each in self.mistakes if each.missed != self.mistakes[0].missed)
        other = next(others, None)
        return other if other and other.n >= SEVERAL else None

    @property
    def wants_discussion(self) -> bool:
        """Whether it has a common mistake; what most had right (`MOSTLY_RIGHT`) isn't discussed."""
        return self.facility < MOSTLY_RIGHT and any(each.common for each in self.mistakes)

    @property
    def weight(self) -> int:
        """How much its mistake weighs."""
        return self.mistake.weight if self.mistake else 0


def question_result(
    key: str,
    id: str,
    question: Question | None,
    answers: Sequence[Offered],
    one_each: Sequence[tuple[Offered, float]],
) -> QuestionResult:
    """The result of a question in one wording.

    Its `title` is its id and its `left_out` 0 until the caller, which knows better, replaces them.
    """
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
    typed: dict[Pick, Pick] = {}
    for each in answers:
        if isinstance(each.response, str):  # as the first of them wrote it
            typed.setdefault(folded(each.response), " ".join(each.response.split()))
    pulled = tuple(
        Pulled(
            distractor(question, typed.get(pick, pick)),
            times,
            surely[pick],
            strong=known.get(pick, -1) > 0,
        )
        for pick, times in picks.most_common(MOST_PULLED)
    )
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
        pulled=pulled,
        mistakes=mistakes(question, answers, pulled),
        distractors_tested=sum(low > -1 for low in known.values()),
    )


def _with_rest(pick: Pick, picked: Iterable[tuple[Container[Pick], float]]) -> float:
    """The lower end of the correlation of a pick with the score in the others; -1 if too few."""
    return discrimination([(pick in picks, rest) for picks, rest in picked])[1]
