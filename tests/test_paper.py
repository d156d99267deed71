"""A quiz on paper: sheets in versions, their codes, and the key."""

import re
import shutil
import subprocess
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from contextlib import closing
from html import unescape
from pathlib import Path
from random import Random

import msgspec
import pytest
from msgspec.structs import replace

from quiz.bank.kinds import Question
from quiz.bank.model import Bank, QuestionSet
from quiz.bank.read import read_bank
from quiz.classroom.paper import NoSheet, Sheet, code, from_code, rounds
from quiz.plain.entering import read_entry
from quiz.plain.key import key_page
from quiz.plain.sheet import sheet_page
from quiz.play.round import Slot, begin
from quiz.record.history import History
from quiz.session import Session

HERE = Path(__file__).parent
CLEAN = HERE / "corpus" / "clean.toml"
TWO = Sheet(7, 2, count=8)


@pytest.fixture(scope="module")
def corpus() -> Bank:
    """The clean bank of the corpus, which has each kind of question and of exhibit."""
    return read_bank(CLEAN)


# --- Versions and codes ------------------------------------------------------


@pytest.mark.parametrize("count", [2, 3])
def test_versions_ask_the_same_in_other_orders(bank: Bank, count: int) -> None:
    """No question is at one place in two versions, nor an option if there is a way."""
    made = rounds(bank, Sheet(7, count, count=8))
    assert len(made) == count
    for places in zip(*(each.slots for each in made), strict=True):
        assert len({slot.question.id for slot in places}) == count
    for slots in zip(*(sorted(each.slots, key=by_id) for each in made[:2]), strict=True):
        assert len({slot.question.id for slot in slots}) == 1
        free = slots[0].question.kind in ("choice", "multi") and not slots[0].question.fixed
        if free:
            assert not any(a == b for a, b in zip(*(s.arrangement for s in slots), strict=True))
    assert rounds(bank, Sheet(7, count, count=8)) == made


def by_id(slot: Slot) -> str:
    """What to sort slots by."""
    return slot.question.id


def test_version_a_is_what_take_asks_with_the_seed(bank: Bank) -> None:
    """Those who are on a machine and those who are on paper answer the same."""
    with closing(History.open()) as history:
        random = Random(7)
        asked = Session(bank, history).choose(5, random=random)
        taken = begin(asked, random)
    made = rounds(bank, Sheet(7, 1, count=5))[0]
    assert made.slots == taken.slots
    assert (made.exam, made.seed) == (True, 7)


def with_set(bank: Bank, name: str = "lesson-one") -> Bank:
    """The bank with a set of three questions."""
    ids = tuple(each.id for each in bank.questions[1:4])
    return replace(bank, sets={name: QuestionSet("The first lesson", ids)})


SHEETS = [
    TWO,
    Sheet(-3, 1, count=1),
    Sheet(2**63 - 1, 26, count=5),
    Sheet(7, 2, ids=("the-hedge", "which-month")),
    Sheet(7, 1, ids=("the-hedge",)),
    Sheet(7, 2, set="lesson-one"),
    Sheet(7, 2, set="10"),
]


@pytest.mark.parametrize("sheet", SHEETS, ids=str)
def test_code_tells_the_whole_sheet(bank: Bank, sheet: Sheet) -> None:
    """From what stands on paper the sheet is made again, in capitals too."""
    asked = with_set(bank, sheet.set) if sheet.set else bank
    assert from_code(asked, f" {code(asked, sheet).upper()} ") == sheet


@pytest.mark.parametrize(
    "typed",
    ["", "kvbt", "8-7-2-aaaa", "0-7-2-kvbt", "8-7-0-kvbt", "8-7-99-kvbt", "9.9-7-2-kvbt",
     "999.-7-2-kvbt", "1.1.-7-2-kvbt", "no-set-7-2-kvbt", "8-" + "9" * 5000 + "-2-kvbt", "\0"],
)  # fmt: skip
def test_what_is_no_code_is_refused(bank: Bank, typed: str) -> None:
    """A code that is mistyped or made up is refused, whatever it is."""
    with pytest.raises(NoSheet):
        from_code(bank, typed)


