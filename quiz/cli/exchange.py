"""To other tools and back: `quiz export`, `quiz import`."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quiz.bank.ids import ID
from quiz.cli.choosing import ids_named, ids_option, skill_option
from quiz.cli.errors import fail, offered, reason, require_known, warn
from quiz.cli.group import command
from quiz.cli.options import HomePath, OutPath, bank_option, reader_option
from quiz.cli.written import refuse_to_replace, same_file, write_keeping
from quiz.formats import EXPORTS, IMPORTS, changed, export_format, import_format
from quiz.paths import for_shell
from quiz.startup import open_history, read_or_leave, refuse
from quiz.text import counted, one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quiz.bank.kinds import Question
    from quiz.bank.model import Bank
    from quiz.formats.question_file import Made
    from quiz.formats.taken import Taken

LARGEST = 64_000_000
"""The most bytes in a file that questions are taken from."""
_STDIN = Path("-")
_OTHER = HomePath(path_type=Path, readable=False)
"""A file that is opened whatever it is, so that what is wrong with it is said in one line."""
_OUT = OutPath(path_type=Path, readable=False)
"""One that is written, whatever it is."""


@command(
    "quiz export --to csv -o questions.csv              all questions, for a spreadsheet",
    "quiz export --to csv --skill source > source.csv   those on one skill",
    "quiz export --to anki --with-history -o quiz.apkg  cards, due when the questions are",
    short="Write questions for another tool, and say what it can't hold.",
)
@click.option(
    "--to", "form", required=True, type=click.Choice(EXPORTS), help="What to write them for."
)
@skill_option(help="Only questions on this skill.")
@ids_option(help="Only these questions.")
@click.option(
    "--with-history", is_flag=True, help="Cards for Anki come back when your questions would."
)
@click.option("-o", "--output", "out", metavar="FILE", type=_OUT, help="Write it to this file.")
@bank_option
@reader_option
@click.pass_context
def export(
    ctx: click.Context,
    *,
    form: str,
    skill: str | None,
    listed: tuple[str, ...],
    out: Path | None,
    bank_file: Path | None,
    with_history: bool,
) -> None:
    """Write questions with their keys and reasons in the format of another tool.

    What that format can't hold is named on stderr, with the questions that it's about.
    """
    bank = read_or_leave(bank_file)
    format = export_format(form)
    if out and out != Path("-"):
        read = {"the file of questions": bank_file}
        refuse_to_replace(out, f"an earlier export to {form}", format.OURS, read)
    require_known("skill", skill, [*bank.skills])
    if ids := ids_named(ctx, bank, None, listed):
        known = {each.id: each for each in bank.questions}
        questions = [known[id] for id in ids]
    else:
        questions = [each for each in bank.questions if skill in (None, each.skill)]
    if not (questions := offered(bank, bank_file, questions)):
        fail("there is nothing to export")
    if with_history:
        content = _with_history(form, bank, bank_file, questions)
    else:
        content = format.written(bank, questions)
    if out is None or out == Path("-"):
        # In bytes that are no text, a terminal may find commands.
        if b"\0" in content and sys.stdout.isatty():
            refuse(f"what --to {form} writes is for no screen", "name a file for it with -o")
        click.echo(content, nl=False)
    else:
        kept = write_keeping(content, out)
        click.echo(f"{out} has {counted(len(questions), 'question', 'questions')}.")
        if kept:
            warn(f"the file before is {kept}")
    for change, its in changed(format, questions).items():
        every = len(its) == len(questions) > 1
        which = f"every question ({len(its)})" if every else ", ".join(its)
        warn(f"{change.what}: {change.becomes}: {which}")


def _with_history(
    form: str, bank: Bank, bank_file: Path | None, questions: Sequence[Question]
) -> bytes:
    """Cards for Anki with the reader's memories; leaves for any other format."""
    if form != "anki":
        refuse(f"--with-history doesn't go with --to {form}", "leave it out, or write --to anki")
    from quiz.formats.anki import written

    with open_history(bank, bank_file) as history:
        memories = history.schedule(bank.id)
    known = sum(each.id in memories for each in questions)
    some = counted(known, "card has", "cards have")
    warn(f"{some} a due date; tick “Import any learning progress” in Anki")
    return written(bank, questions, memories)


