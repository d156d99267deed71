"""Faults of what stands around a text: quotation marks that are curly, missing, or inside it."""

import re

from quiz.bank.backslash import unknown_code
from quiz.bank.faults import HEADER, NEAR, PAIR, Fault, Stop, too_many
from quiz.bank.patches import Patch

_DOUBLE, _SINGLE, _ANGLED, _TICKS, _CORNERS = "“”„‟″〝〞〟＂", "‘’‚‛", "«»‹›", "`´", "「」『』"
_NAMES = {
    **dict.fromkeys(_DOUBLE + _SINGLE, "curly quotation marks"),
    **dict.fromkeys(_ANGLED, "guillemets"),
    **dict.fromkeys(_TICKS, "backticks"),
    **dict.fromkeys(_CORNERS, "corner brackets"),
}
_CLOSERS = {
    opener: family + straight
    for family, straight in (
        (_DOUBLE, '"'),
        (_SINGLE, "'"),
        (_ANGLED, '"'),
        (_TICKS, "'"),
        (_CORNERS, '"'),
    )
    for opener in family
}
_CURLY_CLOSERS = {'"': "”“„‟″〞＂»›」』", "'": "’‘"}
_OPENERS_OF = {"”": "“„", "“": "„", "»": "«", "›": "‹", "」": "「", "』": "『", "’": "‘‚", "‘": "‚"}

_IN_TABLE = re.compile(
    r"[^\S\n]*+(?:,?[^\S\n]*+(?:(?:#.*)?$|[\w-]++[^\S\n]*+=|\})|,[^\S\n]*+[\w-]++:)"
)
_IN_ARRAY = re.compile(r"[^\S\n]*+(?:,?[^\S\n]*+(?:(?:#.*)?$|\])|,[^\S\n]*+[\"'“”„«»‘’`「{\[])")
_AT_END = re.compile(r"(?:[^\S\n]*+[,;]?[^\S\n]*+|[^\S\n]++#.*|[^\S\n]*+//[^\"“”]*)$")
"""What comes after a text in a table, in a list, and by itself."""

_LIST = re.compile(
    r"((?:[ \t]*,[ \t]*(?:\"[^\"]*\"|'[^']*'))+)[ \t]*+,?[ \t]*+(?P<end>\]?)[ \t]*+(?:#.*)?"
)
"""The rest of a list that lacks its brackets."""

_NOTE = re.compile(r"[ \t]{2,}#[ \t].*$", re.MULTILINE)
"""A comment behind a text that isn't closed; # by itself may be in a text."""
_JOINS = re.compile(r"\\[ \t]*\n[ \t]*")
_NEXT_KEY = re.compile(r",\s*[\w-]+\s*=\s*")
_THREE = re.compile(f"[{_DOUBLE}]{{3}}")
_STRAIGHT = 'the outer ones must be straight: "…"'
_ENTRIES = ("{", "}", "[", "]", "#")
"""How a line begins that goes on with no text."""
_MOST_LINES = 20
"""How many lines a text may go on for that should have been in one."""


def curly(stop: Stop) -> Fault | None:
    """A text between other marks than straight ones."""
    text, start = stop.text, stop.pos
    opener = text[start : start + 1]
    if opener not in _NAMES or not stop.message.startswith("Invalid value"):
        return None
    fault = Fault(f"this text is between {_NAMES[opener]}", _STRAIGHT, start)
    if (three := _THREE.match(text, start)) and (last := _THREE.search(text, three.end())):
        patches = tuple(Patch(*each.span(), '"""') for each in (three, last))
        mend = 'the outer ones must be straight: """…"""'
        return fault._replace(mend=mend, length=3, patches=patches, certain=True)
    width = 2 if text.startswith("``", start) else 1  # as in LaTeX: ``…''
    end = closed = closing(stop, start, _CLOSERS[opener], width=width)
    if end is None:
        end = _goes_on(stop, _CLOSERS[opener])
    if end is None and stop.opened:
        return None
    first, after = start + width, 0 if end is None else end + width
    if end is None:  # there is no mark at the end
        after = end = start + len(stop.rest.rstrip())
    if opener in _ANGLED:  # which have spaces inside them in French
        first += len(text[first:end]) - len(text[first:end].lstrip())
        end = first + len(text[first:end].rstrip())
    patches = (
        Patch(start, first, '"'),
        *_in_one_line(text, first, end),
        *_escaped(text, first, end),
        Patch(end, after, '"'),
    )
    return fault._replace(patches=patches, certain=closed is not None)


def line_end(stop: Stop, backslash: int) -> Fault | None:
    """The fault of a backslash at the end of a line, which joins lines only between three marks."""
    joins = _JOINS.match(stop.text, backslash)
    if not joins:
        return None
    mend = 'put it in one line, or between """…"""'
    patch = Patch(*joins.span(), "")
    return Fault("a backslash joins no lines here", mend, backslash, patches=(patch,))


