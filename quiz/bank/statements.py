"""Faults between the values of a file: names, signs, commas, comments, lines that are none."""

import re
import unicodedata
from collections.abc import Iterator

from quiz.bank.brackets import bracket
from quiz.bank.faults import HEADER, KEY, NEAR, PAIR, SHOWN, Fault, Stop, too_many
from quiz.bank.fences import fence
from quiz.bank.limits import STRINGS
from quiz.bank.model import LISTS
from quiz.bank.other_words import HEADERS
from quiz.bank.patches import Patch
from quiz.bank.plain_values import keys
from quiz.bank.rows import rows
from quiz.bank.values import value

_BLANK = re.compile(r"[^\S\t\n ]+")
_COMMENT = re.compile(r"//|/\*|--|;|%")
_CURLY_NAME = re.compile(r"([“”„«‘`])([\w -]+)([”“»’`´])(?=[ \t]*[=:.\]])")
_LAST_LETTERS = re.compile(r"[\w-]*\Z")
_LETTERS = re.compile(r"[\w-]+")
_HEADER_START = re.compile(r"[ \t]*(\[\[?)[ \t]*")
_STRAY = re.compile(r"(?:^|[{,])[ \t]*(\w+)[ \t]+$")
_KEY_NEXT = re.compile(r"([\w-]+)[ \t]*=(?!=)")
_SPACED_KEY = re.compile(r"[ \t]*(\w[\w-]*(?:[ \t]+\w[\w-]*)+)[ \t]*=")
_LAST_KEY = re.compile(rf"({KEY})[ \t]*$")
_OTHER_SIGN = re.compile(r"[ \t]*(:(?:[ \t]*=)?|=>|->)[ \t]*")
_YAML = re.compile(r"[ \t]*- ([\w-]+):(?:[ \t]|$)")
_SIGN_BEFORE = re.compile(rf"[ \t]*([-*•·])[ \t]+(?={PAIR.pattern})")
_ODD_HEADER = re.compile(
    r"[ \t]*(?P<before>[^\w\n\"'#]*)"
    r"(?P<name>questions|claims|about|(?:sources|skills|policies|sets)\.[a-z0-9-]+)"
    r"(?P<after>[^\w\n\"'#]*)(?:#.*)?$"
)
_LONGEST_LIST = 100_000
"""How many characters a list may have for its end to be looked for."""
_BRACES = re.compile(rf"{STRINGS.pattern}|[{{}}]", re.DOTALL)
_TWO = re.compile(r"=[ \t]*(\"\"|'')\Z")
_HALF_HEADER = re.compile(
    r"[ \t]*((?:about|sources|skills|policies|claims|questions|sets)[\w.-]*)(\]\]?)[ \t]*(?:#.*)?$"
)
_WIDE = "＝：，［］｛｝＃"
_SEMICOLON = re.compile(r";[ \t]*(?P<next>.*)")
_BEGINS = ('"', "'", "{", "[", "]")
_BROKEN_HEADER = re.compile(
    r"[ \t]*(?P<before>\[\[?)\s*"
    r"(?P<name>questions|claims|about|(?:sources|skills|policies|sets)\.[\w-]+)"
    r"\s*(?P<after>\]\]?)[ \t]*(?=#|\n|\Z)"
)
_BETWEEN_NAMES = re.compile(r"[:/‐-―−](?=[\w.\-:/‐-―−]+\])")
_BULLET = re.compile(r"[ \t]*(?P<mark>[-*•·+]|\d+[.)]|[A-Za-z][.)])[ \t]+(?=[{\"'])")
_STARTS_VALUE = ('"', "'", "{", "[", "“", "„", "«", "‘", "`", "｛", "［", "＂")
_PLAIN_VALUE = re.compile(r"(?:true|false|-?\d[\d.]*)[ \t]*(?:[,}#]|$)")


def outside_texts(stop: Stop) -> Iterator[Fault]:
    """What may be the fault at a stop that isn't in a text or just after one, likeliest first."""
    finds = (
        _odd_header,
        _broken_header,
        rows,
        _braced_list,
        _bullet,
        fence,
        _blank,
        bracket,
        _comment,
        _name,
        _sign,
        _comma,
        value,
        _line,
        _character,
    )
    yield from filter(None, (find(stop) for find in finds))


