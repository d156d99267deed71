"""The history, progress and report commands, run as a reader runs them."""

import json
import shutil
import subprocess
import sys
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import pytest

from quiz.bank.kinds import Choice, Short
from quiz.bank.load import own_bank
from quiz.bank.model import Bank
from quiz.bank.read import read_bank
from quiz.paths import history_folder
from quiz.play.mark import Certainty
from quiz.play.round import Answer, answer, begin, finish, onward
from quiz.record.history import History
from tests.process import QUIZ, run

PRIVACY = "Everything stays on this machine; nothing is sent."


def quiz(*words: object, given: str = "") -> subprocess.CompletedProcess[str]:
    """Run the quiz with these words."""
    return run([*QUIZ, *map(str, words)], given)


@pytest.fixture
def two_rounds(bank: Bank, bank_file: Path) -> None:
    """A round two days ago, all wrong and sure, and an exam that is still open."""
    long_ago = datetime.now(UTC) - timedelta(days=2)
    history = History.open(clock=lambda: long_ago)
    one = begin(bank.questions[:2], Random(1))
    number = history.begin(one, str(bank_file))
    while not one.over:
        one = onward(answer(one, Answer((2,), Certainty.SURE, 4)))
    history.keep(number, one)
    two = begin(bank.questions[2:4], Random(1), exam=True)
    number = history.begin(two, str(bank_file))
    history.keep(number, answer(two, Answer(two.slot.question.key, Certainty.SURE, 4)))
    history.close()


@pytest.mark.usefixtures("two_rounds")
def test_progress_is_plain_when_piped(bank_file: Path) -> None:
    """A page of text without a colour, with the line on privacy."""
    found = quiz("progress", "--bank", bank_file)
    assert (found.returncode, found.stderr) == (0, "")
    assert "Of your 2 answers, 0 were right." in found.stdout
    assert "\x1b" not in found.stdout
    assert found.stdout.endswith(f"{PRIVACY}\n")


def test_progress_says_how_to_answer_more_than_it_shows(tmp_path: Path) -> None:
    """Of twelve that were sure and wrong, it shows ten, and says how to be asked them all."""
    mine = tmp_path / "mine.toml"
    shutil.copy(own_bank(), mine)
    bank = read_bank(mine)
    asked = [each for each in bank.questions if isinstance(each, Choice)][:12]
    history = History.open()
    round = begin(asked, Random(1))
    number = history.begin(round, bank.id)
    while not round.over:
        wrong = 0 if round.slot.question.key != (0,) else 1
        round = onward(answer(round, Answer((wrong,), Certainty.SURE, 4)))
    history.keep(number, round)
    history.close()
    lines = quiz("progress", "--bank", mine).stdout.splitlines()
    first = lines.index("Sure but not right: look here first") + 1
    assert lines[first + 10] == "  and 2 more"
    command = f"quiz take --missed --bank {mine}"
    assert lines[-2:] == [f"To answer again what you missed: {command}", PRIVACY]


def test_progress_before_the_first_answer(bank_file: Path) -> None:
    """A reader without answers learns when there will be something to see."""
    assert "No answers yet" in quiz("progress", "--bank", bank_file).stdout


@pytest.mark.usefixtures("two_rounds")
def test_progress_is_written_as_json(bank_file: Path) -> None:
    """`--json` writes one document with everything that the page says."""
    found = json.loads(quiz("progress", "--json", "--bank", bank_file).stdout)
    assert found["answers"] == 2
    assert len(found["sure_and_wrong"]) == 2
    assert list(found["coming"].values()) == [2]
    assert set(found) >= {"judged", "discernment", "bias", "leaning", "sureness", "rounds"}
    assert [found[each]["value"] for each in ("discernment", "bias")] == [None, None]


@pytest.mark.usefixtures("two_rounds")
def test_report_leaves_out_an_exam_that_is_open(bank: Bank, bank_file: Path) -> None:
    """An open exam is left out, as its answers would tell the key, and refused by number."""
    found = quiz("report", "--bank", bank_file, "--name", "A. Reader")
    assert bank.questions[0].stem in found.stdout
    assert bank.questions[2].stem not in found.stdout
    assert "A. Reader" in found.stdout
    refused = quiz("report", "--bank", bank_file, "--round", 2)
    assert (refused.returncode, refused.stdout) == (2, "")
    said = "round 2 can't be reported: it is an exam that is still open; finish it first"
    assert refused.stderr == f"quiz: {said}\n"
    refused = quiz("report", "--round", 1)
    said = "round 1 can't be reported: it is on another bank; name that with --bank"
    assert (refused.returncode, refused.stderr) == (2, f"quiz: {said}\n")
    refused = quiz("report", "--bank", bank_file, "--round", 9)
    assert refused.stderr == "quiz: there is no round 9 to report; see quiz history list\n"


