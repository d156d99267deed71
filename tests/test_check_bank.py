"""The rules for a bank as a whole: what they find, and what they leave alone."""

from math import comb, inf
from random import Random
from typing import Any

import msgspec
import pytest
import tomli

from quiz.bank.exhibits import Post
from quiz.bank.kinds import Choice, Option, Question
from quiz.bank.model import Bank
from quiz.bank.problem import Problem
from quiz.check.budget import TimeBudget
from quiz.check.guessing import by_chance
from quiz.check.rules import apply_bank_rules, family
from quiz.check.whole_bank import ENOUGH, FEW
from tests.test_check_items import BASE, QUESTION


@pytest.mark.parametrize(
    ("language", "stem", "expected"),
    [
        (
            "en",
            "Wer sagt in dem Artikel, dass die Fähre zu spät ist und was wird aus ihr?",
            {"Q415"},
        ),
        ("de", "Wer sagt in dem Artikel, dass die Fähre zu spät ist und was wird aus ihr?", set()),
        ("de", "Who says in the article that the ferry is late, and what did it do?", {"Q415"}),
        ("en", "Who says in the article that the ferry is late, and what did it do?", set()),
        ("en", "渡轮为什么晚到？谁说是雾？谁说是引擎？", {"Q415"}),
        ("zh", "渡轮为什么晚到？谁说是雾？谁说是引擎？", set()),
        ("ger", "Wer sagt in dem Artikel, dass die Fähre zu spät ist?", {"Q415"}),
        ("xx", "Who says it?", {"Q415"}),
        ("gsw", "Wär seit das?", set()),
    ],
)
def test_bank_in_another_language_than_it_says_is_reported(
    language: str, stem: str, expected: set[str]
) -> None:
    """A bank that reads like another language, or is in another script, is asked for its tag."""
    questions = [
        msgspec.structs.replace(fair(number), stem=f"{stem} {number}", explanation=stem)
        for number in range(3)
    ]
    one = bank([*questions])
    about = msgspec.structs.replace(one.about, language=language)
    assert broken(msgspec.structs.replace(one, about=about)) - {"Q406"} == expected


def choice(number: int, options: tuple[Option, ...], skill: str = "one") -> Choice:
    """A choice whose stem shares no word with any other."""
    random = Random(number)
    stem = " ".join("".join(random.choices("abcdefghij", k=6)) for _ in range(8))
    return Choice(
        id=f"n{number}", title="A", skill=skill, stem=stem, explanation="x", options=options
    )


def bank(questions: list[Question], skills: tuple[str, ...] = ("one",)) -> Bank:
    """A bank of these questions."""
    head = tomli.loads(BASE)
    head["skills"] = dict.fromkeys(skills, head["skills"]["headline"])
    empty = msgspec.convert({**head, "questions": [QUESTION]}, Bank)
    return msgspec.structs.replace(empty, questions=tuple(questions))


def fair(number: int) -> Choice:
    """A choice whose right option is anywhere, and a letter longer or shorter by chance."""
    random = Random(number)
    options = [Option("o" * random.randint(18, 22), "w", right=index == 0) for index in range(4)]
    random.shuffle(options)
    return choice(number, tuple(options))


def bank_problems(bank: Bank) -> list[Problem]:
    """The problems of a bank as a whole."""
    return [*apply_bank_rules(family("Q4"), bank, TimeBudget(inf))]


def broken(bank: Bank) -> set[str]:
    """The rules that a whole bank breaks."""
    return {problem.code for problem in bank_problems(bank)}


def test_fair_bank_raises_no_warning() -> None:
    """Two hundred questions with random positions and lengths pass every rule."""
    assert broken(bank([fair(number) for number in range(200)])) == set()


def test_right_options_always_first_are_reported() -> None:
    """A bank whose right options are all first breaks Q401."""
    options = tuple(Option("o" * 20, "w", right=index == 0) for index in range(4))
    assert broken(bank([choice(number, options) for number in range(ENOUGH)])) == {"Q401"}


