"""Readers who share a machine: each has a history of their own, and home says whose it is."""

import os
import unicodedata
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from quiz.classroom.handin import read_handin
from quiz.cli import main
from quiz.paths import READER, for_reader, history_folder, readers_folder
from quiz.record.history import History
from quiz.record.readers import fault_of, others
from tests.process import QUIZ, run
from tests.terminal import Terminal

HOSTILE = (
    "a/b",
    "../../b",
    ".b",
    "a\\b",
    "con",
    "CON.txt",
    "-x",
    "b" * 100,
    "Ζωή",
    "😀a",
    "a:b*?",
    "~a",
)


@pytest.fixture(autouse=True)
def nobody() -> None:
    """Begin without a reader; an option sets the variable for the whole process."""
    os.environ.pop(READER, None)


def quiz(*words: str | Path, lines: str = "") -> Result:
    """Run a command in this process, as if in a new one, with lines on stdin."""
    os.environ.pop(READER, None)
    try:
        return CliRunner().invoke(main, [*map(str, words)], input=lines)
    finally:
        os.environ.pop(READER, None)


def answer(bank_file: Path, *reader: str) -> Result:
    """Answer one question, as this reader if there is one."""
    done = quiz("take", "--bank", bank_file, "--ids", "which-month", *reader, lines="June\n3\n")
    assert done.exit_code == 0, done.stderr
    return done


def answers(name: str, monkeypatch: pytest.MonkeyPatch) -> int:
    """How many answers a reader has; "" is the one without a name."""
    with monkeypatch.context() as patch:
        patch.setenv(READER, name)
        with closing(History.open_read_only()) as history:
            return history.total()[1]


