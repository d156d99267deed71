"""The answers of an item of QTI 1.2, as the fields that depend on a question's kind."""

from decimal import Decimal
from itertools import chain

from quiz.formats.amounts import as_number, middle
from quiz.formats.answers import (
    MOST,
    Answer,
    Fields,
    Lose,
    brief,
    number,
    ordering,
    picking,
    sorting,
    typing,
)
from quiz.formats.answers import texts as forms
from quiz.formats.apart import Asked, one_line, spotted
from quiz.formats.qti12_gaps import apart
from quiz.formats.qti12_item import Item, Response, is_overall
from quiz.formats.qti12_texts import TRUE_FALSE, Texts
from quiz.text import folded


def answered(item: Item, ask: Asked, texts: Texts, lose: Lose) -> Fields | None:
    """The fields that depend on the kind; None for what can't be asked here."""
    match item.responses:
        case [Response(kind="str") as response]:
            return _typed(item, response, texts, lose)
        case [Response(kind="lid", cardinality="ordered") as response]:
            return _ordered(item, response, ask, texts)
        case [Response(kind="lid") as response] if not item.matches:
            return _picked(item, response, ask, texts, lose)
        case [Response(kind="lid"), *_] as responses:
            return _matched(item, responses, ask, texts)
        case _:
            return None


def _picked(item: Item, response: Response, ask: Asked, texts: Texts, lose: Lose) -> Fields | None:
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
        why = texts.why(item, item.linked(response, ident))
        answers.append(Answer(texts.option(ident, html), percent, why))
    if spot := spotted(answers, ask):
        return spot
    if item.reordered:
        order = "the key names them otherwise and is read in their order; check it"
        lose(f"which answers are right: {order}")
    fields = picking(answers, one=one, lose=lose)
    for option in fields["options"]:
        if not option["text"]:  # so that the question is a draft
            del option["text"]
    two = {folded(each) for each in forms(answers)} == TRUE_FALSE
    return {**fields, "fixed": True} if two or item.fields.get("fixed") == "true" else fields


def _typed(item: Item, response: Response, texts: Texts, lose: Lose) -> Fields | None:
    """Words or a number."""
    right = [each for each in item.conditions if each.score > 0]
    numeric = response.numeric or item.type in ("numerical_question", "Numeric")
    answers = []
    for condition in right:
        bounds = condition.bounds
        shows = [name for name in condition.shows if not is_overall(name)]
        for value in [*dict.fromkeys(value for _, value in condition.equal)][:MOST]:
            if value in condition.loose:
                lose(f"{brief(value)}, which stands for many answers: left out")
                continue
            why = texts.why(item, chain(shows, item.linked(response, value)))
            within = _within(value, bounds) if numeric else ""
            answers.append(Answer(one_line(value), 100, why, within))
        if numeric and not condition.equal and bounds:
            low, high = (as_number(each) for each in bounds)
            if low is not None and high is not None:
                centre, half = middle(low, high)
                answers.append(Answer(repr(centre), 100, "", repr(half)))
    if response.boxes > 1:
        lose(f"{response.boxes} answers to type: one of them is enough here")
    if numeric:
        return number(answers, (), lose)
    case = item.fields.get("case") == "true"
    listed = [each._replace(text=each.text.replace("*", r"\*")) for each in answers]
    return typing(listed, case=case, lose=lose)


def _ordered(item: Item, response: Response, ask: Asked, texts: Texts) -> Fields | None:
    for condition in item.conditions:
        order = [ident for _, ident in condition.equal]
        if condition.score > 0 and sorted(order) == sorted(response.labels):
            steps = [
                (
                    texts.line(response.labels[each]),
                    texts.why(item, item.linked(response, each)),
                )
                for each in order
            ]
            return ordering(steps, ask.ends)
    return None


def _matched(item: Item, responses: list[Response], ask: Asked, texts: Texts) -> Fields | None:
    """A `sort`, or an `order` of ours, of rows that all have the same labels."""
    labels = [*map(texts.line, responses[0].labels.values())]
    if not any(labels):  # Blackboard lists them once, beside
        labels = [*map(texts.line, item.matches)]
    if not 1 < len(labels) <= MOST or not all(labels):
        return None
    rows = []
    beside, stem = [texts.line(each.text) for each in responses], ask.fields.get("stem", "")
    if item.type == "multiple_dropdowns_question":
        beside, stem = apart(stem, beside)
    for response, text in zip(responses, beside, strict=True):
        its = [texts.line(each) for each in response.labels.values()]
        worth = item.worth(response)
        right = max(worth, key=lambda each: worth[each], default="")
        if any(its) and sorted(its) != sorted(labels):
            return None
        if worth.get(right, 0) <= 0 or right not in response.labels:
            return None
        label = (its if any(its) else labels)[[*response.labels].index(right)]
        why = texts.why(item, item.linked(response, right))
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
