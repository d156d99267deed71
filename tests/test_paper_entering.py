"""Papers that are typed in: each line, the hand-in that they become, and the commands."""

import re
import subprocess
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path
from random import Random

import msgspec
import pytest
from msgspec.structs import replace

from quiz.bank.kinds import Question, Spot, digest
from quiz.bank.model import Bank
from quiz.classroom.handin import read_handin
from quiz.classroom.paper import Sheet, filled, from_code, rounds, typed_in
from quiz.classroom.received import read_handins
from quiz.plain.entering import read_entry, type_in
from quiz.plain.sheet import on_paper
from quiz.plain.talk import Leave, Talk
from quiz.play.mark import Certainty
from quiz.play.round import Round, Slot, begin
from quiz.record.history import History
from tests.process import QUIZ, run

TWO = Sheet(7, 2, count=8)


# --- Typing papers in --------------------------------------------------------


@pytest.fixture
def slots(questions: dict[str, Question]) -> dict[str, Slot]:
    """Each question of the test bank as it stands on a sheet, in the order of the file."""
    return {
        id: Slot(each, tuple(sorted(each.arrange(Random(1))))) for id, each in questions.items()
    }


@pytest.mark.parametrize(
    ("id", "line", "response", "certainty"),
    [
        ("bridge-in-may", "b2", (1,), 2),
        ("bridge-in-may", " B / 3", (1,), 3),
        ("bridge-in-may", "c", (2,), None),
        ("page-tells", "db1", (1, 3), 1),
        ("page-tells", "a, b 3", (0, 1), 3),
        ("fact-or-forecast", "abb2", (0, 1, 1), 2),
        ("fact-or-forecast", "1a 2b 3a", (0, 1, 0), None),
        ("fact-or-forecast", "1 2 2 3", (0, 1, 1), 3),
        ("least-to-most", "cab1", (2, 0, 1), 1),
        ("least-to-most", "231", (2, 0, 1), None),
        ("least-to-most", "2 3 1 2", (2, 0, 1), 2),
        ("the-hedge", "3", (3,), None),
        ("the-hedge", "3 2", (3,), 2),
        ("which-month", "May 3", "May 3", None),
    ],
)
def test_line_is_read_as_it_stands_on_paper(
    slots: dict[str, Slot], id: str, line: str, response: object, certainty: int | None
) -> None:
    """Letters or numbers, with or without how sure, however they are spaced."""
    assert read_entry(slots[id], line) == (response, certainty)


@pytest.mark.parametrize(
    ("id", "line"),
    [
        ("bridge-in-may", "d1"), ("bridge-in-may", "ab1"), ("bridge-in-may", "b4"),
        ("bridge-in-may", "2"), ("page-tells", "aa2"), ("fact-or-forecast", "ab"),
        ("fact-or-forecast", "abc1"), ("least-to-most", "221"), ("least-to-most", "2314"),
        ("least-to-most", "ab1"), ("the-hedge", "9"), ("the-hedge", "2 3 1"), ("which-month", ""),
        ("bridge-in-may", "²"), ("least-to-most", "1²3"),
    ],
)  # fmt: skip
def test_what_is_no_answer_is_asked_again(slots: dict[str, Slot], id: str, line: str) -> None:
    """A slip is never taken for an answer, and the message says what to type."""
    with pytest.raises(ValueError, match=r"[Tt]ype|How sure|asks for"):
        read_entry(slots[id], line)


def typed(round: Round, *lines: str) -> tuple[Round, str]:
    """The round that these lines give, and what was said."""
    said = StringIO()
    return type_in(Talk(StringIO("".join(f"{each}\n" for each in lines)), said, 80), round), (
        said.getvalue()
    )


@pytest.fixture
def asked(slots: dict[str, Slot]) -> Round:
    """A paper with a choice, a typed answer and an order."""
    ids = ("bridge-in-may", "which-month", "least-to-most")
    return Round(tuple(slots[id] for id in ids), exam=True, seed=7)


def answers(round: Round) -> list[tuple[object, int] | None]:
    """The responses and certainties of a round."""
    return [
        (each.answer.response, int(each.answer.certainty)) if each.answer else None
        for each in round.slots
    ]


