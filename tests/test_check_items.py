"""The rules for questions and banks: what they find, and what they leave alone."""

import json
from math import inf
from pathlib import Path
from random import Random
from typing import Any

import msgspec
import pytest
import tomli

from quiz.bank.exhibits import Post
from quiz.bank.kinds import KINDS, Choice, Option, Question
from quiz.bank.load import own_bank, starter
from quiz.bank.meant import taken_as
from quiz.bank.model import Bank
from quiz.bank.problem import Problem
from quiz.bank.read import build
from quiz.check.budget import TimeBudget
from quiz.check.rules import apply_bank_rules, family
from quiz.check.run import check, check_questions
from quiz.check.whole_bank import ENOUGH, FEW

BASE = """
format = 1
[about]
id = "the-pier"
title = "The pier"
description = "An invented article."
[sources.courier-2024]
genre = "news report"
role = "article"
[skills.headline]
name = "Headline"
group = "What kind?"
can = "can test a headline"
habit = "Read on."
"""
QUESTION: dict[str, Any] = {
    "id": "pier",
    "kind": "choice",
    "skill": "headline",
    "title": "A late ferry",
    "stem": "Who says in the article that the ferry is late?",
    "options": [
        {"text": "The mayor", "right": True, "why": "She is quoted."},
        {"text": "A clerk", "why": "He only confirms."},
    ],
    "explanation": "The article names her [1].",
    "cites": [{"source": "courier-2024", "at": "¶1", "quote": "closed at dusk"}],
}
WITH_OPTIONS = ("choice", "multi")
"""Kinds with options; examples of the others have other fields in place of them."""


def codes(example: str) -> set[str]:
    """The rules that an example breaks, in a question that is otherwise in order."""
    document, changes = tomli.loads(BASE), tomli.loads(example)
    question = {**QUESTION, **changes}
    if changes.get("kind", "choice") not in WITH_OPTIONS:
        del question["options"]
    if "explanaton" in changes:
        del question["explanation"]
    document["questions"] = [question]
    taken = taken_as(document)
    bank, problems = build(document)
    broken = {problem.code for problem in (*taken, *problems)}
    if bank:
        broken |= {problem.code for problem in check_questions(enumerate(bank.questions))}
    return broken


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("stem", "Whether or not it sank is open. Who says that it is late?"),
        ("stem", "Who wrote “do not enter”?"),
        ("stem", "It did not sail. Who says so?"),
        ("stem", "Which of these does the page NOT say?"),
        ("explanation", "A is the first letter, and the answer lies in it [1]."),
        ("stem", "3. März 2024: Who says that it is late?"),
        ("stem", "1,000 people saw it. Who says that it is late?"),
        ("stem", "Who wrote “where it has this from” in the article?"),
        ("stem", "The tower that stood there fell. Who says that it is late?"),
        ("stem", "It broke since two screws < three nuts. Who says that it is late?"),
        ("stem", "What does the tag <b> do, and what does & do?"),
        ("stem", "Is 2 * 3 * 4 what she says, or 2**3?"),
        ("stem", "Who says that [sic] it (the ferry) is late?"),
        ("explanation", "Plan B is right for the ferry [1]."),
    ],
)
def test_wording_that_only_looks_wrong_raises_no_warning(field: str, value: str) -> None:
    """Wording that only resembles a fault has no warning."""
    assert codes(f'{field} = "{value}"') == set()


@pytest.mark.parametrize(
    ("stem", "option"),
    [
        ("Which of the two is quoted?", "Neither"),
        ("Who is quoted?", "None"),
        ("Who is quoted?", "Neither side"),
        ("Who is quoted?", "None of its experts"),
    ],
)
def test_options_about_the_matter_raise_no_warning(stem: str, option: str) -> None:
    """An option that only sounds like "none of the above" has no warning."""
    options = [{"text": option, "right": True, "why": "x"}, {"text": "A clerk", "why": "x"}]
    question = msgspec.convert({**QUESTION, "stem": stem, "options": options}, Question)
    assert [problem.code for problem in check_questions([(0, question)])] == []


