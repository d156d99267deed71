"""Questions taken from Aiken: a question, its options by letter, and the line with the answer.

The format is what Moodle reads: https://docs.moodle.org/en/Aiken_format
"""

import re
from collections.abc import Collection, Iterator, Sequence
from collections.abc import Set as AbstractSet
from itertools import pairwise

from quiz.formats.answers import KEYLESS, Answer, Fields, brief, picking
from quiz.formats.encoded import text_of
from quiz.formats.taken import Lost, NotReadable, Taken, refuse_too_many
from quiz.text import clean

_OPTION = re.compile(r"([A-Za-z])[.)]\s+(\S.*)")
_ANSWER = re.compile(r"ANSWERS?\s*:\s*(\S.*)", re.IGNORECASE)
_LONGEST = 80
"""How much is read of a line that may have the answer; one for every letter is shorter."""
_KEY = re.compile(r"[A-Z](?:(?:\s*[,;&]\s*(?:and\s+)?|\s+and\s+|\s+)[A-Z])*[.)]?", re.IGNORECASE)
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_RIGHT = re.compile(r"\b[A-Z]\b")
_NEARBY = 2
"""How far ahead a letter that is out of order may be, as in A, C: I. Newton's is farther."""


def read(data: bytes) -> Taken:
    """The questions of a file of Aiken, and what of it was lost."""
    lines = clean(text_of(data)).split("\n")
    found = {at: _answer(line.strip()) for at, line in enumerate(lines)}
    answers = {at for at, answer in found.items() if answer}
    keys = {at for at in answers if _KEY.fullmatch(found[at])}
    if not keys:
        raise NotReadable(
            "this isn't Aiken, in which each question ends with a line like “ANSWER: B”",
            "name the file's format",
        )
    refuse_too_many(len(answers))
    starts = [*_starts(lines, answers, keys)]
    refuse_too_many(len(starts))
    questions: list[Fields] = []
    lost: list[Lost] = []
    for number, (first, end) in enumerate(pairwise([*starts, len(lines)]), start=1):
        where = f"question {number}, line {first + 1}"
        its: list[str] = []
        if fields := _question([each.strip() for each in lines[first:end]], its):
            questions.append(fields)
        lost += (Lost(where, each) for each in its)
    return Taken(tuple(questions), tuple(lost))


def _answer(line: str) -> str:
    """What a line says is the answer; empty if it says none."""
    found = _ANSWER.fullmatch(line[:_LONGEST])
    return found[1].strip() if found else ""


def _letter(line: str, count: int) -> str:
    """The letter of an option that may come after this many others; empty if the line isn't one.

    The options come in the order of the alphabet, so that “I. Newton” isn't one.
    """
    option = _OPTION.fullmatch(line)
    letter = option[1].upper() if option else ""
    return letter if letter and letter == _LETTERS[count : count + 1] else ""


def _starts(
    lines: Sequence[str], answers: AbstractSet[int], keys: AbstractSet[int]
) -> Iterator[int]:
    """Where each question starts: after an answer, or else where one was forgotten.

    That is where options begin again, or a text after an empty line that no option follows. An
    answer in other words than letters comes after options alone.
    """
    begun, count = False, 0
    text, is_apart, is_after_gap = -1, False, False
    for at, line in enumerate(map(str.strip, lines)):
        if not line:
            is_after_gap = True
            continue
        if not begun:
            yield at
            begun, count, text, is_apart = True, 0, -1, False
        if at in keys or (count and at in answers):
            if is_apart:
                yield text
            begun = False
        elif _letter(line, count):
            count, text, is_apart = count + 1, -1, False
        elif count and _letter(line, 0):
            yield text if text >= 0 else at
            count, text, is_apart = 1, -1, False
        elif count and (text < 0 or (is_after_gap and not is_apart)):
            text, is_apart = at, is_after_gap
        is_after_gap = False
    if begun and is_apart:
        yield text


def _question(lines: Sequence[str], lost: list[str]) -> Fields | None:
    """One question, whose last line with a text has its answer; None if anything is missing."""
    stem = current = list[str]()
    options: dict[str, list[str]] = {}
    key: str | None = None
    is_in_order = True
    for line in lines:
        if letter := _letter(line, len(options)):
            current = options[letter] = [line[2:].strip()]
        elif (answer := _answer(line)) and (options or _KEY.fullmatch(answer)):
            key = answer
        else:
            current.append(line)
            is_in_order = is_in_order and not _is_out_of_order(line, options)
    text = "\n".join(stem).strip()
    if key is None:
        lost.append(f"{brief(text or ' '.join(lines))}, which has no ANSWER line: left out")
        return None
    if not options or not text:
        name = brief(text or " ".join(lines))
        lost.append(f"{name}, which has no {'options' if text else 'text'}: left out")
        return None
    texts = {letter: " ".join(filter(None, each)) for letter, each in options.items()}
    right = {*_RIGHT.findall(key.upper())} if _KEY.fullmatch(key) else set()
    if not is_in_order:
        lost.append(f"its options are out of order: {KEYLESS}")
        right = set()
    elif not right or not right <= {*options}:
        lost.append(f"the answer, {brief(key)}, isn't the letter of an option: {KEYLESS}")
        right = set()
    share = 100 / max(1, len(right))
    answers = [Answer(each, share if letter in right else 0) for letter, each in texts.items()]
    # What is lost is said above.
    fields = picking(answers, one=len(right) <= 1, lose=lambda _: None)
    return {"kind": fields.pop("kind"), "stem": text, **fields}


def _is_out_of_order(line: str, before: Collection[str]) -> bool:
    """Whether a line begins with the letter of an option that doesn't follow those before it."""
    option = _OPTION.fullmatch(line)
    return option is not None and option[1].upper() in _LETTERS[: len(before) + _NEARBY]
