"""A damaged history opens all the same, and loses no answer that the file or a backup still has."""

import os
import resource
import shutil
import sqlite3
import time
from contextlib import closing, suppress
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest
from msgspec.structs import replace

from quiz.bank.model import Bank
from quiz.record import beside, file
from quiz.record.answers import RoundSummary
from quiz.record.backups import backups
from quiz.record.history import History
from tests.damage import answers_in, attack, is_sound, made, played, use_as_home

VIEW = """CREATE VIEW {} AS
    WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x FROM n) SELECT x FROM n WHERE x < 0"""
GENERATED = "CREATE TABLE {} (number INTEGER, body TEXT AS (hex(zeroblob(400000000))))"
TRIGGER = "CREATE TRIGGER eats AFTER INSERT ON slots BEGIN DELETE FROM slots; END"


@pytest.fixture(scope="module")
def pristine(tmp_path_factory: pytest.TempPathFactory, bank: Bank) -> Path:
    """A history of five rounds, and a backup of it."""
    return made(tmp_path_factory.mktemp("pristine"), bank)


@pytest.fixture
def path(pristine: Path, tmp_path: Path) -> Path:
    """A copy of the pristine history."""
    shutil.copytree(pristine.parent, tmp_path / "history")
    return tmp_path / "history" / "history.db"


def run(path: Path, *statements: str) -> None:
    """Run SQL on a file without its CHECK constraints."""
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("PRAGMA ignore_check_constraints = ON")
        for statement in statements:
            db.execute(statement)


def add_round(path: Path, bank: Bank, seed: int = 1) -> None:
    """Add a round to a history."""
    history = History.open(path.parent)
    history.begin(played(bank, Random(seed)), "own")
    history.close()


@pytest.mark.parametrize("odd", [False, True])
@pytest.mark.parametrize("many", [15, pytest.param(100, marks=pytest.mark.long)])
def test_one_wrong_byte_or_value_breaks_nothing(bank: Bank, many: int, *, odd: bool) -> None:
    """No flipped byte or odd value costs an answer, whether the file is checked at once or later.

    bench/store.py tries more.
    """
    random = Random(5)
    memory = Path("/dev/shm")  # noqa: S108 - a disk would take its time
    with TemporaryDirectory(dir=memory if memory.is_dir() else None) as place:
        pristine = made(Path(place) / "pristine", bank)
        for _ in range(many):
            attack(pristine, Path(place) / "bad", bank, random, odd=odd)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE slots SET certainty = 77 WHERE round = 1 AND n = 2",
        "UPDATE slots SET right = 'seven' WHERE round = 1 AND n = 2",
        "UPDATE slots SET arrangement = '[' WHERE round = 1 AND n = 2",
        "UPDATE slots SET question = 99 WHERE round = 1 AND n = 2",
        "UPDATE slots SET turn = NULL WHERE round = 1 AND n = 2",
        "UPDATE rounds SET points = x'00' WHERE number = 1",
        "UPDATE questions SET body = 'x' WHERE number = 2",
    ],
)
@pytest.mark.parametrize("small", [250_000, 0])
def test_value_that_the_tables_do_not_allow_is_replaced_from_the_backup(
    bank: Bank, path: Path, monkeypatch: pytest.MonkeyPatch, change: str, small: int
) -> None:
    """A bad value is replaced from the backup, newer rows stay, and no backup has the bad value.

    So it is for a large file, even if the quiz is closed before the check begins.
    """
    add_round(path, bank)
    run(path, change)
    (backup,) = backups(path)
    run(backup, "DELETE FROM slots WHERE round = 6", "DELETE FROM rounds WHERE number = 6")
    held = answers_in(backup)
    monkeypatch.setattr(file, "SMALL", small)
    notice = use_as_home(path.parent, bank)
    assert "damaged" in notice
    assert is_sound(path)
    assert held | {(6, n) for n in range(8)} | {(7, 0)} == answers_in(path)
    assert all(is_sound(each) for each in backups(path))


