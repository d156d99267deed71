"""Statistics of a class: how reliable its results are, and what each question tells apart.

They are worked out from `Scores`: what each reader had right and wrong, one answer to a question.
Readers need not have answered the same questions, as each round picks its own; what that means for
each figure is said where it is worked out. Where everybody answered everything, all are those of
the textbooks. Answers count as right or wrong; what is partly right is wrong.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from operator import mul
from statistics import NormalDist

from msgspec import Struct

from quiz.record.measures import SOME, wilson

Scores = Sequence[Mapping[str, bool]]
"""For each reader, which of the questions that they answered they had right."""

LEAST_QUESTIONS = 3
"""With fewer questions, nothing is said about reliability."""
MOST_QUESTIONS = 500
"""Reliability is worked out for the questions answered most, up to this many."""
EACH_WAY = 3
"""Discrimination is too uncertain for an interval with fewer right answers, or fewer wrong ones."""
CHANCE = 0.025
"""How often a correlation lies beyond its 95% interval on one side by chance alone."""
_Z = 1.959964


class Reliability(Struct, frozen=True):
    """How far the readers' results would hold if they were asked other questions of this sort."""

    alpha: float
    """Cronbach's alpha, at most 1; below 0 where the questions have nothing in common."""
    low: float
    """The lower end of its 95% interval."""
    high: float
    error: float
    """The standard error of measurement, in right answers."""
    questions: float
    """How many of the questions a reader answered, on average; alpha is for so many."""
    readers: float
    """How many readers answered two of the questions, on average over all pairs."""
    among: int
    """Of how many questions these are: those of which every two were answered by `SOME`."""


def correlation(pairs: Iterable[tuple[float, float]]) -> float | None:
    """The correlation of pairs of numbers, from -1 to 1; None if either doesn't vary.

    Pearson's product-moment coefficient. Between right or wrong (1 or 0) and a number, it is the
    point-biserial one: Lord, F. M. and Novick, M. R. (1968), Statistical Theories of Mental Test
    Scores, chapter 15.
    """
    xs, ys = [*zip(*pairs, strict=True)] or ((), ())
    if len(set(xs)) <= 1 or len(set(ys)) <= 1:
        return None
    middle_x, middle_y = math.fsum(xs) / len(xs), math.fsum(ys) / len(ys)
    by_x, by_y = [x - middle_x for x in xs], [y - middle_y for y in ys]
    spread = math.sqrt(_products(by_x, by_x) * _products(by_y, by_y))
    return _products(by_x, by_y) / spread if spread > 1e-9 else None  # noqa: PLR2004 - rounding


def fisher(r: float, n: int) -> tuple[float, float]:
    """The 95% interval of a correlation over n pairs; from -1 to 1 with fewer than four.

    By Fisher's z: Fisher, R. A. (1921), Metron 1, 3-32. It takes both numbers to be normal, so for
    right and wrong it is an approximation.
    """
    if n <= 3 or abs(r) >= 1:  # noqa: PLR2004 - its standard error is 1 / √(n - 3)
        return (-1.0, 1.0) if n <= 3 else (r, r)  # noqa: PLR2004
    half = _Z / math.sqrt(n - 3)
    return math.tanh(math.atanh(r) - half), math.tanh(math.atanh(r) + half)


def rest_scores(scores: Scores) -> list[dict[str, float]]:
    """For each reader and each question that they answered, how they did in all the others.

    It is the sum of the others that they had right, less what readers of those had right on
    average. So it is that sum, less the same for everybody, where all answered everything; where
    they didn't, an unanswered question counts as its facility, so nobody is stronger for having
    answered more or easier ones (item mean substitution: Downey, R. G. and King, C. V. (1998),
    The Journal of General Psychology 125, 175-191).
    """
    n: Counter[str] = Counter(question for reader in scores for question in reader)
    right: Counter[str] = Counter(
        q for reader in scores for q, is_right in reader.items() if is_right
    )
    facility = {question: right[question] / n[question] for question in n}
    rests = []
    for reader in scores:
        above = {question: is_right - facility[question] for question, is_right in reader.items()}
        total = math.fsum(above.values())
        rests.append({question: total - each for question, each in above.items()})
    return rests


