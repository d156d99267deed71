"""What a session offers and keeps, seen by a third face of some thirty lines."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import pytest
from msgspec.structs import replace

from quiz.bank.kinds import (
    Choice,
    Multi,
    Order,
    Question,
    Response,
    Short,
    Sort,
    Spot,
    numbers,
)
from quiz.bank.model import Bank
from quiz.play.mark import Certainty
from quiz.play.round import Round, begin
from quiz.play.stakes import unsigned
from quiz.record.ending import marks, score
from quiz.record.history import History
from quiz.session import CannotBegin, OpenRound, Session

NOW = datetime(2031, 3, 4, 12, tzinfo=UTC)


def session_on(bank: Bank, *, days: int = 0) -> Session:
    """A session on the reader's history, some days after noon."""
    later = NOW + timedelta(days=days)
    history = History.open(clock=lambda: later)
    return Session(bank, history, random=Random(7), clock=lambda: later)


def on_disk(opened: OpenRound) -> Round | None:
    """The round as another program finds it in the history, where questions have no titles."""
    history = History.open()
    round = history.round(opened.number or 0)
    history.close()
    titles = {slot.question.id: slot.question.title for slot in opened.round.slots}
    return round and replace(
        round,
        slots=tuple(
            replace(slot, question=replace(slot.question, title=titles[slot.question.id]))
            for slot in round.slots
        ),
    )


def wrong(question: Question) -> Response:
    """A wrong response to a question."""
    match question:
        case Choice(options=options) | Multi(options=options):
            return (next(n for n in range(len(options)) if n not in numbers(question.key)),)
        case Spot(parts=parts):
            return (next(n for n, part in enumerate(parts) if part.why and not part.right),)
        case Sort() | Order():
            return tuple(reversed(numbers(question.key)))
        case Short():
            return "nothing of the kind"


def left(session: Session) -> OpenRound:
    """A round of all questions, left at the second."""
    opened = session.begin()
    opened.answer(wrong(opened.round.slot.question), Certainty.GUESS, 1)
    opened.onward()
    return opened


class ThirdFace:
    """A face in lines of its own: it takes any way in, and answers to the end."""

    def __init__(self, session: Session, random: Random) -> None:
        self.session = session
        self.random = random
        self.lines: list[str] = []

    def take(self, way: str) -> OpenRound:
        """Play a round from a way in to its end."""
        session, bank = self.session, self.session.bank
        self.lines += [f"{each.name} {each.detail}" for each in session.ways()]
        begin: dict[str, Callable[[], OpenRound]] = {
            "resume": session.resume,
            "round": session.begin,
            "due": lambda: session.begin(due=True),
            "skill": lambda: session.begin(skill=self.random.choice([*bank.skills])),
            "article": lambda: session.begin(source=self.random.choice([*bank.articles()])),
        }
        opened = begin[way]()
        self.lines += [opened.note, opened.notice, session.news()]
        shows = True
        while shows:
            slot = opened.round.slot
            self.lines += [slot.question.stem, opened.missed.get(slot.question.id, "")]
            if slot.answer is None:
                response = self.random.choice([slot.question.key, wrong(slot.question)])
                opened.answer(response, self.random.choice([*Certainty]), seconds=1)
            shows = opened.onward()
        score = f"{opened.round.right} of {len(opened.round.slots)} right"
        self.lines += [score, opened.profile().next]
        return opened


@pytest.mark.parametrize("way", ["round", "skill", "article", "due", "resume"])
def test_a_third_face_needs_nothing_but_the_session(bank: Bank, way: str) -> None:
    """From each way in it plays to the end, goes home and plays again, and all is on the disk."""
    before = session_on(bank)
    for question in bank.questions:  # so that each is due
        missed = before.take(begin([question], Random(1)))
        missed.answer(wrong(question), Certainty.GUESS, 1)
        missed.finish()
    if way == "resume":
        left(before)
    face = ThirdFace(session_on(bank, days=40), Random(2))
    played = [face.take(each) for each in (way, "round")]
    for opened in played:
        assert opened.round.over
        assert on_disk(opened) == opened.round
    assert ("Carry on where you left off question 2 of 8" in face.lines) == (way == "resume")
    assert "You missed this on 4 March; you'd said “guess”." in face.lines
    assert f"{played[-1].round.right} of 8 right" in face.lines
    text, waits = face.session.farewell()
    assert (text.partition(".")[0], waits) == ("Your answers are saved", False)


STEPS: dict[str, Callable[[OpenRound], object]] = {
    "answer": lambda opened: opened.answer((0,), Certainty.SURE, 2.0),
    "skip": OpenRound.skip,
    "flag": OpenRound.flag,
    "look": OpenRound.look,
    "onward": OpenRound.onward,
    "go": lambda opened: opened.go(3),
    "back": OpenRound.back,
    "revisit": lambda opened: opened.revisit(3),
    "finish": OpenRound.finish,
}


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("exam", [True, False], ids=["exam", "practice"])
def test_each_step_is_on_the_disk_when_it_returns(bank: Bank, step: str, *, exam: bool) -> None:
    """Another program finds the round changed by the step, without anything else being done."""
    opened = session_on(bank).take(begin(bank.questions, Random(1), exam=exam))
    opened.go(2)
    before = opened.round
    assert on_disk(opened) == before
    STEPS[step](opened)
    assert on_disk(opened) == opened.round != before


def test_a_step_that_changes_nothing_is_not_written(bank: Bank) -> None:
    """Back at the first question, the history is left as it is."""
    session = session_on(bank)
    opened = session.begin()
    path = session.history.path
    assert path is not None
    before = path.stat().st_mtime_ns
    opened.back()
    assert path.stat().st_mtime_ns == before


