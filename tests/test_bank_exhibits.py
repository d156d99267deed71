"""Exhibits: a page to scale, each kind in words, and what an exhibit changes in a question."""

from pathlib import Path
from typing import Any

import msgspec
import pytest
from msgspec.structs import replace

from quiz.bank.exhibits import EXHIBITS, Notes, Page, in_words, texts
from quiz.bank.exhibits.base import PART
from quiz.bank.exhibits.notes import Note
from quiz.bank.exhibits.page import ABSENT, HEAD, Bar, Block, Gap, Words
from quiz.bank.kinds import Question, Spot, content, digest
from quiz.bank.model import Bank
from quiz.bank.read import read_bank
from quiz.bank.source import Source
from quiz.drawn import asked
from quiz.words import speak

CORPUS = Path(__file__).parent / "corpus"
SOURCE = Source("report", "article", headline="Late again", blocks=(2, 20, 10, 30, 5))
SOURCES = {"pier": SOURCE}


@pytest.fixture(scope="module")
def corpus() -> Bank:
    """The clean bank of the corpus, which has an exhibit of each kind."""
    return read_bank(CORPUS / "clean.toml")


def page(*shows: dict[str, Any], **fields: Any) -> Page:
    """A page of the pier that shows these parts."""
    return msgspec.convert({"kind": "page", "source": "pier", **fields, "shows": shows}, Page)


def laid_out(*shows: dict[str, Any], copy: dict[str, str] | None = None) -> list[Block | Gap]:
    """The layout of a page of the pier."""
    return page(*shows).layout(SOURCES, copy or {})


def test_quotations_that_follow_each_other_are_told_apart(corpus: Bank) -> None:
    """In words and as HTML, "…" stands between them, as on a screen, though nothing is left out."""
    shown = page({"at": "¶1", "quote": "one", "after": 0}, {"at": "¶1", "quote": "two", "after": 1})
    assert [each.text for each in shown.details(SOURCES, {})] == ["one … two (18 words not shown)"]
    question = replace(corpus.questions[0], exhibits=(shown,))
    assert "one … two" in "".join(asked(question, SOURCES, ()))


@pytest.mark.parametrize(
    ("shows", "pieces"),
    [
        ([{"at": "¶1"}], [Bar(20)]),
        ([{"at": "¶1", "quote": "two words"}], [Bar(9), Words("two words"), Bar(9)]),
        ([{"at": "¶1", "quote": "two words", "after": 0}], [Words("two words"), Bar(18)]),
        ([{"at": "¶1", "quote": "two words", "after": 18}], [Bar(18), Words("two words")]),
        (
            [{"at": "¶1", "quote": "one", "after": 3}, {"at": "¶1", "quote": "two", "after": 10}],
            [Bar(3), Words("one"), Bar(6), Words("two"), Bar(9)],
        ),
        (
            [{"at": "¶1", "quote": "one", "after": 3}, {"at": "¶1", "quote": "two", "after": 4}],
            [Bar(3), Words("one"), Words(" two"), Bar(15)],
        ),
        ([{"at": "¶4", "quote": "more words than the paragraph is long"}], None),
        ([{"at": "¶9", "quote": "far"}], None),
        ([{"at": "note 1", "quote": "far"}], None),
    ],
)
def test_quoted_words_stand_where_they_stand(
    shows: list[dict[str, Any]], pieces: list[Words | Bar] | None
) -> None:
    """Bars have as many words as the paragraph leaves; where nothing says how many, they have 0."""
    (block,) = laid_out(*shows)
    assert isinstance(block, Block)
    expected = pieces or [Bar(0), Words(shows[0]["quote"]), Bar(0)]
    assert list(block.pieces) == expected


def test_head_of_a_page_shows_what_is_written_and_the_headline_of_the_source() -> None:
    """Of the head, the headline alone is taken from the source; `none` is a blank."""
    shows = ({"at": "nameplate", "quote": "Pier Post"}, {"at": "headline"})
    assert laid_out(*shows, {"at": "byline", "none": True}) == [
        Block("nameplate", (Words("Pier Post"),)),
        Block("headline", (Words("Late again"),)),
        Block("byline", ()),
    ]


