"""The texts of a question with their paths, and the right and the wrong options of a choice."""

import re
from typing import TypeGuard

from quiz.bank.model import Choice, Multi, Option, Order, Question, Row, Short, Sort, Spot, Step
from quiz.bank.problem import DocumentPath

_QUOTED = re.compile(r"“[^“”]*”|\"[^\"]*\"|‘[^‘’]*’")


def is_keyed(question: Question) -> TypeGuard[Choice]:
    """Whether this is a choice with one right option, as it should have."""
    return isinstance(question, Choice) and sum(each.right for each in question.options) == 1


def right_option(question: Choice) -> tuple[int, Option]:
    """The index of the one right option, and the option."""
    return next((index, each) for index, each in enumerate(question.options) if each.right)


def wrong_options(question: Choice | Multi) -> list[tuple[int, Option]]:
    """The wrong options, each with its index."""
    return [(index, each) for index, each in enumerate(question.options) if not each.right]


def choices(question: Question) -> list[tuple[DocumentPath, str]]:
    """What a reader chooses among, each with the path of its text."""
    return [((*path, "text"), thing.text) for path, thing in _things(question)]


def shown(question: Question) -> list[tuple[DocumentPath, str]]:
    """What is on the screen before the answer, in order, with its path."""
    texts: list[tuple[DocumentPath, str]] = [
        (("passage",), question.passage),
        (("stem",), question.stem),
    ]
    if isinstance(question, Spot):
        texts += [(("parts", n, "text"), part.text) for n, part in enumerate(question.parts)]
    return [(path, text) for path, text in [*texts, *choices(question)] if text]


def whys(question: Question) -> list[tuple[DocumentPath, str]]:
    """Each reason given for something to choose, with its path."""
    given = [((*path, "why"), thing.why) for path, thing in _things(question)]
    if isinstance(question, Spot):
        given = [(("parts", index, "why"), part.why) for index, part in enumerate(question.parts)]
    return [(path, why) for path, why in given if why]


def _things(question: Question) -> list[tuple[DocumentPath, Option | Row | Step]]:
    match question:
        case Choice(options=options) | Multi(options=options):
            return [(("options", index), each) for index, each in enumerate(options)]
        case Sort(rows=rows):
            return [(("rows", index), each) for index, each in enumerate(rows)]
        case Order(steps=steps):
            return [(("steps", index), each) for index, each in enumerate(steps)]
        case Spot() | Short():
            return []


def unquoted(text: str) -> str:
    """The text with whatever stands between quotation marks left out."""
    return _QUOTED.sub("“”", text)
