r"""Backslashes that start a code in TOML where a path or a formula was meant.

In `"C:\temp"` and `"3 \times 4"` TOML reads a tab. That is allowed, so there is a warning only
where no tab can have been meant.
"""

import re
from collections.abc import Iterator
from itertools import islice
from typing import Literal

from quiz.bank.limits import STRINGS
from quiz.bank.problem import Problem, position
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
"""What comes before a code in a path: `C:`, `C:/Users` or a server's name. Q: is a question."""

_COMMAND = re.compile(
    r"\\(?:n(?:abla|eq|ewcommand|ewline|exists|geq|leq|mid|oindent|otin)"
    r"|t(?:anh|ext[a-z]*(?=\{)|frac|herefore|heta|ilde|imes))(?![A-Za-z])"
)
"""LaTeX commands that make no word without the first letter: no tab or line break was meant."""

_IN_MATHS = re.compile(r"\\(?:ne|neg|ni|not|nu|tan|tau|to|top|triangle)(?![A-Za-z])")
"""LaTeX commands that may also be a word after a tab: they count only beside a dollar sign."""

_LONGEST = 260
"""Characters of a path at most, in Windows."""

_MOST_CODES = 100_000
"""Codes that are looked at; no bank that people write has as many."""


def control_codes(text: str) -> Iterator[tuple[str, Problem]]:
    """Codes of control characters that run into a word: each character, with the error."""
    for code in _codes(text):
        if code[1] in ("b", "e", "f", "r") and code[2]:
            yield _CHARACTERS[code[1]][0], _problem(code, "error")


def doubtful_codes(text: str) -> Iterator[Problem]:
    """Tabs and line breaks where a path or a formula was meant, the first of each text."""
    last = -1
    for code in _codes(text):
        if code[1] in ("n", "t") and code.pos > last and (_is_command(code) or _is_in_path(code)):
            last = code.pos
            yield _problem(code, "warning")


def unknown_code(text: str, offset: int) -> Problem:
    """The error for the backslash at an offset, at which reading stopped."""
    code = clean(text[offset : offset + 2])
    what = f"`{code}` is a quotation mark" if code == '\\"' else f"there is no code `{code}` here"
    message = f"a backslash starts a code, and {what}"
    return Problem("Q006", message, MEND, length=2, **position(text, offset))


def _problem(code: re.Match[str], level: Literal["error", "warning"]) -> Problem:
    message = f"a backslash starts a code, and `\\{code[1]}` is {_CHARACTERS[code[1]][1]}"
    where = position(code.string, code.start())
    return Problem("Q006", message, MEND, level=level, length=2, **where)


def _codes(text: str) -> Iterator[re.Match[str]]:
    """The codes in texts between double quotes; a match ends at the latest where its text does."""
    # Between single quotes, and in comments, a backslash is a backslash.
    strings = (each for each in STRINGS.finditer(text) if text[each.start()] == '"')
    codes = (code for each in strings for code in _CODE.finditer(text, *each.span()))
    return islice(codes, _MOST_CODES) if "\\" in text else iter(())


def _is_command(code: re.Match[str]) -> bool:
    if _IN_MATHS.match(code.string, code.start()):
        return "$" in code.string[code.pos : code.endpos]
    return _COMMAND.match(code.string, code.start()) is not None


def _is_in_path(code: re.Match[str]) -> bool:
    before = code.string[max(code.pos, code.start() - _LONGEST) : code.start()]
    return code[2][:1].islower() and _PATH.match(_BREAK.split(before)[-1]) is not None
