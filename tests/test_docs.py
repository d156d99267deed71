"""The pages for maintainers agree with the code."""

import re
from importlib import import_module
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGES = [*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")]
GLOSSARY = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
CODE_NAMES = [
    name
    for row in re.findall(r"^\| (?!word|---).* \| (.*) \|$", GLOSSARY, re.MULTILINE)
    for name in re.findall(r"`([\w.]+)`", row)
]


@pytest.mark.parametrize("name", CODE_NAMES)
def test_names_in_the_glossary_are_in_the_code(name: str) -> None:
    """Each name in the last column of docs/glossary.md exists in the package."""
    module, *rest = name.split(".")
    thing = import_module(f"quiz.{module}")
    for part in rest:
        try:
            thing = getattr(thing, part)
        except AttributeError:
            thing = import_module(f"{thing.__name__}.{part}")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_pages_name_files_that_exist(page: Path) -> None:
    """Every file and folder of the project that a page names or links to exists."""
    text = page.read_text(encoding="utf-8")
    links = re.findall(r"\]\((?!https?:)([^)#]+)\)", text)
    assert not [link for link in links if not (page.parent / link).exists()]
    names = re.findall(r"`((?:\w+/)+[\w.]*(?:\.py|\.toml|\.json|/))`", text)
    rooms = (ROOT, ROOT / "quiz")
    lost = [name for name in names if not any((room / name).exists() for room in rooms)]
    assert not [name for name in lost if "KIND" not in name]


def test_the_readme_draws_every_room() -> None:
    """The drawing of the rooms in the README has each folder and module of the package."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    rooms = {each for each in (ROOT / "quiz").iterdir() if each.suffix == ".py" or each.is_dir()}
    names = {each.name for each in rooms if not each.name.startswith("__")}
    drawn = re.findall(r"^  (\w+(?:\.py|/)) ", readme, re.MULTILINE)
    assert {name.strip("/") for name in drawn} == names
