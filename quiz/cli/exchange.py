"""To other tools and back: `quiz export`."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quiz.cli.choosing import complete_id, ids_named
from quiz.cli.errors import fail, reason, require_known, warn
from quiz.cli.group import command
from quiz.cli.options import FILE, bank_option
from quiz.formats import EXPORTS, changed, export_format
from quiz.startup import former_ids, read_or_leave, refuse
from quiz.text import counted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quiz.bank.kinds import Question
    from quiz.bank.model import Bank


@command(
    "quiz export --to csv -o questions.csv              all questions, for a spreadsheet",
    "quiz export --to csv --skill source > source.csv   those on one skill",
    short="Write questions for another tool, and say what it can't hold.",
)
@click.option(
    "--to", "form", required=True, type=click.Choice(EXPORTS), help="What to write them for."
)
@click.option(
    "--skill",
    metavar="ID",
    help="Only questions on this skill.",
    shell_complete=complete_id,
)
@click.option(
    "--ids",
    "listed",
    metavar="ID,ID",
    multiple=True,
    help="Only these questions.",
    shell_complete=complete_id,
)
@click.option("-o", "--output", "out", metavar="FILE", type=FILE, help="Write it to this file.")
@bank_option
@click.pass_context
def export(
    ctx: click.Context,
    *,
    form: str,
    skill: str | None,
    listed: tuple[str, ...],
    out: Path | None,
    bank_file: Path | None,
) -> None:
    """Write questions with their keys and reasons in the format of another tool.

    What that format can't hold is named on stderr, with the questions that it's about.
    """
    bank = read_or_leave(bank_file)
    format = export_format(form)
    if out and bank_file and out.exists() and bank_file.exists() and out.samefile(bank_file):
        refuse(f"{out} is the file of questions itself", "choose another name")
    require_known("skill", skill, [*bank.skills])
    if ids := ids_named(ctx, bank, None, listed):
        known = {each.id: each for each in bank.questions}
        questions = [known[id] for id in ids]
    else:
        questions = [each for each in bank.questions if skill in (None, each.skill)]
    questions = _offered(bank, bank_file, questions)
    content = format.written(bank, questions)
    if out is None or out == Path("-"):
        click.echo(content, nl=False)
    else:
        try:
            out.write_bytes(content)
        except OSError as error:
            fail(f"{out} can't be written: {reason(error).lower()}; name another file")
        click.echo(f"{out} has {counted(len(questions), 'question', 'questions')}.")
    for change, its in changed(format, questions).items():
        every = len(its) == len(questions) > 1
        which = f"every question ({len(its)})" if every else ", ".join(its)
        warn(f"{change.what}: {change.becomes}: {which}")


def _offered(bank: Bank, file: Path | None, questions: Sequence[Question]) -> list[Question]:
    """The questions without those that an open exam asks, as their keys would be given away."""
    from quiz.record.history import History

    with closing(History.open_read_only()) as history:
        asks = history.exam_that_asks(bank.id, *former_ids(bank, file))
        offered = [each for each in questions if not asks(each)]
    if len(offered) < len(questions):
        warn("an exam is open, so its questions are left out until it is over")
    if not offered:
        fail("there is nothing to export")
    return offered
