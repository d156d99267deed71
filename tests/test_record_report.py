"""Reports for a teacher: complete, and with nothing that runs."""

import csv
import io
import json
import re
import xml.etree.ElementTree as ET
from datetime import UTC, datetime
from html import escape, unescape
from html.parser import HTMLParser
from random import Random

import msgspec
import pytest
from markdown_it import MarkdownIt

from quiz.bank.exhibits import Exhibit
from quiz.bank.kinds import Question, Spot
from quiz.bank.model import Bank
from quiz.markup import STYLE
from quiz.play.mark import Certainty
from quiz.play.round import Answer, Round, answer, begin, finish, onward
from quiz.record.answers import RoundSummary
from quiz.record.history import History
from quiz.record.report import AnswerEntry, Form, Report, RoundEntry, introduced, report, write
from tests.conftest import Living
from tests.contrast import contrast

EVIL = '=1+1<script>alert(1)</script> **x** [y](https://z.example) | `w` & "q"'


def whole(handout: Report) -> Report:
    """A report with all its rounds at once."""
    return msgspec.structs.replace(handout, rounds=[*handout.rounds])


def text(handout: Report, form: Form) -> str:
    """A report as one text."""
    return "".join(write(handout, form))


@pytest.fixture
def rounds(bank: Bank) -> list[tuple[RoundSummary, Round]]:
    """One round with every kind of question answered, one wrongly."""
    history = History.open()
    round = begin(bank.questions, Random(1))
    number = history.begin(round, "own")
    while not round.over:
        question = round.slot.question
        given = (1,) if question.id == "bridge-in-may" else question.key
        round = onward(answer(round, Answer(given, Certainty.SURE, 4)))
    history.keep(number, round)
    stored = history.round(number)
    assert stored is not None
    summary = history.rounds()[0]
    history.close()
    return [(summary, stored)]


@pytest.fixture
def handout(bank: Bank, rounds: list[tuple[RoundSummary, Round]]) -> Report:
    """The report of the rounds."""
    return whole(report(bank.about.title, rounds, bank.sources, "A. Reader"))


@pytest.mark.parametrize("form", ["md", "html"])
def test_partly_right_answer_is_neither_right_nor_wrong(
    bank: Bank, rounds: list[tuple[RoundSummary, Round]], form: Form
) -> None:
    """A partly right answer has a sign of its own, with how much of it is right."""
    ((summary, _),) = rounds
    (sort,) = (each for each in bank.questions if each.id == "fact-or-forecast")
    partly = answer(begin([sort], Random(1)), Answer((0, 0, 1), Certainty.GUESS))
    shown = text(report("A report", [(summary, partly)], bank.sources), form)
    assert "◐ partly right, 2 of 3 lines right, said “guess”" in shown
    assert "✗ wrong" not in shown


def test_each_answer_comes_with_its_key_and_sources(bank: Bank, handout: Report) -> None:
    """For each question: what was answered, what was right, how sure, what it cites."""
    (round,) = handout.rounds
    assert len(round.answers) == len(bank.questions)
    assert (round.right, round.marks) == (7, 7 * 3 - 6)
    by_id = {entry.question: entry for entry in round.answers}
    assert by_id["bridge-in-may"].key == "The mayor expects it in May."
    assert by_id["least-to-most"].key.count(" → ") == 2
    assert "The railings are not ordered.: Fact" in by_id["fact-or-forecast"].key
    assert by_id["which-month"].key == "May"
    assert by_id["bridge-in-may"].sources[0] == (
        "[1] Oda Finch, “Footbridge Will Open in May, Mayor Says”, The Larkmere Lantern, "
        "4 March 2031, ¶1, “should open in May”, https://lantern.example/footbridge-in-may"
    )


@pytest.mark.parametrize("form", ["md", "json", "csv", "html"])
def test_every_form_has_the_stems_and_the_name(bank: Bank, handout: Report, form: Form) -> None:
    """Every form has every question, and the name if it was given."""
    page = text(handout, form)
    for question in bank.questions:
        assert question.stem in unescape(page)
    assert "A. Reader" in page
    assert "A. Reader" not in text(msgspec.structs.replace(handout, name=""), form)


