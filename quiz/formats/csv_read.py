"""Questions taken from a table: CSV or TSV, with or without names of columns."""

import re
from collections.abc import Iterator, Mapping, Sequence

from quiz.bank.fields import LONGEST_TITLE
from quiz.bank.ids import ID
from quiz.bank.kinds import KINDS
from quiz.formats.answers import KEYLESS, Fields, Lose, brief, true_or_false
from quiz.formats.apart import one_line, piece
from quiz.formats.csv_columns import Column
from quiz.formats.csv_key import (
    Unclear,
    agreed,
    counts_from_0,
    number,
    says_a_place,
    the_one,
    truth,
    typed,
)
from quiz.formats.csv_one_cell import choice
from quiz.formats.csv_ours import answers
from quiz.formats.csv_table import Table, table
from quiz.formats.encoded import text_of
from quiz.formats.taken import Lost, Taken
from quiz.formats.to_type import to_type
from quiz.text import FORMULA

_GUARD = re.compile(f"'{FORMULA.pattern}")
"""The apostrophe that `in_csv` puts before a text."""
_UNUSED = frozenset(("", "sources"))
_OTHERS = re.compile("alternativ", re.IGNORECASE)
"""What is in the name of a column that may have other answers, and no options."""


def read(data: bytes) -> Taken:
    """The questions of a table, one a row, and what of it was lost.

    A row whose key can't be told comes without one.
    """
    its = table(text_of(data))
    unused = [*_unused(its)]
    hidden = [each for each in its.may_have_options if each in unused]
    reader = _Reader(its, hidden)
    for line, cells in its.rows:
        reader.take(line, cells)
    lost = [*its.lost]
    if reader.unclear:
        first, *more = reader.unclear
        where = f"line {first}, and {len(more)} more" if more else f"line {first}"
        what = f"{_columns(hidden)} may have the options, of which the answer isn't just one"
        draft = "it's a draft without a key, with both in its explanation"
        lost.append(Lost(where, f"{what}: {draft}"))
    if others := [each for each in unused if each not in hidden or each in reader.left_out]:
        lost.append(Lost("line 1", f"{_columns(others)}: left out"))
    return Taken(tuple(reader.questions), (*lost, *reader.lost))


def _unused(table: Table) -> Iterator[str]:
    """The columns that have texts in them and no use, by their names."""
    unused = _UNUSED if table.is_ours else {*_UNUSED, "kind", "labels", "number"}
    filled = {place for _, row in table.rows for place, cell in enumerate(row) if cell.strip()}
    for place, column in enumerate(table.columns):
        if column.holds in unused and place in filled:
            yield column.name or f"{place + 1}, without a name"


def _columns(names: Sequence[str]) -> str:
    return f"the column{'s' if len(names) > 1 else ''} {', '.join(names)}"


