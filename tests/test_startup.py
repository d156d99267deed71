"""How a bank is known, so that its rounds are found again wherever its file lies."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from random import Random

import pytest
from msgspec.structs import replace

from quiz import startup
from quiz.bank.load import own_bank, starter
from quiz.bank.model import Bank
from quiz.bank.read import read_bank
from quiz.paths import for_shell
from quiz.play.mark import Certainty
from quiz.play.round import Answer, answer, begin, finish
from quiz.record.history import History
from quiz.startup import open_history
from tests.process import QUIZ
from tests.terminal import Terminal
from tests.test_cli import quiz


def bank_at(file: Path, id: str | None = "the-last-ferry") -> Bank:
    """The bank to start from, with this id or none, written to a file."""
    line = f'id = "{id}"\n' if id else ""
    text = starter().replace('id = "the-last-ferry"\n', line)
    file.parent.mkdir(exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return read_bank(file)


def keep_round(bank: Bank, key: str) -> None:
    """Keep a round with an answer that is over under a key."""
    given = Answer(bank.questions[0].key, Certainty.GUESS)
    history = History.open()
    history.begin(finish(answer(begin(bank.questions, Random(1)), given)), key)
    history.close()


def rounds_of(bank: Bank, file: Path | None) -> int:
    """How many rounds a reader finds who opens a bank."""
    with open_history(bank, file) as history:
        return len(history.rounds(bank.id))


def test_a_bank_with_an_id_keeps_its_history_wherever_it_lies(tmp_path: Path) -> None:
    """A file that is moved, renamed, reworded and added to finds its rounds again."""
    file, moved = tmp_path / "mine.toml", tmp_path / "b" / "other.toml"
    keep_round(bank_at(file), bank_at(file).id)
    bank_at(moved)
    text = moved.read_text(encoding="utf-8").replace("The last ferry", "The lost ferry")
    head, _, last = text.rpartition("[[questions]]")
    more = re.sub('^id = "', 'id = "another-', last, flags=re.MULTILINE)
    assert more != last
    moved.write_text("[[questions]]".join([head, f"{last}\n", more]), encoding="utf-8")
    assert rounds_of(read_bank(moved), moved) == 1


def test_a_bank_without_an_id_is_known_by_its_title_and_ids(tmp_path: Path) -> None:
    """Moved and reworded, it finds its rounds again; with other questions, it is another bank."""
    bank = bank_at(tmp_path / "mine.toml", id=None)
    first, *others = bank.questions
    reworded = replace(bank, questions=(*others, replace(first, stem="Who?")))
    assert reworded.id == bank.id
    assert replace(bank, questions=tuple(others)).id != bank.id
    keep_round(bank, bank.id)
    assert rounds_of(reworded, tmp_path / "other.toml") == 1


@pytest.mark.parametrize("id", ["the-last-ferry", None])
def test_rounds_kept_under_a_path_go_over_once_the_bank_is_opened(
    tmp_path: Path, id: str | None
) -> None:
    """What an earlier version kept under the file's path is found, and stays found after a move."""
    file = tmp_path / "mine.toml"
    bank = bank_at(file, id)
    keep_round(bank, str(file))
    assert rounds_of(bank, file) == 1
    assert rounds_of(bank, file.rename(tmp_path / "other.toml")) == 1


def test_rounds_kept_before_an_author_adds_an_id_go_over(tmp_path: Path) -> None:
    """An id that is added later takes the rounds along that were kept without one."""
    file = tmp_path / "mine.toml"
    without = bank_at(file, id=None)
    keep_round(without, without.id)
    assert rounds_of(bank_at(file), file) == 1


def test_rounds_on_our_own_questions_go_over() -> None:
    """What was kept as the quiz's own is found under the id, by whatever way the file is opened."""
    bank = read_bank(own_bank())
    assert bank.about.id == "who-says-so"
    for file in (None, own_bank()):
        keep_round(bank, "own")
        keep_round(bank, str(own_bank()))
        rounds_of(bank, file)
    assert rounds_of(bank, None) == 4


