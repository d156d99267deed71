"""Draw the pictures of the README from the quiz as it is: python bench/pictures.py."""

import asyncio
import os
import re
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

from quiz.bank.kinds import Choice, Question, Response
from quiz.bank.load import own_bank
from quiz.bank.model import Bank
from quiz.bank.read import read_bank
from quiz.play.mark import Certainty
from quiz.play.pick import pick
from quiz.play.round import Answer, Round, answer, begin, finish, onward
from quiz.record.history import History
from quiz.session import Session
from quiz.tui.app import QuizApp

DOCS = Path(__file__).parents[1] / "docs"
QUESTION = "smoke-in-november"
SEED = 4
NOW = datetime(2026, 11, 27, 10, tzinfo=UTC)

PICTURES = {
    "question": ((110, 37), "newsprint"),
    "answer": ((110, 34), "newsprint-dark"),
    "home": ((110, 36), "newsprint"),
    "end": ((80, 24), "newsprint-dark"),
}
"""The size and the theme of each picture."""


def shifted(question: Question) -> Response:
    """A wrong response to a choice; the key of any other question."""
    if not isinstance(question, Choice):
        return question.key
    return ((question.key[0] + 1) % len(question.options),)


def taken(round: Round, random: Random) -> Round:
    """The round with an answer to each question, most of them right."""
    for slot in round.slots:
        response = shifted(slot.question) if random.random() < 0.3 else slot.question.key  # noqa: PLR2004 - some
        round = onward(answer(round, Answer(response, random.choice(list(Certainty)), 30.0)))
    return finish(round)


def rounds(bank: Bank) -> dict[str, Round | None]:
    """The round that each picture shows: a question, an answer, the end; None for home."""
    first = next(each for each in bank.questions if each.id == QUESTION)
    random = Random(SEED)
    asked = begin([first, *random.sample([e for e in bank.questions if e is not first], 9)], random)
    answered = answer(asked, Answer(shifted(first), Certainty.SURE, 21.0))
    return {"home": None, "question": asked, "answer": answered, "end": taken(asked, random)}


async def draw(name: str, bank: Bank, round: Round | None) -> None:
    """Draw one picture as an SVG; home after a week with a round on every second day."""
    folder, random = Path(tempfile.mkdtemp()), Random(SEED)
    for days in (1,) if round else (9, 7, 5, 3, 1):
        history = History.open(folder, clock=lambda days=days: NOW - timedelta(days=days))  # type: ignore[misc] # bound
        earlier = begin(pick(bank.questions, 10, random), random)
        number = history.begin(earlier, bank.id)
        if round is None:
            history.keep(number, taken(earlier, random))
        history.close()
    history = History.open(folder, clock=lambda: NOW)
    session = Session(bank, history, clock=lambda: NOW)
    app = QuizApp(session, first=session.prepare(round) if round else None)
    size, app.theme = PICTURES[name]
    async with app.run_test(size=size) as pilot:
        await pilot.pause(0.3)
        if name == "end":
            await pilot.press("enter")
            await pilot.pause(0.3)
        picture = app.export_screenshot(title="quiz")
        picture = re.sub(r"@font-face \{.*?\}\s*", "", picture, flags=re.DOTALL)  # fetches nothing
        picture = picture.replace("<text ", '<text xml:space="preserve" ')
        (DOCS / f"{name}.svg").write_text(picture, encoding="utf-8")
    history.close()


async def main() -> None:
    """Draw all of them."""
    os.environ.pop("NO_COLOR", None)
    os.environ |= {"TERM": "xterm-256color", "COLORTERM": "truecolor"}
    bank = read_bank(own_bank())
    for name, round in rounds(bank).items():
        await draw(name, bank, round)


if __name__ == "__main__":
    asyncio.run(main())
