"""The rules for questions: what they find, and what they leave alone."""

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest
import tomli

from quiz.bank.kinds import KINDS, Option, Question
from quiz.bank.load import own_bank, starter
from quiz.bank.meant import taken_as
from quiz.bank.model import Policy
from quiz.bank.read import build
from quiz.check.policy import kept_out
from quiz.check.run import check, check_questions

BASE = """
format = 1
[about]
id = "the-pier"
title = "The pier"
description = "An invented article."
[sources.courier-2024]
headline = "A Headline"
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
LONG = " ".join(["the boat was late again"] * 7)
"""A sentence of 35 words."""
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


def codes_with(field: str, text: str) -> set[str]:
    """The rules that a question breaks with a text as a field, or as its last option."""
    if field != "option":
        return codes(f"{field} = {json.dumps(text, ensure_ascii=False)}")
    options = [*QUESTION["options"], {"text": text, "why": "x"}]
    question = msgspec.convert({**QUESTION, "options": options}, Question)
    return {problem.code for problem in check_questions([(0, question)])}


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (("(a) One side", "(b) Other side"), {"Q321"}),
        (("A. A mayor", "B. The port"), {"Q321"}),
        (("①市长", "②港口"), {"Q321"}),
        (("ii) At dusk", "i) At dawn"), {"Q321"}),
        (("- A mayor", "- The port"), {"Q321"}),
        (("A mayor", "B) The port"), {"Q321"}),
        (("A mayor", "(2) The port"), {"Q321"}),
        (("Ａ．市长", "Ｂ．港口"), {"Q321"}),
        (("а) Мэр", "б) Порт"), {"Q321"}),
        (("☑ A mayor", "☐ The port"), {"Q321"}),
        (("*b. A mayor", "a. The port"), {"Q321"}),
        (("*A mayor", "The port"), {"Q321"}),
        (("*A* mayor", "The port"), {"Q326"}),
        (("А. Блок", "С. Есенин"), set()),
        (("1. Vorsitzende", "Die Mitglieder"), set()),
        (("(a + b) c", "(d + e) f"), set()),
        (("1.5 metres", "2.5 metres"), set()),
        (("1:0", "2:0"), set()),
        (("1. Mai", "2. Mai"), set()),
        (("1. Mai: Streik", "2. Mai: Antwort"), set()),
        (("1. Weltkrieg", "2. Weltkrieg"), set()),
        (("- 5 °C", "- 3 °C"), set()),
        (("A. Moor", "M. Amory"), set()),
        (("In 2023", "In 2024"), set()),
    ],
)
def test_letters_that_were_pasted_along_are_told(
    texts: tuple[str, str], expected: set[str]
) -> None:
    """Letters, numbers or bullets before every option are reported; initials and figures aren't."""
    options = [Option(text, "x", right=not index) for index, text in enumerate(texts)]
    question = msgspec.convert({**QUESTION, "options": msgspec.to_builtins(options)}, Question)
    assert {problem.code for problem in check_questions([(0, question)])} == expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        *(("5 hours", "2.5 hours", []), ("-5 °C", "5 °C", []), ("1 000", "1 000 000", [])),
        *(("x < y", "x > y", []), ("2 * 3", "2 + 3", [])),
        *(("In C++", "In C", []), ("3:1", "1", []), ("3–5 days", "5 days", [])),
        *(("40", "About 40", ["Q307"]), ("5 hours", "5 hours.", ["Q307"])),
        *(("Fog", "Fog and wind", ["Q307"]), ("−5 °C", "-5 °C!", ["Q307"])),
    ],
)
def test_numbers_and_signs_tell_options_apart(one: str, other: str, expected: list[str]) -> None:
    """A number is compared as a whole, with its sign; an option within another is told."""
    options = [{"text": one, "why": "So.", "right": True}, {"text": other, "why": "Not so."}]
    question = msgspec.convert({**QUESTION, "options": options}, Question)
    found = [problem.code for problem in check_questions([(0, question)])]
    assert [each for each in found if each == "Q307"] == expected


@pytest.mark.parametrize(
    ("step", "expected"), [("2. The fog comes in", ["Q321"]), ("1. Mai", []), ("The fog", [])]
)
def test_number_before_one_step_is_told(step: str, expected: list[str]) -> None:
    """A number that was left before one step gives away its place; an ordinal doesn't."""
    fields = {each: text for each, text in QUESTION.items() if each not in ("kind", "options")}
    steps = [{"text": each, "why": "x"} for each in ("The ferry leaves", step)]
    ends = ["first", "last"]
    question = msgspec.convert({**fields, "kind": "order", "steps": steps, "ends": ends}, Question)
    found = [problem.code for problem in check_questions([(0, question)])]
    assert [each for each in found if each == "Q321"] == expected


