"""The tables of a history: their schema, checks of a file, and the meaning of SQLite's errors."""

import sqlite3
from contextlib import closing
from functools import cache
from typing import Any, NamedTuple

VERSION = 3
"""The version of the tables, in the file's `user_version`."""
IMPOSSIBLE = 1000
"""A version that no release will reach, with at most a few new ones a year."""

# SQLite stores this text, comments included, and `is_ours` compares it, so it must never change
# without a new version.
SCHEMA = """
CREATE TABLE questions (  -- each as it was asked, so that a later edit hides nothing
    number INTEGER PRIMARY KEY, digest TEXT NOT NULL UNIQUE, id TEXT NOT NULL,
    skill TEXT NOT NULL, move TEXT NOT NULL, kind TEXT NOT NULL, body TEXT NOT NULL
);
CREATE TABLE rounds (
    number INTEGER PRIMARY KEY, uuid TEXT NOT NULL UNIQUE, bank TEXT NOT NULL,
    began INTEGER NOT NULL CHECK (began BETWEEN 0 AND 253402300799999),
    touched INTEGER NOT NULL, at INTEGER NOT NULL CHECK (at >= 0),
    exam INTEGER NOT NULL CHECK (exam IN (0, 1)), over INTEGER NOT NULL CHECK (over IN (0, 1)),
    asked INTEGER NOT NULL, answered INTEGER NOT NULL, right INTEGER NOT NULL,
    points REAL NOT NULL,
    seed INTEGER, set_name TEXT,  -- what `--seed` gave, and the bank's set that was asked
    CHECK (typeof(seed) IN ('integer', 'null') AND typeof(set_name) IN ('text', 'null'))
);
CREATE INDEX rounds_of_bank ON rounds (bank, began);
CREATE TABLE slots (
    round INTEGER NOT NULL REFERENCES rounds, n INTEGER NOT NULL,
    place INTEGER,  -- where it stands in the round; NULL once it was left out or asked anew
    question INTEGER NOT NULL REFERENCES questions, arrangement TEXT NOT NULL,
    skipped INTEGER NOT NULL, flagged INTEGER NOT NULL, looked INTEGER NOT NULL,
    response TEXT, certainty INTEGER CHECK (certainty BETWEEN 1 AND 3), seconds REAL,
    right INTEGER, share REAL, points REAL, trust INTEGER, doubt INTEGER,
    answered INTEGER,  -- milliseconds since 1970 in UTC, as the clock had it
    turn INTEGER,  -- the order in which answers came, whatever the clock did
    PRIMARY KEY (round, n),
    -- A check of the file looks at these, so what passes it can be read.
    CHECK (typeof(arrangement) = 'text' AND typeof(response) IN ('text', 'null')),
    CHECK (typeof(seconds) IN ('real', 'null') AND typeof(share) IN ('real', 'null')),
    CHECK (typeof(points) IN ('real', 'null') AND typeof(turn) IN ('integer', 'null')),
    CHECK (typeof(trust) IN ('integer', 'null') AND typeof(doubt) IN ('integer', 'null')),
    CHECK (answered BETWEEN 0 AND 253402300799999),  -- to the end of the year 9999
    CHECK ((answered IS NULL) = (certainty IS NULL) AND (turn IS NULL OR certainty))
) WITHOUT ROWID;
CREATE UNIQUE INDEX slots_in_turn ON slots (turn) WHERE turn IS NOT NULL;
CREATE TABLE schedules (  -- when questions come back: follows from the answers, kept for speed
    bank TEXT PRIMARY KEY, turn INTEGER NOT NULL, due TEXT NOT NULL
);
CREATE TABLE reader (  -- one row from the first hand-in on: a random id, which joins them
    id TEXT PRIMARY KEY
);
"""
TABLES = ("questions", "rounds", "slots", "schedules", "reader")

POINTS = "CASE certainty WHEN 1 THEN share WHEN 2 THEN 4 * share - 2 ELSE 9 * share - 6 END"
"""The points of an answer by its certainty and share, as `quiz.play.mark.points` has them."""


def _schema_2() -> str:
    """The schema of version 2, in which neither rounds had seeds nor readers an id."""
    former = SCHEMA[: SCHEMA.index("CREATE TABLE reader")]
    seed = former.index(",\n    seed INTEGER")
    return former[:seed] + former[former.index("\n);", seed) :]


def _schema_1() -> str:
    """The schema of version 1, in which points were whole: a partly right answer was wrong."""
    former = _schema_2()
    for now, before in (
        ("points REAL NOT NULL", "points INTEGER NOT NULL"),
        ("points REAL, trust", "points INTEGER, trust"),
        ("typeof(points) IN ('real'", "typeof(points) IN ('integer'"),
    ):
        former = former.replace(now, before)
    return former


SCHEMAS = {1: _schema_1(), 2: _schema_2(), VERSION: SCHEMA}
"""The schema of each version."""


