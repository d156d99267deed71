"""Measures of answers: standings, calibration and leanings, and what may be said of them.

No more is said than the number of answers supports: `FEW`, `SOME` and `MANY` are the thresholds.
"""

import math
from collections.abc import Iterable, Sequence
from itertools import accumulate

from msgspec import Struct

from quiz.bank.kinds import Question, numbers
from quiz.bank.model import Bank
from quiz.play.mark import BEST_WITHIN, Certainty, points, total
from quiz.play.stakes import points_in_words, unsigned
from quiz.record.answers import AnswerRecord
from quiz.words import phrase, say, say_n

FEW, SOME, MANY = 5, 10, 20
"""How many answers it takes to give an interval, a score, and "strong" or "weak"."""
PAYS = BEST_WITHIN[Certainty.FAIRLY][0]
"""A skill is strong if its whole interval is above this share, and weak if it is below. From this
share on it pays to say "fairly"."""
UNLIKELY = 0.05
"""The probability below which luck doesn't explain a share of right answers."""

_AS = {
    Certainty.GUESS: phrase("as guesses"),
    Certainty.FAIRLY: phrase("as “fairly”"),
    Certainty.SURE: phrase("as “sure”"),
}
"""What comes before what answers earned, or would have earned, with each certainty."""
STRONG, WEAK = phrase("strong"), phrase("weak")
"""What is said of a skill, or of a group, where enough is known."""


class Standing(Struct, frozen=True):
    """How many answers were right, the interval of their share, and both in words."""

    n: int
    right: int
    low: float
    high: float
    words: str
    verdict: str = ""
    """"strong", "weak", or empty if neither may be said."""


class Calibration(Struct, frozen=True):
    """How often the answers of one certainty were right."""

    certainty: Certainty
    n: int
    right: int
    share: float
    """The share of these answers that is right, with what is partly right by its own share."""
    low: float
    high: float
    best: tuple[float, float]
    """The shares, from and to, between which this certainty pays best."""
    words: str
    """Whether the certainty fits the share; if not, what that cost, and whether it may be luck."""


class Leaning(Struct, frozen=True):
    """Whether wrong answers tend to trust or to doubt."""

    trust: int
    """How many of the distractors picked believe too much."""
    doubt: int
    """How many of the distractors picked dismiss too much."""
    chance: float
    """The share of trust among the distractors offered, as blind picks would have it."""
    words: str
    count: str = ""
    """The beginning of the words, which only counts."""


def wilson(right: float, n: float, z: float = 1.959964) -> tuple[float, float]:
    """The 95% confidence interval of the share of right answers; (0, 1) without answers.

    Wilson's score interval: Wilson, E. B. (1927), J. Am. Stat. Assoc. 22, 209-212.
    """
    if n == 0:
        return 0.0, 1.0
    middle = right + z * z / 2
    half = z * math.sqrt(right * (n - right) / n + z * z / 4)
    return max(0.0, (middle - half) / (n + z * z)), min(1.0, (middle + half) / (n + z * z))


def tail(most: int, n: int, share: float) -> float:
    """The probability of at most `most` right answers out of n, if this share is right on average.

    The tail of an exact binomial test: Clopper, C. J. and Pearson, E. S. (1934), Biometrika 26,
    404-413. It is computed in logarithms, as the binomial coefficients of 2,500 overflow a float.
    """
    yes, no = math.log(share), math.log1p(-share)
    ways = accumulate(range(most), lambda way, k: way + math.log((n - k) / (k + 1)), initial=0.0)
    return math.fsum(math.exp(way + k * yes + (n - k) * no) for k, way in enumerate(ways))


def standing(answers: Iterable[AnswerRecord]) -> Standing:
    """The standing of these answers."""
    judged = [answer.right for answer in answers]
    n, right = len(judged), sum(judged)
    low, high = wilson(right, n)
    between = say("({low}–{high}%)", low=percent(low), high=percent(high))
    words = say("{n} of {all} right", n=right, all=n)
    if n == 0:
        words = say("not tried yet")
    elif n < FEW:
        words = f"{words}, {say('too few to say')}"
    elif n < SOME:
        words = f"{words} {between}"
    else:
        words = f"{say('{n}% of {all} right', n=percent(right / n), all=n)} {between}"
    verdict = ""
    if n >= MANY:
        verdict = STRONG if low > PAYS else WEAK if high < PAYS else ""
    return Standing(n, right, low, high, ", ".join(filter(None, (words, say(verdict)))), verdict)


def calibration(answers: Iterable[AnswerRecord], certainty: Certainty) -> Calibration:
    """The calibration of the answers of one certainty."""
    judged = [answer for answer in answers if answer.certainty is certainty]
    shares = [max(0.0, min(1.0, answer.share)) for answer in judged]
    n, right, whole = len(judged), sum(answer.right for answer in judged), round(sum(shares), 6)
    low, high = wilson(whole, n)
    best, words = BEST_WITHIN[certainty], _fit(certainty, shares)
    return Calibration(certainty, n, right, whole / n if n else 0.0, low, high, best, words)


