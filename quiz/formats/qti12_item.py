"""An item of QTI 1.2 as its parts: what it asks, what is picked or typed, what that brings."""

import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple
from xml.etree.ElementTree import Element

from quiz.formats.answers import MOST
from quiz.formats.qti12_gaps import with_gap
from quiz.formats.qti12_scoring import Condition, condition, fitted
from quiz.markup import paragraphs

_MEDIA = {
    "matimage": "a picture",
    "mataudio": "a sound",
    "matvideo": "a video",
    "matapplet": "a program",
    "matapplication": "a program",
}
_RESPONSES = ("response_lid", "response_str", "response_num", "response_xy", "response_grp")
_TYPED = ("response_str", "response_num")
_HTML = ("html", "HTML", "SMART_TEXT")
_FIELD = ("fibtype", "input_boxes")
_OVERALL = re.compile(r"correct|wrong|QUE_\d+_I?C$", re.IGNORECASE)
"""What feedback on any right or wrong answer is called; the last two in Respondus."""
_GENERAL = re.compile(r"general|solution|QUE_\d+_ALL$", re.IGNORECASE)
_D2L = re.compile(r"_A(\d+)$")


def items(root: Element) -> Iterator[Element]:
    """The items in a file, in order; none within another."""
    if root.tag == "item":
        yield root
        return
    for each in root:
        yield from items(each)


def material(node: Element, but: tuple[str, ...] = ()) -> str:
    """The texts below an element as HTML, but for what is in some elements."""
    found: list[str] = []
    _collect(node, but, found)
    return "\n".join(found)


def _collect(node: Element, but: tuple[str, ...], found: list[str]) -> None:
    for each in node:
        if each.tag in ("mattext", "mat_formattedtext"):
            how = each.get("texttype") or each.get("type") or ""
            if text := (each.text or "").strip():
                is_html = any(name in how for name in _HTML)
                found.append(text if is_html else paragraphs(text))
        elif each.tag not in but:
            _collect(each, but, found)


def is_overall(name: str) -> bool:
    """Whether feedback of this name is said of any right answer, or of any wrong one."""
    return _OVERALL.search(name) is not None


def _outermost(node: Element, tag: str) -> Iterator[Element]:
    """The elements of a name below one; none within another, so that each is read once."""
    inner = 0
    for each in node.iter(tag):
        if inner:
            inner -= 1
        elif each is not node:
            inner = sum(1 for _ in each.iter(tag)) - 1
            yield each


class Response(NamedTuple):
    """A place for an answer."""

    ident: str
    kind: str
    """`lid` to pick, `str` to type; `xy` and `grp` can't be asked here."""
    cardinality: str
    text: str
    """What is beside it, such as a row to match."""
    labels: dict[str, str]
    """What can be picked, by its name, as HTML."""
    numeric: bool
    boxes: int
    """How many things are to be typed."""


class Item:
    """An item taken apart."""

    def __init__(self, node: Element) -> None:
        self.ident = node.get("ident", "")
        self.title = node.get("title", "").strip()
        self.fields = _fields(node)
        names = ("question_type", "bbmd_questiontype", "qmd_questiontype", "qmd_itemtype")
        self.type = next((self.fields[name] for name in names if name in self.fields), "")
        presentation = _first(node, "presentation")
        self.matches: list[str] = []
        """What rows are matched with, where it stands beside them, as in Blackboard."""
        for each in presentation.iter("flow"):
            if each.get("class") == "RIGHT_MATCH_BLOCK" and not self.matches:
                self.matches = [material(its) for its in _outermost(each, "material")]
        pieces: list[str | None] = []
        _collect_asked(presentation, pieces)
        self.text = with_gap(pieces)
        self.gaps = pieces.count(None)
        """How many gaps there are to type in."""
        places = islice(_places(presentation, None), MOST + 1)
        beside: dict[Element | None, str] = {None: ""}
        self.responses = [_response(*each, beside) for each in places]
        media = (each.tag for each in node.iter() if each.tag in _MEDIA)
        self.media = [*dict.fromkeys(_MEDIA[str(each)] for each in media)]
        self.conditions = [condition(each) for each in _outermost(node, "respcondition")]
        self.reordered = False
        """Whether the key has other names for the answers, and was taken by their order."""
        if len(self.responses) == 1 and self.responses[0].kind == "lid":
            fitting = fitted(self.conditions, [*self.responses[0].labels])
            if fitting is not None:
                self.reordered = any(each.score > 0 for each in fitting)
                self.conditions = fitting
        self.at_once = any(
            each.score > 0 and each.equal and (each.unequal or len(each.equal) > 1)
            for each in self.conditions
        )
        """Whether all that is right has to be picked in one condition."""
        self.feedback = {
            each.get("ident", ""): material(each) for each in _outermost(node, "itemfeedback")
        }
        self._worth: dict[str, dict[str, float]] = {}
        self._links: dict[tuple[str, str], list[str]] = {}
        for its in self.conditions:
            self._index(its)
        self._shared = self._general()
        self.general = self.feedback.get(self._shared, "")
        self.used = {self._shared}
        """The names of the feedback that has found its place."""

    def _index(self, condition: Condition) -> None:
        """Note what a condition says of the answers that it asks for."""
        for ident, value in condition.equal:
            if condition.score:
                its = self._worth.setdefault(ident, {})
                its[value] = max(its.get(value, condition.score), condition.score)
        asks = condition.equal or condition.unequal
        if len(asks) == 1:
            self._links.setdefault(asks[0], []).extend(condition.shows)

    def _general(self) -> str:
        """The name of the feedback that is shown whatever is answered; empty if there is none."""
        always = {
            name
            for each in self.conditions
            if not each.equal and not each.unequal and not each.bounds and not each.score
            for name in each.shows
        }
        for name, html in self.feedback.items():
            known = name in always or _GENERAL.search(name)
            if known and html and not is_overall(name):
                return name
        return ""

    def worth(self, response: Response) -> dict[str, float]:
        """What each thing that can be picked in a response adds to the score."""
        return {**self._worth.get("", {}), **self._worth.get(response.ident, {})}

    def linked(self, response: Response, value: str) -> Iterator[str]:
        """The names of the feedback of an answer: what its condition shows, or named after it."""
        for name in self._links.get((response.ident, value), ()):
            if name != self._shared and not is_overall(name):
                yield name
        yield f"{value}_fb"
        yield _D2L.sub(r"_IF\1", value)
        yield value


