"""The end of a round in words: what went well, and what to do next."""

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence

from msgspec import Struct

from quiz.bank.kinds import PARTLY, RIGHT, WRONG, Question
from quiz.bank.model import Bank
from quiz.play.explain import sign
from quiz.play.mark import Certainty, points, total
from quiz.play.round import Round, Slot
from quiz.play.stakes import points_in_words, spoken
from quiz.text import shortened
from quiz.words import say, say_n

NAMED = 3
"""How many of the questions that come back are named."""
SHOWN = 60
"""The most characters of a question that are shown of how it begins."""
LEAST = 5
"""How many answers it takes to call a round good."""
GOOD, VERY_GOOD = 0.7, 0.9
"""The share of right answers from which on a round is called good, and very good."""


class Ending(Struct, frozen=True):
    """What is said first at the end of a round, in this order."""

    well: str
    """A sentence on what went well."""
    next: str
    """A sentence on what to do next, with the title of the question to look at."""
    begins: str
    """How that question begins, to be shown where there is room; empty without a question."""
    sure: str
    """A sentence on what it cost to be sure of something that wasn't right, or on what more it
    would have earned to be sure of all, if all was right; often empty."""
    remember: tuple[str, ...]
    """Two lines to remember, of what went wrong, or else of what the reader was least sure of."""
    back: str
    """How many questions come back when, and which; empty if none do."""
    then: str
    """What to do after that, below the list of questions; empty where `next` says it all."""
    reopen: int
    """The index of the question to look at first: what `next` names, or else what earned least."""


def ending(
    bank: Bank,
    round: Round,
    missed: Collection[str],
    practise: str,
    back: str = "",
    *,
    key: str = "",
    looked_at: int = 0,
) -> Ending:
    """The end of a round; `missed` are the ids of its questions that were missed before.

    `looked_at` is how many weren't right if the reader has looked at each since, else 0.

    `practise` names the skill to practise next and says why, or is empty; `back` is what comes back
    when; `key` opens the question to look at first, and without one, its number does.
    """
    first = min(round.slots, key=_urgency)
    again = (
        []
        if first.right or looked_at
        else [each for each in round.slots if _sign(each) == _sign(first)]
    )
    at = round.slots.index(first)
    costly = sorted(filter(_was_costly, round.slots), key=_urgency)
    after = say("After that, try a round on {skill}.", skill=practise)
    return Ending(
        _went_well(bank, round, missed),
        " ".join([*_done(looked_at), _next(round, first, again, practise, key or str(at + 1))]),
        _begins(first) if again else "",
        "" if looked_at else _cost(costly) or _could_be_surer(round),
        _to_remember(bank, round),
        back,
        after if again and practise else "",
        at,
    )


def _sign(slot: Slot) -> str:
    return sign(slot) if slot.answer else ""


def _was_costly(slot: Slot) -> bool:
    """Whether it cost marks to be sure."""
    sure = slot.answer and slot.answer.certainty is Certainty.SURE
    return bool(sure and slot.points < 0)


def _urgency(slot: Slot) -> tuple[bool, int, float]:
    """What to look at first sorts first: what was sure and cost marks.

    Then come wrong, partly right, left out and right; of these, what cost most.
    """
    return not _was_costly(slot), [WRONG, PARTLY, "", RIGHT].index(_sign(slot)), slot.points


def begins(question: Question) -> str:
    """How a question begins, for readers whom its title doesn't remind of it.

    It is cut to fit a line. A question without a title is called by its words already: "".
    """
    return shortened(question.stem, SHOWN) if question.title else ""


def _begins(slot: Slot) -> str:
    """How a question begins, in a sentence; empty where its name says it."""
    text = begins(slot.question)
    return say("It begins: “{text}”", text=text) if text else ""


def _cost(sure: Sequence[Slot]) -> str:
    """What it cost to be sure of these, which weren't right; the first was just named."""
    if not sure:
        return ""
    marks = points_in_words(-total(slot.points for slot in sure))
    if len(sure) == 1:
        return say("You were sure of it, and that cost {marks}.", marks=marks)
    return say_n(
        len(sure) - 1,
        "You were sure of it and of one more, and that cost {marks}.",
        "You were sure of it and of {n} more, and that cost {marks}.",
        marks=marks,
    )


def _could_be_surer(round: Round) -> str:
    """What a round of right answers would have earned if the reader had been sure of all."""
    less = [each.answer.certainty for each in round.answered if each.answer is not None]
    less = [each for each in less if each is not Certainty.SURE]
    if not less or not all(slot.right for slot in round.slots):
        return ""
    words = say("{some} or {last}", some=_said(min(less)), last=_said(max(less)))
    if min(less) is max(less):
        words = _said(less[0])
    would = len(round.slots) * points(1, Certainty.SURE)
    return say_n(
        len(less),
        "You said {words} once: with “sure”, this would have earned {marks}, not {earned}.",
        "You said {words} {n} times: with “sure”, this would have earned {marks}, not {earned}.",
        words=words,
        marks=points_in_words(would),
        earned=spoken(round.points),
    )


