"""The JSON Schema accepts and refuses what the reader does."""

import inspect
import re
import tomllib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.bank.drafts import without_drafts
from quiz.bank.exhibits import EXHIBITS
from quiz.bank.kinds import KINDS
from quiz.bank.kinds.base import BaseQuestion
from quiz.bank.load import own_bank, starter
from quiz.bank.model import Bank, structs
from quiz.check.schema import schema

ROOT = Path(__file__).parents[1]
SHIPPED = ROOT / "quiz" / "bank" / "questions.schema.json"
SCHEMA = msgspec.json.decode(SHIPPED.read_bytes())
CORPUS = Path(__file__).parent / "corpus"
CLEAN = (CORPUS / "clean.toml").read_text(encoding="utf-8")
PLANTS = tomllib.loads((CORPUS / "plants.toml").read_text(encoding="utf-8"))["plants"]

BANK = SCHEMA["anyOf"][1]
QUESTION = BANK["properties"]["questions"]["items"]
SHAPES = {
    "Bank": BANK,
    "Question": QUESTION,
    "Exhibit": QUESTION["properties"]["exhibits"]["items"],
    **{name: each for name, each in SCHEMA["definitions"].items() if name.isalpha()},
}
"""What editors show of each type, by its name."""

KNOWN = {
    "$schema", "title", "description", "default", "if", "then", "else", "definitions", "required",
    "properties", "patternProperties", "additionalProperties", "propertyNames", "items",
    "minItems", "maxItems", "minLength", "maxLength", "minProperties", "minimum", "maximum",
    "pattern",
}  # fmt: skip
"""Words of a schema that say nothing by themselves, or nothing of other types."""

TYPES: dict[str, Callable[[Any], bool]] = {
    "object": lambda value: isinstance(value, dict),
    "array": lambda value: isinstance(value, list),
    "string": lambda value: isinstance(value, str),
    "boolean": lambda value: isinstance(value, bool),
    "integer": lambda value: isinstance(value, int) and not isinstance(value, bool),
    "number": lambda value: isinstance(value, int | float) and not isinstance(value, bool),
}


def fits(value: Any, schema: dict[str, Any] | bool) -> bool:
    """Whether a value fits a schema, by the keywords of draft 7 that ours uses."""
    while not isinstance(schema, bool):
        if not all(_keeps(value, word, wanted, schema) for word, wanted in schema.items()):
            return False
        if "if" not in schema:
            return True
        schema = schema.get("then" if fits(value, schema["if"]) else "else", True)
    return schema


def _keeps(value: Any, word: str, wanted: Any, schema: dict[str, Any]) -> bool:
    match word, value:
        case "$ref", _:
            return fits(value, SCHEMA["definitions"][wanted.rsplit("/", 1)[1]])
        case "allOf", _:
            return all(fits(value, each) for each in wanted)
        case "anyOf", _:
            return any(fits(value, each) for each in wanted)
        case "not", _:
            return not fits(value, wanted)
        case "type", _:
            return any(
                TYPES[each](value) for each in ([wanted] if isinstance(wanted, str) else wanted)
            )
        case "const", _:
            return bool(value == wanted) and type(value) is type(wanted)
        case "enum", _:
            return any(value == each and type(value) is type(each) for each in wanted)
        case "required", dict():
            return all(key in value for key in wanted)
        case "properties", dict():
            return all(fits(value[key], each) for key, each in wanted.items() if key in value)
        case "patternProperties", dict():
            return all(fits(each, wanted[name]) for name, each in _named(value, wanted))
        case "additionalProperties", dict():
            known = {*schema.get("properties", {})}
            patterns = schema.get("patternProperties", {})
            known |= {key for key in value if any(_matches(each, key) for each in patterns)}
            return all(fits(value[key], wanted) for key in value if key not in known)
        case "propertyNames", dict():
            return all(fits(key, wanted) for key in value)
        case "items", list() if isinstance(wanted, list):
            return all(fits(each, kind) for each, kind in zip(value, wanted, strict=False))
        case "items", list():
            return all(fits(each, wanted) for each in value)
        case ("minItems", list()) | ("minLength", str()) | ("minProperties", dict()):
            return len(value) >= int(wanted)
        case ("maxItems", list()) | ("maxLength", str()):
            return len(value) <= int(wanted)
        case "minimum", int() | float():
            return bool(value >= wanted)
        case "maximum", int() | float():
            return bool(value <= wanted)
        case "pattern", str():
            return re.search(wanted, value) is not None
        case _:
            assert word in KNOWN, word
            return True


def _named(value: dict[str, Any], patterns: Iterable[str]) -> Iterator[tuple[str, Any]]:
    """The values whose keys match a pattern, each with the pattern."""
    for pattern in patterns:
        yield from ((pattern, each) for key, each in value.items() if _matches(pattern, key))


def _matches(pattern: str, key: str) -> bool:
    """Whether a key matches: in JSON Schema, unlike in Python, $ is the very end."""
    return re.search(pattern.replace("$", r"\Z"), key) is not None


