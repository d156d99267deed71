"""The registry of rules, and how their findings become warnings.

`@rule` registers the function that looks for a fault; its docstring is the text that
`quiz check --explain` prints. Errors, which have no such function, are in errors.py.

The first digit of a code is the rule's family. Q0: the file itself. Q1: its shape, and whether
it can be played. Q2: quotations. These are errors. Q3: how questions are written. Q4: the whole
bank. Q5: the bank's policies. These are warnings.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from inspect import cleandoc
from itertools import chain
from typing import Any, NamedTuple, TypeAlias, TypeVar

from msgspec import Struct

from quiz.bank.kinds import Question
from quiz.bank.model import Bank, Claim, Skill
from quiz.bank.problem import DocumentPath, Problem
from quiz.check.budget import TimeBudget


class Finding(NamedTuple):
    """A fault, at a path within the question or the bank."""

    path: DocumentPath
    message: str
    mend: str = ""
    within: str = ""
    """The faulty words in the text at the path."""


Findings = Iterator[Finding]
Find: TypeAlias = Callable[..., Iterator[Finding | None]]
"""A function that looks for faults; each None lets the caller stop a slow search."""

_F = TypeVar("_F", bound=Find)


class Rule(Struct, frozen=True):
    """A rule: its text for authors, and the function that finds what breaks it."""

    code: str
    title: str
    why: str
    before: str
    """A faulty piece of a bank, as TOML."""
    after: str
    """The same piece, mended."""
    source: str
    """Who found that it matters, and where; empty if it follows from the quiz itself."""
    find: Find | None
    claims: bool
    """Whether claims are checked too and, by the rules of policies, skills."""
    languages: tuple[str, ...]
    """The languages that it knows, by their tags; empty if it is about no language."""

    @property
    def may_be_set_aside(self) -> bool:
        """Whether a question may set the rule aside with a reason: a warning, not an error."""
        return self.code > "Q300" or self.code in ("Q205", "Q206", "Q209")


registered: dict[str, Rule] = {}
"""The rules of the modules loaded so far, by code; `quiz.check.explain` loads them all."""

_SECTION = re.compile(r"^(Source|Before|After):", re.MULTILINE)


def rule(code: str, *, claims: bool = False, languages: tuple[str, ...] = ()) -> Callable[[_F], _F]:
    """Register a function as a rule, with its docstring as the rule's text."""

    def register(find: _F) -> _F:
        _register(code, find.__doc__ or "", find, claims=claims, languages=languages)
        return find

    return register


def error(text: str) -> None:
    """Register a rule that has no function; its text begins with the code."""
    code, _, text = text.partition(" ")
    _register(code, text)


def _register(
    code: str,
    text: str,
    find: Find | None = None,
    *,
    claims: bool = False,
    languages: tuple[str, ...] = (),
) -> None:
    """Split a text into its title, the reason, and the named sections, and register the rule."""
    if code in registered:
        raise ValueError(f"there are two rules {code}")
    about, *rest = _SECTION.split(cleandoc(text))
    title, _, why = about.partition(".\n\n")
    sections = defaultdict(str, zip(rest[::2], map(cleandoc, rest[1::2]), strict=True))
    before, after, source = (sections[name] for name in ("Before", "After", "Source"))
    source = " ".join(source.split())
    rule = Rule(code, title, why.rstrip(), before, after, source, find, claims, languages)
    registered[code] = rule


@cache
def family(prefix: str, language: str = "en", *, of_claims: bool = False) -> dict[str, Find]:
    """The functions of a family of rules that know a language, by code.

    With `of_claims`, those that check claims.
    """
    return {
        code: rule.find
        for code, rule in sorted(registered.items())
        if code.startswith(prefix) and rule.find and rule.claims >= of_claims
        if language in rule.languages or not rule.languages
    }


def left_out(prefix: str, language: str) -> dict[tuple[str, ...], list[str]]:
    """The codes of a family's rules that don't know a language, by the languages that they know."""
    codes: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for code, rule in sorted(registered.items()):
        if code.startswith(prefix) and rule.languages and language not in rule.languages:
            codes[rule.languages].append(code)
    return codes


def warning(code: str, finding: Finding, base: DocumentPath = ()) -> Problem:
    """The warning for a finding, whose path begins at `base`."""
    path, message, mend, within = finding
    return Problem(code, message, mend, (*base, *path), level="warning", within=within)


def apply_rules(
    finds: Mapping[str, Find], entry: Question | Claim | Skill, path: DocumentPath, *context: Any
) -> Iterator[Problem]:
    """A warning for each fault in an entry, and for each `allow` that isn't needed."""
    allowed = {} if isinstance(entry, Claim | Skill) else entry.allow
    for code, find in finds.items():
        findings = filter(None, find(entry, *context))
        if code not in allowed:
            for finding in findings:
                yield warning(code, finding, path)
        elif next(findings, None) is None:
            yield _unneeded_allow(code, path)


def apply_bank_rules(
    finds: Mapping[str, Find], bank: Bank, budget: TimeBudget
) -> Iterator[Problem]:
    """A warning for each fault in a bank as a whole, unless the question at its path allows it."""
    for code, find in finds.items():
        allowing = {index for index, each in enumerate(bank.questions) if code in each.allow}
        needed: set[int] = set()
        for finding in budget.within(chain([None], find(bank)), code):
            match finding:
                case None:
                    pass
                case Finding(path=("questions", int(index), *_)) if index in allowing:
                    needed.add(index)
                case _:
                    yield warning(code, finding)
        if code in budget.skipped:
            return
        for index in sorted(allowing - needed):
            yield _unneeded_allow(code, ("questions", index))


def wrong_allows(
    question: Question, path: DocumentPath, rules: Mapping[str, Rule]
) -> Iterator[Problem]:
    """A warning for each `allow` that names an error or an unknown rule."""
    for code in question.allow:
        if code not in rules:
            meant = code.strip().upper()
            mend = f"write {meant}" if meant in rules else "take it out"
            yield _bad_allow(code, path, f"there is no rule {code}", mend)
        elif not rules[code].may_be_set_aside:
            mend = "mend it; an error cannot be set aside"
            yield _bad_allow(code, path, f"{code} is an error", mend)


def _unneeded_allow(code: str, path: DocumentPath) -> Problem:
    return _bad_allow(code, path, f"{code} finds nothing in this question", "take it out")


def _bad_allow(code: str, path: DocumentPath, message: str, mend: str) -> Problem:
    return Problem("Q300", message, mend, (*path, "allow", code), level="warning", part="key")
