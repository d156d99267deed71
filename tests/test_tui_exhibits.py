"""Exhibits on a screen: each drawn as what it is, with nothing cut off on a small one."""

import re
from pathlib import Path
from random import Random

import pytest
from msgspec.structs import replace
from textual.content import Content
from textual.widgets import Static

from quiz.bank.exhibits import (
    EXHIBITS,
    Draft,
    Exhibit,
    Headlines,
    Notes,
    Page,
    Post,
    Search,
    Table,
    Timeline,
)
from quiz.bank.exhibits.base import PART, PARTS, texts_in
from quiz.bank.exhibits.headlines import Headline
from quiz.bank.exhibits.notes import Note
from quiz.bank.exhibits.page import Bar, Block, Gap, Shown, Words
from quiz.bank.exhibits.search import Result
from quiz.bank.exhibits.table import GUTTER
from quiz.bank.exhibits.timeline import Entry
from quiz.bank.load import own_bank
from quiz.bank.model import Bank
from quiz.bank.read import read_bank
from quiz.play.round import begin, onward
from quiz.tui.widgets.exhibits import drawing
from quiz.tui.widgets.exhibits.frame import MarkedDrawing, Parts
from quiz.tui.widgets.exhibits.page import BAR, PageDrawing
from quiz.tui.widgets.exhibits.search import SearchDrawing
from quiz.tui.widgets.exhibits.table import _widths
from quiz.tui.widgets.exhibits.timeline import timeline
from quiz.tui.widgets.spot import Spot
from tests.conftest import Golden, Opened, at_every_size
from tests.reader import Reader

CORPUS = Path(__file__).parent / "corpus"
SHOWN = ("bridge-page", "bridge-search", "bridge-draft", "bridge-thread")
"""Questions of the corpus that have an exhibit of each kind between them."""


@pytest.fixture(scope="module")
def corpus() -> Bank:
    """The clean bank of the corpus."""
    return read_bank(CORPUS / "clean.toml")


def test_every_kind_is_drawn(corpus: Bank) -> None:
    """The frames below have an exhibit of each kind."""
    asked = [each for each in corpus.questions if each.id in SHOWN]
    assert {exhibit.kind for each in asked for exhibit in each.exhibits} == set(EXHIBITS)


@pytest.mark.parametrize("size", [(40, 60), (80, 40), (100, 60)], ids=["40", "80", "100"])
@pytest.mark.parametrize("id", SHOWN)
async def test_exhibits_are_drawn_whole(
    opened: Opened, golden: Golden, corpus: Bank, id: str, size: tuple[int, int]
) -> None:
    """Each exhibit is in a frame under what it is, and no word of it is lost."""
    question = next(each for each in corpus.questions if each.id == id)
    async with opened(id, size=size, asked=corpus) as reader:
        golden(reader, id.replace("bridge", "exhibits"))
        screen = reader.sees
    for exhibit in question.exhibits:
        assert f"─ {exhibit.called[0].upper()}{exhibit.called[1:]} ─" in screen
        texts = [text for _, text in texts_in(exhibit)]
        assert not [word for text in texts for word in text.split() if word not in screen]
    notes = [each.note for each in question.exhibits if each.made_up]
    assert all(screen.count(note) == notes.count(note) for note in notes)


async def test_page_has_the_words_of_a_copy_in_place_of_its_bars(
    opened: Opened, corpus: Bank
) -> None:
    """With the reader's own copies of the articles, a page can be read."""
    async with opened("bridge-page", size=(80, 40), asked=corpus) as reader:
        assert "━━━" in reader.sees
        assert "A baker near the bridge" not in reader.sees
    articles = CORPUS / "articles"
    async with opened("bridge-page", size=(80, 40), asked=corpus, articles=articles) as reader:
        assert "━━━" not in reader.sees
        assert "A baker near the bridge" in reader.sees
        assert "seen. The note is unsigned." in reader.sees


