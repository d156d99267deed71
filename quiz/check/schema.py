"""The JSON Schema of the question file, from the types and the notes under their fields."""

import ast
import inspect
from typing import Any

import msgspec

from quiz.bank.model import Bank, structs

_DRAFT = "http://json-schema.org/draft-07/schema#"
"""The newest that taplo and Even Better TOML are sure to know."""


def schema() -> str:
    """The schema as JSON, the same for the same types."""
    _, types = msgspec.json.schema_components([Bank], ref_template="#/definitions/{name}")
    notes = _notes()
    for name, type in types.items():
        _plain(type)
        bases = [*(each.__name__ for each in structs()[name].__mro__), "BaseQuestion"]
        for field, about in type.get("properties", {}).items():
            note = next((notes[base, field] for base in bases if (base, field) in notes), None)
            if note and "$ref" not in about:  # beside which nothing is read
                about["description"] = note
    whole = {"$schema": _DRAFT, **types.pop("Bank"), "definitions": types}
    return msgspec.json.format(msgspec.json.encode(whole), indent=1).decode() + "\n"


def _notes() -> dict[tuple[str, str], str]:
    """The docstring under each field of each struct, by the names of both."""
    notes = {}
    for struct in structs().values():
        for node in ast.parse(inspect.getsource(struct)).body:
            assert isinstance(node, ast.ClassDef)  # noqa: S101 - it is the source of one
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


def _plain(type: Any) -> None:
    """Leave out what TOML cannot say, which is null, and defaults that say nothing.

    msgspec writes a later draft than `_DRAFT`, which differs in lists of a fixed length alone.
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
                _plain(each)
        case list() | tuple():
            for each in type:
                _plain(each)
        case _:
            pass
