"""What a class does with commands: readers hand in, and their teacher reads that."""

import csv
import html
import json
import re
import subprocess
import sys
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path
from random import Random

import msgspec
import pytest
from msgspec.structs import replace

from quiz.bank.model import Bank
from quiz.bank.read import read_bank
from quiz.classroom.handin import check_word, in_file, read_handin
from quiz.play.mark import Certainty
from quiz.play.round import begin
from quiz.record.history import History
from tests.damage import played
from tests.process import QUIZ, run
from tests.terminal import Terminal
from tests.test_classroom_results import a_class

TUESDAY = datetime(2031, 3, 4, 9, 30, tzinfo=UTC)

pytestmark = pytest.mark.usefixtures("closed_histories")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An empty folder to work in."""
    (tmp_path / "work").mkdir()
    return tmp_path / "work"


@pytest.fixture
def taken(bank: Bank) -> History:
    """A history with a round of all questions."""
    history = History.open()
    history.begin(played(bank, Random(1), steps=len(bank.questions)), bank.id)
    return history


def hand_in(folder: Path, bank_file: Path, *words: object) -> subprocess.CompletedProcess[str]:
    """Run `quiz hand-in` in a folder."""
    return run([*QUIZ, "hand-in", "--bank", bank_file, *map(str, words)], folder=folder)


@pytest.mark.usefixtures("taken")
def test_file_is_called_by_the_name_and_its_check_word_is_shown(
    folder: Path, bank_file: Path
) -> None:
    """A line says what is in the file, and another the check word that the file has."""
    done = hand_in(folder, bank_file, "--name", "Ann B.")
    (file,) = folder.iterdir()
    made = read_handin(file)
    assert (file.name, made.name) == ("Ann B.quiz", "Ann B.")
    assert done.stdout == f"Ann B.quiz has your 8 answers.\nCheck word: {made.check}\n"
    assert (done.returncode, done.stderr) == (0, "")
    assert "seconds" not in file.read_text()


@pytest.mark.usefixtures("taken")
def test_without_a_name_the_reader_is_told_how_to_add_it(folder: Path, bank_file: Path) -> None:
    """A file without a name is called by the reader's random id, and a later one replaces it."""
    for _ in range(2):
        done = hand_in(folder, bank_file, "--times", "-o", folder)
        command = f"quiz hand-in --name … --times -o {folder} --bank {bank_file}"
        assert done.stdout.endswith(f"Your name isn't in it. To add it: {command}\n")
    (file,) = folder.iterdir()
    made = read_handin(file)
    assert file.name == f"hand-in-{made.reader[:8]}.quiz"
    assert {each.seconds for each in made.answers} == {2.5}


@pytest.mark.usefixtures("taken")
def test_the_command_that_adds_a_name_hands_in_the_same(folder: Path, bank_file: Path) -> None:
    """It keeps to the last round and to the place, as what was typed did."""
    told = hand_in(folder, bank_file, "--last", "-o", "last.quiz").stdout
    assert f"To add it: quiz hand-in --name … --last -o last.quiz --bank {bank_file}\n" in told


@pytest.mark.usefixtures("taken")
def test_a_folder_that_is_not_there_gets_no_file_of_its_name(folder: Path, bank_file: Path) -> None:
    """The slash says that a folder is meant, so nothing is written in its place."""
    done = hand_in(folder, bank_file, "-o", "handed-in/")
    refused = "quiz: there is no folder handed-in/; make it first, or name a file\n"
    assert (done.returncode, done.stderr) == (2, refused)
    assert not [*folder.iterdir()]
    (folder / "handed-in").mkdir()
    assert hand_in(folder, bank_file, "-o", "handed-in/").returncode == 0


@pytest.mark.usefixtures("taken")
def test_file_of_somebody_else_is_never_replaced(
    folder: Path, bank_file: Path, monkeypatch: pytest.MonkeyPatch, bank: Bank
) -> None:
    """Neither another reader's file nor any other file is written over."""
    hand_in(folder, bank_file, "--name", "Ann")
    (folder / "notes.txt").write_text("mine")
    before = {each.name: each.read_bytes() for each in folder.iterdir()}
    monkeypatch.setenv("QUIZ_DATA_DIR", str(folder.parent / "other"))
    History.open().begin(played(bank, Random(2)), bank.id)
    for words in (["--name", "Ann"], ["-o", "notes.txt"]):
        done = hand_in(folder, bank_file, *words)
        assert (done.returncode, done.stdout) == (2, "")
        assert "is there already, and not from you; name another file with -o" in done.stderr
    assert {each.name: each.read_bytes() for each in folder.iterdir()} == before