@pytest.mark.parametrize(("seed", "versions"), [(8, 2), (7, 3)])
def test_slip_in_a_code_is_seen(bank: Bank, seed: int, versions: int) -> None:
    """Another seed or number of versions doesn't go with the letters."""
    letters = code(bank, TWO).rpartition("-")[2]
    with pytest.raises(NoSheet):
        from_code(bank, f"8-{seed}-{versions}-{letters}")


def test_sheet_of_questions_that_changed_since_is_refused(bank: Bank) -> None:
    """What was ticked is never counted as an answer to another wording."""
    first, *others = bank.questions
    changed = replace(bank, questions=(replace(first, stem="Which?"), *others))
    with pytest.raises(NoSheet, match="its questions have changed since"):
        from_code(changed, code(bank, TWO))


# --- The sheet and its key ---------------------------------------------------


def elements(page: str) -> ET.Element:
    """A page as a tree; raises an error where it isn't well formed."""
    return ET.fromstring(re.sub(r"<!DOCTYPE html>|<meta[^>]*>", "", page).replace("<br>", ""))  # noqa: S314 - our own


def words_of(element: ET.Element) -> str:
    """All text in it, with single spaces."""
    return " ".join("".join(element.itertext()).split())


def given_away(question: Question) -> Iterator[str]:
    """What only the key has of a question."""
    yield from (text for _, text in question.texts("why") if text)
    yield question.explanation


@pytest.mark.parametrize("file", [HERE / "bank.toml", CLEAN], ids=lambda file: file.stem)
def test_sheet_asks_everything_and_gives_nothing_away(file: Path) -> None:
    """Each version has every stem and option with boxes, and neither a reason nor a sign."""
    bank = read_bank(file)
    made = rounds(bank, Sheet(1, 2, count=len(bank.questions)))
    for letter, round in zip("AB", made, strict=True):
        html = "".join(sheet_page(bank, round, "8-7-2-kvbt", letter))
        page = elements(re.sub(r"<sup>\d+</sup>", "", html))
        (section,) = page.iter("section")
        for slot, article in zip(round.slots, section.iter("article"), strict=True):
            shown = words_of(article)
            for _, text in (*slot.question.asked(), *slot.question.texts()):
                assert " ".join(text.split()) in shown
            boxes = sum(each.get("class") == "box" for each in article.iter("span"))
            assert boxes >= 3 + len(slot.question.key) * (not slot.question.typed)
        told = words_of(section)
        assert not [why for each in bank.questions for why in given_away(each) if why in told]
        assert not {"✓", "✗"} & {*told}
        assert "8-7-2-kvbt" in told
        css = {each.get("class") for each in page.iter()}
        assert not css & {"right", "wrong"}
        assert not {each.tag for each in page.iter()} & {"script", "img", "link", "iframe", "form"}


@pytest.mark.parametrize(("file", "barred"), [(HERE / "bank.toml", False), (CLEAN, True)])
def test_sheet_says_what_bars_stand_for(file: Path, barred: bool) -> None:
    """Where a page has bars for words that were left out, a line above the questions says so."""
    bank = read_bank(file)
    (round,) = rounds(bank, Sheet(1, 1, count=len(bank.questions)))
    page = "".join(sheet_page(bank, round, "8-7-1-kvbt"))
    assert ('class="bar"' in page) is barred
    assert ("Bars and … stand for words we left out" in page[: page.index("<article>")]) is barred