@pytest.mark.parametrize(
    ("lines", "wanted"),
    [
        ("b2|May|3|312 1|", [((1,), 2), ("May", 3), ((1, 2, 0), 1)]),
        ("b||||", [((1,), 1), None, None]),  # none is ticked: a guess
        ("|||", [None, None, None]),
        ("b2|/p|c3||||", [((2,), 3), None, None]),
        ("b|p|c2|q|p|May|1||", [((2,), 2), ("May", 1), None]),
        ("b2|May|3||p|123 3|", [((1,), 2), ("May", 3), ((0, 1, 2), 3)]),
        ("b2|May|3||1|x||", [None, ("May", 3), None]),
        ("b2|May|3||2|/x||", [((1,), 2), None, None]),
        ("p|?|z|b2|||9||", [((1,), 2), None, None]),
    ],
)
def test_paper_is_typed_line_by_line(asked: Round, lines: str, wanted: object) -> None:
    """Enter leaves out or keeps, p goes back, x takes out, and a number at the end changes one."""
    made, _ = typed(asked, *lines.split("|"))
    assert answers(made) == wanted
    assert (made.exam, made.over, made.seed) == (True, True, 7)


@pytest.mark.parametrize("lines", ["b2|May", "b2|May|3|", "b2||q", "b2|||q", ""])
def test_paper_that_is_not_confirmed_is_left(asked: Round, lines: str) -> None:
    """q, or the end of what is typed, gives no round."""
    with pytest.raises(Leave):
        typed(asked, *lines.split("|")[:-1], *filter(None, lines.split("|")[-1:]))


def test_all_is_read_back_before_it_is_saved(asked: Round) -> None:
    """A line for each question with how it begins on the sheet, to be compared with that."""
    _, said = typed(asked, "b2", "", "312 1", "")
    read_back = said[said.index("\n\n") :]
    assert "\n1) What may you tell a friend about the opening?: b, fairly\n" in read_back
    assert "\n2) In which month does the report expect the…: left out\n" in read_back
    assert ": 3 1 2, guess\n" in read_back
    assert "Open, more or less" not in said


def test_same_answers_count_the_same_in_each_version(bank: Bank) -> None:
    """The same options in the letters of A and of B give the same responses and marks."""
    a, b = rounds(bank, TWO)
    same = {slot.question.id: slot for slot in b.slots}
    for slot in a.slots:
        response = slot.question.key if slot.question.kind != "choice" else (0,)
        other = same[slot.question.id]
        for each in (slot, other):
            assert read_entry(each, on_paper(each, response))[0] == response


def test_paper_is_a_reader_like_any_other(bank: Bank, tmp_path: Path) -> None:
    """The hand-in of a paper is read with a class, in the wording of the bank."""
    a, _ = rounds(bank, TWO)
    made, _ = typed(a, *[""] * 9)
    handed = typed_in(
        bank, made, datetime.now(UTC), teacher="t" * 32, name=" Ann  B. ", sheet="8-7-2-kvbt"
    )
    (tmp_path / "ann.quiz").write_bytes(msgspec.json.encode(handed))
    (read,), troubles, _ = read_handins([tmp_path], bank)
    assert not troubles
    assert (read.name, read.rounds[0].exam, read.rounds[0].over) == ("Ann B.", True, True)
    assert {each.digest for each in read.rounds[0].questions} == {*map(digest, bank.questions)}


def test_answers_typed_before_are_there_to_be_changed(bank: Bank) -> None:
    """In whichever version a paper is typed again, its answers are those of before."""
    a, b = rounds(bank, TWO)
    right = Round(tuple(with_key(each) for each in a.slots), exam=True)
    now = datetime.now(UTC)
    handed = typed_in(bank, right, now, teacher="t", name="Ann", sheet="x")
    again = filled(b, handed.rounds[0])
    assert all(each.right for each in again.slots)
    assert [each.question.id for each in again.slots] == [each.question.id for each in b.slots]


def with_key(slot: Slot) -> Slot:
    """The slot with its right answer, by somebody who was sure."""
    (answered,) = typed(Round((slot,), exam=True), on_paper(slot, slot.question.key), "3", "")[
        0
    ].slots
    assert answered.answer
    assert answered.answer.certainty is Certainty.SURE
    return answered


# --- The commands ------------------------------------------------------------

