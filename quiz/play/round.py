"""A round: its questions, the answers so far, and where the reader is.

A round is a frozen value, and each step makes a new one, so that it can be saved after every step
and resumed later.
"""

from collections.abc import Collection, Iterable
from random import Random

import msgspec
from msgspec import Struct

from quiz.bank.kinds import Arrangement, Question, Response
from quiz.play.mark import Certainty, Judgement, judge, total


class Answer(Struct, frozen=True):
    """A response, with how sure the reader was and how long it took."""

    response: Response
    certainty: Certainty
    seconds: float = 0.0
    """From when the question was last shown."""


class Slot(Struct, frozen=True):
    """One question of a round, with its answer."""

    question: Question
    arrangement: Arrangement
    answer: Answer | None = None
    judgement: Judgement | None = None
    """The judgement of the answer, made when it was given; None while there is none."""
    skipped: bool = False
    flagged: bool = False
    """The reader marked it to come back to."""
    looked: bool = False
    """The reader looked at who is behind the sources before answering."""

    @property
    def right(self) -> bool | None:
        """Whether the answer is wholly right; None while there is none."""
        return self.judgement.right if self.judgement else None

    @property
    def points(self) -> float:
        """The certainty marks that the answer earned; 0 without one."""
        return self.judgement.points if self.judgement else 0.0

    @property
    def share(self) -> float:
        """How much of the answer is right, from 0 to 1; 0 without one."""
        return self.judgement.share if self.judgement else 0.0

    def with_answer(self, answer: Answer) -> "Slot":
        """This slot with an answer, which is judged."""
        judgement = judge(self.question, answer.response, answer.certainty)
        return msgspec.structs.replace(self, answer=answer, judgement=judgement, skipped=False)


class Round(Struct, frozen=True):
    """The slots of a round, and the one that is shown."""

    slots: tuple[Slot, ...]
    at: int = 0
    """The index of the slot that is shown."""
    exam: bool = False
    """Feedback waits for the end, and answers can change until then."""
    over: bool = False
    seed: int | None = None
    """The number that chose and shuffled it, if the reader gave one."""
    set: str = ""
    """The name of the bank's set that it asks; empty if it was chosen otherwise."""

    @property
    def slot(self) -> Slot:
        """The slot that is shown."""
        return self.slots[self.at]

    @property
    def is_open_exam(self) -> bool:
        """Whether it is an exam that isn't over: its feedback waits, and answers can change."""
        return self.exam and not self.over

    @property
    def shows_answer(self) -> bool:
        """Whether the question that is shown is explained, and so can't be answered any more.

        At the end of an exam that is so even where it was left out: the others' explanations may
        tell its answer, and the marks of an exam are those that were handed in.
        """
        return self.over if self.exam else self.slot.answer is not None

    @property
    def open(self) -> tuple[int, ...]:
        """The indexes of the slots that are neither answered nor skipped."""
        return tuple(
            number
            for number, slot in enumerate(self.slots)
            if slot.answer is None and not slot.skipped
        )

    @property
    def left_out(self) -> tuple[int, ...]:
        """The indexes of the slots without an answer."""
        return tuple(number for number, slot in enumerate(self.slots) if slot.answer is None)

    @property
    def flagged(self) -> tuple[int, ...]:
        """The indexes of the slots that the reader marked."""
        return tuple(number for number, slot in enumerate(self.slots) if slot.flagged)

    @property
    def answered(self) -> tuple[Slot, ...]:
        """The slots with an answer."""
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
    def points(self) -> float:
        """The certainty marks that all answers earned."""
        return total(slot.points for slot in self.slots)


def begin(
    questions: Iterable[Question],
    random: Random,
    *,
    exam: bool = False,
    flagged: Collection[str] = (),
    seed: int | None = None,
    set: str = "",
) -> Round:
    """A round of these questions, their options shuffled; raises `ValueError` without any.

    In a round of what was marked, `flagged` has the ids of those that are: m takes a mark away.
    `seed` and `set` are kept with the round.
    """
    slots = tuple(
        Slot(each, each.arrange(random), flagged=each.id in flagged) for each in questions
    )
    if not slots:
        raise ValueError("a round needs a question")
    return Round(slots, exam=exam, seed=seed, set=set)


def answer(round: Round, answer: Answer) -> Round:
    """Answer the question that is shown, unless it was already explained.

    What was left out of a round can still be answered when it is over, but not of an exam.
    """
    return round if round.shows_answer else _with(round, round.slot.with_answer(answer))


def pass_over(round: Round) -> Round:
    """Skip the question that is shown, at no cost, unless it is answered or explained."""
    return _changed(round, skipped=True) if _waits(round) else round


def flag(round: Round) -> Round:
    """Mark the question that is shown to come back to, or remove the mark."""
    return _changed(round, flagged=not round.slot.flagged)


def look(round: Round) -> Round:
    """Note that the reader looked at the sources, if that was before the answer."""
    return _changed(round, looked=True) if _waits(round) else round


def onward(round: Round) -> Round:
    """Go to the next slot; after the last, to the first that is open, or to the end."""
    if round.at + 1 < len(round.slots):
        return go(round, round.at + 1)
    return go(round, round.open[0]) if round.open else finish(round)


def back(round: Round) -> Round:
    """Go to the slot before, if there is one."""
    return go(round, round.at - 1)


def go(round: Round, index: int) -> Round:
    """Go to the slot with this index, or to the nearest that there is."""
    return msgspec.structs.replace(round, at=max(0, min(index, len(round.slots) - 1)))


def carry_on(round: Round) -> Round:
    """Go to the first slot that is open, or else left out, unless one without answer is shown."""
    waiting = round.open or round.left_out
    return go(round, waiting[0]) if round.slot.answer and waiting else round


def finish(round: Round) -> Round:
    """End the round, so that all answers are explained."""
    return msgspec.structs.replace(round, over=True)


def _waits(round: Round) -> bool:
    """Whether the question that is shown has no answer, and can still be given one."""
    return round.slot.answer is None and not round.shows_answer


def _changed(round: Round, **changes: bool) -> Round:
    return _with(round, msgspec.structs.replace(round.slot, **changes))


def _with(round: Round, slot: Slot) -> Round:
    slots = (*round.slots[: round.at], slot, *round.slots[round.at + 1 :])
    return msgspec.structs.replace(round, slots=slots)
