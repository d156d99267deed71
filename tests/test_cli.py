"""The commands, as a user runs them."""

import csv
import io
import os
import re
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner, Result

from quiz import __version__
from quiz.bank.load import own_bank
from quiz.bank.model import Bank, Claim
from quiz.bank.read import read_bank
from quiz.cli import main
from quiz.paths import for_shell
from quiz.play.pick import ROUND
from quiz.text import date_in_words
from tests import process
from tests.process import QUIZ
from tests.terminal import Terminal

ROOT = Path(__file__).parents[1]


def quiz(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Run the quiz in a process of its own, without a terminal."""
    return process.run([*QUIZ, *arguments])


def run(*arguments: str | Path) -> Result:
    """Run a command in this process."""
    return CliRunner().invoke(main, [*map(str, arguments)], input="")


def test_version() -> None:
    """`--version` prints the version to stdout and nothing else."""
    done = quiz("--version")
    assert (done.returncode, done.stderr) == (0, "")
    assert __version__ in done.stdout


def test_help_shows_examples() -> None:
    """`--help` lists the commands and shows examples."""
    done = run("--help")
    assert done.exit_code == 0
    assert "Examples:" in done.stdout
    for command in ("take", "check", "sources", "progress", "report", "completion"):
        assert re.search(rf"^  {command} ", done.stdout, re.MULTILINE), command
    assert "quiz take -n 5 --skill source" in done.stdout
    assert "..." not in done.stdout.partition("\nCommands:")[2]


def test_take_asks_as_many_questions_as_a_round_has() -> None:
    """Without `-n`, a round has the number of questions that home and the plain face name."""
    assert f"default: {ROUND};" in run("take", "--help").stdout


def test_output_to_a_pipe_is_utf_8(monkeypatch: pytest.MonkeyPatch) -> None:
    """Output to a pipe is UTF-8, even where Python is told to write ASCII."""
    monkeypatch.setenv("PYTHONIOENCODING", "ascii")
    assert "“Will Open in May”" in quiz("preview", "tests/bank.toml", "which-month").stdout


def test_each_command_has_help_of_its_own() -> None:
    """`take --help` shows examples and the options of `take`."""
    done = run("take", "--help")
    assert done.exit_code == 0
    assert "Examples:" in done.stdout
    assert "--exam" in done.stdout


def test_claims_are_printed_by_event(bank: Bank, bank_file: Path) -> None:
    """`claims` shows who claims what, who disputes it, how it stood, and where to check it."""
    done = run("claims", "--bank", bank_file)
    assert (done.exit_code, done.stderr) == (0, "")
    for claim in bank.claims:
        assert done.stdout.count(f"\n\n{claim.event}\n\n") == 1
        assert f"Disputed by: {claim.disputed_by}" in done.stdout
        assert f"As of {date_in_words(claim.as_of)}: {claim.standing}. {claim.stood}" in done.stdout
    assert "[1] Paragraph 1: “should open in May”" in done.stdout


def test_claims_begin_with_how_many_there_are_and_how_to_find_one(bank_file: Path) -> None:
    """The first lines count the claims of each event, and name what to add for some of them."""
    first, second, *_ = run("claims", "--bank", bank_file).stdout.splitlines()
    to_see = "To see only some, add a word: quiz claims foot"
    assert first.startswith(f"2 claims on 2 events. {to_see}")
    assert first.endswith(f" --bank {bank_file}")
    assert second == "  1  The opening of the footbridge in May 2031"


def test_words_filter_the_claims(bank_file: Path) -> None:
    """Only claims that have all of the words are printed, in every form."""
    done = run("claims", "MAYOR", "--bank", bank_file)
    assert done.stdout.startswith("1 of 2 claims has “MAYOR”.\n")
    assert "Disputed by: " in done.stdout
    found = msgspec.json.decode(run("claims", "--json", "mayor", "--bank", bank_file).stdout)
    assert [each["id"] for each in found] == ["may-opening"]
    rows = run("claims", "--csv", "mayor", "--bank", bank_file).stdout.splitlines()
    assert len(rows) == 2
    none = run("claims", "nosuch", "mayor", "--bank", bank_file)
    assert (none.exit_code, none.stdout) == (0, "0 of 2 claims have “nosuch mayor”.\n")


def test_claims_as_json_are_those_of_the_file(bank: Bank, bank_file: Path) -> None:
    """`claims --json` has every field of the file."""
    done = run("claims", "--json", "--bank", bank_file)
    assert msgspec.json.decode(done.stdout, type=tuple[Claim, ...]) == bank.claims


def test_claims_in_a_table_hold_no_formula(bank_file: Path, tmp_path: Path) -> None:
    """`claims --csv` has a row for each claim, and no cell that a spreadsheet would run."""
    text = bank_file.read_text(encoding="utf-8")
    evil = tmp_path / "evil.toml"
    evil.write_text(text.replace('by = "The mayor', 'by = "=1+1 The mayor'), encoding="utf-8")
    done = run("claims", "--csv", "--bank", evil)
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    assert [row["id"] for row in rows] == ["may-opening", "no-delay"]
    assert rows[0]["by"].startswith("'=1+1")
    assert rows[0]["sources"] == "lantern-bridge | county-record"
    assert run("claims", "--csv", "--json", "--bank", bank_file).exit_code == 2


def test_sources_show_who_is_behind_them(bank: Bank, bank_file: Path) -> None:
    """`sources` shows each headline with its genre, author, publisher, date and address."""
    done = run("sources", "--bank", bank_file)
    assert (done.exit_code, done.stderr) == (0, "")
    for id, source in bank.sources.items():
        assert f"{id}\n" in done.stdout
        assert source.name in done.stdout
        assert source.url is None or source.url in done.stdout
    assert "news report; Oda Finch, The Larkmere Lantern; 4 March 2031" in done.stdout
    assert "\n  blog post; March 2031\n" in done.stdout


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_for_each_shell(shell: str) -> None:
    """`completion` prints a script by which the shell asks the quiz for completions."""
    done = run("completion", shell)
    assert (done.exit_code, done.stderr) == (0, "")
    assert f"_QUIZ_COMPLETE={shell}_complete" in done.stdout


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        ("take --bank {file} --skill ", ["source", "certainty"]),
        ("take --set le", ["lesson-one"]),
        (
            "take --bank {file} --ids the-hedge,f",
            ["the-hedge,ferry-interest", "the-hedge,fact-or-forecast"],
        ),
        ("take --bank {file} --ids which-month,wh", ["which-month,when-written"]),
        ("try {file} which-month the", ["the-hedge"]),
        ("preview {file} f", ["ferry-interest", "fact-or-forecast"]),
        ("try nowhere.toml f", []),
    ],
)
def test_completion_knows_the_ids_of_a_bank(words: str, ids: list[str], bank_file: Path) -> None:
    """The ids of skills and of questions are completed from the file that is named."""
    words = f"quiz {words.format(file=bank_file)}"
    at = str(words.count(" "))
    asking = {"COMP_WORDS": words, "COMP_CWORD": at, "_QUIZ_COMPLETE": "bash_complete"}
    done = subprocess.run(
        [sys.executable, "-c", "from quiz.cli import main; main(prog_name='quiz')"],
        cwd=ROOT,
        env={**os.environ, **asking},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.split() == [f"plain,{id}" for id in ids]


@pytest.mark.parametrize(
    ("arguments", "message", "nearest"),
    [
        (("--skill", "certanty"), "there is no skill “certanty”", "certainty"),
        (("--source", "blog"), "there is no source “blog”", "ferry-blog"),
    ],
)
def test_an_unknown_name_is_answered_with_the_nearest(
    bank_file: Path, arguments: tuple[str, str], message: str, nearest: str
) -> None:
    """For an unknown skill or source, those that there are follow by title, the nearest first."""
    done = run("take", "--bank", bank_file, *arguments)
    assert (done.exit_code, done.stdout) == (2, "")
    first, second, *_ = done.stderr.splitlines()
    assert first.startswith(f"quiz: {message}; choose one of these")
    assert second.startswith(f"  {nearest} ")


def test_for_an_unknown_source_the_articles_are_listed(bank_file: Path) -> None:
    """All articles are, and what is nearest of the reporting from elsewhere; of skills, all are."""
    bank = read_bank(own_bank())
    heading, *listed = run("take", "--source", "dayan-2071").stderr.splitlines()
    assert heading.endswith("(quiz sources has all):")
    assert re.fullmatch(r"  dayan-2017 +Mosul, London, Tehran: .+", listed[0])
    assert {line.split()[0] for line in listed} >= {*bank.articles()}
    assert len(listed) <= len(bank.articles()) + 3
    outside = next(id for id in bank.sources if id not in bank.articles())
    assert f"\n  {outside} " in run("take", "--source", f"{outside}x").stderr
    heading, *_ = run("take", "--source", "blog", "--bank", bank_file).stderr.splitlines()
    assert heading.endswith(f"(quiz sources --bank {bank_file} has all):")
    _, *listed = run("take", "--skill", "nosuch").stderr.splitlines()
    assert {line.split()[0] for line in listed} == {*bank.skills}


@pytest.mark.parametrize("arguments", [(), ("take",)], ids=["quiz", "take"])
def test_without_a_terminal_the_quiz_is_plain(bank_file: Path, arguments: tuple[str, ...]) -> None:
    """Without a terminal no screen opens, and the end of the input ends the quiz."""
    done = quiz(*arguments, "--bank", bank_file)
    assert (done.returncode, done.stderr) == (0, "")
    assert ("Question 1 of 8." if arguments else "Your choice:") in done.stdout
    assert "\x1b" not in done.stdout


@pytest.mark.parametrize("lost", ["stdout", "stderr"])
def test_without_a_terminal_to_draw_on_the_quiz_is_plain(bank_file: Path, lost: str) -> None:
    """No screen opens when stdout or stderr is no terminal, as in `quiz | tee`."""
    command = (
        f"{sys.executable} -m quiz take --bank {bank_file} {'2>/dev/null' * (lost == 'stderr')}"
    )
    with Terminal(["sh", "-c", command + " | cat" * (lost == "stdout")]) as terminal:
        terminal.wait_for("Question 1 of 8.")
        terminal.press("q\n")
        assert terminal.wait() == 0
        assert b"\x1b" not in terminal.output


def test_options_before_a_command_count_as_its_own(bank_file: Path) -> None:
    """`--bank`, `--articles` and `--plain` do the same before a command as after it."""
    bank, articles, options = ("--bank", bank_file), ("--articles", ROOT), ("--seed", "1")
    _, note, behind = run("take", *bank, "--plain", *articles, *options).stdout.partition("At any")
    assert "Question 1 of 8." in behind
    assert run(*bank, "--plain", *articles, "take", *options).stdout == f"\n{note}{behind}"
    assert "lantern-bridge\n" in run(f"--bank={bank_file}", "sources").stdout
    assert "not compared" not in run("--articles", ROOT / "docs", "check", bank_file).stderr


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--bank", "x", "check"), "check takes no --bank; see quiz check --help"),
        (("--bank", "x", "history", "list"), "history takes no --bank; see quiz history --help"),
        (("--plain", "sources"), "sources takes no --plain; see quiz sources --help"),
        (("--articles", "docs", "new", "x"), "new takes no --articles; see quiz new --help"),
        (("--bank", "x", "--bank", "x"), "--bank is given twice; give it once"),
        (("take", "--bank", "x", "--bank", "y"), "--bank is given twice; give it once"),
        (("--bank", "x", "take", "--bank", "y"), "--bank is given twice; give it once"),
        (("take", "--seed", "1", "-n", "3", "--seed=2"), "--seed is given twice; give it once"),
        (("take", "-n1", "-n", "2"), "-n is given twice; give it once"),
        (("report", "--to", "md", "--to", "csv"), "--to is given twice; give it once"),
        (
            ("history", "forget", "--round", "1", "--round", "2"),
            "--round is given twice; give it once",
        ),
    ],
)
def test_no_option_is_ignored(words: tuple[str, ...], message: str) -> None:
    """An option that a command doesn't take, or that is given twice, is refused in one line."""
    done = run(*words)
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr == f"quiz: {message}\n"


@pytest.mark.parametrize("words", [(), ("take",)], ids=["quiz", "take"])
def test_plain_mode_can_be_set_for_good(
    bank_file: Path, words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    """With `QUIZ_PLAIN=1`, or `--plain` in spite of `QUIZ_PLAIN=0`, a terminal gets lines."""
    monkeypatch.setenv("QUIZ_PLAIN", "1")
    with Terminal([*QUIZ, *words]) as terminal:
        terminal.wait_for("Question 1 of" if words else "Your choice:")
        terminal.press("q\n")
        assert terminal.wait() == 0
        assert b"\x1b" not in terminal.output
    monkeypatch.setenv("QUIZ_PLAIN", "0")
    with Terminal([*QUIZ, "--plain", "--bank", str(bank_file)]) as terminal:
        terminal.wait_for("Your choice:")
        terminal.press("q\n")
        assert terminal.wait() == 0


def test_a_path_may_begin_at_home(
    bank_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The `~` of `--bank=~/x` and `--articles=~`, which most shells leave, is the home folder."""
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / "x.toml").write_bytes(bank_file.read_bytes())
    assert run("sources", "--bank=~/x.toml").exit_code == 0
    assert run("check", "--articles=~", "~/x.toml").exit_code != 2
    assert run("--bank=~/x.toml", "sources").exit_code == 0


def test_check_without_a_file_names_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    """`check` alone checks the quiz's own questions, and says where they are."""
    monkeypatch.chdir(ROOT)
    assert run("check").stderr.startswith("questions.toml: 0 errors, 0 warnings")
    assert run("check", "questions.toml").stderr.startswith("0 errors, 0 warnings")
    monkeypatch.chdir("/")
    assert run("check").stderr.startswith(f"{own_bank()}: ".removeprefix("/"))


def test_a_suggested_command_can_be_copied(tmp_path: Path) -> None:
    """Suggested commands quote a path with spaces or control characters for the shell."""
    file = tmp_path / "my bank.toml"
    assert run("new", file).stderr.endswith(f"quiz take --bank '{file}'\n")
    output = run("--plain", "--bank", file, "--articles", tmp_path, "take", "--exam").stdout
    assert output.endswith(f"and type t:\nquiz --plain --bank '{file}' --articles {tmp_path}\n")
    assert for_shell(Path("a\tb")) == "$'a\\x09b'"


QUESTION = """
[[questions]]
id = "one"
kind = "choice"
skill = "source"
stem = "Which?"
options = [{ text = "This", why = "Yes.", right = true }, { text = "That", why = "No." }]
explanation = "So. [1]"
cites = [{ source = "lantern-bridge", at = "¶1" }]
"""

BROKEN = {
    "empty": ("", "the file is empty"),
    "not TOML": ("format = = 1", "1:10: .* there is one = too many"),
    "no questions": ("{head}", "questions"),
    "a wrong key": ("{head}" + QUESTION.replace("stem", "stam"), "stam"),
    "nothing right": ("{head}" + QUESTION.replace(", right = true", ""), "no option is right"),
    "no such source": ("{head}" + QUESTION.replace("lantern-", "lamp-"), "`lamp-bridge`"),
    "one id twice": ("{head}" + QUESTION + QUESTION, "the id `one` is used twice"),
    "a control character": ("{head}" + QUESTION.replace("Which?", "Which\x1b?"), "U\\+001B"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_bank_is_reported_in_one_line(bank_file: Path, tmp_path: Path, name: str) -> None:
    """One line on stderr says what is wrong and where; no screen opens, no traceback shows."""
    head, _, _ = bank_file.read_text(encoding="utf-8").partition("[[claims]]")
    text, message = BROKEN[name]
    file = tmp_path / "broken.toml"
    file.write_text(text.replace("{head}", head), encoding="utf-8")
    with Terminal([*QUIZ, "take", "--bank", str(file)]) as terminal:
        assert terminal.wait() == 1
        lines = terminal.text.splitlines()
    assert len(lines) == 1
    assert lines[0].startswith(f"{file}:")
    assert re.search(message, lines[0])
    assert b"\x1b" not in terminal.output


def test_a_missing_bank_is_reported_in_one_line(tmp_path: Path) -> None:
    """For a file that isn't there, one line repeats its path and says what to do."""
    done = run("take", "--bank", tmp_path / "none.toml")
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr.startswith(f"{tmp_path / 'none.toml'}: Q001 there is no such file; ")
    assert done.stderr.count("\n") == 1


def test_the_quizs_own_bank_reads_without_a_problem() -> None:
    """`questions.toml` reads, has 24 questions or more, and asks on each of its skills."""
    bank = read_bank(own_bank())
    assert len(bank.questions) >= 24
    assert {question.skill for question in bank.questions} == set(bank.skills)


@pytest.mark.parametrize("width", [80, 40])
def test_a_round_in_a_real_terminal(bank_file: Path, width: int) -> None:
    """A round from start to end works in a real terminal, and leaves it as it was."""
    command = [*QUIZ, "take", "--bank", str(bank_file), "-n", "2", "--seed", "1", "--skill"]
    with Terminal([*command, "certainty"], width=width) as terminal:
        terminal.wait_for("Nobody is hurt here.")
        terminal.press("\r")
        terminal.wait_for("1 of 2")
        terminal.press("x")
        terminal.wait_for("2 of 2")
        terminal.press("x")
        terminal.wait_for("End the round")
        terminal.press("\x1b[A\r")
        terminal.wait_for("New round")
        terminal.press("q")
        terminal.wait_for("A round of")
        terminal.press("q")
        assert terminal.wait() == 0
        assert terminal.is_restored