@pytest.mark.usefixtures("taken")
@pytest.mark.parametrize("words", [(), ("--to", "xapi", "-o", "Ann.json")], ids=len)
def test_answers_to_another_bank_go_to_a_file_of_their_own(
    folder: Path, bank_file: Path, words: Sequence[str]
) -> None:
    """Who hands in from two banks into one folder loses neither."""
    other = bank_file.with_name("sums.toml")
    sums = read_bank(other)
    History.open().begin(played(sums, Random(2), steps=1), sums.id)
    hand_in(folder, bank_file, "--name", "Ann", *words)
    (file,) = folder.iterdir()
    before = file.read_bytes()
    done = hand_in(folder, other, "--name", "Ann", *words)
    assert (done.returncode, done.stdout) == (2, "")
    what = "has your answers to another bank; name another file with -o"
    assert done.stderr == f"quiz: {file.name} {what}\n"
    assert file.read_bytes() == before
    assert hand_in(folder, bank_file, "--name", "Ann", *words).returncode == 0


@pytest.mark.usefixtures("taken")
def test_file_goes_to_stdout(folder: Path, bank_file: Path) -> None:
    """`-o -` writes the file to stdout and nothing else, so that it can be piped."""
    done = hand_in(folder, bank_file, "-o", "-")
    assert json.loads(done.stdout)["quiz"] == "hand-in"
    assert done.stderr.startswith("Check word: ")
    assert not [*folder.iterdir()]


def test_nothing_is_handed_in_before_the_first_round(folder: Path, bank_file: Path) -> None:
    """Without a round there is no file, and a line says what to do."""
    done = hand_in(folder, bank_file)
    assert (done.returncode, done.stdout) == (1, "")
    take = f"quiz take --bank {bank_file}"
    assert done.stderr == f"quiz: there is nothing to hand in yet; take a round first: {take}\n"
    assert not [*folder.iterdir()]


def test_who_skipped_all_is_told_to_end_the_round(
    folder: Path, bank: Bank, bank_file: Path
) -> None:
    """Where a round is begun and nothing answered, a line says how it can be handed in."""
    history = History.open()
    history.begin(begin(bank.questions[:2], Random(1), exam=False), bank.id)
    done = hand_in(folder, bank_file)
    assert done.returncode == 1
    assert "answer a question, or end the round after its last one (e)" in done.stderr


def test_open_exam_is_not_handed_in(
    folder: Path, bank: Bank, bank_file: Path, taken: History
) -> None:
    """While an exam is open, a line says that its questions aren't in the file."""
    taken.begin(begin(bank.questions[:2], Random(1), exam=True), bank.id)
    done = hand_in(folder, bank_file, "--name", "Ann")
    assert "an exam is open, so its questions are left out" in done.stderr
    assert "Ann.quiz has your 6 answers." in done.stdout


def test_after_an_exam_the_reader_is_told_how_to_hand_it_in(folder: Path, bank_file: Path) -> None:
    """Its end says so; until then, `quiz hand-in` says how to get there, whatever was answered."""
    take = [*QUIZ, "take", "--plain", "--exam", "--bank", str(bank_file)]
    take += ["--ids", "which-month"]
    run(take, "May\n2\nq\n", folder=folder)
    early = hand_in(folder, bank_file, "--name", "Ann")
    opens = f"finish it first: quiz --bank {bank_file}, carry on where you left off"
    assert "as your exam is still open" in early.stderr
    assert opens in early.stderr
    assert early.returncode == 1
    quiz = [*QUIZ, "--plain", "--bank", str(bank_file)]
    end = run(quiz, "t\nn\nf\nq\nq\n", folder=folder).stdout
    command = f"quiz hand-in --name … --bank {bank_file}"
    assert f"\nNobody else has this yet. To hand it in:\n{command}\n" in end
    assert hand_in(folder, bank_file, "--name", "Ann").returncode == 0