async def test_page_numbers_the_paragraphs_and_notes_that_have_words(
    opened: Opened, corpus: Bank
) -> None:
    """A question can name them; a paragraph of bars alone has one, too, but a headline doesn't."""
    (asked,) = (each for each in corpus.questions if each.id == "bridge-page")
    page = next(each for each in asked.exhibits if isinstance(each, Page))
    note = Shown("note 1", quote="to lorries", after=1)
    page = replace(page, shows=(*page.shows, note))
    bank = replace(corpus, questions=(replace(asked, exhibits=(page,)),))
    async with opened("bridge-page", asked=bank, size=(80, 40)) as reader:
        numbers = re.findall(r"│ +(¶\d+|\[\d+\]) ", "\n".join(reader.lines))
        assert numbers == ["¶1", "¶3", "[1]"]


def test_a_bar_stands_for_four_words() -> None:
    """A paragraph of bars alone is to scale; beside words, which are to be read, they are short."""
    layout = [Block("¶1", (Bar(51), Words("said the mayor"), Bar(2))), Block("¶2", (Bar(51),))]
    lines = [line.plain for line in PageDrawing(layout).lines(60)]
    assert lines == [f"  ¶1 {8 * BAR} said the mayor {BAR}", f"  ¶2 {13 * BAR}"]


def test_what_a_tight_page_leaves_out_takes_no_line_of_its_own() -> None:
    """What lies between two paragraphs begins the second, uncounted; the rest ends the last."""
    words = (Bar(2), Words("said the mayor"), Bar(2))
    parts = Gap(1, 3, 40), Block("¶4", (Bar(60),)), Block("¶5", words), Gap(6, 7, 1)
    (line,) = PageDrawing(parts, tight=True, explained=True).lines(60)
    assert line.plain == "  … ¶5 … said the mayor …"
    (line,) = PageDrawing([Gap(1, 3, 0), Block("¶4", words)], tight=True).lines(60)
    assert line.plain == "  … ¶4 … said the mayor …"


def test_there_is_a_mark_between_words_that_are_quoted_apart() -> None:
    """Two sentences never run together, also where no words were left out between them."""
    quoted = (Words("said the mayor."), Words(" The bridge"), Bar(2))
    (line,) = PageDrawing([Block("¶1", quoted)]).lines(60)
    assert line.plain == f"  ¶1 said the mayor. … The bridge {BAR}"
    copied = (Words("said the mayor."), Words(" The bridge", quoted=False))
    (line,) = PageDrawing([Block("¶1", copied)]).lines(60)
    assert line.plain == "  ¶1 said the mayor. The bridge"


async def test_first_page_of_a_round_explains_its_bars(opened: Opened, corpus: Bank) -> None:
    """Bars are explained once, below the first page of a round, and in the help of any."""
    pages = [each for each in corpus.questions if each.id == "bridge-page"]
    again = [replace(each, id="bridge-page-again", title="Again") for each in pages]
    asked = replace(corpus, questions=(*pages, *again))
    async with opened("bridge-page", "bridge-page-again", size=(80, 60), asked=asked) as reader:
        assert reader.sees.count("Bars and … stand for words") == 1
        await reader.press("x")
        assert "━━" in reader.sees
        assert "Bars and … stand for" not in reader.sees
        await reader.press("question_mark")
        assert "Bars and … stand for words" in reader.sees
    async with opened(
        "bridge-page", size=(80, 60), asked=corpus, articles=CORPUS / "articles"
    ) as reader:
        assert "Bars and … stand for" not in reader.sees


@pytest.mark.parametrize(
    ("id", "has_page"),
    [("bridge-page", True), ("bridge-spot-page", True), ("bridge-search", False)],
)
async def test_help_tells_of_pages_where_there_is_one(
    opened: Opened, corpus: Bank, id: str, *, has_page: bool
) -> None:
    """The help of a question with a page says what one is, below the marks; of others, nothing."""
    async with opened(id, size=(80, 60), asked=corpus) as reader:
        await reader.press("question_mark")
        help_text = reader.sees.partition("this help")[2]
        marks, _, after = help_text.partition("Skipping a question")
        assert "at a glance" not in marks
        assert ("A web page at a glance" in after) is has_page


