"""A header that is missing or isn't right is reported once, with the right one."""

from pathlib import Path

import pytest

from quiz.bank.load import starter
from quiz.bank.problem import BankError
from quiz.bank.sound import sound_part
from quiz.check.run import check
from tests.test_check_run import CLEAN

SURVEY = "[sources.survey-2023]"


def told(text: str, folder: Path) -> tuple[str, str]:
    """The line of the only error in a file, and what to do about it."""
    file = folder / "bank.toml"
    file.write_text(text, encoding="utf-8")
    (problem,) = [each for each in check(file)[1] if each.level == "error"]
    return text.split("\n")[problem.line - 1], problem.mend


@pytest.mark.parametrize(
    ("old", "new", "line", "mend"),
    [
        (SURVEY, "[sources]", 'publisher = "R', "write [sources.ID] instead of [sources]"),
        ("[skills.certainty]", "[skills]", "name =", "write [skills.ID] instead of [skills]"),
        (SURVEY, "[survey-2023]", "[survey-2023]", "write [sources.survey-2023] instead"),
        (SURVEY, "[Sources.survey-2023]", "[Sources", "write [sources.survey-2023] instead"),
        (SURVEY, "[source.survey-2023]", "[source.s", "write [sources.survey-2023] instead"),
        (SURVEY, "[sources.survey.2023]", "[sources.", "write [sources.survey-2023]"),
        (SURVEY, "[sources.survey-2023.com]", "[sources.", "write [sources.survey-2023-com]"),
        (SURVEY, "[sources.survey-2023.co.uk]", "[sources.", "write [sources.survey-2023-co-uk]"),
        (SURVEY, f"[{SURVEY}]", "[[s", "write [sources.survey-2023], in single brackets"),
        ("[about]", "[[about]]", "[[about]]", "write [about], in single brackets"),
        ("[[questions]]\nid", "id", "id", "write [[questions]] above it"),
    ],
)
def test_header_that_is_not_right_is_told_once(
    old: str, new: str, line: str, mend: str, tmp_path: Path
) -> None:
    """One error says where, and which header is right; nothing that follows from it is reported."""
    assert old in CLEAN
    where, what = told(CLEAN.replace(old, new, 1), tmp_path)
    assert where.startswith(line)
    assert what == mend


@pytest.mark.parametrize(
    ("header", "line", "mend"),
    [
        ("[about]\n", "id =", "write [about] above this line"),
        ("[[questions]]\n", "id =", "write [[questions]] above this line"),
    ],
)
def test_keys_under_another_header_are_told_once(
    header: str, line: str, mend: str, tmp_path: Path
) -> None:
    """What is above its header, or under one that isn't its own, is reported at its first key."""
    where, what = told(starter().replace(header, "", 1), tmp_path)
    assert where.startswith(line)
    assert what == mend
    try:
        problems = [*sound_part(tmp_path / "bank.toml").problems]
    except BankError as error:
        problems = error.problems
    assert [each.mend for each in problems] == [mend]


def test_name_in_the_header_of_a_question_is_told_once(tmp_path: Path) -> None:
    """It isn't reported as a key of the question above it."""
    head, _, last = CLEAN.rpartition("[[questions]]")
    where, what = told(f"{head}[questions.one]{last}", tmp_path)
    assert where == "[questions.one]"
    assert what == 'write [[questions]], and id = "one" below it'


def test_each_table_that_is_missing_is_told_by_its_header(tmp_path: Path) -> None:
    """A file with nothing in it names the headers to write, not keys."""
    file = tmp_path / "bank.toml"
    file.write_text("# nothing yet\n", encoding="utf-8")
    mends = {each.message: each.mend for each in check(file)[1]}
    assert mends["`about` is missing"] == "add a table [about]"
    assert mends["`questions` is missing"] == "add a table [[questions]]"
