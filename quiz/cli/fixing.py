"""Mend files of questions in place, for `quiz check --fix`, or show what would change."""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from difflib import unified_diff
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quiz.cli.errors import reason
from quiz.startup import refuse
from quiz.text import counted, one_line

if TYPE_CHECKING:
    from quiz.check.fix import Fixed


def fix(files: tuple[Path, ...]) -> None:
    """Mend files in place, each with the file before beside it, and say what was done."""
    if not files:
        refuse("--fix changes a file", "name yours, as in quiz check --fix mine.toml")
    for file in files:
        data, after = _fixed(file)
        if after is None or after.data == data:
            click.echo(one_line(f"{file}: there is nothing that --fix mends"), err=True)
            continue
        try:
            kept = replace_keeping(file, data, after.data)
        except BlockingIOError as error:
            refuse(f"{file} isn't mended: {reason(error)}", "do it again")
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
            click.echo(one_line(f"{file}: there is more to mend; do it again"), err=True)


def show_changes(files: tuple[Path, ...]) -> bool:
    """Print what `fix` would change, as a unified diff; returns whether there is anything."""
    changes = False
    for file in files:
        data, after = _fixed(file)
        if after is None or after.data == data:
            continue
        changes = True
        old, new = (each.replace("\r\n", "\n").split("\n") for each in (after.before, after.after))
        lines = list(unified_diff(old, new, str(file), f"{file} (mended)", lineterm=""))
        for line in lines:
            click.echo(one_line(line) if line.startswith(("---", "+++")) else line)
        if not lines:  # its bytes alone differ
            click.echo(one_line(f"{file}: it would be in UTF-8, without a byte order mark"))
    return changes


def replace_keeping(file: Path, before: bytes, after: bytes) -> Path:
    """Put a new content in a file's place, in one step; returns where the content before is kept.

    Follows a link, keeps the permissions, and overwrites no other file. Raises `OSError`, and then
    nothing has changed; `BlockingIOError` if there is another content in it by now.
    """
    target = file.resolve(strict=True)
    status = target.stat()
    if not status.st_mode & 0o222 or not os.access(target, os.W_OK):
        raise PermissionError(None, "it is read-only")
    names = (target.with_name(f"{target.name}.bak{number or ''}") for number in range(10_000))
    kept = next(name for name in names if not os.path.lexists(name))
    part = target.with_name(f"{os.urandom(16).hex()}.part")
    made = []
    try:
        for path, content in ((kept, before), (part, after)):
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            made.append(path)
            with os.fdopen(handle, "wb") as opened:
                opened.write(content)
                opened.flush()
                os.fsync(opened.fileno())
            path.chmod(stat.S_IMODE(status.st_mode))
            with suppress(OSError, AttributeError):  # only root can give a file away
                os.chown(path, status.st_uid, status.st_gid)
        _require_unchanged(target, before)
        part.replace(target)
    except BaseException:
        for path in made:
            path.unlink(missing_ok=True)
        raise
    return kept


def _require_unchanged(file: Path, before: bytes) -> None:
    """Raise `BlockingIOError` if a file has been saved since it was read."""
    if file.read_bytes() != before:
        raise BlockingIOError(None, "it has been saved again meanwhile")


def _fixed(file: Path) -> tuple[bytes, Fixed | None]:
    """The content of a file, and what it is when mended; None if it can't be read."""
    from quiz.bank.load import load
    from quiz.bank.problem import BankError
    from quiz.check.fix import fixed

    try:
        return (data := load(file)), fixed(data, file)
    except BankError:  # the check that follows says why
        return b"", None
