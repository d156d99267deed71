"""Signals and crashes: the terminal is restored, and no answer is lost."""

import os
import signal
import stat
import subprocess
import sys
import tempfile
import termios
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from quiz import crash
from quiz.record.history import History
from tests.terminal import Terminal

TAKE = [sys.executable, "-m", "quiz", "take", "--bank", "tests/bank.toml", "--seed", "9"]
PAGE_UP = "\x1b[5~"
HOMELESS = """
import os, pwd, sys

def unknown(user):
    raise KeyError(user)

pwd.getpwuid = unknown
for name in ("HOME", "QUIZ_DATA_DIR"):
    del os.environ[name]
sys.argv = ["quiz", *sys.argv[1:]]
from quiz.__main__ import main
main()
"""
"""Runs the quiz for a user whom the system doesn't know, who has no home folder."""


@pytest.mark.parametrize(("name", "code"), [("INT", 130), ("TERM", 143), ("HUP", 129)])
def test_a_signal_ends_the_quiz_and_gives_the_terminal_back(name: str, code: int) -> None:
    """The exit code is the one that shells expect of a signal."""
    with Terminal(TAKE) as terminal:
        terminal.wait_for("Nobody is hurt here")
        terminal.end(name)
        assert terminal.wait() == code
        assert terminal.is_restored


@pytest.mark.parametrize(("width", "height"), [(0, 0), (80, 0), (0, 24)])
def test_a_window_without_a_size_is_drawn_once(width: int, height: int) -> None:
    """In a terminal without a size the screen is drawn once, in a usual size."""
    with Terminal(TAKE, width, height) as terminal:
        terminal.wait_for("Nobody is hurt here")
        while terminal.writes_within(0.5):
            terminal.read()
            assert len(terminal.output) < 500_000
        terminal.press("\x03")
        assert terminal.wait() == 0


def test_a_round_waits_after_a_signal() -> None:
    """A round that a signal ended can be resumed."""
    with Terminal(TAKE) as terminal:
        terminal.wait_for("Nobody is hurt here")
        terminal.press("\ra\r1")
        terminal.wait_for("Go on", "1 of 8")
        terminal.end("TERM")
        terminal.wait()
    history = History.open()
    past = history.rounds()
    history.close()
    assert len(past) == 1
    assert not past[0].over


@pytest.mark.parametrize("name", ["INT", "TERM", "HUP", ""], ids=["INT", "TERM", "HUP", "closed"])
def test_a_signal_keeps_an_answer_that_was_just_changed(name: str) -> None:
    """Whatever ends an exam, what the reader sees picked in place of an answer is kept."""
    with Terminal([*TAKE, "--exam", "--ids", "bridge-in-may,ferry-interest"]) as terminal:
        terminal.wait_for("Nobody is hurt here")
        terminal.press("\r")
        terminal.wait_for("1 of 2")
        terminal.press("a1")
        terminal.wait_for("2 of 2")
        terminal.press("p")
        terminal.wait_for("1 of 2")
        terminal.press("b")
        terminal.wait_for("● B")
        terminal.end(name) if name else terminal.hang_up()
        terminal.wait()
    history = History.open()
    kept = history.round(history.rounds()[0].number)
    history.close()
    assert kept
    (slot,) = kept.answered
    assert slot.answer
    assert slot.answer.response == (slot.arrangement[1],)


def test_leaving_the_screens_says_what_is_kept() -> None:
    """The terminal then has a sentence or two on what is kept, and the command to go on with."""
    with Terminal(TAKE) as terminal:
        terminal.wait_for("Nobody is hurt here")
        terminal.press("\ra\r1")
        terminal.wait_for("Go on", "1 of 8")
        terminal.press("q")
        terminal.wait_for("A round of")
        terminal.press("q")
        assert terminal.wait() == 0
        assert terminal.is_restored
        told, rest, command = terminal.text.splitlines()[-3:]
    left_off = "Your answers are saved. You left off at question 2 of 8."
    assert told.endswith(f"{left_off} 1 question comes back")  # broken between two words
    assert rest.endswith(".")
    assert command.startswith("To carry on: quiz --bank ")


def test_a_stop_gives_the_terminal_back_and_the_screen_is_there_afterwards() -> None:
    """Ctrl+Z restores the terminal; after `fg` the whole screen is back and takes keys."""
    with Terminal(TAKE) as terminal:
        terminal.wait_for("Nobody is hurt here")
        terminal.press("\r")
        terminal.wait_for("How sure are you?")
        terminal.stop("TSTP")
        assert terminal.is_restored
        terminal.go_on()
        terminal.wait_for("How sure are you?")
        terminal.press("a1")
        terminal.wait_for("a guess")


