"""`qti12`: questions taken from QTI 1.2, from Canvas, Blackboard, Respondus, D2L and ILIAS.

A file, or a package of several.
"""

import re
from xml.etree.ElementTree import Element

from quiz.formats.answers import GAP, MOST, Fields, brief
from quiz.formats.apart import Names, about, as_lost, asked, said, whole
from quiz.formats.qti12_answers import answered
from quiz.formats.qti12_files import drawn, qti_files, said_before
from quiz.formats.qti12_item import Item, items
from quiz.formats.qti12_texts import Texts
from quiz.formats.qti12_typed import BLANKS
from quiz.formats.taken import Lost, NotReadable, Taken, refuse_too_many
from quiz.formats.xml import line_of

_KEY = re.compile(
    r"[gi]?[0-9a-f]{16,}|[A-Z]*[_-]?\d+|text2qti_question_\w+|il_\d+_qst_\d+", re.IGNORECASE
)
"""What a tool numbers questions with, which says nothing of them."""
_NUMBERED = re.compile(r"(?:question|item|q)?[\s#.]*\d*", re.IGNORECASE)
"""A title that is none."""
_BLANK = re.compile(r"\{\{BLANK_\d+\}\}")
"""A gap in a title of mkdocs-quiz."""
_NEVER = {
    "essay_question": "an essay",
    "Essay": "an essay",
    "file_upload_question": "a file to upload",
    "File Upload": "a file to upload",
    "text_only_question": "a text that asks nothing",
    "calculated_question": "a question that calculates with random numbers",
    "Calculated": "a question that calculates with random numbers",
    "Hot Spot": "a place to find in a picture",
}
"""What no question here can ask, by its type in the file."""


def read(data: bytes) -> Taken:
    """The questions of a package or a file, and what of it was lost."""
    files = qti_files(data)
    reader = _Reader(several=len(files) > 1)
    refuse_too_many(sum(1 for root in files.values() for _ in items(root)))
    for file, root in files.items():
        for node in items(root):
            reader.take(file, node)
    reader.lost += (*said_before(files), *drawn(files))
    if not reader.questions and not reader.lost:
        raise NotReadable(
            "there are no questions of QTI 1.2 in it", "export it as QTI 1.2, or unpack it"
        )
    return Taken(tuple(reader.questions), tuple(reader.lost))


def _several(item: Item) -> str:
    """What a question with several places for answers is called."""
    match {each.kind for each in item.responses}:
        case kinds if item.type == BLANKS or kinds == {"str"} or item.gaps == len(item.responses):
            return "several gaps in one text"
        case kinds if kinds == {"lid"}:
            return "menus or rows that don't all have the same answers"
        case _:
            return "gaps of several kinds in one text"


class _Reader:
    """Files being read."""

    def __init__(self, *, several: bool) -> None:
        self.questions: list[Fields] = []
        self.lost: list[Lost] = []
        self._several = several
        self._counts: dict[str, int] = {}
        self._where = ""
        self._texts = Texts(self._lose)

    def take(self, file: str, node: Element) -> None:
        """Take a question, or name it as lost."""
        self._counts[file] = count = self._counts.get(file, 0) + 1
        self._where = f"question {count}, line {line_of(node)}"
        if self._several:
            self._where = f"{file}, {self._where}"
        self._texts.begin()
        item = Item(node)
        ask, told = asked(item.text), said(item.general)
        fields = None
        if item.type not in _NEVER and len(item.responses) <= MOST:
            fields = answered(item, ask, self._texts, self._lose)
        if fields is None:
            title = item.title or ask.fields.get("stem", "")
            self._lose(f"{self._name(item)}, {brief(title)}: left out")
            return
        for what in as_lost(item.media):
            self._lose(what)
        skill = item.fields.get("skill", "")  # which is in ours alone
        id = "" if _KEY.fullmatch(item.ident) and not skill else item.ident
        title = "" if _NUMBERED.fullmatch(item.title) else _BLANK.sub(GAP, item.title)
        its = about(Names(id, title, [skill] if skill else []), ask, self._lose)
        self.questions.append(whole(its, ask, fields, told, self._lose))
        self._texts.unplaced(item)

    def _lose(self, what: str) -> None:
        self.lost.append(Lost(self._where, what))

    @staticmethod
    def _name(item: Item) -> str:
        """What a question that is left out is called."""
        if item.type in _NEVER:
            return _NEVER[item.type]
        if not item.responses:
            return "a text that asks nothing"
        if len(item.responses) > MOST:
            return "a question with far too many answers"
        if any(each.kind == "xy" for each in item.responses):
            return "a place to find in a picture"
        if len(item.responses) > 1 or item.gaps > 1:
            return _several(item)
        if item.responses[0].cardinality == "ordered":
            return "steps to put in order, without a key for all of them"
        if not item.responses[0].labels:
            return "a typed answer of which no form is listed"
        return f"a question of the type {brief(item.type or 'unknown')}"
