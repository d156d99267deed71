"""Find every value in a document that doesn't fit the types of the question file.

msgspec converts a good file in one go, and stops at the first error in a bad one. Authors want
all the errors, so this walks the same types again, more slowly.
"""

import re
import sys
from collections.abc import Iterator
from typing import Any, get_args

from msgspec import Meta, inspect

from quiz.bank.address import address_meant
from quiz.bank.bad_values import bad_value, is_cell, shown, wrong_type
from quiz.bank.dates import dates_meant
from quiz.bank.fields import Address
from quiz.bank.ids import kebab
from quiz.bank.kinds.base import BaseQuestion
from quiz.bank.other_languages import value_meant
from quiz.bank.other_words import HEADERS, our_key, our_kind, table_like, what_instead
from quiz.bank.problem import DocumentPath, Problem
from quiz.bank.wanted import as_list, example, in_a_list, split_texts
from quiz.text import close_match, counted, did_you_mean

_ADDRESS = next(each.pattern for each in get_args(Address) if isinstance(each, Meta))
_OF_QUESTION = {*BaseQuestion.__struct_fields__, "kind"}


def validate(
    value: Any, type: inspect.Type, path: DocumentPath = (), *, required: bool = False
) -> Iterator[Problem]:
    """Every mismatch between a value and its type, in document order."""
    match type:
        case inspect.Metadata(type=inner, extra_json_schema=extra):
            if isinstance(inner, inspect.StrType):
                wanted = (extra or {}).get("description", "")
                yield from _text(value, inner, path, wanted, required=required)
            else:
                yield from validate(value, inner, path, required=required)
        case inspect.StrType():
            yield from _text(value, type, path, required=required)
        case inspect.UnionType():
            yield from _union(value, type, path)
        case inspect.StructType() if isinstance(value, dict):
            yield from _table(value, type, path)
        case inspect.DictType() if isinstance(value, dict):
            for key, each in value.items():
                for problem in validate(key, type.key_type, (*path, key)):
                    message = f"{shown(key)} isn't a good name"
                    yield Problem("Q105", message, problem.mend, (*path, key), part="key")
                yield from validate(each, type.value_type, (*path, key))
        case inspect.StructType() | inspect.DictType():
            yield wrong_type(value, dict, path, example(type, value))
        case inspect.VarTupleType():
            yield from _list(value, type, path)
        case inspect.TupleType():
            if not isinstance(value, list) or len(value) != len(type.item_types):
                count = len(type.item_types)
                texts = split_texts(value) if isinstance(value, str) else []
                mend = f"write {in_a_list(texts)}" if len(texts) == count else ""
                yield bad_value(f"should be a list of {count} texts", path, mend)
                return
            for index, (each, item) in enumerate(zip(value, type.item_types, strict=True)):
                yield from validate(each, item, (*path, index), required=True)
        case inspect.LiteralType():
            if not any(value == each and value.__class__ is each.__class__ for each in type.values):
                known = [str(each) for each in type.values]
                word = value if isinstance(value, str) else ""
                meant = value_meant(word)
                mend = f"did you mean `{meant}`?" if meant in known else did_you_mean(word, known)
                if not all(each.strip() for each in known):
                    mend = "write " + " or ".join(f'"{each}"' for each in known)
                if path and len(known) == 1:
                    mend = f"write `{path[-1]} = {known[0]}`"
                yield bad_value(f"cannot be {shown(value)}", path, mend)
        case inspect.BoolType():
            if not isinstance(value, bool):
                yield wrong_type(value, bool, path)
        case inspect.IntType() | inspect.FloatType():
            yield from _number(value, type, path)
        case _:
            raise NotImplementedError(f"the file has no type such as {type}")


def _table(
    value: dict[str, Any], type: inspect.StructType, path: DocumentPath
) -> Iterator[Problem]:
    if not value and path:
        yield _empty(path, [field.encode_name for field in type.fields if field.required])
        return
    fields = {field.encode_name: field for field in type.fields}
    missing = [name for name, field in fields.items() if field.required and name not in value]
    strange = [key for key in value if key not in fields and key != type.tag_field]
    known = [*fields, type.tag_field] if type.tag_field else [*fields]
    for key, each in value.items():
        if field := fields.get(key):
            yield from validate(each, field.type, (*path, key), required=field.required)
        elif key != type.tag_field:
            unused = [name for name in known if name not in value]
            table = "" if path else table_like(each)
            meant = table or _slip(key, unused, missing) or our_key(key, unused) or None
            is_below = len(path) > len(("questions", 0))
            if not meant and is_below and len(strange) == len(missing) == 1:
                meant = _only(each, fields[missing[0]])
            missing = [name for name in missing if name != meant]  # one slip, one problem
            if not meant and isinstance(each, list | dict):  # it may repeat a known key
                meant = close_match(key, known)
            # One optional key that is left would be taken for the only one that there is.
            offered = unused if missing or len(unused) > 1 else known
            mend = f"did you mean `{meant}`?" if meant else what_instead(key, known)
            mend = f"write {HEADERS[table]} instead" if table else mend
            mend = mend or _elsewhere(key, path) or did_you_mean(key, offered)
            yield _no_key(key, path, mend)
    for name in missing:
        if not path and name == "format" and _is_below(value, name):
            continue  # which is reported where it is
        match fields[name].type:
            case inspect.LiteralType(values=(only,)):
                mend = f"add `{name} = {only}`"
            case _ if not path and name in HEADERS:
                mend = f"add a table {HEADERS[name]}"
            case _:
                mend = f"add `{name} = …`"
        yield Problem("Q102", f"`{name}` is missing", mend, path)