@pytest.mark.parametrize(
    ("table", "made"), [("slots", VIEW), ("questions", GENERATED), ("rounds", VIEW), ("x", TRIGGER)]
)
def test_tables_are_compared_before_anything_is_read(
    bank: Bank, path: Path, table: str, made: str
) -> None:
    """An endless view and a huge generated column are never read; no trigger deletes answers."""
    run(path, f"DROP TABLE IF EXISTS {table}", made.format(table))
    if made == GENERATED:
        run(path, "INSERT INTO questions VALUES (1)")
    began = time.monotonic()
    assert "damaged" in use_as_home(path.parent, bank)
    assert time.monotonic() - began < 2
    assert len(answers_in(path)) == 33


def test_large_file_is_backed_up_by_a_session_of_a_moment(
    bank: Bank, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A session shorter than the delay of the check still checks and backs up a large file."""
    monkeypatch.setattr(file, "SMALL", 0)
    shutil.rmtree(path.with_name("backups"))
    History.open(path.parent).close()
    assert answers_in(backups(path)[0]) == answers_in(path)
    add_round(path, bank)
    assert answers_in(backups(path)[0]) == answers_in(path)


def test_dangling_reference_crashes_nothing(
    bank: Bank, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A large file with a dangling reference shows the rest, and is recovered by its check."""
    monkeypatch.setattr(file, "SMALL", 0)
    run(path, "DELETE FROM questions WHERE number = 3", "DELETE FROM rounds WHERE number = 2")
    history = History.open(path.parent)
    history.unfinished(bank, "own")
    assert len(history.answers()) == 18
    assert history.round(2) is None
    history.close()
    assert "damaged" in history.notice
    assert len(answers_in(path)) == 32


def test_sound_entry_that_cannot_be_read_is_left_out(bank: Bank, path: Path) -> None:
    """A sound entry that can't be read, as from a later version, stays, and a notice says so."""
    run(path, """UPDATE questions SET body = '{"kind": "hologram"}' WHERE number = 3""")
    history = History.open(path.parent)
    assert not history.notice
    round = history.round(1)
    assert round is not None
    assert len(round.slots) == len(bank.questions) - 1
    assert history.news() == "An entry in the history can't be read and is left out here."
    history.close()
    assert not list(path.parent.glob("history-damaged-*"))


def test_additions_of_other_programs_are_no_damage(bank: Bank, path: Path) -> None:
    """A file with other tables, indexes, views or statistics is sound and backed up."""
    run(
        path,
        "CREATE TABLE notes (text TEXT)",
        "CREATE TABLE vast (x INTEGER, y AS (hex(zeroblob(60000000))))",
        "INSERT INTO vast VALUES (1)",
        "CREATE INDEX slots_by_response ON slots (response)",
        "CREATE VIEW right_ones AS SELECT * FROM slots WHERE right",
        "ANALYZE",
    )
    assert use_as_home(path.parent, bank) == ""
    assert len(answers_in(path)) == 33
    assert answers_in(backups(path)[0]) == answers_in(path)


@pytest.mark.parametrize("version", [0, 1, 58])
def test_history_of_another_program_is_left_alone(bank: Bank, tmp_path: Path, version: int) -> None:
    """Another program's file isn't changed; answers stay in memory, and a notice says so."""
    path = tmp_path / "history.db"
    run(path, "CREATE TABLE visits (url TEXT)", f"PRAGMA user_version = {version}")
    before = path.read_bytes()
    history = History.open(tmp_path)
    assert "belongs to another program" in history.notice
    history.begin(played(bank, Random(1)), "own")
    assert len(history.answers()) == len(bank.questions)
    history.close()
    assert path.read_bytes() == before
    assert [each.name for each in tmp_path.iterdir()] == ["history.db"]


@pytest.mark.parametrize("bit", range(10, 31))
def test_version_that_no_release_has_is_damage(bank: Bank, path: Path, bit: int) -> None:
    """A flipped bit in the version number costs no answer, before or after it."""
    before = answers_in(path)
    run(path, f"PRAGMA user_version = {1 | 1 << bit}")
    add_round(path, bank)
    assert len(answers_in(path)) == len(before) + len(bank.questions)


def test_newest_backup_is_the_one_that_holds_most(bank: Bank, path: Path) -> None:
    """Backups are ordered by their contents, not by dates in names, which may be wrong."""
    (backup,) = backups(path)
    future = backup.with_name("history-2099-01-01.db")
    shutil.copy(backup, future)
    for seed in range(7):
        add_round(path, bank, seed)
        shutil.copy(backups(path)[0], backup.with_name(f"history-2001-01-0{seed + 1}.db"))
    assert not future.exists()
    shutil.copy(path.parent / "backups" / "history-2001-01-01.db", future)
    path.write_bytes(b"garbage" * 999)
    use_as_home(path.parent, bank)
    assert len(answers_in(path)) == 32 + 7 * 8 + 1


def test_backup_never_takes_the_place_of_one_that_holds_more(bank: Bank, path: Path) -> None:
    """After the file was replaced by an older one, a second backup of that day is written."""
    older = path.read_bytes()
    add_round(path, bank)
    held = answers_in(backups(path)[0])
    path.write_bytes(older)
    history = History.open(path.parent)
    history.begin(played(bank, Random(1), steps=2), "own")
    history.close()
    best, other = backups(path)
    assert answers_in(best) == held
    assert answers_in(other) == answers_in(path)


def test_only_names_that_the_quiz_makes_are_backups(path: Path) -> None:
    """A reader's own copy in the folder of backups is neither restored nor deleted."""
    (backup,) = backups(path)
    mine = [backup.with_name(f"history-{name}.db") for name in ("mine", "2099-01-01 copy", "2099")]
    for each in mine:
        backup.rename(each) if each == mine[-1] else shutil.copy(backup, each)
    assert backups(path) == []
    path.unlink()
    history = History.open(path.parent)
    assert history.total() == (0, 0)
    history.close()
    assert all(each.exists() for each in mine)


def _but_for_touched(history: History) -> list[RoundSummary]:
    """The rounds, without when they were changed, for which the beginning may have to stand in."""
    return [replace(each, touched=None) for each in history.rounds()]


@pytest.mark.parametrize("backed_up", [False, True])
@pytest.mark.parametrize(
    "change",
    [
        "DROP INDEX rounds_of_bank",
        "DROP INDEX slots_in_turn",
        "DROP TABLE schedules",
        "DROP TABLE schedules; CREATE VIEW schedules AS SELECT 1",
        "ALTER TABLE rounds ADD COLUMN note",
        "ALTER TABLE slots ADD COLUMN vast AS (hex(zeroblob(400000000)))",
        "ALTER TABLE slots RENAME COLUMN certainty TO sureness",
        'ALTER TABLE rounds RENAME COLUMN uuid TO "the ""id"""; ALTER TABLE rounds ADD COLUMN x',
        "ALTER TABLE rounds DROP COLUMN touched",
        "ALTER TABLE slots DROP COLUMN right",
        "CREATE TRIGGER harmless AFTER INSERT ON slots BEGIN SELECT 1; END",
        "CREATE TABLE x AS SELECT * FROM slots; DROP TABLE slots; ALTER TABLE x RENAME TO slots",
    ],
)
def test_changed_tables_cost_no_answer(path: Path, change: str, *, backed_up: bool) -> None:
    """Rows of changed tables are read by the columns that are left, and counts worked out again."""
    held = answers_in(path)
    with closing(History.open(path.parent)) as history:
        before = history.answers(), _but_for_touched(history), history.schedule("own")
    if not backed_up:
        shutil.rmtree(path.with_name("backups"))
    run(path, *([change] if "TRIGGER" in change else change.split("; ")))
    with closing(History.open(path.parent)) as history:
        assert (history.answers(), _but_for_touched(history), history.schedule("own")) == before
        assert "damaged" in history.notice
    assert is_sound(path)
    assert answers_in(path) == held


def test_changed_tables_are_read_even_if_they_cannot_be_recovered(path: Path) -> None:
    """Answers in changed tables can be read, even in a folder that can't be written to."""
    held = len(History.open(path.parent).answers())
    shutil.rmtree(path.with_name("backups"))
    run(path, "DROP INDEX rounds_of_bank")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, hard))
    try:
        history = History.open(path.parent)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert history.in_memory
    assert len(history.answers()) == held


