"""Problems as an author sees them: the line of the file, and carets under the problem."""

import re
import sys
from pathlib import Path

import click
import pytest
from wcwidth import wcswidth

from quiz.bank.problem import Problem
from quiz.check.render import as_text
from tests.terminal import Terminal


def excerpt(line: str, meant: str, width: int) -> tuple[str, str]:
    """The line shown for a problem at the words `meant`, and the row of carets."""
    column = line.index(meant) + 1
    problem = Problem(
        file="bank.toml", line=12, column=column, length=len(meant), code="Q101", message="No"
    )
    *_, shown, carets = as_text(problem, [""] * 11 + [line], width)
    return click.unstyle(shown), click.unstyle(carets)


@pytest.mark.parametrize("width", [30, 40, 80, 100, 133])
@pytest.mark.parametrize("times", [0, 1, 7, 30, 500])
@pytest.mark.parametrize("filling", ["abc ", "桥五月", "e\u0301x", "😀a", "a桥", "\tx", "\x1b"])
def test_excerpt_fits_the_width_and_carets_are_under_the_words(
    filling: str, times: int, width: int
) -> None:
    """No line is wider in cells than allowed, and the carets are under the faulty words."""
    for before, after in ((times, times), (0, times), (times, 0), (times, 1)):
        line = f"{filling * before}HERE{filling * after}"
        shown, carets = excerpt(line, "HERE", width)
        assert wcswidth(shown) <= width
        assert wcswidth(carets) <= width
        at = wcswidth(shown[: shown.index("HERE")])
        assert wcswidth(carets[: carets.index("^")]) == at
        assert carets.count("^") == len("HERE")


def test_line_that_fits_is_shown_whole() -> None:
    """A line gets … at an end only where it is cut."""
    assert excerpt("桥" * 20 + "HERE", "HERE", 80)[0] == "12 | " + "桥" * 20 + "HERE"
    cut, _ = excerpt("桥" * 99 + "HERE" + "桥" * 99, "HERE", 80)
    assert cut.startswith("12 | …")
    assert cut.endswith("…")


@pytest.mark.parametrize("line", ["abc", "桥" * 99, "x" * 55, "x" * 54])
def test_caret_after_the_end_of_a_line_fits_too(line: str) -> None:
    """If something is missing at the end, the caret is right after the line."""
    problem = Problem(line=1, column=len(line) + 1, code="Q101", message="No")
    *_, shown, carets = map(click.unstyle, as_text(problem, [line], 59))
    assert wcswidth(carets) == wcswidth(shown) + 1 <= 59


def test_carets_are_as_long_as_the_words_that_are_shown() -> None:
    """Under words that are cut, the carets go up to the cut, in cells."""
    shown, carets = excerpt("桥" * 200, "桥" * 200, 60)
    assert wcswidth(shown) <= 60
    assert 50 <= carets.count("^") <= 55
    assert excerpt("a桥桥b", "桥桥", 60)[1].endswith("| " + " " + "^^^^")


def test_excerpt_is_as_wide_as_the_terminal(tmp_path: Path) -> None:
    """The terminal breaks no line of an excerpt, so that the carets stay under the words."""
    file = tmp_path / "bank.toml"
    file.write_text(f'format = 1\n[about]\ntitel = "{"北京" * 60}"\n', encoding="utf-8")
    with Terminal([sys.executable, "-m", "quiz", "check", str(file)], width=60) as terminal:
        assert terminal.wait() == 1
        output = re.sub(r"\x1b\[[0-9;]*m", "", terminal.output.decode())
    (shown,) = (line for line in output.splitlines() if "titel =" in line)
    assert wcswidth(shown) in (59, 60)
    assert shown.endswith("…")
