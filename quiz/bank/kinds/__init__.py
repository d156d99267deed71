"""The kinds of question, a file for each: its fields, its key, its judging and its feedback."""

from functools import cache
from typing import Any, get_args

import msgspec
from msgspec import NODEFAULT, Struct

from quiz.bank.kinds.base import (
    MISSED,
    OTHER,
    PARTLY,
    RIGHT,
    WRONG,
    Arrangement,
    Feedback,
    Response,
    Texts,
    numbers,
)
from quiz.bank.kinds.choice import Choice
from quiz.bank.kinds.multi import Multi
from quiz.bank.kinds.order import Order
from quiz.bank.kinds.picking import Option, OptionsQuestion
from quiz.bank.kinds.short import Short
from quiz.bank.kinds.sort import Sort
from quiz.bank.kinds.spot import Spot
from quiz.bank.sha import sha256

__all__ = [
    "KINDS",
    "MISSED",
    "OTHER",
    "PARTLY",
    "RIGHT",
    "WRONG",
    "Arrangement",
    "Choice",
    "Feedback",
    "Multi",
    "Option",
    "OptionsQuestion",
    "Order",
    "Question",
    "Response",
    "Short",
    "Sort",
    "Spot",
    "Texts",
    "content",
    "digest",
    "numbers",
]

Question = Choice | Multi | Sort | Order | Spot | Short

KINDS: dict[str, type[Question]] = {
    str(kind.__struct_config__.tag): kind for kind in get_args(Question)
}
"""The class of each kind, by the kind's name in the file."""

_ALWAYS = object()
"""Stands for any value of a field that content always leaves out."""


def content(question: Question) -> bytes:
    """Everything that a question asks and explains, as JSON; what a history stores of it.

    Fields that were added later are left out while they have their default, so that the digests in
    readers' histories stay valid and earlier versions can read the questions. Fields that don't
    change what is asked are always left out. Each struct names its own in `later` and `unasked`.
    """
    fields = msgspec.to_builtins(question)
    _leave_out(question, fields)
    return msgspec.json.encode(fields)


def digest(question: Question) -> str:
    """A short hash of a question's content; it changes when that does."""
    return sha256(content(question)).hexdigest()[:16]


def _leave_out(value: object, fields: Any) -> None:
    """Delete from the builtins of a value what its content leaves out, at any depth."""
    if isinstance(value, Struct):
        leaves_out = _left_out(type(value))
        for name in value.__struct_fields__:
            each = getattr(value, name)
            if name in leaves_out and leaves_out[name] in (each, _ALWAYS):
                del fields[name]
            elif isinstance(each, tuple | Struct):
                _leave_out(each, fields[name])
    elif isinstance(value, tuple):
        for each, part in zip(value, fields, strict=True):
            _leave_out(each, part)


@cache
def _left_out(struct: type[Struct]) -> dict[str, object]:
    """The fields that a struct's content may leave out, each with its default, or `_ALWAYS`."""
    later = {
        field.name: field.default if field.default_factory is NODEFAULT else field.default_factory()
        for field in msgspec.structs.fields(struct)
        if field.name in getattr(struct, "later", ())
    }
    return later | dict.fromkeys(getattr(struct, "unasked", ()), _ALWAYS)
