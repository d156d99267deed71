"""The answers of a class as tables in Parquet, for DuckDB and whatever else reads it.

docs/classroom.md has the columns, on which queries rely.
"""

from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from datetime import UTC
from errno import EEXIST
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import msgspec

from quiz.bank.kinds import Choice, Multi, Order, Question, Short, Sort, Spot, digest
from quiz.bank.model import Bank
from quiz.classroom.handin import HandIn
from quiz.classroom.xapi import answer_ids

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

ENDING = ".parquet"

_ANSWERS = {
    "statement": "VARCHAR", "bank": "VARCHAR", "reader": "VARCHAR", "round": "VARCHAR",
    "began": "TIMESTAMP", "exam": "BOOLEAN", "finished": "BOOLEAN", "asked_set": "VARCHAR",
    "place": "INTEGER", "question": "VARCHAR", "digest": "VARCHAR", "kind": "VARCHAR",
    "picked": "INTEGER[]", "typed": "VARCHAR", "certainty": "TINYINT", "is_right": "BOOLEAN",
    "share": "DOUBLE", "marks": "DOUBLE", "trust": "INTEGER", "doubt": "INTEGER",
    "flagged": "BOOLEAN", "looked": "BOOLEAN", "seconds": "DOUBLE",
}  # fmt: skip
_READERS = {
    "reader": "VARCHAR", "name": "VARCHAR", "bank": "VARCHAR", "rounds": "INTEGER",
    "finished": "INTEGER", "offered": "INTEGER", "answered": "INTEGER", "unchanged": "BOOLEAN",
}  # fmt: skip
_QUESTIONS = {
    "bank": "VARCHAR", "question": "VARCHAR", "digest": "VARCHAR", "kind": "VARCHAR",
    "title": "VARCHAR", "skill": "VARCHAR", "stem": "VARCHAR", "options": "VARCHAR[]",
    "key": "INTEGER[]",
}  # fmt: skip
_TABLES = {"answers": _ANSWERS, "readers": _READERS, "questions": _QUESTIONS}


def write(handed: Iterable[HandIn], bank: Bank, out: Path, *, names: bool = False) -> int:
    """Write the tables into a folder, or the answers to a file; returns how many answers.

    `out` is a file if it ends in `.parquet`. Hand-ins may come one by one: what they hold goes to
    temporary files. Raises `OSError`, and `ImportError` without DuckDB.
    """
    import duckdb  # noqa: PLC0415 - an extra, which few have

    alone = out.suffix.lower() == ENDING
    folder = out.parent if alone else out
    if not alone:
        folder.mkdir(exist_ok=True)
    settings = {"autoinstall_known_extensions": False}  # nothing is fetched
    with (
        TemporaryDirectory() as temporary,
        TemporaryDirectory(dir=folder) as beside,
        duckdb.connect(config=settings) as database,
    ):
        targets = {name: out if alone else folder / f"{name}{ENDING}" for name in _TABLES}
        for name in ["answers"] if alone else [*_TABLES]:
            _refuse_others(database, targets[name], _TABLES[name])
        lines = {name: Path(temporary, name) for name in _TABLES}
        answers = _write_lines(handed, bank, lines, names=names)
        for name, columns in _TABLES.items():
            if alone and name != "answers":
                continue
            made = Path(beside, name)
            types = ", ".join(f"{column}: '{kind}'" for column, kind in columns.items())
            read, to = (str(each).replace("'", "''") for each in (lines[name], made))
            try:
                database.execute(
                    f"COPY (FROM read_json('{read}', format='newline_delimited',"
                    f" columns={{{types}}})) TO '{to}' (FORMAT parquet, COMPRESSION zstd)"
                )
            except duckdb.Error as error:  # such as a disk that is full
                raise OSError(str(error).partition("\n")[0]) from None
            made.replace(targets[name])
    return answers


def _refuse_others(database: "DuckDBPyConnection", path: Path, columns: Collection[str]) -> None:
    """Raise `FileExistsError` if a file is there that isn't such a table of ours."""
    import duckdb  # noqa: PLC0415 - as above

    if not path.exists():
        return
    quoted = str(path).replace("'", "''")
    found: list[str] = []
    with suppress(duckdb.Error):
        rows = database.execute(f"DESCRIBE FROM read_parquet('{quoted}')").fetchall()
        found = [row[0] for row in rows]
    if found != [*columns]:
        raise FileExistsError(EEXIST, f"{path.name} is there already, and isn't such a table")


def _write_lines(
    handed: Iterable[HandIn], bank: Bank, lines: dict[str, Path], *, names: bool
) -> int:
    """Write each table as lines of JSON; returns how many answers there are."""
    count = 0
    questions = {digest(each): each for each in bank.questions}
    lost: dict[str, dict[str, Any]] = {}
    encode = msgspec.json.Encoder().encode
    with lines["answers"].open("wb") as answers, lines["readers"].open("wb") as readers:
        for each in handed:
            for row in _answers(each):
                if row["digest"] not in questions:
                    lost[row["digest"]] = {
                        name: row[name] for name in ("bank", "question", "digest", "kind")
                    }
                answers.write(encode(row) + b"\n")
                count += 1
            readers.write(encode(_reader(each, names=names)) + b"\n")
    with lines["questions"].open("wb") as file:
        for key, question in questions.items():
            file.write(encode({"bank": bank.id, **_question(key, question)}) + b"\n")
        for row in lost.values():
            file.write(encode(row) + b"\n")
    return count


def _answers(handed: HandIn) -> Iterator[dict[str, Any]]:
    for round in handed.rounds:
        common = {
            "bank": handed.bank.id,
            "reader": handed.reader,
            "round": round.id,
            "began": round.began.astimezone(UTC).replace(tzinfo=None),
            "exam": round.exam,
            "finished": round.over,
            "asked_set": round.set or None,
        }
        places = {id(each): place for place, each in enumerate(round.questions, 1)}
        for offered, statement in answer_ids(round):
            typed = isinstance(offered.response, str)
            yield {
                "statement": statement,
                **common,
                "place": places[id(offered)],
                "question": offered.id,
                "digest": offered.digest,
                "kind": offered.kind,
                "picked": None if typed else offered.response,
                "typed": offered.response if typed else None,
                "certainty": offered.certainty,
                "is_right": offered.right,
                "share": offered.share,
                "marks": offered.marks,
                "trust": offered.trust,
                "doubt": offered.doubt,
                "flagged": offered.flagged,
                "looked": offered.looked,
                "seconds": offered.seconds,
            }


def _reader(handed: HandIn, *, names: bool) -> dict[str, Any]:
    offered = [each for round in handed.rounds for each in round.questions]
    return {
        "reader": handed.reader,
        "name": handed.name or None if names else None,
        "bank": handed.bank.id,
        "rounds": len(handed.rounds),
        "finished": sum(each.over for each in handed.rounds),
        "offered": len(offered),
        "answered": sum(not each.left_out for each in offered),
        "unchanged": bool(handed.check),
    }


def _question(key: str, question: Question) -> dict[str, Any]:
    options: list[str] | None = None
    match question:
        case Choice() | Multi() | Spot():
            options = [each.text for each in question.alternatives]
        case Sort():
            options = [*question.labels]
        case Order():
            options = [each.text for each in question.steps]
        case Short():
            pass  # it is typed
    return {
        "question": question.id,
        "digest": key,
        "kind": question.kind,
        "title": question.name,
        "skill": question.skill,
        "stem": question.stem,
        "options": options,
        "key": None if question.typed else question.key,
    }
