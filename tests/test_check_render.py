"""Problems as they are shown: the line that they are in, and the mark under the place."""

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
    """The line as it is shown with a problem at some words in it, and the line with the mark."""
    column = line.index(meant) + 1
    problem = Problem(
        file="bank.toml", line=12, column=column, length=len(meant), code="Q101", message="No"
    )
    *_, shown, mark = as_text(problem, [""] * 11 + [line], width)
    return click.unstyle(shown), click.unstyle(mark)


@pytest.mark.parametrize("width", [30, 40, 80, 100, 133])
@pytest.mark.parametrize("times", [0, 1, 7, 30, 500])
@pytest.mark.parametrize("filling", ["abc ", "桥五月", "e\u0301x", "😀a", "a桥", "\tx", "\x1b"])
def test_an_excerpt_fits_and_its_mark_stands_under_the_place(
    filling: str, times: int, width: int
) -> None:
    """No line is wider than it may be in cells, and ^ stands under the words."""
    for before, after in ((times, times), (0, times), (times, 0), (times, 1)):
        line = f"{filling * before}HERE{filling * after}"
        shown, mark = excerpt(line, "HERE", width)
        assert wcswidth(shown) <= width
        assert wcswidth(mark) <= width
        at = wcswidth(shown[: shown.index("HERE")])
        assert wcswidth(mark[: mark.index("^")]) == at
        assert mark.count("^") == len("HERE")


def test_a_line_that_fits_is_shown_whole() -> None:
    """What was left out is marked; where nothing was, nothing is."""
    assert excerpt("桥" * 20 + "HERE", "HERE", 80)[0] == "12 | " + "桥" * 20 + "HERE"
    cut, _ = excerpt("桥" * 99 + "HERE" + "桥" * 99, "HERE", 80)
    assert cut.startswith("12 | …")
    assert cut.endswith("…")


@pytest.mark.parametrize("line", ["abc", "桥" * 99, "x" * 55, "x" * 54])
def test_a_mark_after_the_end_of_a_line_fits_too(line: str) -> None:
    """Where something is missing at the end, the mark stands right after the line."""
    problem = Problem(line=1, column=len(line) + 1, code="Q101", message="No")
    *_, shown, mark = map(click.unstyle, as_text(problem, [line], 59))
    assert wcswidth(mark) == wcswidth(shown) + 1 <= 59


def test_a_mark_is_as_long_as_what_is_seen_of_the_words() -> None:
    """A mistake that goes on beyond the cut is marked up to it, in cells."""
    shown, mark = excerpt("桥" * 200, "桥" * 200, 60)
    assert wcswidth(shown) <= 60
    assert 50 <= mark.count("^") <= 55
    assert excerpt("a桥桥b", "桥桥", 60)[1].endswith("| " + " " + "^^^^")


def test_on_a_terminal_an_excerpt_is_as_wide_as_that(tmp_path: Path) -> None:
    """No line of it is broken by the terminal, so that the mark stands under its place."""
    file = tmp_path / "bank.toml"
    file.write_text(f'format = 1\n[about]\ntitel = "{"北京" * 60}"\n', encoding="utf-8")
    with Terminal([sys.executable, "-m", "quiz", "check", str(file)], width=60) as terminal:
        assert terminal.wait() == 1
        told = re.sub(r"\x1b\[[0-9;]*m", "", terminal.output.decode())
    (shown,) = (line for line in told.splitlines() if "titel =" in line)
    assert wcswidth(shown) in (59, 60)
    assert shown.endswith("…")
