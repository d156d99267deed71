"""Match a typed answer with an accepted form, as a number, or allowing for a slip."""

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Literal, Protocol
from unicodedata import category, east_asian_width, name

from msgspec import Struct

from quiz.bank.fields import LONGEST_LINE
from quiz.bank.problem import DocumentPath
from quiz.bank.typed.marks import APOSTROPHE, FEWEST, joined, without_marks
from quiz.bank.typed.number import Quantity, read_quantity
from quiz.bank.typed.number_words import SCALES, number_words
from quiz.bank.typed.spelling import as_typed, normalised, without_article, without_levels
from quiz.text import folded
from quiz.words import language

if TYPE_CHECKING:
    from spellchecker import SpellChecker

SHORTEST = 6
"""The fewest letters in a word with a slip; in a shorter one, a slip often makes another word."""

NAMED_A = re.compile(
    r"A[ -](?:flat|sharp|natural|major|minor|levels?|positive|negative|list|road|side|star|team)\b"
)
"""“A” as a name rather than an article: of a note, a blood group, an exam."""

_WHOLE = re.compile(r"0|[1-9]\d{0,8}", re.ASCII)
"""A whole number among the forms that count as right."""

BRITISH = (
    (re.compile(r"(?<=[iy])s(?=e|ing|ation)"), "z"),
    (re.compile(r"our"), "or"),
    (re.compile(r"re$"), "er"),
    (re.compile(r"ence$"), "ense"),
    (re.compile(r"(?<=[a-z]{3}[aeiou])ll(?=e[rd]|ing)"), "l"),  # traveller
    (re.compile(r"(?<=dg)e(?=ment)"), ""),  # judgement
    (re.compile(r"^sc(?=eptic)"), "sk"),
)
"""British spellings, each with the American one."""


class Accepting(Protocol):
    """The fields of a question that matching needs: those of `short`."""

    @property
    def accept(self) -> Sequence[str]: ...
    @property
    def reject(self) -> Sequence[str]: ...
    @property
    def number(self) -> float | None: ...
    @property
    def within(self) -> float: ...
    @property
    def units(self) -> Sequence[str]: ...
    @property
    def case(self) -> bool: ...
    @property
    def passage(self) -> str: ...
    @property
    def stem(self) -> str: ...
    def exhibited(self) -> list[tuple[DocumentPath, str]]: ...


class Match(Struct, frozen=True):
    """How a typed answer is right."""

    form: str
    """The accepted form that it fits, or the number that it was read as."""
    by: Literal["form", "number", "slip"]


def accepted_forms(question: Accepting) -> dict[str, str]:
    """The forms that count as right, with a number in words, each as it is compared."""
    in_words = [
        words
        for form in question.accept
        if _WHOLE.fullmatch(form)
        for words in number_words(int(form), language())
    ]
    if question.number is not None:
        # Where the unit is “million”, “five million” is five of it.
        scales = {*SCALES.get(language(), ())} & {folded(unit) for unit in question.units}
        words = number_words(question.number, language())
        its = [each for each in words if not any(map(folded(each).endswith, scales))]
        in_words += [f"{words} {unit}".strip() for words in its for unit in ("", *question.units)]
    rejected = {normalised(form, case=question.case) for form in question.reject}
    forms = {form: normalised(form, case=question.case) for form in question.accept}
    more = {words: normalised(words, case=question.case) for words in in_words}
    return forms | {words: each for words, each in more.items() if each not in rejected}


def match(question: Accepting, text: str) -> Match | None:
    """The accepted form that a typed answer fits, and how; None when it is wrong."""
    if not text.strip() or len(text) > LONGEST_LINE:
        return None
    typed = normalised(text, case=question.case)
    accepted = accepted_forms(question)
    rejected = [normalised(form, case=question.case) for form in question.reject]
    quantity = _quantity(question, text)
    if as_typed(text, case=question.case) in refused(question):
        return None
    for form, spelling in accepted.items():
        if typed == spelling:
            return Match(form, "form")
    plain = without_article(typed)
    if plain in map(without_article, rejected):
        return None
    if quantity and quantity.value in rejected_numbers(question):
        return None
    without = {form: bare(form, spelling) for form, spelling in accepted.items()}
    for form, spelling in accepted.items():
        levelled = typed == without_levels(spelling) or without_levels(typed) == spelling
        if levelled or plain == without[form]:
            return Match(form, "form")
    if quantity and question.number is not None:
        difference = abs(quantity.value - _decimal(question.number))
        return Match(str(quantity), "number") if difference <= _decimal(question.within) else None
    if any(_slip(plain, without_article(form)) for form in rejected):
        return None
    for form, spelling in without.items():
        if (slip := _slip(plain, spelling)) and not _is_another_word(*slip, question):
            return Match(form, "slip")
    typed = without_article(joined(text, case=question.case))
    for form in accepted:
        if _in_marks_alone(typed, bare(form, joined(form, case=question.case)), question):
            return Match(form, "slip")
    return None


def refused(question: Accepting) -> set[str]:
    """The rejected forms as they are typed, apart from any that are accepted letter for letter.

    They are wrong even if only their signs differ from those of an accepted form: “US” from “U.S.”.
    """
    accepted = {as_typed(form, case=question.case) for form in question.accept}
    return {as_typed(form, case=question.case) for form in question.reject} - accepted