def evil(rounds: list[tuple[RoundSummary, Round]]) -> Report:
    """A report in which every text would do harm."""
    (summary, round), *_ = rounds
    slot = round.slots[0]
    question = msgspec.structs.replace(
        slot.question, stem=EVIL, passage=EVIL, explanation=f"{EVIL}\x1b]0;x\x07"
    )
    slots = (msgspec.structs.replace(slot, question=question), *round.slots[1:])
    return whole(report(EVIL, [(summary, msgspec.structs.replace(round, slots=slots))], {}, EVIL))


def test_page_runs_and_fetches_nothing(rounds: list[tuple[RoundSummary, Round]]) -> None:
    """HTML is escaped throughout: no script, no address to load, no markup from a text."""
    tags: set[str] = set()
    attributes: set[str] = set()

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            tags.add(tag)
            attributes.update(name for name, _ in attrs)

    page = text(evil(rounds), "html")
    Reader().feed(page)
    known = "html head meta title style body h1 h2 h3 p article blockquote dl dt dd ul li br pre b"
    assert tags <= {*known.split()}
    assert attributes <= {"lang", "charset", "http-equiv", "content", "name", "class"}
    assert "\x1b" not in page
    assert "url(" not in page
    assert "@import" not in page
    ET.fromstring(re.sub(r"<!DOCTYPE html>|<meta[^>]*>|<br>", "", page))  # noqa: S314 - our own


def test_page_offers_what_was_offered(bank: Bank, handout: Report) -> None:
    """Each option is there once, with its sign, and with words on what is right and was picked."""
    (round,) = handout.rounds
    (entry,) = (each for each in round.answers if each.question == "bridge-in-may")
    page = unescape(text(with_entry(handout, round, entry), "html"))
    (question,) = (each for each in bank.questions if each.id == entry.question)
    for each in question.texts():
        assert page.count(f" {each[1]}") == 1
    assert f'<li class="right">✓ {entry.key} <b>(correct answer)</b></li>' in page
    assert f'<li class="wrong">✗ {entry.answer} <b>(your pick)</b></li>' in page
    titled = msgspec.structs.replace(handout, titles={entry.question: "A title"})
    page = unescape(text(with_entry(titled, round, entry), "html"))
    assert "<h3>1. A title</h3>" in page
    assert page.count(entry.stem) == 1


@pytest.mark.parametrize(
    ("id", "given", "items"),
    [
        (
            "fact-or-forecast",
            (0, 0, 1),
            [
                "✓ The railings are not ordered. (Fact)",
                "✗ The bridge should open in May. (Forecast; you said “Fact”)",
                "✓ The ferry will lose its passengers. (Forecast)",
            ],
        ),
        (
            "least-to-most",
            (1, 0, 2),
            [
                "✗ 1. The bridge might open in May. (you put it 2nd)",
                "✗ 2. The bridge should open in May. (you put it 1st)",
                "✓ 3. The bridge is certain to open in May.",
            ],
        ),
        (
            "the-hedge",
            (2,),
            [
                "· brave,",
                "✗ an engineer (your pick)",
                "✓ is said to have said, (correct answer)",
                "· not ordered.",
            ],
        ),
    ],
)
def test_page_has_the_rows_and_parts_of_other_kinds(
    questions: dict[str, Question],
    rounds: list[tuple[RoundSummary, Round]],
    id: str,
    given: tuple[int, ...],
    items: list[str],
) -> None:
    """Each row, step, and part to pick has its sign, what is right, and what was answered."""
    ((summary, _),) = rounds
    asked = answer(begin([questions[id]], Random(1)), Answer(given, Certainty.GUESS))
    page = unescape(text(report("A report", [(summary, asked)], {}), "html"))
    listed = page.partition('<ul class="options">')[2].partition("</ul>")[0]
    found = re.sub("<[^>]*>", "", listed).strip().split("\n")
    assert sorted(found) == sorted(items)
    assert ("brave, an engineer is said" in page) == (id == "the-hedge")


