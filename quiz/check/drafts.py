"""What the drafts of a file still need before they can be asked."""

import re
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

from msgspec import inspect
from msgspec.structs import replace

from quiz.bank.consistency import inconsistencies
from quiz.bank.drafts import is_draft, likely_kind, with_blanks
from quiz.bank.kinds import Question
from quiz.bank.problem import Problem
from quiz.bank.validate import validate
from quiz.check.budget import TimeBudget

AROUND = ("about", "sources", "skills")
"""The tables that a question refers to."""

_LACKS = re.compile(r"`(?P<name>\w+)` (?:is missing|is empty|(?P<few>has .* is the least))")
_NONE_RIGHT = re.compile(r"no (\w+) is right")


def draft_needs(document: dict[str, Any], budget: TimeBudget) -> Iterator[Problem]:
    """For each draft, a warning that lists what it needs, and one for each thing that is wrong."""
    questions = document.get("questions")
    entries = enumerate(questions if isinstance(questions, list) else ())
    around = {field: document[field] for field in AROUND if field in document}
    for index, entry in budget.within(
        filter(lambda each: is_draft(each[1]), entries), "some drafts"
    ):
        needs, wrong = _needs(entry, around)
        path = ("questions", index)
        for problem in wrong:
            yield replace(problem, path=(*path, *problem.path), level="warning")
        id = entry.get("id")
        name = f"“{id}” is a draft" if isinstance(id, str) else "this is a draft"
        message = f"{name}, and needs {', '.join(needs)}" if needs else f"{name} that lacks nothing"
        mend = "" if needs else "take `draft = true` out to have it asked"
        yield Problem("Q118", message, mend, (*path, "draft"), level="warning", part="key")


def _needs(entry: dict[str, Any], document: dict[str, Any]) -> tuple[list[str], list[Problem]]:
    """What a draft needs, in words, and the problems with what it has, with their paths in it."""
    lacks: dict[tuple[str, str], int] = {}
    needs, rights = [], []
    wrong: list[Problem] = []
    whole = {"kind": likely_kind(entry), **entry}
    if "kind" not in entry:
        needs.append("`kind`")
    of_shape = list(validate(whole, inspect.type_info(Question)))
    for problem in (*of_shape, *_of_content(whole, of_shape, document)):
        if match := _LACKS.match(problem.message):
            below = problem.path[:-1] if problem.path[-1:] == (match["name"],) else problem.path
            within = next((part for part in reversed(below) if isinstance(part, str)), "")
            key = (f"more `{match['name']}`" if match["few"] else f"`{match['name']}`", within)
            lacks[key] = lacks.get(key, 0) + 1
        elif match := _NONE_RIGHT.match(problem.message):
            rights.append(f"a right {match[1]}")
        elif problem.code == "Q112":
            rights.append("two parts with a `why`")
        else:
            wrong.append(problem)
    for (name, within), number in lacks.items():
        some = "one" if number == 1 else str(number)
        needs.append(f"{name} in {some} of `{within}`" if within else name)
    needs += rights
    about = document.get("about")
    if not entry.get("cites") and not (isinstance(about, dict) and about.get("sources") is False):
        needs.append("a citation")
    needs += ["what is wrong in it put right"] if wrong else []
    return needs, wrong


def _of_content(
    entry: dict[str, Any], of_shape: list[Problem], document: dict[str, Any]
) -> Iterator[Problem]:
    """What the types don't catch, in a draft with blanks for what it lacks and what is wrong."""
    entry = deepcopy(entry)
    wrong = [each.path for each in of_shape if each.path and not _LACKS.match(each.message)]
    for *above, last in sorted(wrong, key=len, reverse=True):  # what is inside goes first
        holder: Any = entry
        for part in above:
            holder = holder[part]
        if isinstance(holder, dict):
            del holder[last]
        else:
            holder[last] = {}
    for problem in inconsistencies({**document, "questions": [with_blanks(entry)]}):
        is_blank = problem.path[2:] == ("skill",) and not entry.get("skill")
        if problem.path[:2] == ("questions", 0) and not is_blank:
            yield replace(problem, path=problem.path[2:])
