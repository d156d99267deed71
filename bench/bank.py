"""Measure whether the bank is full, balanced, hard to guess and easy to read.

    python bench/bank.py [FILE]

Prints the figures beside their targets, in tables for docs/bank.md, and then what lies behind them.
The exit code is 1 if a target is missed; the last lines say which.
"""

import sys
from collections import Counter
from collections.abc import Collection, Iterator
from pathlib import Path
from statistics import fmean, median
from typing import NamedTuple
from urllib.parse import urlsplit

from guessing import ORDERINGS, RULES, guesses, item, ordered, ranks
from wording import Repeat, grade, repeats, sentences, words, written

from quiz.bank.kinds import KINDS, Choice, Multi, OptionsQuestion, Order, Question
from quiz.bank.load import own_bank
from quiz.bank.model import Bank
from quiz.bank.read import read_bank
from quiz.check.counts import on_skills
from quiz.check.whole_bank import leanings

LONGEST_SENTENCE = 25
"""The most words in a sentence."""

PICKED = ("choice", "multi", "spot")
"""The kinds of question that rules guess, as there is something to pick from."""


class Figure(NamedTuple):
    """A figure of the bank."""

    name: str
    target: str
    """In words; empty if there is none."""
    result: str
    met: bool = True


def fact(name: str, result: str | int) -> Figure:
    """A figure without a target."""
    return Figure(name, "", str(result))


def at_least(name: str, target: int, value: int, result: str = "") -> Figure:
    """A figure that has to be so high."""
    return Figure(name, f"at least {target}", result or str(value), value >= target)


def at_most(name: str, target: int, value: float, result: str = "", unit: str = "") -> Figure:
    """A figure that has to be so low."""
    return Figure(name, f"at most {target}{unit}", result or f"{value}{unit}", value <= target)


def between(name: str, least: int, most: int, values: Collection[int], result: str = "") -> Figure:
    """Numbers that all have to be in a range."""
    met = bool(values) and least <= min(values) and max(values) <= most
    return Figure(name, f"{least} to {most}", result or spread(values), met)


def share(name: str, least: float, most: float, part: int, whole: int) -> Figure:
    """A share that has to be in a range; nothing has no share."""
    target = f"{least * 100:.0f} to {most:.0%}"
    if not whole:
        return Figure(name, target, "none")
    return Figure(name, target, f"{part / whole:.0%} of {whole}", least <= part / whole <= most)


def every(name: str, part: int, whole: int) -> Figure:
    """Something that has to be so throughout."""
    return Figure(name, "all", f"{part} of {whole}", part == whole)


def spread(values: Collection[int]) -> str:
    """The range of some numbers, such as "9 to 11"."""
    return f"{min(values)} to {max(values)}" if values else "none"


def listed(counts: Counter[str]) -> str:
    """Counts in words, the highest first."""
    return ", ".join(f"{name} {count}" for name, count in counts.most_common()) or "none"


def numbered(counts: Counter[int]) -> str:
    """Counts of numbers, the lowest number first, such as "1: 14, 2: 9"."""
    return ", ".join(f"{number}: {count}" for number, count in sorted(counts.items())) or "none"


def sources(question: Question) -> set[str]:
    """The sources that a question cites or shows."""
    shown = {id for each in question.exhibits for _, id in each.named_sources()}
    return shown | set(question.sources)


def on_articles(bank: Bank) -> Counter[str]:
    """How many questions cite or show each article."""
    counts = Counter(dict.fromkeys(bank.articles(), 0))
    counts.update(id for each in bank.questions for id in sources(each) & set(counts))
    return counts


def on_events(bank: Bank) -> Counter[str]:
    """How many questions there are about each event."""
    return Counter(question.event for question in bank.questions if question.event)


def in_lessons(bank: Bank) -> Counter[str]:
    """How many words each lesson has."""
    return Counter({id: len(words(skill.lesson)) for id, skill in bank.skills.items()})


def texts(bank: Bank) -> dict[str, list[str]]:
    """The texts that the authors wrote, by the question or the lesson that they are in."""
    lessons = {f"the lesson on {id}": [skill.lesson] for id, skill in bank.skills.items()}
    return {question.id: written(question) for question in bank.questions} | lessons


def contents(bank: Bank) -> Iterator[Figure]:
    """What there is to ask."""
    questions = bank.questions
    yield at_least("questions", 90, len(questions))
    skills, articles, events = on_skills(bank), on_articles(bank), on_events(bank)
    yield at_least("skills", 10, len(skills))
    least = min(skills.values(), default=0)
    yield at_least("questions on a skill", 9, least, spread(skills.values()))
    away = skills["lateral"] + skills["next-step"]
    yield at_least("questions on lateral reading and on next steps", 20, away)
    least = min(articles.values(), default=0)
    yield at_least("questions on an article", 14, least, spread(articles.values()))
    two = sum(len(sources(each) & set(articles)) > 1 for each in questions)
    yield fact("questions on two articles or more", two)
    outside = sum(bool(sources(each) - set(articles)) for each in questions)
    yield fact("questions with outside reporting", outside)
    kinds = Counter(question.kind for question in questions)
    yield Figure("kinds", "each is used", listed(kinds), set(kinds) == set(KINDS))
    moves = Counter(question.move for question in questions if question.move)
    each = f", each of {spread(moves.values())} questions" if moves else ""
    yield fact("moves", f"{len(moves) or 'none'}{each}")
    ((event, most),) = events.most_common(1) or [("no question names one", 99)]
    without = len(questions) - events.total()
    result = f"{most} ({event}); {len(events)} events, {without} questions without one"
    yield at_most("questions on an event", 8, most, result if events else event)