def reads(document: Any) -> bool:
    """Whether the reader accepts a document as a bank."""
    try:
        msgspec.convert(without_drafts(document)[0], Bank)
    except (msgspec.ValidationError, ValueError):
        return False
    return True


def test_shipped_schema_is_up_to_date() -> None:
    """The schema in the package is what `quiz schema` prints."""
    assert SHIPPED.read_text(encoding="utf-8") == schema()


def test_every_field_is_described_and_none_may_be_null() -> None:
    """An editor can describe each field, and offers no null, which TOML doesn't have."""
    fields = {
        f"{name}.{field}": about
        for name, type in SHAPES.items()
        for field, about in type["properties"].items()
        if field != "kind"
    }
    bare = {name for name, about in fields.items() if not _described(about)}
    assert bare == set()
    assert "null" not in SHIPPED.read_text(encoding="utf-8")


def test_other_types_have_no_notes_of_a_question() -> None:
    """A field has the note of its own type, not that of a field of a question of the same name."""
    of_questions = " ".join(inspect.getsource(BaseQuestion).split())
    lent = {
        f"{name}.{field}"
        for name, type in SHAPES.items()
        for field, about in type["properties"].items()
        if name != "Question" and (note := about.get("description")) and note in of_questions
    }
    assert lent == set()


def test_the_guide_or_the_starter_names_each_field() -> None:
    """Authors find each field in the guide or the starter, those of claims in our own bank."""
    guide = (ROOT / "docs" / "writing-questions.md").read_text(encoding="utf-8")
    known = guide + starter()
    claims = own_bank().read_text(encoding="utf-8").partition("[[claims]]")[2]
    unnamed = {
        f"{name}.{field}"
        for name, type in SHAPES.items()
        for field in type["properties"]
        if not re.search(
            rf"`{field}`|\b{field} = |\[{field}[].]", known + (claims if name == "Claim" else "")
        )
    }
    assert unnamed == set()


def _described(about: dict[str, Any]) -> bool:
    return "description" in about or "$ref" in about


@pytest.mark.parametrize("text", [CLEAN, starter()])
def test_schema_accepts_a_good_bank(text: str) -> None:
    """A file that the reader accepts fits the schema."""
    document = tomllib.loads(text)
    assert fits(document, SCHEMA)
    assert reads(document)


@pytest.mark.parametrize("plant", PLANTS, ids=lambda plant: plant["codes"])
def test_schema_and_reader_agree_about_the_corpus(plant: dict[str, str]) -> None:
    """The schema refuses exactly those files of the corpus that the reader's types refuse."""
    text = CLEAN.replace(plant["old"], plant["new"]).replace("⟦", "").replace("⟧", "")
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return
    assert fits(document, SCHEMA) is reads(document)


def test_editors_find_every_field() -> None:
    """Each field of each struct is under `properties`, where editors look for what to complete."""
    unions = {each.__name__: "Question" for each in KINDS.values()}
    unions |= {each.__name__: "Exhibit" for each in EXHIBITS.values()}
    for name, struct in structs().items():
        if shape := SHAPES.get(unions.get(name, name)):
            assert {*struct.__struct_fields__} <= {*shape["properties"]}
    assert SHAPES["Question"]["properties"]["kind"]["enum"] == [*KINDS]
    assert SHAPES["Exhibit"]["properties"]["kind"]["enum"] == [*EXHIBITS]


def test_a_draft_may_lack_anything_but_has_no_unknown_key() -> None:
    """The schema asks less of a draft: what is there has to fit, and nothing has to be there."""
    document = tomllib.loads(CLEAN)
    drafts: list[dict[str, Any]] = [
        {},
        {"kind": "choice"},
        {"kind": "choice", "options": [{}]},
        {"exhibits": [{"kind": "page"}]},
        {"kind": "order", "steps": []},
    ]
    for draft in drafts:
        assert fits({**document, "questions": [{"draft": True, **draft}]}, SCHEMA)
        assert not fits({**document, "questions": [draft]}, SCHEMA)
    drafts = [{"kind": "choice", "stam": "?"}, {"kind": "short", "options": []}, {"stem": 3}]
    for draft in drafts:
        assert not fits({**document, "questions": [{"draft": True, **draft}]}, SCHEMA)


values = st.recursive(
    st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=6),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3)
    ),
    max_leaves=5,
)


@given(st.data())
def test_schema_and_reader_agree_about_any_value(data: st.DataObject) -> None:
    """Schema and reader agree about a bank in which any value is replaced by any other."""
    document = tomllib.loads(CLEAN)
    holder: Any = document
    while True:
        keys = list(holder) if isinstance(holder, dict) else list(range(len(holder)))
        key = data.draw(st.sampled_from(keys))
        inner = holder[key]
        if not isinstance(inner, dict | list) or not inner or data.draw(st.booleans()):
            break
        holder = inner
    holder[key] = data.draw(values)
    assert fits(document, SCHEMA) is reads(document)
