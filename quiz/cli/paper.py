"""A quiz on paper, for teachers: `quiz print`.

A sheet may have been copied, and lie on desks: no other sheet takes the place of its file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

import click

from quiz import NAME
from quiz.cli.choosing import (
    count_option,
    ids_named,
    ids_option,
    seed_option,
    set_option,
    skill_option,
)
from quiz.cli.errors import reason, refuse_in_exam, require_listed
from quiz.cli.group import command
from quiz.cli.options import OUT, bank_option
from quiz.cli.written import refuse_to_replace, write_file
from quiz.startup import of_bank, read_or_leave, refuse
from quiz.text import in_a_row, plural

MOST_VERSIONS = 26
_LARGEST = 10_000_000
"""The most bytes of a sheet that are read again."""
_OURS = re.compile(
    rb"\s*<!DOCTYPE html>.{0,300}<meta name=\"generator\" content=\"quiz print\">", re.DOTALL
)
"""How a sheet or a key of ours begins."""


@command(
    "quiz print -n 8 --seed 7 -o sheet.html             eight questions, on paper",
    "quiz print --versions 2 --key -o sheet.html        sheet-A, sheet-B, sheet-key.html",
    "quiz print --ids ferry-late,pier-closed --large -o sheet.html",
    short="Print questions for a class, in versions; --key for what is right.",
)
@count_option
@seed_option(
    help="Any number; the same one gives the same sheet again. By default, that of the sheet"
    " that is there already, or one at random."
)
@set_option(help="The questions of a set.")
@skill_option(help="Questions on one skill.")
@ids_option(help="These questions.")
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
    "-o", "--output", "out", metavar="FILE", type=OUT, required=True, help="A file of HTML."
)
@bank_option
@click.pass_context
def print_(
    ctx: click.Context,
    *,
    count: int,
    seed: int | None,
    skill: str | None,
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
    was asked, so that papers count as rounds on a machine do. The same command again gives the same
    sheet, and none is replaced by another.
    """
    from random import Random

    from quiz.classroom.paper import Sheet, code, rounds
    from quiz.plain.key import key_page
    from quiz.plain.sheet import sheet_page
    from quiz.play.pick import pick

    if out == Path("-"):
        refuse("a sheet goes into a file", "name one, as in -o sheet.html")
    bank = read_or_leave(bank_file)
    require_listed(
        "skill", skill, {id: each.name for id, each in bank.skills.items()}, [*bank.skills]
    )
    key_file = out.with_name(f"{out.stem}-key{out.suffix}")
    sheets = _sheets(out, versions)
    files = (*sheets.values(), key_file)[: versions + key]
    for file in files:
        refuse_to_replace(file, "a sheet or a key", _OURS, {"the file of questions": bank_file})
    if seed is None and (seed := _seed_there(files)) is None:
        seed = Random().randrange(1000, 10_000)
    if ids := ids_named(ctx, bank, set_id, listed):
        sheet = Sheet(seed, versions, set=set_id or "", ids=() if set_id else ids)
    elif skill:
        on_it = pick([each for each in bank.questions if each.skill == skill], count, Random(seed))
        if not on_it:
            refuse(f"no question is on “{skill}” yet", "name another skill")
        sheet = Sheet(seed, versions, ids=tuple(each.id for each in on_it))
    else:
        sheet = Sheet(seed, versions, count=min(count, len(bank.questions)))
    made = rounds(bank, sheet)
    its_code = code(bank, sheet)
    if key:
        refuse_in_exam(bank, bank_file, [slot.question for slot in made[0].slots])
    _refuse_other_sheet(files, its_code)
    for round, (letter, file) in zip(made, sheets.items(), strict=True):
        write_file(sheet_page(bank, round, its_code, letter, large=large), file)
    if key:
        write_file(key_page(bank, made, its_code, large=large), key_file)
    also = f", and {key_file} what is right" if key else ""
    has = plural(versions, "has", "have")
    click.echo(
        f"{in_a_row(map(str, sheets.values()))} {has} the sheet with the code {its_code}{also}."
    )
    click.echo(f"Its seed is {seed}: with --seed {seed}, the same command gives it again.")
    click.echo(f"To type papers in: {NAME} enter --sheet {its_code}{of_bank(bank_file)}")


def _sheets(out: Path, versions: int) -> dict[str, Path]:
    """The file of each version by its letter: the one that was named, or one each."""
    from string import ascii_uppercase

    if versions == 1:
        return {"A": out}
    letters = ascii_uppercase[:versions]
    return {each: out.with_name(f"{out.stem}-{each}{out.suffix}") for each in letters}


def code_in(file: Path) -> str:
    """The code of a sheet, or of its key, from the file; empty if it has none.

    Raises `OSError` if it can't be read.
    """
    from quiz.plain.sheet import CODE

    with file.open(encoding="utf-8", errors="replace") as opened:
        found = re.search(f'{CODE}="([^"]*)"', opened.read(_LARGEST))
    return found[1] if found else ""


def _seed_there(files: Iterable[Path]) -> int | None:
    """The seed of the first of these files that is a sheet; None if there is none yet."""
    from quiz.classroom.paper import seed_of

    for file in files:
        if code := _code_there(file):
            return seed_of(code)
    return None


def _refuse_other_sheet(files: Iterable[Path], code: str) -> None:
    """Leave if one of these files is a sheet with another code, or one that has none."""
    for file in files:
        there = _code_there(file)
        if there is not None and there != code:
            is_sheet = f"is the sheet {there}" if there else "is another sheet"
            refuse(
                f"{file} {is_sheet}, which papers may be copied from",
                "choose another name, or remove it first",
            )


def _code_there(file: Path) -> str | None:
    """The code in a file; None if there is no such file, or nothing in it."""
    try:
        return code_in(file) if file.is_file() and file.stat().st_size else None
    except OSError as error:
        refuse(f"{file} can't be replaced: {reason(error).lower()}", "choose another name")
