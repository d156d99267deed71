"""What a program in another language needs to judge typed answers as `match` does.

The web page judges with these. They are made from the very tables and expressions that are used
here, so that the two can't come apart: `tests/test_formats_web_marks.py` compares them.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import cache
from typing import Any

from quiz.bank.kinds.short import Short
from quiz.bank.typed.dates import Rules, dates
from quiz.bank.typed.marks import (
    ACCENTS,
    APOSTROPHE,
    FEWEST,
    HYPHEN,
    PLAIN,
    SPELLED_OUT,
    joined,
    without_marks,
)
from quiz.bank.typed.match import (
    BRITISH,
    NAMED_A,
    SHORTEST,
    accepted_forms,
    bare,
    dictionary,
    is_known,
    is_word_of_letters,
    refused,
    rejected_numbers,
    words_asked,
)
from quiz.bank.typed.number import FORMS, FRACTION, NUMBER, decimal_sign
from quiz.bank.typed.number_words import MINUS, SCALES
from quiz.bank.typed.spelling import (
    ABBREVIATION,
    ARTICLES,
    BRACKETED,
    ENDS,
    KEYBOARD,
    LOOK_ALIKES,
    LOWERED,
    MIXED,
    PAIRED,
    RAISED,
    WORD,
    normalised,
    rules,
)
from quiz.text import INVISIBLE, folded
from quiz.words import language

_LAST = 0x40000
"""One more than the last code point that may be a letter or a digit: the planes 0 to 3."""
_OUTSIDE = {"w": r"[\p{L}\p{N}_]", "W": r"[^\p{L}\p{N}_]", "b": r"(?![\p{L}\p{N}_])"}
_ANYWHERE = {"d": r"\p{Nd}", '"': '"', "'": "'"}


def tables() -> dict[str, Any]:
    """The tables and expressions for all questions of a bank, in its language, as JSON has them."""
    article = ARTICLES.get(language())
    return {
        "keyboard": {chr(one): other for one, other in KEYBOARD.items()},
        "ends": ENDS,
        "decimal": decimal_sign(),
        "shortest": SHORTEST,
        "article": in_javascript(article) if article else None,
        "rules": _in_pairs(rules(language())),
        "dates": _in_pairs(dates(language())),
        "scales": SCALES.get(language(), {}),
        "alike": LOOK_ALIKES,
        "plain": PLAIN,
        "spelled": SPELLED_OUT,
        "fewest": FEWEST,
        "british": [[in_javascript(each), instead] for each, instead in BRITISH],
        "forms": [[in_javascript(each), between, point] for each, between, point in FORMS],
        "expressions": {
            "invisible": in_javascript(INVISIBLE),
            "abbreviation": in_javascript(ABBREVIATION),
            "accents": in_javascript(ACCENTS),
            "apostrophe": in_javascript(APOSTROPHE),
            "bracketed": in_javascript(BRACKETED),
            "fraction": in_javascript(FRACTION),
            "hyphen": in_javascript(HYPHEN),
            "lowered": in_javascript(LOWERED),
            "minus": in_javascript(MINUS),
            "mixed": in_javascript(MIXED),
            "named": in_javascript(NAMED_A),
            "number": in_javascript(NUMBER),
            "paired": in_javascript(PAIRED),
            "raised": in_javascript(RAISED),
            "word": in_javascript(WORD),
        },
        **_characters(),
    }


def judging(question: Short) -> dict[str, Any]:
    """What judges one question: its forms as they are compared, its number, and other words.

    A form is compared as it is, and without its hyphens and its article.
    """
    accepted = accepted_forms(question)
    accept = [
        [form, spelled, bare(form, joined(form, case=question.case))]
        for form, spelled in accepted.items()
    ]
    reject = [normalised(form, case=question.case) for form in question.reject]
    words = {word for _, *both in accept for each in both for word in each.split()}
    in_letters = {word for word in words if sum(map(str.isalpha, word)) >= FEWEST}
    known = dictionary(language()) if in_letters else ()
    slips = {other for word in _with_slips({*accepted.values()}) for other in _others(word)}
    number = None if question.number is None else str(Decimal(repr(question.number)))
    return {
        "accept": accept,
        "reject": reject,
        "refused": sorted(refused(question)),
        "number": number,
        "within": str(Decimal(repr(question.within))),
        "units": list(question.units),
        "rejected": sorted(map(str, rejected_numbers(question))),
        "case": question.case,
        "best": question.key,
        "asked": sorted(set(words_asked(question))) if in_letters else [],
        "other": sorted(slips | _alike(in_letters)),
        "unknown": sorted(word for word in map(folded, in_letters) if word not in known),
    }


def _alike(words: set[str]) -> set[str]:
    """The words of the dictionary that differ from some of these in their marks alone."""
    ways = {way for word in words for way in without_marks(folded(word))}
    return {other for way in ways for other in _by_letters(language()).get(way, ())}


@cache
def _by_letters(language: str) -> dict[str, list[str]]:
    """The words of the dictionary by how they are typed without their marks."""
    found: dict[str, list[str]] = {}
    for word in dictionary(language).word_frequency.keys():  # noqa: SIM118 - it is no dict
        for way in {word} if word.isascii() and "'" not in word else without_marks(word):
            found.setdefault(way, []).append(word)
    return found


def _in_pairs(its: Rules) -> list[list[Any]]:
    """Expressions with what comes instead of what they find."""
    return [[in_javascript(each), _replacement(instead)] for each, instead in its]


def _with_slips(spelled: set[str]) -> set[str]:
    """The words of some spellings in which a slip may be made."""
    words = {word for spelling in spelled for word in spelling.split()}
    return {
        word
        for word in words
        if sum(map(str.isalpha, word)) >= SHORTEST and is_word_of_letters(word)
    }


def _others(word: str) -> Iterator[str]:
    """The words of the dictionary that a slip in this one makes, folded."""
    known = dictionary(language())
    # A slip may put in any letter: those that words have, and ß, which is folded to two of them.
    letters = {*known.word_frequency.letters, "ß"}
    for at in range(len(word) + 1):
        head, tail = word[:at], word[at:]
        slips = {head + letter + tail for letter in letters}
        if tail:
            slips |= {head + letter + tail[1:] for letter in ("", *letters)}
        if tail[1:]:
            slips.add(head + tail[1] + tail[0] + tail[2:])
        for other in map(folded, slips):
            in_marks = bool(without_marks(other) & without_marks(folded(word)))
            if other in known or (not in_marks and is_known(other)):
                yield other


@cache
def _characters() -> dict[str, Any]:
    """What is known here of single characters, and not in every other language."""
    everything = [*map(chr, range(_LAST))]
    marked = ("<super>", "<sub>", "<fraction>")
    return {
        "zeros": "".join(each for each in everything if unicodedata.decimal(each, None) == 0),
        "levels": _ranges(lambda each: unicodedata.decomposition(each).startswith(marked)),
        "fractions": _ranges(lambda each: unicodedata.decomposition(each).startswith("<fraction>")),
        "ideographs": _ranges(lambda each: each.isalpha() and not is_word_of_letters(each)),
        "folds": {each: each.casefold() for each in everything if each.casefold() != each.lower()},
    }


def _ranges(belongs: Callable[[str], bool]) -> str:
    """The characters that belong to a class, as an expression has them between its brackets."""
    runs: list[list[int]] = []
    for code in range(_LAST):
        if not belongs(chr(code)):
            continue
        if runs and runs[-1][1] == code - 1:
            runs[-1][1] = code
        else:
            runs.append([code, code])
    return "".join(f"\\u{{{first:x}}}-\\u{{{last:x}}}" for first, last in runs)


def in_javascript(pattern: re.Pattern[str]) -> list[str]:
    """An expression of ours as JavaScript takes it with the flag u: its source and its flags.

    What a word is made of has to be spelled out there, as it knows only those of ASCII.
    """
    source = pattern.pattern.replace(r"[^\W\d_]", r"[\p{L}\p{Nl}\p{No}]").replace("(?P<", "(?<")
    made, within, at = "", False, 0
    while at < len(source):
        each = source[at]
        if each == "\\":
            at += 1
            name = source[at]
            if name == "w" and within:
                made += r"\p{L}\p{N}_"
            elif not within and name in _OUTSIDE:
                made += _OUTSIDE[name]
            else:
                made += _ANYWHERE.get(name, f"\\{name}")
        else:
            within = each == "[" or (within and each != "]")
            made += each
        at += 1
    return [made, "giu" if pattern.flags & re.IGNORECASE else "gu"]


def _replacement(instead: str) -> str:
    """What comes instead of a match, with its groups as JavaScript names them."""
    return re.sub(r"\\(\d)", r"$\1", instead.replace("$", "$$"))
