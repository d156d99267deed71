"""When questions come back, by the scheduler that Anki uses.

All follows from the answers, replayed one by one in the order in which they were given. What is
remembered of each question can be kept, and brought forward by the answers that came since.
The scheduler is `fsrs`; it is imported when there is an answer to replay, and never its optimizer.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from itertools import chain
from typing import Annotated

from msgspec import Meta, Struct

from quiz.bank.kinds import Question
from quiz.bank.model import Bank
from quiz.play.mark import Certainty
from quiz.record.answers import AnswerRecord

LONGEST = 365
"""Days: nothing that was learnt is left alone for longer."""


Moment = Annotated[datetime, Meta(tz=True)]


class Memory(Struct, frozen=True, array_like=True, gc=False):
    """One question after all answers to it: when it comes back, and how the last one went."""

    due: Moment
    when: Moment
    """When it was last answered, as the clock had it."""
    reviewed: Moment
    """When that counts as given: never before the answer before it."""
    stability: Annotated[float, Meta(gt=0)]
    """Days until a reader still knows it nine times in ten, as `fsrs` reckons."""
    difficulty: Annotated[float, Meta(ge=1, le=10)]
    """From 1 to 10, as `fsrs` reckons."""
    certainty: Certainty
    right: bool
    turn: int


Memories = Mapping[str, Memory]
"""What is remembered of each question that was answered, by its id."""

_LAST = datetime.max.replace(tzinfo=UTC)


def rating(answer: AnswerRecord) -> int:
    """What an answer is to the scheduler: 1 again, 2 hard, 3 good, 4 easy."""
    return int(answer.certainty) + 1 if answer.right else 1


def schedule(
    answers: Iterable[AnswerRecord], now: datetime = _LAST, known: Memories | None = None
) -> dict[str, Memory]:
    """What is remembered of each question, by its id; it is due a day to a year after its answer.

    The answers are in the order in which they were given, after those that made what is `known`.
    Where the clock ran backwards, an answer counts as given at the moment of the one before it;
    where it ran ahead of `now`, at the moment of the one after it.
    """
    memories = dict(known or {})
    answers = iter(answers)
    if (first := next(answers, None)) is None:
        return memories
    from fsrs import Card, Rating, Scheduler, State  # noqa: PLC0415 - slow, not always needed

    # No steps of minutes, since a round is a day's work, and no chance: the same dates each time.
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
        assert card.stability and card.difficulty  # noqa: S101, PT018 - it was just reviewed
        memories[answer.question] = Memory(
            card.due, answer.when, reviewed, card.stability, card.difficulty, answer.certainty,
            answer.right, answer.turn,
        )  # fmt: skip
    return memories


def due(bank: Bank, memories: Memories, now: datetime) -> list[Question]:
    """What is due before midnight: first what was sure and wrong, then the longest due.

    In place of a question comes another of the same move, where one was not seen as lately: the
    move is to be learnt, not the answer.
    """
    waiting = sorted(
        (not _sure_and_wrong(memories[id]), when, id)
        for id, when in _coming(bank, memories, now).items()
        if day(when) <= day(now)
    )
    questions = {question.id: question for question in bank.questions}
    kin = _kin(bank)
    chosen: dict[str, Question] = {}
    for _, _, id in waiting:
        others = [q for q in kin.get(questions[id].move, ()) if q.id not in chosen]
        seen = {q.id: memories[q.id].turn if q.id in memories else -1 for q in others}
        question = min(others, key=lambda q: seen[q.id], default=questions[id])
        if question.id not in chosen:
            chosen[question.id] = question
    return list(chosen.values())


def last_answers(answers: Iterable[AnswerRecord]) -> dict[str, AnswerRecord]:
    """The last answer to each question."""
    return {answer.question: answer for answer in answers}


def came_back(
    bank: Bank,
    questions: Iterable[Question],
    last: Mapping[str, AnswerRecord],
    memories: Memories,
    now: datetime,
) -> dict[str, str]:
    """For each of these questions that came back, by its id, the one that was answered before.

    That is the question itself, or another of its move that is due: one that was missed since, or
    any where this one was never met. Then this one stands in for it.
    """
    kin, found = _kin(bank), {}
    for question in questions:
        own = last.get(question.id)
        others = (each.id for each in kin.get(question.move, ()) if each.id in last)
        waiting = [
            id for id in others if day(_comes(last[id].when, memories.get(id), now)) <= day(now)
        ]
        other = max(waiting, key=lambda each: last[each].turn, default="")
        missed_since = (
            own and other and own.right and own.turn < last[other].turn and not last[other].right
        )
        if other and (own is None or missed_since):
            found[question.id] = other
        elif own:
            found[question.id] = question.id
    return found


def all_waited(
    questions: Iterable[Question],
    again: Mapping[str, str],
    before: Sequence[AnswerRecord],
    now: datetime,
) -> bool:
    """Whether a round asked only what had been due or missed, as `came_back` found it.

    When that was due follows from the answers before the round.
    """
    olds = {again.get(question.id, "") for question in questions}
    last = last_answers(each for each in before if each.question in olds)
    if olds - set(last):
        return False
    memories = schedule((each for each in before if each.question in olds), now)
    return all(
        not each.right or day(_comes(each.when, memories[id], now)) <= day(now)
        for id, each in last.items()
    )


def missed_before(
    bank: Bank,
    questions: Iterable[Question],
    last: Mapping[str, AnswerRecord],
    memories: Memories,
    now: datetime,
) -> dict[str, str]:
    """For each question that came back and was missed, by its id, a sentence that says when.

    When that was isn't known of an answer by a clock that ran ahead.
    """
    told = {}
    for id, before in came_back(bank, questions, last, memories, now).items():
        on = _on(last[before].when, now)
        if not last[before].right and before == id:
            told[id] = f"You missed this {on}."
        elif not last[before].right:
            told[id] = f"You missed a question like this one {on}; this one stands in for it."
    return told


def missed(bank: Bank, memories: Memories) -> list[Question]:
    """The questions whose last answer was wrong: the surest first, then the latest."""
    wrong = [q for q in bank.questions if q.id in memories and not memories[q.id].right]
    return sorted(wrong, key=lambda q: (-memories[q.id].certainty, -memories[q.id].turn))


def next_due(bank: Bank, memories: Memories, now: datetime) -> dict[date, int]:
    """How many questions come back on which of the reader's days; the overdue today."""
    coming = _coming(bank, memories, now).values()
    return dict(sorted(Counter(day(max(when, now)) for when in coming).items()))


