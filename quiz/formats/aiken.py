"""Questions taken from Aiken: a question, its options by letter, and the line with the answer.

The format is what Moodle reads: https://docs.moodle.org/en/Aiken_format
"""

import re
from collections.abc import Sequence

from quiz.formats.answers import Answer, Fields, brief, picking
from quiz.formats.encoded import text_of
from quiz.formats.taken import Lost, NotReadable, Taken, refuse_too_many
from quiz.text import clean

_OPTION = re.compile(r"([A-Za-z])[.)]\s+(\S.*)")
_ANSWER = re.compile(r"ANSWERS?\s*:\s*([A-Z](?:\s*,?\s*[A-Z])*)\.?", re.IGNORECASE)
_LONGEST = 80
"""How much is read of a line that may have the answer; one for every letter is shorter."""
_LETTER = re.compile(r"[A-Z]")


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
    questions: list[Fields] = []
    lost: list[Lost] = []
    began = 0
    for number, end in enumerate(answers, start=1):
        first = next(at for at in range(began, end + 1) if lines[at].strip())
        where = f"question {number}, line {first + 1}"
        its: list[str] = []
        fields = _question(lines[first : end + 1], its)
        if fields:
            questions.append(fields)
        lost += (Lost(where, each) for each in its)
        began = end + 1
    if rest := " ".join(lines[began:]).strip():
        lost.append(Lost(f"line {began + 1}", f"{brief(rest)}, which no answer ends: left out"))
    return Taken(tuple(questions), tuple(lost))


def _question(lines: Sequence[str], lost: list[str]) -> Fields | None:
    """One question, from its first line to that with its answer; None if it has no options."""
    stem: list[str] = []
    options: dict[str, str] = {}
    *before, last = (line.strip() for line in lines)
    for line in before:
        letter = ""
        if option := _OPTION.fullmatch(line):
            letter = option[1].upper()
            # The options come in the order of the alphabet, so that “I. Newton” isn't one.
            if letter != "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[len(options) : len(options) + 1]:
                option = None
        if option:
            options[letter] = option[2]
        elif not options:
            stem.append(line)
        elif line:
            final = next(reversed(options))
            options[final] = f"{options[final]} {line}"
    answer = _ANSWER.fullmatch(last[:_LONGEST])
    right = _LETTER.findall(answer[1].upper()) if answer else []
    text = "\n".join(stem).strip()
    if not options or not text:
        lost.append(
            f"{brief(text or last)}, which has no {'options' if text else 'text'}: left out"
        )
        return None
    unknown = (each for each in right if each not in options)
    lost += (f"the answer {each}, which isn't among the options: left out" for each in unknown)
    share = 100 / max(1, len(right))
    wrong = 0.0 if len(right) == 1 else -share
    answers = [
        Answer(each, share if letter in right else wrong) for letter, each in options.items()
    ]
    fields = picking(answers, one=len(right) == 1, lose=lost.append)
    return {"kind": fields.pop("kind"), "stem": text, **fields}
