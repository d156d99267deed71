"""Read a file of questions past its faults: name each of them, and mend it in a copy."""

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

import tomli
from msgspec.structs import replace

from quiz import NAME
from quiz.bank.backslash import control_codes
from quiz.bank.encodings import PACKAGE, decoded, other_file
from quiz.bank.faults import Fault
from quiz.bank.garbled import GARBLED, ungarbled
from quiz.bank.limits import refuse_costly
from quiz.bank.load import unsafe_character, unsafe_values
from quiz.bank.locate import locate
from quiz.bank.other_formats import other_format, what_to_do
from quiz.bank.patches import Lines, Patch, Patched
from quiz.bank.problem import MOST_PROBLEMS, BankError, Problem, in_order
from quiz.bank.toml_errors import LARGE, mended
from quiz.text import UNSAFE

_BREAKS = "\x0b\x0c\x85\u2028\u2029"
"""What a word processor puts where a line breaks within a paragraph."""

_AS_UTF_8 = (
    "open it in the encoding it was saved in (perhaps Windows-1250 or 1254), and save it as UTF-8"
)
"""What to do about a file that isn't UTF-8, when nobody can tell what it is."""
_AS_TEXT = "save it as plain text, in UTF-8"
_UNPACKED = "unpack it, and check what is in it"
_PACKAGED = f"{NAME} import takes the questions of one in QTI 1.2"

_CURLY = frozenset("“”„‟")
_TOKEN = re.compile(rf"""\"{{3}}|'{{3}}|\\.|['"“”„‟#\n{_BREAKS}]""")
_STATEMENT = re.compile(rf"[^\S\n]*(?:[#\[\]{{}}\n{_BREAKS}]|\Z|[\w.-]+[^\S\n]*=)")
"""What a line begins with, other than the rest of a comment."""

_MOST_UNSAFE = 10_000
"""The most unsafe characters to take out of a copy."""


class Reading(NamedTuple):
    """What a file has in it, as far as it can be told."""

    text: str
    """As it is in the file, with plain line ends."""
    faults: list[Fault]
    copy: Patched
    """The text, mended."""
    document: dict[str, Any] | None
    """What is in the copy; None if it isn't TOML even so, or not enough of it is left."""
    others: list[Problem]
    """Problems that aren't mended in the copy, with their positions in it."""
    is_other: bool = False
    """Whether it is a file in another format."""

    @property
    def guesses(self) -> list[Patch]:
        """What is only guessed in the copy."""
        return [patch for each in self.faults if not each.certain for patch in each.patches]

    @property
    def is_certain(self) -> bool:
        """Whether nothing in the copy is a guess."""
        return all(fault.certain for fault in self.faults)

    def problems(self, file: str, *, quiet: bool = False) -> list[Problem]:
        """The faults as they are told, in the order of the file.

        With `quiet`, also those of places of which a check tells something else.
        """
        lines = Lines(self.text)
        told = [fault.problem(lines, file) for fault in self.faults if quiet or not fault.quiet]
        return in_order([*told, *self.traced(self.others)])[:MOST_PROBLEMS]

    def traced(self, problems: Iterable[Problem]) -> Iterator[Problem]:
        """Problems with a position in the copy, as they are in the text."""
        before, after = Lines(self.copy.text), Lines(self.text)
        for problem in problems:
            if not problem.line:
                yield problem
                continue
            offset = before.offset(problem.line, problem.column)
            start = self.copy.origin(offset)
            end = self.copy.origin(offset + problem.length, at_end=True)
            broken = self.text.find("\n", start, end)
            length = max(1, (end if broken < 0 else broken) - start)
            if problem.code == "Q102" and self._is_cut(start):
                continue
            if problem.code in ("Q103", "Q012") and self._is_broken(start, end):
                continue
            if not any(fault.hides(start) for fault in self.faults):
                yield replace(problem, length=length, **after.position(start))

    def _is_broken(self, start: int, end: int) -> bool:
        """Whether a value has a fault inside it, so that what it can't be follows from that."""
        return any(start < fault.at <= end and not fault.quiet for fault in self.faults)

    def _is_cut(self, start: int) -> bool:
        """Whether a line is left out of the table that begins there, or in the next lines."""
        after = self.text.find("\n[", start)
        end = len(self.text) if after < 0 else after
        return any(fault.drops and start <= fault.at < end for fault in self.faults)


