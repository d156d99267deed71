"""Find every fault of syntax in a text and say its cause; tomli stops at the first.

Each fault is mended in a copy, so that reading can go on past it. Where no cause is certain, the
parser's own words are told, and reading stops there.
"""

import re
import time
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import chain
from typing import Any, NamedTuple

import tomli

from quiz.bank.backslash import unknown_code
from quiz.bank.brackets import row
from quiz.bank.delimiters import after_text, curly, line_end, unclosed
from quiz.bank.faults import KEY, PAIR, SHOWN, Fault, Stop, headers, stop_at
from quiz.bank.limits import STRINGS, too_much, unreadable
from quiz.bank.merging import merge
from quiz.bank.model import LISTS, MOST_QUESTIONS, About, Bank
from quiz.bank.other_words import HEADERS, table_like
from quiz.bank.patches import Lines, Patch, Patched
from quiz.bank.statements import missing_comma, outside_texts, wide

MOST = 1000
"""The most faults to look for in a text."""
MOST_IN_LARGE, LARGE = 200, 1_000_000
"""The most in a text of more than a million characters, or of many questions."""
MOST_READ = 2_000_000
"""How many characters the parser may read again."""
SECONDS = 1.0
"""How long to look for faults, in seconds of processor time; a usual file takes hundredths."""
UNCHECKED = 100_000
"""How many characters patches may show before it is asked again if the text takes too long."""

LONGEST_LINE = 10_000
"""The most characters in a line to look for a cause in."""

_SEVERAL = 2
"""How many keys of an entry are in the one before it as well if its header is missing."""

# How tomli's messages begin for an unknown escape, and for a text that isn't over.
_BAD_CODE = ("Unescaped '\\'", "Invalid hex value", "Escaped character is not")
_RUNS_ON = ("Illegal character '\\n'", "Unterminated string", "Found invalid", "Expected \"'")
_NAME = rf"{KEY}(?:[ \t]*\.[ \t]*{KEY})*"
_KEY = re.compile(rf"[ \t]*(?P<name>{_NAME})[ \t]*=")
_LINE = re.compile(rf"^(?P<name>{_NAME})[ \t]*=", re.MULTILINE)
_OF_ABOUT = {*About.__struct_fields__} - {*Bank.__struct_fields__} | {"policies"}


class Mended(NamedTuple):
    """The faults of a text, and a copy without them."""

    faults: list[Fault]
    """With their offsets and patches as in the original."""
    copy: Patched
    document: dict[str, Any] | None
    """What is in the copy; None if it still isn't TOML."""


def mended(copy: Patched) -> Mended:
    """Every fault of syntax in a text, and a copy in which they are mended."""
    lines, faults = Lines(copy.original), list[Fault]()
    large = len(copy.text) > LARGE or copy.text.count("questions") > MOST_QUESTIONS
    most = MOST_IN_LARGE if large else MOST
    budget = MOST_READ + len(copy.text)
    ends = time.process_time() + SECONDS
    unchecked = 0
    since = until = 0  # where to read from, and how far the last patches must have brought us
    last: tuple[Stop, Patched, list[Fault], Iterator[list[Fault]]] | None = None
    while True:
        text = copy.text
        read = _read(text, since)
        if isinstance(read, dict):
            if since == 0:
                return _with_lists(copy, faults, read)
            # Whether a name is there twice can only be seen in the whole.
            since, last, budget = 0, None, budget - len(text)
            continue
        pos, message = read
        if pos < 0 and not last:
            fault = Fault(message, "", since, code="Q005").traced(copy)
            return Mended([*faults, fault], copy, None)
        budget -= pos - since + len(text) // 200  # to copy the text also takes a while
        if last and not _is_past(text, until, pos):
            stop, copy, faults, causes = last
            text = copy.text
        elif since and message.startswith("Cannot"):
            since, last, budget = 0, None, budget - len(text)
            continue
        else:
            stop = stop_at(text, since, pos, message, partial(_line_of, lines, copy))
            begun = copy.origin(max(0, text.rfind("\n[", 0, stop.start + 1)))
            guesses = (each for each in faults if not each.certain)
            if any(patch.end >= begun for each in guesses for patch in each.patches):
                stop = stop._replace(is_guess=True)
            causes = _causes(stop)
        if faults and (len(faults) >= most or budget < 0 or time.process_time() > ends):
            return Mended(faults, copy, None)
        found = next(causes, [_own_words(stop)])
        patches = [patch for fault in found for patch in fault.patches]
        after = copy.patched(patches) if patches else None
        unchecked += _spread(text, patches)
        excess = ""  # a patch may show what was inside a text before
        if after and unchecked > UNCHECKED:
            excess, unchecked = too_much(after.text), 0
        if after is None or excess:
            told = [_own_words(stop)] if patches else found
            return Mended([*faults, *(each.traced(copy) for each in told)], copy, None)
        if stop.message.startswith("Cannot"):
            budget -= len(text)
        last = stop, copy, faults, causes
        faults = [*faults, *(each.traced(copy) for each in found)]
        until = max(each.end for each in patches) + len(after.text) - len(text)
        first = text.rfind("\n", 0, min(each.start for each in patches)) + 1
        copy, since = after, 0 if stop.message.startswith("Cannot") else min(stop.start, first)


