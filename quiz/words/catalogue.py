"""The catalogue of a language: what the quiz says, by the English."""

import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from math import ceil
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
BOTH = " | "
"""What stands between the two English forms of a phrase that goes with a number."""

_NAME = re.compile("[a-z]{2,3}")


class Catalogue:
    """The phrases of a language.

    Nothing in it can stop the quiz: where a translation is missing or doesn't fit, English is said.
    """

    def __init__(self, document: Mapping[str, Any]) -> None:
        """Take a catalogue file as it was read.

        Raises `ValueError`, `KeyError` or `TypeError` for one whose head is wrong.
        """
        from gettext import c2py  # noqa: PLC0415 - it alone reads rules for plurals

        self._form: Callable[[int], int] = c2py(document["plural"])
        self.signs = str.maketrans({",": document["thousands"], ".": document["decimal"]})
        """What stands for the comma and the point of an English number."""
        self.decimal = self.signs[ord(".")]
        self._phrases: dict[str, str | list[str]] = dict(document["phrases"])

    def say(self, text: str, named: Mapping[str, object]) -> str:
        """The phrase in this language, with what is `named`."""
        found = self._phrases.get(text)
        return _filled(found if isinstance(found, str) and found else text, text, named)

    def say_n(self, number: float, one: str, many: str, named: Mapping[str, object]) -> str:
        """The form that goes with a number; one with decimals counts as more than one."""
        english = one if abs(number) == 1 else many
        whole = int(abs(number)) if number == int(number) else max(2, ceil(abs(number)))
        forms, found = self._phrases.get(f"{one}{BOTH}{many}"), english
        if isinstance(forms, list):
            with suppress(IndexError, ValueError, ZeroDivisionError):
                found = forms[self._form(whole)]
        return _filled(found or english, english, named)


def catalogue(language: str) -> Catalogue | None:
    """The catalogue of a language, such as "de"; None without a good one."""
    if not _NAME.fullmatch(language):  # it is to be the name of a file
        return None
    import tomli  # noqa: PLC0415 - for a cached bank in English nothing else reads TOML

    with suppress(OSError, ValueError, KeyError, TypeError):
        return Catalogue(tomli.loads((HERE / f"{language}.toml").read_text(encoding="utf-8")))
    return None


def _filled(text: str, english: str, named: Mapping[str, object]) -> str:
    """The text with what is named; the English if it asks for what isn't."""
    if not named:
        return text
    try:
        return text.format_map(named)
    except (LookupError, ValueError, AttributeError, TypeError):
        return english.format_map(named)
