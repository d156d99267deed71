"""When the questions of a bank come back, kept beside the answers from which it follows.

A schedule is kept with the turn of the last answer that it knows and brought forward by those
that came since, so that home need not read them all.
"""

import sqlite3
from contextlib import suppress
from datetime import datetime

import msgspec

from quiz.record.review import Memory, schedule
from quiz.record.rows import ANSWERS, NEWEST_TURN, answer_of, insert, json, readable
from quiz.record.tables import value

CURRENT = f"SELECT due FROM schedules WHERE bank = :bank AND turn = ({NEWEST_TURN})"  # noqa: S608 - our own words


def bring_forward(db: sqlite3.Connection, bank_id: str, now: datetime) -> dict[str, Memory]:
    """Bring a bank's schedule forward by the answers that came since it was kept."""
    newest = value(db, NEWEST_TURN)
    since, known = 0, None
    kept = "SELECT turn, due FROM schedules WHERE bank = ? AND turn <= ?"
    for row in db.execute(kept, (bank_id, newest)):
        if (known := memories_in(row["due"])) is not None:
            since = row["turn"]
    answers = db.execute(ANSWERS, {"since": since, "bank": bank_id})
    memories = schedule(readable(answer_of, answers), now, known)
    insert(db, "schedules", replace=True, bank=bank_id, turn=newest, due=json(memories))
    return memories


def memories_in(text: str) -> dict[str, Memory] | None:
    """The memory of each question; None when another version wrote it."""
    with suppress(ValueError, TypeError):
        return msgspec.json.decode(text, type=dict[str, Memory])
    return None
