"""Name the format of a file of questions that isn't written in TOML."""

import csv
import json
import re

from quiz import NAME

MEND = f"questions are written in TOML here; {NAME} new FILE writes a file to start from"
"""What to do about a file in another format."""

_TOML = re.compile(
    r"^[ \t]*(?:\{?[ \t]*[\w-]+[ \t]*=(?![=>])|\[\[?[\w .-]+\]\]?[ \t]*$)", re.MULTILINE
)
_GIFT = re.compile(r"^::.*?::|^\$CATEGORY:|(?s:\{[ \t\n]*[=~#](?:[^{}\\]|\\.)*+\})", re.MULTILINE)
_AIKEN = re.compile(r"^ANSWER:[ \t]*[A-Z][ \t]*$", re.MULTILINE)
_YAML = re.compile(r"^[ \t]*(?:- )*[\w-]+:(?:[ \t]|$)", re.MULTILINE)
_MARKDOWN = re.compile(
    r"^(?:#{1,6} |[ \t]*[-*+] |\d+[.)] |> |```|\|.*\|$)|\*\*[^*\n]+\*\*|\]\(", re.MULTILINE
)

_LONGEST = 1_000_000
"""The most characters to look at."""
_FEW = 10
"""One line of TOML among so many others is an example."""
_LEAST = 4
"""How many cells and rows a table has at least, together; there may be a comma in any text."""
_ROWS = 20
"""How many rows of a table are looked at."""


def other_format(text: str) -> str:
    """The name of the format that a text which isn't TOML is written in; empty if unknown."""
    some = text.strip()[:_LONGEST]
    if some.startswith(("{", "[")) and _is_json(some):
        return "JSON"
    if re.match(r"<(?:\?xml|!doctype|!--|[a-zA-Z])", some, re.IGNORECASE):
        if re.search(r"<question\s+type\s*=", some):
            return "a Moodle file (XML)"
        return "HTML" if re.match(r"<(?:!doctype )?html", some, re.IGNORECASE) else "XML"
    if some.startswith("{\\rtf"):
        return "a document (RTF)"
    if _AIKEN.search(some) and not _TOML.search(some):
        return "Aiken"
    if _GIFT.search(some) and not _TOML.search(_GIFT.sub("", some)):
        return "GIFT"
    lines = [line for line in some.split("\n") if line.strip()]
    marked = len(_MARKDOWN.findall(some))
    if toml := len(_TOML.findall(some)):  # Markdown may have an example of it
        lines = [line for line in lines if not line.lstrip().startswith("#")]  # or comments
        marked = len(_MARKDOWN.findall("\n".join(lines)))
        return "Markdown" if marked > toml and toml * _FEW < len(lines) else ""
    if _is_table(lines):
        return "a table (CSV)"
    if len(_YAML.findall(some)) * 2 > len(lines):
        return "YAML"
    return "Markdown" if marked > 1 else "plain text" if lines else ""


def _is_json(text: str) -> bool:
    """Whether a text is JSON, or begins as nothing but JSON does."""
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return re.match(r'[{\[]\s*(?:\{\s*)?"[^"\n]*"\s*:', text) is not None
    return True


def _is_table(lines: list[str]) -> bool:
    """Whether the first lines have the same number of cells: three, or two in a few lines."""
    some = lines[:_ROWS]
    # In prose, a space comes after each comma.
    marks = (";", "\t") if all(", " in line for line in some) else (",", ";", "\t")
    for mark in marks if len(some) > 1 else ():
        try:
            cells = {len(row) for row in csv.reader(some, delimiter=mark)}
        except csv.Error:
            continue
        if len(cells) == 1 and (number := cells.pop()) > 1 and number + len(some) > _LEAST:
            return True
    return False
