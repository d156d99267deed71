"""Numbers for tools that add up what each answer is worth, as Moodle does."""

import re
from collections.abc import Iterator
from decimal import Decimal
from math import inf, isfinite, nextafter

from quiz.bank.kinds import Choice, Multi, Option, Spot
from quiz.bank.kinds.picking import Part

Picking = Choice | Multi | Spot

ALLOWED = (
    *(1, 0.9, 0.8333333, 0.8, 0.75, 0.7, 0.6666667, 0.6, 0.5, 0.4, 0.3333333, 0.3, 0.25, 0.2),
    *(0.1666667, 0.1428571, 0.125, 0.1111111, 0.1, 0.05),
)
"""The shares of a mark that Moodle allows, which it adds up: question/engine/bank.php of Moodle."""

_TENTH, _TWENTIETH = ALLOWED[-2:]
MOST_RIGHT = 10
"""With so many right answers or fewer, each can have its exact share."""


_THOUSANDS = re.compile(r"[-+]?[1-9]\d{0,2},\d{3}")


def picks_one(question: Picking) -> bool:
    """Whether a reader picks one answer, rather than any number."""
    return isinstance(question, Choice) or (isinstance(question, Spot) and len(question.key) == 1)


def weighted(question: Picking) -> Iterator[tuple[Option | Part, float]]:
    """What can be picked, each with its share of the mark in percent; below 0 for a wrong one.

    Added up and not below 0, they are the question's own share: right picks less wrong ones.
    """
    count = len(question.key)
    tenths = max(0, 2 * MOST_RIGHT - count)  # so that tenths and twentieths make up the whole
    share = min(ALLOWED, key=lambda each: abs(each - 1 / count))
    seen = 0
    for each in question.alternatives:
        if isinstance(each, Part) and not each.why:
            continue
        if picks_one(question):
            yield each, 100 if each.right else 0
        elif not each.right:
            yield each, -100 * share
        elif count <= MOST_RIGHT:
            yield each, 100 * share
        else:
            yield each, 100 * (_TENTH if seen < tenths else _TWENTIETH)
            seen += 1


def in_percent(percent: float) -> str:
    """A share in percent with the five decimals that Moodle compares, such as "33.33333"."""
    return f"{percent:.5f}".rstrip("0").rstrip(".")


def in_digits(number: float) -> str:
    """A number in digits alone, without an exponent."""
    text = f"{Decimal(repr(number)):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def as_number(text: str) -> float | None:
    """The number that a text is, if it's one in digits."""
    try:
        number = float(text.strip().replace(",", "."))
    except ValueError:
        return None
    return number if isfinite(number) else None


def may_be_thousands(text: str) -> bool:
    """Whether the comma in a number, such as "1,000", may stand for thousands.

    `as_number` takes it for a decimal point.
    """
    return bool(_THOUSANDS.fullmatch(text.strip()))


def middle(low: float, high: float) -> tuple[float, float]:
    """The number in the middle of a range, and how far off an answer may be.

    Worked out in decimals, as answers are marked, so that both ends are in the range.
    """
    ends = sorted(Decimal(repr(each)) for each in (low, high))
    number = float((ends[0] + ends[1]) / 2)
    half = max(abs(each - Decimal(repr(number))) for each in ends)
    within = float(half)
    return number, within if Decimal(repr(within)) >= half else nextafter(within, inf)
