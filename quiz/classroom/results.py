"""The results of a class: its questions, how sure its readers were, and who needs what.

`results` works all of it out from what was handed in; what is made of it is in `report.py`,
`page.py` and `tables.py`.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence, Sized
from itertools import chain, compress
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from quiz.bank.kinds import Question, digest
from quiz.bank.model import Bank
from quiz.classroom.handin import HandIn, Offered
from quiz.classroom.pulled import Distractor, Pick, distractor, wrong_picks
from quiz.classroom.statistics import (
    Reliability,
    discrimination,
    reliability,
    rest_scores,
)
from quiz.play.mark import BEST_WITHIN, Certainty, total
from quiz.record.detection import Judged, judged
from quiz.record.measures import FEW, UNLIKELY, tail, trust_offered, wilson

Which = Literal["first", "last", "all"]
"""Which of a reader's answers to a question count."""

SEVERAL = 3
"""How many readers, or answers, it takes to be worth a word."""
A_TENTH = 0.1
MOST_PULLED = 20
"""How many of the wrong answers to a question are told apart; what is typed may be anything."""
A_THIRD = 1 / 3
_Z = 1.959964


class Pulled(Struct, frozen=True):
    """A distractor, and whom it pulled."""

    distractor: Distractor
    n: int
    """How many answers have it."""
    sure: int
    """How many of these were sure."""
    strong: bool
    """Whether it pulled strong readers rather than weak ones, beyond chance."""


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
    def same_pull(self) -> int:
        """How many of those who were sure picked the same distractor."""
        return max((each.sure for each in self.pulled), default=0)

    @property
    def wants_discussion(self) -> bool:
        """Whether many were sure and wrong."""
        return self.sure_and_wrong >= max(min(SEVERAL, self.n // 2), A_TENTH * self.n, 2)


class ReaderResult(Struct, frozen=True, kw_only=True):
    """What a reader did."""

    number: int
    """From 1, and the same for the same readers."""
    name: str
    """Empty if none was given."""
    n: int
    right: int
    marks: float
    expected: float
    """How many of these questions the class had right, on average."""
    spread: float
    """The standard deviation of the number right of a reader who does as the class does."""
    sure: int
    sure_and_wrong: int
    left_out: int
    """How many questions they were offered and gave no answer to."""
    rounds: int
    unfinished: int
    """How many of the rounds they left before the end."""

    @property
    def few_right(self) -> bool:
        """Whether they had fewer right than the class had of the same questions, beyond chance."""
        return self.n >= FEW and self.right - self.expected < -_Z * self.spread

    @property
    def sure_but_wrong(self) -> bool:
        """Whether they were surer than they should have been, beyond chance."""
        pays = BEST_WITHIN[Certainty.SURE][0]
        right = self.sure - self.sure_and_wrong
        return self.sure_and_wrong >= SEVERAL and tail(right, self.sure, pays) < UNLIKELY

    @property
    def left_early(self) -> bool:
        """Whether they left a round before its end, or a third of the questions out."""
        return self.unfinished > 0 or self.left_out > A_THIRD * (self.n + self.left_out)


class Sureness(Struct, frozen=True):
    """How often answers of one certainty were right."""

    certainty: Certainty
    n: int
    right: int
    low: float
    high: float

    @property
    def share(self) -> float:
        """The share that is right."""
        return self.right / self.n if self.n else 0.0


class SkillResult(Struct, frozen=True):
    """How the class did in a skill."""

    id: str
    name: str
    n: int
    right: int
    low: float
    high: float


class Leaning(Struct, frozen=True):
    """How wrong answers erred."""

    trust: int
    """How many of the distractors picked believe too much."""
    doubt: int
    """How many of the distractors picked dismiss too much."""
    by_chance: float
    """The share of trust that blind picks among the distractors offered would have had."""
    judged: Judged
    """How claims were judged, supported and unsupported ones."""


class Results(Struct, frozen=True, kw_only=True):
    """The results of a class."""

    title: str
    """What the bank calls itself."""
    which: Which
    readers: tuple[ReaderResult, ...]
    """In the order of their numbers."""
    questions: tuple[QuestionResult, ...]
    """Each in each wording that was answered or left out; the one fewest had right first."""
    marks: float
    reliability: Reliability | None
    """None if that is too little to say."""
    sureness: tuple[Sureness, ...]
    leaning: Leaning
    skills: tuple[SkillResult, ...]
    """Those that were asked, the one fewest had right first."""

    @property
    def answers(self) -> int:
        """How many answers count."""
        return sum(each.n for each in self.questions)

    @property
    def right(self) -> int:
        """How many of them are right."""
        return sum(each.right for each in self.questions)

    @property
    def discuss(self) -> list[QuestionResult]:
        """The questions that many were sure of and wrong about, those with the most first."""
        many = (each for each in self.questions if each.wants_discussion)
        return sorted(many, key=lambda each: (-each.sure_and_wrong, -each.same_pull, each.facility))


def results(handed: Iterable[HandIn], bank: Bank, which: Which = "first") -> Results:
    """The results of a class; hand-ins of one bank, each from another reader.

    With "all", every answer counts in all but discrimination and reliability, which take each
    reader's first answers.
    """
    handed = sorted(handed, key=lambda each: each.reader)
    questions = {digest(each): each for each in bank.questions}
    counting = [_counting(each, which) for each in handed]
    firsts = counting if which != "all" else [_counting(each, "first") for each in handed]
    scores = [{key: bool(some[0].right) for key, some in each.items()} for each in firsts]
    answers: defaultdict[str, list[Offered]] = defaultdict(list)
    one_each: defaultdict[str, list[tuple[Offered, float]]] = defaultdict(list)
    left_out = [_left_out(each, some) for each, some in zip(handed, counting, strict=True)]
    for some, first, rests in zip(counting, firsts, rest_scores(scores), strict=True):
        for key, each in some.items():
            answers[key] += each
            one_each[key].append((first[key][0], rests[key]))
    missing = Counter(key for left in left_out for key in left)
    ids = {key: id for left in left_out for key, id in left.items()}
    ids |= {key: some[0].id for key, some in answers.items()}
    titles = {each.id: each.name for each in bank.questions}
    found = [
        replace(
            _question(key, id, questions.get(key), answers[key], one_each[key]),
            title=titles.get(id, id),
            left_out=missing[key],
        )
        for key, id in ids.items()
    ]
    found.sort(key=lambda each: (each.facility if each.n else 1, each.id, not each.question))
    facility = {each.digest: each.facility for each in found}
    every = [each for some in answers.values() for each in some]
    return Results(
        title=bank.about.title,
        which=which,
        readers=tuple(
            _reader(number, *each, facility)
            for number, each in enumerate(zip(handed, counting, left_out, strict=True), 1)
        ),
        questions=tuple(found),
        marks=total(each.marks or 0 for each in every),
        reliability=reliability(scores),
        sureness=tuple(_sureness(every)),
        leaning=_leaning(every, bank),
        skills=_skills(bank, found),
    )


def _counting(handed: HandIn, which: Which) -> dict[str, list[Offered]]:
    """The answers of a reader that count, by the digest of what they answer."""
    found: dict[str, list[Offered]] = {}
    for each in handed.answers:
        if which == "last" or each.digest not in found:
            found[each.digest] = [each]
        elif which == "all":
            found[each.digest].append(each)
    return found


def _left_out(handed: HandIn, answered: Container[str]) -> dict[str, str]:
    """The ids of what a reader was offered and never answered, by the digests."""
    offered = (each for round in handed.rounds for each in round.questions)
    return {each.digest: each.id for each in offered if each.digest not in answered}


def _question(
    key: str,
    id: str,
    question: Question | None,
    answers: Sequence[Offered],
    one_each: Sequence[tuple[Offered, float]],
) -> QuestionResult:
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
                strong=times >= FEW and _pulls_strong(pick, picked),
            )
            for pick, times in picks.most_common(MOST_PULLED)
        ),
    )


