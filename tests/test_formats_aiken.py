"""Aiken: questions with one answer, line by line."""

import pytest

from quiz.formats import aiken
from quiz.formats.taken import Lost, NotReadable

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
        Lost("line 23", "“Left over”, which no answer ends: left out"),
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
