"""Types a paper in: each question's answer and how sure the reader was, in a line."""

import re
from collections.abc import Callable

from msgspec.structs import replace

from quiz.bank.kinds import Choice, Multi, Order, Response, Short, Sort, Spot
from quiz.plain.kinds import LETTERS, read_response
from quiz.plain.sheet import on_paper
from quiz.plain.talk import Leave, Talk
from quiz.play.mark import Certainty
from quiz.play.round import Answer, Round, Slot, finish
from quiz.text import folded, shortened
from quiz.words import phrase, say, say_n

HELP = (
    phrase("Type what is ticked and how sure: b2 for b, fairly. 1 is a guess, 3 is sure."),
    phrase("For an order, type the numbers from the top down, or the letters from the first on."),
    phrase("Enter: left out, or as it is. p: back. x: take the answer out. q: stop for now."),
    phrase("If the answer is a number or a word, you're asked how sure next; type /p for p there."),
)
"""What can be typed."""

LONGEST_STEM = 45
"""The most characters of a question by which it is found on the sheet."""
ONE_DIGIT = 9
"""The highest number that is written with one digit, so that numbers need no space between."""


def read_entry(slot: Slot, line: str) -> tuple[Response, Certainty | None]:
    """The response that a line gives and the certainty behind it, if there is one.

    Raises `ValueError` with what to type when it gives none.
    """
    question, count = slot.question, len(slot.arrangement)
    plain = folded(line)
    digits = re.findall(r"\d", plain)
    only_digits = not re.search("[a-z]", plain)
    certainty = None
    match question:
        case Short():
            return read_response(question, slot.arrangement, line), None
        case Spot():
            known = 1 if len(question.key) == 1 else question.asks_for
            names = re.split(r"[\s,;.)]+", plain.strip(" ,;.)"))
            if len(question.pickable) <= ONE_DIGIT and all(map(str.isdecimal, names)):
                names = [*"".join(names)]  # 24 1 is 2 and 4, and a guess
                plain = " ".join(names)
            if known and len(names) == known + 1:
                certainty = _certainty(names.pop())
                plain = " ".join(names)
        case Order() | Sort() if only_digits:
            if len(digits) == count + 1:
                certainty = _certainty(digits.pop())
            plain = " ".join(digits)
            if isinstance(question, Order):
                return _by_places(slot, digits), certainty
        case Choice() | Multi() | Order() | Sort():
            if found := re.fullmatch(r"(.*[a-z][^a-z0-9]*)(\d)", plain):
                plain, certainty = found[1].rstrip(" ,;./-"), _certainty(found[2])
    return read_response(question, slot.arrangement, plain), certainty


def _certainty(digit: str) -> Certainty:
    if digit not in ("1", "2", "3"):
        raise ValueError(say("How sure is 1, 2 or 3."))
    return Certainty(int(digit))


def _by_places(slot: Slot, digits: list[str]) -> Response:
    """The steps in the order of the numbers that stand before them on the sheet."""
    count = len(slot.arrangement)
    if sorted(digits) != [str(place) for place in range(1, count + 1)]:
        raise ValueError(say("Type each number from 1 to {last} once.", last=count))
    numbered = zip(digits, slot.arrangement, strict=True)
    return tuple(number for _, number in sorted(numbered))


