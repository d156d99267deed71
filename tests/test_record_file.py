"""Whatever happens to the file, the round goes on, a line says so, and nothing is overwritten."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest

from quiz.bank.model import Bank
from quiz.play.mark import Certainty
from quiz.play.round import Answer, Round, answer, begin, onward
from quiz.record import beside, database
from quiz.record.backups import BACKUPS, backups
from quiz.record.history import History

pytestmark = pytest.mark.usefixtures("closed_histories")

KILLS = int(os.environ.get("QUIZ_KILLS", "20"))
"""How often the long test kills a process; more when a test run has the time."""

NOBODY = 65534

KEEPS_ON = """
import sys
from pathlib import Path
from random import Random
from quiz.bank.read import read_bank
from quiz.play.mark import Certainty
from quiz.play.round import Answer, answer, begin, onward
from quiz.record.history import History

bank = read_bank(Path(sys.argv[1]))
rounds = int(sys.argv[2])
history = History.open()
print(history.notice, flush=True)
resumed = history.unfinished(bank, "own") if rounds == 0 else None
round, number = (resumed.round, resumed.number) if resumed else (None, 0)
while True:
    if round is None:
        round = begin(bank.questions, Random())
        number = history.begin(round, "own")
        print("began", number, flush=True)
    right = round.slot.question.key
    round = answer(round, Answer(right, Certainty.SURE))
    history.keep(number, round)
    print("kept", number, round.at, flush=True)
    round = onward(round)
    history.keep(number, round)
    print("moved", number, round.at, round.over, flush=True)
    if round.over:
        round, rounds = None, rounds - 1
        if rounds == 0:
            break
print(history.notice, flush=True)
"""
"""A program that answers rounds, without end if 0, and prints a line after writing each step."""


def keep_on(bank_file: Path, rounds: int = 1, room: int | None = None) -> subprocess.Popen[str]:
    """Start a process that answers rounds; none of its files may exceed `room` bytes."""
    command = [sys.executable, "-c", KEEPS_ON, str(bank_file), str(rounds)]
    if room is not None:
        command = ["bash", "-c", f'ulimit -f {room // 1024}; exec "$@"', "bash", *command]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def full_round(history: History, bank: Bank) -> Round:
    """Answer every question of a new round, writing each step."""
    round = begin(bank.questions, Random(2))
    number = history.begin(round, "own")
    while not round.over:
        round = answer(round, Answer(round.slot.question.key, Certainty.SURE))
        history.keep(number, round)
        round = onward(round)
        history.keep(number, round)
    return round


@pytest.fixture
def folder(tmp_path: Path, bank: Bank) -> Path:
    """A folder with a history of one round, and a backup of it."""
    folder = tmp_path / "history"
    for _ in range(2):
        history = History.open(folder)
        if not history.rounds():
            full_round(history, bank)
        history.close()
    assert len(backups(folder / "history.db")) == 1
    return folder


@pytest.mark.parametrize("kills", [3, pytest.param(KILLS, marks=pytest.mark.long)])
def test_killed_at_any_moment_no_answer_is_lost(bank: Bank, bank_file: Path, kills: int) -> None:
    """After SIGKILL every answer reported as written is there, and the round is where it was."""
    random = Random(8)
    answers: set[tuple[int, int]] = set()
    for _ in range(kills):
        quiz = keep_on(bank_file, rounds=0)
        assert quiz.stdout is not None
        assert quiz.stdout.readline() == "\n"
        lines: list[str] = []
        while not answers and not any(line.startswith("kept") for line in lines):
            lines.append(quiz.stdout.readline())
        time.sleep(0.06 * random.random())
        quiz.send_signal(signal.SIGKILL)
        lines += quiz.stdout.read().splitlines(keepends=True)
        steps = [line.split() for line in lines if line.endswith("\n")]
        quiz.wait()
        quiz.stdout.close()
        history = History.open()
        assert history.notice == ""
        # A step may have been written and not yet reported, but not the other way round.
        answers |= {(int(step[1]), int(step[2])) for step in steps if step[0] == "kept"}
        found = {(record.round, record.n) for record in history.answers(newest=None)}
        assert answers <= found
        assert len(found) <= len(answers) + 1
        answers = found
        if steps and steps[-1][0] == "moved" and steps[-1][3] == "False":
            resumed = history.unfinished(bank, "own")
            assert resumed is not None
            assert resumed.number == int(steps[-1][1])
            assert resumed.round.at == int(steps[-1][2])
        history.close()
    assert answers


def test_eight_quizzes_at_once_keep_every_answer(bank: Bank, bank_file: Path) -> None:
    """Eight processes that begin on one new file lose no answer of any round."""
    quizzes = [keep_on(bank_file) for _ in range(8)]
    for quiz in quizzes:
        out, _ = quiz.communicate(timeout=60)
        assert quiz.returncode == 0
        assert out.splitlines()[0] == out.splitlines()[-1] == ""
    history = History.open()
    assert history.total() == (8, 8 * len(bank.questions))
    assert (
        len({(record.round, record.n) for record in history.answers(newest=None)})
        == history.total()[1]
    )


def test_full_disk_leaves_the_answers_in_memory(bank_file: Path, folder: Path) -> None:
    """With a full disk the round goes on, a line says so, and the file stays sound."""
    room = (folder / "history.db").stat().st_size
    quiz = keep_on(bank_file, rounds=13, room=room)
    out, _ = quiz.communicate(timeout=60)
    assert quiz.returncode == 0
    assert "Answers are only kept until you leave" in out.splitlines()[-1]
    history = History.open(folder)
    assert history.notice == ""
    assert len(history.answers()) >= 8


@pytest.mark.long
@pytest.mark.skipif(os.geteuid() != 0, reason="only root can mount")
def test_real_full_disk(bank_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A round goes on in memory on a real file system that is full."""
    disk, script = tmp_path / "disk", tmp_path / "keep_on.py"
    disk.mkdir()
    count = "print(len(History.open().answers()))"
    script.write_text(f"{KEEPS_ON}history.close()\n{count}\n", encoding="utf-8")
    monkeypatch.setenv("QUIZ_DATA_DIR", str(disk))
    # The disk is in a namespace of the process, so it goes with it, however the test ends.
    mount = 'mount -t tmpfs -o size=100k none "$0" && exec "$@"'
    inside = ["unshare", "--mount", "sh", "-c", mount, str(disk)]
    if not shutil.which("unshare") or subprocess.run([*inside, "true"], check=False).returncode:
        pytest.skip("mounting is not allowed here")
    command = [*inside, sys.executable, str(script), str(bank_file), "60"]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True, timeout=60)
    *_, notice, kept = done.stdout.splitlines()
    assert "disk is full" in notice
    assert int(kept) > 0
    assert not list(disk.iterdir())


