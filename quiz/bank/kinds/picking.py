"""The base of `choice`, `multi` and `spot`, where readers pick from a list."""

from collections.abc import Iterator, Sequence
from random import Random
from typing import Annotated, ClassVar

from msgspec import Meta, Struct

from quiz.bank.fields import Line, Text
from quiz.bank.kinds.base import (
    OTHER,
    RIGHT,
    WRONG,
    Arrangement,
    BaseQuestion,
    Feedback,
    Leaning,
    Response,
    TextField,
    Texts,
    located,
    numbers,
    shuffled,
)
from quiz.bank.problem import Problem
from quiz.text import folded, one_form
from quiz.words import phrase, say, say_n


class Option(Struct, frozen=True, forbid_unknown_fields=True):
    """One of the answers to pick from."""

    text: Line
    why: Text
    """Why it is right, or what makes it tempting and where it goes wrong."""
    right: bool = False
    """Leave it out for wrong options."""
    leans: Leaning | None = None
    """How a wrong option errs: trust believes more than the text supports, doubt dismisses more."""


class Part(Struct, frozen=True, forbid_unknown_fields=True):
    """A stretch of a passage; one with a `why` can be picked."""

    text: Line
    right: bool = False
    """Leave it out for wrong parts."""
    why: str = ""
    """Why it is right, or why not; without it, the part cannot be picked."""


class PickingQuestion(BaseQuestion, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A question that is answered by picking options or parts."""

    typed: ClassVar = False
    row_by_row: ClassVar = False
    says_of_right: ClassVar = (
        phrase("Your answer"),
        phrase("Correct answer"),
        phrase("Right"),
        phrase("Right, but not picked"),
    )
    """What is said of what is right: where it is all there is to pick, if it was picked and if it
    wasn't; and the same where there is more."""

    @property
    def asks_for(self) -> int | None:
        """How many the stem says that a reader is to pick; None if it leaves that open."""
        return None

    @property
    def alternatives(self) -> Sequence[Option | Part]:
        """The options or parts to pick from, indexed by the numbers in a response."""
        raise NotImplementedError

    @property
    def key(self) -> tuple[int, ...]:
        """The fully right response."""
        return tuple(number for number, each in enumerate(self.alternatives) if each.right)

    def fits(self, response: Response) -> bool:
        """Whether a response is a possible one to this question."""
        picked = set(response)
        known = set(range(len(self.alternatives)))
        return isinstance(response, tuple) and len(picked) == len(response) and picked <= known

    def unplayable(self) -> Iterator[Problem]:
        """The problem of a number to pick that isn't the number of right answers."""
        if self.asks_for and self.key and self.asks_for != len(self.key):
            message = f"`pick` is {self.asks_for}, but {len(self.key)} of these are right"
            yield Problem(
                "Q104",
                message,
                f"write `pick = {len(self.key)}`, or see what is marked as right",
                ("pick",),
            )

    def share(self, response: Response) -> float:
        """Right picks minus wrong ones, as a share of all that are right; at least 0."""
        right, wrong = self._picks(response)
        return max(0, right - wrong) / len(self.key)

    def share_words(self, response: Response) -> str:
        """How many of the right ones were picked, and what the wrong ones take away."""
        right, wrong = self._picks(response)
        found = say("{n} of {all} found", n=right, all=len(self.key))
        if not wrong:
            return found
        return say_n(
            wrong,
            "{found}, but {n} wrong cancels one",
            "{found}, but {n} wrong cancel {n}",
            found=found,
        )

    def _picks(self, response: Response) -> tuple[int, int]:
        """How many right and how many wrong ones were picked."""
        right, picked = set(self.key), set(numbers(response))
        return len(right & picked), len(picked - right)

    def feedback(self, response: Response, arrangement: Arrangement) -> Iterator[Feedback]:
        """Feedback on each option that has a reason, in the order shown."""
        picked = numbers(response)
        several = len(picked) > 1 or len(self.key) > 1
        for number in arrangement:
            each, sign, label = self.alternatives[number], OTHER, ""
            if each.right:
                sign = RIGHT
                label = say(self.says_of_right[2 * several + (number not in picked)])
            elif number in picked:
                sign, label = WRONG, say("Not this one") if several else say("Your answer")
            if each.why:
                missed = each.right and several and number not in picked
                yield Feedback(sign, each.text, each.why, label, missed=missed, number=number)

    @property
    def right_words(self) -> str:
        """The texts of the right options."""
        return " / ".join(each.text for each in self.alternatives if each.right)

    def in_words(self, response: Response) -> str:
        """A response in words: the texts that were picked."""
        return "; ".join(
            self.alternatives[number].text.strip() for number in numbers(response)
        ) or say("none")


class OptionsQuestion(PickingQuestion, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A question with a list of options, each shown in a row of its own."""

    options: Annotated[tuple[Option, ...], Meta(min_length=2, max_length=9)]
    """What to pick from, in any order."""
    fixed: bool = False
    """The options have an order of their own and are not shuffled."""
    case: bool = False
    """Capitals matter: two options may differ in them alone."""

    later: ClassVar = (*BaseQuestion.later, "case")

    @property
    def alternatives(self) -> Sequence[Option | Part]:
        """The options."""
        return self.options

    @property
    def leans(self) -> tuple[Leaning | None, ...]:
        """The leaning of each option, by number."""
        return tuple(option.leans for option in self.options)

    def arrange(self, random: Random) -> Arrangement:
        """The order in which the options are shown."""
        return shuffled(len(self.options), random, fixed=self.fixed)

    def texts(self, field: TextField = "text") -> Texts:
        """The texts of the options, or the reasons for them."""
        return located(self.options, "options", field)

    def unplayable(self) -> Iterator[Problem]:
        """Problems that leave no fair answer: identical options, or no right one."""
        yield from super().unplayable()
        same = one_form if self.case else folded
        seen: dict[str, str] = {}
        for number, option in enumerate(self.options):
            if (text := same(option.text)) in seen:
                message = "an option above has the very same text"
                mend = "write another option, or take one of the two out"
                if seen[text] != one_form(option.text):
                    message = "this differs from an option above in its capitals alone"
                    mend = "write another option, or `case = true` if capitals are what is asked"
                yield Problem("Q113", message, mend, ("options", number, "text"))
            seen.setdefault(text, one_form(option.text))
        if not self.key:
            yield Problem(
                "Q104", "no option is right", "add `right = true` to the one that is", ("options",)
            )
