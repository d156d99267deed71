"""A reader's profile: what the answers to a bank, or those of one round, say of the reader."""

import math
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime

from msgspec import Struct, field
from msgspec.structs import replace

from quiz.bank.model import Bank
from quiz.play.mark import Certainty
from quiz.play.round import Round
from quiz.record import measures, review
from quiz.record.answers import AnswerRecord, RoundSummary, answers_of_round
from quiz.record.history import History
from quiz.record.measures import Calibration, Leaning, Standing
from quiz.record.review import EarlierAnswers, Memories, day

PRIVACY = "All stays on this machine; nothing is sent."

SHOWN = 10
"""How many rounds, and how many questions that were sure and wrong, are shown."""


class SkillStanding(Struct, frozen=True):
    """The standing in one skill."""

    id: str
    name: str
    standing: Standing


class GroupStanding(Struct, frozen=True):
    """The standing in a group of skills, and in each of them."""

    name: str
    standing: Standing
    skills: tuple[SkillStanding, ...]


class Missed(Struct, frozen=True):
    """A question whose last answer was sure and wrong."""

    id: str
    stem: str
    right: str
    """The key in words, where a line can say it."""


class Profile(Struct, frozen=True):
    """The profile of a reader; its fields are those of `quiz progress --json`."""

    answers: int
    total: int
    """How many answers are kept; more than `answers` when only the newest are counted."""
    groups: tuple[GroupStanding, ...]
    calibrations: tuple[Calibration, ...] = field(name="sureness")
    leaning: Leaning
    looked: int
    """Before how many of the answers the reader looked at who is behind the sources."""
    sure_and_wrong: tuple[Missed, ...]
    next: str
    """The skill to practise next."""
    why: str
    """Why that one; empty after a round of what was due, which speaks of that."""
    came_back: str = ""
    """Of a round: how many questions came back in it, and how many were right this time."""
    rounds: tuple[RoundSummary, ...] = ()
    """Each with the reader's own UTC offset."""
    coming: dict[date, int] = {}
    """How many questions come back on which day."""
    today: date | None = None

    @property
    def right(self) -> int:
        """How many of the answers are right."""
        return sum(group.standing.right for group in self.groups)


def sure_and_wrong(answers: Iterable[AnswerRecord]) -> list[AnswerRecord]:
    """The last answers to questions that were sure and wrong, the latest first."""
    wrong = [
        answer
        for answer in review.last_answers(answers).values()
        if answer.certainty is Certainty.SURE and not answer.right
    ]
    return sorted(wrong, key=lambda answer: -answer.turn)


def practise_next(bank: Bank, answers: Iterable[AnswerRecord], among: Collection[str] = ()) -> str:
    """The skill, among some if given, of which the least is certain: the lowest lower bound."""
    n: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for answer in answers:
        n[answer.skill] += 1
        right[answer.skill] += answer.right
    asked = among or {question.skill for question in bank.questions}
    return min(
        (skill for skill in bank.skills if skill in asked),
        key=lambda skill: (measures.wilson(right[skill], n[skill])[0], -n[skill]),
    )


def profile(
    bank: Bank,
    answers: Sequence[AnswerRecord],
    *,
    rounds: Iterable[RoundSummary] = (),
    coming: Mapping[date, int] | None = None,
    total: int = 0,
    sealed: Collection[str] = (),
    now: datetime | None = None,
) -> Profile:
    """What these answers say, with the rounds over time and what comes back when.

    The keys of `sealed` questions, which an open exam asks, aren't told.
    """
    questions = {question.id: question for question in bank.questions}
    following = practise_next(bank, answers)
    return Profile(
        answers=len(answers),
        total=max(total, len(answers)),
        groups=_groups(bank, answers),
        calibrations=tuple(measures.calibration(answers, certainty) for certainty in Certainty),
        leaning=measures.leaning(bank, answers),
        looked=sum(answer.looked for answer in answers),
        sure_and_wrong=tuple(
            Missed(question.id, question.stem, question.right_words())
            for answer in sure_and_wrong(answers)
            if (question := questions.get(answer.question)) and question.id not in sealed
        ),
        next=following,
        why=_why(bank, following, answers),
        rounds=tuple(replace(each, began=each.began.astimezone()) for each in rounds),
        coming=dict(coming or {}),
        today=day(now) if now else None,
    )


def profile_of_bank(bank: Bank, history: History, bank_id: str, now: datetime) -> Profile:
    """The profile of all answers to a bank, with its newest rounds and what comes back when."""
    asks = history.exam_that_asks(bank_id)
    return profile(
        bank,
        history.answers(bank_id),
        rounds=history.rounds(bank_id, newest=SHOWN),
        coming=review.next_due(bank, history.schedule(bank_id), now),
        total=history.total(bank_id)[1],
        sealed={question.id for question in bank.questions if asks(question)},
        now=now,
    )


