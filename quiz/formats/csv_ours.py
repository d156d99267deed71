"""The answers of a row that `quiz export` wrote, which somebody may have edited."""

import re
from collections.abc import Mapping, Sequence

from quiz.formats.amounts import as_number
from quiz.formats.answers import KEYLESS, Fields, Lose, brief, reason
from quiz.formats.csv_key import Unclear, number
from quiz.text import folded

_OF_OURS = re.compile(r"(?:text|mark|why) (\d{1,3})")
_BY_US = re.compile(r"-?\d+(?:\.\d+)?(?:e[+-]?\d+)?", re.ASCII)
"""A number as it's written by us, with a point."""
_MARKS = ("right", "wrong")

_Entry = tuple[str, str, str]
"""A text, its mark and its reason."""


def answers(kind: str, row: Mapping[str, str], lose: Lose) -> Fields | None:
    """The answers; None if they can't be told, and it's said why.

    A mark that says neither right nor wrong leaves the question without a key.
    """
    places = sorted({int(found[1]) for name in row if (found := _OF_OURS.fullmatch(name))})
    entries = [
        (row.get(f"text {n}", ""), row.get(f"mark {n}", ""), row.get(f"why {n}", ""))
        for n in places
    ]
    match kind:
        case "short":
            return _short(entries, row, lose)
        case "sort":
            return _sort(entries, row, lose)
        case "order":
            return _order(entries, lose)
        case _:
            return _picking(kind, entries, lose)


def _picking(kind: str, entries: Sequence[_Entry], lose: Lose) -> Fields:
    name, known = ("parts", (*_MARKS, "")) if kind == "spot" else ("options", _MARKS)
    marks = [mark.casefold() for _, mark, _ in entries]
    odd = [entry for entry, mark in zip(entries, marks, strict=True) if mark not in known]
    for text, mark, _ in odd:
        has = f"{brief(mark)}, which is neither right nor wrong" if mark else "no mark"
        lose(f"{brief(text)} has {has}: {KEYLESS}")
    its = [
        {"text": text, **({"right": True} if mark == "right" and not odd else {}), **reason(why)}
        for (text, _, why), mark in zip(entries, marks, strict=True)
    ]
    return {"kind": kind, name: its}


def _sort(entries: Sequence[_Entry], row: Mapping[str, str], lose: Lose) -> Fields:
    labels = [*dict.fromkeys(filter(None, row.get("labels", "").split("\n")))]
    known = {folded(each): each for each in labels}  # as a row's label is looked up in a `sort`
    rows: list[Fields] = []
    for text, mark, why in entries:
        if label := known.get(folded(mark)):
            rows.append({"text": text, "label": label, **reason(why)})
        else:
            its = f"{brief(mark)}, which is none of the labels" if mark else "no label"
            lose(f"{brief(text)} has {its}: {KEYLESS}")
            rows.append({"text": text, **reason(why)})
    return {"kind": "sort", "labels": labels, "rows": rows}


def _order(entries: Sequence[_Entry], lose: Lose) -> Fields | None:
    """The steps by their places; None if these aren't 1, 2 and so on, as any order is a key."""
    places = [as_number(mark) for _, mark, _ in entries]
    if sorted(each or 0 for each in places) != [*range(1, len(entries) + 1)]:
        marks = ", ".join(mark or "nothing" for _, mark, _ in entries)
        lose(f"an order of {marks} where 1 to {len(entries)} belong: left out")
        return None
    steps = sorted(zip(places, entries, strict=True), key=lambda each: each[0] or 0)
    return {
        "kind": "order",
        "steps": [{"text": text, **reason(why)} for _, (text, _, why) in steps],
    }


def _short(entries: Sequence[_Entry], row: Mapping[str, str], lose: Lose) -> Fields:
    fields: Fields = {"kind": "short"}
    for name, mark in (("accept", "right"), ("reject", "wrong")):
        if forms := [text for text, its, _ in entries if its.casefold() == mark]:
            fields[name] = forms
    for text, mark, why in entries:
        if mark.casefold() not in _MARKS:
            lose(f"{brief(text)}, which is marked neither right nor wrong: left out")
        if why:
            lose(f"what is said of {brief(text)}: {brief(why)}")
    for name in ("number", "within"):
        if text := row.get(name, ""):
            try:
                value = float(text) if _BY_US.fullmatch(text) else number(text)
            except Unclear as why:
                lose(f"its {name}, {brief(text)}, {why}: left out")
            else:
                if value is None:
                    lose(f"its {name}, {brief(text)}, isn't one: left out")
                else:
                    fields[name] = value
    if units := row.get("units"):
        fields["units"] = units.split("; ")
    return fields