def day(moment: datetime) -> date:
    """The reader's own day at a moment, with the summer time of that day."""
    return moment.astimezone().date()


def named(day: date, today: date) -> str:
    """A day as one says it, such as "today", "tomorrow" or "on 3 November"."""
    near = {-1: "yesterday", 0: "today", 1: "tomorrow"}.get((day - today).days)
    return near or f"on {day.day} {day:%B}{f' {day.year}' * (day.year != today.year)}"


def _moments(
    answers: Iterable[AnswerRecord], now: datetime
) -> Iterator[tuple[AnswerRecord, datetime]]:
    """Each answer with when it was given; where the clock ran ahead, when the next one was."""
    ahead: list[AnswerRecord] = []
    for answer in answers:
        if answer.when > now:
            ahead.append(answer)
            continue
        yield from ((each, answer.when) for each in ahead)
        ahead.clear()
        yield answer, answer.when
    yield from ((each, now) for each in ahead)


def _coming(bank: Bank, memories: Memories, now: datetime) -> dict[str, datetime]:
    """When each question comes back, but for those that another of their move stood in for.

    Once such a one has been answered on the day on which a question came due, or later, the move
    comes back with it. What a clock that ran ahead has dated was due at any moment before that.
    """
    kin = _kin(bank)

    def stood_in_for(here: Memory, move: str) -> bool:
        others = (memories[other.id] for other in kin.get(move, ()) if other.id in memories)
        return any(
            each.turn > here.turn
            and day(min(each.when, now)) >= day(_comes(here.when, here, each.when))
            for each in others
        )

    return {
        question.id: _comes(here.when, here, now)
        for question in bank.questions
        if (here := memories.get(question.id)) and not stood_in_for(here, question.move)
    }


def _on(when: datetime, now: datetime) -> str:
    """The day of an answer as one says it: "before", where a clock that ran ahead gave it."""
    return "before" if day(when) > day(now) else named(day(when), day(now))


def _kin(bank: Bank) -> dict[str, list[Question]]:
    """The questions of each move."""
    kin: dict[str, list[Question]] = {}
    for question in bank.questions:
        if question.move:
            kin.setdefault(question.move, []).append(question)
    return kin


def _comes(last: datetime, memory: Memory | None, now: datetime) -> datetime:
    """When a question comes back: now, where its last answer is by a clock that ran ahead."""
    return now if last > now else memory.due if memory else _LAST


def _sure_and_wrong(memory: Memory) -> bool:
    return memory.certainty is Certainty.SURE and not memory.right