def _read(text: str, since: int) -> dict[str, Any] | tuple[int, str]:
    """What is in a text from an offset on, or where and why the parser stopped; -1 for too much."""
    try:
        return tomli.loads(text[since:])
    except tomli.TOMLDecodeError as error:
        pos = since + error.pos
        if error.msg == 'Expected "\'"':  # there is none up to the end of the text
            end = text.find("\n", text.rfind("'", 0, pos))
            pos = pos if end < 0 else end
        return pos, error.msg
    except (ValueError, RecursionError, OverflowError) as error:
        return -1, unreadable(error)


def _with_lists(copy: Patched, faults: list[Fault], document: dict[str, Any]) -> Mended:
    """What was mended, and [[questions]] where [questions] is a table by itself."""
    tables = [name for name in LISTS if isinstance(document.get(name), dict)]
    single = (
        [each for each in headers(copy.text) if each["name"].strip() in tables] if tables else []
    )
    found = [_single(header) for header in single if header["open"] == "["]
    after = copy.patched(patch for fault in found for patch in fault.patches)
    if not found or after is None:
        return Mended(faults, copy, document)
    faults = [*faults, *(fault.traced(copy) for fault in found)]
    return Mended(faults, after, tomli.loads(after.text))


def _line_of(lines: Lines, copy: Patched, offset: int) -> int:
    """The line in the original of an offset in the copy."""
    return lines.position(copy.origin(offset))["line"]


def _is_past(text: str, until: int, pos: int) -> bool:
    """Whether reading stopped behind what was patched, and not just behind a text in it."""
    ends_text = text[max(0, until - 1) : until] in ('"', "'") and not PAIR.match(text, pos)
    is_blank = text[pos : pos + 1].strip(" \t\n").isspace()  # another fault, mended next
    return pos >= until and (is_blank or bool(text[until:pos].strip() or not ends_text))


def _spread(text: str, patches: list[Patch]) -> int:
    """How many characters of a text patches may show that were inside a text before.

    No further than in their lines, unless there may be a text of several lines.
    """
    if not patches:
        return 0
    start = text.rfind("\n", 0, min(each.start for each in patches)) + 1
    end = text.find("\n", max(each.end for each in patches))
    some = text[start : len(text) if end < 0 else end]
    marks = some + "".join(each.new for each in patches)
    return len(text) if '"""' in marks or "'''" in marks else len(some)


def _own_words(stop: Stop) -> Fault:
    message = f"this is not TOML: {stop.message[:1].lower()}{stop.message[1:]}"
    return Fault(
        message, "look for a missing quote, comma or bracket here or just before", stop.pos
    )


def _causes(stop: Stop) -> Iterator[list[Fault]]:
    """What may be the cause of a stop, likeliest first: a fault, or all of one kind at once."""
    if stop.line_end - stop.line_start > LONGEST_LINE:
        return
    faults: Iterable[list[Fault]]
    if merged := merge(stop):
        yield [merged]
    if stop.message.startswith("Cannot"):
        faults = [_twice(stop)]
    elif stop.message.startswith("Duplicate"):
        faults = [_twice_in_table(stop)]
    elif stop.message.startswith(_BAD_CODE):
        backslash = stop.text.rfind("\\", 0, stop.pos)
        faults = [[line_end(stop, backslash) or unknown_code(stop.text, backslash)]]
    elif stop.message.startswith(_RUNS_ON):
        faults = [[fault] if stop.string and (fault := unclosed(stop)) else []]
    else:
        near = filter(None, (find(stop) for find in (wide, missing_comma, after_text, curly)))
        faults = ([fault] for fault in chain(near, outside_texts(stop)))
    yield from filter(None, faults)