_CURLY_IN = {"de": "„…“", "fr": "« … »", "es": "«…»"}
"""The quotation marks of a language where they aren't those of English."""
_LANGUAGE = re.compile(r"^[ \t]*language[ \t]*=[ \t]*[\"'](\w+)", re.MULTILINE)
_HEAD = 10_000
"""The first characters of a file, among which it says its language."""


def unclosed(stop: Stop) -> Fault | None:
    """A text that runs on to the end of its line, or of the file."""
    assert stop.string  # noqa: S101 - as the parser stopped in one
    start, text = stop.string[0], stop.text
    mark = text[start]
    if text.startswith(mark * 3, start):
        return Fault(
            f"the {mark * 3} here is never closed", f"put {mark * 3} after the text", start, 3
        )
    end = start + len(text[start : stop.line_end].rstrip(" \t"))
    bare = start + len(text[start:end].rstrip(" \t,]}"))
    if mark == '"' and text.endswith('\\"', start, bare) and _is_path(text[start:bare]):
        return unknown_code(text, bare - 2)
    if fault := _closed_by_curly(stop, start) or _closed_by_other(stop, start):
        return fault
    before = text[stop.line_start : start].rstrip()
    if end == start + 1 and before and not before.endswith("="):
        return too_many(start, mark)
    if stop.opened and bare == end and not text[stop.line_end :].strip():
        message, mend = "the file ends in the middle of this text", "copy or save it again, whole"
        closers = "".join("]" if text[each] == "[" else "}" for each in reversed(stop.opened))
        patch = Patch(start, len(text), f'""{closers}\n')
        return Fault(message, mend, start, end - start, (patch,), removes=True)
    if (last := _goes_on(stop, mark)) is not None:
        message = "there is a line break inside a text that is to be in one line"
        mend = f"put it in one line, or between {mark * 3}…{mark * 3}"
        patches = tuple(_in_one_line(text, start, last))
        return Fault(message, mend, stop.line_end, patches=patches)
    if stop.bracket == "{" and (key := _NEXT_KEY.search(text, start, end)):
        return _missing(start + len(text[start : key.start()].rstrip()), mark)
    # Brackets that are open are closed at the end of the line, perhaps before a comma.
    if not stop.opened and (note := _NOTE.search(text, start, end)) and mark not in note[0]:
        end = note.start()
    tail = re.search(r"[ \t]*[\]}]{0,2}[ \t]*,?$", text[max(start, end - NEAR) : end])
    if stop.opened and tail:
        end = max(start + 1, end - len(tail[0]))
    return _missing(end, mark)


def after_text(stop: Stop) -> Fault | None:
    """A text that was over too soon, or the wrong mark after one."""
    if stop.message.startswith("Expected '='"):  # it is a key
        return None
    if not stop.string or stop.text.startswith(('"""', "'''"), stop.string[0]):
        return None
    (start, end), text = stop.string, stop.text
    if end < stop.pos and (
        stop.rest.startswith(("=", "+", "&")) or (not stop.opened and PAIR.match(stop.rest))
    ):
        return None
    if not stop.opened and (items := _LIST.fullmatch(stop.rest)):
        patches = [Patch(start, start, "[")]
        if not items["end"]:
            patches.append(Patch(stop.pos + items.end(1), stop.pos + items.end(1), "]"))
        message = "several texts are a list, which is between [ and ]"
        return Fault(message, "write […] around them", stop.pos, patches=tuple(patches))
    mark, body = text[start], text[start + 1 : end - 1]
    odd = _unescaped(text[start : stop.line_end], mark).count(mark) % 2
    comma = None
    if odd and stop.bracket == "{":
        if body.rstrip().endswith("=") and (key := _NEXT_KEY.search(body)):
            comma = start + 1 + key.start()
    elif odd and stop.bracket == "[" and body.rstrip().endswith(","):
        comma = start + 1 + body.index(",")
    if comma is not None:
        at = start + len(text[start:comma].rstrip())
        if text[at - 1] in _CURLY_CLOSERS[mark] and _unbalanced(text[start + 1 : at]):
            return _curly_end(at - 1, mark)
        return _missing(at, mark)
    twice = closing(stop, start, mark, stop.pos, width=2) if end == start + 2 else None
    if twice is not None and mark == "'" and not text.startswith('"', end):
        patches = [Patch(start, end, '"'), *_escaped(text, end, twice)]
        patches.append(Patch(twice, twice + 2, '"'))
        message = "two apostrophes are no quotation mark"
        mend = 'write " on both sides'
        return Fault(message, mend, start, 2, tuple(patches), certain=True)
    real = closing(stop, start, mark, since=stop.pos)
    if real is None:
        return None
    if odd and real == end and len(body) > 1:
        return too_many(end, mark)
    if mark == "'":
        patches = [Patch(start, start + 1, '"'), Patch(real, real + 1, '"')]
        patches += _escaped(text, start + 1, real, '"\\')
        message = "an apostrophe ends a text that is between '…'"
        return Fault(message, 'put the text between "…"', end - 1, patches=tuple(patches))
    message = "a straight quotation mark inside a text ends it"
    said = _LANGUAGE.search(text, 0, _HEAD)
    curly_ones = _CURLY_IN.get(said[1], "“…”") if said else "“…”"
    mend = f'write \\" or a curly one: {curly_ones}'
    patches = _escaped(text, end - 1, real)
    return Fault(message, mend, end - 1, patches=tuple(patches))


