"""A history of a former version is brought to the present one.

Most tests use version 1, whose points were whole numbers; version 2 lacked seeds and readers' ids.
"""

import json
import shutil
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from random import Random
from typing import Any

import pytest

from quiz.bank.model import Bank
from quiz.play.mark import Certainty, points
from quiz.record import database, file, tables
from quiz.record.backups import backups
from quiz.record.history import History
from tests.damage import answers_in, attack, is_sound, played
from tests.test_record_file import keep_on
from tests.test_record_store import keep_next, keep_one

DUMP = Path(__file__).parent / "corpus" / "history-version-1.sql"
"""A history that the quiz of version 1 wrote: ended and open rounds, exams, every kind."""

DUMP_2 = DUMP.with_name("history-version-2.sql")
"""A history that the quiz of version 2 wrote: a round that is over, two open ones, an exam."""

EXAM = 6
"""The number of the exam that is open in it."""

pytestmark = pytest.mark.usefixtures("closed_histories")

OPENS = """
import os, signal, sys
from quiz.record import database
from quiz.record.history import History

left, connect = int(sys.argv[1]), database.connect

def counted(statement):
    global left
    left -= 1
    if left == 0:
        os.kill(os.getpid(), signal.SIGKILL)

def traced(*args, **kwargs):
    db = connect(*args, **kwargs)
    db.set_trace_callback(counted)
    return db

from quiz.record import backups, file
database.connect = backups.connect = file.connect = traced
History.open().close()
print(left)
"""
"""A program that opens the history and is killed before a statement of SQL, by its number."""


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A history of version 1, without a backup, where the quiz looks for it."""
    folder = tmp_path / "history"
    folder.mkdir()
    monkeypatch.setenv("QUIZ_DATA_DIR", str(folder))
    return written(folder / "history.db")


def written(path: Path, version: int = 1) -> Path:
    """Write the history of a former version to a file."""
    dump = {1: DUMP, 2: DUMP_2}[version]
    with closing(sqlite3.connect(path)) as db:
        db.executescript(dump.read_text(encoding="utf-8"))
        db.execute(f"PRAGMA user_version = {version}")
    return path


def contents(path: Path) -> dict[str, list[dict[str, Any]]]:
    """All rows of the tables of version 1, without columns that came later and are empty."""
    with closing(database.connect(path, read_only=True)) as db:
        found = {
            table: [dict(row) for row in db.execute(f"SELECT * FROM {table} ORDER BY 1, 2")]  # noqa: S608
            for table in tables.TABLES
            if table != "reader"
        }
    for row in found["rounds"]:
        for later in ("seed", "set_name"):
            if row.get(later, 0) is None:
                del row[later]
    return found


def check_points(found: dict[str, list[dict[str, Any]]]) -> None:
    """Check that points follow from shares, and the sums of rounds from them."""
    sums: dict[int, float] = {}
    for slot in found["slots"]:
        if slot["answered"] is not None:
            assert slot["points"] == points(slot["share"], Certainty(slot["certainty"]))
            sums[slot["round"]] = sums.get(slot["round"], 0) + slot["points"]
    for row in found["rounds"]:
        assert row["points"] == pytest.approx(sums[row["number"]], abs=1e-6)


def without_points(found: dict[str, list[dict[str, Any]]]) -> dict[str, list[dict[str, Any]]]:
    """The rows without their points."""
    return {
        table: [{name: row[name] for name in row if name != "points"} for row in rows]
        for table, rows in found.items()
    }


@pytest.mark.parametrize("version", [1, 2])
def test_schema_of_a_version_is_that_of_the_file(tmp_path: Path, version: int) -> None:
    """What the quiz takes for a former version is what the quiz of that version wrote."""
    with closing(sqlite3.connect(written(tmp_path / "history.db", version))) as db:
        assert tables.schema(db) == tables.our_schema(version)
        assert tables.is_sound(db)


def test_version_2_keeps_every_value_and_gets_a_reader(path: Path) -> None:
    """Of version 2 nothing changes; it is backed up first, and can be given a reader's id."""
    path.unlink()
    before = contents(written(path, 2))
    history = History.open()
    assert (history.notice, history.in_memory) == ("", False)
    assert contents(path) == before
    assert is_sound(path)
    with closing(sqlite3.connect(path)) as db:
        assert tables.schema(db) == tables.our_schema()
    assert before in [contents(backup) for backup in backups(path)]
    assert history.reader() == history.reader()
    history.close()
    assert is_sound(path)


