"""The end of a round in words."""

from random import Random

import pytest
from msgspec.structs import replace

from quiz.bank.kinds import Question, numbers
from quiz.bank.model import Bank
from quiz.play.mark import Certainty
from quiz.play.round import Answer, Round, answer, begin, finish, onward, pass_over
from quiz.play.stakes import points_in_words
from quiz.record.ending import comes_back, ending, marks, score, without_answer

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


@pytest.mark.parametrize(
    ("went", "missed", "well"),
    [
        ("SSSSFFF...", (), "A good round: 7 of 10 right, and right all 4 times you were sure."),
        ("SFFFFFF...", (), "A good round: 7 of 10 right."),
        ("FFFFFFF..s", (), "A good round: 7 of 10 right."),
        ("FFFFFFFFF.", (), "A very good round: 9 of 10 right."),
        ("FFFFFFF...", ("q0",), "A good round: 7 of 10 right, one of which you'd missed before."),
        ("FFFFFF....", (), "You got “Number 0” right."),
        ("FFF.", (), "You got both on Source and interest right."),
    ],
)
def test_seven_of_ten_is_a_good_round(
    bank: Bank, questions: dict[str, Question], went: str, missed: tuple[str, ...], well: str
) -> None:
    """From seven of ten right, that is said first; below, the best that is true."""
    found = ending(bank, ended_as(questions, went), missed, "", key="↵")
    assert found.well == well


def ended_as(questions: dict[str, Question], went: str) -> Round:
    """A finished round with a letter for each answer.

    S is sure, F fairly, G a guess, and all of these right; s is sure and wrong, . fairly and wrong.
    """
    choice = questions["bridge-in-may"]
    asked = [
        replace(choice, id=f"q{n}", title=f"Number {n}", skill=("source", "certainty")[n % 2])
        for n in range(len(went))
    ]
    round = begin(asked, Random(1))
    (key,) = numbers(choice.key)
    certainties = {"S": SURE, "F": Certainty.FAIRLY, "G": GUESS, "s": SURE, ".": Certainty.FAIRLY}
    for each in went:
        picked = key if each.isupper() else 1 - key
        round = onward(answer(round, Answer((picked,), certainties[each])))
    return finish(round)


@pytest.mark.parametrize(
    ("went", "said"),
    [
        ("FFFFFFFFSS", "“fairly” 8 times: with “sure”, this would have earned 30 marks, not 22."),
        ("SF", "“fairly” once: with “sure”, this would have earned 6 marks, not 5."),
        ("GF", "“guess” or “fairly” 2 times: with “sure”, this would have earned 6 marks, not 3."),
        ("SSS", ""),
        ("SF.", ""),
    ],
)
def test_a_clean_round_says_what_more_sureness_would_have_earned(
    bank: Bank, questions: dict[str, Question], went: str, said: str
) -> None:
    """That is reported only where everything was right and not all of it sure."""
    told = ending(bank, ended_as(questions, went), (), "").sure
    assert told == (f"You said {said}" if said else "")


def test_what_was_sure_and_wrong_is_named(bank: Bank, questions: dict[str, Question]) -> None:
    """It comes first in what to look at, with what it cost, and Enter opens it."""
    wrong, guessed = (False, SURE), (False, GUESS)
    first, second, _ = (questions[id].name for id in RIGHT)
    found = ending(bank, ended(questions, guessed, wrong), (), "")
    assert found.next.endswith(f", starting with “{second}” (2).")
    assert found.sure == "You were sure of it, and that cost 6 marks."
    assert found.reopen == 1
    found = ending(bank, ended(questions, wrong, guessed, wrong), (), "")
    assert found.next.endswith(f", starting with “{first}” (1).")
    assert found.sure == "You were sure of it and of one more, and that cost 12 marks."
    assert ending(bank, ended(questions, guessed, (True, SURE)), (), "").sure == ""


