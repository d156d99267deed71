"""`quiz check --watch`: check files again each time one is saved, on one screen."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from shutil import get_terminal_size
from typing import NoReturn, TypeAlias

import click

from quiz import NAME
from quiz.bank.articles import article
from quiz.bank.problem import BankError, Problem
from quiz.bank.sound import sound_part
from quiz.check.counts import count_lines
from quiz.check.render import as_text, summary
from quiz.check.run import check
from quiz.paths import for_shell
from quiz.startup import cannot_draw, refuse
from quiz.text import cells, counted, one_line, wrapped

POLL = 0.25
"""Seconds between two looks whether something was saved."""

PATIENCE = 1.0
"""Seconds that a file may be missing or changing, while an editor saves it."""

FEWEST = 5
"""The fewest lines for problems, however low the window is: one with its place in the file."""

_TOP, _REST_OF_LINE, _REST = "\x1b[H", "\x1b[K", "\x1b[J"
"""Go to the top left; clear what is right of here; clear what is below."""

Stamps: TypeAlias = "list[tuple[int, int] | None]"
"""When each file was written and how long it is; None if it isn't there."""


def watch(files: Sequence[Path], articles: Path | None) -> NoReturn:
    """Check files, and again whenever one of them or an article was saved, until Ctrl-C."""
    if cannot_draw():
        refuse("--watch needs a terminal that it can redraw", "leave it out")
    with suppress(KeyboardInterrupt):
        _write("\n" * get_terminal_size().lines)  # what was on the screen scrolls up and stays
        drawn = None
        while True:
            stamps, size = _settled(files, articles), get_terminal_size()
            if (stamps, size) != drawn:
                article.cache_clear()
                _draw(_screen(files, articles, size))
                drawn = (stamps, size)
            time.sleep(POLL)
    _write("\n")
    sys.exit(0)


def _settled(files: Sequence[Path], articles: Path | None) -> Stamps:
    """The stamps of what is watched, once no file is missing or still being written."""
    stamps, began = _stamps(files, articles), time.monotonic()
    while time.monotonic() - began < PATIENCE:
        time.sleep(POLL / 5)
        before, stamps = stamps, _stamps(files, articles)
        if stamps == before and None not in stamps:
            break
    return stamps


def _stamps(files: Sequence[Path], articles: Path | None) -> Stamps:
    """When each file was written, and how long it is."""
    copies = sorted(articles.glob("*.txt")) if articles else []
    return [_stamp(file) for file in (*files, *copies)]


def _stamp(file: Path) -> tuple[int, int] | None:
    try:
        status = file.stat()
    except (OSError, ValueError):
        return None
    return status.st_mtime_ns, status.st_size


def _screen(files: Sequence[Path], articles: Path | None, size: os.terminal_size) -> list[str]:
    """The lines of a screen: the first problems, then what there is and how much is wrong."""
    width = size.columns
    try:
        results = [check(file, articles) for file in files]
        counts = [line for file in files for line in _counts(file, named=len(files) > 1)]
        told = summary(results, compared=articles is not None)
    except Exception as error:  # noqa: BLE001 - a fault of ours ends the watch no more than one of the author's
        see = " ".join((NAME, "check", *map(for_shell, files)))
        told = f"the check itself broke ({type(error).__name__}): save again, or see {see}"
        results, counts = [], []
    ends = f"Checked at {datetime.now():%H:%M:%S}. Ctrl-C ends."  # noqa: DTZ005 - the author's own time
    end = ["", *wrapped([f"{told}. {ends}"], width)]
    below = ["", *wrapped(counts, width)] if counts else []
    if any(problems for _, problems in results) and 2 * len(below) > size.lines - len(end):
        below = []  # the problems matter more
    return [*_problems(results, width, size.lines - len(below) - len(end)), *below, *end]


def _counts(file: Path, *, named: bool) -> Iterator[str]:
    """The counts of what is sound in a file, under its name if it is `named`."""
    with suppress(BankError):
        sound = sound_part(file)
        if named:
            yield f"{one_line(str(file))}:"
        first, *others = count_lines(sound.bank)
        left_out = len(sound.left_out)
        yield f"{first}; {left_out} more with errors" if left_out else first
        yield from others


def _problems(results: Sequence[tuple[str, list[Problem]]], width: int, room: int) -> Iterator[str]:
    """The first problems, errors before warnings, as many as there is room for in lines."""
    every = [(problem, text.split("\n")) for text, problems in results for problem in problems]
    every.sort(key=lambda each: each[0].level != "error")
    left = max(FEWEST, room) - 1  # one is for what there is no room for
    for number, (problem, lines) in enumerate(every):
        first, *excerpt = as_text(problem, lines, width)
        report = [*_at_words(first, width), *excerpt]
        left -= sum(1 + max(0, cells(click.unstyle(line)) - 1) // width for line in report)
        if left < 0 and number:
            yield f"… and {counted(len(every) - number, 'more problem')}"
            return
        yield from report


def _at_words(line: str, width: int) -> Iterator[str]:
    """A line with its colours, broken between words."""
    current = ""
    for word in line.split(" "):
        longer = f"{current} {word}" if current else word
        if current and cells(click.unstyle(longer)) > width:
            yield current
            longer = word
        current = longer
    yield current


def _draw(lines: Sequence[str]) -> None:
    """Draw a screen over the one before, without a blank one in between."""
    if os.environ.get("NO_COLOR"):
        lines = [click.unstyle(line) for line in lines]
    _write(_TOP + f"{_REST_OF_LINE}\n".join(lines) + _REST_OF_LINE + _REST)


def _write(text: str) -> None:
    """Write to the terminal, past our own stream, which lets no escape code through."""
    stream = sys.stdout.buffer
    stream.write(text.encode(sys.stdout.encoding, "replace"))
    stream.flush()