def discrimination(pairs: Sequence[tuple[bool, float]]) -> tuple[float | None, float, float]:
    """How well an answer tells strong readers from weak ones, and its 95% interval.

    It is the correlation between having a question right and the score in the others, which it is
    no part of (corrected item-total correlation: Henrysson, S. (1963), Psychometrika 28, 211-218);
    None where all had it right, or wrong. The interval is from -1 to 1 if the answers are too few.
    The same, between picking a distractor and that score, says whether strong readers are pulled:
    Attali, Y. and Fraenkel, T. (2000), Journal of Educational Measurement 37, 77-86, by whom it is
    too low, if anything.
    """
    r = correlation(pairs)
    times = sum(each for each, _ in pairs)
    enough = len(pairs) >= SOME and EACH_WAY <= times <= len(pairs) - EACH_WAY
    low, high = fisher(r, len(pairs)) if r is not None and enough else (-1.0, 1.0)
    return r, low, high


def share_interval(readers: Iterable[tuple[int, int]], shares: int = 1) -> tuple[float, float]:
    """The 95% interval of a share of answers, from how many each reader had right, and gave.

    Answers of one reader are alike, so they say less than as many of different readers: right
    answers and answers are divided by the design effect before Wilson's interval is taken. It is
    the variance of the share as a ratio of sums over readers, by that of independent answers, and
    at least 1 here: Rao, J. N. K. and Scott, A. J. (1992), Biometrics 48, 577-585. It is from 0 to
    1 with fewer than two readers; with few, it is too narrow, if anything. Where several `shares`
    are looked at for one that stands out, each interval is so wide that all of them hold together
    95 times in 100: Dunn, O. J. (1961), Journal of the American Statistical Association 56, 52-64.
    """
    each = [(right, n) for right, n in readers if n]
    right, n = sum(some for some, _ in each), sum(some for _, some in each)
    if len(each) <= 1:
        return 0.0, 1.0
    share = right / n
    between = math.fsum((right - share * n) ** 2 for right, n in each)
    apart = between * len(each) / (len(each) - 1)
    independent = share * (1 - share) * n
    effect = max(1.0, apart / independent) if independent else 1.0
    z = NormalDist().inv_cdf(1 - CHANCE / shares) if shares > 1 else _Z
    return wilson(right / effect, n / effect, z)


def reliability(scores: Scores) -> Reliability | None:
    """How reliable the results are; None if that is too little to say.

    Where readers answered too differently, two questions may go together more closely than each
    varies: no results are like that, so nothing is said then either.

    Cronbach's alpha for right and wrong answers (Cronbach, L. J. (1951), Psychometrika 16,
    297-334), from the mean variance v of the questions and the mean covariance c of two: for k
    questions, it is k c / (v + (k - 1) c). Each variance is over those who answered the question,
    each covariance over those who answered both, as where an instrument is sparsely answered:
    Lopez, M. (2007), Estimation of Cronbach's alpha for sparse datasets, Proceedings of the 20th
    Annual Conference of the NACCQ. Of questions, those count of which every two were answered by
    at least `SOME` readers; k is how many of these a reader answered on average, so alpha is for
    results as they are. With everybody's answers to everything it is the textbooks' alpha.
    """
    answered, right = _sets(scores)
    chosen = _answered_together(answered)
    if len(chosen) < LEAST_QUESTIONS:
        return None
    variances = []
    for each in chosen:
        n, r = answered[each].bit_count(), right[each].bit_count()
        variances.append(r * (n - r) / (n * (n - 1)))
    covariances, shared = [], 0
    for one, other in combinations(chosen, 2):
        n = (answered[one] & answered[other]).bit_count()
        first = (right[one] & answered[other]).bit_count()
        second = (answered[one] & right[other]).bit_count()
        both = (right[one] & right[other]).bit_count()
        covariances.append((both - first * second / n) / (n - 1))
        shared += n
    anybody = 0
    for each in chosen:
        anybody |= answered[each]
    k = sum(answered[each].bit_count() for each in chosen) / anybody.bit_count()
    v, c = math.fsum(variances) / len(variances), math.fsum(covariances) / len(covariances)
    whole = k * v + k * (k - 1) * c
    if k <= 1 or whole <= 0:
        return None
    if c > v and not math.isclose(c, v):
        return None
    alpha, readers = min(1.0, k * k * c / whole), shared / len(covariances)
    low, high = feldt(alpha, readers, k)
    return Reliability(alpha, low, high, math.sqrt(whole * (1 - alpha)), k, readers, len(chosen))


