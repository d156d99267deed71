"""Which questions come back, and when."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta

import msgspec
import pytest
from fsrs import Card, Rating, Scheduler

from quiz.bank.model import Bank
from quiz.play.mark import Certainty, points
from quiz.record.answers import AnswerRecord
from quiz.record.review import (
    LONGEST,
    EarlierAnswers,
    Memory,
    coming_counts,
    day_in_words,
    due,
    last_answers,
    missed,
    rating,
    schedule,
)
from tests.conftest import Living

NOON = datetime(2031, 3, 4, 12, tzinfo=UTC)
DAY = timedelta(days=1)


def record(
    question: str,
    *,
    right: bool = True,
    certainty: Certainty = Certainty.FAIRLY,
    when: datetime = NOON,
    turn: int = 0,
) -> AnswerRecord:
    """An answer with these values."""
    return AnswerRecord(
        question=question, digest="", skill="source", move="", kind="choice", response=(0,),
        certainty=certainty, right=right, share=float(right),
        points=points(right, certainty), trust=0, doubt=0, looked=False,
        seconds=1.0, when=when, turn=turn,
    )  # fmt: skip


def remembered(
    answers: Sequence[AnswerRecord] = (),
    dates: Mapping[str, datetime] | None = None,
    now: datetime = NOON,
) -> dict[str, Memory]:
    """The memories after these answers, with these due dates instead."""
    long_ago = NOON - 999 * DAY
    blank = Memory(NOON, long_ago, long_ago, 1.0, 5.0, Certainty.SURE, right=True, turn=0)
    in_utc = [msgspec.structs.replace(each, when=each.when.astimezone(UTC)) for each in answers]
    found = schedule(in_utc, now)
    for id, when in (dates or {}).items():
        found[id] = msgspec.structs.replace(found.get(id, blank), due=when)
    return found


def of_one_move(bank: Bank, *ids: str) -> Bank:
    """The bank, with one move for these questions and none for the others."""
    return msgspec.structs.replace(
        bank,
        questions=tuple(
            msgspec.structs.replace(q, move="date" if q.id in ids else "") for q in bank.questions
        ),
    )


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
    assert rating(record("a", right=right, certainty=certainty)) == rated


def test_dates_are_those_of_the_scheduler() -> None:
    """Two answers a fortnight apart give the date that fsrs gives by itself."""
    scheduler = Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)
    card = Card(card_id=1)
    card, _ = scheduler.review_card(card, Rating.Good, NOON)
    card, _ = scheduler.review_card(card, Rating.Hard, NOON + 14 * DAY)
    answers = [record("a"), record("a", certainty=Certainty.GUESS, when=NOON + 14 * DAY, turn=1)]
    assert schedule(answers)["a"].due == card.due


def test_surer_comes_back_later_and_wrong_the_next_day() -> None:
    """Wrong comes back after a day, and the surer a right answer was, the later."""
    found = schedule(
        [
            record("wrong", right=False),
            *(record(each.word, certainty=each) for each in Certainty),
        ]
    )
    dates = {id: memory.due for id, memory in found.items()}
    assert dates["wrong"] == NOON + DAY
    assert NOON < dates["guess"] <= dates["fairly"] < dates["sure"]


def test_no_question_stays_away_for_more_than_a_year() -> None:
    """A question comes back after a year at most, however well it is known."""
    answers = [
        record("a", certainty=Certainty.SURE, when=NOON + 300 * n * DAY, turn=n) for n in range(9)
    ]
    assert schedule(answers)["a"].due == answers[-1].when + LONGEST * DAY


def test_clock_set_back_a_year_gives_no_date_before_the_last_answer() -> None:
    """An answer from before the one before it counts as given at the same moment."""
    answers = [
        record("a"),
        record("a", when=NOON - 365 * DAY, turn=1),
        record("b", when=NOON, turn=2),
    ]
    dates = schedule(answers)
    assert dates["a"].due > NOON
    assert dates["b"].due > NOON


def test_due_begins_with_what_was_sure_and_wrong(bank: Bank) -> None:
    """Sure and wrong answers come back first, then those that waited longest."""
    answers = [
        record("when-written", right=False),
        record("page-tells", right=False, when=NOON - DAY, turn=1),
        record("which-month", right=False, certainty=Certainty.SURE, turn=2),
        record("bridge-in-may", certainty=Certainty.SURE, turn=3),
    ]
    found = [question.id for question in due(bank, schedule(answers, NOON + DAY), NOON + DAY)]
    assert found == ["which-month", "page-tells", "when-written"]
    assert due(bank, schedule(answers, NOON), NOON) == [
        q for q in bank.questions if q.id == "page-tells"
    ]


def test_another_question_of_the_move_is_preferred(bank: Bank) -> None:
    """The stand-in is the question of the move that was seen least lately; each comes once."""
    kin = of_one_move(bank, "when-written", "page-tells", "ferry-interest")
    wrong = record("when-written", right=False, turn=5)
    seen = record("page-tells", certainty=Certainty.SURE, turn=3)
    later = NOON + DAY
    assert [q.id for q in due(kin, schedule([wrong], later), later)] in (
        ["page-tells"],
        ["ferry-interest"],
    )
    assert [q.id for q in due(kin, schedule([seen, wrong], later), later)] == ["ferry-interest"]
    fresh = record("ferry-interest", certainty=Certainty.SURE, turn=4)
    assert [q.id for q in due(kin, schedule([seen, fresh, wrong], later), later)] == ["page-tells"]
    newer = record("page-tells", certainty=Certainty.SURE, turn=7)
    fresher = record("ferry-interest", certainty=Certainty.SURE, turn=6)
    assert [q.id for q in due(kin, schedule([wrong, fresher, newer], later), later)] == [
        "when-written"
    ]


def test_a_question_that_stood_in_for_another_ends_its_wait(bank: Bank) -> None:
    """Once the stand-in is answered, the move comes back with it alone, however it went."""
    kin = of_one_move(bank, "when-written", "page-tells")
    wrong = record("when-written", right=False, turn=1)
    later = NOON + 2 * DAY
    assert [q.id for q in due(kin, schedule([wrong], later), later)] == ["page-tells"]
    stood_in = record("page-tells", right=False, when=later, turn=2)
    assert due(kin, schedule([wrong, stood_in], later), later) == []
    assert sum(coming_counts(kin, schedule([wrong, stood_in], later), later).values()) == 1
    assert [
        q.id for q in due(kin, schedule([wrong, stood_in], later + 9 * DAY), later + 9 * DAY)
    ] == ["when-written"]


def test_question_that_is_gone_does_not_come_back(bank: Bank) -> None:
    """Answers to questions that the bank no longer has are passed over."""
    answers = [record("gone", right=False)]
    assert (
        due(bank, schedule(answers, NOON + 9 * DAY), NOON + 9 * DAY)
        == missed(bank, schedule(answers))
        == []
    )
    assert coming_counts(bank, schedule(answers, NOON), NOON) == {}


@pytest.mark.parametrize(
    ("before", "words"),
    [
        ([], ""),
        ([record("when-written")], ""),
        ([record("when-written", right=False)], "You missed this today; you'd said “fairly”."),
        ([record("when-written", right=False), record("when-written", turn=1)], ""),
        (
            [record("when-written", right=False, when=NOON - 9 * DAY)],
            "on 23 February; you'd said “fairly”.",
        ),
        (
            [record("when-written", right=False, when=NOON - 99 * DAY)],
            "on 25 November 2030; you'd said “fairly”.",
        ),
        (
            [record("when-written", right=False, when=NOON + 99 * DAY)],
            "You missed this before; you'd said “fairly”.",
        ),
        (
            [record("page-tells", right=False, when=NOON + 99 * DAY)],
            "You missed one like this before; you'd said “fairly”. This one stands in for it.",
        ),
        (
            [record("page-tells", right=False, when=NOON - DAY)],
            "You missed one like this yesterday; you'd said “fairly”. This one stands in for it.",
        ),
        ([record("when-written"), record("page-tells", right=False, turn=1)], "stands in for it."),
        ([record("page-tells", right=False), record("when-written", turn=1)], ""),
        (
            [msgspec.structs.replace(record("when-written", right=False), share=0.8)],
            "You got part of this right today; you'd said “fairly”.",
        ),
        ([record("page-tells", right=False), record("page-tells", turn=1)], ""),
        ([record("which-month", right=False)], ""),
    ],
)
def test_a_question_that_came_back_says_when_and_how_it_was_missed(
    bank: Bank, before: list[AnswerRecord], words: str
) -> None:
    """A missed question says when that was and how sure the reader was; so does a stand-in.

    Nothing is said of one that was answered right since.
    """
    kin = of_one_move(bank, "when-written", "page-tells")
    asked = [question for question in kin.questions if question.id == "when-written"]
    dates = {each.question: NOON for each in before}
    sentence = (
        EarlierAnswers(kin, last_answers(before), remembered(dates=dates), NOON)
        .missed(asked)
        .get("when-written", "")
    )
    assert sentence.endswith(words)
    assert bool(sentence) == bool(words)


def test_stand_in_for_a_due_question_came_back(bank: Bank) -> None:
    """A question never met came back when another of its move was due, though right."""
    kin = of_one_move(bank, "when-written", "page-tells")
    asked = [question for question in kin.questions if question.id == "page-tells"]
    last = last_answers([record("when-written", certainty=Certainty.GUESS)])
    due_today, later = {"when-written": NOON}, {"when-written": NOON + DAY}
    assert EarlierAnswers(kin, last, remembered(dates=due_today), NOON).came_back(asked) == {
        "page-tells": "when-written"
    }
    assert EarlierAnswers(kin, last, remembered(dates=later), NOON).came_back(asked) == {}


def test_nothing_stands_in_for_what_is_not_due_yet(bank: Bank) -> None:
    """One missed today comes back tomorrow; another of its move is today a question of its own."""
    kin = of_one_move(bank, "when-written", "page-tells")
    asked = [question for question in kin.questions if question.id == "page-tells"]
    last = last_answers([record("when-written", right=False)])
    due_today, later = {"when-written": NOON}, {"when-written": NOON + DAY}
    assert EarlierAnswers(kin, last, remembered(dates=later), NOON).missed(asked) == {}
    assert EarlierAnswers(kin, last, remembered(dates=due_today), NOON).missed(asked) != {}


def test_missed_are_those_last_answered_wrong(bank: Bank) -> None:
    """The surest wrong answers come first, without questions that were answered rightly since."""
    answers = [
        record("when-written", right=False),
        record("page-tells", right=False, certainty=Certainty.SURE, turn=1),
        record("which-month", right=False, turn=2),
        record("which-month", turn=3),
    ]
    assert [question.id for question in missed(bank, schedule(answers))] == [
        "page-tells",
        "when-written",
    ]


BERLIN = "CET-1CEST,M3.5.0,M10.5.0/3"
"""An hour before UTC, two from the last Sunday of March to that of October."""


def test_days_to_come_are_counted_where_the_reader_is(bank: Bank, living: Living) -> None:
    """What is overdue counts for today; a day is a day in the reader's time zone."""
    living("UTC-13")
    dates = {
        "when-written": NOON - 9 * DAY,
        "page-tells": NOON + timedelta(minutes=1),
        "which-month": NOON + timedelta(hours=1),
        "gone": NOON,
    }
    now = NOON - timedelta(hours=2)
    assert coming_counts(bank, remembered(dates=dates), now) == {
        date(2031, 3, 4): 1,
        date(2031, 3, 5): 2,
    }