@pytest.mark.parametrize(
    ("url", "can_be_followed"),
    [("https://a.example/b?c=1&d=%22", True), ("http://a.example", True),
     ("javascript:alert(1)", False), ("data:text/html,x", False),
     ('https://a.example/"onclick="x', True)],
)  # fmt: skip
def test_page_links_addresses_of_the_web_alone(
    handout: Report, url: str, *, can_be_followed: bool
) -> None:
    """The address of a source is a link if it is one of the web, and nothing in it gets out."""
    (round,) = handout.rounds
    entry = msgspec.structs.replace(round.answers[0], sources=(f"[1] A, {url}",), urls=(url,))
    links: list[dict[str, str | None]] = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            if tag == "a":
                links.append(dict(attrs))

    Reader().feed(text(with_entry(handout, round, entry), "html"))
    expected = {"href": url, "rel": "noopener noreferrer"}
    assert links == ([expected] if can_be_followed else [])


@pytest.mark.usefixtures("german")
def test_a_german_report_names_a_typed_answer_alike(handout: Report) -> None:
    """What was typed has the same words before it in Markdown as on the page."""
    for form in ("md", "html"):
        assert "Deine Antwort" in text(handout, form)
        assert "Fertig" not in text(handout, form)


def test_markdown_offers_what_was_offered(handout: Report) -> None:
    """What was offered is a list, with what is right and was picked, as on the page."""
    (round,) = handout.rounds
    for entry in round.answers:
        shown = unescape(text(with_entry(handout, round, entry), "md"))
        for each in entry.options:
            sign = "✓" if each.right else "✗" if each.picked else "·"
            assert shown.count(f"\n- {sign} {each.text}") == 1
        assert ("- Your answer: " in shown) is (not entry.options and not entry.rows)
    (entry,) = (each for each in round.answers if each.question == "page-tells")
    right, *_ = (each.text for each in entry.options if each.right)
    other, *_ = (each.text for each in entry.options if not each.right)
    shown = text(with_entry(handout, round, entry), "md")
    assert f"- ✓ {right} **(correct answer, your pick)**\n" in shown
    assert f"- · {other}\n" in shown


@pytest.mark.parametrize("form", ["md", "html"])
def test_page_begins_with_a_summary(bank: Bank, form: Form) -> None:
    """Before the rounds the page says how often the reader was right, by skill and certainty."""
    history = History.open()
    round = begin(bank.questions, Random(1))
    number = history.begin(round, bank.id)
    while not round.over:
        round = onward(answer(round, Answer(round.slot.question.key, Certainty.SURE, 4)))
    history.keep(number, round)
    handout = report(bank.about.title, (), bank.sources)
    pages = [text(introduced(handout, bank, history, each), form) for each in (None, number)]
    history.close()
    for each in pages:
        page = re.sub(r"<h2>(.*)</h2>\n<p>|## (.*)\n\n- ", r"[\1\2] ", each)
        assert "[In short] Of your 8 answers, 8 were right." in page
        assert page.index("[Where you stand]") < page.index("[How sure, and how often")
        assert "sure: 8 of 8 right" in page


def test_page_has_a_table_of_where_the_reader_stands(bank: Bank) -> None:
    """Groups are apart from their skills, each with a bar, and are in no line besides."""
    history = History.open()
    for _ in range(2):
        round = begin(bank.questions, Random(1))
        number = history.begin(round, bank.id)
        while not round.over:
            round = onward(answer(round, Answer(round.slot.question.key, Certainty.SURE, 4)))
        history.keep(number, round)
    handout = introduced(report(bank.about.title, (), bank.sources), bank, history, None)
    history.close()
    page = text(handout, "html")
    names = re.findall(r"(class=\"group\")?><th scope=\"row\">([^<]*)</th>", page)
    stands = dict(handout.summary)["Where you stand"]
    assert [bool(group) for group, _ in names] == [True, False] * 2
    assert all(line.startswith(name) for (_, name), line in zip(names, stands, strict=False))
    assert page.count('<i style="left:68%;width:32%"></i><b style="left:100%"></b>') == 4
    assert page.count("8 of 8 right</td><td>likely 68 to 100%") == 4
    assert not [line for line in stands[:4] if line in page]
    assert escape(stands[4]) in page
    assert "<table>" not in text(msgspec.structs.replace(handout, standings=()), "html")


