"""The commands. What a command needs is imported when it runs, so that each starts fast."""

from __future__ import annotations

import gc
import os
import re
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, NoReturn, TypeVar

import click
from click.core import ParameterSource

from quiz import COMPLETE, NAME, __version__
from quiz.startup import (
    PROBLEMS,
    WRONG_USE,
    cannot_draw,
    for_shell,
    former_ids,
    history_here,
    open_quiz,
    read_or_leave,
    refuse,
)
from quiz.text import counted

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from quiz.bank.model import Bank, Question
    from quiz.record.report import Form

Command = TypeVar("Command", bound=Callable[..., Any])


class _Path(click.Path):
    """A path in which `~` is the home folder, also where a shell leaves it, as in `--bank=~/x`."""

    def convert(
        self,
        value: str | os.PathLike[str],
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> Any:
        """The path with the home folder written out, checked as click does."""
        return super().convert(os.path.expanduser(value), param, ctx)  # noqa: PTH111


class _Command(click.Command):
    """A command that refuses an option that is given twice, as one of the two would be ignored."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Take what was given, all of it or nothing."""
        if not ctx.resilient_parsing:
            _, _, given = self.make_parser(ctx).parse_args(list(args))
            options = [each for each in given if isinstance(each, click.Option)]
            for option in options:
                if not option.is_flag and options.count(option) > 1:
                    refuse(f"{option.opts[-1]} is given twice", "give it once")
        return super().parse_args(ctx, args)


class _Commands(_Command, click.Group):
    """A group that lists its commands as they are written here: those used first, first.

    Options of the group that stand before a command are that command's, as if they stood behind.
    """

    command_class = _Command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command, and what it is given: first the options that stood before it."""
        name, command, rest = super().resolve_command(ctx, args)
        known = {option for each in command.params for option in each.opts} if command else set()
        before = []
        for each in self.params:
            if ctx.get_parameter_source(each.name or "") is not ParameterSource.COMMANDLINE:
                continue
            option, value = each.opts[-1], ctx.params[each.name or ""]
            if option not in known and not ctx.resilient_parsing:
                refuse(f"{name} takes no {option}", f"see {NAME} {name} --help")
            before.append(option if value is True else f"{option}={value}")
        return name, command, before + rest

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's own
        return list(self.commands)


def _bank_option(command: Command) -> Command:
    return click.option(
        "--bank",
        "bank_file",
        metavar="FILE",
        type=_Path(path_type=Path),
        help="Ask from this file instead of the quiz's own questions.",
    )(command)


def _articles_option(command: Command) -> Command:
    return click.option(
        "--articles",
        metavar="DIR",
        type=_Path(path_type=Path, exists=True, file_okay=False),
        help="Your own copies of the articles (ID.txt), to show each quotation in its paragraph.",
    )(command)


def _plain_option(command: Command) -> Command:
    return click.option(
        "--plain",
        is_flag=True,
        envvar="QUIZ_PLAIN",
        help="A line at a time: for screen readers, simple terminals and pipes.",
    )(command)


def _named(table: str) -> Callable[[click.Context, click.Parameter, str], list[CompletionItem]]:
    """Completions for the ids of a table of the bank."""

    def complete(
        ctx: click.Context,
        param: click.Parameter,  # noqa: ARG001 - click's own
        incomplete: str,
    ) -> list[CompletionItem]:
        from click.shell_completion import CompletionItem

        from quiz.bank.cache import read_bank
        from quiz.bank.load import own_bank
        from quiz.bank.problem import BankError

        try:
            bank = read_bank(ctx.params.get("bank_file") or own_bank())
        except BankError:
            return []
        entries = bank.skills if table == "skills" else bank.articles()
        return [
            CompletionItem(id, help=entry.name)
            for id, entry in entries.items()
            if id.startswith(incomplete)
        ]

    return complete


@click.group(
    cls=_Commands,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="""\b
Examples:
  quiz                            open the quiz
  quiz take                       ten questions, at once
  quiz take -n 5 --skill source   five questions on one skill
  quiz take --exam --seed 7       feedback at the end; the same round again with 7
  quiz sources                    who is behind the articles

All stays on this machine; nothing is sent.""",
)
@click.version_option(__version__, prog_name="quiz")
@_bank_option
@_articles_option
@_plain_option
@click.pass_context
def main(ctx: click.Context, *, bank_file: Path | None, articles: Path | None, plain: bool) -> None:
    """A quiz that makes you a better reader of claims. Without a command, it opens."""
    gc.enable()  # what is loaded is there by now
    if ctx.invoked_subcommand is None:
        open_quiz(read_or_leave(bank_file), bank_file, articles, plain=plain)


@main.command(
    epilog="""\b
Examples:
  quiz take                          ten questions, balanced over the skills
  quiz take -n 5 --skill certainty   five on one skill
  quiz take --source dayan-2017      about one article
  quiz take --exam --seed 7          feedback at the end; 7 gives the same round again"""
)
@click.option(
    "-n", "count", default=10, show_default=True, type=click.IntRange(1, 500), help="How many."
)
@click.option("--skill", metavar="ID", help="On one skill.", shell_complete=_named("skills"))
@click.option("--source", metavar="ID", help="About one article.", shell_complete=_named("sources"))
@click.option("--seed", type=int, help="Any number; it gives the same round again.")
@click.option("--due", is_flag=True, help="What is due to come back.")
@click.option("--missed", is_flag=True, help="What you last answered wrong.")
@click.option("--exam", is_flag=True, help="Feedback at the end instead of after each question.")
@_bank_option
@_articles_option
@_plain_option
def take(
    count: int,
    skill: str | None,
    source: str | None,
    seed: int | None,
    *,
    due: bool,
    missed: bool,
    exam: bool,
    bank_file: Path | None,
    articles: Path | None,
    plain: bool,
) -> None:
    """Start a round at once."""
    from random import Random

    from quiz.play.pick import matching, pick
    from quiz.play.round import begin

    bank = read_or_leave(bank_file)
    asks = _exam_that_asks(bank, bank_file)
    _known("skill", skill, list(bank.skills))
    _known("source", source, list(bank.sources), most=3, see=f"; {NAME} sources has all")
    random = Random(seed)
    if due or missed:
        again = _again(bank, bank_file, due=due, missed=missed)
        fitting = matching(again, skill=skill, source=source)
        chosen = [question for question in fitting if not asks(question)][:count]
        if not fitting:
            none = "Nothing is due" if due else "You haven't missed anything"
            which = f" here; {counted(len(again), 'question')} elsewhere" if again else ""
            click.echo(f"{none}{which}. To start a new round: {NAME} take")
            return
    else:
        fitting = matching(bank.questions, skill=skill, source=source)
        chosen = pick([question for question in fitting if not asks(question)], count, random)
    if not fitting:
        refuse("there is no such question", "try fewer conditions")
    if not chosen:
        open_exam = asks(fitting[0])
        what = f"round {open_exam}, an exam that is still open, asks what there is"
        refuse(what, f"end it, or see {NAME} history forget --round {open_exam}")
    open_quiz(bank, bank_file, articles, begin(chosen, random, exam=exam), plain=plain)


@main.command()
@_bank_option
def sources(bank_file: Path | None) -> None:
    """Show the articles and the outside reporting that the questions rest on."""
    bank = read_or_leave(bank_file)
    for id, source in bank.sources.items():
        by = ", ".join(filter(None, (source.author, source.publisher))) or "author not known"
        click.echo(f"{id}\n  {source.name}")
        click.echo(f"  {source.genre}; {by}; {source.published or 'no date'}")
        if source.url:
            click.echo(f"  {source.url}")


@main.command(
    epilog="""\b
Examples:
  quiz progress           where you stand, and what to practise next
  quiz progress --json    the same figures for a program"""
)
@click.option("--json", "as_json", is_flag=True, help="Figures instead of a page.")
@_bank_option
@_plain_option
def progress(bank_file: Path | None, *, as_json: bool, plain: bool) -> None:
    """Show where you stand, and what comes back when; in words alone when piped."""
    from datetime import datetime
    from shutil import get_terminal_size

    import msgspec

    from quiz.plain.lines import figure_lines
    from quiz.record.profile import PRIVACY, sections, so_far
    from quiz.text import in_json

    bank = read_or_leave(bank_file)
    with history_here(bank, bank_file) as history:
        told = so_far(bank, history, bank.id, datetime.now().astimezone())
    if as_json:
        click.echo(in_json(msgspec.json.format(msgspec.json.encode(told)).decode()))
        return
    if plain or cannot_draw():
        click.echo("\n".join((*figure_lines(told), "", PRIVACY)))
        return
    for title, lines in sections(told, get_terminal_size((72, 24)).columns):
        bold = title if os.environ.get("NO_COLOR") else click.style(title, bold=True)
        click.echo(bold, file=sys.__stdout__)
        click.echo("\n".join((*lines, "")))
    click.echo(PRIVACY)


@main.command(
    epilog="""\b
Examples:
  quiz report --to html --name "A. Reader" > report.html    to print or hand in
  quiz report --round 3 --to csv                            one round, for a spreadsheet"""
)
@click.option("--round", "number", metavar="N", type=int, help="One round; quiz history list.")
@click.option(
    "--to",
    "form",
    type=click.Choice(["md", "json", "csv", "html"]),
    default="md",
    show_default=True,
    help="What to write.",
)
@click.option("--name", default="", help="Your name, when it should be on it.")
@_bank_option
def report(number: int | None, form: Form, name: str, bank_file: Path | None) -> None:
    """Write out your rounds, for a teacher.

    Each answer comes with its key and its sources; your name only when you give it.
    """
    from quiz.record.report import report as of_rounds
    from quiz.record.report import write

    bank = read_or_leave(bank_file)
    with history_here(bank, bank_file) as history:
        # An exam that is still open keeps its keys, those of the same questions elsewhere too.
        past = [each for each in history.rounds(bank.id) if each.over or not each.exam]
        asks = history.exam_that_asks(bank.id)
        if number is not None and number not in {each.number for each in past}:
            refuse(f"there is no round {number} to report", f"see {NAME} history list")
        rounds = (
            (each, round)
            for each in past
            if number in (None, each.number) and (round := history.round(each.number))
        )
        told = of_rounds(bank.about.title, rounds, bank.sources, name, asks)
        for piece in write(told, form):
            click.echo(piece, nl=False)
        if any(map(asks, bank.questions)):
            _tell("an exam is open; what it asks is left out until it is over")


@main.group(cls=_Commands)
def history() -> None:
    """See, take along or forget what is kept of your answers."""


@history.command("list")
def list_() -> None:
    """List the rounds that are kept."""
    from quiz.bank.cache import read_bank
    from quiz.bank.load import own_bank
    from quiz.bank.model import without_folder
    from quiz.bank.problem import BankError
    from quiz.text import one_line

    own = {"own"}
    with suppress(BankError):
        own.add(read_bank(own_bank()).id)
    with history_here() as history:
        for past in history.rounds():
            state = "" if past.over else ", not finished"
            count = f"{past.answered} of {past.asked} answered"
            if past.points is not None:
                count = f"{past.right} of {past.answered} right, {past.points:+d} mark"
                count += "s" * (abs(past.points) != 1)
            if not past.answered:
                count = "nothing answered"
            began = past.began.astimezone().strftime("%Y-%m-%d %H:%M")
            known = without_folder(past.bank).removeprefix("file:")
            bank = "" if past.bank in own else f"  {known}"
            click.echo(one_line(f"{past.number:>4}  {began}  {count}{state}{bank}"))


@history.command()
@click.option("--round", "number", metavar="N", type=int, help="One round alone.")
@click.option("--yes", is_flag=True, help="Do not ask.")
def forget(number: int | None, *, yes: bool) -> None:
    """Forget everything, or one round, in the backups too."""
    what = "every round" if number is None else f"round {number}"
    with history_here() as history:
        if number is not None and number not in {past.number for past in history.rounds()}:
            refuse(f"there is no round {number}", f"see {NAME} history list")
        if not yes:
            click.confirm(f"Forget {what} for good?", abort=True, err=True)
        left: list[str] = []
        try:
            gone = history.forget(number, left.append)
        except OSError as error:
            _tell(f"nothing was forgotten: {_reason(error)}")
            sys.exit(PROBLEMS)
    click.echo(f"{counted(gone, 'round')} forgotten.")
    for each in left:
        _tell(each)
    if number is None and left:  # then all should have gone
        sys.exit(PROBLEMS)


@history.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False), default="-")
def export(file: Path) -> None:
    """Write all that is kept to FILE, or to stdout, in lines of JSON.

    While an exam is open, what it asks is left out; export again when it is over.
    """
    from quiz.record.beside import is_kept_at
    from quiz.record.transfer import save

    with history_here() as history:
        if file != Path("-") and history.path and is_kept_at(history.path, file):
            refuse(f"{file} belongs to the history itself", "choose another name")
        if history.sealed():
            _tell("an exam is open; what it asks is left out: end it, then export again")
        lines = history.export(_tell)
        try:
            if file == Path("-"):
                with click.open_file("-", "w", encoding="utf-8") as stdout:
                    stdout.writelines(f"{line}\n" for line in lines)
            else:
                save(lines, file)
        except BrokenPipeError:
            raise  # whoever reads has read enough; click ends quietly
        except OSError as error:
            _tell(f"{file} can't be written: {_reason(error)}")
            sys.exit(PROBLEMS)


@history.command("import")
@click.argument("file", type=click.File("rb"), default="-")
def import_(file: IO[bytes]) -> None:
    """Merge what another history exported; what is here already is not doubled."""
    from quiz.record.transfer import lines_of

    with history_here() as history:
        try:
            rounds, answers, questions = history.import_(lines_of(file))
        except ValueError as error:
            _tell(f"{file.name}: {error}; nothing was imported")
            sys.exit(PROBLEMS)
        except OSError as error:
            _tell(f"nothing was imported: {_reason(error)}")
            sys.exit(PROBLEMS)
    new = ((rounds, "new round"), (answers, "new answer"), (questions, "new question"))
    click.echo(", ".join(counted(*each) for each in new) + ".")


@history.command()
def where() -> None:
    """Tell where your answers are kept, and how many."""
    from quiz.record.profile import PRIVACY
    from quiz.text import one_line

    with history_here() as history:
        rounds, answers = history.total()
        click.echo(one_line(str(history.path or "in memory alone")))
    click.echo(f"{counted(rounds, 'round')}, {counted(answers, 'answer')}. {PRIVACY}")


@main.command(
    epilog="""\b
Examples:
  quiz check                            the quiz's own questions
  quiz check mine.toml --articles DIR   quotations too, against your copies (ID.txt)
  quiz check --explain Q301             what a rule is for, with an example
  quiz check mine.toml --try ID "TEXT"  would this typed answer be right, and why"""
)
@click.argument("files", metavar="[FILE]...", nargs=-1, type=_Path(path_type=Path))
@click.option(
    "--articles",
    metavar="DIR",
    type=_Path(path_type=Path, exists=True, file_okay=False),
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
@click.option("--explain", metavar="CODE", help="Tell about a rule, such as Q301.")
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
) -> None:
    """Say what is wrong, unfair or not in the source, at the line where it is."""
    from shutil import get_terminal_size

    from quiz.bank.load import own_bank
    from quiz.bank.read import MOST
    from quiz.check.render import WIDEST, as_github, as_json, as_text
    from quiz.check.run import check as problems_of
    from quiz.check.run import has_quotations
    from quiz.text import one_line

    if explain:
        _explain(explain.upper())
        return
    if tried:
        _try(files, *tried)
    own = _near(own_bank())
    found = [problems_of(file, articles) for file in files or [own]]
    colour = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    width = get_terminal_size().columns if sys.stdout.isatty() else WIDEST
    for text, problems in found if form != "json" else ():
        lines = text.split("\n")
        for problem in problems:
            told = as_text(problem, lines, width) if form == "text" else [as_github(problem)]
            # Our own colours pass only by the stream below: ours lets no escape through.
            click.echo("\n".join(told), sys.__stdout__ if colour else None, color=colour)
    every = [problem for _, problems in found for problem in problems]
    if form == "json":
        click.echo(as_json(every))
    errors = sum(problem.level == "error" for problem in every)
    more = "; there may be more" if any(len(problems) == MOST for _, problems in found) else ""
    warnings = counted(len(every) - errors, "warning")
    if not articles and any(has_quotations(text) for text, _ in found):
        more += "; quotations not compared (add --articles DIR)"
    what = "" if files else f"{one_line(str(own))}: "
    click.echo(f"{what}{counted(errors, 'error')}, {warnings}{more}", err=True)
    sys.exit(PROBLEMS if errors else 0)


@main.command(
    epilog="""\b
Example:
  quiz schema > questions.schema.json   then begin your file with
                                        #:schema ./questions.schema.json"""
)
def schema() -> None:
    """Print a JSON Schema with which editors complete and check while you type."""
    from quiz.check.schema import schema as of_the_types

    click.echo(of_the_types(), nl=False)


