"""When questions come back, by the scheduler that Anki uses.

The dates follow from the answers alone, replayed one by one, so there is no state to go wrong.
The scheduler is `fsrs`; it is imported when dates are needed, and never its optimizer.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime

from quiz.bank.model import Bank, Question
from quiz.play.mark import Certainty
from quiz.record.history import Kept

LONGEST = 365
"""Days: nothing that was learnt is left alone for longer."""

_LAST = datetime.max.replace(tzinfo=UTC)

Dates = Mapping[str, datetime]
"""When each question that was answered comes back, by its id."""


def rating(answer: Kept) -> int:
    """What an answer is to the scheduler: 1 again, 2 hard, 3 good, 4 easy."""
    return int(answer.certainty) + 1 if answer.right else 1


def schedule(answers: Iterable[Kept], now: datetime = _LAST) -> dict[str, datetime]:
    """When each question comes back, by its id; from a day after its last answer to a year.

    The answers are in the order in which they were given. Where the clock ran backwards, an
    answer counts as given at the moment of the one before it; where it ran ahead of `now`, at
    the moment of the one after it.
    """
    from fsrs import Card, Rating, Scheduler  # noqa: PLC0415 - slow, and not always needed

    # No steps of minutes, since a round is a day's work, and no chance: the same dates each time.
    scheduler = Scheduler(
        learning_steps=(), relearning_steps=(), maximum_interval=LONGEST, enable_fuzzing=False
    )
    cards: dict[str, Card] = {}
    for answer, given in _moments([*answers], now):
        card = cards.get(answer.question) or Card(card_id=0, due=given)
        when = max(given, card.last_review or given)
        cards[answer.question], _ = scheduler.review_card(card, Rating(rating(answer)), when)
    return {id: card.due for id, card in cards.items()}


def due(
    bank: Bank, answers: Sequence[Kept], now: datetime, dates: Dates | None = None
) -> list[Question]:
    """What is due before midnight: first what was sure and wrong, then the longest due.

    In place of a question comes another of the same move, where one was not seen as lately: the
    move is to be learnt, not the answer. Dates that are known already need no scheduler.
    """
    last = last_answers(answers)
    coming = _coming(bank, last, schedule(answers, now) if dates is None else dates, now)
    questions = {question.id: question for question in bank.questions}
    waiting = sorted(
        (not _sure_and_wrong(last[id]), when, id)
        for id, when in coming.items()
        if id in last and day(when) <= day(now)
    )
    kin = _kin(bank)
    chosen: dict[str, Question] = {}
    for _, _, id in waiting:
        others = [q for q in kin.get(questions[id].move, ()) if q.id not in chosen]
        seen = {q.id: last[q.id].turn if q.id in last else -1 for q in others}
        question = min(others, key=lambda q: seen[q.id], default=questions[id])
        if question.id not in chosen:
            chosen[question.id] = question
    return list(chosen.values())


def last_answers(answers: Iterable[Kept]) -> dict[str, Kept]:
    """The last answer to each question."""
    return {answer.question: answer for answer in answers}


def came_back(
    bank: Bank,
    questions: Iterable[Question],
    last: Mapping[str, Kept],
    dates: Dates,
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
        waiting = [id for id in others if day(_comes(id, last, dates, now)) <= day(now)]
        other = max(waiting, key=lambda each: last[each].turn, default="")
        missed_since = (
            own and other and own.right and own.turn < last[other].turn and not last[other].right
        )
        if other and (own is None or missed_since):
            found[question.id] = other
        elif own:
            found[question.id] = question.id
    return found


def missed_before(
    bank: Bank,
    questions: Iterable[Question],
    last: Mapping[str, Kept],
    dates: Dates,
    now: datetime,
) -> dict[str, str]:
    """For each question that came back and was missed, by its id, a sentence that says when."""
    told = {}
    for id, before in came_back(bank, questions, last, dates, now).items():
        on = named(day(min(last[before].when, now)), day(now))
        if not last[before].right and before == id:
            told[id] = f"You missed this {on}."
        elif not last[before].right:
            told[id] = f"You missed a question like this one {on}; this one stands in for it."
    return told


def missed(bank: Bank, answers: Iterable[Kept]) -> list[Question]:
    """The questions whose last answer was wrong: the surest first, then the latest."""
    last = last_answers(answers)
    wrong = [q for q in bank.questions if q.id in last and not last[q.id].right]
    return sorted(wrong, key=lambda q: (-last[q.id].certainty, -last[q.id].turn))


def next_due(
    bank: Bank,
    answers: Sequence[Kept],
    now: datetime,
    dates: Dates | None = None,
) -> dict[date, int]:
    """How many questions come back on which of the reader's days; the overdue today."""
    dates = schedule(answers, now) if dates is None else dates
    coming = _coming(bank, last_answers(answers), dates, now)
    return dict(sorted(Counter(day(max(when, now)) for when in coming.values()).items()))


def day(moment: datetime) -> date:
    """The reader's own day at a moment, with the summer time of that day."""
    return moment.astimezone().date()


def named(day: date, today: date) -> str:
    """A day as one says it, such as "today", "tomorrow" or "on 3 November"."""
    near = {-1: "yesterday", 0: "today", 1: "tomorrow"}.get((day - today).days)
    return near or f"on {day.day} {day:%B}{f' {day.year}' * (day.year != today.year)}"


def _moments(answers: Sequence[Kept], now: datetime) -> list[tuple[Kept, datetime]]:
    """Each answer with when it was given; where the clock ran ahead, when the next one was."""
    moments, when = [], now
    for answer in reversed(answers):
        when = when if answer.when > now else answer.when
        moments.append((answer, when))
    return moments[::-1]


def _coming(
    bank: Bank, last: Mapping[str, Kept], dates: Dates, now: datetime
) -> dict[str, datetime]:
    """When each question comes back, but for those that another of their move stood in for.

    Once such a one has been answered on the day on which a question came due, or later, the move
    comes back with it. What was last answered by a clock that ran ahead comes back now.
    """
    kin = _kin(bank)

    def stood_in_for(id: str, move: str) -> bool:
        later = (last[other.id] for other in kin.get(move, ()) if other.id in last)
        return id in last and any(
            each.turn > last[id].turn and day(min(each.when, now)) >= day(dates[id])
            for each in later
        )

    return {
        question.id: _comes(question.id, last, dates, now)
        for question in bank.questions
        if question.id in dates and not stood_in_for(question.id, question.move)
    }


def _kin(bank: Bank) -> dict[str, list[Question]]:
    """The questions of each move."""
    kin: dict[str, list[Question]] = {}
    for question in bank.questions:
        if question.move:
            kin.setdefault(question.move, []).append(question)
    return kin


def _comes(id: str, last: Mapping[str, Kept], dates: Dates, now: datetime) -> datetime:
    """When a question comes back: now, where its last answer is by a clock that ran ahead."""
    return now if id in last and last[id].when > now else dates.get(id, _LAST)


def _sure_and_wrong(answer: Kept) -> bool:
    return answer.certainty is Certainty.SURE and not answer.right
