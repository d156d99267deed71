"""Moodle XML: what Moodle's importer reads, the marks that Moodle gives, and the way back."""

import json
import re
from contextlib import suppress
from html.parser import HTMLParser
from itertools import combinations
from pathlib import Path
from random import Random
from time import process_time
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given

from quiz.bank.kinds import Choice, Multi, Order, Question, Short, Sort, Spot
from quiz.bank.load import own_bank
from quiz.bank.model import Bank
from quiz.bank.read import bank_of, read_bank
from quiz.formats import gift, moodle
from quiz.formats.amounts import ALLOWED
from quiz.formats.taken import NotReadable
from quiz.markup import paragraphs
from tests.limits import AT_ONCE
from tests.made_up import fields, picking, questions, sorts, spots

TYPES = ("multichoice", "truefalse", "shortanswer", "numerical", "matching", "ordering", "cloze")
OWN = read_bank(own_bank())
HERE = Path(__file__).parent
COURSE = HERE / "corpus" / "moodle.xml"
BARE = [f'<question type="{each}"><answer/><subquestion/></question>' for each in TYPES]
ABOUT: dict[str, Any] = {"id": "a", "skill": "certainty", "stem": "What?", "explanation": "So."}


def exported(bank: Bank, *questions: Question) -> list[ET.Element]:
    """The elements for some questions, without those for categories."""
    root = ET.fromstring(moodle.written(bank, questions))  # noqa: S314 - our own XML
    assert root.tag == "quiz"
    return [each for each in root if each.get("type") != "category"]


def text(node: ET.Element, path: str) -> str:
    """A text that Moodle's importer looks for, trimmed as there."""
    return node.findtext(f"{path}/text", "").strip()


def check_fields(node: ET.Element) -> None:
    """Check what Moodle's importer needs of a question, and what it refuses."""
    assert text(node, "name")
    assert text(node, "questiontext")
    assert all(
        each.get("format") == "html"
        for tag in ("questiontext", "generalfeedback", "feedback")
        for each in node.iter(tag)
    )
    fractions = [float(each.get("fraction", "")) for each in node.iterfind("answer")]
    match node.get("type"):
        case "multichoice":
            assert len(fractions) > 1
            assert all(
                not each or min(abs(abs(each) / 100 - one) for one in ALLOWED) < 1e-5
                for each in fractions
            )
            if node.findtext("single") == "true":
                assert max(fractions) == 100
            elif sum(each > 0 for each in fractions) <= 20:
                # qtype_multichoice warns unless the shares make up a whole, in two decimals
                assert sum(each for each in fractions if each > 0) == pytest.approx(100, abs=0.5)
            assert all(text(each, ".") for each in node.iterfind("answer"))
        case "ordering":
            assert fractions == [*range(1, len(fractions) + 1)]
            assert node.findtext("shownumcorrect") == "1"
            assert int(node.findtext("selectcount", "")) == len(fractions)
        case "shortanswer" | "numerical":
            assert max(fractions) == 100
            assert all(text(each, ".") for each in node.iterfind("answer"))
        case other:
            assert other == "cloze"


def test_the_whole_bank_has_what_moodle_imports() -> None:
    """Every question has the fields that Moodle's importer needs, its id and its skill."""
    nodes = exported(OWN, *OWN.questions)
    assert {each.findtext("idnumber") for each in nodes} == {each.id for each in OWN.questions}
    skills = {each.id: each.skill for each in OWN.questions}
    for node in nodes:
        check_fields(node)
        assert text(node, "tags/tag") == skills[node.findtext("idnumber", "")]


@given(question=questions)
def test_any_question_has_what_moodle_imports(bank: Bank, question: Question) -> None:
    """Whatever its texts, a question has the fields that Moodle's importer needs."""
    (node,) = exported(bank, question)
    check_fields(node)


def test_questions_are_in_a_category_for_each_skill(bank: Bank) -> None:
    """A category comes before its questions, under the bank's title, a slash in it doubled."""
    root = ET.fromstring(moodle.written(bank, bank.questions))  # noqa: S314 - our own XML
    paths = [text(each, "category") for each in root if each.get("type") == "category"]
    names = [each.name for each in bank.skills.values()]
    assert sorted(paths) == sorted(f"top/{bank.about.title}/{each}" for each in names)