@pytest.mark.parametrize(("others", "expected"), [(("Ana", "Ben"), []), (("Ana",), ["Q304"])])
def test_neither_of_two_in_a_talk_is_no_reference(
    others: tuple[str, ...], expected: list[str]
) -> None:
    """Where two people talk, “neither of the two” means them."""
    messages = [{"by": by, "text": "Late again."} for by in others]
    options = [{"text": "Neither of the two", "right": True, "why": "x"}, QUESTION["options"][1]]
    exhibits = [{"kind": "post", "made_up": True, "messages": messages}]
    question = msgspec.convert({**QUESTION, "exhibits": exhibits, "options": options}, Question)
    found = [problem.code for problem in check_questions([(0, question)])]
    assert [each for each in found if each == "Q304"] == expected


@pytest.mark.parametrize(
    ("why", "empty"),
    [
        *dict.fromkeys(
            (
                "TODO",
                "tbd",
                "n/a",
                "Siehe oben.",
                "C'est faux.",
                "Wrong.",
                "Correct!",
                "…",
                "???",
                "No, that’s not it.",
            ),
            True,
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
    """A reason that only says right or wrong, or is still to be written, is reported."""
    options = [{**option, "why": why} for option in QUESTION["options"]]
    question = msgspec.convert({**QUESTION, "options": options}, Question)
    found = [problem.code for problem in check_questions([(0, question)])]
    assert found == ["Q323"] * 2 * empty


@pytest.mark.parametrize(
    ("whys", "expected"),
    [
        (("Read it.", "It isn't said.", "It isn't said."), {"Q324"}),
        (("It isn't said.", "It isn't said", "Read it."), set()),
        (("It isn't said.", "So they say.", "Read it."), set()),
    ],
)
def test_reason_of_two_wrong_options_is_told(whys: tuple[str, ...], expected: set[str]) -> None:
    """Two wrong options with one reason are reported; a right and a wrong one may share it."""
    options = [
        {"text": text, "why": why, "right": not index}
        for index, (text, why) in enumerate(zip(("Ana", "Ben", "Cem"), whys, strict=True))
    ]
    question = msgspec.convert({**QUESTION, "options": options}, Question)
    assert {each.code for each in check_questions([(0, question)])} == expected


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        *dict.fromkeys(
            ("wrote, written", "schrieb / schreiben", "fog; rain", "fog|mist", "write/written"),
            True,
        ).items(),
        *dict.fromkeys(("schrieb oder schreibt", "fog, mist", "the fog ; the rain"), True).items(),
        *dict.fromkeys(
            ("km/h", "120 km / h", "and/or", "1,000", "3/4", "Paris, Texas", "yes or no"), False
        ).items(),
        *dict.fromkeys(("12:30", "Ask, don't tell", "red, white and blue", "/"), False).items(),
    ],
)
def test_several_forms_in_one_are_told(form: str, expected: bool) -> None:
    """A list of forms in one text is reported; a comma or a slash that may belong there isn't."""
    fields = {each: text for each, text in QUESTION.items() if each not in ("kind", "options")}
    question = msgspec.convert({**fields, "kind": "short", "accept": [form]}, Question)
    assert [each.code for each in check_questions([(0, question)])] == ["Q332"] * expected


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
    ("quote", "expected"),
    [
        ("»Wir werden um jeden Tag kämpfen«", {"Q333"}),
        ("“closed at dusk on Friday”", {"Q333"}),
        ("“closed at dusk”", set()),
        ("“to close” the old Mill Bridge”", set()),
        ("“Closed at dusk,” she said. “On Friday”", set()),
    ],
)
def test_marks_of_a_quotation_are_told(quote: str, expected: set[str]) -> None:
    """A quotation all of which is between marks is reported; a term between marks isn't."""
    cites = [{"source": "courier-2024", "at": "¶1", "quote": quote}]
    question = msgspec.convert({**QUESTION, "cites": cites}, Question)
    assert {each.code for each in check_questions([(0, question)])} - {"Q314"} == expected


@pytest.mark.parametrize(
    ("exhibit", "expected"),
    [
        ({"kind": "post", "made_up": True, "by": "Ana", "text": f"{LONG}."}, {"Q328"}),
        ({"kind": "headlines", "items": [{"text": LONG, "source": "courier-2024"}]}, set()),
        ({"kind": "post", "source": "courier-2024", "by": "Ana", "text": LONG}, set()),
    ],
)
def test_long_sentence_in_an_exhibit_is_told_if_it_was_made_up(
    exhibit: dict[str, Any], expected: set[str]
) -> None:
    """What a source wrote is as long as it is; what was made up is the author's."""
    question = msgspec.convert({**QUESTION, "exhibits": [exhibit]}, Question)
    found = {problem.code for problem in check_questions([(0, question)])}
    assert found - {"Q313"} == expected


