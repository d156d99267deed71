"""Picking the questions of a round."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from random import Random

from quiz.bank.kinds import Question
from quiz.words import phrase

ROUND = 10
"""How many questions a round has by default."""

OPENERS = 3
"""How many easy questions a reader's first round begins with."""

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
    questions: Iterable[Question],
    count: int,
    random: Random,
    seen: Collection[str] = (),
    *,
    openers: int = 0,
) -> list[Question]:
    """Up to `count` questions at random, balanced over the skills.

    The first `openers` of them are easy ones to begin with, as far as there are any. Within a
    skill, questions that repeat a move or an event come late, those that repeat both later, and
    those whose ids are in `seen` last.
    """
    by_skill: dict[str, list[Question]] = defaultdict(list)
    for question in questions:
        by_skill[question.skill].append(question)
    skills = sorted(by_skill)
    random.shuffle(skills)
    for skill in skills:
        random.shuffle(by_skill[skill])
    picked: list[Question] = []
    counts: Counter[str] = Counter()
    moves: set[str] = set()
    events: set[str] = set()

    def repeats(question: Question) -> int:
        return (question.move in moves) + (question.event in events)

    def take(question: Question) -> None:
        picked.append(question)
        counts[question.skill] += 1
        moves.update(filter(None, [question.move]))
        events.update(filter(None, [question.event]))

    easy = [each for skill in skills for each in by_skill[skill] if each.opener]
    while easy and len(picked) < min(openers, count):
        opener = min(easy, key=lambda each: (counts[each.skill], repeats(each)))
        easy.remove(opener)
        by_skill[opener.skill].remove(opener)
        take(opener)
    first = len(picked)
    while len(picked) < count and any(by_skill.values()):
        # The skill asked least so far, in the order of the shuffle.
        skill = min(filter(by_skill.get, skills), key=counts.__getitem__)
        waiting = by_skill[skill]
        best = min(range(len(waiting)), key=lambda n: (waiting[n].id in seen, repeats(waiting[n])))
        take(waiting.pop(best))
    rest = picked[first:]
    random.shuffle(rest)
    return picked[:first] + rest
