"""Answers as statements for a learning record store: what they say, and that they stay the same."""

import json
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest
from msgspec.structs import replace

from quiz.bank.kinds import Question
from quiz.bank.model import Bank
from quiz.classroom.handin import HandIn, hand_in
from quiz.classroom.xapi import SITE, in_lines, statements
from quiz.play.mark import Certainty
from quiz.play.round import Answer, Round, answer, begin, finish
from quiz.record.history import History
from tests.damage import played
from tests.process import QUIZ, run
from tests.xapi_spec import faults

pytestmark = pytest.mark.usefixtures("closed_histories")

MONDAY = datetime(2031, 3, 3, 9, 30, 15, 123456, tzinfo=UTC)
READER = "5f" * 16


def handed(bank: Bank, history: History, **options: Any) -> HandIn:
    """What the reader of a history hands in."""
    return hand_in(bank, history, READER, MONDAY, **options)


def said(bank: Bank, *rounds: Round, **options: Any) -> list[dict[str, Any]]:
    """The statements of a history with these rounds, as they are sent."""
    history = History.open(clock=lambda: MONDAY)
    for each in rounds:
        history.begin(each, bank.id)
    return sent(statements([handed(bank, history, **options)], bank))


def sent(made: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Statements as a store reads them."""
    found: list[dict[str, Any]] = json.loads("\n".join(in_lines(made)))
    return found


def answered(question: Question, response: tuple[int, ...] | str, sure: Certainty) -> Round:
    """A round of one question, with its answer."""
    return finish(answer(begin([question], Random(1)), Answer(response, sure, 2.5)))


def test_statements_are_as_the_standard_says(bank: Bank, starter_bank: Bank) -> None:
    """Every kind of question, whole and broken-off rounds, with names and times: all fits xAPI."""
    for asked in (bank, starter_bank):
        rounds = [played(asked, Random(seed)) for seed in range(6)]
        made = said(asked, *rounds, played(asked, Random(7), steps=3), name="Ann", times=True)
        assert {each["verb"]["display"]["en"] for each in made} == {
            "attempted",
            "answered",
            "completed",
        }
        assert len(made) > 40
        assert not [(fault, each) for each in made for fault in faults(each)]


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("id",), "7"),
        (("actor", "mbox"), "mailto:ann@example.org"),
        (("actor", "account", "homePage"), "home"),
        (("verb", "id"), "answered"),
        (("object", "definition", "interactionType"), "sequencing"),
        (("object", "definition", "correctResponsesPattern"), ["9"]),
        (("result", "score", "scaled"), -2),
        (("result", "score", "raw"), "3"),
        (("result", "success"), None),
        (("result", "response"), "0[,]0"),
        (("result", "extensions", "certainty"), 3),
        (("context", "registration"), ""),
        (("timestamp",), "2031-03-03T09:30:15"),
    ],
)
def test_what_the_standard_forbids_is_found(
    bank: Bank, questions: dict[str, Question], path: tuple[str, ...], value: object
) -> None:
    """The checks of these tests find a statement with one wrong value."""
    _, statement, _ = said(bank, answered(questions["bridge-in-may"], (0,), Certainty.SURE))
    assert not faults(statement)
    place = statement
    for name in path[:-1]:
        place = place[name]
    place[path[-1]] = value
    assert faults(statement)


def test_round_and_answer_are_told_in_full(bank: Bank, questions: dict[str, Question]) -> None:
    """Who did what with which question, how sure, and with what result, is in three statements."""
    question = questions["bridge-in-may"]
    round = answered(question, question.key, Certainty.SURE)
    attempted, one, completed = said(bank, replace(round, exam=True, set="week-3"), times=True)
    for each in (attempted, one, completed):
        account = {"homePage": SITE, "name": READER}
        assert each["actor"] == {"objectType": "Agent", "account": account}
        assert each["timestamp"] == "2031-03-03T09:30:15Z"
        assert each["context"]["registration"] == attempted["context"]["registration"]
        extensions = {f"{SITE}xapi/exam": True, f"{SITE}xapi/set": "week-3"}
        assert each["context"]["extensions"] == extensions
    assert attempted["object"] == completed["object"]
    assert attempted["object"]["id"].startswith(f"{SITE}banks/")
    assert one["context"]["contextActivities"] == {"parent": [attempted["object"]]}
    assert one["object"]["id"].startswith(f"{attempted['object']['id']}/questions/bridge-in-may/")
    assert one["result"] == {
        "score": {"scaled": 1, "raw": 3, "min": -6, "max": 3},
        "success": True,
        "response": ",".join(map(str, question.key)),
        "duration": "PT2.5S",
        "extensions": {
            f"{SITE}xapi/certainty": 3,
            f"{SITE}xapi/share": 1,
            f"{SITE}xapi/marks": 3,
        },
    }
    assert completed["result"] == {"completion": True}
    assert "result" not in attempted


@pytest.mark.parametrize(
    ("id", "given", "response", "pattern"),
    [
        ("when-written", (2,), "2", ["1"]),
        ("page-tells", (2, 0), "0[,]2", ["0[,]1"]),
        ("page-tells", (), None, ["0[,]1"]),
        ("fact-or-forecast", (1, 1, 0), "0[.]1[,]1[.]1[,]2[.]0", ["0[.]0[,]1[.]1[,]2[.]1"]),
        ("least-to-most", (2, 0, 1), "2[,]0[,]1", ["0[,]1[,]2"]),
        ("the-hedge", (2,), "2", ["3"]),
        ("which-month", "im may", "im may", ["May", "in May", "May 2031"]),
    ],
)
def test_responses_are_written_as_the_standard_has_them(
    bank: Bank,
    questions: dict[str, Question],
    *,
    id: str,
    given: tuple[int, ...] | str,
    response: str | None,
    pattern: list[str],
) -> None:
    """What was picked, put in order, matched or typed has the form of its interaction."""
    _, one, _ = said(bank, answered(questions[id], given, Certainty.GUESS))
    assert one["result"].get("response") == response
    assert one["object"]["definition"]["correctResponsesPattern"] == pattern


@pytest.mark.parametrize(
    ("sure", "right", "marks", "scaled"),
    [
        (Certainty.SURE, True, 3, 1),
        (Certainty.FAIRLY, True, 2, 2 / 3),
        (Certainty.GUESS, False, 0, 0),
        (Certainty.FAIRLY, False, -2, -1 / 3),
        (Certainty.SURE, False, -6, -1),
    ],
)
def test_marks_are_scaled_from_the_worst_to_the_best(
    bank: Bank,
    questions: dict[str, Question],
    *,
    sure: Certainty,
    right: bool,
    marks: int,
    scaled: float,
) -> None:
    """The most marks are 1 and the worst −1, and none are 0."""
    question = questions["bridge-in-may"]
    key = question.key[0]
    assert isinstance(key, int)
    _, one, _ = said(bank, answered(question, (key if right else 1 - key,), sure))
    score = one["result"]["score"]
    assert (score["raw"], score["scaled"]) == (marks, pytest.approx(scaled))


def test_later_hand_in_says_the_same_again(bank: Bank) -> None:
    """What was said once is said again word for word, in a hand-in with more answers too."""
    clock = iter(MONDAY + timedelta(minutes=each) for each in range(1000))
    history = History.open(clock=lambda: next(clock))
    history.begin(finish(played(bank, Random(3), steps=4)), bank.id)
    round = played(bank, Random(4), steps=2)
    number = history.begin(round, bank.id)
    first = sent(statements([handed(bank, history)], bank))
    assert sent(statements([handed(bank, history)], bank)) == first
    history.keep(number, finish(answer(round, Answer(round.slot.question.key, Certainty.SURE, 1))))
    second = sent(statements([handed(bank, history)], bank))
    by_id = {each["id"]: each for each in second}
    assert len(first) + 2 == len(second) == len(by_id)
    assert all(by_id[each["id"]] == each for each in first)
    named = sent(statements([handed(bank, history, name="Ann")], bank))
    assert [each["id"] for each in named] == [*by_id]


def test_wording_that_the_bank_no_longer_has_is_told_by_its_id(bank: Bank) -> None:
    """An answer to a question that was reworded since is there, without what was asked."""
    history = History.open(clock=lambda: MONDAY)
    history.begin(played(bank, Random(1)), bank.id)
    made = handed(bank, history)
    reworded = tuple(replace(each, stem=f"{each.stem} Say!") for each in bank.questions)
    found = sent(statements([made], replace(bank, questions=reworded)))
    assert not [fault for each in found for fault in faults(each)]
    assert [each["id"] for each in found] == [each["id"] for each in sent(statements([made], bank))]
    assert {each["object"]["definition"]["interactionType"] for each in found[1:-1]} == {"other"}


def test_command_writes_statements(bank: Bank, bank_file: Path, tmp_path: Path) -> None:
    """`--to xapi` writes to stdout, or to a file that only the same reader's replaces."""
    history = History.open()
    history.begin(played(bank, Random(1)), bank.id)
    history.close()
    words: list[str | Path] = [*QUIZ, "hand-in", "--bank", bank_file, "--to", "xapi"]
    done = run(words)
    made = json.loads(done.stdout)
    assert (done.returncode, done.stderr, len(made)) == (0, "", 10)
    assert not [fault for each in made for fault in faults(each)]
    folder = tmp_path / "handed"
    folder.mkdir()
    for _ in range(2):
        done = run([*words, "--name", "Ann B.", "-o", folder])
        assert done.stdout == f"{folder / 'Ann B.json'} has 10 statements.\n"
    (file,) = folder.iterdir()
    assert {each["actor"]["name"] for each in json.loads(file.read_text())} == {"Ann B."}
    file.write_text(file.read_text().replace(made[0]["actor"]["account"]["name"], "a0" * 16))
    done = run([*words, "--name", "Ann B.", "-o", folder])
    assert (done.returncode, done.stdout) == (2, "")
    assert "is there already, and not from you" in done.stderr
