"""What the answers say of their reader, and how much may be said from so few.

Counts are told as counts until there are enough of them for more: `FEW`, `SOME` and `MANY`.
"""

import math
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from itertools import accumulate

import msgspec
from msgspec import Struct

from quiz import NAME
from quiz.bank.kinds import Question, numbers
from quiz.bank.model import Bank
from quiz.play.explain import signed_marks
from quiz.play.mark import BEST_WITHIN, Certainty, points
from quiz.play.round import Round
from quiz.record.answers import AnswerRecord, RoundSummary, of_round
from quiz.record.history import History
from quiz.record.review import (
    EarlierAnswers,
    Memories,
    all_waited,
    day,
    last_answers,
    named,
    next_due,
)
from quiz.text import counted, fitted, wrapped

FEW, SOME, MANY = 5, 10, 20
"""From so many answers on: an interval, a score with it, "strong" or "weak"."""
PAYS = BEST_WITHIN[Certainty.FAIRLY][0]
"""A skill is strong when its whole interval lies above this, and weak when it lies below: from
here on it pays to say "fairly"."""
NARROWEST = 20
"""Columns that a page takes at least: in fewer there is no room for a chart."""
UNLIKELY = 0.05
"""The chance under which luck doesn't explain a share of right answers."""
PRIVACY = "All stays on this machine; nothing is sent."

_SHOWN = 10
"""How many rounds, and how many questions of one sort, a page lists."""


class Standing(Struct, frozen=True):
    """How many answers were right, and what may be said from that."""

    n: int
    right: int
    low: float
    high: float
    words: str
    verdict: str = ""
    """"strong" or "weak" where that may be said."""


class Skilled(Struct, frozen=True):
    """The standing in one skill."""

    id: str
    name: str
    standing: Standing


class Group(Struct, frozen=True):
    """The standing in one of the questions that a reader asks, and in its skills."""

    name: str
    standing: Standing
    skills: tuple[Skilled, ...]


class CertaintyBar(Struct, frozen=True):
    """How often the answers given with one certainty were right."""

    certainty: Certainty
    n: int
    right: int
    low: float
    high: float
    best: tuple[float, float]
    """Between which chances of being right this certainty pays best."""
    words: str
    """Whether the two fit; where they don't, what that cost, and how certain it is."""


class Leaning(Struct, frozen=True):
    """Which way the wrong answers went."""

    trust: int
    """Wrong options picked that believe too much."""
    doubt: int
    """Those that dismiss too much."""
    chance: float
    """The share of trust that picking among the same wrong options blindly would give."""
    words: str


class Missed(Struct, frozen=True):
    """A question whose last answer was sure and wrong."""

    id: str
    stem: str
    right: str
    """What is right, where that can be said in a line."""


class Again(Struct, frozen=True):
    """How a question that came back went."""

    right: bool
    before: bool
    """Whether it was right the last time, or the one that it stands in for was."""
    stood_in: bool


class Profile(Struct, frozen=True):
    """All that a reader is told."""

    answers: int
    total: int
    """How many answers are kept; more than `answers` when only the newest are counted."""
    groups: tuple[Group, ...]
    sureness: tuple[CertaintyBar, ...]
    leaning: Leaning
    looked: int
    """Before how many of the answers the reader looked at who is behind the sources."""
    sure_and_wrong: tuple[Missed, ...]
    next: str
    """The skill to practise next."""
    why: str
    """Why that one; nothing after a round of what was due, which speaks of that."""
    came_back: str = ""
    """Of a round: how many questions came back in it, and how many were right this time."""
    rounds: tuple[RoundSummary, ...] = ()
    """Each with the reader's own offset."""
    coming: dict[date, int] = {}
    """How many questions come back on which day."""
    today: date | None = None


def wilson(right: int, n: int, z: float = 1.959964) -> tuple[float, float]:
    """Between which shares the true one lies with 95 % confidence; (0, 1) from no answers.

    Wilson's score interval: Wilson, E. B. (1927), J. Am. Stat. Assoc. 22, 209-212.
    """
    if n == 0:
        return 0.0, 1.0
    middle = right + z * z / 2
    half = z * math.sqrt(right * (n - right) / n + z * z / 4)
    return max(0.0, (middle - half) / (n + z * z)), min(1.0, (middle + half) / (n + z * z))