pytestmark = pytest.mark.usefixtures("closed_histories")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An empty folder to work in."""
    (tmp_path / "work").mkdir()
    return tmp_path / "work"


def enter(
    folder: Path, bank_file: Path, *words: object, lines: str = ""
) -> subprocess.CompletedProcess[str]:
    """Run `quiz enter` on these lines, in a folder."""
    return run([*QUIZ, "enter", "--bank", bank_file, *map(str, words)], lines, folder=folder)


def print_sheet(folder: Path, bank_file: Path, *words: object) -> str:
    """Run `quiz print` where nothing was printed before, and return the code of the sheet."""
    for each in folder.glob("sheet*.html"):
        each.unlink()
    done = run(
        [*QUIZ, "print", "--bank", bank_file, *map(str, words), "-o", "sheet.html"], folder=folder
    )
    assert (done.returncode, done.stderr) == (0, "")
    found = re.search(r"enter --sheet (\S+)", done.stdout)
    assert found
    return found[1]


def test_sheet_and_key_are_two_files(folder: Path, bank_file: Path, bank: Bank) -> None:
    """The key is a file of its own, made only with --key, so that it is never handed round.

    Each of several versions is one, too.
    """
    its_code = print_sheet(folder, bank_file, "-n", 3, "--seed", 7, "--versions", 2)
    assert {each.name for each in folder.iterdir()} == {"sheet-A.html", "sheet-B.html"}
    assert from_code(bank, its_code) == Sheet(7, 2, count=3)
    print_sheet(folder, bank_file, "--ids", "the-hedge,which-month", "--key", "--large")
    assert {each.name for each in folder.iterdir()} == {"sheet.html", "sheet-key.html"}
    key = (folder / "sheet-key.html").read_text(encoding="utf-8")
    assert "Not even the report vouches" in key
    assert "Not even the report vouches" not in (folder / "sheet.html").read_text(encoding="utf-8")


def test_papers_are_typed_in_one_after_the_other(folder: Path, bank_file: Path, bank: Bank) -> None:
    """From the sheet's file or its code, with a file for each name, which a class is read from."""
    print_sheet(folder, bank_file, "--ids", "bridge-in-may,ferry-interest", "--versions", 2)
    lines = "Ann\na\nb2\nc3\n\nBen\nx\nB\na1\n\n\n\n"
    done = enter(folder, bank_file, "--sheet", "sheet-A.html", lines=lines)
    assert (done.returncode, done.stderr) == (0, "")
    assert "Ann.quiz has 2 answers of this sheet." in done.stdout
    assert "Ben.quiz has 1 answer of this sheet." in done.stdout
    read, troubles, _ = read_handins([folder], bank)
    assert sorted(each.name for each in read) == ["Ann", "Ben"]
    assert not troubles
    told = run([*QUIZ, "class", ".", "--bank", bank_file, "--to", "json"], folder=folder).stdout
    assert msgspec.json.decode(told)["readers"] == 2


def test_same_name_is_the_same_reader_later(folder: Path, bank_file: Path) -> None:
    """A sheet typed again takes the place of the first, another sheet is added."""
    one = print_sheet(folder, bank_file, "--ids", "bridge-in-may", "--seed", 1)
    two = print_sheet(folder, bank_file, "--ids", "ferry-interest", "--seed", 1)
    for sheet, lines in ((one, "a3\n\n"), (two, "b2\n\n"), (one, "\nb1\n\n"), (one, "n\n")):
        enter(folder, bank_file, "--sheet", sheet, "--name", "Ann", lines=lines)
    made = read_handin(folder / "Ann.quiz")
    assert [[a.certainty for a in each.answers] for each in made.rounds] == [[2], [1]]
    assert made.check


def test_a_name_with_other_capitals_is_the_same_reader(folder: Path, bank_file: Path) -> None:
    """Their papers go into one file; of a name that is nearly the same, it is asked."""
    one = print_sheet(folder, bank_file, "--ids", "bridge-in-may", "--seed", 1)
    two = print_sheet(folder, bank_file, "--ids", "ferry-interest", "--seed", 1)
    enter(folder, bank_file, "--sheet", one, lines="Rosa P.\na3\n\n\n")
    enter(folder, bank_file, "--sheet", two, lines="rosa p.\nb2\n\n\n")
    (file,) = folder.glob("*.quiz")
    assert (read_handin(file).name, len(read_handin(file).rounds)) == ("Rosa P.", 2)
    done = enter(folder, bank_file, "--sheet", one, lines="Rosa R.\nn\na3\n\n\n")
    assert "Rosa P. has a paper here. Is it the same reader?" in done.stdout
    assert {each.name for each in folder.glob("*.quiz")} == {"Rosa P.quiz", "Rosa R.quiz"}
    done = enter(folder, bank_file, "--sheet", two, lines="Rosa Q.\n\nn\n\n")
    assert len([*folder.glob("*.quiz")]) == 2


