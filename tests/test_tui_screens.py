"""Every screen at 40×12, 80×24 and 120×40, and what the screens beside a round do.

The frames lie in tests/golden; `pytest --golden` writes them anew, to be read before they are kept.
"""

import importlib
import pkgutil
import re
from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path
from random import Random

import msgspec
import pytest
from rich.segment import Segment
from rich.style import Style
from textual._compositor import ChopsUpdate, LayoutUpdate
from textual.binding import Binding
from textual.content import Content
from textual.screen import Screen
from textual.strip import Strip

import quiz.tui
from quiz.bank.kinds import KINDS, Choice, Short
from quiz.bank.model import Bank
from quiz.play.explain import CHECK_IT
from quiz.play.mark import Certainty
from quiz.play.round import Answer, answer, begin, finish
from quiz.record.history import History
from quiz.session import Session
from quiz.text import cells, date_in_words
from quiz.tui.app import QuizApp
from quiz.tui.screens.home import Home
from quiz.tui.theme import THEMES
from quiz.tui.widgets import WIDE, Piece
from quiz.tui.widgets.card import origin
from quiz.tui.widgets.entries import Entries
from quiz.tui.widgets.keys import Keys, described_keys, key_names
from quiz.tui.widgets.linked import broken, linked, referring
from tests.conftest import NOON, SIZES, Golden, Living, Opened, at_every_size, long_but
from tests.reader import Reader

LISTS = {
    "rounds": ["Choose a round"],
    "skills": ["Choose a round", "By skill"],
    "sources": ["Sources"],
    "claims": ["The claims file"],
}
"""Screen → what to choose to come to it from home."""

OF_KIND = {
    "choice": "bridge-in-may",
    "multi": "page-tells",
    "sort": "fact-or-forecast",
    "order": "least-to-most",
    "spot": "the-hedge",
    "short": "which-month",
}
"""Kind → a question of the small bank."""

ANSWERS = {
    "choice": ["a", "3"],
    "multi": ["a", "b", "enter", "2"],
    "sort": ["a", "b", "a", "enter", "1"],
    "order": ["space", "down", "space", "enter", "2"],
    "spot": ["right", "right", "space", "enter", "3"],
    "short": [*"June", "enter", "1", "enter"],
}
"""Kind → keys that answer its question."""


def a_round(bank: Bank, *, days: int, answers: int) -> None:
    """Take a round some days before noon; if not all is answered, it is left."""
    history = History.open(clock=lambda: NOON - timedelta(days=days))
    opened = Session(bank, history, random=Random(7), clock=history._clock).begin()
    for number in range(answers):
        opened.answer(opened.round.slot.question.key, Certainty(1 + number % 3), 9)
        opened.onward()
    history.close()


@pytest.mark.parametrize("size", [*SIZES, (200, 60)], ids=lambda size: f"{size[0]}x{size[1]}")
async def test_home(opened: Opened, golden: Golden, bank: Bank, size: tuple[int, int]) -> None:
    """Home before the first round, when something is due, after a round, when one was left."""
    rounds = {"first": None, "due": (6, 8), "last": (0, 8), "left": (0, 3)}
    for state, taken in rounds.items():
        if taken:
            days, answers = taken
            a_round(bank, days=days, answers=answers)
        shown = "Your skills" if taken else "How marks work"
        async with opened(size=size, first_time=True) as reader:
            await reader.wait_for(shown if size[0] >= WIDE else "A round of all 8")
            golden(reader, f"home-{state}")


async def test_columns_beside_the_list_come_and_go_with_the_width(opened: Opened) -> None:
    """From 100 columns on there is a second, from 160 on a third."""
    async with opened(size=(80, 24)) as reader:
        for width, texts in ((120, 1), (80, 0), (200, 2), (110, 1), (80, 0)):
            await reader.resize(width, 40)
            for text in ["How marks work", "The articles"][:texts]:
                await reader.wait_for(text)
            assert ("The articles" in reader.sees) == (texts > 1)
            assert ("How marks work" in reader.sees) == (texts > 0)


@pytest.mark.parametrize("size", [(40, 12), (40, 24), (80, 24)], ids=str)
async def test_home_has_room_for_a_name_in_wide_characters(
    opened: Opened, size: tuple[int, int]
) -> None:
    """They take two columns each, and the name stays on its line."""
    async with opened(size=size) as reader:
        reader.app.session.reader = "王小明"
        reader.app.push_screen(Home(reader.app.session))
        await reader.rest()
        assert "for 王小明" in reader.sees
        assert not any(cells(line) > size[0] for line in reader.lines)


async def test_home_is_left_while_the_window_grows(opened: Opened) -> None:
    """A resize that comes between `q` and the end breaks nothing."""
    async with opened(size=(80, 24)) as reader:
        home = reader.app.screen
        assert isinstance(home, Home)
        reader.app.exit()
        home.on_resize()


@at_every_size
async def test_the_lists_of_home(opened: Opened, golden: Golden, size: tuple[int, int]) -> None:
    """Help, the rounds, the skills, the sources, the claims, an address."""
    async with opened(size=size) as reader:
        await reader.press("question_mark")
        golden(reader, "help")
        await reader.press("q")
        for screen, ways in LISTS.items():
            await choose(reader, *ways)
            golden(reader, screen)
            await reader.press(*"q" * len(ways))
            assert isinstance(reader.app.screen, Home)
        await choose(reader, "Sources")
        await reader.press("o")
        golden(reader, "address")


async def test_lists_begin_where_other_pages_do(opened: Opened) -> None:
    """The sources and the claims stand in the column of a question, also while one looks."""
    async with opened("bridge-in-may", size=(80, 24)) as reader:
        left = column_of(reader, "────")
        await reader.press("q")
        for way in ("Sources", "The claims file"):
            await choose(reader, way)
            assert column_of(reader, "────") == left
            await reader.press("slash")
            assert column_of(reader, "────") == left
            await reader.press("escape", "q")


async def test_a_heading_in_the_claims_file_stands_no_deeper_than_its_entries(
    opened: Opened, bank: Bank
) -> None:
    """Where it takes several lines, they all begin in the same column."""
    claims = tuple(msgspec.structs.replace(each, event="a bridge " * 12) for each in bank.claims)
    async with opened(asked=msgspec.structs.replace(bank, claims=claims), size=(120, 40)) as reader:
        await choose(reader, "The claims file")
        lines = [line.partition("│")[0] for line in reader.lines if line.startswith("  a bridge")]
        assert len(lines) > 1


