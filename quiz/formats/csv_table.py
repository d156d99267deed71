"""A table of questions, CSV or TSV: its separator, its rows, and what each column holds."""

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from quiz.formats.csv_key import says_a_place
from quiz.formats.rows import rows
from quiz.formats.taken import Lost, NotReadable

_MOST_ROWS = 20_000
_MOST_CELLS = 1_000
"""The most cells in a row; a question of a hundred options has some three hundred."""
_MOST_IN_ALL = 700_000
_MOST_SEPARATORS = 20_000
"""The most separators in a line of text, which may be a long passage with commas in it."""
_SEPARATORS = ",;\t|"
_SOME = 100
"""The rows that show which separator it is."""
_BEGINNING = 10_000
"""The characters of each that are looked at."""
_ABOVE = 20
"""The rows among which the one with the names of the columns is."""

_COLUMNS = {
    "stem": "question questiontext questions prompt frage fragentext pregunta vraag stem item",
    "id": "id idnumber",
    "kind": "kind",
    "skill": "skill",
    "title": "title titel name",
    "passage": "passage",
    "exhibits": "exhibits",
    "sources": "sources",
    "key": "answer answers ans correct correctanswer correctanswers rightanswer right solution key"
    " correctoption richtig richtigeantwort antwort lösung loesung réponse bonneréponse respuesta"
    " antwoord",
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
_JOINED = frozenset(("key", "why"))
"""What several columns may say of one question."""
_OPTION = re.compile(
    r"(?:(?:opt|option|answer|choice|antwort|antwortoption|opción|réponse|optie|text)?"
    r"[\s_#-]*(?:option|answer)?[\s_#-]*(?P<place>\d{1,2}|(?-i:[a-jA-J])))",
    re.IGNORECASE,
)
_NOUN = r"[\s_#-]*(?:answer|option|choice|antwort|réponse|respuesta)?[\s_#-]*"
_WRONG = re.compile(
    rf"(?:distractors?|wrong|incorrect|falsche?|mauvaise|incorrecta){_NOUN}(?:\d{{1,2}}|[a-j])?",
    re.IGNORECASE,
)
_RIGHT = re.compile(rf"(?:correct|right|richtige?){_NOUN}\d{{1,2}}", re.IGNORECASE)
_OF_OURS = re.compile(r"(?:text|mark|why) \d{1,3}")
_NOTE = re.compile(r"\s+[-–—]\s.*|\s*\([^()]*\)\s*\Z|[\s*:]+\Z", re.DOTALL)
"""What follows the name of a column, as in “Answer 1 - max 75 characters” and “Answer 1*”."""
_OF_OPTIONS = re.compile(
    "option|opción|opcion|optie|choice|choix|answer|antwort|réponse|reponse|respuesta|antwoord"
    "|alternativ|distract|possib",
    re.IGNORECASE,
)
"""What is in the name of a column that may have options in some way of its own."""
_BY_PLACE = re.compile(r"time\s?(?:limit|in seconds)", re.IGNORECASE)
"""A column of Kahoot's and Quizizz's tables, in which a right answer is always a number."""
_LEAST_OPTIONS = 2
_MARKS = {"correct", "incorrect"}


class Column(NamedTuple):
    """A column of a table."""

    holds: str
    """A field, `option`, `wrong`, `text 1` and so on, or nothing that is used."""
    name: str = ""
    place: int = 0
    """For an option, the number that a key may call it by."""


class Table(NamedTuple):
    """A table whose columns are known."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[int, list[str]], ...]
    """The cells of each row, with its line."""
    lost: tuple[Lost, ...] = ()
    is_ours: bool = False
    """Whether `quiz export` wrote it."""

    def has(self, *whats: str) -> bool:
        """Whether a column holds one of these."""
        return any(each.holds in whats for each in self.columns)

    @property
    def has_options(self) -> bool:
        """Whether options have columns of their own."""
        return self.has("option", "wrong")

    @property
    def may_have_options(self) -> Sequence[str]:
        """The unused columns that may have the options, where no others have them."""
        unused = (each.name for each in self.columns if not each.holds)
        return [] if self.has_options else [each for each in unused if _OF_OPTIONS.search(each)]

    @property
    def by_place(self) -> bool:
        """Whether a number that is a key is always the place of an option."""
        return any(_BY_PLACE.match(each.name) for each in self.columns)


def table(text: str) -> Table:
    """The table in a text; raises `NotReadable` if there is none with questions."""
    filled = [(line, row) for line, row in _rows(text) if any(cell.strip() for cell in row)]
    if not filled:
        raise NotReadable("there is no row in it", "export it again")
    at = _heading(row for _, row in filled[:_ABOVE])
    if at is not None:
        above = [
            Lost(f"line {line}", "what is above the names of the columns: left out")
            for line, _ in filled[:at]
        ]
        names = [cell.strip() for cell in filled[at][1]]
        columns = [*_once([Column(_held(name), name) for name in names])]
        held = {each.holds for each in columns}
        if {"kind", "mark 1"} <= held or {"kind", "labels", "number"} <= held:
            return Table(tuple(columns), tuple(filled[at + 1 :]), tuple(above), is_ours=True)
        columns = [*_placed(_apart([*map(_of_others, columns)]))]
        return Table(tuple(columns), tuple(filled[at + 1 :]), tuple(above))
    counts = Counter(len(row) for _, row in filled)
    width = max(counts, key=lambda each: (each > 1, counts[each], each))
    if width < _LEAST_OPTIONS:
        raise NotReadable(
            "its rows have one cell each, so no answers", "name the columns: question, a, b, answer"
        )
    if any(_MARKS <= {cell.strip().casefold() for cell in row} for _, row in filled[:_SOME]):
        raise NotReadable(
            "it says correct or incorrect beside each answer, as tables for Blackboard do",
            "export the questions as QTI 1.2, or name the columns: question, a, b, answer",
        )
    whole = [row for _, row in filled if len(row) == width]
    return Table(tuple(_placed(map(Column, _guessed(whole, width)))), tuple(filled))


def is_table(text: str) -> bool:
    """Whether one of the first rows of a text names the columns of a table of questions."""
    try:
        some = (row for _, row in _rows(text) if any(cell.strip() for cell in row))
        return _heading(row for _, row in zip(range(_ABOVE), some, strict=False)) is not None
    except NotReadable:
        return False


def _heading(rows: Iterable[Sequence[str]]) -> int | None:
    """Which row names the columns, if one does; the first if it has the name of the question."""
    for at, row in enumerate(rows):
        held = {_held(cell.strip()) for cell in row[:_MOST_CELLS]}
        if "stem" in held and not held.isdisjoint(("key", "option", "wrong", "text 1", "labels")):
            return at
    return None


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """The rows with their lines, by the separator that gives most rows as many cells."""
    lines = text.split("\n")
    if found := re.fullmatch(r"sep=(.)", lines[0].strip()):  # as Excel writes it
        separator, lines[0] = found[1], ""
    else:
        separator = max(_SEPARATORS, key=lambda each: _evenness(lines, each))
    for number, each in enumerate(lines, start=1):
        if each.count(separator) > _MOST_SEPARATORS:
            raise _too_wide(number)
    cells = 0
    for count, (line, row) in enumerate(rows(lines, separator)):
        cells += len(row)
        if count > _MOST_ROWS or cells > _MOST_IN_ALL:
            raise NotReadable("it has more rows and cells than questions need", "split it")
        if len(row) > _MOST_CELLS:
            raise _too_wide(line)
        yield line, row


def _too_wide(line: int) -> NotReadable:
    return NotReadable(
        f"line {line} has more than {_MOST_CELLS} cells, which no question needs", "export it again"
    )


def _evenness(lines: Sequence[str], separator: str) -> tuple[int, int, int]:
    """How many names of columns a first row has; how many rows are as long as most; how long."""
    some = (f"{line[:_BEGINNING]}\n" for line in lines[:_SOME])
    try:
        first = [*csv.reader(some, delimiter=separator, strict=False)]
    except csv.Error:
        return 0, 0, 0
    names = (sum(1 for cell in row if _held(cell.strip())) for row in first[:_ABOVE])
    known = max(names, default=0)
    counts = Counter(len(row) for row in first if len(row) > 1)
    cells, how_many = max(counts.items(), key=lambda each: each[1], default=(0, 0))
    return known if known > 1 else 0, how_many, cells


def _held(name: str) -> str:
    """What a column holds, by its name."""
    if _OF_OURS.fullmatch(name.lower()):
        return name.lower()
    for each in (name, _NOTE.sub("", name)) if len(name) < _BEGINNING else ():
        plain = _plain(each)
        if plain in _BY_NAME:
            return _BY_NAME[plain]
        for pattern, held in ((_WRONG, "wrong"), (_RIGHT, "key"), (_OPTION, "option")):
            if pattern.fullmatch(each):
                return held
    return ""


def _once(columns: Sequence[Column]) -> Iterator[Column]:
    """The columns, each field held by the one with its best name alone; keys and whys by all."""
    names = [*_BY_NAME]

    def rank(column: Column) -> int:
        plain = _plain(_NOTE.sub("", column.name))
        return names.index(plain) if plain in _BY_NAME else len(names)

    best: dict[str, Column] = {}
    for column in sorted(columns, key=rank):
        best.setdefault(column.holds, column)
    for column in columns:
        is_used = column.holds in ("option", "wrong", *_JOINED) or column is best[column.holds]
        yield column if is_used else column._replace(holds="")


def _plain(name: str) -> str:
    """A name of a column as it's compared."""
    return re.sub(r"[\s_()*:-]+", "", name.casefold())


def _of_others(column: Column) -> Column:
    """A column of a table that isn't ours, in which “Text 1” is an option."""
    if _OF_OURS.fullmatch(column.holds):
        return column._replace(holds="option" if column.holds.startswith("text") else "")
    return column


def _apart(columns: Sequence[Column]) -> Iterator[Column]:
    """The columns; beside options by letter, “Answer 1” says what is right.

    So it is in the tables of a plug-in of Moodle's.
    """
    options = [each for each in columns if each.holds == "option"]
    numbered = [each for each in options if _place(each)[-1:].isdigit()]
    for each in columns:
        is_key = each in numbered and len(numbered) < len(options)
        yield each._replace(holds="key") if is_key else each


def _place(column: Column) -> str:
    """The letter or the number in the name of an option's column; empty if it has none."""
    found = _OPTION.fullmatch(_NOTE.sub("", column.name))
    return found["place"] if found else ""


def _placed(columns: Iterable[Column]) -> Iterator[Column]:
    """The columns, with the number by which a key calls each option.

    It's in their names if these go on by one, as in 0, 1, 2; otherwise they're counted from 1.
    """
    columns = [*columns]
    found = [_place(each) for each in columns if each.holds == "option"]
    named = [_number(each) for each in found if each]
    goes_on = all(b - a == 1 for a, b in pairwise(named)) and named[:1] in ([0], [1])
    places = iter(named if len(named) == len(found) and goes_on else range(1, len(found) + 1))
    for each in columns:
        yield each._replace(place=next(places)) if each.holds == "option" else each


def _number(place: str) -> int:
    return int(place) if place.isdigit() else ord(place.lower()) - ord("a") + 1


def _guessed(rows: Sequence[Sequence[str]], width: int) -> Iterator[str]:
    """What the columns of a table without names hold: a question, its options, which is right."""
    yield "stem"
    if width == _LEAST_OPTIONS:
        yield "key"
        return
    says = all(says_a_place(row[-1]) or row[-1].strip() in row[1:-1] for row in rows)
    yield from ("option",) * (width - 2)
    yield "key" if says else "option"
