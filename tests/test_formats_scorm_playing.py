"""The page in a SCORM 1.2 package, played on a platform: what that is told, and what it keeps."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from quiz.bank.kinds import Short, Spot
from quiz.bank.load import own_bank
from quiz.bank.read import read_bank
from tests.launching import AGAIN, PLATFORM, Launched
from tests.taking import VIOLATIONS, by_keys
from tests.test_formats_web import hostile_bank

pytestmark = pytest.mark.long

BANK = read_bank(Path(__file__).parent / "bank.toml")

Launch = Callable[..., Launched]


@pytest.fixture
def launch(browser: Any) -> Iterator[Launch]:
    """Launches packages on one platform, for one reader; skips where scorm-again isn't there."""
    if not (AGAIN and Path(AGAIN, "dist").is_dir()):
        pytest.skip("SCORM_AGAIN doesn't name the folder of npm's scorm-again")
    context = browser.new_context(accept_downloads=True, viewport={"width": 1100, "height": 800})
    context.add_init_script(VIOLATIONS)
    yield lambda bank, refused="", **more: Launched(context, bank, refused, **more)
    context.close()


def answers(kept: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """The interactions that a platform has kept, by their ids."""
    return {each["id"]: each for _, each in sorted(kept["interactions"].items())}


@pytest.mark.parametrize("opens", [False, True], ids=["frames", "window"])
def test_a_platform_gets_each_answer_and_a_full_score(launch: Launch, opens: bool) -> None:
    """Of a round with every kind, all right and sure, each answer is correct, and the score 100."""
    it = launch(BANK, opens=opens)
    it.begin_all()
    assert it.told()[:2] == [
        ["LMSInitialize", "", "true"],
        ["LMSSetValue", "cmi.core.lesson_status", "incomplete", "true"],
    ]
    for done, _ in enumerate(BANK.questions, start=1):
        by_keys(it)
        it.frame.locator(".verdict").wait_for()
        # Kept at once, and not only at the end.
        assert len(it.kept()["interactions"]) == 2 * done
        assert it.kept()["core"]["lesson_status"] == "incomplete"
        it.page.keyboard.press("Enter")
    assert it.line() == "Your learning platform has your score: 100 of 100."
    core = it.kept()["core"]
    assert core["score"]["raw"] == "100"
    assert (core["lesson_status"], core["exit"]) == ("completed", "")
    found = answers(it.kept())
    for question in BANK.questions:
        assert found[question.id]["result"] == "correct"
        response, pattern = (
            found[question.id]["student_response"],
            found[question.id]["correct_responses"]["0"]["pattern"],
        )
        assert response == pattern.strip("{}")
        sure = found[f"{question.id}_sure"]
        assert (sure["type"], sure["student_response"]) == ("likert", "3")
    assert {each["type"] for each in found.values()} == {
        *("choice", "matching", "sequencing", "fill-in", "likert"),
    }
    assert f"{3 * len(BANK.questions)} marks" in it.kept()["comments"]
    it.leave()
    assert it.told()[-1][0] == "LMSFinish"
    it.is_legal()


ANSWER = """([response, certainty]) => {
  const slot = slotNow();
  slot.answer = { response, certainty, judged: judge(slot.question, response, certainty) };
  slot.skipped = false;
  page.answering = null;
  touched();
  platform.answers(slot);
  showAnswer();
}"""
GO_TO = "(id) => go(page.round.slots.findIndex(({ question }) => question.id === id))"


def test_the_score_is_the_share_that_is_right_of_the_last_round(launch: Launch) -> None:
    """Half-right answers count half, and a later round takes the place of an earlier one.

    A skipped question doesn't count, and one that is left out isn't right.
    """
    it = launch(BANK)
    it.begin_all()
    shares = 0.0
    for number, question in enumerate(BANK.questions):
        it.frame.evaluate(GO_TO, question.id)
        if number == 0:
            it.frame.evaluate("skip()")
        if number < 2:
            continue
        response: Any = question.key
        if question.kind == "order":
            response = (question.key[1], question.key[0], *question.key[2:])
        if question.kind == "short":
            response = "no such\nthing " * 28
        shares += question.share(response)
        it.frame.evaluate(ANSWER, [response, 2])
    assert shares % 1 > 0
    it.frame.evaluate("finish()")
    score = round(100 * shares / (len(BANK.questions) - 1), 2)
    assert float(it.kept()["core"]["score"]["raw"]) == score
    found = answers(it.kept())
    results = {id: each["result"] for id, each in found.items()}
    assert not {each.id for each in BANK.questions[:2]} & {*found}
    for question in BANK.questions[2:]:
        if question.kind == "order":
            assert 0 < float(results[question.id]) < 1
            assert found[question.id]["student_response"].startswith("b,a")
        elif question.kind == "short":
            assert results[question.id] == "wrong"
            assert len(found[question.id]["student_response"]) == 255
    it.frame.evaluate("showFirst()")
    it.begin_all()
    assert it.kept()["core"]["lesson_status"] == "completed"
    it.frame.evaluate(GO_TO, BANK.questions[0].id)
    it.frame.evaluate(ANSWER, [BANK.questions[0].key, 1])
    assert float(it.kept()["core"]["score"]["raw"]) == score
    it.frame.evaluate("finish()")
    assert float(it.kept()["core"]["score"]["raw"]) == round(100 / len(BANK.questions), 2)
    assert it.kept()["core"]["lesson_status"] == "completed"
    comments = [
        value for _, *given, _ in it.told() if given[0] == "cmi.comments" for value in given
    ]
    assert ["1 skipped" in each for each in comments[1::2]] == [True, False]
    it.leave()
    it.is_legal()


MANY_PARTS = """() => {
  const entries = [...Array(60)].map((_, n) => ({ why: n % 2 ? "so" : "" }));
  return inScorm({ kind: "spot", entries, key: [59] }, [3, 1]);
}"""


def test_letters_count_what_can_be_picked_in_the_order_of_the_bank(launch: Launch) -> None:
    """A part of a passage that can't be picked has no letter, and many parts have numbers."""
    it = launch(BANK)
    assert it.frame.evaluate(MANY_PARTS) == {"type": "fill-in", "said": "1,2", "right": "30"}
    it.begin_all()
    (spot,) = (each for each in BANK.questions if isinstance(each, Spot))
    assert spot.pickable[0] > 0
    it.frame.evaluate(GO_TO, spot.id)
    it.frame.evaluate(ANSWER, [[*spot.pickable[:2]], 1])
    found = answers(it.kept())[spot.id]
    assert found["student_response"] == "a,b"
    right = ",".join("abcdef"[spot.pickable.index(each)] for each in spot.key)
    assert found["correct_responses"]["0"]["pattern"].strip("{}") == right


SLOTS = """page.round.slots.map(({ question, order, answer, skipped }) =>
  [question.id, order, answer ?? null, Boolean(skipped)])"""


@pytest.mark.parametrize("own", [False, True], ids=["tests", "own"])
def test_a_reader_goes_on_where_they_left_off(launch: Launch, own: bool) -> None:
    """An unfinished round is there at the next launch, with each answer, order and skip."""
    bank = read_bank(own_bank()) if own else BANK
    typed = Short(id="typed", skill=bank.questions[0].skill, stem="Who?", explanation="So.")
    bank = replace(bank, questions=(*bank.questions, replace(typed, accept=("Ann",))))
    it = launch(bank)
    it.begin_all()
    skipped, _, *answered = bank.questions
    it.frame.evaluate(GO_TO, skipped.id)
    it.frame.evaluate("skip()")
    for question in answered:
        it.frame.evaluate(GO_TO, question.id)
        response: Any = "“Ännchen”, 字 😀;|%," if question.id == "typed" else question.key
        it.frame.evaluate(ANSWER, [response, 1 + len(question.id) % 3])
    it.frame.evaluate("go(2)")
    left = it.frame.evaluate(SLOTS)
    marks = it.frame.evaluate("[page.round.id, page.reader, page.at]")
    it.leave()
    kept = it.kept()
    assert kept["core"]["exit"] == "suspend"
    assert 0 < len(kept["suspend_data"]) <= 4096
    again = launch(bank)
    assert again.line() == "You left off here. Your answers so far are kept."
    assert again.frame.evaluate(SLOTS) == left
    assert again.frame.evaluate("[page.round.id, page.reader, page.at]") == marks
    again.frame.evaluate("finish()")
    assert again.kept()["core"]["exit"] == ""
    assert again.kept()["suspend_data"] == ""
    assert len(again.kept()["interactions"]) == 2 * len(answered)
    again.leave()
    again.is_legal()
    assert launch(bank).line() == ""


def test_a_round_that_cannot_go_on_is_said_so(launch: Launch) -> None:
    """Questions that were changed, and a round that is too long to keep, are reported."""
    it = launch(BANK)
    it.begin_all()
    it.frame.evaluate(GO_TO, BANK.questions[0].id)
    it.frame.evaluate(ANSWER, [BANK.questions[0].key, 1])
    it.leave()
    first, *others = BANK.questions
    changed = replace(BANK, questions=(replace(first, stem="Who else?"), *others))
    assert "The questions have changed since you left off" in launch(changed).line()
    stem = BANK.questions[0].skill
    many = tuple(
        Short(id=f"typed-{n}", skill=stem, stem="Who?", explanation="So.", accept=("Ann",))
        for n in range(30)
    )
    it = launch(replace(BANK, questions=many))
    it.begin_all()
    for question in many:
        it.frame.evaluate(GO_TO, question.id)
        it.frame.evaluate(ANSWER, ["ü" * 300, 1])
    assert "too long for your learning platform to keep" in it.line()
    it.frame.evaluate("finish()")
    assert it.line() == "Your learning platform has your score: 0 of 100."
    it.leave()
    it.is_legal()


def test_a_page_without_a_platform_says_so_and_goes_on(launch: Launch) -> None:
    """Without a platform, or with one that doesn't begin, it's the page for a browser."""
    it = launch(BANK, "LMSInitialize")
    it.course.goto(f"{PLATFORM}/index.html")
    it.frame = it.course.main_frame
    for _ in range(2):
        assert it.line().startswith("There is no learning platform around this page")
        it.begin_all()
        by_keys(it)
        it.page.keyboard.press("Enter")
        it.frame.evaluate("finish()")
        assert "lost when you close it" in it.frame.locator(".saving").inner_text()
        assert it.frame.evaluate("page.isSaved") is False
        it = launch(BANK, "LMSInitialize")
    assert it.errors == []


def test_an_answer_that_the_platform_does_not_take_is_told_of(launch: Launch) -> None:
    """The page says what to do, and asks before the answer is lost."""
    it = launch(BANK, "LMSCommit")
    it.begin_all()
    by_keys(it)
    it.frame.locator(".verdict").wait_for()
    assert it.line().startswith("Your learning platform didn't take the last answer.")
    assert it.frame.evaluate("page.isSaved") is False
    it = launch(BANK)
    by_keys(it) if it.frame.locator(".verdict").count() == 0 else it.frame.evaluate("finish()")
    assert it.frame.evaluate("page.isSaved") is True


def test_a_hostile_bank_runs_nothing_on_a_platform(launch: Launch, tmp_path: Path) -> None:
    """Every question is shown and answered, and nothing of it runs, in the page or around it."""
    bank = hostile_bank(tmp_path)
    it = launch(bank)
    it.begin_all()
    for question in bank.questions:
        it.frame.evaluate(GO_TO, question.id)
        it.frame.evaluate(ANSWER, [question.key, 3])
    it.frame.evaluate("finish()")
    assert it.kept()["core"]["score"]["raw"] == "100"
    assert [each.evaluate("violations") for each in it.page.frames] == [[], [], []]
    it.leave()
    it.is_legal()


def test_an_answer_after_the_end_of_a_round_counts_in_the_score(launch: Launch) -> None:
    """What was left out and is answered, or skipped, after the round changes the score at once."""
    it = launch(BANK)
    it.begin_all()
    first, second, *others = BANK.questions
    score = "Your learning platform has your score: {:g} of 100."

    def answer(id: str, key: Any) -> None:
        it.frame.evaluate(GO_TO, id)
        it.frame.evaluate(ANSWER, [key, 3])

    answer(first.id, first.key)
    it.frame.evaluate("finish()")
    assert it.line() == score.format(100 / len(BANK.questions))
    answer(second.id, second.key)
    assert it.line() == score.format(200 / len(BANK.questions))
    assert it.kept()["core"]["score"]["raw"] == f"{200 / len(BANK.questions):g}"
    for each in others:
        it.frame.evaluate(GO_TO, each.id)
        it.frame.evaluate("skip()")
    assert it.line() == score.format(100)
    assert it.kept()["core"]["score"]["raw"] == "100"
    assert it.kept()["comments"].endswith("6 marks\n")
    for _ in range(100):  # a platform needs to keep no more than so many characters
        it.frame.evaluate("platform.ends(page.round)")
    assert it.line() == score.format(100)
    assert len(it.kept()["comments"]) <= 4096
    it.leave()
    it.is_legal()


def test_a_round_that_was_skipped_whole_does_not_begin_again(launch: Launch) -> None:
    """At the next launch the first page is there, and nothing was left off."""
    it = launch(BANK)
    it.begin_all()
    for _ in BANK.questions:
        it.frame.evaluate("skip()")
    assert it.frame.locator(".slots").count() == 1
    it.leave()
    again = launch(BANK)
    assert again.line() == ""
    assert again.frame.evaluate("page.round") is None
    again.leave()
    again.is_legal()
