"""A round on the screens, by keys alone and by mouse alone."""

import asyncio
import itertools
import re
import sys
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import msgspec
import pytest
from msgspec.structs import replace
from textual.events import MouseDown
from textual.widgets import Static

from quiz.bank.kinds import Choice, Multi, Order, Question, Short, Sort, Spot, numbers
from quiz.bank.load import own_bank
from quiz.bank.model import Bank
from quiz.bank.read import read_bank
from quiz.play.mark import Certainty
from quiz.play.pick import pick
from quiz.play.round import Answer, Slot, answer, begin, onward
from quiz.record.history import History
from quiz.session import Session, Way
from quiz.tui.messages import WayChosen
from quiz.tui.screens.home import Home
from quiz.tui.screens.question import QuestionScreen
from quiz.tui.screens.results import Results
from quiz.tui.widgets import WIDE
from quiz.tui.widgets.arrange import Arrange
from quiz.tui.widgets.certainty_bar import CertaintyBar
from quiz.tui.widgets.choose import Choose
from quiz.tui.widgets.picking import Picking
from quiz.tui.widgets.spot import Spot as SpotPassage
from quiz.tui.widgets.spot import _parts_in
from quiz.tui.widgets.typed import Typed
from tests.conftest import Opened, long_but
from tests.reader import Reader
from tests.terminal import Terminal

RIGHT, WRONG, PARTLY = "✓ Right", "✗ Wrong", "◐ "
HOME, END = "A round of all 8", "The end"
"""What only these screens say."""
IN_BYTES = {"enter": "\r", "space": " ", "up": "\x1b[A", "down": "\x1b[B", "right": "\x1b[C"}
"""What a terminal sends for keys with names."""


def down_to(reader: Reader, number: int) -> list[str]:
    """The keys that lead from the first line to the option with a number in the bank."""
    return ["down"] * reader.slot.arrangement.index(number)


def sorted_steps(slot: Slot) -> list[str]:
    """The keys that put the steps in order: each in turn is lifted and carried to its position."""
    order, keys, cursor = list(slot.arrangement), [], 0
    for position in range(len(order)):
        at = order.index(position)
        order.insert(position, order.pop(at))
        walk = ["down"] * (at - cursor) if at > cursor else ["up"] * (cursor - at)
        keys += [*walk, "space", *["up"] * (at - position), "space"]
        cursor = position
    return keys


def right_keys(slot: Slot) -> list[str]:
    """The keys that answer a question right."""
    right = numbers(slot.question.key)
    letters = ["abcdefghi"[index] for index, n in enumerate(slot.arrangement) if n in right]
    match slot.question:
        case Choice():
            return letters
        case Multi():
            return [*letters, "enter"]
        case Sort():
            return [*("abcde"[right[number]] for number in slot.arrangement), "enter"]
        case Order():
            return [*sorted_steps(slot), "enter"]
        case Spot():
            return ["right", "right", "enter"]
        case Short(accept=accept):
            return [*accept[0], "enter"]


def sure_keys(slot: Slot) -> list[str]:
    """The keys that say how sure, once a question is answered."""
    return ["3", "enter"] if slot.question.typed else ["3"]


# Each kind by keys


async def test_a_choice_and_its_certainty_take_two_keys(opened: Opened) -> None:
    """A letter and a digit answer a choice."""
    async with opened("bridge-in-may") as reader:
        await reader.press(reader.key_of(0), "3")
        assert reader.lines[1].strip().startswith("✓ Right · sure · +3 ")


async def test_an_option_can_be_reached_with_the_arrows(opened: Opened) -> None:
    """Arrows, or j and k, and Enter pick an option too."""
    async with opened("bridge-in-may", "ferry-interest") as reader:
        await reader.press(*down_to(reader, 1), "enter", "2")
        assert f"{WRONG} · fairly sure · −2" in reader.sees
        await reader.press("enter")
        steps = ["j" if key == "down" else key for key in down_to(reader, 0)]
        await reader.press("j", "k", *steps, "enter", "1")
        assert f"{RIGHT} · a guess · +1" in reader.sees


async def test_another_letter_changes_the_choice_before_the_certainty(opened: Opened) -> None:
    """The last letter counts."""
    async with opened("bridge-in-may") as reader:
        await reader.press(reader.key_of(1), reader.key_of(0), "2")
        assert RIGHT in reader.sees


@pytest.mark.parametrize(
    ("picked", "verdict"), [((0, 1), RIGHT), ((0,), PARTLY), ((2, 3), WRONG), ((0, 1, 3), PARTLY)]
)
async def test_letters_answer_a_multi(
    opened: Opened, picked: tuple[int, ...], verdict: str
) -> None:
    """Letters tick boxes, and Enter goes on to the certainty."""
    async with opened("page-tells") as reader:
        await reader.press(*map(reader.key_of, picked), "enter", "2")
        assert verdict in reader.sees
        assert reader.slot.answer is not None
        assert reader.slot.answer.response == picked


async def test_space_answers_a_multi(opened: Opened) -> None:
    """Space ticks a box and empties it again."""
    async with opened("page-tells") as reader:
        await reader.press(*down_to(reader, 2), "space", "space")
        await reader.press(reader.key_of(0), reader.key_of(1), "enter", "3")
        assert RIGHT in reader.sees


async def test_enter_on_a_multi_picks_nothing(opened: Opened) -> None:
    """The option under the cursor is no answer yet; the reader is told what is missing."""
    async with opened("page-tells") as reader:
        await reader.press("enter")
        assert "Tick at least one first" in reader.sees
        await reader.press(reader.key_of(0), reader.key_of(1), "enter", "space", "3")
        assert RIGHT in reader.sees


async def test_which_two_means_two(opened: Opened, bank: Bank) -> None:
    """Where the stem says how many, Enter and a digit tell the reader who picked one or three."""
    page = next(each for each in bank.questions if each.id == "page-tells")
    asked = replace(bank, questions=(replace(page, pick=2),))
    async with opened("page-tells", asked=asked) as reader:
        assert "Tick 2 with letters" in reader.sees
        for number, key in ((0, "enter"), (1, ""), (2, "enter"), (3, "2")):
            await reader.press(reader.key_of(number), *filter(None, [key]))
            if key:
                assert f"It asks for 2, and you've picked {number + 1}." in reader.sees
        assert reader.slot.answer is None
        await reader.press(reader.key_of(2), reader.key_of(3), "enter", "2")
        assert RIGHT in reader.sees


async def test_which_two_words_means_two(opened: Opened, bank: Bank) -> None:
    """In a passage, too, the reader is told how many, and what they have picked instead."""
    spot = next(each for each in bank.questions if isinstance(each, Spot))
    n = len(spot.pickable)
    parts = tuple(replace(part, right=bool(part.why)) for part in spot.parts)
    asked = replace(bank, questions=(replace(spot, parts=parts, pick=n),))
    async with opened(spot.id, asked=asked) as reader:
        assert f"Pick {n}: ← → move, Space picks." in reader.sees
        await reader.press("space", "enter")
        assert f"It asks for {n}, and you've picked 1." in reader.sees
        for _ in spot.pickable[1:]:
            await reader.press("right", "space")
        await reader.press("enter", "3")
        assert RIGHT in reader.sees


async def test_too_many_picks_are_told_at_once(opened: Opened, several: Bank) -> None:
    """The hint counts as soon as one too many is picked, and no longer than that."""
    few = tuple(
        replace(each, pick=2) if isinstance(each, Spot | Multi) else each
        for each in several.questions
    )
    for id, keys in (("two-hedges", ["space", "right"] * 3), ("page-tells", ["space", "down"] * 3)):
        async with opened(id, asked=replace(several, questions=few)) as reader:
            told = "It asks for 2, and you've picked 3."
            await reader.press(*keys[:3])
            assert told not in reader.sees
            await reader.press(*keys[3:-1])
            assert told in reader.sees
            await reader.press("space")
            assert told not in reader.sees


async def test_letters_answer_a_sort(opened: Opened) -> None:
    """A letter labels the line under the cursor and moves to the next."""
    async with opened("fact-or-forecast") as reader:
        labels = ["a" if number == 0 else "b" for number in reader.slot.arrangement]
        await reader.press(*labels, "enter", "3")
        assert RIGHT in reader.sees


async def test_the_labels_of_a_sort_can_be_changed(opened: Opened) -> None:
    """Another letter gives a line another label; with some of them right it is partly right."""
    async with opened("fact-or-forecast") as reader:
        await reader.press("a", "A", "a", "up", "up", "up")
        wrong = next(n for n in reader.slot.arrangement if n != 0)
        await reader.press(*down_to(reader, wrong), "b", "enter", "1")
        assert PARTLY in reader.sees


async def test_a_sort_without_all_labels_is_not_complete(opened: Opened) -> None:
    """While a line has no label, Enter says so and answers nothing."""
    async with opened("fact-or-forecast") as reader:
        await reader.press("a", "enter")
        assert "Each line needs a label first" in reader.sees
        assert reader.slot.answer is None


async def test_lifting_lines_answers_an_order(opened: Opened) -> None:
    """Space lifts a line, arrows carry it, Space puts it down."""
    async with opened("least-to-most") as reader:
        await reader.press(*sorted_steps(reader.slot), "enter", "3")
        assert RIGHT in reader.sees


async def test_the_cursor_of_a_sort_is_one_cell_wide(opened: Opened) -> None:
    """It is on the sign of the line, and the label beside it is as on other lines."""
    async with opened("fact-or-forecast") as reader:
        await reader.press("a", "up")
        strips = reader.app.screen._compositor.render_strips()
        at_cursor = [
            segment.text
            for strip in strips[3:]
            for segment in strip
            if segment.style and segment.style.reverse
        ]
        assert at_cursor == ["●"]


async def test_a_line_of_an_order_keeps_its_letter(opened: Opened) -> None:
    """A line that moves takes its letter along, and the letter lifts it wherever it is."""
    async with opened("least-to-most") as reader:
        question, shown = reader.slot.question, reader.slot.arrangement
        assert isinstance(question, Order)
        texts = [question.steps[number].text for number in shown]
        await reader.press("c", "up", "up", "c")
        rows = [f"{letter}  {texts['ABC'.index(letter)]}" for letter in "CAB"]
        assert [each.strip() for each in reader.lines if each.strip() in rows] == rows
        await reader.press("c", "b")  # puts c down where it is, and lifts b
        assert "B↕" in reader.sees
        await reader.press("b", "c", "down", "down", "c")
        rows = [f"{letter}  {texts['ABC'.index(letter)]}" for letter in "ABC"]
        assert [each.strip() for each in reader.lines if each.strip() in rows] == rows
        await reader.press("c", "up", "enter", "2")
        assert reader.slot.answer
        assert reader.slot.answer.response == tuple(shown[n] for n in (0, 2, 1))


@pytest.mark.parametrize(
    ("id", "last"),
    [("fact-or-forecast", "and B"), ("bridge-in-may", "to C"), ("page-tells", "to D")],
)
async def test_a_letter_that_is_none_of_them_says_which_there_are(
    opened: Opened, id: str, last: str
) -> None:
    """It picks nothing; the hint comes back with the next key that does something."""
    said = f"The letters here are A {last}."
    async with opened(id) as reader:
        before = reader.lines
        for letter in ("e", "z", "i"):
            await reader.press(letter)
            assert said in reader.sees
        await reader.press("s", "s")
        assert reader.lines == before
        await reader.press("tab", "y")
        assert said in reader.sees
        await reader.press("a")
        assert said not in reader.sees


