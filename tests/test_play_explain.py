"""Feedback: the verdict on an answer, and what is said of each option."""

from random import Random

import pytest

from quiz.bank.kinds import OTHER, RIGHT, WRONG, Feedback, Question, Response
from quiz.play import round as rounds
from quiz.play.explain import feedback, signed, verdict
from quiz.play.mark import Certainty
from quiz.play.round import Answer, Slot, begin


def slot(question: Question, response: Response, certainty: Certainty = Certainty.FAIRLY) -> Slot:
    """A slot with this answer, its options shuffled."""
    return rounds.answer(begin([question], Random(7)), Answer(response, certainty)).slot


def signs(answered: Slot) -> dict[str, tuple[str, str]]:
    """The sign and the note of each line of feedback, by its text."""
    return {each.text: (each.sign, each.note) for each in feedback(answered)}


@pytest.mark.parametrize(
    ("id", "response", "certainty", "line"),
    [
        ("bridge-in-may", (0,), Certainty.SURE, "✓ Right · sure · +3"),
        ("bridge-in-may", (1,), Certainty.SURE, "✗ Wrong · sure · −6"),
        ("bridge-in-may", (1,), Certainty.GUESS, "✗ Wrong · a guess · 0"),
        ("page-tells", (0,), Certainty.FAIRLY, "◐ 1 of 2 found · fairly sure · −2"),
        ("fact-or-forecast", (0, 0, 1), Certainty.GUESS, "◐ 2 of 3 lines right · a guess · 0"),
        ("page-tells", (0, 1, 2), Certainty.GUESS, "◐ 2 of 2 found, 1 wrong · a guess · 0"),
        ("least-to-most", (0, 2, 1), Certainty.GUESS, "◐ 2 of 3 pairs in order · a guess · 0"),
        ("which-month", "May", Certainty.FAIRLY, "✓ Right · fairly sure · +2"),
    ],
)
def test_verdict_says_right_or_wrong_how_sure_and_the_marks(
    questions: dict[str, Question],
    id: str,
    response: Response,
    certainty: Certainty,
    line: str,
) -> None:
    """The verdict has a sign, says how much is right, the certainty and the points."""
    assert verdict(slot(questions[id], response, certainty)) == line


def test_verdict_leaves_out_a_count_that_does_not_fit(questions: dict[str, Question]) -> None:
    """Where there is no room for how much is right, the verdict says "partly right" alone."""
    answered = slot(questions["fact-or-forecast"], (0, 0, 1))
    assert verdict(answered, 80).startswith("◐ 2 of 3 lines right · fairly sure")
    assert verdict(answered, 38).startswith("◐ Partly right · fairly sure")


def test_points_are_shown_with_their_sign() -> None:
    """A gain has a plus, a loss a typographic minus, and 0 neither."""
    assert [signed(number) for number in (3, 0, -6)] == ["+3", "0", "−6"]


def test_feedback_on_a_choice_covers_every_option(questions: dict[str, Question]) -> None:
    """The picked and the right option are labelled, and each option has its reason."""
    answered = slot(questions["bridge-in-may"], (1,))
    assert signs(answered) == {
        "The mayor expects it in May.": (RIGHT, "right"),
        "The bridge will open in May.": (WRONG, "your answer"),
        "Its opening is a mere guess.": (OTHER, ""),
    }
    assert all(each.why for each in feedback(answered))


def test_feedback_keeps_the_order_of_the_options(questions: dict[str, Question]) -> None:
    """Feedback lists the options in the order in which they were shown."""
    answered = slot(questions["bridge-in-may"], (0,))
    texts = [answered.question.options[n].text for n in answered.arrangement]  # type: ignore[union-attr] # a choice
    assert [each.text for each in feedback(answered)] == texts


def test_feedback_on_a_multi_names_missed_options(questions: dict[str, Question]) -> None:
    """Feedback tells missed, wrong and rightly left options apart."""
    assert signs(slot(questions["page-tells"], (0, 2))) == {
        "Who wrote the report": (RIGHT, "your answer"),
        "On which day it ran": (RIGHT, "missed"),
        "When the picture was taken": (WRONG, "your answer"),
        "Who built the footbridge": (OTHER, ""),
    }


def test_feedback_on_a_sort_names_the_right_label(questions: dict[str, Question]) -> None:
    """A row under a wrong label says which one it had and which is right."""
    assert signs(slot(questions["fact-or-forecast"], (0, 0, 1))) == {
        "The railings are not ordered.": (RIGHT, "Fact"),
        "The bridge should open in May.": (WRONG, "you said “Fact”; it is “Forecast”"),
        "The ferry will lose its passengers.": (RIGHT, "Forecast"),
    }


def test_feedback_on_an_order_is_in_the_right_order(questions: dict[str, Question]) -> None:
    """Steps come in the right order, each with the position that the reader gave it."""
    steps = list(feedback(slot(questions["least-to-most"], (1, 2, 0))))
    assert [(each.sign, each.text[:2], each.note) for each in steps] == [
        (WRONG, "1.", "you had it as 3"),
        (WRONG, "2.", "you had it as 1"),
        (WRONG, "3.", "you had it as 2"),
    ]
    right, _, swapped = feedback(slot(questions["least-to-most"], (0, 2, 1)))
    assert (right.sign, right.note, swapped.note) == (RIGHT, "", "you had it as 2")


def test_feedback_on_a_spot_leaves_out_plain_text(questions: dict[str, Question]) -> None:
    """Feedback covers the parts that can be picked, and not the words between."""
    assert signs(slot(questions["the-hedge"], (2,))) == {
        "brave,": (OTHER, ""),
        "an engineer": (WRONG, "your answer"),
        "is said to have said,": (RIGHT, "missed"),
        "not ordered.": (OTHER, ""),
    }


def test_feedback_repeats_a_typed_answer(questions: dict[str, Question]) -> None:
    """A typed answer is repeated, followed by the first accepted form where that differs."""
    question = questions["which-month"]
    assert list(feedback(slot(question, "June"))) == [
        Feedback(WRONG, "June", "your answer", ""),
        Feedback(RIGHT, "May", "right", ""),
    ]
    assert list(feedback(slot(question, "in may!"))) == [
        Feedback(RIGHT, "in may!", "your answer", ""),
        Feedback(RIGHT, "May", "right", ""),
    ]
    assert list(feedback(slot(question, "may"))) == [Feedback(RIGHT, "may", "your answer", "")]
