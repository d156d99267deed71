"""`qti3`: a QTI 3.0 package with a test, and an item for each question, which marks itself.

Each item asks for the answer and for how sure the reader is, works out the certainty marks as
`quiz.play.mark` does, from -6 to 3, and then shows the reasons, the explanation and the citations.
An answer without a word on how sure the reader is counts as a guess, as it does on paper;
leaving it out earns nothing.
"""

from collections.abc import Iterator, Sequence

from quiz.bank.kinds import Question, Short
from quiz.bank.model import Bank
from quiz.formats import Change
from quiz.formats.left_out import LEANS, NOTES, PICK, left_out_of
from quiz.formats.package import ours, packed
from quiz.formats.qti3_item import STYLE, STYLE_FILE, document, identifier, item
from quiz.formats.qti3_marking import q
from quiz.formats.xml import for_xml
from quiz.markup import escaped

TOOL = "tools that take QTI 3.0, such as TAO and Citolab's and Amp-up's players"
ENDING = ".zip"
OURS = ours("qti3")

SLIPS = Change(
    "typed answers with a slip, with “the” or “a” added or left out, or with numbers in words",
    "count as wrong, unless the form is among those accepted",
)
NUMBER = Change(
    "numbers typed with a unit, in words or with a decimal comma",
    "are for the tool to read; the unit stands beside the field",
)
BESIDE = Change("accepted forms beside a number", "are left out, and the number alone is asked for")
CHANGES = (SLIPS, NUMBER, BESIDE, LEANS, PICK, NOTES)

_CP = "http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1"


def changes(question: Question) -> Iterator[Change]:
    """What becomes of a question in QTI 3."""
    if isinstance(question, Short):
        if question.number is None:
            yield SLIPS
        else:
            yield NUMBER
            if question.accept:
                yield BESIDE
    yield from left_out_of(question)


def written(bank: Bank, questions: Sequence[Question]) -> bytes:
    """The package: the manifest, the test with a section for each skill, and the items."""
    files = {"imsmanifest.xml": _manifest(questions), "test.xml": _test(bank, questions)}
    files[STYLE_FILE] = STYLE
    for question in questions:
        files[_file(question)] = item(bank, question)
    return packed({name: text.encode() for name, text in files.items()}, "qti3")


def _file(question: Question) -> str:
    return f"items/{question.id}.xml"


def _manifest(questions: Sequence[Question]) -> str:
    resources = "".join(
        f'<resource identifier="{identifier(each)}" type="imsqti_item_xmlv3p0" '
        f'href="{_file(each)}"><file href="{_file(each)}"/><file href="{STYLE_FILE}"/></resource>\n'
        for each in questions
    )
    dependencies = "".join(
        f'<dependency identifierref="{identifier(each)}"/>' for each in questions
    )
    return for_xml(
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<manifest xmlns="{_CP}" identifier="quiz">\n'
        "<metadata><schema>QTI Package</schema><schemaversion>3.0.0</schemaversion></metadata>\n"
        "<organizations/>\n<resources>\n"
        '<resource identifier="test" type="imsqti_test_xmlv3p0" href="test.xml">'
        f'<file href="test.xml"/>{dependencies}</resource>\n'
        f"{resources}</resources>\n</manifest>\n"
    )


def _test(bank: Bank, questions: Sequence[Question]) -> str:
    """The test, which shows feedback after each item and adds up their scores."""
    total = q("sum", q("test-variables", variable_identifier="SCORE", base_type="float"))
    content = (
        q(
            "outcome-declaration",
            q("default-value", q("value", "0")),
            identifier="SCORE",
            cardinality="single",
            base_type="float",
        ),
        q(
            "test-part",
            q("item-session-control", max_attempts=1, show_feedback="true", allow_review="true"),
            *_sections(bank, questions),
            identifier="part",
            navigation_mode="nonlinear",
            submission_mode="individual",
        ),
        q("outcome-processing", q("set-outcome-value", total, identifier="SCORE")),
    )
    title = escaped(bank.about.title)
    return document("assessment-test", "\n".join(content), identifier="test", title=title)


def _sections(bank: Bank, questions: Sequence[Question]) -> Iterator[str]:
    """A section for each skill, in the order in which they come up."""
    for skill in dict.fromkeys(each.skill for each in questions):
        refs = (
            q("assessment-item-ref", identifier=identifier(each), href=_file(each))
            for each in questions
            if each.skill == skill
        )
        yield q(
            "assessment-section",
            *refs,
            identifier=f"s-{skill}",
            title=escaped(bank.skills[skill].name),
            visible="true",
        )
