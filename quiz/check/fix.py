"""Mend what has one right mend in a file of questions, and leave all else as it is."""

import codecs
import re
import time
from bisect import bisect_left
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from quiz.bank.backslash import doubtful_codes
from quiz.bank.encodings import decoded
from quiz.bank.mending import Reading, reading
from quiz.bank.patches import Lines, Patch, Patched, Stretches
from quiz.check.mends import FEW, mends

SECONDS = 20.0
"""How long to go on, in seconds of processor time; a file of usual size takes a fraction of one."""


class Mended(NamedTuple):
    """One thing that was mended."""

    line: int
    column: int
    says: str


class Fixed(NamedTuple):
    """A file as it was and as it is mended."""

    before: str
    """Its text, with its own line ends."""
    after: str
    data: bytes
    """What belongs in the file."""
    mended: list[Mended]
    is_done: bool
    """Whether there was time for all."""


def fixed(data: bytes, path: Path, seconds: float = SECONDS) -> Fixed:
    """The content of a file, mended; raises `BankError` if nobody can tell what its text is."""
    until = time.process_time() + seconds
    past = reading(data, path)
    before = raw = decoded(data).text or ""
    if past.is_other:
        return Fixed(before, before, data, [], is_done=True)
    mended = list(_in_bytes(data, past))
    seen = {raw}
    while made := _next(past):
        for some in [made] if len(made) == 1 else [made, *([each] for each in made[:FEW])]:
            patches = [patch for each in some for patch in each.patches]
            after = _patched(raw, patches)
            now = reading(after.encode(), path)
            if after not in seen and _is_better(past, now, patches):
                break
        else:
            break
        lines = Lines(past.text)
        mended += [_mended(each.at, each.says, lines) for each in some]
        raw, past = after, now
        seen.add(raw)
        if time.process_time() > until:
            return Fixed(before, raw, raw.encode(), mended, is_done=False)
    return Fixed(before, raw, raw.encode(), mended, is_done=True)


def _in_bytes(data: bytes, past: Reading) -> Iterator[Mended]:
    """What is mended when the text is written in UTF-8."""
    if data.startswith(codecs.BOM_UTF8):
        yield Mended(1, 1, "there is a byte order mark")
    for fault in past.faults:
        if fault.code == "Q002":
            yield _mended(fault.at, fault.message, Lines(past.text))


class _Made(NamedTuple):
    """Patches that belong together, and what they mend."""

    at: int
    says: str
    patches: tuple[Patch, ...]


def _next(past: Reading) -> list[_Made]:
    """What can be mended next in a text; what depends on it comes after."""
    faults = [each for each in past.faults if each.certain and each.patches]
    faults = [each for each in faults if not (each.quiet and _is_key(past.text, each.at))]
    if faults or past.document is None:
        return [_Made(each.at, each.message, each.patches) for each in faults]
    codes = (each.traced(past.copy) for each in doubtful_codes(past.copy.text, every=True))
    found = [_Made(each.at, each.message, each.patches) for each in codes]
    found += [_Made(each.at, each.says, each.patches) for each in mends(past.copy, past.guesses)]
    taken, apart = Stretches(), list[_Made]()
    for each in found:
        if taken.are_free_of(each.patches):
            taken.add(each.patches)
            apart.append(each)
    return apart


def _is_key(text: str, at: int) -> bool:
    """Whether a key begins there: to put one that the rules don't know in marks mends nothing."""
    line = text[text.rfind("\n", 0, at) + 1 : at]
    return not line.lstrip().startswith("[")


def _mended(at: int, says: str, lines: Lines) -> Mended:
    where = lines.position(at)
    return Mended(where["line"], where["column"], says)


def _is_better(past: Reading, now: Reading, patches: list[Patch]) -> bool:
    """Whether reading comes at least as far without a guess as it did before the patches."""
    made = Patched(past.text, _sorted(patches))
    return made.origin(min(_first_guess(now), len(made.text))) >= _first_guess(past)


def _first_guess(past: Reading) -> int:
    """Where the first fault is that only the author can mend; the end of the text if none is."""
    guesses = [each.at for each in past.faults if not (each.certain or each.repeats)]
    return min(guesses, default=len(past.text))


def _sorted(patches: list[Patch]) -> list[Patch]:
    return sorted(patches, key=lambda each: (each.start, each.end))


def _patched(raw: str, patches: list[Patch]) -> str:
    """A text with patches, which are counted as if all its lines ended with LF."""
    breaks = [match.start() - number for number, match in enumerate(re.finditer("\r\n", raw))]
    end = "\r\n" if len(breaks) * 2 > raw.count("\n") else "\n"
    moved = [
        Patch(
            start + bisect_left(breaks, start),
            after + bisect_left(breaks, after),
            new.replace("\n", end),
        )
        for start, after, new in patches
    ]
    return Patched(raw, _sorted(moved)).text
