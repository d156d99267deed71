"""Measure whether the bank can be guessed, is balanced and reads easily.

    python bench/bank.py [FILE]

A rule guesses a `choice` by singling out one option; if several tie, it gets that share of a point.
It is no better than chance unless it gets more points than blind picking does in 95 of 100 cases
(the exact distribution, one-sided).
"""

import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from statistics import mean, median

from quiz.bank.kinds import (
    Choice,
    Multi,
    Option,
    OptionsQuestion,
    Order,
    Question,
    Short,
    Sort,
    Spot,
)
from quiz.bank.load import own_bank
from quiz.bank.model import Bank
from quiz.bank.read import read_bank

HEDGED = {
    "about",
    "allegedly",
    "almost",
    "apparently",
    "appear",
    "appears",
    "around",
    "could",
    "likely",
    "may",
    "maybe",
    "might",
    "perhaps",
    "possible",
    "possibly",
    "probably",
    "roughly",
    "seem",
    "seems",
    "some",
    "suggest",
    "suggests",
    "suspected",
    "thought",
    "unlikely",
}
SCEPTICAL = {
    "against",
    "beyond",
    "cannot",
    "clash",
    "claim",
    "claims",
    "clashes",
    "denied",
    "disputed",
    "doubt",
    "doubtful",
    "drop",
    "fails",
    "false",
    "guess",
    "less",
    "misleading",
    "more",
    "no",
    "nobody",
    "none",
    "not",
    "nothing",
    "only",
    "open",
    "reject",
    "rejected",
    "stronger",
    "too",
    "unclear",
    "unknown",
    "unproven",
    "unsupported",
    "weak",
    "without",
    "wrong",
}
WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")


def words(text: str) -> list[str]:
    """The words of a text, in lower case."""
    return [word.lower() for word in WORD.findall(text)]


def syllables(word: str) -> int:
    """How many syllables a word has, counted by its groups of vowels."""
    groups = len(re.findall(r"[aeiouy]+", word))
    silent = word.endswith("e") and not word.endswith(("le", "ee")) and groups > 1
    return max(1, groups - silent)


def grade(text: str) -> float:
    """The US school grade of a text.

    Kincaid, J. P. et al. (1975), Derivation of New Readability Formulas, Research Branch Report
    8-75: 0.39 words a sentence + 11.8 syllables a word - 15.59.
    """
    sentences = [each for each in re.split(r"[.!?]+[”\"’)]*(?:\s+|$)", text) if words(each)]
    every = words(text)
    if not every:
        return 0.0
    return (
        0.39 * len(every) / len(sentences) + 11.8 * sum(map(syllables, every)) / len(every) - 15.59
    )


def bound(chances: Iterable[float]) -> int:
    """The most that blind picking gets right in 95 of 100 cases, from each item's chance."""
    distribution = [1.0]
    for chance in chances:
        distribution = [
            (distribution[n] if n < len(distribution) else 0) * (1 - chance)
            + (distribution[n - 1] * chance if n else 0)
            for n in range(len(distribution) + 1)
        ]
    reached = 0.0
    for right, probability in enumerate(distribution):
        reached += probability
        if reached >= 0.95:  # noqa: PLR2004 - 95%
            return right
    return len(distribution)


def overlap(question: Choice, option: Option) -> int:
    """How many words of an option are in the stem or passage."""
    return len(set(words(option.text)) & set(words(f"{question.stem} {question.passage}")))


def share(option: Option, listed: set[str]) -> int:
    """How many words of an option are on a list."""
    return sum(word in listed for word in words(option.text))


RULES: dict[str, Callable[[Choice, int], float]] = {
    "longest": lambda question, index: len(question.options[index].text),
    "shortest": lambda question, index: -len(question.options[index].text),
    "first as written": lambda _, index: -index,
    "last as written": lambda _, index: index,
    "most words shared with stem": lambda question, index: overlap(
        question, question.options[index]
    ),
    "most hedged": lambda question, index: share(question.options[index], HEDGED),
    "most sceptical": lambda question, index: share(question.options[index], SCEPTICAL),
}


