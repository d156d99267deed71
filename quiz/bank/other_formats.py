"""Name the format of a file of questions that isn't written in TOML."""

import csv
import json
import re

from quiz import NAME

_MEND = f"questions are written in TOML here; {NAME} new FILE writes a file to start from"
_TAKEN = (
    *("a Moodle file (XML)", "GIFT", "Aiken", "QTI 1.2 (XML)", "a table (CSV)"),
    *("Anki's notes", "Markdown for mkdocs-quiz"),
)
"""The formats from which `quiz import` takes questions."""

_TOML = re.compile(
    r"^[ \t]*(?:\{?[ \t]*[\w-]+[ \t]*=(?![=>])|\[\[?[\w .-]+\]\]?[ \t]*$)", re.MULTILINE
)
_GIFT = re.compile(
    r"^::.*?::|^\$CATEGORY:|(?s:\{[ \t\n]*[=~#](?:[^{}\\]|\\.)*+\})"
    r"|(?<=[.?!:)]) ?\{[ \t]*(?:T|F|TRUE|FALSE)?[ \t]*\}[ \t]*$",
    re.MULTILINE,
)
_AIKEN = re.compile(r"^ANSWER:[ \t]*[A-Z][ \t]*$", re.MULTILINE | re.IGNORECASE)
_OUR_TABLE = re.compile(r"id([,;\t])kind\1skill\1")
"""How a table that `quiz export` wrote begins."""
_ANKI = re.compile(r"#(?:separator|html|notetype|deck|tags|columns)\b[^:\n]*:")
_MKDOCS = re.compile(r"^<quiz>|^<\?quiz\?>", re.MULTILINE)
_FRONT = re.compile(r"---\n(?:.*\n)*?---\n(?=\s*\S)")
_CODE = re.compile(
    r"(?:export default|module\.exports|(?:const|let|var) \w+|import \w|from \w+ import)\b"
    r"|\w+ = [\[{]\s*(?:\{\s*)?[\"']\w+[\"']\s*:"
)
_INI = re.compile(r"^\[[\w -]+\]$|^[\w -]+[:=][ \t]*(?!true|false)[^\W\d].*$")
_OURS = re.compile(r"^[ \t]*\[\[?(?:about|sources|skills|questions|claims)\b", re.MULTILINE)
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


def what_to_do(format: str) -> str:
    """What to do about a file in another format."""
    return f"{NAME} import takes its questions; {_MEND}" if format in _TAKEN else _MEND


def other_format(text: str) -> str:
    """The name of the format that a text which isn't TOML is written in; empty if unknown."""
    some = text.strip()[:_LONGEST]
    plain = re.sub(r"\A(?:\s*//.*\n)+", "", some).lstrip()
    if plain.startswith(("{", "[")) and _is_json(plain):
        return "JSON"
    if _OUR_TABLE.match(some):
        return "a table (CSV)"
    if _ANKI.match(some) and not _TOML.search(some):
        return "Anki's notes"
    if _CODE.match(some):
        return "the code of a program"
    if "<question" not in some and _MKDOCS.search(some):
        return "Markdown for mkdocs-quiz"
    if (front := _FRONT.match(some)) and not _TOML.search(some):
        return "YAML" if _is_yaml(some[front.end() :]) else "Markdown"
    if re.match(r"<(?:\?xml|!doctype|!--|[a-zA-Z])", some, re.IGNORECASE):
        if re.search(r"<question\s+type\s*=", some):
            return "a Moodle file (XML)"
        if re.search(r"<questestinterop[\s>]", some):
            return "QTI 1.2 (XML)"
        return "HTML" if re.match(r"<(?:!doctype )?html", some, re.IGNORECASE) else "XML"
    if some.startswith("{\\rtf"):
        return "a document (RTF)"
    if _AIKEN.search(some) and not _TOML.search(some):
        return "Aiken"
    asked = len(_GIFT.findall(some))
    if asked and len(_TOML.findall(_GIFT.sub("", some))) < asked and not _OURS.search(some):
        return "GIFT"
    lines = [line for line in some.split("\n") if line.strip()]
    if len(lines) > 1 and some[0] == "[" and all(_INI.match(line) for line in lines):
        return "" if _OURS.search(some) else "INI"
    marked = len(_MARKDOWN.findall(some))
    if toml := len(_TOML.findall(some)):  # Markdown may have an example of it
        lines = [line for line in lines if not line.lstrip().startswith("#")]  # or comments
        marked = len(_MARKDOWN.findall("\n".join(lines)))
        return "Markdown" if marked > toml and toml * _FEW < len(lines) else ""
    if _is_table(lines):
        return "a table (CSV)"
    if _is_yaml(some):
        return "YAML"
    return "Markdown" if marked > 1 else "plain text" if lines else ""


def _is_yaml(text: str) -> bool:
    """Whether most lines of a text are what YAML has."""
    return len(_YAML.findall(text)) * 2 > sum(1 for line in text.split("\n") if line.strip())


def _is_json(text: str) -> bool:
    """Whether a text is JSON, or begins as nothing but JSON does."""
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        key = r"""(?:"[^"\n]*"|'[^'\n]*'|\w+)"""
        return re.match(rf"[{{\[]\s*(?:\{{\s*)?{key}\s*:", text) is not None
    return True


def _is_table(lines: list[str]) -> bool:
    """Whether the first lines have as many cells, or three at least below the names of columns."""
    some = lines[:_ROWS]
    # In prose, a space comes after each comma.
    marks = (";", "\t") if all(", " in line for line in some) else (",", ";", "\t")
    for mark in marks if len(some) > 1 else ():
        try:
            cells = [len(row) for row in csv.reader(some, delimiter=mark)]
        except csv.Error:
            continue
        alike = len({*cells}) == 1 and cells[0] > 1 and cells[0] + len(some) > _LEAST
        if alike or (min(cells) >= _LEAST - 1 and " " not in some[0]):  # a row may be too short
            return True
    return False