def test_markup_in_a_bank_is_text_on_paper(bank: Bank) -> None:
    """Nothing from the file becomes an element, on the sheet or in the key."""
    evil = '</style><script>alert(1)</script>&"'
    text = msgspec.json.encode(bank).decode().replace("mayor", evil.replace('"', '\\"'))
    hostile = msgspec.json.decode(text, type=Bank)
    made = rounds(hostile, TWO)
    sheet = sheet_page(hostile, made[0], "8-7-2-kvbt", large=True)
    for page in (sheet, key_page(hostile, made, "8-7-2-kvbt", large=True)):
        html = "".join(page)
        assert "<script" not in html
        assert html.count("</style>") == 1
        assert "<script>alert(1)</script>&" in unescape(html)


@pytest.mark.parametrize("file", [HERE / "bank.toml", CLEAN], ids=lambda file: file.stem)
def test_what_the_key_says_is_right_when_it_is_typed(file: Path) -> None:
    """In each version the letters in the key's table, typed in, are judged right."""
    bank = read_bank(file)
    made = rounds(bank, Sheet(1, 3, count=len(bank.questions)))
    page = elements("".join(key_page(bank, made, "8-7-3-kvbt")))
    _, *rows = page.iter("tr")
    for number, row in enumerate(rows[: len(made[0].slots)]):
        for version, cell in zip(made, row.iter("td"), strict=True):
            response, _ = read_entry(version.slots[number], words_of(cell))
            assert version.slots[number].question.share(response) == 1


def test_key_has_the_reasons_and_the_citations(corpus: Bank) -> None:
    """A teacher finds why each option is right or tempting, and where to check it."""
    made = rounds(corpus, Sheet(1, 2, count=len(corpus.questions)))
    page = elements("".join(key_page(corpus, made, "8-7-2-kvbt")))
    assert all("✓" in words_of(each) for each in page.iter("article"))
    plain = str.maketrans("‘’", "“”")  # marks within others are single there
    told = words_of(page).translate(plain)
    for question in corpus.questions:
        wanted = [*given_away(question), *(each.quote for each in question.cites)]
        assert not [each for each in wanted if " ".join(each.translate(plain).split()) not in told]


CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
FLAGS = [
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
    "--no-pdf-header-footer",
]


@pytest.mark.long
@pytest.mark.skipif(
    not (CHROMIUM and shutil.which("pdftotext")), reason="no Chromium prints, or no pdftotext reads"
)
@pytest.mark.parametrize("large", [False, True], ids=["normal", "large"])
def test_no_question_is_cut_where_a_page_ends(corpus: Bank, tmp_path: Path, *, large: bool) -> None:
    """Printed on A4, each question is on the page on which its sureness boxes are.

    In large type the first one begins below what is above it. Each version begins at page 1.
    """
    made = rounds(corpus, Sheet(1, 2, count=len(corpus.questions)))
    for letter, round in zip("AB", made, strict=True):
        html = "".join(sheet_page(corpus, round, "12-1-2-kvbt", letter, large=large))
        page, pdf = tmp_path / "sheet.html", tmp_path / "sheet.pdf"
        page.write_text(html.replace("</style>", "@page { size: A4; }</style>"), encoding="utf-8")
        profile = f"--user-data-dir={tmp_path / 'profile'}"
        printing = [str(CHROMIUM), *FLAGS, profile, f"--print-to-pdf={pdf}", page.as_uri()]
        subprocess.run(printing, check=True, capture_output=True, timeout=120)
        text = subprocess.run(
            ["pdftotext", "-layout", pdf, "-"], check=True, capture_output=True, text=True
        ).stdout
        *pages, after = text.split("\f")
        assert not after
        assert len(pages) >= 2
        begun = [len(re.findall(r"^ *\d+\. ", each, re.MULTILINE)) for each in pages]
        ended = [each.count("How sure are you?") for each in pages]
        assert begun[0] >= 1
        assert begun[2 * large :] == ended[2 * large :]
        assert sum(begun) == sum(ended) == len(corpus.questions)
        for number, each in enumerate(pages, 1):
            assert re.search(rf"{letter} · 12-1-2-kvbt +{number}$", each, re.MULTILINE)
