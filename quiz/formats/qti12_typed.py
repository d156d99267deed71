"""What is typed in an item of QTI 1.2, words or a number, as the fields of a `short`."""

from collections.abc import Iterator, Sequence
from itertools import chain

from quiz.formats.amounts import as_number, middle
from quiz.formats.answers import MOST, Answer, Fields, Lose, brief, number, typing
from quiz.formats.apart import one_line, piece
from quiz.formats.qti12_item import Item, Response, is_overall
from quiz.formats.qti12_scoring import Bounds, Condition
from quiz.formats.qti12_texts import Texts

BLANKS = "fill_in_multiple_blanks_question"
"""Canvas's type of a text in which words are typed; it lists them as if they were to be picked."""


def typed(item: Item, response: Response, texts: Texts, lose: Lose) -> Fields | None:
    """The fields of a `short`; None if no form of it is listed."""
    right = [each for each in item.conditions if each.score > 0]
    best = max((each.score for each in right), default=0.0)
    numeric = response.numeric or item.type in ("numerical_question", "Numeric")
    answers: list[Answer] = []
    for condition in right:
        percent = 100 * condition.score / best
        shows = [name for name in condition.shows if not is_overall(name)]
        forms = []
        for value in [*dict.fromkeys(value for _, value in condition.equal)][:MOST]:
            if value in condition.loose:
                lose(f"{brief(value)}, which stands for many answers: left out")
                continue
            why = texts.why(item, chain(shows, item.linked(response, value)))
            forms.append(Answer(one_line(piece(value, "plain").text), percent, why))
        if numeric and condition.bounds:
            forms = [*_between(condition.bounds, forms, percent)]
        answers += forms
    if response.boxes > 1:
        lose(f"{response.boxes} answers to type: one of them is enough here")
    if numeric:
        return number([*answers, *_beyond(right, answers)], (), lose)
    return _words(answers, lose, case=_capitals_matter(item, right, lose))


def in_blank(item: Item, response: Response, texts: Texts, lose: Lose) -> Fields | None:
    """The fields of a `short` whose forms are listed as if they were to be picked."""
    answers = []
    for ident, html in response.labels.items():
        why = texts.why(item, item.linked(response, ident))
        answers.append(Answer(texts.line(html), 100, why))
    return _words([each for each in answers if each.text], lose, case=False)


def _words(answers: Sequence[Answer], lose: Lose, *, case: bool) -> Fields | None:
    listed = [each._replace(text=each.text.replace("*", r"\*")) for each in answers]
    return typing(listed, case=case, lose=lose)


def _between(bounds: Bounds, forms: Sequence[Answer], percent: float) -> Iterator[Answer]:
    """The middle of a range with how far off an answer may be, and the other numbers listed.

    The first of those is the one to show, as a number needn't be in the middle of its range.
    """
    low, high = as_number(bounds.low), as_number(bounds.high)
    if low is None or high is None:
        yield from forms
        return
    centre, half = middle(low, high)
    listed = next((each for each in forms if as_number(each.text) == centre), None)
    yield (listed or Answer(repr(centre), percent))._replace(tolerance=repr(half))
    yield from (each for each in forms if each is not listed)


def _beyond(right: Sequence[Condition], answers: Sequence[Answer]) -> Iterator[Answer]:
    """The ends of the first range that are themselves wrong, unless they are listed as right."""
    bounds = next((each.bounds for each in right if each.bounds), None)
    listed = {as_number(each.text) for each in answers}
    for end in bounds.beyond if bounds else ():
        if (value := as_number(end)) is not None and value not in listed:
            yield Answer(end, 0)


def _capitals_matter(item: Item, right: Sequence[Condition], lose: Lose) -> bool:
    """Whether all forms have to be typed with their capitals; it's reported if just some have."""
    values = {value for each in right for _, value in each.equal}
    cased = {value for each in right for value in each.cased}
    if cased and cased != values:
        named = ", ".join(map(brief, sorted(cased)))
        lose(f"capitals matter in {named}, but not in all forms: they don't here")
    return item.fields.get("case") == "true" or (bool(values) and cased == values)
