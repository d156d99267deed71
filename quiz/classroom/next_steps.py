"""What to do next with a class: what to say, to whom, and the command that helps."""

from collections.abc import Iterator

from msgspec import Struct

from quiz import NAME
from quiz.classroom.discussion_words import to_ask, went_wrong
from quiz.classroom.question import QuestionResult
from quiz.classroom.question_words import ended, named, quoted, why_broken
from quiz.classroom.reader_words import labels, missing, reader_label
from quiz.classroom.reported import Report
from quiz.classroom.sentences import practise_next
from quiz.classroom.sureness_words import not_as_it_should_be
from quiz.classroom.talk_words import whom_to_talk_to
from quiz.play.mark import Certainty
from quiz.text import counted, in_a_row, one_line, plural


class Step(Struct, frozen=True):
    """Something to do next."""

    what: str
    say: str = ""
    """What to say, to readers; empty if there is nothing to say."""
    how: str = ""
    """What the command is for, before a colon; empty if there is none."""
    command: str = ""
    """The command that helps, to be copied."""


def next_steps(report: Report) -> Iterator[Step]:
    """What to do next, the first thing in a lesson first; none if nothing stands out."""
    yield from _discuss(report)
    results = report.results
    if skill := results.practise:
        what, command = practise_next(results), f"{NAME} take --skill {skill.id}{report.bank}"
        yield Step(what, how="For each of them", command=command)
    yield from (Step(*each) for each in not_as_it_should_be(results))
    yield from (Step(each, _to_say(report)) for each in whom_to_talk_to(report))
    yield from _finish(report)
    for each in results.check_first:
        why = next(why_broken(each))
        yield Step(ended(f"At your desk, look at {named(each)}, which is below: {why}"))
    yield from _ask_again(report)
    yield from map(Step, missing(report))


def _discuss(report: Report) -> Iterator[Step]:
    """The question to begin with, and those to go on with."""
    if not (discuss := report.results.discuss):
        return
    first, *others = discuss
    did = next(went_wrong(first, report.results), "")
    say = f"Ask the class: {one_line(to_ask(first.question, first))}" if first.question else ""
    yield Step(
        f"Discuss {named(first)}{f': {did}' if did else '.'}",
        say,
        "To show it, without what is right",
        _sheet(report, [first], first.id),
    )
    if others:
        how = "To show all" if len(others) > 1 else "To show both"
        if report.again:
            slides = f"{report.again} --to slides -o lesson.html"
            how += ", with what is right behind a click"
        else:
            slides = _sheet(report, discuss, "lesson")
        yield Step(f"Then discuss {in_a_row(map(named, others))}.", "", how, slides)


def _sheet(report: Report, some: list[QuestionResult], name: str) -> str:
    """The command that puts questions on a page of this name, without what is right.

    Empty if the bank has none of them any more.
    """
    ids = ",".join(each.id for each in some if each.question)
    return f"{NAME} print --ids {ids} --large{report.bank} -o {name}.html" if ids else ""


def _to_say(report: Report) -> str:
    """What to ask the first of those to talk to; empty if there is nobody, or nothing to ask."""
    first = next((each for each in report.results.talk_first if each.misses), None)
    if first is None:
        return ""
    miss = first.misses[0]
    label = reader_label(first.reader, report)
    if not miss.said:
        return (
            f"Ask {label}: in “{miss.title}”, what made you pass over {quoted(miss.lacks, None)}?"
        )
    why = "made you sure of" if miss.certainty is Certainty.SURE else "spoke for"
    return f"Ask {label}: in “{miss.title}”, what {why} {quoted(miss.said, None)}?"


def _finish(report: Report) -> Iterator[Step]:
    """Who left a round that they can go on with."""
    early = [each for each in report.results.readers if each.left_early]
    if not early:
        return
    least, most = (pick(each.to_go for each in early) for pick in (min, max))
    to_go = f"{least} to {most} questions" if least < most else counted(most, "question")
    what = f"Let {labels(early, report)} finish: {to_go} to go."
    yield Step(what, how="It goes on where they left", command=f"{NAME}{report.bank}")


def _ask_again(report: Report) -> Iterator[Step]:
    """Whose file to ask for again, as it was left out."""
    out = [each for each in report.troubles if each.left_out and not each.unfinished]
    if not out:
        return
    n = len(out)
    files = f"{counted(n, 'file')} that {plural(n, 'was', 'were')} left out"
    yield Step(
        f"Ask again for {files}: below stands why.",
        how="From whoever handed it in",
        command=f'{NAME} hand-in --name "…"{report.bank}',
    )
