"""The page for a browser stays: over a reload, and when somebody presses Back."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from quiz.bank.read import read_bank
from quiz.classroom.handin import read_handin
from tests.taking import Taking, by_keys

pytestmark = pytest.mark.long

BANK = read_bank(Path(__file__).parent / "bank.toml")
ASKED = (
    "page.round.slots.map(({ question, order, answer }) => [question.id, order, answer ?? null])"
)


def begun(taking: Callable[..., Taking]) -> Taking:
    """A page in a round of all questions, with two answered and the third one shown."""
    it = taking(BANK)
    it.page.on("dialog", lambda dialog: dialog.accept())
    it.begin_all()
    for _ in range(2):
        by_keys(it)
        it.page.keyboard.press("Enter")
    return it


def reload(it: Taking) -> None:
    """Load the page again, as a phone does with one that it dropped."""
    it.page.reload()
    it.asked.pop()


def test_a_round_goes_on_after_a_reload(taking: Callable[..., Taking], tmp_path: Path) -> None:
    """Answers, orders and the place are there again, with earlier rounds, and none is saved."""
    it = begun(taking)
    asked, reader = it.page.evaluate(ASKED), it.page.evaluate("page.reader")
    reload(it)
    assert it.page.evaluate(ASKED) == asked
    assert it.page.evaluate("[page.at, page.reader, page.isSaved]") == [2, reader, False]
    told = it.page.locator("main > [role=status]").first
    assert "You left off here." in told.inner_text()
    assert told.bounding_box()["y"] < it.page.locator("h2").bounding_box()["y"]
    it.page.evaluate("finish()")
    it.page.locator("#name").fill("Ann B.")
    with it.page.expect_download() as download:
        it.page.locator(".saving button").click()
    download.value.save_as(tmp_path / "ann.quiz")
    (round,) = read_handin(tmp_path / "ann.quiz").rounds
    assert [each.response is not None for each in round.questions].count(True) == 2
    # It is in this tab alone.
    other = it.context.new_page()
    other.goto(it.file.as_uri())
    assert other.locator(".lead").count() == 1


def test_the_end_is_there_after_a_reload_and_on_the_way_back(
    taking: Callable[..., Taking],
) -> None:
    """The end stays over a reload, and Back and Esc lead to it from a new round, also after one."""
    it = begun(taking)
    it.page.evaluate("finish()")
    end = it.page.locator("main").inner_text()

    def is_end() -> bool:
        it.page.wait_for_timeout(150)
        return bool(it.page.locator("main").inner_text() == end)

    reload(it)
    assert is_end()
    ways: tuple[Callable[[], Any], ...] = (
        lambda: it.page.evaluate("history.back()"),
        lambda: it.page.keyboard.press("Escape"),
        lambda: it.page.locator(".ways button", has_text="Back").click(),
    )
    for n, way in enumerate(ways):
        it.page.keyboard.press("n")
        if n:
            reload(it)
        assert it.page.locator("main h2").inner_text() == "New round"
        way()
        assert is_end()
    it.page.locator(".slot").first.click()
    reload(it)
    assert it.page.evaluate("[page.at, page.round.over]") == [0, True]
    it.page.keyboard.press("Escape")
    assert is_end()


def test_what_is_ticked_and_not_sent_is_there_after_a_reload(taking: Callable[..., Taking]) -> None:
    """An option that is ticked stays ticked."""
    it = taking(BANK)
    it.page.on("dialog", lambda dialog: dialog.accept())
    it.begin_all()
    it.page.evaluate('go(page.round.slots.findIndex((s) => s.question.kind === "choice"))')
    it.page.keyboard.press("b")
    reload(it)
    assert it.page.locator("input:checked").count() == 1


def test_a_round_of_which_all_is_skipped_has_an_end(taking: Callable[..., Taking]) -> None:
    """Skipping every question leads to the end, where nothing has to be saved."""
    it = taking(BANK)
    it.begin_all()
    for _ in BANK.questions:
        it.page.locator(".ways button", has_text="Skip").click()
    assert it.page.locator(".slot").count() == len(BANK.questions)
    assert "that costs nothing" in it.page.locator("main h2").inner_text()
    assert it.page.evaluate("page.isSaved")


def test_somebody_else_begins_afresh(taking: Callable[..., Taking]) -> None:
    """The answers of the one before aren't theirs; those that aren't saved take a second press."""
    it = begun(taking)
    reader = it.page.evaluate("page.reader")
    it.page.evaluate("finish()")
    it.page.keyboard.press("n")
    afresh = it.page.locator("button", has_text="Begin as someone else")
    afresh.click()
    assert "aren't saved yet" in it.page.locator(".saving .saved").inner_text()
    afresh.click()
    for _ in range(2):
        assert it.page.locator(".lead").count() == 1
        assert it.page.evaluate("[page.rounds, page.earlier, page.name]") == [[], [], ""]
        assert it.page.evaluate("page.reader") != reader
        reload(it)


def test_back_leads_a_question_back_and_loses_nothing(taking: Callable[..., Taking]) -> None:
    """Back goes to the question before, from a miss to the list, and warns before it leaves."""
    it = begun(taking)

    it.page.set_viewport_size({"width": 360, "height": 480})

    def back() -> Any:
        it.page.evaluate("history.back()")
        it.page.wait_for_timeout(150)
        return it.page.evaluate("page.at")

    assert back() == 1
    it.page.locator("summary").last.click()
    it.page.locator(".reference").first.click()
    assert back() == 0
    assert back() == 0
    line = it.page.locator("#status")
    assert "aren't saved yet" in line.inner_text()
    box, window = line.bounding_box(), it.page.viewport_size
    assert 0 <= box["y"] <= box["y"] + box["height"] <= window["height"]
    it.page.evaluate("finish()")
    it.page.locator(".slot").first.click()
    back()
    assert it.page.locator(".slots").is_visible()


PICK = """(kind) => {
  review(page.round.slots.findIndex(({ question }) => question.kind === kind));
  const { order } = slotNow();
  const typed = main.querySelector("#typed");
  if (typed) typed.value = "Ma";
  else if (kind === "order") main.querySelectorAll(".move")[1].click();
  else main.querySelector(".option input, .pill input, .part[aria-pressed]").click();
  return page.answering.draft();
}"""


@pytest.mark.parametrize("kind", ["choice", "multi", "sort", "order", "spot", "short"])
def test_what_is_begun_after_the_end_of_a_round_stays(
    kind: str, taking: Callable[..., Taking]
) -> None:
    """In a question that was left out, it is there again after Esc, Back, Skip and the list."""
    it = taking(BANK)
    it.begin_all()
    while it.now()["kind"] == kind:
        it.page.evaluate("skip()")
    by_keys(it)
    it.page.evaluate("finish()")
    draft = it.page.evaluate(PICK, kind)
    assert draft
    ways: tuple[Callable[[], Any], ...] = (
        lambda: (it.page.locator("main h2").focus(), it.page.keyboard.press("Escape")),
        lambda: it.page.evaluate("history.back()"),
        lambda: it.page.locator(".ways button", has_text="Skip").click(),
        lambda: it.page.locator(".ways button", has_text="End").click(),
    )
    for way in ways:
        way()
        it.page.locator(".slots").wait_for()
        it.page.evaluate(
            "(kind) => review(page.round.slots.findIndex((s) => s.question.kind === kind))", kind
        )
        assert it.page.evaluate("page.answering.draft()") == draft
