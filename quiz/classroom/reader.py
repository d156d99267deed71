"""What a reader of a class did."""

import math
from collections.abc import Container, Mapping, Sequence
from datetime import datetime

from msgspec import Struct

from quiz.classroom.handin import HandIn, Offered
from quiz.classroom.mistake import SEVERAL
from quiz.play.mark import BEST_WITHIN, Certainty, total
from quiz.record.measures import FEW, SOME, UNLIKELY, tail

A_THIRD = 1 / 3
_Z = 1.959964


class ReaderResult(Struct, frozen=True, kw_only=True):
    """What a reader did."""

    number: int
    """From 1, and the same for the same readers."""
    id: str
    """As in their hand-ins."""
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
    """The check word of their latest file; empty if what counts is from a file that was changed."""
    among: int
    """Of how many readers they are one."""
    had: Mapping[str, bool]
    """Whether they had each question right that they answered, by the digests."""

    @property
    def few_right(self) -> bool:
        """Whether they had fewer right than the class had of the same questions, beyond chance.

        What a class has is said only from `SOME` readers on.
        """
        return self.among >= SOME and self.n >= FEW and self.shortfall > _Z

    @property
    def shortfall(self) -> float:
        """How many standard deviations they are below what the class had."""
        return (self.expected - self.right) / (self.spread or 1)

    @property
    def sure_but_wrong(self) -> bool:
        """Whether they were surer than they should have been, beyond chance."""
        pays = BEST_WITHIN[Certainty.SURE][0]
        right = self.sure - self.sure_and_wrong
        low = self.sure_and_wrong >= SEVERAL and right < pays * self.sure
        return low and tail(right, self.sure, pays) < UNLIKELY

    @property
    def left_early(self) -> bool:
        """Whether they left a round before its end, and didn't come back to its questions."""
        return self.to_go > 0

    @property
    def left_much_out(self) -> bool:
        """Whether they left more than a third of the questions out, without leaving early."""
        return not self.to_go and self.left_out > A_THIRD * (self.n + self.left_out)


def left_out(handed: HandIn, answered: Container[str]) -> dict[str, str]:
    """The ids of what a reader was offered and never answered, by the digests."""
    offered = (each for round in handed.rounds for each in round.questions)
    return {each.digest: each.id for each in offered if each.digest not in answered}


def reader_result(
    number: int,
    handed: HandIn,
    counting: Mapping[str, Sequence[Offered]],
    missing: Mapping[str, str],
    facility: Mapping[str, float],
) -> ReaderResult:
    """The result of a reader, from their answers that count and what they left out."""
    answers = [each for some in counting.values() for each in some]
    chances = [facility[each.digest] for each in answers]
    sure = [each for each in answers if each.certainty is Certainty.SURE]
    return ReaderResult(
        number=number,
        id=handed.reader,
        name=handed.name,
        n=len(answers),
        right=sum(bool(each.right) for each in answers),
        marks=total(each.marks or 0 for each in answers),
        expected=math.fsum(chances),
        spread=math.sqrt(math.fsum(each * (1 - each) for each in chances)),
        sure=len(sure),
        sure_and_wrong=sum(not each.right for each in sure),
        left_out=len(missing),
        rounds=len(handed.rounds),
        unfinished=sum(not round.over for round in handed.rounds),
        handed_in=handed.made,
        to_go=len(_to_go(handed) & missing.keys()),
        check=handed.check,
        among=0,
        had={key: bool(some[0].right) for key, some in counting.items()},
    )


def _to_go(handed: HandIn) -> set[str]:
    """The digests of what was asked in rounds that were left, and in none that was finished.

    An exam ends as a whole, also at the bell, and so does a paper.
    """
    asked: dict[bool, set[str]] = {True: set(), False: set()}
    for round in handed.rounds:
        asked[round.over or round.exam] |= {each.digest for each in round.questions}
    return asked[False] - asked[True]
