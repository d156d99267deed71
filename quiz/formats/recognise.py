"""Which format another tool's file of questions is in."""

import re

from quiz.bank.encodings import PACKAGE, decoded, other_file
from quiz.bank.other_formats import other_format
from quiz.formats.csv_table import is_table
from quiz.formats.taken import NotReadable

_NAMES = {
    "a Moodle file (XML)": "moodle",
    "GIFT": "gift",
    "Aiken": "aiken",
    "a table (CSV)": "csv",
    "Markdown for mkdocs-quiz": "mkdocs",
}
"""The formats that are taken, by what a text looks like."""
_COMMENTS = r"(?:<!--(?:(?!-->).)*+-->\s*+)*+"
_BY_LOOKS = {
    # It comes before Markdown, which has lines of <quiz>, too, but no questions in them.
    "moodle": re.compile(
        rf"\A\s*+(?:<\?xml[^>]*+>\s*+{_COMMENTS}<quiz[\s>]"
        rf"|{_COMMENTS}<quiz[^>]*+>\s*+{_COMMENTS}<question\b)",
        re.DOTALL,
    ),
    "anki-text": re.compile(r"\A#(?:separator|html|notetype|deck|tags|columns)\b[^:\n]*:"),
    "mdbook": re.compile(
        r"^(?:prompt(?:\.(?:prompt|program)[ \t]*=|[ \t]*=[ \t]*\{)|\[questions\.prompt\])",
        re.MULTILINE,
    ),
    "mkdocs": re.compile(r"^[ \t]*(?:<quiz>|<\?quiz\?>)[ \t]*$", re.MULTILINE),
    "qti12": re.compile(r"\A\s*+(?:<[?!][^>]*+>\s*+)*+<questestinterop[\s>]"),
}
"""What a text in a format has that no other has."""


def recognised(data: bytes) -> str:
    """The name of the format, as in `IMPORTS`; raises `NotReadable` if it's none of them."""
    if (name := other_file(data)) == PACKAGE:
        return "qti12"
    if name:
        raise NotReadable(f"this is {name}", "export the questions as Moodle XML or as CSV")
    its = decoded(data)
    if its.text is None:
        raise NotReadable(its.message, "save it as plain text in UTF-8")
    text = its.text
    for name, looks in _BY_LOOKS.items():
        if looks.search(text):
            return name
    found = other_format(text)
    if found in _NAMES:
        return _NAMES[found]
    if not text.strip():
        raise NotReadable("there is no text in it", "export it again")
    if is_table(text):
        return "csv"
    what = f"this looks like {found}" if found else "this is no format that is known here"
    raise NotReadable(what, "name the format, as in --from csv")
