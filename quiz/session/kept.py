"""A round that is kept: each step that the reader makes is on the disk when its method returns."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from msgspec.structs import replace

from quiz.bank.kinds import Response
from quiz.play import round as rounds
from quiz.play.mark import Certainty
from quiz.play.round import Answer, Round
from quiz.record.resume import ResumedRound
from quiz.session.base import BaseSession
from quiz.words import say

if TYPE_CHECKING:
    from datetime import datetime

    from quiz.record.live import LiveRound


class KeptRound:
    """A round with its place in the history; in it, an exam that is open elsewhere stays sealed."""

    can_flag = True
    """Whether a mark is kept."""
    has_draft = False
    """Whether the reader left it with something picked or typed, which a face keeps."""
    rang = False
    """Whether the bell has ended it."""
    _guessed = False
    """Whether the bell took a pick for a guess."""

    def __init__(
        self,
        session: BaseSession,
        round: Round,
        held: "LiveRound | None" = None,
        *,
        until: "datetime | None" = None,
        on_first_kept: Callable[[], None] = lambda: None,
    ) -> None:
        """Take the round as it was kept before, if it was."""
        self._session = session
        self.round = round
        self.number = held.number if held else None
        """Its number when it was last kept; None until it is. Once it is forgotten, the number may
        pass to another round."""
        self._held = held
        self.heading = say("The end")
        """What the page on how it went is called."""
        self.until = until
        """When the bell rings, which ends the round wherever the reader is; None if none does."""
        self._on_first_kept = on_first_kept
        self._was_over = round.over
        self._came_flagged = frozenset(() if held else round.flagged)
        """The indexes of the questions that were marked before the round began."""

    def answer(self, response: Response, certainty: Certainty, seconds: float) -> None:
        """Answer the question that is shown, `seconds` after it was last shown.

        If an exam that was begun meanwhile asks it, it is skipped, and `Session.news` says so.
        """
        if not self.round.is_open_exam and self._is_sealed(self.round):
            self._session.tell_sealed()
            self.skip()
        else:
            self._step(rounds.answer(self.round, Answer(response, certainty, seconds)))

    def change(self, response: Response, seconds: float) -> None:
        """Keep another response to a question of an exam, with the certainty it was given."""
        answer = self.round.slot.answer
        if answer and not self.round.shows_answer and response != answer.response:
            self.answer(response, answer.certainty, seconds)

    def skip(self) -> None:
        """Pass over the question that is shown, at no cost."""
        self._step(rounds.pass_over(self.round))

    def flag(self) -> None:
        """Mark the question that is shown to come back, or take the mark away."""
        self._step(rounds.flag(self.round))

    def look(self) -> None:
        """Remember that the reader looked at who is behind the sources."""
        self._step(rounds.look(self.round))

    def finish(self) -> None:
        """End the round: all that was answered may be explained."""
        self._step(rounds.finish(self.round))

    def keep(self) -> None:
        """Write the round to the history as it now stands; does nothing if it is there already.

        Raises `CannotBegin` for a new round of which an exam asks all that was chosen.
        """
        history, bank_id = self._session.history, self._session.bank_id
        if self.number is None:
            self._leave_out_sealed()
            self._on_first_kept()
            self.number = history.begin(self.round, bank_id)
            self._held = history.hold(self.number)
        elif self._held:
            self.number = history.keep(self._held, self.round)
            self._follow(self._held.round or self.round)

    def _leave_out_sealed(self) -> None:
        """Leave out what an exam asks that was begun since the questions were chosen."""
        session, slots = self._session, self.round.slots
        asks = session.history.exam_that_asks(session.bank_id)
        offered = tuple(slot for slot in slots if not asks(slot.question))
        if not offered:
            raise session.all_sealed(slots[0].question)
        if offered != slots:
            at = min(self.round.at, len(offered) - 1)
            self.round = replace(self.round, slots=offered, at=at)
            self._came_flagged = frozenset(self.round.flagged)
            session.tell(
                say("Some of these are in an exam you haven't finished, and are left out.")
            )

    def _follow(self, kept: Round) -> None:
        """Go on with the round as it is kept, and say what another window did to it."""
        mine, self.round = self.round, kept
        if kept.over and not mine.over:
            ended = (
                say("This exam was finished in another window. What you'd answered is kept.")
                if kept.exam
                else say("This round was ended in another window. What you'd answered is kept.")
            )
            self._session.tell(ended)
        elif kept.slot.answer != mine.slot.answer:
            self._session.tell(say("You answered this in another window, and that answer is kept."))

    def _step(self, round: Round) -> None:
        left = self.seconds_left
        if left is not None and left <= 0:
            from quiz.session.bell import TIME_IS_UP

            round, self.rang = rounds.finish(self.round), True
            self.heading = say(TIME_IS_UP)
            self._session.tell(self.bell_words)
        before, self.round = self.round, round
        looks = before.over and before.slots == round.slots  # which leaves no trace
        if round != before and not looks:
            self.keep()

    def may_tell(self, index: int) -> bool:
        """Whether the answer to a question may be explained: no other open exam asks it."""
        return not self._tells_sealed(rounds.go(self.round, index))

    @property
    def may_tell_all(self) -> bool:
        """Whether the round is over, and each of its answers may be explained."""
        return self.round.over and all(map(self.may_tell, range(len(self.round.slots))))

    def _tells_sealed(self, round: Round) -> bool:
        return round.shows_answer and self._is_sealed(round)

    def _is_sealed(self, round: Round) -> bool:
        """Whether another exam, which is open by now, asks the question that a round is at."""
        asks = self._session.history.exam_that_asks(self._session.bank_id)
        return asks(round.slot.question) not in (0, self.number)

    @property
    def seconds_left(self) -> float | None:
        """The seconds until the bell rings, below 0 after it; None where none will ring."""
        if self.until is None or self.round.over:
            return None
        return (self.until - self._session.clock()).total_seconds()

    @property
    def clock(self) -> tuple[str, str]:
        """How long it is until the bell rings, in words and in short; empty where none will."""
        if self.until is None or self.round.over:
            return "", ""
        from quiz.session.bell import bell_clock

        return bell_clock(self.until, self._session.clock())

    def ring(self, picked: Response | None = None) -> None:
        """End the round, as the bell has rung.

        What is `picked` and complete counts as a guess, or as surely as the reader said before.
        Anything else stays unanswered.
        """
        round = self.round
        if round.over:
            return
        slot = round.slot
        if picked is not None and not round.shows_answer and not self._is_sealed(round):
            said = slot.answer.certainty if slot.answer else Certainty.GUESS
            self._guessed = not slot.answer
            seconds = slot.answer.seconds if slot.answer else 0.0
            self.round = rounds.answer(round, Answer(picked, said, seconds))
        self.finish()

    @property
    def bell_words(self) -> str:
        """What is said once the bell has rung; empty if it hasn't."""
        if not (self.rang and self.until):
            return ""
        from quiz.session.bell import bell_rang

        return bell_rang(self.until, exam=self.round.exam, guessed=self._guessed)

    @property
    def uuid(self) -> str:
        """What tells it from every other round; empty until it is kept."""
        return self._held.uuid if self._held else ""

    @property
    def begun(self) -> ResumedRound | None:
        """This round to be carried on with, if it has a draft, a mark or a move, but no answer."""
        round = self.round
        moved = round.at or self.has_draft or any(slot.skipped for slot in round.slots)
        marked = {*round.flagged} != {*self._came_flagged}
        if not self._held or round.over or round.answered or not (moved or marked):
            return None
        return None if self.number_now is None else ResumedRound(self._held, round)

    @property
    def number_now(self) -> int | None:
        """Its number in the history; None if it isn't kept, or was forgotten by another quiz."""
        return self._session.history.number_of(self._held) if self._held else None