def wide(stop: Stop) -> Fault | None:
    """A sign as Chinese and Japanese keyboards write it, where only the plain one can be meant."""
    text, pos = stop.text, stop.pos
    sign = text[pos : pos + 1]
    if sign not in _WIDE or not stop.rest:
        return None
    plain = "=" if sign == "：" else unicodedata.normalize("NFKC", sign)
    is_after_key = stop.message.startswith("Expected '='")
    after = stop.rest[1:].lstrip()
    if sign in "＝：" and not is_after_key:
        return None
    if sign == "，" and not (not after or after.startswith(_STARTS_VALUE) or PAIR.match(after)):
        return None
    if sign in "］｝" and after and after[0] not in ",，]］}｝#":
        return None
    message, patch = f"{sign} is a wide sign", Patch(pos, pos + 1, plain)
    mend = f"write the plain {plain}"
    return Fault(message, mend, pos, patches=(patch,), certain=not stop.is_guess)


def missing_comma(stop: Stop) -> Fault | None:
    """A comma that is missing between two entries."""
    text, pos = stop.text, stop.pos
    if not stop.message.startswith("Unclosed") or not stop.opened:
        return None
    if (sign := _SEMICOLON.match(stop.rest)) and stop.rest.count('"') % 2 == 0:
        message, patch = "a comma goes between entries, not a semicolon", Patch(pos, pos + 1, ",")
        is_next = PAIR.match(sign["next"]) if stop.bracket == "{" else sign["next"][:1] in _BEGINS
        if is_next:
            certain = not stop.is_guess
            return Fault(message, "write a comma", pos, patches=(patch,), certain=certain)
    pair = PAIR.match(stop.rest) if stop.bracket == "{" else None
    if not pair and not (stop.bracket == "[" and stop.rest.startswith(_STARTS_VALUE)):
        return None
    end = len(text[:pos].rstrip())
    own_line = "\n" in text[end:pos]
    if own_line and HEADER.match(stop.rest):
        return None
    if end == pos and stop.rest.startswith(('"', "'")):  # the mark may belong to what is before it
        return None
    if own_line and "#" in text[text.rfind("\n", 0, end) + 1 : end]:
        end = pos  # there may be a comment between the two
    what = f"before `{pair[0][:-1].strip()[:SHOWN]}`" if pair else "here"
    if pair and own_line and stop.is_behind_row:
        return None
    is_plain = (pair and not own_line) or (text[end - 1], text[pos]) == ("}", "{")
    certain = bool(is_plain) and not stop.is_guess
    patch = Patch(end, end, ", " if end == pos else ",")
    return Fault(f"a comma is missing {what}", "add one", end, patches=(patch,), certain=certain)


def _bullet(stop: Stop) -> Fault | None:
    """The sign of a list in prose before an entry of a list."""
    match = _BULLET.match(stop.text, stop.line_start)
    if stop.bracket != "[" or not match or not stop.line_start <= stop.pos <= match.end():
        return None
    start, end = match.span("mark")
    patch, message = Patch(start, match.end(), ""), f"no {match['mark']} goes before an entry"
    return Fault(message, "take it out", start, end - start, (patch,), certain=not stop.is_guess)


def _braced_list(stop: Stop) -> Fault | None:
    """A list between { and }."""
    if stop.bracket != "{" or not stop.text.startswith("{", stop.pos):
        return None
    start, depth = stop.opened[-1], 0
    if stop.text[start + 1 : stop.pos].strip():
        return None
    patches = [Patch(start, start + 1, "[")]
    for token in _BRACES.finditer(stop.text, start, start + _LONGEST_LIST):
        depth += {"{": 1, "}": -1}.get(token[0], 0)
        if depth == 0 and token[0] == "}":
            patches.append(Patch(*token.span(), "]"))
            break
    message, certain = "a list is between [ and ], not { and }", not stop.is_guess
    certain = certain and len(patches) > 1
    return Fault(message, "write […]", start, patches=tuple(patches), certain=certain)


