"""The kinds of question, a file for each: its fields, its key, its judging and its feedback."""

import hashlib
from typing import get_args

import msgspec

from quiz.bank.kinds.base import (
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

__all__ = [
    "KINDS",
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


def content(question: Question) -> bytes:
    """Everything that a question asks and explains, as JSON; what a history stores of it.

    Fields that were added later are left out while they have their default, so that the digests in
    readers' histories stay valid and earlier versions can read the questions. Fields that don't
    change what is asked are always left out.
    """
    fields = msgspec.to_builtins(question)
    for field in msgspec.structs.fields(question):
        is_default = getattr(question, field.name) == field.default
        if field.name in question.unasked or (field.name in question.later and is_default):
            del fields[field.name]
    return msgspec.json.encode(fields)


def digest(question: Question) -> str:
    """A short hash of a question's content; it changes when that does."""
    return hashlib.sha256(content(question)).hexdigest()[:16]