@pytest.mark.parametrize("kind", KINDS)
async def test_a_question_of_each_kind(
    opened: Opened, golden: Golden, starter_bank: Bank, kind: str
) -> None:
    """The question of a kind that authors start from, asked and answered."""
    question = next(each for each in starter_bank.questions if each.kind == kind)
    async with opened(question.id, asked=starter_bank) as reader:
        keys = ANSWERS[kind]  # before a frame is missed: keys that answer the starter's question
        golden(reader, f"starter-{kind}")
        await reader.press(*keys)
        assert reader.round.shows_answer
        golden(reader, f"starter-{kind}-answered")


@at_every_size
async def test_a_round(
    opened: Opened, golden: Golden, living: Living, size: tuple[int, int]
) -> None:
    """A question of each kind asked and answered, and the end of the round."""
    living("UTC")
    async with opened(*OF_KIND.values(), size=size) as reader:
        for kind in OF_KIND:
            golden(reader, kind)
            if kind == "choice":
                await reader.press("s")
                golden(reader, "who-is-behind")
                await reader.press("s")
            *picks, certainty = ANSWERS[kind]
            await reader.press(*picks)
            if kind in ("choice", "sort"):
                golden(reader, f"{kind}-picked")
            await reader.press(certainty)
            golden(reader, f"{kind}-answered")
            if kind == "choice":
                await reader.press("s")
                golden(reader, "where-to-check")
            await reader.press("enter")
        golden(reader, "end")
        await reader.press("q")
        await choose(reader, "My progress")
        golden(reader, "progress")
        await reader.press("r")
        golden(reader, "past-rounds")


@at_every_size
async def test_the_last_of_an_exam(opened: Opened, golden: Golden, size: tuple[int, int]) -> None:
    """An answered question of an exam; after the last, what waits, and whether to end it."""
    async with opened("when-written", size=size, exam=True) as reader:
        await reader.press("a", "3")
        golden(reader, "exam-last")
    async with opened("bridge-in-may", "ferry-interest", size=size, exam=True) as reader:
        await reader.press("a", "3", "p")
        golden(reader, "exam-back")
        await reader.press("n", "m", "n")
        golden(reader, "exam-waiting")


async def choose(reader: Reader, *ways: str) -> None:
    """Move down the list on home to an entry, and choose it; and so on in the lists it opens."""
    for way in ways:
        await reader.press("home")
        for _ in range(12):
            if reader.highlighted.startswith(way):
                break
            await reader.press("down")
        else:
            raise AssertionError(f"there is no “{way}”")
        await reader.press("enter")


async def test_wide_screens_have_two_columns(opened: Opened) -> None:
    """From 100 columns on, who is behind it is beside the question; before that, `s` shows it."""
    async with opened("bridge-in-may", size=(99, 40)) as reader:
        assert BEHIND not in reader.sees
        await reader.press("s")
        assert column_of(reader, BEHIND) == column_of(reader, "What may you tell")
        await reader.press("s")
        await reader.resize(100, 40)
        assert column_of(reader, BEHIND) > 60
        await reader.resize(200, 60)
        margins = column_of(reader, "1 of 1"), 200 - 136 - column_of(reader, "1 of 1")
        assert margins[0] - 2 == margins[1] + 2
        await reader.resize(99, 40)
        assert BEHIND not in reader.sees


async def test_being_shown_a_source_is_not_having_looked(opened: Opened) -> None:
    """Beside a question are its articles; `s` adds other reporting, and alone counts as a look."""
    async with opened("bridge-in-may", size=(120, 40)) as reader:
        assert "Oda Finch · The Larkmere Lantern" in reader.sees
        assert "Larkmere County Record Office" not in reader.sees
        await reader.press("a", "up")
        assert not reader.slot.looked
        await reader.press("s")
        assert "Larkmere County Record Office" in reader.sees
        assert reader.slot.looked
        await reader.press("s", "b", "2")
        assert reader.slot.answer is not None


def test_a_card_says_what_is_not_on_the_page_and_what_was_found_elsewhere(bank: Bank) -> None:
    """In a line each; nothing that comes with the answer is called unknown before it."""
    source = next(each for each in bank.articles().values() if each.url)
    found = ("publisher", "published", "url")
    whole = msgspec.structs.replace(source, silent="", found=found)
    before, after = plain_of(origin(whole.before_answer())), plain_of(origin(whole))
    assert before.endswith("news report\nOn the page itself: no outlet, no date.")
    assert after.endswith(f"{source.url}\nFound elsewhere: outlet, date, address.")
    told = msgspec.structs.replace(whole, silent="Its outlet and day.").before_answer()
    assert "On the page itself" not in plain_of(origin(told))


def plain_of(pieces: list[Piece]) -> str:
    """What pieces of text say."""
    return Content.assemble(*pieces).plain


async def test_a_question_about_the_source_does_not_show_it_unasked(opened: Opened) -> None:
    """What is beside it would answer it; `s` shows it even so."""
    async with opened("page-tells", size=(120, 40)) as reader:
        name = reader.app.session.bank.sources[reader.slot.question.sources[0]].name
        assert "That's what this question is about" in reader.sees
        assert name not in reader.sees
        await reader.press("s")
        assert name in reader.sees


async def test_what_is_beside_a_question_unasked_has_no_date(opened: Opened) -> None:
    """A question may say that a page has none, or ask for it; `s` shows what is known."""
    async with opened("bridge-in-may", size=(120, 40)) as reader:
        source = reader.app.session.bank.sources[reader.slot.question.sources[0]]
        assert source.published
        date = date_in_words(source.published)
        assert source.name in reader.sees
        assert "s shows more" in reader.sees
        assert date not in reader.sees
        await reader.press("s")
        assert date in reader.sees
        assert "s shows more" not in reader.sees


async def test_a_card_that_has_the_answer_waits(opened: Opened, bank: Bank) -> None:
    """Where the words of what is right are on the card, it isn't shown unasked."""
    (question,) = (each for each in bank.questions if each.id == "bridge-in-may")
    assert isinstance(question, Choice)
    options = tuple(
        msgspec.structs.replace(each, text="Oda Finch") if each.right else each
        for each in question.options
    )
    told = msgspec.structs.replace(question, options=options)
    async with opened(
        told.id, asked=msgspec.structs.replace(bank, questions=(told,)), size=(120, 40)
    ) as reader:
        assert "That's what this question is about" in reader.sees
        assert "The Larkmere Lantern" not in reader.sees


