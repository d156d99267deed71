"""A reader's profile: what the answers to a bank, or to one round, show about the reader."""

import math
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime

from msgspec import Struct, field
from msgspec.structs import replace

from quiz.bank.kinds import Question, digest
from quiz.bank.model import Bank
from quiz.play.mark import Certainty
from quiz.play.round import Round
from quiz.record import detection, measures, review
from quiz.record.answers import RECENT, AnswerRecord, RoundSummary, answers_of_round
from quiz.record.detection import Figure, Judged
from quiz.record.history import History
from quiz.record.measures import Calibration, Leaning, Standing
from quiz.record.review import EarlierAnswers, Memories, day
from quiz.words import phrase, say, say_n

PRIVACY = phrase("Everything stays on this machine; nothing is sent.")

SHOWN = 10
"""The most rounds, and the most questions that were sure but not right, to show."""

_UNASKED = Figure(None, None, None, "")
"""What is said of how claims are judged where no question asks about one."""


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


class SureAndWrong(Struct, frozen=True):
    """A question whose last answer was sure but not right."""

    id: str
    name: str
    """Its title, or the beginning of its stem."""
    stem: str
    right: str
    """The key in words, where a line can say it."""
    share: float = 0.0
    """How much of the answer was right, from 0 to below 1."""
    partly: str = ""
    """The same in words, such as "4 of 5 lines right"; empty if the question has changed since."""


class Profile(Struct, frozen=True):
    """The profile of a reader; its fields are those of `quiz progress --json`."""

    answers: int
    total: int
    """How many answers the history has; more than `answers` if only the newest are counted."""
    groups: tuple[GroupStanding, ...]
    calibrations: tuple[Calibration, ...] = field(name="sureness")
    judged: Judged
    discernment: Figure
    bias: Figure
    leaning: Leaning
    looked: int | None
    """Before how many answers the reader looked at who is behind the sources; None without any."""
    sure_and_wrong: tuple[SureAndWrong, ...]
    next: str
    """The skill to practise next; empty after a round that gives no reason for one."""
    why: str
    """Why that one; empty after a round of due questions, where `came_back` says it."""
    because: str
    """The same in a clause, after its name."""
    came_back: str = ""
    """Of a round: how many of its questions had come back, and how many were right this time."""
    rounds: tuple[RoundSummary, ...] = ()
    """With dates in the reader's time zone."""
    coming: dict[date, int] = {}
    """How many questions come back on each day."""
    today: date | None = None

    @property
    def right(self) -> int:
        """How many answers are right, on skills that the bank no longer has as well."""
        return sum(each.right for each in self.calibrations)


def sure_and_wrong(answers: Iterable[AnswerRecord]) -> list[AnswerRecord]:
    """Those last answers to a question that were sure but not right, the latest first."""
    wrong = filter(review.was_sure_and_wrong, review.last_answers(answers).values())
    return sorted(wrong, key=lambda answer: -answer.turn)


def practise_next(bank: Bank, answers: Sequence[AnswerRecord], among: Collection[str] = ()) -> str:
    """The skill whose interval has the lowest lower end, of all or `among` some."""
    n = Counter(answer.skill for answer in answers)
    right = Counter(answer.skill for answer in answers if answer.right)
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
    """The profile of these answers, with rounds and with the days on which questions come back.

    The `sealed` questions, which an open exam asks, are left out of `sure_and_wrong`.
    """
    questions = {question.id: question for question in bank.questions}
    following = practise_next(bank, answers)
    judged = detection.judged(bank, answers)
    # A bank on sums has no claims to judge and no options that lean: the page is silent on them.
    on_claims = any(question.verdict for question in bank.questions)
    leans = any(map(any, (question.leans for question in bank.questions)))
    leaning = measures.leaning(bank, answers)
    return Profile(
        answers=len(answers),
        total=max(total, len(answers)),
        groups=_groups(bank, answers),
        calibrations=tuple(measures.calibration(answers, certainty) for certainty in Certainty),
        judged=judged,
        discernment=detection.discernment(judged) if on_claims else _UNASKED,
        bias=detection.bias(judged) if on_claims else _UNASKED,
        leaning=leaning if leans else replace(leaning, words=""),
        looked=sum(answer.looked for answer in answers) if bank.sources else None,
        sure_and_wrong=tuple(
            _described(question, answer)
            for answer in sure_and_wrong(answers)
            if (question := questions.get(answer.question)) and question.id not in sealed
        ),
        next=following,
        why=_why(bank, following, answers),
        because=_because(bank, following, answers),
        rounds=tuple(replace(each, began=each.began.astimezone()) for each in rounds),
        coming=dict(coming or {}),
        today=day(now) if now else None,
    )


