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
    picking = _Picking(questions, count, random, seen, newcomer=newcomer, source=source)
    first = apart(picking.openers(min(openers, count)), source)
    others = picking.balanced(count - len(first))
    random.shuffle(others)
    if others and not first:
        first = [min(others, key=_slow_to_begin_with)]
        others.remove(first[0])
    return [*first, *apart(others, source, after=first[-1:])]


class _Picking:
    """What can still be picked for a round, and what of it the round has so far."""

    def __init__(
        self,
        questions: Iterable[Question],
        count: int,
        random: Random,
        seen: Collection[str],
        *,
        newcomer: bool,
        source: str | None,
    ) -> None:
        """Shuffle the skills, and the questions of each; the rest is as in `pick`."""
        self._left: dict[str, list[Question]] = defaultdict(list)
        for question in questions:
            self._left[question.skill].append(question)
        self._skills = sorted(self._left)
        random.shuffle(self._skills)
        for skill in self._skills:
            random.shuffle(self._left[skill])
        self._seen, self._source, self._newcomer = seen, source, newcomer
        halves = map(_longer_half, self._left.values() if newcomer else ())
        self._long = {id for half in halves for id in half}
        self._most_scraps = -(-count * SCRAPS // ROUND)
        self._counts: Counter[str] = Counter()
        """How many questions the round has on each skill."""
        self._shown: Counter[str] = Counter()
        """How many show something of each source."""
        self._pages = 0
        """How many show a page."""
        self._moves: set[str] = set()
        self._events: set[str] = set()

    def openers(self, most: int) -> list[Question]:
        """Pick up to so many easy ones, on different skills where there are any."""
        easy = [each for skill in self._skills for each in self._left[skill] if each.opener]
        picked: list[Question] = []
        while easy and len(picked) < most:
            opener = min(
                easy,
                key=lambda each: (self._waits(each), self._counts[each.skill], self._repeats(each)),
            )
            easy.remove(opener)
            self._take(opener)
            picked.append(opener)
        return picked

    def balanced(self, most: int) -> list[Question]:
        """Pick up to so many, each on the skill asked least so far, unless all on it waits."""
        picked: list[Question] = []
        while len(picked) < most and any(self._left.values()):
            # Skills that were asked as often stay in the order of the shuffle.
            skills = sorted(filter(self._left.get, self._skills), key=self._counts.__getitem__)
            best_of_each = map(self._best_on, skills)
            best = next((each for each in best_of_each if not self._waits(each)), None)
            best = best or self._best_on(skills[0])
            self._take(best)
            picked.append(best)
        return picked

    def _best_on(self, skill: str) -> Question:
        """The question on a skill that comes next."""
        return min(
            self._left[skill],
            key=lambda each: (
                self._waits(each),
                each.id in self._seen,
                each.id in self._long,
                self._repeats(each),
            ),
        )

    def _waits(self, question: Question) -> bool:
        """Whether anything else comes before it, on whatever skill."""
        shows = {each.kind for each in question.exhibits}
        one_too_many = "page" in shows and self._pages >= self._most_scraps
        if self._newcomer and ("notes" in shows or one_too_many):
            return True
        return any(self._shown[id] >= SHOWN for id in shown(question) - {self._source})

    def _repeats(self, question: Question) -> int:
        """How many of its move and its event the round has already."""
        return (question.move in self._moves) + (question.event in self._events)

    def _take(self, question: Question) -> None:
        """Count a question as one of the round."""
        self._left[question.skill].remove(question)
        self._counts[question.skill] += 1
        self._shown.update(shown(question))
        self._pages += any(each.kind == "page" for each in question.exhibits)
        self._moves.update(filter(None, [question.move]))
        self._events.update(filter(None, [question.event]))


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