@pytest.mark.parametrize(
    ("code", "field", "text"),
    [
        ("Q308", "explanation", "The right answer is B, as she says [1]."),
        ("Q308", "explanation", "Antwort c ist falsch, sagt sie [1]."),
        ("Q304", "option", "All answers are correct"),
        ("Q304", "option", "None is right"),
        ("Q305", "stem", "Was sagt der Artikel nicht?"),
        ("Q305", "stem", "Welche Aussage stammt laut „nicht nur“ nicht von ihr?"),
        ("Q305", "stem", "Qu'est-ce que l'article ne dit pas ?"),
        ("Q305", "stem", "¿Qué no dice el artículo?"),
        ("Q305", "stem", "Wat zegt het artikel niet?"),
        ("Q308", "explanation", "Antwort B ist richtig [1]."),
        ("Q308", "explanation", "Die zweite Antwort trifft es [1]."),
        ("Q308", "explanation", "La réponse C va trop loin [1]."),
        ("Q308", "explanation", "La opción B es correcta [1]."),
        ("Q308", "explanation", "Het juiste antwoord: antwoord D [1]."),
        ("Q310", "stem", "Welche der folgenden Aussagen ist richtig?"),
        ("Q310", "stem", "Laquelle des affirmations suivantes est vraie ?"),
        ("Q310", "stem", "¿Cuál de las siguientes afirmaciones es falsa?"),
        ("Q310", "stem", "Welke van de volgende uitspraken is waar?"),
        *(
            ("Q304", "option", option)
            for option in (
                *(
                    "Alle oben genannten",
                    "Keine der genannten Antworten",
                    "Nichts davon",
                    "A und C",
                ),
                *("Alle Antworten sind richtig.", "Toutes les réponses ci-dessus", "B et C"),
                *("Aucune de ces réponses", "Aucune des propositions n’est correcte"),
                *("Todas las anteriores", "Ninguna de las respuestas anteriores", "A y B"),
                *("Alle bovenstaande antwoorden", "Geen van deze", "Beide antwoorden zijn juist"),
            )
        ),
    ],
)
def test_flaws_are_known_in_german_french_spanish_and_dutch(
    code: str, field: str, text: str
) -> None:
    """Negative stems, “all of the above” and letters are found in five languages."""
    assert codes_with(field, text) == {code}


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("stem", "Stimmt das oder nicht?"),
        ("stem", "Wer sagt nicht nur, dass sie zu spät kam, sondern auch, warum?"),
        ("stem", "Wer war außer sich, als die Fähre kam?"),
        ("stem", "C'est la mairesse qui le dit, n'est-ce pas ?"),
        ("stem", "¿Lo dice ella o no?"),
        ("stem", "Llegó tarde, ¿no?"),
        ("stem", "Zegt zij het, of niet?"),
        ("explanation", "Die Antwort des Hafens fehlt [1]."),
        ("explanation", "La réponse d’un port manque [1]."),
        ("explanation", "The answer is a boat, and option e is none [1]."),
        ("option", "No answer"),
        ("option", "Alle genannten Zeugen"),
        ("option", "Keine Zeitung"),
        ("option", "Todas las mujeres"),
        ("option", "Aucune de ces femmes"),
        ("option", "Beide kranten"),
    ],
)
def test_words_of_other_languages_that_only_look_wrong_raise_no_warning(
    field: str, text: str
) -> None:
    """What only resembles a flaw is left alone in other languages too."""
    assert codes_with(field, text) == set()


def codes_with(field: str, text: str) -> set[str]:
    """The rules that a question breaks with a text as a field, or as its last option."""
    if field != "option":
        return codes(f"{field} = {json.dumps(text, ensure_ascii=False)}")
    options = [*QUESTION["options"], {"text": text, "why": "x"}]
    question = msgspec.convert({**QUESTION, "options": options}, Question)
    return {problem.code for problem in check_questions([(0, question)])}


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