@pytest.mark.parametrize("at", HEAD)
def test_what_a_page_lacks_is_said_in_a_phrase_of_its_own(corpus: Bank, at: str) -> None:
    """In words and as HTML, as on a screen: in German, a missing “Bildnachweis” isn't “keine”."""
    lacking = page({"at": at, "none": True}, source=None, made_up=True)
    (told,) = lacking.details({}, {})
    question = replace(corpus.questions[0], exhibits=(lacking,))
    html = "".join(asked(question, {}, ()))
    assert (told.label, told.text) == ("", f"N{ABSENT[at][1:]}")
    assert f">({ABSENT[at]})</p>" in html
    speak("de")
    (in_german,) = lacking.details({}, {})
    assert in_german.text.startswith("Kein")


def test_gap_counts_what_it_leaves_out() -> None:
    """A gap has its first and last paragraph and the words of all of them."""
    assert laid_out({"gap": "¶2–¶3"}, {"gap": "¶4"}) == [Gap(2, 3, 40), Gap(4, 4, 5)]


def test_with_a_copy_its_words_stand_in_place_of_the_bars() -> None:
    """Words of the reader's own copy surround those that the question quotes."""
    copy = {"¶1": "The ferry came in at “ten past ten”, the log says."}
    shows = ({"at": "¶1", "quote": 'in at "ten'}, {"at": "¶1", "quote": "the log"}, {"at": "¶2"})
    assert laid_out(*shows, copy=copy) == [
        Block(
            "¶1",
            (
                Words("The ferry came ", quoted=False),
                Words("in at “ten"),
                Words(" past ten”, ", quoted=False),
                Words("the log"),
                Words(" says.", quoted=False),
            ),
        ),
        Block("¶2", (Bar(10),)),
    ]


def test_words_that_a_copy_has_twice_are_where_they_are_said_to_be() -> None:
    """Of two places with the same words, `after` says which one the question quotes."""
    copy = {"¶1": "The ferry came, and the ferry left."}
    shows = {"at": "¶1", "quote": "ferry", "after": 5}
    before, after = (Words(each, quoted=False) for each in ("The ferry came, and the ", " left."))
    assert laid_out(shows, copy=copy) == [Block("¶1", (before, Words("ferry"), after))]


def test_copy_that_lacks_the_words_leaves_the_bars() -> None:
    """A copy of another version of the article doesn't hide what the question quotes."""
    (block,) = laid_out({"at": "¶1", "quote": "at noon", "after": 4}, copy={"¶1": "At ten."})
    assert block == Block("¶1", (Bar(4), Words("at noon"), Bar(14)))


def test_page_made_up_has_no_bars_around_its_words() -> None:
    """A paragraph that was made up has no more words than it shows; one without any is a bar."""
    made_up = page({"at": "¶1", "quote": "All of it."}, {"at": "¶2"}, source=None, made_up=True)
    assert made_up.layout({}, {}) == [Block("¶1", (Words("All of it."),)), Block("¶2", (Bar(0),))]


WORDS = {
    "page": [
        "Exhibit 1 of 3: a web page at a glance.",
        "Nameplate: The Courier",
        "Headline: Council “to close” Mill Bridge, says leaked note",
        "No byline",
        "Paragraph 1: (5 words not shown) to lorries (12 words not shown) note is unsigned",
        "Paragraph 2: left out, 20 words",
        "Paragraph 3: (25 words not shown)",
    ],
    "photo": [
        "Exhibit 2 of 3: a photo, in words.",
        "The picture: A shop by a road.",
        "Caption: A baker … fears for his trade",
        "Credit: Town archive",
    ],
    "notes": ["Exhibit 3 of 3: notes under an article.", "Note 1: The note is dated … February"],
    "headlines": [
        "Exhibit 1 of 3: a headline.",
        "Council “to close” Mill Bridge, says leaked note (The Courier)",
    ],
    "search": [
        "Exhibit 2 of 3: a search, our own list of real titles.",
        "Typed: bridge closing",
        "Result 1: Council “to close” Mill Bridge, says leaked note (courier.example): A note.",
        "Result 2: Ten bridges to see (trips.example)",
    ],
    "post": [
        "Exhibit: a thread of messages, made up for this quiz.",
        "Ana: No lorries any more?",
        "Ben, an hour ago: So they say.",
    ],
    "draft": [
        "Exhibit 1 of 3: a draft headline, made up for this quiz.",
        "By: A pupil",
        "It says: The bridge will close",
    ],
    "timeline": [
        "Exhibit 2 of 3: a timeline.",
        "3 February: A note is written.",
        "10 February: A paper has it.",
    ],
    "table": ["Exhibit 3 of 3: a table.", "Who: note; Lorries: 300", "Who: paper; Lorries: 212"],
}
"""The last exhibit of each kind in the corpus, in words."""