@pytest.mark.long
def test_what_a_window_shows_is_what_there_is() -> None:
    """A page that was scrolled under its stem is drawn as after Ctrl+Z and `fg`, which draw all."""
    asks = [sys.executable, "-m", "quiz", "try", "tests/corpus/clean.toml", "bridge-page"]
    with Terminal(asks) as terminal:
        terminal.wait_for("Help")
        for key in ("\r", "\r", "\r", PAGE_UP):
            terminal.rest(0.3)
            terminal.press(key)
        terminal.rest(0.3)
        before = terminal.lines
        terminal.stop("TSTP")
        terminal.go_on()
        terminal.wait_for("Help")
        terminal.rest(0.3)
        assert terminal.lines == before


def test_a_stop_without_warning_leaves_no_trace() -> None:
    """After SIGSTOP the quiz draws its screen again, and restores the terminal at its end."""
    with Terminal(TAKE) as terminal:
        terminal.wait_for("Nobody is hurt here")
        before = terminal.settings
        terminal.stop("STOP")
        terminal.go_on()
        terminal.wait_for("Nobody is hurt here")
        assert terminal.settings == before
        terminal.end("TERM")
        assert terminal.wait() == 143
        assert terminal.is_restored


def test_a_screen_that_nobody_touches_writes_nothing(bank_file: Path, tmp_path: Path) -> None:
    """Even a line to type on has no blinking cursor, so that the machine can rest."""
    head, *asked = bank_file.read_text(encoding="utf-8").split("[[questions]]")
    typed = next(each for each in asked if 'kind = "short"' in each)
    file = tmp_path / "typed.toml"
    file.write_text(f"{head}[[questions]]{typed}", encoding="utf-8")
    with Terminal([sys.executable, "-m", "quiz", "take", "--bank", str(file)]) as terminal:
        terminal.wait_for("Nobody is hurt here")
        terminal.press("\r")
        terminal.wait_for("Type your answer")
        terminal.press("M")
        terminal.wait_for("M")
        while terminal.writes_within(0.3):
            terminal.read()
        assert not terminal.writes_within(2.0)


def test_a_crash_leaves_a_file_without_answers(tmp_path: Path) -> None:
    """One line tells the reader; the report says where it broke and nothing that was typed."""
    program = (
        "import sys; sys.argv = ['quiz', 'take', '--bank', 'tests/bank.toml']\n"
        "from quiz.tui.screens.question import QuestionScreen\n"
        "def broken(self): raise ValueError('what the reader' + ' typed')\n"
        "QuestionScreen.on_mount = broken\n"
        "from quiz.__main__ import main; main()"
    )
    with Terminal([sys.executable, "-c", program]) as terminal:
        assert terminal.wait() == 70
        assert terminal.is_restored
        assert "your answers are saved" in " ".join(terminal.text.split())
    (left,) = (tmp_path / "history").glob("crash-*.txt")
    text = left.read_text(encoding="utf-8")
    assert "in broken" in text
    assert "reader typed" not in text


@pytest.mark.parametrize("plain", [False, True], ids=["command", "plain"])
def test_a_command_that_breaks_says_so_in_a_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, plain: bool
) -> None:
    """A fault in a command, or in plain mode, exits 70 with a line and a report, as screens do."""
    monkeypatch.setenv("TMPDIR", str(tmp_path))  # where the report goes if there is no history
    program = (
        "import sys; sys.argv = ['quiz', *sys.argv[1:]]\n"
        "def broken(*_, **__): raise ValueError('what the reader' + ' typed')\n"
        "from quiz.plain.face import PlainFace\n"
        "from quiz.bank import cache\n"
        f"{'PlainFace.play' if plain else 'cache.cached_bank'} = broken\n"
        "from quiz.__main__ import main; main()"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program, "take", *["--plain"][:plain], "--bank", "tests/bank.toml"],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=20,
        check=False,
    )
    assert ran.returncode == 70
    (left,) = tmp_path.rglob("crash-*.txt")
    assert ran.stderr == (
        f"quiz: something broke. {left} says where, and has none of your answers in it; "
        "please send it to the maintainers.\n"
    )
    text = left.read_text(encoding="utf-8")
    assert "in broken" in text
    assert "reader typed" not in text


