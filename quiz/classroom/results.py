"""The results of a class: its questions, how sure its readers were, and who needs what.

`results` works all of it out from what was handed in; what is made of it is in `report.py`,
`page.py` and `tables.py`.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import chain
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from quiz.bank.exhibits.base import Sources
from quiz.bank.kinds import digest
from quiz.bank.model import Bank
from quiz.classroom.chosen import Chosen, chosen
from quiz.classroom.handin import HandIn, Offered
from quiz.classroom.question import SEVERAL, QuestionResult, question_result
from quiz.classroom.statistics import (
    Reliability,
    reliability,
    rest_scores,
    share_interval,
)
from quiz.play.mark import BEST_WITHIN, Certainty, total
from quiz.record.detection import Judged, judged
from quiz.record.measures import FEW, SOME, UNLIKELY, tail, trust_offered

Which = Literal["first", "last", "all"]
"""Which of a reader's answers to a question count."""

MOST_DISCUSSED = 5
"""How many questions are to be discussed first: a lesson has no room for more."""
A_THIRD = 1 / 3
_Z = 1.959964


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
    """How many of the rounds are without an end."""
    handed_in: datetime
    """When their latest file was made."""
    to_go: int
    """How many questions of these they neither answered nor had in a round that they finished."""
    check: str
    """The check word of their latest file; empty if a file of theirs was changed."""

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
        """Whether they left a round before its end, and didn't come back to its questions."""
        return self.to_go > 0

    @property
    def left_much_out(self) -> bool:
        """Whether they left more than a third of the questions out, without leaving early."""
        return not self.to_go and self.left_out > A_THIRD * (self.n + self.left_out)


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
    questions: int
    """On how many questions it rests: those that may be broken don't count."""
    n: int
    right: int
    low: float
    """The lower end of the 95% interval of the share, with answers of one reader taken as alike."""
    high: float
    below: bool
    """Whether the class had fewer right than in all that counts here, beyond chance."""


class Leaning(Struct, frozen=True):
    """How wrong answers erred."""

    trust: int
    """How many of the distractors picked believe too much."""
    doubt: int
    """How many of the distractors picked dismiss too much."""
    low: float
    """The lower end of the 95% interval of the share of trust."""
    high: float
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
    """In the order of their numbers; without those who have no round, if others have one."""
    idle: int
    """How many readers these are, who have none of the rounds that count."""
    questions: tuple[QuestionResult, ...]
    """Each in each wording that was answered or left out; the one fewest had right first."""
    marks: float
    reliability: Reliability | None
    """None if that is too little to say."""
    sureness: tuple[Sureness, ...]
    leaning: Leaning
    skills: tuple[SkillResult, ...]
    """Those that were asked, the one fewest had right first."""
    sources: Sources
    """The bank's, which exhibits are drawn from."""
    chosen: Mapping[str, tuple[Chosen, ...]] = {}
    """What was picked of each question to discuss, by its digest."""

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
        """Where most were sure and wrong in the same way first, then where most went wrong so."""
        pulls = [
            (each, pull)
            for each in self.questions
            if each.wants_discussion and (pull := each.main_pull)
        ]
        pulls.sort(key=lambda each: (-each[1].shared_sure, -each[1].n, each[0].facility))
        return [each for each, _ in pulls[:MOST_DISCUSSED]]


