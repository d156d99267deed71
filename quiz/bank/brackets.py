"""Faults of brackets: never closed, closed with the wrong one, or too many."""

import re

from quiz.bank.faults import HEADER, PAIR, SHOWN, Fault, Stop, too_many
from quiz.bank.limits import STRINGS
from quiz.bank.model import LISTS
from quiz.bank.patches import Patch

_CLOSER = {"[": "]", "{": "}"}
_OPENER = {"]": "[", "}": "{", ")": "("}
_CLOSED = re.compile(r"\{[^{}]*\}|\[[^\[\]]*\]")
_MORE_KEYS = re.compile(r",[ \t]*[\w-]+[ \t]*=")
_DOUBLED = re.compile(r"\[[ \t]*\[[ \t]*(?=[{\n])")
"""Two brackets before a table, which only one list is around."""
_SINGLE = re.compile(rf"[ \t]*(\[)(?:{'|'.join(LISTS)})\]$")


def bracket(stop: Stop) -> Fault | None:
    """The fault of a bracket at a stop."""
    return (
        _mismatched(stop)
        or _other_row(stop)
        or _unopened_row(stop)
        or _unclosed(stop)
        or _stray(stop)
    )


def _mismatched(stop: Stop) -> Fault | None:
    """A list that is closed with another bracket."""
    char = stop.text[stop.pos : stop.pos + 1]
    if stop.bracket != "[" or char not in ("}", ")") or stop.rest[1:].lstrip(" \t,}#"):
        return None
    number = stop.line_of(stop.opened[-1])
    if char == "}" and stop.before.rstrip().endswith("}"):
        return too_many(stop.pos, char)
    if char == "}" and "{" in [stop.text[each] for each in stop.opened[-2:]]:
        message, patch = f"the [ of line {number} is never closed", Patch(stop.pos, stop.pos, "]")
        return Fault(message, "add ] before this", stop.pos, patches=(patch,))
    message = f"the [ of line {number} is closed with {char}"
    return Fault(message, "write ]", stop.pos, patches=(Patch(stop.pos, stop.pos + 1, "]"),))


def _other_row(stop: Stop) -> Fault | None:
    """A table of a list that is between other brackets than { and }."""
    text, start = stop.text, stop.pos
    if stop.bracket != "[" or not stop.message.startswith("Invalid value"):
        return None
    if text.startswith("(", start):
        begins = PAIR.match(text, start + 1)
    else:
        begins, start = PAIR.match(stop.rest), stop.opened[-1]
        if len(stop.opened) == 1 or text[start + 1 : stop.pos].strip(" \t"):
            return None
    closer = {"(": ")", "[": "]"}[text[start]]
    end = len(text[start : stop.line_end].rstrip(" \t,")) + start - 1
    if not begins or not text.startswith(closer, end):
        return None
    message = f"a table is between {{ and }}, not {text[start]} and {closer}"
    patches = (Patch(start, start + 1, "{"), Patch(end, end + 1, "}"))
    certain = not stop.is_guess
    return Fault(message, "write {…}", start, patches=patches, certain=certain)


def _unopened_row(stop: Stop) -> Fault | None:
    """A row of a list that lacks its {."""
    is_value = stop.message.startswith("Invalid value") or stop.bracket == "["
    if stop.bracket == "{" or not is_value or not PAIR.match(stop.rest):
        return None
    bare = STRINGS.sub("", stop.rest)
    more = _MORE_KEYS.search(_CLOSED.sub("", bare))
    if not more and bare.count("}") <= bare.count("{"):
        return None
    patch = Patch(stop.pos, stop.pos, "{ ")
    return Fault("the { before this is missing", "add {", stop.pos, patches=(patch,))


def _unclosed(stop: Stop) -> Fault | None:
    """A bracket that is still open where a row, a key, a table or the end of the file comes."""
    text, char = stop.text, stop.text[stop.pos : stop.pos + 1]
    line = text[stop.line_start : stop.line_end]
    at_end = not text[stop.pos :].strip()
    # The brackets of a header in this line have only just been opened.
    opened = [each for each in stop.opened if at_end or each < stop.line_start]
    begins = not stop.before.strip(" \t[") and (
        HEADER.match(line) or (PAIR.match(line) and opened == list(stop.opened))
    )
    if stop.bracket == "{" and (begins or at_end or char in ("{", "]")):
        return row(stop, in_list=char == "{")
    if not opened or not (begins or at_end):
        return None
    if _DOUBLED.match(text, opened[0]):
        return too_many(opened[0], "[")
    first = text[text.rfind("\n", 0, opened[0]) + 1 : text.find("\n", opened[0])]
    if begins and first.strip() == line.strip() and not text[opened[0] + 1 : stop.pos].strip():
        return stop.line_twice()
    closers = "".join(_CLOSER[text[each]] for each in reversed(opened))
    opener, closer = text[opened[0]], closers[-1]
    end = len(text[: stop.pos if at_end else stop.line_start].rstrip())
    patch = Patch(end, end, closers)
    if "\n" not in text[opened[0] : end]:
        message = f"the {opener} of this line is never closed"
        return Fault(message, f"add {closer} at its end", end, patches=(patch,))
    if at_end:
        message = f"the {opener} here is never closed"
        return Fault(message, f"add {closer} at its end", opened[0], patches=(patch,))
    message = f"the {opener} of line {stop.line_of(opened[0])} is never closed"
    patch = Patch(stop.line_start, stop.line_start, f"{closers}\n")
    at = stop.line_start + len(line) - len(line.lstrip())
    return Fault(message, f"add {closer} before this line", at, patches=(patch,))


def row(stop: Stop, *, in_list: bool = False) -> Fault:
    """The fault of a { that isn't closed at the end of its line."""
    text, opener = stop.text, stop.opened[-1]
    end = text.find("\n", opener, stop.pos)
    end = stop.pos if end < 0 else end
    line = "this line"
    if text[opener:end].rstrip().endswith(("[", "{")):  # it goes on in the next lines
        end, line = stop.pos, f"line {stop.line_of(opener)}"
    at = opener + len(text[opener:end].rstrip(" \t\n,"))
    closer = "}," if in_list and "," not in text[at : stop.pos] else "}"
    patch = Patch(at, at, closer)
    where = "at its end" if line == "this line" else "here"
    return Fault(f"the {{ of {line} is never closed", f"add {closer} {where}", at, patches=(patch,))


def _stray(stop: Stop) -> Fault | None:
    """A closing bracket that no other has opened."""
    char = stop.text[stop.pos : stop.pos + 1]
    if char not in _OPENER or stop.opened or not stop.message.startswith(("Expected n", "Inv")):
        return None
    if header := _SINGLE.match(stop.before):
        at = stop.line_start + header.start(1)
        message = "[ is missing before the name of the table"
        return Fault(message, "add [", at, patches=(Patch(at, at, "["),), certain=True)
    if char == "]" and (pair := PAIR.match(stop.text, stop.start)):
        at = pair.end()
        if stop.text[at:].lstrip().startswith("["):
            return too_many(stop.pos, char)
        at += len(stop.text[at : stop.pos]) - len(stop.text[at : stop.pos].lstrip())
        name = pair[0][:-1].strip()
        message, patch = f"the [ after `{name[:SHOWN]} =` is missing", Patch(at, at, "[")
        return Fault(message, "add [", at, patches=(patch,))
    patch = Patch(stop.pos, stop.pos + 1, "")
    return Fault(
        f"there is no {_OPENER[char]} for this {char}", "take it out", stop.pos, patches=(patch,)
    )
