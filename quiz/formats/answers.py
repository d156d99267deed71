"""Answers with shares of a mark, as Moodle and GIFT have them, as fields of a question."""

import re
from collections.abc import Callable, Sequence
from math import isclose
from typing import Any, NamedTuple

from quiz.formats.amounts import MOST_RIGHT, as_number, in_digits, may_be_thousands
from quiz.text import folded, shortened
from quiz.words import say

Fields = dict[str, Any]
Lose = Callable[[str], None]
"""Takes what is lost of a question, in words."""

ANY = "*"
"""What stands for any other answer."""
KEYLESS = "it's a draft without a key"
"""What becomes of a question of which it can't be told what is right."""
GAP = "_____"
"""What stands for a gap in a text that readers see, as in Moodle."""
MOST = 100
"""The most answers that are read of a question; no question for readers has so many."""
_WILDCARD = re.compile(r"(?<!\\)\*")
_ALL = 100.0
_SHORTENED = 60


class Answer(NamedTuple):
    """An answer of another tool's, as plain text."""

    text: str
    percent: float
    """Its share of the mark; below 0 for one that takes marks away."""
    why: str = ""
    tolerance: str = ""


def brief(text: str) -> str:
    """A text in quotation marks, short enough for a report."""
    return f"“{shortened(text, _SHORTENED)}”"


def picking(answers: Sequence[Answer], *, one: bool, lose: Lose) -> Fields:
    """A `choice`, or a `multi` if several answers are right; `one` if a reader picks one."""
    best = max((each.percent for each in answers), default=0)
    right = [each for each in answers if each.percent > 0 and (not one or each.percent == best)]
    if not right:
        lose("it doesn't say which answer is right")
    if one:
        for each in answers:
            if 0 < each.percent < best:
                lose(f"part of the mark for {brief(each.text)}: it's wrong here")
        if len(right) > 1:
            lose(f"a choice of {len(right)} right answers: a reader picks all of them here")
    elif len(right) > 1 and min(each.percent for each in right) >= _ALL:
        lose(f"one of {len(right)} right answers is enough there: a reader picks all of them here")
    elif not _even(answers, len(right)):
        lose("how much each answer counts: right ones count the same, and a wrong one cancels one")
    fields: Fields = {"kind": "choice" if one and len(right) < 2 else "multi"}  # noqa: PLR2004
    fields["options"] = [
        {"text": each.text, **({"right": True} if each in right else {}), **reason(each.why)}
        for each in answers
    ]
    if len({*map(folded, texts(answers))}) < len({*texts(answers)}):
        fields["case"] = True
    return fields


def texts(answers: Sequence[Answer]) -> list[str]:
    """The texts of some answers."""
    return [each.text for each in answers]


def _even(answers: Sequence[Answer], count: int) -> bool:
    """Whether right answers share the mark, and each wrong one takes as much away."""
    share = _ALL / max(1, count)
    # Moodle has no share smaller than a twentieth, and rounds; see quiz/formats/amounts.py
    near = 0.01 if count <= MOST_RIGHT else 5
    return all(isclose(abs(each.percent), share, abs_tol=near) for each in answers)


def true_or_false(*, true: bool | None, whys: tuple[str, str]) -> Fields:
    """A `choice` between true and false, with the reasons for each; None if neither is right."""
    options = [{"text": say("True"), **reason(whys[0])}, {"text": say("False"), **reason(whys[1])}]
    if true is not None:
        options[0 if true else 1]["right"] = True
    return {"kind": "choice", "options": [_in_order(each) for each in options], "fixed": True}


def _in_order(option: Fields) -> Fields:
    """An option with its fields in the order in which authors write them."""
    return {name: option[name] for name in ("text", "right", "why") if name in option}


def typing(answers: Sequence[Answer], *, case: bool, lose: Lose) -> Fields | None:
    """A `short` for words; None if no form of it can be listed.

    What is said of the first right answer is the explanation; the others may be right otherwise.
    """
    fields: Fields = {"kind": "short", "accept": [], "reject": []}
    for each in answers:
        form = each.text.replace(r"\*", "*")
        if each.text == ANY:
            if each.percent > 0:
                lose("a mark for any other answer: it's wrong here")
            if each.why:
                lose(f"what is said of any other answer: {brief(each.why)}")
        elif _WILDCARD.search(each.text):
            lose(f"{brief(each.text)}, which stands for many answers: left out")
            _unsaid(each, form, lose)
        elif 0 < each.percent < _ALL:
            lose(f"part of the mark for {brief(form)}: it's left out")
            _unsaid(each, form, lose)
        else:
            is_first = each.percent > 0 and not fields["accept"]
            fields["accept" if each.percent > 0 else "reject"].append(form)
            _said(each, form, fields, lose, is_first=is_first)
    return _typed(fields, case=case) if fields["accept"] else None


