"""The rules of `quiz check`: what each is for, with its source and an example."""

from functools import cache
from pathlib import Path

import msgspec
import tomli
from msgspec import Struct

FILE = Path(__file__).with_name("rules.toml")


class Rule(Struct, frozen=True, forbid_unknown_fields=True):
    """What an author is told about a rule."""

    title: str
    why: str
    before: str = ""
    """A faulty piece of a bank, as TOML."""
    after: str = ""
    """The same piece, mended."""
    source: str = ""
    """Who found that it matters, and where; empty where it follows from the quiz itself."""


@cache
def rules() -> dict[str, Rule]:
    """Each rule by its code."""
    return msgspec.convert(tomli.loads(FILE.read_text(encoding="utf-8")), dict[str, Rule])


def is_rule(code: str) -> bool:
    """Whether there is a rule of this code."""
    return code in rules()


def may_be_set_aside(code: str) -> bool:
    """Whether a question may break the rule, with a reason: a warning, no error."""
    return is_rule(code) and (code > "Q300" or code == "Q205")


def explain(code: str) -> list[str]:
    """All that there is to say about a rule, in lines; raises `KeyError` for no rule."""
    rule = rules()[code]
    lines = [f"{code} {rule.title}", "", *rule.why.strip().splitlines()]
    if rule.source:
        lines += ["", "Source: " + " ".join(rule.source.split())]
    for name, example in (("Before", rule.before), ("After", rule.after)):
        if example:
            lines += ["", f"{name}:", *(f"  {line}" for line in example.strip().splitlines())]
    if may_be_set_aside(code):
        lines += ["", f'To set it aside for one question: allow = {{ {code} = "the reason" }}']
    return lines
