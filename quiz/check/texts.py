"""The texts of a question with their paths, and the right and the wrong options of a choice."""

import re
from typing import TypeGuard

from quiz.bank.kinds import (
    Choice,
    Multi,
    Option,
    OptionsQuestion,
    Order,
    Question,
    Short,
    Sort,
    Spot,
    Texts,
)

_QUOTED = re.compile(r"“[^“”]*”|\"[^\"]*\"|‘[^‘’]*’")


def is_keyed(question: Question) -> TypeGuard[Choice]:
    """Whether this is a choice with one right option, as it should have."""
    return isinstance(question, Choice) and len(question.key) == 1


def right_option(question: Choice) -> tuple[int, Option]:
    """The index of the one right option, and the option."""
    index = question.key[0]
    return index, question.options[index]


def wrong_options(question: OptionsQuestion) -> list[tuple[int, Option]]:
    """The wrong options, each with its index."""
    return [(index, each) for index, each in enumerate(question.options) if not each.right]


def choices(question: Question) -> Texts:
    """The texts that a reader chooses among; none where the parts make one text."""
    match question:
        case Choice() | Multi() | Sort() | Order():
            return question.texts()
        case Spot() | Short():
            return []


def shown(question: Question) -> Texts:
    """The texts on the screen before the answer, in order."""
    return [(path, text) for path, text in [*question.asked(), *question.texts()] if text]


def whys(question: Question) -> Texts:
    """The reasons given for what can be chosen."""
    return [(path, why) for path, why in question.texts("why") if why]


def unquoted(text: str) -> str:
    """The text without what is between its quotation marks."""
    return _QUOTED.sub("“”", text)
