"""An item of QTI 1.2 as its parts: what it asks, what is picked or typed, what that brings."""

from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple
from xml.etree.ElementTree import Element

from quiz.formats.answers import MOST
from quiz.markup import paragraphs

_MEDIA = {
    "matimage": "a picture",
    "mataudio": "a sound",
    "matvideo": "a video",
    "matapplet": "a program",
    "matapplication": "a program",
}
_RESPONSES = ("response_lid", "response_str", "response_num", "response_xy", "response_grp")
_HTML = ("html", "HTML", "SMART_TEXT")


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
    return "correct" in name.lower()


def _outermost(node: Element, tag: str) -> Iterator[Element]:
    """The elements of a name below one; none within another, so that each is read once."""
    for each in node:
        if each.tag == tag:
            yield each
        else:
            yield from _outermost(each, tag)


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


class Condition(NamedTuple):
    """What an answer brings, if it is such."""

    equal: list[tuple[str, str]]
    """The responses and the values that it asks for."""
    loose: list[str]
    """Those of the values that are part of an answer, or a pattern for many."""
    unequal: list[tuple[str, str]]
    bounds: tuple[str, str] | None
    """Between which numbers the answer is to be."""
    score: float
    shows: list[str]
    """The names of the feedback that is then shown."""


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
        self.text = _asked(presentation)
        places = islice(_places(presentation, None), MOST + 1)
        beside: dict[Element | None, str] = {None: ""}
        self.responses = [_response(*each, beside) for each in places]
        media = (each.tag for each in node.iter() if each.tag in _MEDIA)
        self.media = [*dict.fromkeys(_MEDIA[str(each)] for each in media)]
        self.conditions = [_condition(each) for each in _outermost(node, "respcondition")]
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
        for condition in self.conditions:
            self._index(condition)
        self.used: set[str] = set()
        """The names of the feedback that has found its answer."""
        self.general = self._general()

    def _index(self, condition: Condition) -> None:
        """Note what a condition says of the answers that it asks for."""
        for ident, value in condition.equal:
            if condition.score:
                its = self._worth.setdefault(ident, {})
                its[value] = max(its.get(value, condition.score), condition.score)
        asks = condition.equal or condition.unequal
        if len(asks) == 1:
            names = [name for name in condition.shows if not is_overall(name)]
            ident, value = asks[0]
            self._links.setdefault((ident, value), []).extend(names)

    def _general(self) -> str:
        """What is shown whatever is answered, as HTML."""
        always = {
            name
            for each in self.conditions
            if not each.equal and not each.unequal and not each.bounds and not each.score
            for name in each.shows
        }
        for name, html in self.feedback.items():
            known = name in always or "general" in name or "solution" in name.lower()
            if known and "correct" not in name and html:
                self.used.add(name)
                return html
        return ""

    def worth(self, response: Response) -> dict[str, float]:
        """What each thing that can be picked in a response adds to the score."""
        return {**self._worth.get("", {}), **self._worth.get(response.ident, {})}

    def linked(self, response: Response, value: str) -> Iterator[str]:
        """The names of the feedback of an answer: what its condition shows, or named after it."""
        yield from self._links.get((response.ident, value), ())
        yield f"{value}_fb"
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


def _asked(presentation: Element) -> str:
    """The text of a question: all that isn't for answers."""
    found: list[str] = []
    _collect_asked(presentation, found)
    return "\n".join(found)


def _collect_asked(node: Element, found: list[str]) -> None:
    for each in node:
        if each.tag == "flow":
            if each.get("class") not in ("RESPONSE_BLOCK", "RIGHT_MATCH_BLOCK"):
                _collect_asked(each, found)
        elif each.tag not in _RESPONSES:
            _collect(each, _RESPONSES, found)


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
            labels[label.get("ident", "")] = material(label)
    if near not in beside:
        beside[near] = material(near, _RESPONSES) if near is not None else ""
    fibtype = field.get("fibtype", "") if field is not None else ""
    return Response(
        node.get("ident", ""),
        "str" if field is not None else kind,
        node.get("rcardinality", "Single").lower(),
        material(node, ("render_choice", "render_fib", "render_extension")) or beside[near],
        labels,
        node.tag == "response_num" or fibtype.lower() in ("decimal", "integer", "scientific"),
    )


def _condition(node: Element) -> Condition:
    equal: list[tuple[str, str]] = []
    unequal: list[tuple[str, str]] = []
    loose: list[str] = []
    bounds: dict[str, str] = {}
    for each in node.iterfind("conditionvar"):
        _asks(each, equal, unequal, loose, bounds)
    low, high = bounds.get("low"), bounds.get("high")
    return Condition(
        equal,
        loose,
        unequal,
        (low, high) if low is not None and high is not None else None,
        sum(map(_score, node.iterfind("setvar"))),
        [each.get("linkrefid", "") for each in node.iter("displayfeedback")],
    )


def _asks(
    node: Element,
    equal: list[tuple[str, str]],
    unequal: list[tuple[str, str]],
    loose: list[str],
    bounds: dict[str, str],
) -> None:
    """Collect what a condition asks for."""
    for each in node:
        text = (each.text or "").strip()
        match each.tag:
            case "varequal" | "varsubset" | "varinside" | "varsubstring":
                equal.append((each.get("respident", ""), text))
                if each.tag == "varsubstring" or each.get("setmatch", "Exact").lower() != "exact":
                    loose.append(text)
            case "vargte" | "vargt":
                bounds.setdefault("low", text)
            case "varlte" | "varlt":
                bounds.setdefault("high", text)
            case "not":
                _asks(each, unequal, [], [], {})
            case _:
                _asks(each, equal, unequal, loose, bounds)


def _score(node: Element) -> float:
    """What is set or added; names such as SCORE.max stand for the whole."""
    text = (node.text or "").strip()
    try:
        value = float(text)
    except ValueError:
        value = 100.0 if "max" in text.lower() else 0.0
    takes = node.get("action") == "Subtract" or "incorrect" in node.get("varname", "").lower()
    return -abs(value) if takes else value
