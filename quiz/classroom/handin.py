"""The file that a reader hands in: made from the history, and read again by a teacher's quiz.

docs/classroom.md has the format. Anyone may have written a file, so every value is checked.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta, Struct
from msgspec.structs import replace

from quiz.bank.fields import Id
from quiz.bank.kinds import digest
from quiz.bank.model import Bank
from quiz.bank.sha import sha256
from quiz.play.mark import Certainty
from quiz.play.round import Round, Slot
from quiz.record.answers import Seconds
from quiz.record.history import History
from quiz.text import folded, one_line

ENDING = ".quiz"
UNFINISHED = ".unfinished"
"""The ending of a file with what was typed of a paper so far."""
LONGEST_NAME = 100
"""The most characters in a reader's name."""
LARGEST = 16_000_000
"""The most bytes in a file."""
_NEWEST, _OLDEST = 2100, 1970
_LONGEST_MESSAGE = 200
"""The most characters of an error message, which may quote the file."""
_LETTERS = "bcdfghjkmnpqrtvwxz"
"""Without vowels, since chance would spell words that nobody wants to read out in a class."""

Number = Annotated[int, Meta(ge=0, le=1000)]
Numbers = Annotated[tuple[Number, ...], Meta(max_length=1000)]
Moment = Annotated[datetime, Meta(tz=True)]
Short = Annotated[str, Meta(max_length=400)]


def _is_of_a_clock(moment: datetime) -> bool:
    return _OLDEST <= moment.year <= _NEWEST


class Offered(Struct, frozen=True, gc=False, omit_defaults=True):
    """A question as it was offered, with its answer if there is one."""

    id: Id
    digest: Annotated[str, Meta(pattern="^[0-9a-f]{16}$")]
    """Identifies the wording, as `quiz.bank.kinds.digest` does."""
    kind: Short
    order: Numbers
    """The order in which options, rows, steps or parts were shown, by their numbers in the bank."""
    response: Numbers | Annotated[str, Meta(max_length=100_000)] | None = None
    """The numbers in the bank of what was picked, or what was typed; None without an answer."""
    certainty: Certainty | None = None
    share: Annotated[float, Meta(ge=0, le=1)] | None = None
    """How much of the answer is right."""
    marks: Annotated[float, Meta(ge=-6, le=3)] | None = None
    trust: Number = 0
    """How many of the options picked believe too much."""
    doubt: Number = 0
    """How many of the options picked dismiss too much."""
    skipped: bool = False
    flagged: bool = False
    """The reader marked it to come back to."""
    looked: bool = False
    """The reader looked at who is behind the sources before answering."""
    seconds: Seconds | None = None
    """From when the question was last shown; None unless the reader gave the times."""

    def __post_init__(self) -> None:
        """Raise `ValueError` if an answer lacks a part."""
        parts = (self.response, self.certainty, self.share, self.marks)
        if parts.count(None) not in (0, len(parts)):
            raise ValueError("an answer has response, certainty, share and marks")

    @property
    def left_out(self) -> bool:
        """Whether there is no answer."""
        return self.response is None

    @property
    def right(self) -> bool | None:
        """Whether the answer is wholly right; None while there is none."""
        return None if self.share is None else self.share == 1


class HandedRound(Struct, frozen=True, omit_defaults=True):
    """A round, with every question as it was offered."""

    id: Annotated[str, Meta(pattern="^[0-9a-f]{32}$")]
    """Random, and the same in each later hand-in."""
    began: Moment
    ended: Moment
    """When it was last changed, which is its end if it is over."""
    exam: bool
    over: bool
    """False if the reader left it before its end."""
    questions: Annotated[tuple[Offered, ...], Meta(min_length=1, max_length=10_000)]
    """In the order in which they were offered."""
    seed: Annotated[int, Meta(ge=-(2**63), le=2**63 - 1)] | None = None
    """What `--seed` gave, if the round was taken with one."""
    set: Short = ""
    """The name of the bank's set that it asked; empty if there was none."""

    def __post_init__(self) -> None:
        """Raise `ValueError` for a time that no clock would have."""
        if not all(map(_is_of_a_clock, (self.began, self.ended))):
            raise ValueError(f"a round lies outside {_OLDEST} to {_NEWEST}")

    @property
    def answers(self) -> Iterator[Offered]:
        """The questions that have an answer."""
        return (each for each in self.questions if not each.left_out)