def test_longer_right_options_are_reported_with_the_guess_that_works() -> None:
    """A bank whose right options are longer breaks Q402, and Q403 as picking the longest works."""
    questions: list[Question] = []
    for number in range(40):
        options = [
            Option("o" * (24 if index == 0 else 20), "w", right=index == 0) for index in range(4)
        ]
        Random(number).shuffle(options)
        questions.append(choice(number, tuple(options)))
    assert broken(bank(questions)) == {"Q402", "Q403"}


@pytest.mark.parametrize(
    ("longest", "of", "options", "told"),
    [
        (7, 9, 4, "in 7 of the 9 choices it fits; chance gives 2.2"),
        (4, 4, 3, "in 4 of the 4 choices it fits; chance gives 1.3"),
        (3, 3, 3, ""),
        (5, 9, 4, ""),
        (100, 300, 4, "in 100 of the 300 choices it fits; chance gives 75.0"),
        (85, 300, 4, ""),
    ],
)
def test_small_bank_that_can_be_guessed_is_told_with_the_numbers(
    longest: int, of: int, options: int, told: str
) -> None:
    """Picking the longest is reported in a bank of any size, unless chance often does as well."""
    questions: list[Question] = []
    for number in range(of):
        key = 0 if number < longest else 1
        lengths = [21, *([20] * (options - 1))]
        made = [Option("o" * size, "w", right=key == n) for n, size in enumerate(lengths)]
        Random(number).shuffle(made)
        questions.append(choice(number, tuple(made)))
    problems = [str(each) for each in bank_problems(bank(questions)) if each.code == "Q403"]
    assert len(problems) == bool(told)
    assert told in "".join(problems)


def test_chance_is_that_of_the_binomial_distribution() -> None:
    """How often chance does as well is exact in a small bank, and near enough in a large one."""
    exact = sum(comb(9, n) * 0.25**n * 0.75 ** (9 - n) for n in range(7, 10))
    assert by_chance(7, [1 / 4] * 9) == pytest.approx(exact)
    exact = sum(comb(300, n) * 0.25**n * 0.75 ** (300 - n) for n in range(90, 301))
    assert by_chance(90, [1 / 4] * 300) == pytest.approx(exact, rel=0.1)
    assert by_chance(2, [1 / 2, 1 / 3]) == pytest.approx(1 / 6)


def test_bank_that_only_teaches_doubt_is_reported() -> None:
    """Wrong options that all lean one way, or verdicts that are all alike, break Q404."""
    leaning = [
        msgspec.structs.replace(
            fair(number),
            options=tuple(
                option if option.right else msgspec.structs.replace(option, leans="trust")
                for option in fair(number).options
            ),
        )
        for number in range(ENOUGH)
    ]
    judging = [
        msgspec.structs.replace(fair(number), verdict="unsupported") for number in range(ENOUGH)
    ]
    assert "Q404" in broken(bank([*leaning]))
    assert "Q404" in broken(bank([*judging]))


def test_skills_with_few_questions_are_reported_in_larger_banks() -> None:
    """A skill with few questions breaks Q405, but not in a bank that has only just been begun."""
    many: list[Question] = [fair(number) for number in range(ENOUGH)]
    few = [
        msgspec.structs.replace(fair(number), skill="two") for number in range(100, 100 + FEW - 1)
    ]
    assert "Q405" in broken(bank([*many, *few], skills=("one", "two")))
    assert "Q405" not in broken(bank([*few], skills=("one", "two")))


def test_event_of_more_than_eight_questions_is_reported_once() -> None:
    """The ninth and tenth question about an event break Q413 once, at the ninth; eight do not."""
    about = [msgspec.structs.replace(fair(number), event="The late ferry") for number in range(10)]
    others: list[Question] = [fair(number) for number in range(10, 20)]
    (problem,) = (each for each in bank_problems(bank([*about, *others])) if each.code == "Q413")
    assert problem.path == ("questions", 8, "event")
    assert "10 questions" in problem.message
    assert "Q413" not in broken(bank([*about[:8], *others]))


