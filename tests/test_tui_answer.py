"""The page that explains an answer: what comes first, what waits under more, what fits."""

import re
from collections.abc import Iterable
from pathlib import Path
from random import Random

import msgspec
import pytest
from msgspec.structs import replace
from textual.theme import Theme

from quiz.bank.kinds import KINDS, Choice, Multi, Order, Question, Response, Short, Sort, Spot
from quiz.bank.kinds.picking import Part
from quiz.bank.model import Bank
from quiz.bank.read import read_bank
from quiz.play.explain import CHECK_IT, TAKE_AWAY, explained, verdict
from quiz.play.mark import Certainty
from quiz.play.round import Answer, Round, answer, begin, finish, onward
from quiz.tui.theme import THEMES
from tests.conftest import Golden, Opened, at_every_size

WRONG_ANSWERS: dict[str, Response] = {
    "choice": (1,),
    "multi": (0, 2),
    "sort": (0, 0, 1),
    "order": (0, 2, 1),
    "spot": (2,),
    "short": "June",
}
FITS = {False: 0.94, True: 0.92}
"""Right or not → the share of the quiz's own questions of which all that matters fits the first
page. Of 102, it was 96 answered wrongly and 94 rightly: those of a sort with long lines don't."""


def answered(question: Question, response: Response, certainty: Certainty) -> Round:
    """A round of one question, answered."""
    return answer(begin([question], Random(7)), Answer(response, certainty))


def order(text: str, *parts: str) -> None:
    """Assert that a text has these parts, in this order."""
    rest = text
    for part in parts:
        _, found, rest = rest.partition(part)
        assert found, f"“{part}” isn't where it should be in: {text}"


@pytest.mark.parametrize("kind", KINDS)
async def test_what_matters_comes_first(
    opened: Opened, bank: Bank, starter_bank: Bank, kind: str
) -> None:
    """Verdict, what was picked, what is right, take-away; then the question and the sources."""
    asked, question = next(
        (each, question)
        for each in (bank, starter_bank)
        for question in each.questions
        if question.kind == kind
    )
    round = answered(question, WRONG_ANSWERS[kind], Certainty.GUESS)
    about = explained(round.slot, asked.skills[question.skill].habit)
    async with opened(round=round, asked=asked, size=(80, 60)) as reader:
        order(
            reader.sees,
            "a guess",
            *(each.text for each in about.first),
            f"{TAKE_AWAY} {about.take_away}",
            *([about.more[:20]] if about.more else []),
            *(each.text for each in about.others),
            "The question",
            question.stem,
            CHECK_IT,
        )


@pytest.mark.parametrize("kind", KINDS)
async def test_what_was_asked_about_stays_on_the_answered_screen(
    opened: Opened, starter_bank: Bank, kind: str
) -> None:
    """The stem, the passage and every text of the question are there after the answer too."""
    question = next(each for each in starter_bank.questions if each.kind == kind)
    round = answered(question, question.key, Certainty.GUESS)
    async with opened(round=round, asked=starter_bank, size=(80, 100)) as reader:
        seen = reader.sees.replace("│ ", "")  # beside a passage
        for _, text in [*question.asked(), *question.texts()]:
            assert " ".join(text.split()) in seen


def with_long_reasons(question: Question) -> Question:
    """The question with reasons that take four lines each."""
    why = "Whoever reads this has asked why, and is told at some length. " * 4
    for field in ("options", "parts", "rows", "steps"):
        told = [replace(each, why=each.why and why) for each in getattr(question, field, ())]
        question = replace(question, **{field: tuple(told)}) if told else question
    return question


ALL_WRONG: dict[str, Response] = {"multi": (2, 3), "sort": (1, 0, 0), "order": (2, 1, 0)}


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "short"])
@pytest.mark.parametrize("how", ["right", "wrong", "all wrong"])
async def test_the_take_away_is_on_the_first_page(
    opened: Opened, bank: Bank, kind: str, how: str
) -> None:
    """However long the reasons are: those that there is no room for come first under more."""
    question = with_long_reasons(next(each for each in bank.questions if each.kind == kind))
    wrong_one = WRONG_ANSWERS[kind]
    response = {"right": question.key, "wrong": wrong_one}.get(how, ALL_WRONG.get(kind, wrong_one))
    round = answered(question, response, Certainty.GUESS)
    about = explained(round.slot, bank.skills[question.skill].habit)
    async with opened(round=round, size=(80, 24)) as reader:
        order(reader.sees, *(each.text for each in about.first), TAKE_AWAY, about.take_away)
        whys = sum(bool(each.why) for each in about.first)
        seen = reader.sees.count("Whoever") // 4
        await reader.press("e")
        assert "─\n─" not in "\n".join(line.strip() for line in reader.lines)
        if seen < whys:
            order(reader.sees, "Why", "Whoever reads this")