@pytest.mark.usefixtures("taken")
@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["--name", "x" * 101], 2, "a name has at most 100 characters"),
        (["-o", "lost/ann.quiz"], 1, "lost/ann.quiz can't be written: No such file or directory"),
        (["-o", "../history/history.db"], 2, "belongs to the history itself"),
    ],
)
def test_what_cannot_be_handed_in_is_refused(
    folder: Path, bank_file: Path, words: list[str], code: int, said: str
) -> None:
    """A file that can't be made is refused in a line, and nothing is left behind."""
    done = hand_in(folder, bank_file, *words)
    assert (done.returncode, done.stdout) == (code, "")
    assert said in done.stderr
    assert done.stderr.count("\n") == 1
    assert not [*folder.iterdir()]


@pytest.fixture
def pile(bank: Bank, folder: Path) -> Path:
    """A folder with the hand-ins of twelve readers, and a file that is none."""
    handed_in = folder / "handed-in"
    handed_in.mkdir()
    for each in a_class(bank, readers=12):
        made = replace(each, name=f"Reader {each.reader[-2:]}")
        whole = replace(made, check=check_word(msgspec.to_builtins(made)))
        (handed_in / f"{made.reader}.quiz").write_bytes(in_file(whole))
    (handed_in / "zzz.quiz").write_text("no", encoding="utf-8")
    return handed_in


def read_class(bank_file: Path, *words: object) -> subprocess.CompletedProcess[str]:
    """Run `quiz class`."""
    return run([*QUIZ, "class", "--bank", bank_file, *map(str, words)])


def test_a_folder_of_hand_ins_makes_a_report(bank_file: Path, pile: Path) -> None:
    """The report is on stdout, and what is wrong with a file on stderr; the rest is read."""
    done = read_class(bank_file, pile)
    assert done.returncode == 0
    assert done.stderr == f"quiz: {pile}/zzz.quiz isn't a hand-in and is left out\n"
    assert "12 readers gave 96 first answers to 8 questions" in " ".join(done.stdout.split())
    assert max(map(len, done.stdout.splitlines())) <= 80
    assert "Reader 0" not in done.stdout
    assert "Reader 0" in read_class(bank_file, pile, "--names").stdout


@pytest.mark.parametrize(
    ("ending", "begins"),
    [
        ("html", "<!DOCTYPE html>"),
        ("csv", "id,title,"),
        ("json", "{\n"),
        ("txt", "The class: "),
    ],
)
def test_the_name_of_the_output_chooses_the_format(
    bank_file: Path, pile: Path, ending: str, begins: str
) -> None:
    """`-o` writes a file in the format that it is called by, as `--to` does on stdout."""
    out = pile.parent / f"class.{ending}"
    done = read_class(bank_file, pile, "-o", out)
    assert (done.returncode, done.stdout) == (0, f"{out} has the report on 12 readers.\n")
    assert out.read_bytes().startswith(b"\xef\xbb\xbf") == (ending == "csv")  # for a spreadsheet
    written = out.read_text(encoding="utf-8-sig")
    assert written.startswith(begins)
    form = "text" if ending == "txt" else ending
    shown = read_class(bank_file, pile, "--to", form).stdout
    assert shown.splitlines() == written.splitlines()


def test_a_hand_in_is_never_overwritten_by_its_report(bank_file: Path, pile: Path) -> None:
    """An output that is one of the files, in a folder or named, is refused."""
    file = min(pile.iterdir())
    before = file.read_bytes()
    for files in (file, pile):
        done = read_class(bank_file, files, "-o", file)
        assert (done.returncode, done.stdout) == (2, "")
        assert "is one of the hand-ins; choose another name" in done.stderr
    assert file.read_bytes() == before


