"""Questions for other tools: what every format has in common, and the table for a spreadsheet."""

import csv
import io
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from msgspec import structs

from quiz.bank.kinds import Multi
from quiz.bank.load import own_bank
from quiz.bank.read import read_bank
from quiz.cli import main
from quiz.formats import EXPORTS, changed, export_format

FILE = own_bank()
BANK = read_bank(FILE)


def export(*arguments: str | Path) -> Result:
    """Run `quiz export` on the quiz's own questions."""
    return CliRunner().invoke(main, ["export", "--bank", str(FILE), *map(str, arguments)])


@pytest.mark.parametrize("name", EXPORTS)
def test_a_format_names_every_change_that_it_makes(name: str) -> None:
    """What becomes of a question is one of the changes that the page on other tools lists."""
    format = export_format(name)
    made = {change for each in BANK.questions for change in format.changes(each)}
    assert made <= set(format.CHANGES)
    assert format.TOOL
    assert format.ENDING.startswith(".")
    written = format.written(BANK, BANK.questions)
    assert len(written) > 100
    assert format.OURS.match(written)


def test_a_table_has_a_row_for_each_question_with_every_option_and_reason() -> None:
    """Each text of a question and each reason is in its row, the right options marked."""
    rows = csv.DictReader(
        io.StringIO(export_format("csv").written(BANK, BANK.questions).decode("utf-8-sig"))
    )
    for question, row in zip(BANK.questions, rows, strict=True):
        assert row["id"] == question.id
        assert row["explanation"] == question.explanation
        cells = {*row.values()}
        assert cells.issuperset(text for _, text in question.texts())
        assert cells.issuperset(text for _, text in question.texts("why"))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("opener", True),
        ("move", "another"),
        ("event", "The late ferry"),
        ("verdict", "supported"),
        ("quote_reason", "The wording is what is asked."),
        ("as_of", "2024"),
        ("case", True),
        ("fixed", True),
        ("pick", 2),
    ],
)
def test_a_table_names_each_field_that_it_has_no_column_for(field: str, value: object) -> None:
    """Whatever an author wrote and the table can't hold is reported."""
    table = export_format("csv")
    question = next(each for each in BANK.questions if isinstance(each, Multi))
    none = {"opener": False, "move": "", "event": "", "verdict": None, "as_of": None, "pick": None}
    plain = structs.replace(question, cites=(), exhibits=(), **none)
    filled = structs.replace(plain, **{field: value})
    assert {*table.changes(filled)} > {*table.changes(plain)}


def test_export_names_what_the_format_cannot_hold() -> None:
    """Each change is a line on stderr with the questions that it's about; the rest is the file."""
    run = export("--to", "csv")
    assert run.exit_code == 0
    assert "exhibits" in run.stderr
    for change, ids in changed(export_format("csv"), BANK.questions).items():
        every = len(ids) == len(BANK.questions)
        which = f"every question ({len(ids)})" if every else ", ".join(ids)
        assert f"quiz: {change.what}: {change.becomes}: {which}\n" in run.stderr


def test_export_refuses_to_write_over_the_bank() -> None:
    """The file of questions itself isn't taken for the output."""
    before = FILE.read_bytes()
    run = export("--to", "csv", "-o", FILE)
    assert run.exit_code == 2
    assert FILE.read_bytes() == before
    assert "is the file of questions itself" in run.stderr
