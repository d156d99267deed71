"""The rules of policies, which a bank switches on with `policies` under `[about]`.

A policy is a table of words and names. The quiz's own are in policies.toml, a bank's are in its
`[policies]`; if both have one of the same name, the bank's adds to it.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import chain, groupby, islice
from os.path import commonprefix
from pathlib import Path

import msgspec
import tomli

from quiz.bank.kinds import Question, Texts
from quiz.bank.model import Bank, Claim, Policy, Skill
from quiz.bank.problem import DocumentPath, Problem
from quiz.check.budget import TimeBudget
from quiz.check.languages import ENGLISH, primary
from quiz.check.rules import Finding, Findings, apply_rules, family, rule, warning
from quiz.check.texts import shown, unquoted, whys

FILE = Path(__file__).with_name("policies.toml")


@cache
def own_policies() -> dict[str, Policy]:
    """The policies that come with the quiz, by name."""
    return msgspec.convert(tomli.loads(FILE.read_text(encoding="utf-8")), dict[str, Policy])


def check_policies(bank: Bank, budget: TimeBudget) -> Iterator[Problem]:
    """The warnings of the policies that the bank has switched on."""
    names = dict.fromkeys(bank.about.policies)
    known = {**own_policies(), **bank.policies}
    for index, name in enumerate(bank.about.policies):
        if name not in known:
            message = f"there is no policy “{name}”"
            mend = f"choose from {', '.join(islice(known, 12))}, or write [policies.{name}]"
            yield warning("Q500", Finding(("about", "policies", index), message, mend))
    tables = (own_policies(), bank.policies)
    if not (chosen := [table[name] for table in tables for name in names if name in table]):
        return
    policy, some = _merged(chosen), "the policies for some entries"
    rules = family("Q5", primary(bank.about.language))
    for index, question in budget.within(enumerate(bank.questions), some):
        yield from apply_rules(rules, question, ("questions", index), policy)
    for id, skill in budget.within(bank.skills.items(), some):
        yield from apply_rules(family("Q5", of_claims=True), skill, ("skills", id), policy)
    for index, claim in budget.within(enumerate(bank.claims), some):
        yield from apply_rules(family("Q5", of_claims=True), claim, ("claims", index), policy)


def _merged(policies: list[Policy]) -> Policy:
    """One policy that asks for everything that several ask for."""

    def union(lists: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(chain.from_iterable(lists)))

    return Policy(
        quoted=union(each.quoted for each in policies),
        reasoned=union(each.reasoned for each in policies),
        unnamed=union(each.unnamed for each in policies),
        introduced={short: full for each in policies for short, full in each.introduced.items()},
        dated=union(each.dated for each in policies),
        uncounted=union(each.uncounted for each in policies),
        addresses=all(each.addresses for each in policies),
    )


@rule("Q501", claims=True)
def loaded_words(entry: Question | Claim | Skill, policy: Policy) -> Findings:
    """A loaded word in the quiz's own voice.

    Some words do the work of those who coined them. The policy lists them: quote them and say whose
    they are, or leave them out.
    """
    for path, text in _texts(entry):
        for word in _matches(policy.quoted, unquoted(text)):
            message = f"“{word}” is in the quiz's own voice"
            yield Finding(path, message, "quote it and say whose word it is, or say it plainly")


@rule("Q502")
def unreasoned_words(question: Question, policy: Policy) -> Findings:
    """A quotation without a reason.

    The policy lists words that may be quoted only if the question is about the wording: say so in
    `quote_reason`.
    """
    if not question.quote_reason.strip():
        quotes = [
            (("cites", index, "quote"), citation.quote)
            for index, citation in enumerate(question.cites)
        ]
        title = (("title",), question.title or "")
        for path, text in [title, *shown(question), *question.exhibited(), *quotes]:
            for word in _matches(policy.reasoned, text):
                message = f"“{word}” is quoted, and nothing says why"
                yield Finding(path, message, "add `quote_reason = …`, or say it in your own words")


@rule("Q503", claims=True)
def addresses(entry: Question | Claim | Skill, policy: Policy) -> Findings:
    """An address or a handle in the text.

    Addresses belong in `sources`, where they can all be looked over at once, and nowhere else.
    """
    for path, text in _texts(entry) if not policy.addresses else ():
        if match := _ADDRESS.search(text):
            yield Finding(path, f"“{match[0]}” leads out of the quiz", "name the source instead")


@rule("Q504", claims=True)
def kept_out(entry: Question | Claim | Skill, policy: Policy) -> Findings:
    """A name that the policy keeps out.

    The policy lists names that no question needs.
    """
    for path, text in _texts(entry):
        for word in _matches(policy.unnamed, text):
            yield Finding(path, f"the policy keeps “{word}” out", "say it without the name")


@rule("Q505")
def introductions(question: Question, policy: Policy) -> Findings:
    """A short name before the full one.

    Readers may begin with any question, so each must introduce its names, in the order of the screen:
    passage, stem, options.
    """
    # A quotation may use the short name alone.
    texts = [(path, unquoted(text)) for path, text in shown(question)] if policy.introduced else []
    whole = "\n".join(text for _, text in texts)
    for short in _matches(policy.introduced, whole):
        full = policy.introduced.get(short, "")
        for path, text in texts if full else ():
            full_at = text.casefold().find(full.casefold())
            short_name = re.search(rf"(?<!\w){re.escape(short)}(?!\w)", text)
            if short_name and not 0 <= full_at <= short_name.start():
                message = f"“{short}” comes before “{full}”"
                yield Finding(path, message, "write the full name first")
            if short_name or full_at >= 0:
                break


@rule("Q506")
def undated(question: Question, policy: Policy) -> Findings:
    """A dispute without a date.

    What is disputed today may be settled tomorrow. The question gives the date of its account.
    """
    disputes = _matches(policy.dated, unquoted(question.explanation))
    if disputes and question.as_of is None:
        message = f"the explanation says “{disputes[0]}”, and the question has no date"
        yield Finding(("explanation",), message, 'add `as_of = "…"`')


@rule("Q507", languages=ENGLISH)
def number_of_victims(question: Question, policy: Policy) -> Findings:
    """The dead as a number to guess.

    How many people died or were injured is not trivia. Ask what the report lets you say about it.
    """
    if question.typed and re.search(r"\bhow many\b", question.stem, re.IGNORECASE):
        for word in _matches(policy.uncounted, question.stem):
            yield Finding(("stem",), f"this asks for a number of “{word}”", "ask about the report")


# For speed, the expression matches the first letter, and only then what is before it.
_ADDRESS = re.compile(r"https?://\S+|www\.\S+|t(?<!\wt)\.me/\S+|@(?<![\w.]@)\w{3,}")


def _texts(entry: Question | Claim | Skill) -> list[tuple[DocumentPath, str]]:
    """The texts of a question, claim or skill in the quiz's own words, each with its path."""
    names: tuple[str, ...]
    texts: Texts = []
    match entry:
        case Claim():
            names = ("event", "says", "when", "by", "through", "disputed_by", "evidence", "stood")
        case Skill():
            names = ("name", "group", "can", "habit", "lesson")
        case _:
            names = ("title", "explanation", "habit")
            texts = [*shown(entry), *entry.exhibited(), *whys(entry)]
    texts += [((name,), getattr(entry, name)) for name in names]
    citations = () if isinstance(entry, Skill) else entry.cites
    texts += [(("cites", index, "says"), each.says) for index, each in enumerate(citations)]
    return [(path, text) for path, text in texts if text]


