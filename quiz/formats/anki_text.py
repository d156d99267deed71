"""Questions taken from Anki's “Notes in Plain Text”, a card each.

The lines that begin with # are those of https://docs.ankiweb.net/importing/text-files.html
"""

import csv
import re
from collections.abc import Iterator, Mapping, Sequence

from quiz.bank.fields import LONGEST_LINE
from quiz.formats.anki_gaps import answers, asked, gaps, numbers
from quiz.formats.answers import Fields, brief
from quiz.formats.apart import one_line, piece
from quiz.formats.encoded import MOST_BYTES, text_of
from quiz.formats.taken import Lost, NotReadable, Taken, refuse_too_many

_HEADER = re.compile(r"#([a-z ]+):(.*)", re.IGNORECASE)
_SEPARATORS = {"comma": ",", "semicolon": ";", "tab": "\t", "space": " ", "pipe": "|", "colon": ":"}
_COLUMN = re.compile(r"\d{1,3}", re.ASCII)
_ONE_CARD = frozenset(("basic", "basic (type in the answer)", "cloze", "einfach", "lückentext"))
"""The types of notes that have the cards that are read here, and no others."""
_MOST_GAPS = 100
"""The most gaps that are read of a note."""
_MOST_SHOWN = MOST_BYTES
"""The most characters in all questions with gaps, as each shows the whole note."""
_TYPED = 60
"""The most characters in the back of a card that a reader can be asked to type."""


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
    separator = settings.get("separator", "tab")
    separator = _SEPARATORS.get(separator.lower(), separator if len(separator) == 1 else "\t")
    columns = {
        name.lower().removesuffix(" column"): int(value) - 1
        for name, value in settings.items()
        if name.endswith(" column") and _COLUMN.fullmatch(value)
    }
    is_html = settings.get("html", "true").lower() != "false"
    try:
        rows = [*csv.reader((f"{line}\n" for line in lines), delimiter=separator)]
    except csv.Error as error:
        raise NotReadable(f"a row in it isn't one: {error}", "export it again") from None
    rows = [row for row in rows if any(cell.strip() for cell in row)]
    refuse_too_many(len(rows))
    questions: list[Fields] = []
    lost = [*_about(rows, columns, settings)]
    shown = 0
    for number, row in enumerate(rows, start=1):
        fields = [cell for place, cell in enumerate(row) if place not in columns.values()]
        its: list[str] = []
        cards = [*_cards(fields, its, is_html=is_html, room=_MOST_SHOWN - shown)]
        shown += len(cards) * sum(map(len, fields)) if len(cards) > 1 else 0
        questions += cards
        lost += (Lost(f"note {number}", each) for each in its)
    refuse_too_many(len(questions))
    return Taken(tuple(questions), tuple(lost))


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


def _cards(fields: list[str], lost: list[str], *, is_html: bool, room: int) -> Iterator[Fields]:
    """What a note asks: its gaps, or else its back when its front is shown.

    Raises `NotReadable` if the questions would have more characters than there is room for.
    """

    def plain(text: str) -> str:
        format = "html" if is_html else "plain_text"
        its = piece(re.sub(r"\[sound:[^\]]*\]", "", text), format)
        lost.extend(f"{each}: left out" for each in its.lost if f"{each}: left out" not in lost)
        if "[sound:" in text and "a sound: left out" not in lost:
            lost.append("a sound: left out")
        return its.text

    front, back, *others = [*fields, "", ""]
    if not front.strip() and not back.strip():
        lost.append("it has no fields: left out")
        return
    note = gaps(front)
    if cards := numbers(note):
        if len(cards) > _MOST_GAPS:
            lost.append(f"its gaps after the first {_MOST_GAPS}: left out")
            cards = cards[:_MOST_GAPS]
        if len(cards) * sum(map(len, fields)) > room:
            raise NotReadable("its notes are too long to ask each gap in them", "split them")
        said = "\n\n".join(filter(None, map(plain, (back, *others))))
        for number in cards:
            forms = {one_line(plain(each)) for each in answers(note, number)}
            stem = plain(asked(note, number))
            if len(forms) == 1:
                yield from _typed(stem, forms.pop(), said, lost)
            else:
                its = ", ".join(map(brief, sorted(forms)))
                lost.append(f"a card with several gaps, {its}: left out")
        return
    rest = "\n\n".join(filter(None, map(plain, others)))
    yield from _typed(plain(front), one_line(plain(back)), rest, lost)


def _typed(stem: str, answer: str, said: str, lost: list[str]) -> Iterator[Fields]:
    if not stem or not answer:
        lost.append(f"{brief(stem or answer)}, which has a front or a back alone: left out")
        return
    fields: Fields = {"stem": stem, "kind": "short"}
    if len(answer) <= _TYPED <= LONGEST_LINE:
        fields["accept"] = [answer]
    else:
        lost.append(f"{brief(answer)}, too long to be typed: it's in the explanation")
        said = "\n\n".join(filter(None, (answer, said)))
    yield {**fields, **({"explanation": said} if said else {})}
