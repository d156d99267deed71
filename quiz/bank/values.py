"""Faults of values: words and numbers that are none, texts without marks, nothing at all."""

import re

from msgspec.structs import fields

from quiz.bank.dates import DATED, dates_meant
from quiz.bank.delimiters import closing
from quiz.bank.faults import KEY, NEAR, PAIR, SHOWN, Fault, Stop
from quiz.bank.model import structs
from quiz.bank.patches import Patch
from quiz.bank.plain_values import keys_of, number_meant, truth_meant

_WORD = re.compile(r"([^\W\d_]+)(?=[ \t]*(?:[,}\]#\n]|\Z))")
_NOTHING = ("null", "none", "nil", "undefined")

_BARE_VALUE = rf"^{PAIR.pattern}[ \t]*+([^\"'\[{{\]}}]*)$"
_BARE_ENTRY = r"[=,\[{][ \t]*+([^=,\[{\]}\"']*)$"
"""Up to a stop: a value, or an entry of a list or a table, without quotation marks."""

_KEY_ALONE = re.compile(rf"({KEY})[ \t]*=[ \t]*$")
_PAIR_ALONE = re.compile(rf"(,?[ \t]*)({KEY}[ \t]*=[ \t]*)?$")
_NUMBER_WITH_COMMA = re.compile(r"[-+]?\d+(,)\d+")
_BELOW = re.compile(r"(?:[ \t]*\n)+[ \t]*(?=[\"'\[](?!\[)(?![\w.-]+\][ \t]*$))", re.MULTILINE)
"""The blanks before a value in the next line: a text or a list, but no header."""
_APART = re.compile(r"(-?\d[\d.]*)[ \t]+(?=-?\d[\d.]*[ \t]*[,\]])")
"""Two numbers of a list with no comma between them."""
_LONGEST = 4_000
"""The most characters of a text that lacks its quotation marks."""

_BEGINS_ENTRY = ("", '"', "'", "{")
_CLOSED = re.compile(r"\)(?=[ \t]*,?[ \t]*(?:#[^\"']*)?$)", re.MULTILINE)


def value(stop: Stop) -> Fault | None:
    """The fault of a value at a stop."""
    start = _start(stop)
    if start is None:
        return None
    line = stop.text[start : stop.line_end]
    if '"' in line and closing(stop, start - 1, '"') == start + line.index('"'):
        message, patch = "the opening quotation mark is missing", Patch(start, start, '"')
        return Fault(message, 'put " before the text', start, patches=(patch,))
    if word := _WORD.match(stop.text, start):
        meant = truth_meant(word[1])
        if meant and (word[1].lower() == meant or _is_yes_or_no(stop, start)):
            patch = Patch(*word.span(1), meant)
            message = f"there is no `{word[1]}` in TOML, only `true` and `false`, in lower case"
            return Fault(message, f"write {meant}", start, len(word[1]), (patch,), certain=True)
        if word[1].lower() in _NOTHING:
            return _null(stop, word)
    if stop.text.startswith("(", start) and stop.rest[1:].lstrip()[:1] in _BEGINS_ENTRY:
        patches, mend = [Patch(start, start + 1, "[")], "write ["
        if closed := _CLOSED.search(stop.text, start, stop.line_end):
            patches.append(Patch(closed.start(), closed.start() + 1, "]"))
            mend = "write […]"
        message = "a list is between [ and ], not ( and )"
        return Fault(message, mend, start, patches=tuple(patches))
    return _nothing(stop) or _without_marks(stop, start)


def _start(stop: Stop) -> int | None:
    """Where the value begins at which, or within which, the parser stopped."""
    if stop.message.startswith("Invalid value"):
        return stop.pos
    if stop.string or not stop.message.startswith(("Expected newline", "Unclosed", "Invalid date")):
        return None
    begun = re.search(_BARE_ENTRY if stop.opened else _BARE_VALUE, stop.before)
    start = stop.line_start + begun.start(1) if begun else -1
    return None if start < 0 or (stop.opened and stop.opened[-1] > start) else start


def _is_yes_or_no(stop: Stop, start: int) -> bool:
    """Whether the value that begins there is of a key that is true or false."""
    key = _KEY_ALONE.search(stop.text, max(stop.line_start, start - NEAR), start)
    return key is not None and key[1].strip("\"'") in keys_of(bool)


def _null(stop: Stop, word: re.Match[str]) -> Fault:
    """`null` and its like, which is left out with its key."""
    text, (start, end) = stop.text, word.span(1)
    pair = _PAIR_ALONE.search(text, max(stop.line_start, start - NEAR), start)
    first = pair.start() if pair else start
    if stop.opened and pair and not pair[1].startswith(","):
        end += len(re.match(r"(?:[ \t]*,)?", text[end : end + SHOWN])[0])  # type: ignore[index]
    mend = "leave the key out" if pair and pair[2] else "leave it out"
    message, patch = f"there is no `{word[1]}` in TOML", Patch(first, end, "")
    if (key := pair and _KEY_ALONE.search(pair[0])) and key[1] in _required():
        mend, blank = "write what belongs there", Patch(start, word.end(1), '""')
        return Fault(message, mend, start, len(word[1]), (blank,), filled=True)
    return Fault(message, mend, start, len(word[1]), (patch,))


