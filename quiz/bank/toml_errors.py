"""Explain TOML syntax errors to authors; tomli's own messages are for programmers."""

import re

import tomli

from quiz.bank.backslash import unknown_code
from quiz.bank.problem import Problem, position

# How tomli's messages begin for a name that is used twice, and for an unknown escape.
_DUPLICATE = ("Cannot", "Duplicate")
_BAD_CODE = ("Unescaped '\\'", "Invalid hex value", "Escaped character is not")

_NAME = r"""(?:[\w-]+|"[^"\n]*"|'[^'\n]*')(?:[ \t]*\.[ \t]*(?:[\w-]+|"[^"\n]*"|'[^'\n]*'))*"""
_HEADER = re.compile(rf"^[ \t]*(\[\[?)[ \t]*(?P<name>{_NAME})", re.MULTILINE)
_KEY = re.compile(rf"^[ \t]*(?P<name>{_NAME})[ \t]*=", re.MULTILINE)
_CURLY = tuple("“”„‘’")
_LISTS = ("questions", "claims")
_SHOWN = 60
"""The most characters of a name to show."""


def toml_problem(text: str, error: tomli.TOMLDecodeError) -> Problem:
    """The problem at which parsing a text as TOML stopped."""
    if error.msg.startswith(_DUPLICATE) and (problem := _duplicate(text, error)):
        return problem
    if (backslash := _bad_backslash(text, error)) is not None:
        return unknown_code(text, backslash)
    mend = "look for a missing quote, comma or bracket here or just before"
    # A value that ends in a curly quote runs on to the end of its line.
    before = text[text.rfind("\n", 0, error.pos) + 1 : error.pos].rstrip(" \t,")
    ran_on = error.msg.startswith("Illegal character") and before.endswith(_CURLY)
    if ran_on or (error.msg.startswith("Invalid") and text.startswith(_CURLY, error.pos)):
        mend = 'the outer quotes must be straight: "…"'
    message = f"this is not TOML: {error.msg[:1].lower()}{error.msg[1:]}"
    return Problem("Q004", message, mend, line=error.lineno, column=error.colno)


def _bad_backslash(text: str, error: tomli.TOMLDecodeError) -> int | None:
    """The offset of the backslash that caused an error; None if none did."""
    if error.msg.startswith(_BAD_CODE):
        return text.rfind("\\", 0, error.pos)
    if error.msg.startswith("Illegal character '\\n'"):  # the text ran on to the end of its line
        end = len(text[: error.pos].rstrip(" \t,]}"))
        return end - 2 if text.endswith('\\"', 0, end) else None
    return None


def _duplicate(text: str, error: tomli.TOMLDecodeError) -> Problem | None:
    """The problem for a name that is used twice, at the second; None if that isn't found."""
    start = text.rfind("\n", 0, error.pos) + 1
    mend = "take one of them out"
    if error.msg.startswith("Duplicate"):  # within { … }: the name may occur there many times
        name = error.msg.partition(" key ")[2][1:-1]
        message = f"`{_short(name)}` is there twice"
        return Problem("Q004", message, mend, **position(text, error.pos))
    if match := _HEADER.match(text, start):
        name = _short(match["name"])
        mend = f"put both under one [{name}]"
        if match[1] == "[[" or name in _LISTS:
            mend = f"begin each entry with [[{name}]]"
        elif "." in name:
            mend += ", or rename one"
    else:  # the value may have several lines, and tomli stops after the last
        while not (match := _KEY.match(text, start)):
            if start == 0:
                return None
            start = text.rfind("\n", 0, start - 1) + 1
    return Problem(
        "Q004",
        f"`{_short(match['name'])}` is there twice",
        mend,
        length=len(match["name"]),
        **position(text, match.start("name")),
    )


def _short(name: str) -> str:
    return name if len(name) <= _SHOWN else f"{name[: _SHOWN - 1]}…"
