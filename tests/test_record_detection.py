"""Signal detection: discernment and bias, and no more of them than the answers support."""

import re
from math import comb, isclose, pi
from statistics import NormalDist

import msgspec
import pytest

from quiz.bank.kinds import digest
from quiz.bank.model import Bank
from quiz.record.answers import AnswerRecord
from quiz.record.detection import (
    Judged,
    bias,
    criterion,
    d_prime,
    deviation,
    discernment,
    judged,
)
from quiz.record.page import profile_lines, summary
from quiz.record.profile import profile
from tests.test_record_profile import record

CDF = NormalDist().cdf


def of(hits: int, supported: int, false_alarms: int, unsupported: int) -> Judged:
    """Judged claims, none of them with a pick that says neither yes nor no."""
    misses, rejections = supported - hits, unsupported - false_alarms
    return Judged(supported, hits, misses, unsupported, false_alarms, rejections)


@pytest.mark.parametrize(
    ("hit_rate", "false_alarm_rate", "d", "c"),
    [
        (0.8, 0.4, 1.095, -0.294),  # Macmillan and Creelman (2005), chapters 1 and 2: faces
        (0.32, 0.04, 1.283, 1.109),  # from the same: few hits, hardly a false alarm
        (0.99, 0.01, 4.65, 0.0),  # the same: their largest d'
        (0.75, 0.25, 1.349, 0.0),  # twice the upper quartile of the normal curve
    ],
)
def test_figures_are_the_published_ones(
    hit_rate: float, false_alarm_rate: float, d: float, c: float
) -> None:
    """Discernment and bias are those that textbooks work out from the same rates."""
    assert isclose(d_prime(hit_rate, false_alarm_rate), d, abs_tol=0.003)
    assert isclose(criterion(hit_rate, false_alarm_rate), c, abs_tol=0.001)


def test_corrected_figures_are_the_published_ones() -> None:
    """With the log-linear correction they are those of `signal(82, 46, 100, 100)` in statpsych."""
    rates = of(82, 100, 46, 100).rates
    assert [round(each, 7) for each in rates] == [0.8168317, 0.460396]
    assert round(d_prime(*rates), 6) == 1.002793
    assert round(criterion(*rates), 7) == -0.4019603


def test_error_at_even_rates_is_that_of_a_median() -> None:
    """Where half of each are accepted, the variance of each z is π / 2n, as in any textbook."""
    assert isclose(deviation(of(20, 40, 10, 20)) ** 2, pi / 2 / 40 + pi / 2 / 20, rel_tol=1e-9)


@pytest.mark.parametrize(("supported", "unsupported"), [(3, 3), (5, 5), (8, 12), (20, 20)])
@pytest.mark.parametrize("d", [0, 1, 2, 3])
@pytest.mark.parametrize("c", [-0.5, 0, 0.5])
def test_intervals_hold_the_true_values(
    supported: int, unsupported: int, d: float, c: float
) -> None:
    """Summed over all outcomes, 94 in 100 intervals or more hold the true discernment and bias."""
    hit_rate, false_alarm_rate = CDF(d / 2 - c), CDF(-d / 2 - c)
    of_d = of_c = 0.0
    for hits in range(supported + 1):
        for false_alarms in range(unsupported + 1):
            found = of(hits, supported, false_alarms, unsupported)
            half = 1.959964 * deviation(found)
            p = _binomial(hits, supported, hit_rate)
            p *= _binomial(false_alarms, unsupported, false_alarm_rate)
            of_d += p * (abs(d_prime(*found.rates) - d) <= half)
            of_c += p * (abs(criterion(*found.rates) - c) <= half / 2)
    assert min(of_d, of_c) > 0.94


def _binomial(k: int, n: int, p: float) -> float:
    return comb(n, k) * p**k * (1 - p) ** (n - k)


@pytest.mark.parametrize(
    ("claims", "words"),
    [
        (of(0, 0, 0, 0), "You haven't judged any claims yet."),
        (
            of(1, 1, 0, 9),
            "So far you've judged 1 supported claim and 9 unsupported ones; too few to say.",
        ),
        (
            of(3, 4, 1, 4),
            (
                "Of the claims so far, you accepted 3 of 4 supported ones and 1 of 4 "
                "unsupported ones. Shown one of each, you'd pick the supported one 29 to 98 times "
                "in 100."
            ),
        ),
        (
            of(9, 10, 3, 12),
            (
                "You can tell supported claims from unsupported ones: you accepted 9 of 10 "
                "supported ones and 3 of 12 unsupported ones. Shown one of each, you'd pick the "
                "supported one about 89 times in 100 (likely 63 to 98). "
                "Discernment: d′ 1.7 (likely 0.5 to 2.9)."
            ),
        ),
    ],
)
def test_discernment_is_said_by_the_number_of_claims(claims: Judged, words: str) -> None:
    """Under five only the count is given, under ten no figure, and the smaller count decides."""
    assert discernment(claims).words == words


