"""A round: questions in a row, what was answered, and where the reader is.

A round is a value. Everything that happens in it makes a new one, so that it can be kept
after each step and taken up again later.
"""

from collections.abc import Iterable
from functools import cached_property
from random import Random

import msgspec
from msgspec import Struct

from quiz.bank.kinds import Arrangement, Question, Response
from quiz.play.mark import Certainty, Judgement, judge


class Answer(Struct, frozen=True):
    """What a reader answered."""

    response: Response
    certainty: Certainty
    seconds: float = 0.0
    """From the first sight of the question to the answer."""


class Slot(Struct, frozen=True, dict=True):  # `dict` holds the judgement
    """One question's place in a round."""

    question: Question
    arrangement: Arrangement
    answer: Answer | None = None
    skipped: bool = False
    flagged: bool = False
    """The reader wants to come back to it."""
    looked: bool = False
    """The reader looked at who is behind the sources before answering."""

    @cached_property
    def judgement(self) -> Judgement | None:
        """What the answer is judged to be, once; None while there is none."""
        if self.answer is None:
            return None
        return judge(self.question, self.answer.response, self.answer.certainty)

    @property
    def right(self) -> bool | None:
        """Whether the answer is wholly right; None while there is none."""
        return self.judgement.right if self.judgement else None

    @property
    def points(self) -> int:
        """The certainty marks that the answer earned; 0 without one."""
        return self.judgement.points if self.judgement else 0

    @property
    def share(self) -> float:
        """How much of the answer is right, from 0 to 1; 0 without one."""
        return self.judgement.share if self.judgement else 0.0


class Round(Struct, frozen=True):
    """Questions in a row, and where the reader is among them."""

    slots: tuple[Slot, ...]
    at: int = 0
    """The slot that is shown, from 0."""
    exam: bool = False
    """Feedback comes at the end, and answers may be changed until then."""
    over: bool = False

    @property
    def slot(self) -> Slot:
        """The slot that is shown."""
        return self.slots[self.at]

    @property
    def shows_answer(self) -> bool:
        """Whether the question that is shown is answered and may be explained."""
        return self.slot.answer is not None and (self.over or not self.exam)

    @property
    def open(self) -> tuple[int, ...]:
        """The slots that are neither answered nor skipped."""
        return tuple(
            number
            for number, slot in enumerate(self.slots)
            if slot.answer is None and not slot.skipped
        )

    @property
    def left_out(self) -> tuple[int, ...]:
        """The slots that have no answer."""
        return tuple(number for number, slot in enumerate(self.slots) if slot.answer is None)

    @property
    def flagged(self) -> tuple[int, ...]:
        """The slots that the reader wants to come back to."""
        return tuple(number for number, slot in enumerate(self.slots) if slot.flagged)

    @property
    def answered(self) -> tuple[Slot, ...]:
        """The slots that have an answer."""
        return tuple(slot for slot in self.slots if slot.answer is not None)

    @property
    def right(self) -> int:
        """How many answers are wholly right."""
        return sum(bool(slot.right) for slot in self.slots)

    @property
    def share(self) -> float:
        """How many answers are right, counting those that are partly right by their share."""
        return sum(slot.share for slot in self.slots)

    @property
    def points(self) -> int:
        """The certainty marks that all answers earned."""
        return sum(slot.points for slot in self.slots)


def begin(questions: Iterable[Question], random: Random, *, exam: bool = False) -> Round:
    """A round of these questions, each with its options arranged; raises on none at all."""
    slots = tuple(Slot(question, question.arrange(random)) for question in questions)
    if not slots:
        raise ValueError("a round needs a question")
    return Round(slots, exam=exam)


def answer(round: Round, given: Answer) -> Round:
    """The round with the question that is shown answered; once explained, it stays so.

    What was left out may still be answered when the round is over.
    """
    if round.shows_answer:
        return round
    return _with(round, answer=given, skipped=False)


def pass_over(round: Round) -> Round:
    """The round with the question that is shown passed over, at no cost."""
    return _with(round, skipped=True) if round.slot.answer is None else round


def flag(round: Round) -> Round:
    """The round with the mark to come back set, or taken away."""
    return _with(round, flagged=not round.slot.flagged)


def look(round: Round) -> Round:
    """The round with the look at the sources remembered, when it came before the answer."""
    return _with(round, looked=True) if round.slot.answer is None else round


def onward(round: Round) -> Round:
    """The next slot; past the last one, the first that is still open, or else the end."""
    if round.at + 1 < len(round.slots):
        return go(round, round.at + 1)
    return go(round, round.open[0]) if round.open else finish(round)


def back(round: Round) -> Round:
    """The slot before, if there is one."""
    return go(round, round.at - 1)


def go(round: Round, number: int) -> Round:
    """The round at another slot, as near to `number` as there is one."""
    return msgspec.structs.replace(round, at=max(0, min(number, len(round.slots) - 1)))


def finish(round: Round) -> Round:
    """The round ended: all that was answered is explained."""
    return msgspec.structs.replace(round, over=True)


def _with(round: Round, **changes: object) -> Round:
    slot = msgspec.structs.replace(round.slot, **changes)
    slots = (*round.slots[: round.at], slot, *round.slots[round.at + 1 :])
    return msgspec.structs.replace(round, slots=slots)
