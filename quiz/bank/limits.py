"""Limits on the size of a question file."""

import re
from pathlib import Path

from quiz.bank.model import MOST_QUESTIONS
from quiz.bank.problem import BankError, Problem, file_error, position

DEEPEST = 8
"""The most parts in a dotted key; the time to read one grows with their square."""

_PART = r"""[ \t]*(?>[\w-]+|"[^"\n]*"|'[^'\n]*')[ \t]*"""
_DEEP_KEY = re.compile(rf"\.(?:{_PART}\.){{{DEEPEST - 1}}}")

STRINGS = re.compile(
    r'"""(?>[^"\\]+|\\.|"{1,2}(?!"))*+(?:"{3,5})?'
    r'|"(?>[^"\\\n]+|\\.)*+"?'
    r"|'''(?>[^']+|'{1,2}(?!'))*+(?:'{3,5})?"
    r"|'[^'\n]*+'?"
    r"|#[^\n]*+",
    re.DOTALL,
)
"""A TOML string or comment, up to its end or to where it should have ended."""

LONGEST = 2_000_000
"""The most characters in a string."""

_SMALL = 1_000_000
"""The most characters in a file that is quick to read whatever it holds."""

_HEADER = re.compile(r"^[ \t]*\[\[[ \t]*questions[ \t]*\]\]", re.MULTILINE)
_COSTLY = {",": 1, "=": 1, "\n": 1, ".": 1, ":": 1, "-": 1, "{": 2, "[": 3}
"""Characters outside strings that take time to read, each with its relative cost."""

_WORD = re.compile(r"[^\s,=\[\]{}#\"']{10001}")
"""A key or a number that is too long: reading a number of 40 million digits takes 5 GB."""

_MOST_COST = 2_000_000
"""In the units of `_COSTLY`; 20,000 questions with four options each cost 1.3 million."""


def refuse_costly(text: str, path: Path) -> None:
    """Raise `BankError` if a file would take too long to read."""
    if key := _DEEP_KEY.search(text):
        message = f"a key has more than {DEEPEST} parts"
        where = position(text, key.start())
        raise BankError([Problem("Q005", message, file=str(path), **where)])
    if excess := too_much(text):
        raise file_error(path, "Q005", excess, "split it into several files")


def unreadable(error: Exception) -> str:
    """Why the parser gave up on a text that may be TOML."""
    deep = isinstance(error, RecursionError)
    return (
        f"this cannot be read: {'it is nested too deep' if deep else 'a number in it is too long'}"
    )


def too_much(text: str) -> str:
    """Why a file would take too long to read; empty if it would not."""
    if len(text) <= _SMALL and text.count("questions") <= MOST_QUESTIONS:
        return ""
    bare = STRINGS.sub("", text)
    if (count := len(_HEADER.findall(bare))) > MOST_QUESTIONS:
        return f"there are {count} questions; {MOST_QUESTIONS} is the most"
    cost = sum(each * bare.count(character) for character, each in _COSTLY.items())
    cost += (text.count("\\") + text.count('"') + text.count("'")) // 4
    if cost > _MOST_COST:
        return "there are too many entries, keys or lines"
    if _WORD.search(bare):
        return "a key or a number has more than 10000 characters"
    strings = (each for each in STRINGS.finditer(text) if text[each.start()] != "#")
    if any(each.end() - each.start() > LONGEST for each in strings):
        return f"a text has more than {LONGEST} characters"
    return ""