def exhibits(bank: Bank) -> Iterator[Figure]:
    """What there is to look at."""
    shown = [{each.kind for each in question.exhibits} for question in bank.questions]
    yield at_least("questions with an exhibit", 60, sum(map(bool, shown)))
    for name, kinds, least in (
        ("a search", {"search"}, 12),
        ("a photo", {"photo"}, 8),
        ("a page", {"page"}, 12),
        ("a post, a draft or headlines", {"post", "draft", "headlines"}, 20),
    ):
        count = sum(bool(each & kinds) for each in shown)
        yield at_least(f"questions with {name}", least, count)
    yield fact(
        "questions with each kind of exhibit", listed(Counter(kind for s in shown for kind in s))
    )
    made_up = [each.made_up for question in bank.questions for each in question.exhibits]
    yield fact("exhibits that were made up", f"{sum(made_up)} of {len(made_up)}")


def backing(bank: Bank, quoted: list[Repeat]) -> Iterator[Figure]:
    """What the questions, the skills and the claims rest on."""
    urls = [urlsplit(each.url or "") for each in bank.sources.values() if each.role == "outside"]
    exact = sum(bool(url.path.strip("/") or url.query) for url in urls)
    yield at_least("outside sources", 30, len(urls))
    yield every("outside sources with the address of a page", exact, len(urls))
    two = [each for each in bank.questions if each.skill in ("corroboration", "lateral")]
    cited = sum(len(each.sources) > 1 for each in two)
    yield every("corroboration and lateral reading: two sources are cited", cited, len(two))
    asked = sum(len(each.asking) > 1 for each in quoted)
    yield Figure("half-sentences that are asked about twice", "none", str(asked), not asked)
    yield fact("half-sentences that are asked about or shown twice", len(quoted))
    titled = sum(each.title is not None for each in bank.questions)
    yield every("questions with a title", titled, len(bank.questions))
    yield between("words in a lesson", 60, 120, in_lessons(bank).values())
    aligned = sum(bool(skill.aligns) for skill in bank.skills.values())
    yield every("skills that are placed in frameworks", aligned, len(bank.skills))
    standing = Counter(str(claim.standing or "unsaid") for claim in bank.claims)
    yield fact("claims", f"{len(bank.claims)}: {listed(standing)}")


def balance(bank: Bank) -> Iterator[Figure]:
    """Whether the bank leans, and how what is right is spread."""
    verdicts = [question.verdict for question in bank.questions if question.verdict]
    supported = verdicts.count("supported")
    yield share("judgements keyed “supported”", 0.55, 0.65, supported, len(verdicts))
    listing = [each for each in bank.questions if isinstance(each, OptionsQuestion)]
    leans = leanings(bank)
    yield share("distractors that lean to trust", 0.4, 0.6, leans["trust"], leans.total())
    ratios = [
        fmean(len(each.text) for each in question.options if each.right)
        / fmean(len(each.text) for each in question.options if not each.right)
        for question in listing
        if isinstance(question, Choice)
    ]
    ratio = fmean(ratios or [1])
    met = 0.9 <= ratio <= 1.1  # noqa: PLR2004 - as the target says
    result = f"{ratio:.2f}" if ratios else "none"
    yield Figure("length of the key over that of distractors", "0.90 to 1.10", result, met)
    multis = [each for each in listing if isinstance(each, Multi)]
    for size in sorted({len(each.options) for each in multis}):
        counts = Counter(len(each.key) for each in multis if len(each.options) == size)
        least, most = {4: (1, 3), 5: (2, 4)}.get(size, (1, size - 1))
        yield between(f"right of {size} in a `multi`", least, most, counts, numbered(counts))
    for kind in PICKED:
        items = [item(question) for question in bank.questions if question.kind == kind]
        places = Counter(
            number for each in items if each for number, right in enumerate(each.right, 1) if right
        )
        yield fact(f"right by position as written, `{kind}`", numbered(places))