@pytest.mark.parametrize("height", range(14, 26))
async def test_the_explanation_begins_right_below_what_comes_first(
    opened: Opened, height: int
) -> None:
    """However high the screen is, no answer ends in empty lines while there is more to read."""
    async with opened("bridge-in-may", "ferry-interest", size=(80, height)) as reader:
        await reader.press(reader.key_of(0), "3")
        order(reader.sees, "Right · sure", "It keeps the speaker", TAKE_AWAY)
        page = reader.app.screen.query_one("#page")
        assert page.max_scroll_y > 0
        assert any(line.endswith("↓") for line in reader.lines)
        (more,) = reader.app.screen.query("#more")
        *_, last = reader.app.screen.query("#left > .explained")
        assert more.region.y - last.region.bottom == 1


@pytest.mark.parametrize("key", ["e", "pagedown", "space"])
async def test_a_key_goes_to_the_explanation(opened: Opened, key: str) -> None:
    """It leads to the rest of why, to the other options and the question."""
    async with opened("bridge-in-may", "ferry-interest", size=(80, 18)) as reader:
        await reader.press(reader.key_of(0), "3")
        assert "The bridge will open" not in reader.sees
        await reader.press(key)
        order(reader.sees, "The bridge will open", "The question")
        assert ("A plan is a plan" in reader.sees) is (key == "e")


@at_every_size
async def test_a_sure_answer_and_what_is_under_more(
    opened: Opened, golden: Golden, size: tuple[int, int]
) -> None:
    """A right and sure answer at first, and once more is asked for."""
    async with opened("bridge-in-may", size=size) as reader:
        await reader.press(reader.key_of(0), "3")
        golden(reader, "sure")
        await reader.press("e")
        golden(reader, "sure-more")


async def test_right_but_unsure_reads_on(opened: Opened) -> None:
    """A reader who wasn't sure finds the explanation below without asking."""
    async with opened("bridge-in-may", size=(80, 40)) as reader:
        await reader.press(reader.key_of(0), "2")
        order(reader.sees, "Right · fairly sure", TAKE_AWAY, "A plan is a plan", CHECK_IT)


@pytest.mark.parametrize("size", [(120, 40), (80, 40)], ids=["120x40", "80x40"])
async def test_all_is_there_at_once_where_there_is_room(
    opened: Opened, size: tuple[int, int]
) -> None:
    """On a high screen the explanation of a right and sure answer is there at once."""
    async with opened("bridge-in-may", size=size) as reader:
        await reader.press(reader.key_of(0), "3")
        order(reader.sees, "Right · sure", TAKE_AWAY, "A plan is a plan")
        assert CHECK_IT in reader.sees


async def test_the_sources_are_beside_an_answer(opened: Opened) -> None:
    """On a wide screen the sources are there at once; on others `s` leads to them."""
    async with opened("bridge-in-may", size=(120, 18)) as reader:
        await reader.press(reader.key_of(0), "3")
        assert CHECK_IT in reader.sees
    async with opened("bridge-in-may", size=(80, 18)) as reader:
        await reader.press(reader.key_of(0), "3")
        assert CHECK_IT not in reader.sees
        await reader.press("s")
        assert CHECK_IT in reader.sees


async def test_more_and_on_at_once(opened: Opened) -> None:
    """Keys typed ahead of the screen ask for more and go on, in this order."""
    async with opened("bridge-in-may", "ferry-interest") as reader:
        await reader.press(reader.key_of(0), "3")
        await reader.press_at_once("e", "enter")
        assert reader.round.at == 1
        assert "What does this tell you" in reader.sees


async def test_more_reads_on_to_the_end(opened: Opened) -> None:
    """`e` goes to more, then a page on at a time; the key line offers it until the end."""
    async with opened("bridge-in-may", size=(40, 12)) as reader:
        await reader.press(reader.key_of(1), "3")
        seen = reader.sees
        for _ in range(12):
            if "e More" not in reader.lines[-1]:
                break
            await reader.press("e")
            seen += reader.sees
        assert "e More" not in reader.lines[-1]
        order(seen, TAKE_AWAY, "A plan is a plan", "The question", CHECK_IT, "County")


async def test_after_an_exam_the_stem_is_read_again_first(
    opened: Opened, questions: dict[str, Question]
) -> None:
    """It was asked a while ago, so it stands above the answer."""
    question = questions["bridge-in-may"]
    round = begin([question], Random(7), exam=True)
    round = finish(answer(round, Answer((1,), Certainty.SURE)))
    async with opened(round=round) as reader:
        order(reader.sees, "Wrong · sure", question.stem, "Your answer", "Correct answer")


