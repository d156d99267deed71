"""A profile at a glance, beside the list on home; before the first round, what a round is like."""

from datetime import date, timedelta

from quiz.bank.model import Bank
from quiz.play.mark import Certainty
from quiz.play.stakes import BE_HONEST, scale_words, signed_marks
from quiz.record.answers import RoundSummary
from quiz.record.measures import FEW, SOME, Standing, percent
from quiz.record.page import WEEK, scale
from quiz.record.profile import Profile
from quiz.record.review import day, day_in_words, near_day
from quiz.text import capitalised, cells, fitted, weekday, wrapped
from quiz.words import say

CHART = 11
"""The columns of a chart."""

Sections = list[tuple[str, list[str]]]
"""Headings, each with its lines."""


def welcome(note: str, width: int) -> Sections:
    """What a round is like, how it is marked, and the note on the content."""
    like = say(
        "After each answer you see what is right and why, and where to check it. Leave whenever "
        "you like: your place is kept."
    )
    column = max(8, *(1 + cells(each.word) for each in Certainty))
    marks = [fitted(each.word, column) + scale_words(each) for each in Certainty]
    sections = [
        (say("What a round is like"), [*wrapped([like], width)]),
        (say("How marks work"), [*marks, *wrapped([say(BE_HONEST)], width)]),
    ]
    if note:
        sections.append((say("Before you start"), [*wrapped([note], width)]))
    return sections


def glance(
    profile: Profile, width: int, last: RoundSummary | None = None, *, brief: bool = False
) -> Sections:
    """What comes back in the next days, how the last round went, and each skill.

    In brief, the days are in a sentence, and the charts have no legend.
    """
    sections = [
        (say("Coming back"), _coming(profile, width, brief=brief)),
        (say("Your last round"), _last(last, profile.today, width)),
        (say("Your skills"), _skills(profile, width, brief=brief)),
    ]
    return [(heading, lines) for heading, lines in sections if lines]


def articles(bank: Bank, width: int) -> Sections:
    """The articles that the bank is about, each with its outlet, if the page has it, and genre.

    Nothing is said of when, nor that an outlet is missing: a question may ask about that.
    """
    lines: list[str] = []
    for source in (each.before_answer() for each in bank.articles().values()):
        known = (source.publisher, source.genre)
        what = " · ".join(each for each in known if each not in ("", source.name))
        lines += [*wrapped(filter(None, (source.name, what)), width), ""]
    return [(say("The articles"), lines[:-1])] if lines else []


def _coming(profile: Profile, width: int, *, brief: bool) -> list[str]:
    """How many questions come back on each day of the week to come, and later."""
    if profile.today is None or not profile.coming:
        return []
    left = (date.max - profile.today).days
    days = [profile.today + timedelta(days=ahead) for ahead in range(min(WEEK, left + 1))]
    counts = {_name(each, profile.today): profile.coming.get(each, 0) for each in days}
    if later := sum(count for each, count in profile.coming.items() if each > days[-1]):
        counts[say("later")] = later
    if brief:
        told = ", ".join(f"{count} {name}" for name, count in counts.items() if count)
        return [*wrapped([told], width)]
    most = max(counts.values())
    column = max(10, *map(cells, counts))
    room = width - column - 2 - len(str(most))
    bars = {0: "·"} | {
        n: f"{'━' * max(1, round(n / most * room))} {n}" for n in counts.values() if n
    }
    return [f"{fitted(name, column)} {bars[count]}" for name, count in counts.items()]


def _name(day: date, today: date) -> str:
    """Today, tomorrow or the day of the week."""
    return near_day(day, today) or weekday(day)


def _last(last: RoundSummary | None, today: date | None, width: int) -> list[str]:
    """When the last round was, how much was right, and its marks."""
    if last is None or today is None:
        return []
    when = day_in_words(day(last.began), today)
    return [*wrapped([f"{capitalised(when)}: {last.went(signed_marks)}"], width)]


def _skills(profile: Profile, width: int, *, brief: bool) -> list[str]:
    """A line for each skill, with no more than its answers allow to say."""
    skills = [skill for group in profile.groups for skill in group.skills]
    most = max((skill.standing.n for skill in skills), default=0)
    if not most:
        return []
    if most < FEW:
        n = sum(skill.standing.n for skill in skills)
        soon = say("A skill appears here once you've answered five on it; {n} in all so far.", n=n)
        return [*wrapped([soon], width)]
    room = width - CHART - 11
    lines = [f"{fitted(each.name, room)} {_standing(each.standing)}" for each in skills]
    legend = say("● is the share you got right, ├─┤ its likely range.")
    return lines if brief else [*lines, *wrapped([legend], width)]


def _standing(standing: Standing) -> str:
    n, right = standing.n, standing.right
    if n < FEW:
        return f"{'·' * CHART} {say('{n} so far', n=n) if n else say('not yet')}"
    words = say("{n} of {all}", n=right, all=n)
    if n >= SOME:
        words = say("{n}%", n=percent(right / n))
    return f"{scale(standing.low, right / n, standing.high, CHART)} {words}"
