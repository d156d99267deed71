"""Run every check on a file of questions."""

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from quiz.bank.backslash import doubtful_codes
from quiz.bank.consistency import fitting
from quiz.bank.drafts import in_file, without_drafts
from quiz.bank.kinds import Question
from quiz.bank.load import gc_paused, load
from quiz.bank.locate import locate
from quiz.bank.meant import taken_as
from quiz.bank.model import Bank, Claim
from quiz.bank.patches import Lines, Patch, Patched
from quiz.bank.problem import MOST_PROBLEMS, BankError, Problem, in_order
from quiz.bank.read import build, parse_good
from quiz.bank.source import Source
from quiz.check.budget import SECONDS, TimeBudget
from quiz.check.characters import empty_texts, garbled_letters, invisible_characters
from quiz.check.copies import misnamed
from quiz.check.exhibits import miscounted
from quiz.check.explain import RULES
from quiz.check.languages import language_of, unknown_language
from quiz.check.policy import check_policies
from quiz.check.quotations import misquotations, unknown_places
from quiz.check.rules import apply_bank_rules, apply_rules, family, warning, wrong_allows
from quiz.check.thousands import parted_thousands


def check(
    path: Path, articles: Path | None = None, seconds: float = SECONDS
) -> tuple[str, list[Problem]]:
    """A file's text and every problem in it, `MOST_PROBLEMS` at most, in the order of the file.

    Quotations are compared with the articles (ID.txt) in a folder. In a broken bank, the valid
    entries are checked too, but not the bank as a whole; faults of syntax are mended in a copy
    first. After `seconds` of processor time, the remaining checks are skipped, and one more problem
    names them.
    """
    budget = TimeBudget(seconds)
    with gc_paused():
        try:
            data = load(path)
            if parsed := parse_good(data, path):
                text, document = parsed
                found = list(_problems(text, document, articles, budget))
                problems = _with_mends(found, Patched(text))
                return text, locate(problems, text, str(path))[:MOST_PROBLEMS]
            from quiz.bank.mending import reading  # noqa: PLC0415 - 20 ms, for a bad file alone

            past = reading(data, path)
        except BankError as error:
            return "", error.problems
        told = past.problems(str(path))
        if past.document is not None:
            mended = past.copy.text
            found = list(_problems(mended, past.document, articles, budget, whole=past.is_certain))
            more = _with_mends(found, past.copy, past.guesses)
            others = past.traced(locate(more, mended, str(path)))
            told += islice(others, MOST_PROBLEMS - len(told))
        return past.text, in_order(told)


def _with_mends(
    problems: list[Problem], copy: Patched, guesses: Iterable[Patch] = ()
) -> list[Problem]:
    """The problems, with those marked that `quiz check --fix` mends."""
    if not problems:
        return []
    from quiz.check.mends import with_mends  # noqa: PLC0415 - 20 ms, for a bank with problems

    return with_mends(problems, copy, guesses)


def _problems(
    text: str,
    document: dict[str, Any],
    articles: Path | None,
    budget: TimeBudget,
    *,
    whole: bool = True,
) -> Iterator[Problem]:
    """Every problem in a document, `MOST_PROBLEMS` of each kind at most.

    The bank as a whole is checked only if the document is surely what its author meant.
    """
    yield from taken_as(document)
    asked, places = without_drafts(document)
    if asked is not document:
        from quiz.check.drafts import draft_needs  # noqa: PLC0415 - most files have no drafts

        yield from islice(draft_needs(document, budget), MOST_PROBLEMS)
    drafts_alone = asked is not document and not places
    for problem in _problems_of(text, asked, articles, budget, whole=whole):
        if not (drafts_alone and problem.path == ("questions",)):  # that none is left is no error
            yield in_file(problem, places, document)


def _problems_of(
    text: str,
    document: dict[str, Any],
    articles: Path | None,
    budget: TimeBudget,
    *,
    whole: bool,
) -> Iterator[Problem]:
    """The problems of a document without drafts."""
    bank, errors = build(document)
    yield from errors
    language = language_of(document)
    yield from unknown_language(language, "35" if bank and bank.about.policies else "3")
    if bank:
        questions, claims = list(enumerate(bank.questions)), list(enumerate(bank.claims))
        sources = list(bank.sources.items())
    else:
        questions = list(fitting(document, "questions", Question))
        claims = list(fitting(document, "claims", Claim))
        sources = list(fitting(document, "sources", Source))
    checks: list[Iterator[Problem]] = []
    in_questions = [("questions", *each) for each in questions]
    entries = [*in_questions, *(("claims", *each) for each in claims)]
    if articles is None:
        places = unknown_places(entries, _roles(document), _paragraphs(bank))
        checks.append(budget.within(places, "some places in articles"))
    else:
        some = budget.within(entries, "some quotations")
        checks.append(misquotations(some, _roles(document), articles))
        checks.append(warning("Q208", each) for each in misnamed(sources, articles))
        if bank:
            checks.append(warning("Q207", each) for each in miscounted(bank, articles))
    checks += [
        check_questions(
            budget.within(questions, "the wording of some questions"),
            language,
            cites_sources=bank is None or bank.about.sources,
        ),
        check_claims(budget.within(claims, "some claims")),
        budget.within(_backslashes(text), "some backslashes"),
        budget.within(invisible_characters(text, document), "some invisible characters"),
        budget.within(empty_texts(text, document), "some empty texts"),
        budget.within(garbled_letters(text, document), "some garbled letters"),
        budget.within(parted_thousands(text, document, language), "some numbers"),
    ]
    if bank and whole:
        checks += [check_policies(bank, budget), apply_bank_rules(family("Q4"), bank, budget)]
    for problems in checks:
        yield from islice(problems, MOST_PROBLEMS)
    if budget.skipped:
        yield Problem(
            "Q007",
            f"this would take too long, so some was left out: {', '.join(budget.skipped)}",
            "split the file to have everything checked",
            level="warning",
        )


def _backslashes(text: str) -> Iterator[Problem]:
    """The warnings for backslashes that start a code where a path or a formula was meant."""
    if "\\" in text:
        lines = Lines(text)
        yield from (fault.problem(lines) for fault in doubtful_codes(text))


def check_questions(
    questions: Iterable[tuple[int, Question]],
    language: str = "en",
    *,
    cites_sources: bool = True,
) -> Iterator[Problem]:
    """The warnings for questions in a language: (index in the file, question).

    Where the bank cites no sources, no question needs a citation.
    """
    finds = family("Q3", language)
    if not cites_sources:
        finds = {code: find for code, find in finds.items() if code != "Q311"}
    for index, question in questions:
        path = ("questions", index)
        yield from wrong_allows(question, path, RULES)
        yield from apply_rules(finds, question, path)


def check_claims(claims: Iterable[tuple[int, Claim]]) -> Iterator[Problem]:
    """The warnings for the citations of claims: (index in the file, claim)."""
    for index, claim in claims:
        yield from apply_rules(family("Q3", of_claims=True), claim, ("claims", index))


def _paragraphs(bank: Bank | None) -> dict[str, int]:
    """How many paragraphs the sources have of which that is known."""
    sources = bank.sources.items() if bank else ()
    return {id: len(each.blocks) - 1 for id, each in sources if each.blocks}


def _roles(document: dict[str, Any]) -> dict[str, Any]:
    """The role of each source, valid or not."""
    sources = document.get("sources")
    tables = sources.items() if isinstance(sources, dict) else ()
    return {id: each.get("role") for id, each in tables if isinstance(each, dict)}