@pytest.mark.parametrize(("words", "expected"), [(60, set()), (220, {"Q416"})])
def test_opener_longer_than_a_screen_is_reported(words: int, expected: set[str]) -> None:
    """A question to begin with fits on a small screen; others may be as long as they like."""
    post = Post(made_up=True, by="A neighbour", text="late " * words)
    long = msgspec.structs.replace(fair(1), exhibits=(post,))
    assert broken(bank([long])) == set()
    assert broken(bank([msgspec.structs.replace(long, opener=True)])) == expected


def test_near_duplicate_is_reported_at_the_later_question_and_can_be_allowed() -> None:
    """A question that asks what an earlier one asks breaks Q406, unless it allows that."""
    first, second = fair(1), msgspec.structs.replace(fair(2), stem=fair(1).stem + " again")
    (problem,) = bank_problems(bank([first, second]))
    assert (problem.code, problem.path) == ("Q406", ("questions", 1, "stem"))
    allowed = msgspec.structs.replace(second, allow={"Q406": "A pair on purpose."})
    assert broken(bank([first, allowed])) == set()


def test_sums_with_other_signs_are_no_duplicates() -> None:
    """What is 7 + 5 isn't what is 7 − 5; the same sum again is the same question."""
    plus, minus, again = (
        msgspec.structs.replace(fair(number), stem=stem)
        for number, stem in enumerate(("What is 7 + 5?", "What is 7 − 5?", "What is 7 + 5?"))
    )
    assert broken(bank([plus, minus])) == set()
    assert broken(bank([plus, minus, again])) == {"Q406"}


def test_question_about_another_exhibit_is_no_duplicate() -> None:
    """Two questions with the same stem ask different things if they show different things."""
    posts = [
        Post(made_up=True, by="A neighbour", text=text)
        for text in ("The pier has closed for good!", "Free rides for every child on Sunday.")
    ]
    first, second = (
        msgspec.structs.replace(fair(number), stem=fair(1).stem, exhibits=(post,))
        for number, post in enumerate(posts)
    )
    assert broken(bank([first, second])) == set()
    same = msgspec.structs.replace(second, exhibits=first.exhibits)
    assert broken(bank([first, same])) == {"Q406"}


def test_missing_titles_are_reported_one_by_one_if_they_are_few() -> None:
    """A question without a title breaks Q408, reported only once if most have none."""
    questions = [fair(number) for number in range(4)]

    def reported(untitled: int, **changes: Any) -> list[tuple[Any, str]]:
        some = [
            msgspec.structs.replace(each, title=None, **changes) for each in questions[:untitled]
        ]
        problems = bank_problems(bank([*some, *questions[untitled:]]))
        assert {problem.code for problem in problems} <= {"Q408"}
        return [(problem.path[1:], problem.message) for problem in problems]

    assert reported(0) == []
    assert reported(2) == [((n, "id"), f"“n{n}” has no title") for n in range(2)]
    assert reported(3) == [((), "3 of 4 questions have no title")]
    assert reported(4) == [((), "no question has a title")]
    allow = {"Q408": "It is asked once."}
    assert reported(2, allow=allow) == []
    assert reported(4, allow=allow) == [((), "no question has a title")]


@pytest.mark.parametrize(
    ("count", "expected"), [(39, {"Q409"}), (40, set()), (140, set()), (141, {"Q409"})]
)
def test_lessons_that_are_too_short_or_too_long_are_reported(
    count: int, expected: set[str]
) -> None:
    """A lesson has 40 to 140 words; a skill may do without one."""
    one = bank([fair(1)])
    skill = msgspec.structs.replace(one.skills["one"], lesson="word " * count)
    assert broken(msgspec.structs.replace(one, skills={"one": skill})) == expected