def tail(most: int, n: int, share: float) -> float:
    """The chance of `most` right answers of n or fewer, where such a share of answers is right.

    An exact binomial test: Clopper, C. J. and Pearson, E. S. (1934), Biometrika 26, 404-413. In
    logarithms, since 2,500 answers can come about in more ways than a float can count.
    """
    yes, no = math.log(share), math.log1p(-share)
    ways = accumulate(range(most), lambda way, k: way + math.log((n - k) / (k + 1)), initial=0.0)
    return math.fsum(math.exp(way + k * yes + (n - k) * no) for k, way in enumerate(ways))


def standing(answers: Iterable[AnswerRecord]) -> Standing:
    """What may be said of these answers."""
    marks = [answer.right for answer in answers]
    n, right = len(marks), sum(marks)
    low, high = wilson(right, n)
    between = f"({_percent(low)}–{_percent(high)} %)"
    if n == 0:
        words = "not tried yet"
    elif n < FEW:
        words = f"{right} of {n} right, too few to say"
    elif n < SOME:
        words = f"{right} of {n} right {between}"
    else:
        words = f"{_percent(right / n)} % of {n} right {between}"
    verdict = ""
    if n >= MANY:
        verdict = "strong" if low > PAYS else "weak" if high < PAYS else ""
    return Standing(n, right, low, high, ", ".join(filter(None, (words, verdict))), verdict)


def sureness(answers: Sequence[AnswerRecord], certainty: Certainty) -> CertaintyBar:
    """How often the answers of this certainty were right, against where it pays."""
    marks = [answer.right for answer in answers if answer.certainty is certainty]
    n, right = len(marks), sum(marks)
    return CertaintyBar(
        certainty, n, right, *wilson(right, n), BEST_WITHIN[certainty], _fit(certainty, right, n)
    )


_AS = {Certainty.GUESS: "guesses", Certainty.FAIRLY: "“fairly”", Certainty.SURE: "“sure”"}
"""What answers of each certainty are given as."""


def _fit(certainty: Certainty, right: int, n: int) -> str:
    """Whether the share of right answers lies where their certainty pays best.

    Where it doesn't: what that cost, and whether so few answers can tell. They can where a share
    at the border of the band would give as few right answers, or as many, too seldom.
    """
    if n < FEW:
        return "Too few to say so far."
    earned = {each: _earned(each, right, n) for each in Certainty}
    # Where two pay the same, the one in the middle counts as right.
    best = max(Certainty, key=lambda each: (earned[each], each is Certainty.FAIRLY))
    if best is certainty:
        return f"“{certainty.word.capitalize()}” fits how often you are right."
    share = f"{_nearly(right / n)} % right"
    would = f"as {_AS[best]} they would have"
    if earned[best] == earned[certainty]:
        return f"{share}, just on the line; {would} earned the same."
    marks = earned[certainty]
    gave = counted(abs(marks), "mark")
    came = f"cost {gave}" if marks < 0 else f"earned {gave}" if marks else "came to nothing"
    would += f" earned {earned[best]}" if earned[best] else " cost nothing"
    least, most = BEST_WITHIN[certainty]
    surer = best > certainty
    if (tail(n - right, n, 1 - most) if surer else tail(right, n, least)) < UNLIKELY:
        told = (
            "you know more than you think, so dare to be surer"
            if surer
            else "you were more confident than you should have been"
        )
        enough = f"enough to be certain: {told}."
    else:
        enough = f"not enough to be certain; it may be {'good' if surer else 'bad'} luck."
    return f"{share}: as {_AS[certainty]} these {came}; {would}. {n} answers are {enough}"


def _nearly(share: float) -> str:
    """A share in percent that never reads as the border that it lies beside."""
    for border in (0, *(least for least, _ in BEST_WITHIN.values()), 1):
        if _percent(share) == _percent(border) and not math.isclose(share, border):
            return f"{'Just under' if share < border else 'Just over'} {_percent(border)}"
    return str(_percent(share))


