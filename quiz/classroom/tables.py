"""A class's results as tables: CSV for a spreadsheet, JSON for a program.

docs/classroom.md has the names in the JSON, which other programs rely on.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import msgspec

from quiz.classroom.question import QuestionResult
from quiz.classroom.question_words import key_in_words, why_broken
from quiz.classroom.reader import ReaderResult
from quiz.classroom.reader_words import all_names
from quiz.classroom.reported import Report
from quiz.classroom.results import Results
from quiz.classroom.talk_words import needs
from quiz.record.measures import FEW, percent
from quiz.text import as_json, clean, in_csv

VERSION = 1
"""The version of the JSON; it changes when a program that reads it would have to."""

MOST_PULLED = 3
"""How many distractors have a column."""
_BEGINNING = 6
"""How many characters of a digest tell wordings of one question apart."""


def csv(report: Report, *, comma: bool = False) -> Iterator[str]:
    """A row for each question, as CSV for a spreadsheet: those with answers enough first."""
    columns = [
        *("id", "title", "wording", "n", "right", "right_percent", "percent_low", "percent_high"),
        *("discrimination", "discrimination_low", "discrimination_high"),
        *("sure_and_wrong", "left_out", "key", "may_be_broken"),
        *(f"pulled_{n}{what}" for n in range(1, MOST_PULLED + 1) for what in ("", "_n")),
        "skill",
    ]
    yield in_csv(columns, comma=comma)
    for each in sorted(report.results.questions, key=_is_few):
        cells = _question(each)
        if not each.is_told_apart:  # in a spreadsheet nobody would see that it's too uncertain
            cells["discrimination"] = None
        for name in ("discrimination", "discrimination_low", "discrimination_high"):
            cells[name] = None if cells[name] is None else round(cells[name], 2)
        for n, pull in enumerate(each.pulled[:MOST_PULLED], 1):
            what, option = pull.distractor.text, pull.distractor.option
            cells |= {f"pulled_{n}": what or f"option {option}" * bool(option)}
            cells[f"pulled_{n}_n"] = pull.n
        cells |= {
            "right_percent": percent(each.facility) if each.n >= FEW else None,
            "percent_low": percent(each.low) if each.n >= FEW else None,
            "percent_high": percent(each.high) if each.n >= FEW else None,
            "key": key_in_words(each.question) if each.question else "",
            "may_be_broken": "; ".join(cells["may_be_broken"]),
            "skill": each.question.skill if each.question else "",
        }
        yield _row(columns, cells, comma=comma)


def _is_few(each: QuestionResult) -> bool:
    """Whether it comes last, as it has too few answers for a share."""
    return each.n < FEW


def readers_csv(report: Report, *, comma: bool = False) -> Iterator[str]:
    """A row for each reader, as CSV for a spreadsheet; with names if the report has them.

    At the end stands how many they had right in each skill, and of how many.
    """
    columns = ["number", *["name"] * report.names, "answers", "right", "right_percent", "marks"]
    columns += ["sure", "sure_and_wrong", "left_out", "to_go", "needs", "handed_in", "check_word"]
    by_skill = _by_skill(report.results)
    columns += [f"{skill}_{what}" for skill in by_skill for what in ("right", "n")]
    yield in_csv(columns, comma=comma)
    wanting = [*needs(report.results)]
    for each in report.results.readers:
        cells = _reader(each, report) | {
            "name": all_names(each, report),
            "answers": each.n,
            "right_percent": percent(each.right / each.n) if each.n >= FEW else None,
            "marks": round(each.marks, 1),
            "needs": "; ".join(need.lower() for need, some in wanting if each in some),
            "handed_in": f"{each.handed_in.astimezone():%Y-%m-%d %H:%M}",
            "check_word": each.check or "changed",
        }
        for skill, digests in by_skill.items():
            had = [each.had[key] for key in digests & each.had.keys()]
            cells |= {f"{skill}_right": sum(had), f"{skill}_n": len(had)}
        yield _row(columns, cells, comma=comma)


def answers_csv(report: Report, *, comma: bool = False) -> Iterator[str]:
    """A row for each reader and a column for each question: 1 for right, 0 for wrong, or blank."""
    asked = sorted((each for each in report.results.questions if each.n), key=_is_few)
    columns = ["number", *["name"] * report.names, "answers", "right"]
    yield in_csv([*columns, *_heads(asked)], comma=comma)
    for each in report.results.readers:
        cells = _reader(each, report) | {"name": all_names(each, report)}
        cells |= {"answers": each.n, **each.had}
        yield _row([*columns, *(one.digest for one in asked)], cells, comma=comma)


def _heads(asked: Sequence[QuestionResult]) -> Iterator[str]:
    """A column's head for each question: its id, and its skill or that it's another wording.

    Several other wordings of one question are told apart by how their digests begin.
    """
    times = Counter(each.id for each in asked if not each.question)
    for each in asked:
        which = f", {each.digest[:_BEGINNING]}" if times[each.id] > 1 else ""
        yield f"{each.id} ({each.question.skill if each.question else f'another wording{which}'})"


def _by_skill(results: Results) -> dict[str, set[str]]:
    """The digests of the questions on each skill, in the order of the bank's skills."""
    found: dict[str, set[str]] = {skill: set() for skill in results.skill_names}
    for each in results.questions:
        if each.question and each.n:
            found[each.question.skill].add(each.digest)
    return {skill: digests for skill, digests in found.items() if digests}


