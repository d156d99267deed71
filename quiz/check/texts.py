"""The texts of a question or a document with their paths, and the options of a choice."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any, TypeGuard

from quiz.bank.exhibits.base import texts_in
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
from quiz.bank.problem import DocumentPath

_QUOTED = re.compile(
    r"“[^“”]*”|\"[^\"]*\"|‘[^‘’]*’|„[^„“”]*[“”]|‚[^‚‘’]*[‘’]|«[^«»]*»|»[^«»]*[«»]"
    r"|‹[^‹›]*›|›[^‹›]*[‹›]|”[^“”„]*”|「[^「」]*」|『[^『』]*』|〝[^〝〟]*〟|＂[^＂]*＂"
)
"""What is between quotation marks, as any language sets them: “…”, „…“, «…», »…«, ”…”, 「…」."""
_SENTENCE_END = re.compile(r"[.!?…:。！？\n](?:(?<=[。！？\n])[”’」』）]*|[\"”’')]*\s+)")


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


def in_exhibits(question: Question) -> Texts:
    """The texts in its exhibits, as they stand in the file."""
    return [
        (("exhibits", number, *path), text)
        for number, exhibit in enumerate(question.exhibits)
        for path, text in texts_in(exhibit)
    ]


def whys(question: Question) -> Texts:
    """The reasons for what can be chosen."""
    return [(path, why) for path, why in question.texts("why") if why]


def explained(question: Question) -> Texts:
    """The texts on the screen after the answer: the reasons, and the explanation."""
    return [*whys(question), (("explanation",), question.explanation)]


def quoted(text: str) -> list[str]:
    """What is between the quotation marks of a text; where some are inside others, the outer."""
    return [match[0][1:-1] for match in _QUOTED.finditer(text)]


def unquoted(text: str) -> str:
    """A text without the words between its quotation marks."""
    return _QUOTED.sub("“”", text)


def sentences(text: str) -> list[str]:
    """The sentences of a text, which end at a colon too, and with their line."""
    ends = [match.end() for match in _SENTENCE_END.finditer(text)]
    pieces = (text[start:end].strip() for start, end in pairwise((0, *ends, len(text))))
    return [each for each in pieces if each]


def may_exceed(text: str, most: int) -> bool:
    """Whether a text may have more than so many words: a glance at its length and its spaces."""
    spaces = text.count(" ") + text.count("\n")
    return len(text) > 2 * most and (spaces >= most or 20 * spaces <= len(text))


def every_value(value: Any, path: DocumentPath = ()) -> Iterator[tuple[DocumentPath, Any]]:
    """Every value in a document that is no list or table, with its path."""
    match value:
        case dict():
            for key, each in value.items():
                yield from every_value(each, (*path, key))
        case list():
            for index, each in enumerate(value):
                yield from every_value(each, (*path, index))
        case _:
            yield path, value


def every_text(value: Any, path: DocumentPath = ()) -> Iterator[tuple[DocumentPath, str]]:
    """Every text in a document, with its path."""
    return ((where, each) for where, each in every_value(value, path) if isinstance(each, str))
