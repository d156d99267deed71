"""What is right, and said, in questions from Moodle and GIFT: no key and no reason is made up."""

from html import escape
from typing import Any

import pytest

from quiz.formats import gift, import_format, moodle
from quiz.formats.question_file import new_file
from quiz.formats.taken import Taken

OTHERS = "what is said of any other answer: “{}”"
GAP = "<questiontext><text>A city: {{{}}}</text></questiontext>"
ONE_RIGHT = "it doesn't say which answer is right"
ENOUGH = "one of 2 right answers is enough there: a reader picks all of them here"


def told(taken: Taken) -> list[str]:
    """What is lost."""
    return [each.what for each in taken.lost]


def from_moodle(type: str, inside: str) -> Taken:
    """What is taken from a question of Moodle's."""
    return moodle.read(f'<quiz><question type="{type}">{inside}</question></quiz>'.encode())


def answers(**shares: int) -> str:
    """Answers of Moodle's with their shares of the mark."""
    each = '<answer fraction="{}"><text>{}</text></answer>'
    return "".join(each.format(share, text) for text, share in shares.items())


@pytest.mark.parametrize(
    ("shares", "rights"),
    [
        ({"true": 100, "false": 0}, [True, False]),
        ({"false": 100, "true": 0}, [False, True]),
        ({"true": 0, "false": 0}, [False, False]),
        ({"true": 100, "false": 100}, [False, False]),
        ({}, [False, False]),
    ],
)
def test_true_or_false_is_right_only_where_the_file_says_so(
    shares: dict[str, int], rights: list[bool]
) -> None:
    """Without one right answer, there is no key, and a line says so."""
    taken = from_moodle("truefalse", answers(**shares))
    assert [each.get("right", False) for each in taken.questions[0]["options"]] == rights
    assert told(taken) == ([] if any(rights) else [ONE_RIGHT])


@pytest.mark.parametrize(
    ("menu", "label", "lost"),
    [
        ("=a~b~c", "a", []),
        ("a~b~c", None, ["it doesn't say where “r1” belongs"]),
        ("=a~=b~c", None, ["where “r1” belongs: 2 of its answers are right"]),
        ("%50%b~=a~c", "a", ["part of the mark for “b”, beside “r1”: it's wrong here"]),
    ],
)
def test_a_row_with_a_menu_has_a_label_only_if_one_is_right(
    menu: str, label: str | None, lost: list[str]
) -> None:
    """A row without one right choice lacks its label, and other choices of worth are reported."""
    text = f"r1 {{1:MC:{menu}}}&lt;br>r2 {{1:MC:a~=b~c}}"
    taken = from_moodle("cloze", f"<questiontext><text>{text}</text></questiontext>")
    rows = taken.questions[0]["rows"]
    assert [(each["text"], each.get("label")) for each in rows] == [("r1", label), ("r2", "b")]
    assert told(taken) == lost


@pytest.mark.parametrize(
    ("text", "lost"),
    [
        ("{~%100%a ~%100%b ~c}", [ENOUGH]),
        ("{~%100%a ~%100%b ~%-100%c}", [ENOUGH]),
        ("{~%50%a ~%50%b ~%-50%c}", []),
        ("{~%100%a ~%-100%b}", []),
    ],
)
def test_answers_of_which_one_is_enough_are_told(text: str, lost: list[str]) -> None:
    """Where several answers each earn the whole mark, a line says that all are asked for here."""
    assert told(gift.read(f"Which?{text}".encode())) == lost


PRAISE = "Yes! That's right!"
SECOND = "“5”, a second right number: it's right only as it's written"
REASON = "He grew up there, with Mary and Joseph."


@pytest.mark.parametrize(
    ("text", "explanation", "lost"),
    [
        (f"{{=a#{REASON}}}", REASON, []),
        (f"{{=a#{PRAISE}}}", None, [f"what is said of the right answer: “{PRAISE}”"]),
        (f"{{=a =b#{REASON}}}", None, [f"what is said of “b”: “{REASON}”"]),
        (f"{{#=3:0 =5:0#{REASON}}}", None, [SECOND, f"what is said of “5”: “{REASON}”"]),
        (
            f"{{=a#{REASON} =%75%b#Misspelt.}}",
            REASON,
            ["part of the mark for “b”: it's left out", "what is said of “b”: “Misspelt.”"],
        ),
    ],
)
def test_only_what_explains_the_answer_is_the_explanation(
    text: str, explanation: str | None, lost: list[str]
) -> None:
    """Praise and what is said of another form are reported, and explain nothing."""
    taken = gift.read(f"Where?{text}".encode())
    assert taken.questions[0].get("explanation") == explanation
    assert told(taken) == lost


