"""While the file can't be used, answers wait in memory, and they are written as soon as it can."""

import os
import resource
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from io import StringIO
from pathlib import Path
from random import Random

import pytest

from quiz import crash
from quiz.bank.model import Bank
from quiz.plain.face import PlainFace
from quiz.plain.talk import Leave, Talk
from quiz.play.mark import Certainty
from quiz.play.round import Answer, Round, answer, begin
from quiz.record import database
from quiz.record.history import History
from quiz.session import Session
from quiz.tui.theme import keep_theme

HOLDS = """
import sqlite3, sys
db = sqlite3.connect(sys.argv[1], isolation_level=None)
db.execute("BEGIN EXCLUSIVE")
print(flush=True)
sys.stdin.read()
"""
"""Locks a file until its stdin is closed."""
OPENS = """
import time
from pathlib import Path
from quiz.record.history import History
from quiz.tui.theme import keep_theme
began = time.monotonic()
history = History.open()
print(len(history.answers()), time.monotonic() - began < 2, history.notice)
"""


@pytest.fixture
def path(tmp_path: Path, bank: Bank) -> Path:
    """A history in which one question was answered."""
    history = History.open(tmp_path / "history")
    keep_one(history, bank)
    history.close()
    return tmp_path / "history" / "history.db"


def keep_one(history: History, bank: Bank) -> tuple[int, Round]:
    """Begin a round and answer its first question."""
    round = begin(bank.questions, Random(2))
    number = history.begin(round, "own")
    return number, keep_next(history, number, round)


def keep_next(history: History, number: int, round: Round) -> Round:
    """Answer the question that a round shows."""
    if round.slot.answer:
        round = Round(round.slots, round.at + 1)
    round = answer(round, Answer(round.slot.question.key, Certainty.SURE))
    history.keep(number, round)
    return round


