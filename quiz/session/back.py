"""Looking back: how the reader is doing, and the rounds that are over."""

from random import Random
from typing import TYPE_CHECKING

from msgspec import convert

from quiz.bank.kinds import digest
from quiz.play.mark import Judgement
from quiz.play.round import Answer, Round, Slot
from quiz.record.answers import RoundSummary
from quiz.session.base import BaseSession, CannotBegin
from quiz.session.opened import OpenRound, ReopenedAnswers
from quiz.words import say

if TYPE_CHECKING:
    from quiz.record.profile import Profile


class LookingBack(BaseSession):
    """What a reader can see of former rounds."""

    _open: OpenRound | None = None
    """The round that was opened last."""

    def progress(self) -> "Profile":
        """Return the reader's profile over all answers to this bank."""
        from quiz.record.profile import profile_of_bank

        return profile_of_bank(self.bank, self.history, self.bank_id, self.clock())

    def sure_and_wrong(self) -> ReopenedAnswers:
        """Reopen the answers that were sure and wrong, where the question hasn't changed since.

        Answers to questions of an open exam are left out.
        """
        from quiz.record.profile import sure_and_wrong

        offered = self.history.offered(self.bank.questions, self.bank_id)
        questions = {each.id: each for each in offered}
        slots = (
            Slot(
                question,
                question.arrange(Random(0)),
                Answer(each.response, each.certainty),
                convert(each, Judgement, from_attributes=True),
            )
            for each in sure_and_wrong(self.history.answers(self.bank_id))
            if (question := questions.get(each.question))
            and digest(question) == each.digest
            and question.fits(each.response)  # the file may have been edited
        )
        return ReopenedAnswers(self, Round(tuple(slots), over=True))

    def last_round(self) -> OpenRound:
        """Reopen the round that was ended last, as `reopen` does."""
        last = self.last()
        return self.reopen(last.number if last else 0)

    def reopen(self, number: int) -> OpenRound:
        """Reopen a round that is over, by its number, where its questions haven't changed since.

        Those that an open exam asks are left out. Raises `CannotBegin` if nothing is left.
        """
        opened, last = self._open, self.last()
        if not (opened and opened.may_tell_all and opened.number_now == number):
            kept = self.history.ended(number, self.bank, self.bank_id)
            if kept is None:
                raise CannotBegin(
                    say("Its questions have changed since, or are in an exam you haven't finished.")
                )
            opened = OpenRound(self, kept.round, kept.held, notice=kept.notice)
        is_last = last and last.number == number
        opened.heading = say("Last round") if is_last else say("An earlier round")
        opened.rang = False  # which is said once, when the bell ends the round
        return opened

    def ended_rounds(self) -> list[RoundSummary]:
        """Return the rounds that can be reopened, the newest first: over, and with an answer."""
        rounds = self.history.rounds(self.bank_id)
        return [each for each in reversed(rounds) if each.ended]

    def last(self) -> RoundSummary | None:
        """Return the round that was ended last, if one with an answer was."""
        return self.history.last_ended(self.bank_id)
