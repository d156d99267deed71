"""`order`: put the steps in order."""

from collections.abc import Iterator
from itertools import combinations
from random import Random
from typing import Annotated, ClassVar

from msgspec import Meta, Struct

from quiz.bank.fields import Line, Text
from quiz.bank.kinds.base import (
    RIGHT,
    WRONG,
    Arrangement,
    BaseQuestion,
    Feedback,
    Response,
    TextField,
    Texts,
    located,
    numbers,
    shuffled,
)
from quiz.bank.problem import Problem
from quiz.words import phrase, say

_ENDS = ("first", "last")
_PUT = (
    *(phrase("you put it 1st"), phrase("you put it 2nd"), phrase("you put it 3rd")),
    *(phrase("you put it 4th"), phrase("you put it 5th"), phrase("you put it 6th")),
    *(phrase("you put it 7th"), phrase("you put it 8th"), phrase("you put it 9th")),
)


class Step(Struct, frozen=True, forbid_unknown_fields=True):
    """One of the things to put in order."""

    text: Line
    why: Text


class Order(BaseQuestion, frozen=True, forbid_unknown_fields=True, kw_only=True, tag="order"):
    """Put the steps in order; the file has them in the right one."""

    steps: Annotated[tuple[Step, ...], Meta(min_length=2, max_length=9)]
    """The steps, in the right order."""
    ends: tuple[Line, Line] = _ENDS
    """What the two ends of the order mean."""

    @property
    def ends_in_words(self) -> tuple[str, str]:
        """What the two ends mean; unless the file says it, in the language that is spoken."""
        first, last = self.ends
        return (say("first"), say("last")) if self.ends == _ENDS else (first, last)

    typed: ClassVar = False
    row_by_row: ClassVar = True
    leans: ClassVar = ()
    right_words: ClassVar = ""

    @property
    def key(self) -> tuple[int, ...]:
        """The steps in the order of the file."""
        return tuple(range(len(self.steps)))

    def fits(self, response: Response) -> bool:
        """Whether a response is a possible one to this question."""
        return sorted(numbers(response)) == list(self.key)

    def share(self, response: Response) -> float:
        """The share of pairs of steps that are in the right order."""
        pairs = _pairs(response)
        return sum(pairs) / len(pairs)

    def share_words(self, response: Response) -> str:
        """How many pairs of steps are in the right order."""
        pairs = _pairs(response)
        return say("{n} of {all} pairs in order", n=sum(pairs), all=len(pairs))

    def arrange(self, random: Random) -> Arrangement:
        """A random order in which to show the steps at first, never the right one."""
        order = self.key
        while order == self.key:
            order = shuffled(len(self.steps), random)
        return order

    def feedback(self, response: Response, arrangement: Arrangement) -> Iterator[Feedback]:  # noqa: ARG002 - feedback is in the right order
        """Feedback on the position of each step; the steps come in the right order."""
        for number, step in enumerate(self.steps):
            put = numbers(response).index(number)
            sign, note = RIGHT, ""
            if put != number:
                sign, note = WRONG, say(_PUT[put])
            text = f"{number + 1}. {step.text}"
            yield Feedback(sign, text, step.why, note=note, number=number)

    def in_words(self, response: Response) -> str:
        """A response in words: the steps in the reader's order."""
        return " → ".join(self.steps[number].text for number in numbers(response))

    def texts(self, field: TextField = "text") -> Texts:
        """The texts of the steps, or the reasons for them."""
        return located(self.steps, "steps", field)

    def unplayable(self) -> Iterator[Problem]:
        """No problems: any list of steps can be put in order."""
        return iter(())


def _pairs(response: Response) -> list[bool]:
    """For each pair of steps, whether the one that comes first was put first."""
    return [a < b for a, b in combinations(numbers(response), 2)]
