"""Aiken: questions with one answer, line by line."""

from contextlib import suppress
from time import perf_counter

import pytest

from quiz.formats import aiken
from quiz.formats.taken import Lost, NotReadable
from tests.limits import AT_ONCE

DRAFT = "it's a draft without a key"
LESSON = """\ufeffWhat makes the tide rise?
A. The moon
B) The wind: air, in = {motion} <b>
C. I. Newton
ANSWER: A

Which boats float?
Look closely.

A) A ferry
B) A raft
with a sail
C) An anchor
Answer: a, b

ANSWER: C
No options?
ANSWER: A
Where is D?
A. Here
B. There
ANSWER: D
Left over
""".replace("\n", "\r\n")


def test_each_question_is_taken_with_its_answer() -> None:
    """Options keep their letters' order, several answers make a `multi`, and the rest is named."""
    taken = aiken.read(LESSON.encode())
    assert taken.questions == (
        {
            "kind": "choice",
            "stem": "What makes the tide rise?",
            "options": [
                {"text": "The moon", "right": True},
                {"text": "The wind: air, in = {motion} <b>"},
                {"text": "I. Newton"},
            ],
        },
        {
            "kind": "multi",
            "stem": "Which boats float?\nLook closely.",
            "options": [
                {"text": "A ferry", "right": True},
                {"text": "A raft with a sail", "right": True},
                {"text": "An anchor"},
            ],
        },
        {
            "kind": "choice",
            "stem": "Where is D?",
            "options": [{"text": "Here"}, {"text": "There"}],
        },
    )
    assert taken.lost == (
        Lost("question 3, line 16", "“ANSWER: C”, which has no text: left out"),
        Lost("question 4, line 17", "“No options?”, which has no options: left out"),
        Lost("question 5, line 19", "the answer, “D”, isn't the letter of an option: " + DRAFT),
        Lost("question 6, line 23", "“Left over”, which has no ANSWER line: left out"),
    )


@pytest.mark.parametrize("data", [b"", b"Just a text.", b"\xff\xfe\x00", b"PK\x03\x04", b"A\0B"])
def test_what_is_not_aiken_is_refused_in_a_line(data: bytes) -> None:
    """A file without answers, or that isn't text, is refused in a line."""
    with pytest.raises(NotReadable) as refused:
        aiken.read(data)
    assert "\n" not in str(refused.value)


def test_a_file_in_windows_1252_is_read() -> None:
    """An older encoding is found out where it is certain."""
    text = "Où est la mer ?\nA. Là-bas\nB. Près de l’église\nANSWER: B\n"
    (question,) = aiken.read(text.encode("cp1252")).questions
    assert question["stem"] == "Où est la mer ?"


RIGHT = {"kind": "choice", "options": [{"text": "p"}, {"text": "q", "right": True}]}
FIRST = "“First?”, which has no ANSWER line: left out"


@pytest.mark.parametrize(
    ("text", "stem", "where"),
    [
        ("First?\nA. x\nB. y\n\nSecond?\nA. p\nB. q\nANSWER: B", "Second?", 1),
        ("First?\nA. x\nB. y\nSecond?\nA. p\nB. q\nANSWER: B", "Second?", 1),
        ("First?\nA. x\nB. y\nand z\n\nSecond?\n\nLook!\n\nA. p\nB. q\nANSWER: B", None, 1),
        ("Second?\nA. p\nB. q\nANSWER: B\nFirst?\nA. x\nB. y\n\n", "Second?", 5),
    ],
    ids=["apart", "close", "long", "last"],
)
def test_a_forgotten_answer_spoils_no_other_question(text: str, stem: str, where: int) -> None:
    """A question without an answer is left out and named, and the next one is taken as it is."""
    taken = aiken.read(text.encode())
    assert taken.questions == ({"stem": stem or "Second?\n\nLook!", **RIGHT},)
    (lost,) = taken.lost
    assert lost.what == FIRST
    assert lost.where.endswith(f"line {where}")