def _row(columns: Sequence[str], cells: Mapping[str, Any], *, comma: bool) -> str:
    some = (cells.get(name) for name in columns)
    return in_csv(("" if cell is None else cell for cell in some), comma=comma)


def json(report: Report) -> str:
    """All figures as JSON, unrounded."""
    results = report.results
    known = results.reliability
    judged_again = None
    if report.changes is not None:
        judged_again = {
            "changed": msgspec.to_builtins(report.changes),
            "not_judged": report.not_judged,
        }
    document = {
        "quiz": "class",
        "format": VERSION,
        "bank": results.title,
        "round": results.which,
        "readers": len(results.readers),
        "answers": results.answers,
        "right": results.right,
        "marks": results.marks,
        "alpha": known.alpha if known else None,
        "alpha_low": known.low if known else None,
        "alpha_high": known.high if known else None,
        "alpha_questions": known.questions if known else None,
        "standard_error": known.error if known else None,
        "questions": [_question(each) for each in results.questions],
        "discuss_first": [each.digest for each in results.discuss],
        "sureness": [
            {"certainty": each.certainty.name.lower(), "n": each.n, "right": each.right}
            | _share(each.n, each.low, each.high)
            for each in results.sureness
        ],
        "leaning": msgspec.to_builtins(results.leaning),
        "skills": [
            {
                "id": each.id,
                "name": each.name,
                "questions": each.questions,
                "n": each.n,
                "right": each.right,
                "below_the_class": each.below,
            }
            | _share(each.n, each.low, each.high)
            for each in results.skills
        ],
        "talk_to": [
            {"need": need, "readers": [_reader(each, report) for each in readers]}
            for need, readers in needs(results)
        ],
        "files_to_look_at": [
            ({"file": clean(each.file)} if report.names else {})  # it may not be in UTF-8
            | {
                "what": clean(each.what) if report.names or each.left_out else "",
                "left_out": each.left_out,
            }
            for each in report.troubles
        ],
        "handed_in": {
            "files": report.files.n if report.files else None,
            "copies": report.files.copies if report.files else None,
            "unread": len(report.files.unread) if report.files else None,
            "newest": max((each.handed_in for each in results.readers), default=None),
            "readers": [_reader(each, report) for each in results.readers] if report.names else [],
        },
        "judged_again": judged_again,
    }
    return as_json(document)


def _question(each: QuestionResult) -> dict[str, Any]:
    known = each.is_told_apart
    share = _share(each.n, each.low, each.high)
    return {
        "id": each.id,
        "title": each.title,
        "digest": each.digest,
        "wording": "as in the bank" if each.question else "another",
        "n": each.n,
        "right": each.right,
        "facility": each.facility if each.n else None,
        "facility_low": share["low"],
        "facility_high": share["high"],
        "discrimination": each.discrimination,
        "discrimination_low": each.discrimination_low if known else None,
        "discrimination_high": each.discrimination_high if known else None,
        "sure": each.sure,
        "sure_and_wrong": each.sure_and_wrong,
        "left_out": each.left_out,
        "pulled": [
            {
                "option": pull.distractor.option,
                "text": pull.distractor.text,
                "n": pull.n,
                "sure": pull.sure,
                "strong_readers": pull.strong,
                "why": pull.distractor.why,
            }
            for pull in each.pulled
        ],
        "may_be_broken": [*why_broken(each)],
    }


def _share(n: int, low: float, high: float) -> dict[str, float | None]:
    """The interval of a share; none without answers."""
    return {"low": low if n else None, "high": high if n else None}


def _reader(each: ReaderResult, report: Report) -> dict[str, Any]:
    others = report.files.others.get(each.id, ()) if report.files else ()
    named = {"name": each.name, "other_names": others} if report.names else {}
    return named | {
        "number": each.number,
        "n": each.n,
        "right": each.right,
        "expected": each.expected,
        "marks": each.marks,
        "sure": each.sure,
        "sure_and_wrong": each.sure_and_wrong,
        "left_out": each.left_out,
        "unfinished": each.unfinished,
        "to_go": each.to_go,
        "handed_in": each.handed_in,
        "check": each.check,
    }
