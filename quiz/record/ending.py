"""The end of a round in words: what went well, and what to do next."""

from collections import Counter
from collections.abc import Callable, Collection, Iterator

from msgspec import Struct

from quiz.bank.kinds import PARTLY, WRONG
from quiz.bank.model import Bank
from quiz.play.explain import sign
from quiz.play.mark import Certainty, points
from quiz.play.round import Round
from quiz.words import say, say_n


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
    well = _went_well(bank, round, missed)
    if waiting is None:
        return Ending(well, say("Next, try a round on {skill}.", skill=practise), back, reopen)
    count, title = signs.count(waiting), round.slots[reopen].question.name
    if waiting == WRONG:
        look = say_n(
            count,
            "look again at “{title}”",
            "look again at the {n} that went wrong",
            title=title,
        )
    elif waiting == PARTLY:
        look = say_n(
            count,
            "look again at “{title}”",
            "look again at the {n} that were partly right",
            title=title,
        )
    elif round.exam:
        look = say_n(count, "look at “{title}”", "look at the {n} that you left out", title=title)
    else:
        look = say_n(
            count, "come back to “{title}”", "come back to the {n} that you left out", title=title
        )
    what = say("Next, {look}, then try a round on {skill}.", look=look, skill=practise)
    return Ending(well, what, back, reopen)


def score(round: Round, number: Callable[[float], str]) -> Iterator[str]:
    """The marks of the most possible and the counts of a round; `number` writes points."""
    if not (answered := len(round.answered)):
        yield say("Nothing answered")
        return
    most = len(round.slots) * points(1, Certainty.SURE)
    yield say("{n} of {all} marks", n=number(round.points), all=f"{most:.0f}")
    partly = sum(slot.share > 0 and not slot.right for slot in round.slots)
    yield say("{n} of {all} right", n=round.right, all=answered)
    if partly:
        yield say("{n} partly right", n=partly)
    if round.left_out:
        yield say("{n} left out", n=len(round.left_out))


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
        return say("You had a look at them, and that costs nothing.")
    if right == answered > 1:
        if sure_right == right:
            return say("You got {all} right, and were sure of every one.", all=_all(right))
        return say("You got {all} right.", all=_all(right))
    if again:
        return say_n(
            again,
            "You got one right that you'd missed before.",
            "You got {n} right that you'd missed before.",
        )
    if sure == sure_right > 1:
        return say("You were sure of {n}, and right each time.", n=sure)
    if whole:
        count, skill = max(whole)
        name = bank.skills[skill].name
        return say("You got {all} on {skill} right.", all=_all(count), skill=name)
    if right and answered > 1:
        return say("You got {n} of {all} right.", n=right, all=answered)
    if right:
        return say("You got it right.")
    if any(slot.share for slot in round.slots):
        return say("You were on the right track: part of what you said was right.")
    if not sure:
        return say("You never said “sure” when you were wrong, and that saved marks.")
    return say("You stayed to the end, and what surprises you is what you remember best.")


def _all(count: int) -> str:
    return say("both") if count == 2 else say("all {n}", n=count)  # noqa: PLR2004 - both
