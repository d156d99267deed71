"""Picking the questions of a round."""

import itertools
from collections import Counter
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from quiz.bank.exhibits import Exhibit, Notes, Page
from quiz.bank.exhibits.notes import Note
from quiz.bank.exhibits.page import Shown
from quiz.bank.fields import Citation
from quiz.bank.kinds import Choice, Option, Question
from quiz.bank.model import Bank
from quiz.play.apart import apart, sources
from quiz.play.pick import matching, pick

SEEDS = st.integers(0, 2**32)


def ids(questions: list[Question]) -> list[str]:
    """The ids of questions, in order."""
    return [question.id for question in questions]


def made(
    skill: str,
    number: int,
    move: str = "",
    event: str = "",
    *,
    opener: bool = False,
    passage: str = "",
    exhibits: tuple[Exhibit, ...] = (),
    cites: str = "",
) -> Question:
    """A question with this skill, number, move and event; it cites a source for each letter."""
    return Choice(
        id=f"{skill}-{number}",
        opener=opener,
        skill=skill,
        move=move,
        event=event,
        passage=passage,
        exhibits=exhibits,
        cites=tuple(Citation(source=each) for each in cites),
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
def test_a_round_without_openers_begins_with_a_quick_one(seed: int) -> None:
    """The first question shows no page if another can come first, and has least to read."""
    pages = tuple(made(f"s{n}", n, exhibits=page(f"s{n}")) for n in range(3))
    texts = tuple(made(f"t{n}", n, passage="word " * (n + 5)) for n in range(3))
    assert pick([*pages, *texts], 6, Random(seed))[0] == texts[0]
    assert pick(pages, 3, Random(seed))[0] in pages


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


def neighbours(questions: list[Question]) -> int:
    """How many questions are about the same source as the one before."""
    return sum(not sources(a).isdisjoint(sources(b)) for a, b in itertools.pairwise(questions))


def page(source: str) -> tuple[Exhibit, ...]:
    """An exhibit that shows a source."""
    return (Page(source=source, shows=(Shown(at="headline"),)),)


@given(about=st.lists(st.sampled_from("abcd"), min_size=1, max_size=14))
def test_neighbours_are_about_different_sources(about: list[str]) -> None:
    """No two that follow each other cite the same source, unless it has more than half of them."""
    questions = [made("s", number, cites=each) for number, each in enumerate(about)]
    ordered = apart(questions)
    assert sorted(ids(ordered)) == sorted(ids(questions))
    most = max(map(about.count, about))
    assert neighbours(ordered) == max(0, 2 * most - 1 - len(about))


def test_neighbours_of_the_openers_are_about_different_sources() -> None:
    """What follows the easy questions is about something else than the last of them."""
    easy = [made("s", n, opener=True, cites="a") for n in range(3)]
    more = [made(f"t{n}", n, cites=each) for n, each in enumerate("abab")]
    for seed in range(20):
        picked = pick([*easy, *more], 5, Random(seed), openers=1)
        assert picked[0].opener
        assert neighbours(picked) == max(0, 2 * sum("a" in each.sources for each in picked) - 6)


def test_what_a_round_is_on_keeps_no_neighbours_apart() -> None:
    """In a round on an article, the other sources are spread."""
    questions = [made("s", n, cites=f"a{each}") for n, each in enumerate("bbcc")]
    ordered = apart(questions, "a")
    others = [(sources(each) - {"a"}).pop() for each in ordered]
    assert others in (["b", "c", "b", "c"], ["c", "b", "c", "b"])


@given(seed=SEEDS)
def test_no_page_is_shown_three_times(seed: int) -> None:
    """A third question that shows a page waits, even if its skill is asked less than others."""
    paged = [made(f"s{n}", n, exhibits=page("a")) for n in range(4)]
    plain = [made(f"t{n % 2}", n) for n in range(6)]
    picked = pick([*paged, *plain], 8, Random(seed))
    assert len(picked) == 8
    assert sum(bool(each.exhibits) for each in picked) == 2
    # On the article itself, the skills are balanced as ever, and nobody goes without a question.
    assert (
        sum(bool(each.exhibits) for each in pick([*paged, *plain], 6, Random(seed), source="a"))
        == 4
    )
    assert len(pick(paged, 4, Random(seed))) == 4


@given(seed=SEEDS)
def test_a_newcomer_is_asked_what_is_quick_to_read(seed: int) -> None:
    """The shorter half of each skill comes first, and what was asked before still comes last."""
    questions = [made(s, n, passage="word " * n) for s in ("s", "t") for n in range(6)]
    picked = pick(questions, 6, Random(seed), newcomer=True)
    assert {each.id for each in picked} == {f"{s}-{n}" for s in ("s", "t") for n in range(3)}
    again = pick(questions, 6, Random(seed), ids(picked), newcomer=True)
    assert not {*ids(again)} & {*ids(picked)}


@given(seed=SEEDS)
def test_a_newcomer_is_shown_few_scraps_of_pages(seed: int) -> None:
    """One of a newcomer's ten shows a page of which most is left out, if it can be helped."""
    pages = [
        made(s, n, exhibits=(Page(source=f"{s}{n}", shows=(Shown(at="headline"),)),))
        for s in ("s", "t")
        for n in range(6)
    ]
    plain = [made("t", n) for n in range(6, 16)]
    picked = pick([*pages, *plain], 10, Random(seed), newcomer=True)
    assert sum(bool(each.exhibits) for each in picked) == 1
    assert len(pick(pages, 10, Random(seed), newcomer=True)) == 10


@given(seed=SEEDS)
def test_a_newcomer_is_spared_footnotes(seed: int) -> None:
    """A question that shows notes waits until a newcomer has been asked all others."""
    notes = (Notes(made_up=True, lines=(Note(1, "Ibid."), Note(2, "See note 1."))),)
    questions = [
        made("s", 0, exhibits=notes),
        *(made("t", n, passage="a b " * n) for n in range(4)),
    ]
    picked = pick(questions, 4, Random(seed), newcomer=True)
    assert {each.skill for each in picked} == {"t"}
    assert len(pick(questions, 5, Random(seed), newcomer=True)) == 5
    assert "s" in {each.skill for each in pick(questions, 2, Random(seed))}
