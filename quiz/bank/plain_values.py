"""Numbers, and yes or no, in the ways that people write them where the file has 7000 or true."""

import re
from functools import cache
from types import UnionType
from typing import Annotated, Any, NamedTuple, Union, get_args, get_origin

from msgspec.structs import FieldInfo, fields

from quiz.bank.ids import DASHES
from quiz.bank.model import structs

_SAID = {
    "true": "yes on ja wahr richtig oui vrai juste sí si verdadero cierto waar juist "
    "correct x ✓ ✔ ☑ 1",
    "false": "no off nein falsch non faux falso nee onwaar onjuist fout wrong ✗ ✘ 0",
}
_MEANT = {word: meant for meant, said in _SAID.items() for word in (meant, *said.split())}
"""What people write for true and false, in English, German, French, Spanish and Dutch."""

_NUMBER = re.compile(r"([-+]?)\s*(\d(?:[\d.,'’_\s]*\d)?)\s*((?!e[-+]?\d)[^\W\d_].*|[%‰°€$£].*)?")
_BARE_POINT = re.compile(r"^(?P<sign>[-+]?)(?P<point>[.,])(?=\d)")
_FRACTION = re.compile(r"(\d{1,6}) ?[/⁄∕] ?(\d{1,6})")
_PARTS = re.compile(r"[\s'’_]")
_THOUSANDS = re.compile(r"[1-9]\d{0,2}(?:([.,])\d{3})(?:\1\d{3})*")
_ANOTHER = re.compile(r"(?<!\S)\d")
"""A second number, as in “5 to 7”; in “5 km2” there is none."""
_LONGEST = 60
"""The most characters of a number with its unit."""
_POINT_OR_COMMA = re.compile(r"[.,]")


class NumberMeant(NamedTuple):
    """What may be meant by a number with something in it or behind it."""

    numbers: tuple[str, ...] = ()
    """As the file has them, the likeliest first: 7.000 is 7000, or 7."""
    unit: str = ""
    """What comes behind the number."""

    def mend(self, key: str) -> str:
        """What to do about it as the value of a key; empty if it means no number."""
        if not self.numbers:
            return ""
        if key == "within" and self.unit.startswith(("%", "‰")):
            return "write how far off an answer may be, in a number, not in per cent"
        first, *others = self.numbers
        write = "".join([f"write {first}", *(f", or {each} if that is meant" for each in others)])
        return f"{write}, and put “{self.unit}” in `units`" if self.unit else write


def number_meant(said: str) -> NumberMeant:
    """The numbers that can be meant by a text, and the unit in it; none if it begins with none."""
    said = _BARE_POINT.sub(r"\g<sign>0\g<point>", said.strip()).rstrip(".,")
    if fraction := _FRACTION.fullmatch(said):
        over, under = map(int, fraction.groups())
        exact = f"{over / under:.6f}" if under else ""
        is_exact = bool(exact) and over * 10**6 % under == 0
        return NumberMeant((_shortest(exact),)) if is_exact else NumberMeant()
    if len(said) > _LONGEST or not (found := _NUMBER.fullmatch(DASHES.sub("-", said.strip()))):
        return NumberMeant()
    sign, digits, unit = found[1].removeprefix("+"), found[2], (found[3] or "").strip()
    if _ANOTHER.search(unit):
        return NumberMeant()
    if _PARTS.search(digits):
        first, *groups = _PARTS.split(re.split(r"[.,]", digits)[0])
        if not first or any(len(each) != len("000") for each in groups):
            return NumberMeant()
        digits = _PARTS.sub("", digits)
    signs = _POINT_OR_COMMA.findall(digits)
    whole, _, rest = digits.rpartition(signs[-1]) if signs else (digits, "", "")
    bare = _POINT_OR_COMMA.sub("", digits)
    decimal = f"{_POINT_OR_COMMA.sub('', whole).lstrip('0') or '0'}.{rest}" if rest else ""
    numbers = [bare.lstrip("0") or "0"]
    if signs:
        is_parted = _THOUSANDS.fullmatch(digits) is not None
        if len(signs) == 1 or (signs.count(signs[-1]) == 1 and _THOUSANDS.fullmatch(whole)):
            numbers = [*numbers, _shortest(decimal)] if is_parted else [decimal]
        elif not is_parted:
            return NumberMeant()
    return NumberMeant(tuple(f"{sign}{each}" for each in numbers), unit)


def _shortest(decimal: str) -> str:
    """A decimal without zeros at its end."""
    return decimal.rstrip("0").rstrip(".")


def truth_meant(said: object) -> str:
    """What is meant, `true` or `false`, by a word, a tick or a figure; empty if neither is."""
    if isinstance(said, int) and 0 <= said <= 1:
        said = str(int(said))
    return _MEANT.get(said.strip(" .!").casefold(), "") if isinstance(said, str) else ""


@cache
def keys_of(*types: type) -> frozenset[str]:
    """The keys whose values are of one of these types, such as `bool`, wherever they are."""
    return keys() - {each.encode_name for each in _fields() if _plain(each.type) not in types}


@cache
def keys() -> frozenset[str]:
    """All keys that are anywhere in the file."""
    return frozenset(each.encode_name for each in _fields()) | {"kind"}


def _fields() -> list[FieldInfo]:
    in_file = [each for each in structs().values() if each.__struct_config__.forbid_unknown_fields]
    return [field for struct in in_file for field in fields(struct)]


def _plain(type: Any) -> Any:
    """A type without what is asked of its values, and without None."""
    if get_origin(type) is Annotated:
        return _plain(get_args(type)[0])
    if get_origin(type) in (Union, UnionType):
        kept = [each for each in get_args(type) if each is not None.__class__]
        return _plain(kept[0]) if len(kept) == 1 else type
    return type
