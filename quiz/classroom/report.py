"""The report on a class in lines of text."""

from collections.abc import Iterator

from quiz.classroom.question import QuestionResult
from quiz.classroom.question_words import (
    facility,
    pulled,
    right_answer,
    tells,
    tempting,
    title,
    why_broken,
)
from quiz.classroom.sentences import (
    DISCUSSED,
    LEGEND,
    MOST_NAMED,
    NOTHING_TO_DISCUSS,
    Report,
    advice_on_sureness,
    by_chance,
    files_to_look_at,
    handed_in,
    how_reliable,
    how_sure,
    in_short,
    leaning,
    needs,
    next_lesson,
    page_title,
    practise_next,
    reader_line,
    remarked,
    reworded,
    skills,
    told,
    untold,
    went_wrong,
    who,
)
from quiz.text import one_line, wrapped

LINE = 80
"""The most columns of a line."""


def text_lines(report: Report) -> Iterator[str]:
    """The report in lines."""
    for line in _lines(report):
        room = LINE - (len(line) - len(line.lstrip()))
        indent = " " * (LINE - room)
        yield from (f"{indent}{each}".rstrip() for each in wrapped([line.lstrip()], room))


def _lines(report: Report) -> Iterator[str]:
    results = report.results
    yield from (page_title(results), "", in_short(results), how_reliable(results))
    if wrong := [*files_to_look_at(report)]:
        yield from ("", "Files to look at", *(f"  {line}" for line in wrong), "")
    if todo := next_lesson(report):
        yield todo
    if report.changes is not None:
        yield from ("", "Judged again", *(f"  {line}" for line in remarked(report)))
    if not results.answers:
        yield from ("", "Handed in", *(f"  {line}" for line in handed_in(report)))
        return
    yield from ("", "Discuss first", *(f"  {DISCUSSED}" for _ in results.discuss[:1]))
    for place, each in enumerate(results.discuss, 1):
        yield from (f"  {place}. {title(each)}", f"     {went_wrong(each, results)}")
        if why := tempting(each):
            yield f"     {one_line(why)}"
        if right := right_answer(each):
            yield f"     Right: {one_line(right)}"
    if not results.discuss:
        yield f"  {NOTHING_TO_DISCUSS}"
    yield from ("", "The questions", f"  {LEGEND}")
    chance = by_chance(results)
    for place, each in enumerate(told(results), 1):
        yield from (f"  {place}. {title(each)}", f"     {', '.join(_figures(each))}")
        if pulls := " and ".join(pulled(each)):
            yield f"     Pulled by {pulls}"
        for reason in why_broken(each):
            yield f"     This question may be broken: {reason}."
        if each.may_be_broken and chance:
            yield f"     {chance}"
            chance = ""  # once, where the first one is
    if not any(each.is_told_apart for each in results.questions):
        yield "  How well each tells strong readers from weak ones: too few to say."
    yield from (f"  {line}" for line in (untold(results), reworded(results)) if line)
    yield from ("", "How sure, and how often right")
    yield from (f"  {how_sure(each)}" for each in results.sureness)
    yield from (f"  {line}" for line in (advice_on_sureness(results), *leaning(results)) if line)
    yield from ("", "Skills, the weakest first", *(f"  {line}" for line in skills(results)))
    if advice := practise_next(results):
        yield f"  {advice}"
    yield from ("", "Talk to")
    for need, meaning, readers in needs(results):
        if readers:
            yield f"  {need} ({meaning})"
            yield from (f"    {reader_line(each, need, report)}" for each in readers[:MOST_NAMED])
            if len(readers) > MOST_NAMED:
                yield f"    and {len(readers) - MOST_NAMED} more"
    if words := who(report):
        yield f"  {words}"
    yield from ("", "Handed in", *(f"  {line}" for line in handed_in(report)))


def _figures(each: QuestionResult) -> Iterator[str]:
    yield f"right {facility(each)}"
    if each.is_told_apart:
        yield f"tells strong from weak {tells(each)}"
    if each.sure_and_wrong:
        yield f"sure and wrong {each.sure_and_wrong}"
    if each.left_out:
        yield f"left out {each.left_out}"
