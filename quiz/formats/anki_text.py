"""Questions taken from Anki's “Notes in Plain Text”, a card each.

The lines that begin with # are those of https://docs.ankiweb.net/importing/text-files.html
"""

import csv
import re
from collections.abc import Iterator

from quiz.bank.fields import LONGEST_LINE
from quiz.formats.answers import Fields, brief
from quiz.formats.apart import one_line, piece
from quiz.formats.encoded import text_of
from quiz.formats.taken import Lost, NotReadable, Taken, refuse_too_many

_HEADER = re.compile(r"#([a-z ]+):(.*)", re.IGNORECASE)
_SEPARATORS = {"comma": ",", "semicolon": ";", "tab": "\t", "space": " ", "pipe": "|", "colon": ":"}
_CLOZE = re.compile(
    r"\{\{c(\d{1,3})::((?:(?!\}\}|\{\{|::).){1,500})(?:::((?:(?!\}\}|\{\{|::).){0,500}))?\}\}",
    re.DOTALL,
)
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
    about = {int(settings[name]) - 1 for name in settings if _is_column(name, settings[name])}
    is_html = settings.get("html", "true").lower() != "false"
    questions: list[Fields] = []
    lost: list[Lost] = []
    try:
        rows = [*csv.reader((f"{line}\n" for line in lines), delimiter=separator)]
    except csv.Error as error:
        raise NotReadable(f"a row in it isn't one: {error}", "export it again") from None
    rows = [row for row in rows if any(cell.strip() for cell in row)]
    refuse_too_many(len(rows))
    for number, row in enumerate(rows, start=1):
        fields = [cell for place, cell in enumerate(row) if place not in about]
        its: list[str] = []
        questions += _cards(fields, its, is_html=is_html)
        lost += (Lost(f"note {number}", each) for each in its)
    return Taken(tuple(questions), tuple(lost))


def _is_column(name: str, value: str) -> bool:
    """Whether a line says which column has something other than a field of the notes."""
    return name.endswith(" column") and value.isdecimal() and len(value) < 4  # noqa: PLR2004 - digits


def _cards(fields: list[str], lost: list[str], *, is_html: bool) -> Iterator[Fields]:
    """What a note asks: its gaps, or else its back when its front is shown."""

    def plain(text: str) -> str:
        format = "html" if is_html else "plain_text"
        its = piece(re.sub(r"\[sound:[^\]]*\]", "", text), format)
        lost.extend(f"{each}: left out" for each in its.lost if f"{each}: left out" not in lost)
        if "[sound:" in text:
            lost.append("a sound: left out")
        return its.text

    front, *backs = [*fields, ""]
    if gaps := [*_CLOZE.finditer(front)]:
        said = "\n\n".join(filter(None, map(plain, backs)))
        for number in dict.fromkeys(gap[1] for gap in gaps):
            its = [gap for gap in gaps if gap[1] == number]
            answers = {one_line(plain(gap[2])) for gap in its}
            stem = plain(_CLOZE.sub(lambda gap, n=number: _shown(gap, n), front))  # type: ignore[misc] # mypy takes n for a second argument
            yield from _typed(stem, answers.pop() if len(answers) == 1 else "", said, lost)
        return
    answer, *rest = [*map(plain, backs)]
    yield from _typed(plain(front), one_line(answer), "\n\n".join(filter(None, rest)), lost)


def _shown(gap: re.Match[str], number: str) -> str:
    """A gap as it is asked, with its hint, or filled if another is asked."""
    if gap[1] != number:
        return gap[2]
    return f"_____ ({gap[3]})" if gap[3] else "_____"


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
