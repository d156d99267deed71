"""The answers of a class as tables, and the queries of docs/classroom.md on them."""

import re
from collections import Counter, defaultdict
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from statistics import mean
from typing import Any

import pytest
from msgspec.structs import replace

from quiz.bank.kinds import Choice, Multi, OptionsQuestion, Spot, digest
from quiz.bank.model import Bank
from quiz.classroom.handin import HandIn, hand_in, in_file
from quiz.classroom.parquet import write
from quiz.classroom.results import results
from quiz.classroom.xapi import statements
from quiz.play.mark import Certainty
from quiz.play.round import Answer, Round, answer, begin, finish, onward
from quiz.record.history import History
from tests.damage import played
from tests.process import QUIZ, run

duckdb = pytest.importorskip("duckdb", reason="the extra district isn't installed")
pytestmark = pytest.mark.usefixtures("closed_histories")

PAGE = (Path(__file__).parents[1] / "docs" / "classroom.md").read_text(encoding="utf-8")
FACILITY, DISTRACTORS, CALIBRATION, *MORE = re.findall(r"```sql\n(.*?)```", PAGE, re.DOTALL)
READERS = 12


@pytest.fixture
def handed(bank: Bank, tmp_path: Path) -> list[HandIn]:
    """What some readers handed in, with a round that is over, and one that was left."""
    clock = iter(datetime(2031, 3, 3, tzinfo=UTC) + timedelta(minutes=each) for each in range(9999))
    found = []
    for number in range(READERS):
        history = History.open(tmp_path / str(number), clock=lambda: next(clock))
        history.begin(guessed(bank, Random(number)), bank.id)
        history.begin(played(bank, Random(-number), steps=3), bank.id)
        made = hand_in(bank, history, f"{number:032x}", datetime.now(UTC), name=f"Reader {number}")
        found.append(made)
    return found


def guessed(bank: Bank, random: Random) -> Round:
    """A round in which options and parts are picked at random, and the rest is right."""
    round = begin(bank.questions, random)
    for _ in round.slots:
        given, sure = round.slot.question.key, Certainty(random.randint(1, 3))
        match round.slot.question:
            case Choice() | Multi() as question:
                given = (random.randrange(len(question.options)),)
            case Spot() as question:
                given = (random.choice(question.pickable),)
            case _:
                pass
        round = onward(answer(round, Answer(given, sure, 2.5)))
    return finish(round)


def ask(query: str, *files: Path) -> list[tuple[Any, ...]]:
    """The rows of a query about files."""
    names = [str(each).replace("[", "[[]") for each in files]  # else it stands for several
    with duckdb.connect() as database:
        found: list[tuple[Any, ...]] = database.execute(query, names).fetchall()
    return found


