"""The history: every answer is kept as it is given, until the reader forgets it."""

import json
import os
import re
import resource
import shutil
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import ExitStack, closing, suppress
from datetime import UTC, datetime, timedelta
from itertools import product
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

import msgspec
import pytest

from quiz.bank.kinds import digest
from quiz.bank.model import Bank
from quiz.paths import history_folder, write_whole
from quiz.play.mark import Certainty, Judgement
from quiz.play.pick import pick
from quiz.play.round import Answer, Round, answer, begin, finish, flag, look, onward, pass_over
from quiz.record import database, file, review
from quiz.record import history as module
from quiz.record.answers import AnswerRecord, answers_of_round
from quiz.record.backups import backups
from quiz.record.history import History
from quiz.record.profile import profile_of_round
from quiz.record.store import Store

pytestmark = pytest.mark.usefixtures("closed_histories")

START = datetime(2031, 3, 4, 12, tzinfo=UTC)

NOBODY = 65534


class Clock:
    """A clock that the test moves."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        """The time."""
        return self.now


@pytest.fixture
def clock() -> Clock:
    """A clock that stands at noon."""
    return Clock()


def new_round(bank: Bank, *, exam: bool = False, count: int = 5) -> Round:
    """A round of so many questions, the same each time."""
    return begin(pick(bank.questions, count, Random(4)), Random(4), exam=exam)


def answered(round: Round, certainty: Certainty = Certainty.SURE) -> Round:
    """The round with the question that is shown answered rightly."""
    return answer(round, Answer(round.slot.question.key, certainty, 3.5))


@pytest.mark.parametrize("over", [False, True])
def test_a_stored_judgement_stays_when_answers_would_be_judged_otherwise(
    bank: Bank, monkeypatch: pytest.MonkeyPatch, *, over: bool
) -> None:
    """A resumed round and a finished one have the judgements that their answers were given."""
    history = History.open()
    asked = answered(new_round(bank))
    number = history.begin(finish(asked) if over else asked, "own")
    otherwise = Judgement(right=False, share=0.0, points=-99, trust=0, doubt=0)
    monkeypatch.setattr("quiz.play.round.judge", lambda *_: otherwise)
    resumed = history.unfinished(bank, "own")
    read = history.round(number) if over else resumed and resumed.round
    assert read
    assert read.slots[0].judgement == asked.slots[0].judgement


def test_place_is_the_folder_that_the_reader_chose(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`QUIZ_DATA_DIR` says where; the folder is made for its owner alone."""
    monkeypatch.setenv("QUIZ_DATA_DIR", str(tmp_path / "mine"))
    History.open().close()
    assert history_folder() == tmp_path / "mine"
    assert (tmp_path / "mine").stat().st_mode & 0o777 == 0o700
    assert (tmp_path / "mine" / "history.db").is_file()


def test_place_is_the_systems_own_when_none_is_chosen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without `QUIZ_DATA_DIR` the history lies in the system's folder for data under the home."""
    monkeypatch.delenv("QUIZ_DATA_DIR")
    assert history_folder().is_relative_to(tmp_path)
    assert history_folder().name == "media-literacy-quiz"


def test_answer_is_kept_with_all_that_is_known_of_it(bank: Bank, clock: Clock) -> None:
    """A record has the question, wording, certainty, seconds, moment and look at sources."""
    history = History.open(clock=clock)
    round = new_round(bank)
    number = history.begin(round, "own")
    history.keep(number, answered(look(round)))
    (record,) = history.answers("own")
    question = round.slot.question
    assert (record.question, record.digest) == (question.id, digest(question))
    assert (record.skill, record.move) == (question.skill, question.move)
    assert record.response == question.key
    assert (record.certainty, record.right, record.points) == (Certainty.SURE, True, 3)
    assert (record.looked, record.seconds, record.when) == (True, 3.5, START)
    assert (record.round, record.n) == (number, 0)


@pytest.mark.parametrize("titled", [True, False])
def test_earlier_versions_can_read_the_questions_of_a_history(
    bank: Bank, tmp_path: Path, *, titled: bool
) -> None:
    """Titles, events and fields added later without a value are neither stored nor exported."""
    history = History.open(tmp_path)
    round = begin(bank.questions, Random(4))
    if not titled:
        round = begin((msgspec.structs.replace(q, title=None) for q in bank.questions), Random(4))
    history.begin(round, "own")
    with closing(sqlite3.connect(tmp_path / "history.db")) as db, db:
        stored = {row[0].encode() for row in db.execute("SELECT body FROM questions")}
        # An earlier version of this one stored the titles.
        db.execute("UPDATE questions SET body = json_insert(body, '$.title', NULL)")
    exported = re.findall(rb'"body":(.*)}$', "\n".join(history.export()).encode(), re.MULTILINE)
    assert set(exported) == stored
    history.close()
    for question in bank.questions:
        body = msgspec.json.encode(msgspec.structs.replace(question, title=None))
        for default in (
            b'"title":null,',
            b'"draft":false,',
            b'"opener":false,',
            b'"event":"",',
            b'"exhibits":[],',
            b',"case":false',
            b',"join":" "',
            b',"pick":null',
        ):
            body = body.replace(default, b"")
        if question.kind == "short":
            body = body.replace(b'"number":null,"within":0.0,', b"")
        assert body in stored


def test_answer_is_on_the_disk_when_keep_returns(bank: Bank, tmp_path: Path) -> None:
    """A copy of the file, taken at once, holds the answer."""
    history = History.open(tmp_path / "one")
    round = new_round(bank)
    number = history.begin(round, "own")
    history.keep(number, answered(round))
    shutil.copytree(tmp_path / "one", tmp_path / "copy")
    assert len(History.open(tmp_path / "copy").answers()) == 1


def test_keeping_twice_changes_nothing(bank: Bank, clock: Clock) -> None:
    """An answer that is kept again keeps its moment, in another process too."""
    history = History.open(clock=clock)
    round = new_round(bank)
    number = history.begin(round, "own")
    round = answered(round)
    history.keep(number, round)
    before = history.answers()
    clock.now += timedelta(hours=1)
    history.keep(number, round)
    other = History.open(clock=clock)
    resumed = other.unfinished(changed(bank, {round.slots[-1].question.id}, set()), "own")
    assert resumed is not None
    other.keep(number, flag(resumed.round))  # writes all of it, as a question changed
    assert other.answers() == before