@pytest.mark.parametrize(
    "name", ["n3.txt", "mine.toml", "plan.html", "plan.csv", "plan", "key.html"]
)
def test_a_report_replaces_nothing_but_a_report(bank_file: Path, pile: Path, name: str) -> None:
    """Neither what is read, nor another file, nor a page that another command made is replaced."""
    work = pile.parent
    (work / "n3.txt").write_text("Reader 00\nReader 01\n", encoding="utf-8")
    (work / "mine.toml").write_bytes(bank_file.read_bytes())
    for each in ("plan.html", "plan.csv", "plan"):
        (work / each).write_text("<!DOCTYPE html>\nThe class: Monday\nid,title\n", encoding="utf-8")
    print_key = [*QUIZ, "print", "--bank", str(bank_file), "-n", "2", "-o", "key.html"]
    assert run(print_key, folder=work).returncode == 0
    before = {each.name: each.read_bytes() for each in work.iterdir() if each.is_file()}
    words = ["class", "handed-in", "--bank", "mine.toml", "--class", "n3.txt", "-o", name]
    done = run([*QUIZ, *words, *["--to", "text"] * name.endswith("toml")], folder=work)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"quiz: {name} ")
    assert done.stderr.endswith(
        f"; {'name it mine.txt' if '.toml' in name else 'choose another name'}\n"
    )
    assert {each.name: each.read_bytes() for each in work.iterdir() if each.is_file()} == before


@pytest.mark.parametrize(
    "name", ["class.html", "class.csv", "class.json", "class.txt", "rows.csv", "slides.html"]
)
def test_a_later_report_replaces_an_earlier_one(bank_file: Path, pile: Path, name: str) -> None:
    """What the command made itself may be made again; an empty file is nothing to lose."""
    out = pile.parent / name
    out.touch()
    words = {"rows.csv": ["--rows", "readers", "--names"], "slides.html": ["--to", "slides"]}
    for _ in range(2):
        done = read_class(bank_file, pile, "-o", out, *words.get(name, []))
        assert (done.returncode, done.stdout) == (0, f"{out} has the report on 12 readers.\n")
    assert out.stat().st_size > 100


@pytest.mark.parametrize(
    ("name", "instead"),
    [
        ("c.xlsx", "c.csv and open it in the spreadsheet"),
        ("c.docx", "c.html and open it in a browser"),
        ("c.pdf", "c.html and print it from a browser"),
    ],
)
def test_a_file_of_another_program_is_named_with_what_to_write(
    bank_file: Path, pile: Path, name: str, instead: str
) -> None:
    """A spreadsheet takes CSV, and a page is printed from a browser."""
    done = read_class(bank_file, pile, "-o", name)
    assert (done.returncode, done.stdout) == (2, "")
    kind = name.partition(".")[2].upper()
    assert done.stderr == f"quiz: {name} can't be written as {kind}; write {instead}\n"


def test_without_a_hand_in_there_is_no_report(bank_file: Path, pile: Path) -> None:
    """With nothing to read, or only hand-ins from another bank, a line says so."""
    done = read_class(bank_file, pile / "zzz.quiz")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.endswith("quiz: there is no hand-in to read\n")
    done = run([*QUIZ, "class", str(pile)])
    assert done.returncode == 1
    assert done.stderr.endswith("there is no hand-in to read; name their bank with --bank\n")


def test_judging_again_is_said_in_the_report(bank_file: Path, pile: Path) -> None:
    """With `--remark` and a bank that didn't change, the report says that nothing did."""
    done = read_class(bank_file, pile, "--remark")
    assert "Judged again by the bank as it is now: nothing changed." in done.stdout
    mended = pile.parent / "mended.toml"
    text = bank_file.read_text(encoding="utf-8")
    mended.write_text(text.replace('accept = ["May"', 'accept = ["June", "May"'), encoding="utf-8")
    said = " ".join(read_class(mended, pile, "--remark").stdout.split())
    assert "of 12 answers now right, 0 now wrong" in said
    assert "12 of them to another wording" in said


def test_slides_show_what_the_report_counts(bank: Bank, bank_file: Path, pile: Path) -> None:
    """The command for them takes the same answers, judged in the same way."""
    for each in a_class(bank, readers=30, certainty=Certainty.SURE):
        (pile / f"{each.reader}.quiz").write_bytes(in_file(each))
    said = read_class(bank_file, pile, "--round", "last", "--remark").stdout
    slides = f"quiz class {pile} --bank {bank_file} --round last --remark --to slides -o"
    assert slides in " ".join(said.split())


