"""`moodle`: Moodle XML, with feedback for each answer.

The format is what Moodle's importer reads: question/format/xml/format.php, and for `order`
question/type/ordering/questiontype.php.
"""

import re
from collections.abc import Iterator, Sequence
from html import unescape
from xml.etree import ElementTree as ET

from quiz.bank.kinds import Choice, Multi, Order, Question, Short, Sort, Spot
from quiz.bank.model import Bank
from quiz.formats import Change, cloze
from quiz.formats.amounts import (
    MOST_RIGHT,
    Picking,
    as_number,
    in_digits,
    in_percent,
    picks_one,
    weighted,
)
from quiz.formats.feedback import feedback
from quiz.formats.left_out import LEANS, NOTES, PARTS, PICK, left_out_of
from quiz.formats.moodle_texts import without_tags
from quiz.formats.shown import shown
from quiz.formats.taken import Taken
from quiz.formats.xml import for_xml
from quiz.markup import escaped, paragraphs
from quiz.text import shortened
from quiz.words import say

TOOL = "Moodle"
ENDING = ".xml"
OURS = re.compile(
    rb'<\?xml version="1.0" encoding="UTF-8"\?>\n<quiz>\n  <question type="category">\n'
    rb"    <category>\n      <text>(?:<!\[CDATA\[)?(?:\$course\$/)?top/"
)
"""Moodle itself begins with a comment."""

CERTAINTY = Change(
    "how sure readers are",
    "is asked when you choose “Deferred feedback with CBM” in the settings of the quiz in Moodle. "
    "Right and wrong then earn the marks that they earn here; for a partly right answer, Moodle "
    "gives its share of the marks for right",
)
ROWS = Change(
    "the rows to sort",
    "are “Embedded answers (Cloze)” in Moodle, each with a menu. They keep their order, and count "
    "a mark each: set the question's mark to 1 in the quiz. Older versions of Moodle drop the id",
)
STEPS = Change(
    "the reason for each step",
    "is in the feedback for the whole question. Ordering is part of Moodle from 4.4 on; before "
    "that it's a plugin",
)
SLIPS = Change(
    "slips of the pen in what is typed",
    "count as wrong, as Moodle takes only the forms that are listed",
)
FORMS = Change("the forms of a number that aren't in digits", "are left out; Moodle takes numbers")
MANY = Change(
    f"the mark for each of more than {MOST_RIGHT} right parts",
    "is a tenth or a twentieth, as Moodle knows no smaller share",
)
CHANGES = (CERTAINTY, LEANS, PICK, NOTES, ROWS, STEPS, PARTS, SLIPS, FORMS, MANY)

_TEXT = re.compile("(?<=<text>)[^<]+|(?<=>)[^<>]*&[^<>]*(?=</)")
"""A text, or anything else with references in it."""
_LONGEST_NAME = 200
"""The most characters in the name of a category."""


def changes(question: Question) -> Iterator[Change]:
    """What becomes of a question in Moodle."""
    yield from common_changes(question)
    if isinstance(question, Sort):
        yield ROWS
    elif isinstance(question, Order):
        yield STEPS


def common_changes(question: Question) -> Iterator[Change]:
    """What becomes of a question in Moodle, in either of its formats."""
    yield CERTAINTY
    yield from left_out_of(question)
    match question:
        case Spot():
            yield PARTS
            if len(question.key) > MOST_RIGHT:
                yield MANY
        case Short(number=None):
            yield SLIPS
        case Short() if any(as_number(each) is None for each in question.reject):
            yield FORMS
        case Short() if any(as_number(each) != question.number for each in question.accept):
            yield FORMS
        case _:
            pass


def written(bank: Bank, questions: Sequence[Question]) -> bytes:
    """The questions as Moodle XML, in a category for each skill."""
    quiz = ET.Element("quiz")
    for skill in dict.fromkeys(each.skill for each in questions):
        category = _sub(quiz, "question", type="category")
        _text(category, "category", category_path(bank, skill))
        _text(category, "info", escaped(bank.skills[skill].can), "html")
        for question in questions:
            if question.skill == skill:
                quiz.append(_question(bank, question))
    ET.indent(quiz)
    xml = _TEXT.sub(_in_cdata, ET.tostring(quiz, encoding="unicode"))
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{xml}\n'.encode()


def _in_cdata(text: re.Match[str]) -> str:
    """A text without references, as Moodle writes it, too.

    Moodle's parser, `xml_parser` in lib/classes/xml_parser.php, leaves out each piece of a text
    that is only spaces. There are such pieces between two references, as for the end of a tag
    and the start of another, and where a long text is cut; one in CDATA isn't.
    """
    return f"<![CDATA[{unescape(text[0]).replace(']]>', ']]]]><![CDATA[>')}]]>"


def category_path(bank: Bank, skill: str) -> str:
    """The category for the questions on a skill, under that for the bank.

    It names no course, as Moodle 5 would put it in the course's own bank, whichever is open.
    """
    names = (bank.about.title, bank.skills[skill].name)
    path = "/".join(shortened(each, _LONGEST_NAME).replace("/", "//") for each in names)
    return f"top/{without_tags(path)}"


def read(data: bytes) -> Taken:
    """The questions of a file of Moodle XML, and what of it was lost."""
    from quiz.formats.moodle_read import read as taken  # noqa: PLC0415 - for an import alone

    return taken(data)


