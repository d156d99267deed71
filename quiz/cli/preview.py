"""For those who write questions, to see what they wrote: `quiz try` and `quiz preview`."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quiz import NAME
from quiz.cli.errors import fail, offered, refuse_in_exam, require_known, warn
from quiz.cli.group import command
from quiz.cli.options import FILE, OUT, articles_option, plain_option
from quiz.cli.written import refuse_to_replace, write_file
from quiz.paths import for_shell
from quiz.startup import PROBLEMS, open_quiz, refuse
from quiz.text import counted

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from quiz.bank.kinds import Question
    from quiz.bank.model import Bank
    from quiz.bank.problem import Problem
    from quiz.session import OpenRound, Session

_OURS = re.compile(
    rb"\s*<!DOCTYPE html>.{0,300}<meta name=\"generator\" content=\"quiz preview\">"
    rb"|(1\. [^\n]+ \([\w-]+\)\r?\n\s*\n)?[^\n]+ \xc2\xb7 [^\n]+\n\s*\n",
    re.DOTALL,
)
"""How a preview of ours begins: a page, or lines with the group of the skill and the skill."""
MOST_SHOWN = 20
"""How many problems are named; a broken bank may have thousands."""


def _complete_id(
    ctx: click.Context,
    param: click.Parameter,  # noqa: ARG001 - click's own signature
    incomplete: str,
) -> list[CompletionItem]:
    """The ids of the file's questions that begin like this, with their titles."""
    from click.shell_completion import CompletionItem

    from quiz.bank.problem import BankError
    from quiz.bank.sound import sound_part

    try:
        questions = sound_part(ctx.params["file"]).bank.questions
    except (BankError, KeyError):
        return []
    return [
        CompletionItem(each.id, help=each.name)
        for each in questions
        if each.id.startswith(incomplete)
    ]


ids_argument = click.argument("ids", metavar="[ID]...", nargs=-1, shell_complete=_complete_id)


@command(
    "quiz try mine.toml                every question, in the order of the file",
    "quiz try mine.toml ferry-claim    this one alone",
    short="Answer questions of a file as a reader would; nothing is kept.",
)
@click.argument("file", type=FILE)
@ids_argument
@articles_option
@plain_option
def try_(file: Path, ids: tuple[str, ...], articles: Path | None, *, plain: bool) -> None:
    """Answer questions of a file as a reader would. Nothing is kept.

    Questions with errors are left out, and named, so that you can see the others meanwhile.
    """
    from random import Random

    from quiz.bank.model import LONGEST_ROUND
    from quiz.play.round import begin

    _refuse_id("try", file, ids)
    bank, questions = _questions(file, ids)
    if len(questions) > LONGEST_ROUND:
        warn(f"these are the first {LONGEST_ROUND} of {len(questions):,}; name others by their ids")
        questions = questions[:LONGEST_ROUND]

    def begin_trial(session: Session) -> OpenRound:
        return session.prepare(begin(questions, Random()))

    open_quiz(bank, file, articles, begin_trial, plain=plain, trial=True)


@command(
    "quiz preview mine.toml ferry-claim                   this question, in lines of text",
    "quiz preview mine.toml --all -o preview.html         all of them, for a colleague",
    short="Show questions of a file with their answers; --all for a colleague.",
)
@click.argument("file", type=FILE)
@ids_argument
@click.option("--all", "every", is_flag=True, help="All questions, in the order of the file.")
@click.option(
    "--to",
    "form",
    type=click.Choice(["text", "html"]),
    help="The format; html is one page, to read or to print. By default, what -o is called.",
)
@click.option("-o", "--output", "out", metavar="FILE", type=OUT, help="Write it to this file.")
@articles_option
def preview(
    file: Path,
    ids: tuple[str, ...],
    form: str | None,
    out: Path | None,
    articles: Path | None,
    *,
    every: bool,
) -> None:
    """Show questions of a file as a reader sees them, with their answers and citations.

    Questions with errors are left out, and named. With your own copies of the articles, their words
    are in it: then it's for your desk alone.
    """
    out = None if out == Path("-") else out
    _refuse_id("preview", file, ids)
    if not (ids or every or file.exists()):
        refuse(f"there is no file “{file}”", "name a file, then the ids of questions in it")
    if bool(ids) is every:
        what = "both --all and an id are given" if ids else "no question is named"
        refuse(what, "give one of the two" if ids else "add its id, or --all")
    if out:
        refuse_to_replace(out, "a preview", _OURS, {"the file of questions": file})
    bank, questions = _questions(file, ids)
    form = form or ("html" if out and out.suffix.lower() in (".html", ".htm") else "text")
    if form == "html":
        from quiz.plain.preview import preview_page

        pieces = preview_page(bank, questions, articles)
    else:
        pieces = _in_lines(bank, questions, articles, to_file=out is not None)
    if out is None:
        for piece in pieces:
            click.echo(piece, nl=False)
        return
    write_file(pieces, out)