def _required() -> set[str]:
    """The keys that some table can't do without."""
    every = (field for struct in structs().values() for field in fields(struct))
    return {field.encode_name for field in every if field.required}


def _nothing(stop: Stop) -> Fault | None:
    """A key without a value."""
    text, pos = stop.text, stop.pos
    if not stop.message.startswith("Invalid value") or text[pos : pos + 1] not in (*"\n,]}#", ""):
        return None
    key = _KEY_ALONE.search(text, max(stop.line_start, pos - NEAR), pos)
    if key and (begun := _BELOW.match(text, pos)):
        message, mend = "a value begins in the line of its key", "write it there"
        at, patch = key.start() + key[0].rindex("="), Patch(*begun.span(), " ")
        return Fault(message, mend, at, patches=(patch,), certain=not stop.is_guess)
    if text[pos : pos + 1] == "\n" and text[pos : pos + _LONGEST].lstrip().startswith("{"):
        message, mend = "the [ of this list is missing", "begin the list with [ after the ="
        return Fault(message, mend, pos, patches=(Patch(pos, pos, " ["),))
    if not key:
        return None
    message, mend = (
        f"there is no value after `{key[1][:SHOWN]} =`",
        "write one, or leave the key out",
    )
    at, patch = key.start() + key[0].rindex("="), Patch(pos, pos, ' ""')
    return Fault(message, mend, at, patches=(patch,), filled=True)


def _plain(key: str, said: str, start: int) -> Fault | None:
    """A number with something in it, or what stands for true or false."""
    end = start + len(said)
    if key in keys_of(bool):
        meant = truth_meant(said)
        message = f"`{key}` is true or false"
        mend = f"write {meant}" if meant else "write true, or leave the key out"
        patch = Patch(start, end, meant or "true")
        return Fault(message, mend, start, len(said), (patch,), filled=not meant)
    if key not in keys_of(int, float):
        return None
    meant_number = number_meant(said)
    first = meant_number.numbers[0] if meant_number.numbers else "1"
    message = f"`{key}` is a number, in figures alone"
    mend = meant_number.mend(key) or "write it in figures, such as 7000 or 74.5"
    certain = len(meant_number.numbers) == 1 and not meant_number.unit
    patch = Patch(start, end, first)
    return Fault(message, mend, start, len(said), (patch,), certain=certain, filled=not certain)


def _without_marks(stop: Stop, start: int) -> Fault | None:
    """A text without quotation marks, or a number with something in it that is no number."""
    line = stop.text[start : stop.line_end]
    rest = re.sub(r"[,\]}].*" if stop.opened else r"(?<![ \t])[ \t]+#.*", "", line).rstrip()
    if stop.bracket == "[" and (apart := _APART.match(line)):
        at = start + apart.end(1)
        patch, certain = Patch(at, at, ","), not stop.is_guess
        return Fault("a comma is missing here", "add one", at, patches=(patch,), certain=certain)
    if stop.bracket == "[" and stop.before.rstrip().endswith("},") and rest.isalnum():
        message, patch = f"“{rest[:SHOWN]}” has no place here", Patch(start, start + len(rest), "")
        return Fault(message, "take it out", start, len(rest), (patch,))
    if not stop.opened and (number := _NUMBER_WITH_COMMA.fullmatch(line.rstrip())):
        at, point = start + number.start(1), number[0].replace(",", ".")
        message, mend = "a number has a point where this has a comma", f"write {point}"
        thousands = len(number[0]) - number.end(1) == len("000")
        if thousands:
            message = "there is no comma in a number"
            mend = f"write {number[0].replace(',', '')}, or {point} if it is a decimal"
        patch = Patch(at, at + 1, ".")
        return Fault(message, mend, at, patches=(patch,), certain=not thousands)
    if not rest.strip(";:,") or rest[0] in "[]{}=" or len(rest) > _LONGEST or "//" in rest:
        return None
    end = start + len(rest)
    if '"' in rest or (stop.opened and "'" in rest):
        return None
    key = _KEY_ALONE.search(stop.text, max(stop.line_start, start - NEAR), start)
    if key and key[1] in DATED and (dates := dates_meant(rest)):
        message = "a date goes between quotation marks"
        mend = "write " + " or ".join(f'"{each}"' for each in dates)
        return Fault(message, mend, start, len(rest), (Patch(start, end, f'"{dates[0]}"'),))
    if key and key[1] in DATED and re.fullmatch(r"\d{4}-\d\d-\d\d", rest):
        message, mend = f"there is no such day: {rest}", "write the one that is meant, in quotes"
        patch = Patch(start, end, f'"{rest[:4]}"')
        return Fault(message, mend, start, len(rest), (patch,), filled=True)
    if key and (fault := _plain(key[1], rest, start)):
        return fault
    patches = [Patch(at, at, '"') for at in (start, end)]
    patches += [Patch(start + at, start + at, "\\") for at, each in enumerate(rest) if each == "\\"]
    mend = f'write "{rest}"' if len(rest) <= SHOWN else "put them around it"
    message = 'a text goes between quotation marks: "…"'
    return Fault(message, mend, start, len(rest), tuple(patches))
