"""Rules of content that a bank switches on for itself, with `policies` under `[about]`.

A policy is a table of words and names. Those of the quiz's own stand in policies.toml, those
of a bank in its `[policies]`; where both have one of a name, the bank's is added to it.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path

import msgspec
import tomli

from quiz.bank.lint import Finding, Findings, choices, unquoted, whys
from quiz.bank.model import Bank, Claim, Policy, Question, Short, Spot
from quiz.bank.problem import Path as Place
from quiz.bank.problem import Problem

FILE = Path(__file__).with_name("policies.toml")


@cache
def own_policies() -> dict[str, Policy]:
    """The policies that come with the quiz, by name."""
    return msgspec.convert(tomli.loads(FILE.read_text(encoding="utf-8")), dict[str, Policy])


def lint_content(bank: Bank) -> Iterator[Problem]:
    """Where the questions depart from the policies that the bank has switched on."""
    for place, name in enumerate(bank.about.policies):
        own, added = own_policies().get(name), bank.policies.get(name)
        if own is None and added is None:
            known = ", ".join({**own_policies(), **bank.policies})
            yield Problem(
                code="Q500",
                message=f"there is no policy “{name}”",
                mend=f"there is {known}, or write [policies.{name}]",
                level="warning",
                path=("about", "policies", place),
            )
            continue
        policy = _joined(own or Policy(), added or Policy())
        for number, question in enumerate(bank.questions):
            rules = {code: rule for code, rule in RULES.items() if code not in question.allow}
            yield from _told(rules, question, policy, ("questions", number))
        for number, claim in enumerate(bank.claims):
            yield from _told(WORD_RULES, claim, policy, ("claims", number))


def _told(
    rules: dict[str, Callable[..., Findings]], entry: Question | Claim, policy: Policy, base: Place
) -> Iterator[Problem]:
    for code, rule in rules.items():
        for path, message, mend in rule(entry, policy):
            yield Problem(
                code=code, message=message, mend=mend, level="warning", path=(*base, *path)
            )


def _joined(one: Policy, other: Policy) -> Policy:
    return Policy(
        why=other.why or one.why,
        quoted=one.quoted + other.quoted,
        reasoned=one.reasoned + other.reasoned,
        unnamed=one.unnamed + other.unnamed,
        introduced={**one.introduced, **other.introduced},
        dated=one.dated + other.dated,
        uncounted=one.uncounted + other.uncounted,
        addresses=one.addresses and other.addresses,
    )


def loaded_words(entry: Question | Claim, policy: Policy) -> Findings:
    """Q501: a loaded word stands outside quotation marks."""
    for path, text in _texts(entry):
        for word in _found(policy.quoted, unquoted(text)):
            message = f"“{word}” stands in the quiz's own voice"
            yield Finding(path, message, "quote it and say whose word it is, or say it plainly")


def unreasoned_words(question: Question, policy: Policy) -> Findings:
    """Q502: a word is quoted without a reason why the wording matters."""
    if not question.quote_reason.strip():
        quotes = [
            (("cites", place, "quote"), citation.quote)
            for place, citation in enumerate(question.cites)
        ]
        for path, text in [*_shown(question), *quotes]:
            for word in _found(policy.reasoned, text):
                message = f"“{word}” is quoted, and nothing says why"
                yield Finding(path, message, "add `quote_reason = …`, or say it in your own words")


def addresses(entry: Question | Claim, policy: Policy) -> Findings:
    """Q503: an address or a handle stands in the text."""
    for path, text in _texts(entry) if not policy.addresses else ():
        if found := _ADDRESS.search(text):
            yield Finding(path, f"“{found[0]}” leads out of the quiz", "name the source instead")


def kept_out(entry: Question | Claim, policy: Policy) -> Findings:
    """Q504: a name that the policy keeps out stands in the question."""
    for path, text in _texts(entry):
        for word in _found(policy.unnamed, text):
            yield Finding(path, f"the policy keeps “{word}” out", "say it without the name")


def introductions(question: Question, policy: Policy) -> Findings:
    """Q505: a short name comes before the full one on the screen."""
    for short, full in policy.introduced.items():
        for path, text in _shown(question):
            text = unquoted(text)  # noqa: PLW2901 - what others say is theirs
            told = text.casefold().find(full.casefold())
            named = re.search(rf"\b{re.escape(short)}\b", text)
            if named and not 0 <= told <= named.start():
                message = f"“{short}” comes before “{full}”"
                yield Finding(path, message, "write the full name first")
            if named or told >= 0:
                break


def undated(question: Question, policy: Policy) -> Findings:
    """Q506: a dispute is told without its date."""
    if question.as_of is None and (found := _found(policy.dated, unquoted(question.explanation))):
        message = f"the explanation says “{found[0]}”, and the question has no date"
        yield Finding(("explanation",), message, 'add `as_of = "…"`')


def counted(question: Question, policy: Policy) -> Findings:
    """Q507: a question asks only how many died or were hurt."""
    if isinstance(question, Short) and re.search(r"\bhow many\b", question.stem, re.IGNORECASE):
        for word in _found(policy.uncounted, question.stem):
            yield Finding(("stem",), f"this asks for a number of “{word}”", "ask about the report")


WORD_RULES: dict[str, Callable[..., Findings]] = {
    "Q501": loaded_words,
    "Q503": addresses,
    "Q504": kept_out,
}
"""What holds for claims too."""

RULES: dict[str, Callable[..., Findings]] = {
    **WORD_RULES,
    "Q502": unreasoned_words,
    "Q505": introductions,
    "Q506": undated,
    "Q507": counted,
}

_ADDRESS = re.compile(r"(?:https?://|www\.|\bt\.me/)\S+|(?<![\w.])@\w{3,}")


def _shown(question: Question) -> list[tuple[Place, str]]:
    """What is on the screen before the answer, in order, with its path."""
    texts: list[tuple[Place, str]] = [(("passage",), question.passage), (("stem",), question.stem)]
    if isinstance(question, Spot):
        texts += [(("parts", n, "text"), part.text) for n, part in enumerate(question.parts)]
    return [(path, text) for path, text in [*texts, *choices(question)] if text]


def _texts(entry: Question | Claim) -> list[tuple[Place, str]]:
    """All that a reader sees of an entry in the quiz's own words, with its path."""
    if isinstance(entry, Claim):
        names = ("event", "when", "by", "through", "disputed_by", "evidence", "stood")
        texts: list[tuple[Place, str]] = [((name,), getattr(entry, name)) for name in names]
    else:
        told = (("explanation",), entry.explanation), (("habit",), entry.habit)
        texts = [*_shown(entry), *whys(entry), *told]
    said = [(("cites", n, "says"), each.says) for n, each in enumerate(entry.cites)]
    return [(path, text) for path, text in [*texts, *said] if text]


def _found(terms: Iterable[str], text: str) -> list[str]:
    """Those of the words or names that stand in the text, as they are written there."""
    pattern = _pattern(tuple(terms))
    return list(dict.fromkeys(pattern.findall(text))) if pattern else []


@cache
def _pattern(terms: tuple[str, ...]) -> re.Pattern[str] | None:
    joined = "|".join(re.escape(term) for term in sorted(terms, key=len, reverse=True))
    return re.compile(rf"\b(?:{joined})s?\b", re.IGNORECASE) if terms else None