def _refuse_id(command: str, file: Path, others: Sequence[str]) -> None:
    """Leave with a line if an id is where the file should be, or the quiz's own file isn't here."""
    from quiz.bank.ids import kebab
    from quiz.bank.load import own_bank

    if file.exists():
        return
    if file.name == own_bank().name and own_bank().exists():
        refuse(f"there is no file “{file}”", f"the quiz's own is {for_shell(own_bank())}")
    if str(file) != kebab(str(file)):
        return
    files = [each for each in others if Path(each).is_file()]
    named = for_shell(Path(files[0])) if files else "questions.toml"
    mend = f"an id goes after the file: {NAME} {command} {named} {file}"
    refuse(f"there is no file “{file}”", mend)


def _in_lines(
    bank: Bank, questions: Sequence[Question], articles: Path | None, *, to_file: bool
) -> Iterator[str]:
    """Questions in lines of at most 80 columns, each of several under its number and its title."""
    from shutil import get_terminal_size

    from quiz.plain.preview import preview_lines
    from quiz.text import wrapped

    width = 80 if to_file else min(80, get_terminal_size().columns)
    for number, question in enumerate(questions, start=1):
        if len(questions) > 1:
            name = f"{number}. {question.name} ({question.id})"
            yield from ("\n" * 2 if number > 1 else "", f"{name}\n\n")
        yield from (f"{line}\n" for line in wrapped(preview_lines(bank, question, articles), width))


def _questions(file: Path, ids: Sequence[str]) -> tuple[Bank, list[Question]]:
    """What is sound in a file, and the questions with these ids, or all in the order of the file.

    Names what is left out, because of its faults or because an open exam asks it, and leaves if
    that is a question that was asked for.
    """
    from quiz.bank.problem import BankError
    from quiz.bank.sound import sound_part
    from quiz.words import speak

    try:
        sound = sound_part(file)
    except BankError as error:
        _show(error.problems, file)
        sys.exit(PROBLEMS)
    _show(sound.problems, file)
    bank, known = sound.bank, {each.id: each for each in sound.bank.questions}
    speak(bank.about.language)
    for id in ids:
        require_known("question", id, [*known, *sound.left_out], most=3)
        if id not in known:
            fail(f"“{id}” can't be shown until that is mended")
    if sound.left_out:
        are = counted(len(sound.left_out), "question is", "questions are")
        names = ", ".join(sound.left_out[:MOST_SHOWN])
        more = ", …" if len(sound.left_out) > MOST_SHOWN else ""
        warn(f"{are} left out until that is mended: {names}{more}")
    if ids:
        refuse_in_exam(bank, file, questions := [known[id] for id in ids])
    elif not (questions := offered(bank, file, bank.questions)):
        sys.exit(PROBLEMS)
    return bank, questions


def _show(problems: Sequence[Problem], file: Path) -> None:
    """Name problems on stderr, a line for each."""
    for problem in problems[:MOST_SHOWN]:
        click.echo(str(problem), err=True)
    if (more := len(problems) - MOST_SHOWN) > 0:
        warn(f"there are {more:,} more; they are listed by: {NAME} check {for_shell(file)}")
