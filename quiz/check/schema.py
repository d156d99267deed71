"""Make the JSON Schema of the question file from its types and their docstrings."""

import ast
import inspect
from typing import Any

import msgspec

from quiz.bank.model import Bank, structs

_DRAFT = "http://json-schema.org/draft-07/schema#"
"""The newest draft that taplo and Even Better TOML are sure to support."""


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
    whole = {"$schema": _DRAFT, **types.pop("Bank"), "definitions": types}
    return msgspec.json.format(msgspec.json.encode(whole), indent=1).decode() + "\n"


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
    """Remove null, which TOML doesn't have, and defaults that say nothing.

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
        case list() | tuple():
            for each in type:
                _simplify(each)
        case _:
            pass