def reading(data: bytes, path: Path) -> Reading:
    """A file's text, its faults and what is in it; raises `BankError` if it is no text to read."""
    text, faults = _text(data, path)
    copy = Patched(text, sorted(patch for fault in faults for patch in fault.patches))
    if any(not (fault.certain or fault.patches) for fault in faults):
        return Reading(text, faults, copy, None, [])
    refuse_costly(copy.text, path)
    unmended = copy.text
    found, copy, document = mended(copy)
    if (found or document is None) and (name := other_format(unmended)):
        at = len(text) - len(text.lstrip())
        fault = Fault(f"this is {name}, not TOML", what_to_do(name), at)
        return Reading(text, [fault], Patched(text), None, [], is_other=True)
    faults += found
    # In a large file, to find the faults of syntax has taken long enough.
    if document is None or any(each.removes for each in found) or (found and len(text) > LARGE):
        return Reading(text, faults, copy, None, [])
    unsafe = list(islice(unsafe_values(document), MOST_PROBLEMS)) if "\\" in copy.text else []
    codes = list(islice(control_codes(copy.text), MOST_PROBLEMS)) if unsafe else []
    faults += [fault.traced(copy) for _, fault in codes]
    explained = {character for character, _ in codes}
    others = [problem for character, problem in unsafe if character not in explained]
    if others:
        return Reading(text, faults, copy, None, locate(others, copy.text, str(path)))
    after = copy.patched(patch for _, fault in codes for patch in fault.patches)
    if codes and after:
        copy, document = after, tomli.loads(after.text)
    return Reading(text, faults, copy, document, [])


def _text(data: bytes, path: Path) -> tuple[str, list[Fault]]:
    """The text in a file, and the faults of its encoding and its characters.

    Raises `BankError` if nobody can tell what the text is.
    """
    saved = decoded(data)
    if saved.text is None:
        start, other = saved.start, other_file(data)
        problem = Problem(
            "Q002",
            saved.message,
            _way_out(other),
            file=str(path),
            line=0 if other else data.count(b"\n", 0, start) + 1,
            column=0 if other else start - data.rfind(b"\n", 0, start),
        )
        raise BankError([problem])
    text = saved.text.replace("\r\n", "\n")
    faults = list(_unsafe(text))
    if saved.message:
        at = saved.start - saved.text.count("\r\n", 0, saved.start)
        faults.append(Fault(saved.message, "save the file as UTF-8", at, certain=True, code="Q002"))
    return text, faults


def _way_out(other: str) -> str:
    """What to do about a file that is no text in UTF-8, by what else it is, if that's known."""
    if other == PACKAGE:
        return _PACKAGED
    if "packed" in other:
        return _UNPACKED
    return _AS_TEXT if other else _AS_UTF_8


def _line_ends(text: str) -> set[int]:
    """Where a word processor's line breaks are outside of texts, so that they end a line."""
    found, quote, is_comment = set[int](), "", False
    for token in _TOKEN.finditer(text):
        at, mark = token.start(), token[0]
        if mark == "\n":
            quote, is_comment = quote if len(quote) > 1 else "", False
        elif mark in _BREAKS:
            if not quote and (not is_comment or _STATEMENT.match(text, token.end())):
                found.add(at)
                is_comment = False
        elif is_comment or mark[0] == "\\":
            pass
        elif quote:
            quote = "" if mark == quote or {mark, quote} <= _CURLY else quote
        elif mark == "#":
            is_comment = True
        elif mark != "'" or text[max(0, at - 9) : at].rstrip().endswith(("=", "[", ",", "{")):
            quote = mark  # else it is an apostrophe
    return found


def _unsafe(text: str) -> Iterator[Fault]:
    """A fault for each unsafe character in a text, at the first."""
    # No unsafe character is printable, and this test takes half the time of the search.
    if text.replace("\n", "").isprintable() or not UNSAFE.search(text):
        return
    garbled = [each for each in GARBLED.finditer(text) if UNSAFE.search(each[0])]
    patches = tuple(Patch(*each.span(), ungarbled(each[0])) for each in garbled)
    if patches:
        message, mend = "letters that were saved in UTF-8 and read in another encoding", "mend them"
        at, length = patches[0].start, len(garbled[0][0])
        yield Fault(message, mend, at, length, patches, certain=True, code="Q010")
    places: dict[str, list[int]] = {}
    in_garbled = {at for each in garbled for at in range(*each.span())}
    for found in UNSAFE.finditer(text):
        if found.start() not in in_garbled:
            places.setdefault(found[0], []).append(found.start())
    few = sum(map(len, places.values())) <= _MOST_UNSAFE
    ends = _line_ends(text) if places.keys() & {*_BREAKS} else set[int]()
    for character, offsets in places.items():
        new = "\n" if character == "\r" else " " if character in _BREAKS else ""
        message, mend = unsafe_character(character, len(offsets))
        if offsets[0] in ends:
            mend = unsafe_character("\r")[1]
        each_new = (Patch(at, at + 1, "\n" if at in ends else new) for at in offsets)
        patches = tuple(each_new) if few else ()
        yield Fault(message, mend, offsets[0], 1, patches, certain=few, code="Q003")