@pytest.mark.skipif(os.geteuid() != 0, reason="root alone may become nobody")
def test_read_only_folder_leaves_the_answers_in_memory(bank: Bank, folder: Path) -> None:
    """A read-only history still shows, and new answers stay in memory."""
    with TemporaryDirectory() as open_to_all:
        place = Path(open_to_all) / "history"
        shutil.copytree(folder, place)
        place.parent.chmod(0o555)
        place.chmod(0o555)
        (place / "history.db").chmod(0o444)
        before = (place / "history.db").read_bytes()
        os.seteuid(NOBODY)
        try:
            history = History.open(place)
            assert len(history.answers()) == len(bank.questions)
            full_round(history, bank)
        finally:
            os.seteuid(0)
        assert history.in_memory
        why = "the file can't be written to"
        assert history.notice == f"Answers are only kept until you leave: {why}."
        assert len(history.answers()) == 2 * len(bank.questions)
        assert (place / "history.db").read_bytes() == before
        history.close()


def test_no_home_is_no_reason_to_stop(bank: Bank, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a home, or with a file in its place, the history is in memory."""
    monkeypatch.setenv("QUIZ_DATA_DIR", "/dev/null/nowhere")
    history = History.open()
    assert history.in_memory
    assert history.notice.startswith("Answers are only kept until you leave: ")
    full_round(history, bank)
    assert len(history.answers()) == len(bank.questions)
    monkeypatch.delenv("QUIZ_DATA_DIR")
    monkeypatch.setenv("HOME", "/dev/null")
    assert History.open().in_memory


def test_newer_file_is_left_as_it_is(bank: Bank, folder: Path) -> None:
    """A file from a newer version is neither read nor written."""
    with sqlite3.connect(folder / "history.db") as db:
        db.execute("PRAGMA user_version = 99")
    db.close()
    before = (folder / "history.db").read_bytes()
    history = History.open(folder)
    assert history.in_memory
    assert "newer version" in history.notice
    full_round(history, bank)
    with pytest.raises(OSError, match="newer version"):
        history.forget()
    assert (folder / "history.db").read_bytes() == before
    assert backups(folder / "history.db")


@pytest.mark.parametrize("backed_up", [True, False])
def test_garbage_is_set_aside_for_the_newest_backup(
    bank: Bank, folder: Path, *, backed_up: bool
) -> None:
    """A file that is no database is set aside unchanged."""
    garbage = b"not a history\n" * 1000
    (folder / "history.db").write_bytes(garbage)
    if not backed_up:
        backups(folder / "history.db")[0].unlink()
    history = History.open(folder)
    (aside,) = folder.glob("history-damaged-*.db")
    assert aside.read_bytes() == garbage
    assert aside.name in history.notice
    assert not history.in_memory
    assert len(history.answers()) == (len(bank.questions) if backed_up else 0)
    full_round(history, bank)
    history.close()
    assert History.open(folder).notice == ""


@pytest.mark.parametrize("backed_up", [True, False])
def test_emptied_file_is_filled_from_the_newest_backup(
    bank: Bank, folder: Path, *, backed_up: bool
) -> None:
    """An empty file is restored from the newest backup, and a notice says so."""
    (folder / "history.db").write_bytes(b"")
    long_ago = time.time() - 60
    os.utime(folder / "history.db", (long_ago, long_ago))
    if not backed_up:
        backups(folder / "history.db")[0].unlink()
    history = History.open(folder)
    assert history.notice.startswith("The history was empty; ")
    assert len(history.answers()) == (len(bank.questions) if backed_up else 0)


def test_damaged_backup_is_passed_over(bank: Bank, folder: Path) -> None:
    """The newest sound backup is restored, though a damaged one is newer."""
    good = backups(folder / "history.db")[0]
    half = good.read_bytes()[:4096] + bytes(good.stat().st_size - 4096)
    good.with_name("history-2001-01-02.db").write_bytes(half)
    good.with_name("history-2001-01-03.db").write_bytes(b"garbage" * 999)
    good.rename(good.with_name("history-2001-01-01.db"))
    (folder / "history.db").write_bytes(b"garbage" * 999)
    history = History.open(folder)
    assert "2001-01-01" in history.notice
    assert len(history.answers()) == len(bank.questions)


def test_journal_of_a_damaged_file_goes_with_it(folder: Path) -> None:
    """The journal is set aside with its file, or SQLite would apply it to the backup."""
    (folder / "history.db-journal").write_bytes(b"a journal")
    aside = beside.set_aside(folder / "history.db")
    assert not (folder / "history.db-journal").exists()
    assert aside.with_name(f"{aside.name}-journal").read_bytes() == b"a journal"


def test_flipped_bits_stop_no_round(bank: Bank, folder: Path) -> None:
    """With any byte of the file changed, answers can be read and a round kept."""
    path = folder / "history.db"
    sound = path.read_bytes()
    backup = backups(path)[0]
    copy = backup.read_bytes()
    random = Random(3)
    notices = 0
    places = [*range(0, 110, 7), *(random.randrange(len(sound)) for _ in range(30))]
    for place in places:
        for old in folder.glob("history*"):
            old.unlink()
        bad = bytearray(sound)
        bad[place] ^= 1 << random.randrange(8)
        path.write_bytes(bad)
        backup.write_bytes(copy)
        history = History.open(folder)
        history.answers()
        history.rounds()
        history.begin(begin(bank.questions, random), "own")
        notices += bool(history.notice)
        history.close()
        if "damaged" in history.notice:
            (aside,) = folder.glob("history-damaged-*.db")
            assert aside.read_bytes() == bytes(bad)
    assert notices > 0


def test_damage_that_shows_in_the_middle_of_a_round_is_mended(bank: Bank, folder: Path) -> None:
    """After damage in the middle of a round, the round is written into the restored backup."""
    history = History.open(folder)
    round = begin(bank.questions, Random(2))
    number = history.begin(round, "own")
    (folder / "history.db").write_bytes(b"garbage" * 99999)
    round = answer(round, Answer(round.slot.question.key, Certainty.SURE))
    history.keep(number, round)
    assert "damaged" in history.notice
    history.close()
    history = History.open(folder)
    assert len(history.answers()) == len(bank.questions) + 1
    resumed = history.unfinished(bank, "own")
    assert resumed is not None
    assert resumed.round == round


def test_seven_backups_stay_and_only_changes_make_one(bank: Bank, folder: Path) -> None:
    """Seven days of backups stay, and a day without a change makes none."""
    path = folder / "history.db"
    first = backups(path)[0]
    for day in range(1, 10):
        (first.with_name(f"history-2001-01-{day:02}.db")).write_bytes(b"old")
    made = first.stat().st_mtime_ns
    History.open(folder).close()
    assert len(backups(path)) == 10
    history = History.open(folder)
    full_round(history, bank)
    history.close()
    History.open(folder).close()
    assert len(backups(path)) == BACKUPS
    assert backups(path)[0].stat().st_mtime_ns != made


def test_large_file_is_checked_after_the_first_screen(
    bank: Bank, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A large file is checked while the first screen is shown, and recovered at the next step."""
    monkeypatch.setattr("quiz.record.file.SMALL", 0)
    monkeypatch.setattr("quiz.record.store.SETTLED", 0.0)
    path = folder / "history.db"
    with sqlite3.connect(path) as db:
        (root,) = db.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'slots'").fetchone()
        (size,) = db.execute("PRAGMA page_size").fetchone()
    db.close()
    bad = bytearray(path.read_bytes())
    bad[(root - 1) * size + 20 : root * size] = bytes(size - 20)
    path.write_bytes(bad)
    history = History.open(folder)
    for _ in range(100):
        if history.answers() and history.notice:
            break
        time.sleep(0.02)
    assert "damaged" in history.notice
    assert len(history.answers()) == len(bank.questions)
    history.close()


def test_quiz_waits_for_another_that_writes(bank: Bank, folder: Path) -> None:
    """A lock that is held for a moment delays an answer and loses none."""
    other = database.connect(folder / "history.db")
    other.execute("BEGIN IMMEDIATE")
    history = History.open(folder)
    quiz = subprocess.Popen(["sleep", "0.2"])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(database, "PATIENCE", 0.1)
        impatient = History.open(folder)
        full_round(impatient, bank)
        assert "locked" in impatient.notice
    quiz.wait()
    other.execute("ROLLBACK")
    other.close()
    full_round(history, bank)
    assert history.notice == ""
