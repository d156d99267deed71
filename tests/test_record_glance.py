"""What home shows at a glance: what comes back, the last round, each skill."""

from datetime import UTC, date, datetime, timedelta

import msgspec
import pytest

from quiz.bank.model import Bank
from quiz.play.mark import Certainty
from quiz.record.answers import AnswerRecord, RoundSummary
from quiz.record.glance import Sections, articles, glance, welcome
from quiz.record.measures import FEW, SOME
from quiz.record.profile import Profile, profile
from quiz.text import cells

NOON = datetime(2031, 3, 4, 12, tzinfo=UTC)
TODAY = date(2031, 3, 4)
WIDTH = 42


def answers(right: int, n: int) -> list[AnswerRecord]:
    """So many answers on one skill, of which some are right."""
    return [
        AnswerRecord(
            question=str(turn), digest="", skill="source", move="", kind="choice", response=(0,),
            certainty=Certainty.GUESS, right=turn < right, share=float(turn < right), points=0.0,
            trust=0, doubt=0, looked=False, seconds=1.0, when=NOON, turn=turn,
        )
        for turn in range(n)
    ]  # fmt: skip


def lines(sections: Sections, heading: str) -> list[str]:
    """The lines below a heading; none if there is no such section."""
    return dict(sections).get(heading, [])


def about(bank: Bank, right: int = 0, n: int = 1, coming: dict[date, int] | None = None) -> Profile:
    """The profile of some answers, with the days on which questions come back."""
    return profile(bank, answers(right, n), coming=coming, now=NOON)


@pytest.mark.parametrize(
    ("right", "n", "ends"),
    [(0, 0, ""), (4, 4, ""), (3, 5, "3 of 5"), (9, 9, "9 of 9"), (6, 10, "60%")],
)
def test_a_skill_is_judged_only_by_enough_answers(
    bank: Bank, right: int, n: int, ends: str
) -> None:
    """From five on how many were right with the interval, then the share; before, one line."""
    found = lines(glance(about(bank, right, n), WIDTH), "Your skills")
    skill = next((line for line in found if line.startswith("Source")), "")
    assert skill.endswith(ends)
    assert ("●" in skill) == (n >= FEW)
    assert ("%" in skill) == (n >= SOME)
    if n >= FEW:
        assert "not yet" in found[1]
    elif n:
        soon = "A skill appears here once you've answered five on it; 4 in all so far."
        assert " ".join(found) == soon


def test_the_days_to_come_are_counted(bank: Bank) -> None:
    """Each day of a week has a line, and all later ones have one; in brief, a sentence has them."""
    coming = {TODAY: 4, TODAY + timedelta(days=2): 2, TODAY + timedelta(days=30): 1}
    found = lines(glance(about(bank, coming=coming), WIDTH), "Coming back")
    assert [line.split()[0] for line in found] == [
        *("today", "tomorrow", "Thursday", "Friday", "Saturday", "Sunday", "Monday", "later")
    ]
    assert [line.split()[-1] for line in found] == ["4", "·", "2", *"····", "1"]
    assert found[0].count("━") > found[2].count("━") > found[-1].count("━") > 0
    brief = lines(glance(about(bank, coming=coming), WIDTH, brief=True), "Coming back")
    assert brief == ["4 today, 2 Thursday, 1 later"]
    assert lines(glance(about(bank), WIDTH), "Coming back") == []


def test_the_days_end_with_the_year_9999(bank: Bank) -> None:
    """In the last week that there is, only its days are counted."""
    last = msgspec.structs.replace(about(bank, coming={date.max: 2}), today=date(9999, 12, 30))
    found = lines(glance(last, WIDTH), "Coming back")
    assert [each.split()[0] for each in found] == ["today", "tomorrow"]


def test_the_last_round_says_when_it_was_and_how_it_went(bank: Bank) -> None:
    """It says how much was right, and its marks; without one, nothing is said."""
    taken = RoundSummary(
        number=2, bank="", began=NOON - timedelta(days=3), exam=False, over=True,
        asked=3, answered=3, right=2, points=-1.5,
    )  # fmt: skip
    found = profile(bank, answers(1, 1), now=NOON)
    expected = ["On 1 March: 2 of 3 right, −2 marks"]
    assert lines(glance(found, WIDTH, taken), "Your last round") == expected
    assert lines(glance(found, WIDTH), "Your last round") == []


def test_a_glance_fits_its_column(bank: Bank) -> None:
    """No line is wider than the column, before the first round either."""
    coming = {TODAY + timedelta(days=day): 10**day for day in range(9)}
    for sections in (
        welcome("A note. " * 20, WIDTH),
        glance(about(bank, 7, 12, coming), WIDTH),
        glance(about(bank, 7, 12, coming), WIDTH, brief=True),
    ):
        assert sections
        assert all(cells(line) <= WIDTH for _, lines in sections for line in lines)


def test_articles_tell_nothing_that_may_answer_a_question(bank: Bank) -> None:
    """What was found elsewhere than on the page isn't there, nor when an article is from."""
    known = {
        "publisher": "The Lantern",
        "published": "2031-03",
        "genre": "news report",
        "author": "",
    }
    sources = {id: msgspec.structs.replace(each, **known) for id, each in bank.sources.items()}
    shown = articles(msgspec.structs.replace(bank, sources=sources), WIDTH)
    text = "\n".join(lines(shown, "The articles"))
    assert text.count("The Lantern · news report") == len(bank.articles())
    assert "2031" not in text
    hidden = {
        id: msgspec.structs.replace(each, headline="", found=("publisher", "published"))
        for id, each in sources.items()
    }
    told = articles(msgspec.structs.replace(bank, sources=hidden), WIDTH)
    assert "\n\n".join(["news report"] * len(bank.articles())) == "\n".join(
        lines(told, "The articles")
    )
