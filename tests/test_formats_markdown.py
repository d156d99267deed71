"""Questions from Markdown, from files for mdbook-quiz, and from Anki's notes in plain text."""

import time
from typing import Any

import pytest

from quiz.formats import import_format
from quiz.formats.recognise import recognised
from quiz.formats.taken import NotReadable, Taken
from tests.limits import AT_ONCE

MKDOCS = """# Ferries

```markdown
<quiz>
An example?
- [x] Yes
</quiz>
```

<quiz>
Which *boat* is `it`?

- [ ] A **raft**
> Rafts have no rudder.
> None.
- [x] The ferry

See [the page](https://example.org/boats).
</quiz>

<quiz>
The harbour opens at [[six]].
---
As ever.
</quiz>

<quiz>
From [[one]] to [[two]].
</quiz>

<quiz>
Which are wet? ![rain](rain.png)
- [x] Rain
- [X] Fog
- [] Sand
</quiz>

<?quiz?>
question: Are you ready?
answer-correct: Yes!
answer: No!
content:
Good.
<?/quiz?>
"""
MDBOOK = """
[[questions]]
id = "b230bed3"
type = "MultipleChoice"
prompt.prompt = "What is `1 + 1`?"
prompt.distractors = ["1", "3"]
answer.answer = ["2"]
context = "**Two**."

[[questions]]
type = "ShortAnswer"
prompt.prompt = "Which keyword?"
answer.answer = "let"
answer.alternatives = ["LET"]

[[questions]]
type = "Tracing"
prompt.program = "fn main() {}"
answer.doesCompile = true
"""
MANY = """
[[questions]]
prompt.prompt = "Which?"
prompt.distractors = [{}]
answer.answer = "a"
"""
ANKI = """#separator:tab
#html:true
#tags column:3
Where does the <b>ferry</b> dock?\tAt the pier\tweek-1
{{c1::Fog}} came before {{c2::noon::when?}}.\tIt was in the paper.\tweek-1
What happened?\t"A long story that nobody would care to type, with all its twists and turns."\t
<img src="x.png">\t\t
"""


def taken(name: str, text: str) -> Taken:
    """What a format's reader takes from a text, which is recognised as that format."""
    data = text.encode()
    assert recognised(data) == name
    return import_format(name).read(data)


def right(question: dict[str, Any]) -> list[str]:
    """The texts of the options that are right."""
    return [each["text"] for each in question["options"] if each.get("right")]


def test_a_page_for_mkdocs_quiz_keeps_its_feedback() -> None:
    """Options keep their reasons, a sentence with a gap is typed; examples in code aren't taken."""
    boat, harbour, wet, ready = taken("mkdocs", MKDOCS).questions
    assert boat == {
        "stem": "Which boat is it?",
        "kind": "choice",
        "options": [
            {"text": "A raft", "why": "Rafts have no rudder.\nNone."},
            {"text": "The ferry", "right": True},
        ],
        "explanation": "See the page (https://example.org/boats).",
    }
    assert harbour == {
        "stem": "The harbour opens at _____.",
        "kind": "short",
        "accept": ["six"],
        "explanation": "As ever.",
    }
    assert wet["kind"] == "multi"
    assert right(wet) == ["Rain", "Fog"]
    assert ready["stem"] == "Are you ready?"
    assert right(ready) == ["Yes!"]
    assert ready["explanation"] == "Good."


def test_what_a_page_for_mkdocs_quiz_loses_is_named() -> None:
    """A sentence with two gaps and a picture are named, each with its place."""
    lost = [f"{each.where}: {each.what}" for each in taken("mkdocs", MKDOCS).lost]
    assert lost[0] == "question 3, line 27: a question can have one gap here"
    assert "left out" in lost[1]
    assert lost[2] == "question 4, line 31: a picture: left out"


def test_a_file_for_mdbook_quiz_is_told_from_one_of_ours() -> None:
    """Its kinds become ours; a program to trace is named as lost."""
    found = taken("mdbook", MDBOOK)
    one, two = found.questions
    assert one["stem"] == "What is 1 + 1?"
    assert right(one) == ["2"]
    assert one["explanation"] == "Two."
    assert two == {"stem": "Which keyword?", "kind": "short", "accept": ["let", "LET"]}
    assert [each.where for each in found.lost] == ["question 3"]


def test_each_gap_of_a_note_in_anki_is_a_question() -> None:
    """A card is a `short` if its back can be typed; what can't is in the explanation."""
    found = taken("anki-text", ANKI)
    dock, fog, noon, story = found.questions
    assert dock == {
        "stem": "Where does the ferry dock?",
        "kind": "short",
        "accept": ["At the pier"],
    }
    assert fog["stem"] == "_____ came before noon."
    assert fog["accept"] == ["Fog"]
    assert noon["stem"] == "Fog came before _____ (when?)."
    assert noon["explanation"] == "It was in the paper."
    assert "accept" not in story
    assert story["explanation"].startswith("A long story")
    assert [each.where for each in found.lost] == ["note 1", "note 3", "note 4", "note 4"]