def profile_of_round(
    bank: Bank, history: History, bank_id: str, number: int | None, round: Round, *, now: datetime
) -> Profile:
    """The profile of one round, and what to practise next after it and all that came before."""
    answers, records = answers_of_round(round), history.answers(bank_id)
    # Another quiz may have gone on in the meantime, and what came later was not before.
    first = min((each.turn for each in records if each.round == number), default=math.inf)
    before = [each for each in records if each.round != number and each.turn < first]
    last, memories = review.last_answers(before), history.schedule(bank_id)
    asked = [slot.question for slot in round.answered]
    again = EarlierAnswers(bank, last, memories, now).came_back(asked)
    pairs = [(each, last[again[each.question]]) for each in answers if each.question in again]
    came_back = _came_back(pairs)
    every = [*before, *answers]
    following = practise_next(bank, every)
    why = _why(bank, following, every)
    if asked and review.all_waited(asked, again, before, now):
        # Such a round is there to mend what was missed, so what comes next is said of that.
        following, why = practise_next(bank, every, {question.skill for question in asked}), ""
        came_back += f" {_and_now(bank, answers, memories, now)}"
    tried = tuple(
        replace(group, skills=tuple(each for each in group.skills if each.standing.n))
        for group in _groups(bank, answers)
        if group.standing.n
    )
    whole = profile(bank, answers, now=now)
    return replace(whole, groups=tried, next=following, why=why, came_back=came_back)


def were(count: int) -> str:
    """The verb of so many things in the past."""
    return "was" if count == 1 else "were"


def _groups(bank: Bank, answers: Iterable[AnswerRecord]) -> tuple[GroupStanding, ...]:
    """The standing in each group of skills of a bank."""
    by_skill: dict[str, list[AnswerRecord]] = {id: [] for id in bank.skills}
    for answer in answers:
        by_skill.setdefault(answer.skill, []).append(answer)
    groups: dict[str, list[str]] = {}
    for id, skill in bank.skills.items():
        groups.setdefault(skill.group, []).append(id)
    standings = [
        SkillStanding(id, skill.name, measures.standing(by_skill[id]))
        for id, skill in bank.skills.items()
    ]
    return tuple(
        GroupStanding(
            group,
            measures.standing(answer for id in ids for answer in by_skill[id]),
            tuple(each for each in standings if each.id in ids),
        )
        for group, ids in groups.items()
    )


def _why(bank: Bank, skill: str, answers: Iterable[AnswerRecord]) -> str:
    """A skill with its standing, as the reason to practise it."""
    known = measures.standing(answer for answer in answers if answer.skill == skill)
    few = 0 < known.n < measures.FEW
    words = f"{known.right} of {known.n} right so far" if few else known.words
    return f"{bank.skills[skill].name}: {words}"


def _came_back(pairs: Sequence[tuple[AnswerRecord, AnswerRecord]]) -> str:
    """How the questions that came back went: each answer with the one that was given before."""
    if not pairs:
        return ""
    n, right = len(pairs), sum(answer.right for answer, _ in pairs)
    before = sum(earlier.right for _, earlier in pairs)
    stood_in = sum(answer.question != earlier.question for answer, earlier in pairs)
    if n == 1:
        this, last = (("wrong", "right")[each] for each in (right, before))
        if stood_in:
            return f"You met a question like one that was {last} last time; this one was {this}."
        return f"The question that came back was {this} this time; last time it was {last}."
    which = f"; new ones stood in for {'all' if stood_in == n else stood_in} of them"
    if stood_in < 2:  # noqa: PLR2004 - one or none
        which = "; a new one stood in for one of them" if stood_in else ""
    return (
        f"{_share(right, n).capitalize()} that came back {were(right)} right this time; "
        f"last time it was {before or 'none'}{which}."
    )


def _share(right: int, n: int) -> str:
    """How many of the questions, such as "4 of the 6 questions"."""
    if right == n:
        return "both questions" if n == 2 else f"all {n} questions"  # noqa: PLR2004 - both
    return f"{right or 'none'} of the {n} questions"


def _and_now(bank: Bank, answers: Sequence[AnswerRecord], memories: Memories, now: datetime) -> str:
    """Which skills need another look and when they come back, or when the first question does."""
    wrong = [answer for answer in answers if not answer.right]
    dates = [memories[each.question].due for each in wrong or answers if each.question in memories]
    first = review.day_in_words(max(day(min(dates, default=now)), day(now)), day(now))
    if not wrong:
        return f"{'It comes back' if len(answers) == 1 else 'The first comes back'} {first}."
    skills = dict.fromkeys(bank.skills[each.skill].name for each in wrong)
    need = "One needs" if len(wrong) == 1 else f"{len(wrong)} need"
    back = "comes" if len(wrong) == 1 else "come"
    return f"{need} another look and {back} back {first}: {', '.join(skills)}."
