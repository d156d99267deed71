"""Spaced repetition: when questions come back, by the scheduler that Anki uses.

Answers are replayed in the order in which they were given, each into the memory of its question.
The memories of a bank are kept in the history as its schedule, with the turn of the last answer in
them, so that only later answers have to be replayed. The scheduler is `fsrs`, imported when there
is an answer to replay, and never its optimizer.
"""

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import UTC, date, datetime
from itertools import chain
from typing import Annotated

import msgspec
from msgspec import Meta, Struct

from quiz.bank.kinds import Question
from quiz.bank.model import Bank
from quiz.play.mark import Certainty
from quiz.record.answers import AnswerRecord
from quiz.record.rows import ANSWERS, NEWEST_TURN, answer_of, insert, json_text, readable
from quiz.record.tables import value
from quiz.text import day_in_full, month_in_words
from quiz.words import phrase, say

LONGEST = 365
"""The most days until a question comes back."""

CURRENT = f"SELECT due FROM schedules WHERE bank = :bank AND turn = ({NEWEST_TURN})"  # noqa: S608 - our own words

Moment = Annotated[datetime, Meta(tz=True)]


class Memory(Struct, frozen=True, array_like=True, gc=False):
    """The memory of one question: when it comes back, and how its last answer went."""

    due: Moment
    when: Moment
    """When it was last answered, by the clock of that time."""
    reviewed: Moment
    """When that answer counts as given, which is never before the previous one."""
    stability: Annotated[float, Meta(gt=0)]
    """Days until the reader would still know it nine times in ten, by `fsrs`."""
    difficulty: Annotated[float, Meta(ge=1, le=10)]
    """From 1 to 10, by `fsrs`."""
    certainty: Certainty
    right: bool
    turn: int


Memories = Mapping[str, Memory]
"""The memory of each answered question, by its id."""

_LAST = datetime.max.replace(tzinfo=UTC)


def rating(answer: AnswerRecord) -> int:
    """The scheduler's rating of an answer: 1 again, 2 hard, 3 good, 4 easy."""
    return int(answer.certainty) + 1 if answer.right else 1


def schedule(
    answers: Iterable[AnswerRecord], now: datetime = _LAST, known: Memories | None = None
) -> dict[str, Memory]:
    """The memory of each question, by its id; it is due a day to a year after its last answer.

    The answers are in the order in which they were given, after those in the `known` memories. If
    the clock was set back, an answer counts as given at the time of the previous one; if it was
    ahead of `now`, at the time of the next one.
    """
    memories = dict(known or {})
    answers = iter(answers)
    if (first := next(answers, None)) is None:
        return memories
    from fsrs import Card, Rating, Scheduler, State  # noqa: PLC0415 - slow, not always needed

    # No steps of minutes, as a reader takes a round a day, and no fuzz, so that dates are stable.
    scheduler = Scheduler(
        learning_steps=(), relearning_steps=(), maximum_interval=LONGEST, enable_fuzzing=False
    )
    for answer, when in _moments(chain([first], answers), now):
        before = memories.get(answer.question)
        reviewed = max(when, min(before.reviewed, now)) if before else when
        card = Card(card_id=0, due=when)
        if before:
            card = Card(
                card_id=0,
                state=State.Review,
                stability=before.stability,
                difficulty=before.difficulty,
                due=before.due,
                last_review=min(before.reviewed, now),
            )
        card, _ = scheduler.review_card(card, Rating(rating(answer)), reviewed)
        assert card.stability and card.difficulty  # noqa: S101, PT018 - set by the review
        memories[answer.question] = Memory(
            card.due, answer.when, reviewed, card.stability, card.difficulty, answer.certainty,
            answer.right, answer.turn,
        )  # fmt: skip
    return memories


def bring_forward(db: sqlite3.Connection, bank_id: str, now: datetime) -> dict[str, Memory]:
    """Replay the answers to a bank that its schedule lacks; returns the memories and keeps them."""
    newest = value(db, NEWEST_TURN)
    since, known = 0, None
    query = "SELECT turn, due FROM schedules WHERE bank = ? AND turn <= ?"
    for row in db.execute(query, (bank_id, newest)):
        if (known := memories_in(row["due"])) is not None:
            since = row["turn"]
    answers = db.execute(ANSWERS, {"since": since, "bank": bank_id})
    memories = schedule(readable(answer_of, answers), now, known)
    insert(db, "schedules", replace=True, bank=bank_id, turn=newest, due=json_text(memories))
    return memories


