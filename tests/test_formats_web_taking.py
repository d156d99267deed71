"""The page for a browser, taken in one: every question by keys alone, and by touch alone."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from quiz.bank.load import own_bank
from quiz.bank.read import read_bank
from quiz.play.mark import Certainty, points
from quiz.play.stakes import signed
from tests.taking import Taking, by_keys, by_touch
from tests.test_formats_web import hostile_bank

pytestmark = pytest.mark.long

HERE = Path(__file__).parent
BANKS = {
    "tests": HERE / "bank.toml",
    "own": own_bank(),
    "starter": HERE.parent / "quiz" / "bank" / "starter.toml",
}
PRESSED = "button, label.option, label.pill, select, summary, input[type=text]"
TOO_SMALL = f"""(() => {{
  const boxes = [...document.querySelectorAll("{PRESSED}")]
    .map((each) => [each, each.getBoundingClientRect()]);
  // Words in a passage are as wide as they are; each of their lines is to be high enough.
  for (const each of document.querySelectorAll(".part[aria-pressed]")) {{
    for (const {{ height }} of each.getClientRects()) boxes.push([each, {{ width: 24, height }}]);
  }}
  return boxes
    .filter(([, box]) => box.width && (box.width < 24 || box.height < 24))
    .map(([each, box]) => `${{each.outerHTML}} ${{box.width}} ${{box.height}}`);
}})()"""


@pytest.mark.parametrize("name", BANKS)
def test_a_whole_bank_is_taken_by_keys_alone(name: str, taking: Callable[..., Taking]) -> None:
    """Every question of every kind is answered by keys, and the round ends with all marks."""
    bank = read_bank(BANKS[name])
    it = taking(bank)
    it.begin_all()
    for _ in bank.questions:
        by_keys(it)
        assert (it.verdict()[:2], it.verdict()[-2:]) == ("✓ ", "+3"), it.now()["id"]
        it.page.keyboard.press("Enter")
    assert f"{3 * len(bank.questions)} marks, the most" in it.page.locator("main").inner_text()
    assert it.page.locator(".slot").count() == len(bank.questions)


@pytest.mark.parametrize("name", BANKS)
def test_a_whole_bank_is_taken_by_touch_on_a_narrow_screen(
    name: str, taking: Callable[..., Taking]
) -> None:
    """Every question is answered by touch at 360 pixels, without scrolling sideways."""
    bank = read_bank(BANKS[name])
    it = taking(bank, viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True)
    it.page.locator("#many").select_option("0")
    it.page.locator("main button.main").tap()
    for _ in bank.questions:
        assert too_wide(it) == 0
        assert too_small(it) == []
        by_touch(it)
        assert (it.verdict()[:2], it.verdict()[-2:]) == ("✓ ", "+3"), it.now()["id"]
        assert too_wide(it) == 0
        assert too_small(it) == []
        it.page.locator("main button.main").tap()
    assert too_small(it) == []
    assert f"{3 * len(bank.questions)} marks, the most" in it.page.locator("main").inner_text()


def too_wide(taking: Taking) -> int:
    """By how many pixels the page is wider than the screen."""
    return int(taking.page.evaluate("document.documentElement.scrollWidth - innerWidth"))


def too_small(taking: Taking) -> list[str]:
    """What can be pressed and is lower or narrower than 24 pixels; links in a text may be."""
    return list(taking.page.evaluate(TOO_SMALL))


@pytest.mark.parametrize("width", [320, 1400])
@pytest.mark.parametrize("own", [True, False], ids=["own", "long words"])
def test_no_question_is_wider_than_its_screen(
    width: int, own: bool, taking: Callable[..., Taking], tmp_path: Path
) -> None:
    """Every question and answer fits into a screen, of our own bank and of one of long words."""
    bank = read_bank(own_bank()) if own else hostile_bank(tmp_path)
    it = taking(bank, viewport={"width": width, "height": 800})
    it.begin_all()
    wide = it.page.evaluate(
        """() => {
          const wide = [];
          const check = (what) => {
            if (document.documentElement.scrollWidth > innerWidth) wide.push(what);
          };
          page.round.slots.forEach((slot, at) => {
            go(at);
            check(`${slot.question.id} asked`);
            const response = slot.question.key;
            slot.answer = { response, certainty: 1, judged: judge(slot.question, response, 1) };
            go(at);
            main.querySelectorAll("details").forEach((each) => (each.open = true));
            check(`${slot.question.id} answered`);
          });
          finish();
          check("end");
          return wide;
        }"""
    )
    assert wide == []


def test_an_incomplete_answer_is_told_what_is_missing(taking: Callable[..., Taking]) -> None:
    """Enter or a number before the answer is complete says what to do, and answers nothing."""
    it = taking(read_bank(HERE / "bank.toml"))
    it.begin_all()
    for _ in range(8):
        kind = it.now()["kind"]
        it.page.keyboard.press("Enter" if kind in ("choice", "multi", "sort", "spot") else "1")
        told = it.page.locator("#status, .refusal").all_inner_texts()
        if kind != "short":  # a figure is typed there
            assert any(told), kind
        assert it.page.locator(".verdict").count() == 0
        it.page.keyboard.press("Escape")
        it.page.evaluate("skip()")


@pytest.mark.parametrize("touch", [True, False], ids=["touch", "keys"])
def test_what_is_missing_is_said_in_sight(touch: bool, taking: Callable[..., Taking]) -> None:
    """A refusal stands in the line that is open, or beside how sure, in words for what is there."""
    screen = {"viewport": {"width": 360, "height": 480}, "has_touch": touch, "is_mobile": touch}
    it = taking(read_bank(own_bank()), **screen)
    for kind, told in (
        ("choice", "tap" if touch else "click"),
        ("sort", "tap" if touch else "letter"),
        ("spot", "tap" if touch else "click"),
        ("multi", "It asks for 2, and you've picked 3."),
    ):
        find = f"({{ kind, pick }}) => kind === '{kind}' && (kind !== 'multi' || pick === 2)"
        it.page.evaluate(f"page.answering = null; begin([DATA.questions.find({find})])")
        if kind == "sort":
            it.page.locator(".row").nth(0).locator(".pill").first.click()
        if kind == "multi":
            for at in range(3):
                it.page.locator(".option").nth(at).click()
        refusal = it.page.locator(".refusal")
        if kind == "multi":
            assert told in refusal.inner_text()  # at once, and again below
        it.page.locator(".certainty").nth(2).click()
        assert told in refusal.inner_text()
        box = refusal.bounding_box()
        assert box["y"] >= 0
        assert box["y"] + box["height"] <= 480
        assert it.page.locator(".row .refusal").count() == (kind == "sort")
        # It goes once something is done about it.
        if kind == "multi":
            it.page.locator(".option").first.click()
        else:
            it.page.evaluate("onChange()")
        assert not refusal.count()


def test_keys_are_named_where_there_are_some(taking: Callable[..., Taking]) -> None:
    """On a phone nothing names a key; elsewhere the help opens from a menu, too, on its button."""
    bank = read_bank(HERE / "bank.toml")
    screen = {"viewport": {"width": 360, "height": 640}}
    it = taking(bank, **screen)
    it.page.locator("#many").focus()
    it.page.keyboard.press("?")
    close = it.page.locator("dialog button")
    assert close.evaluate("(element) => element === document.activeElement")
    box = close.bounding_box()
    assert box["y"] + box["height"] <= 640
    phone = taking(bank, **screen, has_touch=True, is_mobile=True)
    assert not phone.page.locator("#show-keys").is_visible()
    for is_right in ("true", "false"):
        phone.page.evaluate(f"""() => {{
          begin([DATA.questions.find(({{ kind }}) => kind === "choice")]);
          const {{ question }} = slotNow();
          const response = {is_right} ? question.key : [(question.key[0] + 1) % 3];
          slotNow().answer = {{ response, certainty: 1, judged: judge(question, response, 1) }};
          page.answering = null;
          finish();
        }}""")
        assert not re.search(r"\([n1]\)", phone.page.locator(".next").inner_text())


def test_single_keys_can_be_switched_off(taking: Callable[..., Taking]) -> None:
    """With the box in the help unticked, letters and figures do nothing; its button still does."""
    it = taking(read_bank(HERE / "bank.toml"))
    it.page.keyboard.press("?")
    it.page.locator("#takes-keys").uncheck()
    it.page.keyboard.press("Escape")
    assert not it.page.locator("dialog").is_visible()
    it.begin_all()
    while it.now()["kind"] != "choice":
        it.page.evaluate("skip()")
    for key in ("a", "3", "x", "?"):
        it.page.keyboard.press(key)
    assert it.page.locator("input:checked").count() == 0
    assert not it.page.locator("dialog").is_visible()
    it.page.locator("#show-keys").click()
    assert it.page.locator("dialog").is_visible()


def test_the_page_says_what_each_certainty_earns(taking: Callable[..., Taking]) -> None:
    """The stakes are on the buttons, as the quiz works them out."""
    it = taking(read_bank(HERE / "bank.toml"))
    it.begin_all()
    stakes = it.page.locator(".stakes").all_inner_texts()
    assert stakes == [f"{signed(points(1, n))} / {signed(points(0, n))}" for n in Certainty]


def test_a_set_and_a_skill_are_chosen_on_the_first_page(taking: Callable[..., Taking]) -> None:
    """A set is asked whole, and a skill comes with its lesson and only its questions."""
    bank = read_bank(own_bank())
    it = taking(bank)
    (set_id, questions), *_ = ((id, each.ids) for id, each in bank.sets.items())
    it.page.locator("#which").select_option(f"set {set_id}")
    assert it.page.locator("#many").is_disabled()
    it.page.locator("main button.main").click()
    asked = it.page.evaluate("page.round.slots.map((slot) => slot.question.id)")
    assert sorted(asked) == sorted(questions)
    assert it.page.evaluate("page.round.set") == set_id
    it.page.locator(".ways button").last.click()
    skill = bank.questions[0].skill
    it.page.locator("#which").select_option(f"skill {skill}")
    lesson = " ".join(bank.skills[skill].lesson.split())
    assert lesson in " ".join(it.page.locator(".lesson").inner_text().split())
    it.page.locator("main button.main").click()
    asked = it.page.evaluate("page.round.slots.map((slot) => slot.question.skill)")
    assert set(asked) == {skill}


def test_a_reference_leads_to_its_source(taking: Callable[..., Taking]) -> None:
    """A reference in an explanation goes to the citation of that number, on the same page."""
    it = taking(read_bank(HERE / "bank.toml"), viewport={"width": 360, "height": 640})
    it.begin_all()
    by_keys(it)
    it.page.keyboard.press("e")
    it.page.locator(".reference").first.click()
    assert it.page.locator(".is-shown").get_attribute("id") == "source-1"
    assert it.page.evaluate("document.activeElement.id") == "source-1"
    assert it.verdict()


TO_THE_END = """(kind) => {
  const { slots } = page.round;
  const at = slots.findIndex(({ question }) => question.kind === kind);
  slots.push(...slots.splice(at, 1));
  go(slots.length - 1);
}"""


@pytest.mark.parametrize("kind", ["multi", "sort", "order", "spot", "short"])
def test_what_was_begun_is_there_when_the_reader_comes_back(
    kind: str, taking: Callable[..., Taking]
) -> None:
    """What was picked or typed stays while the reader goes back a question and returns."""
    bank = read_bank(HERE / "bank.toml")
    it = taking(bank)
    it.begin_all()
    it.page.evaluate(TO_THE_END, kind)
    it.page.keyboard.press("ArrowDown")
    if kind == "short":
        it.page.keyboard.type("Ma")
    else:
        it.page.keyboard.press("Space")
    if kind == "order":
        it.page.locator(".move").nth(1).focus()
        it.page.keyboard.press("Enter")
    if kind == "sort":
        it.page.keyboard.press("b")
    draft = it.page.evaluate("page.answering.draft()")
    assert draft not in (None, "", [], [None, None, None])
    it.page.evaluate("go(page.at - 1)")
    it.page.evaluate("go(page.at + 1)")
    assert it.page.evaluate("page.answering.draft()") == draft
    assert not it.page.evaluate("page.isComplete")


READY = """() => {
  const hidden = [];
  const check = ({ id }, element, bar) => {
    const box = element.getBoundingClientRect();
    if (box.top >= bar.top || box.bottom <= 0) hidden.push(`${id}: ${element.outerHTML}`);
  };
  page.round.slots.forEach((slot, at) => {
    slot.draft = slot.question.key;
    page.answering = null;
    go(at);
    main.querySelector(".answering").scrollIntoView();
    const bar = main.querySelector(".certainties");
    const { top, bottom } = bar.getBoundingClientRect();
    if (top < 0 || bottom > innerHeight) hidden.push(`${slot.question.id}: how sure`);
    for (const each of main.querySelectorAll(".answering :is(input, button, .part)")) {
      each.focus();
      if (!bar.contains(each) && !each.closest(".ways")) {
        check(slot.question, each, bar.getBoundingClientRect());
      }
    }
  });
  return hidden;
}"""


@pytest.mark.parametrize("size", [(360, 740), (1280, 800)], ids=["phone", "desk"])
def test_how_sure_is_in_sight_once_there_is_an_answer(
    size: tuple[int, int], taking: Callable[..., Taking]
) -> None:
    """With an answer, the certainties are on the screen, and hide nothing that has the focus."""
    it = taking(read_bank(own_bank()), viewport={"width": size[0], "height": size[1]})
    it.begin_all()
    assert it.page.evaluate(READY) == []


def test_what_was_just_picked_stays_in_sight(taking: Callable[..., Taking]) -> None:
    """An option that is tapped at the lower edge isn't hidden by what comes there."""
    screen = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}
    it = taking(read_bank(own_bank()), **screen, reduced_motion="reduce")
    begin = "begin([DATA.questions.find(({ kind, exhibits }) => kind === 'choice' && exhibits[1])])"
    it.page.evaluate(begin)
    option = it.page.locator(".option").first
    option.evaluate("(element) => element.scrollIntoView({ block: 'end' })")
    option.tap()
    picked, bar = option.bounding_box(), it.page.locator(".certainties").bounding_box()
    assert picked["y"] + picked["height"] <= bar["y"]
    assert bar["y"] + bar["height"] <= 740


def test_a_set_is_the_same_in_every_browser(taking: Callable[..., Taking]) -> None:
    """Its questions and their options come in one order, for a class to speak of number 3."""
    bank = read_bank(own_bank())
    rounds = []
    for _ in range(2):
        it = taking(bank)
        it.page.locator("#which").select_option(f"set {next(iter(bank.sets))}")
        assert "same order" in it.page.locator(".lesson").inner_text()
        it.page.locator("main button.main").click()
        slots = "page.round.slots.map(({ question, order }) => [question.id, order])"
        rounds.append(it.page.evaluate(slots))
        it.page.evaluate("page.answering = null; newRound(DATA.questions, 30)")
        rounds.append(it.page.evaluate(slots))
    assert rounds[0] == rounds[2]
    assert rounds[1] != rounds[3]  # anything else comes at random, before a set and after it
