"""A point that was meant to part the thousands of a number is reported."""

from pathlib import Path

import pytest

from quiz.bank.load import starter
from quiz.check.run import check

ASKED = """
[[questions]]
id = "how-many"
title = "Guests"
kind = "short"
skill = "certainty"
stem = "How many guests came?"
number = {}
explanation = "{} [1]"
cites = [{{ source = "ferry-2024", at = "¶2", quote = "About forty" }}]
"""


@pytest.mark.parametrize(
    ("number", "said", "language", "told"),
    [
        ("7.000", "", "en", "write 7000, or 7 if that is meant"),
        ("-2.400", "", "de", "write -2400, or -2.4 if that is meant"),
        ("1\nwithin = 1.500", "", "en", "write 1500, or 1.5 if that is meant"),
        ("1.234", "Es waren 1.234.", "de", "write 1234, or 1.234 if that is meant"),
        ("1.234", "It was 1.234.", "en", ""),
        ("1.234", "Es waren 1,234.", "de", ""),
        ("1.234", "Es waren 21.234 und 1.2345.", "de", ""),
        ("3.142", "Das ist Pi.", "de", ""),
        ("7_000", "", "de", ""),
        ("0.500", "", "de", ""),
        ("74.50", "", "de", ""),
        ("2.4000", "", "de", ""),
        ("7.0", "number = 7.000", "en", ""),
    ],
)
def test_point_that_parts_thousands_is_told(
    number: str, said: str, language: str, told: str, tmp_path: Path
) -> None:
    """A number that ends in a zero is reported, and one that the question has with its point."""
    file = tmp_path / "bank.toml"
    text = starter().replace("[about]", f'[about]\nlanguage = "{language}"', 1)
    file.write_text(text + ASKED.format(number, said), encoding="utf-8")
    found = [each for each in check(file)[1] if each.code == "Q012"]
    assert [(each.level, each.mend) for each in found] == [("warning", told)] * bool(told)