def test_a_version_that_is_not_there_is_said(folder: Path, bank_file: Path) -> None:
    """Another letter than the sheet's is named before the version is asked for again."""
    sheet = print_sheet(folder, bank_file, "--ids", "bridge-in-may", "--seed", 1, "--versions", 2)
    done = enter(folder, bank_file, "--sheet", sheet, lines="Ann\nC\nb\na3\n\n\n")
    assert "The sheet has no version C." in done.stdout
    assert (folder / "Ann.quiz").exists()


def test_a_sheet_may_be_on_one_skill(folder: Path, bank_file: Path, bank: Bank) -> None:
    """With `--skill`, the seed picks from its questions, and the code tells which."""
    words = ("--skill", "certainty", "-n", 2, "--seed", 3)
    code = print_sheet(folder, bank_file, *words)
    sheet = from_code(bank, code)
    known = {each.id: each for each in bank.questions}
    assert [known[id].skill for id in sheet.ids] == ["certainty"] * 2
    assert print_sheet(folder, bank_file, *words) == code
    done = run([*QUIZ, "print", "--bank", str(bank_file), *["--skill", "no", "-o", "x.html"]])
    assert (done.returncode, "there is no skill “no”" in done.stderr) == (2, True)


def test_a_sheet_goes_into_a_file(folder: Path, bank_file: Path) -> None:
    """A dash, which is stdout elsewhere, makes no file of that name."""
    done = run([*QUIZ, "print", "--bank", bank_file, "-o", "-"], folder=folder)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "quiz: a sheet goes into a file; name one, as in -o sheet.html\n"
    assert not [*folder.iterdir()]


def test_a_paper_of_nobody_asks_whose_it_is(folder: Path, bank_file: Path) -> None:
    """A name of spaces is none."""
    sheet = print_sheet(folder, bank_file, "--ids", "bridge-in-may", "--seed", 1)
    done = enter(folder, bank_file, "--sheet", sheet, "--name", " ", lines="Ann\na3\n\n")
    assert "Whose paper? Enter to end:" in done.stdout
    assert (folder / "Ann.quiz").is_file()


def test_a_skill_whose_questions_are_drafts_gives_no_sheet(folder: Path, bank_file: Path) -> None:
    """There is nothing to print, which a line says."""
    draft = (
        '[[questions]]\ndraft = true\nkind = "choice"\nid = "late"\nskill = "wind"\nstem = "Who?"\n'
    )
    skill = '[skills.wind]\nname = "Wind"\ngroup = "Weather"\ncan = "tell"\nhabit = "Tell."\n'
    mine = folder.parent / "drafts.toml"
    mine.write_text(f"{bank_file.read_text(encoding='utf-8')}\n{skill}\n{draft}", encoding="utf-8")
    done = run([*QUIZ, "print", "--bank", mine, "--skill", "wind", "-o", "x.html"], folder=folder)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "quiz: no question is on “wind” yet; name another skill\n"


@pytest.mark.parametrize("name", ["../../Ann", "/etc/passwd", "con", "=1+1\x1b[2J", "." * 100])
def test_name_never_leads_out_of_the_folder(folder: Path, bank_file: Path, name: str) -> None:
    """Whatever a paper's reader is called, the file is in the folder and shows nothing hostile."""
    sheet = print_sheet(folder, bank_file, "--ids", "bridge-in-may", "--seed", 1)
    done = enter(folder, bank_file, "--sheet", sheet, lines=f"{name}\na3\n\n{'x' * 101}\n\n")
    assert "A name has at most 100 characters." in done.stdout
    (made,) = folder.glob("*.quiz")
    assert read_handin(made).answers
    assert "\x1b" not in done.stdout + read_handin(made).name