@given(question=picking() | spots())
def test_moodle_gives_our_share_for_picks(bank: Bank, question: Question) -> None:
    """Moodle's sum of what was picked, not below 0, is our share."""
    assert isinstance(question, Choice | Multi | Spot)
    (node,) = exported(bank, question)
    worth = [float(each.get("fraction", "")) / 100 for each in node.iterfind("answer")]
    can = question.pickable if isinstance(question, Spot) else (*range(len(question.options)),)
    assert len(worth) == len(can)
    random = Random(len(worth))
    for _ in range(20):
        count = 1 if node.findtext("single") == "true" else random.randint(0, len(can))
        picked = random.sample(range(len(can)), count)
        marks = min(1, max(0, sum(worth[each] for each in picked)))
        share = question.share(tuple(can[each] for each in picked))
        if len(question.key) <= 10:  # `MANY` says so of more
            assert marks == pytest.approx(share, abs=1e-5)
    if len(question.key) > 10:
        assert moodle.MANY in [*moodle.changes(question)]


def moodles_order(count: int, put: list[int]) -> float:
    """What qtype_ordering gives: of each item, those before and after it that are so in the key."""
    right = total = 0
    for place, each in enumerate(put):
        right += len(set(put[:place]) & set(range(each)))
        right += len(set(put[place + 1 :]) & set(range(each + 1, count)))
        total += count - 1
    return right / total


def test_moodle_gives_our_share_for_an_order() -> None:
    """Moodle's grading of all previous and next items is the share of pairs in order."""
    (node,) = exported(OWN, next(each for each in OWN.questions if isinstance(each, Order)))
    assert node.findtext("gradingtype") == "RELATIVE_ALL_PREVIOUS_AND_NEXT"
    random = Random(7)
    for count in range(2, 10):
        put = random.sample(range(count), count)
        pairs = [a < b for a, b in combinations(put, 2)]
        assert moodles_order(count, put) == pytest.approx(sum(pairs) / len(pairs))


def test_reasons_and_citations_are_in_the_feedback() -> None:
    """Each reason is in the feedback for its answer, or with the citations in the general one."""
    nodes = {each.findtext("idnumber"): each for each in exported(OWN, *OWN.questions)}
    for question in OWN.questions:
        node = nodes[question.id]
        everything = "\n".join(node.itertext())
        for _, why in question.texts("why"):
            if why and not isinstance(question, Sort):
                assert paragraphs(why) in everything
        assert everything.count('<ul class="sources">') == 1
        for url in {OWN.sources[each.source].url for each in question.cites}:
            assert not url or f'href="{url}"' in text(node, "generalfeedback").replace("&amp;", "&")


def test_a_number_has_its_tolerance_and_units(bank: Bank) -> None:
    """A number becomes a numerical question; what is rejected comes before it, as 0."""
    question = Short(
        **ABOUT, number=74.5, within=0.5, units=("m", "metres"), accept=("deep",), reject=("74,2",)
    )
    (node,) = exported(bank, question)
    answers = [
        (each.get("fraction"), text(each, "."), each.findtext("tolerance"))
        for each in node.iterfind("answer")
    ]
    assert answers == [("0", "74.2", "0"), ("100", "74.5", "0.5")]
    assert [each.findtext("unit_name") for each in node.iter("unit")] == ["m", "metres"]
    assert moodle.FORMS in [*moodle.changes(question)]


def test_an_asterisk_is_no_wildcard(bank: Bank) -> None:
    """An asterisk in an accepted form is escaped, as Moodle would take it for any text."""
    (node,) = exported(bank, Short(**ABOUT, accept=("a*b",), case=True))
    assert text(node, "answer") == r"a\*b"
    assert node.findtext("usecase") == "1"


def test_texts_are_in_cdata() -> None:
    """Moodle's parser leaves out pieces of a text that are only spaces, and CDATA isn't cut so."""
    whole = moodle.written(OWN, OWN.questions)
    outside = re.sub(rb"<!\[CDATA\[.*?\]\]>", b"", whole, flags=re.DOTALL)
    assert b"&" not in outside
    assert not re.search(rb"<text>[^<]", outside)


def test_a_text_may_hold_what_ends_cdata(bank: Bank) -> None:
    """A text with “]]>” is as it was for whoever reads the XML."""
    (node,) = exported(bank, Short(**{**ABOUT, "stem": "Is x[y[0]]>1 & z?"}, accept=("]]>",)))
    assert "<p>Is x[y[0]]&gt;1 &amp; z?</p>" in text(node, "questiontext")
    assert text(node, "answer") == "]]>"


