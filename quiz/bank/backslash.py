r"""Find backslashes that TOML reads as escapes where a path or a formula was meant.

TOML reads a tab in `"C:\temp"` and in `"3 \times 4"`. That is valid, so there is a warning only
where no tab can have been meant.
"""

import re
from collections.abc import Iterator
from itertools import islice
from typing import Literal

from quiz.bank.faults import Fault
from quiz.bank.limits import STRINGS
from quiz.bank.patches import Patch
from quiz.text import clean

MEND = r"write `\\` or use '…'"

_CHARACTERS = {
    "b": ("\b", "a backspace (U+0008)"),
    "e": ("\x1b", "an escape (U+001B)"),
    "f": ("\f", "a form feed (U+000C)"),
    "n": ("\n", "a line break"),
    "r": ("\r", "a carriage return (U+000D)"),
    "t": ("\t", "a tab"),
}
_CODE = re.compile(r"\\(?:([befrnt])([A-Za-z]*)|.)", re.DOTALL)
_BREAK = re.compile(r"[\s\"'`(,;]")
_PATH = re.compile(r"[A-PR-Za-pr-z]:(?:\Z|.*[\\/])|\\{2,}\w")
"""What comes before an escape in a path: `C:`, `C:/Users` or a server's name. Q: is a question."""

_SPEAKER = re.compile(r"(?:[\"'\n]|\\n)[ \t]*([A-Za-z]):\\n")
"""A letter for somebody who speaks in the next line, as in `A:\\nyes\\nB:\\nno`."""

_COMMAND = re.compile(
    r"\\(?:n(?:abla|eq|ewcommand|ewline|exists|geq|leq|mid|oindent|otin)"
    r"|t(?:anh|ext[a-z]*(?=\{)|frac|herefore|heta|ilde|imes))(?![A-Za-z])"
)
"""LaTeX commands that aren't a tab or line break before a word: the rest of them is no word."""

_IN_MATHS = re.compile(r"\\(?:ne|neg|ni|not|nu|tan|tau|to|top|triangle)(?![A-Za-z])")
"""LaTeX commands that could be a tab or line break before a word: they count only beside a $."""

_LONGEST = 260
"""The most characters in a Windows path."""

_MOST_CODES = 100_000
"""The most escapes to check; no bank written by hand has as many."""


def control_codes(text: str) -> Iterator[tuple[str, Fault]]:
    """Escapes of control characters that run into a word: (character, error)."""
    for code in _codes(text):
        if code[1] in ("b", "e", "f", "r") and code[2]:
            yield _CHARACTERS[code[1]][0], _fault(code, "error")


def doubtful_codes(text: str, *, every: bool = False) -> Iterator[Fault]:
    """Warnings for tabs and line breaks where a path or formula was meant, one for each string."""
    last = -1
    for code in _codes(text):
        if code[1] in ("n", "t") and code.pos > last and (_is_command(code) or _is_in_path(code)):
            last = -1 if every else code.pos
            yield _fault(code, "warning")


def unknown_code(text: str, offset: int) -> Fault:
    """The fault of the backslash at an offset, where reading stopped."""
    code = clean(text[offset : offset + 2])
    what = f"`{code}` is a quotation mark" if code == '\\"' else f"there is no code `{code}` here"
    return _starts_code(offset, what)


def _fault(code: re.Match[str], level: Literal["error", "warning"]) -> Fault:
    what = f"`\\{code[1]}` is {_CHARACTERS[code[1]][1]}"
    return _starts_code(code.start(), what)._replace(level=level)


def _starts_code(offset: int, what: str) -> Fault:
    message, patch = f"a backslash starts a code, and {what}", Patch(offset, offset, "\\")
    return Fault(message, MEND, offset, 2, (patch,), certain=True, code="Q006")


def _codes(text: str) -> Iterator[re.Match[str]]:
    """The escapes in double-quoted strings; a match has the `pos` and `endpos` of its string."""
    # Between single quotes, and in comments, a backslash is a backslash.
    strings = (each for each in STRINGS.finditer(text) if text[each.start()] == '"')
    codes = (code for each in strings for code in _CODE.finditer(text, *each.span()))
    return islice(codes, _MOST_CODES) if "\\" in text else iter(())


def _is_command(code: re.Match[str]) -> bool:
    if _IN_MATHS.match(code.string, code.start()):
        return "$" in code.string[code.pos : code.endpos]
    return _COMMAND.match(code.string, code.start()) is not None


def _is_in_path(code: re.Match[str]) -> bool:
    first, last = max(code.pos, code.start() - _LONGEST), min(code.endpos, code.end() + _LONGEST)
    before = code.string[first : code.start()]
    if not code[2][:1].islower() or not _PATH.match(_BREAK.split(before)[-1]):
        return False
    speakers = {*_SPEAKER.findall(code.string, first, last)}
    return len(speakers) < len("AB")
