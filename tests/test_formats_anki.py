"""Cards for Anki: what they show, and what Anki's own library makes of them."""

import io
import json
import os
import sqlite3
import subprocess
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from quiz.bank.kinds import Short
from quiz.bank.load import own_bank
from quiz.bank.read import read_bank
from quiz.formats.anki import guid, written
from quiz.markup import escaped
from quiz.play.mark import Certainty
from quiz.record.review import Memory

BANK = read_bank(own_bank())
ANKI = os.environ.get("ANKI_VENV", "")
"""An environment with the package `anki`."""
needs_anki = pytest.mark.skipif(not ANKI, reason="ANKI_VENV names no environment with Anki")


def notes(package: bytes) -> list[tuple[str, str, int]]:
    """The guid, the fields and the id of each note in a package."""
    with ZipFile(io.BytesIO(package)) as files, closing(sqlite3.connect(":memory:")) as db:
        db.deserialize(files.read("collection.anki2"))
        return db.execute("SELECT guid, flds, id FROM notes ORDER BY rowid").fetchall()


def imported(*packages: Path) -> list[dict[str, Any]]:
    """What Anki says after importing each package into the same collection."""
    program = Path(__file__).with_name("anki_import.py")
    command = [f"{ANKI}/bin/python", *map(str, (program, *packages))]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_the_same_questions_make_the_same_package() -> None:
    """Nothing in it comes from a clock or from chance, and each question has an id of its own."""
    package = written(BANK, BANK.questions)
    assert package == written(BANK, BANK.questions)
    assert len({id for _, _, id in notes(package)}) == len(BANK.questions)
    some = notes(written(BANK, BANK.questions[5:]))
    assert {each for each, _, _ in some} < {each for each, _, _ in notes(package)}


def test_a_card_has_every_reason_and_every_source() -> None:
    """The back has the reason for each option, the explanation, and where to check it."""
    known = {its: fields for its, fields, _ in notes(written(BANK, BANK.questions))}
    for question in BANK.questions:
        front, _, typed, back = known[guid(BANK, question)].split("\x1f")
        assert escaped(question.stem.split("\n")[0]) in front
        assert all(escaped(why) in back for _, why in question.texts("why"))
        urls = {BANK.sources[each.source].url for each in question.cites}
        assert all(escaped(url) in back for url in urls if url)
        assert bool(typed) == isinstance(question, Short)


@needs_anki
@pytest.mark.long
def test_anki_imports_the_cards_and_adds_nothing_the_second_time(tmp_path: Path) -> None:
    """Anki takes every question as a card, and knows it when it comes again."""
    package = tmp_path / "quiz.apkg"
    package.write_bytes(written(BANK, BANK.questions))
    first, second = imported(package, package)
    assert first["new"] == len(BANK.questions) == len(first["sides"])
    assert BANK.about.title in first["decks"]
    assert "problems" not in first["problems"].lower()
    assert second["new"] == second["updated"] == 0
    assert second["sides"] == first["sides"]
    for front, back in first["sides"]:
        assert "{{" not in front + back
        assert 'class="right"' in back


@needs_anki
@pytest.mark.long
def test_a_memory_travels_to_anki(tmp_path: Path) -> None:
    """A card has the stability, the difficulty and the day of a question that was answered."""
    now = datetime.now(UTC)
    question = BANK.questions[0]
    memory = Memory(
        now + timedelta(days=12), now, now, 12.5, 4.25, Certainty.FAIRLY, right=True, turn=1
    )
    package = tmp_path / "quiz.apkg"
    package.write_bytes(written(BANK, BANK.questions[:3], {question.id: memory}))
    (done,) = imported(package)
    assert done["memories"] == [[12.5, 4.25, 12]]
