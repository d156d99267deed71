"""Questions taken from a table: CSV or TSV, with or without names of columns."""

import csv
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from quiz.bank.kinds import KINDS
from quiz.formats.amounts import as_number
from quiz.formats.apart import one_line, piece
from quiz.formats.encoded import text_of
from quiz.formats.taken import Lost, NotReadable, Taken

Fields = dict[str, Any]
Row = dict[str, str]

_ALSO_OURS = ("exhibits", "sources")
"""Columns that `quiz export` writes for people to read; what is in exhibits joins the passage."""
_MOST_ROWS = 20_000
_SEPARATORS = ",;\t|"
_SOME = 100
"""The rows that show which separator it is."""

_COLUMNS = {
    "stem": "stem question questions questiontext prompt frage fragentext pregunta vraag item",
    "id": "id idnumber",
    "kind": "kind",
    "skill": "skill",
    "title": "title name titel",
    "passage": "passage",
    "key": "answer answers correct correctanswer correctanswers rightanswer right solution key"
    " richtig richtigeantwort antwort lösung loesung réponse bonneréponse respuesta antwoord",
    "why": "explanation answerexplanation feedback generalfeedback why erklärung erklaerung"
    " begründung explication explicación uitleg",
    "habit": "remember",
    "number": "number",
    "labels": "labels",
    "within": "within tolerance",
    "units": "units",
}
"""The names of columns in several languages, without capitals and spaces, by what they hold."""
_BY_NAME = {name: field for field, names in _COLUMNS.items() for name in names.split()}
_OPTION = re.compile(
    r"(?:(?:option|answer|choice|distractor|antwort|antwortoption|opción|réponse|optie|text)?"
    r"[\s_#-]*(?:option|answer)?[\s_#-]*(?P<place>\d{1,2}|[a-j])|(?:distractor|wrong|falsch)\w*)",
    re.IGNORECASE,
)
_OF_OURS = re.compile(r"(text|mark|why) (\d{1,2})")
_APOSTROPHE = re.compile(r"\A'(?=\s*[=+\-@＝＋－＠])")
_LETTER = re.compile(r"[A-Ja-j](?:\s*[,;&+/ ]\s*[A-Ja-j])*")
_PLACES = re.compile(r"\d{1,2}(?:\s*[,;&+/ ]\s*\d{1,2})*")
_LEAST_OPTIONS = 2


class _Table(NamedTuple):
    """A table whose columns are known."""

    columns: tuple[str, ...]
    """What each column holds: a field, `option`, `text 1` and so on, or nothing that is used."""
    heads: tuple[str, ...]
    """The names of the columns, for those that aren't used."""
    rows: tuple[tuple[int, list[str]], ...]
    """The cells of each row, with its line."""


def read(data: bytes) -> Taken:
    """The questions of a table, one a row, and what of it was lost."""
    table = _table(text_of(data))
    reader = _Reader(table)
    unused = [
        head
        for head, column in zip(table.heads, table.columns, strict=True)
        if head and column in ("", "sources")
    ]
    if unused:
        reader.lost.append(Lost("line 1", f"the columns {', '.join(unused)}: left out"))
    for line, cells in table.rows:
        reader.take(line, cells)
    return Taken(tuple(reader.questions), tuple(reader.lost))


def is_table(text: str) -> bool:
    """Whether the first row of a text names the columns of a table of questions."""
    try:
        _, heads = next(_rows(text), (0, []))
    except NotReadable:
        return False
    columns = {_column(head.strip()) for head in heads}
    return "stem" in columns and not columns.isdisjoint(("key", "option", "text 1"))


