"""Every screen of the page for a browser: no text runs, and axe-core finds no barrier."""

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from quiz.bank.read import read_bank
from tests.taking import Taking, by_keys
from tests.test_formats_web import hostile_bank

pytestmark = pytest.mark.long

HERE = Path(__file__).parent
RUN = """axe.run(document, {
  runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
})"""
ANSWERED = """(isRight) => {
  const slot = slotNow();
  const { kind, key, entries } = slot.question;
  const wrong = { short: "x", order: [...entries.keys()].reverse(), sort: entries.map(() => 0) };
  const response = isRight ? key : (wrong[kind] ?? [0]);
  slot.answer = { response, certainty: 3, judged: judge(slot.question, response, 3) };
  page.answering = null;
  showAnswer();
  main.querySelectorAll("details").forEach((each) => (each.open = true));
}"""
OPEN = "main.querySelectorAll('details').forEach((each) => (each.open = true))"


def test_a_hostile_bank_runs_nothing(taking: Callable[..., Taking], tmp_path: Path) -> None:
    """Text that would run stays text, on every screen; the links are the sources' addresses."""
    bank = hostile_bank(tmp_path)
    it = taking(bank)
    it.page.on("dialog", lambda dialog: it.errors.append(dialog.message))
    it.begin_all()
    for _ in bank.questions:
        it.page.evaluate(ANSWERED, arg=True)
        assert it.page.locator("main script, main img").count() == 0
        links = it.page.evaluate(
            '[...document.querySelectorAll("main a:not(.reference)")].map((a) => a.protocol)'
        )
        assert set(links) <= {"https:"}
        it.page.keyboard.press("Enter")
    assert it.page.locator(".slot").count() == len(bank.questions)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(scheme: str, taking: Callable[..., Taking]) -> None:
    """axe-core finds nothing on the first page, each kind before and after, the end, the keys."""
    if not (folder := os.environ.get("AXE_CORE")):
        pytest.skip("needs axe-core: AXE_CORE=/path/to/node_modules/axe-core")
    script = (Path(folder) / "axe.min.js").read_text(encoding="utf-8")
    it = taking(read_bank(HERE / "bank.toml"), color_scheme=scheme)
    found: list[str] = []

    def check(where: str) -> None:
        # Through the debugger, as the policy of the page lets in no other script.
        it.page.evaluate(script)
        for each in it.page.evaluate(RUN)["violations"]:
            nodes = [node["html"][:200] for node in each["nodes"]]
            found.append(f"{where}: {each['id']}: {json.dumps(nodes, ensure_ascii=False)}")

    check("first")
    it.page.keyboard.press("?")
    check("keys")
    it.page.keyboard.press("Escape")
    it.begin_all()
    for number in range(8):
        kind = it.now()["kind"]
        check(f"{kind} before")
        if number % 2:
            by_keys(it)
        else:
            it.page.evaluate("missing() && refuse(missing())")
            check(f"{kind} refused")
            it.page.evaluate(ANSWERED, arg=False)
        it.page.evaluate(OPEN)
        check(f"{kind} after")
        it.page.locator("main button.main").click()
    check("end")
    it.page.evaluate("main.querySelector('.saving').requestSubmit()")
    check("asked for a name")
    it.page.locator("main h2").focus()
    it.page.keyboard.press("Enter")
    check("a miss")
    it.page.keyboard.press("Escape")
    it.page.keyboard.press("n")
    check("new round")
    assert found == []