PLACES = {
    "home": ([], [], "A round of all 8"),
    "choices": ([], ["m"], "By skill"),
    "sources": ([], ["end", "up", "enter"], "Oda Finch"),
    "question": (["bridge-in-may"], [], "What may you tell"),
    "question-wide": (["bridge-in-may"], [], "What may you tell"),
    "answer": (["bridge-in-may"], ["a", "3"], "Correct answer"),
    "end": (["bridge-in-may", "ferry-interest"], ["x", "x"], "skipped"),
    "help": (["bridge-in-may"], ["question_mark"], "this help"),
    "first minute": (["bridge-in-may"], ["question_mark", "f"], "An octopus"),
}
"""Screens: the questions to open the quiz at, the keys that lead there, and a text on it."""


@pytest.mark.parametrize("screen", long_but(("home", "question", "question-wide"), PLACES))
async def test_nothing_jumps_when_a_scroll_bar_comes(opened: Opened, screen: str) -> None:
    """A text stays in its column when the window gets too low for the page, and a bar comes."""
    ids, keys, text = PLACES[screen]
    width = 120 if screen.endswith("wide") else 80
    async with opened(*ids, size=(width, 60)) as reader:
        await reader.press(*keys)
        before = column_of(reader, text)
        bars = set()
        for height in (20, 12, 10, 8, 7, 6):
            await reader.resize(width, height)
            bars |= {each.show_vertical_scrollbar for each in reader.app.screen.query("*")}
            if text in "\n".join(reader.lines):
                assert column_of(reader, text) == before
        assert True in bars


async def test_an_arrow_says_that_a_question_goes_on(opened: Opened) -> None:
    """It stands at the end of the scroll bar until the end of the page is in sight."""
    async with opened("bridge-in-may", size=(80, 10)) as reader:
        while "C The bridge" not in reader.sees:
            assert [line.endswith("↓") for line in reader.lines].count(True) == 1
            await reader.press("pagedown")
        assert not any(line.endswith("↓") for line in reader.lines)
        await reader.press("pageup")
        assert any(line.endswith("↓") for line in reader.lines)


Cell = tuple[str, Style | None]
"""A character on the screen, and how it looks."""


def cells_of(line: Iterable[Segment]) -> list[Cell]:
    """The cells of a line of the screen."""
    return [(character, each.style) for each in line for character in each.text]