def _table(text: str) -> _Table:
    """The table in a text; raises `NotReadable` if there is none with questions."""
    rows = [(line, row) for line, row in _rows(text) if any(cell.strip() for cell in row)]
    if not rows:
        raise NotReadable("there is no row in it", "export it again")
    heads = [cell.strip() for cell in rows[0][1]]
    columns = [_column(head) for head in heads]
    if "stem" in columns:
        return _Table(tuple(columns), tuple(heads), tuple(rows[1:]))
    width = max(len(row) for _, row in rows)
    if width < _LEAST_OPTIONS:
        raise NotReadable(
            "its rows have one cell each, so no answers", "name the columns: question, a, b, answer"
        )
    return _Table(tuple(_guessed(rows, width)), ("",) * width, tuple(rows))


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """The rows with their lines, by the separator that gives most rows as many cells."""
    lines = text.split("\n")
    if found := re.fullmatch(r"sep=(.)", lines[0].strip()):  # as Excel writes it
        separator, lines[0] = found[1], ""
    else:
        separator = max(_SEPARATORS, key=lambda each: _evenness(lines, each))
    reader = csv.reader((f"{line}\n" for line in lines), delimiter=separator)
    before = 0
    try:
        for count, row in enumerate(reader):
            if count > _MOST_ROWS:
                raise NotReadable(f"it has more than {_MOST_ROWS} rows", "split it")
            yield before + 1, row
            before = reader.line_num
    except csv.Error as error:
        raise NotReadable(f"line {reader.line_num} isn't a row: {error}", "save it again") from None


def _evenness(lines: Sequence[str], separator: str) -> tuple[int, int, int]:
    """How many names of columns the first row has; how many rows are as long as most; how long."""
    try:
        rows = [
            *csv.reader((f"{line}\n" for line in lines[:_SOME]), delimiter=separator, strict=False)
        ]
    except csv.Error:
        return 0, 0, 0
    known = sum(1 for head in rows[0] if _column(head.strip())) if rows else 0
    counts = Counter(len(row) for row in rows if len(row) > 1)
    cells, how_many = max(counts.items(), key=lambda each: each[1], default=(0, 0))
    return known if known > 1 else 0, how_many, cells


def _column(head: str) -> str:
    """What a column holds, by its name."""
    if _OF_OURS.fullmatch(head.lower()):
        return head.lower()
    plain = re.sub(r"[\s_()*:-]+", "", head.casefold())
    if plain in _BY_NAME:
        return _BY_NAME[plain]
    return (
        "option" if _OPTION.fullmatch(head) else plain if plain in ("exhibits", "sources") else ""
    )


def _guessed(rows: Sequence[tuple[int, list[str]]], width: int) -> Iterator[str]:
    """What the columns of a table without names hold: a question, its options, which is right."""
    yield "stem"
    if width == _LEAST_OPTIONS:
        yield "key"
        return
    last = [row[-1].strip() for _, row in rows if len(row) == width]
    says = all(
        _LETTER.fullmatch(cell) or _PLACES.fullmatch(cell) or cell in row[1:-1]
        for cell, (_, row) in zip(last, rows, strict=False)
    )
    yield from ("option",) * (width - 2)
    yield "key" if says else "option"


class _Reader:
    """A table being read."""

    def __init__(self, table: _Table) -> None:
        self._table = table
        self.questions: list[Fields] = []
        self.lost: list[Lost] = []

    def take(self, line: int, cells: Sequence[str]) -> None:
        """Take a row, or say why it can't be taken."""
        texts = [_APOSTROPHE.sub("", cell.strip(), count=1) for cell in cells]
        pairs = [*zip(self._table.columns, texts, strict=False)]
        row = {column: text for column, text in pairs if text and column != "option"}
        options = [text for column, text in pairs if column == "option" and text]
        fields = _about(row)
        if "stem" not in fields:
            self.lost.append(Lost(f"line {line}", "a row without a question: left out"))
            return
        kind = row.get("kind", "").casefold()
        answered = _ours(kind, row) if kind in KINDS else _theirs(options, row)
        if answered is None:
            what = "a question that doesn't say which answer is right: left out"
            self.lost.append(Lost(f"line {line}", what))
            return
        self.questions.append({**fields, **answered})


