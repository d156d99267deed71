"""Report a table or keys under a header that isn't theirs, once, instead of all that follows."""

from collections.abc import Iterator
from itertools import chain, islice
from typing import Any, NamedTuple

from quiz.bank.faults import SHOWN
from quiz.bank.kinds.base import BaseQuestion
from quiz.bank.model import About, Bank, QuestionSet, Skill
from quiz.bank.other_words import HEADERS, table_like
from quiz.bank.problem import DocumentPath, Problem
from quiz.bank.source import Source

_FIELDS = {
    "sources": {*Source.__struct_fields__},
    "skills": {*Skill.__struct_fields__},
    "sets": {*QuestionSet.__struct_fields__},
}
_REFERENCES = {"sources": "Q107", "skills": "Q108"}
"""The rule for a reference to an unknown one."""
_OF_ABOUT = {*About.__struct_fields__} - {*Bank.__struct_fields__}
_OF_QUESTION = {*BaseQuestion.__struct_fields__, "kind", "options", "rows", "steps", "parts"}
_MOST = 50
"""The most of them to report."""
_SEVERAL = 2
"""How many keys of another table aren't there by accident."""


class _Misplaced(NamedTuple):
    """A problem, and what needs no telling beside it."""

    problem: Problem
    covers: tuple[DocumentPath, ...]
    """Where all that is wrong follows from it."""
    ids: frozenset[str] = frozenset()
    """What is referred to, and is there under another name."""
    missing: str = ""
    """The table that seems to be missing."""
    unknown: str = ""
    """The rule for references that can't be right before it is mended."""

    def explains(self, problem: Problem) -> bool:
        """Whether another problem follows from this one."""
        return (
            any(problem.path[: len(each)] == each for each in self.covers)
            or (problem.code == "Q102" and problem.message == f"`{self.missing}` is missing")
            or problem.code == self.unknown
            or (
                problem.code == "Q103"
                and any(f"cannot be “{each}”" in problem.message for each in self.ids)
            )
            or (
                problem.code in _REFERENCES.values()
                and any(f"`{each}`" in problem.message for each in self.ids)
            )
        )


def told_once(problems: list[Problem], document: dict[str, Any]) -> list[Problem]:
    """The problems of a document, with one for each header that is missing or isn't right."""
    finds = _in_document, _in_tables, _in_questions
    found = list(islice(chain.from_iterable(find(document) for find in finds), _MOST))
    if not found:
        return problems
    rest = [each for each in problems if not any(one.explains(each) for one in found)]
    return [*(each.problem for each in found), *rest]


def _in_document(document: dict[str, Any]) -> Iterator[_Misplaced]:
    """What stands at the top of a file and belongs under a header."""
    keys = [key for key in document if key in _OF_ABOUT]
    if keys and "about" not in document:
        problem = Problem(
            "Q102", "`about` is missing", "write [about] above this line", (keys[0],), part="key"
        )
        yield _Misplaced(problem, tuple((key,) for key in keys), missing="about")
    for key, value in document.items():
        table = "" if key in Bank.__struct_fields__ else table_like(value)
        if table not in _FIELDS or not isinstance(value, dict):
            continue
        names = [*value] if all(isinstance(each, dict) for each in value.values()) else [key]
        header = f"[{table}.{names[0][:SHOWN]}]" if len(names) == 1 else HEADERS[table]
        message = f"there is no key “{key[:SHOWN]}” here"
        problem = Problem("Q101", message, f"write {header} instead", (key,), part="key")
        yield _Misplaced(problem, ((key,),), frozenset(names), table)


def _in_tables(document: dict[str, Any]) -> Iterator[_Misplaced]:
    """Sources and skills without an id or with a dot in it, and a question under one of them."""
    for table, fields in _FIELDS.items():
        entries = document.get(table)
        if not isinstance(entries, dict):
            continue
        plain = [key for key in entries if key in fields and not isinstance(entries[key], dict)]
        if len(plain) >= _SEVERAL:
            message = f"this {table[:-1]} has no id in its header"
            mend = f"write {HEADERS[table]} instead of [{table}]"
            problem = Problem("Q102", message, mend, (table, plain[0]), part="key")
            covers = tuple((table, key) for key in plain)
            yield _Misplaced(problem, covers, unknown=_REFERENCES.get(table, ""))
        for id, entry in entries.items():
            if not isinstance(entry, dict):
                continue
            inner = [key for key, each in entry.items() if table_like(each) == table]
            if inner and len(inner) == len(entry):
                names = [id, *_only_names(entry)]
                dotted, joined = (mark.join(names)[:SHOWN] for mark in ".-")
                several = "two names" if len(names) == len(("id", "rest")) else "several names"
                message = f"the dot in [{table}.{dotted}] parts it into {several}"
                mend, path = f"write [{table}.{joined}]", (table, id, inner[0])
                problem = Problem("Q105", message, mend, path, part="key")
                yield _Misplaced(problem, ((table, id),), frozenset({dotted, joined}))
            asked = [key for key in entry if key in _OF_QUESTION - fields]
            if len(asked) > _SEVERAL:
                message = "a question begins here, and its [[questions]] is missing"
                mend, path = "write [[questions]] above this line", (table, id, asked[0])
                problem = Problem("Q102", message, mend, path, part="key")
                below = tuple((table, id, key) for key in asked)
                yield _Misplaced(problem, below, missing="questions")


def _only_names(entry: dict[str, Any]) -> list[str]:
    """The names of the tables in a table, down to the first that has more than one table in it."""
    names = []
    while entry:
        name, inner = next(iter(entry.items()))
        if not isinstance(inner, dict):
            break
        names.append(name)
        entry = inner if len(inner) == 1 else {}
    return names


def _in_questions(document: dict[str, Any]) -> Iterator[_Misplaced]:
    """Questions with a name in their header."""
    questions = document.get("questions")
    entries: dict[DocumentPath, Any] = {("questions",): questions}
    if isinstance(questions, list):
        entries = {("questions", index): each for index, each in enumerate(questions)}
    for path, entry in entries.items():
        if not isinstance(entry, dict):
            continue
        for key, value in entry.items():
            if isinstance(value, dict) and table_like([value]) == "questions":
                message = f"a question has no name in its header, as in [questions.{key[:SHOWN]}]"
                mend = f'write [[questions]], and id = "{key[:SHOWN]}" below it'
                problem = Problem("Q101", message, mend, (*path, key), part="key")
                yield _Misplaced(problem, (path if len(path) == 1 else (*path, key),))