def test_round_is_taken_up_where_it_stood(bank: Bank) -> None:
    """A resumed round has the same questions, order, flags, answers and position."""
    history = History.open()
    round = new_round(bank)
    number = history.begin(round, "own")
    round = onward(pass_over(flag(onward(answered(look(round))))))
    history.keep(number, round)
    resumed = History.open().unfinished(bank, "own")
    assert resumed is not None
    assert (resumed.number, resumed.round, resumed.notice) == (number, round, "")


def test_round_that_is_over_or_of_another_bank_is_not_taken_up(bank: Bank) -> None:
    """Only an open round of this bank can be resumed."""
    history = History.open()
    round = new_round(bank)
    number = history.begin(round, "own")
    assert history.unfinished(bank, "other") is None
    history.keep(number, finish(round))
    assert history.unfinished(bank, "own") is None


def changed(bank: Bank, edit: set[str], drop: set[str]) -> Bank:
    """The bank with some questions edited and some gone."""
    questions = tuple(
        msgspec.structs.replace(q, stem=q.stem + " Think twice.") if q.id in edit else q
        for q in bank.questions
        if q.id not in drop
    )
    return msgspec.structs.replace(bank, questions=questions)


def test_changed_questions_are_asked_anew_and_gone_ones_left_out(bank: Bank) -> None:
    """A resumed round follows the bank as it now is, says so, and loses no answer."""
    history = History.open()
    round = new_round(bank)
    number = history.begin(round, "own")
    for _ in range(3):
        round = onward(answered(round))
    history.keep(number, round)
    ids = [slot.question.id for slot in round.slots]
    now = changed(bank, edit={ids[0]}, drop={ids[1], ids[4]})

    resumed = History.open().unfinished(now, "own")
    assert resumed is not None
    assert resumed.notice == (
        "1 question has changed and is asked again. "
        "2 questions are no longer there and are left out."
    )
    assert [slot.question.id for slot in resumed.round.slots] == [ids[0], ids[2], ids[3]]
    assert [slot.answer is not None for slot in resumed.round.slots] == [False, True, False]
    assert resumed.round.slot.question.id == ids[3]

    history = History.open()
    resumed = history.unfinished(now, "own")
    assert resumed is not None
    round = answered(msgspec.structs.replace(resumed.round, at=0))
    history.keep(resumed.number, round)
    assert [record.question for record in history.answers()] == [*ids[:3], ids[0]]
    again = History.open().unfinished(now, "own")
    assert again is not None
    assert (again.round, again.notice) == (round, "")


def test_ten_changed_ids_lose_no_answer(bank: Bank) -> None:
    """A round whose ids were all renamed can't be resumed, and its answers stay word for word."""
    many = msgspec.structs.replace(
        bank,
        questions=tuple(
            msgspec.structs.replace(bank.questions[0], id=f"question-{n}") for n in range(10)
        ),
    )
    history = History.open()
    round = new_round(many, count=10)
    number = history.begin(round, "own")
    while not round.over:
        round = onward(answered(round))
    history.keep(number, msgspec.structs.replace(round, over=False))
    renamed = msgspec.structs.replace(
        many,
        questions=tuple(msgspec.structs.replace(q, id=f"new-{q.id}") for q in many.questions),
    )
    history = History.open()
    assert history.unfinished(renamed, "own") is None
    assert len(history.answers("own")) == 10
    stored = history.round(number)
    assert stored is not None
    assert [digest(slot.question) for slot in stored.slots] == [
        digest(slot.question) for slot in round.slots
    ]


def test_exam_counts_when_it_is_over(bank: Bank) -> None:
    """Answers of an exam may change until its end, and only the last ones count, from then on."""
    history = History.open()
    round = new_round(bank, exam=True)
    number = history.begin(round, "own")
    round = answered(round, Certainty.GUESS)
    history.keep(number, round)
    round = answered(round, Certainty.FAIRLY)
    history.keep(number, round)
    assert history.answers() == []
    assert history.total() == (1, 0)
    history.keep(number, finish(round))
    assert [record.certainty for record in history.answers()] == [Certainty.FAIRLY]
    assert history.total() == (1, 1)


def test_answers_keep_their_order_when_the_clock_is_set_back(bank: Bank, clock: Clock) -> None:
    """A later answer stays later, though the clock was set back by a year."""
    history = History.open(clock=clock)
    round = new_round(bank)
    number = history.begin(round, "own")
    round = answered(round)
    history.keep(number, round)
    clock.now -= timedelta(days=365)
    history.keep(number, answered(onward(round)))
    assert [record.n for record in history.answers()] == [0, 1]


def test_newest_answers_are_those_that_count(bank: Bank) -> None:
    """A limited number of answers are the newest, oldest first."""
    history = History.open()
    round = new_round(bank)
    number = history.begin(round, "own")
    for _ in range(4):
        round = onward(answered(round))
    history.keep(number, round)
    assert [record.n for record in history.answers(newest=2)] == [2, 3]
    assert len(history.answers(newest=None)) == 4


def test_rounds_tell_their_counts(bank: Bank, clock: Clock) -> None:
    """The summary of a round has its date, and how many were asked, answered and right."""
    history = History.open(clock=clock)
    round = new_round(bank)
    number = history.begin(round, "own")
    history.keep(number, pass_over(onward(answered(round))))
    (summary,) = history.rounds("own")
    assert (summary.number, summary.began, summary.over) == (number, START, False)
    assert (summary.asked, summary.answered, summary.right, summary.points) == (5, 1, 1, 3)


def test_end_of_a_round_needs_no_history(bank: Bank) -> None:
    """The records made of a round alone are those that a history returns."""
    history = History.open()
    round = new_round(bank)
    number = history.begin(round, "own")
    while not round.over:
        round = onward(answered(round))
        history.keep(number, round)

    def bare(record: AnswerRecord) -> AnswerRecord:
        return msgspec.structs.replace(record, when=START, round=0, turn=0)

    assert [*map(bare, answers_of_round(round))] == [*map(bare, history.answers())]


