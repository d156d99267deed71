"""The ways through a round: back and on, to what was missed, and what comes before its end."""

from typing import Literal

from msgspec import Struct

from quiz.play import round as rounds
from quiz.play.round import Round
from quiz.session.kept import KeptRound
from quiz.words import say


class LooseEnd(Struct, frozen=True):
    """A question that was marked in this round or left out."""

    index: int
    name: str
    which: str
    """Which of the two it was, or both."""


class LastQuestion(Struct, frozen=True):
    """What a reader is asked after the last question, before the round ends."""

    heading: str
    end: str
    """What ends the round, such as "Finish", and in `ends` what comes of it."""
    ends: str
    loose_ends: tuple[LooseEnd, ...]
    look: str
    """What else there is to do where there are none, and in `looks` why."""
    looks: str
    cursor: int | Literal["end"] | None = None
    """What Enter does: the index of a question goes there; None does nothing, so that nobody ends
    an exam by one Enter too many, or goes round in circles."""


class GoingThrough(KeptRound):
    """A round in which the reader goes from question to question."""

    _revisits = False
    """Whether the reader came back to this one question from the end of the round."""
    _seen_again: frozenset[int] = frozenset()
    """The indexes of the questions that the reader came back to from the end of the round."""
    _misses: tuple[int, ...] = ()
    """The indexes of the misses that the reader goes through, in the order they are shown."""
    _looked_at: frozenset[int] = frozenset()
    """The indexes of the questions that the reader looked at after the end of the round."""

    def back(self) -> None:
        """Go to the question before, if there is one whose answer may be shown."""
        round = rounds.back(self.round)
        while round.at and self._tells_sealed(round):
            round = rounds.back(round)
        self._move(round)

    def go(self, index: int) -> bool:
        """Go to a question, by its index from 0; returns whether it may be shown.

        From there, steps lead from question to question, no more to a miss or back to the end. An
        answer stays closed while an open exam asks its question, and `Session.news` says so.
        """
        self._revisits, self._misses = False, ()
        return self._move(rounds.go(self.round, index))

    def review(self, index: int) -> bool:
        """Go to a question of a round that is over, as `go` does, to look at it again.

        From one that wasn't right, the steps onward lead to the others that weren't, each once, and
        then to the end; from any other, they lead from question to question.
        """
        if not self.go(index):
            return False
        missed = self._missed_here
        if self.round.over and index in missed:
            at = missed.index(index)
            self._misses = (*missed[at:], *missed[:at])
        return True

    @property
    def _missed_here(self) -> list[int]:
        """The indexes of what wasn't right and may be looked at."""
        slots = enumerate(self.round.slots)
        return [n for n, slot in slots if slot.right is False and self.may_tell(n)]

    @property
    def misses_looked_at(self) -> int:
        """How many misses there are, once each was looked at after the end; before that, 0."""
        missed = self._missed_here
        return len(missed) if self._looked_at.issuperset(missed) else 0

    @property
    def next_miss(self) -> tuple[int, int] | None:
        """Which of how many misses the next step onward leads to; None if it leads elsewhere."""
        at, misses = self.round.at, self._misses
        if at not in misses or at == misses[-1]:
            return None
        return misses.index(at) + 2, len(misses)

    def revisit(self, index: int) -> None:
        """Go to one question before the end of the round: the next step onward leads to the end."""
        self._revisits = self.go(index)
        self._seen_again |= {index}

    def look_through(self) -> None:
        """Go to the first question before the end of the round, to look through them all."""
        self.go(0)
        self._seen_again |= {*range(len(self.round.slots))}

    def onward(self) -> bool:
        """Go to the next question, or end the round; returns whether there is one to show."""
        round = self.round
        while not self._is_last(round):
            round = self._after(round)
            if not self._tells_sealed(round):
                self._step_to(round)
                return True
        self.finish()
        return False

    def _move(self, round: Round) -> bool:
        """Go to where `round` is, unless that gives away what an open exam asks."""
        if self._tells_sealed(round):
            self._session.tell_sealed()
            return False
        self._step_to(round)
        return True

    def _step_to(self, round: Round) -> None:
        self._step(round)
        if self.round.over:
            self._looked_at |= {self.round.at}

    @property
    def is_last(self) -> bool:
        """Whether the next step onward ends the round or, once over, the look through it."""
        return self._is_last(self.round)

    def _after(self, round: Round) -> Round:
        """A step onward from where `round` is, which isn't the last."""
        if round.over and round.at in self._misses:
            return rounds.go(round, self._misses[self._misses.index(round.at) + 1])
        return rounds.onward(round)

    def _is_last(self, round: Round) -> bool:
        if round.over and round.at in self._misses:
            return round.at == self._misses[-1]
        if round.over:
            return round.at + 1 == len(round.slots)
        return self._revisits or rounds.onward(round).over

    @property
    def loose_ends(self) -> tuple[LooseEnd, ...]:
        """The questions that were marked in this round or left out."""
        flagged = {*self.round.flagged} - self._came_flagged
        return tuple(map(self._loose_end, sorted({*flagged, *self.round.left_out})))

    def _loose_end(self, index: int) -> LooseEnd:
        from quiz.record.ending import without_answer

        slot = self.round.slots[index]
        left_out = "" if slot.answer else without_answer(self.round, slot)
        states = (left_out, say("marked") if slot.flagged else "")
        return LooseEnd(index, slot.question.name, ", ".join(filter(None, states)))

    def last_question(self) -> LastQuestion | None:
        """Return what to ask before the round ends; None where the next step doesn't end it.

        Outside an exam, nothing is asked unless something was marked or left out; of an author who
        tries questions, never.
        """
        round, exam = self.round, self.round.exam
        if self._session.trial or round.over or not self.is_last or not (exam or self.loose_ends):
            return None
        cursor = self._cursor_at_end
        heading = say("That was the last question.")
        if cursor is None:
            heading = say("You've seen them all.")
        end, ends = say("End the round"), say("See how it went.")
        if exam:
            end = say("Finish")
            ends = say("You'll see the answers, and can't change yours any more.")
        return LastQuestion(
            heading,
            end,
            ends,
            self.loose_ends,
            look=say("Look through them again"),
            looks=say("You can still change an answer."),
            cursor=cursor,
        )

    @property
    def _cursor_at_end(self) -> int | Literal["end"] | None:
        """What Enter does at the end: it goes to what waits, each in its turn, else ends the round.

        In an exam, it ends nothing for a reader who went back and comes here by Enter again.
        Elsewhere what was skipped was seen, and doesn't wait.
        """
        loose = [each.index for each in self.loose_ends] if self.round.exam else self.round.open
        unseen = [index for index in loose if index not in self._seen_again]
        if unseen:
            return unseen[0]
        return None if self.round.exam and self._seen_again else "end"
