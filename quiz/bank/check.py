"""Everything that there is to say about a file of questions."""

import re
from itertools import islice
from pathlib import Path
from typing import Any

from quiz.bank.backslash import doubtful
from quiz.bank.compare import misquotations
from quiz.bank.lint import lint_bank, lint_claims, lint_questions
from quiz.bank.locate import locate
from quiz.bank.model import Claim, Question
from quiz.bank.policy import lint_content
from quiz.bank.problem import BankError, Problem
from quiz.bank.read import MOST, build, fitting, parse

_QUOTATION = re.compile(r"""\bquote["']?[ \t]*=""")


def check(path: Path, articles: Path | None = None) -> tuple[str, list[Problem]]:
    """A file's text and every problem in it, `MOST` at most, in the order of the file.

    Quotations are compared with the articles (ID.txt) where there is a folder of them. What is
    in order of a broken bank is looked at as well, except for what takes the whole of it.
    """
    try:
        text, document = parse(path)
    except BankError as error:
        return _shown(path, error.problems), error.problems
    bank, problems = build(document)
    if bank:
        questions, claims = list(enumerate(bank.questions)), list(enumerate(bank.claims))
        problems += [*islice(lint_bank(bank), MOST), *islice(lint_content(bank), MOST)]
    else:
        questions = list(fitting(document, "questions", Question))
        claims = list(fitting(document, "claims", Claim))
    problems += islice(lint_questions(questions), MOST)
    problems += islice(lint_claims(claims), MOST)
    problems += islice(doubtful(text), MOST)
    if articles:
        entries = [("questions", *each) for each in questions] + [("claims", *c) for c in claims]
        problems += islice(misquotations(entries, _roles(document), articles), MOST)
    return text, locate(problems, text, str(path))[:MOST]


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
        return path.read_bytes().decode("utf-8-sig", "replace").replace("\r\n", "\n")
    return ""
