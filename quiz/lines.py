"""What there is to tell, in lines of words: for who listens, and for a terminal without screens."""

from collections.abc import Iterable, Iterator, Mapping
from string import ascii_lowercase
from textwrap import wrap

from quiz.bank.model import (
    Bank,
    Choice,
    Citation,
    Claim,
    Multi,
    Order,
    Question,
    Short,
    Sort,
    Source,
    Spot,
)
from quiz.play.explain import OTHER, RIGHT, WRONG, Told, told
from quiz.play.mark import BEST_WITHIN, Arrangement, Certainty, points
from quiz.play.pick import ROUND
from quiz.play.round import Slot
from quiz.record.profile import FEW, Profile, Standing, coming_back, in_short

LETTERS = ascii_lowercase
"""What options, rows and steps are called, in the order in which they are shown."""

# Signs such as ✓ and − are passed over or read oddly by a screen reader: here words stand for them.
WORDS = {RIGHT: "Right", WRONG: "Wrong", OTHER: "Not right"}
SEVERAL = {**WORDS, OTHER: "Rightly left out"}
"""Where several may be right."""


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
            yield from ("", "The labels:")
            yield from (f"{place}: {label}" for place, label in enumerate(labels, start=1))
        case Order(steps=steps, ends=(first, last)):
            yield from _lettered(steps[number].text for number in arrangement)
            yield from ("", f"From {first} to {last}.")
        case Spot(parts=parts):
            yield from (" ".join(part.text for part in parts), "", "You can pick:")
            picks = [part.text for part in parts if part.why]
            yield from (f"{place}) {text}" for place, text in enumerate(picks, start=1))
        case Short():
            pass  # the prompt says it


def marks(number: int) -> str:
    """A number of marks in words."""
    sign = "minus " if number < 0 else ""
    return f"{sign}{abs(number)} mark{'' if abs(number) == 1 else 's'}"


def verdict(slot: Slot) -> str:
    """Whether the answer was right, how sure the reader was, and what that earned."""
    assert slot.answer is not None  # noqa: S101 - asked for answered slots alone
    word = "Right" if slot.right else "Partly right" if slot.share else "Wrong"
    return f"{word}; you said {slot.answer.certainty.word}: {marks(slot.points)}."


def answer_lines(things: Iterable[Told], question: Question, habit: str) -> Iterator[str]:
    """Why each option is right or tempts, the explanation, and a line to take away."""
    called = SEVERAL if isinstance(question, Multi | Spot) else WORDS
    for each in things:
        word = called[each.sign]
        match each.note:
            case "" | "right":
                yield f"{word}: {each.text}"
            case "your answer":
                yield f"{word}, your answer: {each.text}"
            case "missed":
                yield f"Missed: {each.text}"
            case note:
                yield f"{word}: {each.text} ({note})"
        if each.why:
            yield f"  {each.why}"
    yield from ("", question.explanation.strip())
    if question.as_of:
        yield f"As of {question.as_of}."
    yield from ("", f"Take away: {question.habit or habit}")


def card_lines(number: int, citation: Citation, source: Source) -> Iterator[str]:
    """Where a statement can be checked: the words, and who wrote them where and when."""
    words = (f"“{citation.quote}”" if citation.quote else "", citation.says)
    where = citation.at.replace("¶", "paragraph ")
    yield f"[{number}] {' '.join(filter(None, words))}".rstrip()
    yield f"    {', '.join(filter(None, (source.name, where)))}"
    yield f"    {origin(source)}"
    if source.url:
        yield f"    {source.url}"


def source_lines(source: Source, *, findings: bool = True) -> Iterator[str]:
    """Who is behind a source, and what its page tells and leaves out.

    What outside reporting tells may answer a question, so it is told without the findings first.
    """
    yield from (source.name, f"  {origin(source)}")
    if source.role == "outside" and not findings:
        return
    if source.tells:
        yield f"  It tells: {source.tells}"
    if source.silent:
        yield f"  It leaves out: {source.silent}"


