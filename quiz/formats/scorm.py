"""`scorm`: the page of `web` in a SCORM 1.2 package, which tells a platform scores and answers.

The script that reports is `web/scorm.js`. Where there is no platform, the page says so and goes on
as the one of `web` does. The formats of what is reported, and its 255 and 4,096 characters at most,
are those of the SCORM 1.2 Run-Time Environment, chapter 3.4 (ADL, 2001).

The score, from 0 to 100, is the share of a round's questions that is right, without those that were
skipped, as skipping costs nothing. The marks can be below zero, which SCORM 1.2 doesn't take. The
score of a later round takes the place of an earlier one.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from quiz.bank.fields import LONGEST_LINE
from quiz.bank.kinds import Question, Short, Sort
from quiz.bank.model import Bank
from quiz.classroom.handin import stamp
from quiz.formats import Change
from quiz.formats.package import ours, packed
from quiz.formats.web import page
from quiz.formats.web.data import data
from quiz.formats.xml import for_xml
from quiz.markup import escaped
from quiz.words import say

TOOL = "learning platforms that take SCORM 1.2, such as Moodle"
ENDING = ".zip"
OURS = ours("scorm")

MARKS = Change(
    "the marks, from −6 to 3",
    "are in a comment at the end of a round. The score in the gradebook is the share of the "
    "last round's questions that is right, from 0 to 100. A skipped one doesn't count; one that is "
    "left out when the round ends isn't right, unless it is answered or skipped after that",
)
SURE = Change(
    "how sure readers are",
    "is reported as an answer of its own: the question's id with `_sure`, and 1, 2 or 3",
)
LETTERS = Change(
    "what was picked or put in order",
    "is reported by its letter, or by its number if there are more than 26: “a” comes first in the "
    "file of questions, wherever readers saw it",
)
ROWS = Change(
    "what was sorted",
    "is reported as pairs: “1.b” is the first row of the file, under its second label",
)
TYPED = Change(
    "what was typed",
    f"is reported up to its 255th character of {LONGEST_LINE}, with one of the right forms",
)
CHANGES = (MARKS, SURE, LETTERS, ROWS, TYPED)

_PAGE = "index.html"
_LONGEST_TITLE = 200
"""In characters, as the schema of manifests has it (imscp_rootv1p1p2.xsd)."""


def changes(question: Question) -> Iterator[Change]:
    """What a platform doesn't get of a question as it is; the reader's page loses nothing."""
    yield MARKS
    yield SURE
    match question:
        case Short():
            yield TYPED
        case Sort():
            yield ROWS
        case _:
            yield LETTERS


def written(bank: Bank, questions: Sequence[Question]) -> bytes:
    """The package: the manifest and the page."""
    made = data(bank, questions)
    made["words"] |= _words()
    files = {
        "imsmanifest.xml": _manifest(bank).encode(),
        _PAGE: page(bank, questions, made, "leftoff", "scorm"),
    }
    return packed(files, "scorm")


def _manifest(bank: Bank) -> str:
    """What is in the package: one page, which talks to the platform."""
    title = escaped(for_xml(bank.about.title)[:_LONGEST_TITLE])
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<manifest identifier="quiz-{stamp(bank).digest}" version="1.0"\n'
        '    xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2"\n'
        '    xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2">\n'
        "<metadata><schema>ADL SCORM</schema><schemaversion>1.2</schemaversion></metadata>\n"
        '<organizations default="all"><organization identifier="all">'
        f"<title>{title}</title>\n"
        f'<item identifier="item" identifierref="page"><title>{title}</title></item>\n'
        "</organization></organizations>\n"
        '<resources><resource identifier="page" type="webcontent" adlcp:scormtype="sco" '
        f'href="{_PAGE}"><file href="{_PAGE}"/></resource></resources>\n'
        "</manifest>\n"
    )


def _words() -> dict[str, Any]:
    """What the page says of the platform."""
    return {
        "keptThere": say(
            "After each answer you see what is right and why, and where to check it. Your learning "
            "platform gets each answer, how sure you were, and a score: how much of the last round "
            "is right, from 0 to 100. How sure you are doesn't change it, and nor does what you "
            "skip."
        ),
        "saveThere": say(
            "Your learning platform has them. If your teacher asks for a file, save them here, too."
        ),
        "noPlatform": say(
            "There is no learning platform around this page, so no score is reported. You can save "
            "your answers at the end of a round."
        ),
        "notTaken": say(
            "Your learning platform didn't take the last answer. Save your answers at the end of "
            "the round, so that they aren't lost."
        ),
        "tooMuch": say(
            "This round is too long for your learning platform to keep while you are away: end it "
            "before you leave. The answers you have given are kept."
        ),
        "scored": say("Your learning platform has your score: {n} of 100."),
        "changedSince": say(
            "The questions have changed since you left off, so that round can't go on. The answers "
            "that you gave are kept."
        ),
        "notCounted": say(
            "Your learning platform opened this as a preview or a review, so what you answer now "
            "may not count."
        ),
    }