def test_rounds_of_others_stay_where_they_are(tmp_path: Path) -> None:
    """Opening one bank takes nothing from another, nor from our own."""
    file = tmp_path / "mine.toml"
    bank = bank_at(file)
    for key in ("own", str(tmp_path / "b" / "mine.toml"), "another"):
        keep_round(bank, key)
    assert rounds_of(bank, file) == 0


def test_a_name_alone_takes_no_rounds_of_another_bank(tmp_path: Path) -> None:
    """Of the rounds kept under a file's name, those go over whose questions fit the bank."""
    file = tmp_path / "mine.toml"
    bank = bank_at(file)
    other = read_bank(Path(__file__).parent / "bank.toml")
    keep_round(replace(bank, questions=(*bank.questions, other.questions[0])), "file:mine.toml")
    for key in ("file:mine.toml", "own"):
        keep_round(other, key)
    # Its questions are called the same, and ask for something else.
    namesake = tuple(replace(each, skill="rivers") for each in bank.questions)
    keep_round(replace(bank, questions=namesake), "file:mine.toml")
    assert rounds_of(bank, file) == 1
    assert rounds_of(read_bank(own_bank()), None) == 0


def test_what_comes_back_is_worked_out_anew_once_rounds_go_over(tmp_path: Path) -> None:
    """The dates that were kept for the old key hide none of its answers."""
    file = tmp_path / "mine.toml"
    bank = bank_at(file)
    with open_history() as history:
        history.schedule(bank.id)
    keep_round(bank, str(file))
    with open_history(bank, file) as history:
        assert history._store.rows("SELECT * FROM schedules") == []


def test_two_banks_of_one_id_break_nothing_of_one_another(tmp_path: Path) -> None:
    """A round on one is not offered to be taken up in the other, and waits as it was."""
    one = bank_at(tmp_path / "one.toml")
    other = read_bank(Path(__file__).parent / "bank.toml")
    other = replace(other, about=replace(other.about, id="the-last-ferry"))
    round = begin(one.questions, Random(1))
    with open_history(one, tmp_path / "one.toml") as history:
        history.begin(round, one.id)
        assert history.unfinished(other, other.id) is None
        history.begin(begin(other.questions, Random(1)), other.id)
        taken = history.unfinished(one, one.id)
        assert taken is not None
        assert taken.round == round
        assert not taken.notice


def test_no_export_holds_a_path(tmp_path: Path) -> None:
    """A round under a path is exported under the file's name, and is found again by that."""
    file = tmp_path / "secret folder" / "mine.toml"
    bank = bank_at(file)
    keep_round(bank, str(file))
    keep_round(bank, r"C:\Users\Ann\mine.toml")
    with open_history() as history:
        lines = list(history.export())
    assert "secret" not in "".join(lines)
    assert "Ann" not in "".join(lines)
    listed = quiz("history", "list").stdout
    assert "secret" not in listed
    assert listed.count("  mine.toml\n") == 2
    elsewhere = tmp_path / "elsewhere" / "mine.toml"
    bank_at(elsewhere)
    with open_history() as history:
        history.forget()
        history.import_(lines)
    assert rounds_of(bank, elsewhere) == 2


def test_an_import_from_an_earlier_version_is_found_by_the_files_name(tmp_path: Path) -> None:
    """What was exported with a path of another machine is found where the name is the same."""
    file = tmp_path / "mine.toml"
    bank = bank_at(file)
    keep_round(bank, "x")
    with open_history() as history:
        lines = [
            line.replace('"bank":"x"', '"bank":"/home/b/mine.toml"') for line in history.export()
        ]
        history.forget()
        history.import_(lines)
        assert "/home/b" not in "".join(history.export())
    assert rounds_of(bank, file) == 1


def test_new_gives_each_bank_an_id_of_its_own(tmp_path: Path) -> None:
    """Two files of one name have different ids, which begin as the name does."""
    ids = []
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        file = tmp_path / folder / "My Town, 2ª ed..toml"
        assert quiz("new", file).returncode == 0
        ids.append(read_bank(file).about.id or "")
    assert ids[0] != ids[1]
    assert all(id.startswith("my-town-2a-ed-") for id in ids)