def memories_in(text: str) -> dict[str, Memory] | None:
    """The memories in the text of a schedule; None if another version of the quiz wrote it."""
    with suppress(ValueError, TypeError):
        return msgspec.json.decode(text, type=dict[str, Memory])
    return None


def due(
    bank: Bank, memories: Memories, now: datetime, sealed: Collection[str] = ()
) -> list[Question]:
    """The questions due before midnight: those sure and wrong first, then the longest due.

    Each is replaced by the question of the same move that was seen least recently, since the move
    is to be learnt, not the answer. Those that are `sealed`, by their ids, are left out.
    """
    waiting = sorted(
        (not was_sure_and_wrong(memories[id]), when, id)
        for id, when in _when_due(bank, memories, now).items()
        if day(when) <= day(now)
    )
    questions = {question.id: question for question in bank.questions}
    by_move = _by_move(bank)
    chosen: dict[str, Question] = {}
    for _, _, id in waiting:
        others = [
            q
            for q in by_move.get(questions[id].move, ())
            if q.id not in chosen and q.id not in sealed
        ]
        seen = {q.id: memories[q.id].turn if q.id in memories else -1 for q in others}
        question = min(others, key=lambda q: seen[q.id], default=questions[id])
        if question.id not in sealed:
            chosen.setdefault(question.id, question)
    return list(chosen.values())


def last_answers(answers: Iterable[AnswerRecord]) -> dict[str, AnswerRecord]:
    """The last answer to each question."""
    return {answer.question: answer for answer in answers}


def was_sure_and_wrong(last: AnswerRecord | Memory) -> bool:
    """Whether the last answer to a question was sure and wrong."""
    return last.certainty is Certainty.SURE and not last.right


_MISSED = {
    (True, False): phrase("You missed this {on}; you'd said “{certainty}”."),
    (True, True): phrase("You got part of this right {on}; you'd said “{certainty}”."),
    (False, False): phrase(
        "You missed one like this {on}; you'd said “{certainty}”. This one stands in for it."
    ),
    (False, True): phrase(
        "You got part of one like this right {on}; you'd said “{certainty}”. "
        "This one stands in for it."
    ),
}
"""What is said of a question that was missed: itself or one like it, wholly or in part."""


class EarlierAnswers(Struct, frozen=True):
    """The answers before a round, and which of its questions come back."""

    bank: Bank
    last: Mapping[str, AnswerRecord]
    """The last answer to each question, by its id."""
    memories: Memories
    now: datetime

    def came_back(self, questions: Iterable[Question]) -> dict[str, str]:
        """For each of these questions that comes back, the id of the one answered before.

        That is the question itself, or a due one of its move, for which this one stands in: one
        that was missed later, or any if this one was never answered.
        """
        by_move, earlier = _by_move(self.bank), {}
        for question in questions:
            own = self.last.get(question.id)
            others = (self.last.get(each.id) for each in by_move.get(question.move, ()))
            waiting = [each for each in others if each and self._is_due(each)]
            other = max(waiting, key=lambda each: each.turn, default=None)
            if other and (own is None or (own.right and not other.right and own.turn < other.turn)):
                earlier[question.id] = other.question
            elif own:
                earlier[question.id] = question.id
        return earlier

    def missed(self, questions: Iterable[Question]) -> dict[str, str]:
        """For each question that comes back and was missed, by its id: when, and how."""
        sentences, today = {}, day(self.now)
        for id, earlier in self.came_back(questions).items():
            last = self.last[earlier]
            if not last.right:
                on = day_in_words(day(last.when), today)
                if day(last.when) > today:  # the clock was ahead
                    on = say("before")
                itself, part = earlier == id, last.share > 0
                sentences[id] = say(_MISSED[itself, part], on=on, certainty=last.certainty.word)
        return sentences

    def only_due_or_missed(self, questions: Iterable[Question], again: Mapping[str, str]) -> bool:
        """Whether all these questions were due or missed before; `came_back` gave `again`."""
        olds = {again.get(question.id, "") for question in questions}
        last = [self.last.get(id) for id in olds]
        return all(each and (not each.right or self._is_due(each)) for each in last)

    def _is_due(self, answer: AnswerRecord) -> bool:
        memory = self.memories.get(answer.question)
        return day(_comes_back(answer.when, memory, self.now)) <= day(self.now)


