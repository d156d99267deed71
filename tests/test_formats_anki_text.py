"""Anki's notes in plain text: gaps in gaps, half files, and what is lost of a note."""

import time

import pytest

from quiz.formats import import_format
from quiz.formats.taken import NotReadable, Taken
from tests.limits import AT_ONCE

NOTES = """#separator:tab
#html:true
#guid column:1
#notetype column:2
#deck column:3
#tags column:6
a1\tBasic\tGeo\tCapital of France?\tParis\tweek-1 city
a2\tBasic (and reversed card)\tGeo\tDog\tHund\t
a3\tCloze\tGeo\tNested {{c1::a {{c2::b::which?}} c}}\tSo it is.\t
a4\tCloze\tTown\t{{c1,2::Both}} and {{c3::one}}\t\t
a5\tCloze\tGeo\t{{c1::A}} and {{c1::B}} go\t\t
"""


def taken(text: str) -> Taken:
    """What is taken from notes."""
    return import_format("anki-text").read(text.encode())


def test_notes_cut_anywhere_are_read() -> None:
    """A file that was cut is read up to there; what is left of its last note may be nothing."""
    head = NOTES.index("a1")
    for length in range(head, len(NOTES)):
        found = taken(NOTES[:length])
        assert found.questions or found.lost or length == head


def test_a_note_without_fields_is_named() -> None:
    """Its number is said, and the others are taken."""
    found = taken("#separator:tab\n#guid column:1\na1\tDog\tHund\na2\n")
    assert len(found.questions) == 1
    assert [each.where for each in found.lost] == ["note 2"]


def test_a_gap_in_a_gap_is_asked_and_so_is_what_is_around_it() -> None:
    """The outer one hides the inner one; a gap of two cards is asked by both."""
    asked = [(each["stem"], each["accept"]) for each in taken(NOTES).questions[2:]]
    assert asked == [
        ("Nested _____", ["a b c"]),
        ("Nested a _____ (which?) c", ["b"]),
        ("_____ and one", ["Both"]),
        ("_____ and one", ["Both"]),
        ("Both and _____", ["one"]),
    ]


def test_what_is_lost_of_notes_is_named() -> None:
    """Tags, decks, other cards and cards with several gaps are named with their notes."""
    told = [f"{each.where}: {each.what}" for each in taken(NOTES).lost]
    assert told[0] == "note 1: the tags, “week-1 city”: left out"
    assert told[1] == "note 1: the decks, “Geo”, and 1 more: left out"
    assert told[2].startswith("note 2, and all of the type “Basic (and reversed card)”: one quest")
    assert told[3] == "note 5: a card with several gaps, “A”, “B”: left out"
    assert len(told) == 4
    (whole, *_) = taken("#tags:all of them\nDog\tHund\n").lost
    assert whole.what == "the tags, “all of them”: left out"


HEAD = "#separator:tab\n#html:true\n"


@pytest.mark.parametrize(
    "note",
    [
        "France\tCountry in Europe\tParis\tThe seat of government is Paris.",
        "Who checks?\tT\t2\tdesk\tprinter\t1 0",
        "食べる\tたべる\t\tto eat",
    ],
)
def test_of_more_than_two_fields_none_is_the_answer(note: str) -> None:
    """A note that is no front and back is a draft without a key, with all its texts."""
    found = taken(f"{HEAD}{note}\nDog\tHund\t\t\n")
    first, second = found.questions
    front, *others = filter(None, note.split("\t"))
    assert first == {"stem": front, "kind": "short", "explanation": "\n\n".join(others)}
    assert second == {"stem": "Dog", "kind": "short", "accept": ["Hund"]}
    (line,) = found.lost
    assert line.where == "note 1"
    assert "draft without a key" in line.what


def test_named_columns_say_which_is_the_answer() -> None:
    """The front, the back and what is said after it are found by their names, and so are tags."""
    head = f"{HEAD}#columns:Extra\tBack\tFront\tTags\n"
    found = taken(f"{head}So it is.\tParis\tCapital of France?\tgeo\n\tHund\tDog\t\n")
    first, second = found.questions
    assert first["stem"] == "Capital of France?"
    assert (first["accept"], first["explanation"]) == (["Paris"], "So it is.")
    assert second == {"stem": "Dog", "kind": "short", "accept": ["Hund"]}
    assert [each.what for each in found.lost] == ["the tags, “geo”: left out"]


