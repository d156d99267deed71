"""`canvas`: a QTI 1.2 package as Canvas exports and imports it, with feedback for each answer.

What Canvas reads is in its own sources: gems/plugins/qti_exporter, and lib/cc/qti/qti_items.rb for
what it writes. It shows `general_fb` after every answer, and feedback named after an answer's
number when that is picked; that of a row, when the row is wrong.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from random import Random
from typing import NamedTuple
from xml.etree import ElementTree as ET

from quiz.bank.kinds import Choice, Multi, Order, Question, Short, Sort, Spot
from quiz.bank.model import Bank
from quiz.formats import Change
from quiz.formats.amounts import as_number, in_digits, picks_one
from quiz.formats.feedback import feedback
from quiz.formats.left_out import LEANS, NOTES, PARTS, PICK, left_out_of
from quiz.formats.moodle import questiontext
from quiz.formats.package import ours, packed
from quiz.formats.xml import for_xml
from quiz.markup import escaped, paragraphs

TOOL = "Canvas: Classic Quizzes, and New Quizzes by way of them"
ENDING = ".zip"
OURS = ours("canvas")

CERTAINTY = Change("how sure readers are", "isn't asked, and answers earn no certainty marks")
FIXED = Change(
    "options or parts with an order of their own",
    "are shuffled, like all others, unless you switch off “Shuffle Answers” in the quiz's settings",
)
ROWS = Change(
    "the rows to sort",
    "are pairs to match, and keep their order; the reason for a row is shown if it's wrong",
)
STEPS = Change(
    "the steps to put in order",
    "are matched with their places, 1 and so on; the reason for a step is shown if it's wrong",
)
SLIPS = Change(
    "slips of the pen in what is typed",
    "count as wrong, as Canvas takes only the forms that are listed",
)
CASE = Change("capitals that matter in what is typed", "don't matter in Canvas")
FORMS = Change(
    "units, and the forms of a number that aren't in digits",
    "are left out; Canvas takes numbers",
)
CHANGES = (*(CERTAINTY, LEANS, PICK, NOTES, FIXED, ROWS, STEPS, PARTS, SLIPS, CASE, FORMS),)

_QTI = "http://www.imsglobal.org/xsd/ims_qtiasiv1p2"
_META = "http://canvas.instructure.com/xsd/cccv1p0"
_MANIFEST = "http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1"
_LEARNING = "associatedcontent/imscc_xmlv1p1/learning-application-resource"
_RESPONSE = "response1"
_NAMED = re.compile("&(?:amp|lt|gt|quot|#x27);")
_NUMBERED = {"&amp;": 38, "&lt;": 60, "&gt;": 62, "&quot;": 34, "&#x27;": 39}
_SETTINGS = {
    "shuffle_answers": "true",
    "scoring_policy": "keep_highest",
    "quiz_type": "practice_quiz",
    "show_correct_answers": "true",
    "allowed_attempts": "-1",
}
"""A quiz to learn from, taken as often as one likes."""


def changes(question: Question) -> Iterator[Change]:
    """What becomes of a question in Canvas."""
    yield CERTAINTY
    yield from left_out_of(question)
    match question:
        case Choice() | Multi() if question.fixed:
            yield FIXED
        case Spot():
            yield from (FIXED, PARTS)
        case Sort():
            yield ROWS
        case Order():
            yield STEPS
        case Short(number=None):
            yield SLIPS
            if question.case:
                yield CASE
        case Short(units=units) if units or not _in_digits_alone(question):
            yield FORMS
        case _:
            pass


def _in_digits_alone(question: Short) -> bool:
    """Whether all forms of a number say what it says itself."""
    return not question.reject and all(
        as_number(each) == question.number for each in question.accept
    )


def written(bank: Bank, questions: Sequence[Question]) -> bytes:
    """The package: the manifest, the quiz, and its settings in Canvas."""
    folder = bank.about.id or "quiz"
    if folder[0].isdigit():  # Canvas would put ID_ before it, and lose the settings
        folder = f"quiz-{folder}"
    quiz = {"ident": folder, "title": for_xml(bank.about.title)}
    root = ET.Element("questestinterop", xmlns=_QTI)
    section = _sub(_sub(root, "assessment", quiz), "section", {"ident": "root_section"})
    for question in questions:
        section.append(_item(bank, question))
    files = {
        "imsmanifest.xml": _manifest(folder),
        f"{folder}/{folder}.xml": root,
        f"{folder}/assessment_meta.xml": _meta(bank, folder, len(questions)),
    }
    return packed({name: _bytes(each) for name, each in files.items()}, "canvas")


def _bytes(root: ET.Element) -> bytes:
    ET.indent(root)
    xml = ET.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{xml}\n'.encode()


def _manifest(folder: str) -> ET.Element:
    root = ET.Element("manifest", identifier=f"{folder}-manifest", xmlns=_MANIFEST)
    metadata = _sub(root, "metadata")
    _sub(metadata, "schema", text="IMS Content")
    _sub(metadata, "schemaversion", text="1.1.3")
    _sub(root, "organizations")
    resources = _sub(root, "resources")
    quiz = _sub(resources, "resource", {"identifier": folder, "type": "imsqti_xmlv1p2"})
    _sub(quiz, "file", {"href": f"{folder}/{folder}.xml"})
    _sub(quiz, "dependency", {"identifierref": f"{folder}-meta"})
    href = f"{folder}/assessment_meta.xml"
    its = {"identifier": f"{folder}-meta", "type": _LEARNING, "href": href}
    _sub(_sub(resources, "resource", its), "file", {"href": href})
    return root


def _meta(bank: Bank, folder: str, count: int) -> ET.Element:
    """What Canvas calls the quiz, and how it is taken."""
    root = ET.Element("quiz", identifier=folder, xmlns=_META)
    _sub(root, "title", text=bank.about.title)
    about = filter(None, (bank.about.description, bank.about.content_note, bank.about.introduction))
    _sub(root, "description", text="\n".join(map(paragraphs, about)))
    for name, value in {**_SETTINGS, "points_possible": f"{count}.0"}.items():
        _sub(root, name, text=value)
    return root


class _Part(NamedTuple):
    """Something to pick, or a row to match."""

    number: int
    text: str
    why: str
    right: bool = False
    match: int = 0
    """For a row, the number of what it goes with."""


def _item(bank: Bank, question: Question) -> ET.Element:
    item = ET.Element("item", ident=question.id, title=for_xml(question.name))
    parts, matches = [*_parts(question)], _matches(question)
    fields = {
        "question_type": _type(question),
        "points_possible": "1",
        "original_answer_ids": ",".join(str(each.number) for each in parts),
        "skill": question.skill,
        **_own_fields(question),
    }
    metadata = _sub(_sub(item, "itemmetadata"), "qtimetadata")
    for label, entry in fields.items():
        field = _sub(metadata, "qtimetadatafield")
        _sub(field, "fieldlabel", text=label)
        _sub(field, "fieldentry", text=entry)
    presentation = _sub(item, "presentation")
    _material(presentation, questiontext(bank, question), "html")
    processing = ET.Element("resprocessing")
    decvar = {"maxvalue": "100", "minvalue": "0", "varname": "SCORE", "vartype": "Decimal"}
    _sub(_sub(processing, "outcomes"), "decvar", decvar)
    _sub(_condition(processing), "other")
    _shows(processing, "general_fb")
    match question:
        case Choice() | Multi() | Spot():
            _picking(presentation, processing, parts, one=picks_one(question))
        case Sort() | Order():
            _matching(presentation, processing, parts, matches)
        case Short():
            _typing(presentation, processing, question)
    item.append(processing)
    _feedback(item, "general_fb", feedback(bank, question))
    for each in parts:
        _feedback(item, f"{each.number}_fb", f'<div class="why">{paragraphs(each.why)}</div>')
    return item


def _own_fields(question: Question) -> Mapping[str, str]:
    """What Canvas has no place for, for an import."""
    fields = {"case": getattr(question, "case", False), "fixed": getattr(question, "fixed", False)}
    return {name: "true" for name, value in fields.items() if value}


def _type(question: Question) -> str:
    match question:
        case Choice() | Multi() | Spot():
            one = picks_one(question)
            return "multiple_choice_question" if one else "multiple_answers_question"
        case Sort() | Order():
            return "matching_question"
        case Short(number=None):
            return "short_answer_question"
        case Short():
            return "numerical_question"


def _parts(question: Question) -> Iterator[_Part]:
    """What has a reason of its own, numbered as Canvas numbers answers."""
    match question:
        case Choice() | Multi() | Spot():
            for n, each in enumerate(question.alternatives, start=1001):
                if each.why:
                    yield _Part(n, each.text, each.why, each.right)
        case Sort():
            for n, (row, label) in enumerate(zip(question.rows, question.key, strict=True)):
                yield _Part(1001 + n, row.text, row.why, match=2001 + label)
        case Order():
            # Canvas doesn't shuffle what is to be matched, so the steps don't come in order.
            for n in question.arrange(Random(question.id)):
                yield _Part(1001 + n, question.steps[n].text, question.steps[n].why, match=2001 + n)
        case Short():
            pass


def _matches(question: Question) -> dict[int, str]:
    """What rows are matched with, by number."""
    match question:
        case Sort(labels=labels):
            return dict(enumerate(labels, start=2001))
        case Order(steps=steps):
            return {2000 + place: str(place) for place in range(1, len(steps) + 1)}
        case _:
            return {}


def _picking(
    presentation: ET.Element, processing: ET.Element, parts: Sequence[_Part], *, one: bool
) -> None:
    cardinality = {"ident": _RESPONSE, "rcardinality": "Single" if one else "Multiple"}
    choices = _sub(_sub(presentation, "response_lid", cardinality), "render_choice")
    for each in parts:
        _material(_sub(choices, "response_label", {"ident": str(each.number)}), each.text)
        _equals(_condition(processing), each.number)
        _shows(processing, f"{each.number}_fb")
    picked = _condition(processing, last=True)
    together = picked if one else _sub(picked, "and")
    for each in parts:
        if each.right:
            _equals(together, each.number)
        elif not one:
            _equals(_sub(together, "not"), each.number)
    _scores(processing, "Set", "100")


def _matching(
    presentation: ET.Element,
    processing: ET.Element,
    parts: Sequence[_Part],
    matches: Mapping[int, str],
) -> None:
    share = f"{100 / len(parts):.2f}"
    for each in parts:
        name = f"response_{each.number}"
        response = _sub(presentation, "response_lid", {"ident": name})
        _material(response, f'<span class="row">{escaped(each.text)}</span>', "html")
        choices = _sub(response, "render_choice")
        for number, text in matches.items():
            label = _sub(choices, "response_label", {"ident": str(number)})
            _sub(_sub(label, "material"), "mattext", text=text)
        _equals(_condition(processing, name=""), each.match, name)
        _scores(processing, "Add", share)
        _equals(_sub(_condition(processing, name=""), "not"), each.match, name)
        _shows(processing, f"{each.number}_fb")


def _typing(presentation: ET.Element, processing: ET.Element, question: Short) -> None:
    single = {"ident": _RESPONSE, "rcardinality": "Single"}
    numeric = {} if question.number is None else {"fibtype": "Decimal"}
    field = _sub(_sub(presentation, "response_str", single), "render_fib", numeric)
    _sub(field, "response_label", {"ident": "answer1"})
    typed = _condition(processing, last=True)
    if question.number is None:
        for form in question.accept:
            _equals(typed, form)
    else:
        either = _sub(typed, "or")
        _equals(either, in_digits(question.number))
        around = _sub(either, "and")
        number, within = Decimal(repr(question.number)), Decimal(repr(question.within))
        _sub(around, "vargte", {"respident": _RESPONSE}, f"{number - within:f}")
        _sub(around, "varlte", {"respident": _RESPONSE}, f"{number + within:f}")
    _scores(processing, "Set", "100")


def _sub(
    parent: ET.Element, tag: str, attributes: Mapping[str, str] | None = None, text: str = ""
) -> ET.Element:
    node = ET.SubElement(parent, tag, {**(attributes or {})})
    if text:
        node.text = for_xml(text)
    return node


def _material(parent: ET.Element, text: str, texttype: str = "plain") -> None:
    """Text or HTML.

    Canvas makes plain text of HTML, too, in which it leaves out `&amp;` and reads `&#38;`. It takes
    off an outer element of no class; what is then text alone, it shows with its references.
    """
    if texttype == "html":
        text = _NAMED.sub(lambda each: f"&#{_NUMBERED[each[0]]};", text)
    _sub(_sub(parent, "material"), "mattext", {"texttype": f"text/{texttype}"}, text)


def _condition(processing: ET.Element, name: str = "continue", *, last: bool = False) -> ET.Element:
    """A condition, after which others are tried unless it is the `last`; matching names neither."""
    whether = {name: "No" if last else "Yes"} if name else {}
    return _sub(_sub(processing, "respcondition", whether), "conditionvar")


def _equals(parent: ET.Element, value: object, response: str = _RESPONSE) -> None:
    _sub(parent, "varequal", {"respident": response}, str(value))


def _scores(processing: ET.Element, action: str, value: str) -> None:
    _sub(processing[-1], "setvar", {"action": action, "varname": "SCORE"}, value)


def _shows(processing: ET.Element, name: str) -> None:
    _sub(processing[-1], "displayfeedback", {"feedbacktype": "Response", "linkrefid": name})


def _feedback(item: ET.Element, name: str, html: str) -> None:
    _material(_sub(_sub(item, "itemfeedback", {"ident": name}), "flow_mat"), html, "html")