def test_export_and_import_lose_nothing_and_double_nothing(bank: Bank, tmp_path: Path) -> None:
    """Another history imports everything, once, and exports the same lines."""
    one = History.open(tmp_path / "one")
    for certainty in Certainty:
        round = new_round(bank)
        number = one.begin(round, "own")
        one.keep(number, pass_over(onward(answered(flag(look(round)), certainty))))
    lines = list(one.export())
    two = History.open(tmp_path / "two")
    assert two.import_(lines) == (3, 3, 5)
    assert two.import_(lines) == (0, 0, 0)
    assert list(two.export()) == lines
    assert two.answers() == one.answers()


def test_round_that_went_on_elsewhere_is_merged(bank: Bank, tmp_path: Path, clock: Clock) -> None:
    """A round that went on in two histories has the answers of both after a merge."""
    one = History.open(tmp_path / "one", clock=clock)
    round = new_round(bank)
    number = one.begin(round, "own")
    two = History.open(tmp_path / "two", clock=clock)
    two.import_(one.export())
    clock.now += timedelta(minutes=1)
    one.keep(number, answered(round))
    clock.now += timedelta(minutes=1)
    resumed = two.unfinished(bank, "own")
    assert resumed is not None
    two.keep(resumed.number, answered(onward(resumed.round)))
    assert one.import_(two.export()) == (0, 1, 0)
    assert [record.n for record in one.answers()] == [0, 1]


def test_question_that_was_reworded_meanwhile_is_there_once_after_a_merge(
    bank: Bank, tmp_path: Path, clock: Clock
) -> None:
    """Answered in both its wordings, each in one history, it isn't asked twice, and both count."""
    one = History.open(tmp_path / "one", clock=clock)
    round = new_round(bank)
    one.begin(round, "own")
    two = History.open(tmp_path / "two", clock=clock)
    two.import_(one.export())
    clock.now += timedelta(minutes=1)
    earlier = two.unfinished(bank, "own")
    assert earlier is not None
    two.keep(earlier.number, answered(earlier.round))
    ids = [slot.question.id for slot in round.slots]
    now = changed(bank, edit={ids[0]}, drop=set())
    clock.now += timedelta(minutes=1)
    later = one.unfinished(now, "own")
    assert later is not None
    one.keep(later.number, answered(later.round))
    for history, other in ((two, one), (one, two)):
        history.import_(other.export())
        assert history.import_(other.export()) == (0, 0, 0)
        merged = history.unfinished(now, "own")
        assert merged is not None
        assert [slot.question.id for slot in merged.round.slots] == ids
        assert (merged.round.slots[0].answer is not None, merged.notice) == (True, "")
        assert len(history.answers()) == 2


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("nonsense", "line 1"),
        ('{"line": "round"}', "line 1"),
        ('{"line": "poem"}', "line 1"),
    ],
)
def test_import_of_something_else_is_refused_whole(line: str, said: str) -> None:
    """A file of something else is refused with its first bad line, and nothing is imported."""
    history = History.open()
    with pytest.raises(ValueError, match=said):
        history.import_([line])
    assert history.total() == (0, 0)


def test_import_needs_the_questions_of_its_rounds(bank: Bank, tmp_path: Path) -> None:
    """A round without its questions couldn't be shown, so its import is refused."""
    one = History.open(tmp_path / "one")
    one.begin(new_round(bank), "own")
    rounds = [line for line in one.export() if json.loads(line)["line"] == "round"]
    with pytest.raises(ValueError, match="no line before it has the question"):
        History.open(tmp_path / "two").import_(rounds)


def test_forgetting_leaves_no_trace(bank: Bank, tmp_path: Path) -> None:
    """After forgetting, neither the file nor a backup holds a word of the questions."""
    round = new_round(bank)
    for _ in range(2):
        history = History.open(tmp_path / "one")
        history.keep(history.begin(round, "own"), answered(round))
        history.close()
    History.open(tmp_path / "one").close()
    history = History.open(tmp_path / "one")
    assert list((tmp_path / "one" / "backups").iterdir())
    assert history.forget(1) == 1
    assert [summary.number for summary in history.rounds()] == [2]
    assert history.forget() == 1
    history.close()
    held = b"".join(p.read_bytes() for p in (tmp_path / "one").rglob("*") if p.is_file())
    assert bank.questions[0].id.encode() not in held
    assert round.slot.question.stem.encode() not in held


def test_schedule_is_kept_until_there_is_a_new_answer(bank: Bank, clock: Clock) -> None:
    """A schedule is worked out once, and again after an answer."""
    history = History.open(clock=clock)
    round = new_round(bank)
    number = history.begin(round, "own")
    round = answered(round)
    history.keep(number, round)
    first = history.schedule("own")
    assert first == History.open().schedule("own")
    history.keep(number, answered(onward(round)))
    assert len(history.schedule("own")) == 2


def test_first_of_two_explained_answers_stays(bank: Bank) -> None:
    """Of two quizzes at one round, the second doesn't overwrite an answer that was explained."""
    one = History.open()
    round = new_round(bank)
    number = one.begin(round, "own")
    two = History.open()
    resumed = two.unfinished(bank, "own")
    assert resumed is not None
    one.keep(number, answered(round, Certainty.GUESS))
    two.keep(resumed.number, flag(answered(resumed.round, Certainty.SURE)))
    two.keep(resumed.number, answered(onward(answered(resumed.round, Certainty.SURE))))
    found = History.open().answers()
    assert [(record.n, record.certainty) for record in found] == [
        (0, Certainty.GUESS),
        (1, Certainty.SURE),
    ]
    (summary,) = one.rounds()
    assert (summary.answered, summary.right, summary.points) == (2, 2, 4)


def test_round_written_anew_as_a_whole_erases_no_answer(bank: Bank) -> None:
    """A quiz that writes a whole round with fewer answers than the file deletes none."""
    one = History.open()
    round = new_round(bank)
    number = one.begin(round, "own")
    two = History.open()
    stale = two.unfinished(changed(bank, {round.slots[-1].question.id}, set()), "own")
    assert stale is not None
    one.keep(number, answered(round))
    two.keep(number, pass_over(stale.round))  # writes all of it, as a question changed
    resumed = History.open().unfinished(bank, "own")
    assert resumed is not None
    assert resumed.round.slots[0].answer is not None
    assert not resumed.round.slots[0].skipped


