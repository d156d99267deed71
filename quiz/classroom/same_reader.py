"""Which files are one reader's, and all of them as one."""

from collections import defaultdict
from collections.abc import Sequence

from msgspec.structs import replace

from quiz.classroom.handin import HandedRound, HandIn


def by_reader(found: Sequence[tuple[str, HandIn]]) -> dict[str, list[tuple[str, HandIn]]]:
    """The files of each reader, in their order; one that has rounds of two makes these one."""
    # From each id of a reader or a round to another of the same reader's.
    leads: dict[tuple[str, str], tuple[str, str]] = {}

    def last(id: tuple[str, str]) -> tuple[str, str]:
        while (after := leads.setdefault(id, id)) != id:
            leads[id] = leads[after]  # a shorter way for the next time
            id = after
        return id

    for _, handed in found:
        # A round is in another history only if that was imported, or a file copied.
        for round in handed.rounds:
            leads[last(("round", round.id))] = last(("reader", handed.reader))
    readers: dict[str, list[tuple[str, HandIn]]] = defaultdict(list)
    for file, handed in found:
        readers[last(("reader", handed.reader))[1]].append((file, handed))
    return readers


def as_one(handed: Sequence[HandIn]) -> HandIn:
    """All hand-ins of one reader as one; of a round that is there twice, the last counts.

    What an exam asked when that was handed in isn't in it, and is taken from one before.
    """
    *_, latest = handed
    rounds: dict[str, HandedRound] = {}
    intact: dict[str, bool] = {}
    for each in handed:
        is_intact = bool(each.check)
        for round in each.rounds:
            before = rounds.get(round.id) if intact.get(round.id) is is_intact else None
            rounds[round.id] = _with_rest(round, before) if before else round
            intact[round.id] = is_intact
    names = [each.name for each in handed if each.name]
    return replace(
        latest,
        rounds=tuple(sorted(rounds.values(), key=lambda each: each.began)),
        name=names[-1] if names else "",
        check=latest.check if all(intact.values()) else "",
    )


def _with_rest(round: HandedRound, before: HandedRound) -> HandedRound:
    """A round with the questions that it had before and has no more."""
    there = {each.id for each in round.questions}
    rest = [each for each in before.questions if each.id not in there]
    return replace(round, questions=(*round.questions, *rest)) if rest else round