def _no_key(key: str, path: DocumentPath, mend: str) -> Problem:
    """The problem of a key that its table doesn't have."""
    message = f"there is no key {shown(key)} here"
    return Problem("Q101", message, mend, (*path, key), part="key")


def _empty(path: DocumentPath, needed: list[str]) -> Problem:
    """The problem of a table with nothing in it, of which nothing is reported as missing."""
    thing = next((str(part) for part in reversed(path) if isinstance(part, str)), "table")
    if len(path) == len(("sources", "ID")) and path[0] in HEADERS:
        thing = str(path[0])
    message = f"this {thing.removesuffix('s')} has nothing in it"
    names = ", ".join(f"`{name}`" for name in needed)
    return Problem("Q102", message, f"write its {names}, or take it out", path)


def _only(value: Any, field: inspect.Field) -> str | None:
    """The only key that is missing, if the value of the only one too many can be its value."""
    of = field.type.type if isinstance(field.type, inspect.Metadata) else field.type
    wanted = list if isinstance(of, inspect.VarTupleType) else str
    fits = isinstance(of, inspect.VarTupleType | inspect.StrType) and isinstance(value, wanted)
    return field.encode_name if fits else None


def _slip(key: str, unused: list[str], likely: list[str]) -> str | None:
    """The key that is meant by another spelling: in capitals, or like one of the likely ones."""
    folded = key.casefold()
    if folded in unused:
        return folded
    # In a word of two letters, difflib finds nothing alike once they are swapped.
    swapped = (name for name in likely if sorted(name) == sorted(folded))
    return next(swapped, None) or close_match(folded, likely)


def _is_below(document: dict[str, Any], key: str) -> bool:
    """Whether a key for the top of the file is in a table."""
    tables = [each for each in document.values() if isinstance(each, dict)]
    inner = [each for table in tables for each in table.values() if isinstance(each, dict)]
    return any(key in each for each in (*tables, *inner))


def _elsewhere(key: str, path: DocumentPath) -> str:
    """What to do about a question's key below the header of a source or a skill."""
    if path[:1] in (("sources",), ("skills",)) and len(path) == 2 and key in _OF_QUESTION:  # noqa: PLR2004 - [sources.ID]
        return "it belongs to a question; begin one with [[questions]] above it"
    if path and key == "format":
        return "it belongs at the top of the file, above the first table"
    return ""


def _union(value: Any, type: inspect.UnionType, path: DocumentPath) -> Iterator[Problem]:
    structs = [each for each in type.types if isinstance(each, inspect.StructType)]
    if not structs:  # an optional value
        yield from validate(value, type.types[0], path)
    elif not isinstance(value, dict):
        yield wrong_type(value, dict, path, example(type, value))
    else:
        tag = structs[0].tag_field or ""
        kinds = {str(each.tag): each for each in structs}
        kind = value.get(tag)
        if not value:
            yield _empty(path, [tag])
        elif tag not in value:
            yield from _without_kind(value, kinds, tag, path)
        elif isinstance(kind, str) and kind in kinds:
            yield from _table(value, kinds[kind], path)
        else:
            word = kind if isinstance(kind, str) else ""
            meant = our_kind(word)
            known = did_you_mean(word, list(kinds))
            mend = f"did you mean `{meant}`?" if meant in kinds else known
            thing = next((str(part) for part in reversed(path) if isinstance(part, str)), "")
            message = f"there is no {tag} {shown(kind)} of {thing.removesuffix('s')}"
            yield Problem("Q103", message, mend, (*path, tag))