@pytest.mark.parametrize("title", ["Is p<0.05 enough?", "<b>Bold</b> words", "a < b"])
def test_moodle_cuts_no_tags_out_of_a_name(bank: Bank, title: str) -> None:
    """In a name, no tag begins, as Moodle would cut it out; taken back, the title is as it was."""
    question = Short(**ABOUT, title=title, accept=("yes",))
    (node,) = exported(bank, question)
    line = re.search(rb"::(.*?)::", gift.written(bank, [question]))
    for name in (text(node, "name"), line[1].decode() if line else ""):
        assert not re.search(r"<\S", name)
        assert name.split() == title.replace("<", "< ").split()
    for format in (moodle, gift):
        assert format.read(format.written(bank, [question])).questions[0]["title"] == title


@given(question=sorts())
def test_in_a_gap_only_the_reason_begins_with_a_hash(bank: Bank, question: Question) -> None:
    """Some versions of Moodle end a label at the hash of a reference: each is escaped."""
    (node,) = exported(bank, question)
    assert isinstance(question, Sort)
    gaps = re.findall(r"\{1:MULTICHOICE:(.*?)\}", text(node, "questiontext"))
    assert len(gaps) == len(question.rows)
    for gap in gaps:
        labels = gap.split("~")
        assert len(labels) == len(question.labels)
        assert all(len(re.findall(r"(?<!\\)#", each)) == 1 for each in labels)


@pytest.mark.parametrize(
    ("gap", "label", "why"),
    [
        ("=R&amp;D#Yes~b", "R&D", "Yes"),
        ("=Q&amp;#Yes~b", "Q&", "Yes"),
        ("=It&#39;s#It&#39;s&#x21;~b", "It's", "It's!"),
        ("=It&amp;#39;s#Yes~b", "It's", "Yes"),
        (r"=It&amp;\#39;s \#1#Yes~b", "It's #1", "Yes"),
    ],
)
def test_a_hash_in_a_gap_begins_the_reason_unless_in_a_reference(
    gap: str, label: str, why: str
) -> None:
    """In a gap, a hash of a reference and an escaped one are part of the label."""
    asked = f"<![CDATA[Which? {{1:MC:{gap}}}]]>"
    question = (
        f'<question type="cloze"><questiontext><text>{asked}</text></questiontext></question>'
    )
    (taken,) = moodle.read(f"<quiz>{question}</quiz>".encode()).questions
    assert taken["options"][0] == {"text": label, "right": True, "why": why}


class Tags(HTMLParser):
    """The tags of some HTML, with their attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()
        self.attributes: set[str] = set()
        self.addresses: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep a tag."""
        self.found.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.addresses |= {value or "" for name, value in attrs if name == "href"}


def test_a_hostile_bank_has_no_tags_of_its_own() -> None:
    """Whatever a bank has in its texts, the HTML has only tags and attributes that we write."""
    nasty = "<script>alert(1)</script><img src=x onerror=alert(1)>\" onclick='x' {1:MC:=x}"
    source = (HERE / "hostile" / "everywhere.toml").read_text(encoding="utf-8")
    text = source.replace("¤", nasty.replace('"', r"\"")).replace("§", nasty.replace('"', r"\""))
    bank = bank_of(text.encode(), Path("hostile.toml"))
    html = Tags()
    for node in exported(bank, *bank.questions):
        for each in node.iterfind(".//*[@format='html']/text"):
            html.feed(each.text or "")
    assert html.found <= {
        *("a", "b", "blockquote", "br", "div", "figcaption", "figure", "li", "ol", "p", "pre"),
        *("span", "strong", "table", "td", "th", "time", "tr", "u", "ul"),
    }
    assert html.attributes <= {"class", "href", "rel", "datetime", "role", "aria-label"}
    assert all(each.startswith(("https://", "http://")) for each in html.addresses)


@given(question=questions)
def test_a_question_comes_back_from_moodle_as_it_was(bank: Bank, question: Question) -> None:
    """Exported and imported, any question has its keys and its texts, down to the reasons."""
    taken = moodle.read(moodle.written(bank, [question]))
    (back,) = taken.questions
    assert back == fields(question)


def test_moodles_own_questions_are_taken_and_what_is_lost_is_named() -> None:
    """Of a course as Moodle exports it, each type is taken as its kind, or named with its place."""
    taken = moodle.read(COURSE.read_bytes())
    golden = json.loads(COURSE.with_suffix(".json").read_text(encoding="utf-8"))
    assert [*taken.questions] == golden["questions"]
    assert [f"{each.where}: {each.what}" for each in taken.lost] == golden["lost"]


