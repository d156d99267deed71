"""`short`: type a word or a number."""

from collections.abc import Iterator
from decimal import Decimal
from math import isfinite
from random import Random
from typing import Annotated, ClassVar

from msgspec import Meta

from quiz.bank.fields import Line
from quiz.bank.kinds.base import (
    RIGHT,
    WRONG,
    Arrangement,
    BaseQuestion,
    Feedback,
    Response,
    TextField,
    Texts,
)
from quiz.bank.problem import Problem
from quiz.text import folded, one_form
from quiz.words import say

# `quiz.bank.typed` is imported when an answer is judged: it takes 10 ms, a twentieth of a start.


class Short(BaseQuestion, frozen=True, forbid_unknown_fields=True, kw_only=True, tag="short"):
    """Type a word or a number."""

    accept: Annotated[tuple[Line, ...], Meta(max_length=40)] = ()
    """The forms that count as right, the one to show first; optional if there is a `number`."""
    reject: Annotated[tuple[Line, ...], Meta(max_length=40)] = ()
    """Forms that are wrong, though they look like a slip of the pen for a right one."""
    number: float | None = None
    """The right number, however it is typed: 74.5 accepts 74,5 and 74.50."""
    within: Annotated[float, Meta(ge=0)] = 0.0
    """How far from `number` an answer may be."""
    units: Annotated[tuple[Line, ...], Meta(max_length=20)] = ()
    """Units that may go with the number, such as "mm", the one to show first."""
    case: bool = False
    """Capitals matter in the answer."""

    typed: ClassVar = True
    row_by_row: ClassVar = False
    leans: ClassVar = ()
    later: ClassVar = (*BaseQuestion.later, "number", "within", "case")

    @property
    def key(self) -> str:
        """The form to show: the first accepted one, or the number if that is in words."""
        from quiz.bank.typed.match import best_form  # noqa: PLC0415 - see above

        return best_form(self)

    @property
    def right_words(self) -> str:
        """The accepted form to show."""
        return self.key

    def fits(self, response: Response) -> bool:
        """Whether a response is a possible one to this question."""
        return isinstance(response, str)

    def share(self, response: Response) -> float:
        """1 if the typed answer is accepted, otherwise 0."""
        from quiz.bank.typed.match import match  # noqa: PLC0415 - see above

        return float(match(self, str(response)) is not None)

    def share_words(self, response: Response) -> str:  # noqa: ARG002 - nothing is partly right
        """No words, as a typed answer is never partly right."""
        return ""

    def arrange(self, random: Random) -> Arrangement:  # noqa: ARG002 - nothing is shuffled
        """An empty arrangement, as there are no options."""
        return ()

    def feedback(self, response: Response, arrangement: Arrangement) -> Iterator[Feedback]:  # noqa: ARG002 - nothing is shuffled
        """Feedback on the typed answer: its right spelling, how its number was read, or the key."""
        from quiz.bank.typed.match import best_form, match, read_number  # noqa: PLC0415 - see above

        text = str(response)
        fit, number, best = match(self, text), read_number(self, text), best_form(self)
        read_as, note = text, ""
        if fit and fit.by == "slip":
            read_as, note = fit.form, say("spelt “{form}”", form=fit.form)
        elif number and not (fit and fit.by == "form") and folded(number) != folded(text):
            read_as, note = number, say("read as {number}", number=number)
        yield Feedback(RIGHT if fit else WRONG, text, label=say("Your answer"), note=note)
        if folded(read_as) != folded(best):
            yield Feedback(RIGHT, best, label=say("We'd write") if fit else say("Correct answer"))

    def in_words(self, response: Response) -> str:
        """What was typed."""
        return str(response)

    def texts(self, field: TextField = "text") -> Texts:  # noqa: ARG002 - there are none
        """No texts: nothing is shown below the stem."""
        return []

    def unplayable(self) -> Iterator[Problem]:
        """Problems that leave no fair answer: no form or number, or a form also rejected."""
        if not self.accept and self.number is None:
            yield Problem("Q102", "`accept` is missing", "add `accept = [ … ]`, or `number = …`")
        for field in ("number", "within"):
            value = getattr(self, field)
            if value is not None and not isfinite(value):
                yield Problem(
                    "Q103",
                    f"`{field}` isn't a number that can be typed",
                    "write it in digits",
                    (field,),
                )
        if self.number is None and (self.units or self.within):
            field = "units" if self.units else "within"
            yield Problem(
                "Q102",
                f"`number` is missing, and `{field}` goes with it",
                "add `number = …`, or write the unit into each form of `accept`",
                (field,),
            )
        if self.number is not None and self.reject:
            yield from self._rejected_key(self.number)
        same = one_form if self.case else folded
        accepted = set(map(same, self.accept))
        for index, form in enumerate(self.reject):
            if same(form) in accepted:
                yield Problem(
                    "Q114",
                    f"“{form}” is accepted as well",
                    "leave it in one of the two lists",
                    ("reject", index),
                )

    def _rejected_key(self, number: float) -> Iterator[Problem]:
        """The problem of a right number that is rejected, so that nobody can be right."""
        from quiz.bank.typed.match import rejected_as  # noqa: PLC0415 - see above

        for index, form in enumerate(self.reject):
            if isfinite(number) and rejected_as(self, form) == Decimal(repr(number)):
                message, mend = f"“{form}” is the right number", "take it out of `reject`"
                yield Problem("Q114", message, mend, ("reject", index))
