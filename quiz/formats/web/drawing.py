"""What the page shows of a question as HTML: what it asks, its explanation, and its sources."""

import re
from collections.abc import Iterator

from quiz.bank.fields import REFERENCE, Citation
from quiz.bank.kinds import Question, Spot
from quiz.bank.model import Bank
from quiz.bank.source import Source
from quiz.drawn import asked, legend
from quiz.markup import escaped, paragraphs
from quiz.play.explain import CHECK_IT, origin_notes, place
from quiz.text import date_in_words
from quiz.words import say


def template(bank: Bank, number: int, question: Question) -> str:
    """A template with three pieces, which the script takes copies of."""
    pieces = (
        f'<div class="asked">{_asked(bank, question)}</div>',
        f'<div class="explanation">{_explanation(question)}</div>',
        f'<div class="sources">{_sources(bank, question)}</div>',
    )
    return f'<template id="drawn-{number}">{"".join(pieces)}</template>'


def _asked(bank: Bank, question: Question) -> str:
    """The passage, the stem and the exhibits; of a `spot`, each part to pick is a button."""
    parts = []
    for n, part in enumerate(question.parts if isinstance(question, Spot) else ()):
        text = escaped(part.text)
        # No button: browsers don't break that over lines.
        button = f'<span class="part" role="button" tabindex="0" data-part="{n}">{text}</span>'
        parts.append(button if part.why else text)
    pieces = [*asked(question, bank.sources, parts)]
    if isinstance(question, Spot) and not question.frame:
        pieces[-1] = f'<div class="parts">{pieces[-1]}</div>'
    whole = "\n".join(pieces)
    return f"{whole}{legend(whole)}"


def _explanation(question: Question) -> str:
    """The explanation, in which references lead to the sources below or beside it."""
    text = question.explanation
    if question.as_of:
        as_of = say("As of {date}.", date=date_in_words(question.as_of))
        text = f"{text.rstrip()}\n\n{as_of}"
    cited = range(1, len(question.cites) + 1)

    def reference(found: re.Match[str]) -> str:
        n = int(found[1])
        return f'<a class="reference" href="#source-{n}">[{n}]</a>' if n in cited else found[0]

    return REFERENCE.sub(reference, paragraphs(text))


def _sources(bank: Bank, question: Question) -> str:
    """Where to check it: a heading and a list; nothing if the question cites nothing."""
    if not question.cites:
        return ""
    items, told = [], set()
    for n, each in enumerate(question.cites, start=1):
        source = bank.sources[each.source]
        lines = [*_citation(n, each, source)]
        if each.source not in told:
            lines += _known(source)
        told.add(each.source)
        items.append(f'<li id="source-{n}">{"".join(lines)}</li>')
    return f"<h3>{escaped(say(CHECK_IT))}</h3><ul>{''.join(items)}</ul>"


def _citation(number: int, citation: Citation, source: Source) -> Iterator[str]:
    """The words, and where they are."""
    quote = say("“{text}”", text=citation.quote) if citation.quote else ""
    said = escaped(" ".join(filter(None, (quote, citation.says))))
    yield f'<p><span class="n">[{number}]</span> {said}</p>'
    where = f"{escaped(place(citation.at))} · " if citation.at else ""
    yield f"<p>{where}<cite>{escaped(source.name)}</cite></p>"


def _known(source: Source) -> Iterator[str]:
    """Who wrote a source, when, and the address, which are said once."""
    by = (source.author, source.publisher)
    facts = (*(each for each in by if each != source.name), source.genre)
    known = [*facts, date_in_words(source.published)]
    yield f'<p class="known">{escaped(" · ".join(filter(None, known)))}</p>'
    if source.url:
        address = escaped(source.url)
        link = f'<a href="{address}" target="_blank" rel="noopener noreferrer">{address}</a>'
        yield f'<p class="address">{link}</p>'
    notes = [*origin_notes(source), *([source.silent] if source.role == "outside" else ())]
    for note in filter(None, notes):
        yield f'<p class="known">{escaped(note)}</p>'
