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
    best_in_words,
    origin_notes,
    partly,
    points_in_words,
    spoken,
)
from quiz.play.mark import Certainty, points
from quiz.play.round import Slot
from quiz.text import as_sentence, date_in_words, trimmed


def verdict(slot: Slot) -> str:
    """A sentence on whether the answer was right, how sure the reader was, and its marks."""
    if slot.answer is None:
        return "Left out."
    word = "Right" if slot.right else "Wrong"
    if count := partly(slot):
        word = f"Partly right, {count}"
    return f"{word}. You said “{slot.answer.certainty.word}”: {points_in_words(slot.points)}."


def answer_lines(slot: Slot, explained: Explained) -> Iterator[str]:
    """What matters most: the answer and why it tempts, what is right and why, the take-away."""
    yield from feedback_lines(slot.question, slot.arrangement, explained.first)
    if explained.why:
        yield from ("", trimmed(explained.why))
    yield from ("", f"{TAKE_AWAY} {explained.take_away}")


def more_lines(
    bank: Bank, slot: Slot, explained: Explained, articles: Path | None = None
) -> Iterator[str]:
    """The rest of an explained answer: the explanation, the other options, the sources."""
    if explained.more:
        yield from ("", trimmed(explained.more))
    if explained.others:
        yield from ("", f"{explained.others_title}:")
        yield from feedback_lines(slot.question, slot.arrangement, explained.others)
    if cites := slot.question.cites:
        yield from ("", f"{CHECK_IT}:")
        yield from citation_lines(cites, bank.sources, articles)


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
            yield f"    Also from {source.name}"
            continue
        earlier.add(id)
        yield f"    {source.name}; {origin(source)}"
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
        label = "What it reports:" if outside else SAYS
        yield indent(f"{label} {source.tells}", "  ")
    if source.silent:
        yield indent(source.silent if outside else f"{LEAVES_OUT} {source.silent}", "  ")


def claim_lines(claim: Claim, sources: Mapping[str, Source]) -> Iterator[str]:
    """Who claimed or denied what about an event, how it stood, and who disputes it."""
    yield indent(as_sentence(claim.what[:1].upper() + claim.what[1:]), "  ")
    yield indent(f"As of {date_in_words(claim.as_of)}: {claim.how_it_stood}", "  ")
    yield f"  Disputed by: {claim.disputed_by}"
    yield indent(f"The evidence: {claim.evidence}", "  ")
    yield f"  When: {claim.when}"
    yield f"  {APPEARED} {claim.through}"
    yield "  Where to check it:"
    yield from (f"  {line}" for line in citation_lines(claim.cites, sources))


def claim_line(claim: Claim) -> str:
    """A claim in one line: how it stood, and who claims or denies what."""
    standing = f"{claim.standing}; " if claim.standing else ""
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
        best = best_in_words(certainty).replace("–", " to ")
        name = f"{int(certainty)}, {certainty.word}"
        yield f"{name}: {right} if right, {wrong} if wrong; best when you are {best} sure."


def stakes_line() -> str:
    """What each certainty earns for a right and for a wrong answer, in one line."""
    stakes = (
        f"{int(each)} {each.word}, {spoken(points(1, each))} or {spoken(points(0, each))}"
        for each in Certainty
    )
    return f"Marks if right or wrong: {'; '.join(stakes)}."


def _reference(number: int, citation: Citation) -> str:
    """A citation with its number: the words, and where they are in the source."""
    words = (f"“{citation.quote}”" if citation.quote else "", citation.says)
    what = " ".join(filter(None, words))
    where = citation.at.replace("¶", "paragraph ")
    return f"[{number}] " + ", ".join(filter(None, (what, where)))
