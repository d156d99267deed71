"""The pages for maintainers, held to the code."""

import re
from importlib import import_module
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
GLOSSARY = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
CODE_NAMES = [
    name
    for row in re.findall(r"^\| (?!word|---).* \| (.*) \|$", GLOSSARY, re.MULTILINE)
    for name in re.findall(r"`([\w.]+)`", row)
]


@pytest.mark.parametrize("name", CODE_NAMES)
def test_the_glossary_names_what_is_in_the_code(name: str) -> None:
    """Each name in the last column of docs/glossary.md is a name in the package."""
    module, *rest = name.split(".")
    thing = import_module(f"quiz.{module}")
    for part in rest:
        try:
            thing = getattr(thing, part)
        except AttributeError:
            thing = import_module(f"{thing.__name__}.{part}")
