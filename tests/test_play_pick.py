"""Choosing what a round asks, and in what order options are shown."""

from collections import Counter
from random import Random

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.bank.kinds import Choice, Option, Order, Question, Row, Sort, Step
from quiz.bank.model import Bank
from quiz.play.pick import matching, pick

SEEDS = st.integers(0, 2**32)


def ids(questions: list[Question]) -> list[str]:
    """The ids of questions, in order."""
    return [question.id for question in questions]


def made(skill: str, number: int, move: str = "") -> Question:
    """A question of a skill."""
    return Choice(
        id=f"{skill}-{number}",
        skill=skill,
        move=move,
        stem="Is it?",
        explanation="It is.",
        options=(Option("Yes", "It is.", right=True), Option("No", "It is.")),
    )


def test_a_skill_or_a_source_narrows_the_choice(bank: Bank) -> None:
    """Asked for a skill, a source or both, a round has what fits all of it."""
    assert set(ids(matching(bank.questions, skill="certainty"))) == {
        "bridge-in-may",
        "fact-or-forecast",
        "least-to-most",
        "the-hedge",
    }
    assert ids(matching(bank.questions, source="ferry-blog")) == ["ferry-interest", "when-written"]
    assert ids(matching(bank.questions, skill="source", source="county-record")) == []
    assert matching(bank.questions) == list(bank.questions)


@given(seed=SEEDS, count=st.integers(1, 10))
def test_a_seed_repeats_a_round(bank: Bank, seed: int, count: int) -> None:
    """The same seed picks the same questions and arranges them alike."""
    one, two = Random(seed), Random(seed)
    picked = pick(bank.questions, count, one)
    assert picked == pick(bank.questions, count, two)
    assert [each.arrange(one) for each in picked] == [each.arrange(two) for each in picked]


def test_a_seed_gives_the_same_round_on_another_day(bank: Bank) -> None:
    """What a seed picks depends on the questions alone, and on nothing of the running program."""
    picked = ids(pick(bank.questions, 5, Random(7)))
    assert picked == ["when-written", "which-month", "the-hedge", "least-to-most", "bridge-in-may"]


def test_another_seed_makes_another_round(bank: Bank) -> None:
    """Rounds differ when nobody asks for the same one."""
    rounds = {tuple(ids(pick(bank.questions, 4, Random(seed)))) for seed in range(20)}
    assert len(rounds) > 10


@given(seed=SEEDS, count=st.integers(0, 12), sizes=st.lists(st.integers(1, 6), max_size=5))
def test_a_round_is_balanced_over_the_skills(seed: int, count: int, sizes: list[int]) -> None:
    """No skill is asked twice more than another that still has questions; none comes twice."""
    questions = [made(f"s{skill}", n) for skill, size in enumerate(sizes) for n in range(size)]
    picked = pick(questions, count, Random(seed))
    assert len(picked) == len(set(ids(picked))) == min(count, len(questions))
    counts = Counter(question.skill for question in picked)
    for skill, size in enumerate(sizes):
        asked = counts[f"s{skill}"]
        assert asked == size or asked >= max(counts.values(), default=0) - 1


@given(seed=SEEDS)
def test_what_was_seen_comes_last(seed: int) -> None:
    """A reader meets all questions of a skill before one comes again."""
    questions = [made("s", number) for number in range(6)]
    seen = {"s-0", "s-1", "s-2"}
    assert not seen & set(ids(pick(questions, 3, Random(seed), seen)))
    assert len(seen & set(ids(pick(questions, 4, Random(seed), seen)))) == 1


@given(seed=SEEDS)
def test_one_move_is_asked_once_where_that_can_be(seed: int) -> None:
    """Second questions on one move wait, across the skills, while there are others."""
    questions = [made("s", 0, "date"), made("s", 1, "date"), made("s", 2), made("t", 0, "date")]
    moves = [question.move for question in pick(questions, 2, Random(seed))]
    assert moves.count("date") <= 1 or set(moves) == {"date"}
    alike = [made("s", 0, "date"), made("s", 1, "date"), made("s", 2, "hedge")]
    assert {each.move for each in pick(alike, 2, Random(seed))} == {"date", "hedge"}


@given(seed=SEEDS)
def test_every_option_is_shown_once(bank: Bank, seed: int) -> None:
    """An arrangement has each option, row or step once; what is typed has none to arrange."""
    for question in bank.questions:
        raw = msgspec.to_builtins(question)
        things = next((raw[k] for k in ("options", "rows", "steps", "parts") if k in raw), ())
        assert sorted(question.arrange(Random(seed))) == list(range(len(things)))


@given(seed=SEEDS)
def test_options_with_an_order_of_their_own_stay(questions: dict[str, Question], seed: int) -> None:
    """Months stay in the order of the year, fixed rows and the words of a passage in theirs."""
    assert questions["when-written"].arrange(Random(seed)) == (0, 1, 2)
    assert questions["the-hedge"].arrange(Random(seed)) == (0, 1, 2, 3, 4, 5)
    rows = questions["fact-or-forecast"]
    assert isinstance(rows, Sort)
    fixed = msgspec.structs.replace(rows, fixed=True)
    assert fixed.arrange(Random(seed)) == (0, 1, 2)


@pytest.mark.parametrize("id", ["bridge-in-may", "page-tells", "fact-or-forecast"])
def test_other_options_are_shuffled(questions: dict[str, Question], id: str) -> None:
    """No option keeps its place."""
    seen = {questions[id].arrange(Random(seed)) for seed in range(60)}
    assert {arrangement[0] for arrangement in seen} == set(range(len(next(iter(seen)))))


@given(seed=SEEDS, count=st.integers(2, 9))
def test_steps_are_never_shown_in_the_right_order(seed: int, count: int) -> None:
    """There is always something to put in order."""
    steps = tuple(Step(f"{number}", "It is so.") for number in range(count))
    question = Order(id="x", skill="y", stem="In order?", explanation="So.", steps=steps)
    shown = question.arrange(Random(seed))
    assert sorted(shown) == list(range(count))
    assert shown != tuple(range(count))


def test_rows_move_with_their_labels() -> None:
    """A row keeps the label of the file however it is shown."""
    rows = (Row("Two", "even", "It halves."), Row("Three", "odd", "It does not."))
    question = Sort(
        id="x", skill="y", stem="Which?", explanation="So.", labels=("even", "odd"), rows=rows
    )
    assert {question.arrange(Random(seed)) for seed in range(20)} == {(0, 1), (1, 0)}