async def test_an_order_left_as_it_is_shown_is_not_right(opened: Opened) -> None:
    """Steps are never shown in the right order at first, so Enter alone is partly right at most."""
    async with opened("least-to-most") as reader:
        await reader.press("enter", "1")
        assert RIGHT not in reader.sees
        assert " · a guess · " in reader.sees


async def test_arrows_and_space_answer_a_spot(opened: Opened) -> None:
    """Right and left move only to what can be picked, and Space picks it."""
    async with opened("the-hedge") as reader:
        await reader.press("right", "right", "space")
        assert "▸is said to have said,◂" in reader.sees
        await reader.press("enter", "3")
        assert RIGHT in reader.sees


@pytest.mark.parametrize("width", [40, 60, 80])
async def test_a_pick_never_moves_the_text(opened: Opened, width: int) -> None:
    """In the passage of a spot, signs take the place of the rules or spaces between parts."""
    unsigned = str.maketrans(dict.fromkeys("▸◂│", " "))
    async with opened("the-hedge", size=(width, 24)) as reader:
        before = [line.translate(unsigned).rstrip() for line in reader.lines]
        await reader.press("right", "space", "up")
        assert "▸an" in reader.sees
        after = [line.translate(unsigned).rstrip() for line in reader.lines]
        assert after[3:18] == before[3:18]


async def test_a_letter_picks_no_words(opened: Opened) -> None:
    """The words of a spot have no letters; who presses one is told what moves and what picks."""
    async with opened("the-hedge") as reader:
        await reader.press(*"abcde")
        assert "▸" not in reader.sees
        assert "No letters here: ← → move, Enter picks." in reader.sees
        assert "Or click." not in reader.sees
        await reader.press("right")
        assert "Or click." in reader.sees


async def test_a_spot_begins_with_its_first_words_lit(opened: Opened) -> None:
    """The cursor can be seen before any key is pressed."""
    async with opened("when-written", "the-hedge") as reader:
        for keys in ((), ("p", "x")):
            await reader.press(*(keys or ("x",)))
            spot = reader.app.screen.query_one(SpotPassage)
            part = spot._parts[spot._pickable[0]].text
            lit = {text.strip() for look, text in reader.looks() if look.reverse and text.strip()}
            assert part in lit


async def test_words_over_two_lines_are_drawn_as_one(opened: Opened) -> None:
    """Where a part goes on in the next line, its look goes on to the edge of the passage."""
    async with opened("the-hedge", size=(40, 24)) as reader:
        spot = reader.app.screen.query_one(SpotPassage)
        width = spot.content_size.width
        lines = spot._lines(width)
        broken = [
            line for line, after in itertools.pairwise(lines) if _parts_in(line) & _parts_in(after)
        ]
        assert broken
        assert {line.cell_length for line in broken} == {width - 1}  # a sign may end the last


async def test_the_cursor_of_a_spot_goes_round(opened: Opened) -> None:
    """Before the first words come the last, and Enter alone picks what is under the cursor."""
    async with opened("the-hedge") as reader:
        await reader.press("left", "left", "enter", "2")
        assert RIGHT in reader.sees


async def test_a_spot_with_the_wrong_words_is_wrong(opened: Opened) -> None:
    """Digits pick no words, and Enter picks those under the cursor."""
    async with opened("the-hedge") as reader:
        await reader.press("3", "2", "enter", "2")
        assert WRONG in reader.sees


@pytest.mark.parametrize(
    ("typed", "verdict"), [("may", RIGHT), ("In May.", RIGHT), ("June", WRONG)]
)
async def test_typing_answers_a_short(opened: Opened, typed: str, verdict: str) -> None:
    """Letters, digits and signs go into the line; Enter leads to the certainty and says it."""
    async with opened("which-month") as reader:
        await reader.press(
            *({" ": "space", ".": "full_stop"}.get(key, key) for key in typed),
            "enter",
            "3",
            "enter",
        )
        assert verdict in reader.sees
        assert typed in reader.sees


async def test_every_letter_can_be_typed(opened: Opened) -> None:
    """Keys that do something elsewhere are letters on the line."""
    async with opened("which-month", "the-hedge") as reader:
        await reader.press(*"sxmpoqjk", "question_mark", *"123")
        assert "sxmpoqjk?123" in reader.sees
        assert reader.round.at == 0
        assert not reader.slot.looked


async def test_a_digit_after_a_typed_answer_waits_for_enter(opened: Opened) -> None:
    """It may have been meant for the line: it only chooses, and Up leads back to type on."""
    async with opened("which-month") as reader:
        await reader.press("1", "enter", "2")
        assert "“Fairly”? Press Enter" in reader.sees
        assert reader.slot.answer is None
        await reader.press("up", "2", "enter", "3", "enter")
        assert reader.slot.answer is not None
        assert reader.slot.answer.response == "12"
        assert reader.slot.answer.certainty is Certainty.SURE


async def test_a_paste_that_does_not_fit_says_so(opened: Opened) -> None:
    """A line that is too long isn't dropped in silence."""
    async with opened("which-month") as reader:
        await reader.paste("May " * 200)
        assert "That doesn't fit" in reader.sees


async def test_an_empty_short_is_not_complete(opened: Opened) -> None:
    """Nothing typed is no answer."""
    async with opened("which-month") as reader:
        await reader.press("enter")
        assert reader.slot.answer is None
        assert "Type something first." in reader.sees


# Each kind by mouse


async def test_clicks_answer_a_choice(opened: Opened) -> None:
    """A click on an option and one on a certainty answer; a click on the key line goes on."""
    async with opened("bridge-in-may", "ferry-interest") as reader:
        await reader.click("The mayor expects it in May.")
        await reader.click("3 sure")
        assert f"{RIGHT} · sure · +3" in reader.sees
        await reader.click("Go on")
        assert reader.round.at == 1


async def test_clicks_answer_a_multi(opened: Opened) -> None:
    """Clicks tick and empty boxes, and a click on a certainty answers."""
    async with opened("page-tells") as reader:
        for text in ("Who wrote", "When the picture", "On which day", "When the picture"):
            await reader.click(text)
        await reader.click("↵ Answer")
        await reader.click("2 fairly")
        assert RIGHT in reader.sees


async def test_clicks_on_lines_answer_a_sort(opened: Opened) -> None:
    """A click on a line gives it the next label."""
    async with opened("fact-or-forecast") as reader:
        await reader.click("The railings")
        for text in ("The bridge should", "The ferry will"):
            await reader.click(text)
            await reader.click(text)
        await reader.click("↵ Answer")
        await reader.click("1 guess")
        assert RIGHT in reader.sees


async def test_clicks_on_labels_answer_a_sort(opened: Opened) -> None:
    """A click on a label does what its letter does."""
    async with opened("fact-or-forecast") as reader:
        for number in reader.slot.arrangement:
            await reader.click("A Fact   B" if number == 0 else "B Forecast")
        assert "· · ·" not in reader.sees


async def test_the_labels_of_a_sort_stay_in_sight(opened: Opened) -> None:
    """On a low screen they stand below the page, however far that is scrolled."""
    asked = read_bank(own_bank())
    sorts = [each for each in asked.questions if isinstance(each, Sort)]
    long = max(sorts, key=lambda each: len(str(each.exhibits)))
    async with opened(asked=asked, round=begin([long], Random(2))) as reader:
        for key in ("pageup", "pagedown", "a", "b"):
            await reader.press(key)
            for letter, label in zip("ABCDEFGHI", long.labels, strict=False):
                assert f"{letter} {label}" in " ".join(reader.lines[-6:])


async def test_clicks_answer_an_order(opened: Opened) -> None:
    """A click lifts a line, and a click on another line puts it there."""
    async with opened("least-to-most") as reader:
        widget = reader.app.screen.query_one(Arrange)
        texts = ["might open", "should open", "certain to open"]
        for position, text in enumerate(texts):
            shown = [texts[number] for number in numbers(widget.response)]
            if shown[position] != text:
                await reader.click(text)
                await reader.click(shown[position])
        await reader.click("↵ Answer")
        await reader.click("3 sure")
        assert RIGHT in reader.sees


async def test_clicks_answer_a_spot(opened: Opened) -> None:
    """A click picks words, and a second click leaves them again."""
    async with opened("the-hedge") as reader:
        await reader.click("brave,")
        await reader.click("brave,")
        await reader.click("is said")
        await reader.click("2 fairly")
        assert RIGHT in reader.sees


async def test_a_click_on_words_that_cannot_be_picked_does_nothing(opened: Opened) -> None:
    """A click between the underlined words does nothing."""
    async with opened("the-hedge") as reader:
        await reader.click("The timetable")
        await reader.click("3 sure")
        assert reader.slot.answer is None


async def test_a_click_on_a_certainty_answers_a_short(opened: Opened) -> None:
    """A click on a certainty answers with what was typed."""
    async with opened("which-month") as reader:
        await reader.press(*"May")
        await reader.click("3 sure")
        assert RIGHT in reader.sees


async def test_a_certainty_alone_is_no_answer(opened: Opened) -> None:
    """A click on a certainty before there is an answer says what comes first."""
    async with opened("bridge-in-may") as reader:
        await reader.click("3 sure")
        assert "Pick an answer first" in reader.sees
        assert reader.slot.answer is None


# Where one pick does not complete the answer, Enter does

SEVERAL = {
    "multi": ("page-tells", ["a"], "b"),
    "sort": ("fact-or-forecast", [*"aba"], "b"),
    "order": ("least-to-most", ["space", "down", "space"], "a"),
    "spot": ("two-hedges", ["space", "right", "space"], "space"),
}
"""Kind → a question, keys that answer it, and a key that changes the answer."""
SAYS_SO = [kind for kind in SEVERAL if kind != "sort"]
"""Those of which only the reader knows when they are complete."""


@pytest.fixture
def several(bank: Bank, questions: dict[str, Question]) -> Bank:
    """The small bank, with a spot in which two parts are right."""
    spot = questions["the-hedge"]
    assert isinstance(spot, Spot)
    parts = tuple(
        msgspec.structs.replace(part, right=part.right or part.text == "an engineer")
        for part in spot.parts
    )
    added = msgspec.structs.replace(spot, id="two-hedges", parts=parts)
    return msgspec.structs.replace(bank, questions=(*bank.questions, added))


@pytest.mark.parametrize("sure", ["3", "click"])
@pytest.mark.parametrize("kind", long_but(("multi",), SAYS_SO))
async def test_nothing_is_answered_before_enter(
    opened: Opened, several: Bank, kind: str, sure: str
) -> None:
    """A certainty counts once Enter has completed the answer, and not after a change."""
    id, keys, other = SEVERAL[kind]

    async def say(reader: Reader) -> None:
        await (reader.click("3 sure") if sure == "click" else reader.press(sure))

    async with opened(id, asked=several) as reader:
        await say(reader)
        assert reader.slot.answer is None
        await reader.press(*keys)
        await say(reader)
        assert reader.slot.answer is None
        assert "ress Enter" in reader.sees
        await reader.press("enter", "up", other)
        await say(reader)
        assert reader.slot.answer is None
        await reader.press("enter")
        await say(reader)
        assert reader.slot.answer is not None
        assert reader.slot.answer.certainty is Certainty.SURE


@pytest.mark.parametrize("id", [id for id, *_ in SEVERAL.values()])
async def test_a_certainty_reached_with_tab_takes_no_incomplete_answer(
    opened: Opened, several: Bank, id: str
) -> None:
    """A digit or Enter then says what is missing, and the focus goes back to the answer."""
    for sure in ("3", "enter"):
        async with opened(id, asked=several) as reader:
            await reader.press("tab", sure)
            assert reader.slot.answer is None
            assert reader.app.focused is not None
            assert not isinstance(reader.app.focused, CertaintyBar)


