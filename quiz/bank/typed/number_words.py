"""Whole numbers in words, and words for their powers of ten, in English and German."""

import re


def _words(text: str) -> list[str]:
    return text.split()


_ENGLISH = _words(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
)
_ENGLISH_TENS = _words("twenty thirty forty fifty sixty seventy eighty ninety")
_GERMAN = _words(
    "null eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn "
    "fünfzehn sechzehn siebzehn achtzehn neunzehn"
)
_GERMAN_TENS = _words("zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig")
_HUNDRED, _THOUSAND, _MILLION, _BILLION = 100, 1_000, 1_000_000, 1_000_000_000

MINUS = re.compile(r"^(?:minus|moins|menos) (?=[\d.,])")
"""The sign of a number in words, in the languages that are known."""
SCALES = {
    "en": {"k": 3, "thousand": 3, "mn": 6, "million": 6, "bn": 9, "billion": 9, "trillion": 12},
    "de": {
        "tsd": 3,
        "tausend": 3,
        "mio": 6,
        "million": 6,
        "millionen": 6,
        "mrd": 9,
        "milliarde": 9,
        "milliarden": 9,
        "billion": 12,
        "billionen": 12,
    },
    "es": {"mil": 3, "millón": 6, "millon": 6, "millones": 6},
    "fr": {"mille": 3, "million": 6, "millions": 6, "milliard": 9, "milliards": 9},
    "nl": {"duizend": 3, "miljoen": 6, "mln": 6, "miljard": 9, "mld": 9},
}
"""Words for a thousand and more in the languages that are known, each with its power of ten."""


def number_words(number: float, language: str) -> tuple[str, ...]:
    """A whole number below a billion in the words in which it may be typed; none of others."""
    if not float(number).is_integer() or abs(number) >= _BILLION:
        return ()
    whole = abs(int(number))
    ways = {"en": _english, "de": _german}.get(language)
    sign = "minus " if number < 0 else ""
    return tuple(f"{sign}{each}" for each in ways(whole)) if ways else ()


def _english(number: int) -> list[str]:
    if number < len(_ENGLISH):
        return [_ENGLISH[number]]
    if number < _HUNDRED:
        tens, rest = divmod(number, 10)
        ten = _ENGLISH_TENS[tens - 2]
        return [f"{ten}-{_ENGLISH[rest]}" if rest else ten]
    unit, name = (_HUNDRED, "hundred") if number < _THOUSAND else (_THOUSAND, "thousand")
    unit, name = (unit, name) if number < _MILLION else (_MILLION, "million")
    many, rest = divmod(number, unit)
    counts = [_english(many)[0], *["a"] * (many == 1)]
    if not rest:
        return [f"{count} {name}" for count in counts]
    small = _english(rest)[0]
    between = (" and ", " ") if rest < _HUNDRED or unit == _HUNDRED else (" ",)
    return [f"{count} {name}{joint}{small}" for count in counts for joint in between]


def _german(number: int) -> list[str]:
    if number == 1:
        return ["eins", "ein", "eine", "einen"]
    if number < len(_GERMAN):
        return [_GERMAN[number]]
    if number < _HUNDRED:
        tens, rest = divmod(number, 10)
        ten = _GERMAN_TENS[tens - 2]
        return [f"{_before(rest)}und{ten}" if rest else ten]
    if number >= _MILLION:
        many, rest = divmod(number, _MILLION)
        millions = "eine Million" if many == 1 else f"{_before(many)} Millionen"
        return [f"{millions} {_german(rest)[0]}" if rest else millions]
    unit, name = (_HUNDRED, "hundert") if number < _THOUSAND else (_THOUSAND, "tausend")
    many, rest = divmod(number, unit)
    counts = ["ein", ""] if many == 1 else [_before(many)]
    return [f"{count}{name}{_german(rest)[0] if rest else ''}" for count in counts]


def _before(number: int) -> str:
    """A German number as it stands before another one: einhundert, but hunderteins."""
    words = _german(number)[0]
    return words.removesuffix("s") if words.endswith("eins") else words