def test_page_can_be_read_by_day_and_by_night() -> None:
    """Each colour of text stands out from the paper, also where dark pages are preferred."""
    light, dark = (
        dict(re.findall(r"--(\w+): (#\w+)", scheme)) for scheme in STYLE.split("@media")[:2]
    )
    for colours in (light, dark):
        for name in ("ink", "muted", "link", "right", "wrong", "partly"):
            assert contrast(colours[name], colours["paper"]) >= 4.5, name


@pytest.mark.parametrize("form", ["md", "html", "json"])
def test_answer_comes_with_the_exhibits_of_its_question(
    rounds: list[tuple[RoundSummary, Round]], form: Form
) -> None:
    """What a question showed is in its report, told in words; nothing in it runs."""
    ((summary, round),) = rounds
    post = {"kind": "post", "made_up": True, "by": "A pupil", "text": f"Really?\n\n{EVIL}"}
    slot = round.slots[0]
    question = msgspec.structs.replace(
        slot.question, exhibits=(msgspec.convert(post, type=Exhibit),)
    )
    asked = msgspec.structs.replace(
        round, slots=(msgspec.structs.replace(slot, question=question),)
    )
    shown = text(report("A report", [(summary, asked)], {}), form)
    assert "Exhibit: a post, made up for this quiz." in shown
    assert "A pupil: Really?" in shown
    assert form == "json" or "<script>" not in shown


@pytest.mark.parametrize("form", ["md", "html", "json"])
def test_passage_of_a_spot_is_told_once_where_an_exhibit_has_it(
    bank: Bank, rounds: list[tuple[RoundSummary, Round]], form: Form
) -> None:
    """The words that were asked for are in the exhibit, and not in a passage beside it."""
    post = {"kind": "post", "made_up": True, "by": "A pupil", "text": "{parts}"}
    spot = next(each for each in bank.questions if isinstance(each, Spot))
    asked = msgspec.structs.replace(spot, exhibits=(msgspec.convert(post, type=Exhibit),))
    round = finish(answer(begin([asked], Random(1)), Answer(asked.key, Certainty.SURE, 4)))
    ((past, _),) = rounds
    shown = text(report("A report", [(past, round)], bank.sources), form)
    assert f"A pupil: {asked.text}" in shown
    assert shown.count(asked.text) == 1


def test_table_holds_no_formula(rounds: list[tuple[RoundSummary, Round]]) -> None:
    """No cell of text begins as a formula does; marks stay numbers."""
    rows = list(csv.DictReader(io.StringIO(text(evil(rounds), "csv"), newline="")))
    assert rows[0]["stem"].startswith("'=")
    assert rows[0]["name"].startswith("'=")
    for row in rows:
        for column, cell in row.items():
            assert column == "marks" or not cell.startswith(("=", "+", "-", "@", "\t", "\r"))
    assert "-6" in {row["marks"] for row in rows}


def test_markdown_takes_no_marks_from_a_text(rounds: list[tuple[RoundSummary, Round]]) -> None:
    """Markdown in a text is escaped."""
    page = text(evil(rounds), "md")
    assert "**x**" not in page
    assert "[y](" not in page
    assert "<script>" not in page
    assert "\x1b" not in page


VERSE = "The bridge is up,\nthe bridge is late,\n\nand still we wait."
CODE = "Which line is wrong?\n\n    if late:\n        wait()  # ```"
TABLE = "day      bridge\n4 March  closed\n1 May    open"


