"""The end of a round in words: what went well, and what to do next."""

from collections import Counter
from collections.abc import Callable, Collection, Iterator

from msgspec import Struct

from quiz.bank.kinds import PARTLY, WRONG
from quiz.bank.model import Bank
from quiz.play.explain import sign
from quiz.play.mark import Certainty, points
from quiz.play.round import Round


class Ending(Struct, frozen=True):
    """What is said first at the end of a round, in this order."""

    well: str
    """A sentence on what went well."""
    next: str
    """A sentence on what to do next."""
    back: str
    """How many questions come back when; empty if none do."""
    reopen: int
    """The index of the question to look at first: the first that went wrong, if any did."""


def ending(bank: Bank, round: Round, missed: Collection[str], practise: str, back: str) -> Ending:
    """The end of a round; `missed` are the ids of its questions that were missed before.

    `practise` names the skill to practise next and says why, and `back` what comes back when.
    """
    signs = [sign(slot) if slot.answer else "" for slot in round.slots]
    waiting = next((each for each in (WRONG, PARTLY, "") if each in signs), None)
    reopen = 0 if waiting is None else signs.index(waiting)
    practise = f"try a round on {practise}"
    well = _went_well(bank, round, missed)
    if waiting is None:
        return Ending(well, f"Next, {practise}.", back, reopen)
    left_out = "look at" if round.exam else "come back to"
    count, title = signs.count(waiting), f"“{round.slots[reopen].question.name}”"
    look = {
        WRONG: f"look again at the {count} that went wrong",
        PARTLY: f"look again at the {count} that were partly right",
        "": f"{left_out} the {count} that you left out",
    }[waiting]
    if count == 1:
        look = f"{'look again at' if waiting else left_out} {title}"
    return Ending(well, f"Next, {look}, then {practise}.", back, reopen)


def score(round: Round, number: Callable[[float], str]) -> Iterator[str]:
    """The marks of the most possible and the counts of a round; `number` writes points."""
    if not (answered := len(round.answered)):
        yield "Nothing answered"
        return
    most = len(round.slots) * points(1, Certainty.SURE)
    yield f"{number(round.points)} of {most:.0f} marks"
    partly = sum(slot.share > 0 and not slot.right for slot in round.slots)
    yield f"{round.right} of {answered} right"
    if partly:
        yield f"{partly} partly right"
    if round.left_out:
        yield f"{len(round.left_out)} left out"


def _went_well(bank: Bank, round: Round, missed: Collection[str]) -> str:
    """The best that is true of a round; each sentence names something that the reader did."""
    answered, right = len(round.answered), round.right
    certainties = [slot.answer.certainty for slot in round.slots if slot.answer and slot.right]
    sure_right = certainties.count(Certainty.SURE)
    sure = sum(slot.answer.certainty is Certainty.SURE for slot in round.slots if slot.answer)
    again = sum(bool(slot.right) and slot.question.id in missed for slot in round.slots)
    asked = Counter(slot.question.skill for slot in round.answered)
    right_on = Counter(slot.question.skill for slot in round.slots if slot.right)
    whole = [(n, skill) for skill, n in asked.items() if n == right_on[skill] and n > 1]
    if not answered:
        return "You had a look at them, and that costs nothing."
    if right == answered > 1:
        every = ", and were sure of every one" if sure_right == right else ""
        return f"You got {_all(right)} right{every}."
    if again:
        return f"You got {_some(again)} right that you'd missed before."
    if sure == sure_right > 1:
        return f"You were sure of {sure}, and right each time."
    if whole:
        count, skill = max(whole)
        return f"You got {_all(count)} on {bank.skills[skill].name} right."
    if right:
        return f"You got {right} of {answered} right." if answered > 1 else "You got it right."
    if any(slot.share for slot in round.slots):
        return "You were on the right track: part of what you said was right."
    if not sure:
        return "You never said “sure” when you were wrong, and that saved marks."
    return "You stayed to the end, and what surprises you is what you remember best."


def _all(count: int) -> str:
    return "both" if count == 2 else f"all {count}"  # noqa: PLR2004 - both


def _some(count: int) -> str:
    return "one" if count == 1 else str(count)