async def test_the_cursor_goes_to_the_line_without_a_label(opened: Opened) -> None:
    """A certainty that comes too soon moves the cursor to the line that has no label yet."""
    async with opened("fact-or-forecast") as reader:
        await reader.press("a", "down", "b", "up", "up")
        await reader.click("3 sure")
        assert "Each line needs a label first" in reader.sees
        await reader.press("b", "enter", "3")
        assert reader.slot.answer is not None


@pytest.mark.parametrize("kind", SAYS_SO)
async def test_an_earlier_answer_is_complete_until_it_changes(
    opened: Opened, several: Bank, kind: str
) -> None:
    """In an exam one click changes its certainty; after a change, Enter comes first."""
    id, keys, other = SEVERAL[kind]
    async with opened(id, "bridge-in-may", asked=several, exam=True) as reader:
        await reader.press(*keys, "enter", "3", "p")
        await reader.click("1 guess")
        await reader.press("p")
        assert reader.slot.answer is not None
        assert reader.slot.answer.certainty is Certainty.GUESS
        change = {"least-to-most": ["space", "down"]}
        await reader.press(*change.get(id, [other]))
        await reader.click("2 fairly")
        assert reader.round.at == 0
        assert reader.slot.answer.certainty is Certainty.GUESS


HINT = "How sure? 1–3. ↑ edits your answer."


@pytest.mark.parametrize("sure", ["2", "click"])
@pytest.mark.parametrize("id", ["the-hedge", "bridge-in-may"])
@pytest.mark.parametrize("complete", [["enter"], ["space"], []])
async def test_where_one_pick_is_the_answer_it_is_what_the_cursor_was_moved_to(
    opened: Opened, id: str, complete: list[str], sure: str
) -> None:
    """An earlier pick gives way to the words under the cursor, by Enter, Space or a certainty."""
    async with opened(id) as reader:
        slot = reader.slot
        await reader.press("enter", "up", "down", *complete)
        await (reader.click("2 fairly") if sure == "click" else reader.press(sure))
        answer = reader.round.slots[0].answer
        assert answer is not None
        second = slot.question.pickable[1] if isinstance(slot.question, Spot) else None
        assert answer.response == (slot.arrangement[1] if second is None else second,)


async def test_space_picks_and_enter_completes_a_spot_of_several(
    opened: Opened, several: Bank
) -> None:
    """Enter there takes no words, and the hint says which key does what."""
    async with opened("two-hedges", asked=several) as reader:
        assert "← → move, Space picks. Or click. Then press Enter." in reader.sees
        await reader.press("space", "right", "enter")
        assert reader.sees.count("▸") == 1
        assert HINT in reader.sees


@pytest.mark.parametrize("kind", SAYS_SO)
async def test_the_hint_says_what_comes_next(opened: Opened, several: Bank, kind: str) -> None:
    """Once the answer is complete, it names the keys that work now; back at the answer, its own."""
    id, keys, _ = SEVERAL[kind]
    async with opened(id, asked=several) as reader:
        await reader.press("tab")
        assert HINT not in reader.sees or id == "least-to-most"
        await reader.press("tab")
        hint = str(reader.app.screen.query_one("#hint", Static).content)
        await reader.press(*keys, "enter")
        assert HINT in reader.sees
        assert hint not in reader.sees
        assert "How sure? 1, 2 or 3 1 guess +1/0" in reader.sees
        assert "↑ Change it" in reader.lines[-1]
        for back in ("up", "escape", "shift+tab", "a"):
            await reader.press("enter")
            assert isinstance(reader.app.focused, CertaintyBar)
            await reader.press(back)
            assert not isinstance(reader.app.focused, CertaintyBar)
            assert HINT not in reader.sees


async def test_a_typed_answer_says_that_enter_follows_the_digit(opened: Opened) -> None:
    """The line of the question how sure names both keys, or on a low screen the hint above it."""
    async with opened("which-month", size=(80, 30)) as reader:
        await reader.press(*"May", "enter")
        assert "How sure are you? 1, 2 or 3, then Enter (right / wrong)" in reader.sees
    async with opened("which-month", size=(40, 12)) as reader:
        await reader.press(*"May", "enter")
        assert "How sure? 1–3 and Enter" in reader.sees


async def test_a_tick_after_enter_needs_one_more_enter(opened: Opened) -> None:
    """A letter goes back to the options; one Enter completes them again, and the digit counts."""
    async with opened("page-tells") as reader:
        await reader.press(reader.key_of(0), reader.key_of(2), "enter")
        await reader.press(reader.key_of(2), reader.key_of(1), "enter", "3")
        assert RIGHT in reader.sees


async def test_a_line_lifted_after_enter_goes_up_at_once(opened: Opened) -> None:
    """A letter goes back to the lines, so that the first arrow carries the one that it lifted."""
    async with opened("least-to-most") as reader:
        before = reader.slot.arrangement
        await reader.press("enter", "b", "up", "enter", "1")
        assert reader.slot.answer is not None
        assert reader.slot.answer.response == (before[1], before[0], *before[2:])


async def test_looking_back_in_an_exam_changes_nothing(opened: Opened) -> None:
    """Back at an answer, Enter twice keeps its response and its certainty."""
    async with opened("bridge-in-may", "ferry-interest", exam=True) as reader:
        await reader.press("c", "3", "p")
        assert "exam" in reader.lines[0]
        before = reader.slot.answer
        await reader.press("enter", "enter", "p")
        after = reader.slot.answer
        assert before is not None
        assert after is not None
        assert (after.response, after.certainty) == (before.response, before.certainty)


@pytest.mark.parametrize("away", ["n", "p", "escape escape", "q", "ctrl+q"])
async def test_a_changed_pick_in_an_exam_is_the_answer(opened: Opened, away: str) -> None:
    """However the reader moves on, it is kept, as sure as they said before."""
    async with opened("ferry-interest", "bridge-in-may", "the-hedge", exam=True) as reader:
        await reader.press("x")
        await reader.press(reader.key_of(1), "3", "p", reader.key_of(0))
        opened_round = reader.app.screen.opened  # type: ignore[attr-defined] # it is a question
        await reader.press(*away.split())
        answer = opened_round.round.slots[1].answer
        assert answer is not None
        assert (answer.response, answer.certainty) == ((0,), Certainty.SURE)


@pytest.mark.parametrize("away", ["escape", "tab n", "tab q", "ctrl+q"])
@pytest.mark.parametrize("typed", ["", "[xM"], ids=["half a word", "another"])
async def test_a_line_without_enter_changes_no_answer_of_an_exam(
    opened: Opened, typed: str, away: str
) -> None:
    """However the reader moves on, what they had finished typing is kept, and they are told so."""
    async with opened("ferry-interest", "which-month", "the-hedge", exam=True) as reader:
        await reader.press("x", *"May", "enter", "3", "enter", "p")
        opened_round = reader.app.screen.opened  # type: ignore[attr-defined] # it is a question
        await reader.press("backspace", *typed, *away.split())
        answer = opened_round.round.slots[1].answer
        assert answer is not None
        assert (answer.response, answer.certainty) == ("May", Certainty.SURE)
        assert "Your answer is still “May”." in reader.sees or away == "ctrl+q"


async def test_a_line_finished_with_enter_changes_an_answer_of_an_exam(opened: Opened) -> None:
    """It is kept as surely as the reader said before; one that is as it was says nothing."""
    async with opened("which-month", "the-hedge", exam=True) as reader:
        await reader.press(*"May", "enter", "3", "enter", "p", "tab", "n")
        assert "Your answer is still" not in reader.sees
        await reader.press("p", *["backspace"] * 3, *"June", "enter", "n")
        answer = reader.round.slots[0].answer
        assert answer is not None
        assert (answer.response, answer.certainty) == ("June", Certainty.SURE)
        assert "Your answer is still" not in reader.sees


@pytest.mark.parametrize("away", long_but(("n",), ["n", "p", "q", "ctrl+q"]))
async def test_a_line_in_the_hand_is_put_down_in_an_exam(opened: Opened, away: str) -> None:
    """However the reader moves on, the order they see replaces the one they gave before."""
    async with opened("ferry-interest", "least-to-most", "the-hedge", exam=True) as reader:
        await reader.press("x", "enter", "3", "p")
        opened_round, before = reader.app.screen.opened, reader.slot.arrangement  # type: ignore[attr-defined] # it is a question
        await reader.press("space", "down", away)
        answer = opened_round.round.slots[1].answer
        assert answer is not None
        assert answer.response == (before[1], before[0], *before[2:])
        assert "Your answer is still" not in reader.sees


@pytest.mark.parametrize("away", long_but(("n",), ["n", "p", "q"]))
@pytest.mark.parametrize(
    ("id", "picks", "unpicks"),
    [
        ("tick-two", ["a", "b"], ["a"]),
        ("page-tells", ["a", "enter"], ["a"]),
        ("two-hedges", ["space", "enter"], ["space"]),
    ],
    ids=["one of two", "no tick", "no words"],
)
async def test_what_is_not_complete_changes_no_answer_of_an_exam(
    opened: Opened, several: Bank, id: str, picks: list[str], unpicks: list[str], *, away: str
) -> None:
    """However the reader moves on, they are told that what they gave before is kept."""
    page = next(each for each in several.questions if each.id == "page-tells")
    asked = replace(several, questions=(*several.questions, replace(page, id="tick-two", pick=2)))
    async with opened("ferry-interest", id, "the-hedge", asked=asked, exam=True) as reader:
        await reader.press("x", *picks, "3", "p")
        opened_round, before = reader.app.screen.opened, reader.slot.answer  # type: ignore[attr-defined] # it is a question
        assert before is not None
        await reader.press(*unpicks, away)
        assert opened_round.round.slots[1].answer == before
        assert "Your answer is still" in reader.sees
        assert "Question 2 of 3" in reader.sees  # which isn't the one that is shown by now


async def test_a_marked_question_says_so(opened: Opened) -> None:
    """The sign stands beside the number of the question, and of no other."""
    async with opened("bridge-in-may", "ferry-interest") as reader:
        await reader.press("m")
        assert reader.lines[0].strip().startswith("1 of 2 ⚑ ")
        await reader.press("x")
        assert reader.lines[0].strip().startswith("2 of 2  ")


# What is picked and not completed

PARTS = {
    "choice": ("bridge-in-may", ["b"]),
    "multi": ("page-tells", ["b"]),
    "sort": ("fact-or-forecast", ["b"]),
    "order": ("least-to-most", ["space", "down", "space"]),
    "spot": ("the-hedge", ["right", "space"]),
    "short": ("which-month", [*"Ma"]),
}
"""Kind → a question, and keys that begin to answer it."""
AWAY = {
    "back and on": ["p", "x"],
    "on and back": ["x", "p"],
    "sources": ["s", "escape"],
    "help": ["question_mark", "q"],
    "home": ["q", "enter"],
}
"""Keys that lead away from a question, and back."""


def drawn(reader: Reader) -> object:
    """What is picked or typed so far."""
    return reader.app.screen.query_one("Choose, Label, Arrange, Spot, Typed").draft  # type: ignore[attr-defined] # each has one


@pytest.mark.parametrize("kind", long_but(("choice", "sort", "short"), PARTS))
async def test_what_was_picked_is_there_when_the_reader_comes_back(
    opened: Opened, kind: str
) -> None:
    """Back from another question, the sources, the help or home, in another window, too."""
    id, keys = PARTS[kind]
    async with opened("when-written", "ferry-interest", id, "when-written") as reader:
        await reader.press("a", "1", "enter", "x")
        untouched = drawn(reader)
        await reader.press(*keys)
        before = drawn(reader)
        assert before != untouched
        for away in AWAY.values():
            on_line = isinstance(reader.app.focused, Typed)  # where keys are letters
            await reader.press(*(["tab"] if on_line else []), *away)
            assert reader.round.at == 2
            assert drawn(reader) == before, away
        for width in (120, 40, 80):
            await reader.resize(width, 24)
            assert drawn(reader) == before


