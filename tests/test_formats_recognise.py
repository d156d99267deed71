"""Which format a file is in, and what is said of one that no question can be taken from."""

import gzip
import io
from pathlib import Path
from zipfile import ZipFile

import pytest
from click.testing import CliRunner

from quiz.bank.load import own_bank
from quiz.bank.read import read_bank
from quiz.cli import main
from quiz.formats import export_format, import_format
from quiz.formats.recognise import recognised
from quiz.formats.taken import NotReadable

QTI = Path("tests/corpus/qti12.xml")


def zipped(*names: str, content: bytes = b"<a/>") -> bytes:
    """A zip of files with these names."""
    out = io.BytesIO()
    with ZipFile(out, "w") as package:
        for name in names:
            package.writestr(name, content)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "what", "mend"),
    [
        (zipped("collection.anki2", "media"), "a package of Anki's", "Notes in Plain Text"),
        (zipped("meta", "collection.anki21b"), "a package of Anki's", "Notes in Plain Text"),
        (zipped("moodle_backup.xml"), "a backup of Moodle's", "Moodle XML from the question bank"),
        (zipped("word/document.xml"), "a document", "Moodle XML, QTI 1.2 or CSV"),
        (zipped("mimetype", "content.xml"), "a document", "save a spreadsheet as CSV"),
        (zipped("xl/workbook.xml", "_rels/.rels"), "a spreadsheet", "save it as CSV"),
        (zipped("readme.txt"), "no questions in QTI 1.2", "unpack it"),
        (zipped(), "no questions in QTI 1.2", "unpack it"),
        (gzip.compress(b"x"), "a packed file (.gz)", "Moodle XML"),
        (b'{"questions": [{"a": 1}]}', "JSON", "Moodle XML, QTI 1.2 or CSV"),
        (b"<html><p>Which?</p></html>", "HTML", "Moodle XML, QTI 1.2 or CSV"),
        (own_bank().read_bytes(), "a file of questions already", "--bank"),
        (b"A text.", "plain text", "--from"),
    ],
    ids=lambda each: each if isinstance(each, str) else "file",  # some have the time in them
)  # fmt: skip
def test_a_file_in_another_format_is_called_what_it_is(data: bytes, what: str, mend: str) -> None:
    """The line says how to export it instead."""
    with pytest.raises(NotReadable) as refused:
        recognised(data)
    assert what in refused.value.what
    assert mend in refused.value.mend


def test_moodle_xml_in_a_zip_is_to_be_unpacked() -> None:
    """It needn't be exported in another format."""
    with pytest.raises(NotReadable) as refused:
        import_format("qti12").read(zipped("questions.xml", content=b"<quiz></quiz>"))
    assert "this zip has Moodle XML in it" in refused.value.what
    assert "unpack it" in refused.value.mend


@pytest.mark.parametrize("root", ["assessmentItem", "assessmentTest", "qti-assessment-item"])
def test_later_versions_of_qti_are_named(root: str) -> None:
    """QTI 2 and 3 aren't read, and the line says what is."""
    data = f'<?xml version="1.0"?>\n<{root} xmlns="x"></{root}>'.encode()
    with pytest.raises(NotReadable, match=r"QTI 2 or 3.*QTI 1.2"):
        import_format(recognised(data)).read(data)


def test_a_zip_of_moodle_xml_is_to_be_unpacked() -> None:
    """A zip without QTI 1.2 in it is refused with what to do."""
    data = zipped("quiz.xml", content=b"<quiz><question type='essay'></question></quiz>")
    with pytest.raises(NotReadable, match="unpack it"):
        import_format(recognised(data)).read(data)


def test_a_zip_without_a_manifest_is_read() -> None:
    """Files of QTI 1.2 that somebody zipped are taken."""
    data = zipped("one.xml", content=QTI.read_bytes())
    assert import_format(recognised(data)).read(data).questions


def test_what_a_mac_adds_to_a_zip_is_passed_over() -> None:
    """A package that was unpacked and zipped again on a Mac is read as it was."""
    bank = read_bank(Path("tests/bank.toml"))
    packed = export_format("canvas").written(bank, bank.questions)
    out = io.BytesIO(packed)
    with ZipFile(out, "a") as package:
        for name in package.namelist():
            package.writestr(f"__MACOSX/._{name}", b"\0\5\x16\7 no XML")
        package.writestr("folder/._quiz.xml", b"\0 no XML")
        package.writestr(".DS_Store", b"\0")
    again = import_format(recognised(out.getvalue())).read(out.getvalue())
    assert again == import_format("qti12").read(packed)


def test_lines_may_end_as_on_an_old_mac() -> None:
    """A file whose lines end with carriage returns is known."""
    assert recognised(b"Which?\rA) one\rB) two\rANSWER: A\r") == "aiken"


def test_a_file_that_is_too_large_is_told_in_megabytes(tmp_path: Path) -> None:
    """What is said of it keeps its capitals."""
    large = tmp_path / "large.xml"
    with large.open("wb") as file:
        file.truncate(70_000_000)
    done = CliRunner().invoke(main, ["import", str(large)])
    assert "64 MB" in done.stderr