@main.command(
    epilog="""\b
Example:
  quiz new mine.toml && quiz check mine.toml && quiz take --bank mine.toml"""
)
@click.argument("file", type=_Path(path_type=Path))
def new(file: Path) -> None:
    """Write a small file of questions to start from: one of each kind, with notes."""
    from quiz.bank.load import starter
    from quiz.text import one_line

    # Readers keep the rounds of two banks apart by their ids, so each gets one of its own.
    name = re.sub(r"[^a-z0-9]+", "-", file.stem.lower()).strip("-")[:40].strip("-") or "bank"
    text = starter(f"{name}-{os.urandom(2).hex()}")
    try:
        with file.open("x", encoding="utf-8") as opened:
            opened.write(text)
    except FileExistsError:
        refuse(f"{file} is there already", "name a new file")
    except OSError as error:
        why = (error.strerror or str(error)).lower()
        refuse(f"{file} can't be written: {why}", "name a file in a folder of your own")
    see = f"{NAME} take --bank {for_shell(file)}"
    click.echo(one_line(f"{file} is ready; see it with: {see}"), err=True)


@main.command(
    epilog="""\b
Example:
  quiz preview mine.toml ferry-claim"""
)
@click.argument("file", type=_Path(path_type=Path))
@click.argument("id")
def preview(file: Path, id: str) -> None:
    """Show a question of a file as a reader sees it, with its answer and citations."""
    from random import Random
    from shutil import get_terminal_size

    from quiz.plain.lines import preview_lines
    from quiz.play.mark import Certainty, key
    from quiz.play.round import Answer, answer, begin
    from quiz.text import wrapped

    bank = read_or_leave(file)
    questions = {question.id: question for question in bank.questions}
    _known("question", id, list(questions), most=3)
    _refuse_in_exam(bank, file, questions[id])
    round = begin([questions[id]], Random(id))
    slot = answer(round, Answer(key(questions[id]), Certainty.SURE)).slot
    for line in wrapped(preview_lines(bank, slot), min(80, get_terminal_size().columns)):
        click.echo(line)


