"""The records of a history: answers, rounds, and questions of open exams."""

from collections.abc import Callable, Collection
from datetime import UTC, datetime
from typing import Annotated

from msgspec import Meta, Struct
from msgspec.structs import asdict

from quiz.bank.kinds import Question, Response, digest
from quiz.play.mark import Certainty
from quiz.play.round import Round
from quiz.play.stakes import whole
from quiz.words import say

RECENT = 2_500
"""How many answers a profile uses, 250 rounds of ten: older ones say little and cost time."""

Share = Annotated[float, Meta(ge=-0.0005, le=1.0005)]
Seconds = Annotated[float, Meta(ge=0, le=1e9)]


class AnswerRecord(Struct, frozen=True, gc=False, kw_only=True):
    """One answer, with its judgement."""

    question: str
    """The question's id; the digest identifies its wording."""
    digest: str
    skill: str
    move: str
    kind: str
    response: Response
    certainty: Certainty
    right: bool
    share: Share
    points: float
    trust: int
    """How many of the options picked believe too much."""
    doubt: int
    """How many of the options picked dismiss too much."""
    looked: bool
    """The reader looked at who is behind the sources before answering."""
    seconds: Seconds
    when: datetime
    """In UTC, by the clock of that time."""
    round: int = 0
    n: int = 0
    """The number of its slot's row in the round."""
    turn: int = 0
    """Its position in the order of all answers, whatever the clock did."""


class RoundSummary(Struct, frozen=True, kw_only=True):
    """A round and its counts."""

    number: int
    bank: str
    began: datetime
    exam: bool
    over: bool
    asked: int
    answered: int
    right: int | None
    """None while the round is an open exam, as are the points."""
    points: float | None
    uuid: str = ""
    """Random, and the same wherever the round is imported."""
    touched: datetime | None = None
    """When it was last changed."""

    @property
    def ended(self) -> bool:
        """Whether it is over and has an answer, so that there is something to look back at."""
        return self.over and self.answered > 0

    def went(self, marks: Callable[[float], str]) -> str:
        """How much was right, and the marks in words; of an open exam, how much is answered."""
        if self.right is None or self.points is None:
            return say("{n} of {all} answered", n=self.answered, all=self.asked)
        right = say("{n} of {all} right", n=self.right, all=self.answered)
        return f"{right}, {marks(whole(self.points))}"


class Sealed(Struct, frozen=True):
    """A question that an open exam asks."""

    round: int
    bank: str
    id: str
    digest: str

    def asks(self, question: Question, bank_ids: Collection[str]) -> bool:
        """Whether this is a question of a bank with these ids.

        It may be worded differently in its own bank; in another it has to be the same.
        """
        return self.id == question.id and (self.bank in bank_ids or self.digest == digest(question))


def answers_of_round(round: Round) -> list[AnswerRecord]:
    """The answers of a round, as a history would give them."""
    now = datetime.now(UTC)
    return [
        AnswerRecord(
            question=slot.question.id,
            digest=digest(slot.question),
            skill=slot.question.skill,
            move=slot.question.move,
            kind=slot.question.kind,
            looked=slot.looked,
            when=now,
            n=number,
            turn=number,
            **asdict(slot.answer),
            **asdict(slot.judgement),
        )
        for number, slot in enumerate(round.slots)
        if slot.answer and slot.judgement
    ]
