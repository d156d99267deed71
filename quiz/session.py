"""What a reader can do now (begin, resume, practise, look back), with each step saved.

A face shows what a session offers and passes on what the reader does. It decides nothing and
keeps nothing itself, so that every face does the same.
"""

from collections.abc import Callable, Collection
from datetime import UTC, datetime
from random import Random
from typing import TYPE_CHECKING, Literal

from msgspec import Struct, convert

from quiz.bank.kinds import Question, Response, digest
from quiz.bank.model import Bank, Claim, Skill
from quiz.play import first_minute
from quiz.play import round as rounds
from quiz.play.explain import points_in_words
from quiz.play.mark import Certainty, Judgement
from quiz.play.pick import ROUND, ROUND_IN_WORDS, SIZES, matching, pick
from quiz.play.round import Answer, Round, Slot
from quiz.record.answers import RoundSummary
from quiz.record.history import History
from quiz.record.resume import ResumedRound
from quiz.text import counted, plural

if TYPE_CHECKING:
    from quiz.record.ending import Ending
    from quiz.record.live import LiveRound
    from quiz.record.profile import Profile


class CannotBegin(Exception):  # noqa: N818 - not an error: there is nothing to ask
    """No round can begin; the message tells the reader why.

    `exam` is the number of the open exam that asks all that fits, if one does, and `elsewhere` how
    many questions are due, missed or marked on other skills and articles.
    """

    def __init__(self, message: str, *, exam: int = 0, elsewhere: int = 0) -> None:
        super().__init__(message)
        self.exam = exam
        self.elsewhere = elsewhere


RoundWay = Literal["due", "resume", "round", "missed", "marked", "exam"]
"""A way in that opens a round at once."""


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


class LastQuestion(Struct, frozen=True):
    """What a reader is asked after the last question, before the round ends."""

    heading: str
    end: str
    """What ends the round, such as "Hand in", and in `ends` what comes of it."""
    ends: str
    waiting: tuple[tuple[int, str, str], ...]
    """Of each question that was marked or left out, the index, the name, and which it was."""
    look: str = "Look through them again"
    """What else there is to do where none waits, and in `looks` why."""
    looks: str = "You can still change an answer."


class Waiting(Struct, frozen=True):
    """What a reader who begins a round is asked while another waits."""

    heading: str
    begin: str
    """What comes of the one that waits if the new one is begun."""
    carry_on_name: str = "Carry on with it"
    begin_name: str = "Begin the new one"