def _odd_header(stop: Stop) -> Fault | None:
    """The header of a table with other signs around it than square brackets."""
    line = stop.text[stop.line_start : stop.line_end]
    if stop.start != stop.line_start or not (match := _ODD_HEADER.match(line)):
        return None
    before, after = match["before"].strip(), match["after"].strip()
    below = stop.text[stop.line_end + 1 :].lstrip()
    is_bare = not before and not after and bool(PAIR.match(below))
    if after.startswith("=") or (
        not is_bare and before in ("", "[", "[[") and after in ("", "]", "]]")
    ):
        return None
    name = match["name"]
    header = f"[[{name}]]" if name in LISTS else f"[{name}]"
    start, end = (stop.line_start + each for each in (match.start("before"), match.end("after")))
    patch, certain = Patch(start, end, header), bool(before and after)
    message = "the name of a table is between square brackets"
    return Fault(message, f"write {header}", start, end - start, (patch,), certain=certain)


def _broken_header(stop: Stop) -> Fault | None:
    """The header of a table that goes on in the next line."""
    match = _BROKEN_HEADER.match(stop.text, stop.start)
    if not match or "\n" not in match[0]:
        return None
    name = match["name"]
    header = f"[[{name}]]" if name in LISTS else f"[{name}]"
    start, end = match.start("before"), match.end("after")
    patch, certain = Patch(start, end, header), not stop.is_guess
    message = "there is a line break inside the name of a table"
    return Fault(message, f"write {header} in one line", start, patches=(patch,), certain=certain)


def _blank(stop: Stop) -> Fault | None:
    """A blank that looks like a space and isn't one, outside any text."""
    if not (match := _BLANK.match(stop.text, stop.pos)):
        return None
    name = unicodedata.name(match[0][0], "a blank").lower()
    kind = f"an {name}" if name[0] in "aeio" else f"a {name}"
    message = f"this is {kind} (U+{ord(match[0][0]):04X}), not a plain space"
    patch = Patch(*match.span(), " ")
    return Fault(message, "write a plain one", stop.pos, len(match[0]), (patch,), certain=True)


def _comment(stop: Stop) -> Fault | None:
    """A comment as other languages write them."""
    match = _COMMENT.match(stop.text, stop.pos)
    if not match or (match[0] != "//" and stop.before.strip()):
        return None
    if PAIR.match(stop.rest) or (match[0] == "/*" and "*/" not in stop.rest):
        return None
    message, mend = "a comment begins with #", f"write # instead of {match[0]}"
    patch = Patch(*match.span(), "#")
    return Fault(message, mend, stop.pos, len(match[0]), (patch,), certain=match[0] == "//")


def _name(stop: Stop) -> Fault | None:
    """A key or the name of a table that can't be as it stands."""
    text, pos = stop.text, stop.pos
    header = _HEADER_START.match(stop.before) if stop.start == stop.line_start else None
    if not header and not stop.message.startswith(("Expected '='", "Invalid i", "Invalid s")):
        return None
    if match := _CURLY_NAME.match(text, pos):
        patches = tuple(Patch(*match.span(number), '"') for number in (1, 3))
        message, mend = "this name is between curly quotation marks", "write it without them"
        return Fault(message, mend, pos, match.end() - pos, patches, certain=True)
    # Between quotation marks, a name may have any letters; the rules say what is wrong with it.
    start = pos - len(_LAST_LETTERS.search(stop.before[-NEAR:])[0])  # type: ignore[index]
    letters = _LETTERS.match(text, start)
    if letters and letters.end() > pos and not letters[0].isascii():
        after = text[letters.end() : stop.line_end].lstrip(" \t")
        if after.startswith((".", "]" if header else "=")):
            return _in_marks("has letters that aren't plain", *letters.span())
    if header and (mark := _BETWEEN_NAMES.match(stop.rest)):
        new = "." if mark[0] in ":/" else "-"
        message = f"{mark[0]} can't be in the name of a table"
        patch = Patch(pos, pos + 1, new)
        return Fault(message, f"write {new} instead", pos, patches=(patch,), certain=True)
    if header:
        begin = stop.line_start + header.end()
        end = text.find("]", pos, stop.line_end)
        name = text[begin : max(begin, end)].rpartition(".")[2]
        if " " in name.strip() and not set(name) & set("[\"'"):
            start = end - len(name.lstrip())
            return _in_marks("has a space in it", start, start + len(name.strip()))
        return _end_of_header(stop, header[1])
    if fault := _stray(stop):
        return fault
    if (spaced := _SPACED_KEY.match(text, stop.line_start)) and spaced.end() > pos:
        joined = "".join(spaced[1].split())
        joined = joined if joined in keys() else re.sub(r"\s+", "_", spaced[1])
        patch = Patch(*spaced.span(1), joined)
        mend = f"write {joined[:SHOWN]} = …"
        return Fault("a key has no space in it", mend, patch.start, len(spaced[1]), (patch,))
    return None


