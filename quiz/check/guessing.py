"""The rules about guessing: what across the bank tells the right option from the others."""

import re
from collections.abc import Callable, Iterator, Sequence
from math import erfc, sqrt
from statistics import fmean

from quiz.bank.kinds import Choice, Option
from quiz.bank.model import Bank
from quiz.check.languages import ENGLISH, primary
from quiz.check.rules import Finding, Findings, rule
from quiz.check.texts import is_keyed, right_option, wrong_options
from quiz.check.whole_bank import ENOUGH
from quiz.text import words

_RARE = 3.0
"""Standard deviations from chance: one bank in 370 by chance alone."""

_UNLIKELY = 1 / 40
"""How often chance may do as well as a rule that is reported."""

_EXACTLY = 200
"""The most choices for which that is worked out exactly; it takes the square of their number."""


@rule("Q401")
def crowded_positions(bank: Bank) -> Findings:
    """The right option is too often in one position.

    Authors hide the right option in the middle, and readers look for it there. Options are shuffled in
    the quiz unless they have an order of their own, so this matters for those, and for readers of the
    file. Reported from three standard deviations up.

    Source: Attali and Bar-Hillel (2003), Guess where: The position of correct answers in
    multiple-choice test items as a psychometric variable, Journal of Educational Measurement 40,
    109-128.
    """
    if len(choices := _choices(bank)) < ENOUGH:
        return
    for index in range(max((len(each.options) for each in choices), default=0)):
        able = [question for question in choices if len(question.options) > index]
        hits = sum(question.options[index].right for question in able)
        if abs(_surprise(hits, [1 / len(question.options) for question in able])) > _RARE:
            message = f"the right option is number {index + 1} in {hits} of {len(able)} choices"
            yield Finding(("questions",), message, "vary its position")


@rule("Q402")
def lopsided_lengths(bank: Bank) -> Findings:
    """Right options are longer or shorter across the bank.

    Even if no single option stands out, a reader who picks the longer one gains a little each time.
    The right option's length over the mean length of the wrong ones should be 0.9 to 1.1 on average.

    Source: Haladyna, Downing and Rodriguez (2002), guideline 24: keep the length of choices about
    equal.
    """
    ratios = [
        len(right_option(question)[1].text)
        / fmean(len(option.text) for _, option in wrong_options(question))
        for question in _choices(bank)
    ]
    if len(ratios) >= ENOUGH and not 0.9 <= (ratio := fmean(ratios)) <= 1.1:  # noqa: PLR2004 - as the text says
        much = "longer" if ratio > 1 else "shorter"
        message = f"right options are {much} than wrong ones: {ratio:.2f} times as long on average"
        yield Finding(("questions",), message, "bring it to between 0.9 and 1.1")


@rule("Q403")
def guessable(bank: Bank) -> Findings:
    """A simple rule finds the right option.

    “Pick the longest”, “the shortest”, “the one that shares most words with the stem” and “the one
    with most hedges” are tried on every choice where they single out one option. Reported if one of
    them is right so often that chance would do as well in only one bank in forty: in all of four
    choices of three options, say, or in seven of nine choices of four.

    Source: The National Board of Medical Examiners' list of flaws related to test-wiseness (as
    adapted in BMC Medical Education, doi:10.1186/s12909-016-0559-7, table 1). How often chance does as
    well is the exact tail of the Poisson binomial distribution: Hong (2013), On computing the
    distribution function for the Poisson binomial distribution, Computational Statistics and Data
    Analysis 59, 41-51.
    """
    for name, hits, chances in guesses(bank):
        if by_chance(hits, chances) <= _UNLIKELY:
            message = f"“pick the {name}” is right in {hits} of the {len(chances)} choices it fits"
            yield Finding(("questions",), message, f"chance gives {sum(chances):.1f}")


def guesses(bank: Bank) -> Iterator[tuple[str, int, list[float]]]:
    """What simple rules get right: (rule, how often it is right, its chances where it fits)."""
    hedges = set() if primary(bank.about.language) in ENGLISH else {"one with most hedges"}
    for name, weigh in _GUESSES.items():
        if name in hedges:
            continue
        hits, chances = 0, []
        for question in _choices(bank):
            weights = [weigh(option, question) for option in question.options]
            best = [index for index, weight in enumerate(weights) if weight == max(weights)]
            if len(best) == 1:
                hits += question.options[best[0]].right
                chances.append(1 / len(question.options))
        yield name, hits, chances


def by_chance(hits: int, chances: Sequence[float]) -> float:
    """How likely it is, from 0 to 1, that chance gets at least so many hits.

    Beyond `_EXACTLY` chances it is the normal approximation, which is within a tenth of it there.
    """
    if len(chances) > _EXACTLY:
        return erfc((_surprise(hits - 0.5, chances)) / sqrt(2)) / 2
    likely = [1.0]  # for each number of hits so far
    for chance in chances:
        hit = [each * chance for each in likely]
        miss = [each * (1 - chance) for each in likely]
        likely = [one + other for one, other in zip([*miss, 0.0], [0.0, *hit], strict=True)]
    return sum(likely[hits:])


def _choices(bank: Bank) -> list[Choice]:
    """The choices with one right option."""
    return [question for question in bank.questions if is_keyed(question)]


def _surprise(hits: float, chances: Sequence[float]) -> float:
    """How many standard deviations the hits are above chance."""
    spread = sqrt(sum(chance * (1 - chance) for chance in chances))
    return (hits - sum(chances)) / spread if spread else 0.0


_HEDGES = re.compile(
    r"\b(?:may|might|could|perhaps|possibly|probably|likely|seems?|appears?|suggests?|some|"
    r"partly|often|unclear|open)\b",
    re.IGNORECASE,
)

_GUESSES: dict[str, Callable[[Option, Choice], float]] = {
    "longest": lambda option, _: len(option.text),
    "shortest": lambda option, _: -len(option.text),
    "one that shares most words with the stem": lambda option, question: len(
        set(words(option.text.casefold())) & set(words(question.stem.casefold()))
    ),
    "one with most hedges": lambda option, _: len(_HEDGES.findall(option.text)),
}
