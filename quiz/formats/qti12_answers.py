"""The answers of an item of QTI 1.2, as the fields that depend on a question's kind."""

from quiz.formats.answers import MOST, Answer, Fields, Lose, ordering, picking
from quiz.formats.answers import texts as forms
from quiz.formats.apart import Asked, spotted
from quiz.formats.qti12_gaps import draw_gap
from quiz.formats.qti12_item import Item, Response
from quiz.formats.qti12_matched import CATEGORIES, MENUS, in_categories, matched
from quiz.formats.qti12_texts import TRUE_FALSE, Texts
from quiz.formats.qti12_typed import BLANKS, in_blank, typed
from quiz.text import folded


def answered(item: Item, ask: Asked, texts: Texts, lose: Lose) -> Fields | None:
    """The fields that depend on the kind; None for what can't be asked here."""
    match item.responses:
        case _ if item.gaps > 1:
            return None
        case [Response(kind="str") as response]:
            return typed(item, response, texts, lose)
        case [Response(kind="lid") as response] if item.type == BLANKS:
            draw_gap(ask, response.text)
            return in_blank(item, response, texts, lose)
        case [Response(kind="lid", cardinality="ordered") as response]:
            return _ordered(item, response, ask, texts)
        case [Response(kind="lid") as response] if not item.matches:
            if item.type == MENUS:
                draw_gap(ask, response.text)
            return _picked(item, response, ask, texts, lose)
        case [Response(kind="lid"), *_] as responses:
            if item.type == CATEGORIES:
                return in_categories(item, responses, texts, lose)
            return matched(item, responses, ask, texts, lose)
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