def profile_of_bank(bank: Bank, history: History, bank_id: str, now: datetime) -> Profile:
    """The profile of all answers to a bank, with its newest rounds and the days to come."""
    asks = history.exam_that_asks(bank_id)
    sealed = {question.id for question in bank.questions if asks(question)}
    answers, memories = history.answers(bank_id), history.schedule(bank_id)
    whole = profile(
        bank,
        answers,
        rounds=history.rounds(bank_id, newest=SHOWN, empty=False),
        coming=review.coming_counts(bank, memories, now, sealed),
        total=history.total(bank_id)[1],
        sealed=sealed,
        now=now,
    )
    if not answers:
        return whole
    # What the end of the last round said of what is next holds until there is another.
    before, last = _up_to(answers, answers[-1].round)
    answered = {each.question for each in last}
    asked = [question for question in bank.questions if question.id in answered]
    earlier = _earlier(bank, before, last, asked, now)
    due = earlier.only_due_or_missed(asked, earlier.came_back(asked))
    following, because = _next_after(bank, before, last, due=due)
    if not following:  # the end named none
        return whole
    why = _why(bank, following, answers)
    return replace(whole, next=following, why=why, because=because)


def _up_to(
    records: Sequence[AnswerRecord], round: int | None
) -> tuple[list[AnswerRecord], list[AnswerRecord]]:
    """The answers before a round, and those in it.

    Another quiz may have been answered meanwhile; those answers were not before this round.
    """
    there = [each for each in records if each.round == round]
    first = min((each.turn for each in there), default=math.inf)
    return [each for each in records if each.round != round and each.turn < first], there


def _earlier(
    bank: Bank,
    before: Iterable[AnswerRecord],
    there: Iterable[AnswerRecord],
    asked: Iterable[Question],
    now: datetime,
) -> EarlierAnswers:
    """What was answered before a round, as it stood when the last answer in it was given.

    What was due that day is told whenever the round is looked at; `there` are its kept answers.
    """
    at = min(now, max((each.when for each in there), default=now))
    ids, moves = {each.id for each in asked}, {each.move for each in asked if each.move}
    kin = ids | {each.id for each in bank.questions if each.move in moves}
    memories = review.schedule((each for each in before if each.question in kin), at)
    return EarlierAnswers(bank, review.last_answers(before), memories, at)


def _next_after(
    bank: Bank, before: Sequence[AnswerRecord], answers: Sequence[AnswerRecord], *, due: bool
) -> tuple[str, str]:
    """The skill to practise after a round, and why in a clause; both empty if nothing says which.

    If the round was only for what was `due` or missed, the skill is one of its own.
    """
    offered = {question.skill for question in bank.questions}
    answers = [each for each in answers if each.skill in offered]
    every = [*before, *answers]
    following = practise_next(bank, every, {each.skill for each in answers} if due else ())
    if sum(each.skill == following for each in every) >= measures.FEW:
        return following, _because(bank, following, every)
    return _went_wrong(answers)  # nobody can say yet which is lowest


def profile_of_round(
    bank: Bank, history: History, bank_id: str, number: int | None, round: Round, *, now: datetime
) -> Profile:
    """The profile of one round, with what to practise next after it and all earlier answers.

    When its questions come back is told only until one of them is answered again.
    """
    answers, memories = answers_of_round(round), history.schedule(bank_id)
    before, kept = _up_to(history.answers(bank_id), number)
    if number and not kept and len(before) >= RECENT:  # it may be older than all of these
        before, kept = _up_to(history.answers(bank_id, newest=None), number)
        before = before[-RECENT:]
    asked = [slot.question for slot in round.answered]
    earlier = _earlier(bank, before, kept, asked, now)
    last, again = earlier.last, earlier.came_back(asked)
    pairs = [(each, last[again[each.question]]) for each in answers if each.question in again]
    came_back = _came_back(pairs)
    due = bool(asked) and earlier.only_due_or_missed(asked, again)
    following, because = _next_after(bank, before, answers, due=due)
    why = "" if due or not following else _why(bank, following, [*before, *answers])
    turns = {each.turn for each in kept}
    latest = {id for id, memory in memories.items() if memory.turn in turns}
    if due and latest.issuperset(each.question for each in answers):
        came_back += f" {_and_now(bank, answers, memories, now)}"
    whole = profile(bank, answers, now=now)
    tried = tuple(
        replace(group, skills=tuple(each for each in group.skills if each.standing.n))
        for group in whole.groups
        if group.standing.n
    )
    return replace(
        whole, groups=tried, next=following, why=why, because=because, came_back=came_back
    )


def _groups(bank: Bank, answers: Iterable[AnswerRecord]) -> tuple[GroupStanding, ...]:
    by_skill: defaultdict[str, list[AnswerRecord]] = defaultdict(list)
    for answer in answers:
        by_skill[answer.skill].append(answer)
    groups: defaultdict[str, list[SkillStanding]] = defaultdict(list)
    for id, skill in bank.skills.items():
        standing = measures.standing(by_skill[id])
        groups[skill.group].append(SkillStanding(id, skill.name, standing))
    return tuple(
        GroupStanding(
            group,
            measures.standing(answer for skill in skills for answer in by_skill[skill.id]),
            tuple(skills),
        )
        for group, skills in groups.items()
    )


