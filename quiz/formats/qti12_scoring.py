"""What answers bring in QTI 1.2: the conditions of an item, and the answers that they name."""

from collections.abc import Container, Mapping, Sequence
from typing import NamedTuple
from xml.etree.ElementTree import Element


class Bounds(NamedTuple):
    """Between which numbers an answer is to be, as the file has them."""

    low: str
    high: str
    beyond: list[str]
    """Those of them that aren't among the right ones."""


class Condition(NamedTuple):
    """What an answer brings, if it is such."""

    equal: list[tuple[str, str]]
    """The responses and the values that it asks for."""
    loose: list[str]
    """Those of the values that are part of an answer, or a pattern for many."""
    unequal: list[tuple[str, str]]
    bounds: Bounds | None
    score: float
    shows: list[str]
    """The names of the feedback that is then shown."""
    named: list[str]
    """All values that it names, in their order, those that it asks not to be there too."""
    cased: list[str]
    """Those of them whose capitals matter."""

    def renamed(self, names: Mapping[str, str]) -> "Condition":
        """The condition with other names for its values."""
        equal = [(ident, names.get(value, value)) for ident, value in self.equal]
        unequal = [(ident, names.get(value, value)) for ident, value in self.unequal]
        return self._replace(equal=equal, unequal=unequal)


def condition(node: Element) -> Condition:
    """A condition, and what is set or shown if it holds."""
    equal: list[tuple[str, str]] = []
    unequal: list[tuple[str, str]] = []
    loose: list[str] = []
    ends: dict[str, Element] = {}
    vars = [*node.iterfind("conditionvar")]
    for each in vars:
        _asks(each, equal, unequal, loose, ends)
    named = [its for each in vars for its in each.iter("varequal")]
    return Condition(
        equal,
        loose,
        unequal,
        _bounds(ends),
        sum(map(_score, node.iterfind("setvar"))),
        [each.get("linkrefid", "") for each in node.iter("displayfeedback")],
        [*map(_text, named)],
        [_text(each) for each in named if each.get("case", "").lower() == "yes"],
    )


def _text(node: Element) -> str:
    return (node.text or "").strip()


def _bounds(ends: Mapping[str, Element]) -> Bounds | None:
    """The bounds by their two ends; None unless both are there."""
    if len(ends) < 2:  # noqa: PLR2004
        return None
    beyond = [_text(each) for each in ends.values() if each.tag in ("vargt", "varlt")]
    return Bounds(_text(ends["low"]), _text(ends["high"]), beyond)


def _asks(
    node: Element,
    equal: list[tuple[str, str]],
    unequal: list[tuple[str, str]],
    loose: list[str],
    ends: dict[str, Element],
) -> None:
    """Collect what a condition asks for."""
    for each in node:
        match each.tag:
            case "varequal" | "varsubset" | "varinside" | "varsubstring":
                equal.append((each.get("respident", ""), _text(each)))
                if each.tag == "varsubstring" or each.get("setmatch", "Exact").lower() != "exact":
                    loose.append(_text(each))
            case "vargte" | "vargt":
                ends.setdefault("low", each)
            case "varlte" | "varlt":
                ends.setdefault("high", each)
            case "not":
                _asks(each, unequal, [], [], {})
            case _:
                _asks(each, equal, unequal, loose, ends)


def _score(node: Element) -> float:
    """What is set or added; names such as SCORE.max stand for the whole."""
    text = _text(node)
    try:
        value = float(text)
    except ValueError:
        value = 100.0 if "max" in text.lower() else 0.0
    takes = node.get("action") == "Subtract" or "incorrect" in node.get("varname", "").lower()
    return -abs(value) if takes else value


def fitted(conditions: Sequence[Condition], labels: Sequence[str]) -> list[Condition] | None:
    """Conditions that name the labels, where the key has other names for them; None if it hasn't.

    Blackboard has packages in which the answers are numbered from 1 and the key from 0, or the key
    has codes of its own. If it names as many as there are, they are in the same order, as Canvas
    takes them, too. If it doesn't, such a condition is left out: it says nothing of what is right.
    """
    known = {*labels}
    strange = [_is_strange(each, known) for each in conditions]
    if not any(strange):
        return None
    names = [*dict.fromkeys(conditions[strange.index(True)].named)]
    if len(names) == len(labels):
        order = dict(zip(names, labels, strict=True))
        return [each.renamed(order) for each in conditions]
    pairs = zip(conditions, strange, strict=True)
    return [each for each, is_strange in pairs if not is_strange]


def _is_strange(condition: Condition, known: Container[str]) -> bool:
    """Whether a condition gives a mark for an answer that isn't there."""
    return condition.score > 0 and any(value not in known for _, value in condition.equal)
