"""Judging: right, partly right and wrong responses to each kind, and the points they earn."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.bank.kinds import Choice, Multi, Option, Question, Response, Short, numbers
from quiz.play.mark import BEST_WITHIN, Certainty, Judgement, judge, points, total
from quiz.play.stakes import whole


def judged(question: Question, response: Response) -> Judgement:
    """The judgement of a sure answer."""
    return judge(question, response, Certainty.SURE)


def leanings(question: Question, response: Response) -> tuple[int, int]:
    """The picked options that lean to trust, and those that lean to doubt."""
    judgement = judged(question, response)
    return judgement.trust, judgement.doubt


@pytest.mark.parametrize(
    ("id", "response"),
    [
        ("bridge-in-may", (0,)),
        ("page-tells", (0, 1)),
        ("fact-or-forecast", (0, 1, 1)),
        ("least-to-most", (0, 1, 2)),
        ("the-hedge", (3,)),
        ("which-month", "May"),
    ],
)
def test_the_key_of_each_kind_is_right(
    questions: dict[str, Question], id: str, response: Response
) -> None:
    """The key of every kind of question is wholly right."""
    assert questions[id].key == response
    assert judged(questions[id], response).right
    assert judged(questions[id], response).share == 1


@pytest.mark.parametrize(
    ("id", "response", "part"),
    [
        ("page-tells", (0,), 1 / 2),  # one of two
        ("page-tells", (0, 1, 2), 1 / 2),  # two of two, less one that is wrong
        ("page-tells", (0, 1, 2, 3), 0),  # everything is no answer
        ("fact-or-forecast", (0, 0, 1), 2 / 3),
        ("least-to-most", (0, 2, 1), 2 / 3),  # two of three pairs
        ("the-hedge", (2, 3), 0),
    ],
)
def test_partly_right_response_is_wrong_with_a_share(
    questions: dict[str, Question], id: str, response: Response, part: float
) -> None:
    """Only a wholly right response is right; the share says how much of another is."""
    assert not judged(questions[id], response).right
    assert judged(questions[id], response).share == pytest.approx(part)


@pytest.mark.parametrize(
    ("id", "response"),
    [
        ("bridge-in-may", (1,)),
        ("page-tells", (2, 3)),
        ("fact-or-forecast", (1, 0, 0)),
        ("least-to-most", (2, 1, 0)),
        ("the-hedge", (1,)),
        ("which-month", "June"),
    ],
)
def test_wholly_wrong_response_has_no_share(
    questions: dict[str, Question], id: str, response: Response
) -> None:
    """A wholly wrong response to each kind has the share 0."""
    assert not judged(questions[id], response).right
    assert judged(questions[id], response).share == 0


@given(picked=st.sets(st.integers(0, 3)))
def test_share_is_1_for_the_key_alone(questions: dict[str, Question], picked: set[int]) -> None:
    """The share of any picks lies from 0 to 1, and is 1 for the key alone."""
    response = tuple(sorted(picked))
    judgement = judged(questions["page-tells"], response)
    assert 0 <= judgement.share <= 1
    assert (judgement.share == 1) == judgement.right == (response == (0, 1))


@given(order=st.permutations(range(3)))
def test_shares_of_an_order_and_its_reverse_add_up_to_1(
    questions: dict[str, Question], order: list[int]
) -> None:
    """Each pair of steps is right in an order or in its reverse."""
    there = questions["least-to-most"].share(tuple(order))
    back = questions["least-to-most"].share(tuple(reversed(order)))
    assert there + back == pytest.approx(1)


@pytest.mark.parametrize(
    ("certainty", "right", "wrong"),
    [(Certainty.GUESS, 1, 0), (Certainty.FAIRLY, 2, -2), (Certainty.SURE, 3, -6)],
)
def test_certainty_marks(certainty: Certainty, right: int, wrong: int) -> None:
    """A guess earns 1 or 0, fairly sure 2 or −2, sure 3 or −6."""
    assert points(1, certainty) == right
    assert points(0, certainty) == wrong


@pytest.mark.parametrize(
    ("certainty", "share", "earned"),
    [
        (Certainty.SURE, 4 / 5, 1.2),
        (Certainty.SURE, 0.1 + 0.2 + 0.3 + 0.2, 1.2),
        (Certainty.FAIRLY, 4 / 5, 1.2),
        (Certainty.GUESS, 4 / 5, 0.8),
        (Certainty.SURE, 2 / 3, 0.0),
        (Certainty.SURE, 1 / 2, -1.5),
        (Certainty.FAIRLY, 2 / 3, 2 / 3),
        (Certainty.GUESS, 1 / 3, 1 / 3),
    ],
)
def test_partly_right_earns_its_share(certainty: Certainty, share: float, earned: float) -> None:
    """Marks lie on the line from wrong to right, and their sum has no dust of binary fractions."""
    assert points(share, certainty) == pytest.approx(earned, abs=1e-12)
    assert str(total([points(share, certainty)] * 12)) == str(round(12 * earned, 6))


def test_nothing_is_not_less_than_nothing() -> None:
    """A sum that rounds to nothing has no minus, which JSON would show."""
    assert str(total([-1e-9])) == "0.0"


@given(share=st.floats(0, 1))
def test_each_certainty_is_best_where_help_says_so(share: float) -> None:
    """No other certainty earns more than the one that help names, for a share or for a chance."""

    def by_chance(certainty: Certainty) -> float:
        gain, loss = (points(right, certainty) for right in (1, 0))
        return share * gain + (1 - share) * loss

    best = max(points(share, certainty) for certainty in Certainty)
    for certainty, (low, high) in BEST_WITHIN.items():
        assert points(share, certainty) == pytest.approx(by_chance(certainty), abs=1e-6)
        if low <= share <= high:
            assert points(share, certainty) == pytest.approx(best, abs=1e-6)


@pytest.mark.parametrize(
    "typed",
    [
        "May",
        "may",
        "  MAY  ",
        "May.",
        "“May”",
        "(May)",
        "In  May",
        "the May",
        "‘may’…",
        "may 2031!",
    ],
)
def test_typed_answer_may_differ_in_case_and_marks(
    questions: dict[str, Question], typed: str
) -> None:
    """Case, outer punctuation, an article and doubled spaces don't make a typed answer wrong."""
    assert judged(questions["which-month"], typed).right


