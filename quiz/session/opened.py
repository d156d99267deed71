"""A round that a reader is at, or looks back at, with what is said of it."""

from collections import Counter
from collections.abc import Callable
from typing import TYPE_CHECKING

from msgspec.structs import replace

from quiz.bank.model import Skill
from quiz.play.round import Round, Slot
from quiz.session.base import BaseSession
from quiz.session.through import GoingThrough
from quiz.words import phrase, say

if TYPE_CHECKING:
    from datetime import datetime

    from quiz.record.ending import Ending
    from quiz.record.live import LiveRound
    from quiz.record.profile import Profile


TO_HAND_IN = phrase("Nobody else has this yet. To hand it in:")
"""Said before the command that does."""
PRACTISED = 2
"""How many questions of a kind it takes to know how to answer one."""
DRAFT = phrase("This is a draft: readers aren't asked it yet.")
"""Said to authors, who alone see one."""


class OpenRound(GoingThrough):
    """A round that a face shows to the reader."""

    def __init__(
        self,
        session: BaseSession,
        round: Round,
        held: "LiveRound | None" = None,
        *,
        note: str = "",
        notice: str = "",
        lesson: Skill | None = None,
        until: "datetime | None" = None,
        on_first_kept: Callable[[], None] = lambda: None,
    ) -> None:
        super().__init__(session, round, held, until=until, on_first_kept=on_first_kept)
        self.note = note
        """The note on the content, if this is the reader's first round."""
        self.notice = notice
        """What changed since the round was left or ended, in one line."""
        self.lesson = lesson
        """The skill whose lesson comes before the first question; None if none is due."""
        self._kinds_before: Counter[str] = Counter()
        """How many questions of each kind the reader answered before this round."""
        self.missed = self._missed_before()
        """For each question that was missed before, by its id, a sentence that says when."""

    @property
    def can_look(self) -> bool:
        """Whether anything is behind the question that is shown: it cites a source."""
        return bool(self.round.slot.question.cites)

    @property
    def whole(self) -> Round:
        """The round with all that was asked, even what has changed since it ended."""
        kept = self._session.history.round(self.number or 0) if self.left_out_here else None
        return kept or self.round

    @property
    def left_out_here(self) -> str:
        """What is left out of a round that was reopened, in one line; often empty."""
        return self.notice if self._was_over else ""

    @property
    def to_hand_in(self) -> str:
        """The command to name at the end of an exam, a set or a round with a bell; else empty.

        A teacher may want these, and ending them gives them to nobody. For a reader who has handed
        in before, it is named at the end of every round.
        """
        round = self.round
        if not round.over or self._was_over:
            return ""
        asked_for = round.exam or round.set or self.until
        if not asked_for and not self._session.history.has_handed_in:
            return ""
        return self._session.hands_in_by

    @property
    def knows_how(self) -> bool:
        """Whether the reader has answered so many questions of this kind as to know how."""
        kind = self.round.slot.question.kind
        others = (each for each in self.round.answered if each is not self.round.slot)
        here = sum(each.question.kind == kind for each in others)
        return self._kinds_before[kind] + here >= PRACTISED

    def note_above(self, slot: Slot) -> str:
        """Return what stands above an unanswered question: a name in full, when it was missed.

        For its author, that it is a draft.
        """
        first = slot.question is self.round.slots[0].question
        full = self._session.bank.about.introduction if first else ""
        draft = say(DRAFT) if slot.question.draft else ""
        notes = filter(None, (draft, full, self.missed.get(slot.question.id)))
        return "" if slot.answer else " ".join(notes)

    def profile(self) -> "Profile":
        """Return this round's profile, with the skill to practise next."""
        from quiz.record.profile import profile_of_round

        session = self._session
        where = (session.bank, session.history, session.bank_id, self.number_now)
        return profile_of_round(*where, self.round, now=session.clock())

    def ending(self, profile: "Profile", key: str = "") -> "Ending":
        """Return what went well, what to do next and what comes back, by this round's profile.

        `key` opens the question to look at first; without one, a number that is typed does.
        """
        from quiz.record.ending import ending

        session = self._session
        practise = ""
        if profile.next:
            skill = session.bank.skills[profile.next].name
            practise = say("{skill} (n), {because}", skill=skill, because=profile.because)
        back = session.comes_back(self.round.answered)
        made = ending(
            session.bank,
            self.round,
            self.missed,
            practise,
            back,
            key=key,
            looked_at=self.misses_looked_at,
        )
        if not self.rang:
            return made
        well = made.well if self.round.answered else ""  # else it was no mere look
        return replace(made, well=f"{self.bell_words} {well}".rstrip())

    def _missed_before(self) -> dict[str, str]:
        if self._was_over:
            return {}
        from quiz.record.review import EarlierAnswers, last_answers

        session = self._session
        answers = session.history.answers(session.bank_id)
        answers = [each for each in answers if each.round != self.number]
        self._kinds_before.update(each.kind for each in answers)
        last = last_answers(answers)
        memories = session.history.schedule(session.bank_id) if last else {}
        questions = [slot.question for slot in self.round.slots]
        return EarlierAnswers(session.bank, last, memories, session.clock()).missed(questions)


class ReopenedAnswers(OpenRound):
    """Answers of several rounds, reopened to look at; not a round of its own, so never kept."""

    can_flag = False

    def keep(self) -> None:
        """Do nothing: these answers are saved already."""


def position_in_words(round: Round) -> str:
    """Where the reader is in a round, such as "question 4 of 10"."""
    return say("question {n} of {all}", n=round.at + 1, all=len(round.slots))