@main.command(
    epilog="""\b
Examples:
  quiz completion bash >> ~/.bashrc
  quiz completion zsh >> ~/.zshrc
  quiz completion fish > ~/.config/fish/completions/quiz.fish"""
)
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> None:
    """Print what makes a shell complete the commands and their options."""
    from click.shell_completion import get_completion_class

    complete = get_completion_class(shell)
    assert complete is not None, shell  # noqa: S101 - click has all three
    click.echo(complete(main, {}, NAME, COMPLETE).source())


def complete(asked: str) -> None:
    """Answer a shell that asks for completions, as in `bash_complete`, with text alone.

    Click would write bytes, and whatever was typed with them.
    """
    from click.shell_completion import get_completion_class

    shell, _, what = asked.partition("_")
    kind = get_completion_class(shell)
    if kind is None or what not in ("complete", "source"):
        sys.exit(WRONG_USE)
    asking = kind(main, {}, NAME, COMPLETE)
    try:
        click.echo(asking.complete() if what == "complete" else asking.source())
    except (KeyError, ValueError):  # the words to complete are not there
        sys.exit(WRONG_USE)


def _explain(code: str) -> None:
    """Tell about a rule, or name all whose codes begin so; leave when there is none."""
    from quiz.check.rules import explain, rules

    family = [f"{each} {rule.title}" for each, rule in rules().items() if each.startswith(code)]
    if code not in rules() and family:
        click.echo("\n".join(family))
        return
    _known("rule", code, list(rules()), most=3)
    click.echo("\n".join(explain(code)))


