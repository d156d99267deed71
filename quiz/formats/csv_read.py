"""Questions taken from a table: CSV or TSV, with or without names of columns."""

import re
from collections.abc import Mapping, Sequence

from quiz.bank.fields import LONGEST_TITLE
from quiz.bank.kinds import KINDS
from quiz.formats.answers import Fields, Lose, brief, true_or_false
from quiz.formats.apart import one_line, piece
from quiz.formats.csv_key import Unclear, number, right_options, the_one, typed
from quiz.formats.csv_ours import answers
from quiz.formats.csv_table import Table, table
from quiz.formats.encoded import text_of
from quiz.formats.taken import Lost, Taken

_APOSTROPHE = re.compile(r"\A'(?=\s*[=+\-@＝＋－＠])")
_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,79}")
_UNUSED = frozenset(("", "sources"))


def read(data: bytes) -> Taken:
    """The questions of a table, one a row, and what of it was lost.

    A row whose key can't be told comes without one.
    """
    its = table(text_of(data))
    reader = _Reader(its)
    for line, cells in its.rows:
        reader.take(line, cells)
    unused = [*_unused(its)]
    columns = f"the column{'s' if len(unused) > 1 else ''} {', '.join(unused)}"
    about = [Lost("line 1", f"{columns}: left out")] if unused else []
    return Taken(tuple(reader.questions), (*its.lost, *about, *reader.lost))


def _unused(table: Table) -> list[str]:
    """The columns that have texts in them and no use, by their names."""
    unused = _UNUSED if table.is_ours else {*_UNUSED, "kind", "labels", "number"}
    filled = {place for _, row in table.rows for place, cell in enumerate(row) if cell.strip()}
    return [
        column.name or f"{place + 1}, without a name"
        for place, column in enumerate(table.columns)
        if column.holds in unused and place in filled
    ]


class _Reader:
    """A table being read."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self._has_options = table.has("option", "wrong")
        self.questions: list[Fields] = []
        self.lost: list[Lost] = []

    def take(self, line: int, cells: Sequence[str]) -> None:
        """Take a row, or say why it can't be taken."""

        def lose(what: str) -> None:
            self.lost.append(Lost(f"line {line}", what))

        columns = self._table.columns
        if any(cell.strip() for cell in cells[len(columns) :]):
            lose(
                f"a row of {len(cells)} cells in a table of {len(columns)} columns: left out, as a"
                " text with a separator in it needs quotation marks"
            )
            return
        filled = [
            (column, _APOSTROPHE.sub("", text, count=1))
            for column, cell in zip(columns, cells, strict=False)
            if (text := cell.strip())
        ]
        row = {column.holds: text for column, text in filled}
        row["why"] = "\n\n".join(text for column, text in filled if column.holds == "why")
        if not row.get("stem"):
            lose("a row without a question: left out")
            return
        if self._table.is_ours:
            kind = row.get("kind", "").casefold()
            if kind not in KINDS:
                lose(f"a question of the kind {brief(kind)}, which there isn't: left out")
                return
            answered = answers(kind, row, lose)
        else:
            options = {c.place: one_line(text) for c, text in filled if c.holds == "option"}
            wrong = [one_line(text) for column, text in filled if column.holds == "wrong"]
            keys = [text for column, text in filled if column.holds == "key"]
            keys = [*{each.casefold(): each for each in keys}.values()]
            if options or wrong:
                answered = self._picked(options, wrong, keys, lose)
            else:
                answered = self._typed(row, keys, lose)
        if answered is not None:
            self.questions.append({**_about(row, lose), **answered})

    def _picked(
        self, options: Mapping[int, str], wrong: Sequence[str], keys: Sequence[str], lose: Lose
    ) -> Fields:
        """A `choice` or a `multi`; without a key if it can't be told."""
        right: set[int] = set()
        if wrong and not options:  # what is right is in columns of its own
            options = dict(enumerate((*map(one_line, keys), *wrong)))
            right = {*range(len(keys))}
            if not keys or any(each in {*wrong} for each in keys):
                right = set()
                lose("which answer is right: it doesn't say, so it's a draft without a key")
        else:
            options = {**options, **dict(enumerate(wrong, start=max(options, default=0) + 1))}
            try:
                key = the_one(keys)
                right = right_options(options, key, by_place=self._table.by_place)
            except Unclear as why:
                lose(_unclear(keys, why))
        its = [{"text": options[n], **({"right": True} if n in right else {})} for n in options]
        return {"kind": "multi" if len(right) > 1 else "choice", "options": its}

    def _typed(self, row: Mapping[str, str], keys: Sequence[str], lose: Lose) -> Fields | None:
        """A `short`, or a choice between true and false; None if there is no answer."""
        if not keys:
            lose("a question without answers: left out")
            return None
        try:
            value = typed(key := the_one(keys), has_options=self._has_options)
        except Unclear as why:
            lose(_unclear(keys, why))
            return {"kind": "short"}
        if isinstance(value, bool):
            return true_or_false(true=value, whys=("", ""))
        if value is None:
            forms = [one_line(each.strip()) for each in re.split(r"[|;\n]", key)]
            return {"kind": "short", "accept": [*filter(None, forms)] or [key]}
        return {"kind": "short", "number": value, **_around(row, lose)}


def _unclear(keys: Sequence[str], why: Unclear) -> str:
    its = f"the answer, {' and '.join(map(brief, keys))}," if keys else "the answer"
    return f"{its} {why}: it's a draft without a key"


def _around(row: Mapping[str, str], lose: Lose) -> Fields:
    """How near a number must be, and its units."""
    fields: Fields = {}
    if within := row.get("within"):
        try:
            value = number(within)
        except Unclear:
            value = None
        if value is None:
            lose(f"its tolerance, {brief(within)}, which can't be read as a number: left out")
        else:
            fields["within"] = abs(value)
    if units := row.get("units"):
        fields["units"] = [each.strip() for each in units.split(";") if each.strip()]
    return fields


def _about(row: Mapping[str, str], lose: Lose) -> Fields:
    """What every kind has."""
    fields: Fields = {}
    for name in ("id", "skill"):
        if text := row.get(name):
            if _ID.fullmatch(text):
                fields[name] = text
            else:
                lose(f"its {name}, {brief(text)}: left out, as it isn't of a-z, 0-9 and hyphens")
    if title := one_line(row.get("title", "")):
        if len(title) <= LONGEST_TITLE:
            fields["title"] = title
        else:
            lose(f"its title, {brief(title)}: left out, as it has over {LONGEST_TITLE} characters")
    shown = "\n\n".join(row[each] for each in ("passage", "exhibits") if each in row)
    about = ("passage", shown), ("stem", row["stem"]), ("habit", row.get("habit", ""))
    for name, its in (*about, ("explanation", row["why"])):
        if text := piece(its, "plain_text").text:
            fields[name] = text
    return fields