def _without_kind(
    value: dict[str, Any], kinds: dict[str, inspect.StructType], tag: str, path: DocumentPath
) -> Iterator[Problem]:
    """The problems of a question or an exhibit that doesn't say of what kind it is."""
    keys = [*dict.fromkeys(field.encode_name for each in kinds.values() for field in each.fields)]
    others = [each for each in value if each not in keys]
    slips = (each for each in others if our_key(each, [tag]) or _slip(each, [tag], [tag]))
    if other := next(slips, ""):
        yield _no_key(other, path, f"did you mean `{tag}`?")
        said = value[other] if isinstance(value[other], str) else ""
        if kind := kinds.get(said) or kinds.get(our_kind(said)):
            rest = {key: each for key, each in value.items() if key != other}
            yield from _table(rest | {tag: kind.tag}, kind, path)
            return
    else:
        mend = f"add `{tag} = …`, one of {', '.join(kinds)}"
        yield Problem("Q102", f"`{tag}` is missing", mend, path)
    unused = [key for key in keys if key not in value]
    for each in others:
        if each != other and (meant := our_key(each, unused)):
            yield _no_key(each, path, f"did you mean `{meant}`?")


def _list(value: Any, type: inspect.VarTupleType, path: DocumentPath) -> Iterator[Problem]:
    if not isinstance(value, list):
        yield wrong_type(value, list, path, as_list(type, value))
        return
    match path, value:
        case (*_, "accept"), [int(whole), int(part)] if not isinstance(whole, bool) and part >= 0:
            mend = f'put it in quotes: "{whole},{part}"'
            yield Problem("Q103", "a decimal comma makes two numbers of one", mend, path)
            return
        case _, [[dict(), *_]] if not isinstance(type.item_type, inspect.VarTupleType):
            yield bad_value("is a list in a list", path, "write one [ and one ] around it")
            return
        case _:
            pass
    entries = counted(len(value), "entry", "entries")
    if type.min_length is not None and len(value) < type.min_length:
        if path and isinstance(path[-1], int):
            message = f"this row has {counted(len(value), 'cell')}; {type.min_length} is the least"
            yield Problem("Q103", message, "give each row a text for every column", path)
        else:
            several = split_texts(value[0]) if len(value) == 1 else []
            mend = f"write {in_a_list(several)}" if len(several) >= type.min_length else ""
            yield bad_value(f"has {entries}; {type.min_length} is the least", path, mend)
    if type.max_length is not None and len(value) > type.max_length:
        yield bad_value(f"has {entries}; {type.max_length} is the most", path)
    for index, each in enumerate(value):
        yield from validate(each, type.item_type, (*path, index))


def _number(
    value: Any, type: inspect.IntType | inspect.FloatType, path: DocumentPath
) -> Iterator[Problem]:
    whole = isinstance(type, inspect.IntType)
    if isinstance(value, bool) or not isinstance(value, int if whole else int | float):
        yield wrong_type(value, int if whole else float, path)
    elif not whole and isinstance(value, int) and abs(value) > sys.float_info.max:
        yield bad_value("is too large", path, "write it with fewer digits")
    elif type.ge is not None and not value >= type.ge:
        yield bad_value(f"is {shown(value)}; {type.ge:g} is the least", path)
    elif type.le is not None and not value <= type.le:
        yield bad_value(f"is {shown(value)}; {type.le:g} is the most", path)


def _text(
    value: Any, type: inspect.StrType, path: DocumentPath, wanted: str = "", *, required: bool
) -> Iterator[Problem]:
    if wanted.startswith("a date") and (dates := dates_meant(value)):
        mend = "write " + " or ".join(f'"{each}"' for each in dates)
        if isinstance(value, str):
            if not re.search(str(type.pattern), value):
                yield bad_value(f"cannot be {shown(value)}", path, mend)
        else:
            yield bad_value("should be a text in quotes, not a date", path, mend)
    elif not isinstance(value, str):
        yield wrong_type(value, str, path)
    elif type.min_length and not value.strip():
        rest = "" if required else ", or leave it out"
        mend = f"write something here{rest}"
        if not required and path and isinstance(path[-1], int):
            mend = "write what is there, or “–”" if is_cell(path) else "take it out"
        yield bad_value("is empty", path, mend)
    elif type.max_length and len(value) > type.max_length:
        yield bad_value(f"has {len(value)} characters; {type.max_length} is the most", path)
    elif type.pattern == _ADDRESS and (meant := address_meant(value)) not in ("", value):
        yield bad_value(f"cannot be {shown(value)}", path, f'write "{meant}"')
    elif type.pattern and not re.search(type.pattern, value):
        yield bad_value(f"cannot be {shown(value)}", path, f"write {wanted}{_such_as(value, type)}")


def _such_as(value: str, type: inspect.StrType) -> str:
    """A name like the value, where the type asks for a name."""
    if "[a-z0-9-]" not in str(type.pattern):
        return ""
    name = kebab(value)
    return f", such as `{name}`" if re.search(str(type.pattern), name) else ""
