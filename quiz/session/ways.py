"""The ways in: what the reader can do now, and the rounds that there are to choose from."""

from collections.abc import Collection
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from quiz.play import first_minute
from quiz.play import round as rounds
from quiz.play.explain import signed_marks
from quiz.play.pick import ROUND, SIZES
from quiz.record.resume import ResumedRound
from quiz.session.back import LookingBack
from quiz.session.opened import position_in_words
from quiz.text import counted, plural

RoundWay = Literal["due", "resume", "round", "missed", "marked", "exam"]
"""A way in that opens a round at once."""


ALL = "all"
"""Stands for a round of all questions."""


class Way(Struct, frozen=True):
    """Something that the reader can do now."""

    id: (
        RoundWay
        | Literal[
            "try", "choose", "skill", "article", "size", "last", "progress", "sources", "claims"
        ]
    )
    name: str
    detail: str
    """A few words more."""


class WaysIn(LookingBack):
    """What home and its list of rounds offer."""

    _size: int | None = ROUND
    """How many questions a round has; None for all."""
    _has_tried = False
    """The reader was shown the first minute since the start."""
    _passed_over: frozenset[str] = frozenset()
    """The uuids of exams that wait, although the reader began something else."""

    def ways(self) -> list[Way]:
        """Return what the reader can do now.

        First comes what is due, else the round that was left, else a new round; for a new reader,
        the first minute.
        """
        left = self._waiting() or self._left()
        or_article = " or article" if self.bank.articles() else ""
        is_new, ways = self.is_new, []
        if is_new and not self._has_tried:
            ways.append(Way("try", first_minute.TITLE, first_minute.OFFER))
        if not is_new and (due := len(self.due())):
            why = f"another look, so {plural(due, 'it sticks', 'they stick')}"
            if self._size and due > self._size:
                why = f"{SIZES[self._size]} at a time"
            reviews = plural(due, "review", f"{due:,} reviews")
            ways.append(Way("due", f"Today's {reviews}", why))
        if left:
            where = position_in_words(left.round)
            ways.append(Way("resume", "Carry on where you left off", where))
        ways += [
            self._mixed(),
            Way("choose", "Choose a round", f"by skill{or_article}, or as an exam"),
        ]
        if last := self.last():
            ways.append(Way("last", "Last round", last.went(signed_marks)))
        if not is_new:
            back = self.comes_back().rstrip(".")
            ways.append(Way("progress", "My progress", back or "how you are doing"))
        if self.bank.sources:
            ways.append(Way("sources", "Sources", "who is behind them"))
        if self.bank.claims:
            ways.append(Way("claims", "The claims file", "who claimed what, who disputes it"))
        return ways

    def more_ways(self) -> list[Way]:
        """Return the rounds that the reader can choose from, and how many questions one has."""
        bank, size = self.bank, self._size_in_words
        ways = [
            self._mixed(),
            Way("size", "How many questions", f"{size} at the moment"),
            Way("skill", "By skill", f"pick one of {len(bank.skills)}"),
        ]
        if articles := bank.articles():
            ways.append(Way("article", "By article", f"pick one of {len(articles)}"))
        missed, marked = (
            len(self.history.offered(again, self.bank_id))
            for again in (self._again(missed=True), self._again(marked=True))
        )
        if missed:
            ways.append(Way("missed", "What you missed", counted(missed, "question")))
        if marked:
            ways.append(Way("marked", "What you marked", counted(marked, "question")))
        ways.append(Way("exam", f"An exam of {size}", "you see how you did at the end"))
        return ways

    @property
    def size(self) -> str:
        """How many questions a round has, as one of `sizes`."""
        size = str(self._size)
        return size if size in self.sizes() else ALL

    @size.setter
    def size(self, size: str) -> None:
        self._size = None if size == ALL else int(size)

    def sizes(self) -> dict[str, str]:
        """Return how many questions a round can have, each with its words."""
        count = len(self.bank.questions)
        some = {str(size): word for size, word in SIZES.items() if size < count}
        return some | {ALL: f"all {count}" if count > 1 else "one"}

    @property
    def _size_in_words(self) -> str:
        return self.sizes()[self.size]

    def _mixed(self) -> Way:
        return Way("round", f"A round of {self._size_in_words}", "a mix of skills")

    def try_marks(self) -> None:
        """Remember that the reader was shown the first minute, which is offered once."""
        self._has_tried = True

    def _waiting(self) -> ResumedRound | None:
        """The round to ask about before another begins.

        One that was only begun waits while the quiz is open, with its drafts.
        """
        if left := self._left(self._passed_over):
            return left
        begun = self._open.begun if self._open else None
        return begun if begun and begun.held.uuid not in self._passed_over else None

    def _left(self, besides: Collection[str] = ()) -> ResumedRound | None:
        """The newest round that was left: an exam, or one with an answer."""
        left = self.history.unfinished(self.bank, self.bank_id, besides, empty=False)
        return left and replace(left, round=rounds.carry_on(left.round))
