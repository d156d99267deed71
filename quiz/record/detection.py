"""Signal detection: telling supported claims from unsupported ones, and leaning, as two figures.

What is detected is support. A question with a `verdict` puts a claim to the reader that its key
either accepts or doesn't: the supported ones are the signal, the others the noise, and saying yes
is accepting the claim. The right answer to a supported claim is a hit, a pick that leans to doubt a
miss; the right answer to an unsupported claim is a correct rejection, a pick that leans to trust a
false alarm. Any other wrong pick says neither yes nor no, and counts as half of each: that makes
discernment smaller, as a wrong answer should, and moves the bias neither way.

Only answers to questions as they are now count, since a verdict belongs to a wording.
"""

import math
from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING, Protocol

from msgspec import Struct

from quiz.bank.kinds import digest
from quiz.bank.model import Bank
from quiz.record.measures import FEW, MANY, PAYS, SOME, percent
from quiz.words import figures, say, say_n

if TYPE_CHECKING:
    from statistics import NormalDist

SLIGHT = 0.5
"""Up to this far from 0, in standard deviations, a bias is a slight one."""
_Z = 1.959964


class Answered(Protocol):
    """What of an answer it takes: from a history, or from a class."""

    @property
    def digest(self) -> str: ...  # noqa: D102 - as in `AnswerRecord`, as are the others
    @property
    def right(self) -> bool | None: ...  # noqa: D102
    @property
    def trust(self) -> int: ...  # noqa: D102
    @property
    def doubt(self) -> int: ...  # noqa: D102


class Judged(Struct, frozen=True):
    """How often supported and unsupported claims were accepted."""

    supported: int = 0
    hits: int = 0
    misses: int = 0
    unsupported: int = 0
    false_alarms: int = 0
    correct_rejections: int = 0

    @property
    def enough(self) -> int:
        """Twice the smaller count, as answers of one sort say little without the other."""
        return 2 * min(self.supported, self.unsupported)

    @property
    def rates(self) -> tuple[float, float]:
        """The rates of hits and of false alarms, neither of which is ever 0 or 1.

        By the log-linear correction, half an answer is added to each of the four counts: Hautus,
        M. J. (1995), Behavior Research Methods, Instruments, & Computers 27, 46-51.
        """
        undecided = self.supported - self.hits - self.misses
        others = self.unsupported - self.false_alarms - self.correct_rejections
        return (
            (self.hits + undecided / 2 + 0.5) / (self.supported + 1),
            (self.false_alarms + others / 2 + 0.5) / (self.unsupported + 1),
        )


class Figure(Struct, frozen=True):
    """Discernment or bias, as far as the number of answers allows, and in words."""

    value: float | None
    """In standard deviations; None with fewer than `SOME` answers."""
    low: float | None
    """The lower end of the 95% interval; None with fewer than `FEW` answers, as is the upper."""
    high: float | None
    words: str


def judged(bank: Bank, answers: Iterable[Answered]) -> Judged:
    """How the claims of a bank's questions were judged."""
    verdicts = {digest(each): each.verdict for each in bank.questions if each.verdict}
    counts = dict.fromkeys(Judged.__struct_fields__, 0)
    for answer in answers:
        match verdicts.get(answer.digest):
            case "supported":
                counts["supported"] += 1
                counts["hits"] += bool(answer.right)
                counts["misses"] += not answer.right and answer.doubt > answer.trust
            case "unsupported":
                counts["unsupported"] += 1
                counts["correct_rejections"] += bool(answer.right)
                counts["false_alarms"] += not answer.right and answer.trust > answer.doubt
            case None:
                pass
    return Judged(**counts)


def d_prime(hit_rate: float, false_alarm_rate: float) -> float:
    """The distance between signal and noise in standard deviations; 0 if not told apart.

    d' = z(H) - z(F): Stanislaw, H. and Todorov, N. (1999), Behavior Research Methods, Instruments,
    & Computers 31, 137-149, equation 1.
    """
    return _z(hit_rate) - _z(false_alarm_rate)


def criterion(hit_rate: float, false_alarm_rate: float) -> float:
    """The bias c in standard deviations: above 0 the reader leans to no, which here is doubt.

    c = -(z(H) + z(F)) / 2: Stanislaw and Todorov (1999), equation 7.
    """
    return -(_z(hit_rate) + _z(false_alarm_rate)) / 2


def deviation(judged: Judged) -> float:
    """The standard error of d', which is twice that of c; there are answers of both sorts.

    By the delta method: Gourevitch, V. and Galanter, E. (1967), Psychometrika 32, 25-33; for c,
    Macmillan, N. A. and Creelman, C. D. (2005), Detection Theory, chapter 13. With the corrected
    rates, and three answers or more of each sort, its 95% intervals hold the true value at least
    94 times in 100 where d' is 0 to 3 and c -0.5 to 0.5, as summing over all outcomes shows.
    """
    each = zip(judged.rates, (judged.supported, judged.unsupported), strict=True)
    density = _normal().pdf
    return math.sqrt(sum(rate * (1 - rate) / (n * density(_z(rate)) ** 2) for rate, n in each))


