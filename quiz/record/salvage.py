"""Salvage: the readable rows of a damaged history, added to a backup of it."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

from quiz.record import database
from quiz.record.rows import count_again
from quiz.record.tables import FAULTS, UNSOUND, is_sound

_QUESTION = """
INSERT OR IGNORE INTO questions (digest, id, skill, move, kind, body)
VALUES (:digest, :id, :skill, :move, :kind, :body)
"""
# Either may have been damaged, the uuid or the number.
_SAME_ROUND = "SELECT number FROM rounds WHERE uuid = :uuid OR number = :number AND began = :began"
_ROUND = f"""
INSERT INTO rounds
    (number, uuid, bank, began, touched, at, exam, over, asked, answered, right, points)
SELECT CASE WHEN :number IN (SELECT number FROM rounds) THEN NULL ELSE :number END,
    :uuid, :bank, :began, :touched, :at, :exam, :over, 0, 0, 0, 0
WHERE NOT EXISTS ({_SAME_ROUND})
"""  # noqa: S608 - our own words
_PROGRESS = """
UPDATE rounds SET touched = :touched, at = :at, over = max(over, :over)
WHERE number = :ours AND touched < :touched
"""
# An answer that the backup has stays, unless it was changed since, as in an exam.
_SLOT = """
REPLACE INTO slots (round, n, place, question, arrangement, skipped, flagged, looked,
    response, certainty, seconds, right, share, points, trust, doubt, answered, turn)
SELECT :round, :n, :place, :question, :arrangement, :skipped, :flagged, :looked,
    :response, :certainty, :seconds, :right, :share, :points, :trust, :doubt, :answered,
    CASE WHEN :turn IN (SELECT turn FROM slots) THEN (SELECT max(turn) + 1 FROM slots)
        ELSE :turn END
WHERE NOT EXISTS (SELECT 1 FROM slots WHERE round = :round AND n = :n
    AND (:turn IS NULL OR turn >= :turn))
"""
_STAND_IN = {
    "questions": {},
    "rounds": {"touched": "began", "asked": "0", "answered": "0", "right": "0", "points": "0"},
    "slots": {
        "place": "n",
        "skipped": "0",
        "flagged": "0",
        "looked": "0",
        "right": "points > 0",
    },
}
"""Values to read for a column that is gone; a row without another column is refused."""


def with_readable(backup: sqlite3.Connection, path: Path) -> sqlite3.Connection:
    """A copy of a backup with the sound rows that a damaged file has beyond it."""
    better = database.memory()
    backup.backup(better)
    with suppress(*FAULTS, OSError), closing(database.copied(path)) as old:
        database.transact(better, lambda db: _add(db, old))
        if is_sound(better):
            return better
    better.close()
    better = database.memory()
    backup.backup(better)
    return better


def _add(db: sqlite3.Connection, old: sqlite3.Connection) -> None:
    """Add the rows that are new, under free numbers."""
    questions: dict[int, int] = {}
    for row in _rows(db, old, "questions", "number"):
        if not row["unsound"]:
            _put(db, _QUESTION, row)
        # An unsound one may be in the backup.
        query = "SELECT number FROM questions WHERE digest = ?"
        for ours in db.execute(query, (row["digest"],)):
            questions[row["number"]] = ours["number"]
    rounds: dict[int, int] = {}
    for row in _rows(db, old, "rounds", "number"):
        if not row["unsound"]:
            _put(db, _ROUND, row)
        for ours in db.execute(_SAME_ROUND, row).fetchall():
            rounds[row["number"]] = ours["number"]
            if not row["unsound"]:
                _put(db, _PROGRESS, row | {"ours": ours["number"]})
    for row in _rows(db, old, "slots", "round"):
        if not row["unsound"]:
            ours = {
                "round": rounds.get(row["round"]),
                "question": questions.get(row["question"]),
            }
            _put(db, _SLOT, row | ours)
    db.execute(
        "DELETE FROM slots WHERE round NOT IN (SELECT number FROM rounds) "
        "OR question NOT IN (SELECT number FROM questions)"
    )
    db.execute("DELETE FROM questions WHERE number NOT IN (SELECT question FROM slots)")
    count_again(db)
    db.execute("DELETE FROM schedules")


def _rows(
    db: sqlite3.Connection, old: sqlite3.Connection, table: str, order_by: str
) -> Iterator[dict[str, Any]]:
    """The rows before the first that SQLite can't read, and those after the last.

    Each has our columns, and says whether it is `unsound`.
    """
    for order in ("ASC", "DESC"):
        with suppress(*FAULTS):
            if columns := _columns(db, old, table):
                for row in old.execute(
                    f"SELECT ({UNSOUND[table]}) IS TRUE AS unsound, * "  # noqa: S608 - our words, quoted names
                    f"FROM (SELECT {columns} FROM {table}) ORDER BY {order_by} {order}"
                ):
                    yield dict(row)


def _columns(db: sqlite3.Connection, old: sqlite3.Connection, table: str) -> str:
    """A query's list of our columns in a table that others changed; "" where it is no table.

    Each is known by its name, else by its position, or a value stands in for it. A view may have
    no end, and a generated column gigabytes: neither is read.
    """
    real = "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND rootpage AND lower(name) = ?"
    if not old.execute(real, (table,)).fetchone():
        return ""
    ours, there = (
        [column["name"].lower() for column in each.execute(f"PRAGMA table_info({table})")]
        for each in (db, old)
    )
    columns = []
    for index, name in enumerate(ours):
        source = _STAND_IN[table].get(name, "NULL")
        if name in there:
            source = _quoted(name)
        elif index < len(there) and there[index] not in ours:
            source = _quoted(there[index])
        columns.append(f"{source} AS {name}")
    return ", ".join(columns)


def _quoted(name: str) -> str:
    return '"{}"'.format(name.replace('"', '""'))


def _put(db: sqlite3.Connection, query: str, row: dict[str, Any]) -> None:
    """Write a row, unless the tables refuse it."""
    with suppress(sqlite3.Error, OverflowError):
        db.execute(query, row)