@pytest.mark.parametrize(
    "names",
    [
        "Question\tAnswer\tSource\tNotes",
        "Front\tBack\tHint\tReading",
        "Frage\tAntwort\tQuelle\tBild",
    ],
)
def test_what_other_named_fields_say_is_said_after_the_answer(names: str) -> None:
    """A field with a name that is none of an option's leaves the answer clear."""
    found = taken(f"{HEAD}#columns:{names}\nWho prints?\tThe printer\tOne\tTwo\n")
    assert found.questions[0]["accept"] == ["The printer"]
    assert found.questions[0]["explanation"] == "One\n\nTwo"
    assert not found.lost


@pytest.mark.parametrize(
    ("head", "before"),
    [
        ("#notetype:Basic (optional reversed card)\n", ""),
        ("#notetype column:1\n", "Basic (optional reversed card)\t"),
        ("#notetype column:1\n", "Basique (carte inversée optionnelle)\t"),
        ("#columns:Front\tBack\tAdd Reverse\n", ""),
    ],
)
def test_whether_a_card_is_asked_the_other_way_round_is_no_answer(head: str, before: str) -> None:
    """The field for it is left out, and the back is the answer."""
    (question,) = taken(f"{HEAD}{head}{before}Who prints?\tThe printer\ty\n").questions
    assert question == {"stem": "Who prints?", "kind": "short", "accept": ["The printer"]}


@pytest.mark.parametrize(
    "names",
    ["Question\tA\tB\tAnswer", "A\tB\tFront\tBack", "Question\tQ_1\tQ_2\tAnswers"],
)
def test_names_that_may_be_of_options_name_no_answer(names: str) -> None:
    """Where a column has the name of an option, the note is a draft without a key."""
    found = taken(f"{HEAD}#columns:{names}\nWho?\tdesk\tprinter\tA\n")
    assert "accept" not in found.questions[0]
    assert "draft without a key" in found.lost[0].what


@pytest.mark.parametrize(
    "note",
    ["Who? A) desk B) printer\tA", "Who?<ul><li>desk<li>it</ul>\tB", "Who?\tB. desk", "Who?\t(b)"],
)
def test_a_back_that_may_name_an_option_is_no_key(note: str) -> None:
    """A letter beside options is no answer to type."""
    found = taken(f"{HEAD}{note}\n")
    assert "accept" not in found.questions[0]
    assert "may name an option" in found.lost[0].what


@pytest.mark.parametrize("back", ["C", "1 Main St<br>Town", "A; B / C", "x"])
def test_a_back_is_one_answer_where_no_options_are(back: str) -> None:
    """A letter, a list or several lines are the answer to a front that lists nothing."""
    (question,) = taken(f"{HEAD}Which?\t{back}\n").questions
    assert question["accept"] == [back.replace("<br>", " ")]


@pytest.mark.parametrize("rest", ["\nQ3?\tA3", '\nQ3?\tA3\nQ5 “quoted” "in"?\tA5', '\n"Q3?"\tA3'])
def test_a_quotation_mark_that_stays_open_swallows_no_notes(rest: str) -> None:
    """The file is refused, with the line of the note."""
    with pytest.raises(NotReadable, match=r"line 4\b.*quotation mark"):
        taken(f'{HEAD}Q1?\tA1\n"Q2 is open?\tA2{rest}\n')


@pytest.mark.parametrize(
    "text",
    [
        "\n".join("\t".join(["field"] * 3_000) for _ in range(200)),
        "\n".join("\t".join(["<b>f</b>"] * 100) for _ in range(690)),
        "{{c1::" * 500_000,
        "{{c1::a}}" * 400_000,
        "{{c1::" * 200_000 + "}}" * 200_000,
        "".join(f"{{{{c{n}::a}}}}" for n in range(999)) + "x" * 3_900_000,
        "".join(f"{{{{c{n}::a}}}}" for n in range(100)) + "\t" + "x" * 100_000,
        "{{c1" + ",1" * 1_500_000 + "::a}}",
        "\n".join("".join(f"{{{{c{n}::a}}}}" for n in range(100)) for _ in range(3_000)),
    ],
)
def test_a_hostile_note_is_read_or_refused_at_once(text: str) -> None:
    """However many gaps there are, a note takes no longer than any text of its length."""
    began = time.process_time()
    try:
        found = taken(f"#html:true\n#separator:tab\n{text}\n")
    except NotReadable as error:
        assert "\n" not in str(error)  # noqa: PT017 - it may be read as well
    else:
        assert found.questions or found.lost
    assert time.process_time() - began < AT_ONCE
