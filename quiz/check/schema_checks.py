"""What the JSON Schema of the question file asks of values, each mistake refused at one of them.

taplo marks an error at everything within the faulty value, so a list or a table in the place of a
text is refused at its first entry or at one of its keys, and a missing key at another one of its
table. How the file is shown in an editor is in `quiz.check.schema`.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import msgspec

from quiz.bank.sha import sha256

Schema = dict[str, Any]

_MARKED = ("text", "id", "title", "name", "genre", "kind", "source", "why")
"""The keys of a table at which an error is marked: the first of these that it has."""

_NO_LINE_BREAK = r"(?!\n)"
"""The end of our patterns, which Python needs alone: taplo knows no such thing in names of keys."""

_INITIALS = ("[aA1]", "[bB2]", "[cC3]", "[dD4]", "[eE5]", "[f-lF-L]", "[m-rM-R]", "[s-zS-Z]", "")
"""How keys begin: where a table has none of `_MARKED`, those are marked that begin like the first
of these that is there. Answers are often lettered or numbered, and texts put by their languages."""

_IN_WORDS = {
    "array": "this should be a list: […], or begin each entry with [[…]]",
    "object": "this should be a table: { … }, or [about], [sources.ID]",
    "string": 'this should be one text: "…"',
    "boolean": "this should be true or false",
    "integer": "this should be one number",
    "number": "this should be one number",
}

_SCALARS = ["string", "boolean", "number"]

_TOLD = {"title", "description", "default"}
"""What only tells about a value."""

_CHECKED = {"required", "additionalProperties", "propertyNames", "minItems", "maxItems"}
"""What is no part of a shape."""

_NAMED_IN = {"source": "sources", "skill": "skills"}
"""The fields with the id of a table, and where that table is."""


class Checks:
    """What is asked of values besides their shapes; of a draft, which isn't `finished`, less."""

    def __init__(self, types: dict[str, Schema]) -> None:
        self._types = types
        self.definitions: dict[str, Schema] = {}

    def of(self, type: Schema, *, finished: bool) -> Schema:
        """What is asked of a value of this type; empty if nothing is."""
        match type:
            case {"$ref": str(ref)}:
                return self._of_table(name_of(ref), finished=finished)
            case {"anyOf": [*kinds]}:
                names = [name_of(each["$ref"]) for each in kinds]
                checks = self._by_kind(names, finished=finished)
                if finished and "draft" in self._types[names[0]]["properties"]:
                    is_draft = {"required": ["draft"], "properties": {"draft": {"const": True}}}
                    less = self._by_kind(names, finished=False)
                    checks = {"if": is_draft, "then": less, "else": checks}
                return self._if_type("object", checks)
            case {"additionalProperties": dict(values)}:
                inner = self.of(values, finished=finished)
                if values_of := self._types.get(name_of(values.get("$ref", ""))):
                    return self._if_type("object", self._of_tables(type, inner, values_of))
                checks = {"additionalProperties": inner}
                if named := type.get("propertyNames"):
                    pattern = named["if"]["pattern"].removesuffix(_NO_LINE_BREAK)
                    refused = self._bad_name(named)
                    checks = {
                        "patternProperties": {pattern: inner},
                        "additionalProperties": refused,
                    }
                return self._if_type("object", checks)
            case {"type": "array"}:
                return self._if_type("array", self._of_list(type, finished=finished))
            case _:
                return self._of_scalar(type)

    def of_names(self) -> Iterator[Schema]:
        """What is asked of the ids by which tables are referred to, once those have good ones."""
        for field, tables in _NAMED_IN.items():
            named = self._types["Bank"]["properties"][tables]["propertyNames"]
            is_good = {
                "properties": {tables: {"propertyNames": {"if": named["if"], "else": False}}}
            }
            yield {"if": is_good, "then": self._of_name(field, {"$ref": "#/definitions/Bank"})}

    def _of_name(self, field: str, type: Schema) -> Schema:
        """What is asked of this field, wherever it is within a type; empty if it is nowhere."""
        match type:
            case {"$ref": str(ref)}:
                checks: Schema = {}
                for name, about in self._types[name_of(ref)]["properties"].items():
                    is_it = name == field and "if" in about
                    inner = self._pattern(about) if is_it else self._of_name(field, about)
                    checks |= {name: inner} if inner else {}
                return {"properties": checks} if checks else {}
            case {"anyOf": [*kinds]}:
                merged: Schema = {}
                for kind in kinds:
                    merged |= self._of_name(field, kind).get("properties", {})
                return {"properties": merged} if merged else {}
            case {"items": dict(items)}:
                inner = self._of_name(field, items)
                return {"items": inner} if inner else {}
            case _:
                return {}

    def _pattern(self, type: Schema) -> Schema:
        """What is asked of the letters of a text."""
        return {key: type[key] for key in ("if", "else")}

    def _of_scalar(self, type: Schema) -> Schema:
        """What is asked of a text, a number or one of a few words; each such thing once."""
        asked = {key: each for key, each in type.items() if key not in _TOLD}
        words = " or ".join(msgspec.json.encode(each).decode() for each in asked.get("enum", []))
        why = f"this should be {words}" if words else _IN_WORDS[asked["type"]]
        is_none = {"type": ["array", "object"]}
        checks = {"if": is_none, "then": self._refused(why), "else": asked}
        ref = f"fits-{sha256(msgspec.json.encode(checks)).hexdigest()[:8]}"
        self.definitions[ref] = checks
        return {"$ref": f"#/definitions/{ref}"}

    def _if_type(self, wanted: str, checks: Schema) -> Schema:
        """What is asked of a list or a table, which anything else is refused for."""
        refused = self._refused(_IN_WORDS[wanted])
        return {"if": {"type": wanted}, "then": checks, "else": refused}

    def _of_tables(self, type: Schema, inner: Schema, table: Schema) -> Schema:
        """What is asked of tables by their names, such as [sources.ID], each with its own."""
        named = type["propertyNames"]
        pattern = named["if"]["pattern"].removesuffix(_NO_LINE_BREAK)
        checks = {
            "patternProperties": {pattern: inner},
            "additionalProperties": self._bad_name(named),
        }
        for first in table.get("required", [])[:1]:
            plain = {"required": [first], "properties": {first: {"type": _SCALARS}}}
            refused = self._refused("this table needs a name of its own: [sources.ID], [skills.ID]")
            checks = {"if": plain, "then": {"properties": {first: refused}}, "else": checks}
        return checks

    def _of_list(self, type: Schema, *, finished: bool) -> Schema:
        """What is asked of the entries of a list, and how many there may be.

        If the first isn't of the right type at all, it stands for the others, which may be alike.
        """
        match type["items"]:
            case dict(items):
                each = self.of(items, finished=finished)
                wanted = "object" if {"$ref", "anyOf"} & {*items} else items.get("type", "string")
                is_right = {"items": [{"type": wanted}]}
                checks: list[Schema] = [
                    {"if": is_right, "then": {"items": each}, "else": {"items": [each]}}
                ]
            case items:  # of a fixed length
                checks = [{"items": [self.of(each, finished=finished) for each in items]}]
        for limit, why in (
            ("minItems", "too few entries; {} is the least"),
            ("maxItems", "too many entries; {} is the most"),
        ):
            if limit in type and (finished or limit == "maxItems"):
                refused = self._refused(why.format(type[limit]))
                checks.append({"if": {limit: type[limit]}, "else": refused})
        return checks[0] if len(checks) == 1 else {"allOf": checks}

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
                    field: _is_one_word(about)
                    or self.of(_without_pattern(field, about), finished=finished)
                    for field, about in fields.items()
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
            self.definitions[ref] = self._if_type("object", checks)
        return {"$ref": f"#/definitions/{ref}"}

    def _by_kind(self, names: list[str], *, finished: bool) -> Schema:
        """What is asked of a question or an exhibit, by its kind."""
        ref = f"{names[0]}-or-others-{'checks' if finished else 'draft'}"
        kinds = [self._types[name] for name in names]
        anchors: dict[str, Schema] = {
            each: {"type": "string"} for each in ("id", "stem", "source", "text")
        }
        alike = {
            field: self.of(_without_pattern(field, about), finished=False)
            for field, about in kinds[0]["properties"].items()
            if not _differ(field, kinds)
        }
        words = [kind["properties"]["kind"]["enum"][0] for kind in kinds]
        checks: Schema = {"properties": alike | {"kind": self._of_scalar({"enum": words})}}
        if finished:
            checks = {"allOf": [self._unless_missing("kind", anchors), checks]}
        for name, kind in zip(reversed(names), reversed(kinds), strict=True):
            checks = {
                "if": {"required": ["kind"], "properties": {"kind": kind["properties"]["kind"]}},
                "then": self._of_table(name, finished=finished),
                "else": checks,
            }
        self.definitions[ref] = checks
        return {"$ref": f"#/definitions/{ref}"}

    def _bad_name(self, named: Schema) -> Schema:
        """Refuses the name of a table that isn't one of these."""
        return self._refused(f"this name can't be used; write {named['description']}")

    def _refused(self, why: str) -> Schema:
        """Refuses any value; a list or a table at the first key that tells it apart."""
        ref = f"refused-{sha256(why.encode()).hexdigest()[:8]}"
        here = {"$ref": f"#/definitions/{ref}"}
        marked: Schema = {}
        for initial in reversed(_INITIALS):
            has_none = {"patternProperties": {f"^{initial}": False}}
            first = {"patternProperties": {f"^{initial}": here}}
            marked = {"if": has_none, "then": marked, "else": first}
        for key in reversed(_MARKED):
            has_key = {"required": [key]}
            marked = {"if": has_key, "then": {"properties": {key: here}}, "else": marked}
        is_table = {"type": "object", "minProperties": 1}
        table = {"if": is_table, "then": marked, "else": {"not": {"title": why}}}
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


def _is_one_word(type: Schema) -> bool:
    """Whether only one word will do, as for the kind by which a table is told from others."""
    match type:
        case {"enum": [str()]}:
            return True
        case _:
            return False


def _without_pattern(field: str, type: Schema) -> Schema:
    """What is asked of a field, without the letters of an id that a table has: see `of_names`."""
    if field not in _NAMED_IN:
        return type
    return {key: each for key, each in type.items() if key not in ("if", "else")}


def fields_named(name: str, kinds: Iterable[Schema]) -> Iterator[Schema]:
    """The field of this name in each kind that has it."""
    return (kind["properties"][name] for kind in kinds if name in kind["properties"])


def _differ(name: str, kinds: Iterable[Schema]) -> bool:
    """Whether different things fit a field in different kinds."""
    first, *others = map(_bare, fields_named(name, kinds))
    return any(each != first for each in others)


def _bare(field: Schema) -> Schema:
    """What fits a field, without its entries, which its shape describes, or their number."""
    return {
        key: each for key, each in field.items() if key not in {*_CHECKED, "items", "description"}
    }


def name_of(ref: str) -> str:
    """The name of the type that a reference leads to."""
    return ref.rpartition("/")[2]