def test_file_of_another_reader_is_never_replaced(
    folder: Path, bank_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither another teacher's Ann nor any other file is written over, and the next is asked."""
    sheet = print_sheet(folder, bank_file, "--ids", "bridge-in-may", "--seed", 1)
    enter(folder, bank_file, "--sheet", sheet, "--name", "Ann", lines="a3\n\n")
    before = (folder / "Ann.quiz").read_bytes()
    (folder / "Ben.quiz").write_text("mine")
    monkeypatch.setenv("QUIZ_DATA_DIR", str(folder.parent / "other"))
    done = enter(folder, bank_file, "--sheet", sheet, lines="Ann\nBen\nCem\nb2\n\n\n")
    assert done.stdout.count("is there already, and not from papers typed here") == 2
    assert (folder / "Ann.quiz").read_bytes() == before
    assert (folder / "Ben.quiz").read_text() == "mine"
    assert read_handin(folder / "Cem.quiz").name == "Cem"
    alone = enter(folder, bank_file, "--sheet", sheet, "--name", "Ann")
    assert alone.returncode == 1


def test_open_exam_keeps_its_keys(folder: Path, bank: Bank, bank_file: Path) -> None:
    """While an exam asks a question, there is no key to it and no paper is marked."""
    sheet = print_sheet(folder, bank_file, "--ids", "bridge-in-may", "--seed", 1)
    History.open().begin(begin(bank.questions[:1], Random(1), exam=True), bank.id)
    words = ["--ids", "bridge-in-may", "--key", "-o", "new.html"]
    refused = run([*QUIZ, "print", "--bank", bank_file, *words], folder=folder)
    for each in (refused, enter(folder, bank_file, "--sheet", sheet, lines="Ann\na3\n\n")):
        assert each.returncode == 2
        assert "an exam that is still open" in each.stderr
    assert [each.name for each in folder.iterdir()] == ["sheet.html"]


def test_what_was_typed_is_kept_for_later(folder: Path, bank_file: Path) -> None:
    """Whoever stops in the middle of a paper goes on there, in its version; no class counts it."""
    ids = "bridge-in-may,ferry-interest,the-hedge"
    sheet = print_sheet(folder, bank_file, "--ids", ids, "--seed", 1, "--versions", 2)
    done = enter(
        folder, bank_file, "--sheet", sheet, "--name", "Ann", lines="B\n?\nz\n1 3\na3\nq\n"
    )
    assert "What was typed is kept. Type Ann again to go on with it." in done.stdout
    assert not [*folder.glob("*.quiz")]
    (draft,) = folder.glob("*.unfinished")
    kept = read_handin(draft)
    assert 1 <= len([*kept.answers]) < 3
    done = enter(folder, bank_file, "--sheet", sheet, "--name", "Ann", lines="\n" * 3)
    assert "You can go on with Ann's paper where you stopped." in done.stdout
    assert "Version" not in done.stdout
    made = read_handin(folder / "Ann.quiz")
    assert [*made.answers] == [*kept.answers]
    assert made.rounds[0].over
    assert not draft.exists()


def test_what_is_not_kept_is_said(folder: Path, bank_file: Path) -> None:
    """Where the file of an earlier stop is somebody else's, it stays, and a line says so."""
    sheet = print_sheet(folder, bank_file, "--ids", "bridge-in-may", "--seed", 1)
    other = folder / f"Ann {sheet}.unfinished"
    other.write_text("mine")
    done = enter(folder, bank_file, "--sheet", sheet, lines="Ann\na3\nq\n")
    assert "What was typed for Ann isn't saved." in done.stdout
    assert other.read_text() == "mine"
    enter(folder, bank_file, "--sheet", sheet, lines="Ann\na3\n\n\n")
    assert [*read_handin(folder / "Ann.quiz").answers]
    assert other.read_text() == "mine"


def test_numbers_may_be_typed_without_a_space(questions: dict[str, Question]) -> None:
    """Where a passage asks for two and has fewer than ten, 24 1 is 2 and 4, and a guess."""
    question = questions["the-hedge"]
    assert isinstance(question, Spot)
    parts = tuple(
        replace(each, right=number in (1, 3)) for number, each in enumerate(question.parts)
    )
    two = replace(question, parts=parts, pick=2)
    slot = Slot(two, tuple(range(len(two.parts))))
    first, second, *_ = two.pickable
    for line, sure in (("1 2", None), ("12", None), ("12 3", 3), ("123", 3), ("1, 2 3", 3)):
        assert read_entry(slot, line) == ((first, second), sure)
    _, said = typed(Round((slot,), exam=True), "12 3", "")
    assert f"2 of 1–{len(two.pickable)}:" in said


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["--sheet", "8-7-2-zzzz"], 1, "no sheet of this bank has the code 8-7-2-zzzz"),
        (["--sheet", "nothing"], 1, "“nothing” isn't the code of a sheet"),
        (["--sheet", "other.html"], 1, "other.html isn't a sheet that quiz print wrote"),
        (["--sheet", "SHEET", "--version", "C"], 2, "the sheet has no version C"),
    ],
)
def test_what_cannot_be_typed_in_is_refused(
    folder: Path, bank_file: Path, words: list[str], code: int, said: str
) -> None:
    """A line says what is wrong."""
    sheet = print_sheet(folder, bank_file, "--ids", "bridge-in-may", "--versions", 2)
    (folder / "other.html").write_text("<p>mine", encoding="utf-8")
    done = enter(folder, bank_file, *(sheet if each == "SHEET" else each for each in words))
    assert done.returncode == code
    assert said in done.stderr


