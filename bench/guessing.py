"""How much can be got right in a bank without reading, by simple rules.

A rule points at one option, part or order. If several tie, it gets that share of a point. It is no
better than chance unless it gets more points than it would in 95 of 100 cases if the right options
had been drawn by lot: the exact distribution, one-sided.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from itertools import combinations
from math import comb
from statistics import fmean
from typing import NamedTuple

from wording import sentences, words

from quiz.bank.kinds import Choice, Multi, Order, Question, Short, Sort, Spot

CERTAIN = 0.95
"""The share of cases, from 0 to 1, in which chance stays within its bound."""

HEDGED = set(
    words(
        "about allegedly almost apparently appear appears around could likely may maybe might "
        "perhaps possible possibly probably roughly seem seems some suggest suggests suspected "
        "thought unlikely"
    )
)
SCEPTICAL = set(
    words(
        "against beyond can't cannot clash clashes claim claims denied disputed doesn't don't "
        "doubt doubtful drop fails false guess isn't less misleading more no nobody none not "
        "nothing only open reject rejected stronger too unclear unknown unproven unsupported weak "
        "without wrong"
    )
)

Distribution = dict[Fraction, float]
"""The probability of each number of points."""


class Item(NamedTuple):
    """What there is to pick from in a question, and which of it is right."""

    id: str
    title: str
    shown: str
    """The passage, the exhibits and the stem."""
    options: tuple[str, ...]
    right: tuple[bool, ...]


class Guesses(NamedTuple):
    """How a rule did."""

    points: float
    chance: float
    most: float
    """The most points that chance gets in 95 of 100 cases."""

    @property
    def better(self) -> bool:
        """Whether it did better than chance."""
        return self.points > self.most

    def __str__(self) -> str:
        return f"{self.points:.1f} ({self.chance:.1f}, {self.most:.1f})"


def item(question: Question) -> Item | None:
    """A question as a guesser sees it; None if there is nothing to pick from."""
    picks: list[tuple[str, bool]]
    match question:
        case Choice() | Multi():
            picks = [(each.text, each.right) for each in question.options]
        case Spot():
            picks = [(each.text, each.right) for each in question.parts if each.why]
        case Sort() | Order() | Short():
            return None
    exhibited = " ".join(text for _, text in question.exhibited())
    shown = f"{question.passage} {exhibited} {question.stem}"
    texts, right = zip(*picks, strict=True)
    return Item(question.id, question.title or "", shown, texts, right)


def shared(item: Item, with_: str) -> list[float]:
    """How many words each option has in common with a text."""
    return [len(set(words(each)) & set(words(with_))) for each in item.options]


def listed(item: Item, these: set[str]) -> list[float]:
    """How many words of each option are on a list."""
    straight = (each.replace("’", "'") for each in item.options)
    return [sum(word in these for word in words(each)) for each in straight]


def middle(item: Item) -> list[float]:
    """Whether each option is neither the longest nor the shortest."""
    lengths = [len(each) for each in item.options]
    return [min(lengths) < length < max(lengths) for length in lengths]


def kinship(item: Item) -> list[float]:
    """How much of its words each option shares with the others: the mean, from 0 to 1."""
    sets = [set(words(each)) for each in item.options]
    return [
        fmean(
            len(own & other) / max(1, len(own | other))
            for index, other in enumerate(sets)
            if index != number
        )
        for number, own in enumerate(sets)
    ]


def oddity(item: Item) -> list[float]:
    """In how many features of form each option is alone, while all the others are alike."""
    forms = [_form(each) for each in item.options]
    return [
        sum(
            len({form[feature] for other, form in enumerate(forms) if other != number}) == 1
            and forms[number][feature] != forms[number - 1][feature]
            for feature in range(len(forms[0]))
        )
        for number in range(len(forms))
    ]


def _form(text: str) -> tuple[object, ...]:
    """The features of form: how a text begins and ends, and what is in it."""
    first = "".join(words(text)[:1])
    return (
        first,
        text[-1] in ".!?",
        len(sentences(text)),
        "“" in text,
        any(each.isdigit() for each in text),
        any(each in text for each in ",;:–—"),
        "but" in words(text),
        bool({"not", "no"} & set(words(text))) or "n't" in text.replace("’", "'"),
    )


def place(index: int) -> Callable[[Item], list[float] | None]:
    """The rule that points at a position as written; it doesn't fit where there is none."""

    def rule(item: Item) -> list[float] | None:
        count = len(item.options)
        if not -count <= index < count:
            return None
        return [number == index % count for number in range(count)]

    return rule


