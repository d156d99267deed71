"""`quiz hand-in`: one file for a teacher, with all rounds with a bank."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from quiz import NAME
from quiz.cli.choosing import require_set, set_option
from quiz.cli.errors import fail, fail_to_keep, reason, warn
from quiz.cli.group import command
from quiz.cli.options import OUT, bank_option, reader_option
from quiz.paths import for_reader, for_shell, reader, write_whole
from quiz.startup import hands_in_by, of_bank, open_history, read_or_leave, refuse

if TYPE_CHECKING:
    from datetime import datetime

    from quiz.bank.model import Bank
    from quiz.classroom.handin import HandIn
    from quiz.record.history import History

_BEGINNING = 4000
"""How many bytes of a file tell whose statements it has, and on which bank."""
MOST_NAMED = 4
"""How many of the readers are named who have answers here."""


@command(
    'quiz hand-in --name "Ann B."    Ann B.quiz, in the folder that you are in',
    "quiz hand-in --last             only the round that you took last",
    "quiz hand-in -o /mnt/usb        a file without a name, on a stick",
    "quiz hand-in --to xapi          statements for a learning record store, on stdout",
    short="Put your rounds into one file, to hand in to a teacher.",
)
@click.option("--name", default="", help="Your name, if you want it in the file.")
@click.option("--last", is_flag=True, help="Only your latest round.")
@set_option(help="Only your rounds of this set.")
@click.option("--times", is_flag=True, help="Also how many seconds each answer took.")
@click.option(
    "-o",
    "out",
    metavar="FILE",
    type=OUT,
    help="Where to put it: a file, a folder, or - for stdout.",
)
@click.option(
    "--to",
    "form",
    type=click.Choice(["file", "xapi"]),
    default="file",
    help="xapi: statements for a learning record store, on stdout unless -o names a file.",
)
@bank_option
@reader_option
def hand_in(
    name: str,
    bank_file: Path | None,
    out: Path | None,
    form: str,
    set_id: str | None,
    *,
    times: bool,
    last: bool,
) -> None:
    """Write every round with a bank into one file, to hand in to a teacher.

    It has the questions as you saw them, your answers, how sure you were and your marks. It has no
    name unless you give one, and nothing of another bank. Hand in again once you have answered
    more: the later file counts.
    """
    from datetime import UTC, datetime

    from quiz.classroom.handin import LONGEST_NAME
    from quiz.classroom.handin import hand_in as make
    from quiz.words import say

    if len(name) > LONGEST_NAME:
        refuse(f"a name has at most {LONGEST_NAME} characters", "choose a shorter one")
    bank = read_or_leave(bank_file)
    require_set(bank, set_id)
    with open_history(bank, bank_file) as history:
        try:
            now, id = datetime.now(UTC), history.reader()
        except OSError as error:
            fail_to_keep("nothing was handed in", history, error)
        made = make(bank, history, id, now, name=name, times=times)
        to_finish = (
            f"finish it first: {for_reader(of_bank(bank_file))}, carry on where you left off, "
            f"and choose “{say('Finish')}” at its end"
        )
        in_exam = any(map(history.exam_that_asks(bank.id), bank.questions))
        if in_exam and not made.rounds:
            fail(f"there is nothing to hand in yet, as your exam is still open; {to_finish}")
        if in_exam:
            warn(f"an exam is open, so its questions are left out; {to_finish}")
        open_round = (each for each in history.rounds(bank.id) if not (each.over or each.exam))
        if not made.rounds and any(open_round):
            how = "answer a question, or end the round after its last one (e)"
            fail(f"there is nothing to hand in yet; {how}")
        if not made.rounds:
            _refuse_nothing(bank_file)
        if last or set_id is not None:
            made = _some(made, bank, now, set_id, last=last)
        if form == "xapi":
            _save_statements(made, bank, out, history)
        else:
            options = " --last" * last + (f" --set {set_id}" if set_id else "")
            options += " --times" * times + (f" -o {for_shell(out)}" if out else "")
            _save(made, out, history, hands_in_by(bank_file, options))


def _refuse_nothing(bank_file: Path | None) -> NoReturn:
    """Leave, as this reader has no round here, and name those who have answers if there are any."""
    from shlex import quote

    from quiz.record.readers import others
    from quiz.text import counted, in_a_row, plural

    if not (names := others()):
        take = for_reader(f"take{of_bank(bank_file)}")
        fail(f"there is nothing to hand in yet; take a round first: {take}")
    named, rest = names[:MOST_NAMED], len(names) - MOST_NAMED
    if rest > 0:
        named.append(counted(rest, "more reader"))
    who = f"{in_a_row(named)} {plural(len(named), 'has', 'have')}"
    of = f" from {reader()}" if reader() else ""
    whose = f"--reader={quote(names[0]) if len(names) == 1 else 'NAME'}"
    command = f"{NAME} hand-in {whose}{of_bank(bank_file)}"
    fail(f"there is nothing{of} to hand in; {who} answers here: {command}")


def _some(made: HandIn, bank: Bank, now: datetime, set_id: str | None, *, last: bool) -> HandIn:
    """A hand-in with the rounds of a set, or with the `last` of them alone; or leave."""
    from quiz.classroom.handin import completed

    rounds = [each for each in made.rounds if set_id in (None, each.set)]
    if not rounds:
        fail(f"there is no round of the set “{set_id}” to hand in")
    if last:
        rounds = sorted(rounds, key=lambda each: each.ended)[-1:]
    return completed(bank, made.reader, now, made.name, rounds)


def _save(made: HandIn, out: Path | None, history: History, named_by: str) -> None:
    """Write the file and say what is in it, or leave, rather than replace somebody else's.

    `named_by` is the command that does the same with a name.
    """
    from quiz.classroom.handin import in_file
    from quiz.words import say, say_n

    if out == Path("-"):
        click.echo(in_file(made), nl=False)
    else:
        earlier = _earlier(made, out or Path())
        if earlier and _is_same(made, earlier):
            made = earlier  # so that its check word stays
        path = _write(in_file(made), out or Path(), made, history)
        answers = len([*made.answers])
        click.echo(
            say_n(answers, "{file} has your {n} answer.", "{file} has your {n} answers.", file=path)
        )
        _tell_of_less(made, earlier, path)
    to_pipe = out == Path("-")
    click.echo(say("Check word: {word}", word=made.check), err=to_pipe)
    if not made.name:
        how = say("Your name isn't in it. To add it: {command}", command=named_by)
        click.echo(how, err=to_pipe)


def _earlier(made: HandIn, out: Path) -> HandIn | None:
    """What there is in the place of a hand-in, if it is one."""
    from quiz.classroom.handin import NoHandIn, file_name, read_handin

    try:
        return read_handin(out / file_name(made.name, made.reader) if out.is_dir() else out)
    except NoHandIn:
        return None


def _tell_of_less(made: HandIn, earlier: HandIn | None, path: Path) -> None:
    """Say how many rounds the earlier hand-in had that the one in its place hasn't, if any."""
    from quiz.text import counted

    had = {each.id for each in earlier.rounds} if earlier else set()
    if gone := len(had - {each.id for each in made.rounds}):
        rounds = counted(gone, "more round")
        warn(f"{path} had {rounds} until now; to hand in all, leave out --last and --set")


