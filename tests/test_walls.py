"""The walls between the rooms: which module may import which, and what a start loads."""

import ast
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")


def module_name(file: Path) -> str:
    """The dotted name of a module, such as `quiz.bank.model`."""
    parts = file.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts).removesuffix(".__init__")


FILES = {module_name(file): file for file in sorted((ROOT / "quiz").rglob("*.py"))}


def imports(module: str) -> Iterator[str]:
    """Every module that a module names in an import, late ones and those for types included."""
    for node in ast.walk(ast.parse(FILES[module].read_text(encoding="utf-8"))):
        match node:
            case ast.Import(names=names):
                yield from (alias.name for alias in names)
            case ast.ImportFrom(module=str(package), names=names, level=0):
                full = [f"{package}.{alias.name}" for alias in names]
                yield from (name if name in FILES else package for name in full)
            case ast.ImportFrom():
                pytest.fail(f"{module}: a relative import; write it in full")
            case _:
                pass


GRAPH = {module: set(imports(module)) - {module} for module in FILES}


def room(module: str) -> str:
    """The room of a module: `bank` for `quiz.bank.model`, `text` for `quiz.text`."""
    return [*module.split("."), ""][1]


def walls() -> dict[str, set[str]]:
    """What each room may import, as the table of docs/architecture.md has it."""
    rows = re.findall(r"^\| `([\w/.]+)` \|.*\|([^|]*)\|$", PAGE, re.MULTILINE)
    return {
        name.removesuffix(".py").rstrip("/"): set(re.findall(r"`(\w+)`", allowed))
        for name, allowed in rows
    }


@pytest.mark.parametrize("name", sorted({room(module) for module in FILES} - {""}))
def test_a_room_imports_what_the_architecture_page_says(name: str) -> None:
    """The rooms that a room imports, late imports too, are those in docs/architecture.md."""
    used = {
        room(each): module
        for module in FILES
        if room(module) == name
        for each in GRAPH[module]
        if each.split(".")[0] == "quiz"
    }
    for itself in (name, ""):  # "" is quiz/__init__.py, the names and the version
        used.pop(itself, None)
    assert set(used) == walls()[name], used


def test_the_architecture_page_draws_the_rooms_downwards() -> None:
    """Every row of the page is a room, and may import only rooms above it in the table."""
    rows = walls()
    assert set(rows) == {room(module) for module in FILES} - {""}
    above: set[str] = set()
    for name, allowed in rows.items():
        assert allowed <= above, name
        above.add(name)


def test_no_modules_import_each_other() -> None:
    """There is no cycle of imports among the modules, late imports included."""
    ours = {module: {each for each in GRAPH[module] if each in FILES} for module in FILES}
    assert [*TopologicalSorter(ours).static_order()]  # raises a CycleError that names the cycle


@pytest.mark.parametrize(
    ("library", "homes"),
    [
        ("textual", {"tui"}),
        ("rich", {"tui"}),
        ("click", {"cli", "check"}),  # checks use its colours
        ("sqlite3", {"record", "formats"}),
        ("duckdb", {"classroom"}),
    ],
)
def test_a_library_stays_in_its_room(library: str, homes: set[str]) -> None:
    """Textual is imported only in `tui`, SQLite in `record`, click for commands and checks."""
    users = {room(m) for m in FILES for each in GRAPH[m] if each.split(".")[0] == library}
    assert users <= homes


def loaded(code: str) -> set[str]:
    """The modules loaded after running some code in an interpreter of its own."""
    program = f"{code}\nimport json, sys\nprint(json.dumps([*sys.modules]), file=sys.stderr)"
    # Measuring coverage loads more modules.
    env = {name: value for name, value in os.environ.items() if "COVERAGE" not in name}
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        env=env,
        capture_output=True,
        text=True,
        check=True,
    )
    return set(json.loads(done.stderr.splitlines()[-1]))


@pytest.mark.parametrize(
    ("rooms", "libraries"),
    [
        ({"bank", "check", "play"}, {"sqlite3", "textual"}),
        ({"record", "session", "plain"}, {"textual"}),
    ],
    ids=["questions", "the rest"],
)
def test_a_room_loads_no_library_behind_its_walls(rooms: set[str], libraries: set[str]) -> None:
    """Banks, checks and rounds load no database and no screens; records and lines no screens."""
    modules = [module for module in FILES if room(module) in rooms]
    assert not libraries & loaded("".join(f"import {module}\n" for module in modules))


def test_commands_without_a_screen_load_no_textual() -> None:
    """Textual is loaded only when a screen opens, by no other command."""
    code = """
import sys
from quiz.cli import main
for words in ("--version", "--help", "take --help", "sources", "completion bash", "check {}"):
    try:
        main(words.format("tests/bank.toml").split())
    except SystemExit as end:
        assert not end.code, words
    assert "textual" not in sys.modules, words
"""
    assert "textual" not in loaded(code)


def test_a_command_loads_only_its_own_family() -> None:
    """A command loads its own module of commands and no other; `quiz` alone loads no click."""
    code = "from quiz.cli import main\nmain(['sources'], standalone_mode=False)"
    families = {"quiz.cli.take", "quiz.cli.show", "quiz.cli.history", "quiz.cli.author"}
    assert loaded(code) & families == {"quiz.cli.show"}
    assert "click" not in loaded("import quiz.__main__, quiz.startup")


def test_good_files_are_read_without_what_bad_ones_need() -> None:
    """The parser that finds lines and columns is loaded only if there is a problem to point at."""
    code = "from pathlib import Path\nfrom quiz.bank.read import read_bank\n"
    modules = loaded(f"{code}read_bank(Path('tests/bank.toml'))")
    assert not {"tree_sitter", "difflib"} & modules


STANDING_IN = """
import sys
from quiz.later import MODULES, NAMES, stand_in
stand_in()
"""


def test_what_a_start_needs_not_is_not_loaded() -> None:
    """Home and a question are ready while every stand-in still stands for its module."""
    code = """
import quiz.startup, quiz.bank.cache, quiz.tui.app, quiz.tui.driver
import quiz.tui.screens.home, quiz.tui.screens.question
for name in (*MODULES, *NAMES):
    assert type(sys.modules[name]).__module__ == "quiz.later", name
"""
    assert "textual.app" in loaded(STANDING_IN + code)


def test_what_stands_in_for_a_module_works_as_it_does() -> None:
    """A stand-in for a function or a class can be used as the thing itself, and loads it then."""
    code = """
import textwrap
from difflib import get_close_matches
from rich.table import Table
from textual.widgets._select import Select
assert textwrap.dedent(" a") == "a"
from textwrap import dedent
assert dedent(" a") == "a" and "quiz" not in repr(textwrap.dedent)
assert get_close_matches("tabel", ["table"]) == ["table"]
class Mine(Table): pass
assert isinstance(Mine(), Table) and issubclass(Mine, Table) and not isinstance(1, Table)
assert Table.grid().columns == [] and isinstance(None, Table | None) and isinstance(1, int | Table)
assert Select[int].__args__ == (int,)
from textual.validation import Number
assert Number(minimum=1).validate("2").is_valid
for name in (*MODULES, *NAMES):
    assert sys.modules[name].__file__, name
    assert type(sys.modules[name]).__module__ != "quiz.later", name
"""
    assert "rich.table" in loaded(STANDING_IN + code)
