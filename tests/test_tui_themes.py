"""The contrast of our two themes, and how the chosen theme is remembered."""

import os
from itertools import product

import pytest
from textual.theme import BUILTIN_THEMES, Theme

from quiz.paths import history_folder
from quiz.tui.screens.home import Home
from quiz.tui.theme import THEMES, chosen_theme, keep_theme
from tests.conftest import Opened
from tests.contrast import LEAST, contrast, unreadable

TEXTS = ("foreground", "foreground-muted", "accent", "success", "error", "warning")
GROUNDS = ("background", "panel")
LEAST_OF_EDGES = 3
"""For the edges of what is used: WCAG 2.2, success criterion 1.4.11 (level AA)."""
LEAST_OF_GROUNDS = 1.8
"""For the ground of a button, whose words say what it is anyway."""


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("text", TEXTS)
def test_text_can_be_read(theme: Theme, text: str, ground: str) -> None:
    """Every colour of text has enough contrast on the page and on a panel."""
    colors = theme.to_color_system().generate()
    assert contrast(colors[text], colors[ground]) >= LEAST


async def test_text_can_be_read_in_textuals_own_themes(opened: Opened) -> None:
    """Their colours of text are moved until they have enough contrast; home shows it."""
    async with opened() as reader:
        for name in BUILTIN_THEMES:
            if name.startswith("ansi"):
                continue
            reader.app.theme = name
            await reader.rest()
            assert not unreadable(reader), name
            colors = reader.app.theme_variables
            for text, ground in product(TEXTS, GROUNDS):
                assert contrast(colors[text], colors[ground]) >= LEAST, (text, ground, name)


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
@pytest.mark.parametrize("part", ["foreground", "description-foreground", "key-foreground"])
def test_the_footer_can_be_read(theme: Theme, part: str) -> None:
    """The keys and their words have enough contrast in the key line."""
    colors = theme.to_color_system().generate()
    assert contrast(colors[f"footer-{part}"], colors["footer-background"]) >= LEAST


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
async def test_signs_in_the_list_of_results_can_be_read(opened: Opened, theme: Theme) -> None:
    """The signs of right, partly right and wrong have enough contrast, at the cursor too."""
    async with opened("bridge-in-may", "fact-or-forecast", "ferry-interest") as reader:
        reader.app.theme = theme.name
        await reader.press(reader.key_of(1), "3", "enter", *"aaa", "enter", "1", "enter")
        await reader.press(reader.key_of(0), "1", "enter", "tab")
        for _ in range(3):
            strips = reader.app.screen._compositor.render_strips()
            signs = [each for strip in strips for each in strip if each.text.strip() in set("✗◐✓")]
            assert {each.text.strip() for each in signs} == set("✗◐✓")
            for _, style, _ in signs:
                assert style
                assert style.color
                assert style.bgcolor
                ink, paper = (each.get_truecolor().hex for each in (style.color, style.bgcolor))
                assert contrast(ink, paper) >= LEAST
            await reader.press("down")


def test_contrast_is_that_of_wcag() -> None:
    """Black on white is 21, a colour on itself 1, and #777777 on white just misses 4.5."""
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#123456", "#123456") == 1
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_a_theme_is_remembered_for_the_reader_alone() -> None:
    """The name of the theme is in a file that only the reader can open."""
    keep_theme("newsprint")
    assert chosen_theme(("newsprint",)) == "newsprint"
    assert chosen_theme(("other",)) is None
    assert (history_folder() / "theme").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("what", ["fifo", "device", "large", "not UTF-8"])
def test_a_file_that_names_no_theme_is_ignored_and_replaced(what: str) -> None:
    """Whatever else is found at the path of the theme is ignored, and another can be chosen."""
    history_folder().mkdir(parents=True)
    file = history_folder() / "theme"
    match what:
        case "fifo":
            os.mkfifo(file)
        case "device":
            file.symlink_to("/dev/zero")
        case "large":
            file.write_bytes(b"newsprint" + b" " * 1_000_000)
        case _:
            file.write_bytes(b"newsprint\xff")
    assert chosen_theme(("newsprint",)) is None
    keep_theme("newsprint")
    assert chosen_theme(("newsprint",)) == "newsprint"


async def test_every_drawn_character_can_be_read(opened: Opened) -> None:
    """On a question, an answer and home, in both themes, every character has enough contrast."""
    async with opened("page-tells") as reader:
        for keys in (["s"], ["a", "enter"], ["right", "2"], ["q"], ["t"]):
            await reader.press(*keys)
            assert not unreadable(reader)


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
async def test_the_edges_of_what_takes_an_answer_can_be_seen(opened: Opened, theme: Theme) -> None:
    """The line to type on and the passage of a spot, also while they don't have the keys."""
    async with opened("which-month", "the-hedge") as reader:
        reader.app.theme = theme.name
        for kind, keys in (("Typed", ["tab"]), ("Spot", ["x", "tab"])):
            await reader.press(*keys)
            _, edge = reader.app.screen.query_one(kind).styles.border_left
            assert contrast(edge.hex, theme.background or "") >= LEAST_OF_EDGES


async def test_the_buttons_of_certainty_are_set_off_with_colours_and_without(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By their ground, or without colours by a line below; nothing is drawn through the words."""
    for no_color in (False, True):
        if no_color:
            monkeypatch.setenv("NO_COLOR", "1")
        async with opened("bridge-in-may") as reader:
            (look,) = (look for look, text in reader.looks() if "1 guess" in text)
            assert bool(look.underline) is no_color
            (page,) = (each.bgcolor for each, text in reader.looks() if "How sure are" in text)
            assert (look.bgcolor != page) is not no_color
            if look.bgcolor and page and not no_color:
                ground, paper = (each.get_truecolor().hex for each in (look.bgcolor, page))
                assert contrast(ground, paper) >= LEAST_OF_GROUNDS


async def test_keys_for_themes_do_nothing_in_the_list_of_themes(opened: Opened) -> None:
    """One Esc leads back from it, and what it says is in use stays so."""
    async with opened() as reader:
        theme = reader.app.theme
        await reader.press("T")
        listed = reader.lines
        await reader.press("T", "t")
        assert reader.lines == listed
        assert reader.app.theme == theme
        await reader.press("escape")
        assert isinstance(reader.app.screen, Home)
        await reader.press("t")
        assert reader.app.theme != theme


async def test_without_colours_the_line_has_a_cursor_and_home_offers_no_themes(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The cursor on the line is set off by more than a colour, and no theme is offered."""
    monkeypatch.setenv("NO_COLOR", "1")
    async with opened("which-month") as reader:
        await reader.press(*"Mai", "left")
        assert any(look.reverse and text == "i" for look, text in reader.looks())
        await reader.press("tab", "q")
        assert "Theme" not in reader.sees


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_bars_can_be_seen(theme: Theme) -> None:
    """What shows how far a page is scrolled has the contrast that WCAG 2.2 asks of a graphic."""
    assert contrast(theme.variables["scrollbar"], str(theme.background)) >= LEAST_OF_EDGES