async def test_each_line_of_a_sort_shows_what_was_said_and_what_is_right(opened: Opened) -> None:
    """First the text, then where it belongs, on a line of its own if there are several."""
    async with opened("fact-or-forecast", size=(80, 40)) as reader:
        await reader.press(*"aaa", "enter", "2")
        assert "✗ The bridge should open in May. → Forecast (you said “Fact”)" in reader.sees
        assert "✓ The railings are not ordered. → Fact" in reader.sees
        await reader.resize(50, 40)
        lines = [line.strip() for line in reader.lines]
        at = lines.index("✗ The bridge should open in May.")
        assert lines[at + 1] == "→ Forecast (you said “Fact”)"
    async with opened("fact-or-forecast", size=(40, 12)) as reader:
        await reader.press(*"bbb", "enter", "2")
        assert "✗ The railings are not" in reader.sees


async def test_each_line_of_an_order_says_where_it_was_put(opened: Opened) -> None:
    """After its text, in the right order."""
    async with opened("least-to-most") as reader:
        await reader.press("space", "down", "space", "enter", "2")
        assert "(you put it" in reader.sees
        assert re.search(r"✗ \d\. The bridge [^(]+ \(you put it", reader.sees)


async def test_reasons_for_what_was_found_wait_first(
    opened: Opened, questions: dict[str, Question]
) -> None:
    """Where there is no room for all, what was missed or wrong keeps its reason longest."""
    multi = with_long_reasons(questions["page-tells"])
    assert isinstance(multi, Multi)
    found = "What you found needs it least. " * 8
    right = multi.key[0]
    told = [
        replace(each, why=found) if number == right else each
        for number, each in enumerate(multi.options)
    ]
    multi = replace(multi, options=tuple(told))
    missed = multi.options[multi.key[1]].text
    round = answered(multi, (right, 2), Certainty.GUESS)
    async with opened(round=round, size=(80, 20)) as reader:
        assert "What you found" not in reader.sees
        order(reader.sees, missed, "Whoever reads this", TAKE_AWAY)


async def test_a_framed_passage_waits_before_the_reason_for_what_was_missed(
    opened: Opened,
) -> None:
    """The parts are named above their reasons anyway."""
    bank = read_bank(Path(__file__).parents[1] / "questions.toml")
    (spot,) = (each for each in bank.questions if each.id == "three-attacks-on-air")
    round = answered(spot, wrong(spot), Certainty.GUESS)
    about = explained(round.slot, "")
    async with opened(asked=bank, round=round) as reader:
        for each in about.first:
            if each.number not in spot.key or each.number not in wrong(spot):
                assert _words(each.why) in _words(" ".join(reader.lines))


async def test_a_spot_shows_the_answer_in_its_passage(opened: Opened) -> None:
    """What was picked and what is right have their signs in the passage."""
    async with opened("the-hedge") as reader:
        await reader.press("right", "space", "enter", "2")
        passage = "The timetable is brave, ✗an engineer ✓is said to have said, and the railings"
        assert passage in reader.sees.replace("│ ", "")


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
async def test_what_was_missed_looks_unlike_what_was_found(
    opened: Opened, questions: dict[str, Question], theme: Theme
) -> None:
    """It has a sign and a colour of its own, in the passage and below it."""
    spot = questions["the-hedge"]
    assert isinstance(spot, Spot)
    parts = [replace(each, right=each.right or each.text == "brave,") for each in spot.parts]
    spot = replace(spot, parts=tuple(parts))
    round = answered(spot, (spot.key[1],), Certainty.GUESS)
    async with opened(round=round, size=(80, 40)) as reader:
        reader.app.theme = theme.name
        await reader.rest()
        order(reader.sees, "○brave,", "✓is said to have", "○ Missed: brave,", "✓ Found it: is said")
        ink = {text.strip(): style.color.name for style, text in reader.looks() if style.color}
        assert ink["○brave,"] == ink["Missed:"] != ink["✓is said to have said,"] == ink["Found it:"]
    multi = questions["page-tells"]
    round = answered(multi, multi.key[:1], Certainty.GUESS)
    async with opened(round=round, size=(80, 40)) as reader:
        assert "○ Right, but not picked:" in reader.sees


@pytest.mark.parametrize("width", [40, 80])
async def test_the_signs_of_a_pick_stand_in_the_spaces_around_it(
    opened: Opened, width: int
) -> None:
    """Before any pick there are no holes in the text, and a pick moves none of it."""
    async with opened("the-hedge", size=(width, 24)) as reader:
        before = reader.lines
        assert not any("  " in line.strip(" │") for line in before if "│" in line)
        await reader.press("right", "space")
        assert "▸an engineer" in reader.sees.replace("│ ", "")
        for old, new in zip(before, reader.lines, strict=True):
            if "│" in old:
                assert re.sub("[▸◂│]", " ", new).rstrip() == old.replace("│", " ").rstrip()