def _matches(terms: Iterable[str], text: str) -> list[str]:
    """The terms that occur in a text, as they are written there."""
    pattern = _pattern(tuple(terms))
    return list(dict.fromkeys(pattern.findall(text))) if pattern else []


@cache
def _pattern(terms: tuple[str, ...]) -> re.Pattern[str] | None:
    # A term may begin or end with a sign, as “#MeToo” does, where \b would find none.
    some = rf"(?<!\w)(?:{_any_of(sorted(terms))})s?(?!\w)" if terms else ""
    return re.compile(some, re.IGNORECASE) if some else None


def _any_of(terms: Sequence[str], deepest: int = 20) -> str:
    """A regular expression for any of the sorted terms, the longest first.

    It branches like a trie, so that a text is read once, however many terms there are.
    """
    start = commonprefix([terms[0], terms[-1]])  # noqa: RUF071 - of letters, not of paths
    rest = [term[len(start) :] for term in terms]
    shared, rest = rest[0] == "", [each for each in rest if each]
    if deepest:
        groups = groupby(rest, key=lambda each: each[0])
        branches = [_any_of(list(group), deepest - 1) for _, group in groups]
    else:
        branches = [re.escape(each) for each in reversed(rest)]
    more = f"(?:{'|'.join(branches)})" if branches else ""
    return re.escape(start) + more + ("?" if shared and more else "")
