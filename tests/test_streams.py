"""The standard streams: output is clean, and a broken stream ends the quiz quietly."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from quiz.bank.kinds import Question
from quiz.play.round import begin
from quiz.record.history import History
from tests.test_hostile import Recorded, assert_text_alone

ROOT = Path(__file__).parents[1]
QUIZ = [sys.executable, "-m", "quiz"]
SHELLS_QUIZ = " ".join(QUIZ)
BANK = ROOT / "tests" / "bank.toml"
COMMANDS = ("", "--version", "history export")
"""Commands of which each writes in a way of its own."""
OTHERS = pytest.param(("progress", "sources", "schema"), marks=pytest.mark.long)

Ran = Callable[..., dict[str, tuple[int, str]]]
"""Runs commands with their streams redirected; the exit code and the stderr of each."""


@pytest.fixture(autouse=True)
def _a_round(questions: dict[str, Question]) -> None:
    """Keep a round in the history."""
    history = History.open()
    history.begin(begin(list(questions.values()), Random(1)), "own")
    history.close()


def in_a_shell(line: str, folder: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """Run a line of shell."""
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


@pytest.fixture(params=[COMMANDS, OTHERS], ids=["some", "others"])
def run_each(request: pytest.FixtureRequest) -> Ran:
    """Run each of some commands."""

    def run(redirection: str, before: str = "") -> dict[str, tuple[int, str]]:
        done = {
            command: in_a_shell(f"{before} {SHELLS_QUIZ} {command} {redirection}")
            for command in request.param
        }
        return {command: (each.returncode, each.stderr) for command, each in done.items()}

    return run


def test_a_closed_pipe_ends_a_command_silently(run_each: Ran) -> None:
    """When nobody reads a pipe any more, each command ends as `yes` does, and says nothing."""
    results = run_each(">&3", before="exec 3> >(true); wait $!;")
    assert results == dict.fromkeys(results, (141, ""))


@pytest.mark.parametrize(
    ("redirection", "why"),
    [(">/dev/full", "no space left on device"), (">&-", "bad file descriptor")],
)
def test_output_that_cannot_be_written_is_reported_in_one_line(
    run_each: Ran, redirection: str, why: str
) -> None:
    """On a full disk, or with stdout closed, one line says so, and the exit code is 1."""
    results = run_each(redirection)
    line = f"quiz: the output can't be written: {why}\n"
    assert results == dict.fromkeys(results, (1, line))


@pytest.mark.parametrize("redirection", ["2>/dev/full", "2>&- <&-"])
def test_commands_work_without_stderr_or_stdin(run_each: Ran, redirection: str) -> None:
    """With stderr full, or stderr and stdin closed, each command still does its work."""
    results = run_each(redirection)
    assert results == dict.fromkeys(results, (0, ""))


def test_without_any_stream_a_command_ends(run_each: Ran) -> None:
    """With all three streams closed, each command exits with 1, and none hangs."""
    results = run_each(">&- 2>&- <&-")
    assert results == dict.fromkeys(results, (1, ""))


def test_the_quiz_works_in_a_deleted_folder(tmp_path: Path) -> None:
    """Without a working folder, what needs no file of it works; what does says so in a line."""
    folder = tmp_path / "gone"
    folder.mkdir()
    lines = [f"{SHELLS_QUIZ} {command} >/dev/null" for command in ("", "progress", "check")]
    done = in_a_shell(f"rmdir {folder}; {' && '.join(lines)}", folder)
    assert done.returncode == 0, done.stderr
    folder.mkdir()
    done = in_a_shell(f"rmdir {folder}; QUIZ_DATA_DIR=here {SHELLS_QUIZ} progress", folder)
    assert done.returncode == 0
    assert done.stderr.startswith("quiz: Answers are only kept until you leave: the folder that")
    assert done.stderr.count("\n") == 1


ODD = "\x1b]0;OWNED\x07\x1b[2J\x9b31m\u202e\u2066\x7f\r\udcff"
"""Codes that retitle, clear or colour a terminal or reverse text, and a byte that isn't UTF-8."""
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


def recorded(words: str, folder: Path) -> str:
    """Run the quiz in a terminal, and assert that it writes clean text and no traceback."""
    command = [word.replace("$X", ODD) for word in words.split()]
    with Recorded([*QUIZ, *command], folder=folder) as terminal:
        terminal.wait()
    assert_text_alone(terminal.bytes)
    assert "Traceback" not in terminal.text
    return terminal.text


@pytest.mark.parametrize("words", ECHOING)
def test_arguments_are_repeated_as_clean_text(words: str, tmp_path: Path) -> None:
    """Control characters in arguments and file names never reach the terminal as such."""
    shown = {"take -$X": "option '-\\x1b'", "report --to csv --name $X": "name,round"}
    assert shown.get(words, "OWNED").upper() in recorded(words, tmp_path).upper()


@pytest.mark.parametrize(
    ("words", "settings"),
    [
        ("history where", {"HOME": ODD, "QUIZ_DATA_DIR": f"~/{ODD}"}),
        ("progress", {"QUIZ_DATA_DIR": f"/dev/null/{ODD}"}),
        ("progress", {"QUIZ_PLAIN": ODD}),
        ("progress", {"TERM": ODD, "COLUMNS": ODD}),
        ("", {"_QUIZ_COMPLETE": ODD}),
        ("", {"_QUIZ_COMPLETE": "bash_complete"}),
        ("", {"_QUIZ_COMPLETE": "bash_complete", "COMP_WORDS": ODD, "COMP_CWORD": ODD}),
        *(
            (
                "",
                {
                    "_QUIZ_COMPLETE": f"{shell}_complete",
                    "COMP_WORDS": f"quiz check {ODD}",
                    "COMP_CWORD": at,
                },
            )
            for shell, at in (("bash", "2"), ("zsh", "2"), ("fish", ODD))
        ),
    ],
)
def test_the_environment_is_repeated_as_clean_text(
    words: str, settings: dict[str, str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Control characters in folders, settings and words to complete never reach it either."""
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    recorded(words, tmp_path)


def test_json_has_control_characters_as_escapes() -> None:
    """JSON output holds control characters as escapes that a program reads back."""
    for line in ('check --format json "$X"', 'report --to json --name "$X"'):
        done = in_a_shell(f"X='{ODD}'; {SHELLS_QUIZ} {line}")
        assert "Traceback" not in done.stderr
        data = json.loads(done.stdout)
        assert (data[0]["file"] if isinstance(data, list) else data["name"]) == ODD
        assert "OWNED\\u0007\\u001b[2J\\u009b31m\\u202e\\u2066\\u007f\\r\\udcff" in done.stdout
