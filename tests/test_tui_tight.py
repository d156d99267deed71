"""The first view of a question on a low screen: what is in sight, and what takes no line."""

from random import Random

import pytest
from msgspec.structs import replace
from textual.widget import Widget

from quiz.bank.kinds import Question
from quiz.bank.load import own_bank
from quiz.bank.read import read_bank
from quiz.play.mark import Certainty
from quiz.play.round import Answer, Round, answer, begin, onward
from quiz.tui.screens.question import QuestionScreen
from tests.conftest import Opened
from tests.reader import Reader

WHOLE = {1: 0.77, 5: 0.98}
"""The number of a question in a round → the share of the quiz's own questions of which all there is
to answer is in sight at first at 80×24. Of 102, it was 81 and all; the first has a hint, too."""
HINT = "A letter, a click or ↑ ↓ and Enter."


def fifth(question: Question, easy: list[Question]) -> Round:
    """A round that is at a question after four others, answered."""
    round = begin([*[each for each in easy if each is not question][:4], question], Random(7))
    for slot in round.slots[:4]:
        round = onward(answer(round, Answer(slot.question.key, Certainty.FAIRLY)))
    return round


def in_sight(reader: Reader) -> dict[str, bool]:
    """Whether the stem, what takes the answer and how sure are wholly in sight."""
    screen = reader.app.screen
    assert isinstance(screen, QuestionScreen)
    bottom = screen.query_one("#page").region.bottom
    stem, answered, bar = screen.query_one(".stem"), screen._widget, screen._certainty
    assert isinstance(answered, Widget)
    return {
        "stem": stem.region.bottom <= bottom,
        "answer": answered.region.bottom <= bottom,
        "how sure": bottom <= bar.region.y < bar.region.bottom < reader.app.size.height,
    }


@pytest.mark.long
@pytest.mark.parametrize("number", WHOLE)
async def test_the_first_view_holds_the_question(opened: Opened, number: int) -> None:
    """The stem and how sure always, what there is to pick from mostly, at 80×24."""
    bank = read_bank(own_bank())
    easy = [each for each in bank.questions if each.opener and each.kind == "choice"]
    whole = 0
    for question in bank.questions:
        round = fifth(question, easy) if number > 1 else begin([question], Random(7))
        async with opened(asked=bank, round=round) as reader:
            seen = in_sight(reader)
        assert seen["stem"], question.id
        assert seen["how sure"], question.id
        whole += seen["answer"]
    assert whole >= WHOLE[number] * len(bank.questions)


async def test_the_hint_is_left_out_once_a_reader_knows_it(
    opened: Opened, questions: dict[str, Question]
) -> None:
    """After two questions of the kind, in this round or before it; a warning comes all the same."""
    asked = questions["bridge-in-may"], questions["ferry-interest"]
    third = replace(asked[0], id="once-more")
    async with opened(round=begin([*asked, third], Random(7))) as reader:
        for _ in range(2):
            assert HINT in reader.sees
            await reader.press("a", "3", "enter")
        assert HINT not in reader.sees
        await reader.press("3")
        assert "Pick an answer first" in reader.sees
    async with opened("bridge-in-may") as reader:
        assert HINT not in reader.sees
    async with opened("bridge-in-may", size=(80, 30)) as reader:
        assert HINT in reader.sees


async def test_how_many_to_pick_is_always_said(
    opened: Opened, questions: dict[str, Question]
) -> None:
    """Readers can't know it from other questions of the kind."""
    tells = replace(questions["page-tells"], pick=2)
    round = begin([replace(tells, id=f"tells-{n}") for n in range(3)], Random(7))
    for _ in range(2):
        round = onward(answer(round, Answer(tells.key, Certainty.SURE)))
    async with opened(round=round) as reader:
        assert "Tick 2." in reader.sees
        assert "with letters" not in reader.sees


@pytest.mark.parametrize("width", [40, 44, 60, 80, 120])
async def test_all_stakes_are_in_one_line_of_the_foot(opened: Opened, width: int) -> None:
    """Each button has its word and its stakes, and a click on either says how sure."""
    async with opened("bridge-in-may", "ferry-interest", size=(width, 20)) as reader:
        (line,) = (line for line in reader.lines if "1 guess" in line)
        assert " ".join(line.split()).endswith("1 guess +1/0 2 fairly +2/−2 3 sure +3/−6")
        await reader.press(reader.key_of(0))
        await reader.click("+3/−6")
        assert reader.slot.answer
        assert reader.slot.answer.certainty is Certainty.SURE


async def test_a_page_has_blank_lines_where_there_is_room(opened: Opened) -> None:
    """First above what there is to answer; where not all fits, there are none."""
    async with opened("bridge-in-may", size=(80, 24)) as reader:
        at = next(y for y, line in enumerate(reader.lines) if "○ A" in line)
        assert not reader.lines[at - 1].strip()
        assert not reader.lines[2].strip()
    async with opened("bridge-in-may", size=(80, 11)) as reader:
        assert all(line.strip() for line in reader.lines[:-3])
