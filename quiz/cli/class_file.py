"""The file that the report of `quiz class` goes to: its format, and what it may not replace."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quiz.cli.written import refuse_to_replace, same_file, write_file
from quiz.startup import refuse
from quiz.text import counted

if TYPE_CHECKING:
    from quiz.classroom.reported import Report

_ENDINGS = {
    "slides": (".html", ".htm"),
    "html": (".html", ".htm"),
    "csv": (".csv",),
    "json": (".json",),
    "parquet": (".parquet",),
    "text": (".txt", ""),
}
"""What files of a format are called."""
_MEANT = {
    ".pdf": (".html", "print it from a browser"),
    **dict.fromkeys((".xlsx", ".xls", ".ods", ".tsv"), (".csv", "open it in the spreadsheet")),
    **dict.fromkeys((".docx", ".doc", ".odt", ".rtf"), (".html", "open it in a browser")),
}
"""What to write and do instead where a file is called as other programs call theirs."""
_OURS = re.compile(
    rb"\s*<!DOCTYPE html>.{0,300}<meta name=\"generator\" content=\"quiz class\">"
    rb"|(\xef\xbb\xbf)?(id[,;]title[,;]wording[,;]n[,;]|number[,;](name[,;])?answers[,;]right[,;])"
    rb"|\{\s*\"quiz\": \"class\""
    rb"|The class: .{1,500}?\n\n[\d,]+ readers?[ ,]",
    re.DOTALL,
)
"""How a report of ours begins."""


def form_of(out: Path | None) -> str:
    """The format that a file's name asks for."""
    ending = out.suffix.lower() if out else ""
    some = (form for form, endings in _ENDINGS.items() if ending in endings and form != "slides")
    return next(some, "text")


def refuse_output(
    out: Path, form: str, files: Iterable[Path], read: Mapping[str, Path | None]
) -> None:
    """Leave if a file is called what it won't be, is one of those that are read, or no report."""
    if out.exists() and any(_is_read(out, each) for each in files):
        refuse(f"{out} is one of the hand-ins", "choose another name")
    ending = out.suffix.lower()
    if ending in _MEANT:
        instead, do = _MEANT[ending]
        what = f"{out} can't be written as {ending[1:].upper()}"
        refuse(what, f"write {out.stem}{instead} and {do}")
    if ending and ending not in _ENDINGS[form]:
        refuse(f"{out} would have {form} in it", f"name it {out.stem}{_ENDINGS[form][0]}")
    refuse_to_replace(out, "a report on a class", _OURS, read)


def _pieces(report: Report, form: str, rows: str, *, comma: bool) -> Iterable[str]:
    """The report in a format, in pieces."""
    from quiz.classroom import tables
    from quiz.classroom.page import page
    from quiz.classroom.report import text_lines

    match form:
        case "html":
            return page(report)
        case "slides":
            from quiz.classroom.slides import slides
            from quiz.words import speak

            speak(report.language)
            return slides(report.results, report.language)
        case "csv":
            made = {"readers": tables.readers_csv, "answers": tables.answers_csv}
            return made.get(rows, tables.csv)(report, comma=comma)
        case "json":
            return [tables.json(report), "\n"]
        case _:
            return (f"{line}\n" for line in text_lines(report))


def _is_read(out: Path, file: Path) -> bool:
    """Whether a file is among those that are read: the file itself, or a hand-in in the folder."""
    from quiz.classroom.handin import ENDING

    if file.is_dir():
        return out.suffix.lower() == ENDING and same_file(out.parent, file)
    return same_file(out, file)


def write_report(
    report: Report, form: str, rows: str, out: Path | None, *, comma: bool = False
) -> None:
    """Write the report to a file and say so, or to stdout; or leave."""
    pieces = _pieces(report, form, rows, comma=comma)
    if out is None:
        for piece in pieces:
            click.echo(piece, nl=False)
        return
    # A mark tells a spreadsheet that it is UTF-8.
    write_file(pieces, out, encoding="utf-8-sig" if form == "csv" else "utf-8")
    click.echo(f"{out} has the report on {counted(len(report.results.readers), 'reader')}.")
