"""Sets: rounds with the same questions for all, named in the bank or on the command line."""

import re
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from quiz.bank.load import own_bank
from quiz.bank.problem import BankError, Problem
from quiz.bank.read import read_bank
from quiz.bank.sound import sound_part
from quiz.check.fix import fixed
from quiz.check.run import check
from quiz.cli import main
from quiz.record.history import History

IDS = ("bridge-in-may", "which-month", "ferry-interest")
SET = """
[sets.monday]
name = "The lesson on Monday"
ids = ["bridge-in-may", "which-month", "ferry-interest"]
"""


def quiz(*arguments: str | Path, lines: str = "") -> Result:
    """Run a command in this process, with lines on stdin."""
    return CliRunner().invoke(main, [*map(str, arguments)], input=lines)


@pytest.fixture
def with_set(bank_file: Path, tmp_path: Path) -> Path:
    """The test bank with a set."""
    file = tmp_path / "bank.toml"
    file.write_text(bank_file.read_text(encoding="utf-8") + SET, encoding="utf-8")
    return file


def rewritten(file: Path, old: str, new: str) -> Path:
    """The file with something in its place."""
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")
    return file


def told(file: Path) -> list[Problem]:
    """The errors in a file."""
    return [each for each in check(file)[1] if each.level == "error"]


def asked() -> list[tuple[str, ...]]:
    """The ids that each round in the history asks, in its order."""
    with closing(History.open()) as history:
        rounds = [history.round(each.number) for each in history.rounds()]
    return [tuple(slot.question.id for slot in each.slots) for each in rounds if each]


def test_our_first_lesson_spreads_over_the_skills() -> None:
    """The set that comes with the quiz asks of each skill and no event twice, with openers."""
    bank = read_bank(own_bank())
    questions = [each for each in bank.questions if each.id in bank.sets["lesson-one"].ids]
    assert {each.skill for each in questions} == {*bank.skills}
    events = [each.event for each in questions if each.event]
    assert len({*events}) == len(events)
    assert 3 <= sum(each.opener for each in questions) < len(questions) == 10


@pytest.mark.parametrize(
    ("old", "new", "message", "mend"),
    [
        ('"which-month"', '"which-moth"', "there is no question `which-moth`", "`which-month`"),
        (
            '"which-month", "f',
            '"bridge-in-may", "f',
            "the question `bridge-in-may` is in it twice",
            "leave one",
        ),
    ],
)
def test_a_set_names_questions_that_there_are_once(
    with_set: Path, old: str, new: str, message: str, mend: str
) -> None:
    """An id that isn't there, or is there twice, is an error at its place."""
    head, set, tail = with_set.read_text(encoding="utf-8").partition("[sets.monday]")
    with_set.write_text(head + set + tail.replace(old, new), encoding="utf-8")
    (problem,) = told(with_set)
    assert (problem.code, problem.message) == ("Q119", message)
    assert mend in problem.mend
    assert with_set.read_text(encoding="utf-8").split("\n")[problem.line - 1].startswith("ids = [")
    with pytest.raises(BankError) as raised:
        read_bank(with_set)
    assert raised.value.problems == [problem]


@pytest.mark.parametrize("before", [0, 1])
def test_a_draft_is_in_no_set(with_set: Path, before: int) -> None:
    """A set that asks a draft is told that it is one, wherever another draft stands."""
    rewritten(with_set, 'id = "which-month"', 'id = "which-month"\ndraft = true')
    if before:
        rewritten(
            with_set,
            '[[questions]]\nid = "bridge',
            "[[questions]]\ndraft = true\n\n" * before + '[[questions]]\nid = "bridge',
        )
    (problem,) = told(with_set)
    assert problem.message == "the question `which-month` is a draft"
    with pytest.raises(BankError, match="is a draft"):
        read_bank(with_set)


def test_a_set_is_never_empty(with_set: Path) -> None:
    """A set without questions is an error, and so is one of them that is no list."""
    ids = 'ids = ["bridge-in-may", "which-month", "ferry-interest"]'
    for wrong in ("ids = []", "ids = 3", 'ids = ["Bridge in May"]'):
        rewritten(with_set, ids, wrong)
        (problem,) = told(with_set)
        assert problem.code == "Q103", wrong
        rewritten(with_set, wrong, ids)


def test_a_fault_elsewhere_is_not_told_of_the_set(with_set: Path) -> None:
    """A question with a fault is left out of a trial, and so is the set that asks it, unsaid."""
    rewritten(with_set, 'id = "which-month"', 'id = "which-month"\nlevens = 3')
    sound = sound_part(with_set)
    assert [each.code for each in sound.problems] == ["Q101"]
    assert (sound.left_out, sound.bank.sets) == (("which-month",), {})


