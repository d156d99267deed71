"""Questions as QTI 3: whole packages, and items played in Amp-up's player in a browser.

The player is npm's `qti3-item-player`: `QTI3_PLAYER` names the `node_modules` that it is in. It
takes Chromium as well, and Playwright from PyPI.
"""

import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from msgspec.structs import replace

from quiz.bank.kinds import Choice, Multi, Order, Question, Response, Short, Sort, Spot, numbers
from quiz.bank.load import own_bank
from quiz.bank.model import Bank
from quiz.bank.read import read_bank
from quiz.formats import export_format
from quiz.formats.package import unpacked
from quiz.formats.qti3_item import NAMESPACE, item
from quiz.play.mark import Certainty, judge

QTI3 = export_format("qti3")
OWN = read_bank(own_bank())
HERE = Path(__file__).parent
TESTED = read_bank(HERE / "bank.toml")
SUMS = read_bank(HERE / "sums.toml")
HOSTILE = read_bank(HERE / "hostile" / "everywhere.toml")
WITHIN = str.maketrans("‘’", "“”")  # marks within others are single there
SPACE = f"{{{NAMESPACE}}}"


TEMPLATE = "{{ 6 * 7 }} {{constructor.constructor('alert(1)')()}} <img src=x onerror=alert(2)>"


def templated() -> Question:
    """A question whose texts look like templates and tags."""
    choice = next(each for each in TESTED.questions if isinstance(each, Choice))
    options = (replace(choice.options[0], text=TEMPLATE), *choice.options[1:])
    return replace(choice, stem=TEMPLATE, options=options)


def texts(root: ET.Element) -> str:
    """All text below an element, its white space as single spaces."""
    return " ".join("".join(root.itertext()).split())


@pytest.mark.parametrize(
    "bank", [OWN, TESTED, SUMS, HOSTILE], ids=["own", "tested", "sums", "hostile"]
)
def test_a_package_names_every_file_and_each_is_well_formed(bank: Bank) -> None:
    """The manifest and the test name the items, and nothing else is in the package."""
    data = QTI3.written(bank, bank.questions)
    assert data == QTI3.written(bank, bank.questions)
    files = unpacked(data, "")
    named_xml = {name: each for name, each in files.items() if name.endswith(".xml")}
    roots = {name: ET.fromstring(content) for name, content in named_xml.items()}  # noqa: S314 - ours
    named = {each.attrib["href"] for each in roots["imsmanifest.xml"].iter() if each.get("href")}
    assert {*named, "imsmanifest.xml"} == {*files}
    refs = [
        each.attrib["href"] for each in roots["test.xml"].iter(f"{SPACE}qti-assessment-item-ref")
    ]
    assert sorted(refs) == sorted(f"items/{each.id}.xml" for each in bank.questions)


def test_an_item_holds_every_text_of_its_question() -> None:
    """Each option, reason, explanation and citation is in the item, with its exhibits."""
    for question in OWN.questions:
        root = ET.fromstring(item(OWN, question))  # noqa: S314 - ours
        shown = texts(root)
        for _, text in (*question.texts(), *question.texts("why"), *question.asked()):
            assert " ".join(text.split()) in shown, (question.id, text)
        for citation in question.cites:
            assert citation.quote.translate(WITHIN) in shown.translate(WITHIN)


def test_options_and_steps_come_in_an_order_of_their_own() -> None:
    """The right option isn't always first, nor are steps in order, where a tool doesn't shuffle."""
    choices = [item(OWN, each) for each in OWN.questions if isinstance(each, Choice)]
    shown = [re.findall(r'simple-choice identifier="(o\d)"', each)[0] for each in choices]
    right = [re.findall(r"correct-response><qti-value>(o\d)", each)[0] for each in choices]
    assert 0 < sum(a == b for a, b in zip(shown, right, strict=True)) < len(choices) / 2
    for question in OWN.questions:
        if isinstance(question, Order):
            found = re.findall(r'simple-choice identifier="o(\d)"', item(OWN, question))
            assert found != sorted(found)


