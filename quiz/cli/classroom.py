"""For teachers: `quiz class`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quiz import LONG_NAME, NAME
from quiz.cli.choosing import require_set, set_option
from quiz.cli.class_file import form_of, refuse_output, write_report
from quiz.cli.errors import fail, reason, warn
from quiz.cli.group import command
from quiz.cli.options import FILE
from quiz.paths import for_shell
from quiz.startup import of_bank, read_or_leave, refuse
from quiz.text import counted

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from quiz.bank.model import Bank
    from quiz.classroom.handin import HandIn
    from quiz.classroom.received import Files, Trouble
    from quiz.classroom.results import Which

MOST_COPIED = 3
"""How many files or folders a command to copy names."""


@command(
    "quiz class handed-in/                              the hand-ins in a folder, read together",
    "quiz class *.quiz --names -o class.html            one page, to read or to print",
    "quiz class handed-in/ --to slides -o lesson.html   what to discuss, for a projector",
    "quiz class handed-in/ --set lesson-one             only the rounds of a lesson's set",
    "quiz class handed-in/ --class names.txt            who hasn't handed in",
    "quiz class handed-in/ -o questions.csv             a row a question, for a spreadsheet",
    "quiz class handed-in/ --rows readers --names -o readers.csv   a row a reader",
    "quiz class handed-in/ --rows answers -o answers.csv   readers down, questions across",
    "quiz class handed-in/ --to parquet -o tables       all answers, for DuckDB",
    "quiz class handed-in/ --send https://…/xapi        all answers, to a learning record store",
    short="Read what a class handed in, and see what to discuss.",
)
@click.argument("files", nargs=-1, required=True, type=FILE)
@click.option(
    "--bank",
    "bank_file",
    metavar="FILE",
    type=FILE,
    help="The bank that they answered, if it isn't the quiz's own.",
)
@click.option(
    "--round",
    "which",
    type=click.Choice(["first", "last", "all"]),
    default="first",
    show_default=True,
    help="Which of a reader's answers to a question count.",
)
@set_option(help="Only rounds of this set.")
@click.option(
    "--since",
    metavar="DATE",
    help="Only rounds that began on this day or later, such as 2026-11-24 or '2026-11-24 09:40'.",
)
@click.option("--names", is_flag=True, help="Name the readers, and list all who handed in.")
@click.option(
    "--class",
    "list_file",
    metavar="FILE",
    type=FILE,
    help="Names of the class, a line each, to be told who hasn't handed in.",
)
@click.option("--remark", is_flag=True, help="Judge all answers again by the bank as it is now.")
@click.option(
    "--to",
    "form",
    type=click.Choice(["text", "html", "slides", "csv", "json", "parquet"]),
    help="The format. By default, what -o is called, or else text. slides: a page of HTML for a"
    " projector. parquet: all answers as tables, into the folder that -o names.",
)
@click.option(
    "--rows",
    type=click.Choice(["questions", "readers", "answers"]),
    default="questions",
    show_default=True,
    help="What --to csv has: a row for each question, for each reader, or for each reader with a"
    " column for each question.",
)
@click.option(
    "--comma", is_flag=True, help="In --to csv, decimal commas, and semicolons between cells."
)
@click.option("-o", "--output", "out", metavar="FILE", type=FILE, help="Write it to this file.")
@click.option(
    "--send",
    "store",
    metavar="URL",
    help="Send all answers to a learning record store instead, with QUIZ_LRS_USER and"
    " QUIZ_LRS_PASSWORD from the environment.",
)
def class_(
    files: tuple[Path, ...],
    bank_file: Path | None,
    which: Which,
    form: str | None,
    out: Path | None,
    *,
    set_id: str | None,
    since: str | None,
    list_file: Path | None,
    rows: str,
    comma: bool,
    store: str | None,
    names: bool,
    remark: bool,
) -> None:
    """Read what a class handed in: what to discuss, how sure they were, whom to talk to.

    FILES are hand-ins, or folders of them. A reader who handed in twice counts once, with all
    rounds. A question in another wording than the bank's is told apart.
    """
    from quiz.classroom.expected import expected
    from quiz.classroom.narrowed import narrowed
    from quiz.classroom.received import names_of, read_handins
    from quiz.classroom.remark import judged_again
    from quiz.classroom.reported import Report
    from quiz.classroom.results import results
    from quiz.words import speak

    out = None if out == Path("-") else out
    if store is not None and (form or out or remark or which != "first"):
        refuse("--send sends all as it was handed in", "leave out --to, -o, --round, --remark")
    form = form or form_of(out)
    if out and form != "parquet":
        refuse_output(out, form, files, {"the list of names": list_file, "the bank": bank_file})
    if (rows != "questions" or comma) and form != "csv":
        refuse(f"{'--comma' if comma else '--rows'} is for a table", "add --to csv")
    if list_file and (store is not None or form not in ("text", "html")):
        refuse("--class is for a report to read", "leave it out, or write text or html")
    if form == "parquet" and which != "first":
        refuse("--to parquet has all answers", "leave out --round")
    from_then = _moment(since) if since is not None else None
    listed = _names(list_file) if list_file else None
    bank = read_or_leave(bank_file)
    require_set(bank, set_id)
    speak(None)  # what teachers are told is in English, as this report is
    apart = [each for each in (out, list_file, bank_file) if each]
    handed, troubles, read = read_handins(files, bank, apart)
    to_screen = out is None and store is None and form == "text" and sys.stdout.isatty()
    if not (to_screen and handed):  # there the report says it
        _warn_of(troubles, read)
    if not handed:
        other = any("another bank" in each.what for each in troubles)
        fail("there is no hand-in to read" + "; name their bank with --bank" * other)
    only = ""
    if set_id is not None or from_then:
        handed = narrowed(handed, set_id, from_then)
        only = _only(bank, set_id, from_then)
        if not any(each.rounds for each in handed):
            fail(f"there is no such round in what was handed in: {only[:1].lower()}{only[1:-1]}")
    if store is not None:
        _send(_active(handed), bank, store, names=names)
        return
    changes, not_judged = None, 0
    if remark:
        handed, changes, not_judged = judged_again(handed, bank)
    if form == "parquet":
        _write_tables(_active(handed), bank, out, names=names)
        return
    given = [names_of(each, read) for each in handed if each.rounds]
    report = Report(
        results(handed, bank, which),
        names=names,
        changes=changes,
        not_judged=not_judged,
        files=read,
        troubles=troubles,
        only=only,
        bank=of_bank(bank_file),
        of=_called(files, names=names),
        again=_again(files, bank_file, which, set_id, since, names=names, remark=remark),
        language=bank.about.language,
        expected=expected(listed, given) if listed else None,
    )
    write_report(report, form, rows, out, comma=comma)


def _warn_of(troubles: Sequence[Trouble], read: Files) -> None:
    """Say on stderr what is wrong with files."""
    from quiz.classroom.received import copies_in_words, in_lines, unread_in_words

    for line in in_lines(troubles):
        warn(line)
    for line in (copies_in_words(read), unread_in_words(read)):
        if line:
            warn(line)


def _again(
    files: Sequence[Path],
    bank_file: Path | None,
    which: Which,
    set_id: str | None,
    since: str | None,
    *,
    names: bool,
    remark: bool,
) -> str:
    """The command that reads the same again; empty if it is too long to copy.

    Without `names` it names folders alone, as files are called by their readers.
    """
    from shlex import quote

    if len(files) > MOST_COPIED or not (names or all(each.is_dir() for each in files)):
        return ""
    options = {"--bank": bank_file and for_shell(bank_file), "--set": set_id}
    options["--since"] = since and quote(since)
    options["--round"] = which if which != "first" else None
    given = [f"{option} {value}" for option, value in options.items() if value]
    given += ["--remark"] * remark
    return " ".join((NAME, "class", *map(for_shell, files), *given))


def _called(files: Sequence[Path], *, names: bool) -> str:
    """What the folders are called that were named, or the one that all files are in.

    Each of many folders may be a pupil's, so all are called by the one that they are in. So may be
    the folder of a single file, which has no name here without `names`.
    """
    folders = [each.resolve() for each in files if each.is_dir()]
    if len(folders) > MOST_COPIED:
        folders = _shared(folders)
    alone = [each.resolve().parent for each in files if not each.is_dir()]
    if names or len(alone) > 1:
        folders += _shared(alone)
    return ", ".join(dict.fromkeys(each.name for each in folders if each.name))


def _shared(folders: Sequence[Path]) -> list[Path]:
    """The folder that has all of these, or is all of them; none if there is no such folder."""
    from os.path import commonpath

    try:
        return [Path(commonpath(folders))]
    except ValueError:  # there are none, or they are on several disks
        return []


def _moment(text: str) -> datetime:
    """The time that `--since` gives, or leave."""
    from quiz.classroom.narrowed import moment

    try:
        return moment(text)
    except (ValueError, OverflowError, OSError):  # the last two for years that no clock has
        refuse(f"“{text}” isn't a day", "write it as 2026-11-24, or '2026-11-24 09:40'")


def _only(bank: Bank, set_id: str | None, since: datetime | None) -> str:
    """Which rounds alone count, in a sentence."""
    of_set = f"of the set “{bank.sets[set_id].name}”" if set_id is not None else ""
    then = f"since {since:%Y-%m-%d %H:%M}".removesuffix(" 00:00") if since else ""
    return f"Only rounds {' '.join(filter(None, (of_set, then)))} count."


def _names(file: Path) -> list[str]:
    """The names of a class, or leave."""
    from quiz.classroom.expected import NoNames, read_names

    try:
        return read_names(file)
    except OSError as error:
        refuse(f"{file} can't be read: {reason(error).lower()}", "name another file with --class")
    except NoNames as why:
        refuse(f"{file} {why}", "write a name on each line")


def _active(handed: Iterable[HandIn]) -> list[HandIn]:
    """The hand-ins with a round that counts: of the others, there is nothing to tell."""
    return [each for each in handed if each.rounds]


def _send(handed: Sequence[HandIn], bank: Bank, url: str, *, names: bool) -> None:
    """Send all answers to a store and say what became of them, or leave."""
    from os import environ

    from msgspec.structs import replace

    from quiz.classroom.send import NotSent, Sent, Store
    from quiz.classroom.xapi import statements

    user, password = environ.get("QUIZ_LRS_USER"), environ.get("QUIZ_LRS_PASSWORD")
    if not user or not password:
        refuse("QUIZ_LRS_USER or QUIZ_LRS_PASSWORD isn't set", "set both as the store knows them")
    try:
        store = Store(url, user, password)
    except NotSent as why:
        refuse(*why.args)
    if not names:
        handed = [replace(each, name="") for each in handed]
    sent = Sent()
    try:
        store.send(statements(handed, bank), sent)
    except NotSent as why:
        there = f"; {counted(sent.there, 'statement')} had been sent" * bool(sent.there)
        fail(f"{url}: {why}{there}")
    some, readers = counted(sent.there, "statement"), counted(len(handed), "reader")
    click.echo(f"The store has {some} on {readers}.")
    if sent.differing:
        some = counted(sent.differing, "statement")
        were, stay = ("was", "stays") if sent.differing == 1 else ("were", "stay")
        warn(f"{some} {were} already there with other contents, and {stay} as before")


def _write_tables(handed: Sequence[HandIn], bank: Bank, out: Path | None, *, names: bool) -> None:
    """Write all answers as tables and say so, or leave."""
    from quiz.classroom.parquet import write

    if out is None:
        refuse("--to parquet needs a folder", "name it with -o")
    try:
        answers = write(handed, bank, out, names=names)
    except ImportError:
        fail(f"--to parquet needs DuckDB: pip install '{LONG_NAME}[district]'")
    except OSError as error:
        refuse(f"{out} can't be written: {reason(error).lower()}", "name another folder")
    some, readers = counted(answers, "answer"), counted(len(handed), "reader")
    click.echo(f"{out} has {some} from {readers}.")
