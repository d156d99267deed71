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


@pytest.mark.parametrize(
    "text",
    [
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