def _earned(certainty: Certainty, right: int, n: int) -> int:
    """What so many answers, of which so many are right, earn with one certainty."""
    won, lost = (points(right=each, certainty=certainty) for each in (True, False))
    return right * won + (n - right) * lost


def leaning(bank: Bank, answers: Sequence[AnswerRecord]) -> Leaning:
    """Whether errors went towards trust or doubt, against what the wrong options offered."""
    questions = {question.id: question for question in bank.questions}
    wrong = [answer for answer in answers if answer.trust or answer.doubt]
    trust, doubt = sum(a.trust for a in wrong), sum(a.doubt for a in wrong)
    n = trust + doubt
    if n == 0:
        return Leaning(0, 0, 0.5, "No errors towards trust or doubt so far.")
    expected = sum(_offer(questions.get(a.question)) * (a.trust + a.doubt) for a in wrong) / n
    words = _errors(trust, doubt)
    low, high = wilson(trust, n)
    if n < FEW:
        words += "; too few to say."
    elif n >= SOME and low > expected:
        words += ". You lean towards trust."
    elif n >= SOME and high < expected:
        words += ". You lean towards doubt."
    else:
        words += "; no clear leaning."
    if n >= FEW:
        words += f" Of blind picks, {_percent(expected)} % would have believed too much."
    return Leaning(trust, doubt, expected, words)


def _errors(trust: int, doubt: int) -> str:
    """How many wrong answers believed too much and too little; first of what there was more."""
    much, little = (trust, "too much"), (doubt, "too little")
    (most, how), (least, else_how) = (little, much) if doubt > trust else (much, little)
    count = "One wrong answer" if most == 1 else f"{most} wrong answers"
    return f"{count} believed {how}, {least or 'none'} {else_how}"


def sure_and_wrong(answers: Iterable[AnswerRecord]) -> list[AnswerRecord]:
    """The last answers to questions that were sure and wrong, the latest first."""
    last = {answer.question: answer for answer in answers}
    wrong = [a for a in last.values() if a.certainty is Certainty.SURE and not a.right]
    return sorted(wrong, key=lambda answer: -answer.turn)


def practise_next(bank: Bank, answers: Iterable[AnswerRecord], among: Collection[str] = ()) -> str:
    """The skill of which the least can be said for sure: the lowest lower end of an interval.

    It is one `among` these, where some are given.
    """
    n: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for answer in answers:
        n[answer.skill] += 1
        right[answer.skill] += answer.right
    asked = among or {question.skill for question in bank.questions}
    return min(
        (skill for skill in bank.skills if skill in asked),
        key=lambda skill: (wilson(right[skill], n[skill])[0], -n[skill]),
    )


def profile(
    bank: Bank,
    answers: Sequence[AnswerRecord],
    *,
    rounds: Sequence[RoundSummary] = (),
    coming: Mapping[date, int] | None = None,
    total: int = 0,
    sealed: Collection[str] = (),
    now: datetime | None = None,
) -> Profile:
    """What these answers say, with the rounds over time and what comes back when.

    Of questions that are `sealed`, since an open exam asks them, no key is told.
    """
    by_skill: dict[str, list[AnswerRecord]] = {id: [] for id in bank.skills}
    for answer in answers:
        by_skill.setdefault(answer.skill, []).append(answer)
    groups: dict[str, list[str]] = {}
    for id, skill in bank.skills.items():
        groups.setdefault(skill.group, []).append(id)
    asked = {question.id: question for question in bank.questions}
    following = practise_next(bank, answers)
    return Profile(
        answers=len(answers),
        total=max(total, len(answers)),
        groups=tuple(
            Group(
                name,
                standing(answer for id in ids for answer in by_skill[id]),
                tuple(Skilled(id, bank.skills[id].name, standing(by_skill[id])) for id in ids),
            )
            for name, ids in groups.items()
        ),
        sureness=tuple(sureness(answers, certainty) for certainty in Certainty),
        leaning=leaning(bank, answers),
        looked=sum(answer.looked for answer in answers),
        sure_and_wrong=tuple(
            Missed(question.id, question.stem, question.right_words())
            for answer in sure_and_wrong(answers)
            if (question := asked.get(answer.question)) and question.id not in sealed
        ),
        next=following,
        why=f"{bank.skills[following].name}: {_why(standing(by_skill[following]))}",
        rounds=tuple(
            msgspec.structs.replace(past, began=past.began.astimezone()) for past in rounds
        ),
        coming=dict(coming or {}),
        today=day(now) if now else None,
    )


