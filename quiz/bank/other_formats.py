"""Name the format of a file of questions that isn't written in TOML."""

import csv
import json
import re

from quiz import NAME

MEND = f"questions are written in TOML here; {NAME} new FILE writes a file to start from"
"""What to do about a file in another format."""

_TOML = re.compile(r"^[ \t]*(?:[\w-]+[ \t]*=(?![=>])|\[\[?[\w .-]+\]\]?[ \t]*$)", re.MULTILINE)
_GIFT = re.compile(r"^::.*?::|^\$CATEGORY:|(?s:\{[ \t\n]*[=~#](?:[^{}\\]|\\.)*+\})", re.MULTILINE)
_AIKEN = re.compile(r"^ANSWER:[ \t]*[A-Z][ \t]*$", re.MULTILINE)
_YAML = re.compile(r"^(?:---[ \t]*$|[ \t]*(?:- )?[\w-]+:(?:[ \t]|$)|[ \t]*- )", re.MULTILINE)
_MARKDOWN = re.compile(r"^(?:#{1,6} |[-*+] |\d+[.)] |> |```)|\*\*[^*\n]+\*\*|\]\(", re.MULTILINE)

_LONGEST = 1_000_000
"""The most characters to look at."""
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
    if _TOML.search(some):
        return ""
    lines = [line for line in some.split("\n") if line.strip()]
    if _is_table(lines):
        return "a table (CSV)"
    # A few lines may look like either by chance.
    few = max(2, len(lines) // 2)
    if sum(1 for line in lines if _YAML.match(line)) > few:
        return "YAML"
    return "Markdown" if len(_MARKDOWN.findall(some)) > 1 else ""


def _is_json(text: str) -> bool:
    """Whether a text is JSON, or begins as nothing but JSON does."""
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return re.match(r'[{\[]\s*(?:\{\s*)?"[^"\n]*"\s*:', text) is not None
    return True


def _is_table(lines: list[str]) -> bool:
    """Whether the first lines have the same number of cells, two at least."""
    some = lines[:_ROWS]
    if len(some) < 2:  # noqa: PLR2004 - a head and a row
        return False
    for mark in (",", ";", "\t"):
        try:
            counts = {len(row) for row in csv.reader(some, delimiter=mark)}
        except csv.Error:
            continue
        if len(counts) == 1 and counts.pop() > (2 if mark == "," else 1):
            return True
    return False