def _try(files: tuple[Path, ...], id: str, text: str) -> NoReturn:
    """Say whether a text answers a question, and leave with 0 when it does."""
    from quiz.bank.model import Short
    from quiz.play.typed import match, understood

    if len(files) > 1:
        refuse("--try looks at one question", "name one file")
    file = files[0] if files else None
    bank = read_or_leave(file)
    questions = {question.id: question for question in bank.questions}
    _known("question", id, list(questions), most=3)
    question = questions[id]
    if not isinstance(question, Short):
        refuse(f"“{id}” is not answered by typing", "name a question of the kind short")
    _refuse_in_exam(bank, file, question)
    found, number = match(question, text), understood(question, text)
    if found is None:
        told = f"wrong: it is read as {number}" if number else "wrong: it fits no accepted form"
    elif found.by == "slip":
        told = f"right, with a slip: it is spelled “{found.form}”"
    else:
        told = f"right: it {'fits' if found.by == 'form' else 'is read as'} “{found.form}”"
    click.echo(told)
    sys.exit(0 if found else PROBLEMS)


def _exam_that_asks(bank: Bank, bank_file: Path | None) -> Callable[[Question], int]:
    """What gives the number of the open exam that asks a question of a bank; 0 when none does.

    The history is only looked at, and stays as it is.
    """
    from quiz.record.history import History

    history = History.look()
    try:
        return history.exam_that_asks(bank.id, *former_ids(bank, bank_file))
    finally:
        history.close()


