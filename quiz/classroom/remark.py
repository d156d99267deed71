"""Judging a class's answers again, by the bank as it is now."""

from collections.abc import Iterable

from msgspec import Struct
from msgspec.structs import replace

from quiz.bank.kinds import Question, Response, digest
from quiz.bank.model import Bank
from quiz.classroom.handin import HandedRound, HandIn, Offered
from quiz.play.mark import judge


class Change(Struct, frozen=True):
    """What judging the answers to a question again changed."""

    id: str
    title: str
    n: int
    """How many answers there are."""
    repeats: int
    """How many of these came after a reader's first."""
    now_right: int
    """How many were not wholly right and are now."""
    now_wrong: int
    """How many were wholly right and aren't now."""
    marks: float
    """How many marks more all of them earned, or less than 0."""
    reworded: int
    """How many were given to another wording."""


def judged_again(handed: Iterable[HandIn], bank: Bank) -> tuple[list[HandIn], list[Change], int]:
    """The hand-ins with their answers judged by the bank, what changed, and how many couldn't be.

    An answer to another wording counts as one to the present wording; what it picked is taken to
    stand where it stood. Those to questions that the bank no longer has, or that can't be answers
    to them as they are, stay as they were.
    """
    questions = {each.id: (each, digest(each)) for each in bank.questions}
    changes: dict[str, Change] = {}
    left = 0
    seen: set[str] = set()

    def again(offered: Offered) -> Offered:
        nonlocal left
        question, wording = questions.get(offered.id, (None, ""))
        if question is None or offered.kind != question.kind:
            left += not offered.left_out
            return offered
        if offered.response is None or offered.certainty is None:
            return replace(offered, digest=wording)
        if not is_possible(offered.response, question):
            left += 1
            return offered
        now = replace(judged(offered, question), digest=wording)
        _count(changes, question, offered, now, repeat=question.id in seen)
        seen.add(question.id)
        return now

    def every(round: HandedRound) -> HandedRound:
        return replace(round, questions=tuple(map(again, round.questions)))

    whole = []
    for each in handed:
        seen.clear()
        whole.append(replace(each, rounds=tuple(map(every, each.rounds))))
    return whole, [each for each in changes.values() if _changed(each)], left


def is_possible(response: Response, question: Question) -> bool:
    """Whether a question can be answered so."""
    return isinstance(response, str) == question.typed and question.fits(response)


def judged(offered: Offered, question: Question) -> Offered:
    """An answer as the question judges it now; what was left out stays as it is."""
    if offered.response is None or offered.certainty is None:
        return offered
    its = judge(question, offered.response, offered.certainty)
    return replace(offered, share=its.share, marks=its.points, trust=its.trust, doubt=its.doubt)


def _count(
    changes: dict[str, Change], question: Question, was: Offered, now: Offered, *, repeat: bool
) -> None:
    known = changes.get(question.id) or Change(question.id, question.name, 0, 0, 0, 0, 0.0, 0)
    changes[question.id] = Change(
        known.id,
        known.title,
        known.n + 1,
        known.repeats + repeat,
        known.now_right + bool(now.right and not was.right),
        known.now_wrong + bool(was.right and not now.right),
        known.marks + (now.marks or 0) - (was.marks or 0),
        known.reworded + (was.digest != now.digest),
    )


def _changed(change: Change) -> bool:
    """Whether there is something to say of it."""
    return any((change.now_right, change.now_wrong, abs(change.marks) > 1e-6, change.reworded))  # noqa: PLR2004 - rounding