@pytest.mark.parametrize("zone", ["UTC0", "UTC-13", "UTC+11", BERLIN])
def test_question_due_before_midnight_is_due(bank: Bank, living: Living, zone: str) -> None:
    """A minute before the reader's midnight counts for today, midnight itself for tomorrow."""
    living(zone)
    midnight = datetime(2031, 3, 5).astimezone()
    minute = timedelta(minutes=1)
    answers = [record("when-written"), record("page-tells", turn=1)]
    dates = {"when-written": midnight - minute, "page-tells": midnight}
    for now in (midnight - DAY, midnight - timedelta(hours=9), midnight - minute):
        for now_as in (now, now.astimezone(UTC)):
            answered = [msgspec.structs.replace(each, when=now - DAY) for each in answers]
            assert [q.id for q in due(bank, remembered(answered, dates), now_as)] == [
                "when-written"
            ]
            coming = coming_counts(bank, remembered(answered, dates), now_as)
            assert coming == {date(2031, 3, 4): 1, date(2031, 3, 5): 1}


def test_days_that_lie_ahead_have_their_own_offset(bank: Bank, living: Living) -> None:
    """Summer time begins on 30 March 2031: half past eleven at night then is still that day."""
    living(BERLIN)
    now = datetime(2031, 3, 28, 12, tzinfo=UTC)
    late = datetime(2031, 3, 31, 22, 30, tzinfo=UTC)  # half past twelve, on the first of April
    early = datetime(2031, 3, 31, 21, 30, tzinfo=UTC)
    dates = {"when-written": late, "page-tells": early}
    for now_as in (now, now.astimezone()):
        coming = coming_counts(bank, remembered(dates=dates), now_as)
        assert coming == {date(2031, 3, 31): 1, date(2031, 4, 1): 1}


