"""A bank that cites nothing is checked, asked, explained and reported without a word of sources."""

from datetime import UTC, datetime
from pathlib import Path
from random import Random

import msgspec

from quiz.bank.kinds import Question, content
from quiz.bank.read import read_bank
from quiz.check.run import check
from quiz.record.history import History
from quiz.session import Session
from tests.conftest import Opened
from tests.process import QUIZ, run

SUMS = Path(__file__).with_name("sums.toml")
BANK = read_bank(SUMS)


def test_a_bank_that_cites_nothing_is_held_to_no_citation(tmp_path: Path) -> None:
    """With `sources = false` nothing asks for citations; without it, the sources are missing."""
    assert check(SUMS)[1] == []
    file = tmp_path / "bank.toml"
    file.write_text(SUMS.read_text(encoding="utf-8").replace("sources = false\n", ""), "utf-8")
    told = [str(each).partition(": ")[2] for each in check(file)[1]]
    assert told[0] == (
        "Q102 `sources` is missing; "
        "add a table `[sources.ID]`, or under [about] `sources = false` if there are none"
    )
    assert any("Q110 [1] has no citation" in each for each in told)


def test_lines_tell_of_no_sources() -> None:
    """In plain mode a whole round, its help, progress and a report name no source and no claim."""
    lines = "?\nb\n3\n?\ns\ne\n\n?\n7\n2\ne\ns\n?\n\n\n"
    done = run([*QUIZ, "take", "--bank", SUMS, "--seed", "1", "--plain"], lines)
    told = done.stdout
    for command in ("progress", "report"):
        told += run([*QUIZ, command, "--bank", SUMS]).stdout
    told += run([*QUIZ, "--bank", SUMS, "--plain"], "m\nb\nq\n").stdout
    assert (done.returncode, done.stderr) == (0, "")
    assert "A country takes a capital." in told
    assert "Correct answer: 56" in told
    for word in ("source", "check it", "behind", "article", "claim", "trust", "doubt"):
        assert word not in told.casefold()


def test_no_article_is_offered() -> None:
    """Neither home nor its list of rounds offers sources or articles where there are none."""
    history = History.open()
    session = Session(
        BANK, history, random=Random(1), clock=lambda: datetime(2024, 5, 1, tzinfo=UTC)
    )
    offered = {way.id for way in (*session.ways(), *session.more_ways())}
    history.close()
    assert not offered & {"sources", "article", "claims"}


async def test_screens_tell_of_no_sources(opened: Opened) -> None:
    """On the screens, a question, its help, its answer and My progress name no source."""
    for size in ((80, 24), (120, 40)):
        async with opened("polish", asked=BANK, size=size) as quiz:
            for keys in ([], ["s"], ["?"], ["escape", "b", "enter", "3"], ["s"], ["?"]):
                await quiz.press(*keys)
                assert "ource" not in quiz.sees
                assert "behind" not in quiz.sees
                assert "heck it" not in quiz.sees


def test_a_number_without_other_forms_can_be_read_back() -> None:
    """A question as a history has it can be read again, though it accepts nothing but a number."""
    for question in BANK.questions:
        stored = content(question)
        assert content(msgspec.json.decode(stored, type=Question)) == stored
