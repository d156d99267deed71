"""Problems as they are shown: to an author, to a program, to a pull request on GitHub."""

import json
from collections.abc import Iterable, Iterator, Sequence

import click

from quiz.bank.problem import Problem
from quiz.text import cells, clean, in_json

WIDEST = 100
"""How many characters of a source line are shown around a problem."""

_COLOURS = {"error": "red", "warning": "yellow"}


def as_text(problem: Problem, lines: Sequence[str]) -> Iterator[str]:
    """A problem in a line, and the line of the file that it is in with the place marked."""
    colour = _COLOURS[problem.level]
    place, code, rest = str(problem).partition(f" {problem.code} ")
    yield click.style(place, bold=True) + click.style(code, fg=colour, bold=True) + rest
    if 0 < problem.line <= len(lines) and lines[problem.line - 1]:
        yield from _excerpt(problem, lines[problem.line - 1], colour)


def as_json(problems: Iterable[Problem]) -> str:
    """The problems as a JSON list, without their paths."""
    names = ("file", "line", "column", "length", "code", "level", "message", "mend")
    told = [{name: getattr(problem, name) for name in names} for problem in problems]
    return in_json(json.dumps(told, ensure_ascii=False, indent=2))


def as_github(problem: Problem) -> str:
    """A problem as a command that makes GitHub mark it in a pull request."""
    where = f"file={_escaped(clean(problem.file))}"
    if problem.line:
        end = problem.column + problem.length
        where += f",line={problem.line},col={problem.column},endColumn={end}"
    mend = f"; {problem.mend}" if problem.mend else ""
    message = _escaped(clean(problem.message + mend), property=False)
    return f"::{problem.level} {where},title={problem.code}::{message}"


def _escaped(text: str, *, property: bool = True) -> str:
    text = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return text.replace(":", "%3A").replace(",", "%2C") if property else text


def _excerpt(problem: Problem, line: str, colour: str) -> Iterator[str]:
    """The line of a problem, cut to its neighbourhood, over a line with the mark."""
    at = problem.column - 1
    first = max(0, at - WIDEST // 2) if len(line) > WIDEST else 0
    last = min(len(line), first + WIDEST)
    shown = ("…" if first else "") + line[first:last] + ("…" if last < len(line) else "")
    before = ("…" if first else "") + line[first:at]
    meant = line[at : min(at + problem.length, last)]
    number, margin = str(problem.line), " " * len(str(problem.line))
    mark = " " * cells(_visible(before)) + click.style(
        "^" * max(1, cells(_visible(meant))), fg=colour, bold=True
    )
    yield f"{margin} |"
    yield f"{number} | {_visible(shown)}"
    yield f"{margin} | {mark}"


def _visible(text: str) -> str:
    return clean(text.replace("\t", " "))