async def test_exhibits_beside_a_question_have_the_wider_column(
    opened: Opened, corpus: Bank
) -> None:
    """From 120 columns on, a page beside a question is wider than the question."""
    async with opened("bridge-page", asked=corpus, size=(120, 40)) as reader:
        screen = reader.app.screen
        assert screen.query_one("#right").size.width > screen.query_one("#left").size.width


async def test_exhibits_are_beside_the_question_on_a_wide_screen(
    opened: Opened, corpus: Bank
) -> None:
    """There they take the place of who is behind it, which `s` shows below them."""
    question = next(each for each in corpus.questions if each.id == "bridge-page")
    called = question.exhibits[0].called
    title = f"{called[0].upper()}{called[1:]}"
    async with opened(question.id, asked=corpus, size=(120, 60)) as reader:
        assert sum(line.count(title) for line in reader.lines) == 1
        assert next(line.index(title) for line in reader.lines if title in line) > 50
        assert "Who is behind it" not in reader.sees
        await reader.press("s")
        assert "Who is behind it" in reader.sees
        await reader.resize(80, 60)
        assert next(line.index(title) for line in reader.lines if title in line) < 20
    async with opened("bridge-page", asked=corpus, size=(100, 20)) as reader:
        assert "The note is dated" not in reader.sees
        await reader.press("pagedown")
        assert "The note is dated" in reader.sees
        assert not reader.slot.looked


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (80, 60), (120, 40)], ids=str)
async def test_the_stem_is_in_sight_once(
    opened: Opened, corpus: Bank, size: tuple[int, int]
) -> None:
    """Where it is asked, and in the head once exhibits push it out of sight; never in both."""
    async with opened("bridge-page", asked=corpus, size=size) as reader:
        words = "Who has signed" if size[0] > 40 else "this leans on?"
        while "Nobody at all" not in reader.sees:
            assert reader.sees.count(words) == 1
            await reader.press("down")
        assert reader.sees.count(words) == 1


def page_lines(reader: Reader) -> list[str]:
    """The lines of a page that are seen between the head and the keys, without the bar."""
    bottom = reader.app.screen.query_one("#page").region.bottom
    lines = [line[:78].rstrip() for line in reader.lines]
    return lines[next(y for y, line in enumerate(lines) if "────" in line) + 1 : bottom]


@pytest.mark.parametrize("height", [10, 11])
async def test_a_page_down_leaves_out_no_line_below_the_stem(
    opened: Opened, corpus: Bank, height: int
) -> None:
    """It begins with the line that the page before it ended with, and a page up ends with it."""
    async with opened("bridge-page", asked=corpus, size=(80, height)) as reader:
        for _ in range(2):
            before = page_lines(reader)
            await reader.press("pagedown")
            assert page_lines(reader)[0] == before[-1] or "╰──" in before[-1]
        for _ in range(2):
            before = page_lines(reader)
            await reader.press("pageup")
            assert before[0] in page_lines(reader)[-2:]


async def test_sources_that_are_asked_for_begin_below_the_stem(
    opened: Opened, corpus: Bank
) -> None:
    """Their heading is in sight, and going back from them leads to where the reader was."""
    async with opened("bridge-page", asked=corpus, size=(80, 11)) as reader:
        await reader.press("pagedown")
        before = reader.lines
        await reader.press("s")
        assert page_lines(reader)[1].strip() == "Who is behind it"
        await reader.press("s")
        assert reader.lines == before


@pytest.mark.parametrize("height", [18, 20, 22, 24, 26])
async def test_the_stem_is_in_sight_wherever_the_options_are(
    opened: Opened, corpus: Bank, height: int
) -> None:
    """However far the page is scrolled, the whole stem is above options that are all in sight."""
    (asked,) = (each for each in corpus.questions if each.id == "bridge-page")
    stem = f"Suppose {'that the council has met, ' * 5}and sent a note. Who has signed it?"
    asked = replace(asked, stem=stem, exhibits=asked.exhibits[:1])
    bank = replace(corpus, questions=(asked,))
    async with opened("bridge-page", asked=bank, size=(80, height)) as reader:
        for _ in range(30):
            page = re.sub("[▁-█] ", "", reader.sees)  # without the scroll bar
            if "Nobody at all" in page and "The council" in page:
                assert stem in page
            await reader.press("down")
        await reader.press("pagedown", "pagedown")
        page = re.sub("[▁-█] ", "", reader.sees)
        assert "Nobody at all" in page
        assert stem in page