def test_a_move_that_was_answered_earlier_on_its_day_is_not_asked_again(bank: Bank) -> None:
    """Once the stand-in was answered in the morning, the move isn't asked again in the evening."""
    kin = of_one_move(bank, "when-written", "page-tells")
    wrong = record("when-written", right=False, turn=1)
    morning = NOON + DAY - timedelta(hours=3)
    assert [q.id for q in due(kin, schedule([wrong], morning), morning)] == ["page-tells"]
    stood_in = record("page-tells", when=morning, turn=2)
    assert due(kin, schedule([wrong, stood_in], morning), morning) == []


def test_a_clock_that_ran_ahead_silences_nothing(bank: Bank) -> None:
    """A question answered by a clock a year ahead is due now, and then by its interval again."""
    ahead = NOON + 5 * 365 * DAY
    answers = [
        record("when-written", certainty=Certainty.SURE, when=ahead),
        record("page-tells", right=False, when=ahead, turn=1),
    ]
    by_that_clock = schedule(answers, ahead)
    for now in (NOON, NOON + DAY, NOON + 30 * DAY):
        for memories in (by_that_clock, schedule(answers, now)):
            found = {question.id for question in due(bank, memories, now)}
            assert found == {"when-written", "page-tells"}
            assert coming_counts(bank, memories, now) == {now.date(): 2}
    answers += [record("when-written", when=NOON, turn=2), record("page-tells", when=NOON, turn=3)]
    later = schedule(answers, NOON + 3 * DAY)
    assert NOON + DAY <= later["page-tells"].due < NOON + 30 * DAY
    assert NOON + DAY <= later["when-written"].due < NOON + 365 * DAY
    assert due(bank, schedule(answers, NOON), NOON) == []