def _said(certainty: Certainty) -> str:
    return say("“{text}”", text=certainty.word)


def _done(looked_at: int) -> Iterator[str]:
    """That the reader has looked again at what wasn't right, all of it."""
    if looked_at:
        yield say_n(
            looked_at, "You've looked at it again.", "You've looked at {all}.", all=_all(looked_at)
        )


def _next(round: Round, first: Slot, again: Sequence[Slot], practise: str, key: str) -> str:
    """What to do next; `again` are those to look at again, of which one is the `first`."""
    if not again:
        if practise:
            return say("Next, try a round on {skill}.", skill=practise)
        return say("Next, try another round (n).")
    count, title, went = len(again), first.question.name, _sign(first)
    if went == WRONG:
        return say_n(
            count,
            "Next, look again at “{title}” ({key}).",
            "Next, look again at the {n} you got wrong, starting with “{title}” ({key}).",
            title=title,
            key=key,
        )
    if went == PARTLY:
        return say_n(
            count,
            "Next, look again at “{title}” ({key}).",
            "Next, look again at the {n} that were partly right, starting with “{title}” ({key}).",
            title=title,
            key=key,
        )
    if round.exam:  # it can't be answered any more
        return say_n(
            count,
            "Next, look at “{title}” ({key}).",
            "Next, look at the {n} you left out, starting with “{title}” ({key}).",
            title=title,
            key=key,
        )
    if not all(was_skipped(round, slot) for slot in again):
        return say_n(
            count,
            "Next, come back to “{title}” ({key}).",
            "Next, come back to the {n} you left out, starting with “{title}” ({key}).",
            title=title,
            key=key,
        )
    return say_n(
        count,
        "Next, come back to “{title}” ({key}).",
        "Next, come back to the {n} you skipped, starting with “{title}” ({key}).",
        title=title,
        key=key,
    )


def _to_remember(bank: Bank, round: Round) -> tuple[str, ...]:
    """Two take-aways: of what cost most, or else of what the reader was least sure of."""

    def urgency(slot: Slot) -> tuple[bool, float, int]:
        return bool(slot.right), slot.points, slot.answer.certainty if slot.answer else 0

    slots = sorted(round.answered, key=urgency)
    lines = (each.question.habit or bank.skills[each.question.skill].habit for each in slots)
    return tuple(dict.fromkeys(filter(None, lines)))[:2]


def marks(round: Round, words: Callable[[float], str]) -> str:
    """The marks of the most possible, and how they compare with what guesses would have earned.

    `words` says points with their word. It is empty if nothing was answered.
    """
    if not round.answered:
        return ""
    most = len(round.slots) * points(1, Certainty.SURE)
    if round.points == most:
        return say("{marks}, the most you can get.", marks=words(most))
    got = words(round.points)
    said = say("{marks}; {all} is the most you can get.", marks=got, all=f"{most:.0f}")
    guessed = total(points(slot.share, Certainty.GUESS) for slot in round.answered)
    if round.points != guessed:
        would = say("With “guess” every time, it would have been {n}.", n=words(guessed))
        return f"{said} {would}"
    return said


def score(round: Round) -> Iterator[str]:
    """The counts of a round: how many were right, partly right, skipped or left out."""
    if not (answered := len(round.answered)):
        yield say("Nothing answered")
        return
    partly = sum(slot.share > 0 and not slot.right for slot in round.slots)
    yield say("{n} of {all} right", n=round.right, all=answered)
    if partly:
        yield say("{n} partly right", n=partly)
    skipped = sum(was_skipped(round, slot) for slot in round.slots)
    if skipped:
        yield say("{n} skipped", n=skipped)
    if left_out := len(round.left_out) - skipped:
        yield say("{n} left out", n=left_out)


def was_skipped(round: Round, slot: Slot) -> bool:
    """Whether the reader skipped a question; in an exam, where nothing is lost by it, none is."""
    return slot.answer is None and slot.skipped and not round.exam


def without_answer(round: Round, slot: Slot) -> str:
    """What is said of a question without an answer: that it was skipped, or left out."""
    return say("skipped") if was_skipped(round, slot) else say("left out")


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
    if all(slot.right for slot in slots):
        return f"{back} {say('A second look makes what you got right stick.')}"
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
    if answered >= LEAST and right >= GOOD * answered:
        return _good(answered, right, again, sure_right if sure == sure_right else 0)
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


def _good(answered: int, right: int, again: int, sure: int) -> str:
    """What is said of a good round.

    `again` is how many were missed before, and `sure` how many the reader was sure of if all of
    those are right, else 0.
    """
    good = say("A very good round") if right >= VERY_GOOD * answered else say("A good round")
    went = say("{good}: {n} of {all} right", good=good, n=right, all=answered)
    if again:
        return say_n(
            again,
            "{went}, one of which you'd missed before.",
            "{went}, {n} of which you'd missed before.",
            went=went,
        )
    if sure > 1:
        return say("{went}, and right all {n} times you were sure.", went=went, n=sure)
    return f"{went}."


def _all(count: int) -> str:
    return say("both") if count == 2 else say("all {n}", n=count)  # noqa: PLR2004 - both
