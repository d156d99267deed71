"""How commands are told which questions of a bank they are about: so many, a skill, a set, ids."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import click
from click.core import ParameterSource

from quiz.bank.model import LONGEST_ROUND
from quiz.cli.errors import require_listed
from quiz.startup import refuse

if TYPE_CHECKING:
    from collections.abc import Mapping

    from click.shell_completion import CompletionItem

    from quiz.bank.kinds import Question
    from quiz.bank.model import Bank, QuestionSet, Skill
    from quiz.bank.source import Source


def complete_id(
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


count_option = click.option(
    "-n",
    "count",
    default=10,
    show_default=True,
    type=click.IntRange(1, LONGEST_ROUND),
    help="How many questions.",
)
seed_option = partial(click.option, "--seed", type=click.IntRange(-(2**63), 2**63 - 1))
_by_id = partial(click.option, metavar="ID", shell_complete=complete_id)
skill_option = partial(_by_id, "--skill")
set_option = partial(_by_id, "--set", "set_id")
ids_option = partial(
    click.option, "--ids", "listed", metavar="ID,ID", multiple=True, shell_complete=complete_id
)

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


def ids_named(
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
        require_set(bank, set_id, "name its questions: --ids ID,ID")
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


def require_set(bank: Bank, set_id: str | None, instead: str = "leave out --set") -> None:
    """Leave when a bank doesn't have a set that was named; says what to do `instead`."""
    if set_id is not None and not bank.sets:
        refuse("this bank has no sets", instead)
    names = {id: each.name for id, each in bank.sets.items()}
    require_listed("set", set_id, names, [*names])
