"""Whom of a class to talk to first, and about what."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from quiz.bank.kinds import numbers
from quiz.bank.kinds.picking import PickingQuestion
from quiz.classroom.handin import Offered
from quiz.classroom.mistake import SEVERAL
from quiz.classroom.pulled import distractor, typed_in_short, wrong_picks
from quiz.classroom.question import QuestionResult
from quiz.classroom.question_words import did
from quiz.classroom.reader import ReaderResult
from quiz.play.mark import Certainty
from quiz.record.measures import FEW

MOST_FIRST = 4
"""How many readers to talk to first: a lesson has no room for more."""
MOST_MISSED = 2
"""How many questions to talk about."""


class Miss(Struct, frozen=True):
    """A question that a reader got wrong."""

    title: str
    said: str
    """What was wrong in it; empty if it only lacks something right."""
    lacks: str
    """What is right and wasn't picked; empty if something wrong was."""
    did: str
    """What they did: picked it, or answered so."""
    certainty: Certainty
    right: int
    """How many of the class had it right."""
    n: int
    """How many of the class answered it."""


class TalkTo(Struct, frozen=True):
    """A reader to talk to first, and about what."""

    reader: ReaderResult
    misses: tuple[Miss, ...]
    """What they were surest of, and most others had right, first."""
    skill: str
    """The id of the skill in which they are furthest below the class; empty if none stands out."""
    right: int
    """How many of its questions they had right."""
    n: int


def neediest(readers: Iterable[ReaderResult]) -> list[ReaderResult]:
    """The readers to talk to first: those who need most of what can be seen, then most of it.

    A reader who only left early or left much out has nothing wrong to talk about.
    """
    some = [each for each in readers if each.few_right or each.sure_but_wrong]
    some.sort(
        key=lambda each: (-(each.few_right + each.sure_but_wrong), -each.shortfall, each.number)
    )
    return some[:MOST_FIRST]


def talk_to(
    reader: ReaderResult,
    answers: Mapping[str, Sequence[Offered]],
    found: Iterable[QuestionResult],
) -> TalkTo:
    """What to talk about with a reader, by their first answers; questions may be broken or gone."""
    known = {each.digest: each for each in found if each.question and not each.may_be_broken}
    first = [(some[0], known[key]) for key, some in answers.items() if key in known]
    wrong = [each for each in first if not each[0].right]
    wrong.sort(  # of what few answered, nothing is known of the class
        key=lambda each: (
            each[1].n < FEW,
            -(each[0].certainty or 0),
            -each[1].facility,
            each[1].id,
        )
    )
    by_skill: defaultdict[str, list[tuple[bool, float]]] = defaultdict(list)
    for offered, each in first:
        if each.question:
            by_skill[each.question.skill].append((bool(offered.right), each.facility))
    below = {
        skill: sum(facility - right for right, facility in some)
        for skill, some in by_skill.items()
        if len(some) >= SEVERAL
    }
    worst = max(below, key=lambda skill: below[skill], default="")
    if not worst or below[worst] < 1:
        worst = ""
    some = by_skill[worst] if worst else []
    misses = tuple(_miss(*each) for each in wrong[:MOST_MISSED])
    return TalkTo(reader, misses, worst, sum(right for right, _ in some), len(some))


def _miss(offered: Offered, each: QuestionResult) -> Miss:
    said = lacks = ""
    how = "picked"
    if picks := wrong_picks(each.question, [offered])[0]:
        typed = offered.response if isinstance(offered.response, str) else None
        what = distractor(each.question, picks[0])
        said, how = typed_in_short(typed or "") or what.text, did(what)
    elif isinstance(each.question, PickingQuestion):
        picked = numbers(offered.response or ())
        left = next(n for n in each.question.key if n not in picked)
        lacks = each.question.alternatives[left].text.strip()
    certainty = offered.certainty or Certainty.GUESS
    return Miss(each.title, said, lacks, how, certainty, each.right, each.n)
