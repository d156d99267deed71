"""Numbers in which a point was meant to part the thousands, and TOML takes it for a decimal one."""

import re
from collections.abc import Iterator
from typing import Any

from quiz.bank.locate import locate
from quiz.bank.patches import Lines
from quiz.bank.problem import Problem
from quiz.check.texts import every_text

_LOOKS_PARTED = re.compile(r"=[ \t]*[-+]?[1-9]\d{0,2}\.\d{3}(?!\d)")
_PARTED = re.compile(r"[-+]?([1-9]\d{0,2}\.\d{3})(?![\d.eE_])")
_POINT_IS_DECIMAL = frozenset(("en", "zh", "ja", "ko", "th", "he", "hi", "ms", "ga", "mt", "cy"))
"""Languages in which 7.125 is a decimal."""


def parted_thousands(text: str, document: dict[str, Any], language: str) -> Iterator[Problem]:
    """A warning for each number that is likely thousands of times what the file says.

    That is so if it ends in a zero, as in 2.400, or if the question itself has it so and its
    language has a comma for decimals.
    """
    if not _LOOKS_PARTED.search(text):
        return
    questions = document.get("questions")
    asked = [
        (("questions", index, field), each)
        for index, each in enumerate(questions if isinstance(questions, list) else ())
        for field in ("number", "within")
        if isinstance(each, dict) and isinstance(each.get(field), float)
    ]
    places = locate([Problem("Q012", "", path=path) for path, _ in asked], text, "")
    found, lines = {each.path: each for each in places if each.line}, Lines(text)
    for path, question in asked:
        at = found.get(path)
        parted = _PARTED.match(text, lines.offset(at.line, at.column)) if at else None
        if parted and (parted[0].endswith("0") or _is_said(parted[1], question, language)):
            value = question[path[-1]]
            message = f"{parted[0]} is {value:g} in TOML, where a point begins the decimals"
            mend = f"write {parted[0].replace('.', '')}, or {value:g} if that is meant"
            yield Problem("Q012", message, mend, path, level="warning")


def _is_said(number: str, question: dict[str, Any], language: str) -> bool:
    """Whether a question has a number in its texts, in a language that has a comma for decimals."""
    if language in _POINT_IS_DECIMAL:
        return False
    said = re.compile(rf"(?<![\d.,]){re.escape(number)}(?!\d)")
    return any(said.search(text) for _, text in every_text(question))