def _missing(end: int, mark: str) -> Fault:
    """The fault of a text that should end at an offset."""
    message, patch = "the closing quotation mark is missing", Patch(end, end, mark)
    return Fault(message, f"put {mark} after the text", end, patches=(patch,))


def _closed_by_curly(stop: Stop, start: int) -> Fault | None:
    """The fault of a text that begins with a straight mark and ends with a curly one."""
    end = closing(stop, start, _CURLY_CLOSERS[stop.text[start]])
    if end is None or not _unbalanced(stop.text[start + 1 : end + 1]):
        return None
    return _curly_end(end, stop.text[start])


def _closed_by_other(stop: Stop, start: int) -> Fault | None:
    """The fault of a text that begins with one straight mark and ends with the other."""
    mark = stop.text[start]
    other = "'" if mark == '"' else '"'
    end = closing(stop, start, other)
    if end is None:
        return None
    patches = [Patch(at, at + 1, '"') for at in (start, end)]
    patches += _escaped(stop.text, start + 1, end)
    message = f"this text begins with {mark} and ends with {other}"
    return Fault(message, 'write " on both sides', end, patches=tuple(patches))


def _curly_end(end: int, mark: str) -> Fault:
    message, patch = "this text ends in a curly quotation mark", Patch(end, end + 1, mark)
    return Fault(message, _STRAIGHT, end, patches=(patch,), certain=True)


def _goes_on(stop: Stop, marks: str) -> int | None:
    """The mark in one of the next lines that ends the text which begins in this one."""
    text, line_start = stop.text, stop.line_end + 1
    for _ in range(_MOST_LINES):
        line_end = text.find("\n", line_start)
        line_end = len(text) if line_end < 0 else line_end
        line = text[line_start:line_end]
        other = PAIR.match(line) or HEADER.match(line) or line.lstrip().startswith(_ENTRIES)
        if other or line_start > len(text):
            return None
        if re.search(f"[{re.escape(marks)}]", line):
            return closing(stop._replace(pos=line_start), line_start - 1, marks)
        line_start = line_end + 1
    return None


def _in_one_line(text: str, start: int, end: int) -> list[Patch]:
    """The patches that put a space for each line break."""
    breaks = re.finditer(r"(?<![ \t])[ \t]*\n[ \t]*", text[start:end])
    return [Patch(start + each.start(), start + each.end(), " ") for each in breaks]


def closing(stop: Stop, start: int, marks: str, since: int = 0, *, width: int = 1) -> int | None:
    """The mark on this line that must be the end of the text which begins at `start`.

    With a `width` of 2, a mark is two of these.
    """
    goes_on = {"{": _IN_TABLE, "[": _IN_ARRAY}.get(stop.bracket, _AT_END)
    end = stop.line_end
    first = start + width
    for mark in re.finditer(f"[{re.escape(marks)}]{{{width}}}", stop.text[first:end]):
        at = first + mark.start()
        if at >= since and goes_on.match(stop.text[at + width : end]):
            return at
    return None


def _escaped(text: str, start: int, end: int, marks: str = '"') -> list[Patch]:
    """The patches that put a backslash before each of the marks that has none."""
    unless = "" if "\\" in marks else r"(?<!\\)"
    found = re.finditer(f"{unless}[{re.escape(marks)}]", text[start:end])
    return [Patch(at, at, "\\") for at in (start + each.start() for each in found)]


def _unescaped(text: str, mark: str) -> str:
    return text if mark == "'" else re.sub(r"\\.", "", text)


def _unbalanced(text: str) -> bool:
    """Whether a text ends in a closing mark that nothing in it opens."""
    closer = text[-1]
    return (text.count(closer) - sum(map(text.count, _OPENERS_OF.get(closer, "")))) % 2 == 1


def _is_path(text: str) -> bool:
    r"""Whether the last `\"` of a text ends a path, rather than a quotation in it."""
    return text.count('\\"') % 2 == 1