def test_a_miss_is_named_by_how_it_begins(bank: Bank, questions: dict[str, Question]) -> None:
    """A title may not remind a reader of a question; one without a title is named by it already."""
    found = ending(bank, ended(questions, (False, SURE)), (), "")
    assert found.begins == "It begins: “What may you tell a friend about the opening?”"
    led = replace(questions["bridge-in-may"], stem=f"A page has it. {12 * 'And so '}what?")
    found = ending(bank, ended({**questions, led.id: led}, (False, SURE)), (), "")
    assert found.begins == "It begins: “A page has it. And so And so And so And so And so And so…”"
    untitled = replace(questions["bridge-in-may"], title=None)
    assert (
        ending(bank, ended({**questions, untitled.id: untitled}, (False, SURE)), (), "").begins
        == ""
    )
    assert ending(bank, ended(questions, (True, SURE)), (), "").begins == ""


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
        assert found.next == f"Next, look again at “{title}” (↵)."
        assert found.sure == "You were sure of it and of one more, and that cost 7.5 marks."
        assert found.reopen == given.index(choice)


def test_what_to_look_at_again_has_its_key(bank: Bank, questions: dict[str, Question]) -> None:
    """That is a key on a screen, and in lines the number of the question."""
    round = ended(questions, (True, SURE), (False, SURE), (False, GUESS))
    title = questions["ferry-interest"].name
    look = f"Next, look again at the 2 you got wrong, starting with “{title}”"
    assert ending(bank, round, (), "", key="↵").next == f"{look} (↵)."
    assert ending(bank, round, (), "").next == f"{look} (2)."


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
    """One thing: what went wrong, or else what was passed over; a round on a skill comes later."""
    wrong, right, skill = (False, SURE), (True, SURE), "Source (n), which is new to you"
    then = f"After that, try a round on {skill}."
    title = questions["ferry-interest"].name
    several = ending(bank, ended(questions, right, wrong, wrong), (), skill)
    assert several.next == f"Next, look again at the 2 you got wrong, starting with “{title}” (2)."
    assert (several.reopen, several.then) == (1, then)
    one = ending(bank, ended(questions, None, wrong), (), skill)
    assert (one.next, one.then) == (f"Next, look again at “{title}” (2).", then)
    left_out = ending(bank, ended(questions, right, None), (), skill)
    assert (left_out.reopen, left_out.next) == (1, f"Next, come back to “{title}” (2).")
    every = ending(bank, ended(questions, right), (), skill)
    assert (every.next, every.then) == (f"Next, try a round on {skill}.", "")

    assert ending(bank, ended(questions, right), (), "").next == "Next, try another round (n)."
    assert ending(bank, ended(questions, None, wrong), (), "").then == ""


def test_marks_of_the_most_possible(questions: dict[str, Question]) -> None:
    """What could be earned counts all that was asked; beside it is what guesses would earn."""
    round = ended(questions, (True, SURE), (False, SURE), None)
    would = "With “guess” every time, it would have been 1 mark."
    assert marks(round, points_in_words) == f"minus 3 marks; 9 is the most you can get. {would}"
    assert [*score(round)] == ["1 of 2 right", "1 left out"]
    assert (
        marks(ended(questions, (True, GUESS)), points_in_words)
        == "1 mark; 3 is the most you can get."
    )
    round = ended(questions, (True, SURE), (False, GUESS))
    assert marks(round, points_in_words) == f"3 marks; 6 is the most you can get. {would}"
    assert (
        marks(ended(questions, (True, SURE)), points_in_words) == "3 marks, the most you can get."
    )
    assert marks(ended(questions, None), points_in_words) == ""


def test_what_was_skipped_is_called_that(bank: Bank, questions: dict[str, Question]) -> None:
    """The key says “Skip”, and so does the end; in an exam nothing is skipped, but left out."""
    asked = [questions[id] for id in RIGHT]
    for exam, word in ((False, "skipped"), (True, "left out")):
        round = begin(asked, Random(1), exam=exam)
        round = answer(round, Answer(round.slot.question.key, SURE))
        for _ in range(2):
            round = pass_over(onward(round))
        round = finish(round)
        assert [*score(round)][1:] == [f"2 {word}"]
        assert without_answer(round, round.slots[2]) == word
        assert f" the 2 you {word}, starting with " in ending(bank, round, (), "").next


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
    sure = ended(questions, (True, SURE)).slots
    assert comes_back(sure, 2, "on Sunday").endswith(
        " among them. A second look makes what you got right stick."
    )
    assert comes_back((), 1, "tomorrow") == "1 question comes back tomorrow."
