"""Why a text is not TOML, in an author's words; the reader's own are for programmers."""

import re
from typing import Any

import tomli

from quiz.bank.backslash import unfit
from quiz.bank.problem import Problem, place

_TWICE = ("Cannot", "Duplicate")
"""How the reader begins to say that a name stands twice."""

_CODES = ("Unescaped '\\'", "Invalid hex value", "Escaped character is not")
"""How it begins to say that there is no such code."""

_NAME = r"""(?:[\w-]+|"[^"\n]*"|'[^'\n]*')(?:[ \t]*\.[ \t]*(?:[\w-]+|"[^"\n]*"|'[^'\n]*'))*"""
_HEADER = re.compile(rf"^[ \t]*(\[\[?)[ \t]*({_NAME})", re.MULTILINE)
_KEY = re.compile(rf"^[ \t]*({_NAME})[ \t]*=", re.MULTILINE)
_CURLY = tuple("“”„‘’")
_LISTS = ("questions", "claims")
_LEAVE_ONE = "take one of them out"
_SHOWN = 60


def slip(text: str, error: tomli.TOMLDecodeError) -> Problem:
    """The problem in a text where reading it as TOML stopped."""
    if error.msg.startswith(_TWICE) and (told := _twice(text, error)):
        return told
    if (start := _backslash(text, error)) is not None:
        return unfit(text, start)
    mend = "look for a missing quote, comma or bracket here or just before"
    # A value that ends in a curly quote runs on to the end of its line.
    before = text[text.rfind("\n", 0, error.pos) + 1 : error.pos].rstrip(" \t,")
    ran_on = error.msg.startswith("Illegal character") and before.endswith(_CURLY)
    if ran_on or (error.msg.startswith("Invalid") and text.startswith(_CURLY, error.pos)):
        mend = 'the outer quotes must be straight: "…"'
    return Problem(
        code="Q004",
        message=f"this is not TOML: {error.msg[:1].lower()}{error.msg[1:]}",
        mend=mend,
        line=error.lineno,
        column=error.colno,
    )


def _backslash(text: str, error: tomli.TOMLDecodeError) -> int | None:
    """Where a backslash starts a code that was not meant, if that is the slip."""
    if error.msg.startswith(_CODES):
        return text.rfind("\\", 0, error.pos)
    if error.msg.startswith("Illegal character '\\n'"):  # the text ran on to the end of its line
        end = len(text[: error.pos].rstrip(" \t,]}"))
        return end - 2 if text.endswith('\\"', 0, end) else None
    return None


def _twice(text: str, error: tomli.TOMLDecodeError) -> Problem | None:
    """That a name stands twice, at its second place; None where that is not found."""
    start = text.rfind("\n", 0, error.pos) + 1
    if error.msg.startswith("Duplicate"):  # within { … }, where there may be many of the name
        name = _short(error.msg.partition(" key ")[2][1:-1])
        mend, where = _LEAVE_ONE, place(text, error.pos)
    elif header := _HEADER.match(text, start):
        name, where = _short(header[2]), _where(header, 2)
        mend = f"put both under one [{name}]"
        if header[1] == "[[" or name in _LISTS:
            mend = f"begin each entry with [[{name}]]"
        elif "." in name:
            mend += ", or rename one"
    else:  # the value may have several lines, and the reader stops after the last
        while not (key := _KEY.match(text, start)):
            if start == 0:
                return None
            start = text.rfind("\n", 0, start - 1) + 1
        name, mend, where = _short(key[1]), _LEAVE_ONE, _where(key, 1)
    return Problem(code="Q004", message=f"`{name}` stands twice", mend=mend, **where)


def _where(found: re.Match[str], group: int) -> dict[str, Any]:
    return {**place(found.string, found.start(group)), "length": len(found[group])}


def _short(name: str) -> str:
    return name if len(name) <= _SHOWN else f"{name[: _SHOWN - 1]}…"