def type_in(
    talk: Talk,
    round: Round,
    *,
    whose: str = "",
    keep: Callable[[Round], None] = lambda _: None,
    resumes: bool = False,
) -> Round:
    """Ask for each answer on a paper; returns the round once it was confirmed.

    `keep` is called with the round after each change. One that `resumes` goes on after its last
    answer. Raises `Leave` when whoever types stops before the end.
    """
    slots = [*round.slots]
    answered = [at for at, slot in enumerate(slots, start=1) if slot.answer]
    at = max(answered, default=0) if resumes else 0

    def ask(at: int) -> int:
        before = [*slots]
        by = _ask(talk, slots, at)
        if slots != before:
            keep(replace(round, slots=tuple(slots)))
        return by

    while True:
        while at < len(slots):
            at = max(0, at + ask(at))
        heading = [say("{name}'s paper:", name=whose)] if whose else []
        talk.say("", *heading, *(_line(number, slot) for number, slot in enumerate(slots, start=1)))
        match typed := talk.command(
            say("Enter to save, a number to change that answer, q to stop:")
        ):
            case "":
                return finish(Round(tuple(slots), exam=True, seed=round.seed, set=round.set))
            case "p":
                at = len(slots) - 1
            case _ if typed in map(str, range(1, len(slots) + 1)):
                ask(int(typed) - 1)
            case _:
                talk.say(say("That isn't one of them."))


def _ask(talk: Talk, slots: list[Slot], at: int) -> int:
    """Ask for the answer to a question; returns by how much to go on: 1, or -1 to go back."""
    slot = slots[at]
    prompt = f"{at + 1}) {_printed(slot)}, {_wanted(slot)}"
    if slot.answer:
        prompt = f"{prompt} [{_said(slot)}]"
    while True:
        line = talk.ask(f"{prompt}:")
        if not line:
            return 1
        word = folded(line)
        # Where the answer is a word, only a slash makes a command of one.
        is_command = not slot.question.typed or word.startswith("/") or word == "?"
        match word.removeprefix("/") if is_command else None:
            case "q":
                raise Leave
            case "p":
                return -1
            case "x":
                slots[at] = Slot(slot.question, slot.arrangement)
                return 1
            case "?":
                talk.say(*map(say, HELP))
                continue
            case _:
                pass
        try:
            response, certainty = read_entry(slot, line)
        except ValueError as error:
            talk.say(str(error))
            continue
        certainty = certainty or _ask_certainty(talk)
        if certainty:
            slots[at] = slot.with_answer(Answer(response, certainty))
            return 1


def _ask_certainty(talk: Talk) -> Certainty | None:
    """Ask how sure the reader was; None to type the answer again."""
    while True:
        typed = talk.command(say("How sure, 1 to 3, or Enter if none is ticked (a guess):"))
        if typed == "p":
            return None
        try:
            return _certainty(typed or "1")
        except ValueError as error:
            talk.say(str(error))


def _wanted(slot: Slot) -> str:
    """What an answer is made of, such as "a–d"."""
    count = len(slot.arrangement)
    match slot.question:
        case Multi(asks_for=int(n)):
            return say("{n} of {some}", n=n, some=f"a–{LETTERS[count - 1]}")
        case Multi():
            return say("all that are ticked of {some}", some=f"a–{LETTERS[count - 1]}")
        case Choice():
            return f"a–{LETTERS[count - 1]}"
        case Sort(labels=labels):
            last = LETTERS[len(labels) - 1]
            return say_n(count, "{n} letter a–{last}", "{n} letters a–{last}", last=last)
        case Order():
            return say("{n} numbers from the top down", n=count)
        case Spot(pickable=pickable, key=(_,)):
            return f"1–{len(pickable)}"
        case Spot(pickable=pickable, asks_for=int(n)):
            return say("{n} of {some}", n=n, some=f"1–{len(pickable)}")
        case Spot(pickable=pickable):
            return say("all that are ticked of {some}", some=f"1–{len(pickable)}")
        case Short():
            return say("as it is written")


def _said(slot: Slot) -> str:
    """An answer as it was typed, or that there is none."""
    if slot.answer is None:
        return say("left out")
    return f"{on_paper(slot, slot.answer.response)}, {slot.answer.certainty.word}"


def _line(number: int, slot: Slot) -> str:
    return f"{number}) {_printed(slot)}: {_said(slot)}"


def _printed(slot: Slot) -> str:
    """How the question begins on the sheet, which has no titles."""
    return shortened(slot.question.stem, LONGEST_STEM)
