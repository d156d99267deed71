"""Everything that there is to say about a file of questions."""

import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from quiz.bank.backslash import doubtful_codes
from quiz.bank.kinds import Question
from quiz.bank.load import gc_paused, load
from quiz.bank.locate import locate
from quiz.bank.model import Claim
from quiz.bank.problem import BankError, Problem
from quiz.bank.read import MOST, build, fitting, parse
from quiz.check.budget import SECONDS, TimeBudget
from quiz.check.items import check_claims, check_questions
from quiz.check.policy import check_policies
from quiz.check.quotations import misquotations
from quiz.check.whole_bank import check_bank

_QUOTATION = re.compile(r"""\bquote["']?[ \t]*=""")


def check(
    path: Path, articles: Path | None = None, seconds: float = SECONDS
) -> tuple[str, list[Problem]]:
    """A file's text and every problem in it, `MOST` at most, in the order of the file.

    Quotations are compared with the articles (ID.txt) where there is a folder of them. What is
    in order of a broken bank is looked at as well, except for what takes the whole of it. What
    would take longer than so many seconds is left out, and told in one more problem.
    """
    budget = TimeBudget(seconds)
    with gc_paused():
        try:
            text, document = parse(path)
        except BankError as error:
            return _shown(path, error.problems), error.problems
        problems = list(_problems(text, document, articles, budget))
        return text, locate(problems, text, str(path))[:MOST]


def _problems(
    text: str, document: dict[str, Any], articles: Path | None, budget: TimeBudget
) -> Iterator[Problem]:
    """Every problem in what a file says, `MOST` of each kind at most."""
    bank, errors = build(document)
    yield from errors
    if bank:
        questions, claims = list(enumerate(bank.questions)), list(enumerate(bank.claims))
    else:
        questions = list(fitting(document, "questions", Question))
        claims = list(fitting(document, "claims", Claim))
    entries = [("questions", *each) for each in questions] + [("claims", *each) for each in claims]
    if articles:
        some = budget.within(entries, "some quotations")
        yield from islice(misquotations(some, _roles(document), articles), MOST)
    yield from islice(
        check_questions(budget.within(questions, "the wording of some questions")), MOST
    )
    yield from islice(check_claims(budget.within(claims, "some claims")), MOST)
    yield from islice(budget.within(doubtful_codes(text), "some backslashes"), MOST)
    if bank:
        yield from islice(check_policies(bank, budget), MOST)
        yield from islice(check_bank(bank, budget), MOST)
    if budget.skipped:
        yield Problem(
            code="Q007",
            level="warning",
            message=f"this takes long, so some is left out: {', '.join(budget.skipped)}",
            mend="make several files of it to have all checked",
        )


def has_quotations(text: str) -> bool:
    """Whether a file, in order or not, quotes anything."""
    return _QUOTATION.search(text) is not None


def _roles(document: dict[str, Any]) -> dict[str, Any]:
    """The role of each source, even of one that is not in order."""
    match document.get("sources"):
        case dict() as sources:
            return {id: each.get("role") for id, each in sources.items() if isinstance(each, dict)}
    return {}


def _shown(path: Path, problems: list[Problem]) -> str:
    """The text of a file that could not be parsed; empty where it has none to show."""
    if any(problem.line and problem.code != "Q002" for problem in problems):
        return load(path).decode("utf-8-sig", "replace").replace("\r\n", "\n")
    return ""
