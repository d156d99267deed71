"""Questions taken from Aiken: a question, its options by letter, and the line with the answer.

The format is what Moodle reads: https://docs.moodle.org/en/Aiken_format
"""

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from itertools import pairwise

from quiz.formats.answers import Answer, Fields, brief, picking
from quiz.formats.encoded import text_of
from quiz.formats.taken import Lost, NotReadable, Taken, refuse_too_many
from quiz.text import clean

_OPTION = re.compile(r"([A-Za-z])[.)]\s+(\S.*)")
_ANSWER = re.compile(r"ANSWERS?\s*:\s*([A-Z](?:\s*,?\s*[A-Z])*)\.?", re.IGNORECASE)
_LONGEST = 80
"""How much is read of a line that may have the answer; one for every letter is shorter."""
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_RIGHT = re.compile(r"[A-Z]")


def read(data: bytes) -> Taken:
    """The questions of a file of Aiken, and what of it was lost."""
    lines = clean(text_of(data)).split("\n")
    answers = [at for at, line in enumerate(lines) if _ANSWER.fullmatch(line.strip()[:_LONGEST])]
    if not answers:
        raise NotReadable(
            "this isn't Aiken, in which each question ends with a line like “ANSWER: B”",
            "name the file's format",
        )
    refuse_too_many(len(answers))
    starts = [*_starts(lines, {*answers})]
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


def _letter(line: str, count: int) -> str:
    """The letter of an option that may come after this many others; empty if the line isn't one.

    The options come in the order of the alphabet, so that “I. Newton” isn't one.
    """
    option = _OPTION.fullmatch(line)
    letter = option[1].upper() if option else ""
    return letter if letter and letter == _LETTERS[count : count + 1] else ""


def _starts(lines: Sequence[str], answers: AbstractSet[int]) -> Iterator[int]:
    """Where each question starts: after an answer, or else where one was forgotten.

    That is where options begin again, or a text after an empty line that no option follows.
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
        if at in answers:
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
    stem: list[str] = []
    options: dict[str, list[str]] = {}
    right: list[str] | None = None
    for line in lines:
        if letter := _letter(line, len(options)):
            options[letter] = [line[2:].strip()]
        elif answer := _ANSWER.fullmatch(line[:_LONGEST]):
            right = _RIGHT.findall(answer[1].upper())
        elif not options:
            stem.append(line)
        elif line:
            options[next(reversed(options))].append(line)
    text = "\n".join(stem).strip()
    if right is None:
        lost.append(f"{brief(text or ' '.join(lines))}, which no answer ends: left out")
        return None
    if not options or not text:
        name = brief(text or " ".join(lines))
        lost.append(f"{name}, which has no {'options' if text else 'text'}: left out")
        return None
    unknown = (each for each in right if each not in options)
    lost += (f"the answer {each}, which isn't among the options: left out" for each in unknown)
    share = 100 / max(1, len(right))
    wrong = 0.0 if len(right) == 1 else -share
    answers = [
        Answer(" ".join(each), share if letter in right else wrong)
        for letter, each in options.items()
    ]
    fields = picking(answers, one=len(right) == 1, lose=lost.append)
    return {"kind": fields.pop("kind"), "stem": text, **fields}