@pytest.fixture
def shaped(rounds: list[tuple[RoundSummary, Round]]) -> Report:
    """A report on a question whose texts have lines and columns of their own."""
    (summary, round), *_ = rounds
    question = msgspec.structs.replace(
        round.slots[0].question,
        passage=f"What is said of it:\n\n{TABLE}",
        stem=CODE,
        explanation=VERSE,
    )
    slot = msgspec.structs.replace(round.slots[0], question=question)
    return report("Shapes", [(summary, msgspec.structs.replace(round, slots=(slot,)))], {})


def test_markdown_keeps_the_shape_of_texts(shaped: Report) -> None:
    """A Markdown reader keeps the lines of texts, and the spaces of tables and code."""
    text = "".join(write(shaped, "md"))
    shown = MarkdownIt().parse(text)
    fenced = [token.content for token in shown if token.type == "fence"]
    assert fenced == [f"{CODE.partition(chr(10))[2].strip(chr(10))}\n", f"{TABLE}\n"]
    page = MarkdownIt().render(text)
    assert "<h3>1. Which line is wrong?</h3>" in page
    assert "<p>What is said of it:</p>" in page
    assert "<p>The bridge is up,<br />\nthe bridge is late,</p>\n<p>and still we wait.</p>" in page


def test_page_keeps_the_shape_of_texts(shaped: Report) -> None:
    """HTML keeps the lines of texts, and the spaces of tables and code."""
    page = "".join(write(shaped, "html"))
    said = f"<p>What is said of it:</p>\n<pre>{TABLE}</pre>"
    assert f"<blockquote>{said}</blockquote>" in page
    assert "1. Which line is wrong?</h3>\n<pre>    if late:\n        wait()  # ```</pre>" in page
    assert "up,<br>the bridge is late,<br><br>and still" in page


@pytest.mark.parametrize(
    "line", ["- a", "+ a", "---", "===", "2. a", "3) a", "&lt;b&gt;", "# a", "~~~", "> a", "-5"]
)
def test_markdown_shows_a_line_as_it_is(shaped: Report, line: str) -> None:
    """No line of a text becomes a heading, a list, a rule or a character of HTML."""
    (round,) = shaped.rounds
    entry = msgspec.structs.replace(round.answers[0], explanation=f"Before\n{line}\nafter")
    changed = msgspec.structs.replace(round, answers=(entry,))
    text = "".join(write(msgspec.structs.replace(shaped, rounds=(changed,)), "md"))
    page = MarkdownIt().render(text)
    assert f"<p>Before<br />\n{escape(line)}<br />\nafter</p>" in page


def with_entry(handout: Report, round: RoundEntry, entry: AnswerEntry) -> Report:
    """A report of this one answer."""
    return msgspec.structs.replace(
        handout, rounds=(msgspec.structs.replace(round, answers=(entry,)),)
    )


@pytest.mark.parametrize(
    "indent", [" ", "\u3000\u3000", "\u2003", "\u00a0", " \u3000", "    ", "\t", "\u2003 \u2003"]
)
@pytest.mark.parametrize("place", ["passage", "explanation", "stem"])
def test_lines_keep_their_indentation(shaped: Report, place: str, indent: str) -> None:
    """Every line keeps its indentation, the first line of a paragraph too."""
    text = f"{indent}one line\n{indent}and another\n\n{indent}a paragraph"
    asked = f"Asked?\n{text}" if place == "stem" else text
    (round,) = shaped.rounds
    entry = msgspec.structs.replace(round.answers[0], **{place: asked})
    changed = msgspec.structs.replace(
        shaped, rounds=(msgspec.structs.replace(round, answers=(entry,)),)
    )
    for page in (
        MarkdownIt().render("".join(write(changed, "md"))),
        "".join(write(changed, "html")),
    ):
        for line in ("one line", "and another", "a paragraph"):
            before = unescape(re.search(rf"(?:\n|>|^)([^\n<>]*){line}", page)[1])  # type: ignore[index]
            seen = before.replace("\u00a0", " ")
            assert seen == indent.replace("\u00a0", " ")
            assert before[0] not in " \t" or "<pre>" in page or "<pre><code>" in page


