"""`quiz take`: start a round at once."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.core import ParameterSource

from quiz import NAME
from quiz.bank.model import LONGEST_ROUND
from quiz.cli.errors import refuse_open_exam, require_listed, warn
from quiz.cli.group import command
from quiz.cli.options import articles_option, bank_option, plain_option, reader_option
from quiz.paths import for_reader
from quiz.startup import open_quiz, read_or_leave, refuse
from quiz.words import say, say_n

if TYPE_CHECKING:
    from collections.abc import Mapping

    from click.shell_completion import CompletionItem

    from quiz.bank.kinds import Question
    from quiz.bank.model import Bank, QuestionSet, Skill
    from quiz.bank.source import Source
    from quiz.session import OpenRound, Session


def _complete_id(
    ctx: click.Context, param: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """The ids of the bank's skills, articles, sets or questions that begin like this."""
    from click.shell_completion import CompletionItem

    from quiz.bank.cache import cached_bank
    from quiz.bank.load import own_bank
    from quiz.bank.problem import BankError

    try:
        bank = cached_bank(ctx.params.get("bank_file") or own_bank())
    except BankError:
        return []
    entries: Mapping[str, Skill | Source | QuestionSet | Question]
    before = ""
    match param.name:
        case "skill":
            entries = bank.skills
        case "source":
            entries = bank.articles()
        case "set_id":
            entries = bank.sets
        case _:
            typed, comma, incomplete = incomplete.rpartition(",")
            before, given = typed + comma, typed.split(",")
            entries = {each.id: each for each in bank.questions if each.id not in given}
    return [
        CompletionItem(f"{before}{id}", help=entry.name)
        for id, entry in entries.items()
        if id.startswith(incomplete)
    ]


@command(
    "quiz take                          ten questions, balanced over the skills",
    "quiz take -n 5 --skill certainty   five on one skill",
    "quiz take --source dayan-2017      about one article",
    "quiz take --set lesson-one         the questions of a lesson, the same for all",
    "quiz take --exam --seed 7          feedback at the end; 7 gives the same round again",
)
@click.option(
    "-n",
    "count",
    default=10,
    show_default=True,
    type=click.IntRange(1, LONGEST_ROUND),
    help="How many questions.",
)
@click.option("--skill", metavar="ID", help="Questions on one skill.", shell_complete=_complete_id)
@click.option(
    "--source", metavar="ID", help="Questions about one article.", shell_complete=_complete_id
)
@click.option(
    "--seed",
    type=click.IntRange(-(2**63), 2**63 - 1),
    help="Any number; the same one gives the same round again.",
)
@click.option(
    "--set",
    "set_id",
    metavar="ID",
    help="The questions of a set, in an order of your own.",
    shell_complete=_complete_id,
)
@click.option(
    "--ids",
    "listed",
    metavar="ID,ID",
    multiple=True,
    help="These questions, in an order of your own.",
    shell_complete=_complete_id,
)
@click.option("--due", is_flag=True, help="Questions that are due to come back.")
@click.option("--missed", is_flag=True, help="Questions you got wrong last time.")
@click.option("--marked", is_flag=True, help="Questions you marked to come back to.")
@click.option("--exam", is_flag=True, help="Feedback at the end instead of after each question.")
@bank_option
@articles_option
@plain_option
@reader_option
@click.pass_context
def take(
    ctx: click.Context,
    *,
    count: int,
    skill: str | None,
    source: str | None,
    seed: int | None,
    set_id: str | None,
    listed: tuple[str, ...],
    due: bool,
    missed: bool,
    marked: bool,
    exam: bool,
    bank_file: Path | None,
    articles: Path | None,
    plain: bool,
) -> None:
    """Start a round at once."""
    from random import Random

    from quiz.play import round as rounds
    from quiz.session import CannotBegin

    bank = read_or_leave(bank_file)
    skills = {id: each.name for id, each in bank.skills.items()}
    require_listed("skill", skill, skills, [*skills])
    titles = {id: each.name for id, each in bank.sources.items()}
    require_listed("source", source, titles, [*bank.articles()], f" ({NAME} sources has all)")
    ids = _ids(ctx, bank, set_id, listed)

    def begin(session: Session) -> OpenRound:
        random = Random(seed)
        try:
            questions = (
                session.choose_these(ids, random)
                if ids
                else session.choose(
                    count,
                    skill=skill,
                    source=source,
                    due=due,
                    missed=missed,
                    marked=marked,
                    random=None if seed is None else random,
                )
            )
        except CannotBegin as reason:
            if news := session.news():
                warn(news)
            if reason.exam:
                refuse_open_exam(reason.exam, "all of these are")
            if not (due or missed or marked):
                refuse("no question fits all of that", "ask for less")
            none = (
                say("You haven't missed anything") if missed else say("You haven't marked anything")
            )
            none, more = say("Nothing is due") if due else none, reason.elsewhere
            if more:
                elsewhere = say_n(
                    more, "here; {n} question elsewhere", "here; {n} questions elsewhere"
                )
                none = f"{none} {elsewhere}"
            new = say("To start a new round: {command}", command=for_reader("take"))
            click.echo(f"{none}. {new}")
            sys.exit()
        flagged = session.history.marked(bank.id) if marked else ()
        round = rounds.begin(
            questions, random, exam=exam, flagged=flagged, seed=seed, set=set_id or ""
        )
        return session.prepare(round, skill=skill)

    open_quiz(bank, bank_file, articles, begin, plain=plain)


_CHOOSING = {
    "set_id": "--set",
    "listed": "--ids",
    "count": "-n",
    "skill": "--skill",
    "source": "--source",
    "due": "--due",
    "missed": "--missed",
    "marked": "--marked",
}
"""The options that choose questions; one of the first two goes with none of the others."""


def _ids(
    ctx: click.Context, bank: Bank, set_id: str | None, listed: tuple[str, ...]
) -> tuple[str, ...]:
    """The ids of the questions that are named by a set or one by one, if any are; or leave."""
    if set_id is None and not listed:
        return ()
    given = [
        option
        for name, option in _CHOOSING.items()
        if ctx.get_parameter_source(name) is ParameterSource.COMMANDLINE
    ]
    if len(given) > 1:
        refuse(f"{given[0]} and {given[1]} are given together", "give one of them")
    if set_id is not None:
        if not bank.sets:
            refuse("this bank has no sets", f"name its questions: {NAME} take --ids ID,ID")
        names = {id: each.name for id, each in bank.sets.items()}
        require_listed("set", set_id, names, [*names])
        return bank.sets[set_id].ids
    ids = [id.strip() for each in listed for id in each.split(",") if id.strip()]
    questions = {each.id: each.name for each in bank.questions}
    for id in ids:
        require_listed("question", id, questions, [])
    if twice := next((id for id in ids if ids.count(id) > 1), None):
        refuse(f"“{twice}” is given twice", "give it once")
    if not 0 < len(ids) <= LONGEST_ROUND:
        refuse(f"--ids has {len(ids)} ids", f"give it 1 to {LONGEST_ROUND}")
    return tuple(ids)
