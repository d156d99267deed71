"""A quiz on paper, for teachers: `quiz print`, and `quiz enter` to type papers in."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterable, Mapping
from contextlib import closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quiz import NAME
from quiz.bank.model import LONGEST_ROUND
from quiz.cli.choosing import complete_id, ids_named
from quiz.cli.errors import fail, reason, refuse_open_exam
from quiz.cli.group import command
from quiz.cli.options import FILE, FOLDER, bank_option
from quiz.startup import PROBLEMS, for_shell, former_ids, open_history, read_or_leave, refuse
from quiz.words import say, say_n

if TYPE_CHECKING:
    from quiz.bank.model import Bank
    from quiz.classroom.handin import HandIn
    from quiz.plain.talk import Talk
    from quiz.play.round import Round

MOST_VERSIONS = 26
LARGEST = 16_000_000
"""The most bytes in a sheet that is read again."""


@command(
    "quiz print -n 8 --seed 7 -o sheet.html             eight questions, on paper",
    "quiz print --versions 2 --key -o sheet.html        sheet-A, sheet-B, sheet-key.html",
    "quiz print --ids ferry-late,pier-closed --large -o sheet.html",
    short="Print questions for a class, in versions; --key for what is right.",
)
@click.option(
    "-n",
    "count",
    default=10,
    show_default=True,
    type=click.IntRange(1, LONGEST_ROUND),
    help="How many questions.",
)
@click.option(
    "--seed",
    type=click.IntRange(-(2**63), 2**63 - 1),
    help="Any number; the same one gives the same sheet again. By default, one at random.",
)
@click.option(
    "--set",
    "set_id",
    metavar="ID",
    help="The questions of a set.",
    shell_complete=complete_id,
)
@click.option(
    "--ids",
    "listed",
    metavar="ID,ID",
    multiple=True,
    help="These questions.",
    shell_complete=complete_id,
)
@click.option(
    "--versions",
    default=1,
    show_default=True,
    type=click.IntRange(1, MOST_VERSIONS),
    help="How many versions, each with its questions and options in another order.",
)
@click.option("--key", is_flag=True, help="Also what is right and why: SHEET-key.html.")
@click.option("--large", is_flag=True, help="In large type.")
@click.option(
    "-o", "--output", "out", metavar="FILE", type=FILE, required=True, help="A file of HTML."
)
@bank_option
@click.pass_context
def print_(
    ctx: click.Context,
    *,
    count: int,
    seed: int | None,
    set_id: str | None,
    listed: tuple[str, ...],
    versions: int,
    out: Path,
    bank_file: Path | None,
    key: bool,
    large: bool,
) -> None:
    """Write a sheet of questions to print, with boxes to tick and for how sure a reader is.

    Open the file in a browser and print it. Each sheet has a code; with it, quiz enter knows what
    was asked, so that papers count as rounds on a machine do.
    """
    from random import Random

    from quiz.classroom.paper import Sheet, code, rounds
    from quiz.plain.sheet import key_page, sheet_page

    bank = read_or_leave(bank_file)
    if seed is None:
        seed = Random().randrange(1000, 10_000)
    if ids := ids_named(ctx, bank, set_id, listed):
        sheet = Sheet(seed, versions, set=set_id or "", ids=() if set_id else ids)
    else:
        sheet = Sheet(seed, versions, count=min(count, len(bank.questions)))
    made = rounds(bank, sheet)
    its_code = code(bank, sheet)
    key_file = out.with_name(f"{out.stem}-key{out.suffix}")
    if key:
        _refuse_open_exam(bank, bank_file, made[0])
    sheets = _sheets(out, versions)
    for file in (*sheets.values(), key_file)[: versions + key]:
        if bank_file and file.exists() and bank_file.exists() and file.samefile(bank_file):
            refuse(f"{file} is the file of questions itself", "choose another name")
    for round, (letter, file) in zip(made, sheets.items(), strict=True):
        _write(sheet_page(bank, round, its_code, letter, large=large), file)
    if key:
        _write(key_page(bank, made, its_code, large=large), key_file)
    also = f", and {key_file} what is right" if key else ""
    *others, last = map(str, sheets.values())
    files = f"{', '.join(others)} and {last}" if others else last
    has = "has" if versions == 1 else "have"
    click.echo(f"{files} {has} the sheet with the code {its_code}{also}.")
    of_bank = f" --bank {for_shell(bank_file)}" if bank_file else ""
    click.echo(f"To type papers in: {NAME} enter --sheet {its_code}{of_bank}")


def _sheets(out: Path, versions: int) -> dict[str, Path]:
    """The file of each version by its letter: the one that was named, or one each."""
    from string import ascii_uppercase

    if versions == 1:
        return {"A": out}
    letters = ascii_uppercase[:versions]
    return {each: out.with_name(f"{out.stem}-{each}{out.suffix}") for each in letters}


def _refuse_open_exam(bank: Bank, bank_file: Path | None, round: Round) -> None:
    """Leave when an open exam asks one of these questions, so as not to give its key away."""
    from quiz.record.history import History

    with closing(History.open_read_only()) as history:
        asks = history.exam_that_asks(bank.id, *former_ids(bank, bank_file))
    for slot in round.slots:
        if number := asks(slot.question):
            refuse_open_exam(number, f"“{slot.question.id}” is")


def _write(pieces: Iterable[str], path: Path) -> None:
    try:
        with path.open("w", encoding="utf-8") as opened:
            opened.writelines(pieces)
    except OSError as error:
        refuse(f"{path} can't be written: {reason(error).lower()}", "name another file")


@command(
    "quiz enter --sheet 10-7-2-kvbt                              one paper after the other",
    'quiz enter --sheet sheet.html --name "Ann B." --version B   one paper',
    short="Type in what readers ticked on paper, so that it counts.",
)
@click.option("--sheet", "which", metavar="CODE", help="The code on the sheet, or its file.")
@click.option("--name", default="", help="Whose paper it is. By default, one after the other.")
@click.option("--version", "letter", metavar="LETTER", default="", help="Which version it is.")
@click.option(
    "-o", "folder", metavar="DIR", type=FOLDER, default=Path(), help="Where to put the files."
)
@bank_option
def enter(which: str | None, name: str, letter: str, folder: Path, bank_file: Path | None) -> None:
    """Type in what readers ticked on paper: a file for each, as quiz hand-in writes it.

    Each question is a line, such as b2: b, and fairly sure. Enter alone is an answer left out, p
    goes back. The same name again is the same reader: another sheet is added to the file, and the
    same sheet takes the place of what was typed before.
    """
    from shutil import get_terminal_size

    from quiz.plain.talk import Leave, Talk

    bank = read_or_leave(bank_file)
    width = min(80, get_terminal_size().columns) if sys.stdout.isatty() else 10_000
    talk = Talk(sys.stdin, sys.stdout, width)
    with open_history(bank, bank_file) as history:
        try:
            teacher = history.reader()
        except OSError as error:
            fail(f"no paper can be typed in: {reason(error)}")
        try:
            sheet, versions = _sheet(bank, which or talk.ask(say("The code on the sheet:")))
            if letter and letter.upper() not in versions:
                refuse(f"the sheet has no version {letter}", f"choose from {', '.join(versions)}")
            _refuse_open_exam(bank, bank_file, versions["A"])
            papers = _Papers(bank, sheet, versions, talk, folder=folder, teacher=teacher)
            if name and not papers.type(name, letter.upper()):
                sys.exit(PROBLEMS)
            while not name and (one := talk.ask(say("Whose paper? Enter to end:"))):
                papers.type(one, letter.upper())
        except (Leave, KeyboardInterrupt) as end:
            talk.say("")
            sys.exit(128 + signal.SIGINT if isinstance(end, KeyboardInterrupt) else 0)


def _sheet(bank: Bank, which: str) -> tuple[str, dict[str, Round]]:
    """The code of a sheet, given by it or by its file, and the round of each version by its letter.

    Leaves if this bank has no such sheet.
    """
    import re
    from string import ascii_uppercase

    from quiz.classroom.paper import NoSheet, from_code, rounds
    from quiz.plain.sheet import CODE

    path = Path(which).expanduser()
    if path.is_file():
        try:
            with path.open(encoding="utf-8", errors="replace") as file:
                found = re.search(f'{CODE}="([^"]*)"', file.read(LARGEST))
        except OSError as error:
            fail(f"{path} can't be read: {reason(error).lower()}")
        if not found:
            fail(f"{path} isn't a sheet that {NAME} print wrote")
        which = found[1]
    code = which.strip().lower()
    try:
        made = rounds(bank, from_code(bank, code))
    except NoSheet as error:
        fail(str(error))
    return code, dict(zip(ascii_uppercase, made, strict=False))


class _Papers:
    """The papers of a sheet, typed in one after the other."""

    def __init__(
        self,
        bank: Bank,
        code: str,
        versions: Mapping[str, Round],
        talk: Talk,
        *,
        folder: Path,
        teacher: str,
    ) -> None:
        """Take the sheet's code, where to put files, and the random id of the teacher's history."""
        self._bank = bank
        self._code = code
        self._versions = versions
        self._folder = folder
        self._teacher = teacher
        self._talk = talk

    def type(self, name: str, letter: str) -> bool:
        """Type a paper in and save it; returns whether it was saved, and says why not.

        The version is asked for if there are several and `letter` is empty. Raises `Leave` when
        whoever types stops.
        """
        from quiz.classroom.handin import LONGEST_NAME, NoHandIn, file_name, read_handin
        from quiz.classroom.paper import filled, typed_before
        from quiz.plain.entering import type_in
        from quiz.plain.talk import Leave

        tell, ask = self._talk.say, self._talk.command
        if len(name) > LONGEST_NAME:
            tell(say("A name has at most {n} characters.", n=LONGEST_NAME))
            return False
        nobody = self._made(name, self._versions["A"], None)
        path, earlier, before = self._folder / file_name(nobody), None, None
        if path.exists():
            with suppress(NoHandIn):
                earlier = read_handin(path)
            if earlier is None or earlier.reader != nobody.reader or not earlier.check:
                tell(say("{file} is there already, and not from papers typed here.", file=path))
                return False
            if before := typed_before(earlier, self._code):
                there = say("{name} has this sheet. Enter to change it, n not to:", name=name)
                if ask(there) == "n":
                    return False
        try:
            while letter not in self._versions:
                letters = "/".join(self._versions)
                letter = "A"
                if len(self._versions) > 1:
                    letter = ask(say("Version {letters}:", letters=letters)).upper()
            round = self._versions[letter]
            typed = type_in(self._talk, filled(round, before) if before else round)
        except (Leave, KeyboardInterrupt):
            tell("", say("What was typed for {name} isn't saved.", name=name))
            raise
        return self._save(self._made(name, typed, earlier), path)

    def _made(self, name: str, round: Round, earlier: HandIn | None) -> HandIn:
        from datetime import UTC, datetime

        from quiz.classroom.paper import typed_in

        return typed_in(
            self._bank,
            round,
            datetime.now(UTC),
            teacher=self._teacher,
            name=name,
            sheet=self._code,
            earlier=earlier,
        )

    def _save(self, made: HandIn, path: Path) -> bool:
        from quiz.classroom.handin import in_file
        from quiz.record.lines import save

        try:
            save([in_file(made).decode().rstrip("\n")], path)
        except OSError as error:
            self._talk.say(f"{path} can't be written: {reason(error)}")
            return False
        n = sum(1 for _ in made.rounds[-1].answers)
        self._talk.say(
            say_n(
                n,
                "{file} has {n} answer of this sheet.",
                "{file} has {n} answers of this sheet.",
                file=path,
            ),
            "",
        )
        return True