def test_a_prepared_round_is_kept_by_its_first_step_or_when_asked(bank: Bank) -> None:
    """It can be shown before anything is written; to keep it twice begins it once."""
    session = session_on(bank)
    for keep in (OpenRound.keep, OpenRound.flag):
        opened = session.prepare(begin(bank.questions, Random(1)))
        count = len(session.history.rounds())
        assert opened.number is None
        keep(opened)
        opened.keep()
        assert on_disk(opened) == opened.round
        assert len(session.history.rounds()) == count + 1


def test_the_first_way_is_what_is_due_then_what_was_left_then_a_round(bank: Bank) -> None:
    """Each says in a few words what there is; without claims, none are offered."""
    session = session_on(bank)
    ids = ["round", "choose", "sources"]
    assert [way.id for way in session_on(replace(bank, claims=())).ways()] == ["try", *ids]
    assert [way.id for way in session.ways()] == ["try", *ids, "claims"]
    with pytest.raises(CannotBegin, match="no round to carry on with"):
        session.resume()
    left = session.begin()
    left.answer(wrong(left.round.slot.question), Certainty.SURE, 1)
    left.onward()
    first, *others = session_on(bank).ways()
    assert (first.id, first.detail) == ("resume", "question 2 of 8")
    ids.insert(2, "progress")
    assert [way.id for way in others] == [*ids, "claims"]
    assert others[2].detail == "1 question comes back tomorrow"
    assert session_on(bank).resume().round == left.round
    due, left_off, *_ = session_on(bank, days=9).ways()
    assert (due.id, due.name, left_off) == ("due", "Today's review", first)


def test_a_reader_chooses_what_a_round_is_on_and_its_size(bank: Bank) -> None:
    """An exam, what was missed or marked, five questions or all: each opens such a round."""
    session = session_on(bank)
    ids = ["round", "size", "skill", "article", "exam"]
    assert [way.id for way in session.more_ways()] == ids
    with pytest.raises(CannotBegin):
        session.open("missed")
    opened = session.take(begin(bank.questions[:2], Random(1)))
    opened.flag()
    opened.onward()
    opened.answer(wrong(opened.round.slot.question), Certainty.SURE, 1)
    opened.finish()
    ids[4:4] = ["missed", "marked"]
    assert [way.id for way in session.more_ways()] == ids
    assert [slot.question for slot in session.open("missed").round.slots] == [bank.questions[1]]
    assert [slot.question for slot in session.open("marked").round.slots] == [bank.questions[0]]
    exam = session.open("exam")
    assert exam.round.exam
    exam.finish()
    assert session.sizes() == {"5": "five", "all": "all 8"}
    for size, count in zip(session.sizes(), (5, 8), strict=True):
        session.size = size
        assert session.more_ways()[0].name == f"A round of {session.sizes()[size]}"
        assert session.more_ways()[1].detail == f"{session.sizes()[size]} at the moment"
        assert len(session.open("round").round.slots) == count


def test_a_round_says_how_many_questions_there_are(bank: Bank) -> None:
    """A round of ten is offered where there are more than ten, else one of all there are."""
    names = {}
    for count in (1, 5, 8, 12):
        asked = [replace(bank.questions[n % 8], id=f"q-{n}") for n in range(count)]
        session = session_on(replace(bank, questions=tuple(asked)))
        names[count] = next(way.name for way in session.ways() if way.id == "round")
        assert session.size in session.sizes()
        with pytest.raises(CannotBegin, match=names[count].lower()):
            session.begin(due=True)
        exam = next(way.name for way in session.more_ways() if way.id == "exam")
        assert exam.split()[3:] == names[count].split()[3:]
    assert names == {
        1: "A round of one",
        5: "A round of all 5",
        8: "A round of all 8",
        12: "A round of ten",
    }


def test_the_number_of_questions_of_an_exam_is_for_that_exam_alone(bank: Bank) -> None:
    """Afterwards a round has as many as before; the number of a round is kept for the next."""
    session = session_on(bank)
    session.size = "5"
    session.open("exam").keep()
    assert session.size == "all"
    session.size = "5"
    session.open("round").keep()
    assert session.size == "5"


def test_a_round_of_what_was_marked_shows_the_marks(bank: Bank) -> None:
    """A mark stays until it is taken away; the end asks only about those that were made there."""
    session = session_on(bank)
    opened = session.take(begin(bank.questions[:2], Random(1)))
    opened.flag()
    opened.onward()
    opened.flag()
    opened.finish()
    opened = session.open("marked")
    assert opened.round.flagged == (0, 1)
    for slot in opened.round.slots:
        opened.answer(slot.question.key, Certainty.GUESS, 1)
        assert opened.last_question() is None
        opened.onward()
    assert len(session.history.marked(bank.id)) == 2
    opened = session.open("marked")
    opened.flag()
    opened.answer(opened.round.slot.question.key, Certainty.GUESS, 1)
    assert len(session.history.marked(bank.id)) == 1


def cursor(opened: OpenRound) -> object:
    """What Enter does after the last question."""
    last = opened.last_question()
    assert last is not None
    return last.cursor


def test_enter_alone_leads_to_the_end_of_a_round(bank: Bank) -> None:
    """What was marked or skipped is listed, but Enter does what the reader asked for: it ends."""
    opened = session_on(bank).take(begin(bank.questions[:3], Random(1)))
    opened.flag()
    opened.answer(opened.round.slot.question.key, Certainty.GUESS, 1)
    opened.onward()
    opened.skip()
    opened.onward()
    opened.answer(opened.round.slot.question.key, Certainty.GUESS, 1)
    assert cursor(opened) == "end"
    opened.revisit(1)
    assert cursor(opened) == "end"
    opened.answer(opened.round.slot.question.key, Certainty.GUESS, 1)
    assert cursor(opened) == "end"


