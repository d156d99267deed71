"""`gift`: GIFT, the text format of Moodle that other tools read, too.

The format is what Moodle's importer reads: question/format/gift/format.php.
"""

import re
from collections.abc import Iterator, Sequence

from quiz.bank.kinds import Choice, Multi, Order, Question, Short, Sort, Spot
from quiz.bank.kinds.order import Step
from quiz.bank.kinds.sort import Row
from quiz.bank.model import Bank
from quiz.formats import Change
from quiz.formats.amounts import as_number, in_digits, in_percent, picks_one, weighted
from quiz.formats.feedback import feedback
from quiz.formats.left_out import LEANS, NOTES, PARTS, PICK
from quiz.formats.moodle import (
    CERTAINTY,
    FORMS,
    MANY,
    SLIPS,
    category_path,
    common_changes,
    questiontext,
)
from quiz.formats.moodle_texts import without_tags
from quiz.formats.taken import Taken
from quiz.markup import escaped, paragraphs
from quiz.words import say

TOOL = "Moodle, and other tools that read GIFT"
ENDING = ".gift.txt"
OURS = re.compile(rb"\$CATEGORY: [^\n]*\n\n// \[id:")

ROWS = Change(
    "the reason for each row",
    "is in the feedback for the whole question; rows are matched to labels",
)
STEPS = Change(
    "the steps to put in order",
    "are matched to their places, so that the places that are right count, not the pairs. The "
    "reasons are in the feedback for the whole question",
)
FIXED = Change("the order of the answers", "is left to the tool, as GIFT can't fix it")
UNITS = Change("the units of a number", "are left out, as GIFT has none")
CASE = Change("whether capitals matter in what is typed", "is left out: they don't in GIFT")
ARROW = Change(
    "an accepted form with “->” in it", "has “→”, as GIFT takes “->” for a pair to match"
)
CHANGES = (
    *(CERTAINTY, LEANS, PICK, NOTES, ROWS, STEPS, PARTS, SLIPS, FORMS, MANY),
    *(FIXED, UNITS, CASE, ARROW),
)

_ESCAPES = str.maketrans({**{each: f"\\{each}" for each in "\\#=~{}:"}, "\n": r"\n"})


def changes(question: Question) -> Iterator[Change]:
    """What becomes of a question in GIFT."""
    yield from common_changes(question)
    match question:
        case Sort():
            yield ROWS
        case Order():
            yield STEPS
        case Spot() | Choice(fixed=True) | Multi(fixed=True):
            yield FIXED
        case Short(units=(_, *_)):
            yield UNITS
        case Short(number=None):
            if question.case:
                yield CASE
            if any("->" in form for form in (*question.accept, *question.reject)):
                yield ARROW
        case _:
            pass


def written(bank: Bank, questions: Sequence[Question]) -> bytes:
    """The questions in UTF-8, in a category for each skill, with an empty line between them."""
    blocks = []
    for skill in dict.fromkeys(each.skill for each in questions):
        blocks.append(f"$CATEGORY: {category_path(bank, skill)}")
        blocks += [_block(bank, each) for each in questions if each.skill == skill]
    return ("\n\n".join(blocks) + "\n").encode()


def read(data: bytes) -> Taken:
    """The questions of a file of GIFT, and what of it was lost."""
    from quiz.formats.gift_read import read as taken  # noqa: PLC0415 - for an import alone

    return taken(data)


def _block(bank: Bank, question: Question) -> str:
    reasons: Sequence[Row | Step] = ()
    match question:
        case Sort():
            reasons = question.rows
        case Order():
            reasons = question.steps
        case _:
            pass
    number = isinstance(question, Short) and question.number is not None
    asked = f"[html]{_html(questiontext(bank, question))}"
    lines = (
        f"// [id:{question.id}] [tag:{question.skill}]",
        f"::{_plain(without_tags(question.name))}::{asked}{{{'#' if number else ''}",
        *(f"\t{each}" for each in _answers(question)),
        f"\t####{_html(feedback(bank, question, reasons))}",
        "}",
    )
    return "\n".join(lines)


def _answers(question: Question) -> Iterator[str]:
    match question:
        case Choice() | Multi() | Spot():
            for each, percent in weighted(question):
                sign = "~" if not percent else f"~%{in_percent(percent)}%"
                if percent and picks_one(question):
                    sign = "="
                yield f"{sign}{_html(escaped(each.text))}#{_html(paragraphs(each.why))}"
        case Sort():
            for row, its in zip(question.rows, question.key, strict=True):
                yield f"={_html(escaped(row.text))} -> {_plain(question.labels[its])}"
            unused = {*range(len(question.labels))} - {*question.key}
            yield from (f"= -> {_plain(question.labels[each])}" for each in sorted(unused))
        case Order():
            places = sorted(enumerate(question.steps, start=1), key=lambda each: each[1].text)
            for place, step in places:
                yield f"={_html(escaped(step.text))} -> {place}"
        case Short(number=None):
            yield from (f"=%100%{_typed(form)}#" for form in question.accept)
            yield from (f"=%0%{_typed(form)}#{_rejected()}" for form in question.reject)
        case Short():
            for form in question.reject:  # first, as it may be within the tolerance
                if (number := as_number(form)) is not None:
                    yield f"=%0%{in_digits(number)}:0#{_rejected()}"
            right = in_digits(question.number or 0.0)
            yield f"=%100%{right}:{in_digits(question.within)}#"


def _rejected() -> str:
    return _html(f"<p>{escaped(say('Not this one'))}</p>")


def _typed(form: str) -> str:
    """A form to type, in which an asterisk and a bracket are just that."""
    text = _plain(form.replace("*", r"\*").replace("->", "→"))
    return f"[plain]{text}" if text.startswith("[") else text


def _html(html: str) -> str:
    """HTML whose first character isn't taken for a format or a share of the mark."""
    if html[:1] in ("[", "%"):
        html = f"&#{ord(html[0])};{html[1:]}"
    return _plain(html)


def _plain(text: str) -> str:
    return text.translate(_ESCAPES)