def test_round_that_was_ended_stays_so(bank: Bank) -> None:
    """A flag or move from another quiz doesn't reopen a round that was ended."""
    one = History.open()
    round = new_round(bank)
    number = one.begin(round, "own")
    one.keep(number, answered(round))
    two = History.open()
    resumed = two.unfinished(bank, "own")
    assert resumed is not None
    one.keep(number, finish(answered(round)))
    two.keep(resumed.number, onward(flag(resumed.round)))
    (summary,) = History.open().rounds()
    assert summary.over
    assert History.open().unfinished(bank, "own") is None


def test_number_that_is_used_again_is_not_mistaken(bank: Bank) -> None:
    """A round that was forgotten elsewhere goes on beside the one that took its number."""
    one = History.open()
    round = new_round(bank)
    number = one.begin(round, "one")
    two = History.open()
    two.forget()
    other = new_round(bank, count=3)
    assert two.begin(other, "two") == number
    one.keep(number, answered(round))
    one.keep(number, answered(onward(answered(round))))
    found = {summary.bank: (summary.asked, summary.answered) for summary in History.open().rounds()}
    assert found == {"one": (5, 2), "two": (3, 0)}
    assert [record.n for record in one.answers("one")] == [0, 1]


def test_number_follows_the_round_when_it_is_used_again(bank: Bank) -> None:
    """A round that was forgotten elsewhere and goes on ends with its own answers alone."""
    one, two = History.open(), History.open()
    round = new_round(bank, count=3)
    number = one.begin(round, "own")
    round = onward(answered(round))
    number = one.keep(number, round)
    two.forget(number)
    other = new_round(bank)
    assert two.begin(other, "own") == number
    while not round.over:
        round = onward(answered(round))
        number = one.keep(number, round)
    assert number == 2
    found = profile_of_round(bank, one, "own", number, round, now=START)
    assert found.came_back == ""
    stored = one.round(number)
    assert stored is not None
    assert len(stored.answered) == 2
    assert {record.round for record in one.answers()} == {2}


def test_what_another_quiz_answers_meanwhile_did_not_come_before(bank: Bank) -> None:
    """Answers of another quiz during a round don't count as given before it."""
    one, two = History.open(), History.open()
    round = new_round(bank, count=3)
    number = one.begin(round, "own")
    round = onward(answered(round))
    number = one.keep(number, round)
    meanwhile = new_round(bank, count=3)
    other = two.begin(meanwhile, "own")
    two.keep(other, onward(answered(meanwhile)))
    while not round.over:
        round = onward(answered(round))
        number = one.keep(number, round)
    assert profile_of_round(bank, one, "own", number, round, now=START).came_back == ""


def test_what_was_forgotten_elsewhere_stays_so(bank: Bank) -> None:
    """A round that was forgotten elsewhere is kept only as a new round with later answers."""
    one, two = History.open(), History.open()
    round = onward(answered(new_round(bank)))
    number = one.keep(one.begin(new_round(bank), "own"), round)
    assert two.forget() == 1
    round = onward(round)
    number = one.keep(number, round)
    assert number < 0
    assert two.rounds() == []
    other = two.begin(new_round(bank), "other")
    number = one.keep(number, answered(round))
    assert number == other + 1
    summary = two.rounds("own")[0]
    assert (summary.asked, summary.answered, summary.over) == (4, 1, False)
    resumed = two.unfinished(bank, "own")
    assert resumed is not None
    assert resumed.round.slot == answered(round).slot
    assert [record.n for record in two.answers()] == [2]


@pytest.mark.parametrize("goes_on", [False, True])
def test_what_was_forgotten_stays_so_when_the_file_is_replaced(
    bank: Bank, tmp_path: Path, goes_on: bool
) -> None:
    """A copy of the file in its place brings no forgotten round back."""
    one = History.open(tmp_path)
    round = onward(answered(new_round(bank)))
    number = one.keep(one.begin(new_round(bank), "own"), round)
    two = History.open(tmp_path)
    two.forget(number)
    two.close()
    shutil.copy(tmp_path / "history.db", tmp_path / "copy.db")
    (tmp_path / "copy.db").replace(tmp_path / "history.db")
    if goes_on:
        one.keep(number, answered(round))
    one.close()
    assert len(History.open(tmp_path).rounds()) == goes_on
    assert len(History.open(tmp_path).answers()) == goes_on


def test_file_in_which_something_was_forgotten_gets_the_round_all_the_same(
    bank: Bank, tmp_path: Path
) -> None:
    """Another file in place of ours gets this session's round, whatever was forgotten there."""
    other = History.open(tmp_path / "other")
    other.begin(new_round(bank), "own")
    other.forget()
    other.close()
    history = History.open(tmp_path)
    round = onward(answered(new_round(bank)))
    number = history.keep(history.begin(new_round(bank), "own"), round)
    resumed = history.unfinished(bank, "own")
    assert resumed is not None
    (tmp_path / "other" / "history.db").replace(tmp_path / "history.db")
    history.keep(number, answered(round))
    assert len(History.open(tmp_path).answers()) == 2


def test_changed_question_of_another_quiz_gets_a_row_of_its_own(bank: Bank) -> None:
    """Two quizzes that ask different wordings in one slot lose neither answer."""
    history = History.open()
    round = new_round(bank)
    history.keep(history.begin(round, "own"), round)
    first = round.slots[0].question.id
    texts = []
    quizzes = [History.open(), History.open()]
    for place, quiz in enumerate(quizzes):
        questions = tuple(
            msgspec.structs.replace(q, stem=f"Wording {place}?") if q.id == first else q
            for q in bank.questions
        )
        resumed = quiz.unfinished(msgspec.structs.replace(bank, questions=questions), "own")
        assert resumed is not None
        texts.append(resumed)
    for quiz, resumed in zip(quizzes, texts, strict=True):
        quiz.keep(resumed.number, answered(resumed.round))
    assert len({record.digest for record in history.answers()}) == 2


def test_counts_follow_from_the_slots(bank: Bank, tmp_path: Path) -> None:
    """The counts of a round follow from its slots, whatever the file says."""
    history = History.open(tmp_path)
    round = new_round(bank)
    history.keep(history.begin(round, "own"), answered(round))
    with sqlite3.connect(tmp_path / "history.db") as db:
        db.execute(
            "UPDATE rounds SET asked = 1, answered = -4, right = 100000000, points = 1 << 62"
        )
    db.close()
    (summary,) = history.rounds()
    assert (summary.asked, summary.answered, summary.right, summary.points) == (5, 1, 1, 3)
    assert history.total() == (1, 1)