@pytest.mark.parametrize("kind", EXHIBITS)
def test_exhibit_of_each_kind_is_told_in_words(corpus: Bank, kind: str) -> None:
    """Each kind has its parts named, and says if it was made up for this quiz."""
    told = {
        exhibit.kind: lines
        for question in corpus.questions
        for exhibit, lines in zip(
            question.exhibits, in_words(question.exhibits, corpus.sources), strict=True
        )
    }
    assert told[kind] == WORDS[kind]


def test_parts_of_a_spot_are_told_where_the_exhibit_has_them(corpus: Bank) -> None:
    """The exhibit with the passage comes last, and what it quotes is the passage."""
    asked = next(each for each in corpus.questions if each.id == "bridge-spot-posted")
    assert isinstance(asked, Spot)
    shown = list(in_words(asked.shown_exhibits, corpus.sources))
    assert [lines[0].split(": ")[1] for lines in shown] == [
        "a photo, in words.", "a thread of messages, made up for this quiz.",
    ]  # fmt: skip
    assert shown[1][1] == f"Cem, at noon: {asked.text}"
    note = Notes(source="courier-2024", lines=(Note(1, "{parts}"),))
    ((_, quoted),) = replace(asked, exhibits=(note,)).quotations()
    assert (quoted.at, quoted.quote) == ("note 1", asked.text)


def test_page_of_a_spot_has_a_part_in_each_place(corpus: Bank) -> None:
    """Its quotations are the parts; bars are as long as with them, and the layout says where."""
    asked = next(each for each in corpus.questions if each.id == "bridge-spot-page")
    assert isinstance(asked, Spot)
    quoted = [each.quote for _, each in asked.quotations()]
    assert quoted == ["note is unsigned", "300 lorries cross", "the Courier counted"]
    assert isinstance(asked.frame, Page)
    layout = asked.frame.layout_for([part.text for part in asked.parts], corpus.sources, {})
    assert layout[0] == Block("nameplate", (Words(PART),))
    three = (Bar(10), Words(PART), Bar(5), Words(PART), Bar(4))
    assert layout[3] == Block("¶3", three)
    two = page({"at": "¶1", "quote": PART}, {"at": "¶1", "quote": PART}, made_up=True, source=None)
    assert two.layout_for(["One.", "Two."], {}, {}) == [
        Block("¶1", (Words(PART), Words(f" {PART}")))
    ]


def test_what_an_exhibit_shows_is_part_of_what_was_asked(corpus: Bank) -> None:
    """A question with exhibits has another digest than without, and each text in them counts."""
    question = next(each for each in corpus.questions if each.id == "bridge-thread")
    (thread,) = question.exhibits
    without: Question = replace(question, exhibits=())
    reworded = msgspec.json.decode(
        content(question).replace(b"So they say.", b"So they said."), type=Question
    )
    assert len({digest(question), digest(without), digest(reworded)}) == 3
    assert b"exhibits" not in content(without)
    assert [text for _, text in texts(thread)] == [
        "“Ana”", "“No lorries any more?”", "“Ben”", "“So they say.”", "“an hour ago”",
    ]  # fmt: skip


def test_question_with_exhibits_is_read_back_as_it_was_asked(corpus: Bank) -> None:
    """What a history stores of a question has its exhibits."""
    for question in corpus.questions:
        stored: Question = msgspec.json.decode(content(question), type=Question)
        assert stored.exhibits == question.exhibits
