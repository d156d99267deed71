"""The end of a round in words."""

from random import Random

import pytest

from quiz.bank.kinds import Question, numbers
from quiz.bank.model import Bank
from quiz.play.explain import spoken
from quiz.play.mark import Certainty
from quiz.play.round import Answer, Round, answer, begin, finish, onward
from quiz.record.ending import ending, score

GUESS, SURE = Certainty.GUESS, Certainty.SURE
RIGHT = {"bridge-in-may": (0,), "ferry-interest": (0,), "the-hedge": (0,)}


def ended(questions: dict[str, Question], *answers: tuple[bool, Certainty] | None) -> Round:
    """A finished round of choices; each answer is right or wrong, or None where one is left out."""
    round = begin([questions[id] for id in RIGHT][: len(answers)], Random(1))
    for each in answers:
        if each:
            question = round.slot.question
            (key,) = numbers(question.key)
            round = answer(round, Answer((key if each[0] else 1 - key,), each[1]))
        round = onward(round)
    return finish(round)


@pytest.mark.parametrize(
    ("answers", "missed", "well"),
    [
        ([(True, SURE), (True, SURE)], (), "You got both right, and were sure of every one."),
        ([(True, SURE), (True, GUESS)], (), "You got both right."),
        (
            [(True, GUESS), (False, GUESS)],
            ("bridge-in-may",),
            "You got one right that you'd missed",
        ),
        ([(True, GUESS), (False, GUESS)], ("ferry-interest",), "You got 1 of 2 right."),
        ([(False, GUESS), (False, GUESS)], (), "You never said “sure” when you were wrong"),
        ([(False, SURE), None], (), "You stayed to the end"),
        ([None, None], (), "You had a look at them"),
    ],
)
def test_what_went_well(
    bank: Bank,
    questions: dict[str, Question],
    answers: list[tuple[bool, Certainty] | None],
    missed: tuple[str, ...],
    well: str,
) -> None:
    """The sentence names the best that is true, and never what went wrong."""
    assert ending(bank, ended(questions, *answers), missed, "", "").well.startswith(well)


def test_what_to_do_next(bank: Bank, questions: dict[str, Question]) -> None:
    """First what went wrong, or else what was left out, then a round on a skill."""
    wrong, right = (False, SURE), (True, SURE)
    several = ending(
        bank, ended(questions, right, wrong, wrong), (), "Source, which is new to you", ""
    )
    assert several.reopen == 1
    assert several.next.startswith("Next, look again at the 2 that went wrong, then try a round on")
    assert several.next.endswith(" then try a round on Source, which is new to you.")
    title = questions["ferry-interest"].name
    one = ending(bank, ended(questions, None, wrong), (), "Source, which is new to you", "")
    assert one.next.startswith(f"Next, look again at “{title}”, then")
    left_out = ending(bank, ended(questions, right, None), (), "Source, which is new to you", "")
    assert (left_out.reopen, left_out.next.split(",")[1]) == (1, f" come back to “{title}”")
    every = ending(bank, ended(questions, right), (), "Source, which is new to you", "")
    assert every.next == "Next, try a round on Source, which is new to you."


def test_marks_of_the_most_possible(questions: dict[str, Question]) -> None:
    """What could be earned counts all that was asked, also what was left out."""
    parts = score(ended(questions, (True, SURE), (False, SURE), None), spoken)
    assert [*parts] == ["minus 3 of 9 marks", "1 of 2 right", "1 left out"]
