"""Faults of a file that was pasted with a code fence around it, as from a chat."""

import re

from quiz.bank.faults import HEADER, PAIR, Fault, Stop
from quiz.bank.patches import Patch

_FENCE = re.compile(r"^[ \t]*((?:```|~~~)[`~]*)[ \t]*[\w-]*[ \t]*$", re.MULTILINE)


def fence(stop: Stop) -> Fault | None:
    """The lines of a code fence, in which a file was pasted, and what a chat says around it."""
    text = stop.text
    first = _FENCE.search(text, stop.start) if stop.start == stop.line_start else None
    if not first:
        return None
    before, above = text[stop.start : first.start()], text[: stop.start].split("\n")
    if before and (_has_toml(before) or any(each and each[0] != "#" for each in above)):
        return None
    start, end = stop.start, first.end()
    patches = [Patch(start, end, "\n" * text.count("\n", start, end))]
    last = list(_FENCE.finditer(text, first.end()))[-1:]
    after = text[last[0].end() :] if last else ""
    if not _has_toml(after):
        patches += [Patch(each.start(), len(text), "\n" * after.count("\n")) for each in last]
    message, mend = "this is a code fence of Markdown, not TOML", "take both its lines out"
    at, length = first.start(1), len(first[1])
    if before or (len(patches) > 1 and after.strip()):
        message = "a code fence of Markdown, and what is said around it, are no TOML"
        mend = "take out its two lines, and all above and below them"
        at, length = (start, len(before.split("\n")[0])) if before else (at, length)
    return Fault(message, mend, at, length, tuple(patches), certain=True)


def _has_toml(text: str) -> bool:
    """Whether a line of a text is of the file."""
    return any(PAIR.match(each) or HEADER.match(each) for each in text.split("\n"))
