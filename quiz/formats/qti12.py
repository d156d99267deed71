"""`qti12`: questions taken from QTI 1.2, from Canvas, Blackboard, Respondus, D2L and ILIAS.

A file, or a package of several.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from xml.etree.ElementTree import Element

from quiz.formats.amounts import as_number, middle
from quiz.formats.answers import (
    MOST,
    Answer,
    Fields,
    brief,
    number,
    ordering,
    picking,
    sorting,
    texts,
    typing,
)
from quiz.formats.apart import (
    Asked,
    Names,
    Piece,
    about,
    asked,
    left_out,
    one_line,
    piece,
    said,
    spotted,
    whole,
)
from quiz.formats.qti12_files import drawn, qti_files
from quiz.formats.qti12_gaps import apart
from quiz.formats.qti12_item import Item, Response, is_overall, items
from quiz.formats.taken import Lost, NotReadable, Taken, refuse_too_many
from quiz.formats.xml import MOST_BYTES
from quiz.text import folded

_KEY = re.compile(
    r"[gi]?[0-9a-f]{16,}|[A-Z]*[_-]?\d+|text2qti_question_\w+|il_\d+_qst_\d+", re.IGNORECASE
)
"""What a tool numbers questions with, which says nothing of them."""
_NUMBERED = re.compile(r"(?:question|item|q)?[\s#.]*\d*", re.IGNORECASE)
"""A title that is none."""
_TRUE_FALSE = {"true", "false"}
_NEVER = {
    "essay_question": "an essay",
    "Essay": "an essay",
    "file_upload_question": "a file to upload",
    "File Upload": "a file to upload",
    "text_only_question": "a text that asks nothing",
    "calculated_question": "a question that reckons with random numbers",
    "Calculated": "a question that reckons with random numbers",
    "Hot Spot": "a place to find in a picture",
}
"""What no question here can ask, by its type in the file."""
_OVERALL = re.compile("correct|wrong", re.IGNORECASE)


def read(data: bytes) -> Taken:
    """The questions of a package or a file, and what of it was lost."""
    files = qti_files(data)
    reader = _Reader(several=len(files) > 1)
    refuse_too_many(sum(1 for root in files.values() for _ in items(root)))
    for file, root in files.items():
        for node in items(root):
            reader.take(file, node)
    reader.lost += drawn(files)
    if not reader.questions and not reader.lost:
        raise NotReadable("there are no questions of QTI 1.2 in it", "export it as QTI 1.2")
    return Taken(tuple(reader.questions), tuple(reader.lost))


class _Reader:
    """Files being read."""

    def __init__(self, *, several: bool) -> None:
        self.questions: list[Fields] = []
        self.lost: list[Lost] = []
        self._several = several
        self._counts: dict[str, int] = {}
        self._where = ""
        self._pieces: dict[str, Piece] = {}
        """Texts of this question's answers that have been read, by their HTML."""
        self._again = 0
        """How long all texts are that stood at several answers, after their first."""
        self._overall: set[str] = set()
        """What is said of right or wrong answers in general, once it has been named."""

    def take(self, file: str, node: Element) -> None:
        """Take a question, or name it as lost."""
        self._counts[file] = count = self._counts.get(file, 0) + 1
        self._where = f"question {count}, line {getattr(node, 'line', 0)}"
        if self._several:
            self._where = f"{file}, {self._where}"
        self._pieces = {}
        item = Item(node)
        ask, told = asked(item.text), said(item.general)
        fields = None
        if item.type not in _NEVER and len(item.responses) <= MOST:
            fields = self._answered(item, ask)
        if fields is None:
            title = item.title or ask.fields.get("stem", "")
            self._lose(f"{self._name(item)}, {brief(title)}: left out")
            return
        for what in left_out(item.media):
            self._lose(what)
        skill = item.fields.get("skill", "")  # which is in ours alone
        id = "" if _KEY.fullmatch(item.ident) and not skill else item.ident
        title = "" if _NUMBERED.fullmatch(item.title) else item.title
        its = about(Names(id, title, [skill] if skill else []), ask, self._lose)
        self.questions.append(whole(its, ask, fields, told, self._lose))
        self._rest(item)

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
        if len(item.responses) > 1:
            return "gaps of several kinds in one text"
        if not item.responses[0].labels:
            return "a typed answer of which no form is listed"
        return f"a question of the type {brief(item.type or 'unknown')}"

    def _rest(self, item: Item) -> None:
        """Report what is said of right or wrong answers in general."""
        for name, html in item.feedback.items():
            if name in item.used or not _OVERALL.search(name):
                continue
            text = self._piece(html).text
            if text and text not in self._overall:
                self._overall.add(text)
                self._lose(f"{brief(text)}, said of any such answer: left out")

    def _answered(self, item: Item, ask: Asked) -> Fields | None:
        """The fields that depend on the kind; None for what can't be asked here."""
        match item.responses:
            case [Response(kind="str") as response]:
                return self._typed(item, response)
            case [Response(kind="lid", cardinality="ordered") as response]:
                return self._ordered(item, response, ask)
            case [Response(kind="lid") as response] if not item.matches:
                return self._picked(item, response, ask)
            case [Response(kind="lid"), *_] as responses:
                return self._matched(item, responses, ask)
            case _:
                return None

    def _piece(self, html: str) -> Piece:
        """What `piece` gives, once for each text, however many answers share it."""
        if (known := self._pieces.get(html)) is None:
            self._pieces[html] = known = piece(html)
        else:
            self._again += len(known.text)
            if self._again > MOST_BYTES:
                raise NotReadable("far too many answers share a text", "export it again")
        return known

    def _why(self, item: Item, names: Iterator[str]) -> str:
        """The feedback of an answer, by the first of these names that has one."""
        for name in names:
            if html := item.feedback.get(name):
                item.used.add(name)
                text, lost = self._piece(html)
                for each in lost:
                    self._lose(f"{each}, in what is said of an answer: left out")
                return text
        return ""

    def _line(self, html: str) -> str:
        """The text of an answer."""
        text, lost = self._piece(html)
        for each in lost:
            self._lose(f"{each}, in an answer: left out")
        return one_line(text)

    def _option(self, ident: str, html: str) -> str:
        """The text of an option; empty if there is none."""
        if text := self._line(html) or (ident if folded(ident) in _TRUE_FALSE else ""):
            return text
        self._lose("an answer without a text, such as a picture: write one in its place")
        return ""

    def _picked(self, item: Item, response: Response, ask: Asked) -> Fields | None:
        if not 1 < len(response.labels) <= MOST:
            return None
        worth = item.worth(response)
        best = max(worth.values(), default=0.0)
        total = sum(each for each in worth.values() if each > 0)
        one = response.cardinality != "multiple"
        right = sum(each > 0 for each in worth.values())
        answers = []
        for ident, html in response.labels.items():
            percent = worth.get(ident, 0.0)
            if one:
                percent = 100 * percent / best if best > 0 else 0.0
            elif item.at_once:
                percent = 100 / right if percent > 0 else -100 / max(1, right)
            elif total:
                percent = 100 * percent / total
            why = self._why(item, item.linked(response, ident))
            answers.append(Answer(self._option(ident, html), percent, why))
        if spot := spotted(answers, ask):
            return spot
        fields = picking(answers, one=one, lose=self._lose)
        for option in fields["options"]:
            if not option["text"]:  # so that the question is a draft
                del option["text"]
        two = {folded(each) for each in texts(answers)} == _TRUE_FALSE
        return {**fields, "fixed": True} if two or item.fields.get("fixed") == "true" else fields

    def _typed(self, item: Item, response: Response) -> Fields | None:
        """Words or a number."""
        right = [each for each in item.conditions if each.score > 0]
        numeric = response.numeric or item.type in ("numerical_question", "Numeric")
        answers = []
        for condition in right:
            bounds = condition.bounds
            shows = [name for name in condition.shows if not is_overall(name)]
            for value in [*dict.fromkeys(value for _, value in condition.equal)][:MOST]:
                if value in condition.loose:
                    self._lose(f"{brief(value)}, which stands for many answers: left out")
                    continue
                why = self._why(item, iter(shows))
                within = _within(value, bounds) if numeric else ""
                answers.append(Answer(one_line(value), 100, why, within))
            if numeric and not condition.equal and bounds:
                low, high = (as_number(each) for each in bounds)
                if low is not None and high is not None:
                    centre, half = middle(low, high)
                    answers.append(Answer(repr(centre), 100, "", repr(half)))
        if numeric:
            return number(answers, (), self._lose)
        case = item.fields.get("case") == "true"
        listed = [each._replace(text=each.text.replace("*", r"\*")) for each in answers]
        return typing(listed, case=case, lose=self._lose)

    def _ordered(self, item: Item, response: Response, ask: Asked) -> Fields | None:
        for condition in item.conditions:
            order = [ident for _, ident in condition.equal]
            if condition.score > 0 and sorted(order) == sorted(response.labels):
                steps = [
                    (
                        self._line(response.labels[each]),
                        self._why(item, item.linked(response, each)),
                    )
                    for each in order
                ]
                return ordering(steps, ask.ends)
        return None

    def _matched(self, item: Item, responses: list[Response], ask: Asked) -> Fields | None:
        """A `sort`, or an `order` of ours, of rows that all have the same labels."""
        labels = [*map(self._line, responses[0].labels.values())]
        if not any(labels):  # Blackboard lists them once, beside
            labels = [*map(self._line, item.matches)]
        if not 1 < len(labels) <= MOST or not all(labels):
            return None
        rows = []
        beside, stem = [self._line(each.text) for each in responses], ask.fields.get("stem", "")
        if item.type == "multiple_dropdowns_question":
            beside, stem = apart(stem, beside)
        for response, text in zip(responses, beside, strict=True):
            its = [self._line(each) for each in response.labels.values()]
            worth = item.worth(response)
            right = max(worth, key=lambda each: worth[each], default="")
            if any(its) and sorted(its) != sorted(labels):
                return None
            if worth.get(right, 0) <= 0 or right not in response.labels:
                return None
            label = (its if any(its) else labels)[[*response.labels].index(right)]
            why = self._why(item, item.linked(response, right))
            rows.append((text, label, why))
        ask.fields.pop("stem", "")
        ask.fields.update({"stem": stem} if stem else {})
        if ask.ends and sorted(labels) == sorted(map(str, range(1, len(rows) + 1))):
            rows.sort(key=lambda row: int(row[1]))
            return ordering([(text, why) for text, _, why in rows], ask.ends)
        fields = sorting(rows, labels)
        return {**fields, "fixed": True} if item.fields.get("fixed") == "true" else fields


def _within(value: str, bounds: tuple[str, str] | None) -> str:
    """How far from a number an answer may be, by the bounds around it."""
    number, high = as_number(value), as_number(bounds[1]) if bounds else None
    if number is None or high is None:
        return ""
    return repr(float(Decimal(repr(high)) - Decimal(repr(number))))  # floats would be off a little