def test_files_left_out_or_changed_are_in_the_report(bank_file: Path, pile: Path) -> None:
    """The report says at its top how many files are left out and why, and whose was changed."""
    file = min(pile.iterdir())
    text = file.read_text(encoding="utf-8").replace('"certainty":2', '"certainty":3')
    file.write_text(text, encoding="utf-8")
    (pile / "zz.quiz").write_text("no", encoding="utf-8")
    shown = read_class(bank_file, pile, "--to", "html").stdout
    for said in (" ".join(read_class(bank_file, pile).stdout.split()), shown):
        assert "2 files left out, so their answers don't count:" in html.unescape(said)
        assert "2 files, each of which isn't a hand-in." in html.unescape(said)
        assert "Changed after it was made, and counted: the file of reader 1." in said
        assert said.index("Files to look at") < said.index("Discuss first")
        assert "zz.quiz" not in said
    named = read_class(bank_file, pile, "--names").stdout
    assert "zz.quiz isn't a hand-in and is left out." in " ".join(named.split())
    assert "Reader 00: 8 answers" in named
    document = json.loads(read_class(bank_file, pile, "--names", "--to", "json").stdout)
    (reader,) = (each for each in document["handed_in"]["readers"] if not each["check"])
    assert (reader["sure"], reader["marks"]) == (8, -36)
    assert len(document["files_to_look_at"]) == 3


def test_a_list_of_names_says_who_is_missing(bank_file: Path, pile: Path) -> None:
    """Names are compared without capitals; who isn't on the list is named only with `--names`."""
    names = pile.parent / "names.txt"
    names.write_bytes("\ufeffREADER 00\r\nReader  01\r\n\u200e\r\nÅsa\r\n".encode())
    for words in ((), ("--names",)):
        said = " ".join(read_class(bank_file, pile, "--class", names, *words).stdout.split())
        assert "Not handed in by 1 of 3: Åsa." in said
        assert "10 readers with a name that isn't on the list" in said
        assert ("on the list: Reader 02," in said) == bool(words)
    for encoding in ("utf-16", "cp1252"):  # as Notepad and Excel save them
        names.write_bytes("Reader 00\nReader 01\nÅsa Brüggemann\n".encode(encoding))
        said = " ".join(read_class(bank_file, pile, "--class", names).stdout.split())
        assert "Not handed in by 1 of 3: Åsa Brüggemann." in said
    for data, what in (
        (b"Reader 00\x81\xff\0", "isn't a text in UTF-8"),
        ("\n \n\u200e\n".encode(), "has no names in it"),
        (b"x" * 1_000_001, "is larger than a list of names"),
    ):
        names.write_bytes(data)
        done = read_class(bank_file, pile, "--class", names)
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr == f"quiz: {names} {what}; write a name on each line\n"


def test_a_name_that_may_be_meant_is_said(bank_file: Path, pile: Path) -> None:
    """With `--names`, who is missing has the name beside theirs under which they may be there."""
    names = pile.parent / "names.txt"
    names.write_text("Reader 01\nReeder 02\nÅsa\n", encoding="utf-8")
    said = " ".join(read_class(bank_file, pile, "--class", names, "--names").stdout.split())
    assert "by 2 of 3: Reeder 02 (or is that “Reader 02”?), Åsa." in said
    said = " ".join(read_class(bank_file, pile, "--class", names).stdout.split())
    assert "by 2 of 3: Reeder 02, Åsa." in said


def test_who_gave_no_name_is_known_by_the_folder(bank_file: Path, bank: Bank, folder: Path) -> None:
    """With `--names`, a reader without one has the file beside the number; without, never."""
    (made, *_) = a_class(bank, readers=1)
    whole = replace(made, check=check_word(msgspec.to_builtins(made)))
    (folder / "Ann_4711").mkdir()
    (folder / "Ann_4711" / "hand-in.quiz").write_bytes(in_file(whole))
    said = " ".join(read_class(bank_file, folder, "--names").stdout.split())
    assert "reader 1 (Ann_4711/hand-in.quiz): 8 answers" in said
    assert "Ann" not in read_class(bank_file, folder).stdout


@pytest.mark.parametrize("form", ["text", "html"])
def test_no_folder_nor_file_names_anybody_without_names(
    bank: Bank, bank_file: Path, folder: Path, form: str
) -> None:
    """Folders of pupils are called by the one that they are in, and no command has a file."""
    for each in a_class(bank, readers=12, certainty=Certainty.SURE):
        whole = replace(each, check=check_word(msgspec.to_builtins(each)))
        (folder / "9b" / f"Pupil {each.reader}").mkdir(parents=True)
        (folder / "9b" / f"Pupil {each.reader}" / "a.quiz").write_bytes(in_file(whole))
    folders = sorted((folder / "9b").iterdir())
    files = sorted(folder.glob("9b/*/*.quiz"))
    for some in (folders, files, files[-3:], files[:1], [folder / "9b"]):
        said = read_class(bank_file, *some, "--to", form).stdout
        assert "Larkmere" in said
        assert "Pupil" not in said
        if len(some) > 1:
            assert "9b, 3 March 2031" in said