def _why(found: Standing) -> str:
    return f"{found.right} of {found.n} right so far" if 0 < found.n < FEW else found.words


def of_one(
    bank: Bank, history: History, bank_id: str, number: int | None, round: Round, *, now: datetime
) -> Profile:
    """What one round says, and what to practise next after it and all that came before."""
    answers = of_round(round)
    kept = history.answers(bank_id)
    # Another quiz may have gone on in the meantime, and what came later was not before.
    first = min((answer.turn for answer in kept if answer.round == number), default=math.inf)
    before = [answer for answer in kept if answer.round != number and answer.turn < first]
    found = profile(bank, answers, now=now)
    whole = profile(bank, [*before, *answers])
    last, memories = last_answers(before), history.schedule(bank_id)
    asked = [slot.question for slot in round.answered]
    again = EarlierAnswers(bank, last, memories, now).came_back(asked)
    told = _came_back(
        [
            Again(right=answer.right, before=last[old].right, stood_in=old != answer.question)
            for answer in answers
            if (old := again.get(answer.question))
        ]
    )
    following, why = whole.next, whole.why
    if asked and all_waited(asked, again, before, now):
        # Such a round is there to mend what was missed, so what comes next is said of that.
        among = {question.skill for question in asked}
        following, why = practise_next(bank, [*before, *answers], among), ""
        told += f" {_and_now(bank, answers, memories, now)}"
    return msgspec.structs.replace(
        found,
        groups=tuple(_tried(group) for group in found.groups if group.standing.n),
        next=following,
        why=why,
        came_back=told,
    )


def _tried(group: Group) -> Group:
    tried = tuple(skill for skill in group.skills if skill.standing.n)
    return msgspec.structs.replace(group, skills=tried)


def _came_back(told: Sequence[Again]) -> str:
    """How the questions that came back went, now and the last time."""
    if not told:
        return ""
    right, before = sum(each.right for each in told), sum(each.before for each in told)
    stood_in = sum(each.stood_in for each in told)
    if len(told) == 1:
        this, last = (("wrong", "right")[each] for each in (right, before))
        if stood_in:
            return f"You met a question like one that was {last} last time; this one was {this}."
        return f"The question that came back was {this} this time; last time it was {last}."
    which = {0: "", 1: "; a new one stood in for one of them"}.get(
        stood_in, f"; new ones stood in for {stood_in} of them"
    )
    if stood_in == len(told):
        which = "; new ones stood in for all of them"
    return (
        f"{_share(right, len(told)).capitalize()} that came back {_were(right)} right this time; "
        f"last time it was {before or 'none'}{which}."
    )


def _share(right: int, n: int) -> str:
    """How many of the questions, such as "4 of the 6 questions"."""
    if right == n:
        return "both questions" if n == 2 else f"all {n} questions"  # noqa: PLR2004 - both
    return f"{right or 'none'} of the {n} questions"


def _and_now(bank: Bank, answers: Sequence[AnswerRecord], memories: Memories, now: datetime) -> str:
    """What of a round needs another look and when that returns, or when its first question does."""
    wrong = [answer for answer in answers if not answer.right]
    dates = [memories[each.question].due for each in wrong or answers if each.question in memories]
    first = named(max(day(min(dates, default=now)), day(now)), day(now))
    if not wrong:
        return f"{'It comes back' if len(answers) == 1 else 'The first comes back'} {first}."
    skills = dict.fromkeys(bank.skills[each.skill].name for each in wrong)
    need = "One needs" if len(wrong) == 1 else f"{len(wrong)} need"
    back = "comes" if len(wrong) == 1 else "come"
    return f"{need} another look and {back} back {first}: {', '.join(skills)}."


