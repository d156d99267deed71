"""The page for a browser on a phone: all of it is as wide as the screen, also in large letters."""

from collections.abc import Callable
from pathlib import Path

import pytest

from quiz.bank.load import own_bank
from quiz.bank.read import read_bank
from tests.taking import Taking

pytestmark = pytest.mark.long

BANK = read_bank(own_bank())
GERMAN = read_bank(Path(__file__).parent / "german.toml")
PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}
LARGE = "document.documentElement.style.fontSize = '200%'"
WIDE = """() => {
  const wide = [];
  const check = (what) => {
    const most = document.documentElement.clientWidth;
    const over = [...document.querySelectorAll("main *, dialog *")].filter((each) => {
      const { right, width } = each.getBoundingClientRect();
      return width && right > most + 1 && !each.closest("figure:has(table)");
    });
    if (document.documentElement.scrollWidth > most || over.length) {
      wide.push(`${what}: ${over.map((each) => each.outerHTML.slice(0, 80))}`);
    }
    // No word on a button is broken.
    for (const each of document.querySelectorAll("button, .pill")) {
      if (each.scrollWidth > each.clientWidth + 1) wide.push(`${what}: ${each.innerText}`);
    }
    const words = [...document.querySelectorAll(".certainty .word")];
    const height = (each) => each.getBoundingClientRect().height;
    const isBroken = (each) => height(each) > 1.9 * parseFloat(getComputedStyle(each).fontSize);
    if (words.some(isBroken)) wide.push(`${what}: broken`);
  };
  check("first");
  showKeys();
  check("keys");
  keys.close();
  begin(DATA.questions);
  page.round.slots.forEach((slot, at) => {
    go(at);
    check(`${slot.question.id} asked`);
    const response = slot.question.key;
    slot.answer = { response, certainty: 1, judged: judge(slot.question, response, 1) };
    page.answering = null;
    go(at);
    check(`${slot.question.id} answered`);
  });
  slotNow().answer.judged.right = false;
  finish();
  check("end");
  showFirst();
  check("new round");
  return wide;
}"""
ROWS = """([answered, certainty, isRight]) => {
  begin(DATA.questions.filter(({ kind }) => kind === "choice").slice(0, 10));
  for (const slot of page.round.slots.slice(0, answered)) {
    const { key, entries } = slot.question;
    const response = isRight ? key : [(key[0] + 1) % entries.length];
    slot.answer = { response, certainty, judged: judge(slot.question, response, certainty) };
  }
  page.answering = null;
  go(9);
  const tops = [...main.querySelectorAll(".strip span")].map((each) => each.offsetTop);
  return new Set(tops).size;
}"""


@pytest.mark.parametrize("bank", [BANK, GERMAN], ids=["own", "German"])
def test_large_letters_are_in_one_column(bank: object, taking: Callable[..., Taking]) -> None:
    """With letters twice as large, nothing is wider than a phone, and no word is cut."""
    it = taking(bank, **PHONE)
    it.page.evaluate(LARGE)
    assert it.page.evaluate(WIDE) == []


@pytest.mark.parametrize("round", [(0, 1, True), (9, 3, True), (9, 3, False)])
def test_the_signs_of_ten_questions_are_in_one_row(
    round: tuple[int, int, bool], taking: Callable[..., Taking]
) -> None:
    """However many marks stand beside them, the signs of a usual round don't take a second row."""
    assert taking(BANK, **PHONE).page.evaluate(ROWS, list(round)) == 1


def test_fingers_are_told_how_many_to_pick(taking: Callable[..., Taking]) -> None:
    """Without a keyboard, a hint says how many and no word of keys; a choice needs none."""
    it = taking(read_bank(own_bank()), **PHONE)
    for such, hint in (
        ("kind === 'multi' && pick === 2", "Tap 2."),
        ("kind === 'multi' && !pick", "Tap all that apply."),
        ("kind === 'spot' && pick === 3", "Tap 3."),
        ("kind === 'choice'", ""),
        ("kind === 'sort'", ""),
    ):
        find = f"DATA.questions.find(({{ kind, pick }}) => {such})"
        it.page.evaluate(f"page.answering = null; begin([{find}])")
        assert it.page.locator("#hint").inner_text() == hint
        assert it.page.locator("#hint").is_visible() == bool(hint)


def test_a_step_goes_on_moving_where_the_finger_is(taking: Callable[..., Taking]) -> None:
    """Tapping twice in one place moves a step by two, as the page scrolls along with it."""
    it = taking(read_bank(own_bank()), **PHONE)
    it.page.evaluate("begin([DATA.questions.find(({ kind }) => kind === 'order')])")
    it.page.evaluate("document.body.style.padding = '900px 0'")
    order = "page.answering.response()"
    before = it.page.evaluate(order)
    down = it.page.locator(".move:last-child").first
    down.scroll_into_view_if_needed()
    box = down.bounding_box()
    for _ in range(2):
        it.page.touchscreen.tap(box["x"] + 5, box["y"] + 5)
    assert it.page.evaluate(order) == [*before[1:3], before[0], *before[3:]]
    assert (
        it.page.locator(".moved")
        .inner_text()
        .startswith(it.page.evaluate("(n) => slotNow().question.entries[n].text", arg=before[0]))
    )


def test_no_table_breaks_a_word_of_its_first_column(taking: Callable[..., Taking]) -> None:
    """On a phone, what the rows of a table are called stays on one line."""
    it = taking(read_bank(own_bank()), **PHONE)
    cells = it.page.evaluate("""() => {
      const tall = [];
      page.answering = null;
      begin(DATA.questions.filter(({ exhibits }) => exhibits.includes("table")));
      page.round.slots.forEach((_, at) => {
        go(at);
        for (const cell of main.querySelectorAll("figure tr > :first-child")) {
          const range = document.createRange();
          range.selectNodeContents(cell);
          tall.push(new Set([...range.getClientRects()].map(({ top }) => top)).size);
        }
      });
      return tall;
    }""")
    assert cells
    assert {*cells} == {1}
