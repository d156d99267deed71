"""Quizzes for mdbook-quiz, and answers that are too long to be typed."""

import pytest

from quiz.formats.taken import NotReadable
from tests.test_formats_markdown import taken


def test_a_file_for_mdbook_quiz_loses_no_answer() -> None:
    """Numbers and long answers stay, and what several questions share comes before each."""
    long = "D" * 500
    found = taken(
        "mdbook",
        f"""
[multipart]
prog = "Given `fn main() {{}}`"

[[questions]]
type = "MultipleChoice"
multipart = "prog"
prompt.prompt = "How many?"
prompt.distractors = ["1", 3, "{long}"]
answer.answer = 2

[[questions]]
type = "MultipleChoice"
multipart = "gone"
prompt.prompt = "Which?"
prompt.distractors = ["1"]
answer.answer = "2"

[[questions]]
type = "Other"
prompt.prompt = "Which?"
answer.answer = "2"
""",
    )
    one, two = found.questions
    assert [each["text"] for each in one["options"]] == ["2", "1", "3", long]
    assert one["passage"] == "Given fn main() {}"
    assert "passage" not in two
    told = [f"{each.where}: {each.what}" for each in found.lost]
    assert "question 1: “3”, which isn't in quotation marks: it's taken as a text" in told
    assert any("“gone”" in each for each in told)
    assert "question 3: a question of the type “Other”: left out" in told


LONG = "Because somebody has to check the facts and the names before the paper is printed."


@pytest.mark.parametrize(
    ("name", "text", "answer"),
    [
        ("mdbook", f'prompt.prompt = "Why?"\nanswer.answer = "{LONG}"', LONG),
        (
            "mdbook",
            'prompt = { prompt = "Why?", response = "long" }\nanswer.answer = "It is so."',
            "It is so.",
        ),
        ("mkdocs", f"<quiz>\nIt is so, [[{LONG}]]\n</quiz>\n", LONG),
    ],
)
def test_a_sentence_is_not_to_be_typed(name: str, text: str, answer: str) -> None:
    """What is too long to type is in the explanation of a draft."""
    head = '[[questions]]\ntype = "ShortAnswer"\n' if name == "mdbook" else ""
    found = taken(name, head + text)
    assert found.questions[0]["explanation"] == answer
    assert "accept" not in found.questions[0]
    assert "too long to be typed" in found.lost[0].what


def test_answers_are_in_the_order_that_mdbook_quiz_shows_them_in() -> None:
    """Sorted, with the right one at its place, or else in any order."""
    entry = """[[questions]]
type = "MultipleChoice"
prompt = {{ prompt = "Which?", distractors = ["c", "a"], {} }}
answer.answer = "b"
"""
    orders = ("sortAnswers = true", "answerIndex = 1", "answerIndex = 9", "answerIndex = true")
    text = "".join(map(entry.format, orders))
    options = [
        ["".join(option["text"] for option in each["options"]), each.get("fixed", False)]
        for each in taken("mdbook", text).questions
    ]
    assert options == [["abc", True], ["cba", True], ["bca", False], ["bca", False]]


def test_a_name_that_toml_does_not_take_is_refused_in_a_line() -> None:
    """A name with an umlaut needs quotation marks in TOML."""
    with pytest.raises(NotReadable, match="letters that aren't plain"):
        taken("mdbook", '[[questions]]\nprompt.prompt = "Q"\nprompt.größe = "b"\n')


def test_an_answer_that_is_a_picture_makes_a_draft() -> None:
    """An option stays without a text, whether it is right or wrong; a form to type isn't one."""
    picture = '"![a map](x.png)"'.replace("a map", "")
    for answers in (
        f'prompt.distractors = [{picture}]\nanswer.answer = "Paris"',
        f'prompt.distractors = ["Rome"]\nanswer.answer = ["Paris", {picture}]',
        f'prompt.distractors = ["Rome"]\nanswer.answer = {picture}',
    ):
        text = f'[[questions]]\ntype = "MultipleChoice"\nprompt.prompt = "Where?"\n{answers}\n'
        found = taken("mdbook", text)
        (question,) = found.questions
        assert "" in [each["text"] for each in question["options"]]
        assert "a picture: left out" in [each.what for each in found.lost]
    text = '[[questions]]\ntype = "ShortAnswer"\nprompt.prompt = "Where?"\nanswer.answer = '
    assert not taken("mdbook", text + picture).questions
    more = f'"Paris"\nanswer.alternatives = [{picture}]'
    assert taken("mdbook", text + more).questions[0]["accept"] == ["Paris"]