async def test_a_draft_alone_brings_a_round_back(opened: Opened) -> None:
    """Left before the first answer, it is offered with what was picked; untouched, it isn't."""
    async with opened("page-tells") as reader:
        await reader.press("q")
        assert "Carry on" not in reader.sees
    async with opened("page-tells") as reader:
        await reader.press("b", "q")
        assert reader.highlighted.startswith("Carry on where you left off")
        await reader.press("enter")
        assert drawn(reader) == (reader.slot.arrangement[1],)


async def test_a_new_round_takes_over_no_draft_of_one_that_was_forgotten(opened: Opened) -> None:
    """What was picked stays with its round, though a later one may get the round's number."""
    async with opened("page-tells", "ferry-interest") as reader:
        untouched, (left, *_) = drawn(reader), reader.round.slots
        await reader.press("b", "q")
        history = History.open()
        history.forget(history.rounds()[-1].number, list)
        history.close()
        reader.app._open(lambda: reader.app.session.prepare(begin([left.question], Random(7))))
        await reader.rest()
        assert drawn(reader) == untouched


async def test_what_was_picked_is_there_once_the_round_is_over(opened: Opened) -> None:
    """A question that was left out can still be answered then, from what was picked before."""
    async with opened("bridge-in-may", "page-tells") as reader:
        await reader.press("x", "b", "x")
        await reader.press("up", "up", "enter")  # to the end of the round, which comes first
        assert END in reader.sees, reader.lines
        await reader.click("The top of a report")
        assert drawn(reader) == (reader.slot.arrangement[1],)
        await reader.press("c", "x", "x")
        assert END in reader.sees, reader.lines
        await reader.click("The top of a report")
        assert drawn(reader) == tuple(sorted(reader.slot.arrangement[1:3]))


async def test_a_choice_that_was_kept_can_be_answered_at_once(opened: Opened) -> None:
    """Back at the question, a digit is enough."""
    async with opened("bridge-in-may", "ferry-interest") as reader:
        await reader.press(reader.key_of(0), "x", "p", "3")
        assert f"{RIGHT} · sure · +3" in reader.sees


@pytest.mark.parametrize(
    ("first_time", "over", "keys"),
    [
        (True, "Nobody is hurt here.", ["enter"]),
        (False, "You left a round at question 2 of 2.", ["down", "enter"]),
    ],
    ids=["the note", "what waits"],
)
async def test_what_lies_over_a_first_question_takes_no_seconds(
    opened: Opened, first_time: bool, over: str, keys: list[str]
) -> None:
    """Those of an answer count from when nothing lies over the question any more."""
    if not first_time:
        async with opened("ferry-interest", "bridge-in-may") as reader:
            await reader.press("a", "1", "enter")
    now = 5.0
    async with opened("bridge-in-may", first_time=first_time, left=not first_time) as reader:
        screen = reader.app.screen_stack[0]
        assert isinstance(screen, QuestionScreen)
        screen._clock = lambda: now
        assert over in reader.sees
        now = 100.0
        await reader.press(*keys)
        now = 107.0
        await reader.press(reader.key_of(0), "3")
        assert reader.slot.answer
        assert reader.slot.answer.seconds == 7.0


# Keys that come in one write

AT_ONCE = {
    "a choice, and on to the next": ("bridge-in-may", ["a", "3", "enter", "b", "2"]),
    "a multi, sure at once": ("page-tells", ["a", "b", "3", "enter", "b", "2"]),
    "a multi, with Enter": ("page-tells", ["space", "enter", "3", "enter", "a", "1"]),
    "a sort": ("fact-or-forecast", [*"aba", "enter", "3", "enter", "b", "2"]),
    "an order": ("least-to-most", ["enter", "3", "enter", "b", "2"]),
    "an order, carried": ("least-to-most", ["space", "down", "enter", "1", "enter", "b"]),
    "a spot, with Enter": ("the-hedge", ["space", "enter", "3", "enter", "b", "2"]),
    "a spot, sure at once": ("the-hedge", ["space", "3", "enter", "b", "2"]),
    "a spot, with a digit first": ("the-hedge", ["3", "enter"]),
    "a spot, with Enter alone": ("the-hedge", ["enter", "3"]),
    "a short": ("which-month", [*"Mai", "left", *"y3", "enter", "3", "enter", "b", "2"]),
    "a short, left with Tab": ("which-month", [*"May", "tab", "3", "enter", "b"]),
    "a short, left empty": ("which-month", ["enter", "enter", "1"]),
    "skips and marks": ("which-month", ["tab", "x", "m", "p", *"xmp"]),
    "the sources": ("the-hedge", ["s", "space", "s", "enter", "1", "s", "enter"]),
    "the sources of what is gone": ("bridge-in-may", ["s", "x", "s"]),
    "help": ("bridge-in-may", ["question_mark", "a", "3", "q", "b", "2"]),
    "home and back": ("bridge-in-may", ["a", "3", "enter", "q", "enter", "b", "2"]),
}
"""A question and keys; the second question of the round is always a choice."""


@pytest.mark.parametrize(
    "what",
    long_but(
        ("a choice, and on to the next", "a sort", "a spot, with Enter", "a short", "the sources"),
        AT_ONCE,
    ),
)
async def test_keys_at_once_mean_what_they_mean_one_by_one(opened: Opened, what: str) -> None:
    """Keys that come faster than the screen do the same as keys that wait for it.

    How far the page is scrolled may differ by a line or two, so the screen is not compared.
    """
    id, keys = AT_ONCE[what]
    seen = []
    for together in (False, True):
        async with opened(id, "ferry-interest") as reader:
            await (reader.press_at_once if together else reader.press)(*keys)
            takes_keys = type(reader.app.focused)
            seen.append((reader.round, reader.lines[0], takes_keys))
    assert seen[0] == seen[1]


async def test_a_line_can_be_typed_on_at_once(opened: Opened) -> None:
    """Letters right after the key that leads to a short question are typed there."""
    async with opened("bridge-in-may", "which-month") as reader:
        await reader.press_at_once("x", *"May", "enter", "3", "enter")
        assert f"{RIGHT} · sure · +3" in reader.sees


async def test_home_takes_keys_at_once(opened: Opened) -> None:
    """Keys that move through the list and choose from it count when they come together."""
    async with opened("bridge-in-may") as reader:
        await reader.press_at_once("q", "j", "down", "k", "k", "enter")
        assert len(reader.round.slots) == 8


async def test_a_round_taken_up_again_takes_keys_at_once(opened: Opened) -> None:
    """Keys right after the one that resumes a round are for its question."""
    async with opened("bridge-in-may", "ferry-interest") as reader:
        await reader.press("a", "2", "enter", "q")
    async with opened() as reader:
        await reader.press_at_once("enter", "a", "2")
        assert reader.slot.answer is not None


async def test_a_question_may_be_left_while_it_is_drawn(opened: Opened) -> None:
    """Home is shown, however little of a question was drawn when it was left."""
    async with opened() as reader:
        for turns in (0, 1, 2, 5, 10, 20, 40):
            reader.app._take_way(WayChosen(Way("round", HOME, "")))
            for _ in range(turns):
                await asyncio.sleep(0)
            reader.app.go_home()
            await reader.rest()
            assert HOME in reader.sees


def test_a_whole_round_in_one_write(bank: Bank, bank_file: Path) -> None:
    """All keys of a round may come before its first question is drawn."""
    random = Random(1)
    slots = begin(pick(bank.questions, 10, random), random).slots
    keys = [key for slot in slots for key in (*right_keys(slot), *sure_keys(slot), "enter")]
    quiz = [sys.executable, "-m", "quiz", "take", "--bank", str(bank_file), "--seed", "1"]
    with Terminal(quiz) as terminal:
        terminal.wait_for("Go on")  # the note on the content
        terminal.press("".join(IN_BYTES.get(key, key) for key in ("enter", *keys)))
        terminal.wait_for("8 of 8 right")


# Whole rounds


async def test_a_round_from_first_key_to_last(opened: Opened, bank: Bank) -> None:
    """Home, eight questions of every kind, the end, and home again, by keys alone."""
    async with opened(first_time=True) as reader:
        assert bank.about.content_note in reader.sees
        await reader.press("down", "enter")
        for number in range(len(bank.questions)):
            assert reader.lines[0].strip().startswith(f"{number + 1} of 8")
            await reader.press(*right_keys(reader.slot), *sure_keys(reader.slot))
            assert f"{RIGHT} · sure · +3" in reader.sees
            await reader.press("enter")
        assert END in reader.sees
        await reader.press("q")
        assert HOME in reader.sees
        assert "Carry on where you left off" not in reader.sees
        assert bank.about.content_note not in reader.sees
        await reader.press("q")
        assert not reader.app.is_running


@pytest.mark.parametrize(
    "size",
    [(40, 15), (40, 24), (60, 24), (80, 20), (80, 40), (100, 24), (120, 24), (120, 50)],
    ids=lambda size: f"{size[0]}x{size[1]}",
)
async def test_a_first_round_begins_once_the_whole_note_was_in_sight(
    opened: Opened, bank: Bank, size: tuple[int, int]
) -> None:
    """What home has no room for is shown over the first question, and nothing is shown twice."""
    note = f"Here {'are crimes that have happened, and ' * 5}not a few cruelties."
    about = replace(bank.about, content_note=note, description="About a bridge. " * 12)
    async with opened(first_time=True, size=size, asked=replace(bank, about=about)) as reader:
        if size[0] >= WIDE:
            await reader.wait_for("What a round is like")
        at_home = "cruelties" in reader.sees
        assert at_home or size != (80, 40)
        await reader.press("down", "enter")
        assert ("cruelties" in reader.sees) != at_home


async def test_a_round_by_mouse_alone(opened: Opened) -> None:
    """Home, an answer, a skip, the end, and home again, by clicks alone."""
    async with opened() as reader:
        await reader.click(HOME)
        for _ in range(8):
            if isinstance(reader.slot.question, Short):  # keys are letters there
                await reader.click("Other keys")
            await reader.click("Skip")
        await reader.click("End the round")
        assert END in reader.sees
        await reader.click("Home")
        assert HOME in reader.sees
        await reader.click("Leave")
        assert not reader.app.is_running


async def test_a_question_is_opened_again_from_the_end(opened: Opened) -> None:
    """The end of a round opens each question again with its explanation."""
    async with opened("bridge-in-may", "ferry-interest") as reader:
        await reader.press(reader.key_of(1), "3", "enter", reader.key_of(0), "1", "enter")
        await reader.press("enter")
        assert reader.round.over
        assert "✗ Wrong · sure · −6" in reader.sees
        await reader.press("enter")
        assert isinstance(reader.app.screen, Results)
        await reader.press("down")
        assert reader.highlighted.startswith("✗ sure     −6  ")
        assert reader.highlighted.endswith(reader.app.screen.slots[0].question.name)


async def test_enter_leads_from_miss_to_miss_and_back_to_the_list(opened: Opened) -> None:
    """From the end, Enter opens the worst miss, then the other ones; the key line says so."""
    async with opened("bridge-in-may", "ferry-interest", "the-hedge") as reader:
        await reader.press(reader.key_of(1), "3", "enter", reader.key_of(0), "1", "enter")
        await reader.press("left", "enter", "1", "enter")
        await reader.press("enter")
        first, _, third = (slot.question for slot in reader.round.slots)
        assert reader.slot.question is first
        assert "↵ Next miss (2 of 2)" in reader.sees
        assert "q Back to the list" in reader.sees
        await reader.press("enter")
        assert reader.slot.question is third
        assert "↵ Back to the list" in reader.sees
        assert reader.sees.count("Back to the list") == 1
        await reader.press("q")
        assert isinstance(reader.app.screen, Results)


