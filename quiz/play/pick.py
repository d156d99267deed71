"""Picking the questions of a round."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from random import Random

from quiz.bank.kinds import Question
from quiz.words import phrase

ROUND = 10
"""How many questions a round has by default."""

SIZES = {5: phrase("five"), ROUND: phrase("ten"), 20: phrase("twenty")}
"""How many questions a reader can choose to have in a round, besides all, and in words."""


def matching(
    questions: Iterable[Question], *, skill: str | None = None, source: str | None = None
) -> list[Question]:
    """The questions that have this skill and cite this source; None matches any."""
    return [
        question
        for question in questions
        if skill in (None, question.skill) and (source is None or source in question.sources)
    ]


def pick(
    questions: Iterable[Question], count: int, random: Random, seen: Collection[str] = ()
) -> list[Question]:
    """Up to `count` questions at random, balanced over the skills.

    Within a skill, questions that repeat a move or an event come late, those that repeat both
    later, and those whose ids are in `seen` last.
    """
    by_skill: dict[str, list[Question]] = defaultdict(list)
    for question in questions:
        by_skill[question.skill].append(question)
    skills = sorted(by_skill)
    random.shuffle(skills)
    for skill in skills:
        random.shuffle(by_skill[skill])
    picked: list[Question] = []
    moves: set[str] = set()
    events: set[str] = set()
    while len(picked) < count and any(by_skill.values()):
        for skill in skills:
            waiting = by_skill[skill]
            if not waiting or len(picked) == count:
                continue
            best = min(
                range(len(waiting)),
                key=lambda n: (
                    waiting[n].id in seen,
                    (waiting[n].move in moves) + (waiting[n].event in events),
                ),
            )
            question = waiting.pop(best)
            picked.append(question)
            if question.move:
                moves.add(question.move)
            if question.event:
                events.add(question.event)
    random.shuffle(picked)
    return picked