@pytest.mark.parametrize("name", ["mine.toml", "no/where.html"])
def test_sheet_is_never_written_over_the_questions(
    folder: Path, bank_file: Path, name: str
) -> None:
    """A file that can't be written, or is the bank, is refused."""
    mine = folder / "mine.toml"
    mine.write_bytes(bank_file.read_bytes())
    done = run([*QUIZ, "print", "--bank", mine, "-o", name], folder=folder)
    assert done.returncode == 2
    assert mine.read_bytes() == bank_file.read_bytes()


@pytest.mark.parametrize("name", ["sheet-B.html", "sheet-key.html"])
def test_sheet_replaces_nothing_but_a_sheet(folder: Path, bank_file: Path, name: str) -> None:
    """If one of the files is somebody's, none is written; sheets may be printed again."""
    (folder / name).write_text("<!DOCTYPE html><title>My plan</title>", encoding="utf-8")
    words = [
        *QUIZ,
        "print",
        "--bank",
        str(bank_file),
        "--versions",
        "2",
        "--key",
        "-o",
        "sheet.html",
    ]
    done = run(words, folder=folder)
    said = f"quiz: {name} is there already, and isn't a sheet or a key; choose another name\n"
    assert (done.returncode, done.stdout, done.stderr) == (2, "", said)
    assert [each.name for each in folder.iterdir()] == [name]
    (folder / name).unlink()
    assert [run(words, folder=folder).returncode for _ in range(2)] == [0, 0]


def test_printing_again_gives_the_same_sheets_or_refuses(folder: Path, bank_file: Path) -> None:
    """The same command keeps the seed, which is said; any other leaves all as it was."""

    def print_it(*words: str) -> subprocess.CompletedProcess[str]:
        command = [*QUIZ, "print", "--bank", str(bank_file), *words, "-o", "sheet.html"]
        return run(command, folder=folder)

    words = ["--versions", "2", "-n", "4"]
    first = print_it(*words)
    seed = re.search(r"Its seed is (\d+): with --seed \1, ", first.stdout)
    assert seed
    sheets = {each.name: each.read_bytes() for each in folder.iterdir()}
    again = print_it(*words, "--key")
    assert (again.returncode, again.stderr) == (0, "")
    there = {each.name: each.read_bytes() for each in folder.iterdir()}
    assert there | sheets == there
    (folder / "sheet-A.html").unlink()
    for other in (["--seed", "1"], ["-n", "5"], ["--ids", "the-hedge"]):
        done = print_it("--versions", "2", *other, "--key")
        assert (done.returncode, done.stdout) == (2, "")
        assert re.fullmatch(
            r"quiz: sheet-B.html is the sheet 4-\d+-2-[a-z]{4}, which papers may be copied from; "
            "choose another name, or remove it first\n",
            done.stderr,
        )
        assert not (folder / "sheet-A.html").exists()
    print_it(*words)
    assert {each.name: each.read_bytes() for each in folder.iterdir()} == there