@pytest.mark.parametrize("kind", ["pipe", "folder", "nothing", "pipe elsewhere", "journal"])
def test_pipe_or_folder_is_no_backup(bank: Bank, path: Path, kind: str) -> None:
    """A pipe or folder named like a backup is ignored, and the next backup gets another name."""
    shutil.rmtree(path.with_name("backups"))
    odd = path.with_name("backups") / f"history-{time.strftime('%Y-%m-%d')}.db"
    odd.parent.mkdir()
    if kind == "folder":
        odd.mkdir()
    elif kind == "pipe":
        os.mkfifo(odd)
    elif kind == "journal":
        shutil.copy(path, odd)
        os.mkfifo(odd.with_name(f"{odd.name}-journal"))
    else:
        odd.symlink_to(path.with_name("elsewhere"))
        if kind != "nothing":
            os.mkfifo(path.with_name("elsewhere"))
    before = os.lstat(odd)
    began = time.monotonic()
    assert use_as_home(path.parent, bank) == ""
    assert time.monotonic() - began < 2
    if kind == "journal":
        return
    assert os.lstat(odd).st_ino == before.st_ino
    (backup,) = backups(path)
    held = answers_in(backup)
    assert held == answers_in(path)
    path.unlink()
    assert "has been restored" in use_as_home(path.parent, bank)
    assert held < answers_in(path)


