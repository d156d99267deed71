"""The records of a history: answers, rounds, and rounds that are resumed."""

from datetime import UTC, datetime
from typing import Annotated

from msgspec import Meta, Struct
from msgspec.structs import asdict

from quiz.bank.kinds import Response, digest
from quiz.play.mark import Certainty
from quiz.play.round import Round

RECENT = 2_500
"""How many answers a profile rests on: 250 rounds of ten.

Older ones say how the reader once was, and reading all of them would slow down each look.
"""

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
    points: int
    trust: int
    """How many of the options picked believe too much."""
    doubt: int
    """How many of them dismiss too much."""
    looked: bool
    """The reader looked at who is behind the sources before answering."""
    seconds: Seconds
    when: datetime
    """In UTC, by the clock of the time."""
    round: int = 0
    n: int = 0
    """The number of its row in the round."""
    turn: int = 0
    """Its position in the order in which answers came, whatever the clock did."""


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
    """None, as the points are, while the round is an open exam."""
    points: int | None


class ResumedRound(Struct, frozen=True):
    """A round taken up again."""

    number: int
    round: Round
    notice: str = ""
    """What changed since, in one line."""


def answers_of_round(round: Round) -> list[AnswerRecord]:
    """The answers of one round, without a history."""
    now = datetime.now(UTC)
    return [
        AnswerRecord(
            question=slot.question.id,
            digest=digest(slot.question),
            skill=slot.question.skill,
            move=slot.question.move,
            kind=slot.question.kind,
            response=slot.answer.response,
            certainty=slot.answer.certainty,
            looked=slot.looked,
            seconds=slot.answer.seconds,
            when=now,
            n=number,
            turn=number,
            **asdict(slot.judgement),
        )
        for number, slot in enumerate(round.slots)
        if slot.answer and slot.judgement
    ]