class _Reader:
    """A table being read, and the names of its columns that may each have all options."""

    def __init__(self, table: Table, hidden: Sequence[str]) -> None:
        self._table = table
        self._hidden = hidden
        self._from_0 = any(map(self._counts_from_0, (cells for _, cells in table.rows)))
        self.questions: list[Fields] = []
        self.lost: list[Lost] = []
        self.unclear: list[int] = []
        """The lines whose answer may name one of the options in a hidden column."""
        self.left_out: set[str] = set()
        """The hidden columns that have a text beside an answer that is clear."""

    def _filled(self, cells: Sequence[str]) -> list[tuple[Column, str]]:
        """The cells of a row that have a text, each with its column."""
        return [
            (column, self._unguarded(text))
            for column, cell in zip(self._table.columns, cells, strict=False)
            if (text := piece(cell, "plain").text)
        ]

    def _unguarded(self, text: str) -> str:
        """A text without the apostrophe that keeps a spreadsheet from running it.

        In a table of another tool's, one of several may be a quotation mark, and stays.
        """
        is_alone = self._table.is_ours or "'" not in text[1:]
        return text[1:] if is_alone and _GUARD.match(text) else text

    def _counts_from_0(self, cells: Sequence[str]) -> bool:
        """Whether a row's key is a 0, and none of its options is."""
        filled = self._filled(cells)
        options = _options(filled)
        keys = (text for column, text in filled if column.holds == "key")
        return bool(options) and any(counts_from_0(options, each) for each in keys)

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
        filled = self._filled(cells)
        row = {column.holds: text for column, text in filled}
        row["why"] = "\n\n".join(text for column, text in filled if column.holds == "why")
        if not row.get("stem"):
            lose("a row without a question: left out")
            return
        if self._table.is_ours:
            kind = row.get("kind", "").casefold()
            if kind not in KINDS:
                lose(f"a question of the kind {brief(kind)}, which the quiz doesn't know: left out")
                return
            answered = answers(kind, row, lose)
        else:
            options = _options(filled)
            wrong = [one_line(text) for column, text in filled if column.holds == "wrong"]
            keys = [text for column, text in filled if column.holds == "key"]
            keys = [*{each.casefold(): each for each in keys}.values()]
            if hidden := [each for each in filled if each[0].name in self._hidden]:
                answered = self._beside(hidden, row, keys, line, lose)
            elif options or wrong:
                answered = self._picked(options, wrong, keys, lose)
            else:
                unused = [text for column, text in filled if column.holds in _UNUSED]
                answered = self._typed(row, keys, unused, lose)
        if answered is not None:
            about = _about(row, lose)
            whys = (answered.get("explanation"), about.get("explanation"))
            said = "\n\n".join(filter(None, whys))
            both = {**about, **answered}
            self.questions.append({**both, "explanation": said} if said else both)

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
                lose(f"it doesn't say which answer is right, so {KEYLESS}")
        else:
            options = {**options, **dict(enumerate(wrong, start=max(options, default=0) + 1))}
            try:
                right = agreed(options, keys, by_place=self._table.by_place, from_0=self._from_0)
            except Unclear as why:
                lose(_unclear(keys, why))
        its = [{"text": options[n], **({"right": True} if n in right else {})} for n in options]
        return {"kind": "multi" if len(right) > 1 else "choice", "options": its}

    def _beside(
        self,
        hidden: Sequence[tuple[Column, str]],
        row: Mapping[str, str],
        keys: Sequence[str],
        line: int,
        lose: Lose,
    ) -> Fields | None:
        """What is asked beside cells that may have the options; without a key if it isn't clear."""
        key = keys[0] if len(keys) == 1 else ""
        cells = [text for _, text in hidden]
        if key and len(cells) == 1 and (fields := choice(cells[0], key)):
            return fields
        are_others = all(_OTHERS.search(column.name) for column, _ in hidden)
        is_clear = key and len(key) > 1 and not says_a_place(key) and truth(key) is None
        if not keys or (are_others and is_clear):
            self.left_out |= {column.name for column, _ in hidden}
            return self._typed(row, keys, cells, lose)
        self.unclear.append(line)
        return _keyless((*cells, *keys))

    def _typed(
        self, row: Mapping[str, str], keys: Sequence[str], unused: Sequence[str], lose: Lose
    ) -> Fields | None:
        """A `short`, or a choice between true and false; None if there is no answer."""
        if not keys:
            lose("a question without answers: left out")
            return None
        try:
            stem = " ".join((one_line(row.get("passage", "")), row["stem"]))
            value = typed(key := the_one(keys), stem, unused)
        except Unclear as why:
            lose(_unclear(keys, why))
            return _keyless(keys)
        if isinstance(value, bool):
            return true_or_false(true=value, whys=("", ""))
        if value is None:
            forms = [one_line(each.strip()) for each in re.split(r"[|;]", key)]
            return to_type([*filter(None, forms)] or [key], "", lose)
        return {"kind": "short", "number": value, **_around(row, lose)}


def _options(filled: Sequence[tuple[Column, str]]) -> dict[int, str]:
    """The options of a row by their places."""
    return {column.place: one_line(text) for column, text in filled if column.holds == "option"}


def _keyless(texts: Sequence[str]) -> Fields:
    """A `short` without a key, and what the table says of it as its explanation."""
    said = "\n\n".join(piece(each, "plain_text").text for each in texts)
    return {"kind": "short", "explanation": said}


def _unclear(keys: Sequence[str], why: Unclear) -> str:
    its = f"the answer, {' and '.join(map(brief, keys))}," if keys else "the answer"
    return f"{its} {why}: {KEYLESS}"


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
            if ID.fullmatch(text):
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