def _about(row: Row) -> Fields:
    """What every kind has."""
    fields: Fields = {}
    for name, limit in (("id", 80), ("skill", 80), ("title", 40)):
        text = one_line(row.get(name, ""))
        fits = name == "title" or re.fullmatch(r"[a-z0-9][a-z0-9-]*", text)
        if text and fits and len(text) <= limit:
            fields[name] = text
    shown = "\n\n".join(row[each] for each in ("passage", "exhibits") if each in row)
    for name, its in (("passage", shown), ("stem", row.get("stem")), ("habit", row.get("habit"))):
        if text := piece(its or "", "plain_text").text:
            fields[name] = text
    if why := piece(row.get("why", ""), "plain_text").text:
        fields["explanation"] = why
    return fields


def _ours(kind: str, row: Row) -> Fields | None:
    """The answers of a question that `quiz export` wrote."""
    places = sorted({int(found[2]) for name in row if (found := _OF_OURS.fullmatch(name))})
    entries = [
        tuple(row.get(f"{each} {n}", "") for each in ("text", "mark", "why")) for n in places
    ]
    match kind:
        case "short":
            return _short(entries, row)
        case "sort":
            used = (mark for _, mark, _ in entries)
            labels = [*dict.fromkeys([*row.get("labels", "").split("\n"), *used])]
            rows = [{"text": text, "label": mark, **_why(why)} for text, mark, why in entries]
            return {"kind": kind, "labels": labels, "rows": rows}
        case "order":
            steps = sorted(entries, key=lambda each: as_number(each[1]) or 0)
            return {"kind": kind, "steps": [{"text": t, **_why(why)} for t, _, why in steps]}
        case _:
            name = "parts" if kind == "spot" else "options"
            its = [
                {"text": text, **({"right": True} if mark == "right" else {}), **_why(why)}
                for text, mark, why in entries
            ]
            return {"kind": kind, name: its}


def _short(entries: Sequence[tuple[str, ...]], row: Row) -> Fields:
    fields: Fields = {"kind": "short"}
    for name, mark in (("accept", "right"), ("reject", "wrong")):
        if forms := [text for text, its, _ in entries if its == mark]:
            fields[name] = forms
    for name in ("number", "within"):
        if (value := as_number(row.get(name, ""))) is not None:
            fields[name] = value
    if units := row.get("units"):
        fields["units"] = units.split("; ")
    return fields


def _theirs(options: Sequence[str], row: Row) -> Fields | None:
    """The answers of another table's row; None if it doesn't say what is right."""
    key = row.get("key", "")
    if len(options) < _LEAST_OPTIONS:
        if not key:
            return None
        number = as_number(key)
        return {"kind": "short", "number": number} if number is not None else _typed(key)
    right = _right(options, key)
    if not right:
        return None
    its = [
        {"text": one_line(text), **({"right": True} if number in right else {})}
        for number, text in enumerate(options)
    ]
    return {"kind": "choice" if len(right) == 1 else "multi", "options": its}


def _typed(key: str) -> Fields:
    return {"kind": "short", "accept": [one_line(each.strip()) for each in re.split("[|;]", key)]}


def _right(options: Sequence[str], key: str) -> set[int]:
    """The places of the right options, from 0; empty if the key doesn't say.

    A key that is an option's own text means that one, whatever else it may be.
    """
    same = {n for n, option in enumerate(options) if option.casefold() == key.casefold()}
    if same or not key:
        return same
    if _LETTER.fullmatch(key):
        places = {ord(each) - ord("a") for each in re.findall(r"[a-j]", key.casefold())}
    elif _PLACES.fullmatch(key):
        places = {int(each) - 1 for each in re.findall(r"\d+", key)}
    else:
        texts = {each.strip().casefold() for each in re.split("[|;]", key)}
        return {n for n, option in enumerate(options) if option.casefold() in texts}
    return places if places <= {*range(len(options))} else set()


def _why(why: str) -> Fields:
    return {"why": why} if why else {}
