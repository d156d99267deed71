"""The page for a browser picks the questions of a round as the quiz itself does."""

from collections.abc import MutableSequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import pytest

from quiz.bank.kinds import Question
from quiz.bank.load import own_bank
from quiz.bank.read import read_bank
from quiz.play.apart import apart
from quiz.play.pick import NEWCOMER, OPENERS, pick
from tests.test_formats_web_marks import opened

pytestmark = pytest.mark.long

BANK = read_bank(own_bank())
MODULUS, FACTOR, ADDEND = 2**32, 1664525, 1013904223
"""A generator that Python and the page both work out alike (Numerical Recipes, 1992, p. 284)."""

SAME = f"""(seed) => {{
  Math.random = () => {{
    seed = (seed * {FACTOR} + {ADDEND}) % {MODULUS};
    return seed / {MODULUS};
  }};
}}"""
PICK = f"""(cases) => cases.map(({{ seed, asked, most, seen, openers, newcomer }}) => {{
  ({SAME})(seed);
  const its = asked.map((n) => DATA.questions[n]);
  const more = {{ seen: new Set(seen), openers, isNewcomer: newcomer }};
  return pick(its, most, more).map((each) => each.id);
}})"""
APART = """(rounds) => rounds.map(([given, after]) => {
  const its = (numbers) => numbers.map((n) => DATA.questions[n]);
  return apart(its(given), its(after)).map(({ number }) => number);
})"""


class Same(Random):
    """Gives the random numbers that the page gives, and shuffles with them as that does."""

    def __init__(self, seed: int) -> None:
        """Begin with a seed."""
        super().__init__(seed)
        self.state = seed

    def random(self) -> float:
        """The next number, from 0 to 1."""
        self.state = (self.state * FACTOR + ADDEND) % MODULUS
        return self.state / MODULUS

    def shuffle(self, x: MutableSequence[Any]) -> None:
        """Shuffle from the end, as Fisher and Yates do."""
        for at in range(len(x) - 1, 0, -1):
            other = int(self.random() * (at + 1))
            x[at], x[other] = x[other], x[at]


@dataclass(frozen=True)
class Case:
    """A round to pick: from which questions, by their numbers, how many, and for whom."""

    seed: int
    asked: list[int]
    most: int
    seen: list[str]
    openers: int
    newcomer: bool


def cases() -> list[Case]:
    """Rounds of every size, from the whole bank and parts of it, for readers new and old."""
    random, all = Random(18), range(len(BANK.questions))
    made = [Case(seed, [*all], 10, [], OPENERS, newcomer=True) for seed in range(60)]
    for seed in range(240):
        some = sorted(random.sample(all, random.choice((3, 12, 40, len(all)))))
        seen = [BANK.questions[n].id for n in random.sample(all, random.choice((0, 10, 60)))]
        openers, newcomer = random.choice((0, OPENERS)), random.random() < 0.7
        made.append(Case(seed, some, random.choice((1, 5, 10, 20, 102)), seen, openers, newcomer))
    return made


def test_the_page_picks_the_questions_that_the_quiz_picks(browser: Any, tmp_path: Path) -> None:
    """With the same random numbers the same questions come in the same order, also to newcomers."""
    page = opened(browser, tmp_path, BANK)
    picked = page.evaluate(PICK, [vars(case) for case in cases()])
    for case, found in zip(cases(), picked, strict=True):
        its = [BANK.questions[n] for n in case.asked]
        random, openers = Same(case.seed), case.openers
        expected = pick(its, case.most, random, case.seen, openers=openers, newcomer=case.newcomer)
        assert found == [each.id for each in expected], case
    page.close()


def shows(question: Question, kind: str) -> bool:
    """Whether a question shows an exhibit of a kind."""
    return any(each.kind == kind for each in question.exhibits)


def test_a_newcomer_begins_with_what_is_easy(browser: Any, tmp_path: Path) -> None:
    """Rounds of ten begin with easy ones at first, and show newcomers one page and no footnotes.

    Both end: the first with an answer, the second with twenty.
    """
    page = opened(browser, tmp_path, BANK)
    known = {each.id: each for each in BANK.questions}
    answered = 0
    while answered <= NEWCOMER:
        page.locator("main button.main").click()
        ids = page.evaluate("page.round.slots.map(({ question }) => question.id)")
        asked = [known[id] for id in ids]
        assert all(each.opener for each in asked[:OPENERS]) or answered
        if answered < NEWCOMER:
            assert sum(shows(each, "page") for each in asked) <= 1
            assert not any(shows(each, "notes") for each in asked)
        answered += 7
        page.evaluate("""() => {
          for (const slot of page.round.slots.slice(0, 7)) {
            const judged = judge(slot.question, slot.question.key, 3);
            slot.answer = { response: slot.question.key, certainty: 3, judged };
          }
          finish();
          showFirst();
        }""")
        assert page.evaluate("answersBefore()") == answered
    page.close()


def test_the_page_keeps_neighbours_apart_as_the_quiz_does(browser: Any, tmp_path: Path) -> None:
    """Questions on the same source don't follow each other where it can be helped."""
    random = Random(18)
    page = opened(browser, tmp_path, BANK)
    numbers = {id(each): n for n, each in enumerate(BANK.questions)}
    rounds: list[tuple[list[int], list[int]]] = []
    for _ in range(300):
        some = random.sample(range(len(numbers)), random.randint(1, 20))
        last = random.choice((0, 0, 1))
        rounds.append((some[last:], some[:last]))
    for (given, after), found in zip(rounds, page.evaluate(APART, rounds), strict=True):
        before, its = ([BANK.questions[n] for n in each] for each in (after, given))
        assert found == [numbers[id(each)] for each in apart(its, after=before)]
    page.close()
