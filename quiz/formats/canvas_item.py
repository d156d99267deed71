"""A question as an item of QTI 1.2 in the way of Canvas, for `canvas.py`.

Canvas shows `general_fb` after every answer, and feedback named after the number of an answer when
that is picked; that of a row, when the row is wrong.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from random import Random
from typing import NamedTuple
from xml.etree import ElementTree as ET

from quiz.bank.kinds import Choice, Multi, Order, Question, Short, Sort, Spot
from quiz.bank.model import Bank
from quiz.formats.amounts import in_digits, picks_one
from quiz.formats.feedback import feedback
from quiz.formats.moodle import questiontext
from quiz.formats.xml import for_xml
from quiz.markup import escaped, paragraphs

_RESPONSE = "response1"
_NAMED = re.compile("&(?:amp|lt|gt|quot|#x27);")
_NUMBERED = {"&amp;": 38, "&lt;": 60, "&gt;": 62, "&quot;": 34, "&#x27;": 39}


class _Part(NamedTuple):
    """Something to pick, or a row to match."""

    number: int
    text: str
    why: str
    right: bool = False
    match: int = 0
    """For a row, the number of what it goes with."""


def item(bank: Bank, question: Question) -> ET.Element:
    """A question as Canvas's item, with what is said of each of its answers."""
    root = ET.Element("item", ident=question.id, title=for_xml(question.name))
    parts, matches = [*_parts(question)], _matches(question)
    fields = {
        "question_type": _type(question),
        "points_possible": "1",
        "original_answer_ids": ",".join(str(each.number) for each in parts),
        "skill": question.skill,
        **_own_fields(question),
    }
    metadata = sub(sub(root, "itemmetadata"), "qtimetadata")
    for label, entry in fields.items():
        field = sub(metadata, "qtimetadatafield")
        sub(field, "fieldlabel", text=label)
        sub(field, "fieldentry", text=entry)
    presentation = sub(root, "presentation")
    _material(presentation, questiontext(bank, question), "html")
    processing = ET.Element("resprocessing")
    decvar = {"maxvalue": "100", "minvalue": "0", "varname": "SCORE", "vartype": "Decimal"}
    sub(sub(processing, "outcomes"), "decvar", decvar)
    sub(_condition(processing), "other")
    _shows(processing, "general_fb")
    match question:
        case Choice() | Multi() | Spot():
            _picking(presentation, processing, parts, one=picks_one(question))
        case Sort() | Order():
            _matching(presentation, processing, parts, matches)
        case Short():
            _typing(presentation, processing, question)
    root.append(processing)
    _feedback(root, "general_fb", feedback(bank, question))
    for each in parts:
        _feedback(root, f"{each.number}_fb", f'<div class="why">{paragraphs(each.why)}</div>')
    return root


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
    choices = sub(sub(presentation, "response_lid", cardinality), "render_choice")
    for each in parts:
        _material(sub(choices, "response_label", {"ident": str(each.number)}), each.text)
        _equals(_condition(processing), each.number)
        _shows(processing, f"{each.number}_fb")
    picked = _condition(processing, last=True)
    together = picked if one else sub(picked, "and")
    for each in parts:
        if each.right:
            _equals(together, each.number)
        elif not one:
            _equals(sub(together, "not"), each.number)
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
        response = sub(presentation, "response_lid", {"ident": name})
        _material(response, f'<span class="row">{escaped(each.text)}</span>', "html")
        choices = sub(response, "render_choice")
        for number, text in matches.items():
            label = sub(choices, "response_label", {"ident": str(number)})
            sub(sub(label, "material"), "mattext", text=text)
        _equals(_condition(processing, name=""), each.match, name)
        _scores(processing, "Add", share)
        _equals(sub(_condition(processing, name=""), "not"), each.match, name)
        _shows(processing, f"{each.number}_fb")


def _typing(presentation: ET.Element, processing: ET.Element, question: Short) -> None:
    single = {"ident": _RESPONSE, "rcardinality": "Single"}
    numeric = {} if question.number is None else {"fibtype": "Decimal"}
    field = sub(sub(presentation, "response_str", single), "render_fib", numeric)
    sub(field, "response_label", {"ident": "answer1"})
    typed = _condition(processing, last=True)
    if question.number is None:
        for form in question.accept:
            _equals(typed, form)
    else:
        either = sub(typed, "or")
        _equals(either, in_digits(question.number))
        around = sub(either, "and")
        number, within = Decimal(repr(question.number)), Decimal(repr(question.within))
        sub(around, "vargte", {"respident": _RESPONSE}, f"{number - within:f}")
        sub(around, "varlte", {"respident": _RESPONSE}, f"{number + within:f}")
    _scores(processing, "Set", "100")


def sub(
    parent: ET.Element, tag: str, attributes: Mapping[str, str] | None = None, text: str = ""
) -> ET.Element:
    """A new element in another one."""
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
    sub(sub(parent, "material"), "mattext", {"texttype": f"text/{texttype}"}, text)


def _condition(processing: ET.Element, name: str = "continue", *, last: bool = False) -> ET.Element:
    """A condition, after which others are tried unless it is the `last`; matching names neither."""
    whether = {name: "No" if last else "Yes"} if name else {}
    return sub(sub(processing, "respcondition", whether), "conditionvar")


def _equals(parent: ET.Element, value: object, response: str = _RESPONSE) -> None:
    sub(parent, "varequal", {"respident": response}, str(value))


def _scores(processing: ET.Element, action: str, value: str) -> None:
    sub(processing[-1], "setvar", {"action": action, "varname": "SCORE"}, value)


def _shows(processing: ET.Element, name: str) -> None:
    sub(processing[-1], "displayfeedback", {"feedbacktype": "Response", "linkrefid": name})


def _feedback(item: ET.Element, name: str, html: str) -> None:
    _material(sub(sub(item, "itemfeedback", {"ident": name}), "flow_mat"), html, "html")