def _refuse_in_exam(bank: Bank, bank_file: Path | None, question: Question) -> None:
    """Leave when an exam that is still open asks a question, since its key isn't told yet."""
    if number := _exam_that_asks(bank, bank_file)(question):
        exam = f"round {number}, an exam that is still open, asks {question.id}"
        refuse(exam, f"end it, or see {NAME} history forget --round {number}")


def _near(path: Path) -> Path:
    """A path as it is seen from here, where that is shorter."""
    try:
        return path.relative_to(Path.cwd())
    except (ValueError, OSError):  # it lies elsewhere, or the folder that we are in is gone
        return path


def _tell(said: str) -> None:
    """Say something on stderr, in a line."""
    from quiz.text import one_line

    click.echo(one_line(f"quiz: {said}"), err=True)


def _reason(error: Exception) -> str:
    """What an error says, without its number."""
    return getattr(error, "strerror", None) or str(error)


def _again(bank: Bank, bank_file: Path | None, *, due: bool, missed: bool) -> list[Question]:
    """The questions to ask once more, the most urgent first."""
    from datetime import UTC, datetime

    from quiz.record import review

    with history_here(bank, bank_file) as history:
        memories = history.schedule(bank.id)
        found = review.missed(bank, memories) if missed else []
        if due:
            found += review.due(bank, memories, datetime.now(UTC))
    return list({question.id: question for question in found}.values())


def _known(
    option: str,
    given: str | None,
    known: Sequence[str],
    most: int | None = None,
    see: str = "",
) -> None:
    """Leave with the names that there are, nearest first, when the one given is not known."""
    if given is None or given in known:
        return
    from difflib import SequenceMatcher

    nearest = sorted(known, key=lambda name: -SequenceMatcher(None, given, name).ratio())
    more = f", …{see}" if most and len(known) > most else ""
    refuse(f"there is no {option} “{given}”", f"there are {', '.join(nearest[:most])}{more}")