@pytest.mark.usefixtures("two_rounds")
def test_history_list_and_where(tmp_path: Path) -> None:
    """`list` has a line for each round; `where` names the file and says that nothing is sent."""
    lines = quiz("history", "list").stdout.splitlines()
    assert len(lines) == 2
    assert "0 of 2 right, −12 marks" in lines[0]
    assert "1 of 2 answered, not finished" in lines[1]
    where = quiz("history", "where").stdout
    assert where.startswith(str(tmp_path))
    assert PRIVACY in where


def test_list_of_rounds_has_singulars(bank: Bank, bank_file: Path) -> None:
    """One mark is singular; without answers only an open exam is reported, and has no count."""
    history = History.open()
    right = begin(bank.questions[:2], Random(1))
    number = history.begin(right, str(bank_file))
    given = Answer(right.slot.question.key, Certainty.GUESS, 4)
    history.keep(number, finish(answer(right, given)))
    history.begin(begin(bank.questions[:2], Random(1)), str(bank_file))
    history.begin(begin(bank.questions[:2], Random(1), exam=True), str(bank_file))
    history.close()
    one, none = quiz("history", "list").stdout.splitlines()
    assert "1 of 1 right, +1 mark " in one
    assert "  an exam, nothing answered, not finished" in none
    assert "0 of 0" not in none
    assert "\n2 rounds, 1 answer. " in quiz("history", "where").stdout


@pytest.mark.usefixtures("two_rounds")
def test_history_is_exported_and_imported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An export to a file or a pipe can be imported twice without duplicates."""
    lines = quiz("history", "export").stdout
    assert quiz("history", "export", tmp_path / "out.jsonl").stdout == ""
    assert (tmp_path / "out.jsonl").read_text() == lines
    monkeypatch.setenv("QUIZ_DATA_DIR", str(tmp_path / "other"))
    assert (
        quiz("history", "import", given=lines).stdout
        == "1 new round, 2 new answers, 2 new questions.\n"
    )
    again = quiz("history", "import", tmp_path / "out.jsonl")
    assert again.stdout == "0 new rounds, 0 new answers, 0 new questions.\n"
    assert quiz("history", "export").stdout == lines


def test_file_that_is_no_export_is_refused_in_a_line(tmp_path: Path) -> None:
    """A file that can't be read is refused with the number of the line, and exit code 1."""
    (tmp_path / "poem").write_bytes(b"Roses are \xff red\n")
    for found in (
        quiz("history", "import", tmp_path / "poem"),
        quiz("history", "import", given="x"),
    ):
        assert found.returncode == 1
        assert found.stderr.count("\n") == 1
        assert found.stderr.endswith("; nothing was imported\n")


@pytest.mark.usefixtures("two_rounds")
def test_forgetting_asks_first() -> None:
    """Everything is forgotten after a yes, and nothing without one."""
    for given in ("n\n", ""):
        found = quiz("history", "forget", given=given)
        assert (found.returncode, found.stdout) == (1, "")
        assert found.stderr.endswith("Nothing was forgotten.\n")
    assert len(quiz("history", "list").stdout.splitlines()) == 2
    assert quiz("history", "forget", "--round", "1", given="y\n").stdout == "1 round forgotten.\n"
    assert quiz("history", "forget", "--yes").stdout == "1 round forgotten.\n"
    assert quiz("history", "list").stdout == ""


@pytest.mark.usefixtures("two_rounds")
def test_unknown_round_is_not_forgotten(tmp_path: Path) -> None:
    """An unknown round is refused before anything is asked, and nothing is forgotten."""
    found = quiz("history", "forget", "--round", "77")
    assert (found.returncode, found.stdout) == (2, "")
    assert found.stderr == "quiz: there is no round 77; see quiz history list\n"
    assert list((tmp_path / "history" / "backups").iterdir())
    assert len(quiz("history", "list").stdout.splitlines()) == 2


