"""Questions from Markdown, from files for mdbook-quiz, and from Anki's notes in plain text."""

from typing import Any

import pytest

from quiz.formats import import_format
from quiz.formats.recognise import recognised
from quiz.formats.taken import NotReadable, Taken

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
    assert [each.where for each in found.lost] == ["note 3", "note 4", "note 4"]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("mkdocs", "<quiz>\n- [x] " + "![" * 10**6 + "\n</quiz>"),
        ("mkdocs", "<quiz>\n- [x] " + "`a" * 10**6 + "\n</quiz>"),
        ("mkdocs", "<quiz>\n- [x] " + "*a" * 10**6 + "\n</quiz>"),
        ("mkdocs", "<quiz>\n" * 10**6),
        ("mdbook", "prompt.prompt = 1\n" + "a." * 10**6 + " = 1"),
        ("anki-text", "#html:true\n" + "{{c1::a::" * 10**6),
        ("anki-text", "#html:true\n" + '"' * 10**6),
    ],
)
def test_a_hostile_text_is_read_or_refused_at_once(name: str, text: str) -> None:
    """Marks that are opened a million times take no longer than any text of that length."""
    try:
        found = taken(name, text)
    except NotReadable as error:
        found = Taken((), ())
        text = str(error)
    assert len(found.questions) < 2
    assert text
