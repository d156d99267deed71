"""The end of a round in words: what went well, and what to do next."""

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence

from msgspec import Struct

from quiz.bank.kinds import PARTLY, RIGHT, WRONG
from quiz.bank.model import Bank
from quiz.play.explain import points_in_words, sign
from quiz.play.mark import Certainty, points, total
from quiz.play.round import Round, Slot
from quiz.words import say, say_n

NAMED = 3
"""How many of the questions that come back are named."""


class Ending(Struct, frozen=True):
    """What is said first at the end of a round, in this order."""

    cost: str
    """A sentence on what was sure and not right, by its title; empty if nothing was."""
    well: str
    """A sentence on what went well."""
    next: str
    """A sentence on what to do next."""
    remember: tuple[str, ...]
    """Two lines to remember, of what went wrong, or else of what the reader was least sure of."""
    back: str
    """How many questions come back when, and which; empty if none do."""
    reopen: int
    """The index of the question to look at first: the one that `cost` names, or else the one that
    went most wrong, or was left out."""


def ending(
    bank: Bank,
    round: Round,
    missed: Collection[str],
    practise: str,
    back: str = "",
    *,
    key: str = "",
) -> Ending:
    """The end of a round; `missed` are the ids of its questions that were missed before.

    `practise` names the skill to practise next and says why, or is empty; `back` is what comes back
    when; `key` opens the question to look at first, and without one, numbers that are typed do.
    """
    first = min(round.slots, key=_urgency)
    again = [] if first.right else [each for each in round.slots if _sign(each) == _sign(first)]
    return Ending(
        _cost(sorted(filter(_was_costly, round.slots), key=_urgency)),
        _went_well(bank, round, missed),
        _next(round, first, again, practise, key),
        _to_remember(bank, round),
        back,
        round.slots.index(first),
    )


def _sign(slot: Slot) -> str:
    return sign(slot) if slot.answer else ""


def _was_costly(slot: Slot) -> bool:
    """Whether it cost marks to be sure."""
    sure = slot.answer and slot.answer.certainty is Certainty.SURE
    return bool(sure and slot.points < 0)


def _urgency(slot: Slot) -> tuple[bool, int, float]:
    """What to look at first sorts first: what was sure and cost marks, and so is named.

    Then come wrong, partly right, left out and right; of these, what cost most.
    """
    return not _was_costly(slot), [WRONG, PARTLY, "", RIGHT].index(_sign(slot)), slot.points


def _cost(sure: Sequence[Slot]) -> str:
    """What it cost to be sure of these, which weren't right, by the title of the first."""
    if not sure:
        return ""
    title, marks = sure[0].question.name, points_in_words(-total(slot.points for slot in sure))
    if len(sure) == 1:
        return say("You were sure about “{title}”, and it cost {marks}.", title=title, marks=marks)
    return say_n(
        len(sure) - 1,
        "You were sure about “{title}” and one more, and they cost {marks}.",
        "You were sure about “{title}” and {n} more, and they cost {marks}.",
        title=title,
        marks=marks,
    )


def _next(round: Round, first: Slot, again: Sequence[Slot], practise: str, key: str) -> str:
    """What to do next; `again` are those to look at again, of which one is the `first`."""
    if not again:
        if practise:
            return say("Next, try a round on {skill}.", skill=practise)
        return say("Next, try another round (n).")
    count, title, went = len(again), first.question.name, _sign(first)
    if went == WRONG:
        look = say_n(
            count,
            "look again at “{title}”",
            "look again at the {n} that went wrong",
            title=title,
        )
    elif went == PARTLY:
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
    look += f" ({key or ', '.join(str(round.slots.index(each) + 1) for each in again)})"
    if not practise:
        return say("Next, {look}.", look=look)
    return say("Next, {look}, then try a round on {skill}.", look=look, skill=practise)


def _to_remember(bank: Bank, round: Round) -> tuple[str, ...]:
    """Two take-aways: of what cost most, or else of what the reader was least sure of."""

    def urgency(slot: Slot) -> tuple[bool, float, int]:
        return bool(slot.right), slot.points, slot.answer.certainty if slot.answer else 0

    slots = sorted(round.answered, key=urgency)
    lines = (each.question.habit or bank.skills[each.question.skill].habit for each in slots)
    return tuple(dict.fromkeys(filter(None, lines)))[:2]


def marks(round: Round, number: Callable[[float], str]) -> str:
    """The marks of the most possible, and what the same answers earn as guesses.

    `number` writes points. It is empty if nothing was answered.
    """
    if not round.answered:
        return ""
    most = len(round.slots) * points(1, Certainty.SURE)
    said = say("{n} of {all} marks", n=number(round.points), all=f"{most:.0f}")
    guessed = total(points(slot.share, Certainty.GUESS) for slot in round.answered)
    if number(guessed) == number(round.points):
        return f"{said}."
    would = say("With “guess” every time, it would have been {n}", n=number(guessed))
    return f"{said}. {would}."


def score(round: Round) -> Iterator[str]:
    """The counts of a round: how many were right, partly right or left out."""
    if not (answered := len(round.answered)):
        yield say("Nothing answered")
        return
    partly = sum(slot.share > 0 and not slot.right for slot in round.slots)
    yield say("{n} of {all} right", n=round.right, all=answered)
    if partly:
        yield say("{n} partly right", n=partly)
    if round.left_out:
        yield say("{n} left out", n=len(round.left_out))


def comes_back(slots: Sequence[Slot], count: int, when: str) -> str:
    """How many questions come back when, with up to three of the round's by their titles.

    `slots` are those of the round that are among them.
    """
    if not slots:
        return say_n(
            count, "{n} question comes back {when}.", "{n} questions come back {when}.", when=when
        )
    slots = sorted(slots, key=lambda slot: bool(slot.right))[:NAMED]
    *others, last = (say("“{text}”", text=slot.question.name) for slot in slots)
    names = say("{some} and {last}", some=", ".join(others), last=last) if others else last
    if count == len(slots):
        back = say_n(
            count, "{names} comes back {when}.", "{names} come back {when}.", names=names, when=when
        )
    else:
        back = say_n(
            count,
            "{n} question comes back {when}, {names}.",
            "{n} questions come back {when}, {names} among them.",
            names=names,
            when=when,
        )
    guessed = (slot for slot in slots if slot.right and _was_guess(slot))
    if guess := next(guessed, None):
        why = say("“{title}” was right, but a guess.", title=guess.question.name)
        return f"{back} {why}"
    return back


def _was_guess(slot: Slot) -> bool:
    return bool(slot.answer and slot.answer.certainty is Certainty.GUESS)


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
        # The first of those that earned most.
        best = max(round.slots, key=lambda slot: slot.points).question.name
        if sure_right:
            return say("You were right to be sure about “{title}”.", title=best)
        return say("You got “{title}” right.", title=best)
    if right:
        return say("You got it right.")
    if any(slot.share for slot in round.slots):
        return say("You were on the right track: part of what you said was right.")
    if not sure:
        return say("You never said “sure” when you were wrong, and that saved marks.")
    return say("You stayed to the end, and what surprises you is what you remember best.")


def _all(count: int) -> str:
    return say("both") if count == 2 else say("all {n}", n=count)  # noqa: PLR2004 - both
