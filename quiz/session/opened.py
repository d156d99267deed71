"""A round that a reader is at, or looks back at: each step, and what may be shown of it."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Literal

from msgspec import Struct
from msgspec.structs import replace

from quiz.bank.kinds import Response
from quiz.bank.model import Skill
from quiz.play import round as rounds
from quiz.play.mark import Certainty
from quiz.play.round import Answer, Round, Slot
from quiz.record.resume import ResumedRound
from quiz.session.base import BaseSession, CannotBegin
from quiz.words import phrase, say

if TYPE_CHECKING:
    from datetime import datetime

    from quiz.record.ending import Ending
    from quiz.record.live import LiveRound
    from quiz.record.profile import Profile


TO_HAND_IN = phrase("Nobody else has this yet. To hand it in:")
"""Said before the command that does."""
DRAFT = phrase("This is a draft: readers aren't asked it yet.")
"""Said to authors, who alone see one."""


class LastQuestion(Struct, frozen=True):
    """What a reader is asked after the last question, before the round ends."""

    heading: str
    end: str
    """What ends the round, such as "Finish", and in `ends` what comes of it."""
    ends: str
    waiting: tuple[tuple[int, str, str], ...]
    """Of each question that was marked or left out, the index, the name, and which it was."""
    look: str
    """What else there is to do where none waits, and in `looks` why."""
    looks: str
    cursor: int | Literal["end"] | None = None
    """What Enter does: the index of a question goes there; None does nothing, so that nobody ends
    an exam by one Enter too many, or goes round in circles."""


class OpenRound:
    """A round that a reader is at; each step is on the disk when its method returns."""

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
        begun: Callable[["OpenRound"], None] = lambda _: None,
    ) -> None:
        """Take the round as it was kept before, if it was; `begun` is called when it first is."""
        self._session = session
        self.round = round
        self.number = held.number if held else None
        """Its number when it was last kept; None until it is. Once it is forgotten, the number may
        pass to another round."""
        self._held = held
        self.note = note
        """The note on the content, if this is the reader's first round."""
        self.notice = notice
        """What changed since the round was left or ended, in one line."""
        self.heading = say("The end")
        """What the page on how it went is called."""
        self.lesson = lesson
        """The skill whose lesson comes before the first question; None if none is due."""
        self.until = until
        """When the bell rings, which ends the round wherever the reader is; None if none does."""
        self.rang = False
        """Whether the bell has ended it."""
        self._guessed = False
        """Whether the bell took a pick for a guess."""
        self._begun = begun
        self._was_over = round.over
        self._came_flagged = frozenset(() if held else round.flagged)
        """The indexes of the questions that were marked before the round began."""
        self.has_draft = False
        """Whether the reader left it with something picked or typed, which a face keeps."""
        self._revisits = False
        """The reader came back to this one question from the end of the round."""
        self._seen_again: frozenset[int] = frozenset()
        """The indexes of the questions that the reader came back to from the end of the round."""
        self._misses: tuple[int, ...] = ()
        """The indexes of the misses that the reader goes through, in the order they are shown."""
        self.missed = self._missed_before()
        """For each question that was missed before, by its id, a sentence that says when."""

    def answer(self, response: Response, certainty: Certainty, seconds: float) -> None:
        """Answer the question that is shown, `seconds` after it was first seen.

        If an exam that was begun meanwhile asks it, it is skipped, and `Session.news` says so.
        """
        explains = self.round.over or not self.round.exam
        if explains and self._is_sealed(self.round):
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

    can_flag = True
    """Whether a mark is kept."""

    def flag(self) -> None:
        """Mark the question that is shown to come back, or take the mark away."""
        self._step(rounds.flag(self.round))

    @property
    def can_look(self) -> bool:
        """Whether anything is behind the question that is shown: it cites a source."""
        return bool(self.round.slot.question.cites)

    def look(self) -> None:
        """Remember that the reader looked at who is behind the sources."""
        self._step(rounds.look(self.round))

    def back(self) -> None:
        """Go to the question before, if there is one whose answer may be shown."""
        round = rounds.back(self.round)
        while round.at and self._tells_sealed(round):
            round = rounds.back(round)
        self._move(round)

    def go(self, index: int) -> bool:
        """Go to a question, by its index from 0; returns whether it may be shown.

        An answer stays closed while an open exam asks its question, and `Session.news` says so.
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
        missed = [n for n, slot in enumerate(self.round.slots) if slot.right is False]
        if self.round.over and index in missed:
            at = missed.index(index)
            rest = (n for n in (*missed[at + 1 :], *missed[:at]) if self.may_tell(n))
            self._misses = (index, *rest)
        return True

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
                self._step(round)
                return True
        self.finish()
        return False

    def may_tell(self, index: int) -> bool:
        """Whether the answer to a question may be explained: no other open exam asks it."""
        return not self._tells_sealed(rounds.go(self.round, index))

    @property
    def may_tell_all(self) -> bool:
        """Whether the round is over, and each of its answers may be explained."""
        return self.round.over and all(map(self.may_tell, range(len(self.round.slots))))

    def _move(self, round: Round) -> bool:
        """Go to where `round` is, unless that gives away what an open exam asks."""
        if self._tells_sealed(round):
            self._session.tell_sealed()
            return False
        self._step(round)
        return True

    def _tells_sealed(self, round: Round) -> bool:
        return round.shows_answer and self._is_sealed(round)

    def _is_sealed(self, round: Round) -> bool:
        """Whether another exam, which is open by now, asks the question that a round is at."""
        asks = self._session.history.exam_that_asks(self._session.bank_id)
        return asks(round.slot.question) not in (0, self.number)

    def finish(self) -> None:
        """End the round: all that was answered may be explained."""
        self._step(rounds.finish(self.round))

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
    def _rang(self) -> str:
        """What is said once the bell has rung; empty if it hasn't."""
        if not (self.rang and self.until):
            return ""
        from quiz.session.bell import bell_rang

        return bell_rang(self.until, exam=self.round.exam, guessed=self._guessed)

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
    def waiting(self) -> tuple[int, ...]:
        """The indexes of the questions that were marked in this round or left out."""
        flagged = {*self.round.flagged} - self._came_flagged
        return tuple(sorted({*flagged, *self.round.left_out}))

    def last_question(self) -> LastQuestion | None:
        """Return what to ask before the round ends; None where the next step doesn't end it.

        Outside an exam, nothing is asked unless something was marked or left out; of an author who
        tries questions, never.
        """
        round, exam = self.round, self.round.exam
        if self._session.trial or round.over or not self.is_last or not (exam or self.waiting):
            return None
        cursor = self._cursor_at_end
        return LastQuestion(
            say("That was the last question.")
            if cursor is not None
            else say("You've seen them all."),
            say("Finish") if exam else say("End the round"),
            say("You'll see the answers, and can't change yours any more.")
            if exam
            else say("See how it went."),
            tuple(map(self._waiting_entry, self.waiting)),
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
        waiting = self.waiting if self.round.exam else self.round.open
        unseen = [index for index in waiting if index not in self._seen_again]
        if unseen:
            return unseen[0]
        return None if self.round.exam and self._seen_again else "end"

    @property
    def to_hand_in(self) -> str:
        """The command to name at the end of an exam, a set or a round with a bell; else empty.

        A teacher may want these, and ending them gives them to nobody.
        """
        round = self.round
        asked_for = round.exam or round.set or self.until
        if not asked_for or not round.over or self._was_over:
            return ""
        return self._session.hands_in_by

    def _waiting_entry(self, index: int) -> tuple[int, str, str]:
        from quiz.record.ending import without_answer

        slot = self.round.slots[index]
        left_out = "" if slot.answer else without_answer(self.round, slot)
        states = (left_out, say("marked") if slot.flagged else "")
        return index, slot.question.name, ", ".join(filter(None, states))

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
        made = ending(session.bank, self.round, self.missed, practise, back, key=key)
        if not self.rang:
            return made
        well = made.well if self.round.answered else ""  # else it was no mere look
        return replace(made, well=f"{self._rang} {well}".rstrip())

    def keep(self) -> None:
        """Write the round to the history as it now stands; does nothing if it is there already.

        Raises `CannotBegin` for a new round of which an exam asks all that was chosen.
        """
        history, bank_id = self._session.history, self._session.bank_id
        if self.number is None:
            self._leave_out_sealed()
            self._begun(self)
            self.number = history.begin(self.round, bank_id)
            self._held = history.hold(self.number)
        elif self._held:
            self.number = history.keep_held(self._held, self.round)
            self._follow(self._held.round or self.round)

    def _leave_out_sealed(self) -> None:
        """Leave out what an exam asks that was begun since the questions were chosen."""
        session, slots = self._session, self.round.slots
        asks = session.history.exam_that_asks(session.bank_id)
        offered = tuple(slot for slot in slots if not asks(slot.question))
        if not offered:
            number = asks(slots[0].question)
            why = say("All of these are in an exam you haven't finished.")
            raise CannotBegin(why, exam=number)
        if offered != slots:
            at = min(self.round.at, len(offered) - 1)
            self.round = replace(self.round, slots=offered, at=at)
            self._came_flagged = frozenset(self.round.flagged)
            session.tell(
                say("Some of these are in an exam you haven't finished, and are left out.")
            )

    def _follow(self, kept: Round) -> None:
        """Go on with the round as it is kept, and tell what another window did to it."""
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
        if self.until and left is not None and left <= 0:
            from quiz.session.bell import TIME_IS_UP

            round, self.rang = rounds.finish(self.round), True
            self.heading = say(TIME_IS_UP)
            self._session.tell(self._rang)
        before, self.round = self.round, round
        looks = before.over and before.slots == round.slots  # which leaves no trace
        if round != before and not looks:
            self.keep()

    def _missed_before(self) -> dict[str, str]:
        if self._was_over:
            return {}
        from quiz.record.review import EarlierAnswers, last_answers

        session = self._session
        answers = session.history.answers(session.bank_id)
        last = last_answers(each for each in answers if each.round != self.number)
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
