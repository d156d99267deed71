"""What the page for a browser keeps: a file for a teacher, and a word before answers are lost."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest
from click.testing import CliRunner

from quiz.bank.read import read_bank
from quiz.classroom.handin import check_word, read_handin
from quiz.cli import main
from quiz.play.mark import Certainty, points
from tests.taking import Taking, by_keys

pytestmark = pytest.mark.long

WORDS = """(documents) => JSON.stringify(
  documents.map((each) => [JSON.stringify(each), checkWord(each)])
)"""
FILE = Path(__file__).parent / "bank.toml"


def save(it: Taking, file: Path) -> str:
    """Save the answers of a page, and return what the page calls the file."""
    if not it.page.locator("#name").input_value():
        it.page.locator(".saving button").click()  # it asks for a name once
    with it.page.expect_download() as download:
        it.page.locator(".saving button").click()
    download.value.save_as(file)
    return str(download.value.suggested_filename)


def test_what_is_saved_is_read_by_quiz_class(taking: Callable[..., Taking], tmp_path: Path) -> None:
    """A saved file has the answers and the marks, and its check word fits, name and all."""
    bank = read_bank(FILE)
    it = taking(bank)
    it.begin_all()
    for number in range(len(bank.questions)):
        if number == 2:
            it.page.evaluate("skip()")  # by x only where the answer isn't typed
            continue
        if it.now()["kind"] == "short":
            it.page.keyboard.type("Jüne “so” 😀 \\u0041\\ \t/")
            it.page.keyboard.press("Enter")
            it.page.keyboard.press("2")
        else:
            by_keys(it)
        it.page.keyboard.press("Enter")
    it.page.locator("#name").fill("  Zoë   “O'Neil” /\\ 字  ")
    file = tmp_path / "handed" / "Zoë.quiz"
    named = save(it, file)
    assert named == "Zoë -O'Neil- - 字.quiz"
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
    save(it, file)
    again = read_handin(file)
    assert again.check
    assert [each.id == round.id for each in again.rounds] == [True, False]
    assert again.reader == handed.reader


def test_the_check_word_is_the_same_as_in_python(taking: Callable[..., Taking]) -> None:
    """Any share and any marks that there are, and any text, give the word that Python works out."""
    texts = ["", "é", "字 😀", '\u2028\x7f\t\n\\/"<&>', "\x01\x1f", "ﬁ e\u0301"]
    shares = sorted({over / under for under in range(1, 37) for over in range(under + 1)})
    documents = [
        {"share": share, "marks": points(share, certainty), "text": text, "list": [share, [], {}]}
        for share in shares
        for certainty in Certainty
        for text in texts[:: 1 + (len(texts) - 1) * (share % 0.25 != 0)]
    ]
    as_in_a_file = msgspec.json.decode(taking(read_bank(FILE)).page.evaluate(WORDS, documents))
    for document, (text, word) in zip(documents, as_in_a_file, strict=True):
        assert check_word(msgspec.json.decode(text)) == word, document


def test_a_name_is_asked_for_once(taking: Callable[..., Taking], tmp_path: Path) -> None:
    """Without a name, the first press asks for one; what is said then goes with what is saved."""
    it = taking(read_bank(FILE))
    it.begin_all()
    by_keys(it)
    it.page.evaluate("finish()")
    asks, why = it.page.locator(".saved"), it.page.locator(".saving .small")
    assert "lost when you close it" in why.inner_text()
    it.page.locator(".saving button").click()
    assert "Without a name" in asks.inner_text()
    assert it.page.locator("#name").evaluate("(each) => each === document.activeElement")
    assert not it.page.evaluate("page.isSaved")
    with it.page.expect_download() as download:
        it.page.locator(".saving button").click()
    name = download.value.suggested_filename
    assert f"All your answers so far are in {name}." in why.inner_text()
    # Other answers aren't in it.
    it.page.evaluate("page.round.slots[0].answer.certainty = 2; touched(); showEnd()")
    assert "lost when you close it" in why.inner_text()
    it.page.locator("#name").fill("Ann")
    assert save(it, tmp_path / "ann.quiz") == "Ann.quiz"


def test_what_asks_back_is_not_in_the_colour_of_what_went_well(
    taking: Callable[..., Taking],
) -> None:
    """A warning before answers are lost looks unlike a file that is saved."""
    it = taking(read_bank(FILE))
    it.begin_all()
    by_keys(it)
    it.page.evaluate("finish(); warn()")
    colour = "(each) => getComputedStyle(each).color"
    warned = it.page.locator(".saved").evaluate(colour)
    it.page.locator("#name").fill("Ann")
    it.page.locator(".saving button").click()
    assert it.page.locator(".saved").evaluate(colour) != warned


def test_the_word_on_a_file_to_carry_on_from_is_in_sight(
    taking: Callable[..., Taking], tmp_path: Path
) -> None:
    """On a low screen, what is said of the file is scrolled to."""
    it = taking(read_bank(FILE), viewport={"width": 1366, "height": 500})
    (tmp_path / "other.quiz").write_text("{}")
    it.page.locator("#earlier").set_input_files(tmp_path / "other.quiz")
    it.page.locator(".saved", has_text="other.quiz wasn't saved").wait_for()
    box = it.page.locator(".saved").bounding_box()
    assert box["y"] + box["height"] <= 500


def test_answers_that_are_not_saved_are_asked_about_before_they_are_lost(
    taking: Callable[..., Taking], tmp_path: Path
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
    save(it, tmp_path / "saved.quiz")
    with it.page.expect_event("close"):
        it.page.close(run_before_unload=True)
    assert asked == ["beforeunload"]


def test_a_reader_carries_on_from_a_saved_file(
    taking: Callable[..., Taking], tmp_path: Path
) -> None:
    """A page opened later adds its rounds to those of a file, unless that was changed."""
    bank = read_bank(FILE)
    files = [tmp_path / "first.quiz", tmp_path / "second.quiz"]
    for number, file in enumerate(files):
        it = taking(bank)
        if number:
            changed = tmp_path / "changed.quiz"
            changed.write_bytes(files[0].read_bytes().replace(b'"marks":3', b'"marks":2'))
            for other in (changed, FILE):
                it.page.locator("#earlier").set_input_files(other)
                it.page.locator(".saved", has_text=f"{other.name} wasn't saved").wait_for()
            it.page.locator("#earlier").set_input_files(files[0])
            it.page.locator(".saved", has_text="first.quiz has 1 round").wait_for()
        it.begin_all()
        by_keys(it)
        it.page.keyboard.press("Enter")
        it.page.locator(".ways button").last.click()
        if not number:
            it.page.locator("#name").fill("Ann B.")
        save(it, file)
    first, second = map(read_handin, files)
    assert second.check
    assert second.name == "Ann B."
    assert second.reader == first.reader
    assert second.rounds[0] == first.rounds[0]
    assert len(second.rounds) == 2


def test_a_reader_carries_on_from_a_file_after_a_round(
    taking: Callable[..., Taking], tmp_path: Path
) -> None:
    """All rounds are then one reader's, and a file that was saved without them isn't the last word.

    A field that is left without a file does nothing.
    """
    bank = read_bank(FILE)
    files = [tmp_path / f"{name}.quiz" for name in ("old", "new", "both")]

    def take_a_round() -> Taking:
        it = taking(bank)
        it.begin_all()
        by_keys(it)
        it.page.evaluate("finish()")
        return it

    it = take_a_round()
    it.page.locator("#name").fill("Ann B.")
    save(it, files[0])
    it = take_a_round()
    save(it, files[1])
    it.page.keyboard.press("n")
    assert "1 of 1 right" in it.page.locator(".how-far").inner_text()
    field = it.page.locator("#earlier")
    box, saving = field.bounding_box(), it.page.locator(".saving").bounding_box()
    assert box["y"] >= saving["y"] + saving["height"]
    field.dispatch_event("change")
    field.set_input_files(files[0])
    it.page.locator(".opening .saved", has_text="old.quiz has 1 round").wait_for()
    assert it.page.locator("#name").input_value() == "Ann B."
    assert not it.page.evaluate("page.isSaved")
    assert "lost when you close it" in it.page.locator(".saving .small").inner_text()
    save(it, files[2])
    old, new, both = map(read_handin, files)
    assert (both.reader, both.name) == (old.reader, old.name)
    assert both.rounds == (*old.rounds, *new.rounds)
    # With its own file, nothing is there twice.
    field.set_input_files(files[1])
    it.page.locator(".opening .saved", has_text="new.quiz has 1 round").wait_for()
    assert it.page.evaluate("page.earlier") == []


def test_a_round_may_begin_before_a_file_is_read(
    taking: Callable[..., Taking], tmp_path: Path
) -> None:
    """A reader who doesn't wait for a large file has its rounds all the same."""
    it = taking(read_bank(FILE))
    it.begin_all()
    by_keys(it)
    it.page.evaluate("finish()")
    save(it, tmp_path / "old.quiz")
    it = taking(read_bank(FILE))
    it.page.evaluate("""() => {
      const text = File.prototype.text;
      File.prototype.text = async function () {
        begin(DATA.questions);
        return text.call(this);
      };
    }""")
    it.page.locator("#earlier").set_input_files(tmp_path / "old.quiz")
    it.page.wait_for_function("page.earlier.length")