def answers(path: Path) -> int:
    """How many answers are in a file, as another quiz sees it."""
    with closing(sqlite3.connect(path)) as db:
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return int(db.execute("SELECT count(turn) FROM slots").fetchone()[0])


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Have another process lock the file."""
    command = [sys.executable, "-c", HOLDS, str(path)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen(command, **pipes) as holder:  # type: ignore[call-overload]
        holder.stdout.readline()
        yield
        holder.stdin.close()
        holder.wait()


def test_reader_is_told_within_two_seconds_of_a_lock_that_stays(bank: Bank, path: Path) -> None:
    """A notice reports a lasting lock within two seconds, once, and earlier answers still show."""
    with locked(path):
        began = time.monotonic()
        history = History.open(path.parent)
        assert len(history.answers()) == 1
        assert time.monotonic() - began < 2
        told = "Answers are only kept until you leave: another program has locked the file."
        assert history.news() == told
        number, round = keep_one(history, bank)
        began = time.monotonic()
        keep_next(history, number, round)
        assert time.monotonic() - began < 1
        assert len(history.answers()) == 3
        assert history.news() == ""
    history.close()
    assert answers(path) == 3


@pytest.mark.skipif(not shutil.which("strace"), reason="strace makes calls fail")
@pytest.mark.parametrize("fault", ["error=ENOLCK", "delay_enter=3s"])
def test_reader_is_told_of_locks_that_fail_or_hang(path: Path, fault: str) -> None:
    """A notice reports locks that fail or hang, as on a network drive; earlier answers show."""
    command = ["strace", "-f", "-o", "/dev/null", "-e", "trace=fcntl"]
    command += ["-e", f"inject=fcntl:{fault}", "-P", str(path), sys.executable, "-c", OPENS]
    process = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    if "ptrace" in process.stderr:
        pytest.skip("tracing is not allowed here")
    assert process.stdout.startswith("1 True Answers are only kept until you leave: ")


@pytest.mark.parametrize("at_exit", [False, True])
def test_answer_given_under_a_lock_is_written_later(
    bank: Bank, path: Path, monkeypatch: pytest.MonkeyPatch, *, at_exit: bool
) -> None:
    """An answer given under a lock is written with the next answer or at the exit."""
    monkeypatch.setattr(database, "PATIENCE", 0.1)
    history = History.open(path.parent)
    with locked(path):
        number, round = keep_one(history, bank)
        assert "locked" in history.news()
        assert not history.settle()
    if not at_exit:
        keep_next(history, number, round)
        assert "saved again" in history.news()
        assert history.settle()
        assert answers(path) == 3
    history.close()
    assert answers(path) == (2 if at_exit else 3)
    resumed = History.open(path.parent).unfinished(bank, "own")
    assert resumed is not None
    assert resumed.number == number


def test_answer_that_a_full_disk_refused_is_written_later(bank: Bank, path: Path) -> None:
    """An answer that a full disk refused is written once there is room."""
    history = History.open(path.parent)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, hard))
    try:
        number, round = keep_one(history, bank)
        assert "only kept until you leave" in history.news()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    keep_next(history, number, round)
    assert answers(path) == 3
    history.close()


@pytest.mark.parametrize("became", ["another", "older", "older in place", "gone", "no folder"])
def test_file_that_is_replaced_under_the_quiz_gets_every_later_answer(
    bank: Bank, path: Path, tmp_path: Path, became: str
) -> None:
    """A file that replaces ours gets every later answer, even if it has a round of our number."""
    older = tmp_path / "older.db"
    shutil.copy(path, older)
    history = History.open(path.parent)
    number, round = keep_one(history, bank)
    if became == "another":
        other = History.open(tmp_path / "other")
        for _ in range(4):
            keep_one(other, bank)
        other.close()
        (tmp_path / "other" / "history.db").replace(path)
    elif became == "older":
        older.replace(path)
    elif became == "older in place":
        path.write_bytes(older.read_bytes())
    elif became == "gone":
        path.unlink()
    else:
        shutil.rmtree(path.parent)
    round = keep_next(history, number, round)
    keep_next(history, number, round)
    history.close()
    assert answers(path) == 3 + {"another": 4, "no folder": 0}.get(became, 1)


@pytest.mark.parametrize("at", range(4))
def test_older_copy_over_the_file_loses_no_answer_of_the_session(
    bank: Bank, path: Path, at: int
) -> None:
    """If an older copy is written over the file, the next step adds all it lacks of the session."""
    history = History.open(path.parent)
    copies = [path.read_bytes()]
    number, round = keep_one(history, bank)
    copies.append(path.read_bytes())
    keep_next(history, number, round)
    copies.append(path.read_bytes())
    number, round = keep_one(history, bank)
    copies.append(path.read_bytes())
    round = keep_next(history, number, round)
    path.write_bytes(copies[at])
    round = keep_next(history, number, round)
    assert answers(path) == 1 + 2 + 3
    # What was forgotten elsewhere since stays forgotten, though the copy has it.
    other = History.open(path.parent)
    assert other.forget(2) == 1
    other.close()
    keep_next(history, number, round)
    history.close()
    assert answers(path) == 1 + 4


def test_plain_mode_says_that_answers_are_kept_only_when_they_are(
    bank: Bank, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Plain mode reports trouble once in a round, and at the exit whether answers were kept."""
    monkeypatch.setattr(database, "PATIENCE", 0.1)
    for is_locked in (True, False):
        history = History.open(path.parent)
        out = StringIO()
        session = Session(bank, history)
        face = PlainFace(session, Talk(StringIO("a\n3\n\nq\n"), out, 72))
        with locked(path if is_locked else path.with_name("other.db")):
            with pytest.raises(Leave):
                face.play(session.take(begin(bank.questions, Random(2))))
            farewell, _ = face.farewell()
        assert out.getvalue().count("only kept until you leave") == is_locked
        assert ("Your answers are saved" in farewell) is not is_locked
        history.close()


def test_only_the_reader_can_read_the_files(bank: Bank, path: Path) -> None:
    """Only the reader can read the files of a history, even in an older folder."""
    path.parent.chmod(0o755)
    (path.parent / "backups" / "history-2001-01-01.db").touch(0o644)
    (path.parent / "history-damaged-20010101-000000.db").touch(0o644)
    path.chmod(0o644)
    before = os.umask(0o022)
    try:
        history = History.open(path.parent)
        keep_one(history, bank)
        history.close()
        keep_theme("newsprint")
        crash.write(ValueError())
    finally:
        os.umask(before)
    files = [each for each in path.parent.rglob("*") if each.is_file()]
    assert len(files) == 6
    assert {oct(each.stat().st_mode & 0o777) for each in files} == {"0o600"}