def _stray(stop: Stop) -> Fault | None:
    """Letters that stand before a key by mistake."""
    found, key = _STRAY.search(stop.before[-NEAR:]), _KEY_NEXT.match(stop.rest)
    if not found or not key or key[1] not in keys() or f"{found[1]}_{key[1]}" in keys():
        return None
    at = stop.pos - len(found[0]) + found.start(1) - found.start()
    message = f"“{found[1][:SHOWN]}” has no place before `{key[1]}`"
    certain = len(found[1]) == 1 and not stop.is_guess
    patch = Patch(at, stop.pos, "")
    return Fault(message, "take it out", at, len(found[1]), (patch,), certain=certain)


def _in_marks(what: str, start: int, end: int) -> Fault:
    patches = (Patch(start, start, '"'), Patch(end, end, '"'))
    mend = "write it in lower-case letters, digits and hyphens"
    return Fault(f"this name {what}", mend, start, end - start, patches, certain=True, quiet=True)


def _end_of_header(stop: Stop, opening: str) -> Fault | None:
    """A header without its closing brackets."""
    if not stop.message.startswith("Expected ']") or stop.rest.strip(" \t]"):
        return None
    start, text = stop.line_start, stop.text
    name = stop.before.strip(" \t[").partition(".")[0].strip()
    if opening == "[[" and name in HEADERS and name not in LISTS and stop.rest.count("]") == 1:
        at = text.index("[", start)
        return too_many(at, "[")._replace(certain=True)
    missing = "]" * (len(opening) - stop.rest.count("]"))
    message = f"{missing} is missing after the name of the table"
    patch = Patch(stop.pos, stop.pos, missing)
    return Fault(message, f"add {missing}", stop.pos, patches=(patch,), certain=True)


def _sign(stop: Stop) -> Fault | None:
    """Something else than one = between a key and its value."""
    pos, rest = stop.pos, stop.rest
    if stop.message.startswith("Invalid value") and stop.before.rstrip().endswith("="):
        if not (sign := re.match(r">|=[ \t]*", rest)):
            return None
        patch = Patch(pos, pos + sign.end(), "")
        message, certain = "there is one = too many", not stop.is_guess
        if rest[0] == ">":
            message = "between a key and its value goes =, not =>"
        return Fault(message, "write one =", pos, patches=(patch,), certain=certain)
    key = _LAST_KEY.search(stop.before[-NEAR:])
    name = key[1].strip("\"'")[:SHOWN] if key else ""
    if not name or not stop.message.startswith("Expected '='"):
        return None
    sign = _OTHER_SIGN.match(rest)
    after = rest[sign.end() if sign else 1 :]
    if (PAIR.match(after) and rest[:1] not in ("{", "[")) or (not sign and after.startswith("=")):
        return None  # the sign is further on
    if sign:
        message = f"between a key and its value goes =, not {sign[1]}"
        patch = Patch(pos, pos + sign.end(), " = ")
    elif stop.before[-1:].isspace() and (
        rest.startswith(_STARTS_VALUE) or _PLAIN_VALUE.match(rest)
    ):
        message, patch = f"there is no = after `{name}`", Patch(pos, pos, "= ")
    else:
        return None
    at, length = (pos + sign.start(1), len(sign[1])) if sign else (pos, 1)
    return Fault(message, f"write {name} = …", at, length, (patch,), certain=not stop.is_guess)