def test_each_reader_has_a_history_of_their_own(
    bank_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What one reader answers is in no other's history; without a name it stays where it was."""
    answer(bank_file)
    answer(bank_file, "--reader", "Ann")
    answer(bank_file, "--reader", "Ben")
    answer(bank_file, "--reader", "Ben")
    assert [answers(each, monkeypatch) for each in ("", "Ann", "Ben")] == [1, 1, 2]
    assert quiz("history", "list", "--reader", "Ben").stdout.count("\n") == 2
    assert quiz("--reader", "Ben", "history", "list").stdout.count("\n") == 2
    assert quiz("history", "--reader", "Ben", "list").stdout.count("\n") == 2
    assert quiz("history", "where").stdout.startswith(os.environ["QUIZ_DATA_DIR"] + "/history.db\n")


@pytest.mark.parametrize(
    "name", ["ann b.", "ANN B.", " Ann   B. ", "Ａnn B.", unicodedata.normalize("NFD", "Ann B.")]
)
def test_a_name_written_otherwise_is_the_same_reader(name: str) -> None:
    """Capitals, spaces and how accents are typed make no other reader, whatever the file system."""
    os.environ[READER] = "Ann B."
    folder = history_folder()
    os.environ[READER] = name
    assert history_folder() == folder
    os.environ[READER] = "Ann C."
    assert history_folder() != folder


@pytest.mark.parametrize("name", HOSTILE)
def test_any_name_is_safe(name: str, bank_file: Path) -> None:
    """Whatever a name holds, its folder is beside the others; a command with it can be copied."""
    answer(bank_file, f"--reader={name}")
    assert quiz("progress", "--bank", bank_file, f"--reader={name}").exit_code == 0
    (folder,) = readers_folder().iterdir()
    assert folder.name.isalnum()
    assert folder.name.isascii()
    assert (folder / "history.db").exists()
    assert readers_folder().stat().st_mode & 0o77 == 0
    os.environ[READER] = name
    done = run(["sh", "-c", f"printf '%s\\n' {for_reader('take')}"])
    assert done.stdout.splitlines() == ["quiz", "take", f"--reader={name}"]
    os.environ[READER] = "x"
    assert others() == [name]


@pytest.mark.parametrize(
    "name", ["", " ", "..", "/", "a\x1b[31mb", "a\u202eb", "b" * 101, "\udc80a"]
)
def test_what_is_no_name_is_refused(name: str, bank_file: Path) -> None:
    """A name that is empty, too long or can't be seen is refused in a line, and nothing is made."""
    os.environ[READER] = name
    from_variable = CliRunner().invoke(main, ["take", "--bank", str(bank_file)], input="")
    from_option = quiz("take", "--bank", bank_file, f"--reader={name}")
    for done in (from_option, from_variable) if name.strip() else (from_option,):
        assert (done.exit_code, done.stdout) == (2, "")
        assert done.stderr == f"quiz: {fault_of(name.strip())}; choose another one\n"
    assert not readers_folder().exists()


def test_a_new_reader_is_told_so_with_a_name_that_is_nearly_the_same(bank_file: Path) -> None:
    """A mistyped name makes no second reader unsaid; one who only opened the quiz is still new."""
    assert "A new reader: Ann B.\n" in answer(bank_file, "--reader", "Ann B.").stdout
    assert "A new reader" not in answer(bank_file, "--reader", "Ann B.").stdout
    answer(bank_file, "--reader", "Cem")
    for _ in range(2):
        shown = quiz("--bank", bank_file, "--plain", "--reader", "Anne B.").stdout
        assert "A new reader: Anne B. Already here: Ann B.\n" in shown
    shown = quiz("take", "--bank", bank_file, "--reader", "Anne B.").stdout
    assert "A new reader: Anne B. Already here: Ann B.\n" in shown


@pytest.mark.parametrize(
    "words", [("progress",), ("report",), ("hand-in",), ("history", "list"), ("history", "where")]
)
def test_who_only_looks_makes_no_reader(words: tuple[str, ...], bank_file: Path) -> None:
    """A command that asks nothing refuses a name that nobody has, and names those there are."""
    bank = () if words[0] == "history" else ("--bank", bank_file)
    done = quiz(*words, *bank, "--reader", "Anne")
    assert done.stderr == ("quiz: there is no reader “Anne”; begin with quiz take --reader=Anne\n")
    answer(bank_file, "--reader", "Ben")
    answer(bank_file, "--reader", "Ann")
    before = {*readers_folder().iterdir()}
    done = quiz(*words, *bank, "--reader", "Anne")
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr == "quiz: there is no reader “Anne”; choose from Ann, Ben\n"
    assert {*readers_folder().iterdir()} == before


def test_who_forgets_everything_is_not_listed_any_more(bank_file: Path) -> None:
    """With the last round, the reader's name goes, too."""
    answer(bank_file, "--reader", "Ann")
    answer(bank_file, "--reader", "Ben")
    os.environ[READER] = "x"
    assert others() == ["Ann", "Ben"]
    assert quiz("history", "forget", "--yes", "--reader", "Ann").exit_code == 0
    assert "Ann" not in "".join(file.read_text() for file in readers_folder().glob("*/name"))
    os.environ[READER] = "x"
    assert others() == ["Ben"]


def test_a_history_can_be_imported_for_a_new_reader(bank_file: Path) -> None:
    """An import may begin a reader, and says that it did."""
    answer(bank_file)
    lines = quiz("history", "export").stdout
    done = quiz("history", "import", "--reader", "Ann", lines=lines)
    assert done.stderr == "quiz: A new reader: Ann.\n"
    assert done.stdout.startswith("1 new round, 1 new answer")
    assert quiz("history", "list", "--reader", "Ann").stdout.count("\n") == 1


def test_a_hand_in_offers_the_name_and_does_not_give_it(bank_file: Path, tmp_path: Path) -> None:
    """A reader's hand-in is theirs alone, has no name unless they give it, and says how."""
    for name in ("Ann", "Ben"):
        answer(bank_file, "--reader", name)
    made = {}
    for name in ("Ann", "Ben"):
        file = tmp_path / f"{name}.quiz"
        done = quiz("hand-in", "--bank", bank_file, "--reader", name, "-o", file)
        assert done.stdout.endswith(
            f"Your name isn't in it. To add it: quiz hand-in --name={name} -o {file}"
            f" --bank {bank_file} --reader={name}\n"
        )
        made[name] = read_handin(file)
        assert name.encode() not in file.read_bytes()
    assert made["Ann"].reader != made["Ben"].reader
    assert [len(each.rounds) for each in made.values()] == [1, 1]


def test_who_forgets_the_reader_is_told_whose_answers_are_here(bank_file: Path) -> None:
    """Without a round to hand in, a line names the readers who have one, and the command for it."""
    nothing = quiz("hand-in", "--bank", bank_file)
    assert nothing.stderr.endswith(f"take a round first: quiz take --bank {bank_file}\n")
    answer(bank_file, "--reader", "Anna B.")
    done = quiz("hand-in", "--bank", bank_file)
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr == (
        "quiz: there is nothing to hand in; Anna B. has answers here: "
        f"quiz hand-in --reader='Anna B.' --bank {bank_file}\n"
    )
    of_our_own = quiz("hand-in", "--reader", "Anna B.")
    assert "there is nothing to hand in yet" in of_our_own.stderr
    for name in ("Ben", "Cleo", "Dev", "Elif", "Finn"):
        answer(bank_file, "--reader", name)
    said = quiz("hand-in", "--bank", bank_file).stderr
    assert "Anna B., Ben, Cleo, Dev and 2 more readers have answers here" in said
    assert "quiz hand-in --reader=NAME --bank" in said


def test_the_option_comes_before_the_variable_and_is_given_once(
    bank_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`--reader` counts where both name somebody, before the command or after it, but not twice."""
    for words in (["take"], ["--reader=Ben", "take"], ["take", "--reader=Ben"]):
        os.environ[READER] = "Ann"
        words += ["--bank", str(bank_file), "--ids", "which-month"]
        assert CliRunner().invoke(main, words, input="June\n3\n").exit_code == 0
    os.environ.pop(READER, None)
    assert [answers(each, monkeypatch) for each in ("Ann", "Ben", "")] == [1, 2, 0]
    done = quiz("--reader=Ben", "take", "--reader=Ann")
    assert (done.exit_code, done.stderr) == (2, "quiz: --reader is given twice; give it once\n")
    assert "check takes no --reader" in quiz("--reader=Ben", "check", bank_file).stderr


@pytest.mark.parametrize(("width", "height"), [(80, 24), (40, 12), (40, 24), (120, 40)])
def test_home_says_whose_it_is(bank_file: Path, width: int, height: int) -> None:
    """Home names the reader, however small the screen; to a new one it says that they are."""
    answer(bank_file, "--reader", "Ann B.")
    command = [*QUIZ, "--bank", str(bank_file), "--reader"]
    with Terminal([*command, "Ann B."], width, height) as terminal:
        terminal.wait_for("for Ann B.", "A round of")
        assert "new reader" not in terminal.text
        terminal.press("q")
        terminal.wait_for("Goodbye.")
    with Terminal([*command, "Anne"], width, height) as terminal:
        terminal.wait_for("for Anne", "A new reader: Anne. Already here:")


def test_the_command_to_go_on_has_the_reader(bank_file: Path) -> None:
    """Who leaves a round is told a command that finds it again."""
    shown = answer(bank_file, "--reader", "Ann B.").stdout
    assert shown.splitlines()[-1].endswith(f" --plain --reader='Ann B.' --bank {bank_file}")