@pytest.mark.parametrize("after", ["", "\nPage text.\n- [x] a task that is done\n"])
@pytest.mark.parametrize("begins", ["<quiz>\nSecond?\n- [x] si\n</quiz>\n", ""])
def test_a_block_that_never_ends_is_a_draft_without_a_key(begins: str, after: str) -> None:
    """What belongs to it can't be told; the block after it is its own."""
    found = taken("mkdocs", f"<quiz>\nFirst?\n- [x] yes\n- [ ] no\n{after}{begins}")
    assert [right(each) for each in found.questions] == [[], ["si"]][: 1 + bool(begins)]
    assert found.questions[0]["stem"] == "First?"
    assert {each.where for each in found.lost} == {"question 1, line 1"}
    assert "</quiz> is missing" in "".join(each.what for each in found.lost)
    gap = taken("mkdocs", f"<quiz>\nAt [[six]].\n{begins}")
    assert "accept" not in gap.questions[0]
    assert any("“six”" in each.what for each in gap.lost)


def test_code_is_no_answer_and_hides_no_question_without_a_word() -> None:
    """A list in code is no answers; a fence that never ends is named with the <quiz> below it."""
    found = taken(
        "mkdocs",
        "```x``` is code\n<quiz>\nWhich?\n```\n- [x] no option\n<quiz>\n```\n- [x] a\n- [ ] b\n"
        "</quiz>\n```\n<quiz>\nLost?\n- [x] a\n</quiz>\n",
    )
    (question,) = found.questions
    assert [each["text"] for each in question["options"]] == ["a", "b"]
    assert "no option" in question["stem"]
    assert [each.where for each in found.lost] == ["line 12"]


def test_an_answer_goes_on_in_the_next_line_and_ends_at_other_text() -> None:
    """Answers below other text can't be told from a list of tasks: there is no key then."""
    text = "<quiz>\nWhich?\n- [x] a long\n  one\n- [ ] b\n{}- [x] c\n</quiz>\n"
    whole = taken("mkdocs", text.format(""))
    assert right(whole.questions[0]) == ["a long one", "c"]
    assert not whole.lost
    cut = taken("mkdocs", text.format("\nBecause.\n"))
    assert right(cut.questions[0]) == []
    assert "- [x] c" in cut.questions[0]["explanation"]
    assert "answers below other text" in cut.lost[0].what


@pytest.mark.parametrize(
    "picture",
    [
        f"![Map](data:image/png;base64,{'A' * 5000})",
        f'<img alt="" src="data:image/png;base64,{"A" * 5000}">',
        "![Map](map_(1).png)",
        "![Map][1]",
        f"[Map](data:text/plain;base64,{'A' * 5000})",
        f"Map\n\n[1]: data:image/png;base64,{'A' * 5000}",
    ],
)
def test_a_picture_of_any_length_is_named_as_lost(picture: str) -> None:
    """What a picture says in place of itself stays, its data never."""
    found = taken("mkdocs", f"<quiz>\nWhich {picture}\n- [x] a\n- [ ] b\n</quiz>\n")
    assert len(found.questions[0]["stem"]) < 20
    assert found.lost[0].what in (
        "a picture: left out",
        "an embedded file: left out",
    )


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("mkdocs", "<quiz>\n- [x] " + "![" * 10**6 + "\n</quiz>"),
        ("mkdocs", "<quiz>\n- [x] " + "`a" * 10**6 + "\n</quiz>"),
        ("mkdocs", "<quiz>\n- [x] " + "*a" * 10**6 + "\n</quiz>"),
        ("mkdocs", "<quiz>\n" * 10**6),
        ("mkdocs", "<quiz>\n" + "![](" * 10**6 + "\n- [x] a\n</quiz>"),
        ("mkdocs", "<quiz>\n" + "[a](data:" * 400_000 + "\n- [x] a\n</quiz>"),
        ("mkdocs", "<quiz>\n" + " ".join("`" * n for n in range(2_500)) + "\n- [x] a\n</quiz>"),
        ("mkdocs", "<quiz>\n" + " ".join("`" * (n % 30) for n in range(250_000)) + "\n- [x] a\n"),
        ("mkdocs", "<quiz>\n" + "<b " * 290_000 + "\n- [x] a\n</quiz>"),
        ("mkdocs", "<quiz>\nq\n" + "- [ ] `a`\n" * 290_000 + "</quiz>"),
        ("mkdocs", "<quiz>\nq\n- [x] a\n" + "> `a`\n" * 150_000 + "</quiz>"),
        ("mdbook", MANY.format("1," * 300_000)),
        ("mdbook", MANY.format('"`a`",' * 600_000)),
        ("mdbook", MANY.format('"`a`",' * 100) * 4_000),
        ("mdbook", "prompt.prompt = 1\n" + "a." * 10**6 + " = 1"),
        ("anki-text", "#html:true\n" + "{{c1::a::" * 10**6),
        ("anki-text", "#html:true\n" + '"' * 10**6),
    ],
)
def test_a_hostile_text_is_read_or_refused_at_once(name: str, text: str) -> None:
    """Marks that are opened a million times take no longer than any text of that length."""
    began = time.process_time()
    try:
        found = taken(name, text)
    except NotReadable as error:
        found = Taken((), ())
        text = str(error)
    assert time.process_time() - began < AT_ONCE
    assert len(found.questions) < 2
    assert text