def test_moments_that_no_clock_showed_stop_nothing(bank: Bank, tmp_path: Path) -> None:
    """A date in the year 9999 is read as the last possible one."""
    history = History.open(tmp_path)
    round = new_round(bank)
    history.keep(history.begin(round, "own"), answered(round))
    with sqlite3.connect(tmp_path / "history.db") as db:
        db.execute("UPDATE slots SET answered = 253402300799999 WHERE answered NOT NULL")
        db.execute("UPDATE rounds SET began = 253402300799999")
    db.close()
    assert history.answers()[0].when.year == 2100
    assert history.rounds()[0].began.astimezone().year in (2100, 2101)
    assert history.schedule("own")


def test_open_exam_tells_no_marks(bank: Bank) -> None:
    """An open exam hides how many answers are right and what they earned."""
    history = History.open()
    round = new_round(bank, exam=True)
    number = history.begin(round, "own")
    round = answered(round)
    history.keep(number, round)
    (summary,) = history.rounds()
    assert (summary.answered, summary.right, summary.points) == (1, None, None)
    assert {each.id for each in history.sealed()} == {slot.question.id for slot in round.slots}
    history.keep(number, finish(round))
    (summary,) = history.rounds()
    assert (summary.right, summary.points) == (1, 3)
    assert history.sealed() == []


def test_export_leaves_out_what_an_open_exam_asks(bank: Bank, tmp_path: Path) -> None:
    """Questions of an open exam are exported only when it is over, from other rounds too."""
    history = History.open(tmp_path / "one")
    over = new_round(bank)
    while not over.over:
        over = onward(answered(over))
    history.keep(history.begin(over, "own"), over)
    hidden = begin([over.slots[0].question], Random(1))
    history.begin(hidden, "a copy")
    exam = begin([slot.question for slot in over.slots[:3]], Random(2), exam=True)
    number = history.begin(exam, "own")
    history.keep(number, answered(exam))
    messages: list[str] = []
    lines = list(history.export(messages.append))
    assert messages == []
    assert not any(slot.question.stem in line for line in lines for slot in exam.slots)
    two = History.open(tmp_path / "two")
    assert two.import_(lines) == (1, 2, 2)
    history.keep(number, finish(answered(exam)))
    lines = list(history.export())
    assert two.import_(lines) == (2, 4, 3)
    assert {record.question for record in two.answers()} == {k.question for k in history.answers()}
    assert {*two.export()} >= {line for line in lines if '"line":"question"' in line}


def test_open_exam_keeps_its_questions_out_of_other_rounds(bank: Bank) -> None:
    """Neither new nor resumed rounds ask questions of an open exam, even in a copied bank."""
    history = History.open()
    whole = begin(bank.questions, Random(1))
    history.begin(whole, "own")
    exam = begin(bank.questions[:3], Random(1), exam=True)
    number = history.begin(exam, "own")
    reworded = msgspec.structs.replace(bank.questions[0], stem="Who?")
    assert history.offered([*bank.questions, reworded], "own") == [*bank.questions[3:]]
    assert history.offered([*bank.questions, reworded], "copy") == [*bank.questions[3:], reworded]
    resumed = history.unfinished(bank, "own")
    assert resumed is not None
    assert resumed.round == exam
    answer_one = answered(whole)
    history.keep(1, answer_one)
    resumed = history.unfinished(bank, "own")
    assert resumed is not None
    assert [slot.question for slot in resumed.round.slots] == [*bank.questions[3:]]
    assert resumed.notice == "3 questions are in an exam you haven't finished and are left out."
    history.keep(number, finish(exam))
    assert history.offered(bank.questions, "own") == [*bank.questions]


def test_explained_answer_stays_when_another_is_merged(
    bank: Bank, tmp_path: Path, clock: Clock
) -> None:
    """A merge replaces no answer that was explained here, and reopens no round."""
    one = History.open(tmp_path / "one", clock=clock)
    round = new_round(bank)
    number = one.begin(round, "own")
    two = History.open(tmp_path / "two", clock=clock)
    two.import_(one.export())
    one.keep(number, finish(answered(round, Certainty.GUESS)))
    clock.now += timedelta(minutes=1)
    resumed = two.unfinished(bank, "own")
    assert resumed is not None
    two.keep(resumed.number, answered(resumed.round, Certainty.SURE))
    one.import_(two.export())
    assert [record.certainty for record in one.answers()] == [Certainty.GUESS]
    assert one.rounds()[0].over


def test_every_answer_counts_for_when_a_question_comes_back(
    bank: Bank, monkeypatch: pytest.MonkeyPatch, clock: Clock
) -> None:
    """The last answer to a question sets when it is due, however many came since."""
    monkeypatch.setattr(module, "RECENT", 3)
    history = History.open(clock=clock)
    dates = {}
    for question in bank.questions:
        round = begin([question], Random(1))
        history.keep(history.begin(round, "own"), answered(round))
        clock.now += timedelta(days=1)
        dates = history.schedule("own")
    assert set(dates) == {question.id for question in bank.questions}
    again = History.open(clock=clock)
    again.import_(history.export())
    assert again.schedule("own") == dates == review.schedule(history.answers(newest=None))
    assert len(review.due(bank, dates, clock.now + timedelta(days=400))) == len(bank.questions)


def test_dates_are_brought_forward_from_what_was_kept(bank: Bank, tmp_path: Path) -> None:
    """A schedule is brought forward by new answers alone; another version's is worked out anew."""
    history = History.open(tmp_path)
    round = new_round(bank)
    number = history.begin(round, "own")
    history.keep(number, answered(round))
    first = history.schedule("own")
    with sqlite3.connect(tmp_path / "history.db") as db:
        db.execute("UPDATE slots SET right = 0, certainty = 1 WHERE answered NOT NULL")
    history.keep(number, answered(onward(answered(round))))
    second = history.schedule("own")
    assert second.items() >= first.items()
    assert len(second) == 2
    with db:
        db.execute("""UPDATE schedules SET due = '{"a": "2031-03-04T12:00:00Z"}'""")
    anew = history.schedule("own")
    assert anew.keys() == second.keys()
    assert anew != second
    db.close()


