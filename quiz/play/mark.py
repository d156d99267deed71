"""What an answer is worth."""

from enum import IntEnum

from quiz.bank.model import Choice, Multi, Order, Question, Short, Sort, Spot
from quiz.text import folded

Response = tuple[int, ...] | str
"""What was answered, in the numbers of the file: the options or parts picked (`choice`,
`multi`, `spot`), a label for each row (`sort`), the steps in the reader's order (`order`), or
the text that was typed (`short`)."""

Arrangement = tuple[int, ...]
"""The order in which options, rows or steps are shown, in the numbers of the file."""


class Certainty(IntEnum):
    """How sure a reader is of an answer."""

    GUESS = 1
    FAIRLY = 2
    SURE = 3

    @property
    def word(self) -> str:
        """How the reader says it."""
        return self.name.lower()


_MARKS = {Certainty.GUESS: (1, 0), Certainty.FAIRLY: (2, -2), Certainty.SURE: (3, -6)}
BEST_WITHIN = {
    Certainty.GUESS: (0.0, 2 / 3),
    Certainty.FAIRLY: (2 / 3, 0.8),
    Certainty.SURE: (0.8, 1.0),
}
"""Between which chances of being right each certainty earns most."""


def points(*, right: bool, certainty: Certainty) -> int:
    """The marks for an answer, from -6 to 3.

    Certainty-based marking, with the chances in `BEST_WITHIN`: Gardner-Medwin, A. R. (2005),
    https://tmedwin.net/~ucgbarg/tea/bristol_05.htm.
    """
    return _MARKS[certainty][0 if right else 1]


def numbers(response: Response | None) -> tuple[int, ...]:
    """The numbers in a response; a typed one, or none at all, has none."""
    return response if isinstance(response, tuple) else ()


def key(question: Question) -> Response:
    """The response that is wholly right; for `short`, the first that is accepted."""
    match question:
        case Choice(options=options) | Multi(options=options):
            return tuple(number for number, option in enumerate(options) if option.right)
        case Spot(parts=parts):
            return tuple(number for number, part in enumerate(parts) if part.right)
        case Sort(labels=labels, rows=rows):
            places = [folded(label) for label in labels]
            return tuple(places.index(folded(row.label)) for row in rows)
        case Order(steps=steps):
            return tuple(range(len(steps)))
        case Short():
            from quiz.play.typed import best_form  # noqa: PLC0415 - as in `is_right`

            return best_form(question)


def fits(question: Question, response: Response) -> bool:
    """Whether a response can be one to this question: a file may have been written by anyone."""
    if isinstance(question, Short) or isinstance(response, str):
        return isinstance(question, Short) and isinstance(response, str)
    picked = set(response)
    match question:
        case Choice(options=things):
            return len(response) == 1 and picked <= set(range(len(things)))
        case Multi(options=things) | Spot(parts=things):
            return len(response) == len(picked) and picked <= set(range(len(things)))
        case Sort(labels=labels, rows=rows):
            return len(response) == len(rows) and picked <= set(range(len(labels)))
        case Order(steps=steps):
            return sorted(response) == list(range(len(steps)))


def is_right(question: Question, response: Response) -> bool:
    """Whether a response is wholly right."""
    if isinstance(question, Short):
        # What it compares with takes 10 ms to load, a twentieth of a start.
        from quiz.play.typed import match  # noqa: PLC0415

        return match(question, str(response)) is not None
    return response == key(question)


def share(question: Question, response: Response) -> float:
    """How much of a response is right, from 0 to 1.

    Of several picks, those that are right less those that are not, over all that are right;
    of labels, the share that fits; of an order, the share of pairs that stand as they should.
    """
    match question:
        case Choice() | Short():
            return float(is_right(question, response))
        case Multi() | Spot():
            right, picked = set(key(question)), set(response)
            return max(0, len(right & picked) - len(picked - right)) / len(right)
        case Sort():
            fits = [a == b for a, b in zip(key(question), response, strict=True)]
            return sum(fits) / len(fits)
        case Order():
            order = numbers(response)
            pairs = [a < b for place, a in enumerate(order) for b in order[place + 1 :]]
            return sum(pairs) / len(pairs)


def leanings(question: Question, response: Response) -> tuple[int, int]:
    """How many of the wrong options picked believe too much, and how many too little."""
    if not isinstance(question, Choice | Multi):
        return (0, 0)
    picked = [question.options[number].leans for number in numbers(response)]
    return picked.count("trust"), picked.count("doubt")
