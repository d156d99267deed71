"""What can be read of a damaged history, added to what a backup of it holds."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

from quiz.record import file
from quiz.record.tables import FAULTS, UNSOUND, is_sound

_QUESTION = "INSERT OR IGNORE INTO questions VALUES (NULL, ?, ?, ?, ?, ?, ?)"
# Either may have been damaged, the uuid or the number.
_SAME_ROUND = "SELECT number FROM rounds WHERE uuid = ? OR number = ? AND began = ?"
_ROUND = """
INSERT INTO rounds
SELECT CASE WHEN ?1 IN (SELECT number FROM rounds) THEN NULL ELSE ?1 END, ?2, ?3, ?4, ?5, ?6, ?7,
    ?8, 0, 0, 0, 0
WHERE NOT EXISTS (SELECT 1 FROM rounds WHERE uuid = ?2 OR number = ?1 AND began = ?4)
"""
_STANDS = """
UPDATE rounds SET touched = ?1, at = ?2, over = max(over, ?3) WHERE number = ?4 AND touched < ?1
"""
# An answer that the backup has stays, unless it was changed since, as in an exam.
_SLOT = """
REPLACE INTO slots
SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17,
    CASE WHEN ?18 IN (SELECT turn FROM slots) THEN (SELECT max(turn) + 1 FROM slots) ELSE ?18 END
WHERE NOT EXISTS (SELECT 1 FROM slots WHERE round = ?1 AND n = ?2
    AND (?18 IS NULL OR turn >= ?18))
"""
_COUNT = """
UPDATE rounds SET (asked, answered, right, points) = (
    SELECT count(coalesce(place, answered)), count(answered), coalesce(sum(slots.right = 1), 0),
        coalesce(sum(slots.points), 0) FROM slots WHERE slots.round = number)
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
"""What is read for a column that is gone; for others there is nothing, and a row is refused."""


def with_readable(backup: sqlite3.Connection, path: Path) -> sqlite3.Connection:
    """A copy of a backup with what can be read of a file, and is sound, beyond that."""
    better = file.memory()
    backup.backup(better)
    with suppress(*FAULTS, OSError), closing(file.copied(path)) as old:
        file.transact(better, lambda db: _add(db, old))
        if is_sound(better):
            return better
    better.close()
    better = file.memory()
    backup.backup(better)
    return better


def _add(db: sqlite3.Connection, old: sqlite3.Connection) -> None:
    """Add the rows that are new, under numbers that are free."""
    questions: dict[int, int] = {}
    for unsound, number, known, *about in _rows(db, old, "questions", "number"):
        if not unsound:
            _put(db, _QUESTION, known, *about)
        # An unsound one may be in the backup.
        for (here,) in db.execute("SELECT number FROM questions WHERE digest = ?", (known,)):
            questions[number] = here
    rounds: dict[int, int] = {}
    for unsound, number, uuid, bank, began, *stands in _rows(db, old, "rounds", "number"):
        touched, at, exam, over, *_ = stands
        if not unsound:
            _put(db, _ROUND, number, uuid, bank, began, touched, at, exam, over)
        for (here,) in db.execute(_SAME_ROUND, (uuid, number, began)).fetchall():
            rounds[number] = here
            if not unsound:
                _put(db, _STANDS, touched, at, over, here)
    for unsound, round, n, place, question, *about in _rows(db, old, "slots", "round"):
        if not unsound:
            _put(db, _SLOT, rounds.get(round), n, place, questions.get(question), *about)
    db.execute(
        "DELETE FROM slots WHERE round NOT IN (SELECT number FROM rounds) "
        "OR question NOT IN (SELECT number FROM questions)"
    )
    db.execute("DELETE FROM questions WHERE number NOT IN (SELECT question FROM slots)")
    db.execute(_COUNT)
    db.execute("DELETE FROM schedules")


def _rows(db: sqlite3.Connection, old: sqlite3.Connection, table: str, key: str) -> Iterator[Any]:
    """The rows before the first that SQLite can't read, and those after the last.

    Before each comes whether it is unsound.
    """
    for order in ("ASC", "DESC"):
        with suppress(*FAULTS):
            if columns := _columns(db, old, table):
                yield from old.execute(
                    f"SELECT ({UNSOUND[table]}) IS TRUE, * "  # noqa: S608 - our words, quoted names
                    f"FROM (SELECT {columns} FROM {table}) ORDER BY {key} {order}"
                )


def _columns(db: sqlite3.Connection, old: sqlite3.Connection, table: str) -> str:
    """How to read our columns of a table that others changed; "" where it is no table.

    Each is found by its name, else in its place under another name, or something stands in for it.
    A view may have no end, and a generated column gigabytes: neither is read.
    """
    real = "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND rootpage AND lower(name) = ?"
    if not old.execute(real, (table,)).fetchone():
        return ""
    ours, there = (
        [column[1].lower() for column in each.execute(f"PRAGMA table_info({table})")]
        for each in (db, old)
    )
    found = []
    for place, name in enumerate(ours):
        source = _STAND_IN[table].get(name, "NULL")
        if name in there:
            source = _quoted(name)
        elif place < len(there) and there[place] not in ours:
            source = _quoted(there[place])
        found.append(f"{source} AS {name}")
    return ", ".join(found)


def _quoted(name: str) -> str:
    return '"{}"'.format(name.replace('"', '""'))


def _put(db: sqlite3.Connection, query: str, *row: Any) -> None:
    """Write a row, unless the tables refuse it."""
    with suppress(sqlite3.Error, OverflowError):
        db.execute(query, row)
