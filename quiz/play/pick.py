"""Picking the questions of a round."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from random import Random

from quiz.bank.exhibits.base import texts_in
from quiz.bank.kinds import Question
from quiz.play.apart import apart, shown
from quiz.words import phrase

ROUND = 10
"""How many questions a round has by default."""

OPENERS = 3
"""How many easy questions a reader's first round begins with."""

NEWCOMER = 20
"""A reader with fewer answers is a newcomer, who is asked what is quick to read."""

SHOWN = 2
"""How many questions of a round show something of the same source, unless the round is on it."""

SCRAPS = 1
"""How many questions of ten show a newcomer a page, of which most is left out, if it can be."""

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
    newcomer: bool = False,
    source: str | None = None,
) -> list[Question]:
    """Up to `count` questions at random, balanced over the skills.

    The first `openers` of them are easy ones to begin with, as far as there are any; without them,
    the round begins with a quick one: if possible a choice that shows no page and no footnotes, and
    the one with least to read. Within a skill, questions that repeat a move or an event come late,
    those that repeat both later, and those whose ids are in `seen` last.

    No more than two show an exhibit of the same source, even if the skills are less balanced for
    it; and where it can be helped, no two that follow each other are about the same one. Neither
    goes for the `source` that the round is on.

    To a `newcomer`, the questions in the longer half of each skill come late, by the words on the
    screen before the answer: those of the stem, the passage, the exhibits, and what there is to
    pick or sort. Questions that show footnotes wait until nothing else is left, as do those with a
    page of which most is left out, after one of them in a round of ten.
    """
    by_skill: dict[str, list[Question]] = defaultdict(list)
    for question in questions:
        by_skill[question.skill].append(question)
    long = {id for each in by_skill.values() for id in _longer_half(each)} if newcomer else set()
    most_scraps = -(-count * SCRAPS // ROUND)
    skills = sorted(by_skill)
    random.shuffle(skills)
    for skill in skills:
        random.shuffle(by_skill[skill])
    picked: list[Question] = []
    counts: Counter[str] = Counter()
    moves: set[str] = set()
    events: set[str] = set()
    pages: Counter[str] = Counter()
    with_page: list[Question] = []

    def repeats(question: Question) -> int:
        return (question.move in moves) + (question.event in events)

    def waits(question: Question) -> bool:
        """Whether anything else comes before it, on whatever skill."""
        shows = {each.kind for each in question.exhibits}
        if newcomer and ("notes" in shows or ("page" in shows and len(with_page) >= most_scraps)):
            return True
        return any(pages[id] >= SHOWN for id in shown(question) - {source})

    def take(question: Question) -> None:
        picked.append(question)
        counts[question.skill] += 1
        moves.update(filter(None, [question.move]))
        events.update(filter(None, [question.event]))
        pages.update(shown(question))
        if any(each.kind == "page" for each in question.exhibits):
            with_page.append(question)

    def best_of(waiting: list[Question]) -> Question:
        return min(
            waiting,
            key=lambda each: (waits(each), each.id in seen, each.id in long, repeats(each)),
        )

    easy = [each for skill in skills for each in by_skill[skill] if each.opener]
    while easy and len(picked) < min(openers, count):
        opener = min(easy, key=lambda each: (waits(each), counts[each.skill], repeats(each)))
        easy.remove(opener)
        by_skill[opener.skill].remove(opener)
        take(opener)
    first = apart(picked, source)
    picked.clear()
    while len(first) + len(picked) < count and any(by_skill.values()):
        # The skill asked least so far, in the order of the shuffle.
        by_count = sorted(filter(by_skill.get, skills), key=counts.__getitem__)
        all_best = (best_of(by_skill[skill]) for skill in by_count)
        best = next((each for each in all_best if not waits(each)), None)
        best = best or best_of(by_skill[by_count[0]])
        by_skill[best.skill].remove(best)
        take(best)
    random.shuffle(picked)
    if picked and not first:
        first = [min(picked, key=_slow_to_begin_with)]
        picked.remove(first[0])
    return [*first, *apart(picked, source, after=first[-1:])]


def _slow_to_begin_with(question: Question) -> tuple[bool, bool, int]:
    """How little a question suits the start of a round; the least of several suits it best."""
    scraps = not {each.kind for each in question.exhibits}.isdisjoint(("page", "notes"))
    return scraps, question.kind != "choice", words_to_read(question)


def _longer_half(questions: Collection[Question]) -> set[str]:
    """The ids of those with more words to read than most of them."""
    words = {question.id: words_to_read(question) for question in questions}
    middle = sorted(words.values())[(len(words) - 1) // 2]
    return {id for id, count in words.items() if count > middle}


def words_to_read(question: Question) -> int:
    """How many words are on the screen before the answer."""
    read = [*question.asked(), *question.texts()]
    for exhibit in question.exhibits:
        read += texts_in(exhibit)
    return sum(len(text.split()) for _, text in read)
