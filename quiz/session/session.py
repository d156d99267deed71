"""A reader's session: rounds are chosen, begun, carried on with and left."""

from collections.abc import Iterable
from datetime import datetime
from random import Random

from msgspec import Struct

from quiz.bank.kinds import Question
from quiz.bank.model import Claim, Skill
from quiz.play import round as rounds
from quiz.play.apart import apart
from quiz.play.pick import NEWCOMER, OPENERS, ROUND, matching, pick
from quiz.play.round import Round
from quiz.session.base import CannotBegin
from quiz.session.opened import OpenRound, position_in_words
from quiz.session.ways import RoundWay, WaysIn
from quiz.words import say


class Waiting(Struct, frozen=True):
    """What a reader who begins a round is asked while another waits."""

    heading: str
    begin: str
    """What comes of the one that waits if the new one is begun."""
    carry_on_name: str
    begin_name: str


class Session(WaysIn):
    """What one reader does with one bank, kept in one history."""

    _taught: frozenset[str] = frozenset()
    """The skills whose lessons were shown since the start."""
    _timed: OpenRound | None = None
    """The round that a bell ends."""
    _usual_size: int | None = ROUND
    """How many questions the last round had that wasn't an exam."""

    def choose(
        self,
        count: int = ROUND,
        *,
        skill: str | None = None,
        source: str | None = None,
        claim: Claim | None = None,
        due: bool = False,
        missed: bool = False,
        marked: bool = False,
        random: Random | None = None,
    ) -> list[Question]:
        """Choose the questions of a round; raises `CannotBegin` when there is none.

        What is due, missed or marked comes with the most urgent first. Other questions are picked
        at random, new ones first, in a reader's first round after some that are easy, and for a
        newcomer those that are quick to read. With `random`, some easy ones come first as well, but
        nothing depends on the reader, so that it gives everyone the same ones.
        """
        again = self._again(due=due, missed=missed, marked=marked)
        once_more = due or missed or marked
        questions = again if once_more else self.bank.questions
        fitting = matching(questions, skill=skill, source=source)
        if claim:
            about = {question.id for question in self.bank.questions_on(claim)}
            fitting = [question for question in fitting if question.id in about]
        if not fitting:
            why = say("There are no questions on this yet.")
            if due:
                size = self._size_in_words
                why = say("No reviews are due today. How about a round of {size}?", size=size)
            raise CannotBegin(why, elsewhere=len(again))
        offered = self.history.offered(fitting, self.bank_id)
        if not offered:
            raise self.all_sealed(fitting[0])
        if once_more:
            return offered[:count]
        seen = () if random else self.history.schedule(self.bank_id)
        answers = NEWCOMER if random else len(self.history.answers(self.bank_id, newest=NEWCOMER))
        return pick(
            offered,
            count,
            random or self._random,
            seen,
            openers=OPENERS if random or not answers else 0,
            newcomer=answers < NEWCOMER,
            source=source,
        )

    def choose_these(self, ids: Iterable[str], random: Random) -> list[Question]:
        """Choose the questions with these ids, as a teacher chose them for all, in a random order.

        Raises `CannotBegin` if an open exam asks them all; what it asks of them is left out, and
        said, when the round is first kept.
        """
        known = {question.id: question for question in self.bank.questions}
        questions = [known[id] for id in ids]
        if not self.history.offered(questions, self.bank_id):
            raise self.all_sealed(questions[0])
        random.shuffle(questions)
        return apart(questions)

    def open(self, way: RoundWay) -> OpenRound:
        """Open the round that the reader chose."""
        if way == "resume":
            return self.resume()
        return self.begin(
            due=way == "due",
            missed=way == "missed",
            marked=way == "marked",
            exam=way == "exam",
        )

    def begin(
        self,
        *,
        skill: str | None = None,
        source: str | None = None,
        claim: Claim | None = None,
        due: bool = False,
        missed: bool = False,
        marked: bool = False,
        exam: bool = False,
    ) -> OpenRound:
        """Prepare a round of as many questions as the reader chose, which are as in `choose`."""
        questions = self.choose(
            self._size or len(self.bank.questions),
            skill=skill,
            source=source,
            claim=claim,
            due=due,
            missed=missed,
            marked=marked,
        )
        flagged = self.history.marked(self.bank_id) if marked else ()
        round = rounds.begin(questions, self._random, exam=exam, flagged=flagged)
        return self.prepare(round, skill=skill)

    def waiting(self, opened: OpenRound) -> Waiting | None:
        """Return what to ask before a new round is kept; None where no other round waits."""
        left = None if opened.number else self._waiting()
        if left is None:
            return None
        exam, where = left.round.exam, position_in_words(left.round)
        return Waiting(
            say("You left an exam at {where}.", where=where)
            if exam
            else say("You left a round at {where}.", where=where),
            say("The exam will wait; its questions won't come up here.")
            if exam
            else say("The old one ends there, and its answers count."),
            say("Carry on with it"),
            say("Begin the new one"),
        )

    def begin_another(self) -> None:
        """End the round that waits, as the reader begins another; an exam goes on waiting."""
        left = self._waiting()
        if left and left.round.exam:
            self._passed_over |= {left.held.uuid}
        elif left:
            self.history.keep(left.held, rounds.finish(left.round))
            if self._timed and self._timed.uuid == left.held.uuid:
                self._timed.until = None

    def resume(self) -> OpenRound:
        """Resume the newest round that was left, as it is by now."""
        left = self._waiting() or self._left()
        if left is None:
            raise CannotBegin(say("There's no round to carry on with."))
        timed = self._timed if self._timed and self._timed.uuid == left.held.uuid else None
        until = timed.until if timed else None
        self._open = OpenRound(self, left.round, left.held, notice=left.notice, until=until)
        self._timed = self._open if timed else self._timed
        return self._open

    def take(self, round: Round, *, skill: str | None = None) -> OpenRound:
        """Begin a round of questions that were chosen before, with `skill` as in `prepare`."""
        opened = self.prepare(round, skill=skill)
        opened.keep()
        return opened

    def prepare(
        self, round: Round, *, skill: str | None = None, until: datetime | None = None
    ) -> OpenRound:
        """Open a new round that is not kept until its `keep` is called or a step is made.

        `skill` is what the round is on, if it was chosen by a skill; `until` is when it ends by
        itself, if it does.
        """
        lesson = None
        if skill and not round.exam and self._lesson_is_due(skill):
            lesson = self._lesson_on(skill)
        notice = ""
        if until:
            from quiz.session.bell import bell_ahead

            notice = bell_ahead(until, self.clock(), exam=round.exam)
        opened = OpenRound(
            self,
            round,
            note=self.content_note,
            notice=notice,
            lesson=lesson,
            until=until,
            on_first_kept=lambda: self._note_begun(opened),
        )
        self._timed = opened if until else self._timed
        return opened

    def _note_begun(self, opened: OpenRound) -> None:
        """Note which round is open; the number of questions of an exam is for that exam alone."""
        self._open = opened
        if opened.round.exam:
            self._size = self._usual_size
        else:
            self._usual_size = self._size
        if opened.lesson:
            self._taught |= {opened.round.slot.question.skill}

    def lesson(self, id: str) -> Skill | None:
        """Return the skill whose lesson is to be shown now; None if it has none.

        From then on no round shows that lesson by itself until the next start.
        """
        self._taught |= {id}
        return self._lesson_on(id)

    def _lesson_on(self, id: str) -> Skill | None:
        skill = self.bank.skills.get(id)
        return skill if skill and skill.lesson else None

    def _lesson_is_due(self, skill: str) -> bool:
        """Whether a round on a skill begins with its lesson: only before the first answer on it."""
        answers = self.history.answers(self.bank_id)
        return skill not in self._taught and all(each.skill != skill for each in answers)

    @property
    def to_hand_in(self) -> str:
        """The command that hands in the round that the reader took last, if a teacher may want it.

        Else empty, as of a round that isn't over.
        """
        return self._open.to_hand_in if self._open else ""

    def farewell(self) -> tuple[str, bool]:
        """Return what to tell a reader who leaves, and whether their round is offered next time.

        That is what was kept, and how many questions come back when.
        """
        opened = self._open
        if self.trial:
            return say("Nothing was kept."), False
        if opened and not self.history.settle():
            return say("Goodbye. This round couldn't be saved."), False
        if opened and opened.number_now is None:
            lost = say("Goodbye. This round was forgotten in another window, so it isn't saved.")
            return lost, False
        kept, comes_back = say("Goodbye."), self._due_or_back()
        if opened and opened.round.answered:
            kept = say("Your answers are saved.")
        elif opened and any(slot.skipped for slot in opened.round.slots):
            kept = say("Goodbye. As nothing is answered yet, this round isn't kept.")
        left = self._left()
        if left is None:
            return f"{kept}{comes_back}", False
        where = position_in_words(left.round)
        if left.round.exam and left.round.answered:
            first = say("Finish the exam before you hand it in.")
            comes_back = f" {first}{comes_back}"
        if opened and left.number == opened.number_now and opened.round.answered:
            waits = say("You left off at {where}.", where=where)
        elif left.round.exam:
            waits = say("The exam you left is waiting at {where}.", where=where)
        else:
            waits = say("The round you left is waiting at {where}.", where=where)
        return f"{kept} {waits}{comes_back}", True