class BankStamp(Struct, frozen=True):
    """Which bank the questions are from, and in which wording."""

    id: Annotated[str, Meta(min_length=1, max_length=100)]
    title: Short
    digest: Annotated[str, Meta(pattern="^[0-9a-f]{16}$")]
    """Changes with the wording of any question."""


class HandIn(Struct, frozen=True, tag="hand-in", tag_field="quiz"):
    """What one reader hands in: all rounds with one bank."""

    format: Literal[1]
    made: Moment
    reader: Annotated[str, Meta(pattern="^[0-9a-f]{32}$")]
    """Random; the same in all hand-ins from one history."""
    name: Annotated[str, Meta(max_length=LONGEST_NAME)]
    """What the reader gave as a name; else empty."""
    bank: BankStamp
    rounds: Annotated[tuple[HandedRound, ...], Meta(max_length=100_000)]
    """The oldest first."""
    check: Annotated[str, Meta(max_length=20)] = ""
    """The check word. Once a file is read: empty if its content isn't as it was made."""

    def __post_init__(self) -> None:
        """Raise `ValueError` for a time that no clock would have."""
        if not _is_of_a_clock(self.made):
            raise ValueError(f"it was made outside {_OLDEST} to {_NEWEST}")

    @property
    def answers(self) -> Iterator[Offered]:
        """All answers, the oldest first."""
        return (answer for round in self.rounds for answer in round.answers)


class NoHandIn(ValueError):  # noqa: N818 - a state of affairs
    """A file isn't a hand-in, or not one that can be read; the message ends a sentence on it."""


def stamp(bank: Bank) -> BankStamp:
    """The bank's id and title, and the digest of all that it asks."""
    wordings = sorted(f"{each.id} {digest(each)}" for each in bank.questions)
    whole = sha256("\n".join(wordings).encode()).hexdigest()[:16]
    return BankStamp(bank.id, bank.about.title, whole)


def hand_in(
    bank: Bank,
    history: History,
    reader: str,
    made: datetime,
    *,
    name: str = "",
    times: bool = False,
) -> HandIn:
    """All rounds with a bank that are over or have an answer, as a file to hand in.

    What an open exam asks is left out of every round, so that no key is given away.
    """
    asks = history.exam_that_asks(bank.id)
    rounds = []
    for summary in history.rounds(bank.id):
        if (summary.exam or not summary.answered) and not summary.over:
            continue
        round = history.round(summary.number)
        slots = [slot for slot in round.slots if not asks(slot.question)] if round else []
        if round and slots:
            asked, ended = replace(round, slots=tuple(slots)), summary.touched or summary.began
            rounds.append(handed_round(summary.uuid, summary.began, ended, asked, times=times))
    return completed(bank, reader, made, name, rounds)


def completed(
    bank: Bank, reader: str, made: datetime, name: str, rounds: Iterable[HandedRound]
) -> HandIn:
    """The hand-in of these rounds, with its check word."""
    whole = HandIn(1, _second(made), reader, _clean(name), stamp(bank), tuple(rounds))
    return replace(whole, check=check_word(msgspec.to_builtins(whole)))


def _clean(name: str) -> str:
    """A reader's name in one line, of no more characters than a name may have.

    It is empty if there is nothing in it to see.
    """
    return one_line(" ".join(name.split()))[:LONGEST_NAME] if folded(name) else ""


def handed_round(
    id: str, began: datetime, ended: datetime, round: Round, *, times: bool = False
) -> HandedRound:
    """A round as it is handed in, with how long answers took if `times`."""
    return HandedRound(
        id=id,
        began=_second(began),
        ended=_second(ended),
        exam=round.exam,
        over=round.over,
        questions=tuple(_offered(slot, times=times) for slot in round.slots),
        seed=round.seed,
        set=round.set,
    )


