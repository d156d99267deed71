"""`csv`: a table with a row for each question, for a spreadsheet.

A question has its options, parts, rows, steps or accepted answers in columns of their own, each as
three cells: the text, its mark and its reason. The mark is `right` or `wrong` for what can be
picked or typed, the label for a row, and the place in the right order for a step. A part that
cannot be picked has no mark.
"""

import re
from collections.abc import Iterator, Sequence

from quiz.bank.exhibits import in_words
from quiz.bank.kinds import Choice, Multi, Order, Question, Short, Sort, Spot
from quiz.bank.model import Bank
from quiz.formats import Change
from quiz.formats.left_out import LEANS, NOTES, PICK, left_out_of
from quiz.formats.taken import Taken
from quiz.record.report import cited
from quiz.text import in_csv

TOOL = "spreadsheets: LibreOffice Calc, Excel, Google Sheets"
ENDING = ".csv"
OURS = re.compile(rb"\xef\xbb\xbfid,kind,skill,title,passage,exhibits,stem,labels,number,within,")

EXHIBITS = Change("the exhibits", "are in words, in one cell, and come back as a passage")
SOURCES = Change("the citations", "are in words, in one cell, and don't come back")
DETAILS = Change(
    "details: a fixed order, what the ends of an order mean, capitals that matter, a script without"
    " spaces, the date as of which a matter stood",
    "are left out",
)
CHANGES = (EXHIBITS, SOURCES, DETAILS, LEANS, PICK, NOTES)

_COLUMNS = (
    "id", "kind", "skill", "title", "passage", "exhibits", "stem", "labels", "number", "within",
    "units", "explanation", "remember", "sources",
)  # fmt: skip
_LEFT_OUT = {"fixed": False, "case": False, "join": " ", "ends": ("first", "last")}
"""Fields that have no column, each with what it is by default."""
_OF_EACH = ("text", "mark", "why")


def changes(question: Question) -> Iterator[Change]:
    """What becomes of a question in a table."""
    if question.exhibits:
        yield EXHIBITS
    if question.cites:
        yield SOURCES
    if question.as_of or any(
        getattr(question, name, default) != default for name, default in _LEFT_OUT.items()
    ):
        yield DETAILS
    yield from left_out_of(question)


def written(bank: Bank, questions: Sequence[Question]) -> bytes:
    """The table in UTF-8, with the byte order mark by which Excel knows it."""
    entries = [[*_entries(each)] for each in questions]
    most = max(map(len, entries), default=0)
    heads = [f"{name} {n}" for n in range(1, most + 1) for name in _OF_EACH]
    rows = [in_csv((*_COLUMNS, *heads))]
    for question, its in zip(questions, entries, strict=True):
        cells = [cell for entry in its for cell in entry]
        rows.append(in_csv((*_about(bank, question), *cells)))
    return "".join(rows).encode("utf-8-sig")


def _about(bank: Bank, question: Question) -> Iterator[object]:
    """The cells of a question that every kind has, in the order of `_COLUMNS`."""
    yield from (question.id, question.kind, question.skill, question.title or "", question.passage)
    shown = in_words(question.shown_exhibits, bank.sources)
    yield "\n\n".join("\n".join(lines) for lines in shown)
    yield question.stem
    yield "\n".join(question.labels) if isinstance(question, Sort) else ""
    if isinstance(question, Short) and question.number is not None:
        yield from (question.number, question.within or "", "; ".join(question.units))
    else:
        yield from ("", "", "")
    yield from (question.explanation, question.habit or bank.skills[question.skill].habit)
    cites = enumerate(question.cites, start=1)
    yield "\n".join(cited(n, each, bank.sources[each.source]) for n, each in cites)


def _entries(question: Question) -> Iterator[tuple[str, str, str]]:
    """The text, the mark and the reason of each option, part, row, step or accepted answer."""
    match question:
        case Choice() | Multi():
            for option in question.options:
                yield option.text, "right" if option.right else "wrong", option.why
        case Spot():
            for part in question.parts:
                mark = "right" if part.right else "wrong" if part.why else ""
                yield part.text, mark, part.why
        case Sort():
            for row, label in zip(question.rows, question.key, strict=True):
                yield row.text, question.labels[label], row.why
        case Order():
            for place, step in enumerate(question.steps, start=1):
                yield step.text, str(place), step.why
        case Short():
            yield from ((form, "right", "") for form in question.accept)
            yield from ((form, "wrong", "") for form in question.reject)


def read(data: bytes) -> Taken:
    """The questions of a table, one a row, and what of it was lost."""
    from quiz.formats.csv_read import read as taken  # noqa: PLC0415 - for an import alone

    return taken(data)
