"""Which format another tool's file of questions is in."""

import re

from quiz.bank.encodings import decoded, other_file
from quiz.bank.other_formats import other_format
from quiz.formats.csv_read import is_table
from quiz.formats.taken import NotReadable

_NAMES = {
    "a Moodle file (XML)": "moodle",
    "GIFT": "gift",
    "Aiken": "aiken",
    "a table (CSV)": "csv",
}
"""The formats that are taken, by what a text looks like."""
_MOODLE = re.compile(r"<quiz[\s>]")


def recognised(data: bytes) -> str:
    """The name of the format, as in `IMPORTS`; raises `NotReadable` if it's none of them."""
    if name := other_file(data):
        raise NotReadable(f"this is {name}", "export the questions as Moodle XML or as CSV")
    text = decoded(data).text or ""
    if _MOODLE.search(text[:2000]):
        return "moodle"
    found = other_format(text)
    if found in _NAMES:
        return _NAMES[found]
    if not text.strip():
        raise NotReadable("there is no text in it", "export it again")
    if is_table(text):
        return "csv"
    looks = f"this looks like {found}" if found else "this is no format that is known here"
    raise NotReadable(looks, "name the format, as in --from csv")