def test_a_hidden_question_comes_as_a_draft() -> None:
    """What Moodle hides isn't asked here either, even if nothing is missing."""
    inside = answers(Paris=100).replace(
        "</answer>", "<feedback><text>So.</text></feedback></answer>"
    )
    more = "<hidden>1</hidden><generalfeedback><text>So it is.</text></generalfeedback>"
    asked = "<questiontext><text>Where?</text></questiontext>"
    taken = from_moodle("shortanswer", asked + inside + more)
    assert "it's hidden in Moodle, so it's a draft here" in told(taken)
    made = new_file(taken, "A", "a")
    assert made.drafts == 1
    assert "\ndraft = true\n" in made.text


def test_all_of_a_file_comes_in_its_first_language() -> None:
    """Stem, answers and title come in one language where they have it, whatever comes first."""
    stem = "{mlang de}Wer?{mlang}{mlang en}Who?{mlang}"
    option = (
        '<span lang="en" class="multilang">Ann</span> <span lang="de" class="multilang">Anna</span>'
    )
    name = "<name><text>{mlang en}Name{mlang}{mlang de}Titel{mlang}</text></name>"
    asked = f"<questiontext><text>{stem}</text></questiontext>"
    inside = answers(**{option.replace("<", "&lt;"): 100, "Eva": 0, "{mlang en}Sue{mlang}": 0})
    taken = from_moodle("multichoice", asked + name + inside)
    (question,) = taken.questions
    assert (question["title"], question["stem"]) == ("Titel", "Wer?")
    assert [each["text"] for each in question["options"]] == ["Anna", "Eva", "Sue"]
    assert told(taken) == ["its texts in other languages than de: left out"]


def test_the_languages_that_a_question_comes_in_are_named() -> None:
    """A question that hasn't the language of the file comes in its own first one."""
    text = "".join(
        f"<question type='essay'><questiontext><text>{stem}</text></questiontext></question>"
        for stem in (
            "{mlang en}Who?{mlang}{mlang de}Wer?{mlang}",
            "{mlang de}W?{mlang}{mlang fr}Q?{mlang}",
        )
    )
    lost = told(moodle.read(f"<quiz>{text}</quiz>".encode()))
    assert [each for each in lost if "languages" in each] == [
        "its texts in other languages than en: left out",
        "its texts in other languages than de: left out",
    ]


def test_gift_comes_in_one_language_too() -> None:
    """With a backslash before its braces, as GIFT needs it, the filter works in every text."""
    twice = r"\{mlang de\}A%s\{mlang\}\{mlang en\}B%s\{mlang\}"
    text = f"::{twice % (0, 0)}:: {twice % (1, 1)} {{={twice % (2, 2)} ~C}}"
    (question,) = gift.read(text.encode()).questions
    assert (question["title"], question["stem"]) == ("A0", "A1")
    assert [each["text"] for each in question["options"]] == ["A2", "C"]


def test_bold_answers_are_named_where_the_stem_asks_for_bold_ones() -> None:
    """Answers may look as the question says; plain ones would all be the same."""
    bold = answers(**{"&lt;b>An&lt;/b> ant": 100, "&lt;i>A&lt;/i> bee": 0})
    asks = "<questiontext><text>Which has its {} in bold?</text></questiontext>"
    named = ["bold or italics, in an answer: left out"] * 2
    assert told(from_moodle("multichoice", asks.format("article") + bold)) == named
    assert not told(from_moodle("multichoice", asks.replace("bold", "it").format("x") + bold))
    its = gift.read(b"Which is in bold? {=<b>An</b> ant ~A bee}")
    assert told(its) == ["bold or italics: left out"]


ANY_OTHER = "a mark for any other answer: it's wrong here"
PARIS = '<answer fraction="100"><text>Paris</text></answer>'


@pytest.mark.parametrize(
    ("taken", "lost"),
    [
        (gift.read(b"Name a city.{=Paris =*}"), [ANY_OTHER]),
        (gift.read(b"Name a city.{=Paris =%50%*#Nearly.}"), [ANY_OTHER, OTHERS.format("Nearly.")]),
        (gift.read(b"Name a city.{=Paris =%0%*#No.}"), [OTHERS.format("No.")]),
        (from_moodle("shortanswer", PARIS + answers(**{"*": 100})), [ANY_OTHER]),
        (from_moodle("shortanswer", PARIS + answers(**{"*": 50})), [ANY_OTHER]),
        (from_moodle("shortanswer", PARIS + answers(**{"*": 0})), []),
        (from_moodle("cloze", GAP.format("1:SA:=Paris~=*")), [ANY_OTHER]),
    ],
)
def test_a_mark_for_any_other_answer_is_told(taken: Taken, lost: list[str]) -> None:
    """Where any answer earns a mark, a line says that only the listed ones do here."""
    assert taken.questions[0]["accept"] == ["Paris"]
    assert told(taken) == lost


