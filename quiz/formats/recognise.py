"""Which format another tool's file of questions is in."""

import re

from quiz.bank.encodings import decoded, other_file
from quiz.bank.other_formats import other_format
from quiz.formats.csv_table import is_table
from quiz.formats.package import is_package, names
from quiz.formats.qti12_files import ENDINGS
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
    # QTI 2 and 3, too, as its reader says what to do about them.
    "qti12": re.compile(
        r"\A\s*+(?:(?:<!--(?s:.)*?-->|<[?!](?!--)[^>]*+>)\s*+)*+"
        r"<(?:[\w.-]+:)?(?:questestinterop|(?:qti-)?assessment-?(?:item|test|section|stimulus))[\s>]",
        re.IGNORECASE,
    ),
}
"""What a text in a format has that no other has."""
_OURS = re.compile(r"\A(?:\s*#[^\n]*+\n|\s*\n)*+\s*format\s*=")
_OTHERS = ("JSON", "XML", "HTML", "YAML", "INI", "a document (RTF)", "the code of a program")
"""What a text can look like of which no reader is in `IMPORTS`."""
_CAN = "Moodle XML, QTI 1.2 or CSV"
_PACKAGES = (
    (
        re.compile(r"\Acollection\.anki|\Ameta\Z"),
        "a package of Anki's (.apkg, .colpkg)",
        "export “Notes in Plain Text” from Anki",
    ),
    (
        re.compile(r"\Amoodle_backup\.xml\Z"),
        "a backup of Moodle's (.mbz)",
        "export Moodle XML from the question bank",
    ),
    (
        re.compile(r"\A(?:word|ppt)/|\Amimetype\Z|\Acontent\.xml\Z"),
        "a document (.docx, .odt)",
        f"export the questions as {_CAN}, or save a spreadsheet as CSV",
    ),
    (re.compile(r"\Axl/"), "a spreadsheet (.xlsx)", "save it as CSV"),
)
"""What zips are that have no questions to be taken, by the names of files in them."""


def recognised(data: bytes) -> str:
    """The name of the format, as in `IMPORTS`; raises `NotReadable` if it's none of them."""
    if is_package(data):
        return _packed(data)
    if name := other_file(data):
        raise NotReadable(f"this is {name}", f"export the questions as {_CAN}")
    its = decoded(data)
    if its.text is None:
        raise NotReadable(its.message, "save it as plain text in UTF-8")
    text = its.text.replace("\r\n", "\n").replace("\r", "\n")
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
    if _OURS.search(text):
        raise NotReadable("this is a file of questions already", "name it with --bank to take it")
    what = f"this looks like {found}" if found else "the quiz doesn't recognise this format"
    mend = (
        f"export the questions as {_CAN}"
        if found in _OTHERS
        else "name the format, as in --from csv"
    )
    raise NotReadable(what, mend)


def _packed(data: bytes) -> str:
    """The name of the format of a zip; raises `NotReadable` if it has no questions to be taken."""
    its = names(data)
    for looks, what, mend in _PACKAGES:
        if any(map(looks.search, its)):
            raise NotReadable(f"this is {what}", mend)
    if not any(each.lower().endswith(ENDINGS) for each in its):
        raise NotReadable(
            "this zip has no questions in QTI 1.2", "unpack it, and name a file in it"
        )
    return "qti12"
