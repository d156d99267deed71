"""What is said of whom to talk to: what readers need, and what to talk about."""

from collections.abc import Iterator

from quiz.classroom.mistake import SEVERAL
from quiz.classroom.question_words import about, quoted
from quiz.classroom.reader import ReaderResult
from quiz.classroom.reader_words import MOST_NAMED, comma_between, reader_label
from quiz.classroom.reported import Report
from quiz.classroom.results import Results
from quiz.classroom.talk import Miss, TalkTo
from quiz.record.measures import FEW, SOME, UNLIKELY, percent
from quiz.text import counted

LEFT_EARLY = "Left early"
NUMBERS = (
    "Readers are numbers, which may change when others hand in; quiz class --names has their names."
)
"""What is said where readers aren't named."""


def needs(results: Results) -> Iterator[tuple[str, list[ReaderResult]]]:
    """What readers need, and who they are, the neediest first."""
    few = [each for each in results.readers if each.few_right]
    sure = [each for each in results.readers if each.sure_but_wrong]
    early = [each for each in results.readers if each.left_early]
    much = [each for each in results.readers if each.left_much_out]
    yield "Few right", sorted(few, key=lambda each: -each.shortfall)
    yield "Sure and wrong", sorted(sure, key=lambda each: -each.sure_and_wrong)
    yield LEFT_EARLY, sorted(early, key=lambda each: -each.to_go)
    yield "Much left out", sorted(much, key=lambda each: -each.left_out)


def is_anybody_in_need(results: Results) -> bool:
    """Whether any reader needs something that can be seen."""
    return any(readers for _, readers in needs(results))


def what_needs_mean(results: Results) -> str:
    """What is meant by what readers need, with how many would be named by chance alone."""
    n_few = sum(each.n >= FEW for each in results.readers) * (len(results.readers) >= SOME)
    n_sure = sum(each.sure >= SEVERAL for each in results.readers)
    return (
        "Talk to: few right means fewer than the class had of the same questions, and is said from "
        f"{SOME} readers on; of {counted(n_few, 'reader')} with {FEW} answers or more, expect "
        f"{about(n_few)} here by chance alone. Sure and wrong means surer than they should have "
        f"been; of {counted(n_sure, 'reader')} with {SEVERAL} sure answers or more, expect "
        f"{about(n_sure, UNLIKELY)}. Left early means that they left a round before its end, and "
        "haven't come back to its questions; much left out, more than a third of the questions."
    )


def reader_line(each: ReaderResult, need: str, report: Report) -> str:
    """A reader, and what they did that says so."""
    return f"{reader_label(each, report)}: {_did(each, need)}"


def _did(each: ReaderResult, need: str) -> str:
    return {
        "Few right": f"{each.right} of {each.n} right, where the class had {each.expected:.0f}",
        "Sure and wrong": f"{each.sure_and_wrong} of {each.sure} sure answers wrong",
        LEFT_EARLY: f"{counted(each.n, 'answer')}, with {counted(each.to_go, 'question')} to go",
        "Much left out": f"{counted(each.n, 'answer')}, {each.left_out} left out",
    }[need]


def _needed(each: ReaderResult) -> list[str]:
    """What a reader needs."""
    need = {
        "Few right": each.few_right,
        "Sure and wrong": each.sure_but_wrong,
        LEFT_EARLY: each.left_early,
        "Much left out": each.left_much_out,
    }
    return [name for name, is_so in need.items() if is_so]


def talk_lines(each: TalkTo, report: Report) -> Iterator[str]:
    """What a reader did, then what to talk about with them, a line each."""
    reader = each.reader
    did = "; ".join(_did(reader, need) for need in _needed(reader))
    yield f"{reader_label(reader, report)}: {did}."
    if each.skill:
        skill = report.results.skill_names[each.skill]
        yield f"Furthest behind in “{skill}”: {each.right} of {each.n} right."
    for miss in each.misses:
        said, lacks = quoted(miss.said, None), quoted(miss.lacks, None)
        did = f"{miss.did} {said}" if miss.said else f"missed {lacks}"
        how = {1: "as a guess", 2: "fairly sure", 3: "sure"}[miss.certainty]
        yield f"“{miss.title}”: {did}, {how}. {_had_it(miss)}"


def _had_it(miss: Miss) -> str:
    """How many of the class had it right; a share only from `FEW` on."""
    if miss.n < FEW:
        return f"{miss.right} of {miss.n} who answered it had it right."
    return f"{percent(miss.right / miss.n)}% of the {miss.n} who answered it had it right."


def others_in_need(report: Report) -> Iterator[str]:
    """The readers who need something and aren't among those to talk to first, a line a need."""
    first = {each.reader.number for each in report.results.talk_first}
    for need, readers in needs(report.results):
        others = [each for each in readers if each.number not in first]
        if others:
            some = "; ".join(reader_line(each, need, report) for each in others[:MOST_NAMED])
            more = f"; and {len(others) - MOST_NAMED} more" * (len(others) > MOST_NAMED)
            yield f"{need}: {some}{more}."


def whom_to_talk_to(report: Report) -> Iterator[str]:
    """Whom to talk to first, in a line, and about what; none if nobody stands out."""
    first = report.results.talk_first
    some = [
        f"{reader_label(each.reader, report)} ({', '.join(_needed(each.reader)).lower()})"
        for each in first
    ]
    numbers = {each.reader.number for each in first}
    others = {
        each.number
        for need, readers in needs(report.results)
        for each in readers
        if each.number not in numbers and need != LEFT_EARLY  # they are told to finish
    }
    more = f"{counted(len(others), 'more reader')} below" if others else ""
    if some:
        between = comma_between(reader_label(each.reader, report) for each in first)
        yield f"Talk to {between.join(some)} first{f'; {more}' * bool(more)}."
    elif others:
        yield f"Talk to {counted(len(others), 'reader')}: see below."


def who(report: Report) -> str:
    """What the numbers of readers stand for."""
    if not is_anybody_in_need(report.results):
        return "Nobody stands out."
    return "" if report.names else NUMBERS
