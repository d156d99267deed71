"""What goes to the standard streams is clean, and one that is broken ends the quiz quietly."""

import os
import subprocess
import sys
from pathlib import Path
from random import Random

import pytest

from quiz.bank.model import Question
from quiz.play.round import begin
from quiz.record.history import History

ROOT = Path(__file__).parents[1]
QUIZ = f"{sys.executable} -m quiz"
COMMANDS = ("", "--version", "progress", "sources", "schema", "history export")


@pytest.fixture(autouse=True)
def _a_round(questions: dict[str, Question]) -> None:
    """A history with something in it."""
    history = History.open()
    history.begin(begin(list(questions.values()), Random(1)), "own")
    history.close()


def in_a_shell(line: str, folder: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """A line of shell, and what it wrote."""
    return subprocess.run(
        ["bash", "-c", line],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        errors="surrogateescape",
        check=False,
        timeout=60,
    )


def of_each(ending: str, before: str = "") -> dict[str, tuple[int, str]]:
    """For each command, run with what stands after it, its exit code and what it told."""
    done = {command: in_a_shell(f"{before} {QUIZ} {command} {ending}") for command in COMMANDS}
    return {command: (each.returncode, each.stderr) for command, each in done.items()}


def test_who_reads_no_further_ends_it_without_a_word() -> None:
    """When `head` has gone, each command ends as `yes` does, and says nothing."""
    told = of_each(">&3", before="exec 3> >(true); wait $!;")
    assert told == dict.fromkeys(told, (141, ""))


@pytest.mark.parametrize(
    ("ending", "why"),
    [(">/dev/full", "no space left on device"), (">&-", "bad file descriptor")],
)
def test_an_output_that_takes_nothing_is_told_in_a_line(ending: str, why: str) -> None:
    """On a full disk, or with stdout closed, there is a line that says so, and exit code 1."""
    told = of_each(ending)
    assert told == dict.fromkeys(told, (1, f"quiz: the output cannot be written: {why}\n"))


@pytest.mark.parametrize("ending", ["2>/dev/full", "2>&- <&-"])
def test_nowhere_to_tell_of_errors_or_nothing_to_read_changes_nothing(ending: str) -> None:
    """Without stderr, or with no input at all, each command does what it is there for."""
    told = of_each(ending)
    assert told == dict.fromkeys(told, (0, ""))


def test_without_any_stream_it_ends() -> None:
    """With all three closed, nothing can be told, and nothing hangs."""
    told = of_each(">&- 2>&- <&-")
    assert told == dict.fromkeys(told, (1, ""))


def test_a_deleted_folder_is_no_place_to_stand_in_the_way(tmp_path: Path) -> None:
    """Where the working folder is gone, what needs none of its files works as ever."""
    folder = tmp_path / "gone"
    folder.mkdir()
    lines = [f"{QUIZ} {command} >/dev/null" for command in ("", "progress", "check")]
    done = in_a_shell(f"rmdir {folder}; {' && '.join(lines)}", folder)
    assert done.returncode == 0, done.stderr
    folder.mkdir()
    done = in_a_shell(f"rmdir {folder}; QUIZ_DATA_DIR=here {QUIZ} progress", folder)
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1].startswith("quiz: the folder that you are in is gone")