@command(
    "quiz import course.xml -o mine.toml           a new file of questions, or more of one",
    "quiz import table.csv --skill source          to the screen, all on one skill",
    short="Take questions from another tool's file, and say what is lost.",
)
@click.argument("file", type=_OTHER)
@click.option(
    "-o",
    "--output",
    "out",
    metavar="FILE",
    type=_OUT,
    help="Write them to this file of questions, at its end if there is one.",
)
@click.option("--skill", metavar="ID", help="The skill that all of them are on.")
@click.option(
    "--from", "form", type=click.Choice(IMPORTS), help="The format, if it isn't recognised."
)
def import_(file: Path, *, out: Path | None, skill: str | None, form: str | None) -> None:
    """Take questions from another tool's file; - is what comes in by a pipe.

    What lacks a reason or anything else comes as a draft, which is never asked; quiz check lists
    what each still needs. What is lost is named on stderr, with its place.
    """
    from quiz.cli.added import add, whole, write_new

    if out and same_file(out, file):
        refuse(f"{out} is the file that questions are taken from", "name another file for -o")
    taken = _taken(file, form)
    for each in taken.lost:
        click.echo(one_line(f"{file}: {each.where}: {each.what}"), err=True)
    if not taken.questions:
        fail(f"{file} has no question that can be taken")
    if skill and not ID.fullmatch(skill):
        refuse(f"“{skill}” can't be an id", "use lower-case letters, digits and hyphens")
    has, more = f"{out} has", ""
    if out is None or out == Path("-"):
        made = _new(taken, file, skill)
        click.echo(whole(made, file), nl=False)
        has = "these are"
    elif os.path.lexists(out):
        made = add(taken, out, skill)
        more = "more "
    else:
        write_new(made := _new(taken, file, skill), file, out)
    count = counted(len(made.ids), f"{more}question")
    are = f"{made.drafts} of them" if made.drafts < len(made.ids) else "all of them"
    warn(f"{has} {count}; drafts: {are if made.drafts else 0}")
    if made.known:
        ids = counted(made.known, "of their ids was", "of their ids were")
        warn(f"{ids} there already and got a number; the same questions may be there twice now")
    if made.skills:
        skills = ", ".join(f"[skills.{each}]" for each in made.skills)
        warn(f"before they can be asked, write what their skill is: {skills}")
    if out and out != Path("-"):
        warn(f"see what they still need: quiz check {for_shell(out)}")


def _taken(file: Path, form: str | None) -> Taken:
    """What can be taken from a file, or leave with a line that says why nothing can."""
    from quiz.bank.load import read_regular_file
    from quiz.formats.recognise import recognised
    from quiz.formats.taken import NotReadable

    try:
        if file == _STDIN:
            data = sys.stdin.buffer.read(LARGEST + 1)
        else:
            data = read_regular_file(file, LARGEST)
    except (OSError, ValueError) as error:
        why = reason(error)
        refuse(f"{file} can't be read: {why[:1].lower()}{why[1:]}", "name another file")
    if len(data) > LARGEST:
        refuse(f"{file} is larger than {LARGEST // 1_000_000} MB", "split it into several files")
    try:
        return import_format(form or recognised(data)).read(data)
    except NotReadable as error:
        fail(f"{file}: {error}")


def _new(taken: Taken, file: Path, skill: str | None) -> Made:
    """A whole file of questions."""
    from quiz.bank.ids import id_of_its_own
    from quiz.formats.question_file import new_file

    title = "Imported" if file == _STDIN else one_line(file.stem)
    return new_file(taken, title, id_of_its_own(file.stem), skill)
