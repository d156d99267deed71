"""`canvas`: a QTI 1.2 package as Canvas exports and imports it, with feedback for each answer.

What Canvas reads is in its own sources: gems/plugins/qti_exporter, and lib/cc/qti/qti_items.rb for
what it writes. The items are in `canvas_item.py`.
"""

from collections.abc import Iterator, Sequence
from xml.etree import ElementTree as ET

from quiz.bank.kinds import Choice, Multi, Order, Question, Short, Sort, Spot
from quiz.bank.model import Bank
from quiz.formats import Change
from quiz.formats.amounts import as_number
from quiz.formats.canvas_item import item, sub
from quiz.formats.left_out import LEANS, NOTES, PARTS, PICK, left_out_of
from quiz.formats.package import ours, packed
from quiz.formats.xml import for_xml
from quiz.markup import paragraphs

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
    section = sub(sub(root, "assessment", quiz), "section", {"ident": "root_section"})
    for question in questions:
        section.append(item(bank, question))
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
    metadata = sub(root, "metadata")
    sub(metadata, "schema", text="IMS Content")
    sub(metadata, "schemaversion", text="1.1.3")
    sub(root, "organizations")
    resources = sub(root, "resources")
    quiz = sub(resources, "resource", {"identifier": folder, "type": "imsqti_xmlv1p2"})
    sub(quiz, "file", {"href": f"{folder}/{folder}.xml"})
    sub(quiz, "dependency", {"identifierref": f"{folder}-meta"})
    href = f"{folder}/assessment_meta.xml"
    its = {"identifier": f"{folder}-meta", "type": _LEARNING, "href": href}
    sub(sub(resources, "resource", its), "file", {"href": href})
    return root


def _meta(bank: Bank, folder: str, count: int) -> ET.Element:
    """What Canvas calls the quiz, and how it is taken."""
    root = ET.Element("quiz", identifier=folder, xmlns=_META)
    sub(root, "title", text=bank.about.title)
    about = filter(None, (bank.about.description, bank.about.content_note, bank.about.introduction))
    sub(root, "description", text="\n".join(map(paragraphs, about)))
    for name, value in {**_SETTINGS, "points_possible": f"{count}.0"}.items():
        sub(root, name, text=value)
    return root