def _twice(stop: Stop) -> list[Fault]:
    """The faults of a table or a key that is there twice, at the second."""
    text = stop.text
    all_headers = list(headers(text))
    if fault := _without_about(text, all_headers):
        return [fault]
    for header in all_headers:
        if not header.start() <= stop.pos <= header.end():
            continue
        name = header["name"].strip()
        if name in LISTS:
            return [
                _single(each)
                for each in all_headers
                if each["name"].strip() == name and each["open"] == "["
            ]
        shown = _short(name)
        mend = (
            f"write {HEADERS[name]}, in single brackets"
            if header["open"] == "[[" and name in HEADERS
            else f"begin each entry with [[{shown}]]"
            if header["open"] == "[["
            else f"put both under one [{shown}]"
        )
        if "." in name and header["open"] == "[":
            mend += ", or rename one"
        end = next((each.start() for each in all_headers if each.start() > stop.pos), len(text))
        table = table_like(dict.fromkeys(_keys(text[header.end() : end])))
        if table and table != name.partition(".")[0]:
            mend = f"write {HEADERS[table]} instead"
        blank = Patch(header.start(), end, "\n" * text.count("\n", header.start(), end))
        return [
            Fault(
                f"`{shown}` is there twice",
                mend,
                header.start("name"),
                len(name),
                (blank,),
                repeats=True,
                removes=True,
            )
        ]
    if not (match := _KEY.match(text, stop.start)):
        return []
    if fault := _new_entry(stop, all_headers):
        return [fault]
    blank = Patch(stop.start, stop.pos, "\n" * text.count("\n", stop.start, stop.pos))
    message, name = f"`{_short(match['name'])}` is there twice", match["name"]
    return [
        Fault(
            message, "take one of them out", match.start("name"), len(name), (blank,), repeats=True
        )
    ]


def _without_about(text: str, all_headers: list[re.Match[str]]) -> Fault | None:
    """The fault of what a bank says about itself, without a header, which clashes with others."""
    if any(each["name"].strip() == "about" for each in all_headers):
        return None
    end = all_headers[0].start() if all_headers else len(text)
    pairs = [each for each in _LINE.finditer(text, 0, end) if each["name"] in _OF_ABOUT]
    if len(pairs) < _SEVERAL:
        return None
    at = pairs[0].start()
    message, mend = "`about` is missing", "write [about] above this line"
    patch = Patch(at, at, "[about]\n")
    return Fault(message, mend, at, len(pairs[0]["name"]), (patch,), code="Q102", repeats=True)


def _new_entry(stop: Stop, all_headers: list[re.Match[str]]) -> Fault | None:
    """The fault of an entry without its header, several of whose keys are in the one before it."""
    text = stop.text
    above = [each for each in all_headers if each.end() <= stop.start][-1:]
    end = next((each.start() for each in all_headers if each.start() > stop.pos), len(text))
    if not above:
        return None
    before, after = _keys(text[above[0].end() : stop.start]), _keys(text[stop.start : end])
    if len(before & after) < _SEVERAL:
        return None
    table, _, id = above[0]["name"].strip().partition(".")
    table = table_like(dict.fromkeys(after)) or table
    header = f"[[{table}]]" if table in LISTS else HEADERS.get(table, "") if id else ""
    if not header or "." in id:
        return None
    at = stop.start
    new = table in LISTS
    patch = (
        Patch(at, at, f"{header}\n") if new else Patch(at, end, "\n" * text.count("\n", at, end))
    )
    message = f"a new {table.removesuffix('s')} begins here, and its {header} is missing"
    return Fault(
        message, f"write {header} above it", at, patches=(patch,), repeats=True, removes=not new
    )


def _keys(text: str) -> set[str]:
    """The keys that begin lines of a text."""
    return {pair["name"] for pair in map(_KEY.match, text.split("\n")) if pair}


def _single(header: re.Match[str]) -> Fault:
    """The fault of a header in single brackets that there can be only one of."""
    name, start = header["name"].strip(), header.start("open")
    patches = [Patch(start, start, "[")]
    if header[0].rstrip().endswith("]]"):
        return Fault(
            "[ is missing before the name of the table",
            "add [",
            start,
            patches=tuple(patches),
            certain=True,
        )
    end = header.end("name") + 1
    patches.append(Patch(end, end, "]"))
    message = f"[{name}] can stand in a file only once"
    return Fault(
        message,
        f"begin each entry with [[{name}]]",
        start,
        end - start,
        tuple(patches),
        certain=True,
    )


def _twice_in_table(stop: Stop) -> list[Fault]:
    """The fault of a key that is twice in one { … }, at the second."""
    pairs = re.compile(rf"(?P<comma>,\s*)(?P<name>{_NAME})[ \t]*=|{STRINGS.pattern}", re.DOTALL)
    found = [each for each in pairs.finditer(stop.text, stop.opened[-1], stop.pos) if each["name"]]
    if not found:
        return []
    pair = found[-1]
    if stop.is_behind_row and "\n" in pair["comma"]:  # it was meant to be outside the table
        return [row(stop)]
    message, patch = f"`{_short(pair['name'])}` is there twice", Patch(pair.start(), stop.pos, "")
    return [
        Fault(
            message,
            "take one of them out",
            pair.start("name"),
            len(pair["name"]),
            (patch,),
            repeats=True,
        )
    ]


def _short(name: str) -> str:
    return name if len(name) <= SHOWN else f"{name[: SHOWN - 1]}…"