@pytest.mark.parametrize(
    ("turn", "due"),
    [
        (1, '{"which-month": "2031-03-04T12:00:00Z"}'),
        (1, "[[["),
        (1, b"\xff"),
        (1, 5),
        (1, '{"a": ["2031-03-04T12:00:00", "2031-03-04T12:00:00", "", 0, 0, 9, 2, 1]}'),
        ("x", "{}"),
        (10**9, "{}"),
    ],
)
def test_odd_state_of_a_schedule_is_worked_out_anew(
    bank: Bank, tmp_path: Path, turn: object, due: object
) -> None:
    """A schedule that can't be read is worked out from the answers."""
    history = History.open(tmp_path)
    round = new_round(bank)
    history.keep(history.begin(round, "own"), answered(round))
    expected = history.schedule("own")
    with sqlite3.connect(tmp_path / "history.db") as db:
        db.execute("UPDATE schedules SET turn = ?, due = ?", (turn, due))
    db.close()
    assert history.schedule("own") == expected


def test_exam_that_ends_late_counts_for_when_questions_come_back(bank: Bank) -> None:
    """Answers of an exam that ends late count for the schedule, though others came since."""
    history = History.open()
    exam = new_round(bank, exam=True, count=3)
    number = history.begin(exam, "own")
    exam = answered(exam)
    history.keep(number, exam)
    other = begin(bank.questions[-1:], Random(1))
    history.keep(history.begin(other, "own"), answered(other))
    assert len(history.schedule("own")) == 1
    history.keep(number, finish(exam))
    assert len(history.schedule("own")) == 2


def test_exam_that_nothing_interrupts_has_no_earlier_answer_replayed(
    bank: Bank, tmp_path: Path
) -> None:
    """After an exam in one go, the schedule is brought forward by its answers alone."""
    history = History.open(tmp_path)
    first = new_round(bank, count=1)
    history.keep(history.begin(first, "own"), answered(first))
    before = history.schedule("own")
    with sqlite3.connect(tmp_path / "history.db") as db:
        db.execute("UPDATE slots SET right = 0, certainty = 1 WHERE answered NOT NULL")
    db.close()
    exam = begin(bank.questions[-2:], Random(1), exam=True)
    number = history.begin(exam, "own")
    history.keep(number, finish(answered(exam)))
    after = history.schedule("own")
    assert after.items() > before.items()


def test_forgetting_a_round_that_is_not_there_deletes_nothing(bank: Bank, tmp_path: Path) -> None:
    """Forgetting an unknown round changes no backup."""
    for _ in range(2):
        history = History.open(tmp_path)
        history.begin(new_round(bank), "own")
        history.close()
    history = History.open(tmp_path)
    backups = {path: path.read_bytes() for path in (tmp_path / "backups").iterdir()}
    assert history.forget(77) == 0
    assert {path: path.read_bytes() for path in (tmp_path / "backups").iterdir()} == backups
    assert len(history.rounds()) == 2


def test_forgetting_one_round_takes_it_out_of_the_backups(bank: Bank, tmp_path: Path) -> None:
    """A forgotten round goes from every backup, and the other rounds stay."""
    history = History.open(tmp_path)
    round = begin(bank.questions[:1], Random(1))
    history.keep(history.begin(round, "own"), answered(round))
    other = begin(bank.questions[1:2], Random(1))
    history.keep(history.begin(other, "own"), answered(other))
    history.close()
    History.open(tmp_path).close()
    (backup,) = (tmp_path / "backups").iterdir()
    shutil.copy(backup, backup.with_name("history-2001-01-01.db"))
    backup.with_name(f"{'0' * 32}.part").write_bytes(backup.read_bytes())
    stamp = backup.stat().st_mtime_ns
    assert round.slot.question.id.encode() in backup.read_bytes()
    assert History.open(tmp_path).forget(1) == 1
    assert backup.stat().st_mtime_ns == stamp
    assert len(list(backup.parent.iterdir())) == 2
    for path in backup.parent.iterdir():
        assert round.slot.question.id.encode() not in path.read_bytes()
        (tmp_path / "history.db").write_bytes(path.read_bytes())
        history = History.open(tmp_path)
        assert [summary.number for summary in history.rounds()] == [2]
        assert len(history.answers()) == 1
        history.close()


def test_nothing_is_forgotten_or_imported_where_nothing_can_be_written(
    bank: Bank, tmp_path: Path
) -> None:
    """Where nothing can be written, forgetting and import fail and change nothing."""
    for _ in range(2):
        history = History.open(tmp_path)
        history.begin(new_round(bank), "own")
        history.close()
    history = History.open(tmp_path)
    lines = list(history.export())
    history._store.db.execute("PRAGMA query_only = ON")
    for change in (history.forget, lambda: history.import_(lines)):
        with pytest.raises(OSError, match="can't be written to"):
            change()
    assert len(history.rounds()) == 2
    assert list((tmp_path / "backups").iterdir())


def test_export_names_what_cannot_be_read_and_goes_on(bank: Bank, tmp_path: Path) -> None:
    """An export names each row that can't be read, and the rest can be imported."""
    history = History.open(tmp_path)
    for count in (3, 5):
        round = new_round(bank, count=count)
        history.keep(history.begin(round, "own"), answered(round))
    with sqlite3.connect(tmp_path / "history.db") as db:
        db.execute("PRAGMA ignore_check_constraints = ON")
        db.execute("UPDATE slots SET response = '[99' WHERE round = 1 AND n = 0")
        db.execute("UPDATE rounds SET at = -3 WHERE number = 1")
        db.execute("UPDATE slots SET certainty = 9 WHERE round = 2 AND n = 0")
    db.close()
    messages: list[str] = []
    lines = list(history.export(messages.append))
    assert messages == [
        "question 0 of round 1 can't be read and is left out",
        "round 1 can't be read and is left out",
        "question 0 of round 2 can't be read and is left out",
    ]
    assert History.open(tmp_path / "other").import_(lines) == (1, 0, 4)


def test_failing_export_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    """A failing export leaves the earlier file as it was, and a link a link."""
    (tmp_path / "out").write_text("before")
    (tmp_path / "link").symlink_to("out")

    def fails() -> Iterator[bytes]:
        yield b"half"
        raise OSError("no room")

    with pytest.raises(OSError, match="no room"):
        write_whole(tmp_path / "out", fails())
    assert (tmp_path / "out").read_text() == "before"
    write_whole(tmp_path / "link", [b"all\n"])
    assert (tmp_path / "out").read_text() == "all\n"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["link", "out"]


