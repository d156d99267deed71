"""The lines of JSON in which a history is exported: their types, and reading them.

Anyone may have written a file, so every value is checked before it reaches the history.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import IO, Annotated, Any

import msgspec
from msgspec import Meta, Raw, Struct

from quiz.bank.kinds import Question, content, digest
from quiz.play.mark import Certainty
from quiz.record.answers import Seconds
from quiz.record.rows import LAST
from quiz.text import UNSAFE

LONGEST, LARGEST, MOST = 4_000_000, 400_000_000, 1_000_000
"""The most bytes in a line, bytes in a file and lines in a file: enough for a million answers."""

_LONGEST_MESSAGE = 200
"""The most characters of an error message, which may quote the file."""

Count = Annotated[int, Meta(ge=0, le=100_000)]
Moment = Annotated[int, Meta(ge=0, le=LAST)]
"""Milliseconds since 1970 in UTC."""
Numbers = Annotated[tuple[Count, ...], Meta(max_length=1000)]


class QuestionLine(Struct, frozen=True, gc=False, tag="question", tag_field="line"):
    """A question as it was asked; the fields but for `digest` and `body` are for other programs."""

    digest: str
    id: str
    skill: str
    move: str
    kind: str
    body: Raw
    """The question as JSON, with the fields that it has in a bank."""


class SlotEntry(Struct, frozen=True, gc=False):
    """A slot of a round."""

    n: Count
    place: Count | None
    question: str
    """The digest of a question in one of the lines before."""
    arrangement: Numbers
    skipped: bool
    flagged: bool
    looked: bool
    response: Numbers | Annotated[str, Meta(max_length=100_000)] | None = None
    certainty: Certainty | None = None
    seconds: Seconds | None = None
    answered: Moment | None = None
    turn: Annotated[int, Meta(ge=0, le=2**53)] | None = None


class RoundLine(Struct, frozen=True, kw_only=True, tag="round", tag_field="line"):
    """A round with all its slots."""

    uuid: Annotated[str, Meta(pattern="^[0-9a-f]{32}$")]
    bank: Annotated[str, Meta(max_length=4096)]
    began: Moment
    touched: Moment
    at: Count
    exam: bool
    over: bool
    slots: Annotated[tuple[SlotEntry, ...], Meta(min_length=1, max_length=10_000)]
    seed: Annotated[int, Meta(ge=-(2**63), le=2**63 - 1)] | None = None
    set: Annotated[str, Meta(max_length=400)] | None = None


class JudgedSlotEntry(SlotEntry, frozen=True, gc=False):
    """A slot as it is exported: with the judgement of its answer."""

    right: bool | None = None
    share: float | None = None
    points: float | None = None
    trust: int | None = None
    doubt: int | None = None


class CountedRoundLine(RoundLine, frozen=True, kw_only=True, tag="round", tag_field="line"):
    """A round as it is exported: with its counts."""

    asked: int
    answered: int
    right: int
    points: float
    slots: Annotated[tuple[JudgedSlotEntry, ...], Meta(min_length=1)]


class SoundQuestion(Struct, frozen=True):
    """A question that can be asked, with its own digest."""

    digest: str
    body: bytes
    question: Question


class Contents(Struct, frozen=True):
    """The contents of a file: questions by their digests in the file, and rounds."""

    questions: dict[str, SoundQuestion] = {}
    rounds: list[RoundLine] = []


def lines_of(file: IO[bytes]) -> Iterator[bytes]:
    """The lines of a file; one that is too long, and may have no end, is cut."""
    return iter(lambda: file.readline(LONGEST + 1), b"")


def read(lines: Iterable[str | bytes]) -> Contents:
    """Read lines; raises `ValueError` that names the first bad line and says what is wrong."""
    decoder = msgspec.json.Decoder(QuestionLine | RoundLine)
    contents = Contents()
    uuids: set[str] = set()
    size = 0
    for number, line in enumerate(lines, 1):
        size += len(line)
        try:
            data = line.encode() if isinstance(line, str) else line
            _check_size(len(data), size, number)
            # Some programs begin a text with a byte-order mark.
            data = data.removeprefix(b"\xef\xbb\xbf").strip()
            if not data:
                continue
            entry = decoder.decode(data)
            if isinstance(entry, QuestionLine):
                sound = sound_question(bytes(entry.body))
                known = contents.questions.setdefault(entry.digest, sound)
                if known.digest != sound.digest:
                    raise ValueError("another question has this digest")  # noqa: TRY301 - caught below, to name the line
            else:
                _check_slots(entry, contents.questions)
                if entry.uuid in uuids:
                    raise ValueError("this round is there twice")  # noqa: TRY301 - caught below, to name the line
                uuids.add(entry.uuid)
                contents.rounds.append(entry)
        except (ValueError, RecursionError) as error:
            raise ValueError(f"line {number}: {_message(error, line)}") from None
    return contents


@lru_cache(maxsize=64)  # a file may repeat the same line many times
def sound_question(raw: bytes) -> SoundQuestion:
    """The question in JSON; raises `ValueError` if it can't be asked."""
    document = msgspec.json.decode(raw)
    question: Question = msgspec.json.decode(raw, type=Question)
    for text in _texts(document):
        if unsafe := UNSAFE.search(text):
            raise ValueError(f"a question can't have the character U+{ord(unsafe[0]):04X}")
    try:
        sound = question.fits(question.key) and question.share(question.key) == 1
    except (ValueError, ArithmeticError, LookupError):
        sound = False
    if not sound:
        raise ValueError("the question has no right answer")
    return SoundQuestion(digest(question), content(question), question)


def _texts(value: Any) -> Iterator[str]:
    """All strings in a document, keys included."""
    match value:
        case str():
            yield value
        case dict():
            for each in (*value, *value.values()):
                yield from _texts(each)
        case list():
            for each in value:
                yield from _texts(each)
        case _:
            pass


def _check_slots(round: RoundLine, questions: dict[str, SoundQuestion]) -> None:
    """Raise `ValueError` unless the slots of a round fit their questions and one another."""
    numbers: set[int] = set()
    for slot in round.slots:
        if slot.question not in questions:
            raise ValueError(f"no line before it has the question {slot.question}")
        if slot.n in numbers:
            raise ValueError(f"slot {slot.n} is there twice")
        numbers.add(slot.n)
        check_slot(slot, questions[slot.question].question)


def check_slot(slot: SlotEntry, question: Question) -> None:
    """Raise `ValueError` unless the answer is complete and fits the question."""
    answer = (slot.response, slot.certainty, slot.answered)
    if any(part is None for part in answer) and answer != (None, None, None):
        raise ValueError(f"slot {slot.n}: an answer needs response, certainty and answered")
    if slot.response is not None and not question.fits(slot.response):
        raise ValueError(f"slot {slot.n}: the answer doesn't fit the question")


def _check_size(line: int, file: int, number: int) -> None:
    """Raise `ValueError` if a line or file is larger than any history; it may have no end."""
    if line > LONGEST:
        raise ValueError(f"longer than {LONGEST // 10**6} MB")
    if file > LARGEST or number > MOST:
        raise ValueError(f"more than {LARGEST // 10**6} MB or {MOST:,} lines")


def _message(error: Exception, line: str | bytes) -> str:
    if isinstance(error, RecursionError):
        return "nested too deep"
    if isinstance(error, UnicodeError) or (isinstance(line, bytes) and b"\0" in line):
        return "not UTF-8 text"
    message = " ".join(str(error).split())[:_LONGEST_MESSAGE]
    return message if message.startswith("JSON") else f"{message[:1].lower()}{message[1:]}"