def _why(bank: Bank, skill: str, answers: Iterable[AnswerRecord]) -> str:
    """The reason to practise a skill: its name and its standing."""
    known = measures.standing(answer for answer in answers if answer.skill == skill)
    words = known.words
    if 0 < known.n < measures.FEW:
        words = say_n(
            known.n,
            "you've had only one question on this so far",
            "you've had only {n} questions on this so far",
        )
    return f"{bank.skills[skill].name}: {words}"


def _went_wrong(answers: Iterable[AnswerRecord]) -> tuple[str, str]:
    """The skill on which most answers went wrong, and that they did; both empty if none did.

    Of several, it is the one that cost most marks.
    """
    earned = defaultdict[str, list[float]](list)
    for answer in answers:
        if not answer.right:
            earned[answer.skill].append(answer.points)
    if not earned:
        return "", ""
    skill = max(earned, key=lambda each: (len(earned[each]), -sum(earned[each])))
    return skill, say_n(len(earned[skill]), "where one wasn't right", "where {n} weren't right")


def _because(bank: Bank, skill: str, answers: Iterable[AnswerRecord]) -> str:
    """Why to practise a skill, in a clause after its name, compared with all that the bank asks."""
    offered = {question.skill for question in bank.questions}
    rights = defaultdict[str, list[bool]](list)
    for answer in answers:
        if answer.skill in offered:
            rights[answer.skill].append(answer.right)
    right, n = sum(rights[skill]), len(rights[skill])
    if not n:
        return say("which is new to you")
    known = [sum(each) / len(each) for each in rights.values() if len(each) >= measures.FEW]
    if n >= measures.FEW and right / n == min(known) and right < n:
        return say("your lowest so far at {n} of {all}", n=right, all=n)
    if n < measures.SOME:
        return say("where you've had only {n} so far", n=n)
    return say("where {right} of {n} were right so far", right=right, n=n)


def _described(question: Question, answer: AnswerRecord) -> SureAndWrong:
    unchanged = digest(question) == answer.digest and question.fits(answer.response)
    words = question.share_words(answer.response) if unchanged and answer.share > 0 else ""
    return SureAndWrong(
        question.id, question.name, question.stem, question.right_words, answer.share, words
    )


def outcome(share: float) -> str:
    """Right, partly right or wrong, in a word."""
    if share >= 1:
        return say("right")
    return say("partly right") if share > 0 else say("wrong")


def _came_back(pairs: Sequence[tuple[AnswerRecord, AnswerRecord]]) -> str:
    """How the questions that came back went, from pairs of an answer and the earlier one."""
    if not pairs:
        return ""
    n, right = len(pairs), sum(answer.right for answer, _ in pairs)
    before = sum(earlier.right for _, earlier in pairs)
    stood_in = sum(answer.question != earlier.question for answer, earlier in pairs)
    if n == 1:
        this, last = (outcome(each.share) for each in pairs[0])
        if stood_in:
            return say(
                "You had a question like one you got {last} last time. This time: {this}.",
                last=last,
                this=this,
            )
        return say(
            "One question came back. You got it {this} this time and {last} last time.",
            this=this,
            last=last,
        )
    got, had = (_of_them(count, n) for count in (right, before))
    if stood_in == n:
        return say(
            "You had {n} questions like ones from before, and got {got} right this time and "
            "{before} last time.",
            n=n,
            got=got,
            before=had,
        )
    went = say(
        "Of the {n} questions that came back, you got {got} right this time and {before} last time",
        n=n,
        got=got,
        before=had,
    )
    if stood_in:
        others = say_n(
            stood_in,
            "another one stood in for one of them",
            "others stood in for {n} of them",
        )
        went += f"; {others}"
    return f"{went}."


def _of_them(count: int, n: int) -> str:
    """How many of some number of questions, in a word where it is all or none."""
    if count == n:
        return say("both") if n == 2 else say("all")  # noqa: PLR2004 - both
    return str(count) if count else say("none")


def _and_now(bank: Bank, answers: Sequence[AnswerRecord], memories: Memories, now: datetime) -> str:
    """Which skills need another look and when they come back; if none, when a question does."""
    wrong = [answer for answer in answers if not answer.right]
    dates = {
        max(day(memories[each.question].due), day(now))
        for each in wrong or answers
        if each.question in memories
    }
    first = review.day_in_words(min(dates, default=day(now)), day(now))
    if not wrong:
        return say_n(
            len(answers), "It comes back {when}.", "The first comes back {when}.", when=first
        )
    # A round that is looked back at may be on a skill that the bank no longer has.
    known = {id: skill.name for id, skill in bank.skills.items()}
    skills = ", ".join(dict.fromkeys(known.get(each.skill, each.skill) for each in wrong))
    if len(dates) > 1:
        return say(
            "{n} need another look, and the first comes back {when}: {skills}.",
            n=len(wrong),
            when=first,
            skills=skills,
        )
    return say_n(
        len(wrong),
        "One needs another look and comes back {when}: {skills}.",
        "{n} need another look and come back {when}: {skills}.",
        when=first,
        skills=skills,
    )
