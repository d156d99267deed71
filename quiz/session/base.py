"""A reader, a bank and a history: what is known of them, and which questions come back."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from random import Random

from quiz.bank.kinds import Question
from quiz.bank.model import Bank
from quiz.play.round import Slot
from quiz.record.history import History
from quiz.words import say, say_n


class CannotBegin(Exception):  # noqa: N818 - not an error: there is nothing to ask
    """No round can begin; the message tells the reader why.

    `exam` is the number of the open exam that asks all that fits, if one does, and `elsewhere` how
    many questions are due, missed or marked on other skills and articles.
    """

    def __init__(self, message: str, *, exam: int = 0, elsewhere: int = 0) -> None:
        super().__init__(message)
        self.exam = exam
        self.elsewhere = elsewhere


class BaseSession:
    """One reader, one bank, one history."""

    def __init__(
        self,
        bank: Bank,
        history: History,
        *,
        random: Random | None = None,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        trial: bool = False,
    ) -> None:
        """Take the random numbers that pick and shuffle questions, and a clock in UTC.

        A `trial` is for the author of the questions: it is over after one round, and isn't kept.
        """
        self.bank = bank
        self.history = history
        self.bank_id = bank.id
        self.clock = clock
        self.trial = trial
        self._random = random or Random()
        self._untold = ""
        """What the reader should know of what another quiz did meanwhile."""
        self.reader = ""
        """The reader's name, where several share a machine; else empty."""
        self.hands_in_by = ""
        """The command that hands in what this reader answered; empty where nothing can be."""
        self._greeting = ""

    @property
    def is_new(self) -> bool:
        """Whether the reader has not begun a round yet."""
        return not self.history.rounds(self.bank_id, newest=1)

    @property
    def content_note(self) -> str:
        """The bank's content note; empty once a round was begun, or for an author."""
        return self.bank.about.content_note if self.is_new and not self.trial else ""

    @property
    def knows_scale(self) -> bool:
        """Whether the reader has answered before, and so knows what each certainty earns."""
        return bool(self.history.answers(self.bank_id, newest=1))

    @property
    def is_kept(self) -> bool:
        """Whether the answers so far are in the file, and not only in memory."""
        return not self.history.in_memory

    def news(self) -> str:
        """Return what the reader should know of the history or another window, once; or ""."""
        untold, self._untold = self._untold, ""
        return untold or self.history.news()

    def greet(self, greeting: str) -> None:
        """Let `news` say this, and `notice` until the reader begins a round."""
        self._greeting = greeting
        self.tell(greeting)

    @property
    def whose(self) -> str:
        """Whose history this is, in a few words; empty if the reader has no name."""
        return self.reader and say("for {name}", name=self.reader)

    def tell(self, news: str) -> None:
        """Let `news` say this."""
        self._untold = news

    def tell_sealed(self) -> None:
        """Let `news` say why a question isn't shown."""
        self.tell(
            say("This question is in an exam you haven't finished, so it's hidden until then.")
        )

    def notice(self) -> str:
        """Return the history's notice, even if `news` gave it before, and mark it read.

        Without one, it is the greeting of a new reader.
        """
        self.history.news()
        if self._untold == self._greeting:
            self._untold = ""
        return self.history.notice or (self._greeting if self.is_new else "")

    def due(self) -> list[Question]:
        """Return the questions that are due, without those that an open exam asks."""
        return self.history.offered(self._again(due=True), self.bank_id)

    def comes_back(self, slots: Sequence[Slot] = ()) -> str:
        """Return how many questions come back on the next day on which any do; "" if none will.

        Those among them that are in `slots` are named.
        """
        from quiz.record import review
        from quiz.record.ending import comes_back

        memories, now = self.history.schedule(self.bank_id), self.clock()
        today = review.day(now)
        for day, ids in review.coming(self.bank, memories, now, self._sealed()).items():
            if day > today:
                named = [slot for slot in slots if slot.question.id in ids]
                return comes_back(named, len(ids), review.day_in_words(day, today))
        return ""

    def all_sealed(self, question: Question) -> CannotBegin:
        """Return why no round can begin of this question and others: open exams ask all of them."""
        exam = self.history.exam_that_asks(self.bank_id)(question)
        why = say(
            "All of these are in an exam you haven't finished. Finish it first, then try again."
        )
        return CannotBegin(why, exam=exam)

    def _due_or_back(self) -> str:
        """How many questions are due, or else come back next, as one more sentence; "" if none."""
        if due := len(self.due()):
            due_today = say_n(due, "{n} question is due today.", "{n} questions are due today.")
            return f" {due_today}"
        return f" {back}" if (back := self.comes_back()) else ""

    def _sealed(self) -> set[str]:
        """The ids of the questions that an open exam asks."""
        asks = self.history.exam_that_asks(self.bank_id)
        return {question.id for question in self.bank.questions if asks(question)}

    def _again(
        self, *, due: bool = False, missed: bool = False, marked: bool = False
    ) -> list[Question]:
        """The questions to ask once more, the most urgent first."""
        from quiz.record import review

        memories = self.history.schedule(self.bank_id) if due or missed else {}
        questions = review.missed(self.bank, memories) if missed else []
        if due:
            due_now = self.bank, memories, self.clock()
            # Where an exam asks all of them, the reader is told so instead.
            questions += review.due(*due_now, self._sealed()) or review.due(*due_now)
        if marked:
            known = {question.id: question for question in self.bank.questions}
            questions += [known[id] for id in self.history.marked(self.bank_id) if id in known]
        return list({question.id: question for question in questions}.values())