def results(handed: Iterable[HandIn], bank: Bank, which: Which = "first") -> Results:
    """The results of a class; hand-ins of one bank, each from another reader.

    With "all", every answer counts in all but what compares readers: discrimination, reliability
    and what each reader did take their first answers.
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
            question_result(key, id, questions.get(key), answers[key], one_each[key]),
            title=titles.get(id, id),
            left_out=missing[key],
        )
        for key, id in ids.items()
    ]
    found.sort(key=lambda each: (each.facility if each.n else 1, each.id, not each.question))
    facility = {
        key: sum(bool(each.right) for each, _ in some) / len(some)
        for key, some in one_each.items()
        if some
    }
    by_reader = [[*chain.from_iterable(each.values())] for each in counting]
    readers = [
        _reader(number, *each, facility)
        for number, each in enumerate(zip(handed, firsts, left_out, strict=True), 1)
    ]
    active = [each for each in readers if each.rounds] or readers
    whole = Results(
        title=bank.about.title,
        which=which,
        readers=tuple(active),
        idle=len(readers) - len(active),
        questions=tuple(found),
        marks=total(each.marks or 0 for each in chain.from_iterable(by_reader)),
        reliability=reliability(scores),
        sureness=tuple(_sureness(by_reader)),
        leaning=_leaning(by_reader, bank),
        skills=_skills(bank, found, counting),
        sources=bank.sources,
    )
    picked = {
        each.digest: chosen(each.question, answers[each.digest])
        for each in whole.discuss
        if each.question
    }
    return replace(whole, chosen=picked)


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


def _reader(
    number: int,
    handed: HandIn,
    counting: Mapping[str, Sequence[Offered]],
    left_out: Mapping[str, str],
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
        handed_in=handed.made,
        to_go=len(_to_go(handed) & left_out.keys()),
        check=handed.check,
    )


def _to_go(handed: HandIn) -> set[str]:
    """The digests of what was asked in rounds that were left, and in none that was finished.

    An exam ends as a whole, also at the bell, and so does a paper.
    """
    asked: dict[bool, set[str]] = {True: set(), False: set()}
    for round in handed.rounds:
        asked[round.over or round.exam] |= {each.digest for each in round.questions}
    return asked[False] - asked[True]


def _sureness(by_reader: Sequence[Sequence[Offered]]) -> Iterator[Sureness]:
    for certainty in Certainty:
        some = [[each for each in of if each.certainty is certainty] for of in by_reader]
        each = [*map(_right_of, some)]
        right, n = (sum(counts) for counts in zip(*each, strict=True)) if each else (0, 0)
        yield Sureness(certainty, n, right, *share_interval(each))


def _right_of(answers: Collection[Offered]) -> tuple[int, int]:
    """How many answers are right, and how many there are."""
    return sum(bool(each.right) for each in answers), len(answers)


def _leaning(by_reader: Sequence[Sequence[Offered]], bank: Bank) -> Leaning:
    questions = {each.id: each for each in bank.questions}
    answers = [*chain.from_iterable(by_reader)]
    of_readers = [
        (sum(each.trust for each in some), sum(each.trust + each.doubt for each in some))
        for some in by_reader
    ]
    trust, leans = (sum(each.trust for each in answers), sum(n for _, n in of_readers))
    by_chance = math.fsum(
        trust_offered(questions.get(each.id)) * (each.trust + each.doubt)
        for each in answers
        if each.trust or each.doubt
    )
    share = by_chance / leans if leans else 0.5
    low, high = share_interval(of_readers)
    return Leaning(trust, leans - trust, low, high, share, judged(bank, answers))


def _skills(
    bank: Bank,
    found: Iterable[QuestionResult],
    counting: Sequence[Mapping[str, Sequence[Offered]]],
) -> tuple[SkillResult, ...]:
    asks: defaultdict[str, set[str]] = defaultdict(set)
    for each in found:
        if each.question and each.n and not each.may_be_broken:
            asks[each.question.skill].add(each.digest)
    of_all = [
        [_right_of([a for key in keys & some.keys() for a in some[key]]) for some in counting]
        for keys in asks.values()
    ]
    counts = [tuple(map(sum, zip(*each, strict=True))) for each in of_all]
    whole = sum(right for right, _ in counts) / (sum(n for _, n in counts) or 1)
    results = []
    for (id, keys), readers, (right, n) in zip(asks.items(), of_all, counts, strict=True):
        low, high = share_interval(readers)
        below = n >= SOME and share_interval(readers, len(asks))[1] < whole
        name = bank.skills[id].name
        results.append(SkillResult(id, name, len(keys), n, right, low, high, below))
    return tuple(sorted(results, key=lambda each: each.right / each.n))
