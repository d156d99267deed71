"""Questions still being written: in the file, with `draft = true`, and never in the bank."""

from collections.abc import Iterator, Sequence
from itertools import count
from typing import Any

import msgspec
from msgspec import inspect
from msgspec.structs import replace

from quiz.bank.kinds import KINDS, Question
from quiz.bank.problem import Problem

_MISSING = object()


def without_drafts(document: dict[str, Any]) -> tuple[dict[str, Any], Sequence[int]]:
    """A document without its drafts, and the numbers that its questions have in the file."""
    questions = document.get("questions")
    if not isinstance(questions, list):
        return document, ()
    if not any(map(is_draft, questions)):
        return document, range(len(questions))
    places = [number for number, each in enumerate(questions) if not is_draft(each)]
    return {**document, "questions": [questions[number] for number in places]}, places


def is_draft(entry: object) -> bool:
    """Whether an entry of `questions` is a draft."""
    return isinstance(entry, dict) and entry.get("draft") is True


def in_file(problem: Problem, places: Sequence[int], document: dict[str, Any]) -> Problem:
    """A problem found in a document without drafts, with its path in the file.

    Of a draft that a set asks, it says that it is one.
    """
    match problem.path:
        case ("sets", str(name), "ids", int(number)) if problem.code == "Q119":
            id = document["sets"][name]["ids"][number]
            if any(is_draft(each) and each.get("id") == id for each in document["questions"]):
                mend = "take `draft = true` out once it is ready, or leave it out here"
                return replace(problem, message=f"the question `{id}` is a draft", mend=mend)
            return problem
        case ("questions", int(index), *rest) if index < len(places) and places[index] != index:
            return replace(problem, path=("questions", places[index], *rest))
        case _:
            return problem


def filled(entry: dict[str, Any], document: dict[str, Any]) -> Question | None:
    """A draft to be looked at, with … for what it lacks; None if what it has is of the wrong kind.

    Keys that a question doesn't have are left out, and so are citations of unknown sources.
    """
    sources, skills = (document.get(field) for field in ("sources", "skills"))
    whole = with_blanks(entry)
    known = sources if isinstance(sources, dict) else {}
    whole["cites"] = [each for each in _list(whole, "cites") if each["source"] in known]
    if isinstance(skills, dict) and skills and whole["skill"] not in [*skills]:
        whole["skill"] = next(iter(skills))
    try:
        return msgspec.convert(whole, Question)  # type: ignore[no-any-return] # a union
    except (msgspec.ValidationError, ValueError):
        return None


def with_blanks(entry: dict[str, Any]) -> dict[str, Any]:
    """A draft with blanks for all that it lacks, and without keys that a question doesn't have."""
    draft = {
        "id": "draft",
        "skill": "draft",
        "explanation": "…",
        "kind": likely_kind(entry),
        **entry,
    }
    draft["cites"] = [
        each
        for each in _list(draft, "cites")
        if isinstance(each, dict) and isinstance(each.get("source"), str)
    ]
    kind = draft["kind"]
    if not isinstance(kind, str) or kind not in KINDS:
        return draft
    blanks = ("…" * number for number in count(1))  # no two options may be alike
    whole = {**_filled(draft, inspect.type_info(KINDS[kind]), blanks), "kind": kind}
    labels = _list(whole, "labels")
    for row in _list(whole, "rows") if labels else ():
        if isinstance(row, dict) and isinstance(row["label"], str) and not row["label"].strip("…"):
            row["label"] = labels[0]
    return whole


def _list(table: dict[str, Any], field: str) -> list[Any]:
    value = table.get(field)
    return value if isinstance(value, list) else []


def likely_kind(entry: dict[str, Any]) -> str:
    """The kind of a question that doesn't say: the first that has all its keys, else `choice`."""
    for name, kind in KINDS.items():
        if {*entry} <= {*kind.__struct_fields__, "kind"}:
            return name
    return "choice"


def _filled(value: Any, type: inspect.Type, blanks: Iterator[str]) -> Any:
    """A value with blanks for all that its type asks for and it lacks."""
    match type:
        case inspect.Metadata(type=inner):
            return _filled(value, inner, blanks)
        case inspect.StructType() if value is _MISSING or isinstance(value, dict):
            table: dict[str, Any] = value if isinstance(value, dict) else {}
            return {
                field.encode_name: _filled(
                    table.get(field.encode_name, _MISSING), field.type, blanks
                )
                for field in type.fields
                if field.required or field.encode_name in table
            }
        case inspect.UnionType(types=types) if isinstance(value, dict) and "kind" in value:
            kind = next((each for each in types if getattr(each, "tag", "") == value["kind"]), None)
            return {**_filled(value, kind, blanks), "kind": value["kind"]} if kind else value
        case inspect.VarTupleType() if value is _MISSING or isinstance(value, list):
            entries: list[Any] = value if isinstance(value, list) else []
            lacks = max(0, (type.min_length or 0) - len(entries))
            return [
                _filled(each, type.item_type, blanks) for each in [*entries, *[_MISSING] * lacks]
            ]
        case inspect.StrType() if value is _MISSING or (value == "" and type.min_length):
            return next(blanks)
        case _:
            return value
