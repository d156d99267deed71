"""Every way in which a document departs from the types of the question file.

msgspec converts a good file in one go, and stops at the first fault of a bad one. An author
wants all of them, so this walks the same types again, more slowly, when there is a fault.
"""

import re
import sys
from collections.abc import Iterator
from typing import Any

from msgspec import inspect

from quiz.bank.problem import DocumentPath, Problem
from quiz.text import close_match, did_you_mean

_NAMES = {
    bool: "true or false",
    int: "a whole number",
    float: "a number",
    str: "a text in quotes",
    list: "a list [ … ]",
    dict: "a table { … }",
    type(None): "nothing",
}

_SHOWN = 60
"""How many characters of a wrong value are repeated to the author."""

_LARGE = 10**18
"""Numbers from here on are not written out: TOML has them of any length."""


def departures(
    value: Any, kind: inspect.Type, path: DocumentPath = (), *, needed: bool = False
) -> Iterator[Problem]:
    """Every problem of `value` against the type `kind`, in the order of the document.

    What is `needed` cannot be left out.
    """
    match kind:
        case inspect.Metadata(type=type, extra_json_schema=said):
            wanted = (said or {}).get("description", "")
            yield from _text(value, type, path, wanted, needed=needed)
        case inspect.UnionType():
            yield from _union(value, kind, path)
        case inspect.StructType():
            yield from (
                _table(value, kind, path) if isinstance(value, dict) else _wrong(value, dict, path)
            )
        case inspect.DictType():
            if not isinstance(value, dict):
                yield from _wrong(value, dict, path)
                return
            for key, each in value.items():
                for problem in departures(key, kind.key_type, (*path, key)):
                    yield Problem(
                        code="Q105",
                        message=f"{_shown(key)} is no good name",
                        mend=problem.mend,
                        path=(*path, key),
                        part="key",
                    )
                yield from departures(each, kind.value_type, (*path, key))
        case inspect.VarTupleType():
            yield from _list(value, kind, path)
        case inspect.TupleType():
            if not isinstance(value, list) or len(value) != len(kind.item_types):
                yield _misfit(f"is to be a list of {len(kind.item_types)} texts", path)
                return
            for number, (each, type) in enumerate(zip(value, kind.item_types, strict=True)):
                yield from departures(each, type, (*path, number), needed=True)
        case inspect.StrType():
            yield from _text(value, kind, path)
        case inspect.LiteralType():
            if isinstance(value, bool) or value not in kind.values:
                known = [str(each) for each in kind.values]
                word = value if isinstance(value, str) else ""
                yield _misfit(f"cannot be {_shown(value)}", path, did_you_mean(word, known))
        case inspect.BoolType():
            if not isinstance(value, bool):
                yield from _wrong(value, bool, path)
        case inspect.FloatType(ge=least):
            if isinstance(value, bool) or not isinstance(value, int | float):
                yield from _wrong(value, float, path)
            elif isinstance(value, int) and abs(value) > sys.float_info.max:
                yield _misfit("is too large", path, "write it with fewer digits")
            elif least is not None and not value >= least:
                yield _misfit(f"is {_shown(value)}; {least:g} is the least", path)


def _table(
    value: dict[str, Any], kind: inspect.StructType, path: DocumentPath
) -> Iterator[Problem]:
    fields = {field.encode_name: field for field in kind.fields}
    missing = [name for name, field in fields.items() if field.required and name not in value]
    known = [*fields, kind.tag_field] if kind.tag_field else [*fields]
    for key, each in value.items():
        if key in fields:
            field = fields[key]
            yield from departures(each, field.type, (*path, key), needed=field.required)
        elif key != kind.tag_field:
            meant = close_match(key, missing)
            missing = [name for name in missing if name != meant]  # one slip, one problem
            if not meant and isinstance(each, list | dict):  # one in use may be meant once more
                meant = close_match(key, known)
            unused = [meant] if meant else [name for name in known if name not in value] or known
            yield Problem(
                code="Q101",
                message=f"there is no key {_shown(key)} here",
                mend=did_you_mean(key, unused),
                path=(*path, key),
                part="key",
            )
    for name in missing:
        yield Problem(
            code="Q102", message=f"`{name}` is missing", mend=f"add `{name} = …`", path=path
        )


def _union(value: Any, kind: inspect.UnionType, path: DocumentPath) -> Iterator[Problem]:
    tables = [type for type in kind.types if isinstance(type, inspect.StructType)]
    if not tables:  # a type or nothing
        yield from departures(value, kind.types[0], path)
    elif not isinstance(value, dict):
        yield from _wrong(value, dict, path)
    else:
        tag = tables[0].tag_field or ""
        kinds = {str(table.tag): table for table in tables}
        if tag not in value:
            yield Problem(
                code="Q102",
                message=f"`{tag}` is missing",
                mend=f"add `{tag} = …`, one of {', '.join(kinds)}",
                path=path,
            )
        elif not isinstance(value[tag], str) or value[tag] not in kinds:
            yield Problem(
                code="Q103",
                message=f"there is no {tag} {_shown(value[tag])} of question",
                mend=did_you_mean(value[tag] if isinstance(value[tag], str) else "", list(kinds)),
                path=(*path, tag),
            )
        else:
            yield from _table(value, kinds[value[tag]], path)


def _list(value: Any, kind: inspect.VarTupleType, path: DocumentPath) -> Iterator[Problem]:
    if not isinstance(value, list):
        yield from _wrong(value, list, path)
        return
    if kind.min_length is not None and len(value) < kind.min_length:
        yield _misfit(f"has {_entries(value)}; {kind.min_length} is the least", path)
    if kind.max_length is not None and len(value) > kind.max_length:
        yield _misfit(f"has {_entries(value)}; {kind.max_length} is the most", path)
    for number, each in enumerate(value):
        yield from departures(each, kind.item_type, (*path, number))


def _entries(value: list[Any]) -> str:
    return "1 entry" if len(value) == 1 else f"{len(value)} entries"


def _text(
    value: Any, kind: inspect.Type, path: DocumentPath, wanted: str = "", *, needed: bool = False
) -> Iterator[Problem]:
    if not isinstance(value, str) or not isinstance(kind, inspect.StrType):
        yield from _wrong(value, str, path)
    elif kind.min_length and not value.strip():
        rest = "" if needed else ", or leave it out"
        yield _misfit("is empty", path, f"write something here{rest}")
    elif kind.max_length and len(value) > kind.max_length:
        yield _misfit(f"has {len(value)} characters; {kind.max_length} is the most", path)
    elif kind.pattern and not re.search(kind.pattern, value):
        yield _misfit(f"cannot be {_shown(value)}", path, f"write {wanted}")


def _wrong(value: Any, wanted: type, path: DocumentPath) -> Iterator[Problem]:
    found = _NAMES.get(type(value), "a date or time")
    yield _misfit(f"is to be {_NAMES[wanted]}, not {found}", path)


def _misfit(message: str, path: DocumentPath, mend: str = "") -> Problem:
    name = next((part for part in reversed(path) if isinstance(part, str)), "the file")
    return Problem(code="Q103", message=f"`{name}` {message}", mend=mend, path=path)


def _shown(value: Any) -> str:
    """A value as an author knows it, cut to some words."""
    match value:
        case str():
            text = value
        case bool():
            return str(value).lower()
        case int() | float():
            return "this number" if abs(value) >= _LARGE else str(value)
        case _:
            return _NAMES.get(type(value), "a date or time")
    return f"“{text}”" if len(text) <= _SHOWN else f"“{text[: _SHOWN - 1]}…”"