class Session:
    """One reader, one bank, one history."""

    def __init__(
        self,
        bank: Bank,
        history: History,
        *,
        random: Random | None = None,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        """Take the random numbers that pick and shuffle questions, and a clock in UTC."""
        self.bank = bank
        self.history = history
        self.bank_id = bank.id
        self.clock = clock
        self._random = random or Random()
        self._size: int | None = ROUND
        """How many questions a round has; None for all."""
        self._open: OpenRound | None = None
        """The round that was opened last."""
        self._passed_over: set[str] = set()
        """The uuids of exams that wait, although the reader began something else."""
        self._untold = ""
        """What the reader should know of an exam that was begun meanwhile."""
        self._has_tried = False
        """The reader was shown the first minute since the start."""
        self._taught: set[str] = set()
        """The skills whose lessons were shown since the start."""

    def ways(self) -> list[Way]:
        """Return what the reader can do now.

        First comes what is due, else the round that was left, else a new round; for a new reader,
        the first minute.
        """
        left = self._waiting() or self._left()
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
            Way("choose", "Choose a round", "by skill or article, or as an exam"),
        ]
        if last := self._last():
            count = f"{last.right} of {last.answered} right"
            marks = "" if last.points is None else f", {points_in_words(last.points)}"
            ways.append(Way("last", "Last round", f"{count}{marks}"))
        if not is_new:
            back = self.comes_back().rstrip(".")
            ways.append(Way("progress", "My progress", back or "how you are doing"))
        ways.append(Way("sources", "Sources", "who is behind them"))
        if self.bank.claims:
            ways.append(Way("claims", "The claims file", "who claimed what, who disputes it"))
        return ways

    def more_ways(self) -> list[Way]:
        """Return the rounds that the reader can choose from, and how many questions one has."""
        bank, size = self.bank, self._size_in_words
        ways = [
            self._mixed(),
            Way("skill", "By skill", f"pick one of {len(bank.skills)}"),
            Way("article", "By article", f"pick one of {len(bank.articles())}"),
        ]
        missed, marked = (
            len(self.history.offered(again, self.bank_id))
            for again in (self._again(missed=True), self._again(marked=True))
        )
        if missed:
            ways.append(Way("missed", "What you missed", counted(missed, "question")))
        if marked:
            ways.append(Way("marked", "What you marked", counted(marked, "question")))
        ways += [
            Way("exam", f"An exam of {size}", "you see how you did at the end"),
            Way("size", "How many questions", f"{size} at the moment"),
        ]
        return ways

    def next_size(self) -> None:
        """Give rounds the next number of questions that there is to choose from, or all."""
        sizes = [*SIZES, None]
        self._size = sizes[(sizes.index(self._size) + 1) % len(sizes)]

    @property
    def _size_in_words(self) -> str:
        return SIZES[self._size] if self._size else f"all {len(self.bank.questions)}"

    def _mixed(self) -> Way:
        return Way("round", f"A round of {self._size_in_words}", "some of every skill")

    def try_marks(self) -> None:
        """Remember that the reader was shown the first minute, which is offered once."""
        self._has_tried = True

    @property
    def is_new(self) -> bool:
        """Whether the reader has not begun a round yet."""
        return not self.history.rounds(self.bank_id, newest=1)

    @property
    def content_note(self) -> str:
        """The bank's content note; empty once a round was begun."""
        return self.bank.about.content_note if self.is_new else ""

    @property
    def knows_scale(self) -> bool:
        """Whether the reader has answered before, and so knows what each certainty earns."""
        return bool(self.history.answers(self.bank_id, newest=1))

    @property
    def is_kept(self) -> bool:
        """Whether the answers so far are in the file, and not only in memory."""
        return not self.history.in_memory

    def news(self) -> str:
        """Return what the reader should know of the history or an exam, once; often nothing."""
        untold, self._untold = self._untold, ""
        return untold or self.history.news()

    def tell_sealed(self) -> None:
        """Let `news` say why a question isn't shown."""
        self._untold = (
            "This question is in an exam you haven't finished, so it's hidden until then."
        )

    def notice(self) -> str:
        """Return the history's notice, even if `news` gave it before, and mark it read."""
        self.history.news()
        return self.history.notice

    def due(self) -> list[Question]:
        """Return the questions that are due, without those that an open exam asks."""
        return self.history.offered(self._again(due=True), self.bank_id)

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
        at random, new ones first; with `random` by that alone, so that it gives the same again.
        """
        again = self._again(due=due, missed=missed, marked=marked)
        questions = again if due or missed or marked else self.bank.questions
        fitting = matching(questions, skill=skill, source=source)
        if claim:
            about = {question.id for question in self.bank.questions_on(claim)}
            fitting = [question for question in fitting if question.id in about]
        if not fitting:
            nothing_due = f"No reviews are due today. How about a round of {ROUND_IN_WORDS}?"
            why = nothing_due if due else "There are no questions on this yet."
            raise CannotBegin(why, elsewhere=len(again))
        offered = self.history.offered(fitting, self.bank_id)
        if not offered:
            why = (
                "All of these are in an exam you haven't finished. Finish it first, then try again."
            )
            raise CannotBegin(why, exam=self.history.exam_that_asks(self.bank_id)(fitting[0]))
        if due or missed or marked:
            return offered[:count]
        seen = () if random else self.history.schedule(self.bank_id)
        return pick(offered, count, random or self._random, seen)

    def open(self, way: RoundWay) -> "OpenRound":
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
    ) -> "OpenRound":
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
        return self.prepare(rounds.begin(questions, self._random, exam=exam), skill=skill)

    def waiting(self, opened: "OpenRound") -> Waiting | None:
        """Return what to ask before a new round is kept; None where no other round waits."""
        left = None if opened.number else self._waiting()
        if left is None:
            return None
        exam = left.round.exam
        return Waiting(
            f"You left {'an exam' if exam else 'a round'} at {position_in_words(left.round)}.",
            "The exam will wait; its questions won't come up here."
            if exam
            else "The old one ends there, and its answers count.",
        )

    def begin_another(self) -> None:
        """End the round that waits, as the reader begins another; an exam goes on waiting."""
        left = self._waiting()
        if left and left.round.exam:
            self._passed_over.add(left.held.uuid)
        elif left:
            self.history.keep_held(left.held, rounds.finish(left.round))

    def _waiting(self) -> ResumedRound | None:
        """The round to ask about before another begins."""
        return self._left(self._passed_over)

    def _left(self, besides: Collection[str] = ()) -> ResumedRound | None:
        """The newest round that was left: an exam, or one with an answer."""
        return self.history.unfinished(self.bank, self.bank_id, besides, empty=False)

    def resume(self) -> "OpenRound":
        """Resume the newest round that was left, as it is by now."""
        left = self._waiting() or self._left()
        if left is None:
            raise CannotBegin("There's no round to carry on with.")
        self._open = OpenRound(self, left.round, left.held, notice=left.notice)
        return self._open

    def take(self, round: Round, *, skill: str | None = None) -> "OpenRound":
        """Begin a round of questions that were chosen before, with `skill` as in `prepare`."""
        opened = self.prepare(round, skill=skill)
        opened.keep()
        return opened

    def prepare(self, round: Round, *, skill: str | None = None) -> "OpenRound":
        """Open a new round that is not kept until its `keep` is called or a step is made.

        `skill` is what the round is on, if it was chosen by a skill.
        """
        lesson = None
        if skill and not round.exam and self._lesson_is_due(skill):
            lesson = self.lesson(skill)
        return OpenRound(self, round, note=self.content_note, lesson=lesson)

    def note_begun(self, opened: "OpenRound") -> None:
        """Remember the round that was opened last."""
        self._open = opened

    def lesson(self, id: str) -> Skill | None:
        """Return the skill whose lesson is to be shown now; None if it has none.

        From then on no round shows that lesson by itself until the next start.
        """
        self._taught.add(id)
        skill = self.bank.skills.get(id)
        return skill if skill and skill.lesson else None

    def _lesson_is_due(self, skill: str) -> bool:
        """Whether a round on a skill begins with its lesson: only before the first answer on it."""
        answers = self.history.answers(self.bank_id)
        return skill not in self._taught and all(each.skill != skill for each in answers)

    def progress(self) -> "Profile":
        """Return the reader's profile over all answers to this bank."""
        from quiz.record.profile import profile_of_bank

        return profile_of_bank(self.bank, self.history, self.bank_id, self.clock())

    def sure_and_wrong(self) -> "ReopenedAnswers":
        """Reopen the answers that were sure and wrong, where the question hasn't changed since.

        Those to what an open exam asks are left out.
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

    def last_round(self) -> "OpenRound":
        """Reopen the round that was ended last, as `reopen` does."""
        last = self._last()
        return self.reopen(last.number if last else 0)

    def reopen(self, number: int) -> "OpenRound":
        """Reopen a round that is over, by its number, where its questions haven't changed since.

        Those that an open exam asks are left out. Raises `CannotBegin` if nothing is left.
        """
        opened = self._open
        if opened and opened.may_tell_all and opened.number_now == number:
            return opened
        kept = self.history.ended(number, self.bank, self.bank_id)
        if kept is None:
            raise CannotBegin(
                "Its questions have changed since, or are in an exam you haven't finished."
            )
        return OpenRound(self, kept.round, kept.held, notice=kept.notice)

    def ended_rounds(self) -> list[RoundSummary]:
        """Return the rounds that can be reopened, the newest first: over, and with an answer."""
        rounds = self.history.rounds(self.bank_id)
        return [each for each in reversed(rounds) if each.over and each.answered]

    def _last(self) -> RoundSummary | None:
        """The newest round with an answer that was ended, of the newest ten."""
        newest = reversed(self.history.rounds(self.bank_id, newest=10))
        return next((each for each in newest if each.over and each.answered), None)

    def farewell(self) -> tuple[str, bool]:
        """Return what to tell a reader who leaves, and whether their round is offered next time.

        That is what was kept, and how many questions come back when.
        """
        opened = self._open
        if opened is None:
            return f"Goodbye.{self._due_or_back()}", False
        if not self.history.settle():
            return "Goodbye. This round couldn't be saved.", False
        if opened.number_now is None:
            return "Goodbye. This round was forgotten in another window, so it isn't saved.", False
        kept, comes_back = "Goodbye", self._due_or_back()
        if opened.round.answered:
            kept = "Your answers are saved"
        left = self._left()
        if left is None:
            return f"{kept}.{comes_back}", False
        where, what = position_in_words(left.round), "exam" if left.round.exam else "round"
        if left.number == opened.number_now and opened.round.answered:
            return f"{kept}. You can carry on at {where}.{comes_back}", True
        return f"{kept}. The {what} you left is waiting at {where}.{comes_back}", True

    def comes_back(self) -> str:
        """Return how many questions come back on the next day that any do; "" if none will."""
        from quiz.record import review

        memories, now = self.history.schedule(self.bank_id), self.clock()
        today = review.day(now)
        for day, count in review.next_due(self.bank, memories, now).items():
            if day > today:
                comes = plural(count, "comes", "come")
                return (
                    f"{counted(count, 'question')} {comes} back {review.day_in_words(day, today)}."
                )
        return ""

    def _due_or_back(self) -> str:
        """How many questions are due, or else come back next, as one more sentence; "" if none."""
        if due := len(self.due()):
            return f" {counted(due, 'question')} {plural(due, 'is', 'are')} due today."
        return f" {back}" if (back := self.comes_back()) else ""

    def _again(
        self, *, due: bool = False, missed: bool = False, marked: bool = False
    ) -> list[Question]:
        """The questions to ask once more, the most urgent first."""
        from quiz.record import review

        memories = self.history.schedule(self.bank_id) if due or missed else {}
        questions = review.missed(self.bank, memories) if missed else []
        if due:
            questions += review.due(self.bank, memories, self.clock())
        if marked:
            known = {question.id: question for question in self.bank.questions}
            questions += [known[id] for id in self.history.marked(self.bank_id) if id in known]
        return list({question.id: question for question in questions}.values())


class OpenRound:
    """A round that a reader is at; each step is on the disk when its method returns."""

    def __init__(
        self,
        session: Session,
        round: Round,
        held: "LiveRound | None" = None,
        *,
        note: str = "",
        notice: str = "",
        lesson: Skill | None = None,
    ) -> None:
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
        self.lesson = lesson
        """The skill whose lesson comes before the first question; None if none is due."""
        self._was_over = round.over
        self._revisits = False
        """The reader came back to this one question from the end of the round."""
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

    def skip(self) -> None:
        """Pass over the question that is shown, at no cost."""
        self._step(rounds.pass_over(self.round))

    def flag(self) -> None:
        """Mark the question that is shown to come back, or take the mark away."""
        self._step(rounds.flag(self.round))

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
        self._revisits = False
        return self._move(rounds.go(self.round, index))

    def revisit(self, index: int) -> None:
        """Go to one question before the end of the round: the next step onward leads to the end."""
        self._revisits = self.go(index)

    def onward(self) -> bool:
        """Go to the next question, or end the round; returns whether there is one to show."""
        round = self.round
        while not self._is_last(round):
            round = rounds.onward(round)
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
    def is_last(self) -> bool:
        """Whether the next step onward ends the round, or the look through it once it is over."""
        return self._is_last(self.round)

    def _is_last(self, round: Round) -> bool:
        if round.over:
            return round.at + 1 == len(round.slots)
        return self._revisits or rounds.onward(round).over

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
        """The indexes of the questions that were marked or left out."""
        return tuple(sorted({*self.round.flagged, *self.round.left_out}))

    def last_question(self) -> LastQuestion | None:
        """Return what to ask before the round ends; None where the next step doesn't end it.

        Outside an exam, nothing is asked unless something was marked or left out.
        """
        round, exam = self.round, self.round.exam
        if round.over or not self.is_last or not (exam or self.waiting):
            return None
        return LastQuestion(
            "That was the last question.",
            "Hand in" if exam else "End the round",
            "You'll see the answers, and can't change yours any more."
            if exam
            else "See how it went.",
            tuple(map(self._waiting_entry, self.waiting)),
        )

    def _waiting_entry(self, index: int) -> tuple[int, str, str]:
        slot = self.round.slots[index]
        states = (("left out", slot.answer is None), ("marked", slot.flagged))
        return index, slot.question.name, ", ".join(word for word, holds in states if holds)

    def missed_note(self, slot: Slot) -> str:
        """Return a sentence that says when an unanswered question was missed before, if it was."""
        return "" if slot.answer else self.missed.get(slot.question.id, "")

    def profile(self) -> "Profile":
        """Return this round's profile, with the skill to practise next."""
        from quiz.record.profile import profile_of_round

        session = self._session
        where = (session.bank, session.history, session.bank_id, self.number_now)
        return profile_of_round(*where, self.round, now=session.clock())

    def ending(self, profile: "Profile") -> "Ending":
        """Return what went well, what to do next and what comes back, by this round's profile."""
        from quiz.record.ending import ending

        session = self._session
        missed, back = self.missed, session.comes_back()
        return ending(session.bank, self.round, missed, profile.next, back)

    def keep(self) -> None:
        """Write the round to the history as it now stands; does nothing if it is there already."""
        history, bank_id = self._session.history, self._session.bank_id
        if self.number is None:
            self._session.note_begun(self)
            self.number = history.begin(self.round, bank_id)
            self._held = history.hold(self.number)
        elif self._held:
            self.number = history.keep_held(self._held, self.round)

    def _step(self, round: Round) -> None:
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

    def keep(self) -> None:
        """Do nothing: these answers are saved already."""


def position_in_words(round: Round) -> str:
    """Where the reader is in a round, such as "question 4 of 10"."""
    return f"question {round.at + 1} of {len(round.slots)}"