def test_rules_that_know_only_english_are_named_once_and_left_out(tmp_path: Path) -> None:
    """In a bank in Spanish, a note names the rules of English, and they find nothing."""
    file = tmp_path / "bank.toml"
    stem = 'stem = "Who stands behind the statement that fog was the cause?"'
    text = starter().replace(stem, 'stem = "What did the paper print, a fog or an"')
    file.write_text(text, encoding="utf-8")
    assert [problem.code for problem in check(file)[1]] == ["Q309"]
    file.write_text(text.replace("# language", "language"), encoding="utf-8")
    (note,) = (each for each in check(file)[1] if each.code != "Q415")
    assert (note.code, note.level) == ("Q008", "note")
    assert note.message.startswith(
        "these rules know only English and were left out: Q303, Q306, Q309"
    )


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (("(a) One side", "(b) Other side"), {"Q321"}),
        (("A. A mayor", "B. The port"), {"Q321"}),
        (("①市长", "②港口"), {"Q321"}),
        (("ii) At dusk", "i) At dawn"), {"Q321"}),
        (("- A mayor", "- The port"), {"Q321"}),
        (("A mayor", "B) The port"), set()),
        (("1.5 metres", "2.5 metres"), set()),
        (("1:0", "2:0"), set()),
        (("A. Moor", "M. Amory"), set()),
        (("In 2023", "In 2024"), set()),
    ],
)
def test_letters_that_were_pasted_along_are_told(
    texts: tuple[str, str], expected: set[str]
) -> None:
    """Letters, numbers or bullets before every option are told; initials and figures aren't."""
    options = [Option(text, "x", right=not index) for index, text in enumerate(texts)]
    question = msgspec.convert({**QUESTION, "options": msgspec.to_builtins(options)}, Question)
    assert {problem.code for problem in check_questions([(0, question)])} == expected


@pytest.mark.parametrize(
    ("why", "empty"),
    [
        *dict.fromkeys(
            ("TODO", "tbd", "Wrong.", "Correct!", "…", "???", "No, that’s not it."), True
        ).items(),
        *dict.fromkeys(
            ("Das ist leider falsch.", "C’est faux !", "¡Correcto!", "Juist."), True
        ).items(),
        *dict.fromkeys(
            ("错误。", "正解", "Lorem ipsum dolor", "TODO explain the fog"), True
        ).items(),
        *dict.fromkeys(
            ("She isn't.", "2 + 2 = 4", "No boat was late.", "渡轮晚到了。"), False
        ).items(),
        *dict.fromkeys(
            ("Falsch gelesen.", "x", "Right: she says so.", "A todo list."), False
        ).items(),
    ],
)
def test_reason_that_says_nothing_is_told(why: str, empty: bool) -> None:
    """A reason that only says right or wrong, or is still to be written, is told."""
    options = [{**option, "why": why} for option in QUESTION["options"]]
    question = msgspec.convert({**QUESTION, "options": options}, Question)
    found = [problem.code for problem in check_questions([(0, question)])]
    assert found == ["Q323"] * 2 * empty


@pytest.mark.parametrize(
    "turn",
    [
        *("In how far is it late", "It is doubtful if it is late", "No “late” stands there"),
        *("A date stands there", "Right would be: late", "It shows how the boat looks like"),
        *("They discussed about it", "It was late since two hours", "It is the claim to the fire"),
        *("How do the two stand to each other", "It has nobody by name", "The both were late"),
        *("It went through more than one pair of hands", "There were informations"),
    ],
)
def test_english_as_nobody_says_it_is_told(turn: str) -> None:
    """Each turn that readers stumbled over is found, at the start of a sentence too."""
    assert codes_with("explanation", f"{turn}. She says so [1].") == {"Q329"}


