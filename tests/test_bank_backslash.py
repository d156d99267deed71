"""Backslashes that start a code in TOML are reported where a path or formula was meant."""

from pathlib import Path

import pytest

from quiz.bank import backslash
from quiz.bank.load import own_bank, starter
from quiz.bank.problem import BankError, Problem
from quiz.bank.read import read_bank
from quiz.check.explain import RULES
from quiz.check.run import check

CORPUS = Path(__file__).parent / "corpus"


def problems_in(written: str, folder: Path) -> list[Problem]:
    """The problems of a bank with this description, as TOML."""
    file = folder / "bank.toml"
    head, _, rest = starter().partition("description = ")
    file.write_text(f"{head}description = {written}\n{rest.partition(chr(10))[2]}", "utf-8")
    return check(file)[1]


def assert_at_its_backslash(problem: Problem, written: str, folder: Path) -> None:
    """Assert that a problem names the code at its position."""
    assert problem.code == "Q006"
    assert problem.message.startswith("a backslash starts a code, and ")
    assert problem.mend == r"write `\\` or use '…'"
    lines = (folder / "bank.toml").read_text(encoding="utf-8").split("\n")
    code = lines[problem.line - 1][problem.column - 1 :][: problem.length]
    assert code[0] == "\\"
    assert len(code) == 2
    assert code in written
    assert f"`{code}`" in problem.message


@pytest.mark.parametrize(
    "written",
    [
        r'"C:\photos"',
        r'"C:\Users\tom"',
        r'"C:\xampp"',
        r'"3 \alpha"',
        r'"see \\server\share"',
        r'"a \frac{1}{2}"',
        r'"\beta"',
        r'"It is \bar{x}"',
        r'"\\theta and \rho"',
        r'"C:\folder"',
        r'"C:\bin\\x"',
        r"'\theta' # \n" + "\n" + r'content_note = "\forall"',
        '"""\nOne line,\nanother \\right one."""',
        r'"""a "quoted" \forest"""',
    ],
)
def test_unknown_or_harmful_code_is_an_error_at_its_position(written: str, tmp_path: Path) -> None:
    """A backslash that starts no code, or a control character before a word, is an error."""
    (problem,) = [each for each in problems_in(written, tmp_path) if each.level == "error"]
    assert_at_its_backslash(problem, written, tmp_path)
    with pytest.raises(BankError, match="Q006 a backslash starts a code"):
        read_bank(tmp_path / "bank.toml")


@pytest.mark.parametrize(
    "written",
    [
        r'"3 \times 4"',
        r'"3\times4"',
        r'"the angle $\theta$"',
        r'"$\tan x$"',
        r'"$a \ne b$"',
        r'"\nabla f"',
        r'"\textbf{bold}"',
        r'"C:\temp"',
        r'"See C:\new."',
        r'"(d:\notes\tables)"',
        r'"C:\\Users\\tom\new"',
        r'"\\\\server\temp"',
        '"""\nLook into\nC:\\temp for it."""',
    ],
)
def test_tab_or_line_break_in_a_path_or_formula_is_a_warning(written: str, tmp_path: Path) -> None:
    """A tab or a line break in a path or a formula is a warning at its backslash."""
    (problem,) = problems_in(written, tmp_path)
    assert problem.level == "warning"
    assert_at_its_backslash(problem, written, tmp_path)
    read_bank(tmp_path / "bank.toml")


@pytest.mark.parametrize(
    "written",
    [
        r'"Name\tAge\nAnn\t12"',
        r'"a\tb\tc"',
        r'"\tindented\n\tagain"',
        r'"One line\nanother line\nnot the last"',
        r'"Ratio:\tvalue"',
        r'"Q:\tWho said so?\nA:\tThe mayor"',
        r'"Person C:\nThe mayor"',
        r'"A:\nno idea\nB:\nso what"',
        r'"https://a.example/x\tnext"',
        r'"$5\t$7\tnet"',
        r'"a\tan apple\nto the top"',
        r'"C:\\temp and 3 \\times 4"',
        r"'C:\temp, \frac and \Users'",
        r"'''\times'''",
        '"""\n\\\n   one line"""',
        r'"said \"times\" twice"',
        r'"x" # C:\temp \times',
    ],
)
def test_code_that_may_be_meant_raises_no_warning(written: str, tmp_path: Path) -> None:
    """Tables, indents, line breaks, and backslashes that are only backslashes are left alone."""
    assert problems_in(written, tmp_path) == []


@pytest.mark.parametrize(
    "file", [own_bank(), Path(__file__).parent / "bank.toml", *CORPUS.glob("*.toml")]
)
def test_own_banks_raise_no_warning(file: Path) -> None:
    """Nothing in the banks that we ship or test with looks like a path or a formula."""
    text = file.read_text(encoding="utf-8")
    assert not list(backslash.doubtful_codes(text))
    assert not list(backslash.control_codes(text))


def test_path_that_ends_in_a_backslash_is_reported(tmp_path: Path) -> None:
    """A backslash before the closing quotation mark is reported, though the text runs on."""
    (problem,) = problems_in(r'"See C:\"', tmp_path)
    assert_at_its_backslash(problem, r'"See C:\"', tmp_path)
    assert r"`\"` is a quotation mark" in problem.message


def test_control_character_that_was_meant_is_reported_as_one(tmp_path: Path) -> None:
    """A code by itself, or one with a number, was intended, and breaks Q003."""
    for written in (r'"a \f b"', r'"\b"', r'"a\u000cb"'):
        (problem,) = problems_in(written, tmp_path)
        assert problem.code == "Q003"


def test_example_of_the_rule_breaks_and_mends_it(tmp_path: Path) -> None:
    """“Before” breaks Q006, and the backslash of “After” stays a backslash."""
    rule = RULES["Q006"]
    before, after = (each.removeprefix("stem = ") for each in (rule.before, rule.after))
    assert [problem.code for problem in problems_in(before, tmp_path)] == ["Q006"]
    assert problems_in(after, tmp_path) == []
    assert "\t" not in rule.before + rule.after