@pytest.mark.parametrize("kind", ["pipe", "folder", "link to a pipe", "link to nothing", "loop"])
def test_history_that_is_no_regular_file_is_left_alone(
    bank: Bank, tmp_path: Path, kind: str
) -> None:
    """A history that isn't a regular file is left alone, and answers stay in memory."""
    path = tmp_path / "history.db"
    target = tmp_path / "elsewhere" if "link" in kind else path
    if kind == "folder":
        target.mkdir(mode=0o755)
    elif "pipe" in kind:
        os.mkfifo(target, 0o644)
    if target != path or kind == "loop":
        path.symlink_to(target)
    before = os.lstat(path), target.stat() if target.exists() else None
    began = time.monotonic()
    history = History.open(tmp_path)
    assert history.notice.startswith("Answers are only kept until you leave: history.db is ")
    assert history.notice.endswith(" and is left as it is.")
    keep_one(history, bank)
    assert len(history.answers()) == 1
    with pytest.raises(OSError, match="is left as it is"):
        history.forget()
    history.close()
    assert time.monotonic() - began < 2
    assert before == (os.lstat(path), target.stat() if target.exists() else None)
    assert {each.name for each in tmp_path.iterdir()} <= {path.name, target.name}


@pytest.mark.parametrize("folder", [False, True])
def test_journal_that_is_no_regular_file_is_reported(path: Path, *, folder: bool) -> None:
    """A notice reports a journal that is a pipe or folder at once, and earlier answers show."""
    journal = path.with_name("history.db-journal")
    journal.mkdir() if folder else os.mkfifo(journal)
    began = time.monotonic()
    history = History.open(path.parent)
    assert "history.db-journal is not a regular file" in history.notice
    assert len(history.answers()) == 1
    assert time.monotonic() - began < 0.5
    history.close()


@pytest.mark.parametrize("damage", ["none", "garbage", "emptied", "forgotten"])
def test_history_that_is_a_link_stays_one(
    bank: Bank, path: Path, tmp_path: Path, damage: str
) -> None:
    """A history behind a link is backed up and recovered where its file is."""
    target = tmp_path / "disk" / "answers.db"
    target.parent.mkdir()
    path.rename(target)
    target.chmod(0o644)
    path.symlink_to(target)
    if damage == "garbage":
        target.write_bytes(b"garbage" * 999)
    elif damage == "emptied":
        target.write_bytes(b"")
    history = History.open(path.parent)
    assert bool(history.notice) == (damage in {"garbage", "emptied"})
    assert len(history.answers()) == 1
    if damage == "forgotten":
        (target.parent / "history-damaged-20261101-101010.db").touch()
        history.forget()
    keep_one(history, bank)
    history.close()
    assert path.is_symlink()
    assert path.resolve() == target
    assert answers(target) == 1 + (damage != "forgotten")
    asides = list(target.parent.glob("history-damaged-*.db"))
    assert len(asides) == (damage in {"garbage", "emptied"})
    for each in (target, *asides):
        assert each.stat().st_mode & 0o777 == 0o600


def test_links_and_what_they_lead_to_keep_their_permissions(path: Path, tmp_path: Path) -> None:
    """Links and folders with names of ours, and what they lead to, keep their permissions."""
    film = tmp_path / "film"
    film.touch(0o644)
    film.chmod(0o644)
    (path.parent / "history-damaged-20261101-101010.db").symlink_to(film)
    (path.parent / "backups" / "history-2001-01-01.db").symlink_to(film)
    folder = path.parent / "history-damaged-20261101-101011.db"
    folder.mkdir(mode=0o755)
    History.open(path.parent).close()
    assert film.stat().st_mode & 0o777 == 0o644
    assert folder.stat().st_mode & 0o777 == 0o755
