"""The texts of a question with their paths, and the right and the wrong options of a choice."""

import re
from collections.abc import Sequence
from typing import TypeGuard

from quiz.bank.kinds import (
    Choice,
    Multi,
    Option,
    Order,
    Question,
    Short,
    Sort,
    Spot,
    Texts,
)
from quiz.text import words

_QUOTED = re.compile(
    r"“[^“”]*”|\"[^\"]*\"|‘[^‘’]*’|„[^„“”]*[“”]|‚[^‚‘’]*[‘’]|«[^«»]*»|»[^«»]*«|「[^「」]*」|『[^『』]*』"
)
_SENTENCE_END = re.compile(r"(?<=[.!?…:])[\"”’')]*\s+|(?<=[。！？])[”’」』）]*|\n+")


def is_keyed(question: Question) -> TypeGuard[Choice]:
    """Whether a question is a choice with exactly one right option."""
    return isinstance(question, Choice) and len(question.key) == 1


def right_option(question: Choice) -> tuple[int, Option]:
    """The one right option: (index, option)."""
    index = question.key[0]
    return index, question.options[index]


def options(question: Question) -> Sequence[Option]:
    """The options that a reader picks from; none for the kinds without such a list."""
    match question:
        case Choice() | Multi():
            return question.options
        case Sort() | Order() | Spot() | Short():
            return ()


def wrong_options(question: Question) -> list[tuple[int, Option]]:
    """The wrong options: (index, option)."""
    return [(index, each) for index, each in enumerate(options(question)) if not each.right]


def choices(question: Question) -> Texts:
    """The texts that a reader chooses from; none if they are parts of one text, or typed."""
    match question:
        case Choice() | Multi() | Sort() | Order():
            return question.texts()
        case Spot() | Short():
            return []


def shown(question: Question) -> Texts:
    """The texts on the screen before the answer, in order, apart from those in exhibits."""
    in_exhibit = isinstance(question, Spot) and question.frame
    offered = [] if in_exhibit else question.texts()
    return [(path, text) for path, text in [*question.asked(), *offered] if text]


def whys(question: Question) -> Texts:
    """The reasons for what can be chosen."""
    return [(path, why) for path, why in question.texts("why") if why]


def unquoted(text: str) -> str:
    """A text without the words between its quotation marks."""
    return _QUOTED.sub("“”", text)


def sentences(text: str) -> list[str]:
    """The sentences of a text; a colon ends one, and so does a line."""
    return [each for each in _SENTENCE_END.split(text) if each.strip()]


def words_beyond(text: str, most: int) -> int:
    """How many words a text has if they are more than so many, otherwise 0.

    They are counted only where the spaces leave it open, or where there are hardly any.
    """
    spaces = text.count(" ") + text.count("\n")
    if len(text) <= 2 * most or (spaces < most and 20 * spaces > len(text)):
        return 0
    return count if (count := len(words(text))) > most else 0