@pytest.mark.parametrize("seen", [1, 2])
def test_enter_after_a_last_question_that_was_skipped_ends_the_round(bank: Bank, seen: int) -> None:
    """It doesn't lead back into the question that the reader has just left."""
    opened = session_on(bank).take(begin(bank.questions[:seen], Random(1)))
    last = None
    for _ in range(seen):
        opened.skip()
        last = opened.last_question()
        opened.onward()
    assert last is not None
    assert last.cursor == "end"
    assert len(last.loose_ends) == seen


def test_enter_alone_ends_no_exam_that_was_come_back_to(bank: Bank) -> None:
    """It goes to each question that waits, once, or ends it at first; then it does nothing."""
    opened = session_on(bank).take(begin(bank.questions[:3], Random(1), exam=True))
    for index in range(3):
        opened.go(index)
        opened.answer(opened.round.slot.question.key, Certainty.GUESS, 1)
    assert cursor(opened) == "end"
    opened.flag()
    opened.back()
    opened.flag()
    opened.go(2)
    for index in (1, 2):
        assert cursor(opened) == index
        opened.revisit(index)
    assert cursor(opened) is None
    opened.look_through()
    assert opened.round.at == 0
    opened.go(2)
    assert cursor(opened) is None


def test_a_round_is_carried_on_with_at_the_first_question_without_an_answer(bank: Bank) -> None:
    """What was skipped comes after what wasn't seen yet; every place that names it agrees."""
    session = session_on(bank)
    opened = session.take(begin(bank.questions[:4], Random(1)))
    opened.skip()
    for index in (1, 2):
        opened.go(index)
        opened.answer(opened.round.slot.question.key, Certainty.GUESS, 1)
    opened.back()
    assert "at question 4 of 4" in session.farewell()[0]
    assert "question 4 of 4" in [way.detail for way in session.ways()]
    opened = session.resume()
    assert opened.round.at == 3
    opened.answer(opened.round.slot.question.key, Certainty.GUESS, 1)
    assert session.resume().round.at == 0


def test_the_first_minute_is_offered_once_before_the_first_round(bank: Bank) -> None:
    """It comes first, until it was shown or a round was begun."""
    session = session_on(bank)
    assert session.ways()[0].id == "try"
    session.try_marks()
    assert "try" not in [way.id for way in session.ways()]
    assert session_on(bank).ways()[0].id == "try"
    session.begin().finish()
    assert "try" not in [way.id for way in session_on(bank).ways()]


def test_a_round_is_resumed_as_its_last_step_left_it(bank: Bank) -> None:
    """Resumed a second time, it is not as it was offered the first time."""
    session = session_on(bank)
    left(session)
    session.ways()
    session.resume().go(4)
    assert session.resume().round.at == 4
    session.resume().finish()
    with pytest.raises(CannotBegin, match="no round to carry on with"):
        session.resume()


def test_a_round_is_on_what_was_asked_for(bank: Bank) -> None:
    """On a skill or an article it asks nothing else; where there is nothing, it says so."""
    session = session_on(bank)
    for skill in bank.skills:
        slots = session.begin(skill=skill).round.slots
        assert {slot.question.skill for slot in slots} == {skill}
    for source in bank.articles():
        for slot in session.begin(source=source).round.slots:
            assert source in {citation.source for citation in slot.question.cites}
    with pytest.raises(CannotBegin, match="no questions on this yet"):
        session.begin(skill="none")


def test_a_lesson_comes_once_before_the_first_answer_on_its_skill(bank: Bank) -> None:
    """A round on a skill begins with its lesson until it was shown, or a question was answered."""
    lesson = bank.skills["source"]
    first = session_on(bank)
    assert first.begin(skill="certainty").lesson is None  # it has none
    assert first.begin().lesson is None
    first.begin(skill="source")  # a reader who carries on with another round doesn't see it
    shown = first.begin(skill="source")
    assert shown.lesson == lesson
    shown.keep()
    assert first.begin(skill="source").lesson is None
    assert session_on(bank).lesson("certainty") is None
    later = session_on(bank)
    assert later.lesson("source") == lesson  # chosen by the reader
    assert later.begin(skill="source").lesson is None
    answering = session_on(bank).begin(skill="source")
    assert answering.lesson == lesson
    answering.answer(answering.round.slot.question.key, Certainty.SURE, 1)
    assert session_on(bank).begin(skill="source").lesson is None


def test_an_exam_gives_no_lesson(bank: Bank) -> None:
    """A test on a skill doesn't begin with help on it."""
    questions = [each for each in bank.questions if each.skill == "source"]
    session = session_on(bank)
    exam = begin(questions, Random(1), exam=True)
    assert session.prepare(exam, skill="source").lesson is None


def test_what_is_due_comes_back_with_when_it_was_missed(bank: Bank) -> None:
    """A missed question is due another day, and says when it was missed; before, none is due."""
    session = session_on(bank)
    with pytest.raises(CannotBegin, match="No reviews are due today"):
        session.begin(due=True)
    missed = session.take(begin(bank.questions[:1], Random(1)))
    missed.answer((1,), Certainty.SURE, 1)
    assert not missed.missed
    assert session.due() == []
    later = session_on(bank, days=30)
    assert later.due() == [bank.questions[0]]
    opened = later.begin(due=True)
    assert [slot.question for slot in opened.round.slots] == later.due()
    assert opened.missed == {bank.questions[0].id: "You missed this on 4 March; you'd said “sure”."}


def test_what_an_open_exam_asks_cannot_begin(bank: Bank) -> None:
    """Neither a round nor what is due asks it, and what was sure and wrong doesn't show it."""
    session = session_on(bank)
    missed = session.take(begin(bank.questions[:1], Random(1)))
    missed.answer((1,), Certainty.SURE, 1)
    later = session_on(bank, days=30)
    assert len(later.sure_and_wrong().round.slots) == 1
    exam = later.take(begin(bank.questions, Random(1), exam=True))
    assert later.due() == []
    assert later.sure_and_wrong().round.slots == ()
    for due in (False, True):
        with pytest.raises(CannotBegin, match="All of these are in an exam"):
            later.begin(due=due)
    exam.finish()
    assert len(later.begin().round.slots) == len(bank.questions)


