"""What there is to read: `quiz claims`, `sources`, `progress` and `report`."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from quiz import NAME
from quiz.cli.errors import warn
from quiz.cli.group import command
from quiz.cli.options import bank_option, plain_option, reader_option
from quiz.paths import for_reader
from quiz.startup import cannot_draw, of_bank, open_history, read_or_leave, refuse

if TYPE_CHECKING:
    from collections.abc import Iterable

    from quiz.bank.model import Bank
    from quiz.record.history import History
    from quiz.record.report import Form


@command(
    "quiz claims                       who claimed what, and who disputes it",
    "quiz claims manila                those that have a word",
    "quiz claims --csv > claims.csv    the same for a spreadsheet",
    short="Show who claimed or denied what, and who disputes it.",
)
@click.argument("words", nargs=-1)
@click.option("--json", "to_json", is_flag=True, help="As JSON, for a program.")
@click.option("--csv", "to_csv", is_flag=True, help="As CSV, for a spreadsheet.")
@bank_option
def claims(bank_file: Path | None, *, words: tuple[str, ...], to_json: bool, to_csv: bool) -> None:
    """Show the claims file: who claimed or denied what, who disputes it, and how it stood.

    With WORDS, show only the claims that have all of them.
    """
    from quiz.plain.lines import claim_lines
    from quiz.text import as_json, has_words, in_csv
    from quiz.words import say_n

    if to_json and to_csv:
        refuse("--json and --csv are given together", "give one of them")
    bank = read_or_leave(bank_file)
    cards = {each.id: "\n".join(claim_lines(each, bank.sources)) for each in bank.claims}
    typed = " ".join(words)
    found = [each for each in bank.claims if has_words(f"{each.event}\n{cards[each.id]}", typed)]
    if to_json:
        click.echo(as_json(found))
    elif to_csv:
        columns = (
            "id", "event", "says", "standing", "kind", "by", "through", "when", "disputed_by",
            "evidence", "stood", "as_of",
        )  # fmt: skip
        click.echo(in_csv((*columns, "sources")), nl=False)
        for claim in found:
            sources = " | ".join(dict.fromkeys(each.source for each in claim.cites))
            click.echo(in_csv((*(getattr(claim, each) for each in columns), sources)), nl=False)
    else:
        events = {
            event: some
            for event, about in bank.claims_by_event().items()
            if (some := [each for each in about if each in found])
        }
        every = say_n(len(bank.claims), "{n} claim", "{n} claims")
        if words:
            has = say_n(
                len(found),
                "{n} of {claims} has “{words}”.",
                "{n} of {claims} have “{words}”.",
                claims=every,
                words=typed,
            )
            click.echo(has)
        else:
            where = say_n(len(events), "on {n} event", "on {n} events")
            click.echo(f"{every} {where}.{_how_to_filter(events, bank_file)}")
            for event, about in events.items():
                click.echo(f"{len(about):>3}  {event}")
        for event, about in events.items():
            click.echo(f"\n{event}")
            for claim in about:
                click.echo(f"\n{cards[claim.id]}")


def _how_to_filter(events: Iterable[str], bank_file: Path | None) -> str:
    """What to type to see some of the claims, with a word of the first event."""
    words = (max(event.split(), key=len).strip(".,;:“”") for event in events)
    word = next(words, "").lower()
    from quiz.words import say

    command = f"{NAME} claims {word}{of_bank(bank_file)}"
    how = say("To see only some, add a word: {command}", command=command)
    return f" {how}" if word.isalnum() else ""


@command(short="Show who is behind the articles, and other reporting.")
@bank_option
def sources(bank_file: Path | None) -> None:
    """Show the articles and the reporting from elsewhere that the questions rest on, by title."""
    from quiz.play.explain import origin_notes
    from quiz.text import date_in_words
    from quiz.words import say

    bank = read_or_leave(bank_file)
    if not bank.sources:
        click.echo(say("This bank has no sources."), err=True)
    for id, source in bank.sources_by_title().items():
        by = ", ".join(filter(None, (source.author, source.publisher)))
        origin = "; ".join(filter(None, (source.genre, by, date_in_words(source.published))))
        lines = (source.name, origin, source.url, *origin_notes(source))
        click.echo("\n  ".join((id, *filter(None, lines))))


@command(
    "quiz progress           where you stand, and what to practise next",
    "quiz progress --json    the same figures for a program",
    short="Show where you stand, and what comes back when.",
)
@click.option("--json", "to_json", is_flag=True, help="The figures as JSON, for a program.")
@bank_option
@plain_option
@reader_option
def progress(bank_file: Path | None, *, to_json: bool, plain: bool) -> None:
    """Show where you stand, and what comes back when; in words alone when piped."""
    from datetime import datetime
    from shutil import get_terminal_size

    from quiz.record.page import profile_lines, sections
    from quiz.record.profile import PRIVACY, SHOWN, profile_of_bank
    from quiz.text import as_json
    from quiz.words import say

    bank = read_or_leave(bank_file)
    with open_history(bank, bank_file) as history:
        profile = profile_of_bank(bank, history, bank.id, datetime.now().astimezone())
    if to_json:
        click.echo(as_json(profile))
        return
    again = []
    if len(profile.sure_and_wrong) > SHOWN:
        command = for_reader(f"take --missed{of_bank(bank_file)}")
        again = [say("To answer again what you missed: {command}", command=command)]
    if plain or cannot_draw():
        click.echo("\n".join((*profile_lines(profile), "", *again, say(PRIVACY))))
        return
    for title, lines in sections(profile, get_terminal_size((72, 24)).columns):
        bold = title if os.environ.get("NO_COLOR") else click.style(title, bold=True)
        click.echo(bold, file=sys.__stdout__)
        click.echo("\n".join((*lines, "")))
    click.echo("\n".join((*again, say(PRIVACY))))


@command(
    'quiz report --to html --name "A. Reader" > report.html    to print or hand in',
    "quiz report --round 3 --to csv                            one round, for a spreadsheet",
)
@click.option(
    "--round", "number", metavar="N", type=int, help="Only this round; see quiz history list."
)
@click.option(
    "--to",
    "form",
    type=click.Choice(["md", "json", "csv", "html"]),
    default="md",
    show_default=True,
    help="The format.",
)
@click.option("--name", default="", help="Your name, if you want it on the report.")
@bank_option
@reader_option
def report(number: int | None, form: Form, name: str, bank_file: Path | None) -> None:
    """Write out your rounds, for a teacher.

    Each answer comes with the correct one and its sources. Your name is on it only if you give it.
    """
    from quiz.record.report import introduced, write
    from quiz.record.report import report as report_of

    bank = read_or_leave(bank_file)
    with open_history(bank, bank_file) as history:
        # An open exam keeps its keys to itself, also where another round asked the same question.
        summaries = [
            each for each in history.rounds(bank.id, empty=False) if each.over or not each.exam
        ]
        asks = history.exam_that_asks(bank.id)
        if number is not None and number not in {each.number for each in summaries}:
            _refuse_round(number, bank, history)
        rounds = (
            (summary, round)
            for summary in summaries
            if number in (None, summary.number) and (round := history.round(summary.number))
        )
        document = report_of(bank.about.title, rounds, bank.sources, name, asks)
        if form in ("html", "md"):
            document = introduced(document, bank, history, number)
        for piece in write(document, form):
            click.echo(piece, nl=False)
        in_exam = any(map(asks, bank.questions))
        if not (summaries or in_exam):
            take = for_reader(f"take{of_bank(bank_file)}")
            warn(f"there is nothing to report yet; take a round first: {take}")
        if in_exam:
            warn("an exam is open, so its questions are left out until it is over")


def _refuse_round(number: int, bank: Bank, history: History) -> NoReturn:
    """Leave, as a round isn't among those of a bank that can be reported."""
    what = f"round {number} can't be reported"
    for each in history.rounds(empty=False):
        if each.number == number and each.bank != bank.id:
            refuse(f"{what}: it is on another bank", "name that with --bank")
        if each.number == number:
            refuse(f"{what}: it is an exam that is still open", "finish it first")
    refuse(f"there is no round {number} to report", f"see {for_reader('history list')}")
