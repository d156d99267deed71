"""A round: answering, skipping, marking, going back, and its end."""

from random import Random

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.bank.kinds import Question, Response
from quiz.bank.model import Bank
from quiz.play import round as rounds
from quiz.play.mark import Certainty, Judgement
from quiz.play.round import Answer, Round, begin

STEPS = {
    "right": lambda playing: rounds.answer(playing, Answer((0,), Certainty.SURE)),
    "wrong": lambda playing: rounds.answer(playing, Answer((1,), Certainty.GUESS)),
    "skip": rounds.pass_over,
    "flag": rounds.flag,
    "look": rounds.look,
    "onward": rounds.onward,
    "back": rounds.back,
    "far": lambda playing: rounds.go(playing, 99),
    "finish": rounds.finish,
}


@pytest.fixture
def three(questions: dict[str, Question]) -> Round:
    """A round of three choices."""
    return begin(choices(questions), Random(7))


@pytest.fixture
def exam(questions: dict[str, Question]) -> Round:
    """The same round as an exam."""
    return begin(choices(questions), Random(7), exam=True)


def choices(questions: dict[str, Question]) -> list[Question]:
    """Three choices, the second with its options fixed."""
    return [questions[id] for id in ("bridge-in-may", "when-written", "ferry-interest")]


def answered(round: Round, response: Response, certainty: int = 2) -> Round:
    """The round after this answer."""
    return rounds.answer(round, Answer(response, Certainty(certainty)))


def test_a_round_needs_a_question() -> None:
    """A round without questions is refused."""
    with pytest.raises(ValueError, match="needs a question"):
        begin([], Random(7))


def test_points_follow_from_right_and_certainty(three: Round) -> None:
    """Right and sure earns 3, wrong and sure costs 6, and no answer counts 0."""
    assert (three.slot.right, three.slot.points, three.slot.share) == (None, 0, 0)
    right, wrong = answered(three, (0,), 3), answered(three, (1,), 3)
    assert (right.slot.right, right.slot.points, right.slot.share) == (True, 3, 1)
    assert (wrong.slot.right, wrong.slot.points, wrong.slot.share) == (False, -6, 0)


def test_answer_is_judged_once(exam: Round) -> None:
    """A judgement stays when its question is flagged, and another answer gets its own."""
    first = answered(exam, (1,), 3)
    judgement = first.slot.judgement
    assert judgement is not None
    assert rounds.flag(first).slot.judgement is judgement
    second = answered(first, (0,), 3)
    assert second.slot.judgement == Judgement(right=True, share=1, points=3, trust=0, doubt=0)


def test_explained_answer_cannot_change(three: Round) -> None:
    """An explained answer can neither be replaced nor skipped."""
    after = answered(three, (1,))
    assert after.shows_answer
    assert answered(after, (0,)) == after
    assert rounds.pass_over(after) == after


def test_skipped_question_costs_nothing_and_can_be_answered(three: Round) -> None:
    """A skipped question earns 0, is no longer open, and can still be answered."""
    skipped = rounds.pass_over(three)
    assert skipped.slot.skipped
    assert skipped.slot.points == 0
    assert skipped.open == (1, 2)
    after = answered(skipped, (0,))
    assert after.slot.right
    assert not after.slot.skipped


def test_flag_is_set_and_removed(three: Round) -> None:
    """Flagging a question twice leaves it as it was."""
    marked = rounds.flag(three)
    assert marked.slot.flagged
    assert rounds.flag(marked) == three


def test_look_at_the_sources_counts_before_the_answer_only(three: Round) -> None:
    """A look at the sources is noted before the answer, and no longer after it."""
    assert answered(rounds.look(three), (0,)).slot.looked
    after = answered(three, (0,))
    assert rounds.look(after) == after


def test_after_the_last_question_comes_the_first_open_one(three: Round) -> None:
    """From the last question the round goes to one left open, and then to the end."""
    at_last = rounds.go(three, 2)
    assert rounds.onward(answered(at_last, (0,))).at == 0
    first_done = answered(rounds.go(answered(at_last, (0,)), 0), (0,))
    at_last = rounds.go(first_done, 2)
    assert rounds.onward(at_last).at == 1
    over = rounds.onward(rounds.go(rounds.pass_over(rounds.go(at_last, 1)), 2))
    assert over.over


def test_going_stops_at_the_first_and_the_last_slot(three: Round) -> None:
    """Going back ends at the first slot, and an index beyond the ends is the nearest one."""
    assert rounds.back(rounds.onward(three)).at == 0
    assert rounds.back(three) == three
    assert rounds.go(three, 99).at == 2
    assert rounds.go(three, -99).at == 0


def test_exam_explains_only_at_its_end(exam: Round) -> None:
    """An answer in an exam isn't explained, and can change, until the exam is over."""
    first = answered(exam, (1,), 3)
    assert not first.shows_answer
    second = answered(first, (0,), 2)
    assert (second.slot.right, second.slot.points) == (True, 2)
    over = rounds.finish(second)
    assert over.shows_answer
    assert answered(over, (1,)) == over


def test_question_left_out_can_be_answered_after_the_end_but_not_of_an_exam(
    three: Round, exam: Round
) -> None:
    """Of a round that is over, it can still be answered; of an exam, it is explained."""
    over = rounds.finish(three)
    assert not over.shows_answer
    assert answered(over, (0,)).shows_answer
    over = rounds.finish(exam)
    assert over.shows_answer
    for step in (rounds.pass_over, rounds.look):
        assert step(over) == over
    assert answered(over, (0,)) == over


def test_answered_slots_are_those_with_an_answer(three: Round) -> None:
    """A skipped slot is neither answered nor open."""
    round = rounds.onward(answered(three, (0,)))
    round = rounds.onward(rounds.pass_over(round))
    assert [slot.question.id for slot in round.answered] == ["bridge-in-may"]
    assert round.open == (2,)


@given(steps=st.lists(st.sampled_from(sorted(STEPS)), max_size=30), is_exam=st.booleans())
def test_a_round_is_a_value(
    questions: dict[str, Question], steps: list[str], is_exam: bool
) -> None:
    """Every step makes a new round, leaves the one before as it was, and both can be saved."""
    round = begin(choices(questions), Random(7), exam=is_exam)
    for step in steps:
        before = msgspec.json.encode(round)
        after = STEPS[step](round)
        assert msgspec.json.encode(round) == before
        assert msgspec.json.decode(msgspec.json.encode(after), type=Round) == after
        assert 0 <= after.at < 3
        assert [slot.question for slot in after.slots] == [slot.question for slot in round.slots]
        if round.shows_answer:
            assert after.slots[round.at].answer == round.slot.answer
        round = after


@given(seed=st.integers(0, 2**32))
def test_a_seed_repeats_the_arrangement(bank: Bank, seed: int) -> None:
    """Two rounds of one seed show everything in the same order."""
    assert begin(bank.questions, Random(seed)) == begin(bank.questions, Random(seed))


def test_a_round_counts_its_answers(questions: dict[str, Question]) -> None:
    """What is right, what is partly right, and the marks; what was left out counts for nothing."""
    asked = [questions[id] for id in ("bridge-in-may", "page-tells", "the-hedge")]
    round = begin(asked, Random(1))
    round = rounds.onward(rounds.answer(round, Answer((0,), Certainty.SURE)))
    round = rounds.onward(rounds.answer(round, Answer((0,), Certainty.FAIRLY)))
    assert (round.right, round.share, round.points) == (1, 1.5, 3)
    assert (len(round.answered), round.left_out) == (2, (2,))