def claim_lines(claim: Claim, sources: Mapping[str, Source]) -> Iterator[str]:
    """Who claimed or denied what, who disputes it, and how it stood."""
    yield f"{claim.event} ({claim.when})"
    yield f"  {claim.kind.capitalize()} by {claim.by}, through {claim.through}."
    yield f"  Disputed by: {claim.disputed_by}"
    yield f"  With: {claim.evidence}"
    yield f"  As of {claim.as_of}: {claim.stood}"
    yield f"  Check it: {'; '.join(sources[cite.source].name for cite in claim.cites)}"


def origin(source: Source) -> str:
    """What kind of piece a source is, who wrote and who ran it, and when."""
    by = ", ".join(filter(None, (source.author, source.publisher))) or "author not known"
    return f"{source.genre}; {by}; {source.published or 'no date'}"


def preview_lines(bank: Bank, slot: Slot) -> Iterator[str]:
    """A whole question that is answered, as a reader sees it, with its citations."""
    question, skill = slot.question, bank.skills[slot.question.skill]
    yield from (f"{skill.group} · {skill.name}", "")
    yield from question_lines(question, slot.arrangement)
    yield from ("", *answer_lines(told(slot), question, skill.habit))
    for number, citation in enumerate(question.cites, start=1):
        yield from ("", *card_lines(number, citation, bank.sources[citation.source]))


def figure_lines(found: Profile) -> Iterator[str]:
    """What answers say of their reader, in words alone."""
    if not found.answers:
        yield "No answers yet. After the first round, this tells how it went."
        return
    yield from ("In short", f"  {in_short(found)}", "")
    yield from ("What to practise next", f"  {found.why}.", "")
    if found.sure_and_wrong:
        yield "Sure and wrong: look here first"
        yield from (f"  {missed.stem}" for missed in found.sure_and_wrong[:ROUND])
        yield ""
    yield "How sure, and how often right"
    for each in found.sureness:
        if each.n:
            low, high = (round(100 * chance) for chance in each.best)
            count = f"{each.certainty.word}: {each.right} of {each.n} right"
            fits = f"; {each.words}" if each.n >= FEW else ""
            yield f"  {count}. Best when {low} to {high} % are{fits}."
    yield from ("", "Where you stand")
    for group in found.groups:
        if group.standing.n:
            yield f"  {group.name} {_stands(group.standing)}."
            tried = (skill for skill in group.skills if skill.standing.n)
            yield from (f"    {skill.name}: {_stands(skill.standing)}." for skill in tried)
    yield f"  Under {FEW} answers, that is too few to say more."
    looked = f"You looked at who is behind the piece before {found.looked} of {found.answers}"
    yield from ("", "Trust and doubt", f"  {found.leaning.words}", "")
    yield from ("The sources", f"  {looked} answers.")
    if found.rounds:
        yield from ("", "Rounds")
        for past in found.rounds:
            count = f"{past.right} of {past.answered} right, {marks(past.points)}"
            if not past.answered:
                count = "nothing answered"
            elif past.exam and not past.over:
                count = f"{past.answered} of {past.asked} answered"
            yield f"  {past.began:%Y-%m-%d}: {count}{'' if past.over else ', not finished'}."
    if coming := coming_back(found):
        yield from ("", "Coming back", f"  {coming}")


def scale_lines() -> Iterator[str]:
    """What each certainty earns, and when it is best."""
    for certainty in Certainty:
        right = marks(points(right=True, certainty=certainty))
        wrong = marks(points(right=False, certainty=certainty))
        low, high = (round(100 * chance) for chance in BEST_WITHIN[certainty])
        name = f"{int(certainty)}, {certainty.word}"
        yield f"{name}: right {right}, wrong {wrong}; best from {low} to {high} % sure."


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


def _stands(standing: Standing) -> str:
    few = 0 < standing.n < FEW
    return f"{standing.right} of {standing.n} right" if few else standing.words


def _lettered(texts: Iterable[str]) -> Iterator[str]:
    return (f"{letter}) {text}" for letter, text in zip(LETTERS, texts, strict=False))