@pytest.mark.parametrize(
    ("code", "stem"),
    [
        *(
            ("Q322", f"{number} Who says that it is late?")
            for number in (
                "1.",
                "12)",
                "(3)",
                "Question 4:",
                "Aufgabe 5.",
                "Q6:",
                "№ 7.",
                "8:",
                "第1题",
            )
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
    """A number before a stem, and markup in it, are reported; sums, prices and blanks aren't."""
    assert codes_with("stem", stem) == {code} - {""}


@pytest.mark.parametrize(
    "title",
    ["A ferry and who is late", "The mayor or a clerk", "The may ferry", "Confirmed, quoted"],
)
def test_titles_that_give_nothing_away_raise_no_warning(title: str) -> None:
    """A title may share words with wrong options too, with reasons, or with no option."""
    assert codes(f'title = "{title}"') == set()


@pytest.mark.parametrize(
    ("stem", "pick", "code"),
    [
        ("Which two of these does the report name?", None, {"Q331"}),
        ("Which two of these does the report name?", 2, set()),
        ("Which two of these does the report name?", 3, {"Q104"}),
        ("Two boats were late. Who says so in the report?", None, set()),
        ("Which three of these does the report name?", None, set()),
        ("On what do the two reports agree?", None, set()),
        ("Find the two that the report names.", None, {"Q331"}),
    ],
)
def test_number_to_pick_is_that_of_the_right_answers(
    stem: str, pick: int | None, code: set[str]
) -> None:
    """A stem that asks for two has `pick = 2`, and two right answers."""
    example = f"""
kind = "multi"
stem = "{stem}"
options = [
  {{ text = "The mayor", right = true, why = "She is quoted." }},
  {{ text = "The port", right = true, why = "It is where the boat is." }},
  {{ text = "A clerk", why = "He only confirms." }},
]
"""
    assert codes(example + (f"pick = {pick}" if pick else "")) == code


def test_own_bank_has_no_problem() -> None:
    """The quiz's own bank passes every check, its quotations too where the articles are there."""
    articles = Path(__file__).parents[2] / "shared" / "articles"
    _, problems = check(own_bank(), articles if articles.is_dir() else None)
    assert [str(problem) for problem in problems] == []


@pytest.mark.parametrize(
    ("code", "change"),
    [
        ("Q305", 'stem = "Who does not say it?"'),
        ("Q305", 'stem = "What cannot be told from it?"'),
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


@pytest.mark.parametrize("term", ["#MeToo", "@pier", "Yahoo!", "C++"])
def test_term_of_a_policy_may_begin_or_end_with_a_sign(term: str) -> None:
    """A name with a sign of its own is found where the policy keeps it out, and no other is."""
    policy = Policy(unnamed=(term,))
    for stem, found in ((f"Who wrote {term} on the pier?", 1), (f"Who wrote x{term}y there?", 0)):
        question = msgspec.convert({**QUESTION, "stem": stem}, Question)
        assert len([*kept_out(question, policy)]) == found


@pytest.mark.parametrize("kind", ["choice", "short"])
def test_answer_with_a_figure_names_no_option_where_it_is_typed(kind: str) -> None:
    """“The answer 7” is a letter by another name among options, and a number where one is typed."""
    fields = {**QUESTION, "kind": kind, "explanation": "The answer 7 is what she counted [1]."}
    if kind == "short":
        fields = {key: each for key, each in fields.items() if key != "options"} | {"number": 7}
    question = msgspec.convert(fields, Question)
    found = [problem.code for problem in check_questions([(0, question)])]
    assert found == ["Q308"] * (kind == "choice")


def test_rule_in_small_letters_is_named() -> None:
    """A rule that is set aside in small letters is likely meant, and others are to be taken out."""
    question = msgspec.convert({**QUESTION, "allow": {"q305": "So.", "R305": "So."}}, Question)
    mends = [each.mend for each in check_questions([(0, question)])]
    assert mends == ["write Q305", "take it out"]


def test_error_cannot_be_set_aside() -> None:
    """`allow` accepts only warnings; an error stays, and the attempt breaks Q300."""
    document = tomli.loads(BASE)
    document["questions"] = [{**QUESTION, "skill": "other", "allow": {"Q108": "please"}}]
    bank, problems = build(document)
    assert bank
    assert [problem.code for problem in problems] == ["Q108"]
    assert [problem.code for problem in check_questions(enumerate(bank.questions))] == ["Q300"]


@pytest.mark.parametrize("language", ["en", "de"])
def test_starter_has_no_problem(language: str, tmp_path: Path) -> None:
    """The file that `quiz new` writes has no problem, and a question of each kind."""
    file, text = tmp_path / "new.toml", starter(language=language)
    file.write_text(text, encoding="utf-8")
    assert [each for each in check(file)[1] if each.level != "note"] == []
    assert {question["kind"] for question in tomli.loads(text)["questions"]} == set(KINDS)


def test_german_starter_brings_its_article(tmp_path: Path) -> None:
    """The article in the notes of the German file has all that the file quotes."""
    file, text = tmp_path / "new.toml", starter(language="de")
    file.write_text(text, encoding="utf-8")
    _, _, rest = text.partition("--articles artikel\n")
    notes = rest.partition("\n\n")[0].split("\n")
    article = "\n".join(line.removeprefix("#").strip() for line in notes)
    (tmp_path / "regale-2024.txt").write_text(article, encoding="utf-8")
    assert [each for each in check(file, tmp_path)[1] if each.level != "note"] == []
