"""Read numbers as readers type them: with points or commas, powers, fractions and units."""

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from quiz.bank.typed.number_words import MINUS, SCALES
from quiz.bank.typed.spelling import ENDS, normalised, on_keyboard, unwrapped
from quiz.text import folded
from quiz.words import decimal_mark, language, language_tag

NUMBER = re.compile(
    r"(?:(?<![^\s+$¢£¤¥₠-⃀-])[.,])?\d+(?:[.,' ]\d+)*(?P<under>/\d+)?"
    r"(?P<power>e[+-]?\d{1,3}(?!\w)| ?[x*×·] ?10\^[+-]?\d{1,3}|\^[+-]?\d{1,3})?",
    re.IGNORECASE,
)
FORMS = (  # each with its thousands separators and its decimal mark
    (re.compile(r"\d*\.\d+|\d+"), "", "."),
    (re.compile(r"\d{1,3}(?:[ ']\d{3})+(?:\.\d+)?"), " '", "."),
    (re.compile(r"\d{1,3}(?:[ ']\d{3})+,\d+"), " '", ","),
    (re.compile(r"[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?"), ",", "."),
    (re.compile(r"[1-9]\d?(?:,\d\d)+,\d{3}(?:\.\d+)?"), ",", "."),  # as in India
    (re.compile(r"[1-9]\d{0,2}(?:(?:\.\d{3}){2,}|(?:\.\d{3})+(?=,))(?:,\d+)?"), ".", ","),
    (re.compile(r"0?,\d{3}|\d*,(?!\d{3}$)\d+"), "", ","),
)
_COMMA = (
    "af az be bg bs ca cs da de el es et eu fi fo fr gl hr hu hy id is it ka kk ky lt lv mk nb nl "
    "nn no pl pt ro ru sk sl sq sr sv tr uk uz vi"
)
"""Languages with a comma before decimals, as the Unicode CLDR has them."""
_POINT_IN = re.compile(r"es-(?:\w{4}-)?(?:419|bz|cu|do|gt|hn|mx|ni|pa|pe|pr|sv|us)\b")
"""Where Spanish has a point, by the same."""
_OTHER_WAY = str.maketrans(".,", ",.")
FRACTION = re.compile(r"(?:(\d+) )?(\d+)/(\d+)")


def decimal_sign() -> str:
    """What stands before decimals in the language of the bank, be there a catalogue or not."""
    has_comma = language() in _COMMA.split() and not _POINT_IN.match(language_tag())
    return "," if has_comma else decimal_mark()


class Quantity(NamedTuple):
    """A number with its unit."""

    value: Decimal
    unit: str = ""

    def __str__(self) -> str:
        """The number and its unit as the reader sees them."""
        plain = self.value.normalize()
        most = 15  # digits: beyond these, a power of ten is easier to read
        digits = f"{plain:f}" if -most < plain.adjusted() < most else f"{plain:.6g}"
        digits = digits.replace("-", "−").replace(".", decimal_sign())
        return f"{digits} {self.unit}".strip()


def read_quantity(text: str, units: Iterable[str], *, case: bool = False) -> Quantity | None:
    """The number in a text, with its unit; None if there is anything else in it.

    “1 000” and “1,000” are a thousand; “74,5” and “0,500” have a decimal comma. Where a mark before
    three digits could be either, a comma separates thousands and a point decimals, as in English,
    unless the bank's language has them the other way round, as German and French do.
    """
    plain = unwrapped(on_keyboard(text))
    plain = MINUS.sub("-", plain if case else folded(plain))
    number = NUMBER.search(plain)
    if not number:
        return None
    before, after = plain[: number.start()].strip(), plain[number.end() :].strip()
    sign = ""
    if before[:1] in ("+", "-"):
        sign, before = before[0], before[1:].strip()
    elif before[-1:] in ("+", "-"):
        sign, before = before[-1], before[:-1].strip()
    value = _value(number)
    if value is None:
        return None
    value = -value if sign == "-" else value
    named = " ".join(filter(None, (before, after if after.strip(f"{ENDS}!") else "")))
    if not named:
        return Quantity(value)
    if (known := _known(named, units, case=case)) is not None:
        return Quantity(value, known)
    word, _, rest = after.partition(" ")
    scale = SCALES.get(language(), {}).get(word.rstrip(f"{ENDS}!"))
    if scale is None:
        return None
    named = " ".join(filter(None, (before, rest)))
    known = _known(named, units, case=case) if named else ""
    return None if known is None else Quantity(value.scaleb(scale), known)


def _known(named: str, units: Iterable[str], *, case: bool) -> str | None:
    """The unit that is named; None if none is."""
    spelling = _unit(named, case=case)
    return next((unit for unit in units if _unit(unit, case=case) == spelling), None)


def _unit(text: str, *, case: bool) -> str:
    """A unit as it is compared: “a.m.” and “a.m” are “am”."""
    return normalised(text, case=case).replace(".", "")


def _value(number: re.Match[str]) -> Decimal | None:
    """The value of digits with their separators; None if they aren't a number."""
    power = number["power"] or ""
    digits = number[0].removesuffix(power).strip()
    if fraction := FRACTION.fullmatch(digits):
        whole, over, under = (Decimal(each or 0) for each in fraction.groups())
        return None if under == 0 or power else whole + over / under
    exponent = int(re.sub(r".*[e^]", "", power.casefold()) or 0)
    if power.startswith("^"):
        return Decimal(10) ** exponent if digits == "10" else None
    if decimal_sign() == ",":  # read the two marks as English would have written them
        digits = digits.translate(_OTHER_WAY)
    for form, between, point in FORMS:
        if form.fullmatch(digits):
            bare = digits.translate(dict.fromkeys(map(ord, between))).replace(point, ".")
            return Decimal(bare).scaleb(exponent)
    return None
