"""Answers, citations, sources and claims in lines of words."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from textwrap import indent

from quiz.bank.articles import paragraph_of
from quiz.bank.fields import Citation
from quiz.bank.model import Bank, Claim, Skill
from quiz.bank.source import Source
from quiz.plain.kinds import feedback_lines
from quiz.play.explain import (
    APPEARED,
    CHECK_IT,
    LEAVES_OUT,
    SAYS,
    TAKE_AWAY,
    Explained,
    origin_notes,
    partly,
    place_for_ears,
)
from quiz.play.mark import Certainty, points
from quiz.play.round import Slot
from quiz.play.stakes import best_for_ears, points_in_words, spoken
from quiz.text import as_sentence, capitalised, date_in_words, trimmed
from quiz.words import say


def verdict(slot: Slot) -> str:
    """A sentence on whether the answer was right, how sure the reader was, and its marks."""
    if slot.answer is None:
        return say("Left out.")
    word = say("Right.") if slot.right else say("Wrong.")
    if count := partly(slot):
        word = f"{say('Partly right')}, {count}."
    said = say(
        "You said “{certainty}”: {marks}.",
        certainty=slot.answer.certainty.word,
        marks=points_in_words(slot.points),
    )
    return f"{word} {said}"


def answer_lines(slot: Slot, explained: Explained) -> Iterator[str]:
    """What matters most: the answer and why it tempts, what is right and why, the take-away."""
    first = explained.others if _rows_come_first(slot, explained) else explained.first
    yield from feedback_lines(slot.question, slot.arrangement, first)
    if explained.why:
        yield from ("", trimmed(explained.why))
    yield from ("", f"{say(TAKE_AWAY)} {explained.take_away}")


def more_lines(
    bank: Bank, slot: Slot, explained: Explained, articles: Path | None = None
) -> Iterator[str]:
    """The rest of an explained answer: the explanation, the other options, the sources."""
    if explained.more:
        yield from ("", trimmed(explained.more))
    if explained.others and not _rows_come_first(slot, explained):
        yield from ("", f"{explained.others_title}:")
        yield from feedback_lines(slot.question, slot.arrangement, explained.others)
    if cites := slot.question.cites:
        yield from ("", f"{say(CHECK_IT)}:")
        yield from citation_lines(cites, bank.sources, articles)


def _rows_come_first(slot: Slot, explained: Explained) -> bool:
    """Whether the rows, all right, are said with their reasons at once, as all is said anyway."""
    return slot.question.row_by_row and bool(slot.right) and not explained.brief


def lesson_lines(skill: Skill) -> Iterator[str]:
    """The lesson on a skill, under its name."""
    yield from ("", as_sentence(skill.name), "", trimmed(skill.lesson), "")


def citation_lines(
    cites: Sequence[Citation], sources: Mapping[str, Source], articles: Path | None = None
) -> Iterator[str]:
    """Citations in the order of their numbers: the words quoted, then who wrote them and where.

    With the reader's own copies of the articles, the paragraph that is quoted follows.
    """
    earlier: set[str] = set()
    for number, citation in enumerate(cites, start=1):
        id = citation.source
        source = sources[id]
        yield _reference(number, citation)
        if articles and (paragraph := paragraph_of(articles, citation)):
            yield indent(paragraph, "    ")
        if id in earlier:
            yield f"    {say('Also from {source}', source=source.name)}"
            continue
        earlier.add(id)
        yield f"    {as_sentence(source.name)} {capitalised(origin(source))}".rstrip()
        if source.url:
            yield f"    {source.url}"
        yield from (f"    {note}" for note in origin_notes(source))
        if source.role == "outside" and source.silent:
            yield indent(source.silent, "    ")


def source_lines(source: Source) -> Iterator[str]:
    """Who is behind a source, and what its page says and leaves out."""
    yield from (source.name, f"  {origin(source)}")
    outside = source.role == "outside"
    if source.url:
        yield f"  {source.url}"
    yield from (f"  {note}" for note in origin_notes(source))
    if source.tells:
        label = say("What it reports:") if outside else say(SAYS)
        yield indent(f"{label} {source.tells}", "  ")
    if source.silent:
        yield indent(source.silent if outside else f"{say(LEAVES_OUT)} {source.silent}", "  ")


def claim_lines(claim: Claim, sources: Mapping[str, Source]) -> Iterator[str]:
    """Who claimed or denied what about an event, how it stood, and who disputes it."""
    yield indent(as_sentence(capitalised(claim.what)), "  ")
    as_of = say("As of {date}:", date=date_in_words(claim.as_of))
    yield indent(f"{as_of} {claim.how_it_stood}", "  ")
    yield f"  {say('Disputed by:')} {claim.disputed_by}"
    yield indent(f"{say('The evidence:')} {claim.evidence}", "  ")
    yield f"  {say('When:')} {claim.when}"
    yield f"  {say(APPEARED)} {claim.through}"
    yield f"  {say(CHECK_IT)}:"
    yield from (f"  {line}" for line in citation_lines(claim.cites, sources))


def claim_line(claim: Claim) -> str:
    """A claim in one line: how it stood, and who claims or denies what."""
    standing = f"{say(claim.standing)}; " if claim.standing else ""
    return f"{standing}{claim.what}"


def origin(source: Source) -> str:
    """The genre of a source, who wrote and published it, and when."""
    known = filter(None, (source.author, source.publisher))
    by = ", ".join(each for each in known if each != source.name)
    return "; ".join(filter(None, (source.genre, by, date_in_words(source.published))))


def scale_lines() -> Iterator[str]:
    """What each certainty earns, and for which chances of being right it is best."""
    for certainty in Certainty:
        right = points_in_words(points(1, certainty))
        wrong = spoken(points(0, certainty))
        earns = say(
            "{right} if right, {wrong} if wrong; best when you are {best} sure.",
            right=right,
            wrong=wrong,
            best=best_for_ears(certainty),
        )
        yield f"{int(certainty)}, {certainty.word}: {earns}"


def stakes_line() -> str:
    """What each certainty earns for a right and for a wrong answer, in one line."""
    stakes = (
        say(
            "{n} ({certainty}) earns {right} or {wrong}",
            n=int(each),
            certainty=each.word,
            right=spoken(points(1, each)),
            wrong=spoken(points(0, each)),
        )
        for each in Certainty
    )
    return say("If you're right or wrong, {stakes}.", stakes=", ".join(stakes))


def _reference(number: int, citation: Citation) -> str:
    """A citation with its number: where the words are in the source, and the words."""
    quote = say("“{text}”", text=citation.quote) if citation.quote else ""
    what = " ".join(filter(None, (quote, citation.says)))
    where = capitalised(place_for_ears(citation.at))
    return f"[{number}] " + ": ".join(filter(None, (where, what)))
