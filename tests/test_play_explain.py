"""Feedback: the verdict on an answer, and what is said of each option."""

from collections.abc import Iterator
from random import Random

import msgspec
import pytest
from msgspec.structs import replace

from quiz.bank.kinds import OTHER, RIGHT, WRONG, Feedback, Question, Response, Spot
from quiz.play import round as rounds
from quiz.play.explain import explained, places_for_ears, verdict
from quiz.play.mark import Certainty, points
from quiz.play.round import Answer, Slot, begin
from quiz.play.stakes import points_in_words, signed, signed_marks


def slot(question: Question, response: Response, certainty: Certainty = Certainty.FAIRLY) -> Slot:
    """A slot with this answer, its options shuffled."""
    return rounds.answer(begin([question], Random(7)), Answer(response, certainty)).slot


def feedback(answered: Slot) -> Iterator[Feedback]:
    """The feedback on an answered slot, option by option."""
    assert answered.answer
    return answered.question.feedback(answered.answer.response, answered.arrangement)


def signs(answered: Slot) -> dict[str, tuple[str, str]]:
    """The sign of each line of feedback, and its label or note, by its text."""
    return {each.text: (each.sign, each.label or each.note) for each in feedback(answered)}


@pytest.mark.parametrize(
    ("id", "response", "certainty", "line"),
    [
        ("bridge-in-may", (0,), Certainty.SURE, "✓ Right · sure · +3"),
        ("bridge-in-may", (1,), Certainty.SURE, "✗ Wrong · sure · −6"),
        ("bridge-in-may", (1,), Certainty.GUESS, "✗ Wrong · a guess · 0"),
        ("page-tells", (0,), Certainty.FAIRLY, "◐ Partly right, 1 of 2 found · fairly sure · 0"),
        (
            "fact-or-forecast",
            (0, 0, 1),
            Certainty.GUESS,
            "◐ Partly right, 2 of 3 lines right · a guess · +0.7",
        ),
        (
            "page-tells",
            (0, 1, 2),
            Certainty.SURE,
            "◐ Partly right, 2 of 2 found, but 1 wrong cancels one · sure · −1.5",
        ),
        (
            "least-to-most",
            (0, 2, 1),
            Certainty.GUESS,
            "◐ Partly right, 2 of 3 pairs in order · a guess · +0.7",
        ),
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


@pytest.mark.parametrize(
    ("text", "heard"),
    [
        ("In ¶6 and ¶12.", "In paragraph 6 and paragraph 12."),
        ("a) ¶2 and ¶5", "a) Paragraph 2 and paragraph 5"),
        ("It's bold. ¶4 isn't (nor ¶5).", "It's bold. Paragraph 4 isn't (nor paragraph 5)."),
        ("So it ends\n  ¶7 and no more", "So it ends\n  Paragraph 7 and no more"),
        ("¶ alone, 6", "¶ alone, 6"),
    ],
)
def test_paragraphs_have_one_name_for_those_who_listen(text: str, heard: str) -> None:
    """A sign for a paragraph is read as the exhibits name it, with a capital where it begins."""
    assert places_for_ears(text) == heard


def test_verdict_leaves_out_a_count_that_does_not_fit(questions: dict[str, Question]) -> None:
    """Where there is no room, the verdict has one of the two, then certainty in a word."""
    answered = slot(questions["fact-or-forecast"], (0, 0, 1))
    assert verdict(answered, 80).startswith("◐ Partly right, 2 of 3 lines right · fairly sure")
    assert verdict(answered, 50).startswith("◐ 2 of 3 lines right · fairly sure")
    assert verdict(answered, 38).startswith("◐ Partly right · fairly sure")
    assert verdict(answered, 30).startswith("◐ Partly right · fairly ·")


def test_points_are_shown_with_their_sign() -> None:
    """A gain has a plus, a loss a typographic minus, and 0 neither."""
    assert [signed(number) for number in (3, 0, -6)] == ["+3", "0", "−6"]


@pytest.mark.parametrize(
    ("number", "shown", "marks", "heard"),
    [
        (points(0.8, Certainty.SURE), "+1.2", "+1.2 marks", "1.2 marks"),
        (points(4 / 9, Certainty.SURE), "−2", "−2 marks", "minus 2 marks"),
        (points(1 / 3, Certainty.FAIRLY), "−0.7", "−0.7 marks", "minus 0.7 marks"),
        (points(2 / 3, Certainty.SURE), "0", "0 marks", "0 marks"),
        (0.25, "+0.3", "+0.3 marks", "0.3 marks"),
        (-0.04, "0", "0 marks", "0 marks"),
        (-0.96, "−1", "−1 mark", "minus 1 mark"),
        (1.0, "+1", "+1 mark", "1 mark"),
        (-1234.5, "−1,234.5", "−1,234.5 marks", "minus 1,234.5 marks"),
    ],
)
def test_points_have_one_decimal_unless_they_are_whole(
    number: float, shown: str, marks: str, heard: str
) -> None:
    """Points in part are rounded to one decimal, half away from zero, and the noun fits."""
    assert (signed(number), signed_marks(number), points_in_words(number)) == (shown, marks, heard)


def test_feedback_on_a_choice_covers_every_option(questions: dict[str, Question]) -> None:
    """The picked and the right option are labelled, and each option has its reason."""
    answered = slot(questions["bridge-in-may"], (1,))
    assert signs(answered) == {
        "The mayor expects it in May.": (RIGHT, "Correct answer"),
        "The bridge will open in May.": (WRONG, "Your answer"),
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
        "Who wrote the report": (RIGHT, "Right"),
        "On which day it ran": (RIGHT, "Right, but not picked"),
        "When the picture was taken": (WRONG, "Not this one"),
        "Who built the footbridge": (OTHER, ""),
    }


def test_feedback_on_a_sort_names_the_right_label(questions: dict[str, Question]) -> None:
    """A row under a wrong label says which one it had and which is right."""
    assert signs(slot(questions["fact-or-forecast"], (0, 0, 1))) == {
        "The railings are not ordered.": (RIGHT, "Fact"),
        "The bridge should open in May.": (WRONG, "Forecast"),
        "The ferry will lose its passengers.": (RIGHT, "Forecast"),
    }


def test_feedback_on_a_sort_says_which_label_a_row_had(questions: dict[str, Question]) -> None:
    """Only a row under a wrong label says so."""
    notes = {each.note for each in feedback(slot(questions["fact-or-forecast"], (0, 0, 1)))}
    assert notes == {"", "you said “Fact”"}


def test_feedback_on_an_order_is_in_the_right_order(questions: dict[str, Question]) -> None:
    """Steps come in the right order, each with the position that the reader gave it."""
    steps = list(feedback(slot(questions["least-to-most"], (1, 2, 0))))
    assert [(each.sign, each.text[:2], each.note) for each in steps] == [
        (WRONG, "1.", "you put it 3rd"),
        (WRONG, "2.", "you put it 1st"),
        (WRONG, "3.", "you put it 2nd"),
    ]
    right, _, swapped = feedback(slot(questions["least-to-most"], (0, 2, 1)))
    assert (right.sign, right.note, swapped.note) == (RIGHT, "", "you put it 2nd")


def test_feedback_on_a_spot_leaves_out_plain_text(questions: dict[str, Question]) -> None:
    """Feedback covers the parts that can be picked, and not the words between."""
    assert signs(slot(questions["the-hedge"], (2,))) == {
        "brave,": (OTHER, ""),
        "an engineer": (WRONG, "Your answer"),
        "is said to have said,": (RIGHT, "This was it"),
        "not ordered.": (OTHER, ""),
    }


def test_what_a_spot_asks_for_is_found_and_not_called_right(
    questions: dict[str, Question],
) -> None:
    """The words to find may say something false, so they are said to be found."""
    question = questions["the-hedge"]
    assert isinstance(question, Spot)
    assert signs(slot(question, question.key))["is said to have said,"] == (RIGHT, "Found it")
    parts = tuple(
        replace(each, right=each.text == "brave," or each.right) for each in question.parts
    )
    two = replace(question, parts=parts)
    told = signs(slot(two, question.key))
    assert told["is said to have said,"] == (RIGHT, "Found it")
    assert told["brave,"] == (RIGHT, "Missed")


def test_feedback_repeats_a_typed_answer(questions: dict[str, Question]) -> None:
    """A typed answer is repeated, followed by the first accepted form where that differs."""
    question = questions["which-month"]
    assert list(feedback(slot(question, "June"))) == [
        Feedback(WRONG, "June", label="Your answer"),
        Feedback(RIGHT, "May", label="Correct answer"),
    ]
    assert list(feedback(slot(question, "in may!"))) == [
        Feedback(RIGHT, "in may!", label="Your answer"),
        Feedback(RIGHT, "May", label="We'd write"),
    ]
    assert list(feedback(slot(question, "may"))) == [Feedback(RIGHT, "may", label="Your answer")]


HABIT = "Say it no surer than they did."

FIRST = {
    "a choice, wrong": (
        "bridge-in-may",
        (1,),
        {
            "✗ Your answer: The bridge will open in May.",
            "✓ Correct answer: The mayor expects it in May.",
        },
    ),
    "a choice, right": ("bridge-in-may", (0,), {"✓ Your answer: The mayor expects it in May."}),
    "a multi, partly right": (
        "page-tells",
        (0, 2),
        {
            "✗ Not this one: When the picture was taken",
            "✓ Right: Who wrote the report",
            "✓ Right, but not picked: On which day it ran",
        },
    ),
    "a spot, wrong": (
        "the-hedge",
        (2,),
        {"✗ Your answer: an engineer", "✓ This was it: is said to have said,"},
    ),
    "a short, wrong": ("which-month", "June", {"✗ Your answer: June", "✓ Correct answer: May"}),
}
"""Outcome → the question, the response, and what comes first."""


@pytest.mark.parametrize(("id", "response", "lines"), FIRST.values(), ids=FIRST)
def test_first_come_wrong_picks_then_what_is_right(
    questions: dict[str, Question], id: str, response: Response, lines: set[str]
) -> None:
    """What was picked wrongly comes before what is right, and the other options under more."""
    about = explained(slot(questions[id], response), HABIT)
    assert {f"{each.sign} {each.label}: {each.text}" for each in about.first} == lines
    signs = [each.sign for each in about.first]
    assert signs == sorted(signs, key=lambda sign: sign != WRONG)
    assert {each.sign for each in about.others} <= {OTHER}
    assert len(about.first) + len(about.others) == len(
        list(feedback(slot(questions[id], response)))
    )


@pytest.mark.parametrize(
    ("id", "label"),
    [
        ("bridge-in-may", "Correct answer"),
        ("page-tells", "Correct answer"),
        ("the-hedge", "This was it"),
        ("which-month", "Correct answer"),
    ],
)
def test_what_was_left_out_is_explained_by_what_is_right(
    questions: dict[str, Question], id: str, label: str
) -> None:
    """Nothing is said to be the reader's own, and nobody was right not to pick something."""
    asked = questions[id]
    about = explained(Slot(asked, asked.arrange(Random(1))), HABIT)
    assert {(each.sign, each.label) for each in about.first} == {(RIGHT, label)}
    assert about.others_title == "Tempting, but wrong"
    assert not about.brief


def test_the_explanation_comes_first_where_nothing_else_says_why(
    questions: dict[str, Question],
) -> None:
    """A typed answer has no reasons of its own; elsewhere the explanation waits under more."""
    typed, picked = questions["which-month"], questions["bridge-in-may"]
    about = explained(slot(typed, "June"), HABIT)
    assert (about.why, about.more) == (typed.explanation, "")
    about = explained(slot(picked, (1,)), HABIT)
    assert (about.why, about.more) == ("", picked.explanation)


@pytest.mark.parametrize("id", ["fact-or-forecast", "least-to-most"])
def test_rows_keep_their_places_and_only_wrong_ones_have_reasons(
    questions: dict[str, Question], id: str
) -> None:
    """Each row comes first with its sign; the reasons of the right ones come under more."""
    question = questions[id]
    response = {"fact-or-forecast": (0, 0, 1), "least-to-most": (0, 2, 1)}[id]
    answered = slot(question, response)
    about, every = explained(answered, HABIT), list(feedback(answered))
    assert [each.text for each in about.first] == [each.text for each in every]
    assert all(bool(each.why) == (each.sign == WRONG) for each in about.first)
    assert about.others == tuple(each for each in every if each.sign == RIGHT)
    right = explained(slot(question, question.key), HABIT)
    assert (right.why, right.more) == (question.explanation, "")


@pytest.mark.parametrize("certainty", Certainty)
def test_only_right_and_sure_is_brief(questions: dict[str, Question], certainty: Certainty) -> None:
    """A reader who was right and sure is told little; one who wasn't is told everything."""
    question = questions["bridge-in-may"]
    assert explained(slot(question, (0,), certainty), HABIT).brief is (certainty == Certainty.SURE)
    assert not explained(slot(question, (1,), certainty), HABIT).brief


@pytest.mark.parametrize(
    ("id", "title"),
    [
        ("bridge-in-may", "Tempting, but wrong"),
        ("the-hedge", "Tempting, but wrong"),
        ("page-tells", "You were right not to pick these"),
        ("fact-or-forecast", "Why these are right"),
    ],
)
def test_the_others_have_a_title_that_fits(
    questions: dict[str, Question], id: str, title: str
) -> None:
    """Where one is right the others tempt; where several are, they were left out."""
    question = questions[id]
    assert explained(slot(question, question.key), HABIT).others_title == title


def test_a_question_can_have_a_take_away_of_its_own(questions: dict[str, Question]) -> None:
    """The habit of the skill is taken away unless the question has its own."""
    question = questions["bridge-in-may"]
    assert explained(slot(question, (0,)), HABIT).take_away == HABIT
    own = msgspec.structs.replace(question, habit="Wait for June.")
    assert explained(slot(own, (0,)), HABIT).take_away == "Wait for June."


def test_an_explanation_says_when_it_held(questions: dict[str, Question]) -> None:
    """What may have changed since is dated."""
    question = msgspec.structs.replace(questions["bridge-in-may"], as_of="2031-07")
    assert explained(slot(question, (1,)), HABIT).more.endswith("[2].\n\nAs of July 2031.")
