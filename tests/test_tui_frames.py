"""Golden frames of every screen, and the frames that no other test draws.

`golden` also checks the contrast of all text: at 80×24 in the dark theme, at 40×12 and 120×40 in
the light one.
"""

import importlib
import pkgutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from textual.screen import Screen

from quiz.session import Way
from quiz.tui import screens
from quiz.tui.messages import WayChosen
from tests.conftest import SIZES, Golden, Opened, at_every_size

FRAMES = {
    "Addresses": ["address"],
    "ClaimsFile": ["claims", "help-claims"],
    "End": ["end", "help-end"],
    "FirstMinute": ["first-minute", "first-minute-answered"],
    "Help": ["help"],
    "Home": ["home-first", "home-due", "home-last", "home-left", "home-told"],
    "LeftRound": ["left-round"],
    "LessonAfterAnswer": ["lesson-again"],
    "LessonBeforeQuestion": ["lesson-before"],
    "LessonBeforeRound": ["lesson"],
    "Menu": ["rounds", "skills", "articles", "themes"],
    "Note": ["note"],
    "Progress": ["progress", "help-progress"],
    "QuestionScreen": ["choice", "choice-answered", "exam-last", "exam-waiting", "help-question"],
    "Rounds": ["past-rounds"],
    "Sources": ["sources", "help-sources"],
}
"""Screen → some of its frames, and those of its help."""


def _kinds_of(screen: type[Screen[Any]]) -> Iterator[type[Screen[Any]]]:
    for each in screen.__subclasses__():
        yield each
        yield from _kinds_of(each)


def _our_screens() -> list[str]:
    """The names of the screens that are shown: those with frames, and those without subclasses."""
    for module in pkgutil.iter_modules(screens.__path__, f"{screens.__name__}."):
        importlib.import_module(module.name)
    ours = [each for each in _kinds_of(Screen) if each.__module__.startswith(screens.__name__)]
    names = {each.__name__ for each in ours if not each.__subclasses__()}
    return sorted(names | {each.__name__ for each in ours if each.__name__ in FRAMES})


@pytest.mark.parametrize("screen", _our_screens())
def test_every_screen_has_golden_frames(screen: str) -> None:
    """A screen has frames in `FRAMES`, which are kept at all three sizes."""
    golden = Path(__file__).parent / "golden"
    assert FRAMES.get(screen), "draw it at each of SIZES, and name its frames in FRAMES"
    for frame in FRAMES[screen]:
        for width, height in SIZES:
            assert (golden / f"{frame}-{width}x{height}.txt").exists()


@at_every_size
async def test_what_lies_over_a_question(
    opened: Opened, golden: Golden, size: tuple[int, int]
) -> None:
    """The note on the content, the help, and the lesson that an answer leads to."""
    async with opened("ferry-interest", size=size, first_time=True) as reader:
        golden(reader, "note")
        await reader.press("enter", "question_mark")
        golden(reader, "help-question")
        await reader.press("escape", "a", "3", "l")
        golden(reader, "lesson-again")
        await reader.press("escape", "enter", "question_mark")
        golden(reader, "help-end")


@at_every_size
async def test_a_round_that_was_left(opened: Opened, golden: Golden, size: tuple[int, int]) -> None:
    """The question to a reader who begins another."""
    async with opened("ferry-interest", size=size, exam=True):
        pass
    async with opened("bridge-in-may", size=size, left=True) as reader:
        golden(reader, "left-round")


@at_every_size
async def test_what_home_leads_to(opened: Opened, golden: Golden, size: tuple[int, int]) -> None:
    """The articles, help on lists and on progress, all themes, a lesson, a message."""
    async with opened(size=size) as reader:
        home = reader.app.screen
        for way, frame, keys in (
            (Way("article", "", ""), "articles", []),
            (Way("sources", "", ""), "help-sources", ["question_mark"]),
            (Way("claims", "", ""), "help-claims", ["question_mark"]),
            (Way("progress", "", ""), "help-progress", ["question_mark"]),
        ):
            home.post_message(WayChosen(way))
            await reader.rest()
            await reader.press(*keys)
            golden(reader, frame)
            reader.app.go_home()
            await reader.rest()
        await reader.press("T")
        golden(reader, "themes")
        await reader.press("escape")
        reader.app._open(lambda: reader.app.session.begin(skill="source"))
        await reader.rest()
        golden(reader, "lesson-before")
        await reader.press("enter", "q")
        reader.app.notify("The history can't be written.", markup=False)
        await reader.rest()
        golden(reader, "home-told")
