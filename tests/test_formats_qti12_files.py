"""Which files of a package have questions in QTI 1.2, and which are refused."""

import pytest

from quiz.bank.model import Bank
from quiz.formats import qti3, qti12
from quiz.formats.package import packed
from quiz.formats.recognise import recognised
from quiz.formats.taken import NotReadable

ITEM = (
    "<questestinterop><item ident='{0}'><presentation><material><mattext>{0}?</mattext></material>"
    "<response_str ident='r'><render_fib/></response_str></presentation><respcondition>"
    "<conditionvar><varequal respident='r'>yes</varequal></conditionvar><setvar>1</setvar>"
    "</respcondition></item></questestinterop>"
)
NEWER = "this is QTI 2 or 3, which isn't read; export it as QTI 1.2"


def test_a_quiz_that_a_course_has_twice_is_taken_once() -> None:
    """A course of Canvas's has each quiz for Canvas and for others; one for others alone stays."""
    files = {
        "g1/assessment_qti.xml": "one",
        "non_cc_assessments/g1.xml.qti": "one",
        "g2/assessment_qti.xml": "two",
        "non_cc_assessments/g3.xml.qti": "three",
    }
    taken = qti12.read(packed({file: ITEM.format(id).encode() for file, id in files.items()}))
    assert [each["id"] for each in taken.questions] == ["one", "two", "three"]


@pytest.mark.parametrize(
    "root",
    [
        "<assessmentItem identifier='a'/>",
        "<assessmentSection identifier='a'/>",
        "<x:assessmentTest xmlns:x='urn:x' identifier='a'/>",
        "<qti-assessment-stimulus identifier='a'/>",
    ],
)
def test_newer_versions_are_called_so(root: str) -> None:
    """A file of QTI 2 or 3 is refused by name, also in a package."""
    assert recognised(root.encode()) == "qti12"
    for data in (root.encode(), packed({"imsmanifest.xml": b"<m/>", "a.xml": root.encode()})):
        with pytest.raises(NotReadable) as refused:
            qti12.read(data)
        assert str(refused.value) == NEWER


def test_our_own_qti_3_is_called_so(bank: Bank) -> None:
    """What `quiz export --to qti3` writes can't be taken back, and a line says why."""
    with pytest.raises(NotReadable) as refused:
        qti12.read(qti3.written(bank, bank.questions))
    assert str(refused.value) == NEWER
