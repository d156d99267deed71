"""Picking the questions of a round."""

from collections import Counter
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from quiz.bank.kinds import Choice, Option, Question
from quiz.bank.model import Bank
from quiz.play.pick import matching, pick

SEEDS = st.integers(0, 2**32)


def ids(questions: list[Question]) -> list[str]:
    """The ids of questions, in order."""
    return [question.id for question in questions]


def made(
    skill: str, number: int, move: str = "", event: str = "", *, opener: bool = False
) -> Question:
    """A question with this skill, number, move and event."""
    return Choice(
        id=f"{skill}-{number}",
        opener=opener,
        skill=skill,
        move=move,
        event=event,
        stem="Is it?",
        explanation="It is.",
        options=(Option("Yes", "It is.", right=True), Option("No", "It is.")),
    )


def test_questions_match_a_skill_a_source_or_both(bank: Bank) -> None:
    """Only questions that have the skill and cite the source match."""
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
    """The same seed picks the same questions and shuffles their options alike."""
    one, two = Random(seed), Random(seed)
    picked = pick(bank.questions, count, one)
    assert picked == pick(bank.questions, count, two)
    assert [each.arrange(one) for each in picked] == [each.arrange(two) for each in picked]


def test_a_seed_gives_the_same_round_on_another_day(bank: Bank) -> None:
    """A seeded pick depends on the questions alone, not on the state of the program."""
    picked = ids(pick(bank.questions, 5, Random(7)))
    assert picked == ["when-written", "which-month", "the-hedge", "least-to-most", "bridge-in-may"]


def test_rounds_differ_between_seeds(bank: Bank) -> None:
    """Another seed picks other questions."""
    rounds = {tuple(ids(pick(bank.questions, 4, Random(seed)))) for seed in range(20)}
    assert len(rounds) > 10


@given(seed=SEEDS, count=st.integers(0, 12), sizes=st.lists(st.integers(1, 6), max_size=5))
def test_a_round_is_balanced_over_the_skills(seed: int, count: int, sizes: list[int]) -> None:
    """Skills with questions left differ by one question at most, and no question comes twice."""
    questions = [made(f"s{skill}", n) for skill, size in enumerate(sizes) for n in range(size)]
    picked = pick(questions, count, Random(seed))
    assert len(picked) == len(set(ids(picked))) == min(count, len(questions))
    counts = Counter(question.skill for question in picked)
    for skill, size in enumerate(sizes):
        asked = counts[f"s{skill}"]
        assert asked == size or asked >= max(counts.values(), default=0) - 1


@given(seed=SEEDS)
def test_seen_questions_come_last(seed: int) -> None:
    """All questions of a skill are asked before one is repeated."""
    questions = [made("s", number) for number in range(6)]
    seen = {"s-0", "s-1", "s-2"}
    assert not seen & set(ids(pick(questions, 3, Random(seed), seen)))
    assert len(seen & set(ids(pick(questions, 4, Random(seed), seen)))) == 1


@given(seed=SEEDS)
def test_second_questions_on_a_move_wait(seed: int) -> None:
    """A second question on a move is picked only when no other is left, across the skills."""
    questions = [made("s", 0, "date"), made("s", 1, "date"), made("s", 2), made("t", 0, "date")]
    moves = [question.move for question in pick(questions, 2, Random(seed))]
    assert moves.count("date") <= 1 or set(moves) == {"date"}
    alike = [made("s", 0, "date"), made("s", 1, "date"), made("s", 2, "hedge")]
    assert {each.move for each in pick(alike, 2, Random(seed))} == {"date", "hedge"}


@given(seed=SEEDS)
def test_second_questions_on_an_event_wait(seed: int) -> None:
    """A round spreads over events as it does over moves, and takes what repeats neither first."""
    questions = [
        made("s", 0, "date", "fire"),
        made("s", 1, "hedge", "fire"),
        made("s", 2, "date", "flood"),
        made("s", 3, "hedge", "flood"),
    ]
    one, other = pick(questions, 2, Random(seed))
    assert one.event != other.event
    assert one.move != other.move
    # A move and an event that happen to have the same name are two things.
    named = [made("s", 0, "fire"), made("s", 1, "", "fire"), made("s", 2, "fire")]
    assert set(ids(pick(named, 2, Random(seed)))) != {"s-0", "s-2"}


@given(seed=SEEDS, count=st.integers(0, 12), easy=st.integers(0, 6))
def test_a_first_round_begins_with_openers(seed: int, count: int, easy: int) -> None:
    """Three openers come first, or as many as there are; the round is as balanced as any other."""
    questions = [made(f"s{n % 4}", n, opener=n < easy) for n in range(16)]
    picked = pick(questions, count, Random(seed), openers=3)
    assert [each.opener for each in picked[:3]] == [n < easy for n in range(min(count, 3))]
    assert picked == pick(questions, count, Random(seed), openers=3)
    assert len(set(ids(picked))) == count
    asked = Counter(question.skill for question in picked)
    assert max(asked.values(), default=0) - min(asked[f"s{n}"] for n in range(4)) <= 1


@given(seed=SEEDS)
def test_openers_spread_over_skills_and_events(seed: int) -> None:
    """The three openers are on three skills, and on three events where they can be."""
    questions = [
        made("s", 0, event="fire", opener=True),
        made("t", 0, event="fire", opener=True),
        made("t", 1, event="flood", opener=True),
        made("u", 0, event="storm", opener=True),
        made("u", 1),
    ]
    first = pick(questions, 3, Random(seed), openers=3)
    assert {each.skill for each in first} == {"s", "t", "u"}
    first = pick(questions[:3], 2, Random(seed), openers=2)
    assert {each.skill for each in first} == {"s", "t"}


@given(seed=SEEDS)
def test_a_bank_without_openers_is_asked_as_ever(bank: Bank, seed: int) -> None:
    """Where no question is an opener, a first round is like any other."""
    assert pick(bank.questions, 5, Random(seed), openers=3) == pick(bank.questions, 5, Random(seed))