async def test_parts_that_follow_each_other_are_told_apart(
    opened: Opened, questions: dict[str, Question]
) -> None:
    """A rule stands in the space between them, unless the sign of a pick does."""
    texts = ("The ferry", "is late", "and nobody", "knows why")
    parts = tuple(Part(text, right=text == "is late", why="Why.") for text in texts)
    spot = replace(questions["the-hedge"], parts=(Part("Note:"), *parts), pick=None)
    async with opened(round=begin([spot], Random(0))) as reader:
        assert "Note: The ferry│is late│and nobody│knows why" in reader.sees
        await reader.press("right", "space")
        assert "Note: The ferry▸is late◂and nobody│knows why" in reader.sees
        await reader.press("right")
        ink = {text: style.color.name for style, text in reader.looks() if style.color}
        assert ink["is late"] == reader.app.theme_variables["accent"].lower() != ink["knows why"]


async def test_the_sign_of_a_pick_is_there_at_the_start_of_a_line(
    opened: Opened, questions: dict[str, Question]
) -> None:
    """However the passage is wrapped, both signs stand around what is picked."""
    spot = questions["the-hedge"]
    for width in range(30, 80):
        async with opened(round=begin([spot], Random(0)), size=(width, 24)) as reader:
            await reader.press("right", "space")
            assert reader.sees.count("▸") == 1, width
            assert reader.sees.count("◂") == 1, width


async def test_a_spot_without_spaces_is_one_text(
    opened: Opened, questions: dict[str, Question]
) -> None:
    """In a script without spaces, signs alone come between the parts, and nothing once answered."""
    parts = (Part("渡轮，"), Part("可能", right=True, why="猜"), Part("因为"), Part("雾", why="实"))
    spot = replace(questions["the-hedge"], parts=parts, join="")
    async with opened(round=begin([spot], Random(0))) as reader:
        await reader.press("space")
        assert "渡轮，▸可能◂因为" in reader.sees
        await reader.press("2")
        assert "渡轮，✓可能因为雾" in reader.sees


def wrong(question: Question) -> Response:
    """A likely wrong response: one thing wrong, in a sort two."""
    match question:
        case Short():
            return "nonsense"
        case Sort(key=key, labels=labels):
            first, second, third, *others = key
            count = len(labels)
            return ((first + 1) % count, second, (third + 1) % count, *others)
        case Order(key=key):
            return (key[1], key[0], *key[2:])
        case Spot(pickable=numbers, key=key):
            return _one_swapped(numbers, key)
        case Choice() | Multi():
            return _one_swapped(range(len(question.options)), question.key)


def _one_swapped(numbers: Iterable[int], key: tuple[int, ...]) -> tuple[int, ...]:
    """The key with a wrong number in place of its first."""
    return tuple(sorted((next(n for n in numbers if n not in key), *key[1:])))


@pytest.mark.long
@pytest.mark.parametrize("right", [False, True])
async def test_what_matters_fits_the_first_page(opened: Opened, *, right: bool) -> None:
    """At 80×24, of nearly all of the quiz's own questions, answered wrongly or rightly."""
    bank = read_bank(Path(__file__).parents[1] / "questions.toml")
    round = begin(bank.questions, Random(7))
    for slot in round.slots:
        response = slot.question.key if right else wrong(slot.question)
        round = onward(answer(round, Answer(response, Certainty.GUESS)))
    round = msgspec.structs.replace(round, at=0, over=False)
    fits = 0
    async with opened(asked=bank, round=round) as reader:
        for slot in round.slots:
            about = explained(slot, bank.skills[slot.question.skill].habit)
            lines = [verdict(slot, 68), TAKE_AWAY, about.take_away, about.why]
            lines += [text for each in about.first for text in (each.text, each.why)]
            seen = _words("".join(line[:78] for line in reader.lines))
            assert _words(f"{TAKE_AWAY} {about.take_away}") in seen, slot.question.id
            fits += all(_words(line) in seen for line in lines)
            await reader.press("enter")
    assert fits >= FITS[right] * len(round.slots)


def _words(text: str) -> str:
    """The letters and digits of a text alone, since it is wrapped and has signs in it."""
    return "".join(filter(str.isalnum, text))


@pytest.mark.parametrize("width", [40, 80, 120])
async def test_an_answer_is_headed_by_the_title_that_lists_give_it(
    opened: Opened, width: int
) -> None:
    """It stands beside the verdict, whole or not at all; nothing shows it before."""
    async with opened("page-tells", size=(width, 30)) as reader:
        assert "The top of a report" not in reader.sees
        await reader.press(reader.key_of(2), "enter", "3")
        (head,) = (line for line in reader.lines if "Wrong · sure · −6" in line)
        assert "The top" not in head or "The top of a report" in head
        assert ("The top of a report" in head) is (width > 40)