def test_write_errors_are_reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """If nothing can be written, the commands say so and exit with 1."""
    monkeypatch.setenv("QUIZ_DATA_DIR", "/dev/null/nowhere")
    for words in (("forget", "--yes"), ("import", "/dev/null")):
        found = quiz("history", *words)
        assert (found.returncode, found.stdout) == (1, "")
        assert found.stderr.count("\n") == 1
        assert "/dev/null/nowhere can't be made: not a directory" in found.stderr
    monkeypatch.setenv("QUIZ_DATA_DIR", str(tmp_path))
    found = quiz("history", "export", tmp_path / "not" / "there")
    assert (found.returncode, found.stdout) == (1, "")
    assert found.stderr.endswith("can't be written: No such file or directory\n")
    assert found.stderr.count("\n") == 1


@pytest.mark.usefixtures("two_rounds")
def test_export_never_overwrites_the_history(tmp_path: Path) -> None:
    """An export over the history, a link to it, or a file of ours beside it is refused."""
    home = tmp_path / "history"
    (tmp_path / "link").symlink_to(home / "history.db")
    (backup,) = (home / "backups").iterdir()
    names = ["history.db", "history.db-journal", "history-damaged-20261101-101010.db", "../link"]
    names += ["backups/history-2026-11-01.db", f"backups/{backup.name}"]
    for name in names:
        found = quiz("history", "export", home / name)
        assert (found.returncode, found.stdout) == (2, "")
        assert found.stderr.endswith("belongs to the history itself; choose another name\n")
    assert len(quiz("history", "list").stdout.splitlines()) == 2
    assert quiz("history", "export", home / ("a" * 250)).returncode == 0
    assert (home / ("a" * 250)).stat().st_size
    assert quiz("history", "export", home / "backups" / "mine.jsonl").returncode == 0


@pytest.mark.usefixtures("two_rounds")
def test_forgetting_names_what_stays(tmp_path: Path) -> None:
    """A line names a damaged file that may still hold the round, and says how to remove it."""
    aside = tmp_path / "history" / "history-damaged-20261101-101010.db"
    aside.touch()
    found = quiz("history", "forget", "--round", "1", "--yes")
    assert (found.returncode, found.stdout) == (0, "1 round forgotten.\n")
    assert found.stderr == (
        f"quiz: {aside.name}, set aside as damaged, may still hold it; "
        "quiz history forget removes all\n"
    )
    (tmp_path / "history" / "backups").rename(tmp_path / "backups")
    (tmp_path / "history" / "backups").touch()
    found = quiz("history", "forget", "--yes")
    assert (found.returncode, found.stdout) == (1, "")
    assert found.stderr == (
        "quiz: nothing was forgotten: backups can't be changed: Not a directory\n"
    )


@pytest.mark.usefixtures("two_rounds")
def test_open_exam_keeps_its_keys(bank: Bank, bank_file: Path) -> None:
    """Preview, reports of earlier rounds and progress hide the keys of an open exam."""
    asked, *_ = bank.questions[2:4]
    history = History.open()
    earlier = begin([asked, bank.questions[0]], Random(1))
    number = history.begin(earlier, str(bank_file))
    wrong = Answer("?" if isinstance(asked.key, str) else (0,), Certainty.SURE)
    history.keep(number, answer(earlier, wrong))
    history.close()
    refused = quiz("preview", bank_file, asked.id)
    assert (refused.returncode, refused.stdout) == (2, "")
    assert refused.stderr.startswith(
        f"quiz: “{asked.id}” is in round 2, an exam that is still open;"
    )
    assert quiz("preview", bank_file, bank.questions[0].id).returncode == 0
    for form in ("text", "html"):
        whole = quiz("preview", bank_file, "--all", "--to", form)
        assert asked.explanation not in whole.stdout
        assert (
            whole.stderr
            == "quiz: an exam is open, so its questions are left out until it is over\n"
        )
    assert quiz("try", bank_file, asked.id).stderr == refused.stderr
    report = quiz("report", "--bank", bank_file)
    assert asked.explanation not in report.stdout
    assert bank.questions[0].stem in report.stdout
    assert (
        report.stderr == "quiz: an exam is open, so its questions are left out until it is over\n"
    )
    progress = json.loads(quiz("progress", "--json", "--bank", bank_file).stdout)
    assert asked.id not in {each["id"] for each in progress["sure_and_wrong"]}
    assert [each["points"] for each in progress["rounds"]] == [-12, None, -6]
    page = quiz("progress", "--bank", bank_file).stdout
    assert "1 of 2 answered, not finished" in page
    exported = quiz("history", "export")
    assert asked.explanation not in exported.stdout
    expected = (
        "quiz: an exam is open, so its questions are left out; finish it, then export again\n"
    )
    assert exported.stderr == expected


