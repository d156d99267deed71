"""From a file to a bank, or to every reason why it cannot be one."""

import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import msgspec
import tomli
from msgspec.structs import replace

from quiz.bank.kinds import Question
from quiz.bank.limits import too_much
from quiz.bank.load import decode, gc_paused, load, unsafe_character
from quiz.bank.model import MOST_QUESTIONS, Bank, Claim, Source
from quiz.bank.problem import BankError, Problem, file_error, position
from quiz.text import UNSAFE, did_you_mean

DEEPEST = 8
"""Parts of a dotted key; the time to read one grows with their square."""

_PART = r"""[ \t]*(?>[\w-]+|"[^"\n]*"|'[^'\n]*')[ \t]*"""
_DEEP_KEY = re.compile(rf"\.(?:{_PART}\.){{{DEEPEST - 1}}}")
_ESCAPE = re.compile(r"\\[befruUx]")

MOST = 1000
"""Problems that are told of one file; who mends these may ask for the next."""

REFERENCE = re.compile(r"\[(\d{1,3})\]")
"""A mark in an explanation that points to a citation: [1] is the first."""


def read_bank(path: Path) -> Bank:
    """The bank in a file; raises `BankError` with every problem when it cannot be used."""
    return bank_of(load(path), path)


def bank_of(data: bytes, path: Path) -> Bank:
    """The bank in what a file held; raises `BankError` with every problem that it has."""
    text, document = _parse(data, path)
    bank, problems = build(document)
    if bank is None or problems:
        raise BankError(_placed(problems, text, path))
    return bank


def parse(path: Path) -> tuple[str, dict[str, Any]]:
    """A file's text and the document in it; raises `BankError` when there is none."""
    return _parse(load(path), path)


def _parse(data: bytes, path: Path) -> tuple[str, dict[str, Any]]:
    text = decode(data, path)
    if key := _DEEP_KEY.search(text):
        message = f"a key has more than {DEEPEST} parts"
        where = position(text, key.start())
        raise BankError([Problem("Q005", message, file=str(path), **where)])
    if much := too_much(text):
        raise file_error(path, "Q005", much, "make several files of it")
    try:
        with gc_paused():
            document = tomli.loads(text)
        # Escapes such as "\u001b" become characters in parsing only, so look again.
        unsafe = list(islice(_unsafe_values(document), MOST)) if _ESCAPE.search(text) else []
    except tomli.TOMLDecodeError as error:
        from quiz.bank.toml_errors import toml_problem  # noqa: PLC0415 - for a bad file alone

        raise BankError([replace(toml_problem(text, error), file=str(path))]) from None
    except (ValueError, RecursionError, OverflowError) as error:
        deep = isinstance(error, RecursionError)
        message = "it is nested too deep" if deep else "a number in it is too long"
        raise file_error(path, "Q005", f"this cannot be read: {message}") from None
    if unsafe:
        from quiz.bank.backslash import control_codes  # noqa: PLC0415 - for a bad file alone

        meant = list(islice(control_codes(text), MOST))
        made = {character for character, _ in meant}
        others = [each for character, each in unsafe if character not in made]
        raise BankError(_placed([*(problem for _, problem in meant), *others], text, path))
    return text, document


def build(document: dict[str, Any]) -> tuple[Bank | None, list[Problem]]:
    """The bank in a document and the errors in it, whose places are still to be found.

    Of too many questions, as many are looked at as there may be.
    """
    questions = document.get("questions")
    if isinstance(questions, list) and len(questions) > MOST_QUESTIONS:
        _, found = build({**document, "questions": questions[:MOST_QUESTIONS]})
        message = f"`questions` has {len(questions)} entries; {MOST_QUESTIONS} is the most"
        return None, [Problem(code="Q103", message=message, path=("questions",)), *found]
    try:
        bank = msgspec.convert(document, Bank)
    except (msgspec.ValidationError, ValueError):  # ValueError: a number too long to be shown
        from quiz.bank.validate import validate  # noqa: PLC0415 - slow, for a bad file alone

        problems = islice(validate(document, msgspec.inspect.type_info(Bank)), MOST)
        return None, [*problems, *islice(contradictions(document), MOST)]
    return bank, list(islice(contradictions(document, bank), MOST))


