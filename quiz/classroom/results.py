"""The results of a class: its questions, how sure its readers were, and who needs what.

`results` works all of it out from what was handed in; what is made of it is in `report.py`,
`page.py` and `tables.py`.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from quiz.bank.exhibits.base import Sources
from quiz.bank.kinds import Question, digest, numbers
from quiz.bank.model import Bank
from quiz.classroom.chosen import Chosen, chosen
from quiz.classroom.handin import HandIn, Offered
from quiz.classroom.question import MOSTLY_RIGHT, QuestionResult, question_result
from quiz.classroom.reader import ReaderResult, reader_result
from quiz.classroom.reader import left_out as missing_of
from quiz.classroom.skill import SkillResult, right_of, skill_results
from quiz.classroom.statistics import (
    Reliability,
    reliability,
    rest_scores,
    share_interval,
)
from quiz.classroom.talk import TalkTo, neediest, talk_to
from quiz.play.mark import Certainty, total
from quiz.record.detection import Judged, judged
from quiz.record.measures import trust_offered

Which = Literal["first", "last", "all"]
"""Which of a reader's answers to a question count."""

MOST_DISCUSSED = 5
"""How many questions are to be discussed first: a lesson has no room for more."""
MOST_CHECKED = 2
"""How many questions that may be broken are shown."""


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
    doubted_by_chance: float = 0.0
    """How many supported claims as many blind picks among the wrong answers would have doubted."""
    believed_by_chance: float = 0.0
    """How many unsupported claims these would have believed."""


class Again(Struct, frozen=True):
    """How questions went that came back to the same reader."""

    n: int
    """How many these are, over all readers."""
    first: int
    """How many were right at first."""
    latest: int
    """How many were right the latest time."""


class Results(Struct, frozen=True, kw_only=True):
    """The results of a class."""

    title: str
    """What the bank calls itself."""
    which: Which
    readers: tuple[ReaderResult, ...]
    """In the order of their numbers; without those who have no round, if others have one."""
    idle: tuple[ReaderResult, ...]
    """Those who have none of the rounds that count, if others have one."""
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
    """What was picked of each question to discuss or to check, by its digest."""
    skill_names: Mapping[str, str] = {}
    """What each skill is called, by its id."""
    habits: Mapping[str, str] = {}
    """What to remember of each skill, by its id."""
    again: Again = Again(0, 0, 0)
    """How questions went that came back."""
    talk_first: tuple[TalkTo, ...] = ()
    """Whom to talk to first, and about what."""

    @property
    def answers(self) -> int:
        """How many answers count."""
        return sum(each.n for each in self.questions)

    @property
    def right(self) -> int:
        """How many of them are right."""
        return sum(each.right for each in self.questions)

    @property
    def practise(self) -> SkillResult | None:
        """The weakest skill that is below the class beyond chance; None if there's none such."""
        weak = (each for each in self.skills if each.below)
        return next((each for each in weak if each.right < MOSTLY_RIGHT * each.n), None)

    @property
    def discuss(self) -> list[QuestionResult]:
        """The questions where most went wrong alike, and were sure, first; a few at most.

        What makes the skill to practise weak is among them, and what may be broken isn't.
        """
        heavy = self.practise.because_of if self.practise else ()
        sound = [each for each in self.questions if not each.may_be_broken]
        some = [each for each in sound if each.wants_discussion or each.digest in heavy]
        some.sort(key=lambda each: (-each.weight, each.facility))
        room = MOST_DISCUSSED - sum(each.digest in heavy for each in some)
        others = [each.digest for each in some if each.digest not in heavy][:room]
        return [each for each in some if each.digest in heavy or each.digest in others]

    @property
    def check_first(self) -> list[QuestionResult]:
        """The questions whose key to check before anything else."""
        return [each for each in self.questions if each.may_be_broken][:MOST_CHECKED]


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
    left_out = [missing_of(each, some) for each, some in zip(handed, counting, strict=True)]
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
    of_firsts = {key: right_of([each for each, _ in one_each[key]]) for key in ids}
    facility = {key: right / n for key, (right, n) in of_firsts.items() if n}
    by_reader = [[*chain.from_iterable(each.values())] for each in counting]
    readers = [
        reader_result(number, *each, facility)
        for number, each in enumerate(zip(handed, firsts, left_out, strict=True), 1)
    ]
    some_active = any(each.rounds for each in readers)
    active = [each for each in readers if each.rounds or not some_active]
    active = [replace(each, among=len(active)) for each in active]
    whole = Results(
        title=bank.about.title,
        which=which,
        readers=tuple(active),
        idle=tuple(each for each in readers if not each.rounds) if some_active else (),
        questions=tuple(found),
        marks=total(each.marks or 0 for each in chain.from_iterable(by_reader)),
        reliability=reliability(scores),
        sureness=tuple(_sureness(by_reader)),
        leaning=_leaning(by_reader, bank),
        skills=skill_results(bank, found, counting),
        again=_again(handed),
        sources=bank.sources,
        skill_names={id: each.name for id, each in bank.skills.items()},
        habits={id: each.habit for id, each in bank.skills.items()},
    )
    picked = {
        each.digest: chosen(each.question, answers[each.digest])
        for each in (*whole.check_first, *whole.discuss)
        if each.question
    }
    by_number = dict(enumerate(firsts, 1))
    as_first = [
        replace(each, right=of_firsts[each.digest][0], n=of_firsts[each.digest][1])
        for each in found
    ]
    talk = [talk_to(each, by_number[each.number], as_first) for each in neediest(active)]
    return replace(whole, chosen=picked, talk_first=tuple(talk))


def _counting(handed: HandIn, which: Which) -> dict[str, list[Offered]]:
    """The answers of a reader that count, by the digest of what they answer."""
    found: dict[str, list[Offered]] = {}
    for each in handed.answers:
        if which == "last" or each.digest not in found:
            found[each.digest] = [each]
        elif which == "all":
            found[each.digest].append(each)
    return found


def _again(handed: Iterable[HandIn]) -> Again:
    some = [all for each in handed for all in _counting(each, "all").values() if len(all) > 1]
    first, latest = (sum(bool(each[at].right) for each in some) for at in (0, -1))
    return Again(len(some), first, latest)


def _sureness(by_reader: Sequence[Sequence[Offered]]) -> Iterator[Sureness]:
    for certainty in Certainty:
        some = [[each for each in of if each.certainty is certainty] for of in by_reader]
        each = [*map(right_of, some)]
        right, n = (sum(counts) for counts in zip(*each, strict=True)) if each else (0, 0)
        yield Sureness(certainty, n, right, *share_interval(each))


def _leaning(by_reader: Sequence[Sequence[Offered]], bank: Bank) -> Leaning:
    questions = {each.id: each for each in bank.questions}
    verdicts = {digest(each): each.verdict for each in bank.questions}
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

    def blind(verdict: str, lean: Literal["trust", "doubt"]) -> float:
        of = [each for each in answers if verdicts.get(each.digest) == verdict and not each.right]
        return math.fsum(_offered(questions.get(each.id), lean) for each in of)

    claims = judged(bank, answers)
    doubted, believed = blind("supported", "doubt"), blind("unsupported", "trust")
    return Leaning(trust, leans - trust, low, high, share, claims, doubted, believed)


def _offered(question: Question | None, lean: Literal["trust", "doubt"]) -> float:
    """The share of a question's wrong answers that lean so."""
    if question is None or not question.leans:
        return 0.0
    key = numbers(question.key)
    leans = [each for number, each in enumerate(question.leans) if number not in key]
    return leans.count(lean) / len(leans) if leans else 0.0
