"""Whether a typed answer is right: by an accepted form, as a number, or but for a slip."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Literal, Protocol
from unicodedata import category, east_asian_width, name, normalize

from msgspec import Struct

from quiz.bank.typed import number
from quiz.bank.typed.spelling import loosened, said, without_article
from quiz.text import folded

if TYPE_CHECKING:
    from spellchecker import SpellChecker

LONGEST = 400
"""Characters of an answer, as many as of an accepted form; a longer one says something else."""

LEAST = 6
"""Letters: in a shorter word, one letter more, less or other often makes another word."""

_NAMED_A = re.compile(
    r"A[ -](?:flat|sharp|natural|major|minor|levels?|positive|negative|list|road|side|star|team)\b"
)
"""Where A is a letter and no article: of a scale, a blood group, an exam."""

_BRITISH = (
    (re.compile(r"(?<=[iy])s(?=e|ing|ation)"), "z"),
    (re.compile(r"our"), "or"),
    (re.compile(r"re$"), "er"),
    (re.compile(r"ence$"), "ense"),
)
"""What American spelling has for it."""


class Accepting(Protocol):
    """What matching needs of a question: the fields of `short`."""

    @property
    def accept(self) -> Sequence[str]: ...  # noqa: D102
    @property
    def reject(self) -> Sequence[str]: ...  # noqa: D102
    @property
    def number(self) -> float | None: ...  # noqa: D102
    @property
    def within(self) -> float: ...  # noqa: D102
    @property
    def units(self) -> Sequence[str]: ...  # noqa: D102
    @property
    def case(self) -> bool: ...  # noqa: D102
    @property
    def passage(self) -> str: ...  # noqa: D102
    @property
    def stem(self) -> str: ...  # noqa: D102


class Match(Struct, frozen=True):
    """How a typed answer came to be right."""

    form: str
    """The accepted form that it fits, or the number as it was understood."""
    by: Literal["form", "number", "slip"]


def match(question: Accepting, text: str) -> Match | None:
    """The accepted form that a typed answer fits, and how; None when it is wrong."""
    if not text.strip() or len(text) > LONGEST:
        return None
    typed, case = said(text, case=question.case), question.case
    accepted = {form: said(form, case=case) for form in question.accept}
    rejected = [said(form, case=case) for form in question.reject]
    for form, spelled in accepted.items():
        if typed == spelled:
            return Match(form, "form")
    if is_rejected(question, text):
        return None
    for form, spelled in accepted.items():
        bare = spelled if _NAMED_A.match(form) else without_article(spelled)
        if without_article(typed) == bare or _is_loosely(typed, spelled):
            return Match(form, "form")
    if question.number is not None and (found := number.read(text, question.units, case=case)):
        near = abs(found[0] - Decimal(repr(question.number))) <= Decimal(repr(question.within))
        return Match(number.shown(*found), "number") if near else None
    for form, spelled in accepted.items():
        near_wrong = any(_slip(typed, other) for other in rejected)
        if (slip := _slip(typed, spelled)) and not near_wrong and not _says_else(*slip, question):
            return Match(form, "slip")
    return None


def is_rejected(question: Accepting, text: str) -> bool:
    """Whether the file names a typed answer, or the number in it, as wrong."""
    case = question.case
    typed = without_article(said(text, case=case))
    if any(typed == without_article(said(form, case=case)) for form in question.reject):
        return True
    if question.number is None or not (found := number.read(text, question.units, case=case)):
        return False
    wrong = (number.read(form, question.units, case=case) for form in question.reject)
    return any(each and each[0] == found[0] for each in wrong)


def understood(question: Accepting, text: str) -> str:
    """The number that a typed answer was read as, with its unit; empty where it isn't one."""
    if question.number is None or len(text) > LONGEST:
        return ""
    found = number.read(text, question.units, case=question.case)
    return number.shown(*found) if found else ""


def best_form(question: Accepting) -> str:
    """The form of the key to show: the first that is accepted, or else the number."""
    if question.accept or question.number is None:
        return next(iter(question.accept), "")
    return number.shown(Decimal(repr(question.number)), next(iter(question.units), ""))


def _is_loosely(typed: str, form: str) -> bool:
    """Whether two spellings are one but for raised or lowered digits typed on the line."""
    return typed == loosened(form) or loosened(typed) == form


# --- Slips -------------------------------------------------------------------


def _slip(typed: str, form: str) -> tuple[str, str] | None:
    """The word that is one letter away from the form's, and the form's; None where more differs.

    A letter more, a letter less, another letter, or two that changed places.
    """
    given, meant = typed.split(), form.split()
    if len(given) != len(meant):
        return None
    pairs = [(a, b) for a, b in zip(given, meant, strict=True) if a != b]
    if len(pairs) != 1:
        return None
    word, right = pairs[0]
    long = sum(each.isalpha() for each in right) >= LEAST
    if not (long and _is_word_of_letters(word) and _is_word_of_letters(right)):
        return None
    # With `case = true` a capital is no slip.
    return pairs[0] if folded(word) != folded(right) and _one_off(word, right) else None


def _is_word_of_letters(word: str) -> bool:
    """Whether a word is made of letters, accents and apostrophes, and not of ideographs."""
    return all(
        each == "'"
        or category(each).startswith("M")
        or (each.isalpha() and (east_asian_width(each) not in "WF" or "KATAKANA" in name(each)))
        for each in word
    )


def _one_off(one: str, other: str) -> bool:
    """Whether one letter, or the order of two, is all in which two words differ."""
    at = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), len(one))
    return (
        one[at + 1 :] == other[at + 1 :]
        or one[at + 1 :] == other[at:]
        or one[at:] == other[at + 1 :]
        or (one[at : at + 2] == other[at : at + 2][::-1] and one[at + 2 :] == other[at + 2 :])
    )


def _says_else(word: str, right: str, question: Accepting) -> bool:
    """Whether a word that is nearly the right one is another: in the question, or in English.

    An accent that the keyboard lacks and a British or American spelling make no other word.
    """
    asked = re.findall(r"[\w']+", folded(f"{question.passage} {question.stem}"))
    if folded(word) in asked:
        return True
    if word in (_unaccented(right), _american(right)) or _american(word) == right:
        return False
    return folded(word) in _english()


def _unaccented(word: str) -> str:
    """A word without its accents."""
    return "".join(_letters(word))


def _letters(word: str) -> Iterator[str]:
    return (each for each in normalize("NFD", word) if not category(each).startswith("M"))


def _american(word: str) -> str:
    """A word as it is spelled in American English."""
    for pattern, instead in _BRITISH:
        word = pattern.sub(instead, word)
    return word


@cache
def _english() -> "SpellChecker":
    from spellchecker import SpellChecker  # noqa: PLC0415 - 0.4 s, for the first slip alone

    return SpellChecker(language="en")
