"""GIFT: what its parsers read, and the way back."""

import json
import os
import subprocess
from contextlib import suppress
from decimal import Decimal
from pathlib import Path
from time import process_time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.bank.kinds import Question, Short, Sort
from quiz.bank.load import own_bank
from quiz.bank.model import Bank
from quiz.bank.read import read_bank
from quiz.formats import gift
from quiz.formats.moodle_texts import without_tags
from quiz.formats.taken import NotReadable, Taken
from tests.limits import AT_ONCE
from tests.made_up import fields, questions

OWN = read_bank(own_bank())
ABOUT: dict[str, Any] = {"id": "a", "skill": "certainty", "stem": "What?", "explanation": "So."}
LESSON = Path(__file__).parent / "corpus" / "lesson.gift.txt"


def taken(text: str) -> Taken:
    """What is taken from a text."""
    return gift.read(text.encode())


def as_in_gift(question: Question) -> dict[str, Any]:
    """The fields of a question, without what `CHANGES` says GIFT has no place for."""
    whole = fields(question)
    for name in ("fixed", "units") + ("case",) * isinstance(question, Short):
        whole.pop(name, None)
    for name in ("accept", "reject"):
        if name in whole:
            whole[name] = [each.replace("->", "→") for each in whole[name]]
    if isinstance(question, Sort):  # the labels come as the rows have them, then the others
        used = [question.labels[label] for label in question.key]
        whole["labels"] = [*dict.fromkeys((*used, *question.labels))]
    return whole


@given(question=questions)
def test_a_question_comes_back_from_gift_as_it_was(bank: Bank, question: Question) -> None:
    """Exported and imported, any question has its keys and its texts, down to the reasons."""
    back = gift.read(gift.written(bank, [question]))
    assert back.questions == (as_in_gift(question),)
    assert not back.lost


def test_the_whole_bank_comes_back_from_gift() -> None:
    """Every question of the quiz comes back with its answers, keys and reasons."""
    back = gift.read(gift.written(OWN, OWN.questions))
    ours = {each.id: as_in_gift(each) for each in OWN.questions}
    assert {each["id"] for each in back.questions} == {*ours}
    for each in back.questions:
        for field in ("options", "parts", "rows", "steps", "accept", "stem", "explanation"):
            expected = ours[each["id"]].get(field)
            if field == "options" and expected:
                expected = [{k: v for k, v in one.items() if k != "leans"} for one in expected]
            assert each.get(field) == expected


def test_what_teachers_write_is_taken_and_what_is_lost_is_named() -> None:
    """Of a lesson, each type is taken as its kind, or named with its place."""
    lesson = gift.read(LESSON.read_bytes())
    golden = json.loads((LESSON.with_name("lesson.gift.json")).read_text(encoding="utf-8"))
    assert [*lesson.questions] == golden["questions"]
    assert [f"{each.where}: {each.what}" for each in lesson.lost] == golden["lost"]


END = st.decimals(-1000, 1000, places=3)


@given(low=END, high=END)
def test_both_ends_of_a_range_are_right(low: Decimal, high: Decimal) -> None:
    """Whatever a range is, what is marked right is from one of its ends to the other."""
    (question,) = taken(f"How much?{{#{low}..{high}}}").questions
    short = Short(**ABOUT, number=question["number"], within=question.get("within", 0))
    low, high = sorted((low, high))
    assert [short.share(f"{each:f}") for each in (low, high, (low + high) / 2)] == [1, 1, 1]
    beyond = Decimal("0.001")
    assert [short.share(f"{each:f}") for each in (low - beyond, high + beyond)] == [0, 0]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{#1,000}", ["“1,000” is read as 1"]),
        ("{#-12,500:1,000}", ["“-12,500” is read as -12.5", "“1,000” is read as 1"]),
        ("{#1,000..2,000}", ["“1,000” is read as 1", "“2,000” is read as 2"]),
        ("{#1,5}", []),
        ("{#0,125}", []),
        ("{#1.084}", []),
    ],
)
def test_a_comma_that_may_be_for_thousands_is_told(text: str, told: list[str]) -> None:
    """A number that English and German read differently is reported with how it was read."""
    lost = [each.what for each in taken(f"How many?{text}").lost]
    end = ": change it if its comma is for thousands"
    assert [each.removesuffix(end) for each in lost if each.endswith(end)] == told


@pytest.mark.parametrize(
    ("text", "fields", "lost"),
    [
        ("{four =4}", {"accept": ["four", "4"]}, []),
        ("{#3:2~#No}", {"number": 3, "within": 2}, ["what is said of any other answer: “No”"]),
        ("{#\n=%100%3:2#\n~#No\n}", {"number": 3, "within": 2}, ["what is said of any other"]),
        ("{#3 =%50%4 ~5}", {"number": 3}, ["part of the mark for “4”: it's left out"]),
        ("{four =4#Yes =no}", {"accept": ["four", "4", "no"]}, ["what is said of “4”"]),
    ],
)
def test_the_first_typed_answer_needs_no_sign_to_be_right(
    text: str, fields: dict[str, Any], lost: list[str]
) -> None:
    """As in Moodle, the first answer to type is right without a sign; after a tilde are no more."""
    its = taken(f"How many?{text}")
    assert fields.items() <= its.questions[0].items()
    assert len(its.lost) == len(lost)
    assert all(each.what.startswith(what) for each, what in zip(its.lost, lost, strict=True))


TWO = [("Two", "a", "b"), ("Three", "c", "d")]