def _any_but(type: str, *columns: str) -> str:
    return " OR ".join(f"typeof({column}) <> '{type}'" for column in columns)


# Sums and the number after the largest have to fit into 64 bits.
_MOST = 2**53

UNSOUND = {
    "questions": f"""
        {_any_but("text", "digest", "id", "skill", "move", "kind", "body")}
        OR NOT json_valid(body)""",
    "rounds": f"""
        {_any_but("text", "uuid", "bank")} OR number NOT BETWEEN 1 AND {_MOST} OR at > {_MOST}
        OR {_any_but("integer", "touched", "at", "asked", "answered", "right")}
        OR typeof(points) NOT IN ('integer', 'real')
        OR asked NOT BETWEEN 0 AND 1e6 OR answered NOT BETWEEN 0 AND 1e6
        OR right NOT BETWEEN 0 AND 1e6 OR points NOT BETWEEN -1e6 AND 1e6""",
    "slots": f"""
        {_any_but("integer", "n", "skipped", "flagged", "looked")}
        OR typeof(place) NOT IN ('integer', 'null') OR typeof(right) NOT IN ('integer', 'null')
        OR n NOT BETWEEN 0 AND {_MOST} OR place NOT BETWEEN 0 AND {_MOST}
        OR turn NOT BETWEEN 1 AND {_MOST}
        OR share NOT BETWEEN -0.001 AND 1.001 OR seconds NOT BETWEEN 0 AND 1e9
        OR points NOT BETWEEN -1000 AND 1000
        OR trust NOT BETWEEN 0 AND 1000 OR doubt NOT BETWEEN 0 AND 1000
        OR NOT json_valid(arrangement) OR response NOT NULL AND NOT json_valid(response)
        OR (turn IS NULL) <> (answered IS NULL)
        OR turn NOT NULL AND (response IS NULL OR seconds IS NULL OR right IS NULL
            OR share IS NULL OR points IS NULL OR trust IS NULL OR doubt IS NULL)""",
    "reader": "id IS NULL OR length(id) <> 32 OR id GLOB '*[^0-9a-f]*'",
}
"""For each table, the condition of rows that can't be used though its constraints allow them:
SQLite doesn't enforce the type of a column."""

_IN_WORDS = {
    sqlite3.SQLITE_BUSY: "another program has locked the file",
    sqlite3.SQLITE_READONLY: "the file can't be written to",
    sqlite3.SQLITE_CANTOPEN: "the file can't be opened",
    sqlite3.SQLITE_FULL: "the disk is full",
    sqlite3.SQLITE_IOERR: "the disk reports an error",
}
"""What errors mean that have nothing to do with the contents of a file."""

FAULTS = (sqlite3.Error, UnicodeDecodeError, OverflowError)
"""The errors that SQLite raises; the second, if its own message quotes damaged bytes."""

Schema = frozenset[tuple[str, str, str, str]]
"""The type, name, table and SQL of each table, index, view and trigger."""


class Holds(NamedTuple):
    """How much a history holds; the fields are compared in this order."""

    answers: int = 0
    rounds: int = 0
    touched: int = 0
    """When a round was last changed, in milliseconds since 1970."""


class Damaged(sqlite3.DatabaseError):
    """The file holds what its tables don't allow."""


def value(db: sqlite3.Connection, query: str, **values: object) -> Any:
    """The first value of a query's first row; None without a row."""
    row = db.execute(query, values).fetchone()
    return row and row[0]


def schema_version(db: sqlite3.Connection) -> int:
    """The schema version of a file; forgetting a round raises it, so that older copies differ."""
    return int(value(db, "PRAGMA schema_version"))


def copy_into(copy: sqlite3.Connection, db: sqlite3.Connection) -> None:
    """Copy a database into another, with its schema version, which SQLite would count anew.

    An older copy of the file must not have a higher one, or what it lacks would be taken for
    forgotten.
    """
    db.backup(copy)
    copy.execute(f"PRAGMA schema_version = {schema_version(db)}")


def version_of(db: sqlite3.Connection) -> int:
    """The version of a file's tables; 0 if it has none yet."""
    return int(value(db, "PRAGMA user_version"))


def is_newer(db: sqlite3.Connection) -> bool:
    """Whether a file is from a newer version of the quiz."""
    return VERSION < version_of(db) < IMPOSSIBLE


def create(db: sqlite3.Connection, version: int = VERSION) -> None:
    """Create the tables, unless another quiz did while this one waited."""
    if version_of(db):
        return
    # Statement by statement, since `executescript` would end the transaction.
    for statement in SCHEMAS[version].split(";\n"):
        db.execute(statement)
    db.execute(f"PRAGMA user_version = {version}")


