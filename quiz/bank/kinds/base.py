"""What all kinds of question have in common."""

from collections.abc import Iterable
from random import Random
from typing import Annotated, Any, ClassVar, Literal

from msgspec import Meta, Struct

from quiz.bank.fields import Citation, Date, Id, Line, Text
from quiz.bank.problem import DocumentPath

Response = tuple[int, ...] | str
"""What was picked or typed, in the numbers of the file: the options or parts picked (`choice`,
`multi`, `spot`), a label for each row (`sort`), the steps in the reader's order (`order`), or
the text that was typed (`short`)."""

Arrangement = tuple[int, ...]
"""The order in which options, rows or steps are shown, in the numbers of the file."""

Leaning = Literal["trust", "doubt"]

TextField = Literal["text", "why"]

Texts = list[tuple[DocumentPath, str]]
"""Texts of a question, each with its path from the question."""

RIGHT, WRONG, OTHER = "✓", "✗", "·"


class Feedback(Struct, frozen=True):
    """What is said of one option, part, row or step of an answered question."""

    sign: str
    """`RIGHT`, `WRONG`, or `OTHER` for a distractor that was rightly left alone."""
    text: str
    note: str
    """What the reader did with it, or should have; may be empty."""
    why: str


class BaseQuestion(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, tag_field="kind"):
    """The fields of every kind of question.

    What depends on the kind is not declared here, so that mypy names what a new kind lacks: `key`,
    `fits`, `share`, `arrange`, `feedback`, `in_words`, `texts`, `typed` (rather than picked), and
    `unplayable`.
    """

    id: Id
    """What a reader's answers are kept under; keep it when you reword."""
    skill: Id
    """A name of `[skills]`."""
    stem: Text
    """What is asked; it can be answered with the options covered."""
    explanation: Text
    """What the question teaches, with marks such as [1] for its citations."""
    cites: Annotated[tuple[Citation, ...], Meta(max_length=20)] = ()
    """Where it can be checked; [1] in the explanation is the first."""
    passage: str = ""
    """Facts or a constructed passage that the stem is about."""
    move: str = ""
    """Questions with one move ask for the same thing of different material."""
    habit: str = ""
    """One line to take away, where the skill's own does not fit."""
    verdict: Literal["supported", "unsupported"] | None = None
    """Whether the key accepts a claim as it stands, where the question asks for that."""
    as_of: Date | None = None
    """As of when a disputed matter is told."""
    quote_reason: str = ""
    """Why propaganda's own words are quoted, where they are."""
    allow: dict[str, Line] = {}
    """Rules of `quiz check` set aside for this question, each with the reason."""

    later: ClassVar[tuple[str, ...]] = ()
    """Fields that the digest leaves out while they have their default, as they came later."""

    @property
    def kind(self) -> str:
        """The kind as the file names it, such as "choice"."""
        return str(self.__struct_config__.tag)

    @property
    def leans(self) -> tuple[Leaning | None, ...]:
        """How each option leans, by its number; empty where nothing can."""
        return ()

    def right_words(self, arrangement: Arrangement = ()) -> str:  # noqa: ARG002
        """What is right, in the order shown; empty where a line cannot say it."""
        return ""

    def asked(self) -> Texts:
        """The passage and the stem."""
        return [(("passage",), self.passage), (("stem",), self.stem)]


def numbers(response: Response | None) -> tuple[int, ...]:
    """The numbers in a response; none where it was typed or there is none."""
    return response if isinstance(response, tuple) else ()


def located(things: Iterable[Any], field: str, name: TextField) -> Texts:
    """A text of each entry of a field, such as the `why` of each of the `options`."""
    return [((field, number, name), getattr(each, name)) for number, each in enumerate(things)]


def shuffled(count: int, random: Random, *, fixed: bool = False) -> Arrangement:
    """So many numbers from 0 in any order, or in their own if it is fixed."""
    order = list(range(count))
    if not fixed:
        random.shuffle(order)
    return tuple(order)