def read_as(text: str, lose: Lose) -> float | None:
    """The number that an answer is, if it's one. A comma that may mean thousands is reported."""
    value = as_number(text)
    if value is not None and may_be_thousands(text):
        said = f"{brief(text.strip())} is read as {in_digits(value)}"
        lose(f"{said}: change it if its comma is for thousands")
    return value


def number(answers: Sequence[Answer], units: Sequence[str], lose: Lose) -> Fields | None:
    """A `short` for a number; None if there is none. The explanation is as in `typing`."""
    fields: Fields = {"kind": "short", "accept": [], "reject": []}
    for each in answers:
        value, tolerance = read_as(each.text, lose), read_as(each.tolerance or "0", lose)
        if each.text == ANY or value is None or tolerance is None:
            if each.text != ANY or each.percent > 0:
                lose(f"the answer {brief(each.text)}, which isn't a number: left out")
                _unsaid(each, each.text, lose)
            elif each.why:
                lose(f"what is said of any other answer: {brief(each.why)}")
        elif 0 < each.percent < _ALL:
            lose(f"part of the mark for {brief(each.text)}: it's left out")
            _unsaid(each, each.text, lose)
        elif each.percent > 0 and "number" not in fields:
            fields["number"] = value
            if tolerance:
                fields["within"] = abs(tolerance)
            _said(each, each.text, fields, lose, is_first=True)
        elif tolerance:
            lose(f"a second number with a tolerance, {brief(each.text)}: left out")
            _unsaid(each, each.text, lose)
        else:
            if each.percent > 0 and abs(value - fields["number"]) > fields.get("within", 0):
                lose(f"{brief(each.text)}, a second right number: it's right only as it's written")
            fields["accept" if each.percent > 0 else "reject"].append(each.text)
            _said(each, each.text, fields, lose, is_first=False)
    if "number" not in fields:
        return None
    if units:
        fields["units"] = [*units]
    return _typed(fields, case=False)


def _said(answer: Answer, form: str, fields: Fields, lose: Lose, *, is_first: bool) -> None:
    """Keep what is said of a typed answer if it is the first right one; report it otherwise."""
    if not answer.why or answer.why == say("Not this one"):  # as we write it
        return
    if is_first:
        fields["explanation"] = answer.why
    elif answer.why != fields.get("explanation"):
        _unsaid(answer, form, lose)


def _unsaid(answer: Answer, form: str, lose: Lose) -> None:
    """Report what is said of a typed answer, if anything is."""
    if answer.why:
        lose(f"what is said of {brief(form)}: {brief(answer.why)}")


def _typed(fields: Fields, *, case: bool) -> Fields:
    whole = {name: value for name, value in fields.items() if value != []}
    return {**whole, "case": True} if case else whole


def row(text: str, answers: Sequence[Answer], lose: Lose) -> tuple[str, str, str]:
    """A row to sort by a menu: its text, its label, unless that isn't just one, and the reason."""
    best = max(each.percent for each in answers)
    rights = [each for each in answers if each.percent == best > 0]
    right = rights[0] if len(rights) == 1 else None
    if not rights:
        lose(f"it doesn't say where {brief(text)} belongs")
    elif not right:
        lose(f"where {brief(text)} belongs: {len(rights)} of its answers are right")
    for each in answers:
        if 0 < each.percent < best:
            told = f"part of the mark for {brief(each.text)}, beside {brief(text)}"
            lose(f"{told}: it's wrong here")
        if each.why not in ("", right.why if right else ""):
            lose(f"what is said of {brief(each.text)}: {brief(each.why)}")
    return text, right.text if right else "", right.why if right else ""


def sorting(rows: Sequence[tuple[str, str, str]], labels: Sequence[str]) -> Fields:
    """A `sort` of rows, each with its text, its label and the reason; the last two may be empty."""
    its = [
        {"text": text, **({"label": label} if label else {}), **reason(why)}
        for text, label, why in rows
    ]
    return {"kind": "sort", "labels": [*labels], "rows": its}


def ordering(steps: Sequence[tuple[str, str]], ends: tuple[str, str] | None) -> Fields:
    """An `order` of steps, each with its text and the reason."""
    its = [{"text": text, **reason(why)} for text, why in steps]
    named = ends and ends != (say("first"), say("last"))
    return {"kind": "order", **({"ends": [*ends]} if ends and named else {}), "steps": its}


def reason(why: str) -> Fields:
    """The field for the reason of an answer, if there is one."""
    return {"why": why} if why else {}
