"""Questions taken from Anki's “Notes in Plain Text”, a card each.

The lines that begin with # are those of https://docs.ankiweb.net/importing/text-files.html
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from quiz.formats.anki_gaps import answers, asked, gaps, numbers
from quiz.formats.answers import KEYLESS, Fields, brief
from quiz.formats.apart import note_lost, one_line, piece
from quiz.formats.csv_columns import OF_OPTIONS
from quiz.formats.csv_columns import held as held_in_table
from quiz.formats.csv_key import Unclear, refuse_no_answer
from quiz.formats.encoded import MOST_BYTES, text_of
from quiz.formats.rows import rows
from quiz.formats.taken import Lost, NotReadable, Taken, refuse_too_many
from quiz.formats.to_type import to_type

_HEADER = re.compile(r"#([a-z ]+):(.*)", re.IGNORECASE)
_SEPARATORS = {"comma": ",", "semicolon": ";", "tab": "\t", "space": " ", "pipe": "|", "colon": ":"}
_COLUMN = re.compile(r"\d{1,3}", re.ASCII)
_ONE_CARD = frozenset(("basic", "basic (type in the answer)", "cloze", "einfach", "lückentext"))
"""The types of notes that have the cards that are read here, and no others."""
_MOST_GAPS = 100
"""The most gaps that are read of a note."""
_MOST_SHOWN = MOST_BYTES
"""The most characters in all questions with gaps, as each shows the whole note."""
_MOST_FIELDS = 100
"""The most fields of a note."""
_MOST_IN_ALL = 70_000
"""The most fields with a text in a file."""
_NAMES = {
    "front": "front vorderseite recto anverso question questions frage",
    "back": "back rückseite verso reverso answer answers antwort",
    "said": "extra backextra explanation feedback erklärung",
    "tags": "tags schlagwörter",
    "reverse": "addreverse",
}
"""The names of fields, without capitals and spaces, by what they hold."""
_BY_NAME = {name: holds for holds, names in _NAMES.items() for name in names.split()}
_NUMBERED = re.compile(r"\d\W*\Z")
"""How the name of a field ends that may have an option, such as Q_1."""
_ADDS_REVERSE = re.compile("optional|optionnel|opcional|opzional", re.IGNORECASE)
"""What is in the name of a type of notes whose third field only asks for a second card."""


class _Note(NamedTuple):
    """A note: its front, its back and its other fields, as they are written."""

    front: str
    back: str = ""
    others: Sequence[str] = ()
    is_clear: bool = True
    """Whether its back is known to be the answer."""


def read(data: bytes) -> Taken:
    """A `short` of each card or gap, and what of the notes was lost."""
    lines = text_of(data).split("\n")
    settings: dict[str, str] = {}
    while lines and (header := _HEADER.fullmatch(lines[0].strip())):
        settings[header[1].strip().lower()] = header[2].strip()
        lines = lines[1:]
    if not settings:
        raise NotReadable(
            "its first line isn't one of Anki's, such as #separator:tab",
            "export it again from Anki as “Notes in Plain Text”",
        )
    separator = _separator(settings.get("separator", ""))
    columns = {
        name.lower().removesuffix(" column"): int(value) - 1
        for name, value in settings.items()
        if name.endswith(" column") and _COLUMN.fullmatch(value)
    }
    held = [*map(_held, settings.get("columns", "").split(separator))]
    if "tags" in held:
        columns.setdefault("tags", held.index("tags"))
    is_html = settings.get("html", "true").lower() != "false"
    below = ["" for _ in settings]  # so that lines keep their numbers
    table = [*_filled([*below, *lines], separator)]
    questions: list[Fields] = []
    lost = [*_about(table, columns, settings)]
    unclear: list[int] = []
    kind = columns.get("notetype", -1)
    shown = 0
    for number, row in enumerate(table, start=1):
        type = settings.get("notetype") or "".join(row[kind : kind + 1] if kind >= 0 else ())
        note = _note(row, held, {*columns.values()}, type)
        its: list[str] = []
        cards = [*_cards(note, its, is_html=is_html, room=_MOST_SHOWN - shown)]
        shown += len(cards) * _length(note) if len(cards) > 1 else 0
        questions += cards
        lost += (Lost(f"note {number}", each) for each in its)
        if not note.is_clear and any("accept" not in each for each in cards):
            unclear.append(number)
    refuse_too_many(len(questions))
    if unclear:
        others = f", and {len(unclear) - 1} more" if len(unclear) > 1 else ""
        what = f"which of its fields is the answer isn't said: {KEYLESS}"
        lost.append(Lost(f"note {unclear[0]}{others}", what))
    return Taken(tuple(questions), tuple(lost))


def _separator(name: str) -> str:
    """The sign of this name, or a sign itself; a tab for any other, or a quotation mark."""
    is_sign = len(name) == 1 and name != '"'
    return _SEPARATORS.get(name.lower(), name if is_sign else "\t")


def _held(name: str) -> str:
    """What a field holds, by its name; empty if it has none or may have an option."""
    plain = re.sub(r"\s+", "", name.casefold())
    if not plain or plain in _BY_NAME:
        return _BY_NAME.get(plain, "")
    is_option = held_in_table(name) in ("option", "wrong", "key") or OF_OPTIONS.search(name)
    return "" if is_option or _NUMBERED.search(name) else "said"


def _filled(lines: Sequence[str], separator: str) -> Iterator[list[str]]:
    """The notes that have any text; raises `NotReadable` if there are too many or too long ones."""
    count = cells = 0
    for line, row in rows(lines, separator):
        cells += sum(1 for cell in row if cell.strip())
        if len(row) > _MOST_FIELDS or cells > _MOST_IN_ALL:
            raise NotReadable(
                f"line {line} has more fields than questions need", "export fewer fields or notes"
            )
        if any(cell.strip() for cell in row):
            count += 1
            yield row
    refuse_too_many(count)


def _note(row: Sequence[str], held: Sequence[str], special: AbstractSet[int], type: str) -> _Note:
    """What a row holds: by the names of its fields, or else its front and its back, in this order.

    A third field makes it unclear which is the answer.
    """
    fields = {place: cell for place, cell in enumerate(row) if place not in special}
    filled = [place for place, cell in fields.items() if cell.strip()]
    names = {place: held[place] for place in fields if place < len(held)}
    is_named = [*names.values()].count("front") == [*names.values()].count("back") == 1
    if is_named and all(names.get(place) for place in filled):
        its = {name: [fields[place] for place in names if names[place] == name] for name in _NAMES}
        return _Note(its["front"][0], its["back"][0], its["said"])
    front, back, *others = [*fields.values(), "", ""]
    if _ADDS_REVERSE.search(type):
        others = others[1:]
    return _Note(front, back, others, is_clear=not any(each.strip() for each in others))


def _length(note: _Note) -> int:
    return len(note.front) + len(note.back) + sum(map(len, note.others))


def _about(
    rows: Sequence[Sequence[str]], columns: Mapping[str, int], settings: Mapping[str, str]
) -> Iterator[Lost]:
    """What is lost of the tags, the decks and the types of notes, each once for the file."""

    def found(name: str) -> dict[str, int]:
        """What the notes have in a column, or all of them by a setting, each with its first."""
        whole = {settings[name]: 1} if settings.get(name) else {}
        at = columns.get(name, -1)
        for number, row in enumerate(rows if at >= 0 else (), start=1):
            if at < len(row) and row[at].strip():
                whole.setdefault(row[at].strip(), number)
        return whole

    for name, its in (("tags", "the tags"), ("deck", "the decks")):
        if texts := found(name):
            first, number = next(iter(texts.items()))
            others = f", and {len(texts) - 1} more" if len(texts) > 1 else ""
            yield Lost(f"note {number}", f"{its}, {brief(first)}{others}: left out")
    for type, number in found("notetype").items():
        if type.casefold() not in _ONE_CARD:
            what = "one question each; any other card, such as the reverse, is left out"
            yield Lost(f"note {number}, and all of the type {brief(type)}", what)


def _cards(note: _Note, lost: list[str], *, is_html: bool, room: int) -> Iterator[Fields]:
    """What a note asks: its gaps, or else its back when its front is shown.

    Raises `NotReadable` if the questions would have more characters than there is room for.
    """
    format = "html" if is_html else "plain_text"

    def plain(text: str) -> str:
        found = piece(re.sub(r"\[sound:[^\]]*\]", "", text), format)
        note_lost((*found.lost, *(["a sound"] if "[sound:" in text else [])), lost)
        return found.text

    if not note.front.strip() and not note.back.strip():
        lost.append("it has no fields: left out")
    elif numbers(gaps(note.front)):
        yield from _of_gaps(note, lost, plain, room)
    else:
        yield from _of_back(note, lost, plain)


def _of_gaps(
    note: _Note, lost: list[str], plain: Callable[[str], str], room: int
) -> Iterator[Fields]:
    """A question for each gap in the front of a note."""
    front = gaps(note.front)
    cards = numbers(front)
    if len(cards) > _MOST_GAPS:
        lost.append(f"its gaps after the first {_MOST_GAPS}: left out")
        cards = cards[:_MOST_GAPS]
    if len(cards) * _length(note) > room:
        raise NotReadable("its notes are too long to ask each gap in them", "split them")
    said = _paragraphs(map(plain, (note.back, *note.others)))
    for number in cards:
        forms = {one_line(plain(each)) for each in answers(front, number)}
        stem = plain(asked(front, number))
        if len(forms) == 1:
            yield from _typed(stem, forms.pop(), said, lost)
        else:
            texts = ", ".join(map(brief, sorted(forms)))
            lost.append(f"a card with several gaps, {texts}: left out")


def _of_back(note: _Note, lost: list[str], plain: Callable[[str], str]) -> Iterator[Fields]:
    """The question to which the back of a note is the answer; a draft if that isn't clear."""
    stem, answer = plain(note.front), plain(note.back)
    rest = _paragraphs(map(plain, note.others))
    said = _paragraphs((answer, rest))
    is_key = note.is_clear
    try:
        refuse_no_answer(answer, stem, [each for each in note.others if each.strip()])
    except Unclear as why:
        if is_key:
            lost.append(f"the answer, {brief(answer)}, {why}: {KEYLESS}")
        is_key = False
    if is_key or not stem or not said:
        yield from _typed(stem, one_line(answer), rest, lost)
    else:
        yield {"stem": stem, "kind": "short", "explanation": said}


def _paragraphs(texts: Iterable[str]) -> str:
    return "\n\n".join(filter(None, texts))


def _typed(stem: str, answer: str, said: str, lost: list[str]) -> Iterator[Fields]:
    if not stem or not answer:
        lost.append(f"{brief(stem or answer)}, which has a front or a back alone: left out")
        return
    yield {"stem": stem, **to_type([answer], said, lost.append)}
