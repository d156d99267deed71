"""Salvage: adding the readable rows of a damaged history to a backup of it."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

from quiz.record import database
from quiz.record.rows import count_again, insert
from quiz.record.tables import (
    FAULTS,
    UNSOUND,
    Damaged,
    copy_into,
    is_sound,
    mark_again,
    schema_version,
    value,
)

# Either of the two may be damaged, the uuid or the number.
_SAME_ROUND = "SELECT number FROM rounds WHERE uuid = :uuid OR number = :number AND began = :began"
_NUMBER = "SELECT :number WHERE :number NOT IN (SELECT number FROM rounds)"
_PROGRESS = """
UPDATE rounds SET touched = :touched, at = :at, over = max(over, :over)
WHERE number = :ours AND touched < :touched
"""
# An answer in the backup stays, unless it was changed since, as in an exam.
_NEWER_SLOT = """
SELECT 1 FROM slots WHERE round = :round AND n = :n AND (:turn IS NULL OR turn >= :turn)
"""
_FREE_TURN = "SELECT max(turn) + 1 FROM slots WHERE :turn IN (SELECT turn FROM slots)"
_STAND_IN = {
    "questions": {},
    "reader": {},
    "rounds": {"touched": "began", "asked": "0", "answered": "0", "right": "0", "points": "0"},
    "slots": {"place": "n", "skipped": "0", "flagged": "0", "looked": "0", "right": "share = 1"},
}
"""For each table, SQL in place of a missing column; rows that lack another column are refused."""


def with_readable(backup: sqlite3.Connection, path: Path) -> sqlite3.Connection:
    """A copy of a backup with the sound rows of a damaged file that the backup lacks."""
    better = database.memory()
    copy_into(better, backup)
    with suppress(*FAULTS, OSError), closing(database.copied(path)) as old:
        database.transact(better, lambda db: _add(db, old))
        version = max(map(schema_version, (backup, old)))
        better.execute(f"PRAGMA schema_version = {version}")
    return better


def _add(db: sqlite3.Connection, old: sqlite3.Connection) -> None:
    """Add the sound rows that are new, under free numbers; raises if they don't fit together."""
    questions: dict[int, int] = {}
    for sound, row in _rows(db, old, "questions", "number"):
        if sound:
            _put(db, "questions", row | {"number": None})
        # The backup may have a question that is unsound here.
        query = "SELECT number FROM questions WHERE digest = ?"
        for ours in db.execute(query, (row["digest"],)):
            questions[row["number"]] = ours["number"]
    rounds: dict[int, int] = {}
    for sound, row in _rows(db, old, "rounds", "number"):
        if sound and not db.execute(_SAME_ROUND, row).fetchone():
            _put(db, "rounds", row | {"number": value(db, _NUMBER, number=row["number"])})
        for ours in db.execute(_SAME_ROUND, row).fetchall():
            rounds[row["number"]] = ours["number"]
            if sound:
                with suppress(*FAULTS):
                    db.execute(_PROGRESS, row | {"ours": ours["number"]})
    for sound, row in _rows(db, old, "slots", "round"):
        row |= {"round": rounds.get(row["round"]), "question": questions.get(row["question"])}
        if sound and not db.execute(_NEWER_SLOT, row).fetchone():
            row["turn"] = value(db, _FREE_TURN, turn=row["turn"]) or row["turn"]
            _put(db, "slots", row)
    db.execute(
        "DELETE FROM slots WHERE round NOT IN (SELECT number FROM rounds) "
        "OR question NOT IN (SELECT number FROM questions)"
    )
    db.execute("DELETE FROM questions WHERE number NOT IN (SELECT question FROM slots)")
    if not value(db, "SELECT count(*) FROM reader"):
        for sound, row in _rows(db, old, "reader", "id"):
            if sound:
                _put(db, "reader", row)
    # The file may be of a former version, which counted points otherwise.
    mark_again(db)
    count_again(db)
    db.execute("DELETE FROM schedules")
    if not is_sound(db):
        raise Damaged


def _rows(
    db: sqlite3.Connection, old: sqlite3.Connection, table: str, order_by: str
) -> Iterator[tuple[bool, dict[str, Any]]]:
    """The rows of a table before the first that SQLite can't read, and those after the last.

    Each comes as our columns, with whether it is sound.
    """
    for order in ("ASC", "DESC"):
        with suppress(*FAULTS):
            if columns := _columns(db, old, table):
                for row in old.execute(
                    f"SELECT ({UNSOUND[table]}) IS TRUE AS unsound, * "  # noqa: S608 - our words, quoted names
                    f"FROM (SELECT {columns} FROM {table}) ORDER BY {order_by} {order}"
                ):
                    record = dict(row)
                    yield not record.pop("unsound"), record


def _columns(db: sqlite3.Connection, old: sqlite3.Connection, table: str) -> str:
    """The SQL that selects our columns from a table with a damaged schema; "" if it is no table.

    Each is found by its name, or else by its position, or is replaced by a value. Neither a view
    nor a generated column is read: the first may never end, and the second may be gigabytes long.
    """
    real = "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND rootpage AND lower(name) = ?"
    if not old.execute(real, (table,)).fetchone():
        return ""
    ours, theirs = (
        [column["name"].lower() for column in each.execute(f"PRAGMA table_info({table})")]
        for each in (db, old)
    )
    columns = []
    for index, name in enumerate(ours):
        source = _STAND_IN[table].get(name, "NULL")
        if name in theirs:
            source = _quoted(name)
        elif index < len(theirs) and theirs[index] not in ours:
            source = _quoted(theirs[index])
        columns.append(f"{source} AS {name}")
    return ", ".join(columns)


def _quoted(name: str) -> str:
    return '"{}"'.format(name.replace('"', '""'))


def _put(db: sqlite3.Connection, table: str, row: dict[str, Any]) -> None:
    with suppress(*FAULTS):  # the table may refuse it
        insert(db, table, replace=table == "slots", **row)