def _first(node: Element, tag: str) -> Element:
    found = next(node.iter(tag), None)
    return Element(tag) if found is None else found


def _fields(node: Element) -> dict[str, str]:
    """The metadata of an item, in the two ways that there are."""
    fields = {
        (each.findtext("fieldlabel") or "").strip(): (each.findtext("fieldentry") or "").strip()
        for each in node.iter("qtimetadatafield")
    }
    metadata = node.find("itemmetadata")
    if metadata is not None:
        fields |= {str(each.tag): (each.text or "").strip() for each in metadata if not len(each)}
    return fields


def _collect_asked(node: Element, found: list[str | None]) -> None:
    """Collect the texts that aren't for answers to pick, and None for each gap to type in."""
    for each in node:
        if each.tag == "flow":
            if each.get("class") not in ("RESPONSE_BLOCK", "RIGHT_MATCH_BLOCK"):
                _collect_asked(each, found)
        elif each.tag in _TYPED:
            _collect_asked(each, found)
            if each.find("render_fib/response_label") is None:
                found.append(None)
        elif each.tag == "render_fib":
            _collect_asked(each, found)
        elif each.tag == "response_label":
            found.append(None)
        elif each.tag not in (*_RESPONSES, "render_choice"):
            texts: list[str] = []
            _collect(each, _RESPONSES, texts)
            found += texts


def _places(node: Element, near: Element | None) -> Iterator[tuple[Element, Element | None]]:
    """Each place for an answer, with the block that it is in, if that is for it alone."""
    for each in node:
        if each.tag in _RESPONSES:
            yield each, near
        elif each.tag == "flow":
            inside = near is not None or each.get("class") == "RESPONSE_BLOCK"
            yield from _places(each, each if inside else None)


def _response(node: Element, near: Element | None, beside: dict[Element | None, str]) -> Response:
    kind = {"response_num": "str"}.get(str(node.tag), str(node.tag).removeprefix("response_"))
    field = next(node.iter("render_fib"), None)
    labels = {}
    if field is None:
        for label in islice(_outermost(node, "response_label"), MOST + 1):
            # ILIAS has menus among what is typed, and names their answers by their texts.
            name = "".join(label.itertext()).strip() if kind == "str" else label.get("ident", "")
            labels[name] = material(label)
        kind = "lid" if labels else kind
    if near not in beside:
        beside[near] = material(near, _RESPONSES) if near is not None else ""
    fibtype, boxes = (field.get(each, "") if field is not None else "" for each in _FIELD)
    return Response(
        node.get("ident", ""),
        kind if field is None else "str",
        node.get("rcardinality", "Single").lower(),
        material(node, ("render_choice", "render_fib", "render_extension")) or beside[near],
        labels,
        node.tag == "response_num" or fibtype.lower() in ("decimal", "integer", "scientific"),
        int(boxes) if boxes.isdecimal() and len(boxes) < 3 else 1,  # noqa: PLR2004
    )
