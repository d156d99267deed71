"""The lines of an exhibit's text: they are there wherever a question is drawn as HTML."""

from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from quiz.bank.exhibits import Draft, Photo, Post
from quiz.bank.exhibits.post import Message
from quiz.bank.kinds import Question, Spot
from quiz.bank.model import Bank
from quiz.bank.read import read_bank
from quiz.drawn import asked
from quiz.formats import export_format, import_format
from quiz.formats.html import plain

BANK = read_bank(Path(__file__).parent / "corpus" / "clean.toml")
VERSE = "Roses are red\n Violets are blue\n\nThat is <all>"
COLUMNS = "Day    Lorries\nMon        212\nTue         98"
LINES = f"{VERSE}\n\n{COLUMNS}"
EXHIBITS = (
    Post(made_up=True, by="Kim", text=LINES),
    Draft(made_up=True, what="summary", by="Ben", text=LINES),
    Photo(made_up=True, shows=LINES),
)


def spot() -> Spot:
    """The question that has its parts in a message of a thread."""
    found = next(each for each in BANK.questions if each.id == "bridge-spot-posted")
    assert isinstance(found, Spot)
    return found


def others() -> list[Question]:
    """A question of each other kind, with an exhibit that has lines."""
    kinds = {each.kind: each for each in BANK.questions if not isinstance(each, Spot)}
    return [replace(each, exhibits=EXHIBITS[:1]) for each in kinds.values()]


@pytest.mark.parametrize("exhibit", EXHIBITS, ids=lambda each: str(each.kind))
def test_a_text_of_an_exhibit_keeps_its_lines(exhibit: Any) -> None:
    """Line breaks, blank lines, indents and columns are in the HTML, as they are on a screen."""
    question = replace(others()[0], exhibits=(exhibit,))
    assert LINES in plain("\n".join(asked(question, {}, ()))).text


def test_what_is_beside_the_parts_of_a_spot_keeps_its_lines() -> None:
    """In a thread with the parts of a `spot`, the other messages have their lines, too.

    Braces in a part or in what is asked are the text's own.
    """
    thread = Post(
        made_up=True,
        messages=(Message("Cem", "{part}"), Message("Dora", LINES), Message("Eli", "{part}")),
    )
    parts = replace(spot().parts[0], text="Write {part}"), spot().parts[1]
    question = replace(spot(), exhibits=(thread,), parts=parts)
    text = plain("\n".join(asked(question, {}, [each.text for each in parts]))).text
    assert "Cem: Write {part}\n" in text
    assert f"Dora: {LINES.partition(chr(10))[0]}" in text
    assert LINES in text
    assert text.endswith("Eli: has agreed:")


@pytest.mark.parametrize(
    ("name", "reader"), [("moodle", "moodle"), ("canvas", "qti12"), ("gift", "gift")]
)
def test_an_import_of_an_export_has_the_lines_and_the_keys(name: str, reader: str) -> None:
    """What comes back has each line of the exhibit, and what is right is as it was."""
    thread = Post(made_up=True, messages=(Message("Cem", "{parts}"), Message("Dora", LINES)))
    questions = [*others(), replace(spot(), exhibits=(thread,))]
    data = export_format(name).written(bank_of(questions), questions)
    before = export_format(name).written(bank_of(plainly(questions)), plainly(questions))
    taken, simple = (import_format(reader).read(each).questions for each in (data, before))
    assert [each["passage"].count(LINES) for each in taken] == [1] * len(questions)
    assert [without(each) for each in taken] == [without(each) for each in simple]


def bank_of(questions: list[Question]) -> Bank:
    """The bank with these questions alone."""
    return replace(BANK, questions=tuple(questions))


def plainly(questions: list[Question]) -> list[Question]:
    """The same questions, with no lines to keep; a `spot` is in a post of its own."""
    post = {True: "{parts}", False: "One line."}
    return [
        replace(each, exhibits=(Post(made_up=True, by="Cem", text=post[isinstance(each, Spot)]),))
        for each in questions
    ]


def without(question: dict[str, Any]) -> dict[str, Any]:
    """What was taken of a question, apart from its exhibit."""
    return {key: value for key, value in question.items() if key != "passage"}