def test_no_text_can_run_code_in_a_player_built_with_vue() -> None:
    """Two braces never stand together in a text, as such a player would run what is in them."""
    question = templated()
    root = ET.fromstring(item(TESTED, question))  # noqa: S314 - ours
    assert "{{" not in "\0".join(root.itertext())
    assert TEMPLATE in texts(root)


def test_changes_name_what_is_lost() -> None:
    """Slips in typed words, units of a number and leanings are named."""
    number = next(each for each in SUMS.questions if isinstance(each, Short))
    beside = replace(number, accept=("fifty-six",))
    questions = (*TESTED.questions, *SUMS.questions, *HOSTILE.questions, *OWN.questions, beside)
    made = {change for each in questions for change in QTI3.changes(each)}
    assert made == {*QTI3.CHANGES}


# In a player


PLAYER = os.environ.get("QTI3_PLAYER", "")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")

BEGIN = """() => {
  window.ready = 0; window.ended = null
  new Vue({ render: make => make(qti3Player, {
    props: { suppressAlertMessages: true },
    on: {
      notifyQti3PlayerReady: player => { window.player = player },
      notifyQti3ItemReady: () => { window.ready += 1 },
      notifyQti3EndAttemptCompleted: data => { window.ended = data },
    } }) }).$mount('#app')
}"""
LOAD = """xml => {
  window.ready = 0; window.ended = null
  window.loads = (window.loads || 0) + 1  // it doesn't load the very same XML again
  xml = xml.replace('<qti-item-body>', `<qti-item-body><!-- ${window.loads} -->`)
  window.player.loadItemFromXml(xml, { guid: String(Math.random()), status: 'interacting',
    sessionControl: { max_attempts: 0, show_feedback: true, validate_responses: false } })
}"""
OUTCOMES = """() => Object.fromEntries(
  window.ended.state.outcomeVariables.map(each => [each.identifier, each.value]))"""


@pytest.fixture(scope="module")
def player() -> Iterator[Any]:
    """The player on a page, without a network; skips where it isn't installed."""
    modules = Path(PLAYER) / "qti3-item-player"
    if not (PLAYER and modules.is_dir() and CHROMIUM):
        pytest.skip("QTI3_PLAYER doesn't name npm's qti3-item-player, or there is no Chromium")
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 900, "height": 1600}, offline=True)
        page.set_content("<!doctype html><meta charset=utf-8><div id=app></div>")
        page.add_style_tag(path=modules / "dist" / "qti3Player.css")
        page.add_script_tag(path=Path(PLAYER) / "vue" / "dist" / "vue.min.js")
        page.add_script_tag(path=modules / "dist" / "qti3Player.umd.min.js")
        page.set_default_timeout(5_000)
        page.evaluate(BEGIN)
        yield page
        browser.close()


def load(page: Any, bank: Bank, question: Question) -> None:
    """Show a question in the player."""
    page.evaluate(LOAD, item(bank, question))
    page.wait_for_function("window.ready > 0")


def answer(page: Any, question: Question, response: Response) -> None:
    """Answer as a reader does, with the mouse and the keyboard."""
    match question:
        case Choice() | Multi() | Spot():
            for number in numbers(response):
                page.click(f"[data-identifier=o{number}]")
        case Sort():
            for row, label in enumerate(numbers(response)):
                page.click(f"[data-pair='r{row} l{label}']")
        case Order():
            for place, number in enumerate(numbers(response)):
                _drag(page, number, place)
        case Short():
            page.fill(".qti-text-entry-interaction input", str(response))


def _drag(page: Any, number: int, place: int) -> None:
    """Drag a step up to a place, as often as it takes: steps of several lines jump about."""
    steps = page.locator("li.source")
    for _ in range(10):
        if steps.nth(place).get_attribute("data-identifier") == f"o{number}":
            return
        step = page.locator(f"li.source[data-identifier=o{number}]").bounding_box()
        there = steps.nth(place).bounding_box()
        page.mouse.move(step["x"] + 30, step["y"] + step["height"] / 2)
        page.mouse.down()
        page.mouse.move(step["x"] + 30, there["y"] + 2, steps=15)
        page.mouse.up()
        page.wait_for_timeout(300)  # steps glide to their places