def missed(bank: Bank, memories: Memories) -> list[Question]:
    """The questions whose last answer was wrong: the surest answers first, then the latest."""
    wrong = [q for q in bank.questions if q.id in memories and not memories[q.id].right]
    return sorted(wrong, key=lambda q: (-memories[q.id].certainty, -memories[q.id].turn))


def coming_counts(
    bank: Bank, memories: Memories, now: datetime, sealed: Collection[str] = ()
) -> dict[date, int]:
    """How many questions come back on each day, as in `coming`."""
    return {day: len(ids) for day, ids in coming(bank, memories, now, sealed).items()}


def coming(
    bank: Bank, memories: Memories, now: datetime, sealed: Collection[str] = ()
) -> dict[date, list[str]]:
    """The ids of questions by the day in the reader's time zone on which they come back.

    Those that are overdue come back today. A `sealed` one comes back only if another
    question of its move can stand in.
    """
    by_move = _by_move(bank)
    hidden = {
        question.id
        for question in bank.questions
        if question.id in sealed
        and all(other.id in sealed for other in by_move.get(question.move, ()))
    }
    by_day: dict[date, list[str]] = {}
    for id, when in _when_due(bank, memories, now).items():
        if id not in hidden:
            by_day.setdefault(day(max(when, now)), []).append(id)
    return dict(sorted(by_day.items()))


def day(moment: datetime) -> date:
    """The date of a moment in the reader's time zone, with summer time as on that day."""
    return moment.astimezone().date()


def day_in_words(day: date, today: date) -> str:
    """A day in words, such as "today", "tomorrow" or "on 3 November"."""
    near = near_day(day, today)
    return near or say("on {date}", date=date_of(day, today))


def near_day(day: date, today: date) -> str:
    """Yesterday, today or tomorrow; empty for any other day."""
    return say(_NEAR.get((day - today).days, ""))


def date_of(day: date, today: date) -> str:
    """The date of a day, with the year unless it is this one: "3 November"."""
    if day.year != today.year:
        return day_in_full(day)
    return say("{day} {month}", day=day.day, month=month_in_words(day.month))


_NEAR = {-1: phrase("yesterday"), 0: phrase("today"), 1: phrase("tomorrow")}


def _moments(
    answers: Iterable[AnswerRecord], now: datetime
) -> Iterator[tuple[AnswerRecord, datetime]]:
    """Each answer with its time; if the clock was ahead, with that of the next answer."""
    ahead: list[AnswerRecord] = []
    for answer in answers:
        if answer.when > now:
            ahead.append(answer)
            continue
        yield from ((each, answer.when) for each in ahead)
        ahead.clear()
        yield answer, answer.when
    yield from ((each, now) for each in ahead)


def _when_due(bank: Bank, memories: Memories, now: datetime) -> dict[str, datetime]:
    """When each question comes back, by its id, without those for which another stood in.

    Another question of the move stood in if it was answered on the day the first came due, or
    later; the move then comes back with it. A question answered by a clock that was ahead counts
    as due at any time.
    """
    by_move = _by_move(bank)

    def stood_in_for(memory: Memory, move: str) -> bool:
        others = (memories[other.id] for other in by_move.get(move, ()) if other.id in memories)
        return any(
            each.turn > memory.turn
            and day(min(each.when, now)) >= day(_comes_back(memory.when, memory, each.when))
            for each in others
        )

    return {
        question.id: _comes_back(memory.when, memory, now)
        for question in bank.questions
        if (memory := memories.get(question.id)) and not stood_in_for(memory, question.move)
    }


def _by_move(bank: Bank) -> dict[str, list[Question]]:
    by_move: dict[str, list[Question]] = {}
    for question in bank.questions:
        if question.move:
            by_move.setdefault(question.move, []).append(question)
    return by_move


def _comes_back(last: datetime, memory: Memory | None, now: datetime) -> datetime:
    """When a question comes back: now, if the clock was ahead at its last answer."""
    return now if last > now else memory.due if memory else _LAST
