"""`quiz check --watch`: a screen that is drawn anew on each save, and what it counts."""

import os
from pathlib import Path

import click
import pytest

from quiz.bank.problem import BankError, Problem
from quiz.bank.read import read_bank
from quiz.bank.sound import sound_part
from quiz.check.counts import count_lines
from quiz.cli import watch
from tests.process import QUIZ, run
from tests.terminal import Terminal

STARTER = Path(__file__).parents[1] / "quiz" / "bank" / "starter.toml"


def test_screen_is_drawn_anew_on_each_save(tmp_path: Path) -> None:
    """A fault, a file that is gone, half a file: each is shown, and Ctrl-C ends it with 0."""
    text = STARTER.read_text(encoding="utf-8")
    file = tmp_path / "-mine $(x).toml"
    file.write_text(text, encoding="utf-8")
    with Terminal([*QUIZ, "check", "--watch", "--", file.name], folder=tmp_path) as terminal:
        terminal.wait_for("6 questions: choice 1", "0 errors, 0 warnings")
        for broken, told in (
            (text.replace("right = true", "rihgt = true", 1), ("Q101", "1 more with errors")),
            (text[: len(text) // 2], ("Q0",)),
            (text, ("6 questions:", "0 errors")),
        ):
            terminal.output = b""
            (tmp_path / "new").write_text(broken, encoding="utf-8")
            (tmp_path / "new").replace(file)
            terminal.wait_for(*told)
        terminal.output = b""
        file.unlink()
        terminal.wait_for("Q001", "1 error")
        file.write_text(text, encoding="utf-8")
        terminal.wait_for("0 errors")
        terminal.output = b""
        terminal.resize(60, 12)
        terminal.wait_for("0 errors")
        assert b"\x1b[2J" not in terminal.output
        terminal.press("\x03")
        assert terminal.wait() == 0


def test_watch_needs_a_terminal() -> None:
    """In a pipe it says so; what draws no screen can't be asked for with it."""
    refused = run([*QUIZ, "check", "--watch", STARTER])
    assert (refused.returncode, refused.stdout) == (2, "")
    assert refused.stderr == "quiz: --watch needs a terminal that it can redraw; leave it out\n"
    refused = run([*QUIZ, "check", "--watch", "--format", "json", STARTER])
    assert refused.stderr == "quiz: --watch draws a screen for you; leave --format out\n"


def problems(*levels: str) -> list[tuple[str, list[Problem]]]:
    """The problems of a file of a line for each, with these levels."""
    text = "".join(f"line {n}\n" for n in range(len(levels)))
    found = [
        Problem("Q301", level, file="x", line=n, column=1, length=4, level=level)  # type: ignore[arg-type] # as given
        for n, level in enumerate(levels, start=1)
    ]
    return [(text, found)]


def test_errors_come_first_and_the_rest_is_counted() -> None:
    """A low window shows the first problems, in as many lines as it has, and counts the others."""
    results = problems("warning", "error", "warning", "error")
    for room in range(4, 18):
        lines = [click.unstyle(each) for each in watch._problems(results, 80, room)]
        assert len(lines) <= max(watch.FEWEST, room)
        assert lines[0] == "x:2:1: Q301 error"
        shown = sum(each.startswith("x:") for each in lines)
        more = [] if shown == 4 else [f"… and {4 - shown} more problem{'s' * (shown < 3)}"]
        assert lines[-1:] == (more or lines[-1:])
    assert [*watch._problems([("", [])], 80, 10)] == []


def test_problems_are_broken_between_words() -> None:
    """On a narrow screen a problem goes on in the next line with a whole word."""
    told = "one problem that is told in so many words that it cannot be told in one line"
    text = "a line that is a good deal longer than the screen is wide, as many are"
    results = [(text, [Problem("Q101", told, line=1, column=1, file="a.toml")])]
    lines = [*map(click.unstyle, watch._problems(results, 30, 24))]
    assert all(len(line) <= 30 for line in lines)
    assert told in " ".join(lines)


def test_fault_of_the_check_is_told_and_ends_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """If the check itself breaks, the screen says so, and the next save is looked at again."""

    def broken(*_: object) -> None:
        raise RecursionError

    monkeypatch.setattr(watch, "check", broken)
    lines = watch._screen([tmp_path / "x.toml"], None, os.terminal_size((80, 24)))
    told = "".join(lines)
    assert "the check itself broke (RecursionError)" in told
    assert f"quiz check {tmp_path / 'x.toml'}".replace(" ", "") in told.replace(" ", "")


def test_counts_of_a_bank(bank_file: Path, tmp_path: Path) -> None:
    """Kinds, skills, leanings, judgements and guesses; drafts are counted apart."""
    *lines, guessed = count_lines(read_bank(bank_file))
    assert lines == [
        "8 questions: choice 3, multi 1, sort 1, order 1, spot 1, short 1",
        "On each skill: source 4, certainty 4",
        "Wrong options that lean: 4 to trust, 3 to doubt",
        "Judgements: 1 supported, 0 unsupported",
    ]
    assert guessed.startswith("Guessed right: the longest, 1 of 2 (chance 0.6); the shortest, 0 of")
    text = bank_file.read_text(encoding="utf-8")
    text = text.replace('id = "the-hedge"', 'id = "the-hedge"\ndraft = true')
    (tmp_path / "mine.toml").write_text(text, encoding="utf-8")
    first, *_ = count_lines(sound_part(tmp_path / "mine.toml").bank)
    assert first == "7 questions: choice 3, multi 1, sort 1, order 1, short 1; 1 draft"
    with pytest.raises(BankError):
        sound_part(tmp_path / "none.toml")