PICTURE = "<img src=x.png>"
ROWS = "".join(
    f"<subquestion><text>{escape(text)}</text><answer><text>{label}</text></answer></subquestion>"
    for text, label in ((PICTURE, "Paris"), ("<p>Big Ben</p>", "London"), ("<p><br></p>", "Rome"))
)
STEPS = "".join(
    f"<answer><text>{escape(text)}</text></answer>" for text in ("One", PICTURE, "Three")
)


@pytest.mark.parametrize(
    ("taken", "texts"),
    [
        (from_moodle("matching", ROWS), ["", "Big Ben"]),
        (
            gift.read(b"Where?{=<img src\\=x.png> -> Paris =<b>Big Ben</b> -> London = -> Rome}"),
            ["", "Big Ben"],
        ),
        (from_moodle("ordering", STEPS), ["One", "", "Three"]),
        (gift.read(b"When?{>\nOne\n<img src\\=x.png>\n\nThree\n}"), ["One", "", "Three"]),
    ],
    ids=["matching", "GIFT's matching", "ordering", "GIFT's ordering"],
)
def test_a_row_that_is_a_picture_makes_a_draft(taken: Taken, texts: list[str]) -> None:
    """It stays, without a text, so that the question isn't asked without it."""
    (question,) = taken.questions
    assert [each["text"] for each in question.get("rows") or question["steps"]] == texts
    if "labels" in question:
        assert question["labels"] == ["Paris", "London", "Rome"]
        assert [each["label"] for each in question["rows"]] == ["Paris", "London"]
    assert "a picture" in " ".join(told(taken))
    for text, drafts in (("", 1), ("Eiffel", 0)):
        assert new_file(Taken((explained(question, text),)), "A", "a").drafts == drafts


def explained(question: dict[str, Any], text: str) -> dict[str, Any]:
    """The question with all that it lacks, and this text for a row or a step without any."""
    name = "rows" if "rows" in question else "steps"
    its = [{**each, "text": each["text"] or text, "why": "So."} for each in question[name]]
    return {**question, name: its, "stem": "Which?", "explanation": "So."}


@pytest.mark.parametrize(
    ("text", "lost"),
    [("=3:0 =5", [SECOND]), ("=3:2 =5", []), ("=3:0 =%0%5", []), ("=3 =3", [])],
)
def test_a_second_right_number_is_told(text: str, lost: list[str]) -> None:
    """“5.0” isn't right where “5” is, unless that is near enough to the first number."""
    assert told(gift.read(f"How many?{{#{text}}}".encode())) == lost


HIDDEN = "\u202aParis\u202c\u200b"
QTI = f"""<questestinterop><item ident="a">
<presentation><material><mattext>Where?</mattext></material>
<response_str ident="r"><render_fib/></response_str></presentation>
<resprocessing><respcondition>
<conditionvar><varequal respident="r">{HIDDEN}</varequal></conditionvar><setvar>100</setvar>
</respcondition></resprocessing></item></questestinterop>"""


@pytest.mark.parametrize(
    "taken",
    [
        gift.read(f"Where?{{={HIDDEN}}}".encode()),
        from_moodle("shortanswer", answers(**{HIDDEN: 100})),
        from_moodle("cloze", GAP.format(f"1:SA:={HIDDEN}")),
        import_format("qti12").read(QTI.encode()),
        import_format("csv").read(f"question,answer\nWhere?,{HIDDEN}\n".encode()),
    ],
    ids=["gift", "moodle", "gap", "qti12", "csv"],
)
def test_what_nobody_sees_is_no_part_of_what_is_typed(taken: Taken) -> None:
    """Marks of direction and of no width, which come along when a text is copied, are dropped."""
    assert taken.questions[0]["accept"] == ["Paris"]


@pytest.mark.parametrize("end", ["\x0b", "\x85", "\u2028", "\u2029"])
def test_a_line_end_of_other_programs_is_one(end: str) -> None:
    """Slides have other signs for the end of a line; in an answer, it's a space."""
    (question,) = gift.read(f"Which{end}city?{{=New{end}York}}".encode()).questions
    assert (question["stem"], question["accept"]) == ("Which\ncity?", ["New York"])