def _comma(stop: Stop) -> Fault | None:
    """A comma or a semicolon too many."""
    text, pos = stop.text, stop.pos
    patch = Patch(pos, pos + 1, "")
    if stop.opened:
        if not text.startswith(",", pos) or not text[:pos].rstrip().endswith((",", "[", "{")):
            return None
        message = "there is a comma too many"
    elif not stop.message.startswith("Expected newline"):
        return None
    elif re.match(r"[,;][ \t]*(?:#|$)", stop.rest):
        sign = "comma" if text[pos] == "," else "semicolon"
        message = f"no {sign} goes at the end of this line"
    elif re.match(rf"[,;]{PAIR.pattern}", stop.rest):
        message, mend = "each key goes on a line of its own", "begin a new line here"
        return Fault(message, mend, pos, patches=(Patch(pos, pos + 1, "\n"),))
    else:
        return None
    return Fault(message, "take it out", pos, patches=(patch,), certain=not stop.is_guess)


def _line(stop: Stop) -> Fault | None:
    """What nothing in TOML can be: after a value, or in lines of its own."""
    text, pos = stop.text, stop.pos
    if stop.opened or not stop.message.startswith(("Expected", "Invalid")):
        return None
    if stop.message.startswith("Expected newline"):
        if PAIR.match(stop.rest):
            message, mend = "each key goes on a line of its own", "begin a new line here"
            return Fault(message, mend, pos, patches=(Patch(pos, pos, "\n"),))
        what = "the name of a table" if HEADER.match(stop.before) else "a value"
        mend = "begin it with # if it is a note, or take it out"
        message, patch = f"nothing goes after {what} on its line", Patch(pos, stop.line_end, "")
        if stop.rest.startswith("+"):
            message, mend = (
                "texts aren't joined by + in TOML",
                'write one text between one pair of "',
            )
        # A letter that was typed by mistake is no note.
        certain = len(stop.rest.strip()) == 1 and stop.rest[0].isalnum() and not stop.is_guess
        if certain:
            mend = "take it out"
            patch = Patch(stop.line_start + len(stop.before.rstrip()), stop.line_end, "")
        return Fault(message, mend, pos, len(stop.rest.rstrip()), (patch,), certain=certain)
    first = text[stop.start : stop.line_end]
    if sign := _SIGN_BEFORE.match(first):
        at, patch = stop.start + sign.start(1), Patch(stop.start, stop.start + sign.end(), "")
        message = f"no {sign[1]} goes before a key"
        return Fault(message, "take it out", at, patches=(patch,), certain=not stop.is_guess)
    if half := _HALF_HEADER.match(first):
        at, opening = stop.start + half.start(1), "[" * len(half[2])
        message = f"{opening} is missing before the name of the table"
        patch = Patch(at, at, opening)
        return Fault(message, f"add {opening}", at, patches=(patch,), certain=not stop.is_guess)
    above = text[: max(0, stop.start - 1)]
    if (two := _TWO.search(above[-NEAR:])) and f"{two[1]}" in text[stop.start :]:
        at = len(above) - 1
        message = "a text of several lines begins with three quotation marks, not two"
        patch = Patch(at, at, two[1][0])
        return Fault(message, "write a third", at, patches=(patch,))
    # One character may be too much in a line that is good otherwise.
    if any(HEADER.match(each) or PAIR.match(each) for each in (first, stop.rest[1:])):
        return None
    count, end = 1, stop.line_end
    while end < len(text):
        after = text.find("\n", end + 1)
        line = text[end + 1 : after if after >= 0 else len(text)]
        if (
            not line.strip()
            or line.lstrip().startswith("#")
            or PAIR.match(line)
            or HEADER.match(line)
        ):
            break
        count, end = count + 1, end + 1 + len(line)
    what = "this line is" if count == 1 else f"these {count} lines are"
    mend = 'begin a note with #, and put a text between "…"'
    at = stop.start + len(first) - len(first.lstrip())
    patch = Patch(stop.start, end, "\n" * (count - 1))
    message = f"{what} neither `key = value` nor a [table]"
    if pair := _YAML.match(first):
        mend = f"in TOML, write {pair[1][:SHOWN]} = …"
        message = "this line is written as YAML"
    return Fault(message, mend, at, len(first.strip()), (patch,), drops=True)


def _character(stop: Stop) -> Fault | None:
    """A single character without which reading goes on."""
    char = stop.rest[:1]
    if not char or char.isalnum() or char.isspace() or char == "=":
        return None
    patch = Patch(stop.pos, stop.pos + 1, "")
    return Fault(f"{char} has no place here", "take it out", stop.pos, patches=(patch,))