RULES: dict[str, Callable[[Item], Sequence[float] | None]] = {
    "longest": lambda item: [len(each) for each in item.options],
    "shortest": lambda item: [-len(each) for each in item.options],
    "neither longest nor shortest": middle,
    **{f"number {index + 1} as written": place(index) for index in range(6)},
    "last as written": place(-1),
    "most words shared with stem, passage and exhibits": lambda item: shared(item, item.shown),
    "most words shared with the title": lambda item: shared(item, item.title),
    "most words shared with the id": lambda item: shared(item, item.id.replace("-", " ")),
    "most hedged": lambda item: listed(item, HEDGED),
    "most sceptical": lambda item: listed(item, SCEPTICAL),
    "wording least like the others": lambda item: [-each for each in kinship(item)],
    "wording most like the others": kinship,
    "alone in its form": oddity,
}
"""The weights that each rule gives to the options; it points at the one with the highest."""


def guesses(
    items: Iterable[Item], rule: Callable[[Item], Sequence[float] | None]
) -> Guesses | None:
    """How a rule does on the items that it fits; None if it fits none."""
    points, chance = Fraction(), Fraction()
    outcomes: list[Distribution] = []
    for each in items:
        if (weights := rule(each)) is None:
            continue
        tied = [index for index, weight in enumerate(weights) if weight == max(weights)]
        points += Fraction(sum(each.right[index] for index in tied), len(tied))
        count, right = len(each.options), sum(each.right)
        chance += Fraction(right, count)
        outcomes.append(
            {
                Fraction(hits, len(tied)): comb(len(tied), hits)
                * comb(count - len(tied), right - hits)
                / comb(count, right)
                for hits in range(min(len(tied), right) + 1)
            }
        )
    return Guesses(float(points), float(chance), bound(outcomes)) if outcomes else None


def bound(outcomes: Iterable[Distribution]) -> float:
    """The most points, in sum, that chance gets in 95 of 100 cases."""
    total: Distribution = {Fraction(): 1.0}
    for each in outcomes:
        sums: defaultdict[Fraction, float] = defaultdict(float)
        for before, likely in total.items():
            for points, probability in each.items():
                sums[before + points] += likely * probability
        total = sums
    reached = 0.0
    for points, probability in sorted(total.items()):
        reached += probability
        if reached >= CERTAIN:
            return float(points)
    return float(max(total))


ORDERINGS: dict[str, Callable[[str], tuple[float, str]]] = {
    "shortest first": lambda text: (len(text), ""),
    "longest first": lambda text: (-len(text), ""),
    "from A to Z": lambda text: (0, text.casefold()),
    "from Z to A": lambda text: (0, "".join(chr(0x10FFFF - ord(each)) for each in text.casefold())),
}
"""What rules put the steps of an `order` in order by."""


def ordered(orders: Sequence[Order], rule: Callable[[str], tuple[float, str]]) -> Guesses | None:
    """How many pairs of steps a rule puts in the right order; half of those that tie."""
    points, pairs = 0.0, 0
    outcomes: list[Distribution] = []
    for each in orders:
        ranks = [rule(step.text) for step in each.steps]
        for one, other in combinations(ranks, 2):
            points += 0.5 if one == other else one < other
            pairs += 1
        # In a shuffled list, a step is as likely to be before any number of those that follow it.
        outcomes += [
            {Fraction(before): 1 / (behind + 1) for before in range(behind + 1)}
            for behind in range(1, len(ranks))
        ]
    return Guesses(points, pairs / 2, bound(outcomes)) if pairs else None


def ranks(order: Order, rule: Callable[[str], tuple[float, str]]) -> str:
    """Where a rule puts each step, in the right order of the steps, such as "2 1 3"."""
    texts = [step.text for step in order.steps]
    by_rule = sorted(texts, key=rule)
    return " ".join(str(by_rule.index(text) + 1) for text in texts)