def leaning(bank: Bank, answers: Iterable[AnswerRecord]) -> Leaning:
    """Whether errors tend to trust or doubt, compared with the distractors that were offered."""
    questions = {question.id: question for question in bank.questions}
    wrong = [answer for answer in answers if answer.trust or answer.doubt]
    trust, doubt = sum(a.trust for a in wrong), sum(a.doubt for a in wrong)
    n = trust + doubt
    if n == 0:
        return Leaning(0, 0, 0.5, say("So far you've neither trusted nor doubted too much."))
    offered = (trust_offered(questions.get(a.question)) * (a.trust + a.doubt) for a in wrong)
    expected = sum(offered) / n
    words = count = _errors(trust, doubt)
    low, high = wilson(trust, n)
    if n < FEW:
        words += f" {say('Too few to say so far.')}"
    elif n >= SOME and low > expected:
        words += f" {say('You lean towards trust.')}"
    elif n >= SOME and high < expected:
        words += f" {say('You lean towards doubt.')}"
    else:
        words += f" {say('No clear leaning.')}"
    if n >= FEW:
        random = say("With random picks, {n}% would have been too trusting.", n=percent(expected))
        words += f" {random}"
    return Leaning(trust, doubt, expected, words, count)


def percent(share: float) -> int:
    """A share as a whole percentage."""
    return round(100 * share)


def _fit(certainty: Certainty, shares: Sequence[float]) -> str:
    """Say whether the share of their answers that is right is where their certainty pays best.

    If not, say what that cost, and whether it may be luck: it isn't if a true share at the edge of
    that range would give so few right answers, or so many, with a probability below `UNLIKELY`.
    For that, what is right in part is rounded to the next whole answer that makes luck likelier.
    """
    n, right = len(shares), round(sum(shares), 6)
    if n < FEW:
        return say("Too few to say so far.")
    earned = {each: total(points(share, each) for share in shares) for each in Certainty}
    # Where two pay the same, the one in the middle counts as right.
    best = max(Certainty, key=lambda each: (earned[each], each is Certainty.FAIRLY))
    if best is certainty:
        said = certainty.word.capitalize()
        fits = say("“{certainty}” fits how often you are right.", certainty=said)
        lost = [each for share in shares if (each := points(share, certainty)) < 0]
        if certainty is not Certainty.SURE or not lost:
            return fits
        return f"{fits} {_cost(lost, sum(share < 1 for share in shares))}"
    share = _nearly(right / n)
    if any(0 < each < 1 for each in shares):
        share = say("{share}, counting what was partly right", share=share)
    as_best = say(_AS[best])
    if earned[best] == earned[certainty]:
        return say(
            "{share}, just on the line; {as_best} they would have earned the same.",
            share=share,
            as_best=as_best,
        )
    marks = earned[certainty]
    size = points_in_words(abs(marks))
    as_said = say(_AS[certainty])
    if marks < 0:
        came = say("{as_said} these cost {marks}", as_said=as_said, marks=size)
    elif marks:
        came = say("{as_said} these earned {marks}", as_said=as_said, marks=size)
    else:
        came = say("{as_said} these came to nothing", as_said=as_said)
    if earned[best]:
        would = say(
            "{as_best} they would have earned {marks}",
            as_best=as_best,
            marks=unsigned(earned[best]),
        )
    else:
        would = say("{as_best} they would have cost nothing", as_best=as_best)
    least, most = BEST_WITHIN[certainty]
    surer = best > certainty
    luck = tail(math.ceil(n - right), n, 1 - most) if surer else tail(math.ceil(right), n, least)
    if luck >= UNLIKELY and surer:
        enough = phrase("{n} answers are not enough to tell; it may be good luck.")
    elif luck >= UNLIKELY:
        enough = phrase("{n} answers are not enough to tell; it may be bad luck.")
    elif surer:
        enough = phrase(
            "{n} answers are enough to tell: you know more than you think, so trust yourself more."
        )
    else:
        enough = phrase(
            "{n} answers are enough to tell: you were more confident than you should have been."
        )
    return f"{share}: {came}; {would}. {say(enough, n=n)}"


def _cost(lost: Sequence[float], missed: int) -> str:
    """What those answers cost that lost marks, of all that weren't right: some may have earned."""
    marks = points_in_words(-total(lost))
    if len(lost) == missed:
        return say_n(
            missed,
            "The one that wasn't right cost {marks}.",
            "The {n} that weren't right cost {marks}.",
            marks=marks,
        )
    return say_n(
        len(lost),
        "Of the {all} that weren't right, one cost {marks}.",
        "Of the {all} that weren't right, {n} cost {marks}.",
        all=missed,
        marks=marks,
    )


def _nearly(share: float) -> str:
    """How much was right, in per cent not rounded onto the edge of a certainty's range."""
    for border in (0, *(least for least, _ in BEST_WITHIN.values()), 1):
        if percent(share) == percent(border) and not math.isclose(share, border):
            if share < border:
                return say("Just under {n}% right", n=percent(border))
            return say("Just over {n}% right", n=percent(border))
    return say("{n}% right", n=percent(share))


def _errors(trust: int, doubt: int) -> str:
    """How often wrong answers believed and doubted too much, the larger number first."""
    trusted = say_n(
        trust,
        "Once you believed more than was there.",
        "{n} times you believed more than was there.",
    )
    doubted = say_n(
        doubt,
        "Once you saw a fault where there was none.",
        "{n} times you saw a fault where there was none.",
    )
    counted = [(doubt, doubted), (trust, trusted)]
    counted.sort(key=lambda each: -each[0])
    return " ".join(words for count, words in counted if count)


def trust_offered(question: Question | None) -> float:
    """The share of trust among the leaning distractors of a question."""
    if question is None or not question.leans:
        return 0.5
    key = numbers(question.key)
    leans = [lean for number, lean in enumerate(question.leans) if number not in key]
    trust, doubt = leans.count("trust"), leans.count("doubt")
    return trust / (trust + doubt) if trust + doubt else 0.5