def test_points_in_sql_are_those_of_the_marks() -> None:
    """The SQL of the migration gives each share the same points as an answer given today."""
    with closing(sqlite3.connect(":memory:")) as db:
        for certainty in Certainty:
            for n in range(1, 37):
                for right in range(n + 1):
                    share = right / n
                    query = f"SELECT {tables.POINTS} FROM (SELECT :share AS share, :c AS certainty)"  # noqa: S608
                    found = tables.value(db, query, share=share, c=int(certainty))
                    assert found == points(share, certainty)


def test_points_are_worked_out_again_and_all_else_stays(path: Path) -> None:
    """Points follow the share; no other value changes, and the file is backed up as it was."""
    before, was = contents(path), file.identify(path)
    assert any(0 < (slot["share"] or 0) < 1 for slot in before["slots"])
    history = History.open()
    assert (history.notice, history.in_memory) == ("", False)
    assert {round(each.points, 6) for each in history.answers(newest=None)} >= {-0.666667, 0.666667}
    after = contents(path)
    assert without_points(after) == without_points(before)
    check_points(after)
    assert is_sound(path)
    with closing(sqlite3.connect(path)) as db:
        assert tables.schema(db) == tables.our_schema()
    assert before in [contents(backup) for backup in backups(path)]
    # An older quiz that has the file open sees by this that it has to leave the new one alone.
    assert file.identify(path) != was


def test_backup_of_before_outlives_later_ones_of_the_day(path: Path, bank: Bank) -> None:
    """Later backups don't replace the one of the former version."""
    before = contents(path)
    for seed in range(2):
        history = History.open()
        history.begin(played(bank, Random(seed)), "own")
        history.close()
    newest, former = backups(path)
    assert contents(former) == before
    assert contents(newest) == contents(path)


@pytest.mark.parametrize("every", [7, pytest.param(1, marks=pytest.mark.long)])
def test_killed_at_any_statement_it_is_migrated_next_time(
    path: Path, tmp_path: Path, every: int
) -> None:
    """After SIGKILL the file is wholly of one version, and the next quiz finds every answer."""
    before, pristine = contents(path), tmp_path / "pristine"
    shutil.copytree(path.parent, pristine)
    number, killed = 1, 0
    while True:
        done = subprocess.run(
            [sys.executable, "-c", OPENS, str(number)], capture_output=True, text=True, check=False
        )
        if done.returncode == 0:
            break
        assert done.returncode == -signal.SIGKILL, done.stderr
        number, killed = number + every, killed + 1
        history = History.open()
        assert (history.notice, history.in_memory) == ("", False)
        history.close()
        assert without_points(contents(path)) == without_points(before)
        check_points(contents(path))
        shutil.rmtree(path.parent)
        shutil.copytree(pristine, path.parent)
    assert killed > 20 / every


def test_quizzes_that_open_it_at_once_lose_nothing(path: Path, bank: Bank, bank_file: Path) -> None:
    """Four processes that open one former file keep its answers and all of their own."""
    before = len(answers_in(path))
    quizzes = [keep_on(bank_file) for _ in range(4)]
    for quiz in quizzes:
        out, _ = quiz.communicate(timeout=60)
        assert quiz.returncode == 0
        assert out.splitlines()[0] == out.splitlines()[-1] == ""
    assert len(answers_in(path)) == before + 4 * len(bank.questions)
    check_points(contents(path))


