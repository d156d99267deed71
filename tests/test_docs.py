"""The pages for maintainers agree with the code."""

import re
import shlex
from importlib import import_module
from pathlib import Path

import pytest
from click.testing import CliRunner

from quiz.cli import main
from quiz.formats import EXPORTS, IMPORTS, export_format

ROOT = Path(__file__).parents[1]
PAGES = [*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")]
GLOSSARY = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
CODE_NAMES = [
    name
    for row in re.findall(r"^\| (?!word|---).* \| (.*) \|$", GLOSSARY, re.MULTILINE)
    for name in re.findall(r"`([\w.]+)`", row)
]
OTHER_TOOLS = ROOT / "docs" / "other-tools.md"
MADE = re.compile(r"(?<=tests/test_docs\.py -->\n).*?(?=<!-- The end)", re.DOTALL)
"""The part of the page on other tools that is made from the code."""
HAVE = {"course.xml": "moodle.xml", "lesson.gift.txt": "lesson.gift.txt"}
"""Files that the commands on the page take, by the names that they have in tests/corpus."""


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


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_links_within_a_page_lead_to_its_headings(page: Path) -> None:
    """Each link to a part of the same page names a heading, as GitHub does."""
    text = page.read_text(encoding="utf-8")
    headings = re.findall(r"^#+ (.*)$", text, re.MULTILINE)
    parts = {re.sub(r"[^\w -]", "", each.lower()).replace(" ", "-") for each in headings}
    assert {*re.findall(r"\]\(#([^)]+)\)", text)} <= parts


def test_the_readme_draws_every_room() -> None:
    """The drawing of the rooms in the README has each folder and module of the package."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    rooms = {each for each in (ROOT / "quiz").iterdir() if each.suffix == ".py" or each.is_dir()}
    names = {each.name for each in rooms if not each.name.startswith("__")}
    drawn = re.findall(r"^  (\w+(?:\.py|/)) ", readme, re.MULTILINE)
    assert {name.strip("/") for name in drawn} == names


def lost(name: str) -> str:
    """A heading for a format, and a table of what becomes of questions in it."""
    format = export_format(name)
    heading = (
        f"### `{name}`, for {format.TOOL}\n\n`quiz export --to {name}` writes `{format.ENDING}`."
    )
    if not format.CHANGES:
        return f"{heading} Nothing is lost.\n"
    rows = (f"| {each.what} | {each.becomes} |" for each in format.CHANGES)
    return "\n".join((heading, "\n| of a question | what becomes of it |\n|---|---|", *rows, ""))


def test_the_page_on_other_tools_has_what_each_format_loses(request: pytest.FixtureRequest) -> None:
    """Its tables are those of the formats' `CHANGES`; --golden makes them anew."""
    page = OTHER_TOOLS.read_text(encoding="utf-8")
    made = "\n" + "".join(f"{lost(name)}\n" for name in EXPORTS)
    if request.config.getoption("golden"):
        OTHER_TOOLS.write_text(MADE.sub(lambda _: made, page), encoding="utf-8")
    else:
        assert MADE.findall(page) == [made], "pytest --golden tests/test_docs.py makes it anew"


def test_the_page_on_other_tools_says_how_each_format_is_got() -> None:
    """Each format that questions are taken from has a row in a table."""
    rows = re.findall(
        r"^\|.* \| `([\w-]+)` \|$", OTHER_TOOLS.read_text(encoding="utf-8"), re.MULTILINE
    )
    assert {*rows} == {*IMPORTS}


@pytest.mark.long
def test_the_commands_on_other_tools_work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each command on the page does what it says, one after the other in the same folder.

    What `quiz check` finds is still to be written in what was imported.
    """
    page = OTHER_TOOLS.read_text(encoding="utf-8")
    blocks = re.findall(r"^```sh\n(.*?)^```", page, re.MULTILINE | re.DOTALL)
    for name, corpus in HAVE.items():
        (tmp_path / name).write_bytes((ROOT / "tests" / "corpus" / corpus).read_bytes())
    (tmp_path / "table.csv").write_text("Who?,Ann,Ben,Cleo,Ben\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    for line in "".join(blocks).splitlines():
        program, *arguments = shlex.split(line, comments=True)
        run = CliRunner().invoke(main, arguments)
        finds = int(arguments[0] == "check")
        assert (program, run.exit_code) == ("quiz", finds), f"{line}\n{run.output}"