async def test_of_a_very_long_stem_the_question_comes_again(opened: Opened, corpus: Bank) -> None:
    """Where a stem would take more than three lines, only its last sentence is in the head."""
    (asked,) = (each for each in corpus.questions if each.id == "bridge-page")
    asked = replace(asked, stem=f"{'The council has met. ' * 40}Who has signed it?")
    bank = replace(corpus, questions=(asked,))
    async with opened("bridge-page", asked=bank, size=(80, 16)) as reader:
        await reader.press("pagedown", "pagedown")
        assert "… Who has signed it?" in reader.sees
        assert "The council has met" not in reader.sees


async def test_exhibits_can_be_seen_again_after_the_answer(opened: Opened, corpus: Bank) -> None:
    """Under the explanation, the question is shown with its exhibits."""
    async with opened("bridge-thread", "bridge-page", size=(80, 19), asked=corpus) as reader:
        await reader.press(reader.key_of(0), "3")
        assert "No lorries any more?" not in reader.sees
        await reader.press("e")
        assert "No lorries any more?" in reader.sees
        await reader.press("s")
        *_, last = reader.app.screen.query("#more > Frame")
        title = reader.app.screen.query_one("#right > .title")
        assert title.region.y - last.region.bottom == 1  # one blank line is enough


@pytest.mark.parametrize("id", ["bridge-thread", "bridge-page", "bridge-spot-posted"])
async def test_exhibits_beside_a_question_stay_there_after_the_answer(
    opened: Opened, corpus: Bank, id: str
) -> None:
    """On a wide screen nothing moves them, not even the verdict; the sources come below."""
    async with opened(id, "bridge-page", size=(120, 40), asked=corpus) as reader:
        screen = reader.app.screen
        before = [each.region for each in screen.query("#right, #right > Frame")]
        keys = ["right", "enter"] if id == "bridge-spot-posted" else [reader.key_of(0)]
        await reader.press(*keys, "3")
        assert reader.round.shows_answer
        after = [each.region for each in screen.query("#right, #right > Frame")]
        assert after == before
        assert not any(each.region for each in screen.query("#more > Frame"))
        assert screen.query_one("#right > .title").region.y >= after[-1].bottom


@pytest.mark.parametrize("height", [18, 22, 26, 30])
async def test_the_key_that_is_offered_for_more_scrolls(
    opened: Opened, corpus: Bank, height: int
) -> None:
    """It does so on a wide screen, whichever of the two columns goes on or has the keys."""
    keys = {"e More": "e", "PgDn Down": "pagedown"}
    async with opened(
        "bridge-page", "bridge-spot-posted", size=(120, height), asked=corpus
    ) as reader:
        await reader.press(reader.key_of(0), "3")
        for _ in range(2):
            for _ in range(12):
                offered = [key for words, key in keys.items() if words in reader.sees]
                if not offered:
                    break
                for key in offered:
                    before = reader.lines[:-1]
                    await reader.press(key)
                    assert reader.lines[:-1] != before, key
            columns = reader.app.screen.query(".column")
            assert any(each.scroll_y == each.max_scroll_y > 0 for each in columns)
            await reader.press("s")


@pytest.mark.parametrize("size", [(80, 14), (40, 12)], ids=str)
@pytest.mark.parametrize("id", ["bridge-page", "bridge-spot-posted"])
async def test_no_last_line_of_a_frame_is_alone_at_the_top(
    opened: Opened, corpus: Bank, size: tuple[int, int], id: str
) -> None:
    """Wherever the page is scrolled to, down and up again, before the answer and after it."""
    async with opened(id, size=size, asked=corpus) as reader:
        page = reader.app.screen.query_one("#page")
        for after in (False, True):
            if after:
                keys = ["right", "space"] if id == "bridge-spot-posted" else [reader.key_of(1)]
                await reader.press(*keys, "enter", "3")
                assert reader.round.shows_answer
                await reader.press("e")
            for lines in (*range(1, page.max_scroll_y + 1), *range(page.max_scroll_y, -1, -1)):
                page.scroll_to(y=lines, animate=False)
                await reader.rest()
                assert "╰──" not in page_lines(reader)[0]


