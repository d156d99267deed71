"""What an answer is told to have been."""

from random import Random

import pytest

from quiz.bank.kinds import OTHER, RIGHT, WRONG, Feedback, Question, Response
from quiz.play import round as rounds
from quiz.play.explain import feedback, signed, verdict
from quiz.play.mark import Certainty
from quiz.play.round import Answer, Slot, begin


def slot(question: Question, response: Response, certainty: Certainty = Certainty.FAIRLY) -> Slot:
    """A question answered, its options shown in some order."""
    return rounds.answer(begin([question], Random(7)), Answer(response, certainty)).slot


def signs(answered: Slot) -> dict[str, tuple[str, str]]:
    """The sign and the note of each thing told, by its text."""
    return {each.text: (each.sign, each.note) for each in feedback(answered)}


@pytest.mark.parametrize(
    ("id", "response", "certainty", "line"),
    [
        ("bridge-in-may", (0,), Certainty.SURE, "✓ Right · sure · +3"),
        ("bridge-in-may", (1,), Certainty.SURE, "✗ Wrong · sure · −6"),
        ("bridge-in-may", (1,), Certainty.GUESS, "✗ Wrong · a guess · 0"),
        ("page-tells", (0,), Certainty.FAIRLY, "✗ Partly right · fairly sure · −2"),
        ("fact-or-forecast", (0, 0, 1), Certainty.GUESS, "✗ Partly right · a guess · 0"),
        ("which-month", "May", Certainty.FAIRLY, "✓ Right · fairly sure · +2"),
    ],
)
def test_the_first_line_says_all(
    questions: dict[str, Question],
    id: str,
    response: Response,
    certainty: Certainty,
    line: str,
) -> None:
    """The verdict tells right or not by sign and word, the sureness, and what it earned."""
    assert verdict(slot(questions[id], response, certainty)) == line


def test_marks_are_shown_with_their_sign() -> None:
    """A gain has a plus, a loss a minus of its own width, nothing has neither."""
    assert [signed(number) for number in (3, 0, -6)] == ["+3", "0", "−6"]


def test_every_option_of_a_choice_is_told(questions: dict[str, Question]) -> None:
    """The option picked and the right one are named so; each has its reason."""
    answered = slot(questions["bridge-in-may"], (1,))
    assert signs(answered) == {
        "The mayor expects it in May.": (RIGHT, "right"),
        "The bridge will open in May.": (WRONG, "your answer"),
        "Its opening is a mere guess.": (OTHER, ""),
    }
    assert all(each.why for each in feedback(answered))


def test_options_are_told_as_they_were_shown(questions: dict[str, Question]) -> None:
    """The explanation keeps the order that the reader saw."""
    answered = slot(questions["bridge-in-may"], (0,))
    texts = [answered.question.options[n].text for n in answered.arrangement]  # type: ignore[union-attr] # a choice
    assert [each.text for each in feedback(answered)] == texts


def test_a_multi_tells_what_was_missed(questions: dict[str, Question]) -> None:
    """What should have been picked, what should not, and what was rightly left alone."""
    assert signs(slot(questions["page-tells"], (0, 2))) == {
        "Who wrote the report": (RIGHT, "your answer"),
        "On which day it ran": (RIGHT, "missed"),
        "When the picture was taken": (WRONG, "your answer"),
        "Who built the footbridge": (OTHER, ""),
    }


def test_a_sort_tells_the_label_that_fits(questions: dict[str, Question]) -> None:
    """A row under another label says which one fits, and which one it had."""
    assert signs(slot(questions["fact-or-forecast"], (0, 0, 1))) == {
        "The railings are not ordered.": (RIGHT, "Fact"),
        "The bridge should open in May.": (WRONG, "you said “Fact”; it is “Forecast”"),
        "The ferry will lose its passengers.": (RIGHT, "Forecast"),
    }


def test_an_order_is_told_in_the_right_order(questions: dict[str, Question]) -> None:
    """Steps come as they should stand, with the place where the reader had them."""
    told_steps = list(feedback(slot(questions["least-to-most"], (1, 2, 0))))
    assert [(each.sign, each.text[:2], each.note) for each in told_steps] == [
        (WRONG, "1.", "you had it as 3"),
        (WRONG, "2.", "you had it as 1"),
        (WRONG, "3.", "you had it as 2"),
    ]
    right, _, swapped = feedback(slot(questions["least-to-most"], (0, 2, 1)))
    assert (right.sign, right.note, swapped.note) == (RIGHT, "", "you had it as 2")


def test_a_spot_tells_what_could_be_picked(questions: dict[str, Question]) -> None:
    """Each stretch that could be picked is told, and the words between are not."""
    assert signs(slot(questions["the-hedge"], (2,))) == {
        "brave,": (OTHER, ""),
        "an engineer": (WRONG, "your answer"),
        "is said to have said,": (RIGHT, "missed"),
        "not ordered.": (OTHER, ""),
    }


def test_a_typed_answer_is_told_as_it_was_typed(questions: dict[str, Question]) -> None:
    """It is repeated, with the first accepted word under it where that is not the same."""
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