def test_two_pupils_on_one_history_are_both_there(bank_file: Path, pile: Path) -> None:
    """Neither is missing, whatever the newest file is called, and a line says that they are one."""
    names = pile.parent / "names.txt"
    names.write_text("Reader 01\nTom\nMiller, Reader\nLiam K.\n", encoding="utf-8")
    (pile / "zzz.quiz").unlink()
    made = next(each for each in map(read_handin, pile.iterdir()) if each.name == "Reader 01")
    for day, name in enumerate(("Tom", ""), 1):
        each = replace(made, name=name, made=made.made + timedelta(days=day))
        whole = replace(each, check=check_word(msgspec.to_builtins(each)))
        (pile / f"other {day}.quiz").write_bytes(in_file(whole))
    done = read_class(bank_file, pile, "--class", names, "--names")
    said = " ".join(done.stdout.split())
    assert "Not handed in by 2 of 4: Miller, Reader; Liam K." in said
    assert "Liam K.." not in said
    assert "From one history, so they count as one reader: Tom, Reader 01." in said
    assert re.search(r"Tom \(also Reader 01\): 8 answers", said)
    assert "under another name: they count as one" in done.stderr
    for rows in ("readers", "answers"):
        table = read_class(bank_file, pile, "--names", "--to", "csv", "--rows", rows).stdout
        assert ",Tom (also Reader 01)," in table
        assert "Tom" not in read_class(bank_file, pile, "--to", "csv", "--rows", rows).stdout
    (pile / "notes.txt").write_text("no", encoding="utf-8")
    document = json.loads(read_class(bank_file, pile, "--names", "--to", "json").stdout)
    assert document["handed_in"]["unread"] == 1
    names_of = {each["name"]: each["other_names"] for each in document["handed_in"]["readers"]}
    assert names_of["Tom"] == ["Reader 01"]


def test_a_paper_that_is_not_finished_is_told(bank_file: Path, pile: Path) -> None:
    """What was typed of a paper so far doesn't count, and a line says so."""
    (pile / "Ann 10-7-2-kvbt.unfinished").write_text("{}", encoding="utf-8")
    said = read_class(bank_file, pile).stderr
    assert "Ann 10-7-2-kvbt.unfinished is a paper that is only partly typed in" in said
    assert "and is left out\n" in said


@pytest.mark.usefixtures("taken")
def test_the_same_answers_have_the_same_check_word(
    folder: Path, bank_file: Path, taken: History, bank: Bank
) -> None:
    """Handed in again, the file stays as it is until there is more in it."""
    first = hand_in(folder, bank_file, "--name", "Ann")
    before = re.sub(rb'"made":"\d{4}', b'"made":"2004', (folder / "Ann.quiz").read_bytes())
    document = json.loads(before)
    document["check"] = check_word(document)
    (folder / "Ann.quiz").write_text(json.dumps(document), encoding="utf-8")  # made long ago
    again = hand_in(folder, bank_file, "--name", "Ann", "-o", "Ann.quiz")
    assert again.stdout == f"Ann.quiz has your 8 answers.\nCheck word: {document['check']}\n"
    assert document["check"] not in first.stdout
    taken.begin(played(bank, Random(2)), bank.id)
    assert document["check"] not in hand_in(folder, bank_file, "--name", "Ann").stdout