def migrate(db: sqlite3.Connection) -> None:
    """Bring tables of a former version to the present one, unless another quiz did meanwhile.

    The points of version 1 are worked out again, by the share that is right; all else stays.
    """
    version = version_of(db)
    if version not in range(1, VERSION):
        return
    for table in ("slots", "rounds"):
        # As temporary tables, whose names can't clash with others in the file.
        db.execute(f"CREATE TEMP TABLE former_{table} AS SELECT * FROM main.{table}")  # noqa: S608 - our own words
        db.execute(f"DROP TABLE main.{table}")
    for statement in SCHEMA.split(";\n"):
        if any(table in statement.partition("(")[0] for table in ("rounds", "slots", "reader")):
            db.execute(statement)
    for table, more in (("rounds", ", NULL, NULL"), ("slots", "")):
        db.execute(f"INSERT INTO {table} SELECT *{more} FROM temp.former_{table}")  # noqa: S608 - our own words
        db.execute(f"DROP TABLE temp.former_{table}")
    if version == 1:
        mark_again(db)
        db.execute(
            "UPDATE rounds SET points = "
            "(SELECT round(total(points), 6) FROM slots WHERE round = rounds.number)"
        )
    db.execute(f"PRAGMA user_version = {VERSION}")


def mark_again(db: sqlite3.Connection) -> None:
    """Work out the points of all answers anew."""
    db.execute(f"UPDATE slots SET points = {POINTS} WHERE answered NOT NULL")  # noqa: S608 - our own words


def schema(db: sqlite3.Connection) -> Schema:
    """The schema of a file, without the tables that SQLite adds."""
    query = "SELECT type, name, tbl_name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite\\_%'"
    return frozenset(tuple(row) for row in db.execute(f"{query} ESCAPE '\\'"))


@cache
def our_schema(version: int = VERSION) -> Schema:
    """The schema of a new history of a version."""
    with closing(sqlite3.connect(":memory:")) as fresh:
        create(fresh, version)
        return schema(fresh)


def is_ours(objects: Schema, version: int = VERSION) -> bool:
    """Whether a schema has the tables of a version unchanged, without triggers.

    Others may be there too.
    """
    triggers = any(type == "trigger" and table in TABLES for type, _, table, _ in objects)
    return version in SCHEMAS and objects >= our_schema(version) and not triggers


def is_sound(db: sqlite3.Connection) -> bool:
    """Whether a file has our tables, can be read throughout, and holds only what they allow.

    The tables may be those of a former version, if the file says so.
    The connection has to be writable, or SQLite checks no CHECK constraint.
    """
    try:
        # The schema first, since a view in place of a table may never end.
        objects, version = schema(db), version_of(db)
        if not is_ours(objects, version):
            return False
        extra = any(type == "table" for type, *_ in objects - our_schema(version))
        names = {name for type, name, *_ in our_schema(version) if type == "table"}
        # A table that isn't ours may have been made to take for ever to check.
        checks = [f"({name})" for name in names] if extra else ["(1)"]
        return (
            all(value(db, f"PRAGMA integrity_check{c}") == "ok" for c in checks)
            and not any(db.execute(f"PRAGMA foreign_key_check({t})").fetchone() for t in names)
            and not any(
                db.execute(f"SELECT 1 FROM {t} WHERE {unsound} LIMIT 1").fetchone()  # noqa: S608 - our own words
                for t, unsound in UNSOUND.items()
                if t in names
            )
        )
    except FAULTS as error:
        if is_damage(error):
            return False
        raise


def holds(db: sqlite3.Connection) -> Holds:
    """How much a history holds."""
    answers, rounds, touched = db.execute(
        "SELECT (SELECT count(*) FROM slots WHERE turn NOT NULL), count(*), "
        "coalesce(max(CAST(touched AS INTEGER)), 0) FROM rounds"
    ).fetchone()
    return Holds(answers, rounds, touched)


def is_damage(error: Exception) -> bool:
    """Whether an error means that the file is damaged."""
    damage = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
    return code(error) in damage or isinstance(error, UnicodeDecodeError | Damaged)


def is_doubtful(error: Exception) -> bool:
    """Whether an error may be due to the file's contents, rather than to the disk or to locks."""
    doubtful = (sqlite3.SQLITE_ERROR, sqlite3.SQLITE_CONSTRAINT, sqlite3.SQLITE_TOOBIG)
    return code(error) in doubtful or isinstance(error, OverflowError)


def in_words(error: BaseException) -> str:
    """Why something failed, where possible in words that a reader understands."""
    return _IN_WORDS.get(code(error)) or getattr(error, "strerror", None) or str(error)


def was_moved(error: Exception) -> bool:
    """Whether an error means that another file took the place of the one that is open."""
    return getattr(error, "sqlite_errorcode", 0) == sqlite3.SQLITE_READONLY_DBMOVED


def code(error: BaseException) -> int:
    """SQLite's primary result code of an error; 0 without one."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF
