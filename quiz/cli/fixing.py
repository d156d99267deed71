"""Mend files of questions in place, for `quiz check --fix`, or show what would change."""

from __future__ import annotations

from difflib import unified_diff
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quiz.bank.problem import BankError
from quiz.cli.errors import reason
from quiz.cli.written import replace_keeping
from quiz.startup import refuse
from quiz.text import counted, one_line

if TYPE_CHECKING:
    from quiz.check.fix import Fixed


def fix(files: tuple[Path, ...]) -> None:
    """Mend files in place, each with the file before beside it, and say what was done."""
    if not files:
        refuse("--fix changes a file", "name yours, as in quiz check --fix mine.toml")
    for file in files:
        try:
            data, after = _fixed(file)
        except BankError:
            _say_nothing_to_mend(file)
            continue  # the check that follows says why it can't be read
        if after.data == data:
            _say_nothing_to_mend(file)
            continue
        try:
            kept = replace_keeping(file, data, after.data)
        except BlockingIOError as error:
            refuse(f"{file} isn't mended: {reason(error)}", "run the same command again")
        except OSError as error:
            mend = "make it writable, or mend a copy of it"
            refuse(f"{file} can't be mended: {reason(error).lower()}", mend)
        for each in after.mended:
            click.echo(one_line(f"{file}:{each.line}:{each.column}: mended: {each.says}"), err=True)
        if not file.is_symlink():
            kept = file.with_name(kept.name)
        places = counted(len(after.mended), "place")
        click.echo(one_line(f"{file}: {places} mended; the file before is {kept}"), err=True)
        if not after.is_done:
            again = "there is more to mend; run the same command again"
            click.echo(one_line(f"{file}: {again}"), err=True)


def show_changes(files: tuple[Path, ...]) -> bool:
    """Print what `fix` would change, as a unified diff; returns whether there is anything.

    That is also so where a file can't be read, which its problems say on stderr.
    """
    if not files:
        refuse("--diff shows what a file needs", "name yours, as in quiz check --diff mine.toml")
    changes = False
    for file in files:
        try:
            data, after = _fixed(file)
        except BankError as error:
            changes = True
            for problem in error.problems:
                click.echo(str(problem), err=True)
            continue
        if after.data == data:
            _say_nothing_to_mend(file)
            continue
        changes = True
        old, new = (each.replace("\r\n", "\n").split("\n") for each in (after.before, after.after))
        lines = list(unified_diff(old, new, str(file), f"{file} (mended)", lineterm=""))
        for line in lines:
            click.echo(one_line(line) if line.startswith(("---", "+++")) else line)
        if not lines:  # its bytes alone differ
            click.echo(one_line(f"{file}: it would be in UTF-8, without a byte order mark"))
    return changes


def _say_nothing_to_mend(file: Path) -> None:
    click.echo(one_line(f"{file}: there is nothing that --fix mends"), err=True)


def _fixed(file: Path) -> tuple[bytes, Fixed]:
    """The content of a file, and what it is when mended; raises `BankError` if it can't be read."""
    from quiz.bank.load import load
    from quiz.check.fix import fixed

    return (data := load(file)), fixed(data, file)