def test_only_the_rounds_of_a_lesson_count_if_asked(
    bank: Bank, bank_file: Path, folder: Path
) -> None:
    """`--set` and `--since` leave out other rounds, and say who has none; numbers stay."""
    file = folder / "bank.toml"
    ids = '["bridge-in-may", "which-month"]'
    sets = f'[sets.monday]\nname = "Monday"\nids = {ids}\n\n[[claims]]'
    text = bank_file.read_text(encoding="utf-8")
    file.write_text(text.replace("[[claims]]", sets, 1), encoding="utf-8")
    pile = folder / "pile"
    pile.mkdir()
    for place, each in enumerate(a_class(bank, readers=6)):
        (round,) = each.rounds
        lesson = replace(
            round, id=f"{9000 + place:032x}", set="monday", questions=round.questions[:1]
        )
        later = replace(lesson, began=TUESDAY, ended=TUESDAY)
        made = replace(each, rounds=(round, later) if place else (round,))
        whole = replace(made, check=check_word(msgspec.to_builtins(made)))
        (pile / f"{place}.quiz").write_bytes(in_file(whole))
    for words, only in (
        (("--set", "monday"), "Only rounds of the set “Monday” count."),
        (("--since", "2031-03-04"), "Only rounds since 2031-03-04 count."),
        (("--since", "2031-03-04 09:00"), "Only rounds since 2031-03-04 09:00 count."),
    ):
        said = " ".join(read_class(file, pile, *words).stdout.split())
        assert "5 readers gave 5 first answers to 1 question" in said
        assert only in said
        assert "Ask 1 reader for these rounds: what they handed in has none of them." in said
        assert (
            "6 files from 6 readers, 5 of them with a round that counts, the newest from 3" in said
        )
        found = json.loads(read_class(file, pile, *words, "--names", "--to", "json").stdout)
        assert [each["number"] for each in found["handed_in"]["readers"]] == [2, 3, 4, 5, 6]
    done = read_class(file, pile, "--since", "2032-01-01")
    assert (done.returncode, done.stdout) == (1, "")
    assert "there is no such round in what was handed in: only rounds since 2032" in done.stderr
    for words, what in (
        (("--set", "x"), "no set “x”"),
        (("--since", "soon"), "“soon” isn't a day"),
        (("--since", "0001-01-01"), "“0001-01-01” isn't a day"),
    ):
        done = read_class(file, pile, *words)
        assert (done.returncode, done.stdout) == (2, "")
        assert what in done.stderr


def test_one_round_can_be_handed_in_alone(
    folder: Path, bank: Bank, bank_file: Path, taken: History
) -> None:
    """`--last` hands in the latest round, `--set` those of a set; the check word fits."""
    taken.begin(replace(played(bank, Random(2), steps=3), set="monday"), bank.id)
    hand_in(folder, bank_file, "--name", "Ann")
    last = hand_in(folder, bank_file, "--name", "Ann", "--last")
    less = "Ann.quiz had 1 more round until now; to hand in all, leave out --last and --set"
    assert last.stderr == f"quiz: {less}\n"
    made = read_handin(folder / "Ann.quiz")
    assert [len([*each.answers]) for each in made.rounds] == [3]
    assert made.check
    done = hand_in(folder, bank_file, "--name", "Ben", "--set", "monday")
    assert (done.returncode, "this bank has no sets; leave out --set" in done.stderr) == (2, True)


def test_a_spreadsheet_has_a_row_for_each_reader(bank_file: Path, pile: Path) -> None:
    """`--rows readers` writes what each did and needs, with names if they are asked for."""
    for names in (False, True):
        words = ["--to", "csv", "--rows", "readers", *["--names"] * names]
        shown = read_class(bank_file, pile, *words).stdout
        rows = [*csv.DictReader(StringIO(shown))]
        assert [row["number"] for row in rows] == [str(n) for n in range(1, 13)]
        assert ("name" in rows[0]) == ("Reader 00" in shown) == names
        assert int(rows[0]["right"]) < int(rows[-1]["right"])
        assert {len(row["check_word"]) for row in rows} == {6}
    refused = read_class(bank_file, pile, "--rows", "readers")
    assert (refused.returncode, refused.stdout) == (2, "")


@pytest.mark.long
def test_a_class_that_takes_the_quiz_in_plain_mode_has_a_report(folder: Path) -> None:
    """Twelve made-up readers take two rounds each and hand in, and their teacher has a report."""
    bench = Path(__file__).parents[1] / "bench" / "classroom.py"
    done = run([sys.executable, bench, "--readers", "12", "--folder", folder, "--to", "json"])
    assert (done.returncode, done.stderr) == (0, "")
    found = json.loads(done.stdout)
    assert found["readers"] == len([*folder.iterdir()]) == 12
    assert found["answers"] == sum(each["n"] for each in found["questions"]) > 200
    assert 0 < found["alpha"] < 1