def test_wide_spaces_within_a_line_stay(shaped: Report) -> None:
    """Full-width spaces part names in Japanese."""
    (round,) = shaped.rounds
    entry = msgspec.structs.replace(
        round.answers[0], answer="山田　太郎", explanation="山田　太郎", options=()
    )
    changed = msgspec.structs.replace(
        shaped, rounds=(msgspec.structs.replace(round, answers=(entry,)),)
    )
    for form in ("md", "html"):
        assert "".join(write(changed, form)).count("山田　太郎") == 2


@pytest.mark.parametrize(
    ("zone", "shown", "iso"),
    [
        ("JST-9", "2026-03-21 08:30 (UTC+09:00)", "2026-03-21T08:30:00+09:00"),
        ("UTC0", "2026-03-20 23:30 (UTC+00:00)", "2026-03-20T23:30:00"),
        ("NST3:30", "2026-03-20 20:00 (UTC-03:30)", "2026-03-20T20:00:00-03:30"),
        ("CET-1CEST,M3.5.0,M10.5.0/3", "2026-03-21 00:30 (UTC+01:00)", "2026-03-21T00:30:00+01:00"),
    ],
)
def test_rounds_are_dated_where_the_reader_is(
    rounds: list[tuple[RoundSummary, Round]], living: Living, zone: str, shown: str, iso: str
) -> None:
    """A round begun at half past eleven in the evening UTC has the next day's date in Tokyo."""
    living(zone)
    ((summary, round),) = rounds
    began = datetime(2026, 3, 20, 23, 30, tzinfo=UTC)
    handout = whole(report("When", [(msgspec.structs.replace(summary, began=began), round)], {}))
    for form in ("md", "html"):
        assert f"\n{shown}: " in text(handout, form).replace("<p>", "\n")
    assert iso in text(handout, "csv")
    assert f'"began": "{iso}' in text(handout, "json")


def test_a_round_without_answers_says_so(rounds: list[tuple[RoundSummary, Round]]) -> None:
    """A round without answers has no count."""
    ((summary, round),) = rounds
    slots = tuple(msgspec.structs.replace(slot, answer=None) for slot in round.slots)
    empty = msgspec.structs.replace(round, slots=slots)
    handout = whole(report("None", [(summary, empty)], {}))
    assert "nothing answered, 8 asked" in text(handout, "md")
    assert "0 of 0" not in text(handout, "html")


def test_json_can_be_read_again(handout: Report) -> None:
    """The JSON decodes to what was written."""
    found = msgspec.json.decode(text(handout, "json"))
    assert (found["title"], found["name"]) == (handout.title, handout.name)
    assert msgspec.convert(found["rounds"], list[RoundEntry]) == handout.rounds


@pytest.mark.parametrize("form", ["md", "html", "json"])
def test_what_was_left_out_is_listed_and_the_others_keep_their_numbers(
    bank: Bank, rounds: list[tuple[RoundSummary, Round]], form: Form
) -> None:
    """The first question was left out; the second is still called the second."""
    ((summary, round),) = rounds
    first, *others = round.slots
    slots = (msgspec.structs.replace(first, answer=None, judgement=None), *others)
    part = [(summary, msgspec.structs.replace(round, slots=slots))]
    shown = text(report(bank.about.title, part, bank.sources), form)
    if form == "json":
        (round,) = json.loads(shown)["rounds"]
        assert [each["number"] for each in round["left_out"]] == [1]
        assert round["answers"][0]["number"] == 2
    else:
        stem = first.question.stem.partition("\n")[0]
        left = {"md": "### Left out\n\n- 1\\. ", "html": "<h3>Left out</h3>\n<ul><li>1. "}[form]
        assert left + stem[:12] in shown
        assert {"md": "### 2. ", "html": "<h3>2. "}[form] in shown
        assert {"md": "### 1. ", "html": "<h3>1. "}[form] not in shown