def test_a_first_round_begins_easy(bank: Bank) -> None:
    """Openers come first until something is answered; a seed gives its round to everybody."""
    easy = {"least-to-most", "which-month", "page-tells"}
    questions = tuple(replace(each, opener=each.id in easy) for each in bank.questions)
    session = session_on(replace(bank, questions=questions))
    assert {each.id for each in session.choose(3)} == easy
    seeded = session.choose(5, random=Random(3))
    opened = session.begin()
    opened.skip()
    assert {each.id for each in session.choose(3)} == easy
    opened.onward()
    opened.answer(opened.round.slot.question.key, Certainty.SURE, 1.0)
    rounds = [{each.id for each in session.choose(3)} for _ in range(9)]
    assert any(chosen != easy for chosen in rounds)
    assert session.choose(5, random=Random(3)) == seeded


def test_only_a_newcomer_is_asked_what_is_quick_to_read(bank: Bank) -> None:
    """Below 20 answers the longer half of each skill waits; random numbers of its own see none."""
    lines = [
        replace(each, id=f"{each.id}-{n}", passage="word " * (100 * n))
        for each in bank.questions
        for n in range(4)
    ]
    session = session_on(replace(bank, questions=tuple(lines)))
    skills = len({each.skill for each in lines})

    def longer() -> int:
        return sum(each.id[-1] in "23" for each in session.choose(skills))

    seeded = session.choose(skills, random=Random(5))
    assert longer() == 0
    opened = session.take(begin(lines[:20], Random(1)))
    for _ in range(20):
        opened.answer(wrong(opened.round.slot.question), Certainty.GUESS, 1)
        opened.onward()
    assert max(longer() for _ in range(20)) > 0
    assert session.choose(skills, random=Random(5)) == seeded


def test_random_numbers_of_its_own_decide_a_choice_alone(bank: Bank) -> None:
    """The same numbers choose the same questions again, whatever was answered between."""
    session = session_on(bank)
    chosen = session.choose(3, random=Random(5))
    opened = session.take(begin(chosen, Random(1)))
    opened.answer(opened.round.slot.question.key, Certainty.SURE, 1)
    assert session.choose(3, random=Random(5)) == chosen


def test_the_note_on_the_content_comes_with_the_first_round(bank: Bank) -> None:
    """Only with that; until then, home can show it."""
    session = session_on(bank)
    assert session.content_note == bank.about.content_note
    first = session.begin()
    assert first.note == bank.about.content_note
    first.keep()
    assert session.content_note == ""
    assert session.begin().note == ""


def test_news_of_the_history_comes_once_and_its_notice_stays(bank: Bank, tmp_path: Path) -> None:
    """Where nothing can be kept, the session says so, and home for as long as it is so."""
    (tmp_path / "history").write_text("not a folder", encoding="utf-8")
    session = session_on(bank)
    assert not session.is_kept
    news = session.news()
    assert news.startswith("Answers are only kept until you leave")
    assert session.news() == ""
    assert session.notice() == news


@pytest.mark.parametrize("exam", [True, False], ids=["exam", "practice"])
def test_a_round_in_two_windows_is_in_both_as_it_is_kept(bank: Bank, *, exam: bool) -> None:
    """What the first window answered and ended stands, and the second says so at its next step."""
    first = session_on(bank).take(begin(bank.questions, Random(1), exam=exam))
    first.answer(first.round.slot.question.key, Certainty.SURE, 1)
    first.onward()
    other = session_on(bank)
    second = other.resume()
    slot = first.round.slot
    first.answer(slot.question.key, Certainty.SURE, 1)
    if exam:
        first.finish()
    second.answer(wrong(slot.question), Certainty.GUESS, 1)
    assert second.round.slots[1].answer == first.round.slots[1].answer
    told = "exam was finished in another" if exam else "answered this in another window"
    assert told in other.news()
    assert second.round.shows_answer
    second.go(2)
    second.answer(second.round.slot.question.key, Certainty.SURE, 1)
    assert other.news() == ""
    second.finish()
    kept = on_disk(second)
    assert kept
    assert (kept.over, kept.slots) == (True, second.round.slots)
    assert second.round.right == (2 if exam else 3)  # nothing is answered after a hand-in


def test_answers_of_two_windows_are_handed_in_together(bank: Bank) -> None:
    """What either answered in an exam counts; of two answers to a question, the later."""
    first = session_on(bank).take(begin(bank.questions, Random(1), exam=True))
    second = session_on(bank).resume()
    first.answer(wrong(first.round.slot.question), Certainty.GUESS, 1)
    second.answer(second.round.slot.question.key, Certainty.SURE, 1)
    second.onward()
    second.answer(second.round.slot.question.key, Certainty.SURE, 1)
    first.finish()
    assert first.round.right == 2
    assert on_disk(first) == first.round


def test_a_round_begun_in_another_window_ends_this_one_and_loses_nothing(bank: Bank) -> None:
    """The next step says that it was ended, and its answer is kept."""
    here, there = session_on(bank), session_on(bank)
    opened = left(here)
    there.begin_another()
    there.begin().keep()
    opened.answer(opened.round.slot.question.key, Certainty.SURE, 1)
    assert "round was ended in another window" in here.news()
    assert opened.round.over
    assert opened.round.right == 1
    assert on_disk(opened) == opened.round


def test_the_scale_is_known_once_something_was_answered(bank: Bank) -> None:
    """Nothing need be said of it then, in a later session either."""
    session = session_on(bank)
    opened = session.begin()
    assert not session.knows_scale
    opened.answer(opened.round.slot.question.key, Certainty.GUESS, 1)
    assert session_on(bank).knows_scale


