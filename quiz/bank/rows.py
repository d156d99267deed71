"""Faults of the rows of a list: their beginning is missing, or a line of theirs is there twice."""

import re

from quiz.bank.faults import PAIR, Fault, Stop, too_many
from quiz.bank.patches import Patch

_ROW = re.compile(r"[ \t]*\{")
_END = re.compile(r"^\][ \t]*,?[ \t]*(?:#.*)?$", re.MULTILINE)
_CLOSERS = re.compile(r"[ \t]*[\]}][\]} \t]*,?[ \t]*")
_KIND = re.compile(r"^[ \t]*kind[ \t]*=[ \t]*[\"'](\w+)", re.MULTILINE)
_CITES = re.compile(r"\bsource[ \t]*=")
_LISTS = {
    **dict.fromkeys(("choice", "multi"), "options"),
    "sort": "rows",
    "order": "steps",
    "spot": "parts",
}
"""The list that each kind of question has."""
_LONGEST = 100_000
"""How many characters rows may have for their end to be looked for."""


def rows(stop: Stop) -> Fault | None:
    """The fault of rows whose list lacks its first line, or of something that is there twice."""
    return _closed_twice(stop) or _without_beginning(stop) or _doubled(stop)


def _closed_twice(stop: Stop) -> Fault | None:
    """A line of closing brackets that is there twice."""
    text, start = stop.text, stop.line_start
    line = text[start : stop.line_end]
    above = text[text.rfind("\n", 0, max(0, start - 1)) + 1 : max(0, start - 1)]
    if not _CLOSERS.fullmatch(line) or line.strip() != above.strip():
        return None
    return stop.line_twice()


def _without_beginning(stop: Stop) -> Fault | None:
    """Rows outside of any list."""
    text, start = stop.text, stop.start
    row = text[start : stop.line_end]
    if stop.opened or stop.pos > stop.line_end or not _ROW.match(row):
        return None
    end = _END.search(text, start, start + _LONGEST)
    if not end or any(PAIR.match(each) for each in text[start : end.start()].split("\n")):
        return None
    kinds = _KIND.findall(text, max(0, start - _LONGEST), start)
    name = "cites" if _CITES.search(row) else _LISTS.get(kinds[-1] if kinds else "", "")
    if not name:
        return None
    at = start + len(row) - len(row.lstrip())
    message = "the line that begins this list is missing"
    patch = Patch(start, start, f"{name} = [\n")
    return Fault(message, f"write {name} = [ above it", at, patches=(patch,))


def _doubled(stop: Stop) -> Fault | None:
    """A { that is there twice before a row."""
    text, pos = stop.text, stop.pos
    if stop.bracket != "{" or not text.startswith("{", pos) or not PAIR.match(text, pos + 1):
        return None
    line = text[stop.opened[-1] : stop.line_end]
    if text[stop.opened[-1] + 1 : pos].strip() or line.count("{") <= line.count("}"):
        return None
    return too_many(pos, "{")