@pytest.mark.parametrize(
    ("ids", "size"),
    [((), (80, 24)), (("bridge-in-may",), (80, 12)), (("bridge-in-may",), (120, 8))],
    ids=["home", "question", "question-wide"],
)
async def test_what_is_drawn_in_part_is_as_if_all_were_drawn(
    opened: Opened, ids: tuple[str, ...], size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """After each key the screen looks as it does when every line of it is drawn again."""

    def drawn() -> list[list[Cell]]:
        return [cells_of(strip) for strip in reader.app.screen._compositor.render_strips()]

    terminal: list[list[Cell]] = []

    def display(_: QuizApp, __: Screen[object], update: object) -> None:
        """Note what a terminal would show from now on."""
        if isinstance(update, LayoutUpdate):
            terminal[:] = [cells_of(Strip.join(strips)) for strips in update.strips]
        elif isinstance(update, ChopsUpdate):
            for y, start, end in update.spans:
                for x, strip in update.chops[y].items():
                    for column, cell in enumerate(cells_of(strip or ()), start=x):
                        if start <= column < end:
                            terminal[y][column] = cell

    monkeypatch.setattr(QuizApp, "_display", display)
    async with opened(*ids, size=size) as reader:
        for key in ("down", "down", "down", "pagedown", "up", "down", "up", "pageup"):
            await reader.press(key)
            before = drawn()
            assert terminal == before, key
            for each in reader.app.screen.query():
                each.refresh()
                each.vertical_scrollbar.refresh()
            await reader.rest()
            assert drawn() == before, key


BEHIND = "Who is behind it"


def column_of(reader: Reader, text: str) -> int:
    """The column in which a text begins."""
    return next(line.index(text) for line in reader.lines if text in line)


def bars(reader: Reader) -> list[str | None]:
    """The ids of what has a scroll bar that is seen."""
    seen = (each for each in reader.app.screen.query() if each.region.area)
    shown = [each for each in seen if each.show_vertical_scrollbar]
    return [each.id for each in shown if each.styles.scrollbar_visibility == "visible"]


async def test_an_answer_has_one_scroll_bar(opened: Opened) -> None:
    """In two columns it is that of the column that the keys scroll."""
    async with opened("bridge-in-may", size=(100, 10)) as reader:
        await reader.press(reader.key_of(1), "3")
        assert bars(reader) == ["left"]
        await reader.press("s")
        assert bars(reader) == ["right"]
        await reader.press("s")
        assert bars(reader) == ["left"]


async def test_a_shelf_has_one_scroll_bar(opened: Opened) -> None:
    """The list has it if it is long, or else the card; the key line says that the card goes on."""
    async with opened(size=(40, 12)) as reader:
        await choose(reader, "The claims file")
        assert bars(reader) == ["list"]
        assert "Space Read on" in reader.lines[-1]
    async with opened() as reader:
        await choose(reader, "The claims file")
        assert bars(reader) == ["reading"]


@pytest.mark.parametrize(
    ("size", "more"),
    [((80, 24), ""), ((120, 40), " Disputed by: Two members of the council")],
)
async def test_a_claim_is_listed_whole(
    opened: Opened, bank: Bank, size: tuple[int, int], more: str
) -> None:
    """How it stood and whose it is, and beside its card who disputes it, however long that is."""
    claims = tuple(msgspec.structs.replace(each, by="somebody else " * 12) for each in bank.claims)
    asked = msgspec.structs.replace(bank, claims=claims)
    async with opened(asked=asked, size=size) as reader:
        await choose(reader, "The claims file")
        listed = " ".join(reader.highlighted.split())
        assert listed == f"≠ disputed {' '.join(claims[0].what.split())}{more}"


async def test_the_last_round_is_told_once_on_a_wide_home(opened: Opened) -> None:
    """How it went is beside the list, so the list offers a look at it."""
    async with opened("bridge-in-may", size=(120, 40)) as reader:
        await reader.press(reader.key_of(0), "3", "enter", "q")
        await reader.wait_for("Your last round")
        assert reader.sees.count("1 of 1 right") == 1
        assert "look at it again" in reader.sees


async def test_a_low_list_of_claims_names_the_event_in_each_row(opened: Opened) -> None:
    """There a heading would be out of sight, and a row says what the claim is about itself."""
    async with opened(size=(40, 12)) as reader:
        await choose(reader, "The claims file")
        for event in ("The opening of the footbridge", "That the railings were late"):
            assert event in " ".join(reader.highlighted.split())
            assert event in " ".join(" ".join(reader.lines[1:4]).split())
            await reader.press("down")


@pytest.mark.parametrize("width", [100, 120, 150, 200])
@pytest.mark.parametrize("exhibits", [True, False])
async def test_a_wide_page_begins_and_ends_where_its_head_does(
    opened: Opened, starter_bank: Bank, width: int, *, exhibits: bool
) -> None:
    """The number of the question stands above its text, also where exhibits are beside that."""
    asked = next(each for each in starter_bank.questions if bool(each.other_exhibits) is exhibits)
    async with opened(asked.id, asked=starter_bank, size=(width, 40)) as reader:
        screen = reader.app.screen
        head, page, right = (
            screen.query_one(each).region for each in ("RoundHeader", "#left", "#right")
        )
        assert (head.x, head.right) == (page.x, right.right)


async def test_help_is_in_the_key_line_of_the_smallest_question(opened: Opened) -> None:
    """Where there is no room for all keys, a click on `…` shows the others, and help stays."""
    async with opened("bridge-in-may", size=(40, 12)) as reader:
        seen = ""
        for _ in range(4):
            assert "? Help …" in reader.lines[-1]
            seen += reader.lines[-1]
            await reader.click(" …")
        assert all(word in seen for word in ("Answer", "Sources", "Skip", "Leave", "Mark"))


async def test_help_is_in_the_key_line_of_the_smallest_home(opened: Opened) -> None:
    """Whoever is lost there sees the key that helps."""
    async with opened(size=(40, 12)) as reader:
        assert "? Help" in reader.lines[-1]


async def test_an_address_is_shown_before_anything_opens(opened: Opened) -> None:
    """`o` shows where a source lies; without a desktop it says so and opens nothing."""
    async with opened() as reader:
        await choose(reader, "Sources")
        await reader.press("o")
        assert "https://lantern.example/footbridge-in-may" in reader.sees
        await reader.press("enter")
        assert "A browser can't open here" in reader.sees


async def test_addresses_on_cards_can_be_clicked(opened: Opened) -> None:
    """A click on an address, on a shelf or after an answer, shows it before anything opens."""
    url = "https://lantern.example/footbridge-in-may"
    async with opened() as reader:
        await choose(reader, "Sources")
        await reader.click(url)
        assert "Open this in a browser?" in reader.sees
        assert url in reader.sees
        await reader.press("escape", "q")
        await choose(reader, "The claims file")
        await reader.click("Footbridge Will Open in May")
        assert "Open this in a browser?" in reader.sees
    async with opened("bridge-in-may", size=(80, 40)) as reader:
        await reader.press("a", "3")
        await reader.click(url)
        assert "Open this in a browser?" in reader.sees
        await reader.press("escape", "q")
        assert reader.app.is_running


@pytest.mark.parametrize("width", [12, 20, 31, 44, 80])
def test_addresses_are_broken_after_a_sign(width: int) -> None:
    """An address that is too long for a column is broken between its words, and can be clicked."""
    url = "https://record.example/larkmere/2031/bridge-railings-delayed-again.html"
    shown = broken(Content.assemble("At ", linked(url, url), ", today"), width)
    lines = [line.plain for line in shown.wrap(width)]
    assert "".join(lines).replace(" ", "") == f"At{url},today"
    assert all(len(line) <= width for line in lines)
    assert all(line[-1] in "-/. t," or line.endswith(("At", "today")) for line in lines)
    assert {shown.plain[span.start] for span in shown.spans} >= {"h"}


async def test_references_in_an_explanation_can_be_clicked(opened: Opened) -> None:
    """A click on [1] shows the address of its source; without an address, it leads to its card."""
    async with opened("bridge-in-may", size=(80, 40)) as reader:
        await reader.press("a", "3")
        await reader.click("[1]")
        assert "Open this in a browser?" in reader.sees
        assert "https://lantern.example/footbridge-in-may" in reader.sees
    async with opened("ferry-interest", size=(80, 24)) as reader:
        await reader.press(reader.key_of(1), "3")
        assert CHECK_IT not in reader.sees
        await reader.click("[1]")
        assert "in a browser?" not in reader.sees
        assert CHECK_IT in reader.sees
        assert reader.app.screen.query_one(".-cited")


async def test_more_is_offered_only_where_there_is_more(opened: Opened) -> None:
    """Where the key line has PgDn, it leads to words that were not on the screen before."""
    async with opened("bridge-in-may") as reader:
        offered = []
        for height in range(26, 10, -1):
            await reader.resize(80, height)
            await reader.press("pageup")
            before = {*map(words, reader.lines[:-1])}
            if "PgDn Down" in reader.lines[-1]:
                offered.append(height)
                await reader.press("pagedown")
                assert {*map(words, reader.lines[:-1])} - before, height
        assert 0 < len(offered) < 16


def words(line: str) -> str:
    """The letters and digits of a line, without the bar beside it."""
    return "".join(filter(str.isalnum, line))


@pytest.mark.parametrize("text", ["[0]", "[3]", "[12]", "[1", "[x]", "1]", "[@click=app.quit]"])
def test_other_brackets_are_no_references(text: str) -> None:
    """What looks nearly like a reference, or refers to no citation, is text alone."""
    assert not referring(text, ["https://a.example", "https://b.example"]).spans


async def test_a_source_without_an_address_offers_none(opened: Opened) -> None:
    """Where no address is known, the key line offers none to open."""
    async with opened() as reader:
        await choose(reader, "Sources")
        assert "o Open" in reader.sees
        await reader.press("down", "o")
        assert "The bridge is ready, admits the town" in reader.sees
        assert "Open" not in reader.lines[-1]


async def test_the_cursor_among_the_questions_is_seen(opened: Opened, bank: Bank) -> None:
    """In a low window, a long list at the end follows the cursor."""
    ids = [question.id for question in bank.questions]
    async with opened(*ids, size=(40, 12)) as reader:
        for slot in reader.round.slots:
            leave = ["tab"] if isinstance(slot.question, Short) else []
            await reader.press(*leave, "x")
        await reader.press("home", "enter")
        for _ in ids[1:]:
            await reader.press("down")
            assert " ".join(reader.highlighted.split()) in reader.sees


TABBED = "北京\t1\nab\t2\n😀\t3\ne\u0301\t4\n"
"""Text as it stands between three quotation marks: its last line ends with a line break."""


async def test_texts_keep_their_columns_and_lose_empty_lines_at_their_end(
    opened: Opened, bank: Bank
) -> None:
    """Tabs keep columns in a passage, an option and an explanation; no empty line ends them."""
    (question,) = (each for each in bank.questions if each.id == "bridge-in-may")
    assert isinstance(question, Choice)
    options = tuple(msgspec.structs.replace(o, text=TABBED) for o in question.options)
    shaped = msgspec.structs.replace(
        question, passage=TABBED, stem="Which?\n", explanation=TABBED, options=options
    )
    asked = msgspec.structs.replace(bank, questions=(shaped,))
    async with opened(shaped.id, asked=asked, size=(80, 60)) as reader:
        assert _columns(reader) == [{8}] * (1 + len(options))
        asked_at = next(at for at, line in enumerate(reader.lines) if "Which?" in line)
        last = max(at for at, line in enumerate(reader.lines[:asked_at]) if "e\u0301" in line)
        assert asked_at - last <= 2
        await reader.press("a", "3")
        assert _columns(reader)[0] == {8}


def _columns(reader: Reader) -> list[set[int]]:
    """For each text on the screen, how far from its first letters its numbers stand."""
    starts = [("北京", "1"), ("ab", "2"), ("😀", "3"), ("e\u0301", "4")]
    found = [
        [cells(line.partition(start)[1] + line.partition(start)[2].partition(end)[0])
         for line in reader.lines if start in line]
        for start, end in starts
    ]  # fmt: skip
    return [set(each) for each in zip(*found, strict=True)]


async def test_more_is_offered_until_all_was_seen(opened: Opened) -> None:
    """The key line offers more of a page while there is more."""
    async with opened("bridge-in-may", size=(80, 12)) as reader:
        await reader.press("a", "3")
        assert "e More" in reader.lines[-1]
        await reader.press(*["pagedown"] * 9)
        assert "e More" not in reader.lines[-1]
        await reader.press("pageup")
        assert "e More" in reader.lines[-1]


async def test_the_mouse_reaches_keys_that_do_not_fit(opened: Opened) -> None:
    """In a small window a click on the dots shows more keys, and after the last the first."""
    async with opened("bridge-in-may", "ferry-interest", size=(40, 12)) as reader:
        first = reader.lines[-1]
        assert "Mark" not in first
        await reader.click(" …")
        while "Mark" not in reader.lines[-1]:
            await reader.click(" …")
        await reader.click("Mark")
        assert reader.slot.flagged
        while reader.lines[-1] != first:
            await reader.click(" …")
        assert "↵ Answer" in first


async def test_a_shelf_shows_the_card_of_each_entry(opened: Opened, bank: Bank) -> None:
    """Each claim shows who claimed what, who disputes it, and with what."""
    async with opened() as reader:
        await choose(reader, "The claims file")
        for number, claim in enumerate(bank.claims):
            await reader.press(*["down"] * bool(number))
            assert claim.disputed_by in reader.sees
            assert claim.evidence in reader.sees


@pytest.mark.parametrize("way", ["Sources", "The claims file"])
async def test_slash_filters_a_list(opened: Opened, way: str) -> None:
    """`/` and words show the entries that have them; Esc shows all again, then leads home."""
    async with opened(size=(80, 40)) as reader:
        await choose(reader, way)
        every = reader.lines
        await reader.press("slash", *"FERRY")
        assert "footbridge in May" not in reader.sees
        await reader.press("enter", "slash", *"quoll")
        assert "Nothing here has “quoll”." in reader.sees
        await reader.press("escape")
        assert reader.lines == every
        await reader.press("escape")
        assert isinstance(reader.app.screen, Home)


@pytest.mark.parametrize("way", ["Sources", "The claims file"])
async def test_keys_on_a_line_to_type_on_are_those_that_work_there(
    opened: Opened, way: str
) -> None:
    """While a word is typed, the key line has no letter, and the line begins with its sign."""
    async with opened() as reader:
        await choose(reader, way)
        await reader.press("slash", *"ferry")
        assert " / ferry" in reader.lines[2]
        assert reader.lines[-1].split("  ") == [" ↵ To the list", "Esc Show all"]
        await reader.press("enter")
        assert "? Help" in reader.lines[-1]
        assert " / ferry" in reader.lines[2]
        await reader.press("slash", "escape")
        assert "? Help" in reader.lines[-1]
    async with opened("which-month", "bridge-in-may") as reader:
        assert reader.lines[-1].strip() == "↵ Answer  Tab Other keys"
        await reader.press("tab")
        assert "x Skip" in reader.lines[-1]


async def test_claims_are_listed_by_event(opened: Opened, bank: Bank) -> None:
    """Claims on an event are under one heading, each with a sign and a word for how it stood."""
    first, second = bank.claims
    contrary = msgspec.structs.replace(first, id="june", says="that it opened in June")
    asked = msgspec.structs.replace(bank, claims=(first, second, contrary))
    async with opened(asked=asked, size=(80, 40)) as reader:
        await choose(reader, "The claims file")
        assert reader.highlighted.startswith("≠ disputed")
        await reader.press("down")
        assert "that it opened in June" in " ".join(reader.highlighted.split())
        await reader.press("down")
        assert reader.highlighted.startswith("? open")
        listed = "\n".join(reader.lines[1:11])
        assert listed.count(first.event) == 1
        await reader.press("up", "up", "up")
        assert reader.highlighted.startswith("≠")


async def test_a_claim_begins_a_round_of_its_questions(opened: Opened, bank: Bank) -> None:
    """`r` asks the questions that cite the same words as the claim; leaving them leads home."""
    async with opened(size=(80, 40)) as reader:
        await choose(reader, "The claims file")
        await reader.press("r")
        asked = {slot.question.id for slot in reader.round.slots}
        assert asked == {question.id for question in bank.questions_on(bank.claims[0])}
        assert "bridge-in-may" in asked
        await reader.press("q")
        assert isinstance(reader.app.screen, Home)


async def test_a_skill_begins_a_round_on_it(opened: Opened) -> None:
    """A round on a skill has questions on that skill alone."""
    async with opened() as reader:
        await choose(reader, "Choose a round", "By skill")
        await reader.press("down", "enter")
        assert {slot.question.skill for slot in reader.round.slots} == {"certainty"}


@at_every_size
async def test_a_skill_is_chosen_with_its_lesson(
    opened: Opened, golden: Golden, size: tuple[int, int]
) -> None:
    """Esc leads from the lesson back to the skill, Enter begins a round without it."""
    async with opened(size=size) as reader:
        await choose(reader, "Choose a round", "By skill")
        await reader.press("enter")
        golden(reader, "lesson")
        await reader.press("escape")
        assert reader.highlighted.startswith("Source and interest")
        await reader.press("enter", "enter")
        assert {slot.question.skill for slot in reader.round.slots} == {"source"}


async def test_a_lesson_comes_before_a_round_on_its_skill(bank: Bank, opened: Opened) -> None:
    """It lies over the first question once; Enter closes it."""
    async with opened() as reader:
        chosen = [each for each in bank.questions if each.skill == "source"]
        first = reader.app.session.prepare(begin(chosen, Random(7)), skill="source")
        assert first.lesson
        reader.app._open(lambda: first)
        await reader.wait_for("Somebody put every page there")
        assert "↵ To the question" in reader.sees
        await reader.press("enter")
        assert reader.slot.answer is None
        await reader.press("l")
        assert "Somebody put every page there" not in reader.sees


async def test_an_answer_leads_to_the_lesson_on_its_skill(opened: Opened) -> None:
    """`l` opens it and closes it again; where a skill has none, there is no such key."""
    async with opened("ferry-interest", "bridge-in-may") as reader:
        await reader.press("a", "3", "question_mark")
        assert "the lesson on its skill" in reader.sees
        await reader.press("escape", "l")
        assert "Somebody put every page there" in reader.sees
        assert "↵ Back to the answer" in reader.sees
        await reader.press("l")
        assert "Somebody put every page there" not in reader.sees
        await reader.press("enter", "a", "3")
        assert reader.round.shows_answer
        await reader.press("question_mark")
        assert "the lesson on its skill" not in reader.sees


@at_every_size
async def test_a_first_minute_tries_the_marks(
    opened: Opened, golden: Golden, size: tuple[int, int]
) -> None:
    """Before the first round, two statements show what each certainty would have earned."""
    async with opened(size=size, first_time=True) as reader:
        assert reader.highlighted.startswith("A first minute")
        await reader.press("enter")
        golden(reader, "first-minute")
        await reader.press("b", "3")
        golden(reader, "first-minute-answered")
        assert "○ A True ● B False" in reader.sees
        assert "q Skip this" in reader.sees
        await reader.press("enter", "b", "enter")
        assert "1, 2 or 3: how sure are you?" in reader.sees
        await reader.press("right", "right", "enter")
        assert "You said “fairly”: +2 marks." in reader.sees
        assert "Skip this" not in reader.sees  # nothing is left to skip
        await reader.press("pagedown")
        assert "“Guess” would have been +1 mark, “sure” +3 marks." in reader.sees
        assert "↵ Start the round" in reader.sees
        assert "q Home" in reader.sees
        await reader.press("q")
        assert reader.highlighted.startswith("A round of")
        assert reader.app.session.is_new


async def test_a_round_begins_after_the_first_minute(opened: Opened) -> None:
    """Enter after the last of the two goes straight on to a round."""
    async with opened(first_time=True) as reader:
        await reader.click("A first minute")
        await reader.press("t", "3", "enter", "f", "1", "enter")
        assert not reader.app.session.is_new
        assert reader.round.at == 0


async def test_the_first_letters_of_true_and_false_pick_them(opened: Opened) -> None:
    """In the first minute `t` is true and `f` false; it never changes the theme there."""
    async with opened(first_time=True) as reader:
        await reader.click("A first minute")
        theme = reader.app.theme
        await reader.press("t", "3")
        assert "✓ Right." in reader.sees
        await reader.press("t", "T", "enter", "f", "t", "3")
        assert "✗ Wrong. It's 40" in reader.sees
        assert "You said “sure”: −6 marks." in reader.sees
        assert reader.app.theme == theme
        await reader.press("q", "t")
        assert reader.app.theme != theme


async def test_the_first_minute_says_which_letters_there_are(opened: Opened) -> None:
    """As at any question, another letter than a or b isn't passed over in silence."""
    async with opened(first_time=True) as reader:
        await reader.click("A first minute")
        await reader.press("c")
        assert "The letters here are A and B." in reader.sees


async def test_the_first_minute_can_be_skipped_and_found_in_the_help(opened: Opened) -> None:
    """Esc leaves it after going back from the certainty; `f` in the help shows it again."""
    async with opened("bridge-in-may") as reader:
        await reader.press("question_mark", "f")
        assert "An octopus has three hearts." in reader.sees
        await reader.press("2")
        assert "Pick an answer first" in reader.sees
        await reader.press("a", "escape")
        assert "An octopus has three hearts." in reader.sees
        await reader.press("question_mark", "f")
        assert "First minute" not in reader.sees
        await reader.press("q", "escape")
        assert reader.slot.answer is None
        assert "An octopus" not in reader.sees


@pytest.mark.parametrize("longer", [False, True])
async def test_all_skills_are_seen_at_once(opened: Opened, bank: Bank, *, longer: bool) -> None:
    """In 24 lines there are ten skills with what one learns, shortened if two lines won't do."""
    skill, *_ = bank.skills.values()
    can = "tell who wrote a piece, who published it again, and with what interest they did so"
    if longer:
        can = f"{can}; {can}"
    skills = {
        f"s{n}": msgspec.structs.replace(skill, name=f"Skill {n}.", can=can) for n in range(10)
    }
    questions = tuple(msgspec.structs.replace(each, skill="s0") for each in bank.questions)
    asked = msgspec.structs.replace(bank, skills=skills, questions=questions)
    async with opened(asked=asked) as reader:
        await reader.press("m", "down", "down", "enter")
        assert sum(f"Skill {n}." in reader.sees for n in range(10)) == 10
        assert reader.sees.count("again, and with what…" if longer else "they did so.") == 10
        await reader.resize(120, 60)
        assert reader.sees.count("interest they did so.") == 10


async def test_an_answer_leaves_the_skill_in_the_head_as_it_was(opened: Opened) -> None:
    """However wide the window, the group of the skill is there before and after, or neither."""
    async with opened("bridge-in-may", "ferry-interest") as reader:
        seen = []
        for width in range(40, 79, 2):
            await reader.resize(width, 24)
            seen.append("How sure is it?" in reader.lines[0])
        assert {*seen} == {False, True}
        await reader.press("b", "3")
        await reader.resize(80, 24)
        for width in range(78, 39, -2):
            await reader.resize(width, 24)
            assert ("How sure is it?" in reader.lines[0]) is seen.pop(), width


@pytest.mark.parametrize("size", [(40, 12), (80, 24)], ids=lambda size: f"{size[0]}x{size[1]}")
async def test_a_head_with_wide_characters_keeps_its_signs_and_marks(
    opened: Opened, bank: Bank, size: tuple[int, int]
) -> None:
    """They take two columns each: a name in them is left out or cut, and nothing after it."""
    wide = {
        id: msgspec.structs.replace(
            each, name="情報源と利害関係を見分ける力", group="誰が話しているのか"
        )
        for id, each in bank.skills.items()
    }
    asked = msgspec.structs.replace(bank, skills=wide)
    async with opened("bridge-in-may", "ferry-interest", size=size, asked=asked) as reader:
        await reader.press(reader.key_of(0), "3", "enter")
        assert "✓·" in reader.lines[0]
        assert reader.lines[0].endswith("+3" if size[0] < 60 else "+3 marks")
        await reader.press(reader.key_of(0), "3", "enter", "enter")
        assert not any(cells(line) > size[0] for line in reader.lines)


async def test_articles_to_choose_from_tell_nothing_that_may_answer_a_question(
    opened: Opened, bank: Bank
) -> None:
    """An outlet that was found elsewhere than on the page isn't told before the round."""
    sources = {
        id: msgspec.structs.replace(each, publisher="The Ferryman", found=("publisher",))
        for id, each in bank.sources.items()
    }
    asked = msgspec.structs.replace(bank, sources=sources)
    async with opened(asked=asked) as reader:
        await choose(reader, "Choose a round", "By article")
        assert "Which article?" in reader.sees
        assert "Ferryman" not in reader.sees


async def test_an_article_begins_a_round_on_it(opened: Opened) -> None:
    """Every question of a round on an article cites it."""
    async with opened() as reader:
        await choose(reader, "Choose a round", "By article")
        await reader.press("down", "enter")
        for slot in reader.round.slots:
            assert "ferry-blog" in {citation.source for citation in slot.question.cites}


async def test_a_click_on_a_new_round_begins_it(opened: Opened) -> None:
    """At the end of a round, the key for the one that is suggested, or any, can be clicked."""
    async with opened("bridge-in-may") as reader:
        await reader.press("a", "3", "enter")
        assert "a round on Certainty (n), where one wasn't right" in reader.sees
        await reader.click("Practise")
        assert {slot.question.skill for slot in reader.round.slots} == {"certainty"}
    async with opened("bridge-in-may") as reader:
        await reader.press(reader.key_of(0), "3", "enter")
        assert "try another round (n)." in reader.sees
        await reader.click("New round")
        assert len({slot.question.skill for slot in reader.round.slots}) > 1


async def test_another_mixed_round_is_a_key_away_at_every_end(opened: Opened) -> None:
    """Also where something went wrong, and another round is suggested."""
    async with opened("bridge-in-may") as reader:
        await reader.press("a", "3", "enter")
        assert "a Another round" in reader.lines[-1]
        await reader.press("a")
        assert len({slot.question.skill for slot in reader.round.slots}) > 1
    async with opened("bridge-in-may") as reader:
        await reader.press(reader.key_of(0), "3", "enter", "a")
        assert len({slot.question.skill for slot in reader.round.slots}) > 1


async def test_page_down_scrolls_the_end_and_leaves_the_cursor(opened: Opened) -> None:
    """At the end of a round, PgDn and PgUp never move the cursor from what went wrong."""
    async with opened("bridge-in-may", "ferry-interest") as reader:
        await reader.press("a", "3", "enter", "a", "3", "enter")
        questions = reader.app.screen.query_one(Entries)
        before = questions.highlighted
        await reader.press("pagedown", "pagedown", "pagedown", "pageup", "pageup")
        assert questions.highlighted == before


async def test_help_opens_anywhere_and_closes(opened: Opened) -> None:
    """`?` shows the help over a screen, and `q` leads back there."""
    async with opened("bridge-in-may") as reader:
        before = reader.lines
        await reader.press("question_mark")
        assert "how sure you really are" in reader.sees
        await reader.press("q")
        assert reader.lines == before


HELPED: dict[str, tuple[list[str], list[str]]] = {
    "home": ([], []),
    "skills": ([], ["down", "down", "enter"]),
    "sources": ([], ["end", "up", "enter"]),
    "progress": ([], ["end", "up", "up", "enter"]),
    **{kind: ([id], ["tab"] if kind == "short" else []) for kind, id in OF_KIND.items()},
    "answer": (["bridge-in-may"], ["a", "3"]),
    "results": (["bridge-in-may"], ["a", "3", "enter"]),
}
"""Screens with a page of help: the questions to open the quiz at, and the keys that lead there."""


def keys_in_help(reader: Reader) -> set[str]:
    """The keys in the left column of the help."""
    rows = (re.match(r"│ (\S.*?) {3,}\S", line.strip()) for line in reader.lines)
    return {key for row in rows if row for key in row[1].split()}


@pytest.mark.parametrize("screen", long_but(("home", "sort", "short", "answer", "results"), HELPED))
async def test_help_names_every_key_of_the_key_line(opened: Opened, screen: str) -> None:
    """Whatever the key line offers on a screen has its words in the help of that screen."""
    ids, keys = HELPED[screen]
    async with opened(*ids, size=(120, 60)) as reader:
        await reader.press(*keys)
        offered = {key.split()[0] for key in reader.lines[-1].strip().split("  ")}
        await reader.press("question_mark")
        assert {"?", "q"} < offered <= keys_in_help(reader)


def test_every_binding_has_words_for_the_help() -> None:
    """Each key that our screens and widgets bind is described, but for those of the system."""
    for module in pkgutil.walk_packages(quiz.tui.__path__, "quiz.tui."):
        for value in vars(importlib.import_module(module.name)).values():
            if getattr(value, "__module__", "") == module.name and "BINDINGS" in vars(value):
                names = [" ".join(key_names(each)).split() for each in value.BINDINGS]
                described = {
                    name
                    for each, own in zip(value.BINDINGS, names, strict=True)
                    for name in own
                    if each.tooltip
                }
                for each, own in zip(value.BINDINGS, names, strict=True):
                    assert each.system or described.intersection(own), each


async def test_a_new_binding_is_in_the_key_line_and_in_the_help(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both are drawn from the bindings alone, so that a key is declared once."""
    added = Binding("z", "app.bell", "Ring", tooltip="ring the bell")
    monkeypatch.setattr(Home, "BINDINGS", [*Home.BINDINGS, added])
    async with opened() as reader:
        assert "z Ring" in reader.lines[-1]
        await reader.press("question_mark")
        assert "z ring the bell" in reader.sees


async def test_the_key_line_names_the_digits_when_they_are_asked(opened: Opened) -> None:
    """On how sure, the main keys are 1 to 3 until a choice is made, for Enter to take."""
    async with opened("bridge-in-may", "ferry-interest") as reader:
        assert reader.lines[-1].startswith(" ↵ Answer")
        await reader.press("a", "enter")
        assert reader.lines[-1].startswith(" 1–3 How sure  ↑ Change it  ")
        assert "↵ Answer" not in reader.lines[-1]
        await reader.click("1–3 How sure")
        assert "1, 2 or 3: how sure?" in reader.sees
        await reader.press("left")
        assert reader.lines[-1].startswith(" ↵ Answer  ↑ Change it  ")
        assert "1–3" not in reader.lines[-1]
        assert "“Sure”? Press Enter 1 guess +1/0" in reader.sees
        await reader.press("enter")
        assert reader.slot.answer
    async with opened("bridge-in-may", "ferry-interest", exam=True) as reader:
        await reader.press("a", "2", "p")
        assert "You said “fairly” 1 guess +1/0" in reader.sees


async def test_help_tells_about_a_question_as_it_is_now(opened: Opened) -> None:
    """What does something later, or in another round, is left out of the help until then."""
    async with opened("bridge-in-may", "the-hedge") as reader:
        question = described_keys(reader.app.screen)
        await reader.press("a", "3")
        answered = described_keys(reader.app.screen)
        await reader.press("enter")
        spot = described_keys(reader.app.screen)
        await reader.press("question_mark")
        assert keys_in_help(reader) >= {*"sxqmpt", "↵", "Tab", "1–3"}
    picking = ["↑ ↓", "Space", "↵", "a b c …", "1–3", "Tab"]
    assert [*question] == [*picking, "PgDn PgUp", "s", "x", "q", "Esc", "?", "m", "t T"]
    assert question["s"] == "see who is behind the sources"
    assert question["↵"] == "finish your answer"
    assert {*answered} == {"↵", "e", "PgDn PgUp", "Space", "↑ ↓", *"sq?mo", "Esc", "t T"}
    assert answered["s"] == "where to check it, and who is behind it"
    assert answered["↵"] == "go on"
    assert "p" in spot
    assert "a b c …" not in spot


@pytest.mark.parametrize("language", ["english", "german"])
@pytest.mark.parametrize("exam", [False, True])
async def test_the_keys_of_a_question_fit_on_one_line(
    opened: Opened, request: pytest.FixtureRequest, language: str, *, exam: bool
) -> None:
    """At 80 columns, on any question but the first, before and after the answer, in every kind."""
    if language == "german":
        request.getfixturevalue(language)
    ids = ("when-written", *OF_KIND.values(), "ferry-interest")
    async with opened(*ids, size=(80, 18), exam=exam) as reader:
        line = reader.app.screen.query_one(Keys)

        async def press(*keys: str) -> None:
            await reader.press(*keys)
            assert line.size.height == 1, (keys, reader.lines[-2:])

        await press("x" if not exam else "n")
        for *picks, certainty in ANSWERS.values():
            for key in ("tab", "s", "tab", "tab", "s", "tab"):
                await press(key)
            await press(*picks)
            await press(certainty)
            if exam:
                await press("p")
                await press("n")
            else:
                for key in ("e", "end", "s", "enter"):
                    await press(key)


async def test_home_asks_again_what_is_due_when_the_day_has_changed(
    opened: Opened, bank: Bank
) -> None:
    """Left open over midnight, home offers at the next key what is due on the new day."""
    async with opened() as reader:
        history = reader.app.session.history
        round = begin(bank.questions[:1], Random(1))
        number = history.begin(round, bank.id)
        history.keep(number, finish(answer(round, Answer((2,), Certainty.SURE))))
        await reader.press("down")
        assert "Today's" not in reader.sees
        reader.app.session.clock = lambda: NOON + timedelta(days=1)
        await reader.press("down")
        assert "Today's review" in reader.sees
        assert "Wednesday 5 March 2031" in reader.sees
        assert reader.highlighted.startswith("Last round")


async def test_t_changes_between_day_and_night(opened: Opened) -> None:
    """On home `t` changes to the other theme, and back."""
    async with opened() as reader:
        seen = []
        for _ in range(3):
            seen.append(reader.app.theme)
            await reader.press("t")
        assert set(seen) == {theme.name for theme in THEMES}
        assert seen[0] == seen[2]


async def test_a_card_shows_the_paragraph_of_the_readers_own_article(
    opened: Opened, tmp_path: Path
) -> None:
    """With the reader's own copy of an article, a card shows the paragraph that is quoted."""
    article = "Footbridge Will Open in May, Mayor Says\n\nIt should open in May, she said twice."
    (tmp_path / "lantern-bridge.txt").write_text(article, encoding="utf-8")
    async with opened("bridge-in-may", size=(120, 40), articles=tmp_path) as reader:
        await reader.press("a", "3")
        assert "she said twice" in reader.sees


@pytest.mark.parametrize("size", [(20, 6), (8, 3), (4, 2), (300, 90)])
async def test_no_size_is_too_odd(opened: Opened, size: tuple[int, int]) -> None:
    """A window far too small or too large breaks nothing."""
    async with opened("page-tells", size=size) as reader:
        await reader.press("a", "enter", "3", "enter", "q", "down", "enter")
        assert reader.app.is_running


@pytest.mark.parametrize("keys", ["", "enter", "enter question_mark", "enter a 1 o", "enter q"])
async def test_ctrl_c_leaves_from_everywhere(opened: Opened, keys: str) -> None:
    """Ctrl+C also leaves from the note before the first round, help, and an address to open."""
    async with opened("bridge-in-may", first_time=True) as reader:
        await reader.press(*keys.split())
        assert reader.app.is_running
        await reader.press("ctrl+c")
        assert not reader.app.is_running


async def test_ctrl_c_copies_what_is_selected(opened: Opened) -> None:
    """Ctrl+C copies text that is selected on the line to type on, and the quiz stays."""
    async with opened("which-month") as reader:
        await reader.press(*"May", "shift+left", "shift+left", "ctrl+c")
        assert reader.app.is_running
        assert reader.app.clipboard == "ay"
        await reader.press("end", "ctrl+c")
        assert not reader.app.is_running


TINY = [(1, 1), (3, 4), (3, 5), (5, 3), (6, 4), (7, 1), (7, 3), (8, 5)]
"""Windows of eight columns or fewer."""


@pytest.mark.long
async def test_no_window_is_too_small(opened: Opened) -> None:
    """In eight columns or fewer, screens come to rest and take keys."""
    async with opened("bridge-in-may", "page-tells", "which-month", first_time=True) as reader:
        for keys in ("", "enter", "question_mark", "q s", "s a 1", "o", "q enter", "x", "tab x"):
            await reader.press(*keys.split())
            assert reader.app.is_running, keys
            for width, height in TINY:
                await reader.resize(width, height)
            await reader.resize(80, 24)
