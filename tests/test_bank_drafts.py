"""Drafts of questions are never asked, and may lack anything; what they still need is reported."""

from pathlib import Path
from typing import Any

import pytest
import tomli
from hypothesis import given
from hypothesis import strategies as st

from quiz.bank.drafts import filled
from quiz.bank.kinds import KINDS, Choice, Sort
from quiz.bank.problem import BankError, Problem
from quiz.bank.read import read_bank
from quiz.check.budget import TimeBudget
from quiz.check.drafts import draft_needs
from quiz.check.run import check
from tests.process import QUIZ, run

CORPUS = Path(__file__).parent / "corpus"
CLEAN = (CORPUS / "clean.toml").read_text(encoding="utf-8")
HEAD, FIRST, *OTHERS = CLEAN.split("[[questions]]")
DRAFT = """
id = "half"
draft = true
kind = "choice"
options = [{ text = "One" }, { text = "Two" }]

"""


def bank_of(*questions: str, folder: Path) -> Path:
    """A file with the head of the clean bank and these questions."""
    file = folder / "bank.toml"
    file.write_text("[[questions]]".join((HEAD, *questions)), encoding="utf-8")
    return file


def told(file: Path) -> list[Problem]:
    """What is reported of a file, with its quotations compared."""
    return check(file, CORPUS / "articles")[1]


def test_a_draft_is_no_part_of_the_bank(tmp_path: Path) -> None:
    """A draft, however little it has, is left out wherever questions are; the others are asked."""
    file = bank_of(DRAFT, FIRST, "\ndraft = true\n", *OTHERS, folder=tmp_path)
    whole = read_bank(bank_of(FIRST, *OTHERS, folder=tmp_path))
    bank_of(DRAFT, FIRST, "\ndraft = true\n", *OTHERS, folder=tmp_path)
    assert read_bank(file) == whole
    finished = DRAFT.replace("draft = true", "draft = false")
    with pytest.raises(BankError):
        read_bank(bank_of(finished, FIRST, folder=tmp_path))


def test_check_lists_what_a_draft_needs_and_finds_nothing_wrong(tmp_path: Path) -> None:
    """Each draft has one line of what it needs; with nothing else wrong, the exit code is 0."""
    file = bank_of(DRAFT, FIRST, *OTHERS, folder=tmp_path)
    (needs,) = told(file)
    assert (needs.level, needs.code) == ("warning", "Q118")
    assert needs.message == (
        "“half” is a draft, and needs `why` in 2 of `options`, `skill`, `stem`, `explanation`, "
        "a right option, a citation"
    )
    assert file.read_text(encoding="utf-8").split("\n")[needs.line - 1] == "draft = true"
    assert run([*QUIZ, "check", file]).returncode == 0


def test_what_is_wrong_in_a_draft_is_a_warning_at_its_place(tmp_path: Path) -> None:
    """A slip in a draft is reported like any other, and stops nothing."""
    draft = (
        DRAFT.replace('"Two"', '"Two", leans = "trusst"') + 'explanaton = "It is."\nskill = "me"\n'
    )
    problems = told(bank_of(draft, FIRST, *OTHERS, folder=tmp_path))
    assert {each.level for each in problems} == {"warning"}
    assert [each.code for each in problems] == ["Q118", "Q103", "Q101", "Q108"]
    assert "what is wrong in it put right" in problems[0].message


def test_what_is_wrong_beside_drafts_is_told_at_its_line(tmp_path: Path) -> None:
    """The questions around drafts are checked as ever, and their problems found at their lines."""
    wrong = FIRST.replace('quote = "', 'quote = "no such ').replace("leans = ", "leens = ", 1)
    file = bank_of(DRAFT, OTHERS[0], DRAFT, wrong, folder=tmp_path)
    lines = file.read_text(encoding="utf-8").split("\n")
    errors = [each for each in told(file) if each.level == "error"]
    assert errors
    assert all("leens" in lines[each.line - 1] for each in errors)
    with pytest.raises(BankError) as raised:
        read_bank(file)
    assert [each.line for each in raised.value.problems] == [each.line for each in errors]


def test_a_bank_of_drafts_alone_says_so(tmp_path: Path) -> None:
    """A bank without a finished question can be checked, and says why it can't be opened."""
    file = bank_of(DRAFT, "\ndraft = true\n", folder=tmp_path)
    assert run([*QUIZ, "check", file]).returncode == 0
    for command in (["take"], []):
        done = run([*QUIZ, *command, "--bank", file, "--plain"])
        assert done.returncode == 1
        assert done.stderr == (
            f"{file}: Q118 all its questions are drafts, so there's none to ask; "
            "take `draft = true` out of one that is ready; `quiz check` says what each needs\n"
        )


@pytest.mark.parametrize("questions", ["[]", "3", '"none"'])
def test_a_bank_without_questions_or_drafts_is_wrong(questions: str, tmp_path: Path) -> None:
    """Only drafts excuse a bank that has no question: an empty list of them is an error."""
    file = tmp_path / "bank.toml"
    file.write_text(f"questions = {questions}\n{HEAD}", encoding="utf-8")
    assert [each.code for each in told(file) if each.path == ("questions",)] == ["Q103"]


@pytest.mark.parametrize("kind", KINDS)
def test_a_draft_can_be_looked_at(kind: str) -> None:
    """A draft of any kind gets blanks for what it lacks, so that it can be drawn and answered."""
    document = tomli.loads(HEAD)
    cites = [{"source": "nowhere"}, {}, {"source": "courier-2024"}]
    question = filled({"draft": True, "kind": kind, "stam": "?", "cites": cites}, document)
    assert question is not None
    assert question.kind == kind
    assert question.skill in document["skills"]
    assert [each.source for each in question.cites] == ["courier-2024"]
    assert question.stem.strip("…") == ""
    assert question.fits(question.key) or kind in ("choice", "multi", "spot", "short")


@pytest.mark.parametrize(
    ("keys", "kind"),
    [
        ({"accept": ["x"]}, "short"),
        ({"rows": []}, "sort"),
        ({"steps": []}, "order"),
        ({"parts": []}, "spot"),
        ({"options": []}, "choice"),
        ({}, "choice"),
    ],
)
def test_a_draft_without_a_kind_is_taken_by_its_keys(keys: dict[str, Any], kind: str) -> None:
    """What a draft has tells of what kind it may be."""
    question = filled(keys, tomli.loads(HEAD))
    assert question is not None
    assert question.kind == kind


fields = st.sampled_from(
    [*Choice.__struct_fields__, *Sort.__struct_fields__, "accept", "parts", "kind", "text", "shows"]
)
anything = st.recursive(
    st.booleans() | st.integers() | st.text(max_size=5) | st.sampled_from([*KINDS, "page", "post"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(fields, inner, max_size=4),
    max_leaves=8,
)


@given(st.dictionaries(fields, anything))
def test_any_draft_is_told_and_looked_at_without_a_fault(entry: dict[str, Any]) -> None:
    """Whatever is in a draft, it has one line of what it needs, and no error."""
    document = {**tomli.loads(HEAD), "questions": [{**entry, "draft": True}]}
    problems = list(draft_needs(document, TimeBudget()))
    assert [each.code for each in problems].count("Q118") == 1
    assert {each.level for each in problems} == {"warning"}
    filled(entry, document)