def reading(bank: Bank) -> Iterator[Figure]:
    """Whether it reads easily."""
    questions, every_text = bank.questions, texts(bank)
    lengths = [
        (len(words(sentence)), id)
        for id, each in every_text.items()
        for text in each
        for sentence in sentences(text)
    ]
    longest, where = max(lengths, default=(0, "there is none"))
    result = f"{longest} words ({where})"
    yield at_most("longest sentence", LONGEST_SENTENCE, longest, result, " words")
    whys = [(len(words(why)), each.id) for each in questions for _, why in each.texts("why")]
    longest, where = max(whys, default=(0, "there is none"))
    yield at_most("longest `why`", 45, longest, f"{longest} words ({where})", " words")
    grades = sorted(
        (grade(" ".join(f"{text.rstrip('.')}." for text in each)), id)
        for id, each in every_text.items()
    )
    if grades:
        typical, (highest, where) = median(value for value, _ in grades), grades[-1]
        result = f"{typical:.1f} (highest {highest:.1f}, {where})"
        yield at_most("reading grade, median", 9, typical, result)
    parts = {
        "stem": [each.stem for each in questions],
        "passage": [each.passage for each in questions if each.passage],
        "option": [o.text for q in questions if isinstance(q, OptionsQuestion) for o in q.options],
        "explanation": [each.explanation for each in questions],
    }
    medians = {name: median(len(words(t)) for t in each) for name, each in parts.items() if each}
    result = ", ".join(f"{name} {length:.0f}" for name, length in medians.items())
    yield fact("words, medians", result or "none")


def guessed(bank: Bank) -> Iterator[tuple[str, list[Figure]]]:
    """What simple rules get right: (rule, a figure for each kind)."""
    for name, rule in RULES.items():
        row = []
        for kind in PICKED:
            items = [item(question) for question in bank.questions if question.kind == kind]
            got = guesses(filter(None, items), rule)
            met = not (got and got.better)
            row.append(Figure(f"“{name}” in a `{kind}`", "chance", str(got or "–"), met))
        yield name, row


def arranged(bank: Bank) -> Iterator[tuple[str, Figure]]:
    """How many pairs of steps simple rules put in order: (rule, figure)."""
    orders = [question for question in bank.questions if isinstance(question, Order)]
    for name, rule in ORDERINGS.items():
        if got := ordered(orders, rule):
            yield name, Figure(f"“{name}” in an `order`", "chance", str(got), not got.better)


def lists(bank: Bank, quoted: list[Repeat]) -> Iterator[str]:
    """What lies behind the figures, line by line."""
    yield f"questions on each skill: {listed(on_skills(bank))}"
    yield f"questions on each article: {listed(on_articles(bank))}"
    yield f"questions on each event: {listed(on_events(bank))}"
    yield f"words in each lesson: {listed(in_lessons(bank))}"
    for question in bank.questions:
        if isinstance(question, Order):
            by_length = ranks(question, ORDERINGS["shortest first"])
            by_letter = ranks(question, ORDERINGS["from A to Z"])
            ends = " to ".join(question.ends)
            yield f"order, {question.id} ({ends}): by length {by_length}, by letter {by_letter}"
    for id, each in texts(bank).items():
        for sentence in (sentence for text in each for sentence in sentences(text)):
            if (count := len(words(sentence))) > LONGEST_SENTENCE:
                yield f"{count} words, {id}: {sentence}"
    for repeat in quoted:
        who = (("asked in", repeat.asking), ("shown in", repeat.showing))
        where = "; ".join(f"{how} {', '.join(ids)}" for how, ids in who if ids)
        yield f"“{repeat.words}”: {where}"


def main(bank: Bank) -> int:
    """Print the figures of a bank, and the targets that it misses; 1 if there are any, else 0."""
    quoted = repeats(bank)
    missed: list[Figure] = []
    tables = (contents(bank), exhibits(bank), backing(bank, quoted))
    print("| figure | target | result |\n|---|---|---|")
    for figure in (each for table in (*tables, balance(bank), reading(bank)) for each in table):
        print(f"| {figure.name} | {figure.target} | {figure.result} |")
        missed += [] if figure.met else [figure]
    counts = Counter(question.kind for question in bank.questions)
    heads = " | ".join(f"{counts[kind]} `{kind}`" for kind in PICKED)
    print("\nRight by a rule (by chance, at most in 95 of 100 cases):\n")
    print(f"| rule | {heads} |\n|---|---|---|---|")
    for name, row in guessed(bank):
        print(f"| {name} | {' | '.join(figure.result for figure in row)} |")
        missed += [figure for figure in row if not figure.met]
    print(f"\n| rule | pairs of steps in {counts['order']} `order` |\n|---|---|")
    for name, figure in arranged(bank):
        print(f"| {name} | {figure.result} |")
        missed += [] if figure.met else [figure]
    print("", *lists(bank, quoted), "", sep="\n")
    print(f"{len(missed)} targets missed:" if missed else "all targets met")
    for figure in missed:
        print(f"  {figure.name}: {figure.result}; target: {figure.target}")
    return int(bool(missed))


if __name__ == "__main__":
    sys.exit(main(read_bank(Path(sys.argv[1]) if len(sys.argv) > 1 else own_bank())))