def test_facility_is_that_of_the_report(
    bank: Bank, handed: list[HandIn], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The query for facility gives what `quiz class` gives, over first answers."""
    monkeypatch.chdir(tmp_path)
    write(handed, bank, Path("tables"))
    expected = [
        (each.id, each.title, each.n, pytest.approx(each.facility))
        for each in results(handed, bank).questions
    ]
    assert sorted(ask(FACILITY)) == sorted(expected)
    assert not MORE


def test_distractors_are_counted_by_certainty(
    bank: Bank, handed: list[HandIn], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The query for distractors counts each wrong pick, and how sure it was."""
    monkeypatch.chdir(tmp_path)
    write(handed, bank, Path("tables"))
    questions = {digest(each): each for each in bank.questions}
    counts: Counter[tuple[str, str, int]] = Counter()
    for each in (each for made in handed for each in made.answers):
        question = questions[each.digest]
        if isinstance(question, OptionsQuestion | Spot):
            for number in set(each.response or ()) - set(question.key):
                assert isinstance(number, int)
                text = question.alternatives[number].text
                counts[question.name, text, each.certainty or 0] += 1
    found = ask(DISTRACTORS)
    by_certainty = {(title, text): each for title, text, _, *each in found}
    assert {(title, text) for title, text, _ in counts} == {*by_certainty}
    for (title, text), (sure, fairly, guess) in by_certainty.items():
        assert (sure, fairly, guess) == tuple(counts[title, text, each] for each in (3, 2, 1))
    assert sum(n for _, _, n, *_ in found) == sum(counts.values()) > READERS
    assert [row[3] for row in found] == sorted((row[3] for row in found), reverse=True)


def test_calibration_is_told_by_certainty(
    bank: Bank, handed: list[HandIn], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The query for calibration gives how often each certainty was right, over all answers."""
    monkeypatch.chdir(tmp_path)
    write(handed, bank, Path("tables"))
    answers = defaultdict(list)
    for each in (each for made in handed for each in made.answers):
        answers[each.certainty or 0].append((each.right, each.marks or 0))
    assert ask(CALIBRATION) == [
        (
            certainty,
            len(some),
            pytest.approx(mean(bool(right) for right, _ in some)),
            pytest.approx(mean(marks for _, marks in some)),
        )
        for certainty, some in sorted(answers.items())
    ]


def test_tables_have_all_that_was_handed_in(
    bank: Bank, handed: list[HandIn], tmp_path: Path
) -> None:
    """A row has what the hand-in has; names are there if asked for; ids are those of statements."""
    folder = tmp_path / "tables ' [1]"
    assert write(handed, bank, folder, names=True) == READERS * 11
    answers, readers, questions = (
        folder / f"{name}.parquet" for name in ("answers", "readers", "questions")
    )
    ids = {each["id"] for each in statements(handed, bank) if "score" in each.get("result", {})}
    assert {id for (id,) in ask("SELECT statement FROM read_parquet(?)", answers)} == ids
    assert len(ids) == READERS * 11
    rows = ask("SELECT * FROM read_parquet(?) ORDER BY reader", readers)
    assert rows[3] == (f"{3:032x}", "Reader 3", bank.id, 2, 1, 16, 11, True)
    query = """
        SELECT began, place, question, picked, typed, certainty, share, marks, seconds
        FROM read_parquet(?) WHERE kind = 'sort' AND finished AND reader = ?
    """
    first = handed[3].rounds[0]
    place = next(n for n, each in enumerate(first.questions) if each.kind == "sort")
    it = first.questions[place]
    began = first.began.replace(tzinfo=None)
    picked = list(it.response or ())
    assert ask(query, answers, Path(f"{3:032x}")) == [
        (began, place + 1, it.id, picked, None, it.certainty, it.share, it.marks, None)
    ]
    known = dict(ask("SELECT question, (options, key)::VARCHAR FROM read_parquet(?)", questions))
    assert known["fact-or-forecast"] == "([Fact, Forecast], [0, 1, 1])"
    assert len(known) == len(bank.questions)


def test_hostile_answers_and_lost_wordings_are_told_as_they_are(bank: Bank, tmp_path: Path) -> None:
    """Quotes, controls and a zero stay in what was typed; a reworded question has its id alone."""
    typed = "'); DROP TABLE x; -- \0\x1b[2J \U0001f600\n"
    short = next(each for each in bank.questions if each.typed)
    history = History.open(tmp_path / "one")
    round = answer(begin([short], Random(1)), Answer(typed, Certainty.GUESS, 1.0))
    history.begin(finish(round), bank.id)
    handed = hand_in(bank, history, "a" * 32, datetime.now(UTC))
    reworded = tuple(replace(each, stem=f"{each.stem} Say!") for each in bank.questions)
    write([handed], replace(bank, questions=reworded), tmp_path / "t")
    answers, questions = tmp_path / "t/answers.parquet", tmp_path / "t/questions.parquet"
    assert ask("SELECT typed FROM read_parquet(?)", answers) == [(typed,)]
    lost = "SELECT question, digest FROM read_parquet(?) WHERE stem IS NULL"
    assert ask(lost, questions) == [(short.id, digest(short))]


def test_command_writes_tables(bank_file: Path, handed: list[HandIn], tmp_path: Path) -> None:
    """`--to parquet` fills a folder, again and again, or a file, and says what it wrote."""
    folder = tmp_path / "handed"
    folder.mkdir()
    for each in handed:
        (folder / f"{each.name}.quiz").write_bytes(in_file(each))
    words: list[str | Path] = [*QUIZ, "class", folder, "--bank", bank_file]
    for _ in range(2):
        done = run([*words, "--to", "parquet", "-o", "tables"], folder=tmp_path)
        assert (done.stdout, done.stderr) == ("tables has 132 answers from 12 readers.\n", "")
    names = ["answers.parquet", "questions.parquet", "readers.parquet"]
    assert sorted(each.name for each in (tmp_path / "tables").iterdir()) == names
    assert ask("SELECT count(name) FROM read_parquet(?)", tmp_path / "tables/readers.parquet") == [
        (0,)
    ]
    done = run([*words, "-o", "only.parquet"], folder=tmp_path)
    assert done.stdout == "only.parquet has 132 answers from 12 readers.\n"
    assert ask("SELECT count(*) FROM read_parquet(?)", tmp_path / "only.parquet") == [(132,)]
    (tmp_path / "mine.parquet").write_text("mine", encoding="utf-8")
    for wrong, said in (
        (["-o", "mine.parquet"], "mine.parquet is there already, and isn't such a table"),
        (["--to", "parquet"], "--to parquet needs a folder; name it with -o"),
        (["--to", "parquet", "-o", "lost/tables"], "lost/tables can't be written"),
        (["-o", "a.parquet", "--round", "all"], "--to parquet has all answers; leave out --round"),
    ):
        done = run([*words, *wrong], folder=tmp_path)
        assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
        assert said in done.stderr