def test_answers_are_read_while_another_quiz_asks_new_questions(bank: Bank, tmp_path: Path) -> None:
    """Answers are read with their questions while another quiz adds both."""
    history, other = History.open(tmp_path), History.open(tmp_path)
    stop = threading.Event()

    def ask() -> None:
        quiz = History.open(tmp_path, clock=lambda: START)
        for number in range(60):
            question = msgspec.structs.replace(bank.questions[0], id=f"question-{number}")
            round = begin([question], Random(1))
            quiz.keep(quiz.begin(round, "own"), answered(round))
        quiz.close()
        stop.set()

    other.close()
    thread = threading.Thread(target=ask)
    thread.start()
    while not stop.is_set():
        history.answers()
    thread.join()
    assert len(history.answers()) == 60


def test_round_stays_where_a_backup_cannot_be_changed(bank: Bank, tmp_path: Path) -> None:
    """No round is forgotten while a backup of it is locked."""
    for _ in range(2):
        history = History.open(tmp_path)
        history.begin(new_round(bank), "own")
        history.close()
    history = History.open(tmp_path)
    (backup,) = (tmp_path / "backups").iterdir()
    with sqlite3.connect(backup) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(database, "PATIENCE", 0.1)
            with pytest.raises(OSError, match="locked"):
                history.forget(1)
    other.close()
    assert len(history.rounds()) == 2
    assert history.forget(1) == 1


@pytest.fixture
def four_backups(bank: Bank, tmp_path: Path) -> Path:
    """A history of two rounds with four backups."""
    for _ in range(2):
        history = History.open(tmp_path)
        history.begin(new_round(bank), "own")
        history.close()
    (backup,) = (tmp_path / "backups").iterdir()
    for day in range(1, 4):
        shutil.copy(backup, backup.with_name(f"history-2026-11-0{day}.db"))
    return tmp_path / "history.db"


def beside(path: Path) -> dict[Path, tuple[int, bytes]]:
    """What the backups of a history are, and when they were last changed."""
    found = path.with_name("backups").iterdir()
    return {each: (each.stat().st_mtime_ns, each.read_bytes()) for each in found}


def rounds_in(path: Path) -> list[int]:
    """The numbers of the rounds in a file."""
    with closing(sqlite3.connect(path)) as db:
        return [number for (number,) in db.execute("SELECT number FROM rounds ORDER BY number")]


@pytest.mark.parametrize(
    ("trouble", "number"),
    [*product(["a reader", "a full disk"], [None, 1]), ("a lock on the last backup", 1)],
)
def test_forgetting_that_fails_changes_no_backup(
    four_backups: Path, monkeypatch: pytest.MonkeyPatch, trouble: str, number: int | None
) -> None:
    """When forgetting fails, the backups and their dates are as they were."""
    monkeypatch.setattr(database, "PATIENCE", 0.1)
    before = beside(four_backups)
    history = History.open(four_backups.parent)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    with ExitStack() as after:
        if trouble == "a full disk":
            after.callback(resource.setrlimit, resource.RLIMIT_FSIZE, (soft, hard))
            resource.setrlimit(resource.RLIMIT_FSIZE, (100, hard))
        else:
            held = max(before) if "lock" in trouble else four_backups
            other = after.enter_context(closing(sqlite3.connect(held, isolation_level=None)))
            other.execute("BEGIN EXCLUSIVE" if "lock" in trouble else "BEGIN")
            other.execute("SELECT * FROM rounds").fetchall()
        with pytest.raises(OSError, match=r"locked|disk|full"):
            history.forget(number)
    assert beside(four_backups) == before
    assert len(history.rounds()) == 2
    assert history.forget(number) == (1 if number else 2)


def renew(path: Path) -> None:
    """Put a copy in the place of a file, as another quiz does when it migrates it."""
    shutil.copy(path, path.with_name("copy"))
    path.with_name("copy").replace(path)


@pytest.mark.parametrize(("owner", "name"), [(Store, "settle"), (file, "open_or_recover")])
def test_file_that_another_quiz_renews_meanwhile_is_opened_again(
    bank: Bank, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, owner: object, name: str
) -> None:
    """Even if the file is replaced just before a write, a round is forgotten and an answer kept."""
    history, path = History.open(tmp_path), tmp_path / "history.db"
    numbers = [history.begin(new_round(bank), "own") for _ in range(3)]
    real, times = getattr(owner, name), 0

    def and_renews(*args: Any, **options: Any) -> Any:
        nonlocal times
        result, times = real(*args, **options), times - 1
        if times >= 0:
            renew(path)
        return result

    monkeypatch.setattr(owner, name, and_renews)
    for write in (
        lambda: history.forget(numbers[0]),
        lambda: history.begin(new_round(bank), "own"),
        lambda: history.adopt(["own"], bank, "new"),
    ):
        renew(path)
        times = 2
        write()
        assert history.news() == ""
    history.close()
    assert len(rounds_in(path)) == 3


@pytest.mark.parametrize("number", [None, 1])
def test_kill_while_forgetting_is_mended_by_forgetting_again(
    four_backups: Path, monkeypatch: pytest.MonkeyPatch, number: int | None
) -> None:
    """After a kill at any step, forgetting again finishes it and loses no other round."""

    class Killed(BaseException):
        pass

    targets = ("Path.replace", "Path.rename", "Path.unlink", "os.link", "os.utime")
    for target, calls in product(targets, range(5)):
        left = iter(range(calls))
        owner: object = {"os": os, "Path": Path}[target.split(".")[0]]
        real = getattr(owner, target.rsplit(".", 1)[-1])

        def dies(*args: Any, real: Any = real, left: Any = left, **options: Any) -> Any:
            if next(left, None) is None:
                raise Killed
            return real(*args, **options)

        folder = four_backups.parent / f"{target}-{calls}"
        folder.mkdir()
        shutil.copy(four_backups, folder)
        shutil.copytree(four_backups.with_name("backups"), folder / "backups")
        history = History.open(folder)
        with monkeypatch.context() as patch, suppress(Killed):
            patch.setattr(owner, target.rsplit(".", 1)[-1], dies)
            history.forget(number)
        history = History.open(folder)
        history.forget(number)
        assert [summary.number for summary in history.rounds()] == ([2] if number else [])
        rest = backups(folder / "history.db")
        assert [rounds_in(each) for each in rest] == ([[2]] * 4 if number else [])
        assert [each for each in folder.rglob("*.part*") if number is None] == []


