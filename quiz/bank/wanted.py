"""What a value of the wanted type looks like, where there is one of another type."""

import re
from typing import Any

from msgspec import inspect

from quiz.bank.fields import Citation

_BETWEEN = re.compile(r"\s*(?:[,;|]|\s[/–]\s|\s(?:und|and|et|y|en)\s)\s*")
_SHOWN = 60
"""The most characters of a value to repeat."""
_MOST = 5
"""The most entries to repeat."""


def split_texts(said: object) -> list[str]:
    """The texts that a list in a single text is made of: several, or none."""
    if not isinstance(said, str) or len(said) > _SHOWN:
        return []
    texts = [each.strip() for each in _BETWEEN.split(said)]
    return texts if len(texts) > 1 and all(texts) else []


def in_a_list(texts: list[str]) -> str:
    """Texts as a list in the file."""
    return f"[{', '.join(map(_in_quotes, texts))}]"


def as_list(type: inspect.VarTupleType, said: Any) -> str:
    """A list of this type that is likely meant by a value; empty if nobody can tell."""
    match type.item_type, said:
        case inspect.StructType() | inspect.UnionType(), str():
            return f"[{shape}]" if (shape := example(type.item_type, said)) else ""
        case inspect.StructType() | inspect.UnionType(), dict():
            return "[{ … }]"
        case ((inspect.Metadata(type=inspect.IntType()) | inspect.IntType()), str()):
            numbers = [each for each in re.split(r"[\s,;]+", said.strip(" []")) if each]
            return f"[{', '.join(numbers)}]" if numbers and all(map(str.isdecimal, numbers)) else ""
        case _, str() if len(said) <= _SHOWN:
            one, several = in_a_list([said]), in_a_list(split_texts(said))
            if several == "[]":
                return one
            return several if (type.min_length or 0) > 1 else f"{several}, or {one} if it is one"
        case _:
            return ""


def example(type: inspect.Type, said: Any) -> str:
    """A table of this type, with a text in it if there is only that; empty if nobody can tell."""
    match type, said:
        case inspect.DictType(value_type=inspect.Metadata() | inspect.StrType()), [*keys]:
            if 0 < len(keys) <= _MOST and all(
                isinstance(each, str) and each.isalnum() for each in keys
            ):
                return "{ " + ", ".join(f'{each} = "…"' for each in keys) + " }"
            return ""
        case inspect.StructType(), str():
            return _with_text(type, said)
        case inspect.UnionType(), str():
            structs = [each for each in type.types if isinstance(each, inspect.StructType)]
            return (
                f'{{ {structs[0].tag_field} = "…", … }}' if structs and structs[0].tag_field else ""
            )
        case _:
            return ""


def _with_text(type: inspect.StructType, said: str) -> str:
    """A table with the fields that it needs, and the text where it belongs."""
    needed = [field.encode_name for field in type.fields if field.required]
    if type.cls is Citation:
        needed = ["source", "at", "quote"]
    text = said if len(said) <= _SHOWN and needed[:1] == ["text"] else "…"
    fields = (f"{name} = {_in_quotes(text if name == 'text' else '…')}" for name in needed)
    return f"{{ {', '.join(fields)} }}" if needed else ""


def _in_quotes(text: str) -> str:
    """A text as the file has it."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