def test_former_backup_is_restored_and_migrated(path: Path) -> None:
    """A backup of version 1 stands in for a file that is lost or no history."""
    before, former = contents(path), path.parent / "backups" / "history-2031-03-01.db"
    former.parent.mkdir()
    shutil.copy(path, former)
    for garbage in (b"", b"no history" * 999):
        path.write_bytes(garbage)
        history = History.open()
        assert "as it was on" in history.notice
        history.close()
        check_points(contents(path))
        assert without_points(contents(path)) == without_points(before)
        for newer in backups(path):
            if newer != former:
                newer.unlink()


def raised(path: Path, version: int = 40) -> None:
    """Raise the schema version of a file, as forgetting rounds does."""
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute(f"PRAGMA schema_version = {version}")


def schema_version(path: Path) -> int:
    """The schema version of a file."""
    with closing(sqlite3.connect(path)) as db:
        return tables.schema_version(db)


def test_new_file_in_place_of_another_has_no_lower_schema_version(path: Path) -> None:
    """Migrated, recovered or restored, a file shows that no round was forgotten since."""
    raised(path)
    History.open().close()
    migrated = schema_version(path)
    assert migrated > 40
    assert {schema_version(backup) for backup in backups(path)} == {40, migrated}
    raised(path, 60)
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("PRAGMA ignore_check_constraints = ON")
        db.execute("UPDATE rounds SET exam = 7 WHERE number = 1")
    history = History.open()
    assert "damaged" in history.notice
    history.close()
    assert schema_version(path) == 60
    path.unlink()  # so that a backup is restored, where forgetting would have raised it too
    History.open().close()
    assert schema_version(path) == migrated


@pytest.mark.parametrize("in_place", [False, True])
def test_former_file_that_is_put_back_gets_every_later_answer(
    path: Path, tmp_path: Path, bank: Bank, *, in_place: bool
) -> None:
    """A file of version 1 that a sync puts back under the quiz is migrated, and loses nothing."""
    raised(path)
    former, before = tmp_path / "former.db", len(answers_in(path))
    shutil.copy(path, former)
    history = History.open()
    number, round = keep_one(history, bank)
    if in_place:
        path.write_bytes(former.read_bytes())
    else:
        former.replace(path)
    keep_next(history, number, round)
    history.close()
    assert history.notice == ""
    assert len(answers_in(path)) == before + 2
    check_points(contents(path))
    assert not list(path.parent.glob("history-damaged-*"))


@pytest.mark.parametrize("table", ["former_rounds", "former_slots"])
def test_tables_of_the_reader_stay_whatever_their_names(path: Path, table: str) -> None:
    """A table that isn't ours, and a view of ours, are there after the migration."""
    with closing(sqlite3.connect(path)) as db, db:
        db.execute(f"CREATE TABLE {table} (note TEXT)")
        db.execute(f"INSERT INTO {table} VALUES ('mine')")  # noqa: S608
        db.execute("CREATE VIEW mine AS SELECT count(*) AS many FROM rounds")
        db.execute("CREATE TABLE notes (round INTEGER REFERENCES rounds, note TEXT)")
        made = tables.schema(db) - tables.our_schema(1)
    history = History.open()
    assert (history.notice, history.in_memory) == ("", False)
    history.close()
    check_points(contents(path))
    with closing(sqlite3.connect(path)) as db:
        assert tables.schema(db) - tables.our_schema() == made
        assert db.execute(f"SELECT note FROM {table}").fetchall() == [("mine",)]  # noqa: S608
        assert tables.value(db, "SELECT many FROM mine") == len(contents(path)["rounds"])


