"""Faults of a merge that isn't finished: the marks that Git leaves around two versions."""

import re

from quiz.bank.faults import Fault, Stop
from quiz.bank.patches import Patch

_MARK = re.compile(r"^(<{7}|\|{7}|={7}|>{7})(?:[ \t].*)?$", re.MULTILINE)
_ORDER = "<|=>"
"""Each mark's character, in the order in which they come."""


def merge(stop: Stop) -> Fault | None:
    """The marks of an unfinished merge, at the first of them; the copy keeps the first version."""
    text = stop.text
    if not (first := _MARK.match(text, stop.line_start)):
        return None
    marks = [first]
    while marks[-1][0][0] != ">":
        after = _MARK.search(text, marks[-1].end())
        if not after or _ORDER.index(after[0][0]) <= _ORDER.index(marks[-1][0][0]):
            break
        marks.append(after)
    if len(marks) == 1 or marks[0][0][0] != "<" or marks[-1][0][0] != ">":
        message, mend = "this line is left of a merge of two versions", "take it out"
        patch = Patch(first.start(), first.end(), "")
        return Fault(message, mend, first.start(), len(first[0]), (patch,))
    message = "this is a merge that isn't finished, with two versions of the lines below"
    mend = "keep one version, and take the lines with <<<<<<<, ======= and >>>>>>> out"
    start, end = marks[1].start(), marks[-1].end()
    patches = (
        Patch(first.start(), first.end(), ""),
        Patch(start, end, "\n" * text.count("\n", start, end)),
    )
    return Fault(message, mend, first.start(), len(first[0]), patches)