def discernment(judged: Judged) -> Figure:
    """How well supported claims are told from unsupported ones: d', by signal detection.

    In words also as the share of pairs, one claim of each sort, in which the supported one would be
    picked: the area of d' / √2 under the normal curve (Macmillan and Creelman, chapter 7).
    """
    if judged.enough < FEW:
        return Figure(None, None, None, _too_few(judged))
    value = d_prime(*judged.rates)
    half = _Z * deviation(judged)
    low, high = value - half, value + half
    least, of_pairs, most = (percent(_of_pairs(each)) for each in (low, value, high))
    counts = say(
        "you accepted {hits} of {supported} supported ones "
        "and {false_alarms} of {unsupported} unsupported ones",
        hits=judged.hits,
        supported=judged.supported,
        false_alarms=judged.false_alarms,
        unsupported=judged.unsupported,
    )
    if judged.enough < SOME:
        words = say(
            "Of the claims so far, {counts}. "
            "Shown one of each, you'd pick the supported one {least} to {most} times in 100.",
            counts=counts,
            least=least,
            most=most,
        )
        return Figure(None, low, high, words)
    if judged.enough >= MANY and _of_pairs(low) > PAYS:
        told = say("You tell supported claims from unsupported ones well")
    elif low > 0:
        told = say("You can tell supported claims from unsupported ones")
    elif high < 0:
        told = say("So far you accept unsupported claims more often than supported ones")
    elif judged.enough >= MANY and _of_pairs(high) < PAYS:
        told = say("You don't yet tell supported claims from unsupported ones well")
    else:
        told = say("It's too early to say how well you tell supported claims from unsupported ones")
    pairs = say(
        "Shown one of each, you'd pick the supported one about {n} times in 100 "
        "(likely {least} to {most}).",
        n=of_pairs,
        least=least,
        most=most,
    )
    d_prime_words = say(
        "Discernment: d′ {n} ({likely}).", n=_number(value), likely=_between(low, high)
    )
    return Figure(value, low, high, f"{told}: {counts}. {pairs} {d_prime_words}")


def bias(judged: Judged) -> Figure:
    """Whether the reader leans to trust or to doubt, right or wrong: c, by signal detection."""
    if judged.enough < FEW:
        return Figure(None, None, None, _too_few(judged))
    value = criterion(*judged.rates)
    half = _Z * deviation(judged) / 2
    low, high = value - half, value + half
    counts = say(
        "you doubted {misses} of {supported} supported claims "
        "and believed {false_alarms} of {unsupported} unsupported ones",
        misses=judged.misses,
        supported=judged.supported,
        false_alarms=judged.false_alarms,
        unsupported=judged.unsupported,
    )
    zero = say("above 0 is doubt, below 0 trust")
    if judged.enough < SOME:
        so_far = say("So far {counts}.", counts=counts)
        return Figure(None, low, high, f"{so_far} {say('Bias')}: c {_between(low, high)}; {zero}.")
    if low > 0 or high < 0:
        if abs(value) > SLIGHT and judged.enough >= MANY:
            doubt = say("You lean clearly towards doubt")
            trust = say("You lean clearly towards trust")
        else:
            doubt = say("You lean a little towards doubt")
            trust = say("You lean a little towards trust")
        told = doubt if low > 0 else trust
    elif max(-low, high) < SLIGHT:
        told = say("You lean neither towards trust nor towards doubt")
    else:
        told = say("No clear leaning so far")
    c = f"c {_number(value)} ({_between(low, high)})"
    return Figure(value, low, high, f"{told}: {counts}. {say('Bias')}: {c}; {zero}.")


def _too_few(judged: Judged) -> str:
    if not judged.supported + judged.unsupported:
        return say("You haven't judged any claims yet.")
    claims = say("no supported claims")
    if judged.supported:
        claims = say_n(judged.supported, "{n} supported claim", "{n} supported claims")
    others = say("no unsupported ones")
    if judged.unsupported:
        others = say_n(judged.unsupported, "{n} unsupported one", "{n} unsupported ones")
    return say(
        "So far you've judged {claims} and {others}; too few to say.", claims=claims, others=others
    )


def _of_pairs(d_prime: float) -> float:
    return _normal().cdf(d_prime / math.sqrt(2))


def _z(rate: float) -> float:
    return _normal().inv_cdf(rate)


@cache
def _normal() -> "NormalDist":
    from statistics import NormalDist  # noqa: PLC0415 - loads slowly

    return NormalDist()


def _between(low: float, high: float) -> str:
    return say("likely {low} to {high}", low=_number(low), high=_number(high))


def _number(value: float) -> str:
    """A figure to one decimal, with a real minus."""
    return figures(round(value, 1) + 0.0, decimals=1).replace("-", "−")
