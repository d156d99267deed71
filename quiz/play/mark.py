"""Judging an answer: right or not, how much of it, and the certainty marks that it earns."""

from collections.abc import Iterable
from enum import IntEnum

from msgspec import Struct

from quiz.bank.kinds import Question, Response, numbers
from quiz.words import phrase, say


class Certainty(IntEnum):
    """How sure a reader says they are of an answer."""

    GUESS = 1
    FAIRLY = 2
    SURE = 3

    @property
    def word(self) -> str:
        """How the reader says it."""
        return say(_WORDS[self])


_WORDS = {
    Certainty.GUESS: phrase("guess"),
    Certainty.FAIRLY: phrase("fairly"),
    Certainty.SURE: phrase("sure"),
}
_MARKS = {Certainty.GUESS: (1, 0), Certainty.FAIRLY: (2, -2), Certainty.SURE: (3, -6)}
BEST_WITHIN = {
    Certainty.GUESS: (0.0, 2 / 3),
    Certainty.FAIRLY: (2 / 3, 0.8),
    Certainty.SURE: (0.8, 1.0),
}
"""The chances of being right, from and to, at which each certainty earns most on average."""


def points(share: float, certainty: Certainty) -> float:
    """The certainty marks for an answer by the share of it that is right, from -6 to 3.

    Each certainty is a straight line from its marks for wrong to its marks for right: s for a
    guess, -2 + 4s for fairly, -6 + 9s for sure. The lines cross at 2/3 and 0.8, so whatever share a
    reader expects to have right, it pays best to say how sure they really are.

    The marks for right and wrong, with the chances in `BEST_WITHIN`, are those of certainty-based
    marking: Gardner-Medwin, A. R. (2005), https://tmedwin.net/~ucgbarg/tea/bristol_05.htm. What
    lies between is our own extension; Moodle scales the marks for right alone.
    """
    right, wrong = _MARKS[certainty]
    return wrong + share * (right - wrong)


def total(points: Iterable[float]) -> float:
    """The sum of some points to six decimals, so that ten times 1.2 is 12, and nothing is -0.

    Only the sum is rounded: three thirds are 1, and not 0.999999.
    """
    return round(sum(points), 6) + 0.0


class Judgement(Struct, frozen=True):
    """What an answer is judged to be."""

    right: bool
    """Whether it is wholly right."""
    share: float
    """How much of it is right, from 0 to 1."""
    points: float
    """The certainty marks that it earns, from -6 to 3."""
    trust: int
    """How many of the options picked believe more than the text supports."""
    doubt: int
    """How many of the options picked believe less than the text supports."""


def judge(question: Question, response: Response, certainty: Certainty) -> Judgement:
    """Judge a response to a question."""
    share = question.share(response)
    right = share == 1
    leans = [question.leans[number] for number in numbers(response)] if question.leans else []
    return Judgement(
        right=right,
        share=share,
        points=points(share, certainty),
        trust=leans.count("trust"),
        doubt=leans.count("doubt"),
    )
