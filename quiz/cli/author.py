"""For those who write questions: `quiz check`, `schema` and `new`."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from quiz.cli.errors import refuse_in_exam, require_known
from quiz.cli.group import command
from quiz.cli.options import FILE, FOLDER
from quiz.paths import called, for_shell
from quiz.startup import PROBLEMS, read_or_leave, refuse
from quiz.text import one_line

if TYPE_CHECKING:
    from quiz.bank.kinds import Question
    from quiz.bank.model import Bank


@command(
    "quiz check                            the quiz's own questions",
    "quiz check mine.toml --articles DIR   quotations too, against your copies (ID.txt)",
    "quiz check --fix mine.toml            mend what has one right mend",
    "quiz check mine.toml --watch          again each time you save, with counts",
    "quiz check --explain Q301             what a rule is for, with an example",
    'quiz check mine.toml --try ID "TEXT"  would this typed answer be right, and why',
    short="Find what is wrong or unfair in a file of questions.",
)
@click.argument("files", metavar="[FILE]...", nargs=-1, type=FILE)
@click.option(
    "--articles",
    metavar="DIR",
    type=FOLDER,
    help="Your own copies of the articles (ID.txt), to compare each quotation with.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "github"]),
    default="text",
    show_default=True,
    help="How to show what was found.",
)
@click.option(
    "--watch", "watched", is_flag=True, help="Check again each time you save, until Ctrl-C."
)
@click.option(
    "--fix",
    "fixing",
    is_flag=True,
    help="Mend what has one right mend; the file before is kept beside it.",
)
@click.option("--diff", is_flag=True, help="Show what --fix would change, and change nothing.")
@click.option("--explain", metavar="CODE", help="Explain a rule, such as Q301.")
@click.option(
    "--try",
    "tried",
    nargs=2,
    metavar="ID TEXT",
    help="Say whether a typed answer to a `short` question would be right, and why.",
)
def check(
    files: tuple[Path, ...],
    articles: Path | None,
    form: str,
    explain: str | None,
    tried: tuple[str, str] | None,
    *,
    watched: bool,
    fixing: bool,
    diff: bool,
) -> None:
    """Find what is wrong, unfair or not in the source, and say on which line."""
    if explain:
        _explain(explain.upper())
    elif tried:
        _try(files, *tried)
    elif watched:
        from quiz.cli.watch import watch

        if form != "text":
            refuse("--watch draws a screen for you", "leave --format out")
        if fixing or diff:
            refuse("--watch only looks", "leave --fix and --diff out")
        watch(files or [_own()], articles)
    elif diff:
        from quiz.cli.fixing import show_changes

        sys.exit(PROBLEMS if show_changes(files) else 0)
    else:
        if fixing:
            from quiz.cli.fixing import fix

            fix(files)
        _check(files, articles, form)


@command(
    "quiz schema > questions.schema.json   then begin your file with\n"
    "                                        #:schema ./questions.schema.json",
    short="Print a JSON Schema, with which editors check as you type.",
)
def schema() -> None:
    """Print a JSON Schema that lets editors complete and check as you type."""
    from quiz.check.schema import schema as schema_of_the_types

    click.echo(schema_of_the_types(), nl=False)


@command(
    "quiz new mine.toml && quiz check mine.toml && quiz take --bank mine.toml",
    "quiz new meine.toml --language de     the same in German",
    short="Write a small file of questions to start from.",
)
@click.argument("file", type=FILE)
@click.option(
    "--language",
    type=click.Choice(["en", "de"], case_sensitive=False),
    default="en",
    show_default=True,
    help="The language of its questions and its notes.",
)
def new(file: Path, language: str) -> None:
    """Write a small file of questions to start from: one of each kind, with notes."""
    from quiz.bank.ids import id_of_its_own
    from quiz.bank.load import starter
    from quiz.cli.written import write_new_file

    if os.path.lexists(file):
        refuse(f"{file} already exists", "choose another name")
    write_new_file(starter(id_of_its_own(file.stem), language).encode(), file)
    see = f"{called()} take --bank {for_shell(file)}"
    click.echo(one_line(f"{file} is ready; try it with: {see}"), err=True)


def _question(bank: Bank, id: str) -> Question:
    """The question with this id; leaves when there is none."""
    questions = {question.id: question for question in bank.questions}
    require_known("question", id, list(questions), most=3)
    return questions[id]


def _check(files: tuple[Path, ...], articles: Path | None, form: str) -> NoReturn:
    """Show the problems of the files, or of the quiz's own bank, and leave with 1 for an error."""
    from shutil import get_terminal_size

    from quiz.check.render import WIDEST, as_github, as_json, as_text, repeated, summary
    from quiz.check.run import check as check_file

    own = _own()
    results = [check_file(file, articles) for file in files or [own]]
    every = [problem for _, problems in results for problem in problems]
    colour = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    width = get_terminal_size().columns if sys.stdout.isatty() else WIDEST
    for text, problems in results if form != "json" else ():
        lines = text.split("\n")
        shown = repeated(problems) if form == "text" else ((each, 0) for each in problems)
        for problem, more in shown:
            report = [*as_text(problem, lines, width)] if form == "text" else [as_github(problem)]
            report += [f"… and {more} more like it"] if more else []
            # Colours go to the stream below: ours lets no escape through.
            click.echo("\n".join(report), sys.__stdout__ if colour else None, color=colour)
    if form == "json":
        click.echo(as_json(every))
    told = summary(results, compared=articles is not None)
    click.echo(told if files else one_line(f"{own}: {told}"), err=True)
    sys.exit(PROBLEMS if any(problem.level == "error" for problem in every) else 0)


def _own() -> Path:
    """The file of the quiz's own questions, from here if it lies below."""
    from quiz.bank.load import own_bank

    own = own_bank()
    with suppress(ValueError, OSError):  # it lies elsewhere, or the working folder is gone
        own = own.relative_to(Path.cwd())
    return own


def _explain(code: str) -> None:
    """Explain a rule, or list all whose codes begin like this; leaves when there is none."""
    from quiz.check.explain import RULES, explain

    family = [f"{each} {rule.title}" for each, rule in RULES.items() if each.startswith(code)]
    if code not in RULES and family:
        click.echo("\n".join(family))
        return
    require_known("rule", code, list(RULES), most=3)
    click.echo("\n".join(explain(code)))


def _try(files: tuple[Path, ...], id: str, text: str) -> NoReturn:
    """Say whether a text answers a question, and leave with 0 when it does."""
    from quiz.bank.kinds import Choice, Multi, Order, Short, Sort, Spot
    from quiz.bank.typed.match import match, read_number

    if len(files) > 1:
        refuse("--try looks at one question", "name one file")
    file = files[0] if files else None
    bank = read_or_leave(file)
    question = _question(bank, id)
    match question:
        case Choice() | Multi() | Sort() | Order() | Spot():
            refuse(f"“{id}” is not answered by typing", "name a question of the kind short")
        case Short():
            pass
    refuse_in_exam(bank, file, [question])
    matched, number = match(question, text), read_number(question, text)
    if matched is None:
        verdict = f"wrong: it is read as {number}" if number else "wrong: it fits no accepted form"
    elif matched.by == "slip":
        verdict = f"right, with a slip: it is spelt “{matched.form}”"
    else:
        verdict = f"right: it {'fits' if matched.by == 'form' else 'is read as'} “{matched.form}”"
    click.echo(verdict)
    sys.exit(0 if matched else PROBLEMS)
