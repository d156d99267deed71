"""What there is to tell, in lines of words: for who listens, and for a terminal without screens."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from textwrap import indent

from quiz.bank.fields import Citation
from quiz.bank.model import Bank, Claim, Source
from quiz.plain.kinds import feedback_names, key_line, question_lines, sign_words
from quiz.play.explain import feedback
from quiz.play.mark import BEST_WITHIN, Certainty, points
from quiz.play.pick import ROUND
from quiz.play.round import Slot
from quiz.record.profile import FEW, PAYS, Profile, Standing, coming_back, in_short, looked
from quiz.record.review import day
from quiz.text import counted, trimmed


def ended(text: str) -> str:
    """A text as a sentence: with a full stop, unless it ends as one does."""
    return text if text.rstrip("”’)")[-1:] in (*".!?…",) else f"{text}."


def marks(number: int) -> str:
    """A number of marks in words."""
    sign = "minus " if number < 0 else ""
    return f"{sign}{counted(abs(number), 'mark')}"


def verdict(slot: Slot) -> str:
    """Whether the answer was right, how sure the reader was, and what that earned."""
    assert slot.answer is not None  # noqa: S101 - asked for answered slots alone
    word = "Right" if slot.right else "Partly right" if slot.share else "Wrong"
    return f"{word}; you said {slot.answer.certainty.word}: {marks(slot.points)}."


def answer_lines(slot: Slot, habit: str) -> Iterator[str]:
    """What is right, why each option is or tempts, the explanation, and a line to take away."""
    question = slot.question
    if not slot.right and (right := key_line(question, slot.arrangement)):
        yield from (ended(right), "")
    words = sign_words(question)
    names = iter(feedback_names(question, slot.arrangement))
    for each in feedback(slot):
        name, word = next(names, ""), words[each.sign]
        match each.note:
            case "" | "right":
                yield f"{word}: {name}{each.text}"
            case "missed":
                yield f"Missed: {name}{each.text}"
            case note if note.startswith("your answer"):
                yield f"{word}, {note}: {name}{each.text}"
            case note:
                yield f"{word}: {name}{each.text} ({note})"
        if each.why:
            yield indent(each.why, "  ")
    yield from ("", trimmed(question.explanation))
    if question.as_of:
        yield f"That is how it stood as of {question.as_of}."
    yield from ("", f"Take away: {question.habit or habit}")


def citation_lines(
    cites: Sequence[Citation],
    sources: Mapping[str, Source],
    own: Callable[[Citation], str] = lambda _: "",
) -> Iterator[str]:
    """Where statements can be checked: for each source its words, then who wrote them and where.

    `own` gives the paragraph of a citation where the reader has a copy of the article.
    """
    for id in dict.fromkeys(citation.source for citation in cites):
        for number, citation in enumerate(cites, start=1):
            if citation.source == id:
                yield _reference(number, citation)
                if paragraph := own(citation):
                    yield indent(paragraph, "    ")
        source = sources[id]
        yield f"    {source.name}; {origin(source)}"
        yield f"    {_address(source)}"
        if source.role == "outside" and source.silent:
            yield indent(source.silent, "    ")


def source_lines(source: Source, *, findings: bool = True) -> Iterator[str]:
    """Who is behind a source, and what its page tells and leaves out.

    What outside reporting tells may answer a question, so it is told without the findings first.
    """
    yield from (
        source.name,
        f"  {origin(source)}",
        f"  {source.url or 'Its address is not known.'}",
    )
    outside = source.role == "outside"
    if source.tells and (findings or not outside):
        yield indent(f"It tells: {source.tells}", "  ")
    if source.silent:
        yield indent(source.silent if outside else f"It leaves out: {source.silent}", "  ")


def claim_lines(claim: Claim, sources: Mapping[str, Source]) -> Iterator[str]:
    """Who claimed or denied what, who disputes it, and how it stood."""
    yield f"{claim.event} ({claim.when})"
    yield f"  {claim.kind.capitalize()} by {claim.by}, through {claim.through}."
    yield f"  Disputed by: {claim.disputed_by}"
    yield indent(f"Their evidence: {claim.evidence}", "  ")
    yield indent(f"As of {claim.as_of}: {claim.stood}", "  ")
    yield "  Where to check it:"
    yield from (f"  {line}" for line in citation_lines(claim.cites, sources))


def origin(source: Source) -> str:
    """What kind of piece a source is, who wrote and who ran it, and when."""
    known = filter(None, (source.author, source.publisher))
    by = ", ".join(each for each in known if each != source.name)
    if not by and not source.publisher:
        by = "author not known"
    return "; ".join(filter(None, (source.genre, by, source.published or "no date")))


def preview_lines(bank: Bank, slot: Slot) -> Iterator[str]:
    """A whole question that is answered, as a reader sees it, with its citations."""
    question, skill = slot.question, bank.skills[slot.question.skill]
    yield from (f"{skill.group} · {skill.name}", "")
    yield from question_lines(question, slot.arrangement)
    yield from ("", *answer_lines(slot, skill.habit))
    yield from ("", *citation_lines(question.cites, bank.sources))


def figure_lines(found: Profile) -> Iterator[str]:
    """What answers say of their reader, in words alone."""
    if not found.answers:
        yield "No answers yet. After the first round, this tells how it went."
        return
    yield from ("In short", f"  {in_short(found)}")
    if found.came_back:
        yield f"  {found.came_back}"
    yield ""
    if found.why:
        yield from ("What to practise next", f"  {found.why}.", "")
    if found.sure_and_wrong:
        yield "Sure and wrong: look here first"
        for missed in found.sure_and_wrong[:ROUND]:
            yield indent(missed.stem, "  ")
            if missed.right:
                yield f"    {ended(f'Right: {missed.right}')}"
        yield ""
    yield "How sure, and how often right"
    for each in found.sureness:
        if each.n:
            low, high = (round(100 * chance) for chance in each.best)
            count = f"{each.certainty.word}: {each.right} of {each.n} right"
            yield f"  {count}. Best when {low} to {high} % are. {each.words}"
    yield from ("", "Where you stand")
    for group in found.groups:
        if group.standing.n:
            yield f"  {group.name} {_stands(group.standing)}."
            tried = (skill for skill in group.skills if skill.standing.n)
            yield from (f"    {skill.name}: {_stands(skill.standing)}." for skill in tried)
    yield from (f"  {line}" for line in _notes(found))
    yield from ("", "Trust and doubt", f"  {found.leaning.words}", "")
    yield from ("The sources", f"  {looked(found)}")
    if found.rounds:
        yield from ("", "Rounds")
        for past in found.rounds:
            count = f"{past.answered} of {past.asked} answered"
            if not past.answered:
                count = "nothing answered"
            elif past.points is not None:
                count = f"{past.right} of {past.answered} right, {marks(past.points)}"
            yield f"  {day(past.began)}: {count}{'' if past.over else ', not finished'}."
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


def _address(source: Source) -> str:
    return source.url or "Its address is not known."


def _stands(found: Standing) -> str:
    words = f"{found.right} of {found.n} right"
    if found.n >= FEW:
        words += f", likely {round(100 * found.low)} to {round(100 * found.high)} %"
    return words + (f", {found.verdict}" if found.verdict else "")


def _notes(found: Profile) -> Iterator[str]:
    """What the words of the standings mean, where they are used."""
    standings = [group.standing for group in found.groups]
    standings += [skill.standing for group in found.groups for skill in group.skills]
    if any(each.n >= FEW for each in standings):
        yield (
            "“Likely” says where your share of right answers would lie if you went on like this; "
            f"with fewer than {FEW} answers, nobody can say."
        )
    else:
        yield f"From {FEW} answers on, there is more to say."
    if any(each.verdict for each in standings):
        share = round(100 * PAYS)
        yield f"“Strong” means that all of this lies above {share} %, “weak” that it lies below."


def _reference(number: int, citation: Citation) -> str:
    """What an explanation refers to as [number]: the words, and where they stand."""
    words = (f"“{citation.quote}”" if citation.quote else "", citation.says)
    what = " ".join(filter(None, words))
    where = citation.at.replace("¶", "paragraph ")
    return f"[{number}] " + ", ".join(filter(None, (what, where)))
