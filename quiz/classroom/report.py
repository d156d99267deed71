"""The report on a class in lines of text."""

from collections.abc import Iterator

from quiz.bank.kinds import RIGHT
from quiz.classroom.discussion_words import (
    WHY,
    WHY_BROKEN,
    besides,
    lesson,
    missed_by,
    to_pick,
    went_wrong,
)
from quiz.classroom.next_steps import Step, next_steps
from quiz.classroom.question import QuestionResult
from quiz.classroom.question_words import (
    broken_in_words,
    facility,
    pulled,
    right_answer,
    tells,
    tempting,
    title,
)
from quiz.classroom.reader_words import files_to_look_at, handed_in, who_handed_in
from quiz.classroom.reported import Report
from quiz.classroom.results import Results
from quiz.classroom.sentences import (
    CHECK,
    NOTHING_TO_DISCUSS,
    about_figures,
    all_in_short,
    how_reliable,
    of_whom,
    page_title,
    practise_next,
    remarked,
    reworded,
    skills,
    told,
    untold,
)
from quiz.classroom.sureness_words import advice_on_sureness, how_sure, leaning
from quiz.classroom.talk_words import is_anybody_in_need, others_in_need, talk_lines, who
from quiz.text import one_line, wrapped

LINE = 80
"""The most columns of a line."""


class Whole(str):
    """A line that isn't wrapped, as it is to be copied."""

    __slots__ = ()


def text_lines(report: Report) -> Iterator[str]:
    """The report in lines."""
    for line in _lines(report):
        if isinstance(line, Whole):
            yield line
            continue
        room = LINE - (len(line) - len(line.lstrip()))
        indent = " " * (LINE - room)
        yield from (f"{indent}{each}".rstrip() for each in wrapped([line.lstrip()], room))


def _lines(report: Report) -> Iterator[str]:
    results = report.results
    yield from filter(None, (page_title(results), of_whom(report)))
    yield from ("", all_in_short(report))
    if todo := [*next_steps(report)]:
        yield from ("", "What to do next")
    for place, step in enumerate(todo, 1):
        yield from _step(place, step)
    if wrong := [*files_to_look_at(report)]:
        yield from ("", "Files to look at", *(f"  {line}" for line in wrong))
    if results.answers or is_anybody_in_need(results):
        yield from _talk_to(report)
    if report.changes is not None:
        yield from ("", "Judged again", *(f"  {line}" for line in remarked(report)))
    if not results.answers:
        yield from _handed_in(report)
        return
    yield from ("", "Discuss first")
    for place, each in enumerate(results.discuss, 1):
        yield from _discussed(each, results, place)
    if not results.discuss:
        yield f"  {NOTHING_TO_DISCUSS}"
    if results.check_first:
        yield from ("", CHECK)
    for each in results.check_first:
        yield from (f"  {line}" for line in broken_in_words(each))
        yield from _discussed(each, results)
    yield from ("", "The questions, fewest right first")
    for place, each in enumerate(told(results), 1):
        name = f"  {place}. {title(each)} ({each.id})"
        yield from (name, f"     {', '.join(_figures(each))}")
        if pulls := " and ".join(pulled(each)):
            yield f"     Pulled by {pulls}"
        yield from (f"     {line}" for line in broken_in_words(each))
    if not any(each.is_told_apart for each in results.questions):
        yield "  How well each tells strong readers from weak ones: too few to say."
    yield from (f"  {line}" for line in (untold(results), reworded(results)) if line)
    yield from ("", "How sure, and how often right")
    yield from (f"  {how_sure(each)}" for each in results.sureness)
    advice = map(advice_on_sureness, results.sureness)
    yield from (f"  {line}" for line in (*advice, *leaning(results)) if line)
    yield from ("", "Skills, the weakest first", *(f"  {line}" for line in skills(results)))
    if practise := practise_next(results):
        yield f"  {practise}"
    yield from _handed_in(report)
    yield from ("", "About the figures", *(f"  {line}" for line in about_figures(results)))
    yield from ("", *_more(report))


def _handed_in(report: Report) -> Iterator[str]:
    yield from ("", "Handed in")
    yield from (f"  {line}" for line in (*handed_in(report), *who_handed_in(report)))


def _step(place: int, step: Step) -> Iterator[str]:
    indent = " " * (len(str(place)) + 4)
    yield f"  {place}. {step.what}"
    if step.say:
        yield f"{indent}{step.say}"
    if step.command:
        yield from (f"{indent}{step.how}:", Whole(f"{indent}  {step.command}"))


def _talk_to(report: Report) -> Iterator[str]:
    yield from ("", "Talk to", f"  {how_reliable(report.results)}")
    for reader in report.results.talk_first:
        about, *lines = talk_lines(reader, report)
        yield from (f"  {about}", *(f"     {line}" for line in lines))
    yield from (f"  {line}" for line in others_in_need(report))
    if words := who(report):
        yield f"  {words}"


def _discussed(each: QuestionResult, results: Results, place: int | None = None) -> Iterator[str]:
    """A question to discuss, with how many picked what; its exhibits are on the page of HTML."""
    number = f"{place}. " if place else ""
    yield f"  {number}{title(each)} ({each.id})"
    if each.question:
        yield f"     {one_line(each.question.stem)}"
    if wrong := " ".join(went_wrong(each, results)):
        yield f"     {wrong}"
    if why := tempting(each):
        yield f"     {one_line(why)}"
    if also := besides(each, results):
        yield f"     {also}"
    if pick := to_pick(each.question):
        yield f"     {pick}"
    some = results.chosen.get(each.digest, ())
    for one in some:
        sign = RIGHT if one.right else "-"
        yield f"       {one.n:>3} {sign} {one_line(one.text)}{missed_by(one, each)}"
    if not some and (right := right_answer(each)):
        yield f"     Right: {one_line(right)}"
    about = lesson(each, results.habits)
    if about and not each.may_be_broken:
        yield f"     Ask the class: {about.ask}"
    if about:
        yield from [f"     {WHY_BROKEN if each.may_be_broken else WHY}:"] * bool(about.why)
        yield from (f"       {' '.join(text.split())}" for text in about.why)
        if not each.may_be_broken:
            yield f"     Remember: {' '.join(about.remember.split())}"


def _more(report: Report) -> Iterator[str]:
    """What else the command can do, where this report leaves it out."""
    if not report.names:
        yield "--names says who the readers are."
    if untold(report.results):
        yield "--to csv has all questions."
    if reworded(report.results):
        yield "--remark takes answers to another wording as answers to the present one."


def _figures(each: QuestionResult) -> Iterator[str]:
    yield f"right {facility(each)}"
    if each.is_told_apart:
        yield f"tells strong from weak {tells(each)}"
    if each.sure_and_wrong:
        yield f"sure and wrong {each.sure_and_wrong}"
    if each.left_out:
        yield f"left out {each.left_out}"