@pytest.mark.parametrize(
    "text",
    [
        "{1:MC:" * 500_000,
        "{1:MC:=" + "~" * 2_000_000 + "}",
        "{1:SA:" + "&#" * 100_000 + "}" * 1_000_000,
        '<div class="stem">' * 90_000,
        '<div class="stem"></div>' + '<p class="row">' * 90_000,
        '<div class="stem"></div>' + '<u class="part">' * 90_000,
    ],
    ids=["gaps", "choices", "references", "stems", "rows", "parts"],
)
def test_hostile_texts_are_read_at_once(text: str) -> None:
    """Texts that begin much and end nothing take time in proportion to their length."""
    root = ET.Element("quiz")
    question = ET.SubElement(root, "question", type="cloze")
    ET.SubElement(ET.SubElement(question, "questiontext"), "text").text = text
    began = process_time()
    with suppress(NotReadable):
        moodle.read(ET.tostring(root))
    assert process_time() - began < AT_ONCE


def test_a_comma_that_may_be_for_thousands_is_told() -> None:
    """A number that English and German read differently is reported with how it was read."""
    answer = '<answer fraction="100"><text>1,000</text></answer>'
    taken = moodle.read(f'<quiz><question type="numerical">{answer}</question></quiz>'.encode())
    assert taken.questions[0]["number"] == 1
    (lost,) = taken.lost
    assert lost.what == "“1,000” is read as 1: change it if its comma is for thousands"


def asks(text: str, name: str = "", rest: str = "") -> str:
    """A choice with this text as its stem and its right answer."""
    answers = f'<answer fraction="100"><text>{text}</text></answer><answer><text>No</text></answer>'
    return (
        f'<question type="multichoice"><name><text>{name}</text></name><questiontext>'
        f"<text>{text}</text></questiontext>{answers}{rest}</question>"
    )


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("hand <b>made</b> text", "hand made text"),
        ("a<sup>2</sup> &lt;i&gt;or&lt;/i&gt; <br/>b &amp;amp; c", "a² or\nb & c"),
        ('<p>See <a href="https://e.org/?a&amp;b">it</a></p>', "See it (https://e.org/?a&b)"),
    ],
)
def test_tags_that_are_not_escaped_are_html(text: str, plain: str) -> None:
    """Whoever writes a file by hand may leave the tags in a text as they are."""
    (question,) = moodle.read(f"<quiz>{asks(text)}</quiz>".encode()).questions
    assert question["stem"] == plain
    assert question["options"][0]["text"] == plain.replace("\n", " ")


def test_deep_tags_are_read_at_once() -> None:
    """Many tags, deep within others, take time in proportion to their length."""
    deep = "<b>" * 150 + "<i>x</i>" * 60_000 + "</b>" * 150
    question = f'<question type="essay"><questiontext><text>{deep}</text></questiontext></question>'
    began = process_time()
    moodle.read(f"<quiz>{question}</quiz>".encode())
    assert process_time() - began < AT_ONCE