def points(choices: list[Choice], rule: Callable[[Choice, int], float]) -> float:
    """How many items a rule gets right; a tie counts in part."""
    total = 0.0
    for question in choices:
        scores = [rule(question, index) for index in range(len(question.options))]
        best = [index for index, score in enumerate(scores) if score == max(scores)]
        total += sum(question.options[index].right for index in best) / len(best)
    return total


def texts(question: Question) -> list[str]:
    """All the texts of a question that a reader sees."""
    pieces = [question.passage, question.stem, question.explanation]
    match question:
        case Choice(options=things) | Multi(options=things):
            pieces += [text for each in things for text in (each.text, each.why)]
        case Sort(rows=things):
            pieces += [text for each in things for text in (each.text, each.why)]
        case Order(steps=things):
            pieces += [text for each in things for text in (each.text, each.why)]
        case Spot(parts=things):
            pieces.append(" ".join(each.text for each in things))
            pieces += [each.why for each in things]
        case Short():
            pass
    return [re.sub(r"\s*\[\d+\]", "", piece) for piece in pieces if piece]


def counted(title: str, counts: Counter[str]) -> None:
    """Print how often each thing occurs."""
    print(f"{title}: " + ", ".join(f"{name} {count}" for name, count in counts.most_common()))


def measure(bank: Bank) -> None:
    """Print the figures of a bank."""
    questions = bank.questions
    choices = [question for question in questions if isinstance(question, Choice)]
    print(f"{len(questions)} questions, {len(bank.claims)} claims, {len(bank.sources)} sources")
    counted("kinds", Counter(type(question).__name__.lower() for question in questions))
    counted("skills", Counter(question.skill for question in questions))
    articles = bank.articles()
    cited = [{cite.source for cite in question.cites} for question in questions]
    counted("articles", Counter(id for ids in cited for id in ids if id in articles))
    print(f"two articles or more: {sum(len(ids & set(articles)) > 1 for ids in cited)}")
    print(f"with outside reporting: {sum(bool(ids - set(articles)) for ids in cited)}")
    moves = Counter(question.move for question in questions)
    print(f"moves: {len(moves)}, of {min(moves.values())} to {max(moves.values())} items")

    chances = [1 / len(question.options) for question in choices]
    most = bound(chances)
    print(f"\n{len(choices)} choices; chance {sum(chances):.1f}, within 95%: at most {most}")
    for name, rule in RULES.items():
        got = points(choices, rule)
        print(f"  {name:<28}{got:5.1f}  {'no better than chance' if got <= most else 'BETTER'}")
    ratios = [
        len(next(each.text for each in question.options if each.right))
        / mean(len(each.text) for each in question.options if not each.right)
        for question in choices
    ]
    print(f"key over mean distractor length: {mean(ratios):.2f}")
    positions = Counter(
        f"{number} of {len(question.options)}"
        for question in choices
        for number, option in enumerate(question.options, start=1)
        if option.right
    )
    counted("positions of keys as written", positions)

    verdicts = Counter(question.verdict for question in questions if question.verdict)
    supported = verdicts["supported"] / verdicts.total()
    print(f"judgement items: {verdicts.total()}, keyed supported {supported:.0%}")
    leans = Counter(
        option.leans
        for question in questions
        if isinstance(question, OptionsQuestion)
        for option in question.options
        if option.leans
    )
    counted("leanings of distractors", Counter({str(lean): n for lean, n in leans.items()}))

    print(
        f"\nwords: stem {median(len(words(each.stem)) for each in questions):.0f}, "
        f"passage {median(len(words(each.passage)) for each in questions if each.passage):.0f}, "
        f"option {median(len(words(o.text)) for q in choices for o in q.options):.0f}, "
        f"explanation {median(len(words(each.explanation)) for each in questions):.0f} (medians)"
    )
    grades = [grade(" ".join(f"{t.rstrip('.')}." for t in texts(each))) for each in questions]
    print(f"reading grade: median {median(grades):.1f}, highest {max(grades):.1f}")
    longest = max(
        len(words(sentence))
        for question in questions
        for text in texts(question)
        for sentence in re.split(r"(?<=[.!?…:])[”\"’)]*\s+", text)
    )
    print(f"longest sentence: {longest} words")


if __name__ == "__main__":
    measure(read_bank(Path(sys.argv[1]) if len(sys.argv) > 1 else own_bank()))
