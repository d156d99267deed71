"""Keys in the page for a browser: wherever the focus is, they change no more than is said."""

from collections.abc import Callable
from pathlib import Path

import pytest

from quiz.bank.read import read_bank
from tests.taking import Taking, by_keys

pytestmark = pytest.mark.long

BANK = read_bank(Path(__file__).parent / "bank.toml")
ALONE = "(kind) => begin([DATA.questions.find((each) => each.kind === kind)])"
DRAFT = "page.answering.draft()"


def alone(taking: Callable[..., Taking], kind: str) -> Taking:
    """A page in a round of one question, of this kind."""
    it = taking(BANK)
    it.page.evaluate(ALONE, kind)
    return it


@pytest.mark.parametrize("key", ["a", "b", "ArrowDown", "ArrowUp", "j"])
def test_a_key_on_how_sure_changes_no_label(key: str, taking: Callable[..., Taking]) -> None:
    """Once all lines are labelled, a letter from elsewhere leads back to them, and that is all."""
    it = alone(taking, "sort")
    for _ in it.now()["order"]:
        it.page.keyboard.press("b")
    labelled = it.page.evaluate(DRAFT)
    it.page.keyboard.press("Enter")
    assert it.page.locator(".certainty:focus").count() == 1
    it.page.keyboard.press(key)
    assert it.page.evaluate(DRAFT) == labelled
    if key != "ArrowUp":  # which leads back from how sure anyway
        assert it.page.locator(".row").last.locator("input:focus").count() == 1
    it.page.locator("main h2").focus()
    it.page.keyboard.press("ArrowRight")
    assert it.page.evaluate(DRAFT) == labelled


def test_a_letter_from_elsewhere_is_for_the_first_open_line(
    taking: Callable[..., Taking],
) -> None:
    """From the heading, a letter labels the first line that has no label yet."""
    it = alone(taking, "sort")
    order = it.now()["order"]
    it.page.keyboard.press("b")
    it.page.locator("main h2").focus()
    it.page.keyboard.press("a")
    draft = it.page.evaluate(DRAFT)
    assert [draft[each] for each in order] == [1, 0, *[None] * (len(order) - 2)]


@pytest.mark.parametrize("key", ["ArrowDown", "ArrowUp", "j", "k"])
@pytest.mark.parametrize("kind", ["choice", "multi"])
def test_an_arrow_from_elsewhere_leads_back_to_what_is_picked(
    kind: str, key: str, taking: Callable[..., Taking]
) -> None:
    """On how sure, and on the heading, no arrow picks another option."""
    it = alone(taking, kind)
    it.page.keyboard.press("b")
    picked = it.page.evaluate(DRAFT)
    it.page.keyboard.press("Enter")
    for place in (".certainty", "main h2"):
        it.page.locator(place).first.focus()
        it.page.keyboard.press(key)
        assert it.page.evaluate(DRAFT) == picked
        assert it.page.locator(".option input:checked:focus").count() == 1


@pytest.mark.parametrize("is_back", [False, True], ids=["first", "again"])
def test_enter_on_the_field_for_a_file_opens_it(
    is_back: bool, taking: Callable[..., Taking]
) -> None:
    """The browser asks for a file then, and no round begins."""
    it = taking(BANK)
    # From now on the browser hands over what it would ask.
    it.page.on("filechooser", lambda chooser: chooser)
    if is_back:
        it.begin_all()
        by_keys(it)
        it.page.evaluate("finish(); showFirst()")
    rounds = it.page.evaluate("page.rounds.length")
    it.page.locator("#earlier").focus()
    with it.page.expect_file_chooser():
        it.page.keyboard.press("Enter")
    assert it.page.evaluate("page.rounds.length") == rounds
