"""The texts of a question with their paths, and the right and the wrong options of a choice."""

import re
from typing import TypeGuard

from quiz.bank.kinds import Choice, Multi, Option, Order, Question, Short, Sort, Spot, Texts

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


def choices(question: Question) -> Texts:
    """What a reader chooses among, each with the path of its text."""
    match question:
        case Choice() | Multi() | Sort() | Order():
            return question.texts()
        case Spot() | Short():  # parts are read in one go
            return []


def shown(question: Question) -> Texts:
    """What is on the screen before the answer, in order, with its path."""
    return [(path, text) for path, text in [*question.asked(), *question.texts()] if text]


def whys(question: Question) -> Texts:
    """Each reason given for something to choose, with its path."""
    return [(path, why) for path, why in question.whys() if why]


def unquoted(text: str) -> str:
    """The text with whatever stands between quotation marks left out."""
    return _QUOTED.sub("“”", text)
