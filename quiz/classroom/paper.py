"""A quiz on paper: which questions a sheet asks in each version, its code, and what was typed in.

A sheet is known by its code alone, such as `10-7-2-kvbt`: ten questions by the seed 7, in two
versions, and four letters that change with what is asked. Version A is the round that `quiz take`
begins with the same seed.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from functools import partial
from operator import contains
from random import Random
from string import ascii_uppercase
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from quiz.bank.kinds import digest
from quiz.bank.model import Bank
from quiz.bank.sha import sha256
from quiz.classroom.handin import HandedRound, HandIn, completed, handed_round, in_letters
from quiz.play.apart import apart
from quiz.play.pick import OPENERS, pick
from quiz.play.round import Answer, Round, Slot, begin
from quiz.text import folded

MOST_VERSIONS = len(ascii_uppercase)
_CODE = re.compile(r"(.+)-(n?)(\d{1,20})-(\d{1,2})-[a-z]{4}")
_TRIES = 100
"""How many orders are tried to find one that is unlike those of earlier versions."""

_Order = TypeVar("_Order", bound=Sequence[object])


class NoSheet(ValueError):  # noqa: N818 - a state of affairs
    """A code isn't one of this bank's sheets; the message says why."""


class Sheet(Struct, frozen=True):
    """What a sheet asks: so many questions, these, or those of a set."""

    seed: int
    versions: int
    count: int = 0
    """How many questions the seed picks; 0 if they are named."""
    ids: tuple[str, ...] = ()
    """The questions that were named, if they are no set."""
    set: str = ""
    """The id of the bank's set that is asked; empty if there is none."""


def rounds(bank: Bank, sheet: Sheet) -> tuple[Round, ...]:
    """The round of each version, from A on; the same ones each time.

    In two versions hardly any question is at the same place, nor an option of it.
    """
    random = Random(sheet.seed)
    if sheet.count:
        asked = pick(bank.questions, sheet.count, random, openers=OPENERS)
    else:
        known = {each.id: each for each in bank.questions}
        asked = [known[id] for id in sheet.ids or bank.sets[sheet.set].ids]
        random.shuffle(asked)
        asked = apart(asked)
    made = [begin(asked, random, exam=True, seed=sheet.seed, set=sheet.set)]
    for letter in ascii_uppercase[1 : sheet.versions]:
        made.append(_unlike(made, Random(f"{sheet.seed} {letter}")))
    return tuple(made)


def _unlike(earlier: Sequence[Round], random: Random) -> Round:
    """A round of the same questions in other orders than in those before."""
    asked = [slot.question for slot in earlier[0].slots]
    ids = [[slot.question.id for slot in each.slots] for each in earlier]

    def shuffled() -> list[str]:
        return random.sample(ids[0], len(ids[0]))

    by_id = {each.id: each for each in asked}
    order = [by_id[id] for id in _least_alike(shuffled, ids)]
    shown: dict[str, list[tuple[int, ...]]] = {each.id: [] for each in asked}
    for round in earlier:
        for slot in round.slots:
            shown[slot.question.id].append(slot.arrangement)

    slots = (
        Slot(each, _least_alike(partial(each.arrange, random), shown[each.id])) for each in order
    )
    first = earlier[0]
    return Round(tuple(slots), exam=True, seed=first.seed, set=first.set)


def _least_alike(make: Callable[[], _Order], earlier: Sequence[Sequence[object]]) -> _Order:
    """Of a few orders that are made, the one with the fewest things where an earlier has them."""
    there = [{*things} for things in zip(*earlier, strict=True)]

    def alike(order: _Order) -> int:
        return sum(map(contains, there, order))

    best = make()
    for _ in range(_TRIES):
        if not alike(best):
            break
        best = min(best, make(), key=alike)
    return best