async def test_once_each_miss_was_looked_at_enter_leads_on(opened: Opened) -> None:
    """The end says that they were looked at, and Enter begins the round that it suggests."""
    async with opened("bridge-in-may", "ferry-interest", "the-hedge") as reader:
        await reader.press(reader.key_of(1), "3", "enter", reader.key_of(0), "1", "enter")
        await reader.press("left", "enter", "1", "enter")
        await reader.press("enter", "q")
        assert "Next, look again at the 2 you got wrong" in reader.sees
        await reader.press("enter", "enter", "enter")
        assert isinstance(reader.app.screen, Results)
        assert "You've looked at both. Next, try" in reader.sees
        assert "look again" not in reader.sees
        assert "↵ Practise" in reader.lines[-1]
        await reader.press("down")
        assert "↵ Open" in reader.lines[-1]
        await reader.press("enter", "q")
        assert isinstance(reader.app.screen, Results)
    async with opened("bridge-in-may") as reader:
        await reader.press(reader.key_of(1), "3", "enter", "enter", "enter")
        assert "You've looked at it again." in reader.sees
        await reader.press("enter")
        assert not isinstance(reader.app.screen, Results)
        assert not reader.round.over


async def test_the_key_line_of_an_answer_keeps_what_matters(opened: Opened) -> None:
    """What few need waits behind `…`, where a click finds it, and in the help; its key works."""
    async with opened("bridge-in-may", "ferry-interest", size=(120, 40)) as reader:
        await reader.press(reader.key_of(1), "3")
        line = reader.sees.rpartition("↵ Go on")[2]
        assert "q Leave" in line
        assert "Mark" not in line
        await reader.click("? Help …"[-1:])
        assert "m Mark" in reader.sees.splitlines()[-1]
        await reader.press("m")
        assert reader.slot.flagged
        await reader.press("question_mark")
        assert "mark the question, or take the mark away" in reader.sees


async def test_the_end_leads_on_to_practice(opened: Opened) -> None:
    """One key begins a round of what needs practice most."""
    async with opened("bridge-in-may", "ferry-interest") as reader:
        await reader.press(reader.key_of(1), "3", "enter", reader.key_of(0), "1", "enter", "n")
        assert reader.round.at == 0
        assert {slot.question.skill for slot in reader.round.slots} == {"certainty"}


async def test_a_skip_goes_on_and_back_leads_there_again(opened: Opened) -> None:
    """A skipped question can be gone back to and answered."""
    async with opened("bridge-in-may", "ferry-interest") as reader:
        await reader.press("x")
        assert reader.round.at == 1
        await reader.press("p")
        assert reader.slot.skipped
        await reader.press(reader.key_of(0), "2")
        assert RIGHT in reader.sees
        await reader.press("enter")
        assert reader.round.at == 1


async def test_a_mark_shows_in_the_first_line(opened: Opened) -> None:
    """A marked question is counted at the top until the mark is taken away."""
    async with opened("bridge-in-may", "ferry-interest") as reader:
        await reader.press("m")
        assert "⚑ 1" in reader.lines[0]
        assert reader.slot.flagged
        await reader.press("m")
        assert "⚑" not in reader.lines[0]


async def test_back_keeps_what_was_answered(opened: Opened) -> None:
    """Going back shows the explanation again, and the answer cannot be changed."""
    async with opened("bridge-in-may", "ferry-interest") as reader:
        await reader.press(reader.key_of(1), "3", "enter", "p")
        assert "✗ Wrong · sure · −6" in reader.sees
        await reader.press(reader.key_of(0), "3")
        assert reader.slot.right is False


async def test_a_look_at_the_sources_is_remembered(opened: Opened) -> None:
    """Before the answer `s` shows who is behind a source and not what it says, at no cost."""
    async with opened("bridge-in-may", "ferry-interest") as reader:
        await reader.press("s")
        assert "Who is behind it" in reader.sees
        assert "Oda Finch" in reader.sees
        assert "should open in May” ¶1" not in reader.sees
        assert "https://record.example" not in reader.sees
        await reader.press(reader.key_of(0), "3")
        assert reader.slot.looked
        assert f"{RIGHT} · sure · +3" in reader.sees
        await reader.press("enter", reader.key_of(0), "3", "s")
        assert not reader.slot.looked


async def test_an_exam_tells_nothing_before_its_end(opened: Opened) -> None:
    """In an exam answers show no verdict and can be changed; the end explains them all."""
    async with opened("bridge-in-may", "ferry-interest", exam=True) as reader:
        await reader.press(reader.key_of(1), "3")
        assert reader.round.at == 1
        assert "●" in reader.lines[0]
        await reader.press("p")
        assert "You said “sure”" in reader.sees
        await reader.press(reader.key_of(0), "2")
        await reader.press(reader.key_of(0), "1")
        assert RIGHT not in reader.sees
        assert "That was the last question." in reader.sees
        await reader.click("Look through them again")
        assert not reader.round.over
        assert reader.round.at == 0
        await reader.press("enter", "enter", reader.key_of(1), "1")
        await reader.click("Finish")
        assert END in reader.sees
        await reader.press("home", "enter")
        assert f"{RIGHT} · fairly sure · +2" in reader.sees


async def test_an_exam_tells_what_waits_at_its_end(opened: Opened) -> None:
    """Before the end of an exam, what was left out or marked is listed, and each leads back."""
    async with opened("bridge-in-may", "ferry-interest", "page-tells", exam=True) as reader:
        await reader.press(reader.key_of(0), "2", "x", "m", "x")
        assert "That was the last question." in reader.sees
        assert "3. The top of a report left out, marked" in reader.sees
        await reader.click("3. The top of a report")
        assert reader.round.at == 2
        await reader.press(reader.key_of(0), reader.key_of(1), "enter", "2")
        assert "3. The top of a report marked" in reader.sees
        await reader.press("enter")
        assert reader.round.at == 1
        await reader.press(reader.key_of(0), "2", "escape", "p")
        assert reader.round.at == 0


async def test_enter_finishes_an_exam_that_is_all_answered(opened: Opened) -> None:
    """The cursor is on what ends it, where nothing waits; the end says how to hand it in."""
    async with opened("bridge-in-may", "ferry-interest", exam=True) as reader:
        reader.app.session.hands_in_by = "quiz hand-in --name …"
        await reader.press(reader.key_of(0), "2", reader.key_of(0), "2")
        assert reader.highlighted.startswith("Finish")
        await reader.press("enter")
        assert END in reader.sees
        assert "Nobody else has this yet. To hand it in: quiz hand-in --name …" in reader.sees


async def test_one_enter_too_many_ends_no_exam(opened: Opened) -> None:
    """A reader who comes to the end by Enter again chooses to finish, rather than by Enter."""
    async with opened("bridge-in-may", "ferry-interest", exam=True, size=(40, 12)) as reader:
        await reader.press(reader.key_of(0), "2", reader.key_of(0), "2")
        await reader.click("Look through them again")
        assert (reader.round.over, reader.round.at) == (False, 0)
        await reader.press("m", "n", "n")
        assert "You've seen them all. ↓ to choose." in reader.sees
        await reader.press("enter", "enter", "enter")
        await reader.press("down")
        assert reader.highlighted.startswith("Finish")
        await reader.press("enter")
        assert END in reader.sees


async def test_what_was_left_out_of_an_exam_is_explained_at_its_end(opened: Opened) -> None:
    """It can't be answered any more, and shows what is right, in a `spot` where it stands."""
    async with opened("the-hedge", "bridge-in-may", exam=True) as reader:
        await reader.press("n", reader.key_of(0), "2")
        await reader.click("Finish")
        assert END in reader.sees
        await reader.press("home", "enter")
        assert "Left out" in reader.sees
        assert "✓ This was it: is said to have said," in reader.sees
        assert "✓is said to have said," in reader.sees
        before = reader.round.slots
        await reader.press("x", "s", "1")
        assert reader.round.slots == before


@pytest.mark.parametrize("keys", ["down enter", "escape"])
async def test_the_last_question_is_asked_again_from_the_end(opened: Opened, keys: str) -> None:
    """However the reader goes back, it says how sure they were, and counts its seconds anew."""
    now = 5.0
    async with opened("bridge-in-may", exam=True) as reader:
        screen = reader.app.screen
        assert isinstance(screen, QuestionScreen)
        screen._clock = lambda: now
        await reader.press(reader.key_of(1), "3")
        now = 100.0
        await reader.press(*keys.split())
        assert "you said “sure”" in reader.sees.lower()
        now = 107.0
        await reader.press(reader.key_of(0), "3")
        answer = screen.round.slot.answer
        assert answer
        assert (answer.response, answer.seconds) == ((0,), 7.0)


async def test_enter_looks_once_at_what_waits_in_an_exam(opened: Opened) -> None:
    """It goes to each marked question in its turn, and then neither round again nor to the end."""
    async with opened("bridge-in-may", "ferry-interest", exam=True) as reader:
        await reader.press("m", reader.key_of(0), "2", "m", reader.key_of(0), "2")
        assert reader.highlighted.startswith("1. The Lantern on the footbridge")
        await reader.press("enter", "enter", "enter")
        assert reader.highlighted.startswith("2. ")
        await reader.press(*["enter"] * 9)
        assert "You've seen them all." in reader.sees


async def test_a_round_asks_before_its_end_what_waits(opened: Opened) -> None:
    """Outside an exam, what was marked or left out is listed, too; with nothing, it just ends."""
    async with opened("bridge-in-may", "ferry-interest") as reader:
        await reader.press("x", reader.key_of(0), "2", "enter")
        assert "1. The Lantern on the footbridge skipped" in reader.sees
        assert "End the round See how it went." in reader.sees
        assert reader.highlighted.startswith("End the round")
        await reader.press("down", "enter")
        assert reader.round.at == 0
        await reader.press(reader.key_of(0), "2", "enter")
        assert END in reader.sees


async def test_enter_ends_a_round_with_a_marked_question(opened: Opened) -> None:
    """A mark is for later: with nothing left out, the cursor is on the end of the round."""
    async with opened("bridge-in-may") as reader:
        await reader.press("m", reader.key_of(0), "2", "enter")
        assert reader.highlighted.startswith("End the round")
        await reader.press("enter")
        assert END in reader.sees


async def test_no_mark_is_offered_where_it_would_be_lost(opened: Opened) -> None:
    """An answer opened again from progress belongs to no round that is kept."""
    async with opened("bridge-in-may") as reader:
        await reader.press(reader.key_of(1), "3")
        await reader.press("question_mark")
        assert "mark the question" in reader.sees
        await reader.press("escape", "q", "end", *["up"] * 9)
        while not reader.highlighted.startswith("My progress"):
            await reader.press("down")
        await reader.press("enter")
        assert "Tab Questions" in reader.lines[-1]
        await reader.press("tab")
        assert "Tab Figures" in reader.lines[-1]
        await reader.press("tab")
        assert "Tab Questions" in reader.lines[-1]
        await reader.press("tab", "enter")
        assert reader.slot.answer is not None
        await reader.press("question_mark")
        assert "mark the question" not in reader.sees
        await reader.press("escape", "m")
        assert not reader.slot.flagged


