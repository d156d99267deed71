"""Options that all stand in one cell of a table, such as “desk|printer”."""

import re

from quiz.formats.answers import MOST, Fields
from quiz.formats.csv_key import Unclear, right_options

_BETWEEN = (re.compile(r"[|\n]"), re.compile(";"), re.compile(","), re.compile(r"\s/\s"))


def choice(cell: str, key: str) -> Fields | None:
    """The `choice` with the options of a cell; None if the key isn't the text of just one."""
    for between in _BETWEEN:
        texts = [each.strip() for each in between.split(cell) if each.strip()]
        folded = [each.casefold() for each in texts]
        if 1 < len(texts) <= MOST and folded.count(key.strip().casefold()) == 1:
            try:
                right = right_options(dict(enumerate(texts, start=1)), key, by_place=False)
            except Unclear:
                return None
            its = [
                {"text": text, **({"right": True} if n in right else {})}
                for n, text in enumerate(texts, start=1)
            ]
            return {"kind": "choice", "options": its}
    return None
