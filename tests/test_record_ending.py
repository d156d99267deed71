"""The end of a round in words."""

from random import Random

import pytest

from quiz.bank.kinds import Question, numbers
from quiz.bank.model import Bank
from quiz.play.explain import spoken
from quiz.play.mark import Certainty
from quiz.play.round import Answer, Round, answer, begin, finish, onward
from quiz.record.ending import comes_back, ending, marks, score

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
        ([(True, GUESS), (False, GUESS)], ("ferry-interest",), "You got “{first}” right."),
        ([(True, SURE), (False, GUESS)], (), "You were right to be sure about “{first}”."),
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
    well = well.format(first=questions["bridge-in-may"].name)
    assert ending(bank, ended(questions, *answers), missed, "").well.startswith(well)


def test_what_was_sure_and_wrong_is_said_first(bank: Bank, questions: dict[str, Question]) -> None:
    """It is named by its title, with what it cost, and Enter opens it."""
    wrong, guessed = (False, SURE), (False, GUESS)
    first, second, _ = (questions[id].name for id in RIGHT)
    found = ending(bank, ended(questions, guessed, wrong), (), "")
    assert found.cost == f"You were sure about “{second}”, and it cost 6 marks."
    assert found.reopen == 1
    found = ending(bank, ended(questions, wrong, guessed, wrong), (), "")
    assert found.cost == f"You were sure about “{first}” and one more, and they cost 12 marks."
    assert ending(bank, ended(questions, guessed, (True, SURE)), (), "").cost == ""


def test_the_dearest_mistake_is_named_and_opened(
    bank: Bank, questions: dict[str, Question]
) -> None:
    """Wrong comes before partly right: in the sentence, at the cursor, and in what to do next."""
    multi, choice = questions["page-tells"], questions["bridge-in-may"]
    (key,) = numbers(choice.key)
    for given in ([multi, choice], [choice, multi]):
        round = begin(given, Random(1))
        for question in given:
            picked = multi.key[:1] if question is multi else (1 - key,)
            round = onward(answer(round, Answer(picked, SURE)))
        found, title = ending(bank, finish(round), (), "", key="↵"), choice.name
        assert found.cost == f"You were sure about “{title}” and one more, and they cost 7.5 marks."
        assert found.next == f"Next, look again at “{title}” (↵)."
        assert found.reopen == given.index(choice)


def test_what_to_look_at_again_has_its_key(bank: Bank, questions: dict[str, Question]) -> None:
    """That is a key on a screen, and in lines the numbers of the questions."""
    round = ended(questions, (False, SURE), (True, SURE), (False, GUESS))
    look = "Next, look again at the 2 that went wrong"
    assert ending(bank, round, (), "", key="↵").next == f"{look} (↵)."
    assert ending(bank, round, (), "").next == f"{look} (1, 3)."


def test_what_to_remember(bank: Bank, questions: dict[str, Question]) -> None:
    """The lines to remember are of what cost most, and else of what was least sure."""
    habits = [questions[id].habit or bank.skills[questions[id].skill].habit for id in RIGHT]
    assert len(set(habits)) == 2
    assert habits[0] != habits[1]
    for answers, expected in (
        ([(True, SURE), (False, SURE)], [habits[1], habits[0]]),
        ([(True, GUESS), (True, SURE)], [habits[0], habits[1]]),
        ([(True, SURE), None], [habits[0]]),
        ([None], []),
    ):
        assert [*ending(bank, ended(questions, *answers), (), "").remember] == expected


def test_what_to_do_next(bank: Bank, questions: dict[str, Question]) -> None:
    """First what went wrong, or else what was left out, then a round on a skill."""
    wrong, right = (False, SURE), (True, SURE)
    several = ending(
        bank, ended(questions, right, wrong, wrong), (), "Source (n), which is new to you"
    )
    assert several.reopen == 1
    assert several.next.startswith("Next, look again at the 2 that went wrong (2, 3), then")
    assert several.next.endswith(" then try a round on Source (n), which is new to you.")
    title = questions["ferry-interest"].name
    one = ending(bank, ended(questions, None, wrong), (), "Source (n), which is new to you")
    assert one.next.startswith(f"Next, look again at “{title}” (2), then")
    left_out = ending(bank, ended(questions, right, None), (), "Source (n), which is new to you")
    assert (left_out.reopen, left_out.next.split(",")[1]) == (1, f" come back to “{title}” (2)")
    every = ending(bank, ended(questions, right), (), "Source (n), which is new to you")
    assert every.next == "Next, try a round on Source (n), which is new to you."

    assert ending(bank, ended(questions, right), (), "").next == "Next, try another round (n)."
    assert ending(bank, ended(questions, None, wrong), (), "").next == (
        f"Next, look again at “{title}” (2)."
    )


def test_marks_of_the_most_possible(questions: dict[str, Question]) -> None:
    """What could be earned counts all that was asked; beside it is what guesses would earn."""
    round = ended(questions, (True, SURE), (False, SURE), None)
    would = "With “guess” every time, it would have been 1."
    assert marks(round, spoken) == f"minus 3 of 9 marks. {would}"
    assert [*score(round)] == ["1 of 2 right", "1 left out"]
    assert marks(ended(questions, (True, GUESS)), spoken) == "1 of 3 marks."
    assert marks(ended(questions, None), spoken) == ""


def test_what_comes_back_is_named(questions: dict[str, Question]) -> None:
    """Up to three of the round's questions are named, and why one that was right comes back."""
    slots = ended(questions, (True, GUESS), (False, SURE), (False, SURE)).slots
    first, second, third = (f"“{questions[id].name}”" for id in RIGHT)
    guess = f" {first} was right, but a guess."
    assert comes_back(slots, 5, "tomorrow") == (
        f"5 questions come back tomorrow, {second}, {third} and {first} among them.{guess}"
    )
    assert comes_back(slots[:1], 1, "tomorrow") == f"{first} comes back tomorrow.{guess}"
    assert comes_back(slots[1:], 2, "tomorrow") == f"{second} and {third} come back tomorrow."
    assert comes_back((), 1, "tomorrow") == "1 question comes back tomorrow."
