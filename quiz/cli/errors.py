"""What several commands refuse, and how they say so on stderr."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from quiz.paths import for_reader
from quiz.startup import PROBLEMS, WRONG_USE, former_ids, refuse
from quiz.text import by_likeness, one_line

if TYPE_CHECKING:
    from quiz.bank.kinds import Question
    from quiz.bank.model import Bank
    from quiz.record.history import History


def warn(message: str) -> None:
    """Print a line on stderr."""
    click.echo(one_line(f"quiz: {message}"), err=True)


def fail(message: str) -> NoReturn:
    """Print a line on stderr, and leave with the exit code for problems."""
    warn(message)
    sys.exit(PROBLEMS)


def fail_to_keep(what: str, history: History, error: OSError) -> NoReturn:
    """Leave, as the history can't be written; says why once, and not again as its news."""
    if history.in_memory:
        history.news()
    fail(f"{what}: {reason(error)}")


def reason(error: Exception) -> str:
    """The message of an error, without its number."""
    return getattr(error, "strerror", None) or str(error)


def require_known(
    what: str, name: str | None, known: Sequence[str], most: int | None = None, see: str = ""
) -> None:
    """Leave when a name isn't known, and list those that are, the nearest first.

    `most` is how many names to list; `see` says where the rest are.
    """
    if name is None or name in known:
        return
    names = ", ".join(by_likeness(name, known)[:most])
    more = f", …{see}" if most and len(known) > most else ""
    refuse(f"there is no {what} “{name}”", f"choose from {names}{more}")


def require_listed(
    what: str, name: str | None, known: Mapping[str, str], first: Sequence[str], see: str = ""
) -> None:
    """Leave when a name isn't known, and list those that are with their titles, nearest first.

    `first` are those to list beside the nearest three; `see` says where the rest are.
    """
    if name is None or name in known:
        return
    warn(f"there is no {what} “{name}”; choose one of these{see}:")
    near = by_likeness(name, known)
    listed = [each for each in near if each in first or each in near[:3]]
    column = max(map(len, listed))
    for each in listed:
        click.echo(one_line(f"  {each:<{column}}  {known[each]}"), err=True)
    sys.exit(WRONG_USE)


def refuse_in_exam(bank: Bank, bank_file: Path | None, questions: Iterable[Question]) -> None:
    """Leave when an open exam asks one of these questions, so as not to give its key away."""
    asks = _exam_that_asks(bank, bank_file)
    for question in questions:
        if number := asks(question):
            refuse_open_exam(number, f"“{question.id}” is")


def offered(bank: Bank, bank_file: Path | None, questions: Sequence[Question]) -> list[Question]:
    """The questions without those that an open exam asks; a line says if some are left out."""
    asks = _exam_that_asks(bank, bank_file)
    others = [each for each in questions if not asks(each)]
    if len(others) < len(questions):
        warn("an exam is open, so its questions are left out until it is over")
    return others


def _exam_that_asks(bank: Bank, bank_file: Path | None) -> Callable[[Question], int]:
    """The number of the open exam that asks a question of this bank, or 0, as a function.

    It only looks at the history, and creates none.
    """
    from quiz.record.history import History

    with closing(History.open_read_only()) as history:
        return history.exam_that_asks(bank.id, *former_ids(bank, bank_file))


def refuse_open_exam(number: int, what_is: str) -> NoReturn:
    """Leave because of an open exam, by its number, and what it asks."""
    exam = f"{what_is} in round {number}, an exam that is still open"
    refuse(exam, f"finish it, or see {for_reader(f'history forget --round {number}')}")
