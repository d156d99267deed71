"""The words that readers see of a bank: how hard they are, and what is quoted twice."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import chain
from typing import NamedTuple

from quiz.bank.exhibits import Exhibit
from quiz.bank.exhibits.base import texts_in
from quiz.bank.kinds import Question, Spot
from quiz.bank.model import Bank

SHORTEST_QUOTE = 4
"""The fewest words of a quotation that count when it comes again."""

ALIKE = 0.8
"""The share of the shorter of two quotations, from 0 to 1, that is in the other in one run."""

Fragment = tuple[str, tuple[str, ...]]
"""The id of the question that quotes something, and its words."""

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_SENTENCE_END = re.compile(r"(?<=[.!?…:])[”\"’)]*\s+")
_QUOTED = re.compile(r"“([^“”]+)”")
_REFERENCE = re.compile(r"\s*\[\d+\]")


class Repeat(NamedTuple):
    """Words that several questions quote."""

    words: str
    asking: tuple[str, ...]
    """The ids of the questions that ask about them."""
    showing: tuple[str, ...]
    """The ids of the questions that only show them."""


def words(text: str) -> list[str]:
    """The words of a text, in lower case."""
    return [word.lower() for word in _WORD.findall(text)]


def sentences(text: str) -> list[str]:
    """The sentences of a text; a colon ends one."""
    return [each for each in _SENTENCE_END.split(text) if words(each)]


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
    parts = [each for each in re.split(r"[.!?]+[”\"’)]*(?:\s+|$)", text) if words(each)]
    every = words(text)
    if not every:
        return 0.0
    return 0.39 * len(every) / len(parts) + 11.8 * sum(map(syllables, every)) / len(every) - 15.59


def written(question: Question) -> list[str]:
    """The texts of a question that its author wrote, without references to citations."""
    pieces = [question.passage, question.stem, question.explanation, question.habit]
    if isinstance(question, Spot):
        pieces.append(question.text)
    else:
        pieces += [text for _, text in question.texts()]
    pieces += [why for _, why in question.texts("why")]
    for exhibit in question.exhibits:
        pieces += _made(exhibit)
    return [_REFERENCE.sub("", piece) for piece in pieces if piece]


def _made(exhibit: Exhibit) -> Iterator[str]:
    """The texts in an exhibit that its author wrote: titles of sources aren't."""
    quoted = {path for path, _ in exhibit.quotations()}
    for path, text in texts_in(exhibit):
        if path not in quoted and (exhibit.made_up or path[0] in exhibit.our_words):
            yield text


def repeats(bank: Bank) -> list[Repeat]:
    """The fragments that several questions quote, those that several ask about first.

    A question asks about what it cites, and about what has quotation marks in its stem, its passage
    or its answers; what is in an exhibit is shown. Headlines don't count, as they say which
    page it is. Fragments are the same if one has most of the other; the shortest stands for all.
    """
    headlines = [" ".join(words(source.headline)) for source in bank.sources.values()]
    fragments: dict[Fragment, bool] = {}
    for question in bank.questions:
        for quote, asked in _quotations(question):
            run = tuple(words(quote))
            if len(run) >= SHORTEST_QUOTE and not any(" ".join(run) in each for each in headlines):
                each = question.id, run
                fragments[each] = fragments.get(each, False) or asked
    groups: list[list[Fragment]] = []
    for each in fragments:
        alike = [group for group in groups if any(_same(each[1], run) for _, run in group)]
        groups = [group for group in groups if group not in alike]
        groups.append([*chain.from_iterable(alike), each])
    found = []
    for group in groups:
        asking = dict.fromkeys(each[0] for each in group if fragments[each])
        showing = dict.fromkeys(id for id, _ in group if id not in asking)
        if len(asking) + len(showing) > 1:
            _, shortest = min(group, key=lambda each: len(each[1]))
            found.append(Repeat(" ".join(shortest), tuple(asking), tuple(showing)))
    return sorted(found, key=lambda each: len(each.asking), reverse=True)


def _same(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether one of two fragments has most of the other in one run."""
    enough = ALIKE * min(len(one), len(other))
    if len(set(one) & set(other)) < ALIKE * min(len(set(one)), len(set(other))):
        return False
    return SequenceMatcher(None, one, other, autojunk=False).find_longest_match().size >= enough


def _quotations(question: Question) -> Iterator[tuple[str, bool]]:
    """What a question quotes, and whether it asks about it."""
    yield from ((each.quote, True) for each in question.cites)
    for _, text in [*question.asked(), *question.texts()]:
        yield from ((quote, True) for quote in _QUOTED.findall(text))
    for exhibit in question.exhibits:
        yield from ((each.quote, False) for _, each in exhibit.quotations())
