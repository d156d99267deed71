"""What the page for a browser keeps: a file for a teacher, and a word before answers are lost."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from quiz.bank.read import read_bank
from quiz.classroom.handin import read_handin
from quiz.cli import main
from quiz.play.mark import points
from tests.taking import Taking, by_keys

pytestmark = pytest.mark.long

FILE = Path(__file__).parent / "bank.toml"


def test_what_is_saved_is_read_by_quiz_class(taking: Callable[..., Taking], tmp_path: Path) -> None:
    """A saved file has the answers and the marks, and its check word fits, name and all."""
    bank = read_bank(FILE)
    it = taking(bank)
    it.begin_all()
    for number in range(len(bank.questions)):
        if number == 2:
            it.page.keyboard.press("x")
            continue
        if it.now()["kind"] == "short":
            it.page.keyboard.type("Jüne “so” 😀 \\u0041\\ \t/")
            it.page.keyboard.press("Enter")
            it.page.keyboard.press("2")
        else:
            by_keys(it)
        it.page.keyboard.press("Enter")
    it.page.locator("#name").fill("  Zoë   “O'Neil” /\\ 字  ")
    with it.page.expect_download() as download:
        it.page.locator(".saving button").click()
    file = tmp_path / "handed" / download.value.suggested_filename
    download.value.save_as(file)
    assert file.name == "Zoë -O'Neil- - 字.quiz"
    handed = read_handin(file)
    assert handed.check
    assert handed.check in it.page.locator(".saved").inner_text()
    assert handed.name == "Zoë “O'Neil” /\\ 字"
    (round,) = handed.rounds
    assert round.over
    known = {each.id: each for each in bank.questions}
    for offered in round.questions:
        if offered.response is None:
            assert offered.skipped
            continue
        assert offered.certainty
        assert offered.share == known[offered.id].share(offered.response)
        assert offered.marks == points(offered.share, offered.certainty)
    ran = CliRunner().invoke(main, ["class", str(file.parent), "--bank", str(FILE), "--names"])
    assert ran.exit_code == 0
    assert ran.stderr == ""
    assert "Zoë" in ran.stdout
    # A second round goes into the same reader's file.
    it.page.keyboard.press("n")
    it.page.keyboard.press("Enter")
    by_keys(it)
    it.page.keyboard.press("Enter")
    it.page.locator(".ways button").last.click()
    with it.page.expect_download() as download:
        it.page.locator(".saving button").click()
    download.value.save_as(file)
    again = read_handin(file)
    assert again.check
    assert [each.id == round.id for each in again.rounds] == [True, False]
    assert again.reader == handed.reader


def test_answers_that_are_not_saved_are_asked_about_before_they_are_lost(
    taking: Callable[..., Taking],
) -> None:
    """Leaving the page asks first once something is answered, and not after it is saved."""
    it = taking(read_bank(FILE))
    asked: list[str] = []

    def stay(dialog: Any) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    it.page.on("dialog", stay)
    it.begin_all()
    by_keys(it)
    it.page.close(run_before_unload=True)
    it.page.wait_for_timeout(300)
    assert asked == ["beforeunload"]
    it.page.locator("main button.main").click()
    it.page.locator(".ways button").last.click()
    with it.page.expect_download():
        it.page.locator(".saving button").click()
    assert it.page.evaluate("page.isSaved")
