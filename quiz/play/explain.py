"""What is said of answers: the verdict, and the explanation in its order."""

import re
from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from quiz.bank.kinds import OTHER, PARTLY, RIGHT, WRONG, Feedback, Response, numbers
from quiz.bank.kinds.picking import PickingQuestion
from quiz.bank.source import Source
from quiz.play.mark import Certainty
from quiz.play.round import Slot
from quiz.play.stakes import signed
from quiz.text import date_in_words
from quiz.words import phrase, say

TAKE_AWAY = phrase("Remember:")
CHECK_IT = phrase("Where to check it")
SAYS = phrase("What it says about itself:")
LEAVES_OUT = phrase("Not on the page:")
"""What comes before what an article says about its own origin, and before what it doesn't."""
ORIGIN = {
    "author": (phrase("no author"), phrase("author")),
    "publisher": (phrase("no outlet"), phrase("outlet")),
    "published": (phrase("no date"), phrase("date")),
}
"""What a page can name of its origin, by the fields of a source, and what is said without it."""
APPEARED = phrase("Where it appeared:")
"""What comes before the channel of a claim."""


_PLACES = {
    "nameplate": phrase("nameplate"),
    "headline": phrase("headline"),
    "byline": phrase("byline"),
    "date": phrase("date"),
    "credit": phrase("credit"),
}


def origin_notes(source: Source) -> Iterator[str]:
    """What an article's page doesn't name, unless `silent` does, and what was found elsewhere."""
    if source.role == "outside":
        return
    absent = [say(none) for field, (none, _) in ORIGIN.items() if not getattr(source, field)]
    if absent and not source.silent:
        yield say("On the page itself: {absent}.", absent=", ".join(absent))
    words = {field: say(word) for field, (_, word) in ORIGIN.items()} | {"url": say("address")}
    if found := [words[field] for field in source.found if getattr(source, field)]:
        yield say("Found elsewhere: {found}.", found=", ".join(found))


def place(at: str) -> str:
    """Where words are in a source, such as "headline", "¶6" or "note 3"."""
    if at.startswith("note "):
        return say("note {n}", n=at.removeprefix("note "))
    return say(_PLACES.get(at, "")) or at


def place_for_ears(at: str) -> str:
    """The same for those who listen: "paragraph 6"."""
    return say("paragraph {n}", n=at[1:]) if at.startswith("¶") else place(at)


def places_for_ears(text: str) -> str:
    """A text with its paragraphs named as exhibits name them to those who listen: "paragraph 6"."""

    def named(found: re.Match[str]) -> str:
        before = text[: found.start()].rstrip(" ")
        begins = not before or before[-1] in "\n.?!)"
        return say("Paragraph {n}", n=found[1]) if begins else place_for_ears(found[0])

    return re.sub(r"¶(\d+)", named, text)


def miscounted(question: PickingQuestion, response: Response) -> str:
    """What to tell a reader who picked more or fewer than a question asks for; often empty."""
    picked = len(numbers(response))
    if question.asks_for in (None, picked) or not picked:
        return ""
    return say("It asks for {n}, and you've picked {picked}.", n=question.asks_for, picked=picked)


def sign(slot: Slot) -> str:
    """The sign of an answered slot: right, partly right or wrong."""
    return RIGHT if slot.right else PARTLY if slot.share else WRONG


def partly(slot: Slot) -> str:
    """How much of a partly right answer is right, such as "4 of 5 lines right"; else empty."""
    if slot.answer is None or slot.right or not slot.share:
        return ""
    return slot.question.share_words(slot.answer.response)


def verdict(slot: Slot, width: int = 0) -> str:
    """The verdict in one line: how much is right, how sure the reader was, and the marks earned.

    If a width is given, a partly right answer is called just that, or has its count alone, where
    both don't fit, and the certainty is called by its word where that doesn't.
    """
    if slot.answer is None:
        return say("Left out")
    sure = {
        Certainty.GUESS: say("a guess"),
        Certainty.FAIRLY: say("fairly sure"),
        Certainty.SURE: say("sure"),
    }[slot.answer.certainty]
    judged = sign(slot)
    word = {RIGHT: say("Right"), PARTLY: say("Partly right"), WRONG: say("Wrong")}[judged]
    count = partly(slot)
    whole = ", ".join(filter(None, (word, count)))
    ways = (
        (whole, sure),
        (count or word, sure),
        (word, sure),
        (word, slot.answer.certainty.word),
    )
    *lines, shortest = (f"{judged} {how} · {said} · {signed(slot.points)}" for how, said in ways)
    return next((line for line in lines if len(line) <= width or not width), shortest)


class Explained(Struct, frozen=True):
    """An answer explained, in the order in which each face shows it: the verdict comes before."""

    first: tuple[Feedback, ...]
    """The picks that went wrong, with why they tempt, then what is right and why; or each row."""
    why: str
    """The explanation, where nothing in `first` has a reason of its own; otherwise empty."""
    take_away: str
    more: str
    """The explanation, if it doesn't come first."""
    others: tuple[Feedback, ...]
    """The other options; or the rows that are right, now with their reasons."""
    others_title: str
    brief: bool
    """Whether the reader was right and sure, so that the rest waits until they ask for it."""


def explained(slot: Slot, habit: str) -> Explained:
    """Explain a slot; the skill's `habit` is taken away unless the question has one.

    Where it was left out, that is what the right answer is.
    """
    question, feedback = slot.question, _feedback(slot)
    if question.row_by_row:
        first = [each if each.sign == WRONG else replace(each, why="") for each in feedback]
        others = [each for each in feedback if each.sign != WRONG]
        title = say("Why these are right")
    else:
        first = sorted(
            (each for each in feedback if each.sign != OTHER), key=lambda each: each.sign != WRONG
        )
        others = [each for each in feedback if each.sign == OTHER]
        title = (
            say("You were right not to pick these")
            if slot.answer and len(question.key) > 1
            else say("Tempting, but wrong")
        )
    has_reasons = any(each.why for each in first)
    explanation = question.explanation
    if question.as_of:
        as_of = say("As of {date}.", date=date_in_words(question.as_of))
        explanation = f"{explanation.rstrip()}\n\n{as_of}"
    return Explained(
        first=tuple(first),
        why="" if has_reasons else explanation,
        take_away=question.habit or habit,
        more=explanation if has_reasons else "",
        others=tuple(others),
        others_title=title,
        brief=bool(slot.answer and slot.right and slot.answer.certainty is Certainty.SURE),
    )


def _feedback(slot: Slot) -> list[Feedback]:
    """The feedback on an answer; where there is none, that on the key, which nobody picked."""
    question = slot.question
    if slot.answer:
        return [*question.feedback(slot.answer.response, slot.arrangement)]
    # The labels of a pick that is right, and what it is called where nobody picked it.
    picked = (say("Your answer"), say("Right"), say("Found it"))
    right = say("Correct answer")
    if isinstance(question, PickingQuestion):
        right = say(question.says_of_right[1])
    return [
        replace(each, label=right, missed=False) if each.label in picked else each
        for each in question.feedback(question.key, slot.arrangement)
    ]