@pytest.mark.parametrize("number", [None, 1])
@pytest.mark.parametrize("trouble", ["a file", "closed", "names alone"])
def test_nothing_is_forgotten_where_the_backups_cannot_be_reached(
    four_backups: Path, number: int | None, trouble: str
) -> None:
    """When the backups can't be reached, the error says why and the round stays."""
    with TemporaryDirectory() as place:  # others can't reach the folders of a test
        home = Path(place) / "history"
        shutil.copytree(four_backups.parent, home)
        if trouble == "a file":
            shutil.rmtree(home / "backups")
            (home / "backups").touch()
        elif os.geteuid():
            pytest.skip("root alone may become nobody")
        else:
            for each in (home.parent, home, *home.rglob("*")):
                os.chown(each, NOBODY, NOBODY)
            (home / "backups").chmod(0o000 if trouble == "closed" else 0o444)
            os.seteuid(NOBODY)
        try:
            history = History.open(home)
            with pytest.raises(OSError, match="backups can't be changed: "):
                history.forget(number)
            assert len(history.rounds()) == 2
            history.close()
        finally:
            os.seteuid(os.getuid())


def test_what_others_put_beside_a_history_stays(four_backups: Path) -> None:
    """Forgetting all removes only regular files with names that the quiz makes."""
    home, folder = four_backups.parent, four_backups.with_name("backups")
    ours = [
        home / f"{'a' * 32}.part",
        home / f"{'b' * 32}.part-journal",
        home / "history-damaged-20261101-101010.db",
        home / "history-damaged-20261101-101010xx.db-journal",
        folder / f"{'c' * 32}.part",
    ]
    theirs = [
        home / "film.part",
        home / "history-damaged-notes.txt",
        home / "history-damaged-2026.db",
        folder / "film.part",
        folder / "history-2026-11-01 copy.db",
    ]
    for each in (*ours, *theirs):
        each.touch()
    folders = [
        home / "x.part",
        home / f"{'d' * 32}.part",
        home / "history-damaged-notes",
        home / "history-damaged-20261101-101011.db",
        folder / "history-1999-11-27-2.db",
    ]
    for each in folders:
        each.mkdir(mode=0o755)
        os.utime(each, (0, 0))
    link = folder / "history-1999-11-28.db"
    link.symlink_to(home / "film.part")
    os.mkfifo(folder / "history-1999-11-29.db")
    history = History.open(home)
    history.forget()
    history.close()
    assert not [each for each in ours if each.exists()]
    assert all(each.is_file() for each in theirs)
    assert all(each.is_dir() and each.stat().st_mode & 0o777 == 0o755 for each in folders)
    assert {each.name for each in folder.glob("history-*.db")} == {
        "history-2026-11-01 copy.db",
        "history-1999-11-27-2.db",
        "history-1999-11-28.db",
        "history-1999-11-29.db",
    }


def test_what_may_still_hold_a_forgotten_round_is_told(four_backups: Path) -> None:
    """Damaged files are named when one round is forgotten, and removed when all are."""
    aside = four_backups.with_name("history-damaged-20261101-101010.db")
    aside.write_bytes(b"garbage")
    messages: list[str] = []
    history = History.open(four_backups.parent)
    assert history.forget(1, messages.append) == 1
    (said,) = messages
    assert aside.name in said
    assert said.endswith("history forget removes all")
    assert history.forget(None, messages.append) == 1
    assert not aside.exists()
    assert len(messages) == 1


@pytest.mark.skipif(os.geteuid() != 0, reason="root alone may become nobody")
def test_file_that_cannot_be_removed_stops_nothing(four_backups: Path) -> None:
    """A file that can't be removed is named, and all else is forgotten."""
    with TemporaryDirectory() as place:
        home = Path(place) / "history"
        shutil.copytree(four_backups.parent, home)
        aside = [home / f"history-damaged-20261101-10101{n}.db" for n in range(3)]
        for each in aside:
            each.touch()
        for each in (home.parent, *home.rglob("*")):
            if each != aside[1]:
                os.chown(each, NOBODY, NOBODY)
        home.chmod(0o1777)  # a folder of root's, where one may remove only one's own
        messages: list[str] = []
        os.seteuid(NOBODY)
        try:
            history = History.open(home)
            assert history.forget(None, messages.append) == 2
            history.close()
        finally:
            os.seteuid(0)
        (said,) = messages
        assert aside[1].name in said
        assert [each.exists() for each in aside] == [False, True, False]


def test_reader_has_one_random_id_until_all_is_forgotten(bank: Bank, tmp_path: Path) -> None:
    """The reader's id is made once, also by two quizzes, and goes when everything is forgotten."""
    one, other = History.open(tmp_path), History.open(tmp_path)
    first = one.reader()
    assert re.fullmatch("[0-9a-f]{32}", first)
    assert [other.reader(), one.reader()] == [first, first]
    number = one.begin(begin(bank.questions, Random(1)), "own")
    one.forget(number)
    assert one.reader() == first
    one.forget()
    assert one.reader() != first


def test_seed_and_set_stay_with_their_round(bank: Bank, tmp_path: Path) -> None:
    """What chose a round is kept with it, and is there when it is resumed, ended or imported."""
    history = History.open(tmp_path / "one")
    round = begin(bank.questions, Random(7), seed=7, set="Monday")
    number = history.begin(round, bank.id)
    history.begin(begin(bank.questions, Random(7), seed=-(2**63)), "own")
    left = history.unfinished(bank, bank.id)
    assert left
    assert (left.round.seed, left.round.set) == (7, "Monday")
    history.keep(left.held, finish(left.round))
    again = history.ended(number, bank, bank.id)
    assert again
    assert (again.round.seed, again.round.set) == (7, "Monday")
    other = History.open(tmp_path / "other")
    other.import_(history.export())
    for each in (history, other):
        found = [each.round(summary.number) for summary in each.rounds()]
        assert [round and (round.seed, round.set) for round in found] == [
            (7, "Monday"),
            (-(2**63), ""),
        ]