@pytest.mark.usefixtures("two_rounds")
def test_open_exam_keeps_its_keys_in_a_copy_of_the_bank(
    bank: Bank, bank_file: Path, tmp_path: Path
) -> None:
    """A copy of the bank under another title hides the keys of an open exam, too."""
    copy = tmp_path / "copy.toml"
    text = bank_file.read_text(encoding="utf-8").replace(bank.about.title, "Another")
    copy.write_text(text, encoding="utf-8")
    asked = bank.questions[2]
    history = History.open()
    round = begin([asked, bank.questions[0]], Random(1))
    wrong = Answer("?" if isinstance(asked.key, str) else (0,), Certainty.SURE)
    history.keep(history.begin(round, read_bank(copy).id), answer(round, wrong))
    history.close()
    report = quiz("report", "--bank", copy)
    assert asked.explanation not in report.stdout
    assert (
        report.stderr == "quiz: an exam is open, so its questions are left out until it is over\n"
    )
    progress = json.loads(quiz("progress", "--json", "--bank", copy).stdout)
    assert progress["sure_and_wrong"] == []
    assert asked.explanation not in quiz("history", "export").stdout
    missed = quiz("take", "--missed", "--bank", copy)
    assert (missed.returncode, missed.stdout) == (2, "")
    assert missed.stderr.startswith("quiz: all of these are in round 2, an exam")


def test_question_of_an_open_exam_is_not_tried(bank: Bank, bank_file: Path) -> None:
    """`try` refuses a question of an open exam, and changes or creates no history."""
    short = next(each for each in bank.questions if isinstance(each, Short))
    words = ("check", bank_file, "--try", short.id, short.accept[0])
    assert quiz(*words).returncode == 0
    assert not (history_folder() / "history.db").exists()
    history = History.open()
    history.begin(begin([short], Random(1), exam=True), str(bank_file))
    history.close()
    before = {path.name: path.stat().st_mtime_ns for path in history_folder().iterdir()}
    refused = quiz(*words)
    assert (refused.returncode, refused.stdout) == (2, "")
    assert refused.stderr == quiz("preview", bank_file, short.id).stderr
    assert "round 1, an exam that is still open" in refused.stderr
    assert {path.name: path.stat().st_mtime_ns for path in history_folder().iterdir()} == before


def test_bank_id_with_a_line_break_takes_one_line(bank: Bank, tmp_path: Path) -> None:
    """The id of a bank with a line break takes one line, whether imported or kept before."""
    forged = "x\n   9  2031-01-01 00:00  9 of 9 right\r\x85\u2028y\tz"
    given = Answer(bank.questions[0].key, Certainty.GUESS)
    answered = answer(begin(bank.questions, Random(1)), given)
    history = History.open(tmp_path / "other")
    history.begin(answered, forged)
    lines = [json.loads(line) for line in history.export()]
    history.close()
    history = History.open()
    history.begin(answered, forged)
    history.import_([json.dumps(line | ({"bank": forged} if "bank" in line else {}))
                     for line in lines])  # fmt: skip
    (key,) = {summary.bank for summary in history.rounds()} - {forged}
    history.close()
    assert key.isprintable()
    assert key.startswith("x 9 2031")
    listed = quiz("history", "list").stdout
    assert len(listed.splitlines()) == 2