async def test_a_key_that_leads_nowhere_says_why(opened: Opened) -> None:
    """`p` at the first question, and `s` at the sources of an answer."""
    async with opened("bridge-in-may", "ferry-interest") as reader:
        assert "p Back" not in reader.lines[-1]
        await reader.press("p")
        await reader.wait_for("This is the first question.")
    async with opened("bridge-in-may") as reader:
        await reader.press(reader.key_of(0), "2", "s")
        assert "at the sources already" not in reader.sees
        await reader.press("s")
        await reader.wait_for("You're already at the sources.")


async def test_the_number_of_questions_is_chosen_from_a_list(opened: Opened) -> None:
    """The cursor is on the number at the moment; a choice leads back to the list of rounds."""
    async with opened() as reader:
        await reader.press("m", "down", "enter")
        assert reader.highlighted == "All 8"
        await reader.press("up", "enter")
        assert reader.highlighted.startswith("A round of five")
        await reader.press("down", "enter", "escape")
        assert reader.highlighted.startswith("How many questions")


async def test_enter_pressed_again_is_not_for_the_question_below(opened: Opened) -> None:
    """Enter that is pressed on after it closed a note or a lesson picks nothing at first."""
    async with opened(size=(80, 12), first_time=True) as reader:
        await reader.click(HOME)
        assert "Nobody is hurt here" in reader.sees
        while not isinstance(reader.app.screen, QuestionScreen):
            await reader.press("enter")
        before = reader.lines
        await reader.press("enter", "enter", "enter")
        assert reader.lines == before
        assert reader.slot.answer is None


async def test_a_round_that_was_left_is_asked_about(opened: Opened) -> None:
    """A reader who begins another can go back, carry on with the old one, or end that one."""
    async with opened("bridge-in-may", "ferry-interest") as reader:
        await reader.press(reader.key_of(0), "2", "enter", "q")
        await reader.click(HOME)
        assert "You left a round at question 2 of 2." in reader.sees
        await reader.press("escape")
        assert HOME in reader.sees
        await reader.click(HOME)
        await reader.press("enter")
        assert (reader.round.at, len(reader.round.slots)) == (1, 2)
        await reader.press("q")
        await reader.click(HOME)
        await reader.click("Begin the new one")
        assert len(reader.round.slots) == 8
        await reader.press(*["tab"] if isinstance(reader.slot.question, Short) else [], "q")
        assert "Carry on" not in reader.sees
        assert "Last round 1 of 1 right" in reader.sees


async def test_a_round_that_was_left_is_carried_on_with(opened: Opened) -> None:
    """`quiz take` asks over its first question; to carry on begins nothing."""
    async with opened("bridge-in-may", "ferry-interest") as reader:
        await reader.press(reader.key_of(0), "2", "enter")
    async with opened("the-hedge", left=True) as reader:
        assert "You left a round at question 2 of 2." in reader.sees
        await reader.press("enter")
        assert [slot.question.id for slot in reader.round.slots] == [
            "bridge-in-may",
            "ferry-interest",
        ]
        assert len(reader.app.session.history.rounds()) == 3
        await reader.press("q")
        assert "Carry on where you left off" in reader.sees
    async with opened("the-hedge", left=True) as reader:
        await reader.press("escape")
        assert HOME in reader.sees


async def test_a_round_that_ended_at_the_prompt_is_not_carried_on_with(
    opened: Opened, bank: Bank
) -> None:
    """Where another window has ended it meanwhile, a line says so, and home is shown."""
    async with opened("bridge-in-may", "ferry-interest") as reader:
        await reader.press(reader.key_of(0), "2", "enter")
    async with opened("the-hedge", left=True) as reader:
        history = History.open()
        Session(bank, history).begin_another()
        history.close()
        await reader.press("enter")
        assert "There's no round to carry on with." in reader.sees
        assert HOME in reader.sees


@pytest.mark.parametrize("away", ["q", "escape"])
async def test_a_round_that_was_ended_elsewhere_leads_to_how_it_went(
    opened: Opened, bank: Bank, away: str
) -> None:
    """Where another window ended it, “Back to the list” leads from its answer to that list."""
    async with opened("bridge-in-may", "ferry-interest") as reader:
        await reader.press(reader.key_of(0), "2", "enter")
        history = History.open()
        Session(bank, history).begin_another()
        history.close()
        await reader.press(reader.key_of(0), "2")
        assert "What you'd answered is kept." in reader.sees
        assert "Back to the list" in reader.lines[-1]
        await reader.press(away)
        assert END in reader.sees
        assert "2 of 2 right" in reader.sees
        await reader.press("q")
        assert HOME in reader.sees


async def test_n_goes_on_in_an_exam_and_changes_no_answer(opened: Opened) -> None:
    """Without an answer the question is left out; with one, it stays as it is."""
    async with opened("bridge-in-may", "ferry-interest", exam=True) as reader:
        await reader.press(reader.key_of(1), "3", "p")
        before = reader.slot.answer
        assert "n Next" in reader.lines[-1]
        assert "x Skip" not in reader.lines[-1]
        await reader.press("n")
        assert reader.round.slots[0].answer == before
        assert reader.round.at == 1
        await reader.press("n")
        assert reader.highlighted.startswith("2. ")
    async with opened("page-tells", "the-hedge") as reader:
        await reader.press("n")
        assert reader.round.at == 0


async def test_escape_goes_one_step_back(opened: Opened) -> None:
    """From the certainty to the answer, from the sources to the question, then home."""
    async with opened("least-to-most", "bridge-in-may") as reader:
        before = reader.lines
        await reader.press("enter", "escape")
        assert reader.lines == before
        await reader.press("s", "escape")
        assert reader.lines == before
        await reader.press("space", "escape")
        assert reader.lines == before
        await reader.press("escape")
        assert HOME in reader.sees
        await reader.press("escape", "enter")
        assert reader.round.at == 0


@pytest.mark.parametrize("id", ["bridge-in-may", "which-month"])
@pytest.mark.parametrize("back", ["s", "escape"])
async def test_the_answer_has_the_keys_again_after_sources_in_a_window_made_narrow(
    opened: Opened, id: str, back: str
) -> None:
    """They were in a column beside it, which is gone."""
    async with opened(id, "ferry-interest", size=(120, 30)) as reader:
        typed = ["tab"] if id == "which-month" else []
        widget = reader.app.focused
        await reader.press(*typed, "s")
        assert reader.app.focused is not widget
        await reader.resize(80, 30)
        assert reader.app.focused is widget
        await reader.press(*typed, back)
        await reader.press("down", "j")
        assert reader.app.focused
        assert reader.app.focused in {widget, reader.app.screen.query_one(CertaintyBar)}


async def test_escape_says_where_it_leads_and_goes_there(opened: Opened) -> None:
    """From more to the first page, to the question before, and from the first one out."""

    async def says() -> str:
        await reader.press("question_mark")
        (line,) = (each for each in reader.lines if " Esc  " in each)
        await reader.press("escape")
        return " ".join(line.partition("Esc")[2].strip(" │").split())

    async with opened("bridge-in-may", "ferry-interest") as reader:
        assert await says() == "leave; you can carry on later"
        await reader.press(reader.key_of(1), "3", "enter")
        assert await says() == "go back to the question before"
        await reader.press(reader.key_of(0), "3")
        first_page = reader.lines
        await reader.press("e")
        assert reader.lines != first_page
        assert await says() == "go back to the top of the page"
        await reader.press("escape")
        assert reader.lines == first_page
        assert await says() == "go back to the question before"
        await reader.press("escape")
        assert reader.round.at == 0
        assert await says() == "leave; you can carry on later"
        await reader.press("escape")
        assert HOME in reader.sees
        await reader.press("enter")
        assert reader.round.at == 0


async def test_home_brings_the_last_round_back(opened: Opened) -> None:
    """`Last round` shows how it went again, and opens its answers."""
    async with opened("bridge-in-may") as reader:
        await reader.press(reader.key_of(0), "3", "enter", "q")
        await reader.click("Last round")
        assert reader.lines[0].strip() == "Last round"
        assert "3 marks, the most you can get." in reader.sees
        await reader.press("enter")
        assert RIGHT in reader.sees
        await reader.press("escape", "q")
        assert HOME in reader.sees


async def test_the_end_is_as_wide_as_other_pages(opened: Opened) -> None:
    """Its column begins and ends where that of my progress does."""
    async with opened("bridge-in-may", size=(120, 40)) as reader:
        await reader.press("a", "3", "enter")
        rule = reader.lines[1]
        await reader.press("q")
        await reader.click("My progress")
        assert reader.lines[1] == rule


async def test_what_to_look_at_first_is_in_sight_at_the_end(opened: Opened) -> None:
    """At 80 by 24, the list of ten stands above the figures, with skills and titles whole."""
    asked = read_bank(own_bank())
    choices = [each for each in asked.questions if isinstance(each, Choice)]
    choices.sort(key=lambda each: len(each.name))
    round = begin(choices[-10:], Random(3))
    for slot in round.slots[:9]:
        wrong = (1 - slot.question.key[0],) if slot.question.key[0] in (0, 1) else (0,)
        round = onward(answer(round, Answer(wrong, Certainty.GUESS)))
    async with opened(asked=asked, round=round) as reader:
        await reader.press("a", "3", "enter")
        assert isinstance(reader.app.screen, Results)
        assert any(reader.highlighted in line for line in reader.lines)
        rows = [line for line in reader.lines if re.match(r" +[✗◐✓] (guess|sure)", line)]
        assert len(rows) == 10
        assert not any("…" in line for line in rows)


async def test_every_round_can_be_opened_from_progress(opened: Opened) -> None:
    """`r` lists the rounds; Esc leads back from how one went to the list, and on to progress."""
    async with opened("bridge-in-may") as reader:
        await reader.press(reader.key_of(0), "3", "enter", "q")
        await reader.click("My progress")
        assert "r Rounds" in reader.lines[-1]
        await reader.press("r")
        assert "1 of 1 right, +3 marks" in reader.highlighted
        await reader.press("enter")
        assert reader.lines[0].strip() == "Last round"
        assert "3 marks, the most you can get." in reader.sees
        await reader.press("enter")
        assert RIGHT in reader.sees
        await reader.press("escape", "escape")
        assert "Your rounds" in reader.sees
        await reader.press("escape")
        assert "In short" in reader.sees
        await reader.press("r", "enter", "q")
        assert HOME in reader.sees


async def test_progress_counts_what_was_answered_in_a_round_opened_from_it(opened: Opened) -> None:
    """Back from the rounds, its figures and its list are those of now."""
    async with opened("bridge-in-may", "ferry-interest") as reader:
        await reader.press("x", reader.key_of(0), "1", "enter", "up", "enter", "q")
        await reader.click("My progress")
        assert "You've given one answer" in reader.sees
        assert "Sure but not right" not in reader.sees
        await reader.press("r", "enter", "home", "enter")
        await reader.press(reader.key_of(1), "3")
        assert WRONG in reader.sees
        while "Your rounds" not in reader.sees:
            await reader.press("escape")
        await reader.press("escape")
        assert "Of your 2 answers, 1 was right" in reader.sees
        assert "Sure but not right" in reader.sees
        before = reader.app.screen
        await reader.press("r", "escape")
        assert reader.app.screen is before


async def test_escape_goes_back_from_the_list_at_the_end(opened: Opened) -> None:
    """From a question that was opened again to the end of the round, and home."""
    async with opened("bridge-in-may") as reader:
        await reader.press(reader.key_of(0), "3", "enter", "enter")
        assert RIGHT in reader.sees
        await reader.press("escape")
        assert "Open" in reader.lines[-1]
        await reader.press("escape")
        assert HOME in reader.sees