def finished(page: Any) -> dict[str, Any]:
    """Hand the answer in; the outcomes."""
    page.evaluate("window.player.endAttempt('done')")
    page.wait_for_function("window.ended")
    outcomes: dict[str, Any] = page.evaluate(OUTCOMES)
    return outcomes


def responses(question: Question) -> Iterator[Response]:
    """A right, a wrong and, where there is one, a partly right answer."""
    key = question.key
    yield key
    match question:
        case Choice() | Multi() | Spot():
            pickable = (
                question.pickable
                if isinstance(question, Spot)
                else range(len(question.alternatives))
            )
            wrong = tuple(each for each in pickable if each not in numbers(key))
            yield wrong[:1]
            if len(key) > 1:
                yield numbers(key)[:1]
                yield (*numbers(key), wrong[0])
        case Sort():
            count = len(question.labels)
            wrong = tuple((label + 1) % count for label in question.key)
            yield wrong
            yield (question.key[0], *wrong[1:])
        case Order():
            yield question.key[::-1]
            yield (question.key[1], question.key[0], *question.key[2:])
        case Short():
            yield "something else"


def judged() -> Iterator[Any]:
    """A question of each kind with its answers."""
    some = [*TESTED.questions, next(each for each in SUMS.questions if isinstance(each, Short))]
    for question in some:
        for response in responses(question):
            yield pytest.param(question, response, id=f"{question.kind}-{question.id}-{response}")


@pytest.mark.long
@pytest.mark.parametrize(("question", "response"), [*judged()])
def test_the_player_scores_as_we_do(player: Any, question: Question, response: Response) -> None:
    """Whatever is answered, and however sure, the score is the certainty marks of the quiz."""
    bank = TESTED if question in TESTED.questions else SUMS
    for certainty in (*Certainty, None):
        load(player, bank, question)
        answer(player, question, response)
        if certainty:
            player.click(f"[data-identifier={certainty.name.lower()}]")
        outcomes = finished(player)
        judgement = judge(question, response, certainty or Certainty.GUESS)
        assert outcomes["SCORE"] == pytest.approx(judgement.points)
        assert outcomes["SHARE"] == pytest.approx(judgement.share)
        assert outcomes["MAXSCORE"] == 3
        said = player.inner_text(".qti-item-body")
        assert question.explanation.split("[")[0].strip() in said
        verdict = "Right" if judgement.right else "Partly right" if judgement.share else "Wrong"
        assert re.search(f"^[✓◐✗] {verdict}$", said, re.MULTILINE)


@pytest.mark.long
def test_the_whole_bank_is_played_and_a_sure_right_answer_earns_three(player: Any) -> None:
    """Each of the quiz's own questions loads, takes its key, and gives it the most marks."""
    for question in OWN.questions:
        load(player, OWN, question)
        answer(player, question, question.key)
        player.click("[data-identifier=sure]")
        assert finished(player)["SCORE"] == pytest.approx(3), question.id


@pytest.mark.long
def test_a_hostile_bank_runs_nothing_in_the_player(player: Any) -> None:
    """Texts that look like templates or tags are shown as they are, and ask for nothing."""
    ran: list[str] = []

    def dismiss(dialog: Any) -> None:
        ran.append(dialog.message)
        dialog.dismiss()

    player.on("request", lambda request: ran.append(request.url))
    player.on("dialog", dismiss)
    for question in (*HOSTILE.questions, templated()):
        load(player, HOSTILE if question in HOSTILE.questions else TESTED, question)
        finished(player)
    assert TEMPLATE in player.inner_text(".qti-item-body")
    assert not [each for each in ran if not each.endswith("style.css")]
