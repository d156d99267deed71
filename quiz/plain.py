"""A question as lines of plain text: what is asked, what was right, where it can be checked."""

from collections.abc import Iterable, Iterator
from string import ascii_lowercase
from textwrap import wrap

from quiz.bank.model import (
    Bank,
    Choice,
    Citation,
    Multi,
    Order,
    Question,
    Short,
    Sort,
    Source,
    Spot,
)
from quiz.play.explain import Told, told
from quiz.play.mark import Arrangement
from quiz.play.round import Slot

LETTERS = ascii_lowercase
"""What options, rows and steps are called, in the order in which they are shown."""


def question_lines(question: Question, arrangement: Arrangement) -> Iterator[str]:
    """What is asked and what there is to choose from, in the order of the arrangement."""
    if question.passage:
        yield from (question.passage.strip(), "")
    yield from (question.stem.strip(), "")
    match question:
        case Choice(options=options) | Multi(options=options):
            yield from _lettered(options[number].text for number in arrangement)
        case Sort(labels=labels, rows=rows):
            yield from _lettered(rows[number].text for number in arrangement)
            yield from ("", *(f"{place}: {label}" for place, label in enumerate(labels, start=1)))
        case Order(steps=steps, ends=(first, last)):
            yield from _lettered(steps[number].text for number in arrangement)
            yield from ("", f"From {first} to {last}.")
        case Spot(parts=parts):
            yield from (" ".join(part.text for part in parts), "")
            picks = [part.text for part in parts if part.why]
            yield from (f"{place}) {text}" for place, text in enumerate(picks, start=1))
        case Short():
            yield "Type a word or a number."


def answer_lines(things: Iterable[Told], question: Question, habit: str) -> Iterator[str]:
    """Why each option is right or tempts, the explanation, and a line to take away."""
    for each in things:
        note = f" ({each.note})" if each.note else ""
        yield f"{each.sign} {each.text}{note}"
        if each.why:
            yield f"  {each.why}"
    yield from ("", question.explanation.strip(), "", f"Take away: {question.habit or habit}")


def card_lines(number: int, citation: Citation, source: Source) -> Iterator[str]:
    """Where a statement can be checked: the words, and who wrote them where and when."""
    where = f", {citation.at}" if citation.at else ""
    yield f"[{number}] {f'“{citation.quote}”' if citation.quote else citation.says}"
    by = ", ".join(filter(None, (source.author, source.publisher))) or "author not known"
    yield f"    {source.name}{where}"
    yield f"    {source.genre}; {by}; {source.published or 'no date'}"
    if source.url:
        yield f"    {source.url}"


def preview_lines(bank: Bank, slot: Slot) -> Iterator[str]:
    """A whole question that is answered, as a reader sees it, with its citations."""
    question, skill = slot.question, bank.skills[slot.question.skill]
    yield from (f"{skill.group} · {skill.name}", "")
    yield from question_lines(question, slot.arrangement)
    yield from ("", *answer_lines(told(slot), question, skill.habit))
    for number, citation in enumerate(question.cites, start=1):
        yield from ("", *card_lines(number, citation, bank.sources[citation.source]))


def wrapped(lines: Iterable[str], width: int) -> Iterator[str]:
    """The lines broken at words, each piece indented as its line is."""
    for line in lines:
        text = line.lstrip()
        indent = line[: len(line) - len(text)]
        yield from (
            f"{indent}{piece}"
            for piece in wrap(
                text, width - len(indent), break_long_words=False, break_on_hyphens=False
            )
            or [""]
        )


def _lettered(texts: Iterable[str]) -> Iterator[str]:
    return (f"{letter}) {text}" for letter, text in zip(LETTERS, texts, strict=False))
