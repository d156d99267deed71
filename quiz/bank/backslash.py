r"""Backslashes that TOML takes for the start of a code, where a path or a formula was meant.

In `"C:\temp"` and `"3 \times 4"` it reads a tab. That is allowed, so it is told only where no tab
can have been meant.
"""

import re
from collections.abc import Iterator
from itertools import islice
from typing import Literal

from quiz.bank.limits import STRINGS
from quiz.bank.problem import Problem, place
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
"""What stands before a code in a path: `C:` or `C:/Users`, a server's name. Q: is a question."""

_COMMAND = re.compile(
    r"\\(?:n(?:abla|eq|ewcommand|ewline|exists|geq|leq|mid|oindent|otin)"
    r"|t(?:anh|ext[a-z]*(?=\{)|frac|herefore|heta|ilde|imes))(?![A-Za-z])"
)
"""What LaTeX has. Without the first letter it is no word, so no tab or line break was meant."""

_IN_MATHS = re.compile(r"\\(?:ne|neg|ni|not|nu|tan|tau|to|top|triangle)(?![A-Za-z])")
"""What LaTeX has as well, and may be a word after a tab: told only beside a dollar sign."""

_LONGEST = 260
"""Characters that a path has at most, in Windows."""

_LOOKED_AT = 100_000
"""How many codes are looked at; no bank that people write has as many."""


def harmful(text: str) -> Iterator[tuple[str, Problem]]:
    """Codes of control characters that run into a word, each with the character that it makes."""
    for code in _codes(text):
        if code[1] in ("b", "e", "f", "r") and code[2]:
            yield _CHARACTERS[code[1]][0], _told(code, "error")


def doubtful(text: str) -> Iterator[Problem]:
    """Tabs and line breaks where a path or a formula was meant, the first of each text."""
    last = -1
    for code in _codes(text):
        if code[1] in ("n", "t") and code.pos > last and (_is_command(code) or _is_in_path(code)):
            last = code.pos
            yield _told(code, "warning")


def unfit(text: str, start: int) -> Problem:
    """That the backslash at this place starts a code that stops the reading."""
    code = clean(text[start : start + 2])
    what = f"`{code}` is a quotation mark" if code == '\\"' else f"there is no code `{code}` here"
    return Problem(
        code="Q006",
        message=f"a backslash starts a code, and {what}",
        mend=MEND,
        length=2,
        **place(text, start),
    )


def _codes(text: str) -> Iterator[re.Match[str]]:
    """The codes in texts between double quotes; each match ends where its own text does."""
    # Between single quotes, and in comments, a backslash is a backslash.
    strings = (each for each in STRINGS.finditer(text) if text[each.start()] == '"')
    found = (code for each in strings for code in _CODE.finditer(text, *each.span()))
    return islice(found, _LOOKED_AT) if "\\" in text else iter(())


def _is_command(code: re.Match[str]) -> bool:
    if _IN_MATHS.match(code.string, code.start()):
        return "$" in code.string[code.pos : code.endpos]
    return _COMMAND.match(code.string, code.start()) is not None


def _is_in_path(code: re.Match[str]) -> bool:
    before = code.string[max(code.pos, code.start() - _LONGEST) : code.start()]
    return code[2][:1].islower() and _PATH.match(_BREAK.split(before)[-1]) is not None


def _told(code: re.Match[str], level: Literal["error", "warning"]) -> Problem:
    return Problem(
        code="Q006",
        message=f"a backslash starts a code, and `\\{code[1]}` is {_CHARACTERS[code[1]][1]}",
        mend=MEND,
        level=level,
        length=2,
        **place(code.string, code.start()),
    )