def _is_same(made: HandIn, earlier: HandIn) -> bool:
    """Whether an earlier hand-in is as it was made, and has the same in it."""
    from msgspec.structs import replace

    as_then = replace(made, made=earlier.made, check=earlier.check)
    return bool(earlier.check) and as_then == earlier


def _save_statements(made: HandIn, bank: Bank, out: Path | None, history: History) -> None:
    """Write the statements of xAPI to a file, and say how many there are, or to stdout."""
    from quiz.classroom.xapi import in_lines, statements
    from quiz.words import say_n

    lines = [*in_lines(statements([made], bank))]
    if out in (None, Path("-")):
        click.echo("\n".join(lines))
        return
    content = "".join(f"{line}\n" for line in lines).encode()
    path = _write(content, out, made, history, ending=".json")
    some = len(lines) - 1
    click.echo(say_n(some, "{file} has {n} statement.", "{file} has {n} statements.", file=path))


def _write(content: bytes, out: Path, made: HandIn, history: History, ending: str = "") -> Path:
    """Write a file, or leave; returns where it is.

    In a folder, it is called by the reader's name, with another ending if one is given.
    """
    from quiz.classroom.handin import file_name
    from quiz.record.beside import belongs_to

    path = out
    if path.is_dir():
        path /= file_name(made.name, made.reader)
        path = path.with_suffix(ending) if ending else path
    if history.path and belongs_to(history.path, path):
        refuse(f"{path} belongs to the history itself", "choose another name")
    _refuse_to_replace(path, made)
    try:
        write_whole(path, [content])
    except OSError as error:
        fail(f"{path} can't be written: {reason(error)}")
    return path


def _refuse_to_replace(path: Path, made: HandIn) -> None:
    """Leave if a file is there that isn't an earlier hand-in of this reader with this bank."""
    from quiz.classroom.handin import NoHandIn, read_handin
    from quiz.classroom.xapi import is_from, is_on

    if not path.is_file():
        return
    is_mine = is_here = False
    try:
        earlier = read_handin(path)
        is_mine, is_here = earlier.reader == made.reader, earlier.bank.id == made.bank.id
    except NoHandIn:
        with suppress(OSError), path.open("rb") as file:
            beginning = file.read(_BEGINNING)
            is_mine, is_here = is_from(made.reader, beginning), is_on(made.bank.id, beginning)
    if not is_mine:
        refuse(f"{path} is there already, and not from you", "name another file with -o")
    if not is_here:
        refuse(f"{path} has your answers to another bank", "name another file with -o")
