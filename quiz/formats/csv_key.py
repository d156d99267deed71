"""What a cell of another tool's table says is right: which options, which number, true or false.

Where a cell can be read in two ways, none of them is taken, as a wrong key is worse than none.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from math import isfinite

_MARK = r"(?:(?:option|answer|choice|antwort)\s*)?\(?([A-Ja-j]|\d{1,2})[.):]?"
_BETWEEN = r"\s*[,;&+/|\s]\s*"
_PLACES = re.compile(rf"\s*{_MARK}(?:{_BETWEEN}{_MARK})*\s*", re.IGNORECASE | re.ASCII)
_PLACE = re.compile(_MARK, re.IGNORECASE | re.ASCII)
_LETTERS = re.compile(rf"\s*[A-Za-z](?:{_BETWEEN}[A-Za-z])*\s*")
_LETTERED = re.compile(r"\(?[A-Ja-j][.):]+\s", re.ASCII)
_NUMBERED = re.compile(r"\(?\d{1,2}[.):]+\s", re.ASCII)
"""How the text of an option begins, with a letter or a number; a date does, too."""
_FIRST_TWO = tuple(
    re.compile(rf"(?:^|\s)(?:[(\[]?{letter}(?:[.:]?[)\]]|[.:]\s|\s?[-–—]\s)|\(?{digit}[.):]+\s)")
    for letter, digit in (("[Aa]", "1"), ("[Bb]", "2"))
)
"""What the first two options begin with in the text of a question."""
_OFFERED = re.compile(r"\b[a-z]\s?/\s?[a-z]\b|\btrue or false\b|\byes or no\b", re.IGNORECASE)
"""Letters that a question offers to answer with."""
_LEAST_OPTIONS = 2
_LONGEST_KEY = 200
"""The most characters in a list of places."""
_TEXTS = re.compile(r"[|;\n]")
_TEXTS_BY_COMMA = re.compile(r"[|;,\n]")
_TRUE = frozenset(("true", "wahr", "vrai", "verdadero", "waar", "vero", "verdadeiro"))
_FALSE = frozenset(("false", "falsch", "faux", "falso", "onwaar"))
_NUMBER = re.compile(r"[+-]?(\d+)(?:[.,]\d+)?(?:[eE][+-]?\d{1,3})?", re.ASCII)
_THOUSANDS = re.compile(
    r"([+-]?[1-9]\d{0,2}(?:(?:,\d{3})+(?=\Z|\.)|(?:\.\d{3})+(?=\Z|,)))(?:[.,](\d+))?", re.ASCII
)
"""A number with a comma between thousands and a point before decimals, or the other way round."""
_AHEAD = re.compile(r"\s*[+-]?\d{1,9}(?:[.,]\d{1,9})?", re.ASCII)
_EITHER = re.compile(r"[+-]?[1-9]\d{0,2}[.,]\d{3}", re.ASCII)
"""A thousand and something, or one and something in three decimals."""
_DIGITS = 15
"""The most digits that a number keeps."""


class Unclear(ValueError):  # noqa: N818 - it reads as what is wrong
    """A cell that can be read in no way, or in two; its text says why, after “it …”."""


def says_a_place(key: str) -> bool:
    """Whether a cell has nothing but letters or numbers of options."""
    return len(key) <= _LONGEST_KEY and _PLACES.fullmatch(key) is not None


def the_one(keys: Sequence[str]) -> str:
    """What the columns for the key say, or nothing; raises `Unclear` if they differ."""
    if len(keys) > 1:
        raise Unclear("is in several columns, which may name one answer or several")
    return "".join(keys)


def counts_from_0(options: Mapping[int, str], key: str) -> bool:
    """Whether a key is a 0 that none of the options is, so that its column may count from there."""
    return key.strip() == "0" and 0 not in options and "0" not in options.values()


def right_options(
    options: Mapping[int, str], key: str, *, by_place: bool, from_0: bool = False
) -> set[int]:
    """The places of the right ones among options by their places.

    `by_place` if a number is always a place, `from_0` if it may be counted from 0. Raises
    `Unclear`.
    """
    has_number = says_a_place(key) and re.search(r"\d", key) is not None
    if has_number and from_0:
        raise Unclear("may be counted from 0 or from 1")
    if has_number and by_place:
        readings = {*_places(options, key)}
    else:
        readings = {*_places(options, key), *_same(options, key), *_ahead(options, key)}
    if not readings:
        raise Unclear("is none of the options" if key else "isn't there")
    if len(readings) > 1:
        raise Unclear("can mean one option or another")
    return {*readings.pop()}


def agreed(
    options: Mapping[int, str], keys: Sequence[str], *, by_place: bool, from_0: bool
) -> set[int]:
    """The places of the right ones by what each column for the key says; raises `Unclear`."""
    readings = [
        right_options(options, key, by_place=by_place, from_0=from_0) for key in keys or [""]
    ]
    if any(each != readings[0] for each in readings):
        the_one(keys)
    return readings[0]


def _places(options: Mapping[int, str], key: str) -> Iterator[frozenset[int]]:
    """The options that a key names by letters or numbers, if all of them are there."""
    if says_a_place(key):
        marks = _PLACE.findall(key)
        places = {int(each) if each.isdigit() else _of_letter(each, options) for each in marks}
        if places <= {*options}:
            yield frozenset(places)


def _of_letter(letter: str, options: Mapping[int, str]) -> int:
    """The place of a letter, in a table that counts its options from 0 or from 1."""
    return ord(letter.lower()) - ord("a") + (0 if 0 in options else 1)


def _same(options: Mapping[int, str], key: str) -> Iterator[frozenset[int]]:
    """The options that a key names by their texts, in each way in which it can be read."""
    known: dict[str, list[int]] = {}
    for n, option in options.items():
        known.setdefault(option.casefold(), []).append(n)

    def of(text: str) -> list[int]:
        return known.get(text.strip().casefold(), [])

    yield from (frozenset((each,)) for each in of(key))
    for between in (_TEXTS, _TEXTS_BY_COMMA):
        texts = [each for each in between.split(key) if each.strip()]
        found = [of(each) for each in texts]
        if len(texts) > 1 and all(len(each) == 1 for each in found):
            yield frozenset(each[0] for each in found)


def _ahead(options: Mapping[int, str], key: str) -> Iterator[frozenset[int]]:
    """The options that begin with the number that a key is, as “2.0” and “2 m” do with 2."""
    if not key.isascii() or not key.isdigit():
        return
    for n, option in options.items():
        found = _AHEAD.match(option)
        if found and float(found[0].replace(",", ".")) == float(key):
            yield frozenset((n,))


def truth(key: str) -> bool | None:
    """Whether a key is “true” or “false” in one of several languages; None if it's neither."""
    word = key.strip().casefold()
    return True if word in _TRUE else False if word in _FALSE else None