@pytest.mark.parametrize("bad", ["`a", "~~~\n", "` ", "__a", "[a]("])
def test_hostile_markdown_is_read_at_once(bad: str) -> None:
    """Markdown is read within two seconds, or refused if there is far more than questions need."""
    for length in (900_000, 9_000_000):
        text = bad * (length // len(bad))
        began = process_time()
        with suppress(NotReadable):
            question = asks("x").replace(
                "<questiontext><text>x", f'<questiontext format="markdown"><text>{text}'
            )
            moodle.read(f"<quiz>{question}</quiz>".encode())
        assert process_time() - began < AT_ONCE


def test_categories_titles_ids_and_pictures_are_named() -> None:
    """What a question here can't have is named, and what its text says anyway is not."""
    path = "<category><text>$course$/top/Sea</text></category>"
    info = "<info><text>Of ships.</text></info>"
    long = "A title that goes on for longer than forty characters"
    asked = (
        asks("Who?", long, "<idnumber>Größe</idnumber>"),
        asks(f"{long} ends?", f"{long}..."),
        asks("![Who?](a.png)", "Short").replace(
            "<questiontext>", '<questiontext format="markdown">'
        ),
    )
    text = "".join(f"\n{each}" for each in asked)
    taken = moodle.read(
        f'<quiz>\n<question type="category">{path}{info}</question>{text}</quiz>'.encode()
    )
    assert [f"{each.where}: {each.what}" for each in taken.lost] == [
        "line 2: the category “Sea”, and what is said of it: left out",
        "question 1, line 3: its id, “Größe”, which can't be one here: left out",
        f"question 1, line 3: its title, “{long}”, of more than 40 characters: left out",
        "question 3, line 5: a picture: left out",
    ]


def test_what_is_said_of_an_answer_that_is_left_out_is_named() -> None:
    """No reason is lost without a word, nor a picture of an old file, nor what is said of units."""
    said = "<feedback><text>{}</text></feedback>"
    answers = "".join(
        f'<answer fraction="{share}"><text>{form}</text>{said.format(why)}</answer>'
        for share, form, why in (("100", "4", ""), ("50", "5", "Close"), ("0", "six*", "Far"))
    )
    old = "<image>a/b.png</image><image_base64>iVBORw0KGgo=</image_base64>"
    units = "<unitgradingtype>1</unitgradingtype><instructions><text>In m</text></instructions>"
    short = f'<question type="shortanswer">{answers}{old}</question>'
    number = f'<question type="numerical">{answers}{units}</question>'
    lost = moodle.read(f"<quiz>\n{short}\n{number}</quiz>".encode()).lost
    assert [f"{each.where}: {each.what}" for each in lost] == [
        "question 1, line 2: part of the mark for “5”: it's left out",
        "question 1, line 2: what is said of “5”: “Close”",
        "question 1, line 2: “six*”, which stands for many answers: left out",
        "question 1, line 2: what is said of “six*”: “Far”",
        "question 1, line 2: a picture: left out",
        "question 2, line 3: part of the mark for “5”: it's left out",
        "question 2, line 3: what is said of “5”: “Close”",
        "question 2, line 3: the answer “six*”, which isn't a number: left out",
        "question 2, line 3: what is said of “six*”: “Far”",
        "question 2, line 3: the mark for its unit: left out",
        "question 2, line 3: “In m”, said of any such answer: left out",
    ]


def test_gaps_in_a_long_line_take_no_room_for_each() -> None:
    """Gaps whose line is too long to stand in each row are named, and not taken."""
    text = ("x" * 10_000 + "{1:MC:=a~b}") * 99
    question = f'<question type="cloze"><questiontext><text>{text}</text></questiontext></question>'
    taken = moodle.read(f"<quiz>{question}</quiz>".encode())
    assert not taken.questions
    assert taken.lost[0].what.startswith("gaps in longer lines than rows to sort can be, “")
    assert len(str(taken)) < 1000


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("Pick the fruits.", "a text that has no gap to fill, “Pick the fruits.”"),
        ("Pick {1:MULTICHOICE}", "a text that has no gap to fill, “Pick {1:MULTICHOICE}”"),
        ("Which mark? {3:NM:=zero}", "a number that isn't given, “Which mark?”"),
        ("{1:NM:=32:0} or {1:NM:=212:0}", "gaps that aren't all menus of the same choices, “”"),
        ("Who? {1:MR:=Marge~Fred~=Lisa~Anna}", ""),
        ("Who? {1:MR:%100%Marge~Fred}", "how much each answer counts"),
    ],
)
def test_what_of_gaps_is_lost_is_named(text: str, what: str) -> None:
    """Gaps that can't be asked are named; answers that cancel each other are as they are here."""
    question = f'<question type="cloze"><questiontext><text>{text}</text></questiontext></question>'
    lost = [each.what for each in moodle.read(f"<quiz>{question}</quiz>".encode()).lost]
    assert lost[-1].startswith(what) if what else not lost


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"", "breaks off"),
        (b"<quiz><question", "breaks off"),
        (b"<html></html>", "isn't Moodle XML"),
        (b'<!DOCTYPE quiz [<!ENTITY a "b">]><quiz/>', "entities"),
        (b'<?xml version="1.0" encoding="x-nonsense"?><quiz/>', "encoding"),
    ],
)
def test_what_is_not_moodle_xml_is_refused_in_a_line(data: bytes, what: str) -> None:
    """A file that isn't whole Moodle XML is refused, with what is wrong with it."""
    with pytest.raises(NotReadable, match=what) as refused:
        moodle.read(data)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("question", ["<question/>", '<question type="multichoice"/>', *BARE])
def test_a_bare_question_is_taken_or_named(question: str) -> None:
    """A question that lacks everything is taken as far as it goes, or named as lost."""
    taken = moodle.read(f"<quiz>{question}</quiz>".encode())
    assert taken.lost or taken.questions
