"""From a file to a bank, or to every reason why it cannot be one."""

import re
from collections.abc import Iterator
from itertools import islice
from math import isfinite
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import msgspec
import tomli
from msgspec.structs import replace

from quiz.bank.limits import too_much
from quiz.bank.load import decode, gc_paused, load, unsafe_character
from quiz.bank.model import (
    MOST_QUESTIONS,
    Bank,
    Choice,
    Claim,
    Multi,
    Question,
    Short,
    Sort,
    Source,
    Spot,
)
from quiz.bank.problem import BankError, Problem, file_error, position
from quiz.text import UNSAFE, did_you_mean, folded

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
        from quiz.bank.shape import departures  # noqa: PLC0415 - slow, for a bad file alone

        problems = islice(departures(document, msgspec.inspect.type_info(Bank)), MOST)
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
        yield from _unplayable(question, path)
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


def _unplayable(question: Question, path: tuple[str | int, ...]) -> Iterator[Problem]:
    """A question of the right shape that has no fair answer."""
    match question:
        case Choice(options=options) | Multi(options=options):
            seen: set[str] = set()
            for number, option in enumerate(options):
                if (text := folded(option.text)) in seen:
                    yield Problem(
                        code="Q113",
                        message="an option above has the very same text",
                        mend="write another option, or take one of the two out",
                        path=(*path, "options", number, "text"),
                    )
                seen.add(text)
            right = sum(option.right for option in options)
            if right == 0:
                yield Problem(
                    code="Q104",
                    message="no option is right",
                    mend="add `right = true` to the one that is",
                    path=(*path, "options"),
                )
            elif right > 1 and isinstance(question, Choice):
                yield Problem(
                    code="Q104",
                    message=f"{right} options of a choice are right",
                    mend='leave one, or make it `kind = "multi"`',
                    path=(*path, "options"),
                )
        case Sort(labels=labels, rows=rows):
            for number, label in enumerate(labels):
                if folded(label) in map(folded, labels[:number]):
                    yield Problem(
                        code="Q109",
                        message=f"the label “{label}” stands twice",
                        mend="give each label its own words",
                        path=(*path, "labels", number),
                    )
            for number, row in enumerate(rows):
                if folded(row.label) not in map(folded, labels):
                    yield Problem(
                        code="Q109",
                        message=f"there is no label “{row.label}”",
                        mend=did_you_mean(row.label, list(labels)),
                        path=(*path, "rows", number, "label"),
                    )
        case Short():
            yield from _without_key(question, path)
        case Spot(parts=parts):
            if not any(part.right for part in parts):
                yield Problem(
                    code="Q104",
                    message="no part is right",
                    mend="add `right = true` and a `why` to the one that is",
                    path=(*path, "parts"),
                )
            if sum(bool(part.why) for part in parts) < 2:  # noqa: PLR2004 - one is no choice
                yield Problem(
                    code="Q112",
                    message="fewer than two parts can be picked",
                    mend="give a `why` to each part that a reader may pick",
                    path=(*path, "parts"),
                )
            for number, part in enumerate(parts):
                if part.right and not part.why:
                    yield Problem(
                        code="Q112",
                        message="a right part has no `why`, so it cannot be picked",
                        mend="add `why = …`",
                        path=(*path, "parts", number),
                    )


def _without_key(question: Short, path: tuple[str | int, ...]) -> Iterator[Problem]:
    """A typed answer of which nothing, or no finite number, is accepted."""
    if not question.accept and question.number is None:
        yield Problem(
            code="Q102",
            message="`accept` is missing",
            mend="add `accept = [ … ]`, or `number = …`",
            path=path,
        )
    for field in ("number", "within"):
        value = getattr(question, field)
        if value is not None and not isfinite(value):
            yield Problem(
                code="Q103",
                message=f"`{field}` is no number that can be typed",
                mend="write it in digits",
                path=(*path, field),
            )
    if question.number is None and (question.units or question.within):
        field = "units" if question.units else "within"
        yield Problem(
            code="Q102",
            message=f"`number` is missing, and `{field}` goes with it",
            mend="add `number = …`, or write the unit into each form of `accept`",
            path=(*path, field),
        )
    accepted = set(map(folded, question.accept))
    for place, form in enumerate(question.reject):
        if folded(form) in accepted and not question.case:
            yield Problem(
                code="Q114",
                message=f"“{form}” is accepted as well",
                mend="leave it in one of the two lists",
                path=(*path, "reject", place),
            )


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