@pytest.mark.parametrize(
    ("text", "questions", "lost"),
    [
        ("::a:: Two {=a ~b}\n::b:: Three {=c ~d}", TWO, []),
        ("// [id:x]\n::a:: Two {\n=a\n~b}\n// [id:y]\n::b:: Three {=c ~d}", TWO, []),
        ("::a:: Two {=a ~b}\n$CATEGORY: top\n::b:: Three {=c ~d}", TWO, []),
        ("::e:: Write {}\n::a:: Two {=a ~b}\n::b:: Three {=c ~d}", TWO, ["an essay, “e”"]),
        (
            "::e:: x {=p\n::a:: Two {=a ~b}\n\nThree {=c ~d}",
            TWO,
            ["a brace that isn't closed, “e”"],
        ),
        ("x {=p ~q\n\nTwo {=a ~b}\n\nThree {=c ~d}", TWO, ["a brace that isn't closed, “x”"]),
        ("x {=p ~q\n\nTwo\n{=a ~b}", TWO[:1], ["a brace that isn't closed, “x”"]),
        ("x {=p ~q\nTwo {=a ~b}", [], ["a brace that isn't closed, “x”"]),
        ("Two {=a ~b} and {=c ~d}", [], None),
        ("Two {=a ~b}\nThree {=c ~d}", [], None),
    ],
)
def test_braces_that_go_wrong_merge_no_questions(
    text: str, questions: list[tuple[str, ...]], lost: list[str] | None
) -> None:
    """Without empty lines, a title begins a question; what can't be told apart is left out."""
    its = taken(text)
    found = [
        (each["stem"], *(option["text"] for option in each["options"])) for each in its.questions
    ]
    assert found == questions
    assert lost is None or [each.what.removesuffix(": left out") for each in its.lost] == lost
    assert lost is not None or its.lost


def test_a_question_has_the_id_in_the_comment_before_it() -> None:
    """A comment after the answers, with no empty line between them, is the next question's."""
    text = "// [id:x]\n::a:: Two {=a\n// why\n~b}\n// [id:y]\n::b:: Three {=c ~d}"
    assert [each["id"] for each in taken(text).questions] == ["x", "y"]


def test_categories_and_pictures_are_named() -> None:
    """A category is named once, where it stands, and so is a picture in Markdown."""
    text = "::a::[markdown]![x](y.png) **Two** {=a ~b}\n\n::b:: Three {=c}"
    its = taken(f"$CATEGORY: top\n\n$CATEGORY: $course$/top/A//B/C\n\n{text}")
    assert its.questions[0]["stem"] == "x Two"
    assert [f"{each.where}: {each.what}" for each in its.lost] == [
        "line 3: the category “A/B/C”: left out",
        "question 1, line 5: a picture: left out",
    ]


NODE = """
const parser = require(process.argv[1]);
const text = require("fs").readFileSync(0, "utf8");
console.log(JSON.stringify(parser.parse(text)));
"""
TYPES = {"choice": {"MC"}, "multi": {"MC"}, "spot": {"MC"}, "sort": {"Matching"}}
TYPES |= {"order": {"Matching"}, "short": {"Short", "MC", "Numerical"}}


def parsed(content: bytes) -> list[dict[str, Any]]:
    """The questions that another parser of GIFT reads, without the categories."""
    folder = os.environ.get("GIFT_PEGJS")
    if not folder:
        pytest.skip("GIFT_PEGJS doesn't name the folder of npm's gift-pegjs")
    node = ["node", "-e", NODE, "--", folder]
    run = subprocess.run(node, input=content, capture_output=True, check=True)
    return [each for each in json.loads(run.stdout) if each["type"] != "Category"]


def check_parsed(question: Question, read: dict[str, Any]) -> None:
    """Check that another parser reads a question as it was written."""
    assert read["type"] in TYPES[question.kind]
    assert (read["id"], read["tags"]) == (question.id, [question.skill])
    assert read["title"] == without_tags(question.name)
    assert read["stem"]["format"] == "html"
    assert '<div class="stem">' in read["stem"]["text"]
    assert '<div class="explanation">' in read["globalFeedback"]["text"]
    if isinstance(question, Sort):
        assert len(read["matchPairs"]) >= len(question.rows)
    if read["type"] == "MC" and not isinstance(question, Short):
        whys = [why for _, why in question.texts("why") if why]
        assert len(read["choices"]) == len(whys)
        assert all(each["feedback"]["text"] for each in read["choices"])


def test_another_parser_reads_the_whole_bank() -> None:
    """Npm's gift-pegjs reads every question of the quiz, with its id, tag, answers and feedback."""
    read = parsed(gift.written(OWN, OWN.questions))
    by_id = {each.id: each for each in OWN.questions}
    assert len(read) == len(by_id)
    for each in read:
        check_parsed(by_id[each["id"]], each)


@given(question=questions)
@settings(max_examples=10)
def test_another_parser_reads_any_question(bank: Bank, question: Question) -> None:
    """Npm's gift-pegjs reads a question whatever its texts are."""
    (read,) = parsed(gift.written(bank, [question]))
    check_parsed(question, read)


HOSTILE = {
    "braces": "a {" * 500_000,
    "choices": "{~" + "~" * 2_000_000,
    "titles": "::" * 1_000_000 + "{",
    "questions": "{=a}\n\n" * 200_000,
    "pairs": "{" + "->=" * 500_000 + "}",
    "ids": "// " + "[id:" * 500_000 + "\n{=a}",
    "tags": "// " + "[tag:" * 500_000 + "\n{=a}",
    "closed ids": "// " + "[id:\\]" * 500_000 + "\n{=a}",
    "ranges": "{#" + "." * 1_000_000 + " x}",
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_texts_are_read_at_once(text: str) -> None:
    """Texts that begin much and end nothing take time in proportion to their length."""
    began = process_time()
    with suppress(NotReadable):
        taken(text)
    assert process_time() - began < AT_ONCE
