"""Draw the pictures of the README from the quiz as it is: python bench/pictures.py."""

import asyncio
import os
import re
import tempfile
from pathlib import Path
from random import Random

from quiz.bank.kinds import Choice, numbers
from quiz.bank.load import own_bank
from quiz.bank.read import read_bank
from quiz.play.mark import Certainty
from quiz.play.round import Answer, Round, answer, begin, onward
from quiz.record.history import History
from quiz.session import Session
from quiz.tui.app import QuizApp

DOCS = Path(__file__).parents[1] / "docs"
QUESTION = "manila-point-at-issue"
SEED = 4


def rounds() -> dict[str, Round | None]:
    """The round that each picture shows: a question, an answer, the end; None for home."""
    bank = read_bank(own_bank())
    first = next(each for each in bank.questions if each.id == QUESTION)
    random = Random(SEED)
    others = random.sample([each for each in bank.questions if each is not first], 9)
    asked = begin([first, *others], random)
    answered = answer(asked, Answer(first.key, Certainty.SURE, 21.0))
    over = answered
    for slot in answered.slots[1:]:
        over = onward(over)
        response = slot.question.key
        if isinstance(slot.question, Choice) and random.random() < 0.3:  # noqa: PLR2004 - some
            shifted = ((number + 1) % len(slot.question.options) for number in numbers(response))
            response = tuple(shifted)
        over = answer(over, Answer(response, random.choice(list(Certainty)), 30.0))
    return {"home": None, "question": asked, "answer": answered, "end": over}


async def draw(name: str, round: Round | None, theme: str) -> None:
    """Draw one picture as an SVG."""
    history = History.open(Path(tempfile.mkdtemp()))
    session = Session(read_bank(own_bank()), history)
    if round is not None:
        # An earlier round, so that the note before the first one isn't shown.
        history.begin(begin([round.slot.question], Random(SEED)), session.bank_id)
    app = QuizApp(session, first=session.prepare(round) if round else None)
    app.theme = theme
    wide = name == "answer"
    async with app.run_test(size=(120, 36) if wide else (80, 24)) as pilot:
        await pilot.pause(0.3)
        if name == "end":
            await pilot.press("enter")
            await pilot.pause(0.3)
        picture = re.sub(
            r"@font-face \{.*?\}\s*", "", app.export_screenshot(title="quiz"), flags=re.DOTALL
        )
        (DOCS / f"{name}.svg").write_text(picture, encoding="utf-8")  # without fetching fonts
    history.close()


async def main() -> None:
    """Draw all of them: the question in the light theme, the others in the dark one."""
    os.environ.pop("NO_COLOR", None)
    os.environ |= {"TERM": "xterm-256color", "COLORTERM": "truecolor"}
    for name, round in rounds().items():
        await draw(name, round, "newsprint" if name == "question" else "newsprint-dark")


if __name__ == "__main__":
    asyncio.run(main())
