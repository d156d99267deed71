"""The wheel that people install, and the sdist from which it is built."""

import os
import re
import subprocess
import sys
import tarfile
import tomllib
from email import message_from_string
from pathlib import Path
from zipfile import ZipFile

import pytest
from hatchling.builders.sdist import SdistBuilder
from hatchling.builders.wheel import WheelBuilder

from quiz import __version__

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def wheel_of(tree: Path, folder: Path) -> dict[str, bytes]:
    """Build a wheel from a tree; its files, by their names in it."""
    (built,) = WheelBuilder(str(tree)).build(directory=str(folder), versions=["standard"])
    with ZipFile(built) as wheel:
        return {name: wheel.read(name) for name in wheel.namelist()}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The wheel built from this tree."""
    return wheel_of(ROOT, tmp_path_factory.mktemp("wheel"))


def dist_info(wheel: dict[str, bytes]) -> dict[str, bytes]:
    """The metadata files of a wheel: METADATA, entry_points.txt and so on."""
    return {Path(name).name: text for name, text in wheel.items() if ".dist-info/" in name}


def test_wheel_holds_the_package_the_questions_and_nothing_else(wheel: dict[str, bytes]) -> None:
    """The wheel has every file of the package, styles, scripts and rules too, and no tests."""
    package = {
        file.relative_to(ROOT).as_posix()
        for file in (ROOT / "quiz").rglob("*")
        if file.suffix in (".py", ".toml", ".json", ".tcss", ".css", ".js", ".typed")
    }
    assert {name for name in wheel if ".dist-info/" not in name} == package | {
        "quiz/questions.toml"
    }
    assert wheel["quiz/questions.toml"] == (ROOT / "questions.toml").read_bytes()


def test_sdist_builds_the_same_wheel(wheel: dict[str, bytes], tmp_path: Path) -> None:
    """The sdist holds all that the wheel is built from, and what tests and readers need."""
    (built,) = SdistBuilder(str(ROOT)).build(directory=str(tmp_path), versions=["standard"])
    with tarfile.open(built) as sdist:
        # As with filter="data", which Python has only from 3.11.4 on.
        sdist.extraction_filter = getattr(tarfile, "data_filter", None)
        sdist.extractall(tmp_path)  # noqa: S202 - our own, built just now
    tree = Path(built.removesuffix(".tar.gz"))
    assert wheel_of(tree, tmp_path) == wheel
    for name in (
        "README.md",
        "CONTRIBUTING.md",
        "CHANGELOG.md",
        "LICENSE",
        "tests/bank.toml",
        "docs/home.svg",
    ):
        assert (tree / name).read_bytes() == (ROOT / name).read_bytes()


def test_the_version_is_written_once(wheel: dict[str, bytes]) -> None:
    """The wheel takes its version from the package, and the newest in the changelog is the same."""
    assert "version" in PROJECT["dynamic"]
    assert message_from_string(dist_info(wheel)["METADATA"].decode())["Version"] == __version__
    changes = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert (
        re.findall(r"^## \[(\d.*?)\] - \d{4}-\d\d-\d\d$", changes, re.MULTILINE)[0] == __version__
    )


def test_both_names_start_the_quiz(wheel: dict[str, bytes]) -> None:
    """The wheel installs `quiz`, and the long name for machines with a game called `quiz`."""
    scripts = dist_info(wheel)["entry_points.txt"].decode().splitlines()
    assert scripts == [
        "[console_scripts]",
        "media-literacy-quiz = quiz.__main__:main",
        "quiz = quiz.__main__:main",
    ]


def test_an_installed_quiz_reads_the_questions_in_the_wheel(
    wheel: dict[str, bytes], tmp_path: Path
) -> None:
    """Outside the tree, the quiz reads the `questions.toml` of its wheel."""
    for name, content in wheel.items():
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    bank = tmp_path / "quiz" / "questions.toml"
    bank.write_text(bank.read_text(encoding="utf-8").replace('headline = "', 'headline = "Ours: '))
    done = subprocess.run(
        [sys.executable, "-W", "error", "-m", "quiz", "sources"],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.splitlines()[1].startswith("  Ours: ")


def test_hints_use_the_name_by_which_the_quiz_was_called(tmp_path: Path) -> None:
    """Called by its long name, the quiz uses that name in help, hints and completion."""
    called = tmp_path / "media-literacy-quiz"
    called.write_text("from quiz.__main__ import main; main()", encoding="utf-8")
    called.chmod(0o755)
    for arguments, output in (
        (["--help"], "Usage: media-literacy-quiz "),
        (["take", "--missed"], "new round: media-literacy-quiz take"),
        (["completion", "bash"], "_QUIZ_COMPLETE=bash_complete $1"),
        (["completion", "bash"], "_media_literacy_quiz_completion media-literacy-quiz"),
    ):
        ran = [sys.executable, str(called), *arguments]
        env = os.environ | {"PYTHONPATH": str(ROOT), "PATH": f"{tmp_path}:{os.environ['PATH']}"}
        done = subprocess.run(ran, env=env, capture_output=True, text=True, check=True)
        assert output in done.stdout