@pytest.mark.parametrize("right", [True, False])
def test_one_stand_in_settles_what_a_clock_that_ran_ahead_left(bank: Bank, *, right: bool) -> None:
    """Once the clock is right again, one answer ends the wait, on that day and ever after."""
    kin = of_one_move(bank, "when-written", "page-tells")
    ahead = NOON + 400 * DAY
    wrong = record("when-written", right=False, certainty=Certainty.SURE, when=ahead)
    by_that_clock = schedule([wrong], ahead)
    assert [q.id for q in due(kin, by_that_clock, NOON)] == ["page-tells"]
    stood_in = record("page-tells", right=right, certainty=Certainty.SURE, when=NOON, turn=1)
    for memories in (
        schedule([stood_in], NOON, by_that_clock),
        schedule([wrong, stood_in], NOON),
    ):
        assert due(kin, memories, NOON) == []
        assert sum(coming_counts(kin, memories, NOON).values()) == 1
        assert [q.id for q in due(kin, memories, ahead + 9 * DAY)] == ["when-written"]


def test_a_round_by_a_clock_that_ran_ahead_stands_in_for_nothing(bank: Bank) -> None:
    """A question missed by such a clock is due, though another of its move was answered later."""
    kin = of_one_move(bank, "when-written", "page-tells")
    ahead = NOON + 400 * DAY
    answers = [
        record("when-written", right=False, when=ahead),
        record("page-tells", when=ahead + timedelta(minutes=1), turn=1),
    ]
    memories = schedule(answers, ahead + DAY)
    assert {q.id for q in due(kin, memories, NOON)} == {"when-written", "page-tells"}


def test_an_answer_by_a_clock_that_ran_ahead_counts_by_the_next_one() -> None:
    """An answer by a clock that was ahead counts as given at the time of the next answer."""
    answers = [
        record("a", right=False, when=NOON + 99 * DAY),
        record("b", when=NOON, turn=1),
        record("a", when=NOON + 2 * DAY, turn=2),
    ]
    plain = [msgspec.structs.replace(answers[0], when=NOON), *answers[1:]]
    assert schedule(answers, NOON + 3 * DAY) == schedule(plain)


def test_no_stand_in_from_a_wrong_clock_ends_a_wait(bank: Bank) -> None:
    """One answered long before the question was due does not stand in for it by its date."""
    kin = of_one_move(bank, "when-written", "page-tells")
    answers = [
        record("when-written", certainty=Certainty.SURE),
        record("page-tells", when=NOON + 900 * DAY, turn=1),
    ]
    dates = {"when-written": NOON + 8 * DAY, "page-tells": NOON + 903 * DAY}
    assert coming_counts(kin, remembered(answers, dates), NOON) == {
        date(2031, 3, 4): 1,
        date(2031, 3, 12): 1,
    }


@pytest.mark.parametrize(
    ("on", "words"),
    [
        (date(2031, 3, 4), "today"),
        (date(2031, 3, 5), "tomorrow"),
        (date(2031, 3, 3), "yesterday"),
        (date(2031, 11, 3), "on 3 November"),
        (date(2030, 11, 3), "on 3 November 2030"),
    ],
)
def test_day_in_words(on: date, words: str) -> None:
    """A day of another year is named with its year."""
    assert day_in_words(on, NOON.date()) == words
