"""The commands. What a command needs is imported when it runs, so that each starts fast."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

import click

from quiz import __version__

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from quiz.bank.model import Bank
    from quiz.play.round import Round

PROBLEMS, WRONG_USE = 1, 2

Command = TypeVar("Command", bound=Callable[..., Any])


class _Commands(click.Group):
    """A group that lists its commands as they are written here: those used first, first."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's own
        return list(self.commands)


def _bank_option(command: Command) -> Command:
    return click.option(
        "--bank",
        "bank_file",
        metavar="FILE",
        type=click.Path(path_type=Path),
        help="Ask from this file instead of the quiz's own questions.",
    )(command)


def _articles_option(command: Command) -> Command:
    return click.option(
        "--articles",
        metavar="DIR",
        type=click.Path(path_type=Path, exists=True, file_okay=False),
        help="Your own copies of the articles (ID.txt), to show each quotation in its paragraph.",
    )(command)


def _named(table: str) -> Callable[[click.Context, click.Parameter, str], list[CompletionItem]]:
    """Completions for the ids of a table of the bank."""

    def complete(
        ctx: click.Context,
        param: click.Parameter,  # noqa: ARG001 - click's own
        incomplete: str,
    ) -> list[CompletionItem]:
        from click.shell_completion import CompletionItem

        from quiz.bank.problem import BankError
        from quiz.bank.read import own_bank, read_bank

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
@click.pass_context
def main(ctx: click.Context, bank_file: Path | None, articles: Path | None) -> None:
    """A quiz that makes you a better reader of claims. Without a command, it opens."""
    if ctx.invoked_subcommand is None:
        _need_terminal()
        _open(_read(bank_file), bank_file, articles)


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
@click.option("--exam", is_flag=True, help="Feedback at the end instead of after each question.")
@_bank_option
@_articles_option
def take(
    count: int,
    skill: str | None,
    source: str | None,
    seed: int | None,
    *,
    exam: bool,
    bank_file: Path | None,
    articles: Path | None,
) -> None:
    """Start a round at once."""
    from random import Random

    from quiz.play.pick import matching, pick
    from quiz.play.round import begin

    bank = _read(bank_file)
    _known("skill", skill, list(bank.skills))
    _known("source", source, list(bank.sources))
    random = Random(seed)
    chosen = pick(matching(bank.questions, skill=skill, source=source), count, random)
    if not chosen:
        _refuse("there is no such question", "try fewer conditions")
    _need_terminal()
    _open(bank, bank_file, articles, begin(chosen, random, exam=exam))


@main.command()
@_bank_option
def sources(bank_file: Path | None) -> None:
    """Show the articles and the outside reporting that the questions rest on."""
    bank = _read(bank_file)
    for id, source in bank.sources.items():
        by = ", ".join(filter(None, (source.author, source.publisher))) or "author not known"
        click.echo(f"{id}\n  {source.name}")
        click.echo(f"  {source.genre}; {by}; {source.published or 'no date'}")
        if source.url:
            click.echo(f"  {source.url}")


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
    click.echo(complete(main, {}, "quiz", "_QUIZ_COMPLETE").source())


def _read(bank_file: Path | None) -> Bank:
    """The bank to ask from; says what is wrong with it and leaves when it cannot be used."""
    from quiz.bank.problem import BankError
    from quiz.bank.read import own_bank, read_bank

    try:
        return read_bank(bank_file or own_bank())
    except BankError as error:
        for problem in error.problems:
            click.echo(str(problem), err=True)
        sys.exit(PROBLEMS)


def _open(
    bank: Bank, bank_file: Path | None, articles: Path | None, round: Round | None = None
) -> NoReturn:
    """Open the screens, at a round when there is one, and leave when they close."""
    from quiz.tui.app import QuizApp

    key = str(bank_file.resolve()) if bank_file else "own"
    sys.exit(QuizApp.open(bank, key=key, articles=articles, round=round))


def _need_terminal() -> None:
    """Leave with a line when there is no terminal to read keys from or to draw on."""
    for name, stream in (("stdin", sys.stdin), ("stderr", sys.stderr)):
        try:
            drawn = stream is not None and os.isatty(stream.fileno())
        except (OSError, ValueError):
            drawn = False
        if not drawn:
            _refuse(f"{name} is not a terminal", "run it in a terminal window")


def _known(option: str, given: str | None, known: Sequence[str]) -> None:
    """Leave with the names that there are, nearest first, when the one given is not known."""
    if given is None or given in known:
        return
    from difflib import SequenceMatcher

    nearest = sorted(known, key=lambda name: -SequenceMatcher(None, given, name).ratio())
    _refuse(f"there is no {option} “{given}”", f"there are {', '.join(nearest)}")


def _refuse(what: str, mend: str) -> NoReturn:
    from quiz.bank.problem import clean

    click.echo(clean(f"quiz: {what}; {mend}"), err=True)
    sys.exit(WRONG_USE)