def test_without_a_backup_the_file_stays_as_it_was(path: Path, bank: Bank) -> None:
    """While no backup can be written, the file stays of version 1, and a line says what to do."""
    folder, before = path.parent / "backups", contents(path)
    folder.touch()
    history = History.open()
    assert history.in_memory
    assert f"a backup first, and none can be written to {folder} (" in history.news()
    number, round = keep_one(history, bank)
    assert contents(path) == before
    folder.unlink()
    keep_next(history, number, round)
    assert history.news() == "Your answers are saved again."
    history.close()
    assert before in [contents(backup) for backup in backups(path)]
    assert len(answers_in(path)) == len([each for each in before["slots"] if each["turn"]]) + 2


@pytest.mark.parametrize("many", [12, pytest.param(100, marks=pytest.mark.long)])
@pytest.mark.parametrize("odd", [False, True])
def test_damaged_former_file_loses_no_answer(
    path: Path, tmp_path: Path, bank: Bank, many: int, *, odd: bool
) -> None:
    """Whatever byte or value is damaged, what the backup has of version 1 is there after it."""
    backup = path.parent / "backups" / "history-2031-03-01.db"
    backup.parent.mkdir()
    shutil.copy(path, backup)
    random = Random(11)
    for _ in range(many):
        what, notice = attack(path, tmp_path / "attacked", bank, random, odd=odd)
        if "is left as it is" not in notice:
            found = contents(tmp_path / "attacked" / "history.db")
            assert {type(slot["points"]) for slot in found["slots"]} == {float, type(None)}, what


def test_rows_of_a_damaged_former_file_get_their_points(path: Path) -> None:
    """Rows that are saved from a damaged file without a backup get points by their shares."""
    before = answers_in(path)
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("PRAGMA ignore_check_constraints = ON")
        db.execute("UPDATE rounds SET exam = 7 WHERE number = 1")
    history = History.open()
    assert "has been restored as far as it can be read" in history.notice
    history.close()
    assert answers_in(path) == {each for each in before if each[0] != 1}
    check_points(contents(path))


def test_looking_changes_nothing(path: Path) -> None:
    """A history that is only looked at shows the new points, and stays of version 1."""
    before = path.read_bytes()
    history = History.open_read_only()
    assert {round(each.points, 6) for each in history.answers(newest=None)} >= {-0.666667, 0.666667}
    history.close()
    assert path.read_bytes() == before
    assert not backups(path)


def test_full_disk_leaves_the_file_and_shows_the_points(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """If the file can't be migrated, the answers show from memory, and the file stays."""
    before = contents(path)

    def refuse(_db: sqlite3.Connection) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    with monkeypatch.context() as full:
        full.setattr(tables, "migrate", refuse)
        history = History.open()
        assert "disk is full" in history.notice
        history.close()
    assert contents(path) == before
    History.open().close()
    check_points(contents(path))


@pytest.mark.usefixtures("path")
def test_export_of_version_1_is_imported_with_new_points(tmp_path: Path) -> None:
    """The whole points in an older export are not believed."""
    history, lines = History.open(), []
    history.forget(EXAM)
    for line in history.export():
        entry = json.loads(line)
        for slot in entry.get("slots", ()):
            slot["points"] = slot["points"] and -6
        lines.append(json.dumps(entry | ({"points": -60} if "points" in entry else {})))
    other = History.open(tmp_path / "other")
    other.import_(lines)
    wanted, found = ([e.points for e in each.answers(newest=None)] for each in (history, other))
    assert found == wanted
    check_points(contents(tmp_path / "other" / "history.db"))


def test_file_that_a_newer_quiz_migrated_meanwhile_is_no_damage(path: Path, bank: Bank) -> None:
    """A quiz that has the file open when a later version changes its tables replaces nothing."""
    history = History.open()
    history.begin(played(bank, Random(1)), "own")
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("ALTER TABLE rounds ADD COLUMN mood TEXT")
        db.execute(f"PRAGMA user_version = {tables.VERSION + 1}")
    before = path.read_bytes()
    history.close()
    assert path.read_bytes() == before
    assert not list(path.parent.glob("history-damaged-*"))
