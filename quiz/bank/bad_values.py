"""How a value that doesn't belong in its place is described."""

from datetime import date, time
from typing import Any

from quiz.bank.other_words import HEADERS
from quiz.bank.plain_values import number_meant, truth_meant
from quiz.bank.problem import IN_QUOTES, DocumentPath, Problem

_NAMES = {
    bool: "true or false",
    int: "a whole number",
    float: "a number",
    str: "a text in quotes",
    list: "a list [ … ]",
    dict: "a table { … }",
    type(None): "nothing",
}

_SHOWN = 60
"""The most characters of a wrong value to show."""

_LARGE = 10**18
"""Numbers from this size on are not written out, as TOML allows any length."""


def wrong_type(value: Any, wanted: type, path: DocumentPath, example: str = "") -> Problem:
    """The problem with a value of another type; the example is one of the wanted type."""
    mend = f"write {example}" if example else ""
    key = str(path[-1]) if path else ""
    if wanted is bool and (meant := truth_meant(value)):
        mend = f"write {meant}"
    elif wanted in (int, float) and isinstance(value, str):
        mend = number_meant(value).mend(key)
    elif wanted is dict and isinstance(value, list) and 0 < len(path) <= 2 and path[0] in HEADERS:  # noqa: PLR2004 - [sources.ID]
        header = ".".join(map(str, path)) if len(path) > 1 else HEADERS[str(path[0])].strip("[]")
        mend = f"write [{header}], in single brackets"
    elif wanted is int and isinstance(value, float) and value.is_integer():
        mend = f"write {value:.0f}"
    elif (
        wanted is str
        and isinstance(value, int | float | date | time)
        and not isinstance(value, bool)
    ):
        mend = IN_QUOTES
    return bad_value(f"should be {_NAMES[wanted]}, not {_name_of_type(value)}", path, mend)


def bad_value(message: str, path: DocumentPath, mend: str = "") -> Problem:
    """The problem with a value, which the message says something of."""
    name = next((part for part in reversed(path) if isinstance(part, str)), "the file")
    what = f"`{name}`"
    if path and isinstance(path[-1], int):
        what = "a cell" if is_cell(path) else f"an entry of {what}"
    return Problem("Q103", f"{what} {message}", mend, path)


def is_cell(path: DocumentPath) -> bool:
    """Whether a path leads to an entry of a list in a list."""
    return [*map(type, path[-2:])] == [int, int]


def _name_of_type(value: Any) -> str:
    return _NAMES.get(type(value), "a date or time")


def shown(value: Any) -> str:
    """A value as it is in the file, shortened."""
    match value:
        case str():
            return f"“{value}”" if len(value) <= _SHOWN else f"“{value[: _SHOWN - 1]}…”"
        case bool():
            return str(value).lower()
        case int() | float():
            return "this number" if abs(value) >= _LARGE else str(value)
        case _:
            return _name_of_type(value)