async def test_no_list_goes_round_at_its_ends(opened: Opened) -> None:
    """Above the first entry and below the last the cursor stays, in groups with headings, too."""
    async with opened() as reader:
        for _ in range(2):
            await reader.press("home")
            first = reader.highlighted
            await reader.press("up", "k")
            assert reader.highlighted == first
            await reader.press("end")
            last = reader.highlighted
            await reader.press("down", "j")
            assert reader.highlighted == last != first
            await reader.click("The claims file")


async def test_no_key_acts_on_what_is_not_seen(opened: Opened) -> None:
    """In a low window a key first brings what it would change into view."""
    for id, keys in (
        ("bridge-in-may", ["enter"]),
        ("page-tells", ["space"]),
        ("fact-or-forecast", ["enter"]),
        ("least-to-most", ["enter"]),
        ("the-hedge", ["space"]),
    ):
        async with opened(id, size=(40, 6)) as reader:
            before = reader.lines
            await reader.press(*keys)
            assert reader.lines != before
            assert reader.slot.answer is None
            await reader.press("2")
            assert reader.slot.answer is None, id


async def test_arrows_read_on_until_the_options_are_seen(opened: Opened) -> None:
    """In a low window ↓ shows more of the passage before it moves over the options."""
    async with opened("bridge-in-may", size=(40, 8)) as reader:
        first = reader.key_of(reader.slot.arrangement[0]).upper()
        while f"○ {first}" not in reader.sees:
            await reader.press("down")
        await reader.press("enter", "2")
        assert reader.slot.answer is not None
        assert reader.slot.answer.response == (reader.slot.arrangement[0],)


async def test_up_leads_from_the_certainty_back_to_the_answer(opened: Opened) -> None:
    """An arrow leads back to the answer, to change it."""
    async with opened("page-tells") as reader:
        await reader.press(reader.key_of(0), "enter", "up", reader.key_of(1), "enter", "3")
        assert RIGHT in reader.sees


@pytest.mark.parametrize("size", [(80, 30), (40, 30)])
async def test_all_stakes_are_in_sight_before_the_choice(
    opened: Opened, size: tuple[int, int]
) -> None:
    """Each button says what its certainty earns when right and costs when wrong."""
    async with opened("bridge-in-may", size=size) as reader:
        assert "1 guess 2 fairly 3 sure" in reader.sees
        assert "+1 / 0 +2 / −2 +3 / −6" in reader.sees


async def test_a_click_on_what_is_at_stake_says_how_sure(opened: Opened) -> None:
    """Both lines of a button can be clicked."""
    async with opened("bridge-in-may", size=(80, 30)) as reader:
        await reader.press(reader.key_of(0))
        await reader.click("+3 / −6")
        assert f"{RIGHT} · sure · +3" in reader.sees


async def test_a_round_of_choices_takes_three_keys_a_question(opened: Opened) -> None:
    """A letter, a digit, and Enter to go on."""
    async with opened("bridge-in-may", "ferry-interest") as reader:
        for _ in range(2):
            await reader.press(reader.key_of(0), "2", "enter")
        assert "2 of 2 right" in reader.sees


async def test_enter_says_no_certainty_that_was_not_chosen(opened: Opened) -> None:
    """With none chosen it asks for one; an arrow or the way back to the answer ends that."""
    async with opened("bridge-in-may") as reader:
        asked = "1, 2 or 3: how sure?"
        await reader.press(reader.key_of(0), "enter")
        assert asked in reader.sees
        assert reader.slot.answer is None
        await reader.press("up")
        assert asked not in reader.sees
        await reader.press("tab", "enter")
        assert asked in reader.sees
        await reader.press("left")
        assert "“Sure”? Press Enter 1 guess" in reader.sees
        await reader.press("enter")
        assert f"{RIGHT} · sure · +3" in reader.sees


async def test_arrows_choose_the_certainty(opened: Opened) -> None:
    """Left and right choose how sure, and stop at both ends."""
    async with opened("bridge-in-may") as reader:
        await reader.press(reader.key_of(0), "right", "right")
        await reader.press("left", "left", "left", "enter")
        assert f"{RIGHT} · a guess · +1" in reader.sees


async def test_leaving_and_taking_up_again(opened: Opened) -> None:
    """Home offers the round that was left, with its answers and marks."""
    async with opened("bridge-in-may", "ferry-interest", "the-hedge") as reader:
        await reader.press(reader.key_of(0), "3", "enter", "m", "q")
        assert "Carry on where you left off" in reader.sees
        assert "question 2 of 3" in reader.sees
        await reader.press("q")
    async with opened() as reader:
        await reader.press("enter")
        assert reader.round.at == 1
        assert reader.slot.flagged
        assert reader.round.slots[0].answer is not None
        assert reader.round.slots[0].answer.certainty is Certainty.SURE
        await reader.press("p")
        assert f"{RIGHT} · sure · +3" in reader.sees


# What came back


async def test_a_question_that_came_back_says_when_it_was_missed(
    opened: Opened, bank: Bank, questions: dict[str, Question]
) -> None:
    """It says so until it is answered, and the end of the round counts it."""
    history = History.open(clock=lambda: datetime(2020, 11, 3, 12, tzinfo=UTC))
    round = begin([questions["bridge-in-may"], questions["page-tells"]], Random(1))
    number = history.begin(round, bank.id)
    for response in ((1,), (0, 1)):
        round = onward(answer(round, Answer(response, Certainty.SURE)))
    history.keep(number, round)
    history.close()
    async with opened("bridge-in-may", "page-tells", "ferry-interest") as reader:
        assert "You missed this on 3 November 2020; you'd said “sure”." in reader.sees
        await reader.press("question_mark", "q", reader.key_of(0), "3")
        assert "You missed this" not in reader.sees
        await reader.press("enter")
        assert "You missed this" not in reader.sees
        await reader.press(reader.key_of(0), "enter", "1", "enter", reader.key_of(0), "1", "enter")
        await reader.press("pagedown")
        assert (
            "Of the 2 questions that came back, you got 1 right this time and 1 last time."
            in reader.sees
        )
        assert "not tried yet" not in reader.sees


async def test_a_wrong_answer_of_this_round_was_not_missed_before(opened: Opened) -> None:
    """Only answers of earlier rounds are said to be missed."""
    async with opened("bridge-in-may", "ferry-interest", exam=True) as reader:
        await reader.press(reader.key_of(1), "3", "q")
    async with opened() as reader:
        await reader.press("enter", "p")
        assert "You missed" not in reader.sees


async def test_the_end_of_a_round_that_was_forgotten_elsewhere_counts_its_answers_once(
    opened: Opened, bank: Bank
) -> None:
    """Its answers are counted once, although another quiz's round now has its number."""
    async with opened("bridge-in-may", "ferry-interest") as reader:
        await reader.press(reader.key_of(0), "3")
        other = History.open()
        other.forget()
        for _ in range(2):
            other.begin(begin(bank.questions, Random(1)), bank.id)
        other.close()
        await reader.press("enter", reader.key_of(0), "enter", "3", "enter")
        assert "of 2 right" in reader.sees
        assert "came back" not in reader.sees
        assert "of 4" not in reader.sees


# An open exam


async def test_what_an_exam_asks_by_now_stays_closed(opened: Opened, bank: Bank) -> None:
    """An exam begun while the end of a round is shown closes its answer there, and says so."""
    async with opened("bridge-in-may") as reader:
        await reader.press(reader.key_of(1), "3", "enter")
        assert END in reader.sees
        history = History.open()
        history.begin(begin(bank.questions, Random(1), exam=True), bank.id)
        history.close()
        await reader.press("enter")
        assert "This question is in an exam" in reader.sees
        assert END in reader.sees
        await reader.press("q")
        await reader.click("Last round")
        assert HOME in reader.sees


async def test_the_last_round_says_what_is_left_out(opened: Opened, bank: Bank) -> None:
    """A question that has changed since isn't in the list; the marks are those of the round."""
    async with opened("bridge-in-may", "ferry-interest") as reader:
        for _ in range(2):
            await reader.press(reader.key_of(0), "3", "enter")
    changed = [msgspec.structs.replace(each, stem="Anew?") for each in bank.questions[:1]]
    asked = msgspec.structs.replace(bank, questions=(*changed, *bank.questions[1:]))
    async with opened(asked=asked) as reader:
        await reader.click("Last round")
        assert "1 question has changed since and is left out." in reader.sees
        assert "6 marks, the most you can get." in reader.sees


@pytest.mark.parametrize("ids", [["bridge-in-may"], ["bridge-in-may", "when-written"]])
async def test_an_exam_begun_at_the_prompt_is_not_asked_again(
    opened: Opened, bank: Bank, questions: dict[str, Question], ids: list[str]
) -> None:
    """The round that was to begin is drawn without its questions, or home is if none is left."""
    async with opened("ferry-interest") as reader:
        await reader.press("a", "1")
    async with opened(*ids, left=True) as reader:
        history = History.open()
        history.begin(begin([questions["bridge-in-may"]], Random(7), exam=True), bank.id)
        history.close()
        await reader.press("down", "enter")
        assert "these are in an exam you" in reader.sees
        if len(ids) > 1:
            assert questions["when-written"].stem[:20] in reader.sees
            assert questions["bridge-in-may"].stem[:20] not in reader.sees
        else:
            assert HOME in reader.sees


async def test_what_an_open_exam_asks_is_not_offered(opened: Opened, bank: Bank) -> None:
    """A round begins with the other questions; where there is none, a line says why."""
    history = History.open()
    history.begin(begin(bank.questions[1:], Random(1), exam=True), bank.id)
    history.close()
    async with opened() as reader:
        await reader.click(HOME)
        assert "You left an exam at question 1 of 7." in reader.sees
        await reader.click("Begin the new one")
        assert [slot.question for slot in reader.round.slots] == [bank.questions[0]]
    history = History.open()
    history.begin(begin(bank.questions, Random(1), exam=True), bank.id)
    history.close()
    async with opened() as reader:
        await reader.click(HOME)
        assert "All of these are in an exam" in reader.sees


# Text that looks like markup


async def test_text_is_shown_as_it_is(opened: Opened, bank: Bank) -> None:
    """What looks like markup in a bank is shown letter by letter, and a click runs none of it."""
    nasty = "[/x] [@click=app.quit]x[/] [red]"

    def soiled(thing: object) -> object:
        match thing:
            case {**table}:
                names = (
                    "id",
                    "kind",
                    "standing",
                    "skill",
                    "source",
                    "at",
                    "role",
                    "url",
                    "published",
                    "leans",
                    "language",
                    "join",
                )
                keep = {*names, "standing", "verdict", "as_of", "label", "labels", "accept"}
                titled = {"title": f"{nasty} {table['title']}"[:40]} if "title" in table else {}
                return {k: v if k in keep else soiled(v) for k, v in table.items()} | titled
            case [*entries]:
                return [soiled(each) for each in entries]
            case str() if thing:
                return f"{nasty} {thing}"
            case _:
                return thing

    raw = msgspec.to_builtins(bank)
    raw |= {key: soiled(raw[key]) for key in ("about", "sources", "skills", "claims", "questions")}
    asked = msgspec.convert(raw, Bank)
    async with opened(asked=asked, size=(80, 24)) as reader:
        assert reader.sees.count(nasty) >= 2
        for way in ("By skill", "By article", "Sources", "The claims file"):
            if way.startswith("By"):
                await reader.click("Choose a round")
            await reader.click(way)
            assert nasty in reader.sees
            await reader.click("@click=app.quit")
            while not isinstance(reader.app.screen, Home):
                await reader.press("q")
            assert reader.app.is_running
        await reader.click(HOME)
        for _ in asked.questions:
            assert nasty in reader.sees
            await reader.click("@click=app.quit")
            await reader.press("tab", "enter", "enter")
            if reader.round.shows_answer:
                assert nasty in reader.sees
                await reader.click("@click=app.quit")
            await reader.press("enter" if reader.round.shows_answer else "x")
            assert reader.app.is_running


