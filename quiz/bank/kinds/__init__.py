"""The kinds of question, one file each: its fields, its key, judging, and its words."""

import hashlib

import msgspec

from quiz.bank.kinds.base import (
    OTHER,
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
from quiz.bank.kinds.order import Order, Step
from quiz.bank.kinds.picking import Option, Part
from quiz.bank.kinds.short import Short
from quiz.bank.kinds.sort import Row, Sort
from quiz.bank.kinds.spot import Spot

__all__ = [
    "OTHER",
    "RIGHT",
    "WRONG",
    "Arrangement",
    "Choice",
    "Feedback",
    "Multi",
    "Option",
    "Order",
    "Part",
    "Question",
    "Response",
    "Row",
    "Short",
    "Sort",
    "Spot",
    "Step",
    "Texts",
    "digest",
    "numbers",
]

Question = Choice | Multi | Sort | Order | Spot | Short


def digest(question: Question) -> str:
    """A short hash of everything that a question says; it changes when the question does.

    Fields that came later are left out while they have their default, so that the hashes in
    readers' histories still hold.
    """
    fields = msgspec.to_builtins(question)
    for field in msgspec.structs.fields(question):
        if field.name in question.later and getattr(question, field.name) == field.default:
            del fields[field.name]
    return hashlib.sha256(msgspec.json.encode(fields)).hexdigest()[:16]