def _question(bank: Bank, question: Question) -> ET.Element:
    node = ET.Element("question", type=_type(question))
    _text(node, "name", without_tags(question.name))
    if isinstance(question, Sort):
        _text(node, "questiontext", _with_gaps(bank, question), "html")
    else:
        _text(node, "questiontext", questiontext(bank, question), "html")
    reasons = question.steps if isinstance(question, Order) else ()
    _text(node, "generalfeedback", feedback(bank, question, reasons), "html")
    _sub(node, "defaultgrade", "1")
    _sub(node, "penalty", "0.3333333")
    _sub(node, "hidden", "0")
    _sub(node, "idnumber", question.id)
    match question:
        case Choice() | Multi() | Spot():
            _picking(node, question)
        case Order():
            _ordering(node, question)
        case Short(number=None):
            _shortanswer(node, question)
        case Short():
            _numerical(node, question)
        case Sort():
            pass  # all of it is in the text
    _text(_sub(node, "tags"), "tag", question.skill)
    return node


def _type(question: Question) -> str:
    match question:
        case Choice() | Multi() | Spot():
            return "multichoice"
        case Sort():
            return "cloze"
        case Order():
            return "ordering"
        case Short(number=None):
            return "shortanswer"
        case Short():
            return "numerical"


def questiontext(bank: Bank, question: Question) -> str:
    """What is asked, as HTML, without what is picked from or typed.

    The classes tell an import which part is which.
    """
    parts = []
    if isinstance(question, Spot):
        for part in question.parts:
            tag = "u" if part.why else "span"
            parts.append(f'<{tag} class="part">{escaped(part.text)}</{tag}>')
    html = "\n".join(shown(question, bank.sources, parts))
    if not isinstance(question, Order):
        return html
    first, last = question.ends_in_words
    ends = f"1. {_end('first', first)} … {len(question.steps)}. {_end('last', last)}"
    return f'{html}\n<p class="ends">{ends}</p>'


def _with_gaps(bank: Bank, question: Sort) -> str:
    """What a `sort` asks, with a gap for each row."""
    rows = (
        f'<p class="row">{cloze.around(escaped(row.text))}<br>'
        f"{cloze.menu(question.labels, right, row.why)}</p>"
        for row, right in zip(question.rows, question.key, strict=True)
    )
    return "\n".join((cloze.around(questiontext(bank, question)), *rows))


def _end(name: str, text: str) -> str:
    return f'<span class="{name}">{escaped(text)}</span>'


def _picking(node: ET.Element, question: Picking) -> None:
    one = picks_one(question)
    _sub(node, "single", "true" if one else "false")
    fixed = isinstance(question, Spot) or question.fixed
    _sub(node, "shuffleanswers", "false" if fixed else "true")
    _sub(node, "answernumbering", "abc")
    if not one:
        _sub(node, "shownumcorrect")
    for each, percent in weighted(question):
        answer = _sub(node, "answer", fraction=in_percent(percent), format="html")
        _sub(answer, "text", escaped(each.text))
        _text(answer, "feedback", paragraphs(each.why), "html")


def _ordering(node: ET.Element, question: Order) -> None:
    _sub(node, "layouttype", "VERTICAL")
    _sub(node, "selecttype", "ALL")
    _sub(node, "selectcount", str(len(question.steps)))
    # Of each item, all those before it and all those after it count: the pairs, as here.
    _sub(node, "gradingtype", "RELATIVE_ALL_PREVIOUS_AND_NEXT")
    _sub(node, "showgrading", "SHOW")
    _sub(node, "numberingstyle", "none")
    _sub(node, "shownumcorrect", "1")
    for place, step in enumerate(question.steps, start=1):
        answer = _sub(node, "answer", fraction=str(place), format="html")
        _sub(answer, "text", escaped(step.text))


def _shortanswer(node: ET.Element, question: Short) -> None:
    _sub(node, "usecase", "1" if question.case else "0")
    for percent, forms in ((100, question.accept), (0, question.reject)):
        for form in forms:
            _typed(node, form.replace("*", r"\*"), percent)


def _numerical(node: ET.Element, question: Short) -> None:
    # The first answer that fits counts, and what is rejected may be within the tolerance.
    for form in question.reject:
        if (number := as_number(form)) is not None:
            _sub(_typed(node, in_digits(number), 0), "tolerance", "0")
    answer = _typed(node, in_digits(question.number or 0.0), 100)
    _sub(answer, "tolerance", in_digits(question.within))
    _sub(node, "unitgradingtype", "0")
    _sub(node, "unitpenalty", "0.1")
    _sub(node, "showunits", "0" if question.units else "3")  # optional, or none
    _sub(node, "unitsleft", "0")
    if question.units:
        units = _sub(node, "units")
        for name in question.units:
            unit = _sub(units, "unit")
            _sub(unit, "multiplier", "1")
            _sub(unit, "unit_name", name)


def _typed(node: ET.Element, form: str, percent: float) -> ET.Element:
    """An accepted answer, or a rejected one, with feedback that says so."""
    answer = _sub(node, "answer", fraction=in_percent(percent), format="moodle_auto_format")
    _sub(answer, "text", form)
    said = "" if percent else f"<p>{escaped(say('Not this one'))}</p>"
    _text(answer, "feedback", said, "html")
    return answer


def _text(parent: ET.Element, tag: str, text: str, format: str = "") -> None:
    """Add a text as Moodle has it: within a `text` of its own."""
    _sub(_sub(parent, tag, **({"format": format} if format else {})), "text", text)


def _sub(parent: ET.Element, tag: str, text: str = "", **attributes: str) -> ET.Element:
    node = ET.SubElement(parent, tag, attributes)
    node.text = for_xml(text) or None
    return node