def _pulls_strong(pick: Pick, picked: Iterable[tuple[Container[Pick], float]]) -> bool:
    """Whether a pick goes with a high score in the other questions, beyond chance."""
    return discrimination([(pick in picks, rest) for picks, rest in picked])[1] > 0


def _reader(
    number: int,
    handed: HandIn,
    counting: Mapping[str, Sequence[Offered]],
    left_out: Sized,
    facility: Mapping[str, float],
) -> ReaderResult:
    answers = [each for some in counting.values() for each in some]
    chances = [facility[each.digest] for each in answers]
    sure = [each for each in answers if each.certainty is Certainty.SURE]
    return ReaderResult(
        number=number,
        name=handed.name,
        n=len(answers),
        right=sum(bool(each.right) for each in answers),
        marks=total(each.marks or 0 for each in answers),
        expected=math.fsum(chances),
        spread=math.sqrt(math.fsum(each * (1 - each) for each in chances)),
        sure=len(sure),
        sure_and_wrong=sum(not each.right for each in sure),
        left_out=len(left_out),
        rounds=len(handed.rounds),
        unfinished=sum(not round.over for round in handed.rounds),
    )


def _sureness(answers: Iterable[Offered]) -> Iterator[Sureness]:
    counts = Counter((each.certainty, bool(each.right)) for each in answers)
    for each in Certainty:
        right = counts[each, True]
        n = right + counts[each, False]
        yield Sureness(each, n, right, *wilson(right, n))


def _leaning(answers: Sequence[Offered], bank: Bank) -> Leaning:
    questions = {each.id: each for each in bank.questions}
    trust = sum(each.trust for each in answers)
    leans = trust + sum(each.doubt for each in answers)
    by_chance = math.fsum(
        trust_offered(questions.get(each.id)) * (each.trust + each.doubt)
        for each in answers
        if each.trust or each.doubt
    )
    share = by_chance / leans if leans else 0.5
    return Leaning(trust, leans - trust, share, judged(bank, answers))


def _skills(bank: Bank, found: Iterable[QuestionResult]) -> tuple[SkillResult, ...]:
    n, right = Counter[str](), Counter[str]()
    for each in found:
        if each.question and each.n:
            n[each.question.skill] += each.n
            right[each.question.skill] += each.right
    results = (
        SkillResult(id, bank.skills[id].name, n[id], right[id], *wilson(right[id], n[id]))
        for id in n
    )
    return tuple(sorted(results, key=lambda each: each.right / each.n))
