"""The registry of rules: complete, explained, and with examples that do what they say."""

import ast
from pathlib import Path
from re import fullmatch

import msgspec
import pytest
import tomli

from quiz.bank.consistency import inconsistencies
from quiz.bank.kinds import Question
from quiz.bank.model import Bank
from quiz.bank.problem import BankError
from quiz.bank.read import parse
from quiz.check.explain import RULES, explain
from quiz.check.quotations import misquotations
from quiz.check.rules import Rule, family
from tests.test_check_bank import bank_problems
from tests.test_check_items import BASE, QUESTION, codes

QUIZ = Path(__file__).parents[1] / "quiz"
ELSEWHERE = {"Q004", "Q006", "Q119", "Q201", "Q202", "Q407"}
"""Rules with other examples; that of Q006 is tested in test_bank_backslash.py."""
IN_QUESTIONS = {
    code: rule
    for code, rule in RULES.items()
    if rule.before and code[:2] in ("Q1", "Q3") and code not in ELSEWHERE
}
"""Rules whose example is part of a question."""


def codes_in_source() -> tuple[set[str], set[str]]:
    """The codes in `@rule`, and those by which problems are made elsewhere."""
    ruled: set[str] = set()
    others: set[str] = set()
    for file in (*QUIZ.glob("bank/**/*.py"), *QUIZ.glob("check/*.py")):
        nodes = [*ast.walk(ast.parse(file.read_text(encoding="utf-8")))]
        calls = [node for node in nodes if isinstance(node, ast.Call)]
        own = [call.args[0] for call in calls if ast.unparse(call.func) == "rule"]
        for node in nodes:
            if isinstance(node, ast.Constant) and fullmatch(r"Q\d{3}", str(node.value)):
                (ruled if node in own else others).add(str(node.value))
    return ruled, others


def test_every_code_is_registered_and_every_rule_can_be_broken() -> None:
    """Each code in the source is a rule, and each rule has a function that runs or a code there."""
    ruled, others = codes_in_source()
    run = {**family("Q2"), **family("Q3"), **family("Q4"), **family("Q5")}
    assert ruled == set(run) == {code for code, rule in RULES.items() if rule.find}
    assert ruled | others == set(RULES)


@pytest.mark.parametrize(("code", "rule"), RULES.items())
def test_every_rule_is_explained(code: str, rule: Rule) -> None:
    """A rule says what it is, why it matters, and how to set it aside if that is allowed."""
    lines = explain(code)
    assert lines[0] == f"{code} {rule.title}"
    assert rule.title
    assert rule.why
    assert any("set it aside" in line for line in lines) is rule.may_be_set_aside


@pytest.mark.parametrize("code", IN_QUESTIONS)
def test_examples_of_a_rule_break_and_mend_it(code: str) -> None:
    """“Before” breaks only that rule, and “After” breaks none."""
    assert codes(IN_QUESTIONS[code].before) == {code}
    assert codes(IN_QUESTIONS[code].after) == set()


def test_every_rule_about_wording_has_an_example() -> None:
    """Each Q3 has an example, and no example is left untested."""
    assert {code for code in RULES if code.startswith("Q3")} <= set(IN_QUESTIONS)
    assert {code for code, rule in RULES.items() if rule.before} == set(IN_QUESTIONS) | ELSEWHERE


def test_example_of_broken_toml_breaks_and_mends_it(tmp_path: Path) -> None:
    """“Before” is not TOML, “After” is."""
    file = tmp_path / "bank.toml"
    file.write_text(RULES["Q004"].before, encoding="utf-8")
    with pytest.raises(BankError) as error:
        parse(file.read_bytes(), file)
    assert [problem.code for problem in error.value.problems] == ["Q004"]
    file.write_text(RULES["Q004"].after, encoding="utf-8")
    parse(file.read_bytes(), file)


@pytest.mark.parametrize("code", ["Q201", "Q202"])
def test_examples_of_quotations_break_and_mend_them(code: str, tmp_path: Path) -> None:
    """The quotation of “Before” is not where it says in the article, that of “After” is."""
    article = "The pier\n\nThe pier closed at dusk.\n\nNobody knew."
    (tmp_path / "courier-2024.txt").write_text(article, encoding="utf-8")

    def broken(example: str) -> list[str]:
        question = msgspec.convert({**QUESTION, **tomli.loads(example)}, Question)
        roles = {"courier-2024": "article"}
        return [each.code for each in misquotations([("questions", 0, question)], roles, tmp_path)]

    assert broken(RULES[code].before) == [code]
    assert broken(RULES[code].after) == []


def test_example_of_a_bank_without_an_id_breaks_and_mends_it() -> None:
    """The bank of “Before” has no id, that of “After” has one."""
    for example, expected in ((RULES["Q407"].before, ["Q407"]), (RULES["Q407"].after, [])):
        document = {**tomli.loads(BASE), "questions": [QUESTION], **tomli.loads(example)}
        assert [each.code for each in bank_problems(msgspec.convert(document, Bank))] == expected


def test_example_of_a_set_breaks_and_mends_it() -> None:
    """The set of “Before” has an id that isn't there, that of “After” has none."""
    questions = [{**QUESTION, "id": id} for id in ("ferry-late", "pier-closed")]
    for example, expected in ((RULES["Q119"].before, ["Q119"]), (RULES["Q119"].after, [])):
        document = {**tomli.loads(BASE), "questions": questions, **tomli.loads(example)}
        assert [each.code for each in inconsistencies(document)] == expected