def test_old_folder_named_like_a_temporary_file_does_no_harm(bank: Bank, path: Path) -> None:
    """An old folder named like one of our temporary files is left where it is."""
    for home in (path.parent, path.with_name("backups")):
        for name in ("x.part", f"{'a' * 32}.part", f"{'b' * 32}.part"):
            (home / name).touch() if name[0] == "b" else (home / name).mkdir()
            os.utime(home / name, (0, 0))
        (home / "film.part").touch()
        os.utime(home / "film.part", (0, 0))
    path.write_bytes(b"garbage" * 999)
    assert "has been restored" in use_as_home(path.parent, bank)
    for home in (path.parent, path.with_name("backups")):
        left = {each.name for each in home.glob("*.part")}
        assert left == {"x.part", f"{'a' * 32}.part", "film.part"}


@pytest.mark.parametrize("journal", [False, True])
def test_history_that_is_gone_is_restored(bank: Bank, path: Path, *, journal: bool) -> None:
    """A missing history is restored, as after a kill just after it was set aside."""
    held = answers_in(path)
    path.unlink()
    if journal:
        path.with_name("history.db-journal").write_bytes(b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" * 99)
    notice = use_as_home(path.parent, bank)
    assert notice.startswith("The history was gone; it has been restored as it was on ")
    assert held < answers_in(path)


def test_kill_while_a_file_is_recovered_loses_nothing(
    bank: Bank, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A kill at any step of recovering a file loses no answer."""
    held = answers_in(path)

    class Killed(BaseException):
        pass

    def kill(*_: object, **__: object) -> None:
        raise Killed

    owners = {"os": os, "Path": Path, "beside": beside}
    for target in (
        "beside.set_aside", "os.replace", "Path.replace", "Path.rename", "os.link", "beside.written"
    ):  # fmt: skip
        run(path, "UPDATE slots SET certainty = 77 WHERE n = 2")
        owner = owners[target.split(".")[0]]
        with monkeypatch.context() as patch, suppress(Killed):
            patch.setattr(owner, target.rsplit(".", 1)[-1], kill)
            History.open(path.parent).close()
        use_as_home(path.parent, bank)
        assert held <= answers_in(path)


def test_reader_of_a_damaged_file_is_still_the_same(path: Path) -> None:
    """A file that is recovered without a backup keeps the id under which its reader hands in."""
    history = History.open(path.parent)
    reader = history.reader()
    history.close()
    for backup in backups(path):
        backup.unlink()
    run(path, "PRAGMA ignore_check_constraints = ON", "UPDATE rounds SET exam = 7 WHERE number = 1")
    history = History.open(path.parent)
    assert "damaged" in history.notice
    assert history.reader() == reader
    history.close()