def test_report_of_a_crash_follows_no_link(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a folder for all, the report is a new file, whatever links there are."""
    monkeypatch.setenv("QUIZ_DATA_DIR", "/dev/null/nowhere")
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    mine = tmp_path / "mine"
    mine.write_text("mine", encoding="utf-8")
    for second in range(30):
        at = datetime.now(UTC) + timedelta(seconds=second)
        (tmp_path / f"crash-{at:%Y%m%d-%H%M%S}.txt").symlink_to(mine)
    written = crash.write(ValueError())
    assert mine.read_text(encoding="utf-8") == "mine"
    assert written is not None
    assert stat.S_IMODE(written.lstat().st_mode) == 0o600
    assert stat.S_ISREG(written.lstat().st_mode)


def test_crash_without_any_folder_is_told_in_a_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whatever keeps the folders from being found or written, the line comes and nothing else."""

    def lost() -> Path:
        raise RuntimeError("lost")

    monkeypatch.setattr(crash, "history_folder", lost)
    monkeypatch.setattr(tempfile, "tempdir", "/dev/null/nowhere")
    assert crash.report(ValueError()) == crash.EXIT
    said = capsys.readouterr().err
    assert said == "quiz: something broke. There was no folder to write a report to.\n"


@pytest.mark.parametrize("command", ["take --plain", "progress", "history where", "check"])
def test_without_a_home_folder_a_line_says_what_to_do(command: str) -> None:
    """Without a home folder the quiz works, and where it would keep answers, it says how it can."""
    ran = subprocess.run(
        [sys.executable, "-c", HOMELESS, *command.split()],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=20,
        check=False,
    )
    assert ran.returncode == 0
    assert "Traceback" not in ran.stderr
    said = (ran.stderr + ran.stdout).count(
        "no home folder; set QUIZ_DATA_DIR to a folder of your own"
    )
    assert said == (command != "check")


def test_theme_can_change_without_a_home_folder() -> None:
    """Where there is no home folder, `t` changes the theme for now."""
    with Terminal([sys.executable, "-c", HOMELESS]) as terminal:
        terminal.wait_for("no home folder")
        terminal.press("tq")
        assert terminal.wait() == 0
        assert terminal.is_restored


def test_an_empty_stdin_ends_the_quiz() -> None:
    """With stdin from /dev/null the quiz ends at once."""
    ran = subprocess.run(
        TAKE, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=20, check=False
    )
    assert (ran.returncode, ran.stderr) == (0, "")
    assert ran.stdout.endswith("\nGoodbye.\n")


PLAIN = [*TAKE, "--plain"]


@pytest.mark.parametrize(("name", "code"), [("TERM", 143), ("HUP", 129)])
def test_a_terminal_that_reads_nothing_holds_up_no_end(name: str, code: int) -> None:
    """A signal ends the quiz within two seconds, although the terminal reads nothing."""
    with Terminal(TAKE) as terminal:
        terminal.wait_for("Nobody is hurt here")
        before = terminal.settings
        terminal.send(b"\r" + b"?t" * 60)  # each draws all anew, more than the terminal takes
        time.sleep(1)
        terminal.end(name)
        assert terminal.ends_within(2) == code
        assert terminal.settings[3] & termios.ICANON
        assert not before[3] & termios.ICANON


@pytest.mark.parametrize("keys", [b"", b"\r" + b"?t" * 60], ids=["still", "busy"])
@pytest.mark.parametrize("hears", [True, False], ids=["with SIGHUP", "without"])
def test_a_terminal_that_goes_ends_the_quiz(keys: bytes, *, hears: bool) -> None:
    """The quiz ends two seconds after its window is closed, even if SIGHUP is ignored."""
    command = TAKE if hears else ["sh", "-c", f"trap '' HUP; setsid {' '.join(TAKE)}; exit $?"]
    with Terminal(command) as terminal:
        terminal.wait_for("Nobody is hurt here")
        terminal.send(keys)
        time.sleep(0.5)
        terminal.hang_up()
        assert terminal.ends_within(2) == 129


def test_a_terminal_that_reads_nothing_holds_up_no_end_of_plain_mode() -> None:
    """A signal ends plain mode, too, although it waits to write."""
    with Terminal(PLAIN) as terminal:
        terminal.wait_for("Question 1 of")
        terminal.send(b"?\n" * 200)
        time.sleep(0.3)
        terminal.end("TERM")
        assert terminal.ends_within(2) == -signal.SIGTERM


def test_a_terminal_that_goes_ends_plain_mode() -> None:
    """Plain mode leaves the round then, as at the end of a file; an endless line ends, too."""
    keyboard, ours = os.openpty()
    pipe = subprocess.PIPE
    with subprocess.Popen(PLAIN, stdin=ours, stdout=pipe, stderr=pipe) as quiz:
        os.close(ours)
        assert quiz.stdout is not None
        while b"Question 1 of" not in quiz.stdout.readline():
            pass
        os.close(keyboard)
        told, errors = quiz.communicate(timeout=20)
    assert (quiz.returncode, errors) == (0, b"")
    assert told.endswith(b"\nGoodbye.\n")
    with Path("/dev/zero").open("rb") as zeros:
        ran = subprocess.run(PLAIN, stdin=zeros, capture_output=True, timeout=20, check=False)
    assert (ran.returncode, ran.stderr) == (0, b"")
