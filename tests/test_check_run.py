"""Every problem in a file is found once, at its line and column; a clean file has none."""

import tomllib
from pathlib import Path
from random import Random
from typing import NamedTuple

import pytest

from quiz.bank.problem import Problem
from quiz.check.explain import RULES
from quiz.check.run import check

CORPUS = Path(__file__).parent / "corpus"
CLEAN = (CORPUS / "clean.toml").read_text(encoding="utf-8")
PLANTS = tomllib.loads((CORPUS / "plants.toml").read_text(encoding="utf-8"))["plants"]
ELSEWHERE = {
    "Q001": "there is no text; test_bank_read.py",
    "Q002": "there is no text; test_bank_read.py",
    "Q007": "it takes a check without time; test_bank_limits.py",
    "Q204": "it takes another folder of articles; test_check_quotations.py",
    **dict.fromkeys(
        ("Q401", "Q402", "Q403", "Q404", "Q405", "Q413", "Q415"),
        "it takes many questions; test_check_bank.py",
    ),
}
"""Rules that no change to the clean bank breaks: why, and where they are tested."""


class Position(NamedTuple):
    """A rule, and the position of its problem."""

    code: str
    line: int
    column: int
    length: int


def planted(plants: list[dict[str, str]]) -> tuple[str, list[Position]]:
    """The clean bank with these changes, and the problems that it should have."""
    text, codes = CLEAN, list[str]()
    for plant in sorted(plants, key=lambda plant: CLEAN.index(plant["old"])):
        assert text.count(plant["old"]) == 1, plant["old"]
        text = text.replace(plant["old"], plant["new"])
        codes += plant["codes"].split()
    positions: list[Position] = []
    while "⟦" in text:
        start = text.index("⟦")
        text = text.replace("⟦", "", 1)
        end = text.index("⟧")
        text = text.replace("⟧", "", 1)
        line, column = text.count("\n", 0, start) + 1, start - text.rfind("\n", 0, start)
        positions.append(Position(codes[len(positions)], line, column, max(1, end - start)))
    positions += [Position(code, 0, 0, 1) for code in codes[len(positions) :]]
    return text, sorted(positions, key=lambda position: (position.line, position.column))


def positions_of(problems: list[Problem]) -> list[Position]:
    """The rules and positions of problems."""
    return [Position(each.code, each.line, each.column, each.length) for each in problems]


def checked(text: str, folder: Path) -> list[Position]:
    """The rules and positions of the problems in a text."""
    file = folder / "bank.toml"
    file.write_text(text, encoding="utf-8", newline="")
    return positions_of(check(file, CORPUS / "articles")[1])


def test_clean_bank_has_no_problem(tmp_path: Path) -> None:
    """A bank in which nothing is wrong has no problem, its quotations included."""
    assert checked(CLEAN, tmp_path) == []


@pytest.mark.parametrize("plant", PLANTS, ids=lambda plant: plant["codes"])
def test_each_problem_is_found_at_its_position(plant: dict[str, str], tmp_path: Path) -> None:
    """A change that breaks a rule is reported once, by that rule, at the key or the value."""
    text, positions = planted([plant])
    assert checked(text, tmp_path) == positions
    problems = check(tmp_path / "bank.toml", CORPUS / "articles")[1]
    assert plant.get("says", "") in "".join(f"{problem}\n" for problem in problems)


def test_every_rule_has_a_broken_file_or_a_reason_why_not() -> None:
    """The corpus has 120 changes, at least one for each rule that a change can break."""
    codes = {code for plant in PLANTS for code in plant["codes"].split()}
    assert len(PLANTS) >= 120
    assert codes | set(ELSEWHERE) == set(RULES)
    assert not codes & set(ELSEWHERE)


@pytest.mark.parametrize("seed", range(20))
def test_problems_of_several_questions_are_found_in_one_go(seed: int, tmp_path: Path) -> None:
    """Several changes to one file are all reported at once."""
    random = Random(seed)
    chosen: list[dict[str, str]] = []
    spans: list[tuple[int, int]] = []
    # Leave out problems that hide others, and those that others hide.
    alone = ("Q00", "Q102 ", "Q106", "Q207", "Q3", "Q4", "Q5")
    for plant in random.sample(PLANTS, len(PLANTS)):
        start = CLEAN.index(plant["old"])
        question = CLEAN.rfind("\n\n", 0, start), f"{CLEAN}\n\n".find("\n\n", start)
        if (
            not plant["codes"].startswith(alone)
            and plant["new"].count("⟦")
            and not any(question[0] < end and begin < question[1] for begin, end in spans)
            and not any(plant["old"] in each["new"] for each in chosen)
        ):
            chosen.append(plant)
            spans.append(question)
    text, positions = planted(chosen)
    assert len(positions) >= 4
    assert set(checked(text, tmp_path)) >= set(positions)
