"""When a question comes back, and which."""

from datetime import UTC, date, datetime, timedelta, timezone

import msgspec
import pytest
from fsrs import Card, Rating, Scheduler

from quiz.bank.model import Bank
from quiz.play.mark import Certainty, points
from quiz.record.history import Kept
from quiz.record.review import LONGEST, due, missed, next_due, rating, schedule

NOON = datetime(2031, 3, 4, 12, tzinfo=UTC)
DAY = timedelta(days=1)


def kept(
    question: str,
    *,
    right: bool = True,
    certainty: Certainty = Certainty.FAIRLY,
    when: datetime = NOON,
    turn: int = 0,
) -> Kept:
    """An answer of which only this matters."""
    return Kept(
        question, "", "source", "", "choice", (0,), certainty, right, float(right),
        points(right=right, certainty=certainty), 0, 0, looked=False, seconds=1.0, when=when,
        turn=turn,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("right", "certainty", "rated"),
    [
        (False, Certainty.GUESS, Rating.Again),
        (False, Certainty.SURE, Rating.Again),
        (True, Certainty.GUESS, Rating.Hard),
        (True, Certainty.FAIRLY, Rating.Good),
        (True, Certainty.SURE, Rating.Easy),
    ],
)
def test_rating_follows_from_rightness_and_certainty(
    *, right: bool, certainty: Certainty, rated: Rating
) -> None:
    """Wrong is again; right is hard as a guess, good when fairly sure, easy when sure."""
    assert rating(kept("a", right=right, certainty=certainty)) == rated


def test_dates_are_those_of_the_scheduler() -> None:
    """Two answers a fortnight apart give the date that fsrs gives by itself."""
    scheduler = Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)
    card = Card(card_id=1)
    card, _ = scheduler.review_card(card, Rating.Good, NOON)
    card, _ = scheduler.review_card(card, Rating.Hard, NOON + 14 * DAY)
    answers = [kept("a"), kept("a", certainty=Certainty.GUESS, when=NOON + 14 * DAY, turn=1)]
    assert schedule(answers) == {"a": card.due}


def test_surer_comes_back_later_and_wrong_the_next_day() -> None:
    """Wrong comes back after a day, and the surer a right answer was, the later."""
    dates = schedule(
        [
            kept("wrong", right=False),
            *(kept(each.word, certainty=each) for each in Certainty),
        ]
    )
    assert dates["wrong"] == NOON + DAY
    assert NOON < dates["guess"] <= dates["fairly"] < dates["sure"]


def test_no_question_stays_away_for_more_than_a_year() -> None:
    """However well it is known."""
    answers = [
        kept("a", certainty=Certainty.SURE, when=NOON + 300 * n * DAY, turn=n) for n in range(9)
    ]
    assert schedule(answers)["a"] == answers[-1].when + LONGEST * DAY


def test_clock_set_back_a_year_gives_no_date_before_the_last_answer() -> None:
    """An answer from before the one before it counts as given at the same moment."""
    answers = [kept("a"), kept("a", when=NOON - 365 * DAY, turn=1), kept("b", when=NOON, turn=2)]
    dates = schedule(answers)
    assert dates["a"] > NOON
    assert dates["b"] > NOON


def test_due_begins_with_what_was_sure_and_wrong(bank: Bank) -> None:
    """Then comes what has waited longest; what is not due yet stays away."""
    answers = [
        kept("when-written", right=False),
        kept("page-tells", right=False, when=NOON - DAY, turn=1),
        kept("which-month", right=False, certainty=Certainty.SURE, turn=2),
        kept("bridge-in-may", certainty=Certainty.SURE, turn=3),
    ]
    found = [question.id for question in due(bank, answers, NOON + DAY)]
    assert found == ["which-month", "page-tells", "when-written"]
    assert due(bank, answers, NOON) == [q for q in bank.questions if q.id == "page-tells"]


def test_dates_that_are_known_need_no_scheduler(bank: Bank) -> None:
    """With dates handed in, these count."""
    answers = [kept("when-written"), kept("page-tells", turn=1)]
    dates = {"when-written": NOON, "page-tells": NOON + DAY}
    assert [question.id for question in due(bank, answers, NOON, dates)] == ["when-written"]


def test_another_question_of_the_move_is_preferred(bank: Bank) -> None:
    """The one not seen for longest, first those never seen; each question once."""
    moves = {"when-written": "date", "page-tells": "date", "ferry-interest": "date"}
    kin = msgspec.structs.replace(
        bank,
        questions=tuple(
            msgspec.structs.replace(q, move=moves.get(q.id, "")) for q in bank.questions
        ),
    )
    wrong = kept("when-written", right=False, turn=5)
    seen = kept("page-tells", certainty=Certainty.SURE, turn=3)
    later = NOON + DAY
    assert [q.id for q in due(kin, [wrong], later)] in (["page-tells"], ["ferry-interest"])
    assert [q.id for q in due(kin, [seen, wrong], later)] == ["ferry-interest"]
    fresh = kept("ferry-interest", certainty=Certainty.SURE, turn=4)
    assert [q.id for q in due(kin, [seen, fresh, wrong], later)] == ["page-tells"]
    newer = kept("page-tells", certainty=Certainty.SURE, turn=7)
    fresher = kept("ferry-interest", certainty=Certainty.SURE, turn=6)
    assert [q.id for q in due(kin, [wrong, fresher, newer], later)] == ["when-written"]


def test_a_question_that_stood_in_for_another_ends_its_wait(bank: Bank) -> None:
    """Once the stand-in is answered, the move comes back with it alone, however it went."""
    moves = {"when-written": "date", "page-tells": "date"}
    kin = msgspec.structs.replace(
        bank,
        questions=tuple(
            msgspec.structs.replace(q, move=moves.get(q.id, "")) for q in bank.questions
        ),
    )
    wrong = kept("when-written", right=False, turn=1)
    later = NOON + 2 * DAY
    assert [q.id for q in due(kin, [wrong], later)] == ["page-tells"]
    stood_in = kept("page-tells", right=False, when=later, turn=2)
    assert due(kin, [wrong, stood_in], later) == []
    assert sum(next_due(kin, [wrong, stood_in], later).values()) == 1
    assert [q.id for q in due(kin, [wrong, stood_in], later + 9 * DAY)] == ["when-written"]


def test_question_that_is_gone_does_not_come_back(bank: Bank) -> None:
    """Answers to questions that the bank no longer has are passed over."""
    answers = [kept("gone", right=False)]
    assert due(bank, answers, NOON + 9 * DAY) == missed(bank, answers) == []
    assert next_due(bank, answers, NOON) == {}


def test_missed_are_those_last_answered_wrong(bank: Bank) -> None:
    """The surest first; one that was answered rightly since is no longer among them."""
    answers = [
        kept("when-written", right=False),
        kept("page-tells", right=False, certainty=Certainty.SURE, turn=1),
        kept("which-month", right=False, turn=2),
        kept("which-month", turn=3),
    ]
    assert [question.id for question in missed(bank, answers)] == ["page-tells", "when-written"]


def test_days_to_come_are_counted_where_the_reader_is(bank: Bank) -> None:
    """What is overdue counts for today; a day is a day in the reader's time zone."""
    east = timezone(timedelta(hours=13))
    dates = {
        "when-written": NOON - 9 * DAY,
        "page-tells": NOON + timedelta(minutes=1),
        "which-month": NOON + timedelta(hours=1),
        "gone": NOON,
    }
    now = (NOON - timedelta(hours=2)).astimezone(east)
    assert next_due(bank, [], now, dates) == {date(2031, 3, 4): 1, date(2031, 3, 5): 2}
