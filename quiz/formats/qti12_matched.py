"""What is matched in an item of QTI 1.2, or put into categories, as the fields of a `sort`."""

from collections.abc import Sequence

from quiz.formats.answers import MOST, Answer, Fields, Lose, brief, ordering, row, sorting
from quiz.formats.apart import Asked
from quiz.formats.qti12_gaps import apart
from quiz.formats.qti12_item import Item, Response
from quiz.formats.qti12_texts import Texts

MENUS = "multiple_dropdowns_question"
"""Canvas's type of a text with menus in it."""
CATEGORIES = "categorization_question"
"""Canvas's type in which each category lists all that may belong there."""


def matched(
    item: Item, responses: Sequence[Response], ask: Asked, texts: Texts, lose: Lose
) -> Fields | None:
    """A `sort`, or an `order` of ours, of rows that all have the same labels; None for others."""
    if not all(each.labels for each in responses):
        return None
    labels = [*map(texts.line, responses[0].labels.values())]
    if not any(labels):  # Blackboard lists them once, beside
        labels = [*map(texts.line, item.matches)]
    if not 1 < len(labels) <= MOST or not all(labels):
        return None
    each_has = [[*map(texts.line, each.labels.values())] for each in responses]
    if any(any(its) and sorted(its) != sorted(labels) for its in each_has):
        return None
    beside, stem = [texts.line(each.text) for each in responses], ask.fields.get("stem", "")
    if item.type == MENUS:
        beside, stem = apart(stem, beside)
    rows = []
    for response, text, its in zip(responses, beside, each_has, strict=True):
        answers = _answers(item, response, its if any(its) else labels, texts)
        rows.append(row(text, answers, lose))
    ask.fields.pop("stem", "")
    ask.fields.update({"stem": stem} if stem else {})
    if ask.ends and sorted(label for _, label, _ in rows) == [
        str(place) for place in range(1, len(rows) + 1)
    ]:
        rows.sort(key=lambda row: int(row[1]))
        return ordering([(text, why) for text, _, why in rows], ask.ends)
    fields = sorting(rows, labels)
    return {**fields, "fixed": True} if item.fields.get("fixed") == "true" else fields


def in_categories(
    item: Item, responses: Sequence[Response], texts: Texts, lose: Lose
) -> Fields | None:
    """A `sort` in which the categories are the labels, and all that they list the rows."""
    labels = [texts.line(each.text) for each in responses]
    places: dict[str, list[Answer]] = {}
    for label, response in zip(labels, responses, strict=True):
        its = [*map(texts.line, response.labels.values())]
        for text, answer in zip(its, _answers(item, response, its, texts), strict=True):
            right = 100.0 if answer.percent > 0 else 0.0
            places.setdefault(text, []).append(answer._replace(text=label, percent=right))
    rows = []
    for text, answers in places.items():
        if any(each.percent > 0 for each in answers):
            rows.append(row(text, answers, lose))
        else:
            lose(f"{brief(text)}, which belongs nowhere: left out")
    return sorting(rows, labels) if rows else None


def _answers(item: Item, response: Response, labels: Sequence[str], texts: Texts) -> list[Answer]:
    """What can be matched with a row, each with its share of what the best of it adds."""
    worth = item.worth(response)
    best = max((worth.get(each, 0.0) for each in response.labels), default=0.0)
    return [
        Answer(
            text,
            100 * worth.get(ident, 0.0) / best if best > 0 else 0.0,
            texts.why(item, item.linked(response, ident)),
        )
        for ident, text in zip(response.labels, labels, strict=False)
    ]
