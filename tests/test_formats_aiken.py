"""Aiken: questions with one answer, line by line."""

from contextlib import suppress
from time import perf_counter

import pytest

from quiz.formats import aiken
from quiz.formats.taken import Lost, NotReadable
from tests.limits import AT_ONCE

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
        Lost("question 5, line 19", "the answer D, which isn't among the options: left out"),
        Lost("question 5, line 19", "which answer is right: it doesn't say"),
        Lost("question 6, line 23", "“Left over”, which no answer ends: left out"),
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
FIRST = "“First?”, which no answer ends: left out"


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