def contradictions(document: dict[str, Any], bank: Bank | None = None) -> Iterator[Problem]:
    """What has the right shape and cannot be played or checked all the same.

    Without a bank, whatever of the document has the right shape is looked at.
    """
    skills, sources = document.get("skills"), document.get("sources")
    for id, source in bank.sources.items() if bank else fitting(document, "sources", Source):
        if source.url is not None and not plain_address(source.url):
            yield Problem(
                code="Q111",
                message="this address is not a plain one",
                mend="write https://host/path, with no user name and no space",
                path=("sources", id, "url"),
            )
    known_sources = list(sources) if isinstance(sources, dict) else []
    known_skills = list(skills) if isinstance(skills, dict) else []
    claims = list(enumerate(bank.claims) if bank else fitting(document, "claims", Claim))
    questions = list(
        enumerate(bank.questions) if bank else fitting(document, "questions", Question)
    )
    for kind, entries in (("claims", claims), ("questions", questions)):
        yield from _repeated_ids(document, kind)
        for number, each in entries:
            for place, citation in enumerate(each.cites):
                if isinstance(sources, dict) and citation.source not in sources:
                    yield Problem(
                        code="Q107",
                        message=f"there is no source `{citation.source}`",
                        mend=did_you_mean(citation.source, known_sources),
                        path=(kind, number, "cites", place, "source"),
                    )
    for number, question in questions:
        path = ("questions", number)
        if isinstance(skills, dict) and question.skill not in skills:
            yield Problem(
                code="Q108",
                message=f"there is no skill `{question.skill}`",
                mend=did_you_mean(question.skill, known_skills),
                path=(*path, "skill"),
            )
        for problem in question.unplayable():
            yield replace(problem, path=(*path, *problem.path))
        for mark in sorted(set(REFERENCE.findall(question.explanation)), key=int):
            if not 1 <= int(mark) <= len(question.cites):
                yield Problem(
                    code="Q110",
                    message=f"[{mark}] has no citation; there are {len(question.cites)}",
                    mend="add it to `cites`, or mend the number",
                    path=(*path, "explanation"),
                    within=f"[{mark}]",
                )


def _repeated_ids(document: dict[str, Any], kind: str) -> Iterator[Problem]:
    entries = document.get(kind)
    seen: set[str] = set()
    for number, each in enumerate(entries if isinstance(entries, list) else ()):
        id = each.get("id") if isinstance(each, dict) else None
        if isinstance(id, str):
            if id in seen:
                yield Problem(
                    code="Q106",
                    message=f"there is another of the id `{id}`",
                    mend="give each its own id",
                    path=(kind, number, "id"),
                )
            seen.add(id)


def plain_address(url: str) -> bool:
    """Whether an address is http or https with a host, and hides nothing."""
    try:
        parts = urlsplit(url)
        port_is_good = parts.port is None or parts.port > 0
    except ValueError:
        return False
    return (
        parts.scheme in ("http", "https")
        and bool(re.fullmatch(r"[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?", parts.hostname or ""))
        and "@" not in parts.netloc
        and port_is_good
        and re.fullmatch(r"[!-~]+", url) is not None
        and "\\" not in url
    )


def _unsafe_values(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str, Problem]]:
    """The first unsafe character of each text and of each key, and the problem that it is."""
    match value:
        case str():
            if found := UNSAFE.search(value):
                yield found[0], replace(unsafe_character(found[0]), path=path)
        case dict():
            for key, each in value.items():
                if found := UNSAFE.search(key):
                    problem = unsafe_character(found[0])
                    yield found[0], replace(problem, path=(*path, key), part="key")
                yield from _unsafe_values(each, (*path, key))
        case list():
            for number, each in enumerate(value):
                yield from _unsafe_values(each, (*path, number))


def fitting(document: dict[str, Any], key: str, kind: Any) -> Iterator[tuple[Any, Any]]:
    """Those entries of a table or list that have the right shape, with their key or number.

    Each other one is a problem, so after `MOST` of them the rest would not be told of.
    """
    match document.get(key):
        case dict() as table:
            entries = list(table.items())
        case list() as array:
            entries = list(enumerate(array))
        case _:
            entries = []
    unfit = 0
    for place, each in entries:
        try:
            yield place, msgspec.convert(each, kind)
        except (msgspec.ValidationError, ValueError):
            unfit += 1
            if unfit == MOST:
                return


def _placed(problems: list[Problem], text: str, path: Path) -> list[Problem]:
    from quiz.bank.locate import locate  # noqa: PLC0415 - loads a parser, for a bad file alone

    return locate(problems, text, str(path))