def test_a_mended_id_is_mended_in_its_sets(with_set: Path) -> None:
    """`--fix` that mends the id of a question mends it in the sets that ask it."""
    text = with_set.read_text(encoding="utf-8").replace('"which-month"', '"Which month"')
    mended_text = fixed(text.encode(), with_set).data.decode()
    assert mended_text.count('"which-month"') == text.count('"Which month"') == 2
    with_set.write_text(mended_text, encoding="utf-8")
    assert told(with_set) == []


def test_a_set_is_asked_whole_in_an_order_of_ones_own(with_set: Path) -> None:
    """Every reader of a set gets its questions and no others, not all in the same order."""
    for _ in range(8):
        done = quiz("take", "--bank", with_set, "--set", "monday")
        assert (done.exit_code, done.stderr) == (0, "")
        assert "Question 1 of 3." in done.stdout
    rounds = asked()
    assert {frozenset(each) for each in rounds} == {frozenset(IDS)}
    assert len({*rounds}) > 1


@pytest.mark.parametrize("exam", [(), ("--exam",)], ids=["round", "exam"])
def test_the_set_and_the_seed_are_kept(with_set: Path, exam: tuple[str, ...]) -> None:
    """The history says which set a round asked, and the seed, which gives its order again."""
    orders = []
    for _ in range(2):
        quiz("take", "--bank", with_set, "--set", "monday", "--seed", "7", *exam)
        with closing(History.open()) as history:
            (round,) = filter(None, (history.round(each.number) for each in history.rounds()))
            assert (round.set, round.seed, round.exam) == ("monday", 7, bool(exam))
            orders.append([slot.question.id for slot in round.slots])
            history.forget()
    assert orders[0] == orders[1]


@pytest.mark.parametrize(
    "ids", [("--ids", ",".join(IDS)), ("--ids", IDS[0], "--ids", f"{IDS[1]}, {IDS[2]},")]
)
def test_questions_can_be_named_one_by_one(bank_file: Path, ids: tuple[str, ...]) -> None:
    """`--ids` takes several, also given more than once; the round has no set."""
    assert quiz("take", "--bank", bank_file, *ids).exit_code == 0
    assert {*asked()[0]} == {*IDS}


def test_what_an_open_exam_asks_is_left_out_of_a_set(with_set: Path) -> None:
    """Of a set, what an open exam asks is left out, and said; if that is all, the exam is named."""
    quiz("take", "--bank", with_set, "--exam", "--ids", "which-month")
    done = quiz("take", "--bank", with_set, "--set", "monday")
    assert "Question 1 of 2." in done.stdout
    assert "Some of these are in an exam" in done.stdout
    done = quiz("take", "--bank", with_set, "--ids", "which-month")
    assert (done.exit_code, done.stdout) == (2, "")
    assert "all of these are in round 1, an exam that is still open" in done.stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            ("--set", "munday"),
            "there is no set “munday”; choose one of these:\n  monday  The lesson",
        ),
        (
            ("--ids", "which-moth"),
            "there is no question “which-moth”; choose one of these:\n  which-month",
        ),
        (("--ids", "which-month,which-month"), "“which-month” is given twice; give it once\n"),
        (("--ids", ","), "--ids has 0 ids; give it 1 to 500\n"),
        (("--set", "monday", "--set", "monday"), "--set is given twice; give it once\n"),
        (("--set", "monday", "--ids", "x"), "--set and --ids are given together; give one of them"),
        (("--set", "monday", "-n", "3"), "--set and -n are given together; give one of them\n"),
        (("--ids", "x", "--skill", "y"), "there is no skill “y”"),
        (("--ids", "which-month", "--due"), "--ids and --due are given together; give one of"),
    ],
)
def test_what_cannot_be_asked_is_refused(with_set: Path, words: tuple[str, ...], said: str) -> None:
    """Names that there aren't are answered with the nearest; a set goes with no other choice."""
    done = quiz("take", "--bank", with_set, *words)
    assert (done.exit_code, done.stdout) == (2, "")
    assert re.sub(" +", " ", done.stderr).startswith(f"quiz: {re.sub(' +', ' ', said)}")


def test_a_bank_without_sets_says_so(bank_file: Path) -> None:
    """Where a bank has no sets, another way is named."""
    done = quiz("take", "--bank", bank_file, "--set", "monday")
    assert done.stderr == ("quiz: this bank has no sets; name its questions: --ids ID,ID\n")