def typed(key: str, stem: str, beside: Sequence[str] = ()) -> bool | float | None:
    """What a key is beside no options: true or false, a number, or None for a text.

    Raises `Unclear` for what may be several answers, and where `refuse_no_answer` does.
    """
    if (true := truth(key)) is not None:
        return true
    refuse_no_answer(key, stem, beside)
    if "\n" in key:
        raise Unclear("has several lines, which may be one answer or several")
    if _LETTERS.fullmatch(key) and says_a_place(key) and len(key.strip()) > 1:
        raise Unclear("has several letters, which may be one answer or several")
    return number(key)


def refuse_no_answer(key: str, stem: str, beside: Sequence[str] = ()) -> None:
    """Raise `Unclear` for what may name an option in place of an answer.

    A letter alone does only where there are options: in the question or in the texts beside it.
    """
    may_be_number = says_a_place(key) or _NUMBERED.match(key)
    if _LETTERS.fullmatch(key):
        names_one = _has_options(key, stem, beside)
    elif may_be_number and not re.search("[A-Za-z]", key):
        names_one = _lists(stem)
    else:
        by_letter = says_a_place(key) or _LETTERED.match(key)
        names_one = bool(by_letter) or bool(_NUMBERED.match(key) and _lists(stem))
    if names_one:
        raise Unclear("may name an option, and there is none")


def _has_options(letter: str, stem: str, beside: Sequence[str]) -> bool:
    """Whether there may be options that letters name: in the question, or beside it."""
    lines = [line for line in stem.splitlines() if line.strip()]
    place = ord(letter.strip()[0].lower()) - ord("a") + 1
    return (
        len(lines) > _LEAST_OPTIONS
        or _OFFERED.search(stem) is not None
        or any(map(_lists, (stem, *beside)))
        or len(beside) >= max(place, _LEAST_OPTIONS)
    )


def _lists(stem: str) -> bool:
    """Whether the text of a question has options in it."""
    return all(each.search(stem) for each in _FIRST_TWO)


def number(key: str) -> float | None:
    """The number that a key is; None if it's a text.

    What a number would change is a text, such as 007. Raises `Unclear` for 1,084 and the like.
    """
    text = key.strip().replace("−", "-")
    if _EITHER.fullmatch(text):
        raise Unclear("can be a number of thousands, or one with three decimals")
    if parted := _THOUSANDS.fullmatch(text):
        whole = re.sub("[.,]", "", parted[1])
        text = f"{whole}.{parted[2]}" if parted[2] else whole
    elif not (found := _NUMBER.fullmatch(text)) or (len(found[1]) > 1 and found[1][0] == "0"):
        return None
    digits = re.sub(r"\D", "", re.split("[eE]", text)[0]).lstrip("0")
    value = float(text.replace(",", "."))
    return value if len(digits) <= _DIGITS and isfinite(value) else None
