"""Dates that are written in another way than the file has them."""

import re
import unicodedata
from datetime import date, datetime

from quiz.bank.ids import DASHES

DATED = ("published", "as_of")
"""The keys whose values are dates."""

_MONTHS = (
    *("jan ene", "feb fev", "mar maa mrz mrt", "apr avr abr", "may mai mei", "jun juin"),
    *("jul juil", "aug aou ago", "sep", "oct okt", "nov", "dec dez dic"),
)
"""How the months begin in English, German, French, Spanish and Dutch, without accents."""
_BEGINS = {each: n for n, month in enumerate(_MONTHS, start=1) for each in month.split()}

_YEAR_FIRST = re.compile(
    r"(\d{4})[-./](\d{1,2})(?:[-./](\d{1,2}))?(?:[t ]\d\d:.*)?|(\d{4})(\d\d)(\d\d)"
)
_DAY_FIRST = re.compile(r"(\d{1,2})([./-]) ?(\d{1,2})\2 ?(\d{4})")
_MONTH = r"([a-z]{3,10})\.?"
_IN_WORDS = re.compile(
    rf"(?:(\d{{1,2}})(?:st|nd|rd|th|er|\.)?(?: de)? )?{_MONTH}(?: de)? (\d{{4}})"
    rf"|{_MONTH} (\d{{1,2}})(?:st|nd|rd|th)?,? (\d{{4}})"
)


def dates_meant(said: object) -> list[str]:
    """The dates that can be meant by a value, as the file has them; none if it is no date.

    3/6/2031 is the third of June or the sixth of March.
    """
    match said:
        case datetime():
            return [said.date().isoformat()]
        case date():
            return [said.isoformat()]
        case str():
            pass
        case _:
            return []
    text = unicodedata.normalize("NFKD", DASHES.sub("-", said)).strip().casefold()
    text = "".join(each for each in text if not unicodedata.combining(each))
    if found := _YEAR_FIRST.fullmatch(text):
        year, month, day = found.group(1, 2, 3) if found[1] else found.group(4, 5, 6)
        return _valid((year, month, day))
    if found := _DAY_FIRST.fullmatch(text):
        one, sign, other, year = found.groups()
        first, second = _valid((year, other, one)), _valid((year, one, other))
        return first if sign == "." else sorted({*first, *second})
    if found := _IN_WORDS.fullmatch(text):
        day, name, year = found.group(1, 2, 3) if found[2] else found.group(5, 4, 6)
        month = _BEGINS.get(name[:4]) or _BEGINS.get(name[:3])
        return _valid((year, str(month), day)) if month else []
    return [text] if re.fullmatch(r"\d{4}", text) and text != said else []


def _valid(parts: tuple[str, str, str | None]) -> list[str]:
    """The date of a year, a month and perhaps a day, in a list; an empty one if there is none."""
    year, month, day = parts
    try:
        known = date(int(year), int(month), int(day or 1)).isoformat()
    except ValueError:
        return []
    return [known if day else known[: len("2017-06")]]
