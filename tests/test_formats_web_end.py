"""The end of a round on the page for a browser: how it went, what to look at, what to save."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from quiz.bank.load import own_bank
from quiz.bank.read import read_bank
from tests.taking import Taking, by_keys

pytestmark = pytest.mark.long

BANK = read_bank(own_bank())
PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}
DESK = {"viewport": {"width": 1280, "height": 800}}
TAKE = """(answers) => {
  const its = DATA.questions.filter(({ kind }) => kind === "choice").slice(0, answers.length);
  begin(its);
  page.round.slots.forEach((slot, at) => {
    const [isRight, certainty] = answers[at];
    if (!certainty) return (slot.skipped = true);
    const { key, entries } = slot.question;
    const response = isRight ? key : [(key[0] + 1) % entries.length];
    slot.answer = { response, certainty, judged: judge(slot.question, response, certainty) };
  });
  page.answering = null;
  finish();
}"""
RIGHT, WRONG, SURELY_WRONG, SKIPPED = (True, 2), (False, 2), (False, 3), (False, 0)
PLACE = "page.at"


def lowest(it: Taking, name: str) -> float:
    """How far down the lower edge of something is, in pixels from the top of the screen."""
    box = it.page.locator(name).bounding_box()
    return float(box["y"] + box["height"])


@pytest.mark.parametrize(
    ("answers", "told"),
    [
        ([SURELY_WRONG, SURELY_WRONG], "0 of 2 right"),
        ([RIGHT, WRONG, WRONG, SKIPPED], "1 of 3 right"),
        ([RIGHT, RIGHT, RIGHT, RIGHT, WRONG], "A good round: 4 of 5 right."),
        ([RIGHT, RIGHT], "You got both right."),
        ([RIGHT], "You got it right."),
    ],
)
def test_the_end_says_first_how_it_went(
    answers: list[tuple[bool, int]], told: str, taking: Callable[..., Taking]
) -> None:
    """The heading is how many were right, and praises only where it went well."""
    it = taking(BANK)
    it.page.evaluate(TAKE, answers)
    assert it.page.locator("main h2").inner_text() == told
    assert "You stayed to the end" not in it.page.locator("main").inner_text()


@pytest.mark.parametrize("screen", [PHONE, DESK], ids=["phone", "desk"])
def test_what_comes_next_is_on_the_first_screen(
    screen: dict[str, Any], taking: Callable[..., Taking]
) -> None:
    """Without scrolling, readers see how to begin, and then how to go on and to save."""
    it = taking(BANK, **screen)
    height = screen["viewport"]["height"]
    # A phone's browser has bars of its own.
    assert lowest(it, "main button.main") < height - 100
    it.page.evaluate(TAKE, [SURELY_WRONG, SURELY_WRONG, SURELY_WRONG, *[RIGHT] * 6, SKIPPED])
    assert lowest(it, "main button.main") < height
    assert lowest(it, ".saving button") < height


def test_enter_leads_from_miss_to_miss_and_back(taking: Callable[..., Taking]) -> None:
    """The costliest miss comes first, each of the others once, then the list."""
    it = taking(BANK)
    it.page.evaluate(TAKE, [WRONG, RIGHT, SURELY_WRONG, SKIPPED, WRONG])
    press, main = it.page.keyboard.press, it.page.locator("main button.main")
    for at, told in ((2, "Next miss (2 of 3)"), (4, "Next miss (3 of 3)"), (0, "Back to the list")):
        press("Enter")
        assert it.page.evaluate(PLACE) == at
        assert main.inner_text().startswith(told)
    press("Enter")
    assert it.page.locator(".slots").is_visible()
    # From one that was right, the way leads straight back, and so does a button from a miss.
    it.page.locator(".slot").nth(1).click()
    assert main.inner_text().startswith("Back to the list")
    main.click()
    it.page.locator(".slot").nth(0).click()
    it.page.locator(".ways button", has_text="Back to the list").click()
    assert it.page.locator(".slots").is_visible()


@pytest.mark.parametrize("touch", [True, False], ids=["touch", "keys"])
def test_after_few_misses_new_questions_come_first(
    touch: bool, taking: Callable[..., Taking]
) -> None:
    """Readers are told how many are new, and Enter leads to five of those; Look again is second."""
    screen: dict[str, Any] = PHONE if touch else DESK
    it = taking(BANK, **screen)
    it.page.evaluate(TAKE, [*[RIGHT] * 8, SURELY_WRONG])
    assert lowest(it, ".saving button") < screen["viewport"]["height"]
    ways = it.page.locator(".ways:not(.saving *) button").all_inner_texts()
    named = [each.split("\n")[0].strip(" ↵") for each in ways]
    assert named == ["Five new ones", "Look again", "Take this one again", "New round"]
    of = len(BANK.questions)
    assert f"{of - 9} of {of} questions are still new to you." in it.page.inner_text(".onwards")
    answered = it.page.evaluate("[...lastAnswers().keys()]")
    it.page.keyboard.press("Enter")
    asked = it.page.evaluate("page.round.slots.map(({ question }) => question.id)")
    assert len(asked) == 5
    assert not {*asked} & {*answered}


def test_misses_are_counted_alike_everywhere(taking: Callable[..., Taking]) -> None:
    """What was partly right is one of the misses in the words, on the buttons and on the way."""
    it = taking(BANK)
    it.page.evaluate(TAKE, [RIGHT, WRONG, WRONG, WRONG])
    it.page.evaluate("Object.assign(page.round.slots[1].answer.judged, { share: 0.5 }); showEnd()")
    words = it.page.locator(".onwards")
    assert "To look at again: 3, starting with" in words.inner_text()
    assert "Take these 3 again" in words.inner_text()
    it.page.keyboard.press("Enter")
    assert "Next miss (2 of 3)" in it.page.locator("main button.main").inner_text()


def test_what_was_missed_is_taken_again(taking: Callable[..., Taking]) -> None:
    """The misses of a round can be taken at once, and those of all rounds from the first page."""
    it = taking(BANK)
    assert it.page.locator("#which option[value=missed]").count() == 0
    it.page.evaluate(TAKE, [WRONG, RIGHT, SURELY_WRONG, SKIPPED, WRONG])
    ids = it.page.evaluate("page.round.slots.map(({ question }) => question.id)")
    asked = "page.round.slots.map(({ question }) => question.id)"
    it.page.locator(".ways button", has_text="Take these 3 again").click()
    assert it.page.evaluate(asked) == [ids[2], ids[0], ids[4]]
    by_keys(it)
    it.page.evaluate("finish()")
    it.page.keyboard.press("n")
    assert it.page.locator("#which option[value=missed]").inner_text() == "What you missed (2)"
    assert it.page.locator(".choose button", has_text="What you missed (2)").is_visible()
    assert "So far you have 2 of 4 right." in it.page.locator("main").inner_text()
    it.page.locator("#which").select_option("missed")
    it.page.locator("main button.main").click()
    # As sure of both, the latest comes first.
    assert it.page.evaluate(asked) == [ids[4], ids[0]]


def test_what_was_missed_in_a_file_is_taken_again(
    taking: Callable[..., Taking], tmp_path: Path
) -> None:
    """A page that carries on from a file offers what was missed there."""
    it = taking(BANK)
    it.page.evaluate(TAKE, [WRONG, RIGHT, WRONG])
    it.page.locator("#name").fill("Ann B.")
    with it.page.expect_download() as download:
        it.page.locator(".saving button").click()
    download.value.save_as(tmp_path / "ann.quiz")
    again = taking(BANK)
    again.page.locator("#earlier").set_input_files(tmp_path / "ann.quiz")
    again.page.locator("#which option[value=missed]", has_text="(2)").wait_for(state="attached")
    assert again.page.evaluate("answersBefore()") == 3


def test_a_printed_end_says_whose_it_is_and_of_which_day(taking: Callable[..., Taking]) -> None:
    """On paper there are the reader's name and the day, and nothing to press but the list."""
    it = taking(BANK)
    it.page.evaluate(TAKE, [WRONG, RIGHT])
    it.page.evaluate("page.round.ended = new Date(2031, 2, 4); showEnd()")
    it.page.locator("#name").fill("Ann B.")
    assert not it.page.locator(".by-line").is_visible()
    it.page.emulate_media(media="print")
    assert it.page.locator(".whose").inner_text() == "Ann B."
    assert "4 March 2031" in it.page.locator(".by-line").inner_text()
    assert not it.page.locator(".saving").is_visible()
    assert not it.page.locator("button:not(.slot):visible").count()


def test_the_list_at_the_end_is_found_again_where_it_was_left(
    taking: Callable[..., Taking],
) -> None:
    """From an answer that was right, the way on leads to its line in the list, not to the top."""
    it = taking(BANK, **PHONE)
    it.page.evaluate("""() => {
      newRound(DATA.questions, 10);
      page.answering = null;
      for (const slot of page.round.slots) {
        const response = slot.question.key;
        slot.answer = { response, certainty: 1, judged: judge(slot.question, response, 1) };
      }
      finish();
    }""")
    it.page.locator(".slot").nth(8).click()
    it.page.locator("main button.main").click()
    assert (
        it.page.evaluate("[...document.querySelectorAll('.slot')].indexOf(document.activeElement)")
        == 8
    )
    box = it.page.locator(".slot").nth(8).bounding_box()
    assert 0 <= box["y"] <= 740
