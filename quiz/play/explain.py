"""What an answer is told to have been: in one line, and option by option."""

from collections.abc import Iterator

from msgspec import Struct

from quiz.bank.model import Choice, Multi, Option, Order, Part, Question, Short, Sort, Spot
from quiz.play.mark import Arrangement, key, numbers
from quiz.play.round import Slot
from quiz.text import folded, plural

RIGHT, WRONG, OTHER = "✓", "✗", "·"


class Feedback(Struct, frozen=True):
    """One option, part, row or step of an answered question."""

    sign: str
    """`RIGHT`, `WRONG`, or `OTHER` for what was rightly left alone."""
    text: str
    note: str
    """What the reader did with it, or should have; may be empty."""
    why: str


def signed(number: int) -> str:
    """A number of marks with its sign, as it is shown."""
    return f"+{number}" if number > 0 else f"−{-number}" if number else "0"


def signed_marks(number: int) -> str:
    """The same, with the word: "+1 mark" or "−3 marks"."""
    return f"{signed(number)} {plural(number, 'mark')}"


def verdict(slot: Slot) -> str:
    """Whether the answer was right, how sure the reader was, and what that earned."""
    assert slot.answer is not None  # noqa: S101 - asked for answered slots alone
    word = (
        f"{RIGHT} Right"
        if slot.right
        else f"{WRONG} Partly right"
        if slot.share
        else f"{WRONG} Wrong"
    )
    sure = {1: "a guess", 2: "fairly sure", 3: "sure"}[slot.answer.certainty]
    return f"{word} · {sure} · {signed(slot.points)}"


def told(slot: Slot) -> Iterator[Feedback]:
    """Each thing that could be answered, in the order in which it was shown."""
    assert slot.answer is not None  # noqa: S101 - asked for answered slots alone
    response = slot.answer.response
    given = numbers(response)
    match slot.question:
        case Choice(options=options) | Multi(options=options):
            for number in slot.arrangement:
                option = options[number]
                several = isinstance(slot.question, Multi)
                yield _pickable(option, picked=number in given, several=several)
        case Spot(parts=parts):
            for number, part in enumerate(parts):
                if part.why:
                    yield _pickable(part, picked=number in given, several=True)
        case Sort(labels=labels, rows=rows):
            for number in slot.arrangement:
                row, label = rows[number], labels[given[number]]
                fits = given[number] == numbers(key(slot.question))[number]
                note = label if fits else f"you said “{label}”; it is “{row.label}”"
                yield Feedback(RIGHT if fits else WRONG, row.text, note, row.why)
        case Order(steps=steps):
            for place, step in enumerate(steps):
                put = given.index(place)
                note = "" if put == place else f"you had it as {put + 1}"
                sign = RIGHT if put == place else WRONG
                yield Feedback(sign, f"{place + 1}. {step.text}", note, step.why)
        case Short() as question:
            yield from _typed(question, str(response))


def right_words(question: Question, arrangement: Arrangement = ()) -> str:
    """What is right, in the order in which it was shown; nothing where a line cannot say it."""
    match question:
        case Choice(options=things) | Multi(options=things) | Spot(parts=things):
            shown = (things[number] for number in arrangement or range(len(things)))
            return " / ".join(thing.text for thing in shown if thing.right)
        case Short():
            return str(key(question))
        case Sort() | Order():
            return ""


def _typed(question: Short, text: str) -> Iterator[Feedback]:
    """What was typed, how it is spelled or as what number it was read, and what is right."""
    from quiz.play.typed import best_form, match, understood  # noqa: PLC0415 - as in mark.py

    found, number, best = match(question, text), understood(question, text), best_form(question)
    said = text
    note = "your answer"
    if found and found.by == "slip":
        said, note = found.form, f"your answer, spelled “{found.form}”"
    elif number and not (found and found.by == "form") and folded(number) != folded(text):
        said, note = number, f"your answer, read as {number}"
    yield Feedback(RIGHT if found else WRONG, text, note, "")
    if folded(said) != folded(best):
        yield Feedback(RIGHT, best, "right", "")


def _pickable(thing: Option | Part, *, picked: bool, several: bool) -> Feedback:
    if picked:
        return Feedback(RIGHT if thing.right else WRONG, thing.text, "your answer", thing.why)
    if thing.right:
        return Feedback(RIGHT, thing.text, "missed" if several else "right", thing.why)
    return Feedback(OTHER, thing.text, "", thing.why)