def _were(count: int) -> str:
    return "was" if count == 1 else "were"


def so_far(bank: Bank, history: History, bank_id: str, now: datetime) -> Profile:
    """What all answers to a bank say, with its newest rounds and what comes back when."""
    answers, asks = history.answers(bank_id), history.exam_that_asks(bank_id)
    return profile(
        bank,
        answers,
        rounds=history.rounds(bank_id, newest=_SHOWN),
        coming=next_due(bank, history.schedule(bank_id), now),
        total=history.total(bank_id)[1],
        sealed={question.id for question in bank.questions if asks(question)},
        now=now,
    )


def page(profile: Profile, width: int = 72) -> list[str]:
    """The profile as lines of text, from 40 columns up; each chart is said in words as well."""
    lines: list[str] = []
    for title, body in sections(profile, width):
        lines += [title, "─" * min(width, 72), *body, ""]
    return lines[:-1]


def sections(profile: Profile, width: int = 72) -> list[tuple[str, list[str]]]:
    """The parts of the page, each with its title; those with nothing to tell are left out."""
    width = max(NARROWEST, min(width, 72))
    if not profile.answers:
        return [
            ("No answers yet", _wrap("After the first round, this page tells how it went.", width))
        ]
    parts = [
        ("In short", _wrap(in_short(profile), width)),
        ("Back again", _wrap(profile.came_back, width)),
        ("Sure and wrong: look here first", _missed(profile, width)),
        ("What to practise next", _wrap(f"{profile.why}." if profile.why else "", width)),
        ("How sure, and how often right", _sureness(profile, width)),
        ("Where you stand", _standings(profile, width)),
        ("Trust and doubt", _wrap(profile.leaning.words, width)),
        ("The sources", _wrap(looked(profile), width)),
        ("Rounds", _rounds(profile, width)),
        ("Coming back", _wrap(coming_back(profile), width)),
    ]
    return [(title, lines) for title, lines in parts if lines]


def scale(
    low: float,
    value: float,
    high: float,
    width: int,
    zone: tuple[float, float] | None = None,
) -> str:
    """A line from 0 to 100 %: the share as ●, its interval as ├─┤, a zone in shade beneath."""

    def place(share: float) -> int:
        return round(share * (width - 1))

    cells = ["·"] * width
    if zone:
        cells[place(zone[0]) : place(zone[1]) + 1] = "░" * (place(zone[1]) - place(zone[0]) + 1)
    first, last = place(low), place(high)
    cells[first : last + 1] = "─" * (last - first + 1)
    cells[first], cells[last], cells[place(value)] = "├", "┤", "●"
    return "".join(cells)


def in_short(profile: Profile) -> str:
    """How many answers there are, and how many were right."""
    right = sum(group.standing.right for group in profile.groups)
    if profile.total == 1:
        return f"You've given one answer; it was {'right' if right else 'wrong'}."
    newest, of_all = "", ""
    if profile.answers < profile.total:
        newest, of_all = "latest ", f" ({profile.total:,} in all)"
    count = counted(profile.answers, "answer")
    return f"Of your {newest}{count}{of_all}, {right:,} {_were(right)} right."


def _missed(profile: Profile, width: int) -> list[str]:
    lines: list[str] = []
    for missed in profile.sure_and_wrong[:_SHOWN]:
        first, *rest = filter(None, wrapped([missed.stem], width - 2))
        lines.append(f"✗ {first}")
        if rest[1:]:
            rest = [f"{next(wrapped(rest, width - 4))} …"]
        lines += [f"  {line}" for line in rest]
    if (more := len(profile.sure_and_wrong) - _SHOWN) > 0:
        lines.append(f"  and {more} more: {NAME} take --missed")
    return lines


