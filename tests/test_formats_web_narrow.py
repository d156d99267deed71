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
