"""Make the JSON Schema of the question file from its types and their docstrings.

Editors with taplo complete and describe keys by what stands under `properties` and `items`, also
within `anyOf`. It marks an error at everything within the faulty value: a list in the place of a
text at each entry, a missing key at all that its table has. So the shape of a file stands beside
`true` in an `anyOf`, where it shows and refuses nothing. All that is asked of values is under
`then`, where taplo only checks: see `quiz.check.schema_checks`.

An unquoted date where a date or any other text should be has no mark: taplo hands it on as a text,
as JSON has no dates.
"""

import ast
import inspect
from collections.abc import Iterator
from typing import Any

import msgspec

from quiz.bank.model import Bank, structs
from quiz.check.schema_checks import Checks, Schema, fields_named, name_of

_DRAFT = "http://json-schema.org/draft-07/schema#"
"""The newest draft that taplo and Even Better TOML are sure to support."""

_SHOWN = {"title", "description", "default", "type", "enum"}
"""What editors show of a value, besides its keys or entries."""


def schema() -> str:
    """The schema as JSON, the same for the same types."""
    _, types = msgspec.json.schema_components([Bank], ref_template="#/definitions/{name}")
    notes = _notes()
    for name, type in types.items():
        _simplify(type)
        bases = [each.__name__ for each in structs()[name].__mro__]
        for field, about in type.get("properties", {}).items():
            note = next((notes[base, field] for base in bases if (base, field) in notes), None)
            if note and "$ref" not in about:  # whatever is beside a $ref is ignored
                about["description"] = note
    checks = Checks(types)
    shape = _shape(types["Bank"], types)
    shapes = {name: _shape(types[name], types) for name in sorted(_named(shape, types))}
    asked = checks.of({"$ref": "#/definitions/Bank"}, finished=True)
    whole = {
        "$schema": _DRAFT,
        **{key: shape.pop(key) for key in ("title", "description")},
        "anyOf": [True, shape],
        "if": True,
        "then": {"allOf": [asked, *checks.of_names()]},
        "definitions": {**shapes, **checks.definitions},
    }
    return f"{_in_lines(whole, depth=2)}\n"


def _in_lines(value: Any, *, depth: int) -> str:
    """A value as JSON: its entries, and theirs down to a depth, in a line each."""
    if not isinstance(value, dict) or not depth or not value:
        return msgspec.json.encode(value).decode()
    fields = (
        f"{msgspec.json.encode(key).decode()}: {_in_lines(each, depth=depth - 1)}"
        for key, each in value.items()
    )
    return "{\n" + ",\n".join(fields) + "\n}"


def _shape(type: Schema, types: dict[str, Schema]) -> Schema:
    """What editors show of a value: its keys, what they are for, and what fits each of them."""
    if "anyOf" in type:
        return _shape_of_kinds(list(_kinds(type, types)), types)
    if "$ref" in type:
        return type
    shape = {key: each for key, each in type.items() if key in _SHOWN}
    if "properties" in type:
        fields = type["properties"].items()
        shape["properties"] = {name: _shape(each, types) for name, each in fields}
    match type.get("items"):
        case dict(items):
            shape["items"] = _shape(items, types)
        case list(items):
            shape["items"] = [_shape(each, types) for each in items]
        case _:
            pass
    if isinstance(values := type.get("additionalProperties"), dict):
        shape["additionalProperties"] = _shape(values, types)
    return shape


def _shape_of_kinds(kinds: list[Schema], types: dict[str, Schema]) -> Schema:
    """What editors show of a question or an exhibit of any kind."""
    names = [kind["properties"]["kind"]["enum"][0] for kind in kinds]
    about = (f"`{name}`: {kind['description']}" for name, kind in zip(names, kinds, strict=True))
    fields: dict[str, Schema] = {"kind": {"enum": names, "description": " ".join(about)}}
    for name in dict.fromkeys(name for kind in kinds for name in kind["properties"]):
        shapes = [_shape(each, types) for each in fields_named(name, kinds)]
        notes = dict.fromkeys(each["description"] for each in shapes if "description" in each)
        shape = {key: each for shape in reversed(shapes) for key, each in shape.items()}
        offered = [*dict.fromkeys(each["type"] for each in shapes if "type" in each)]
        if len(offered) > 1:
            shape["type"] = offered
        fields.setdefault(name, {**shape, "description": " ".join(notes)} if notes else shape)
    return {"type": "object", "properties": fields}


def _kinds(type: Schema, types: dict[str, Schema]) -> Iterator[Schema]:
    """The types of a union."""
    return (types[name_of(each["$ref"])] for each in type["anyOf"])


def _named(shape: Any, types: dict[str, Schema]) -> set[str]:
    """The names of the types that a shape refers to, at any depth."""
    match shape:
        case {"$ref": str(ref)}:
            return {name_of(ref)} | _named(_shape(types[name_of(ref)], types), types)
        case dict():
            return set().union(*(_named(each, types) for each in shape.values()))
        case list():
            return set().union(*(_named(each, types) for each in shape))
        case _:
            return set()


def _notes() -> dict[tuple[str, str], str]:
    """The docstrings under the fields of structs, by (struct, field)."""
    notes = {}
    for struct in structs().values():
        for node in ast.parse(inspect.getsource(struct)).body:
            assert isinstance(node, ast.ClassDef)  # noqa: S101 - the source of a class
            for field, note in zip(node.body, node.body[1:], strict=False):
                match field, note:
                    case (
                        ast.AnnAssign(target=ast.Name(id=name)),
                        ast.Expr(value=ast.Constant(value=str(text))),
                    ):
                        notes[node.name, name] = " ".join(text.split())
                    case _:
                        pass
    return notes


def _simplify(type: Any) -> None:
    """Remove null, which TOML doesn't have, and defaults that say nothing; put patterns in words.

    msgspec writes a later draft than `_DRAFT`; only lists of a fixed length have to be changed.
    """
    match type:
        case dict():
            if type.get("default", ...) in (None, "", [], (), {}):
                del type["default"]
            if "prefixItems" in type:  # as later drafts call it
                type["items"] = type.pop("prefixItems")
            kinds = [kind for kind in type.get("anyOf", []) if kind != {"type": "null"}]
            if len(kinds) == 1:
                del type["anyOf"]
                type.update(kinds[0])
            for each in type.values():
                _simplify(each)
            if pattern := type.pop("pattern", ""):  # in words, as a pattern says nothing to authors
                type["if"] = {"pattern": pattern}
                type["else"] = {"not": {"title": f"write {type['description']}"}}
                if r"\S" in pattern:  # which asks for a character by itself
                    type.pop("minLength", None)
        case list() | tuple():
            for each in type:
                _simplify(each)
        case _:
            pass