def feldt(alpha: float, readers: float, questions: float) -> tuple[float, float]:
    """The 95% interval of Cronbach's alpha.

    Feldt, L. S., Woodruff, D. J. and Salih, F. A. (1987), Applied Psychological Measurement 11,
    93-103, formulas 6 and 7, after Feldt, L. S. (1965), Psychometrika 30, 357-370. Where readers
    answered different questions, it is an approximation.
    """
    upper, lower = readers - 1, (readers - 1) * (questions - 1)
    high, low = (_f_quantile(share, upper, lower) for share in (CHANCE, 1 - CHANCE))
    return 1 - (1 - alpha) * low, 1 - (1 - alpha) * high


def _products(xs: Iterable[float], ys: Iterable[float]) -> float:
    return math.fsum(map(mul, xs, ys))


def _sets(scores: Scores) -> tuple[dict[str, int], dict[str, int]]:
    """For each question, who answered it and who had it right, with a bit for each reader."""
    answered: defaultdict[str, int] = defaultdict(int)
    right: defaultdict[str, int] = defaultdict(int)
    bits: defaultdict[str, list[tuple[int, bool]]] = defaultdict(list)
    for number, reader in enumerate(scores):
        for question, is_right in reader.items():
            bits[question].append((number, is_right))
    for question, who in bits.items():
        answered[question] = _bits(number for number, _ in who)
        right[question] = _bits(number for number, is_right in who if is_right)
    return answered, right


def _bits(numbers: Iterable[int]) -> int:
    which = [*numbers]
    digits = bytearray(max(which, default=0) // 8 + 1)
    for number in which:
        digits[number // 8] |= 1 << number % 8
    return int.from_bytes(digits, "little")


def _answered_together(answered: Mapping[str, int]) -> list[str]:
    """Questions of which at least `SOME` readers answered every two; the most answered first."""
    most = sorted(answered, key=lambda each: -answered[each].bit_count())[:MOST_QUESTIONS]
    chosen: list[str] = []
    for each in most:
        who = answered[each]
        if who.bit_count() >= SOME and all(
            (who & answered[other]).bit_count() >= SOME for other in chosen
        ):
            chosen.append(each)
    return chosen


def _f_quantile(share: float, upper: float, lower: float) -> float:
    """The value below which this share of an F distribution lies, to nine digits or so.

    F is d2 y / (d1 (1 - y)) where y has the beta distribution of d1 / 2 and d2 / 2: Abramowitz, M.
    and Stegun, I. A. (1964), Handbook of Mathematical Functions, 26.6.2. It is found by halving.
    """
    least, most = 0.0, 1.0
    for _ in range(60):
        y = (least + most) / 2
        if _beta(y, upper / 2, lower / 2) < share:
            least = y
        else:
            most = y
    return lower * least / (upper * (1 - least))


def _beta(x: float, a: float, b: float) -> float:
    """The regularised incomplete beta function, for 0 < x < 1.

    By its continued fraction: NIST Digital Library of Mathematical Functions, 8.17.22, evaluated by
    the modified method of Lentz: Thompson, I. J. and Barnett, A. R. (1986), Journal of
    Computational Physics 64, 490-509.
    """
    if x > (a + 1) / (a + b + 2):  # where it converges slowly
        return 1 - _beta(1 - x, b, a)
    front = math.exp(
        math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b) + a * math.log(x) + b * math.log1p(-x)
    )
    tiny = 1e-300
    value, above, below = 1.0, 1.0, 0.0
    for term in _terms(x, a, b):
        below = 1 / ((1 + term * below) or tiny)
        above = (1 + term / above) or tiny
        value *= above * below
        if abs(above * below - 1) < 1e-14:  # noqa: PLR2004 - as exact as it gets
            break
    return front / (a * value)


def _terms(x: float, a: float, b: float) -> Iterator[float]:
    """The partial numerators of the continued fraction."""
    for m in range(100_000):
        yield -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        n = m + 1
        yield n * (b - n) * x / ((a + 2 * n - 1) * (a + 2 * n))
