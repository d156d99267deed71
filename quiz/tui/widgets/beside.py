"""What is shown beside a question: its exhibits or who is behind it, later where to check it."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from msgspec.structs import astuple
from textual.content import Content
from textual.widgets import Static

from quiz.bank.kinds import Question
from quiz.bank.model import Bank
from quiz.bank.source import Source
from quiz.play.explain import CHECK_IT
from quiz.play.round import Round
from quiz.tui.widgets.card import Card
from quiz.tui.widgets.exhibits import drawn
from quiz.words import phrase, say

TITLE = phrase("Who is behind it")
ORIGIN = "source"
"""The skill whose questions ask about the origin itself: a card may hold the answer."""
WAITS = phrase("That's what this question is about; s shows it anyway.")

MORE = phrase("s shows more, such as what the page says about itself.")


def beside(round: Round, bank: Bank, articles: Path | None, *, wide: bool = True) -> list[Static]:
    """What is shown beside the question or the answer that a round is at; empty if nothing is.

    Where the screen isn't `wide`, the exhibits are above the question, and this is below it; where
    it is, they stay where they are after the answer. A reader who hasn't looked is shown no more
    than the names of the articles that the question is about, and not even those beside exhibits or
    where they may be the answer. Outside reporting, which often is, waits until they look.
    """
    slot, sources = round.slot, bank.sources
    exhibits = drawn(round, sources, articles) if wide else ()
    if round.shows_answer:
        return [*exhibits, *_titled(CHECK_IT, _citations(round, bank, articles))]
    shown = [sources[id] for id in slot.question.sources]
    if slot.looked:
        return [*exhibits, *_titled(TITLE, map(Card.of_source, shown))]
    if slot.question.exhibits:
        return [*exhibits]
    shown = [source for source in shown if source.role == "article"]
    if shown and (slot.question.skill == ORIGIN or _answers(slot.question, shown)):
        return _titled(TITLE, [Static(Content(say(WAITS)), classes="muted waits")])
    more = Static(Content(say(MORE)), classes="muted waits")
    return _titled(TITLE, [*map(Card.in_brief, shown), more] if shown else [])


def _answers(question: Question, sources: Iterable[Source]) -> bool:
    """Whether the cards of sources have all the longer words of a right answer."""
    known = (source.before_answer() for source in sources)
    told = _words(" ".join(str(value) for source in known for value in astuple(source)))
    rights = map(_words, question.right_words.split(" / "))
    return any(right and right <= told for right in rights)


def _words(text: str) -> set[str]:
    """The words of a text that have four letters or digits at least."""
    return set(re.findall(r"\w{4,}", text.casefold()))


def _citations(round: Round, bank: Bank, articles: Path | None) -> Iterator[Card]:
    """A card for each citation, in the order of their numbers."""
    earlier: set[str] = set()
    for number, each in enumerate(round.slot.question.cites, start=1):
        again = each.source in earlier
        earlier.add(each.source)
        yield Card.of_citation(number, each, bank.sources[each.source], articles, again=again)


def _titled(title: str, cards: Iterable[Static]) -> list[Static]:
    below = [*cards]
    return [Static(Content(say(title)), classes="title"), *below] if below else []