@pytest.mark.usefixtures("taken")
def test_tables_without_duckdb_say_how_to_get_it(
    folder: Path, bank_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where DuckDB isn't installed, `--to parquet` says in a line how to install it."""
    hand_in(folder, bank_file, "--name", "Ann")
    (folder / "duckdb.py").write_text("raise ImportError")
    monkeypatch.setenv("PYTHONPATH", str(folder))
    words: list[str | Path] = ["--bank", bank_file, "--to", "parquet", "-o", folder / "tables"]
    done = run([*QUIZ, "class", folder / "Ann.quiz", *words], cold=True)
    said = "quiz: --to parquet needs DuckDB: pip install 'media-literacy-quiz[district]'\n"
    assert (done.returncode, done.stdout, done.stderr) == (1, "", said)
    assert not (folder / "tables").exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            ["-o", "x.pdf"],
            "x.pdf can't be written as PDF; write x.html and print it from a browser",
        ),
        (["-o", "x.dat"], "x.dat would have text in it; name it x.txt"),
        (["--to", "csv", "-o", "x.html"], "x.html would have csv in it; name it x.csv"),
    ],
)
def test_an_ending_that_is_not_the_format_is_refused(
    bank_file: Path, pile: Path, words: list[str], said: str
) -> None:
    """No file is called what it isn't, and a PDF is made by printing the page."""
    done = read_class(bank_file, pile, *words)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
    assert not Path(words[-1]).exists()


def test_copies_are_told_in_one_line(bank_file: Path, pile: Path) -> None:
    """Files that are the same are counted, once on stderr and once in the report."""
    file = min(pile.iterdir())
    for number in range(29):
        (pile / f"copy-{number}.quiz").write_bytes(file.read_bytes())
    done = read_class(bank_file, pile)
    told = "30 files are copies of 1 reader's"
    assert (done.stderr.count(told), done.stdout.count(told)) == (1, 1)
    assert f"{told}: {file.name}, copy-0.quiz, copy-1.quiz, copy-10.quiz, …" in done.stderr
    assert f"{told}.\n" in done.stdout
    assert done.stderr.count("\n") == 2
    assert "12 readers gave" in done.stdout


def test_readers_of_two_names_are_one_line_without_a_name(
    bank_file: Path, bank: Bank, folder: Path
) -> None:
    """However many files share a reader under other names, a line has one of them and a count."""
    (made, *_) = a_class(bank, readers=1)
    for number in range(4):
        each = replace(made, name=f"Secret {number}")
        whole = replace(each, check=check_word(msgspec.to_builtins(each)))
        (folder / f"{number}.quiz").write_bytes(in_file(whole))
    done = read_class(bank_file, folder)
    assert done.stderr.count("\n") == 1
    assert "is from the same reader as" in done.stderr
    assert "so are 2 more files" in done.stderr
    assert "Secret" not in done.stderr + done.stdout


def test_all_who_handed_in_are_listed_by_name_or_counted(bank_file: Path, pile: Path) -> None:
    """With names there is a line for each reader; without, how many files and readers, and when."""
    (pile / "zzz.quiz").unlink()
    named = read_class(bank_file, pile, "--names").stdout
    for number in range(12):
        assert f"  Reader {number:02x}: 8 answers, " in named
    assert len(re.findall(r"right, 3 Mar 2031, [a-z]{6}\n", named)) == 12
    assert "12 files from 12 readers, the newest from 3 March 2031." in " ".join(named.split())
    counted = " ".join(read_class(bank_file, pile).stdout.split())
    assert "12 files from 12 readers, the newest from 3 March 2031." in counted
    shown = json.loads(read_class(bank_file, pile, "--to", "json").stdout)["handed_in"]
    assert (shown["files"], shown["copies"], shown["readers"]) == (12, 0, [])


def test_in_a_terminal_what_is_wrong_with_a_file_is_told_once(bank_file: Path, pile: Path) -> None:
    """The report says it at its top, and isn't preceded by the same on stderr."""
    command = [*QUIZ, "class", str(pile), "--bank", str(bank_file), "--names"]
    with Terminal(command) as terminal:
        terminal.wait_for("much left out, more than a third of the questions.")
        assert terminal.text.count("zzz.quiz isn't a hand-in") == 1
    assert "zzz.quiz isn't a hand-in" in read_class(bank_file, pile, "--names").stderr
