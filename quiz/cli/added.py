"""The file of questions that `quiz import` makes, or adds to: always one that can be read again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NoReturn

import click

from quiz.bank.load import load
from quiz.bank.model import MOST_QUESTIONS
from quiz.bank.problem import BankError
from quiz.bank.read import parse, parse_good
from quiz.cli.errors import fail, reason, require_known, warn
from quiz.cli.written import replace_keeping, write_new_file
from quiz.formats.question_file import Made, ids_of, more_of, without_a_skill
from quiz.paths import for_shell
from quiz.startup import PROBLEMS, refuse
from quiz.text import plural

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from quiz.formats.taken import Taken

_MOST_NAMED = 5
"""How many names are listed in a line."""


def whole(made: Made, file: Path) -> bytes:
    """The content of a new file of questions; leaves if it couldn't be read again."""
    data = made.text.encode()
    if not _has(data, file, made.ids):
        fail(f"{file} can't be taken: as a file of questions, it couldn't be read again")
    return data


def write_new(made: Made, file: Path, out: Path) -> None:
    """Write the questions taken from a file as a new one; or leave."""
    write_new_file(whole(made, file), out)


def add(taken: Taken, out: Path, skill: str | None) -> Made:
    """Add questions at the end of a file, the file before kept beside it; or leave.

    What is there stays as it is, byte by byte.
    """
    before, document = _bank(out)
    known = [*document["skills"]]
    require_known("skill", skill, known)
    if skill is None and len(known) > 1 and without_a_skill(taken, known):
        refuse(f"{out} has several skills", f"add --skill and one of {', '.join(known)}")
    there = len(document.get("questions", ()))
    if there + len(taken.questions) > MOST_QUESTIONS:
        refuse(f"{out} would have more than {MOST_QUESTIONS} questions", "name a new file")
    made = more_of(document, taken, known[0], skill)
    after = before + _addition(before, made.text)
    if not _has(after, out, [*ids_of(document), *made.ids]):
        mend = "write each of its own under [[questions]], not in one list, or name a new file"
        refuse(f"{out} can't have questions added at its end", mend)
    try:
        kept = replace_keeping(out, before, after)
    except OSError as error:
        refuse(f"{out} can't be written: {reason(error).lower()}", "name another file")
    warn(f"the file before is {kept}")
    if skill is None:
        _name_other_skills(taken, out, known)
    return made


def _name_other_skills(taken: Taken, out: Path, known: Sequence[str]) -> None:
    """Say which skills of the questions the file doesn't have, and which one they got."""
    others = sorted({each["skill"] for each in taken.questions if "skill" in each} - {*known})
    if others:
        more = len(others) - _MOST_NAMED
        names = ", ".join(others[:_MOST_NAMED]) + (f" and {more} more" if more > 0 else "")
        skills, it = (plural(len(others), *each) for each in (("skill", "skills"), ("it", "them")))
        warn(f"{out} has no {skills} {names}: the questions on {it} are on {known[0]} there")


def _bank(out: Path) -> tuple[bytes, Mapping[str, Any]]:
    """The content of a file of questions, and the document in it; leaves if it isn't one."""
    try:
        before = load(out)
        good = parse_good(before, out)
        _, document = good or parse(before, out)
    except BankError as error:
        _leave(error)
    about, skills = document.get("about"), document.get("skills")
    if "format" not in document or not isinstance(about, dict):
        refuse(f"{out} isn't a file of questions", "name one that is, or one that isn't there yet")
    if good is None:
        refuse(f"{out} has to be mended first", f"quiz check --fix {for_shell(out)}")
    if not isinstance(skills, dict) or not skills or not _are_tables(skills.values()):
        refuse(f"{out} has no skills", "add a table [skills.ID] for what its questions are on")
    questions = document.get("questions", [])
    if not isinstance(questions, list) or not _are_tables(questions):
        refuse(f"{out} has `questions` that aren't tables", "write each under [[questions]]")
    return before, document


def _are_tables(values: Any) -> bool:
    return all(isinstance(each, dict) for each in values)


def _addition(before: bytes, text: str) -> bytes:
    """What is put at the end of a file, its lines ended as there."""
    is_crlf = 2 * before.count(b"\r\n") > before.count(b"\n")
    start = "" if before.endswith(b"\n") else "\n"
    whole = f"{start}{text}"
    return (whole.replace("\n", "\r\n") if is_crlf else whole).encode()


def _has(data: bytes, path: Path, ids: Sequence[str]) -> bool:
    """Whether a file with this content can be read, and has the questions with these ids.

    Leaves if it would be too large.
    """
    try:
        parsed = parse_good(data, path)
    except BankError as error:
        _leave(error)
    return parsed is not None and ids_of(parsed[1]) == [*ids]


def _leave(error: BankError) -> NoReturn:
    for problem in error.problems:
        click.echo(str(problem), err=True)
    raise SystemExit(PROBLEMS) from None
