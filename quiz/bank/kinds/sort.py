"""`sort`: put each statement under one of the labels."""

from collections.abc import Iterator
from random import Random
from typing import Annotated, ClassVar

from msgspec import Meta, Struct

from quiz.bank.fields import Line, Text
from quiz.bank.kinds.base import (
    RIGHT,
    WRONG,
    Arrangement,
    BaseQuestion,
    Feedback,
    Response,
    TextField,
    Texts,
    located,
    numbers,
    shuffled,
)
from quiz.bank.problem import Problem
from quiz.text import did_you_mean, folded
from quiz.words import say


class Row(Struct, frozen=True, forbid_unknown_fields=True):
    """A statement to put under a label."""

    text: Line
    label: Line
    why: Text


class Sort(BaseQuestion, frozen=True, forbid_unknown_fields=True, kw_only=True, tag="sort"):
    """Put each statement under one of the labels."""

    labels: Annotated[tuple[Line, ...], Meta(min_length=2, max_length=5)]
    """The labels to put the statements under."""
    rows: Annotated[tuple[Row, ...], Meta(min_length=2, max_length=9)]
    """The statements, in any order."""
    fixed: bool = False
    """The statements have an order of their own and are not shuffled."""

    typed: ClassVar = False
    row_by_row: ClassVar = True
    leans: ClassVar = ()
    right_words: ClassVar = ""

    @property
    def key(self) -> tuple[int, ...]:
        """The number of the right label for each row."""
        labels = [folded(label) for label in self.labels]
        return tuple(labels.index(folded(row.label)) for row in self.rows)

    @property
    def right_labels(self) -> tuple[str, ...]:
        """The right label for each row, as `labels` has it; a row may have other capitals."""
        return tuple(self.labels[label] for label in self.key)

    def fits(self, response: Response) -> bool:
        """Whether a response is a possible one to this question."""
        labels = numbers(response)
        return len(labels) == len(self.rows) and set(labels) <= set(range(len(self.labels)))

    def share(self, response: Response) -> float:
        """The share of rows under their right label."""
        return self._fitting(response) / len(self.rows)

    def share_words(self, response: Response) -> str:
        """How many rows are under their right label."""
        return say("{n} of {all} lines right", n=self._fitting(response), all=len(self.rows))

    def _fitting(self, response: Response) -> int:
        return sum(a == b for a, b in zip(self.key, numbers(response), strict=True))

    def arrange(self, random: Random) -> Arrangement:
        """The order in which to show the rows, shuffled unless `fixed`."""
        return shuffled(len(self.rows), random, fixed=self.fixed)

    def feedback(self, response: Response, arrangement: Arrangement) -> Iterator[Feedback]:
        """Feedback on the label given to each row, in the order shown."""
        labels, key = numbers(response), self.key
        for number in arrangement:
            row, given, right = self.rows[number], labels[number], key[number]
            said = say("you said “{label}”", label=self.labels[given])
            sign, note = (RIGHT, "") if given == right else (WRONG, said)
            yield Feedback(sign, row.text, row.why, self.labels[right], note, number)

    def in_words(self, response: Response) -> str:
        """A response in words: each row with its label."""
        pairs = zip(self.rows, numbers(response), strict=False)
        return "; ".join(f"{row.text}: {self.labels[label]}" for row, label in pairs)

    def texts(self, field: TextField = "text") -> Texts:
        """The texts of the rows, or the reasons for them."""
        return located(self.rows, "rows", field)

    def unplayable(self) -> Iterator[Problem]:
        """Problems that leave no fair answer: identical labels, or a row with an unknown label."""
        labels = [folded(label) for label in self.labels]
        for number, label in enumerate(labels):
            if label in labels[:number]:
                yield Problem(
                    "Q109",
                    f"the label “{self.labels[number]}” is there twice",
                    "give each label its own words",
                    ("labels", number),
                )
        for number, row in enumerate(self.rows):
            if folded(row.label) not in labels:
                yield Problem(
                    "Q109",
                    f"there is no label “{row.label}”",
                    did_you_mean(row.label, list(self.labels)),
                    ("rows", number, "label"),
                )