def test_an_answer_without_options_of_its_own_is_no_other_question_s() -> None:
    """Options that a text follows after an empty line aren't taken for its own."""
    taken = aiken.read(b"First?\nA. x\nB. y\n\nSecond?\nANSWER: B")
    second = "“Second?”, which has no options: left out"
    assert [each.what for each in taken.lost] == [FIRST, second]
    assert not taken.questions


def test_an_option_goes_on_after_an_empty_line() -> None:
    """A text between two options is the first one's, whatever lines are between them."""
    (question,) = aiken.read(b"What?\n\nA. x\n\nand y\n\nB. z\n\nANSWER: A").questions
    assert [each["text"] for each in question["options"]] == ["x and y", "z"]


@pytest.mark.parametrize(
    "text", ["q\nA. x\n" * 140_000, "q\nA. x\n" + "y\n" * 290_000, "q\nA. x\n\n" * 90_000]
)
def test_hostile_texts_are_read_at_once(text: str) -> None:
    """Questions and options without an end take time in proportion to their length."""
    began = perf_counter()
    with suppress(NotReadable):
        aiken.read(f"{text}ANSWER: A".encode())
    assert perf_counter() - began < AT_ONCE


@pytest.mark.parametrize(
    ("answer", "letters"),
    [
        ("A", "A"),
        ("c.", "C"),
        ("B)", "B"),
        ("A, C", "AC"),
        ("A and B", "AB"),
        ("a & d", "AD"),
        ("A, B, and D", "ABD"),
        ("A C", "AC"),
    ],
)
def test_an_answer_is_a_letter_or_several(answer: str, letters: str) -> None:
    """Several have a comma, a space or a word between them."""
    text = f"Which?\nA. w\nB. x\nC. y\nD. z\nANSWER: {answer}"
    (question,) = aiken.read(text.encode()).questions
    right = [at for at, each in enumerate(question["options"]) if each.get("right")]
    assert right == ["ABCD".index(each) for each in letters]


@pytest.mark.parametrize(
    "answer",
    ["bad", "all", "none", "A or B", "A-C", "B) x", "B (see D)", "AC", "x", "E", "A, E", "1"],
)
def test_an_answer_in_other_words_is_no_key(answer: str) -> None:
    """The question is a draft with all of its options, one line says so, and no other is spoilt."""
    text = f"Which?\nA. w\nB. x\nC. y\nD. z\nANSWER: {answer}\n\nNext?\nA. p\nB. q\nANSWER: B"
    which, following = aiken.read(text.encode()).questions
    assert which["options"] == [{"text": each} for each in "wxyz"]
    assert following == {"stem": "Next?", **RIGHT}
    (lost,) = aiken.read(text.encode()).lost
    assert lost == Lost(
        "question 1, line 1", f"the answer, “{answer}”, isn't the letter of an option: {DRAFT}"
    )


@pytest.mark.parametrize("letters", ["BA", "AAB", "AC"])
def test_options_out_of_order_have_no_key(letters: str) -> None:
    """Where letters jump or come twice, none of them is taken to be right."""
    options = "".join(f"{each}) an option\n" for each in letters)
    taken = aiken.read(f"Which?\n{options}ANSWER: A\n\nNext?\nA. p\nB. q\nANSWER: B".encode())
    *odd, following = taken.questions
    assert following == {"stem": "Next?", **RIGHT}
    assert not any("right" in option for each in odd for option in each["options"])
    assert taken.lost


def test_a_line_with_an_initial_is_no_option() -> None:
    """A name in the question or below an option may begin with a letter and a point."""
    text = "Who said so?\nI. Newton wondered.\nA. He\nB. His friend\nP. S. did\nANSWER: A"
    taken = aiken.read(text.encode())
    assert "right" in taken.questions[0]["options"][0]
    assert not taken.lost
