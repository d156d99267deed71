"""Make the JSON Schema of the question file from its types and their docstrings.

Editors with taplo complete and describe keys by what stands under `properties` and `items`, so the
shape of a file is there. taplo marks an error at everything within the faulty value: a missing key
at all that its table has. So what depends on the kind of a question, and what is missing or too
much, is asked under `if` and `then`, where taplo only checks, and refused at one value.
"""

import ast
import inspect
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import msgspec

from quiz.bank.model import Bank, structs
from quiz.bank.sha import sha256

Schema = dict[str, Any]

_DRAFT = "http://json-schema.org/draft-07/schema#"
"""The newest draft that taplo and Even Better TOML are sure to support."""

_MARKED = ("text", "id", "title", "name", "genre", "kind", "source", "why")
"""The keys of a table at which an error is marked: the first of these that it has."""

_NO_LINE_BREAK = r"(?!\n)"
"""The end of our patterns, which Python needs alone: taplo knows no such thing in names of keys."""

_IN_WORDS = {
    "array": "a list: begin each entry with [[…]]",
    "object": "one table: [about], [sources.ID]",
}

_SCALARS = ["string", "boolean", "number"]

_CHECKED = {"required", "additionalProperties", "propertyNames", "minItems", "maxItems"}
"""What is no part of a shape."""


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
    whole = _shape(types["Bank"], types)
    named = sorted(_named(whole, types))
    checks = _Checks(types)
    whole |= {"if": True, "then": checks.of({"$ref": "#/definitions/Bank"}, finished=True)}
    shapes = {name: _shape(types[name], types) for name in named}
    by_name = [each for each in whole["properties"].values() if "additionalProperties" in each]
    for each in by_name:  # whether these are tables is asked where one mark can stand for all
        del shapes[_name(each["additionalProperties"]["$ref"])]["type"]
    for shape in (*whole["properties"].values(), *shapes.values()):
        checks.mark_once(shape)
    whole["definitions"] = {**shapes, **checks.definitions}
    whole = {"$schema": _DRAFT, **whole}
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
    shape = {key: each for key, each in type.items() if key not in _CHECKED}
    if "properties" in type:
        fields = type["properties"].items()
        shape["properties"] = {name: _shape(each, types) for name, each in fields}
    match type.get("items"):
        case dict(items):
            shape["items"] = _shape(items, types)
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
        shapes = [_shape(each, types) for each in _fields(name, kinds)]
        notes = dict.fromkeys(each["description"] for each in shapes if "description" in each)
        shape = {**shapes[0]}
        if _differ(name, kinds):  # then each kind asks for its own, but its entries look like this
            shape = next(({"items": each["items"]} for each in shapes if "items" in each), {})
        fields.setdefault(name, {**shape, "description": " ".join(notes)} if notes else shape)
    return {"type": "object", "properties": fields}


def _fields(name: str, kinds: Iterable[Schema]) -> Iterator[Schema]:
    """The field of this name in each kind that has it."""
    return (kind["properties"][name] for kind in kinds if name in kind["properties"])


def _differ(name: str, kinds: Iterable[Schema]) -> bool:
    """Whether different things fit a field in different kinds."""
    first, *others = map(_bare, _fields(name, kinds))
    return any(each != first for each in others)


def _bare(field: Schema) -> Schema:
    """What fits a field, without its entries, which are told of in its shape, or their number."""
    return {
        key: each for key, each in field.items() if key not in {*_CHECKED, "items", "description"}
    }


