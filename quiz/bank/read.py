"""Read a bank from a file, or find every problem that keeps it from being one."""

import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import msgspec
import tomli

from quiz import NAME
from quiz.bank.consistency import inconsistencies
from quiz.bank.drafts import in_file, without_drafts
from quiz.bank.limits import refuse_costly, unreadable
from quiz.bank.load import gc_paused, load, plain_text, unsafe_values
from quiz.bank.meant import taken_as
from quiz.bank.model import LISTS, MOST_QUESTIONS, Bank
from quiz.bank.problem import MOST_PROBLEMS, BankError, Problem, file_error

_ESCAPE = re.compile(r"\\[befruUx]")


def read_bank(path: Path) -> Bank:
    """The bank in a file; raises `BankError` with every problem if it cannot be used."""
    return bank_of(load(path), path)


def bank_of(data: bytes, path: Path) -> Bank:
    """The bank in the content of a file; raises `BankError` with every problem in it."""
    text, document = parse(data, path)
    taken_as(document)
    asked, places = without_drafts(document)
    if places == [] and asked is not document:
        mend = "take `draft = true` out of one that is ready; `quiz check` says what each needs"
        raise file_error(path, "Q118", "all its questions are drafts, so there's none to ask", mend)
    bank, problems = build(asked)
    if bank is None or problems:
        problems = [in_file(problem, places, document) for problem in problems]
        raise _located_error(problems, text, path)
    return bank


def parse(data: bytes, path: Path) -> tuple[str, dict[str, Any]]:
    """The text of a file and the document in it; raises `BankError` with every fault of syntax."""
    if parsed := parse_good(data, path):
        return parsed
    from quiz.bank.mending import reading  # noqa: PLC0415 - for a bad file alone

    past = reading(data, path)
    if past.document is not None and not past.faults:
        return past.text, past.document
    raise BankError(past.problems(str(path)) or past.problems(str(path), quiet=True))


def parse_good(data: bytes, path: Path) -> tuple[str, dict[str, Any]] | None:
    """The text of a file and the document in it; None if something in it has to be mended first.

    Raises `BankError` if the file is empty or would take too long to read.
    """
    text = plain_text(data)
    if text is None:
        return None
    if not text or text.isspace():
        mend = f"{NAME} new FILE writes one to start from"
        raise file_error(path, "Q001", "the file is empty", mend)
    refuse_costly(text, path)
    try:
        with gc_paused():
            document = tomli.loads(text)
    except tomli.TOMLDecodeError:
        return None
    except (ValueError, RecursionError, OverflowError) as error:
        raise file_error(path, "Q005", unreadable(error)) from None
    # Escapes such as "\u001b" become characters only in parsing, so look again.
    unsafe = _ESCAPE.search(text) and any(unsafe_values(document))
    single = any(isinstance(document.get(name), dict) for name in LISTS)
    return None if unsafe or single else (text, document)


def build(document: dict[str, Any]) -> tuple[Bank | None, list[Problem]]:
    """The bank in a document, and the errors in it, without their lines.

    If there are too many questions, only the first `MOST_QUESTIONS` are checked.
    """
    questions = document.get("questions")
    if isinstance(questions, list) and len(questions) > MOST_QUESTIONS:
        _, problems = build({**document, "questions": questions[:MOST_QUESTIONS]})
        message = f"`questions` has {len(questions)} entries; {MOST_QUESTIONS} is the most"
        return None, [Problem("Q103", message, path=("questions",)), *problems]
    try:
        bank = msgspec.convert(document, Bank)
    except (msgspec.ValidationError, ValueError) as error:  # the latter: a number too long to show
        from quiz.bank.misplaced import told_once  # noqa: PLC0415 - for a bad file alone
        from quiz.bank.validate import validate  # noqa: PLC0415 - slow, for a bad file alone

        invalid = islice(validate(document, msgspec.inspect.type_info(Bank)), MOST_PROBLEMS)
        told = [*invalid, *islice(inconsistencies(document), MOST_PROBLEMS)]
        # A bank that can't be used always has something to report.
        rest = told_once(list(_without_echoes(told, document)), document) or told
        return None, rest or [Problem("Q103", f"this can't be used: {error}")]
    return bank, list(islice(inconsistencies(document, bank), MOST_PROBLEMS))


def _without_echoes(problems: list[Problem], document: dict[str, Any]) -> Iterator[Problem]:
    """The problems without those of references to something whose name has a problem itself."""
    from quiz.bank.ids import kebab  # noqa: PLC0415 - for a bad file alone

    tables = [each.path for each in problems if each.code == "Q105"]
    names = {str(path[1]) for path in tables if path[0] in ("skills", "sources")}
    names |= {id for name in names if (id := kebab(name))}
    unnamed = any(each.path[:1] == ("questions",) and _is_of_id(each) for each in problems)
    for each in problems:
        if unnamed and each.code == "Q119" and each.message.startswith("there is no question"):
            continue
        if names and each.path and each.path[-1] in ("skill", "source"):
            value: Any = document
            for part in each.path:
                value = value[part]
            if isinstance(value, str) and names & {value, kebab(value)}:
                continue
        yield each


def _is_of_id(problem: Problem) -> bool:
    """Whether a problem is that a question has no id, or none that can be used."""
    lacks = problem.code == "Q102" and problem.message == "`id` is missing"
    return lacks or problem.path[-1:] == ("id",)


def _located_error(problems: list[Problem], text: str, path: Path) -> BankError:
    from quiz.bank.locate import locate  # noqa: PLC0415 - loads a parser, for a bad file alone

    return BankError(locate(problems, text, str(path)))
