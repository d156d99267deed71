"""The ways in: what the reader can do now, and the rounds that there are to choose from."""

from collections.abc import Collection
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from quiz.play import first_minute
from quiz.play import round as rounds
from quiz.play.pick import ROUND, SIZES
from quiz.play.stakes import signed_marks
from quiz.record.resume import ResumedRound
from quiz.session.back import LookingBack
from quiz.session.opened import position_in_words
from quiz.words import say, say_n

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
        on = say("by skill, or as an exam")
        if self.bank.articles():
            on = say("by skill or article, or as an exam")
        is_new, ways = self.is_new, []
        if is_new and not self._has_tried:
            ways.append(Way("try", say(first_minute.TITLE), say(first_minute.OFFER)))
        if not is_new and (due := len(self.due())):
            why = say_n(due, "another look, so it sticks", "another look, so they stick")
            if self._size and due > self._size:
                why = say("{size} at a time", size=self._size_in_words)
            ways.append(Way("due", say_n(due, "Today's review", "Today's {n} reviews"), why))
        if left:
            where = position_in_words(left.round)
            ways.append(Way("resume", say("Carry on where you left off"), where))
        ways += [
            self._mixed(),
            Way("choose", say("Choose a round"), on),
        ]
        if last := self.last():
            ways.append(Way("last", say("Last round"), last.went(signed_marks)))
        if not is_new:
            back = self.comes_back().rstrip(".")
            ways.append(Way("progress", say("My progress"), back or say("how you are doing")))
        if self.bank.sources:
            ways.append(Way("sources", say("Sources"), say("who is behind them")))
        if self.bank.claims:
            what = say("who claimed what, who disputes it")
            ways.append(Way("claims", say("The claims file"), what))
        return ways

    def more_ways(self) -> list[Way]:
        """Return the rounds that the reader can choose from, and how many questions one has."""
        bank, size = self.bank, self._size_in_words
        ways = [
            self._mixed(),
            Way("size", say("How many questions"), say("{size} at the moment", size=size)),
            Way("skill", say("By skill"), say("pick one of {n}", n=len(bank.skills))),
        ]
        if articles := bank.articles():
            ways.append(Way("article", say("By article"), say("pick one of {n}", n=len(articles))))
        missed, marked = (
            len(self.history.offered(again, self.bank_id))
            for again in (self._again(missed=True), self._again(marked=True))
        )
        if missed:
            count = say_n(missed, "{n} question", "{n} questions")
            ways.append(Way("missed", say("What you missed"), count))
        if marked:
            count = say_n(marked, "{n} question", "{n} questions")
            ways.append(Way("marked", say("What you marked"), count))
        exam = say("An exam of {size}", size=size)
        ways.append(Way("exam", exam, say("you see how you did at the end")))
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
        some = {str(size): say(word) for size, word in SIZES.items() if size < count}
        return some | {ALL: say_n(count, "one", "all {n}")}

    @property
    def _size_in_words(self) -> str:
        return self.sizes()[self.size]

    def _mixed(self) -> Way:
        return Way(
            "round", say("A round of {size}", size=self._size_in_words), say("a mix of skills")
        )

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