@pytest.mark.parametrize("typed", ["", " ", "the", "Maybe", "May June", "Ma y", "not May", "M.ay"])
def test_typed_answer_must_say_the_same(questions: dict[str, Question], typed: str) -> None:
    """A typed answer that says more, less or something else is wrong."""
    assert not judged(questions["which-month"], typed).right


@given(typed=st.text())
def test_any_text_can_be_typed(questions: dict[str, Question], typed: str) -> None:
    """Any text is judged right or wrong, with a share of 1 or 0."""
    judgement = judged(questions["which-month"], typed)
    assert judgement.share == float(judgement.right)


def test_apostrophe_may_be_straight_or_curly() -> None:
    """A straight apostrophe matches a curly one, inside a word and at its end."""
    question = Short(
        id="x", skill="y", stem="Who?", explanation="It says so.", accept=("the mayor’s office",)
    )
    assert judged(question, "Mayor's office").right
    assert judged(question, "THE MAYOR’S OFFICE").right


def test_leanings_of_picked_distractors_are_counted(questions: dict[str, Question]) -> None:
    """A judgement counts the picked options that lean to trust and to doubt."""
    assert leanings(questions["bridge-in-may"], (1,)) == (1, 0)
    assert leanings(questions["bridge-in-may"], (2,)) == (0, 1)
    assert leanings(questions["bridge-in-may"], (0,)) == (0, 0)
    assert leanings(questions["page-tells"], (1, 2, 3)) == (2, 0)
    assert leanings(questions["fact-or-forecast"], (1, 1, 1)) == (0, 0)


def test_typed_response_has_no_numbers() -> None:
    """Only a picked response has numbers; a typed or missing one has none."""
    assert numbers((2, 0)) == (2, 0)
    assert numbers("May") == numbers(None) == ()


def test_key_follows_the_right_option() -> None:
    """The key is the right option, wherever the file has it."""
    options = (Option("No", "It is not."), Option("Yes", "It is.", right=True))
    for kind in (Choice, Multi):
        question = kind(id="x", skill="y", stem="Is it?", explanation="It is.", options=options)
        assert question.key == (1,)


@pytest.mark.parametrize(
    ("id", "misfits"),
    [
        ("bridge-in-may", [(), (0, 1), (17,), (-1,), "a word"]),
        ("least-to-most", [(0, 1), (0, 0, 1), (1, 2, 3)]),
        ("fact-or-forecast", [(0,), (9, 9, 9)]),
        ("which-month", [(0,), ()]),
    ],
)
def test_impossible_response_does_not_fit(
    questions: dict[str, Question], id: str, misfits: list[Response]
) -> None:
    """A missing option, half an order, or a number in place of a word doesn't fit."""
    assert questions[id].fits(questions[id].key)
    assert not any(questions[id].fits(misfit) for misfit in misfits)


@pytest.mark.parametrize(
    ("marks", "rounded"), [(19.2, 19), (0.5, 1), (-0.4, 0), (-1.5, -2), (3.0, 3), (0.0, 0)]
)
def test_the_marks_of_several_answers_are_rounded_to_whole_ones(marks: float, rounded: int) -> None:
    """A half goes away from nought, whichever side it is on."""
    assert whole(marks) == rounded
