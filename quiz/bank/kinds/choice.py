"""`choice`: pick the one best answer."""

from collections.abc import Iterator

from quiz.bank.kinds.base import Response
from quiz.bank.kinds.picking import OptionsQuestion
from quiz.bank.problem import Problem


class Choice(OptionsQuestion, frozen=True, forbid_unknown_fields=True, kw_only=True, tag="choice"):
    """Pick the one best answer."""

    def fits(self, response: Response) -> bool:
        """Whether a response is a possible one to this question."""
        return len(response) == 1 and super().fits(response)

    def unplayable(self) -> Iterator[Problem]:
        """Problems that leave no fair answer: identical options, or not exactly one right one."""
        yield from super().unplayable()
        if len(self.key) > 1:
            yield Problem(
                "Q104",
                f"{len(self.key)} options of a choice are right",
                'leave one, or make it `kind = "multi"`',
                ("options",),
            )