@pytest.mark.parametrize(
    ("code", "stem"),
    [
        *(
            ("Q322", f"{number} Who says that it is late?")
            for number in ("1.", "12)", "(3)", "Question 4:", "Aufgabe 5.", "Q6:", "№ 7.", "8:")
        ),
        *(
            ("Q326", f"Who says in it {text} that it is late?")
            for text in (
                "**now**",
                "*now*",
                "_now_",
                "<p>now</p>",
                "now&nbsp;",
                "`x`<br>y",
                "$x^2$",
            )
        ),
        ("Q326", "Who says it in [the article](https://pier.example/a)?"),
        ("", "2 * 3 * 4 and $5 and $6: who says that it is late?"),
        ("", "The ____ is late. Who says so? What stands in a_b_c?"),
        ("", "10:30 was its time. Who says that it is late?"),
        ("", "5 km out, who says that it is late?"),
    ],
)
def test_numbers_and_markup_of_a_stem_are_told(code: str, stem: str) -> None:
    """A number before a stem, and markup in it, are told; sums, prices and blanks aren't."""
    assert codes_with("stem", stem) == {code} - {""}


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


def test_near_duplicate_is_reported_at_the_later_question_and_can_be_allowed() -> None:
    """A question that asks what an earlier one asks breaks Q406, unless it allows that."""
    first, second = fair(1), msgspec.structs.replace(fair(2), stem=fair(1).stem + " again")
    (problem,) = bank_problems(bank([first, second]))
    assert (problem.code, problem.path) == ("Q406", ("questions", 1, "stem"))
    allowed = msgspec.structs.replace(second, allow={"Q406": "A pair on purpose."})
    assert broken(bank([first, allowed])) == set()


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


@pytest.mark.parametrize(
    "title",
    ["A ferry and who is late", "The mayor or a clerk", "The may ferry", "Confirmed, quoted"],
)
def test_titles_that_give_nothing_away_raise_no_warning(title: str) -> None:
    """A title may share words with wrong options too, with reasons, or with no option."""
    assert codes(f'title = "{title}"') == set()


def test_own_bank_has_no_problem() -> None:
    """The quiz's own bank passes every check, its quotations too where the articles are there."""
    articles = Path(__file__).parents[2] / "shared" / "articles"
    _, problems = check(own_bank(), articles if articles.is_dir() else None)
    assert [str(problem) for problem in problems] == []


@pytest.mark.parametrize(
    ("code", "change"),
    [
        ("Q305", 'stem = "Who does not say it?"'),
        ("Q503", 'stem = "Who says so at www.courier.example?"'),
    ],
)
def test_question_can_set_a_rule_aside_with_a_reason(
    code: str, change: str, tmp_path: Path
) -> None:
    """A warning is reported unless the question allows it and says why."""
    file = tmp_path / "bank.toml"
    policy = starter().replace('licence = "', 'policies = ["violent-propaganda"]\nlicence = "')
    stem = 'stem = "Who stands behind the statement that fog was the cause?"'
    file.write_text(policy.replace(stem, change), encoding="utf-8")
    assert [problem.code for problem in check(file)[1]] == [code]
    allow = f'allow = {{ {code} = "It is meant." }}'
    file.write_text(policy.replace(stem, f"{change}\n{allow}"), encoding="utf-8")
    assert check(file)[1] == []


def test_error_cannot_be_set_aside() -> None:
    """`allow` accepts only warnings; an error stays, and the attempt breaks Q300."""
    document = tomli.loads(BASE)
    document["questions"] = [{**QUESTION, "skill": "other", "allow": {"Q108": "please"}}]
    bank, problems = build(document)
    assert bank
    assert [problem.code for problem in problems] == ["Q108"]
    assert [problem.code for problem in check_questions(enumerate(bank.questions))] == ["Q300"]


def test_starter_has_no_problem(tmp_path: Path) -> None:
    """The file that `quiz new` writes has no problem, and a question of each kind."""
    file = tmp_path / "new.toml"
    file.write_text(starter(), encoding="utf-8")
    assert check(file) == (starter(), [])
    assert {question["kind"] for question in tomli.loads(starter())["questions"]} == set(KINDS)