def code(bank: Bank, sheet: Sheet) -> str:
    """What stands on the sheet, and tells `from_code` all of it."""
    which = sheet.set or str(sheet.count)
    if sheet.ids:  # by their places in the file, which are shorter
        places = {each.id: place for place, each in enumerate(bank.questions, start=1)}
        which = "".join(f"{places[id]}." for id in sheet.ids)
    asked = sorted(f"{slot.question.id} {digest(slot.question)}" for slot in _first(bank, sheet))
    recipe = f"{which}-{'n' * (sheet.seed < 0)}{abs(sheet.seed)}-{sheet.versions}"
    whole = sha256("\n".join([recipe, *asked]).encode()).digest()
    return f"{recipe}-{in_letters(whole, 4)}"


def _first(bank: Bank, sheet: Sheet) -> tuple[Slot, ...]:
    return rounds(bank, Sheet(sheet.seed, 1, sheet.count, sheet.ids, sheet.set))[0].slots


def seed_of(code: str) -> int | None:
    """The seed of a sheet, from its code alone; None if it is no code."""
    if not (found := _CODE.fullmatch(code)):
        return None
    _, negative, seed, _ = found.groups()
    return -int(seed) if negative else int(seed)


def from_code(bank: Bank, typed: str) -> Sheet:
    """The sheet that has a code; raises `NoSheet` if none of this bank has, as it is now."""
    found = _CODE.fullmatch(typed := typed.strip().lower())
    if not found:
        raise NoSheet(f"“{typed}” isn't the code of a sheet, such as 10-7-2-kvbt")
    which, negative, seed, versions = found.groups()
    for sheet in _sheets(bank, which, int(seed) * (-1 if negative else 1), int(versions)):
        if code(bank, sheet) == typed:
            return sheet
    raise NoSheet(
        f"no sheet of this bank has the code {typed}: the sheet is from another bank, "
        "or its questions have changed since"
    )


def _sheets(bank: Bank, which: str, seed: int, versions: int) -> Iterator[Sheet]:
    """What the first part of a code may stand for."""
    if not 1 <= versions <= MOST_VERSIONS:
        return
    if re.fullmatch(r"[1-9]\d{0,4}", which):
        yield Sheet(seed, versions, count=int(which))
    elif re.fullmatch(r"([1-9]\d{0,5}\.)+", which):
        places = [int(place) for place in which.split(".")[:-1]]
        if max(places) <= len(bank.questions) and len({*places}) == len(places):
            ids = tuple(bank.questions[place - 1].id for place in places)
            yield Sheet(seed, versions, ids=ids)
    if which in bank.sets:
        yield Sheet(seed, versions, set=which)


def typed_in(
    bank: Bank,
    round: Round,
    made: datetime,
    *,
    teacher: str,
    name: str,
    sheet: str,
    earlier: HandIn | None = None,
) -> HandIn:
    """A paper as a hand-in, with the other rounds of the `earlier` one.

    The reader's id and the round's are worked out from the random id of the `teacher`'s history, so
    that the same name is the same reader again, and no other teacher's.
    """
    reader = reader_of(bank, teacher, name)
    id = _id(reader, sheet)
    others = [each for each in earlier.rounds if each.id != id] if earlier else []
    return completed(bank, reader, made, name, [*others, handed_round(id, made, made, round)])


def reader_of(bank: Bank, teacher: str, name: str) -> str:
    """The id of the reader whom a teacher calls so."""
    return _id(teacher, bank.id, folded(" ".join(name.split())))


def typed_before(handed: HandIn, sheet: str) -> HandedRound | None:
    """The round of a hand-in that was typed from a sheet, by its code, if there is one."""
    id = _id(handed.reader, sheet)
    return next((each for each in handed.rounds if each.id == id), None)


def filled(round: Round, earlier: HandedRound) -> Round:
    """The round of a version with the answers that were typed from a sheet before."""
    typed = {
        each.id: Answer(each.response, each.certainty)
        for each in earlier.questions
        if each.response is not None and each.certainty is not None
    }
    slots = (
        slot.with_answer(answer)
        if (answer := typed.get(slot.question.id)) and slot.question.fits(answer.response)
        else slot
        for slot in round.slots
    )
    return replace(round, slots=tuple(slots))


def _id(*parts: str) -> str:
    return sha256("\n".join(("paper", *parts)).encode()).hexdigest()[:32]