@pytest.mark.parametrize(
    ("id", "wrong", "other", "valid"),
    [
        ("page-tells", "enter", "z", "down"),
        ("page-tells", "1", "0", "a"),
        ("bridge-in-may", "1", "g", "m"),
        ("bridge-in-may", "3 sure", "g", "down"),
        ("fact-or-forecast", "3 sure", "3", "a"),
        ("fact-or-forecast", "3 sure", "c", "b"),
        ("bridge-in-may", "1", "up", "down"),
        ("bridge-in-may", "1", "left", "s"),
        ("bridge-in-may", "1", "pageup", "t"),
        ("fact-or-forecast", "enter", "3", "space"),
        ("fact-or-forecast", "enter", "g", "tab"),
        ("least-to-most", "3", "g", "space"),
        ("which-month", "enter", "backspace", "question_mark"),
        ("fact-or-forecast", "enter", "z", "down"),
        ("fact-or-forecast", "enter", "z", "b"),
        ("the-hedge", "2", "z", "right"),
        ("which-month", "enter", "f5", "M"),
        ("which-month", "enter", "f5", "tab"),
    ],
)
async def test_a_warning_stays_until_the_next_valid_key(
    opened: Opened, id: str, wrong: str, other: str, valid: str
) -> None:
    """A key that does something brings the hint back; an idle key leaves the warning."""
    async with opened(id) as reader:
        hint = str(reader.app.screen.query_one("#hint", Static).content)
        await (reader.click(wrong) if " " in wrong else reader.press(wrong))
        await reader.press(other)
        assert str(reader.app.screen.query_one("#hint", Static).content) != hint
        await reader.press(valid)
        assert str(reader.app.screen.query_one("#hint", Static).content) == hint


# Warnings, and what is under the mouse meanwhile

WARNED: dict[str, tuple[str, tuple[int, int], str, str, list[int]]] = {
    "choice": ("bridge-in-may", (44, 24), "3 sure", "B ", [1]),
    "multi": ("page-tells", (62, 24), "3 sure", "C ", [2]),
    "spot": ("two-hedges", (60, 24), "2 fairly", "an engineer", [1]),
}
"""Kind → a question, a window in which its hint and a warning differ in height, the certainty that
comes too soon, what is clicked then, and the positions that this picks."""


def positions(reader: Reader) -> list[int]:
    """The positions on the screen of what is picked."""
    widget = reader.app.screen.query_one("Choose, Spot")
    assert isinstance(widget, Choose | SpotPassage)
    picked = numbers(widget.response)
    if isinstance(widget, Choose):
        return sorted(reader.slot.arrangement.index(number) for number in picked)
    assert isinstance(reader.slot.question, Spot)
    parts = [n for n, part in enumerate(reader.slot.question.parts) if part.why]
    return [parts.index(number) for number in picked]


@pytest.mark.parametrize("kind", WARNED)
async def test_a_click_after_a_warning_takes_what_is_under_the_mouse(
    opened: Opened, several: Bank, kind: str
) -> None:
    """The warning gives way to the hint and moves nothing under the mouse."""
    id, size, sure, then, picked = WARNED[kind]
    async with opened(id, size=size, asked=several) as reader:
        await reader.click(sure)
        assert reader.slot.answer is None
        await reader.click(then)
        assert positions(reader) == picked


def shown_labels(reader: Reader) -> list[str]:
    """The labels of the lines, from top to bottom."""
    return re.findall(r"→ (Fact|Forecast|· · ·)", "\n".join(reader.lines))


async def test_the_label_of_a_line_is_shown_in_words(opened: Opened) -> None:
    """Each line shows its label, and room for it from the beginning; nothing moves."""
    async with opened("fact-or-forecast") as reader:
        assert shown_labels(reader) == ["· · ·"] * 3
        before = [line.find("The railings") for line in reader.lines]
        await reader.press(*"ab")
        assert shown_labels(reader) == ["Fact", "Forecast", "· · ·"]
        assert [line.find("The railings") for line in reader.lines] == before
    async with opened("fact-or-forecast", size=(40, 24)) as reader:
        await reader.press(*"ab")
        assert re.findall(r"→ (\S.*?) *$", "\n".join(reader.lines), re.MULTILINE) == [
            "Fact",
            "Forecast",
            "· · ·",
        ]


async def test_a_click_after_a_warning_labels_the_line_under_the_mouse(opened: Opened) -> None:
    """In a sort, too: the clicked line gets its next label, and no other does."""
    async with opened("fact-or-forecast") as reader:
        await reader.press(*"ab")
        await reader.click("3 sure")
        assert "Each line needs a label first" in reader.sees
        await reader.click("The ferry will")
        assert shown_labels(reader) == ["Forecast", "Forecast", "· · ·"]


async def test_a_click_on_a_label_after_a_warning_gives_it(opened: Opened) -> None:
    """A click on a label means that label, of the line that has none."""
    async with opened("fact-or-forecast") as reader:
        await reader.press(*"ab")
        await reader.click("3 sure")
        await reader.click("B Forecast")
        assert shown_labels(reader) == ["Fact", "Forecast", "Forecast"]


TOO_SOON: list[tuple[str, tuple[int, int], list[str]]] = [
    ("bridge-in-may", (44, 24), []),
    ("page-tells", (62, 24), []),
    ("page-tells", (63, 24), ["a"]),
    ("fact-or-forecast", (80, 24), [*"ab"]),
    ("fact-or-forecast", (44, 24), ["a"]),
    ("least-to-most", (80, 24), ["space", "j"]),
    ("least-to-most", (44, 24), []),
    ("two-hedges", (60, 24), ["space"]),
    ("two-hedges", (44, 24), []),
    ("which-month", (44, 24), []),
]
"""Questions, sizes of the window, and keys that leave the answer unfinished."""


@pytest.mark.parametrize(("id", "size", "keys"), TOO_SOON)
async def test_pressing_the_mouse_on_a_certainty_moves_nothing(
    opened: Opened, several: Bank, id: str, size: tuple[int, int], keys: list[str]
) -> None:
    """Whatever button is pressed, it is still under the mouse when that is let go."""
    async with opened(id, size=size, asked=several) as reader:
        await reader.press(*keys)
        before = reader.lines
        await reader.point("2 fairly", MouseDown)
        assert reader.lines == before


@pytest.mark.parametrize(("id", "size", "keys"), TOO_SOON)
async def test_a_warning_moves_nothing(
    opened: Opened, several: Bank, id: str, size: tuple[int, int], keys: list[str]
) -> None:
    """A certainty that comes too soon can be clicked again at the same position."""
    async with opened(id, size=size, asked=several) as reader:
        await reader.press(*keys)
        screen = reader.app.screen
        hint = str(screen.query_one("#hint", Static).content)
        regions = [widget.region for widget in screen.query("#left > *")]
        for _ in range(2):
            await reader.click("2 fairly")
            assert str(screen.query_one("#hint", Static).content) != hint
            assert [widget.region for widget in screen.query("#left > *")] == regions
        assert reader.slot.answer is None
        assert [widget.region for widget in screen.query("#left > *")] == regions


@pytest.mark.parametrize(
    "id",
    [
        "bridge-in-may",
        "page-tells",
        "fact-or-forecast",
        "least-to-most",
        "the-hedge",
        "which-month",
    ],
)
@pytest.mark.parametrize("size", [(80, 24), (40, 12)], ids=["80x24", "40x12"])
async def test_a_certainty_too_soon_leads_to_the_answer(
    opened: Opened, questions: dict[str, Question], id: str, size: tuple[int, int]
) -> None:
    """On top of a long page, too, a digit shows the warning together with what to do first."""
    question = replace(questions[id], stem="A long stem.\n" * 30)
    async with opened(round=begin([question], Random(7)), size=size) as reader:
        await reader.press(*["tab"] * question.typed, "2")
        widget = reader.app.screen.query_one("Choose, Label, Arrange, Spot, Typed")
        assert isinstance(widget, Picking | Typed)
        assert widget.missing.split()[0] in reader.sees
        first = widget.content_region.y + widget.cursor_lines()[0]
        assert first < reader.app.screen.query_one("#page").region.bottom


async def test_a_shorter_key_line_moves_nothing_under_the_mouse(opened: Opened) -> None:
    """A click on a certainty at the end of a page reaches it."""
    async with opened("page-tells", size=(46, 18)) as reader:
        await reader.press(reader.key_of(0), reader.key_of(1), "enter", "up", "pagedown")
        await reader.click("3 sure")
        assert reader.slot.answer is not None


async def test_a_digit_never_labels_a_line(opened: Opened) -> None:
    """In a sort, too, a digit says how sure: before all have labels, it is told what is missing."""
    async with opened("fact-or-forecast") as reader:
        await reader.press(*"12")
        assert shown_labels(reader) == ["· · ·"] * 3
        assert "Each line needs a label first" in reader.sees
        await reader.press(*"aba")
        assert shown_labels(reader) == ["Fact", "Forecast", "Fact"]
        await reader.press("2")
        assert reader.slot.answer is not None
        assert reader.slot.answer.certainty is Certainty.FAIRLY


async def test_lines_are_changed_one_after_the_other(opened: Opened) -> None:
    """After a change the cursor stays at its line, so that an arrow leads to the next."""
    async with opened("fact-or-forecast") as reader:
        await reader.press(*"aaa", "up", "up", "b", "down", "b", "down", "b")
        assert shown_labels(reader) == ["Forecast"] * 3


async def test_the_way_back_from_the_certainty_leads_to_a_line(opened: Opened) -> None:
    """An arrow from the certainty back to the answer leads to a line, and a letter labels it."""
    async with opened("fact-or-forecast") as reader:
        await reader.press(*"aba", "enter", "up", "b")
        assert shown_labels(reader) == ["Fact", "Forecast", "Forecast"]


@pytest.mark.parametrize("change", [[], ["b"], ["enter"], ["enter", "b"]], ids=str)
async def test_labels_are_answered_at_once(opened: Opened, change: list[str]) -> None:
    """Once every line has one, a digit says how sure, after a change and with or without Enter."""
    async with opened("fact-or-forecast") as reader:
        assert "How sure? 1, 2 or 3" not in reader.sees
        await reader.press(*"aba")
        assert "How sure? 1–3. Or edit your answer." in reader.sees
        assert "How sure? 1, 2 or 3 1 guess" in reader.sees
        await reader.press(*change, "3")
        assert reader.slot.answer is not None
        assert reader.slot.answer.certainty is Certainty.SURE


@pytest.mark.parametrize(
    ("kind", "keys"),
    [("multi", ["a", "b", "c"]), ("spot", ["space", "right space", "left space"])],
)
async def test_as_many_as_are_asked_for_are_answered_at_once(
    opened: Opened, several: Bank, kind: str, keys: list[str]
) -> None:
    """With fewer or more, a digit says how many are asked for."""
    (asked,) = (each for each in several.questions if each.id == SEVERAL[kind][0])
    assert isinstance(asked, Multi | Spot)
    one, two, other = (each.split() for each in keys)
    async with opened(round=begin([replace(asked, pick=2)], Random(7))) as reader:
        await reader.press(*one, "3")
        assert "It asks for 2" in reader.sees
        await reader.press(*two)
        assert "How sure? 1, 2 or 3 1 guess" in reader.sees
        await reader.press(*other, "3")
        assert reader.slot.answer is None
        assert "It asks for 2, and you've picked" in reader.sees
        await reader.press(other[-1], "3")
        assert reader.slot.answer is not None
