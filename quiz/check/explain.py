"""All the rules, and the text that `quiz check --explain` prints for one."""

from quiz.check import (  # noqa: F401 - each registers its rules
    citations,
    clues,
    copies,
    errors,
    exhibits,
    guessing,
    languages,
    options,
    overlaps,
    policy,
    quotations,
    reading,
    reasons,
    typed,
    whole_bank,
    wording,
)
from quiz.check.rules import Rule, registered

RULES: dict[str, Rule] = dict(sorted(registered.items()))
"""Every rule by its code, in order."""


def explain(code: str) -> list[str]:
    """The explanation of a rule, in lines; raises `KeyError` for an unknown code."""
    rule = RULES[code]
    lines = [f"{code} {rule.title}", "", *rule.why.splitlines()]
    if rule.source:
        lines += ["", f"Source: {rule.source}"]
    for name, example in (("Before", rule.before), ("After", rule.after)):
        if example:
            lines += ["", f"{name}:", *(f"  {line}" for line in example.splitlines())]
    if rule.may_be_set_aside:
        lines += ["", f'To set it aside for one question: allow = {{ {code} = "the reason" }}']
    return lines
