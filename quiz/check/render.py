"""Format problems: as text for authors, as JSON for programs, as annotations for GitHub."""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

import click

from quiz.bank.problem import MOST_PROBLEMS, Problem
from quiz.text import cells, clean, counted, in_json

WIDEST = 100
"""The most columns for a line of a file; fewer on a narrower terminal."""

NARROWEST = 10
"""The fewest columns of it to show."""

FARTHEST = 4 * WIDEST
"""The most characters to measure on each side of a problem; some take no column."""

_FIRST = 3
"""How many of the problems that are alike are listed."""

_QUOTATION = re.compile(r"""\bquote["']?[ \t]*=""")

_COLOURS = {"error": "red", "warning": "yellow", "note": "cyan"}


def as_text(problem: Problem, lines: Sequence[str], width: int = WIDEST) -> Iterator[str]:
    """A problem in a line, then its line of the file, cut to a width, over a row of carets."""
    colour = _COLOURS[problem.level]
    where, code, rest = str(problem).partition(f" {problem.code} ")
    yield click.style(where, bold=True) + click.style(code, fg=colour, bold=True) + rest
    if 0 < problem.line <= len(lines) and lines[problem.line - 1]:
        yield from _excerpt(problem, lines[problem.line - 1], colour, width)


def repeated(problems: Sequence[Problem]) -> Iterator[tuple[Problem, int]]:
    """The problems to list, each with how many more there are like it.

    Of those that `--fix` mends alike, only the first few are told, and the last of them counts.
    """
    alike = Counter((each.file, each.code, each.told) for each in problems if each.fixable)
    told = Counter[tuple[str, str, str]]()
    for each in problems:
        kind = (each.file, each.code, each.told)
        told[kind] += each.fixable
        left = alike[kind] - _FIRST
        if told[kind] < _FIRST or left <= 1:
            yield each, 0
        elif told[kind] == _FIRST:
            yield each, left


def summary(results: Sequence[tuple[str, list[Problem]]], *, compared: bool) -> str:
    """How many errors and warnings files have, each given by its text and its problems.

    It also says what isn't known: quotations that weren't `compared`, and more than can be told.
    """
    every = [problem for _, problems in results for problem in problems]
    errors, warnings = (
        sum(problem.level == level for problem in every) for level in ("error", "warning")
    )
    told = f"{counted(errors, 'error')}, {counted(warnings, 'warning')}"
    if any(len(problems) == MOST_PROBLEMS for _, problems in results):
        told += "; there may be more"
    if not compared and any(has_quotations(text) for text, _ in results):
        told += "; quotations not compared (add --articles DIR)"
    return told


def has_quotations(text: str) -> bool:
    """Whether a file quotes anything, even if it isn't valid."""
    return _QUOTATION.search(text) is not None


def as_json(problems: Iterable[Problem]) -> str:
    """The problems as a JSON list, without their paths."""
    names = ("file", "line", "column", "length", "code", "level", "message", "mend", "fixable")
    objects = [{name: getattr(problem, name) for name in names} for problem in problems]
    return in_json(json.dumps(objects, ensure_ascii=False, indent=2))


def as_github(problem: Problem) -> str:
    """A problem as a workflow command, which GitHub shows in the pull request."""
    where = f"file={_escaped(clean(problem.file))}"
    if problem.line:
        end = problem.column + problem.length
        where += f",line={problem.line},col={problem.column},endColumn={end}"
    message = _escaped(clean(problem.told), property=False)
    level = "notice" if problem.level == "note" else problem.level
    return f"::{level} {where},title={problem.code}::{message}"


def _escaped(text: str, *, property: bool = True) -> str:
    text = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return text.replace(":", "%3A").replace(",", "%2C") if property else text


def _excerpt(problem: Problem, line: str, colour: str, width: int) -> Iterator[str]:
    """The part of a line around a problem that fits the width, over a row with carets."""
    from wcwidth import clip  # noqa: PLC0415 - only needed where there is a problem to show

    number, margin = str(problem.line), " " * len(str(problem.line))
    room = max(NARROWEST, width - len(f"{number} | "))
    at = problem.column - 1
    # A line may be as long as the file: what is out of sight anyway isn't measured.
    left = max(0, at - FARTHEST)
    text = _visible(line[left : at + FARTHEST])
    start = cells(_visible(line[left:at]))
    end = max(start + 1, cells(text))  # a caret may be after the last character
    length = cells(_visible(line[at : at + min(problem.length, FARTHEST)]))
    first = max(0, min(start - room // 2, end - room))
    last = min(end, first + room)
    # Each … takes the place of one cell.
    before, after = first > 0, last < end
    shown = "…" * before + clip(text, first + before, last - after) + "…" * after
    carets = click.style("^" * max(1, min(length, last - start)), fg=colour, bold=True)
    yield f"{margin} |"
    yield f"{number} | {shown}"
    yield f"{margin} | {' ' * (start - first)}{carets}"


def _visible(text: str) -> str:
    return clean(text.replace("\t", " "))