async def test_exhibits_begin_at_their_top_after_a_look_at_the_sources(
    opened: Opened, corpus: Bank
) -> None:
    """On a wide screen, once the reader is back at the question, and after the answer."""
    async with opened("bridge-page", size=(120, 18), asked=corpus) as reader:
        right = reader.app.screen.query_one("#right")
        await reader.press("s")
        assert right.scroll_offset.y
        await reader.press("escape")
        assert not right.scroll_offset.y
        await reader.press("s", reader.key_of(0), "3")
        assert reader.round.shows_answer
        assert not right.scroll_offset.y


@pytest.mark.parametrize("size", [(40, 30), (100, 30), (120, 40)], ids=str)
async def test_what_comes_after_a_pick_is_said_in_one_line(
    opened: Opened, corpus: Bank, size: tuple[int, int]
) -> None:
    """So that a blank line stays between it and the options."""
    async with opened("bridge-page", size=size, asked=corpus) as reader:
        await reader.press(reader.key_of(0))
        hint = reader.app.screen.query_one("#hint", Static)
        assert len(Content(str(hint.content)).wrap(hint.content_size.width)) < hint.size.height


@at_every_size
async def test_words_are_picked_where_an_exhibit_has_them(
    opened: Opened, golden: Golden, corpus: Bank, size: tuple[int, int]
) -> None:
    """The passage of a `spot` is in its exhibit, before the answer and after it."""
    async with opened("bridge-spot-posted", size=size, asked=corpus) as reader:
        while reader.app.screen.query_one(Spot).cursor == 0:  # or it scrolls there first
            await reader.press("right")
        golden(reader, "exhibits-spot")
        assert "{parts}" not in reader.sees
        await reader.press("enter", "3")
        assert reader.slot.answer
        assert reader.slot.answer.response == (2,)
        golden(reader, "exhibits-spot-answered")
        assert "✓has" in reader.sees
        assert "✗lorries" in reader.sees
        await reader.press("e")
        assert "A bridge in the rain." in reader.sees or size[1] < 20


@at_every_size
async def test_words_are_picked_where_a_page_has_them(
    opened: Opened, golden: Golden, corpus: Bank, size: tuple[int, int]
) -> None:
    """The parts of a `spot` are on its page one by one, with the bars around them to scale."""
    async with opened("bridge-spot-page", size=size, asked=corpus) as reader:
        spot = reader.app.screen.query_one(Spot)
        while spot.cursor < 2:  # or it scrolls there first
            await reader.press("right")
        golden(reader, "exhibits-spot-page")
        await reader.press("enter", "2")
        assert reader.slot.right
        golden(reader, "exhibits-spot-page-answered")
    articles = CORPUS / "articles"
    async with opened("bridge-spot-page", size=size, asked=corpus, articles=articles) as reader:
        assert "━" not in reader.sees
        await reader.click("The Courier")
        assert reader.app.screen.query_one(Spot).response == (0,)


async def test_words_in_an_exhibit_are_picked_by_a_click(opened: Opened, corpus: Bank) -> None:
    """A click on the words inside the frame picks them; one beside them picks nothing."""
    async with opened("bridge-spot-posted", size=(100, 30), asked=corpus) as reader:
        spot = reader.app.screen.query_one(Spot)
        await reader.click("Who told you?")
        assert spot.response is None
        await reader.click("from May on")
        assert spot.response == (3,)


PARTS_SHOWN: dict[str, tuple[Exhibit, str]] = {
    "post": (Post(made_up=True, by="Cem", text=PARTS), "Cem│one two│few"),
    "draft": (Draft(made_up=True, what="headline", by="Cem", text=PARTS), "Cem│one two│few"),
    "headlines": (Headlines(items=(Headline(PARTS, "Echo"),)), "one two│few│Echo"),
    "notes": (Notes(lines=(Note(4, PARTS),)), "[4] one│    two│    few"),
}
"""Each kind of exhibit that can hold the parts of a `spot`, and its lines in seven columns."""