def _sureness(profile: Profile, width: int) -> list[str]:
    lines = []
    wide = width >= 60  # noqa: PLR2004 - room for the chart and the words side by side
    columns = 24 if wide else width - 9
    for each in profile.sureness:
        chart = "·" * columns
        if each.n:
            chart = scale(each.low, each.right / each.n, each.high, columns, each.best)
        count = f"{each.right} of {each.n} right" if each.n else "none yet"
        head = f"{each.certainty.word:<8} {chart}"
        lines += [f"{head}  {count}"] if wide else [head, f"{'':9}{count}"]
        if each.n:
            low, high = map(_percent, each.best)
            pays = {0: f"under {high} %", 100: f"over {low} %"}.get(
                low if low == 0 else high, f"{low}–{high} %"
            )
            lines += _wrap(f"Pays best when {pays} are right. {each.words}", width, 9)
    key = "● your share of right answers; ├─┤ where it likely lies; ░ where the word pays best."
    return [*lines, *_wrap(key, width)]


def _standings(profile: Profile, width: int) -> list[str]:
    lines: list[str] = []
    wide = width >= 66  # noqa: PLR2004 - room for a name, the chart and the words in one line
    for group in profile.groups:
        lines += _wrap(f"{group.name}  {group.standing.words}", width)
        for skill in group.skills:
            found = skill.standing
            columns = 14 if wide else width - 2
            chart = " " * columns
            if found.n >= FEW:
                chart = scale(found.low, found.right / found.n, found.high, columns)
            if wide:
                lines.append(f"  {fitted(skill.name, 20)} {chart} {found.words}")
            else:
                lines += _wrap(f"{skill.name}: {found.words}", width, 2)
                lines += [f"  {chart}"] if found.n >= FEW else []
    note = (
        "In brackets, and as ├─┤: where your share of right answers likely lies if you went on "
        f"like this. From {MANY} answers on, “strong” and “weak” mean that all of it is above or "
        f"below {_percent(PAYS)} %, where “fairly” begins to pay."
    )
    told = any(group.standing.n >= FEW for group in profile.groups)
    return [*lines, *(_wrap(note, width) if told else ())]


def looked(profile: Profile) -> str:
    """How often the reader looked at the sources before answering."""
    if not profile.looked:
        return "You haven't looked at who is behind a piece before answering yet."
    if profile.looked == profile.answers:
        return "You always looked at who is behind the piece before you answered."
    answers = counted(profile.answers, "answer")
    return f"You looked at who is behind the piece before {profile.looked:,} of {answers}."


def _rounds(profile: Profile, width: int) -> list[str]:
    lines = []
    for past in profile.rounds[-_SHOWN:]:
        filled, count, marks = 0, "nothing answered", ""
        if past.right is None or past.points is None:
            count = f"an exam, {past.answered} of {past.asked} answered"
        elif past.answered:
            filled = round(10 * past.right / past.answered)
            count = f"{past.right} of {past.answered} right"
            marks = f", {signed_marks(past.points)}"
        bar = "█" * filled + "░" * (10 - filled)
        line = f"{day(past.began)}  {bar}  {count}"
        lines.append(line + marks if len(line + marks) <= width else line)
    return lines


def coming_back(profile: Profile) -> str:
    """How many questions come back when, or nothing."""
    if not profile.coming or profile.today is None:
        return ""
    week = profile.today + timedelta(days=7)
    near = [
        f"{count} {named(on, profile.today)}" for on, count in profile.coming.items() if on <= week
    ]
    later = sum(count for on, count in profile.coming.items() if on > week)
    text = ", ".join([*near, *([f"{later} later"] if later else [])])
    return f"Questions coming back: {text}."


def _offer(question: Question | None) -> float:
    """The share of trust among the wrong options that lean one way or the other."""
    if question is None or not question.leans:
        return 0.5
    leans = [
        lean for number, lean in enumerate(question.leans) if number not in numbers(question.key)
    ]
    trust, doubt = leans.count("trust"), leans.count("doubt")
    return trust / (trust + doubt) if trust + doubt else 0.5


def _percent(share: float) -> int:
    return round(100 * share)


def _wrap(text: str, width: int, indent: int = 0) -> list[str]:
    return [*wrapped([f"{'':{indent}}{text}"] if text else [], width)]
