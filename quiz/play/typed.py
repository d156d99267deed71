"""Whether a typed answer says what is accepted: by its words, as a number, or but for a slip."""

import re
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Literal
from unicodedata import east_asian_width

from msgspec import Struct

from quiz.bank.model import Short
from quiz.text import folded, one_form

if TYPE_CHECKING:
    from spellchecker import SpellChecker

LEAST = 6
"""Letters: in a shorter word, one letter more, less or other often makes another word."""

_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−﹘﹣", "-"))
_MARKS = "\"'“”„‟‘’‚‛«»‹›「」『』《》〈〉′″`´"
_QUOTES = str.maketrans(dict.fromkeys(_MARKS, "'"))
_ENDS = ".,;:?…。、，؟،؛۔।॥"
"""What may end a sentence and carries no meaning there; so may “!” where there is a word."""
_WORD = re.compile(r"[^\W\d_]{2}")
_BRACKETED = re.compile(r"\(([^()]*[^\W\d_][^()]*)\)|\[([^\[\]]*[^\W\d_][^\[\]]*)\]")
_ABBREVIATED = re.compile(r"(?<=[^\W\d_])\.(?=[^\W\d_]?(?:\W|$))")
"""The full stops of “U.S.” and “Dr. No”, not those of “node.js” and “.5”."""
_SPACED = re.compile(r"(?<=\w) ?- ?(?=\w)|(?<=\d) (?=[%‰°€£$¥])|(?<=[€£$¥]) (?=[\d.])")
_ARTICLE = re.compile(r"^(?:the|an?) (?=.)", re.IGNORECASE)

_SIGNED = re.compile(
    r"([+-]?) ?([\d.,' ]*\d)(?: ?(?:e|[x×*·] ?10\^)([+-]?\d{1,3}))?", re.IGNORECASE
)
_NUMBERS = (  # with what sets thousands apart, and what sets off decimals
    (re.compile(r"\d*\.\d+|\d+"), "", "."),
    (re.compile(r"\d{1,3}(?:[ ']\d{3})+(?:\.\d+)?"), " '", "."),
    (re.compile(r"\d{1,3}(?:[ ']\d{3})+,\d+"), " '", ","),
    (re.compile(r"[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?"), ",", "."),
    (re.compile(r"[1-9]\d?(?:,\d\d)+,\d{3}(?:\.\d+)?"), ",", "."),  # as in India
    (re.compile(r"[1-9]\d{0,2}(?:(?:\.\d{3}){2,}|(?:\.\d{3})+(?=,))(?:,\d+)?"), ".", ","),
    (re.compile(r"\d*,\d+"), "", ","),
)
_LONGEST = 60
"""Characters of a number; a longer one is none that a reader would type."""


class Match(Struct, frozen=True):
    """How a typed answer came to be right."""

    form: str
    """The accepted form that it fits, or the number as it was understood."""
    by: Literal["form", "number", "slip"]


def match(question: Short, text: str) -> Match | None:
    """The accepted form that a typed answer fits, and how; None when it is wrong."""
    typed = said(text, case=question.case)
    if not typed:
        return None
    accepted = {form: said(form, case=question.case) for form in question.accept}
    rejected = [said(form, case=question.case) for form in question.reject]
    for form, spelled in accepted.items():
        if typed == spelled:
            return Match(form, "form")
    if typed in rejected:
        return None
    if question.number is not None and (found := _number(text, question)):
        near = abs(found[0] - Decimal(repr(question.number))) <= Decimal(repr(question.within))
        return Match(_shown(*found), "number") if near else None
    slips = {form: word for form, spelled in accepted.items() if (word := _slip(typed, spelled))}
    if any(_slip(typed, spelled) for spelled in rejected):
        return None
    for form, word in slips.items():
        if not _is_word(word, question):
            return Match(form, "slip")
    return None


def understood(question: Short, text: str) -> str:
    """The number that a typed answer was read as, with its unit; empty where it isn't one."""
    if question.number is None:
        return ""
    found = _number(text, question)
    return _shown(*found) if found else ""


def best_form(question: Short) -> str:
    """The form of the key to show: the first that is accepted, or else the number."""
    if question.accept or question.number is None:
        return next(iter(question.accept), "")
    return _shown(Decimal(repr(question.number)), next(iter(question.units), ""))