@pytest.mark.parametrize(
    "kind", [name for name, each in EXHIBITS.items() if PARTS in each.can_hold]
)
def test_each_kind_that_can_hold_parts_wraps_them(kind: str) -> None:
    """The parts stand where the text would, keep their looks, and take on those of the place."""
    exhibit, expected = PARTS_SHOWN[kind]
    parts = Parts([Content("one two"), Content.styled("few", "underline")], " ")
    lines = list(drawing(exhibit).lines(7, parts))
    assert "│".join(line.plain.rstrip() for line in lines) == expected
    looks = {str(span.style) for line in lines if "few" in line.plain for span in line.spans}
    assert looks == {"underline"} | ({"bold"} if kind in ("draft", "headlines") else set())


def test_parts_are_shown_one_by_one_where_an_exhibit_has_each() -> None:
    """Each `{part}` is the next; one too many is left as it is."""
    exhibit = Headlines(items=(Headline(PART), Headline("Two"), Headline(PART), Headline(PART)))
    parts = Parts([Content("First"), Content("Third")], " ")
    lines = [line.plain for line in drawing(exhibit).lines(20, parts)]
    assert [line for line in lines if line] == ["First", "Two", "Third", "{part}"]


def test_columns_of_a_table_have_room_for_their_words() -> None:
    """A column is never narrower than its longest word while another has room to spare."""
    long = "many short words that can be broken anywhere at all"
    table = Table(
        made_up=True, columns=("a", "b", "c"), rows=((long, long, "unbreakable-figures"),)
    )
    for width in range(table.narrowest, 140):
        widths = _widths(table, width)
        assert sum(widths) + 2 * GUTTER <= width
        assert widths[2] >= len("unbreakable-figures")
    assert sum(_widths(table, 20)) + 2 * GUTTER == 20
    assert _widths(table, 200) == [len(long), len(long), 19]


def test_results_of_a_search_do_not_look_like_links() -> None:
    """What is underlined can be opened, and these results can't."""
    result = Result(title="A bridge", outlet="The Courier", says="It is open.")
    drawing = SearchDrawing(Search(query="bridge", made_up=True, results=(result,)))
    styles = [str(span.style) for line in drawing.lines(40) for span in line.spans]
    assert "bold" in styles
    assert not any("underline" in style for style in styles)


def test_box_of_a_search_is_equally_wide_in_each_line() -> None:
    """What was typed stands in a box, even where it takes two lines."""
    found = Result(title="A bridge", outlet="trips.example")
    lines = SearchDrawing(Search(query="who closed the old bridge", results=(found, found))).lines(
        24
    )
    first, second, blank, *_ = (line.plain for line in lines)
    assert (first, second, blank) == ("Search:  who closed the ", "         old bridge     ", "")


def test_dots_of_a_timeline_stand_out_in_the_margin() -> None:
    """The further lines of an entry are indented below its own words, not below the dot."""
    entries = (Entry("May", "The bridge opens to all."), Entry("June", "It closes."))
    exhibit = Timeline(made_up=True, entries=entries)
    lines = [line.plain for line in MarkedDrawing([*timeline(exhibit)]).lines(20)]
    assert lines == ["● May  The bridge", "  opens to all.", "● June  It closes."]


async def test_openers_are_seen_whole_on_a_small_screen(opened: Opened) -> None:
    """The quiz's own questions to begin with show their last option without scrolling."""
    own = read_bank(own_bank())
    openers = [each for each in own.questions if each.opener]
    assert len(openers) >= 6
    for question in openers:
        round = onward(begin([own.questions[0], question], Random(1)))
        async with opened(round=round, asked=own, size=(80, 24)) as reader:
            answer = reader.app.screen.query_one("Choose, Spot")
            assert answer.region.bottom < reader.app.size.height, question.id
