"""What goes to the standard streams is clean, and one that is broken ends the quiz quietly."""

import json
import os
import subprocess
import sys
from pathlib import Path
from random import Random

import pytest

from quiz.bank.kinds import Question
from quiz.play.round import begin
from quiz.record.history import History
from tests.test_hostile import Recorded, assert_text_alone

ROOT = Path(__file__).parents[1]
QUIZ = f"{sys.executable} -m quiz"
BANK = ROOT / "tests" / "bank.toml"
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
    assert told == dict.fromkeys(told, (1, f"quiz: the output can't be written: {why}\n"))


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


ODD = "\x1b]0;OWNED\x07\x1b[2J\x9b31m\u202e\u2066\x7f\r\udcff"
"""What retitles a terminal, clears it, colours it, turns text round; and a byte of no UTF-8."""
ECHOING = (
    "$X",
    "--$X",
    "--bank $X",
    "take -$X",
    "take -n $X",
    "take --skill $X",
    f"take --source $X --bank {BANK}",
    "report --to $X",
    "report --to md --name $X",
    "report --to html --name $X",
    "report --to csv --name $X",
    "check $X",
    "check --format json $X",
    "check --format github $X",
    "check --articles $X",
    "check --explain $X",
    f"preview {BANK} $X",
    "new $X/$X",
    "history import $X",
    "history export $X/x",
    "completion $X",
)


def recorded(lines: list[str], folder: Path) -> Recorded:
    """What lines of shell wrote to a terminal, which is held to be text and no traceback."""
    script = "\n".join([f"cd {folder}", f"export PYTHONPATH={ROOT}", *lines])
    with Recorded(["bash", "-c", script]) as terminal:
        terminal.wait()
    assert_text_alone(terminal.bytes)
    assert "Traceback" not in terminal.text
    return terminal


def test_what_a_command_repeats_comes_out_as_text(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Arguments, file names and what click says of them command no terminal, and break nothing."""
    monkeypatch.setenv("X", ODD)
    quoted = [line.replace("$X", '"$X"') for line in ECHOING]
    terminal = recorded([f"{QUIZ} {line}; echo" for line in quoted], tmp_path)
    assert terminal.text.count("OWNED") >= len(ECHOING) - 1  # --explain has it in capitals


def test_what_the_environment_brings_comes_out_as_text(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Where the history lies, settings that mean nothing, and words to complete are told clean."""
    monkeypatch.setenv("X", ODD)
    settings = (
        'HOME="$X" QUIZ_DATA_DIR="~/$X" {} history where',
        'QUIZ_DATA_DIR="/dev/null/$X" {} progress',
        'QUIZ_PLAIN="$X" {} progress',
        'TERM="$X" COLUMNS="$X" {} progress',
        '_QUIZ_COMPLETE="$X" {}',
        "_QUIZ_COMPLETE=bash_complete {}",
        '_QUIZ_COMPLETE=bash_complete COMP_WORDS="$X" COMP_CWORD="$X" {}',
        *(
            f'_QUIZ_COMPLETE={shell}_complete COMP_WORDS="quiz check $X" COMP_CWORD={at} {{}}'
            for shell, at in (("bash", "2"), ("zsh", "2"), ("fish", '"$X"'))
        ),
    )
    recorded([each.format(QUIZ) for each in settings], tmp_path)


def test_json_writes_such_characters_as_escapes() -> None:
    """A program reads what was meant, and a terminal gets nothing but ASCII for it."""
    for line in ('check --format json "$X"', 'report --to json --name "$X"'):
        done = in_a_shell(f"X='{ODD}'; {QUIZ} {line}")
        assert "Traceback" not in done.stderr
        found = json.loads(done.stdout)
        assert (found[0]["file"] if isinstance(found, list) else found["name"]) == ODD
        assert "OWNED\\u0007\\u001b[2J\\u009b31m\\u202e\\u2066\\u007f\\r\\udcff" in done.stdout