def test_past_the_last_question_comes_what_is_open_then_the_end(bank: Bank) -> None:
    """A step onward skips no question; once the round is over, it looks through to the last."""
    opened = session_on(bank).take(begin(bank.questions[:3], Random(1)))
    opened.onward()
    opened.skip()
    opened.go(2)
    opened.answer(wrong(opened.round.slot.question), Certainty.GUESS, 1)
    assert not opened.is_last
    assert opened.onward()
    assert opened.round.at == 0
    opened.skip()
    opened.go(2)
    assert opened.is_last
    assert not opened.onward()
    assert opened.round.over
    opened.go(0)
    assert [opened.onward() for _ in range(3)] == [True, True, False]


def test_what_was_marked_or_left_out_waits(bank: Bank) -> None:
    """One such question can be gone to; from there the next step leads to the end again."""
    opened = session_on(bank).take(begin(bank.questions[:3], Random(1), exam=True))
    assert [each.index for each in opened.loose_ends] == [0, 1, 2]
    opened.answer(wrong(opened.round.slot.question), Certainty.GUESS, 1)
    opened.go(2)
    opened.flag()
    assert (opened.round.flagged, opened.round.left_out) == ((2,), (1, 2))
    assert [each.index for each in opened.loose_ends] == [1, 2]
    opened.revisit(1)
    assert opened.round.at == 1
    assert opened.is_last
    for index in (1, 2):
        opened.go(index)
        opened.answer(wrong(opened.round.slot.question), Certainty.GUESS, 1)
    opened.flag()
    assert not opened.loose_ends
    opened.go(0)
    assert not opened.is_last


@pytest.mark.parametrize("before", [0, 3], ids=["the first round", "after others"])
def test_progress_and_the_end_of_a_round_name_the_same_skill(bank: Bank, before: int) -> None:
    """What the end of the last round offers to practise is what the page on progress offers."""
    session = session_on(bank)
    for each in range(before):
        opened = session.take(begin(bank.questions, Random(each)))
        for slot in opened.round.slots:
            opened.answer(slot.question.key, Certainty.FAIRLY, 1)
            opened.onward()
    opened = session.take(begin(bank.questions, Random(1)))
    missed = bank.questions[-1]
    for slot in opened.round.slots:
        question = slot.question
        given = wrong(question) if question is missed else question.key
        opened.answer(given, Certainty.SURE, 1)
        opened.onward()
    end, progress = opened.profile(), session.progress()
    told = opened.ending(end)
    assert bank.skills[end.next].name in (told.then or told.next)
    assert (end.next, end.because) == (progress.next, progress.because)
    assert progress.why.startswith(bank.skills[end.next].name)


def test_the_skill_that_cost_most_is_next(bank: Bank, questions: dict[str, Question]) -> None:
    """Where as many went wrong on two skills, the end offers the one of the dearest mistake."""
    partly, dear = questions["page-tells"], questions["fact-or-forecast"]
    assert partly.skill != dear.skill
    opened = session_on(bank).take(begin([partly, dear], Random(1)))
    opened.answer(numbers(partly.key)[:1], Certainty.SURE, 1)
    opened.onward()
    opened.answer(wrong(dear), Certainty.SURE, 1)
    opened.onward()
    assert opened.round.slots[0].points > opened.round.slots[1].points
    assert opened.profile().next == dear.skill


