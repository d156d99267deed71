"""What the columns of a table of questions hold, by their names in several languages."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from quiz.formats.csv_key import says_a_place

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
    r"(?:opt|option|answer|choice|antwort|antwortoption|opción|réponse|optie|text)?"
    r"[\s_#-]*(?:option|answer)?[\s_#-]*(?P<place>\d{1,2}|(?-i:[a-jA-J]))",
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
OF_OPTIONS = re.compile(
    "option|opción|opcion|optie|choice|choix|answer|antwort|réponse|reponse|respuesta|antwoord"
    "|alternativ|distract|possib",
    re.IGNORECASE,
)
"""What is in the name of a column that may have options in some way of its own."""
BY_PLACE = re.compile(r"time\s?(?:limit|in seconds)", re.IGNORECASE)
"""A column of Kahoot's and Quizizz's tables, in which a right answer is always a number."""
LEAST_CELLS = 2
"""A question and its answer."""
_LONGEST_NAME = 200


class Column(NamedTuple):
    """A column of a table."""

    holds: str
    """A field, `option`, `wrong`, `text 1` and so on, or nothing that is used."""
    name: str = ""
    place: int = 0
    """For an option, the number that a key may call it by."""


def held(name: str) -> str:
    """What a column holds, by its name."""
    if _OF_OURS.fullmatch(name.lower()):
        return name.lower()
    for each in (name, _NOTE.sub("", name)) if len(name) < _LONGEST_NAME else ():
        plain = _plain(each)
        if plain in _BY_NAME:
            return _BY_NAME[plain]
        for pattern, held in ((_WRONG, "wrong"), (_RIGHT, "key"), (_OPTION, "option")):
            if pattern.fullmatch(each):
                return held
    return ""


def once(columns: Sequence[Column]) -> Iterator[Column]:
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


def of_others(column: Column) -> Column:
    """A column of a table that isn't ours, in which “Text 1” is an option."""
    if _OF_OURS.fullmatch(column.holds):
        return column._replace(holds="option" if column.holds.startswith("text") else "")
    return column


def with_keys(columns: Sequence[Column]) -> Iterator[Column]:
    """The columns, in which “Answer 1” beside options by letter is the key.

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


def placed(columns: Iterable[Column]) -> Iterator[Column]:
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


def guessed(rows: Sequence[Sequence[str]], width: int) -> Iterator[str]:
    """What the columns of a table without names hold: a question, its options, which is right."""
    yield "stem"
    if width == LEAST_CELLS:
        yield "key"
        return
    says = all(says_a_place(row[-1]) or row[-1].strip() in row[1:-1] for row in rows)
    yield from ("option",) * (width - 2)
    yield "key" if says else "option"