def _offered(slot: Slot, *, times: bool) -> Offered:
    question, answer, judged = slot.question, slot.answer, slot.judgement
    offered = Offered(
        question.id,
        digest(question),
        question.kind,
        slot.arrangement,
        skipped=slot.skipped,
        flagged=slot.flagged,
        looked=slot.looked,
    )
    if not (answer and judged):
        return offered
    return replace(
        offered,
        response=answer.response,
        certainty=answer.certainty,
        share=min(max(0.0, judged.share), 1.0),  # another program may have changed them
        marks=min(max(-6.0, judged.points), 3.0),
        trust=judged.trust,
        doubt=judged.doubt,
        seconds=round(answer.seconds, 1) if times else None,
    )


def _second(moment: datetime) -> datetime:
    """A time in UTC to the second: how fast answers came is nobody's business."""
    return moment.astimezone(UTC).replace(microsecond=0)


def check_word(document: dict[str, Any]) -> str:
    """Six letters that change with the content of a hand-in, however it is laid out.

    They are taken from SHA-256 over its JSON without `check`, with sorted keys and no spaces.
    """
    content = {name: value for name, value in document.items() if name != "check"}
    return in_letters(sha256(msgspec.json.encode(content, order="sorted")).digest(), 6)


def in_letters(hash: bytes, count: int) -> str:
    """So many letters that are taken from a hash."""
    number, word = int.from_bytes(hash), ""
    for _ in range(count):
        number, letter = divmod(number, len(_LETTERS))
        word += _LETTERS[letter]
    return word


def in_file(made: HandIn) -> bytes:
    """The content of the file, which ends with a line break."""
    return msgspec.json.encode(made) + b"\n"


def file_name(name: str, reader: str) -> str:
    """A name for the file: the reader's name without what a file system may not take, or the id."""
    name = re.sub(r"[^\w ,'’.()-]+", "-", _clean(name)).strip(" .-")
    name = name.encode()[:100].decode(errors="ignore").rstrip(" .-")
    # Windows keeps such names for devices, whatever their ending.
    if not name or re.fullmatch(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?", name):
        name = f"hand-in-{reader[:8]}"
    return f"{name}{ENDING}"


def read_handin(path: Path) -> HandIn:
    """Read a file; raises `NoHandIn` that says what is wrong with it."""
    try:
        if not path.is_file():  # opening a pipe may take for ever
            raise NoHandIn("isn't a file" if path.exists() else "isn't there")
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except OSError as error:
        raise NoHandIn(f"can't be read ({error.strerror})") from None
    return from_bytes(data)


def from_bytes(data: bytes) -> HandIn:
    """Read the content of a file; raises `NoHandIn` that says what is wrong with it."""
    if len(data) > LARGEST:
        raise NoHandIn(f"is larger than {LARGEST // 10**6} MB")
    if not data.strip():
        raise NoHandIn("is empty")
    try:
        document = msgspec.json.decode(data.removeprefix(b"\xef\xbb\xbf"))
    except (ValueError, RecursionError):
        ours = b'"hand-in"' in data[:1000]
        raise NoHandIn("is cut off or damaged" if ours else "isn't a hand-in") from None
    if not isinstance(document, dict) or document.get("quiz") != "hand-in":
        raise NoHandIn("isn't a hand-in")
    version = document.get("format")
    if isinstance(version, int) and version > 1:
        raise NoHandIn("is from a newer version of the quiz")
    try:
        found = msgspec.convert(document, HandIn)
        intact = found.check == check_word(document)
    except (ValueError, OverflowError, RecursionError) as error:
        raise NoHandIn(f"has what no hand-in has ({_message(error)})") from None
    return replace(found, name=_clean(found.name), check=found.check if intact else "")


def _message(error: Exception) -> str:
    """Where something can't be so, such as "“certainty” of question 9 of round 1", or what."""
    message = " ".join(str(error).split())[:_LONGEST_MESSAGE]
    if found := re.search(r"`\$\.?(.*)`$", message):
        steps = re.findall(r"(\w+)(?:\[(\d+)\])?", found[1])
        places = [f"{name[:-1]} {int(at) + 1}" if at else f"“{name}”" for name, at in steps]
        if places:
            return one_line(" of ".join(reversed(places)))
    return one_line(f"{message[:1].lower()}{message[1:]}".rstrip("."))
