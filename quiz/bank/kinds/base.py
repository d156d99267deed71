"""The base of all kinds of question, and what their files share."""

from collections.abc import Iterable, Iterator
from random import Random
from typing import Annotated, Any, ClassVar, Literal

from msgspec import Meta, Struct

from quiz.bank.exhibits import Exhibit, texts
from quiz.bank.fields import LONGEST_TITLE, Citation, Date, Id, Line, Text, Title
from quiz.bank.problem import DocumentPath
from quiz.text import shortened

Response = tuple[int, ...] | str
"""What was picked or typed: numbers, which count from 0 in the order of the file, or a text. The
numbers are those of the options or parts picked (`choice`), of the label for each row (`sort`), of
the steps in the reader's order (`order`), or what else the kind's `fits` says."""

Arrangement = tuple[int, ...]
"""The order in which options, rows or steps are shown, by their numbers in the file."""

Leaning = Literal["trust", "doubt"]

TextField = Literal["text", "why"]

Texts = list[tuple[DocumentPath, str]]
"""Texts of a question, each with its path in the question."""

RIGHT, PARTLY, WRONG, OTHER = "✓", "◐", "✗", "·"
MISSED = "○"
"""The sign of what is right but wasn't found, where there was more than one to find."""


class Feedback(Struct, frozen=True):
    """Feedback on one option, part, row or step of an answered question, or on what was typed."""

    sign: str
    """`RIGHT`, `WRONG`, or `OTHER` for a distractor that was rightly left alone."""
    text: str
    why: str = ""
    label: str = ""
    """What comes before the text, such as "Correct answer" or a row's label; may be empty."""
    note: str = ""
    """What comes after the text, such as what the reader said instead; may be empty."""
    number: int | None = None
    """The number of the option, part, row or step in the file; None if it was typed."""
    missed: bool = False
    """Whether it is right but wasn't picked, where there was more than one to pick."""


class BaseQuestion(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, tag_field="kind"):
    """The fields of every kind of question.

    What depends on the kind isn't declared here, so that mypy names what a new kind lacks:

    - `typed`: whether the response is typed, rather than picked
    - `row_by_row`: whether every row is part of the answer, and right or wrong by itself
    - `key`: the right response; `right_words`: it in words, empty if a line cannot say it
    - `leans`: the leaning of each option, by number; empty if there are none
    - `fits`, `share`, `share_words`: whether a response is possible, how much of it is right, and
      that in words, empty if it is never partly right
    - `arrange`, `feedback`, `in_words`, `texts`, `unplayable`: see an existing kind
    """

    id: Id
    """Readers' answers are saved under this; leave it as it is when you reword."""
    draft: bool = False
    """Still being written: never asked, and it may lack anything; `check` lists what."""
    opener: bool = False
    """Easy and short enough to begin with: one of the first that a new reader is asked."""
    title: Title | None = None
    """What lists and reports call the question, without giving anything away."""
    skill: Id
    """The id of one of the `[skills]`."""
    stem: Text
    """The question itself; it can be answered with the options covered."""
    explanation: Text
    """What the question teaches, with references such as [1] to its citations."""
    cites: Annotated[tuple[Citation, ...], Meta(max_length=20)] = ()
    """Where the explanation can be checked; [1] refers to the first."""
    passage: str = ""
    """Facts or a constructed passage that the stem is about."""
    exhibits: Annotated[tuple[Exhibit, ...], Meta(max_length=3)] = ()
    """Things to look at, each drawn as what it is, such as a page, a photo or a post."""
    move: str = ""
    """Questions with the same move ask the same thing about different material."""
    event: str = ""
    """What happened, in a few words. Rounds spread over events; readers don't see it."""
    habit: str = ""
    """One line to take away, if the skill's own does not fit."""
    verdict: Literal["supported", "unsupported"] | None = None
    """Whether the key accepts a claim as it stands, if the question asks about that."""
    as_of: Date | None = None
    """The date as of which a disputed matter is described."""
    quote_reason: str = ""
    """Why propaganda's own words are quoted, if they are."""
    allow: dict[str, Line] = {}
    """Rules of `quiz check` set aside for this question, each with the reason."""

    later: ClassVar[tuple[str, ...]] = ("exhibits",)
    """Fields added later, which the digest leaves out while they have their default."""
    unasked: ClassVar[tuple[str, ...]] = ("draft", "opener", "title", "event")
    """Fields that don't change what is asked, which the digest always leaves out."""

    @property
    def kind(self) -> str:
        """The kind's name in the file, such as "choice"."""
        return str(self.__struct_config__.tag)

    @property
    def name(self) -> str:
        """The title, or else the beginning of the stem, for lists and reports."""
        return self.title or shortened(self.stem, LONGEST_TITLE)

    @property
    def sources(self) -> tuple[Id, ...]:
        """The ids of the sources that it cites, each once."""
        return tuple(dict.fromkeys(citation.source for citation in self.cites))

    @property
    def other_exhibits(self) -> tuple[Exhibit, ...]:
        """The exhibits, apart from one in which the answer is picked."""
        return self.exhibits

    @property
    def shown_exhibits(self) -> tuple[Exhibit, ...]:
        """All exhibits in full, in the order shown."""
        return self.exhibits

    def in_full(self, exhibit: Exhibit) -> Exhibit:
        """One of its exhibits with all its texts."""
        return exhibit

    def asked(self) -> Texts:
        """The passage and the stem, with their paths."""
        return [(("passage",), self.passage), (("stem",), self.stem)]

    def exhibited(self) -> Texts:
        """The texts in its exhibits, with their paths."""
        return [
            (("exhibits", number, *path), text)
            for number, exhibit in enumerate(self.exhibits)
            for path, text in texts(exhibit)
        ]

    def quotations(self) -> Iterator[tuple[DocumentPath, Citation]]:
        """What its exhibits quote from sources, with paths."""
        for number, exhibit in enumerate(self.exhibits):
            for path, citation in self.in_full(exhibit).quotations():
                yield ("exhibits", number, *path), citation


def numbers(response: Response | None) -> tuple[int, ...]:
    """The numbers in a response; empty if it was typed or there is none."""
    return response if isinstance(response, tuple) else ()


def located(things: Iterable[Any], field: str, name: TextField) -> Texts:
    """A text of each entry of a list, such as the `why` of each option, with its path."""
    return [((field, number, name), getattr(each, name)) for number, each in enumerate(things)]


def shuffled(count: int, random: Random, *, fixed: bool = False) -> Arrangement:
    """The numbers from 0 up to `count`, shuffled unless `fixed`."""
    order = list(range(count))
    if not fixed:
        random.shuffle(order)
    return tuple(order)