def test_folder_with_a_line_break_takes_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The path of the history takes one line, whatever the folder is called."""
    monkeypatch.setenv("QUIZ_DATA_DIR", str(tmp_path / "a\nb"))
    assert len(quiz("history", "where").stdout.splitlines()) == 2


def test_nothing_due_is_no_error(bank_file: Path) -> None:
    """Where nothing is due, a line says so and the exit code is 0."""
    for option, expected in (
        ("--due", "Nothing is due."),
        ("--missed", "You haven't missed anything."),
        ("--marked", "You haven't marked anything."),
    ):
        found = quiz("take", option, "--bank", bank_file)
        assert (found.returncode, found.stderr) == (0, "")
        assert found.stdout.startswith(expected)


@pytest.mark.usefixtures("two_rounds")
def test_what_was_missed_elsewhere_is_counted(bank_file: Path, tmp_path: Path) -> None:
    """Where nothing about a source was missed, a line counts what was missed elsewhere."""
    quiz("progress", "--bank", bank_file)  # moves the rounds to the bank's own id
    more = tmp_path / "more.toml"
    spare = '[sources.spare]\ngenre = "news report"\nrole = "article"\n\n[skills.'
    text = bank_file.read_text(encoding="utf-8").replace("[skills.", spare, 1)
    more.write_text(text, encoding="utf-8")
    found = quiz("take", "--missed", "--source", "spare", "--bank", more)
    assert found.stdout.startswith("You haven't missed anything here; 2 questions elsewhere. ")


@pytest.mark.usefixtures("two_rounds")
@pytest.mark.parametrize("option", ["--due", "--missed"])
def test_due_and_missed_start_a_round(bank_file: Path, option: str) -> None:
    """`--due` and `--missed` open a round when there is something to ask."""
    found = quiz("take", option, "--bank", bank_file)
    assert (found.returncode, found.stderr) == (0, "")
    assert "Question 1 of " in found.stdout


def test_notice_of_a_damaged_file_is_one_line(tmp_path: Path) -> None:
    """The commands report on stderr what happened to a damaged file."""
    (tmp_path / "history").mkdir()
    (tmp_path / "history" / "history.db").write_bytes(b"garbage" * 999)
    found = quiz("history", "list")
    assert found.returncode == 0
    notice, _ = found.stderr.splitlines()
    assert notice.startswith("quiz: The history was damaged and starts afresh; the old file")


@pytest.mark.parametrize(
    "words", [("report", "--round", 9), ("hand-in",), ("history", "forget", "--round", 9)]
)
def test_notice_of_a_damaged_file_follows_a_refusal(
    tmp_path: Path, words: Sequence[object]
) -> None:
    """A command that leaves with a line of its own says it too, as no later start would."""
    (tmp_path / "history").mkdir()
    (tmp_path / "history" / "history.db").write_bytes(b"garbage" * 999)
    _, notice = quiz(*words).stderr.splitlines()
    assert notice.startswith("quiz: The history was damaged and starts afresh; the old file")


@pytest.mark.parametrize("module", ["fsrs", "textual"])
def test_history_opens_without_what_it_does_not_need(module: str) -> None:
    """Opening the history and reading answers loads neither the scheduler nor a screen."""
    program = (
        "import sys, quiz.record.profile, quiz.record.review\n"
        "from quiz.record.history import History\n"
        "history = History.open()\nhistory.answers()\nhistory.close()\n"
        f"print('{module}' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout == "False\n"


def test_an_export_of_nothing_says_so(tmp_path: Path) -> None:
    """Nobody takes an empty file for a copy of their answers."""
    done = quiz("history", "export", tmp_path / "copy.jsonl")
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == "quiz: there are no rounds yet, so nothing was exported\n"


def test_an_empty_list_says_what_to_do() -> None:
    """Without a round there is nothing on stdout, so a line says how to begin."""
    done = quiz("history", "list")
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == "quiz: there are no rounds yet; take one: quiz take\n"


def test_a_report_beside_an_open_exam_asks_for_no_other_round(bank: Bank, bank_file: Path) -> None:
    """A reader who has only begun an exam has to finish that, and take no other round first."""
    History.open().begin(begin(bank.questions[:2], Random(1), exam=True), bank.id)
    said = "an exam is open, so its questions are left out until it is over"
    assert quiz("report", "--bank", bank_file).stderr == f"quiz: {said}\n"


def test_an_empty_report_says_what_to_do(bank_file: Path) -> None:
    """Nothing is in it yet, so a line says how to begin."""
    done = quiz("report", "--bank", bank_file)
    assert done.returncode == 0
    take = f"quiz take --bank {bank_file}"
    assert done.stderr == f"quiz: there is nothing to report yet; take a round first: {take}\n"


def test_a_round_of_a_file_without_an_id_is_listed_as_that(bank: Bank) -> None:
    """A hash of its content would tell nobody which file it was."""
    history = History.open()
    round = begin(bank.questions[:1], Random(1))
    number = history.begin(round, "content:0123456789abcdef")
    history.keep(number, answer(round, Answer((0,), Certainty.SURE)))
    history.close()
    listed = quiz("history", "list").stdout
    assert listed.endswith("  a file without an id\n")


@pytest.mark.usefixtures("two_rounds")
def test_a_report_in_markdown_begins_with_how_it_went(bank_file: Path) -> None:
    """It says so in the same words as the page of HTML."""
    assert "## In short\n" in quiz("report", "--bank", bank_file).stdout