@pytest.mark.parametrize("id", ["own", "", "Mine", "two words", "a\n", "a" * 81])
def test_an_id_that_is_none_is_told_at_its_place(tmp_path: Path, id: str) -> None:
    """The id of a bank is written as those of questions are, and is not `own`."""
    file = tmp_path / "mine.toml"
    text = starter().replace('"the-last-ferry"', json.dumps(id))
    file.write_text(text, encoding="utf-8")
    done = quiz("check", file)
    line = text[: text.index("\nid = ")].count("\n") + 2
    assert done.returncode == 1
    assert done.stdout.startswith(f"{file}:{line}:6: Q103 `id` ")


NAMES = [
    "b\udcff.toml",
    "two words.toml",
    "it's.toml",
    "a$(touch x)`y`.toml",
    "\x1b]0;x\x07.toml",
    "a\nb",
]


@pytest.mark.parametrize("name", NAMES)
def test_a_path_that_is_shown_can_be_copied_into_a_shell(name: str) -> None:
    """Whatever a file is called, bash takes what is shown for just that name, and it is clean."""
    shown = for_shell(Path(name))
    assert shown.isprintable()
    done = subprocess.run(["bash", "-c", f"printf %s {shown}"], capture_output=True, check=True)
    assert done.stdout == os.fsencode(name)


@pytest.mark.parametrize("name", NAMES)
def test_a_file_of_any_name_can_be_opened_and_checked(tmp_path: Path, name: str) -> None:
    """A name that is not UTF-8 or holds control characters works everywhere, and is shown clean."""
    file = tmp_path / name
    shutil.copy(Path(__file__).parent / "bank.toml", file)
    taken = quiz("take", "--bank", file, "-n", "1", "--exam")
    assert (taken.returncode, taken.stderr) == (0, "")
    assert f"--bank {for_shell(file)}" in taken.stdout
    file.write_bytes(file.read_bytes() + b"x = 1\n")
    for form in ("text", "json", "github"):
        done = quiz("check", "--format", form, file)
        assert done.returncode == 1
        assert "Traceback" not in done.stderr
        assert done.stdout.replace("\n", "").isprintable()
        if form == "json":
            assert json.loads(done.stdout)[0]["file"]
    file.write_bytes(b"")
    refused = quiz("take", "--bank", file)
    assert refused.returncode == 1
    assert refused.stderr.count("\n") == 1
    assert refused.stderr.strip().isprintable()


def test_the_command_to_go_on_names_the_path_where_the_shell_would_not_find_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Started by its path from an environment that isn't active, the quiz is named by that path."""
    script = tmp_path / "quiz"
    script.write_text("#!/bin/sh\n", encoding="utf-8")
    script.chmod(0o755)
    monkeypatch.setattr("sys.argv", [str(script)])
    assert startup._command(None, None) == str(script)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert startup._command(None, None, "--plain") == "quiz --plain"


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells what a process has loaded")
@pytest.mark.skipif("coverage" in sys.modules, reason="coverage itself loads OpenSSL")
def test_a_start_loads_no_openssl() -> None:
    """The first screen is there without OpenSSL, which costs 4 MB and is of no use here."""
    with Terminal([*QUIZ, "take", "--bank", "tests/bank.toml"], cold=True) as terminal:
        terminal.wait_for("Nobody is hurt here")
        loaded = Path(f"/proc/{terminal._process.pid}/maps").read_text(encoding="utf-8")
        assert "_sqlite3" in loaded
        assert "libcrypto" not in loaded


def test_commands_to_copy_are_those_that_the_shell_finds(tmp_path: Path) -> None:
    """From an environment that isn't activated, they begin with the path; else with the name."""
    script = Path(sys.executable).with_name("quiz")
    if not script.exists():
        pytest.skip("the quiz isn't installed beside this Python")
    new = [str(script), "new", "mine.toml"]
    for path, called in (("/usr/bin", str(script)), (f"{script.parent}:/usr/bin", "quiz")):
        (tmp_path / "mine.toml").unlink(missing_ok=True)
        env = os.environ | {"PATH": path, "PYTHONPATH": str(Path(startup.__file__).parents[1])}
        done = subprocess.run(
            new, cwd=tmp_path, env=env, capture_output=True, text=True, check=True
        )
        assert f"try it with: {called} take --bank mine.toml" in done.stderr