def said(text: str, *, case: bool = False) -> str:
    """What a typed answer says: without case and without what carries no meaning.

    A keyboard's quotation marks and dashes become one kind each; those around an answer go, and so
    do the marks that end a sentence, the full stops of abbreviations and a leading article. Where
    nothing would be left, the answer is what it is.
    """
    whole = (one_form(text) if case else folded(text)).translate(_QUOTES).translate(_DASHES)
    left, before = whole, ""
    while left != before:
        before = left
        left = left.strip(" '¿¡").rstrip(f"{_ENDS}!" if _WORD.search(left) else _ENDS)
        if bracketed := _BRACKETED.fullmatch(left):
            left = bracketed[1] or bracketed[2]
    left = re.sub(r"^\.{2,}", "", left)
    left = _SPACED.sub(lambda found: found[0].strip(), _ABBREVIATED.sub("", left)).strip()
    return (left if case else _ARTICLE.sub("", left)) or whole


# --- Numbers -----------------------------------------------------------------


def _number(text: str, question: Short) -> tuple[Decimal, str] | None:
    """The number in a typed answer, and the unit of the file that stands with it, if one does."""
    plain = one_form(text) if question.case else folded(text)
    plain = plain.translate(_QUOTES).translate(_DASHES).translate({0x66B: ".", 0x66C: ","})
    plain = plain.strip(" '").rstrip(_ENDS)
    ends = [(unit, said(unit, case=question.case)) for unit in question.units]
    for unit, end in sorted([*ends, ("", "")], key=lambda each: -len(each[1])):
        for bare in (plain.removesuffix(end), plain.removeprefix(end)):
            if (bare != plain or not end) and (value := _value(bare.strip())) is not None:
                return value, unit
    return None


def _value(text: str) -> Decimal | None:
    """What digits with their marks are worth; None when they are no number.

    “1 000” and “1,000” are a thousand; “74,5” and “0,500” have a decimal comma. Where a mark before
    three digits could be either, a comma sets thousands apart and a point decimals, as in English.
    """
    found = _SIGNED.fullmatch(text) if len(text) <= _LONGEST else None
    if not found:
        return None
    sign, digits, power = found.groups()
    for form, between, point in _NUMBERS:
        if form.fullmatch(digits):
            bare = digits.translate(dict.fromkeys(map(ord, between))).replace(point, ".")
            return Decimal(f"{sign}{bare}e{power or 0}")
    return None


def _shown(value: Decimal, unit: str) -> str:
    """A number as the reader is shown it, with its unit."""
    plain = value.normalize()
    most = 15  # digits: beyond these, a power of ten is easier to read
    digits = f"{plain:f}" if -most < plain.adjusted() < most else f"{plain:.6g}"
    return f"{digits.replace('-', '−')} {unit}".strip()


# --- Slips -------------------------------------------------------------------


def _slip(typed: str, form: str) -> str:
    """The word that is one letter away from the form's, all else being alike; empty where none is.

    A letter more, a letter less, another letter, or two that changed places.
    """
    given, meant = (re.split(r"[ -]", text) for text in (typed, form))
    if len(given) != len(meant):
        return ""
    pairs = [(a, b) for a, b in zip(given, meant, strict=True) if a != b]
    if len(pairs) != 1:
        return ""
    word, right = pairs[0]
    letters = word.isalpha() and right.isalpha() and east_asian_width(right[0]) not in "WF"
    return word if letters and len(right) >= LEAST and _one_off(word, right) else ""


def _one_off(one: str, other: str) -> bool:
    """Whether one letter, or the order of two, is all in which two words differ."""
    at = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), len(one))
    return (
        one[at + 1 :] == other[at + 1 :]
        or one[at + 1 :] == other[at:]
        or one[at:] == other[at + 1 :]
        or (one[at : at + 2] == other[at : at + 2][::-1] and one[at + 2 :] == other[at + 2 :])
    )


def _is_word(word: str, question: Short) -> bool:
    """Whether there is such a word, in the question or in English, whatever it was meant for."""
    asked = f"{question.passage} {question.stem}"
    return word in {said(each) for each in asked.split()} or folded(word) in _english()


@cache
def _english() -> "SpellChecker":
    from spellchecker import SpellChecker  # noqa: PLC0415 - 0.4 s, for the first slip alone

    return SpellChecker(language="en")