class _Checks:
    """What is asked of values besides their shapes; of a draft, which isn't `finished`, less."""

    def __init__(self, types: dict[str, Schema]) -> None:
        self._types = types
        self.definitions: dict[str, Schema] = {}

    def of(self, type: Schema, *, finished: bool) -> Schema:
        """What is asked of a value of this type; empty if nothing is."""
        match type:
            case {"$ref": str(ref)}:
                return self._of_table(_name(ref), finished=finished)
            case {"anyOf": [*kinds]}:
                names = [_name(each["$ref"]) for each in kinds]
                checks = self._by_kind(names, finished=finished)
                if finished and "draft" in self._types[names[0]]["properties"]:
                    is_draft = {"required": ["draft"], "properties": {"draft": {"const": True}}}
                    less = self._by_kind(names, finished=False)
                    checks = {"if": is_draft, "then": less, "else": checks}
                return checks
            case {"additionalProperties": dict(values)}:
                inner = self.of(values, finished=finished)
                if values_of := self._types.get(_name(values.get("$ref", ""))):
                    return self._of_tables(type, inner, values_of)
                if not (named := type.get("propertyNames")):
                    return {"additionalProperties": inner} if inner else {}
                pattern = named["if"]["pattern"].removesuffix(_NO_LINE_BREAK)
                refused = self._refused(f"no good name for it; write {named['description']}")
                return {"patternProperties": {pattern: inner}, "additionalProperties": refused}
            case {"type": "array"}:
                return self._of_list(type, finished=finished)
            case _:
                return {}

    def mark_once(self, shape: Schema) -> None:
        """Let a list in the place of a table, or the other way round, be marked at one value.

        taplo offers a table where there is no `type`, so texts and numbers keep theirs.
        """
        if (wanted := shape.get("type")) in ("array", "object"):
            del shape["type"]
            other = "object" if wanted == "array" else "array"
            refused = self._refused(f"this should be {_IN_WORDS[wanted]}")
            # Not under `allOf`, where taplo looks for what it can offer, without end.
            shape |= {"if": {"type": other}, "then": refused, "else": {"type": wanted}}

    def _of_tables(self, type: Schema, inner: Schema, table: Schema) -> Schema:
        """What is asked of tables by their names, such as [sources.ID], each with its own."""
        is_table = {"if": {"type": "object"}, "else": self._refused("this should be a table")}
        inner = {"allOf": [is_table, inner]}
        named = type["propertyNames"]
        pattern = named["if"]["pattern"].removesuffix(_NO_LINE_BREAK)
        bad = self._refused(f"no good name for it; write {named['description']}")
        checks = {"patternProperties": {pattern: inner}, "additionalProperties": bad}
        for first in table.get("required", [])[:1]:
            plain = {"required": [first], "properties": {first: {"type": _SCALARS}}}
            refused = self._refused("this table needs a name of its own: [sources.ID], [skills.ID]")
            checks = {"if": plain, "then": {"properties": {first: refused}}, "else": checks}
        return checks

    def _of_list(self, type: Schema, *, finished: bool) -> Schema:
        """What is asked of the entries of a list, and how many there may be."""
        checks: list[Schema] = []
        if isinstance(items := type.get("items"), dict):
            checks += [{"items": each} for each in [self.of(items, finished=finished)] if each]
        for limit, why in (
            ("minItems", "too few entries; {} is the least"),
            ("maxItems", "too many entries; {} is the most"),
        ):
            if limit in type and (finished or limit == "maxItems"):
                refused = self._refused(why.format(type[limit]))
                checks.append({"if": {limit: type[limit]}, "else": refused})
        return checks[0] if len(checks) == 1 else {"allOf": checks} if checks else {}

    def _of_table(self, name: str, *, finished: bool) -> Schema:
        """What is asked of a table: no unknown key, and no missing one.

        What is missing is asked for once no key is unknown, as one slip makes both.
        """
        ref = f"{name}-{'checks' if finished else 'draft'}"
        if ref not in self.definitions:
            type = self._types[name]
            fields: dict[str, Schema] = type["properties"]
            required: list[str] = type.get("required", []) if finished else []
            checks: Schema = {
                "properties": {
                    field: self.of(about, finished=finished) for field, about in fields.items()
                },
                "additionalProperties": {
                    "if": {"type": ["array", "object"]},
                    "then": self._refused("no such key"),
                    "else": {"not": {"title": f"no such key here; there are {', '.join(fields)}"}},
                },
            }
            if required:
                checks["if"] = {"propertyNames": {"enum": [*fields]}}
                likely = {each: fields[each] for each in required} | fields
                missing = [self._unless_missing(each, likely) for each in required]
                checks["then"] = {"allOf": missing}
            if name == "Bank":
                there = {"title": {"not": {"title": "[about] is missing above this"}}}
                misplaced = {"required": ["title"]}
                checks = {"if": misplaced, "then": {"properties": there}, "else": checks}
            self.definitions[ref] = checks
        return {"$ref": f"#/definitions/{ref}"}

    def _by_kind(self, names: list[str], *, finished: bool) -> Schema:
        """What is asked of a question or an exhibit, by its kind."""
        ref = f"{names[0]}-or-others-{'checks' if finished else 'draft'}"
        kinds = [self._types[name] for name in names]
        anchors: dict[str, Schema] = {
            each: {"type": "string"} for each in ("id", "stem", "source", "text")
        }
        checks = self._unless_missing("kind", anchors) if finished else {}
        for name, kind in zip(reversed(names), reversed(kinds), strict=True):
            own = {
                field: _bare(about)
                for field, about in kind["properties"].items()
                if field != "kind" and _differ(field, kinds)
            }
            checked = self._of_table(name, finished=finished)
            checks = {
                "if": {"required": ["kind"], "properties": {"kind": kind["properties"]["kind"]}},
                "then": {"allOf": [checked, {"properties": own}]} if own else checked,
                "else": checks,
            }
        self.definitions[ref] = checks
        return {"$ref": f"#/definitions/{ref}"}

    def _refused(self, why: str) -> Schema:
        """Refuses any value; a list or a table at the first key that tells it apart."""
        ref = f"refused-{sha256(why.encode()).hexdigest()[:8]}"
        here = {"$ref": f"#/definitions/{ref}"}
        refused = {"not": {"title": why}}
        is_table = {"type": "object", "minProperties": 1}
        inside = {"additionalProperties": here}
        table: Schema = {"if": is_table, "then": inside, "else": refused}
        for key in reversed(_MARKED):
            has_key = {"type": "object", "required": [key]}
            table = {"if": has_key, "then": {"properties": {key: refused}}, "else": table}
        is_list = {"type": "array", "minItems": 1}
        self.definitions[ref] = {"if": is_list, "then": {"items": [here]}, "else": table}
        return here

    def _unless_missing(self, name: str, fields: Mapping[str, Schema]) -> Schema:
        """Refuses a table without this key: at one of these that it has, or else as a whole."""
        why = f"`{name}` is missing"
        others = {other: about for other, about in fields.items() if other != name}
        texts = [
            other
            for other, about in others.items()
            if about.get("type") == "string" or "enum" in about
        ]
        anchors = ["kind"] if "kind" in texts else texts[:4] or [*others][:1]
        checks: Schema = {"required": [name]}
        for other in reversed(anchors):
            refused = {"not": {"title": why}} if texts else self._refused(why)
            there = {"properties": {other: refused}}
            checks = {"if": {"required": [other]}, "then": there, "else": checks}
        return {"if": {"required": [name]}, "else": checks}


def _kinds(type: Schema, types: dict[str, Schema]) -> Iterator[Schema]:
    """The types of a union."""
    return (types[_name(each["$ref"])] for each in type["anyOf"])


def _name(ref: str) -> str:
    """The name of the type that a reference leads to."""
    return ref.rpartition("/")[2]


def _named(shape: Any, types: dict[str, Schema]) -> set[str]:
    """The names of the types that a shape refers to, at any depth."""
    match shape:
        case {"$ref": str(ref)}:
            return {_name(ref)} | _named(_shape(types[_name(ref)], types), types)
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
