"""Read a bank from a file, or find every problem that keeps it from being one."""

import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import msgspec
import tomli
from msgspec.structs import replace

from quiz.bank.consistency import inconsistencies
from quiz.bank.drafts import in_file, without_drafts
from quiz.bank.limits import too_much
from quiz.bank.load import decode, gc_paused, load, unsafe_character
from quiz.bank.meant import taken_as
from quiz.bank.model import MOST_QUESTIONS, Bank
from quiz.bank.problem import MOST_PROBLEMS, BankError, DocumentPath, Problem, file_error, position
from quiz.text import UNSAFE

DEEPEST = 8
"""The most parts in a dotted key; the time to read one grows with their square."""

_PART = r"""[ \t]*(?>[\w-]+|"[^"\n]*"|'[^'\n]*')[ \t]*"""
_DEEP_KEY = re.compile(rf"\.(?:{_PART}\.){{{DEEPEST - 1}}}")
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
        problems = [in_file(problem, places) for problem in problems]
        raise _located_error(problems, text, path)
    return bank


def parse(data: bytes, path: Path) -> tuple[str, dict[str, Any]]:
    """The text of a file and the document in it; raises `BankError` if it cannot be parsed."""
    text = decode(data, path)
    if key := _DEEP_KEY.search(text):
        message = f"a key has more than {DEEPEST} parts"
        where = position(text, key.start())
        raise BankError([Problem("Q005", message, file=str(path), **where)])
    if excess := too_much(text):
        raise file_error(path, "Q005", excess, "split it into several files")
    try:
        with gc_paused():
            document = tomli.loads(text)
        # Escapes such as "\u001b" become characters only in parsing, so look again.
        unsafe = list(islice(_unsafe(document), MOST_PROBLEMS)) if _ESCAPE.search(text) else []
    except tomli.TOMLDecodeError as error:
        from quiz.bank.toml_errors import toml_problem  # noqa: PLC0415 - for a bad file alone

        raise BankError([replace(toml_problem(text, error), file=str(path))]) from None
    except (ValueError, RecursionError, OverflowError) as error:
        deep = isinstance(error, RecursionError)
        message = "it is nested too deep" if deep else "a number in it is too long"
        raise file_error(path, "Q005", f"this cannot be read: {message}") from None
    if unsafe:
        from quiz.bank.backslash import control_codes  # noqa: PLC0415 - for a bad file alone

        codes = list(islice(control_codes(text), MOST_PROBLEMS))
        explained = {character for character, _ in codes}
        others = [problem for character, problem in unsafe if character not in explained]
        raise _located_error([*(problem for _, problem in codes), *others], text, path)
    return text, document


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
    except (msgspec.ValidationError, ValueError):  # ValueError: a number too long to be shown
        from quiz.bank.validate import validate  # noqa: PLC0415 - slow, for a bad file alone

        invalid = islice(validate(document, msgspec.inspect.type_info(Bank)), MOST_PROBLEMS)
        return None, [*invalid, *islice(inconsistencies(document), MOST_PROBLEMS)]
    return bank, list(islice(inconsistencies(document, bank), MOST_PROBLEMS))


def _unsafe(value: Any, path: DocumentPath = ()) -> Iterator[tuple[str, Problem]]:
    """The first unsafe character of each text and each key: (character, problem)."""
    match value:
        case str():
            if match := UNSAFE.search(value):
                yield match[0], replace(unsafe_character(match[0]), path=path)
        case dict():
            for key, each in value.items():
                if match := UNSAFE.search(key):
                    problem = unsafe_character(match[0])
                    yield match[0], replace(problem, path=(*path, key), part="key")
                yield from _unsafe(each, (*path, key))
        case list():
            for index, each in enumerate(value):
                yield from _unsafe(each, (*path, index))
        case _:
            pass


def _located_error(problems: list[Problem], text: str, path: Path) -> BankError:
    from quiz.bank.locate import locate  # noqa: PLC0415 - loads a parser, for a bad file alone

    return BankError(locate(problems, text, str(path)))
