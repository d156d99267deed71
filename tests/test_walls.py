"""The walls between the rooms: what each may load, seen in a fresh interpreter."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FACES = ["quiz.session", "quiz.plain", "quiz.tui", "quiz.cli", "quiz.startup", "textual"]
"""What decides what a reader can do, and what shows it."""


def loaded(code: str) -> set[str]:
    """The modules that are there after some code ran in an interpreter of its own."""
    told = f"{code}\nimport json, sys\nprint(json.dumps([*sys.modules]), file=sys.stderr)"
    done = subprocess.run(
        [sys.executable, "-c", told], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return set(json.loads(done.stderr.splitlines()[-1]))


def modules(room: str) -> str:
    """Code that imports every module of a room, which is a folder or one file."""
    files = sorted((ROOT / "quiz" / room).rglob("*.py")) or [ROOT / "quiz" / f"{room}.py"]
    names = [".".join(file.relative_to(ROOT).with_suffix("").parts) for file in files]
    return "\n".join(f"import {name.removesuffix('.__init__')}" for name in names)


def behind(wall: str, there: set[str]) -> set[str]:
    """Those modules that are a package or stand in it."""
    return {name for name in there if name == wall or name.startswith(f"{wall}.")}


@pytest.mark.parametrize(
    ("room", "walls"),
    [
        ("bank", ["quiz.check", "quiz.play", "quiz.record", "sqlite3", *FACES]),
        ("check", ["quiz.play", "quiz.record", "sqlite3", *FACES]),
        ("play", ["quiz.check", "quiz.record", "sqlite3", *FACES]),
        ("record", ["quiz.check", *FACES]),
        ("session", ["quiz.check", *FACES[1:]]),
        ("plain", ["quiz.check", "quiz.tui", "quiz.cli", "quiz.startup", "textual"]),
        ("tui", ["quiz.check", "quiz.plain", "quiz.cli", "quiz.startup"]),
    ],
)
def test_a_room_loads_nothing_behind_its_walls(room: str, walls: list[str]) -> None:
    """Imports run downwards, from the faces to the bank, and no face loads another."""
    there = loaded(modules(room))
    assert behind(f"quiz.{room}", there)
    for wall in walls:
        assert not behind(wall, there)


@pytest.mark.parametrize(
    "arguments",
    [
        ["--version"],
        ["--help"],
        ["take", "--help"],
        ["sources"],
        ["completion", "bash"],
        ["check", "tests/bank.toml"],
    ],
    ids=" ".join,
)
def test_a_command_without_a_screen_loads_no_textual(arguments: list[str]) -> None:
    """Textual is loaded when a screen opens, and by no other command."""
    run = f"from quiz.cli import main\ntry:\n    main({arguments!r})\nexcept SystemExit as end:"
    assert not behind("textual", loaded(f"{run}\n    assert not end.code, end.code"))


def test_good_files_are_read_without_what_bad_ones_need() -> None:
    """The parser that finds lines and columns is loaded when there is something to point at."""
    code = "from pathlib import Path\nfrom quiz.bank.read import read_bank\n"
    there = loaded(f"{code}read_bank(Path('tests/bank.toml'))")
    assert not behind("tree_sitter", there) | behind("difflib", there)
