"""`quiz take`: start a round at once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quiz import NAME
from quiz.cli.errors import exam_that_asks, refuse_open_exam, require_known
from quiz.cli.group import command
from quiz.cli.options import articles_option, bank_option, plain_option
from quiz.startup import open_history, open_quiz, read_or_leave, refuse
from quiz.text import counted

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from quiz.bank.kinds import Question
    from quiz.bank.model import Bank


def _ids(table: str) -> Callable[[click.Context, click.Parameter, str], list[CompletionItem]]:
    """A function that completes the ids in a table of the bank, `skills` or `sources`."""

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


@command(
    "quiz take                          ten questions, balanced over the skills",
    "quiz take -n 5 --skill certainty   five on one skill",
    "quiz take --source dayan-2017      about one article",
    "quiz take --exam --seed 7          feedback at the end; 7 gives the same round again",
)
@click.option(
    "-n", "count", default=10, show_default=True, type=click.IntRange(1, 500), help="How many."
)
@click.option("--skill", metavar="ID", help="On one skill.", shell_complete=_ids("skills"))
@click.option("--source", metavar="ID", help="About one article.", shell_complete=_ids("sources"))
@click.option("--seed", type=int, help="Any number; it gives the same round again.")
@click.option("--due", is_flag=True, help="What is due to come back.")
@click.option("--missed", is_flag=True, help="What you last answered wrong.")
@click.option("--exam", is_flag=True, help="Feedback at the end instead of after each question.")
@bank_option
@articles_option
@plain_option
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
    asks = exam_that_asks(bank, bank_file)
    require_known("skill", skill, list(bank.skills))
    require_known("source", source, list(bank.sources), most=3, see=f"; {NAME} sources has all")
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
        refuse_open_exam(asks(fitting[0]), "what there is")
    open_quiz(bank, bank_file, articles, begin(chosen, random, exam=exam), plain=plain)


def _again(bank: Bank, bank_file: Path | None, *, due: bool, missed: bool) -> list[Question]:
    """The questions to ask once more, the most urgent first."""
    from datetime import UTC, datetime

    from quiz.record import review

    with open_history(bank, bank_file) as history:
        memories = history.schedule(bank.id)
        questions = review.missed(bank, memories) if missed else []
        if due:
            questions += review.due(bank, memories, datetime.now(UTC))
    return list({question.id: question for question in questions}.values())