def test_answers_opened_again_change_nothing_that_is_kept(
    bank: Bank, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was sure and wrong can be walked through, as it was judged, and marked, but not kept."""
    session = session_on(bank)
    for question in bank.questions[:2]:
        opened = session.take(begin([question], Random(1)))
        opened.answer(wrong(question), Certainty.SURE, 1)
    before = list(session.history.export())
    kept = {each.question: each.share for each in session.history.answers(bank.id)}
    monkeypatch.setattr("quiz.play.round.judge", None)
    review = session.sure_and_wrong()
    assert {slot.question.id: slot.share for slot in review.round.slots} == kept
    assert len(kept) == 2
    review.go(0)
    review.flag()
    assert review.onward()
    assert not review.onward()
    assert review.number is None
    assert list(session.history.export()) == before


def test_a_rounds_profile_speaks_of_its_own_answers(
    bank: Bank, questions: dict[str, Question]
) -> None:
    """Those of earlier rounds only show in what to practise next."""
    session = session_on(bank)
    before = session.take(begin([questions["the-hedge"]], Random(1)))
    before.answer(wrong(questions["the-hedge"]), Certainty.SURE, 1)
    opened = session.take(begin([questions["bridge-in-may"], questions["page-tells"]], Random(1)))
    opened.answer(opened.round.slot.question.key, Certainty.SURE, 1)
    opened.finish()
    assert opened.profile().answers == 1
    assert session.progress().answers == 2


def test_the_way_on_from_a_miss_leads_through_the_others(bank: Bank) -> None:
    """From one that wasn't right come the others that weren't, each once, then the end."""
    session = session_on(bank)
    opened = session.take(begin(bank.questions[:6], Random(1)))
    for went in (False, True, False, True, True, False):
        question = opened.round.slot.question
        opened.answer(question.key if went else wrong(question), Certainty.FAIRLY, 1)
        opened.onward()
    assert opened.round.over

    def path(index: int) -> list[tuple[int, tuple[int, int] | None]]:
        assert opened.review(index)
        seen = [(opened.round.at, opened.next_miss)]
        while opened.onward():
            seen.append((opened.round.at, opened.next_miss))
        return seen

    assert path(2) == [(2, (2, 3)), (5, (3, 3)), (0, None)]
    assert path(3) == [(3, None), (4, None), (5, None)]
    assert opened.go(2)
    assert opened.onward()
    assert opened.round.at == 3  # who looks through them all sees each


def test_a_claim_has_a_round_of_its_questions(bank: Bank) -> None:
    """A round on a claim asks what cites the same words or outside report; else it says why not."""
    session = session_on(bank)
    about, nothing = bank.claims[0], replace(bank.claims[0], cites=())
    asked = {slot.question.id for slot in session.begin(claim=about).round.slots}
    assert asked == {question.id for question in bank.questions_on(about)}
    assert len(asked) < len(bank.questions)
    with pytest.raises(CannotBegin, match="no question"):
        session.begin(claim=nothing)


def test_a_farewell_says_what_comes_back(bank: Bank, questions: dict[str, Question]) -> None:
    """A reader who leaves hears how many questions are due, or else when the next come back."""
    session = session_on(bank)
    opened = session.take(begin([questions["the-hedge"], questions["page-tells"]], Random(1)))
    for _ in range(2):
        opened.answer(wrong(opened.round.slot.question), Certainty.SURE, 1)
        opened.onward()
    kept = "Your answers are saved. 2 questions come back tomorrow."
    assert session.farewell() == (kept, False)
    later = session_on(bank, days=3)
    assert later.farewell() == ("Goodbye. 2 questions are due today.", False)


def test_a_farewell_promises_only_what_is_so(bank: Bank) -> None:
    """It names the round that waits, this one or another, unless it was forgotten."""
    session = session_on(bank)
    assert session.farewell() == ("Goodbye.", False)
    session.begin().onward()
    assert session.farewell() == ("Goodbye.", False)
    back = "1 question comes back tomorrow."
    opened = left(session)
    kept = f"Your answers are saved. You left off at question 2 of 8. {back}"
    assert session.farewell() == (kept, True)
    session.begin().onward()
    other = f"Goodbye. The round you left is waiting at question 2 of 8. {back}"
    assert session.farewell() == (other, True)
    assert session_on(bank).farewell() == (other, True)
    session.resume()
    elsewhere = History.open()
    elsewhere.forget(opened.number)
    elsewhere.close()
    gone = "Goodbye. This round was forgotten in another window, so it isn't saved."
    assert session.farewell() == (gone, False)


def test_a_round_that_waits_is_asked_about_once(bank: Bank) -> None:
    """A reader who begins another is asked; the old one is then over, and its answers count."""
    session = session_on(bank)
    session.begin().keep()
    assert session.waiting(session.begin()) is None
    opened = left(session)
    assert session.waiting(session.resume()) is None
    another = session.begin()
    waiting = session.waiting(another)
    assert waiting
    assert waiting.heading == "You left a round at question 2 of 8."
    session.begin_another()
    another.keep()
    assert session.waiting(session.begin()) is None
    assert "resume" not in [way.id for way in session.ways()]
    kept = on_disk(opened)
    assert kept
    assert kept.over
    assert kept.slots == opened.round.slots
    assert [each.number for each in session.ended_rounds()] == [opened.number]
    assert session.progress().answers == 1


def test_an_exam_goes_on_waiting_when_another_round_is_begun(bank: Bank) -> None:
    """It is asked about once in a session, its questions stay out, and it is offered again."""
    session = session_on(bank)
    exam = session.take(begin(bank.questions[:3], Random(1), exam=True))
    another = session.begin()
    waiting = session.waiting(another)
    assert waiting
    assert waiting.heading == "You left an exam at question 1 of 3."
    session.begin_another()
    another.keep()
    assert all(each.question not in bank.questions[:3] for each in another.round.slots)
    assert session.waiting(session.begin()) is None
    assert not exam.round.over
    older = left(session)
    assert session.waiting(session.begin())
    assert session.resume().round == older.round
    older.finish()
    assert session.resume().round == exam.round
    assert session_on(bank).waiting(session_on(bank).begin())


def test_rounds_without_an_answer_are_not_listed(bank: Bank) -> None:
    """Neither progress nor the list of rounds names them; an open exam is listed all the same."""
    session = session_on(bank)
    session.begin().skip()
    session.take(begin(bank.questions, Random(1))).finish()
    assert session.progress().rounds == ()
    exam = session.take(begin(bank.questions[:1], Random(1), exam=True))
    assert [each.number for each in session.history.rounds(empty=False)] == [exam.number]
    opened = left(session)
    numbers = [exam.number, opened.number]
    assert [each.number for each in session.progress().rounds] == numbers
    exam.finish()
    assert [each.number for each in session.history.rounds(bank.id, empty=False)] == numbers[1:]


def test_the_last_round_can_be_looked_at_again(bank: Bank, questions: dict[str, Question]) -> None:
    """The next session brings it back with its answers, without what an open exam asks by then."""
    session = session_on(bank)
    assert "last" not in {way.id for way in session.ways()}
    opened = session.take(begin([questions["the-hedge"], questions["page-tells"]], Random(1)))
    for _ in range(2):
        opened.answer(wrong(opened.round.slot.question), Certainty.SURE, 1)
        opened.onward()
    assert session.last_round() is opened
    later = session_on(bank)
    assert [way.detail for way in later.ways() if way.id == "last"] == ["0 of 2 right, −12 marks"]
    again = later.last_round()
    assert again.round.slots == opened.round.slots
    later.take(begin([questions["the-hedge"]], Random(1), exam=True))
    last = later.last_round()
    assert [slot.question.id for slot in last.round.slots] == ["page-tells"]
    assert last.left_out_here == "1 question is in an exam you haven't finished and is left out."
    later.take(begin([questions["page-tells"]], Random(1), exam=True))
    with pytest.raises(CannotBegin):
        later.last_round()


@pytest.mark.parametrize("step", [OpenRound.flag, OpenRound.skip, OpenRound.onward])
def test_a_round_without_an_answer_can_be_carried_on_with_for_now(
    bank: Bank, step: Callable[[OpenRound], object]
) -> None:
    """While the quiz is open, a mark, a skip or a move is enough; the farewell promises nothing.

    To those who skipped something, it says so.
    """
    session = session_on(bank)
    opened = session.take(begin(bank.questions, Random(1)))
    assert "resume" not in {way.id for way in session.ways()}
    step(opened)
    assert "resume" in {way.id for way in session.ways()}
    why = " As nothing is answered yet, this round isn't kept." if step is OpenRound.skip else ""
    assert session.farewell() == (f"Goodbye.{why}", False)
    assert session.resume().round == opened.round
    assert session.waiting(session.begin())
    session.begin_another()
    session.begin().keep()
    assert "resume" not in {way.id for way in session.ways()}


def test_the_last_round_is_the_one_that_was_ended_last(bank: Bank) -> None:
    """A finished exam counts, however early it was begun; any number of empty rounds don't."""
    exam = session_on(bank).take(begin(bank.questions[1:], Random(1), exam=True))
    later = session_on(bank, days=1)
    answered_wrong(later, bank.questions[0])
    end = session_on(bank, days=2)
    exam = end.resume()
    exam.answer(exam.round.slot.question.key, Certainty.SURE, 1)
    exam.finish()
    empty = session_on(bank, days=3)
    for _ in range(11):
        empty.take(begin(bank.questions[:1], Random(1))).finish()
    last = empty.last()
    assert last is not None
    assert last.number == exam.number
    assert empty.last_round().round.exam


def test_what_an_open_exam_asks_is_due_nowhere(bank: Bank) -> None:
    """Neither the list nor the days to come count it, unless another question can stand in."""
    mates = [replace(question, move="the-move") for question in bank.questions[:2]]
    bank = replace(bank, questions=(*mates, *bank.questions[2:]))
    session = session_on(bank)
    answered_wrong(session, bank.questions[0])
    answered_wrong(session, bank.questions[4])
    later = session_on(bank, days=30)
    assert later.due() == [bank.questions[1], bank.questions[4]]
    later.take(begin([bank.questions[1], bank.questions[4]], Random(1), exam=True))
    assert later.due() == [bank.questions[0]]
    assert [*later.progress().coming.values()] == [1]
    later.take(begin([bank.questions[0]], Random(1), exam=True))
    assert later.due() == []
    assert later.progress().coming == {}
    assert later.comes_back() == ""


def test_each_round_that_is_over_can_be_looked_at_again(bank: Bank) -> None:
    """The newest comes first; what was left, or has no answer, is not among them.

    What an open exam asks is left out of each.
    """
    session = session_on(bank)
    first, second = (answered_wrong(session, bank.questions[n]) for n in (0, 1))
    session.take(begin(bank.questions[:2], Random(1))).finish()
    session.take(begin(bank.questions[:2], Random(1))).answer((0,), Certainty.GUESS, 1)
    later = session_on(bank)
    numbers = [each.number for each in later.ended_rounds()]
    assert numbers == [second.number, first.number]
    opened = [later.reopen(number).round.slots for number in numbers]
    assert opened == [second.round.slots, first.round.slots]
    exam = later.take(begin(bank.questions[:1], Random(1), exam=True))
    exam.answer((0,), Certainty.GUESS, 1)
    assert [each.number for each in later.ended_rounds()] == numbers
    with pytest.raises(CannotBegin):
        later.reopen(first.number or 0)


def test_what_was_marked_is_found_again_until_it_came_back(bank: Bank) -> None:
    """A mark outlives its round; an answer in a later one takes it away, and so does the reader."""
    session = session_on(bank)
    with pytest.raises(CannotBegin):
        session.choose(marked=True)
    opened = session.take(begin(bank.questions[:4], Random(1)))
    for index in (2, 0, 3):
        opened.go(index)
        opened.answer(wrong(opened.round.slot.question), Certainty.GUESS, 1)
        opened.flag()
    opened.flag()
    opened.finish()
    later = session_on(bank, days=1)
    assert later.choose(marked=True) == [bank.questions[2], bank.questions[0]]
    assert later.choose(1, marked=True, skill=bank.questions[0].skill) == [bank.questions[0]]
    again = later.take(begin(later.choose(marked=True), Random(1)))
    again.answer(again.round.slot.question.key, Certainty.SURE, 1)
    again.onward()
    again.answer(again.round.slot.question.key, Certainty.SURE, 1)
    again.flag()
    assert session_on(bank, days=2).choose(marked=True) == [bank.questions[0]]


def answered_wrong(session: Session, *questions: Question) -> OpenRound:
    """A round of these questions that is over, all of them sure and wrong."""
    opened = session.take(begin(questions, Random(1)))
    for _ in questions:
        opened.answer(wrong(opened.round.slot.question), Certainty.SURE, 1)
        opened.onward()
    return opened


def test_an_exam_begun_meanwhile_closes_the_last_round(bank: Bank) -> None:
    """What it asks is left out, or stays closed where it is in a list already."""
    session = session_on(bank)
    opened = answered_wrong(session, *bank.questions[:2])
    review = session.sure_and_wrong()
    exam = session_on(bank).take(begin(bank.questions[:1], Random(1), exam=True))
    last = session.last_round()
    assert [slot.question for slot in last.round.slots] == [bank.questions[1]]
    for each in (opened, review):
        index = next(n for n, s in enumerate(each.round.slots) if s.question == bank.questions[0])
        other = 1 - index
        assert each.go(other)
        assert not each.go(index)
        assert each.round.at == other
        assert session.news().startswith("This question is in an exam")
        assert session.news() == ""
        each.back()
        assert each.round.at == other
        assert not each.onward()
    exam.finish()
    assert session.last_round() is opened
    assert opened.go(0)


def test_an_exam_begun_meanwhile_is_not_practised(bank: Bank) -> None:
    """A question that waited for its answer in another round is skipped instead of explained."""
    session = session_on(bank)
    opened = session.take(begin(bank.questions[:2], Random(1)))
    session.take(begin(bank.questions[:1], Random(1), exam=True))
    opened.answer(wrong(bank.questions[0]), Certainty.SURE, 1)
    assert not opened.round.shows_answer
    assert opened.round.slot.skipped
    assert session.news().startswith("This question is in an exam")


def test_two_exams_prepared_at_once_ask_no_question_both(bank: Bank) -> None:
    """What the first asks is left out of the second when it is kept, unless that is all."""
    one, two, three = (session_on(bank) for _ in range(3))
    first = one.prepare(begin(bank.questions[:3], Random(1), exam=True))
    second = two.prepare(begin(bank.questions[2:5], Random(1), exam=True))
    third = three.prepare(begin(bank.questions[:2], Random(1)))
    first.keep()
    second.keep()
    assert [slot.question for slot in second.round.slots] == [*bank.questions[3:5]]
    assert "left out" in two.news()
    assert on_disk(second) == second.round
    with pytest.raises(CannotBegin):
        third.keep()


def test_what_is_resumed_is_as_it_is_by_then(bank: Bank) -> None:
    """An exam begun after home was shown keeps its questions out of the round that is resumed."""
    session = session_on(bank)
    left = session.take(begin(bank.questions[:3], Random(1)))
    left.answer(wrong(bank.questions[0]), Certainty.SURE, 1)
    assert session.ways()[0].id == "resume"
    session_on(bank).take(begin(bank.questions[:1], Random(1), exam=True))
    asked = [slot.question for slot in session.resume().round.slots]
    assert asked == [*bank.questions[1:3]]


def test_a_number_used_again_is_not_mistaken_for_the_round_that_had_it(bank: Bank) -> None:
    """Neither the last round nor the farewell speaks of a round that was forgotten elsewhere."""
    session = session_on(bank)
    forgotten = answered_wrong(session, *bank.questions[:2])
    other = session_on(bank)
    assert other.history.forget(forgotten.number) == 1
    newer = answered_wrong(other, bank.questions[2])
    assert newer.number == forgotten.number
    assert [slot.question for slot in session.last_round().round.slots] == [bank.questions[2]]
    assert "was forgotten in another window" in session.farewell()[0]
    other.history.forget(newer.number)
    left = other.take(begin(bank.questions[:3], Random(1)))
    left.answer(wrong(bank.questions[0]), Certainty.GUESS, 1)
    assert session.resume().round.slots == left.round.slots
    forgotten.keep()
    assert on_disk(left) == left.round


def test_an_impossible_response_is_not_shown_again(bank: Bank) -> None:
    """A history that was edited by hand stops neither progress nor what was sure and wrong."""
    session = session_on(bank)
    asked = [each for each in bank.questions if isinstance(each, Sort | Order)]
    assert {type(each) for each in asked} == {Sort, Order}
    answered_wrong(session, *asked)
    path = session.history.path
    assert path is not None
    for response in ("[0]", "[9,9,9]", "[0,0,0,0,0,0,0,0,0,0]"):
        with closing(sqlite3.connect(path)) as db, db:
            db.execute("UPDATE slots SET response = ?, share = 0.5", (response,))
        assert session.sure_and_wrong().round.slots == ()
        assert {each.partly for each in session.progress().sure_and_wrong} == {""}
        assert session_on(bank).last_round().round.answered == ()


def test_a_round_that_is_reopened_agrees_with_its_marks(bank: Bank) -> None:
    """What was left out stays in it and can be answered; what has changed is counted."""
    session = session_on(bank)
    first, second, third = bank.questions[:3]
    opened = session.take(begin([first, second, third], Random(1)))
    for question in (first, second):
        opened.answer(question.key, Certainty.SURE, 1)
        opened.onward()
    opened.finish()
    anew = (replace(each, stem="Asked anew?") for each in (first, second))
    changed = replace(bank, questions=(*anew, *bank.questions[2:]))
    later = session_on(changed)
    again = later.reopen(opened.number or 0)
    assert [slot.question for slot in again.round.slots] == [third]
    assert again.left_out_here == "2 questions have changed since and are left out."
    would = "With “guess” every time, it would have been 2."
    figures = [f"6; 9 is the most you can get. {would}", "2 of 2 right", "1 left out"]
    late = session_on(bank).last_round()
    assert [marks(again.whole, unsigned), *score(again.whole)] == figures
    assert [marks(late.whole, unsigned), *score(late.whole)] == figures
    again.answer(third.key, Certainty.GUESS, 1)
    assert [marks(again.whole, unsigned), *score(again.whole)] == [
        "7; 9 is the most you can get. With “guess” every time, it would have been 3.",
        "3 of 3 right",
    ]
    reopened = session_on(bank).last_round()
    assert on_disk(reopened) == reopened.round
    assert [slot.question for slot in reopened.round.slots] == [first, second, third]
    with pytest.raises(CannotBegin):
        later.reopen(99)


def test_a_name_stands_in_full_above_the_first_question_of_each_round(bank: Bank) -> None:
    """The bank's introduction is above the first question until it is answered, and no other."""
    named = replace(bank, about=replace(bank.about, introduction="The Lantern is a newspaper."))
    opened = session_on(named).begin()
    assert opened.note_above(opened.round.slot) == "The Lantern is a newspaper."
    opened.answer(opened.round.slot.question.key, Certainty.SURE, seconds=1)
    assert opened.note_above(opened.round.slot) == ""
    opened.onward()
    assert opened.note_above(opened.round.slot) == ""


def test_who_has_handed_in_is_told_how_after_every_round(bank: Bank) -> None:
    """At the end of an ordinary round nothing is said of it until the reader handed in once."""
    session = session_on(bank)
    session.hands_in_by = "quiz hand-in --name …"
    for handed_in in (False, True):
        if handed_in:
            session.history.reader()
        opened = session.take(begin(bank.questions[:1], Random(1)))
        assert opened.to_hand_in == ""
        opened.finish()
        assert opened.to_hand_in == (session.hands_in_by if handed_in else "")
