"""`quiz take`: start a round at once."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quiz import NAME
from quiz.cli.choosing import (
    complete_id,
    count_option,
    ids_named,
    ids_option,
    seed_option,
    set_option,
    skill_option,
)
from quiz.cli.errors import refuse_open_exam, require_listed, warn
from quiz.cli.group import command
from quiz.cli.options import articles_option, bank_option, plain_option, reader_option
from quiz.paths import for_reader
from quiz.startup import of_bank, open_quiz, read_or_leave, refuse
from quiz.words import say, say_n

if TYPE_CHECKING:
    from datetime import datetime

    from quiz.session import OpenRound, Session


@command(
    "quiz take                          ten questions, balanced over the skills",
    "quiz take -n 5 --skill certainty   five on one skill",
    "quiz take --source dayan-2017      about one article",
    "quiz take --set lesson-one         the questions of a lesson, the same for all",
    "quiz take --exam --until 09:40     ends when the bell rings",
    "quiz take --exam --seed 7          feedback at the end; 7 gives the same round again",
)
@count_option
@skill_option(help="Questions on one skill.")
@click.option(
    "--source", metavar="ID", help="Questions about one article.", shell_complete=complete_id
)
@seed_option(help="Any number; the same one gives the same round again.")
@set_option(help="The questions of a set, in an order of your own.")
@ids_option(help="These questions, in an order of your own.")
@click.option(
    "--until",
    metavar="HH:MM",
    help="End at this time; what was answered counts.",
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
    until: str | None,
    due: bool,
    missed: bool,
    marked: bool,
    exam: bool,
    bank_file: Path | None,
    articles: Path | None,
    plain: bool,
) -> None:
    """Start a round at once."""
    from datetime import datetime
    from random import Random

    from quiz.play import round as rounds
    from quiz.session import CannotBegin

    bank = read_or_leave(bank_file)
    skills = {id: each.name for id, each in bank.skills.items()}
    require_listed("skill", skill, skills, [*skills])
    titles = {id: each.name for id, each in bank.sources.items()}
    see = f" ({NAME} sources{of_bank(bank_file)} has all)"
    require_listed("source", source, titles, [*bank.articles()], see)
    ids = ids_named(ctx, bank, set_id, listed)
    bell = None if until is None else _bell(until, datetime.now().astimezone())

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
            none = say("Nothing is due") if due else say("You haven't marked anything")
            if missed and not due:
                none = say("You haven't missed anything")
            if more := reason.elsewhere:
                here = say_n(more, "here; {n} question elsewhere", "here; {n} questions elsewhere")
                none = f"{none} {here}"
            command = for_reader(f"take{of_bank(bank_file)}")
            new = say("To start a new round: {command}", command=command)
            click.echo(f"{none}. {new}")
            sys.exit()
        flagged = session.history.marked(bank.id) if marked else ()
        round = rounds.begin(
            questions, random, exam=exam, flagged=flagged, seed=seed, set=set_id or ""
        )
        return session.prepare(round, skill=skill, until=bell)

    open_quiz(bank, bank_file, articles, begin, plain=plain)


def _bell(until: str, now: datetime) -> datetime:
    """The next time that a clock here shows this, in the next 12 hours or today; or leave."""
    from datetime import datetime, time, timedelta

    match = re.fullmatch(r"\s*([01]?\d|2[0-3])[:.]([0-5]\d)\s*", until, re.ASCII)
    if not match:
        refuse(f"“{until}” isn't a time of day", "write it as 09:40 or 21:40")
    at = time(int(match[1]), int(match[2]))
    today, tomorrow = (
        datetime.combine(now.date() + timedelta(days), at).astimezone() for days in (0, 1)
    )
    if today <= now and tomorrow - now > timedelta(hours=12):
        refuse(f"{at:%H:%M} has passed: it's {now:%H:%M}", "choose a later time")
    return today if today > now else tomorrow
