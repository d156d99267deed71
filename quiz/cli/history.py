"""`quiz history`: see, export, import or forget the rounds on this machine."""

from __future__ import annotations

import sys
from contextlib import suppress
from pathlib import Path
from typing import IO

import click

from quiz.cli.errors import fail, fail_to_keep, reason, warn
from quiz.cli.group import Group
from quiz.cli.options import reader_option
from quiz.paths import for_reader, write_whole
from quiz.startup import PROBLEMS, open_history, refuse
from quiz.text import counted, one_line


@click.group(cls=Group)
@reader_option
def history() -> None:
    """See, export, import or forget your saved answers."""


@history.command("list")
@reader_option
def list_() -> None:
    """List your saved rounds."""
    from quiz.bank.cache import cached_bank
    from quiz.bank.load import own_bank
    from quiz.bank.model import without_folder
    from quiz.bank.problem import BankError
    from quiz.play.stakes import signed_marks

    own = {"own"}
    with suppress(BankError):
        own.add(cached_bank(own_bank()).id)
    with open_history() as history:
        rounds = history.rounds(empty=False)
        for round in rounds:
            state = "" if round.over else ", not finished"
            count = round.went(signed_marks)
            if not round.answered:
                count = "an exam, nothing answered"
            began = round.began.astimezone().strftime("%Y-%m-%d %H:%M")
            bank = without_folder(round.bank).removeprefix("file:")
            if bank.startswith("content:"):
                bank = "a file without an id"
            where = "" if round.bank in own else f"  {bank}"
            click.echo(one_line(f"{round.number:>4}  {began}  {count}{state}{where}"))
    if not rounds:
        warn(f"there are no rounds yet; take one: {for_reader('take')}")


@history.command()
@click.option("--round", "number", metavar="N", type=int, help="Only this round.")
@click.option("--yes", is_flag=True, help="Don't ask first.")
@reader_option
def forget(number: int | None, *, yes: bool) -> None:
    """Forget everything, or one round, in the backups too."""
    what = "every round" if number is None else f"round {number}"
    with open_history() as history:
        if number is not None and number not in {round.number for round in history.rounds()}:
            refuse(f"there is no round {number}", f"see {for_reader('history list')}")
        if not (yes or _agreed(f"Forget {what} for good?")):
            click.echo("Nothing was forgotten.", err=True)
            sys.exit(PROBLEMS)
        left: list[str] = []
        try:
            gone = history.forget(number, left.append)
        except OSError as error:
            fail_to_keep("nothing was forgotten", history, error)
    click.echo(f"{counted(gone, 'round')} forgotten.")
    for each in left:
        warn(each)
    if number is None and left:  # all should have gone
        sys.exit(PROBLEMS)


def _agreed(question: str) -> bool:
    """Whether somebody says yes; the end of the input and Ctrl-C are no."""
    try:
        return click.confirm(question, err=True)
    except click.Abort:
        click.echo(err=True)
        return False


@history.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False), default="-")
@reader_option
def export(file: Path) -> None:
    """Write your whole history to FILE, or to stdout, in lines of JSON.

    While an exam is open, its questions are left out; export again when it is over.
    """
    from quiz.record.beside import belongs_to

    with open_history() as history:
        if file != Path("-") and history.path and belongs_to(history.path, file):
            refuse(f"{file} belongs to the history itself", "choose another name")
        if history.sealed():
            warn("an exam is open, so its questions are left out; finish it, then export again")
        lines = (f"{line}\n" for line in history.export(warn))
        try:
            if file == Path("-"):
                with click.open_file("-", "w", encoding="utf-8") as stdout:
                    stdout.writelines(lines)
            else:
                write_whole(file, map(str.encode, lines))
        except BrokenPipeError:
            raise  # the reader of the pipe has enough; click ends quietly
        except OSError as error:
            fail(f"{file} can't be written: {reason(error)}")
        if not history.rounds(newest=1):
            warn("there are no rounds yet, so nothing was exported")


@history.command("import")
@click.argument("file", type=click.File("rb"), default="-")
@reader_option
def import_(file: IO[bytes]) -> None:
    """Merge an exported history; rounds already here aren't duplicated."""
    from quiz.record.lines import lines_of
    from quiz.record.readers import greeting

    with open_history(new=True) as history:
        if hello := greeting(history):
            warn(hello)
        try:
            rounds, answers, questions = history.import_(lines_of(file))
        except ValueError as error:
            fail(f"{file.name}: {error}; nothing was imported")
        except OSError as error:
            fail_to_keep("nothing was imported", history, error)
    new = ((rounds, "new round"), (answers, "new answer"), (questions, "new question"))
    click.echo(", ".join(counted(*each) for each in new) + ".")


@history.command()
@reader_option
def where() -> None:
    """Say where your answers are saved, and how many there are."""
    from quiz.record.profile import PRIVACY

    with open_history() as history:
        rounds, answers = history.total()
        click.echo(one_line(str(history.path or "in memory only")))
    click.echo(f"{counted(rounds, 'round')}, {counted(answers, 'answer')}. {PRIVACY}")