@pytest.mark.parametrize(
    ("claims", "words"),
    [
        (of(29, 30, 1, 30), "You tell supported claims from unsupported ones well: "),
        (of(14, 15, 2, 15), "You tell supported claims from unsupported ones well: "),
        (of(7, 10, 5, 10), "It's too early to say how well you tell "),
        (of(1, 10, 9, 10), "So far you accept unsupported claims more often than "),
        (of(50, 100, 50, 100), "You don't yet tell supported claims from unsupported ones well: "),
    ],
)
def test_discernment_is_called_good_when_the_interval_is(claims: Judged, words: str) -> None:
    """What is said of discernment holds for the whole interval."""
    assert discernment(claims).words.startswith(words)


@pytest.mark.parametrize(
    ("claims", "words"),
    [
        (of(2, 3, 1, 2), "1 supported"),
        (of(3, 4, 1, 4), "So far you doubted 1 of 4 supported claims and believed 1 of 4"),
        (of(5, 8, 0, 8), "No clear leaning so far: you doubted 3 of 8"),
        (of(3, 9, 0, 9), "You lean a little towards doubt: you doubted 6 of 9"),
        (of(10, 30, 1, 30), "You lean clearly towards doubt: "),
        (of(29, 30, 20, 30), "You lean clearly towards trust: "),
        (of(68, 80, 20, 80), "You lean neither towards trust nor towards doubt: "),
    ],
)
def test_bias_is_said_by_its_interval(claims: Judged, words: str) -> None:
    """A leaning is named when the whole interval is on one side, and clear only from 20 answers."""
    found = bias(claims)
    assert found.words.startswith(words) or (claims.enough < 5 and "too few" in found.words)
    assert (found.value is None) == (claims.enough < 10)
    assert (found.low is None) == (found.high is None) == (claims.enough < 5)


def test_readers_who_lean_apart_may_discern_alike() -> None:
    """A reader who believes too much and one who doubts as much have the same discernment."""
    trusting, doubting = of(10, 10, 7, 10).rates, of(3, 10, 0, 10).rates
    assert isclose(criterion(*trusting), -criterion(*doubting))
    assert criterion(*trusting) < 0
    assert isclose(d_prime(*trusting), d_prime(*doubting))


@pytest.fixture
def verdicts(bank: Bank) -> Bank:
    """A bank with one supported and one unsupported claim."""
    supported, other, *others = bank.questions
    unsupported = msgspec.structs.replace(other, verdict="unsupported")
    return msgspec.structs.replace(bank, questions=(supported, unsupported, *others))


def answers(bank: Bank, number: int, *picks: str) -> list[AnswerRecord]:
    """Answers to a question: right, or leaning to trust, to doubt, or neither way."""
    question = bank.questions[number]
    return [
        msgspec.structs.replace(
            record(
                right=pick == "right",
                question=question.id,
                skill=question.skill,
                trust=pick == "trust",
                doubt=pick == "doubt",
            ),
            digest=digest(question),
        )
        for pick in picks
    ]


def test_picks_are_sorted_by_verdict_and_leaning(verdicts: Bank) -> None:
    """Doubting a supported claim is a miss, trusting an unsupported one a false alarm.

    Other wrong picks count as half of each.
    """
    every = ("right", "right", "trust", "doubt", "neither")
    found = judged(verdicts, answers(verdicts, 0, *every) + answers(verdicts, 1, *every))
    assert found == Judged(5, 2, 1, 5, 1, 2)
    assert found.rates == (3.5 / 6, 2.5 / 6)


def test_other_answers_judge_no_claim(verdicts: Bank) -> None:
    """A question without a verdict, or one that has changed since, isn't counted."""
    changed = [msgspec.structs.replace(each, digest="") for each in answers(verdicts, 0, "right")]
    assert judged(verdicts, answers(verdicts, 2, "right") + changed) == Judged()


def test_a_leaning_is_named_once(verdicts: Bank) -> None:
    """Where the bias is known, errors are only counted beside it, so that the two can't differ."""
    doubting = answers(verdicts, 0, *["right"] * 4, *["doubt"] * 8)
    doubting += answers(verdicts, 1, *["right"] * 12)
    lines = [*profile_lines(profile(verdicts, doubting))]
    said = lines[lines.index("Trust and doubt") + 1]
    assert re.fullmatch(
        r"  You lean .* towards doubt: you doubted 8 of 12 .* "
        r"8 times you saw a fault where there was none\.",
        said,
    )
    assert not set("−′") & set("".join(lines))
    assert "Telling claims apart" in dict(summary(profile(verdicts, doubting)))