def bare(form: str, spelling: str) -> str:
    """The spelling of a form without its article, unless that is part of a name."""
    return spelling if NAMED_A.match(form) else without_article(spelling)


def read_number(question: Accepting, text: str) -> str:
    """The number that a typed answer was read as, with its unit; empty if it isn't one."""
    return str(_quantity(question, text) or "")


def best_form(question: Accepting) -> str:
    """The form of the key to show: the first accepted form, or the number if that is in words."""
    form = next(iter(question.accept), "")
    if question.number is None or any(map(str.isdigit, form)):
        return form
    return in_figures(question.number, next(iter(question.units), ""))


def in_figures(number: float, unit: str = "") -> str:
    """A number of a question as readers see it, with its unit."""
    return str(Quantity(_decimal(number), unit))


def _quantity(question: Accepting, text: str) -> Quantity | None:
    """The number in a text, if the question asks for one."""
    if question.number is None or len(text) > LONGEST_LINE:
        return None
    return read_quantity(text, question.units, case=question.case)


def rejected_numbers(question: Accepting) -> set[Decimal]:
    """The numbers that are wrong although they look nearly right."""
    values = (rejected_as(question, form) for form in question.reject)
    return {each for each in values if each is not None}


def rejected_as(question: Accepting, form: str) -> Decimal | None:
    """The number that a rejected form is; None if it isn't one."""
    quantity = _quantity(question, form)
    return quantity.value if quantity else None


def _decimal(number: float) -> Decimal:
    """A number exactly as the file has it."""
    return Decimal(repr(number))


def _slip(typed: str, form: str) -> tuple[str, str] | None:
    """(misspelled word, right word) if there is one slip in one word; otherwise None.

    A slip is a letter added, left out or replaced, or two letters swapped.
    """
    words, meant = typed.split(), form.split()
    if len(words) != len(meant):
        return None
    pairs = [(a, b) for a, b in zip(words, meant, strict=True) if a != b]
    if len(pairs) != 1:
        return None
    word, right = pairs[0]
    long = sum(each.isalpha() for each in right) >= SHORTEST
    if not (long and is_word_of_letters(word) and is_word_of_letters(right)):
        return None
    # With `case = true` a capital is no slip.
    return pairs[0] if folded(word) != folded(right) and _one_off(word, right) else None


def is_word_of_letters(word: str) -> bool:
    """Whether a word is made of letters, accents and apostrophes, without ideographs."""
    return all(
        each == "'"
        or category(each).startswith("M")
        or (each.isalpha() and (east_asian_width(each) not in "WF" or "KATAKANA" in name(each, "")))
        for each in word
    )


def _one_off(one: str, other: str) -> bool:
    """Whether two words differ in one letter or in the order of two neighbours."""
    at = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), len(one))
    return (
        one[at + 1 :] == other[at + 1 :]
        or one[at + 1 :] == other[at:]
        or one[at:] == other[at + 1 :]
        or (one[at : at + 2] == other[at : at + 2][::-1] and one[at + 2 :] == other[at + 2 :])
    )


def _in_marks_alone(typed: str, meant: str, question: Accepting) -> bool:
    """Whether an answer is a form but for its accents, apostrophes and hyphens."""
    if typed != meant and not without_marks(typed) & without_marks(meant):
        return False
    pairs = zip(typed.split(), meant.split(), strict=True)
    return all(
        word == right
        or (
            sum(map(str.isalpha, right)) >= FEWEST
            and _one_lacks_accents(word, right)
            and not _is_another_word(word, right, question)
        )
        for word, right in pairs
    )


def _one_lacks_accents(one: str, other: str) -> bool:
    """Whether accents are missing in one of two words, rather than other ones or elsewhere.

    “Publico” may be meant for “público”, but “publicó” is said in another way.
    """
    one, other = (APOSTROPHE.sub("", each) for each in (one, other))
    pairs = [(a, b) for a, b in zip(one, other, strict=False) if a != b]
    return (
        len(one) != len(other)
        or all(a in without_marks(b) for a, b in pairs)
        or all(b in without_marks(a) for a, b in pairs)
    )


def _is_another_word(word: str, right: str, question: Accepting) -> bool:
    """Whether what looks like a slip is another word, from the question or from its language.

    The American spelling doesn't make another word, and a missing accent only if both are words,
    as “fordern” and “fördern” are.
    """
    if folded(word) in words_asked(question):
        return True
    if word == _american(right) or _american(word) == right:
        return False
    known = dictionary(language())
    if without_marks(word) & without_marks(right):
        return folded(word) in known and folded(right) in known
    return is_known(folded(word))


def is_known(word: str) -> bool:
    """Whether a folded word is one of the language; the dictionary has American English alone."""
    known = dictionary(language())
    return word in known or (language() == "en" and _american(word) in known)


def words_asked(question: Accepting) -> list[str]:
    """The words that the question itself uses, with its exhibits."""
    texts = (question.passage, question.stem, *(text for _, text in question.exhibited()))
    return re.findall(r"[\w']+", folded(" ".join(texts)))


def _american(word: str) -> str:
    """A word as it is spelled in American English."""
    for pattern, instead in BRITISH:
        word = pattern.sub(instead, word)
    return word


@cache
def dictionary(language: str) -> "SpellChecker":
    """The words of a language; of English where it has none."""
    from spellchecker import SpellChecker  # noqa: PLC0415 - 0.4 s, for the first slip alone

    known = language in SpellChecker.languages()
    return SpellChecker(language=language if known else "en")
