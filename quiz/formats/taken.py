"""Questions taken from another tool's file, and what of them was lost."""

from typing import Any

from msgspec import Struct

from quiz.bank.model import MOST_QUESTIONS


class Lost(Struct, frozen=True):
    """Something in another tool's file that isn't in the questions taken from it."""

    where: str
    """Its place, such as "question 3, line 41"."""
    what: str
    """What it is, such as "a picture: left out"."""


class Taken(Struct, frozen=True):
    """What was taken from another tool's file."""

    questions: tuple[dict[str, Any], ...]
    """Questions with fields as in a question file; a text that wasn't there is absent."""
    lost: tuple[Lost, ...] = ()


class NotReadable(ValueError):  # noqa: N818 - it reads as what is wrong
    """A file that questions can't be taken from: what is wrong, and what to do about it."""

    def __init__(self, what: str, mend: str = "") -> None:
        super().__init__("; ".join(filter(None, (what, mend))))
        self.what = what
        self.mend = mend


def refuse_too_many(count: int) -> None:
    """Raise `NotReadable` if a file has more questions than a bank may have."""
    if count > MOST_QUESTIONS:
        raise NotReadable(f"there are more than {MOST_QUESTIONS} questions", "split the file")


MOST_ANSWERS = 100_000


def refuse_too_many_answers(count: int) -> None:
    """Raise `NotReadable` if a file has more answers in all than its questions can need."""
    if count > MOST_ANSWERS:
        raise NotReadable(f"there are more than {MOST_ANSWERS} answers", "split the file")
