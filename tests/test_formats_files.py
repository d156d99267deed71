"""What `quiz export` and `quiz import` do to files: nothing is lost, and what's written is read."""

import os
import resource
import subprocess
import sys
from pathlib import Path
from shutil import copy
from tempfile import TemporaryDirectory
from time import process_time
from typing import Any

import pytest
import tomli
from click.testing import CliRunner, Result

from quiz.bank.load import own_bank
from quiz.bank.read import parse_good
from quiz.cli import main
from quiz.cli.written import FIRST
from quiz.formats import EXPORTS
from quiz.formats.question_file import more_of, new_file
from quiz.formats.taken import Taken
from tests.limits import AT_ONCE
from tests.process import QUIZ
from tests.terminal import Terminal

TABLE = """Question;A;B;Answer;Explanation
What blew?;Wind;Rain;A;It did.
What fell?;Wind;Rain;B;It did.
"""
START = """format = 1
about = { id = "mine", title = "Mine", description = "Mine.", sources = false }
skills.wind = { name = "Wind", group = "Who?", can = "tell the wind", habit = "Look." }
"""
NOBODY = 65534


def run(*arguments: str | Path) -> Result:
    """Run the quiz."""
    return CliRunner().invoke(main, [*map(str, arguments)])


def export(form: str, out: Path, *more: str | Path) -> Result:
    """Run `quiz export` to a file."""
    return run("export", "--to", form, "-o", out, "--ids", "leons-five-facts", *more)


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """A table of two questions."""
    file = tmp_path / "table.csv"
    file.write_text(TABLE, encoding="utf-8")
    return file


@pytest.mark.parametrize("form", EXPORTS)
def test_an_export_replaces_an_earlier_one_of_its_format_alone(tmp_path: Path, form: str) -> None:
    """A file in another format, and one that another tool made, stays and is named."""
    for other in EXPORTS:
        out = tmp_path / other
        assert export(other, out).exit_code == 0
        before = out.read_bytes()
        done = export(form, out)
        if other == form:
            assert (done.exit_code, done.stdout) == (0, f"{out} has 1 question.\n")
            assert out.read_bytes() == before
        else:
            said = f"quiz: {out} is there already, and isn't an earlier export to {form}; "
            assert (done.exit_code, done.stderr) == (2, f"{said}choose another name\n")
            assert out.read_bytes() == before


def test_questions_come_in_by_a_pipe() -> None:
    """A hyphen is standard input, as it is standard output for an export."""
    done = CliRunner().invoke(main, ["import", "-"], input=TABLE)
    assert (done.exit_code, done.stdout.count("[[questions]]")) == (0, 2)
    assert 'title = "Imported"' in done.stdout


@pytest.mark.parametrize("form", EXPORTS)
def test_what_was_changed_in_an_export_is_kept(tmp_path: Path, form: str) -> None:
    """An earlier export with another content is kept beside the new one, and a line says where."""
    out = tmp_path / "export"
    export(form, out, "--ids", "tehran-twice")
    before = out.read_bytes()
    done = export(form, out)
    assert done.exit_code == 0
    assert f"the file before is {out}.bak" in done.stderr
    assert (tmp_path / "export.bak").read_bytes() == before != out.read_bytes()


def test_an_edited_table_is_kept(tmp_path: Path) -> None:
    """What was written into a table since isn't lost when it is exported again."""
    out = tmp_path / "q.csv"
    export("csv", out)
    edited = out.read_bytes() + b"mine\n"
    out.write_bytes(edited)
    assert "q.csv.bak" in export("csv", out).stderr
    assert (tmp_path / "q.csv.bak").read_bytes() == edited
    assert "before" not in export("csv", out).stderr


@pytest.mark.parametrize(
    "content",
    [
        own_bank().read_bytes(),
        b"PK\x05\x06" + bytes(18),
        b"<?xml version='1.0'?>\n<quiz>\n<!-- question: 0  -->\n  <question type='category'>",
        b"// question: 1  name: Mine\n::Mine::Which?{=a ~b}\n",
        b"id,kind,notes\n1,2,3\n",
        b"<!DOCTYPE html>\n<title>Mine</title>" + bytes(FIRST),
    ],
)
def test_an_export_never_replaces_what_is_no_export(tmp_path: Path, content: bytes) -> None:
    """Questions of any bank, other tools' files and whatever else is there stay as they are."""
    out = tmp_path / "mine"
    out.write_bytes(content)
    for form in EXPORTS:
        done = export(form, out)
        assert (done.exit_code, done.stdout, done.stderr.count("\n")) == (2, "", 1)
        assert "is there already" in done.stderr
        assert out.read_bytes() == content
        assert [each for each in tmp_path.iterdir() if each.is_file()] == [out]


def limited(words: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    """Run the quiz where no file may be larger than 4 kB, as if the disk were full."""
    # What measures coverage writes a larger one.
    environment = {name: value for name, value in os.environ.items() if "COVERAGE" not in name}
    environment |= {"QUIZ_DATA_DIR": str(folder / "data"), "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run(
        [sys.executable, "-m", "quiz", *words],
        check=False,
        capture_output=True,
        text=True,
        env=environment,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096)),
    )


@pytest.mark.parametrize("form", ["csv", "anki", "canvas", "qti3", "scorm"])
def test_no_package_is_written_to_a_terminal(form: str) -> None:
    """Text is shown there, but bytes that could command it go into a file or a pipe alone."""
    words = ["export", "--to", form, "--ids", "leons-five-facts"]
    is_text = form == "csv"
    with Terminal([*QUIZ, *words]) as terminal:
        assert terminal.ends_within(15) == (0 if is_text else 2)
        terminal.read()
        assert is_text or b"\x1b" not in terminal.output


def test_a_full_disk_leaves_the_files_that_were_there(tmp_path: Path) -> None:
    """An export that can't be written whole keeps the one before; no new file is left half."""
    (tmp_path / "files").mkdir()
    out, table = tmp_path / "files" / "it.html", tmp_path / "files" / "table.csv"
    assert export("web", out).exit_code == 0
    table.write_text("Question,A,B,Answer\n" + "Which is it?,this,that,A\n" * 100, "utf-8")
    before = out.read_bytes()
    for words in (
        ["export", "--to", "web", "-o", str(out)],
        ["import", str(table), "-o", str(tmp_path / "files" / "mine.toml")],
        ["new", str(tmp_path / "files" / "mine.toml")],
    ):
        done = limited(words, tmp_path)
        assert (done.returncode, done.stderr.count("\n")) == (2, 1), done.stderr
        assert "can't be written: file too large" in done.stderr
    assert out.read_bytes() == before
    assert {*(tmp_path / "files").iterdir()} == {out, table}


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("a = 1\n", "isn't a file of questions"),
        ('[project]\nname = "mine"\n', "isn't a file of questions"),
        ('[[questions]]\ntype = "MultipleChoice"\n', "isn't a file of questions"),
        ("questions = 5\n" + START, "has `questions` that aren't tables"),
        ("questions = [1]\n" + START, "has `questions` that aren't tables"),
        ('questions = "x"\n' + START, "has `questions` that aren't tables"),
        ("skills = 3\n" + START[: START.index("skills")], "has no skills"),
        ("skills = {}\n" + START[: START.index("skills")], "has no skills"),
        (START[: START.index("skills")] + "skills.a = 5\n", "has no skills"),
        ("questions = []\n" + START, "write each of its own under [[questions]]"),
        ('questions = [ { id = "a" } ]\n' + START, "write each of its own under [[questions]]"),
        (START + '[questions]\nid = "a"\n', "mend"),
        (START.replace("Mine.", "Mine\\u200b."), "could disturb a terminal"),
        ("questions = \n" + START, "mine.toml:1"),
        ("", "is empty"),
    ],
)
def test_questions_are_added_to_a_file_of_questions_alone(
    table: Path, content: str, says: str
) -> None:
    """Any other file stays as it is, and a line says why and what to do."""
    mine = table.with_name("mine.toml")
    mine.write_text(content, encoding="utf-8")
    done = run("import", table, "-o", mine)
    assert done.exit_code in (1, 2), done.stderr
    assert done.stdout == ""
    assert says in done.stderr
    assert mine.read_text(encoding="utf-8") == content
    assert {*table.parent.iterdir()} == {table, mine}


def test_what_is_taken_is_never_put_into_the_file_that_it_comes_from(tmp_path: Path) -> None:
    """The input stays as it is, even under another name."""
    file = tmp_path / "in.toml"
    content = '[[questions]]\ntype = "ShortAnswer"\nprompt.prompt = "Who?"\nanswer.answer = "I"\n'
    file.write_text(content, encoding="utf-8")
    (tmp_path / "link.toml").symlink_to(file)
    for out in (file, tmp_path / "link.toml"):
        done = run("import", file, "-o", out)
        assert (done.exit_code, done.stderr.count("\n")) == (2, 1)
        assert "is the file that questions are taken from" in done.stderr
        assert file.read_text(encoding="utf-8") == content


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("last", [True, False])
def test_what_is_added_has_the_line_ends_of_the_file(table: Path, end: str, last: bool) -> None:
    """A file of Windows keeps its line ends to the last line, one of Unix too."""
    mine = table.with_name("mine.toml")
    before = START.replace("\n", end).encode().rstrip(b"" if last else b"\r\n")
    mine.write_bytes(before)
    table.write_text(TABLE + '"Two\nlines?";Wind;Rain;A;It did.\n', encoding="utf-8")
    assert run("import", table, "-o", mine).exit_code == 0
    after = mine.read_bytes()
    assert after.startswith(before)
    assert after.count(end.encode()) == after.count(b"\n")
    assert tomli.loads(after.decode())["questions"][2]["stem"] == "Two\nlines?"


def test_importing_again_says_how_many_ids_were_there(table: Path) -> None:
    """The questions are added with ids of their own, and a line tells of it."""
    mine = table.with_name("mine.toml")
    first = run("import", table, "-o", mine).stderr
    assert "mine.toml has 2 questions; drafts: all of them" in first
    assert "there already" not in first
    table.write_text(TABLE + "What froze?;Wind;Rain;B;It did.\n", encoding="utf-8")
    done = run("import", table, "-o", mine)
    assert done.exit_code == 0
    assert "mine.toml has 3 more questions; drafts: all of them" in done.stderr
    assert "quiz: 2 of their ids were there already and got a number; " in done.stderr


@pytest.mark.skipif(os.geteuid() != 0, reason="root alone may become nobody")
def test_a_file_that_may_not_be_read_gets_a_line() -> None:
    """It is said in one line, without how the command is used."""
    with TemporaryDirectory() as place:
        Path(place).chmod(0o755)
        shut = Path(place) / "shut"
        shut.touch(mode=0)
        no_file = str(Path(place) / "none" / "file")
        bank = str(copy(own_bank(), place))  # the checkout may be closed to others
        for command in (["import"], ["export", "--bank", bank, "--to", "csv", "-o"]):
            words = [*command, str(shut)]
            run(*words)  # imports what nobody may not read
            run(*command, no_file)  # as well for what is said of a file that can't be had
            os.setresuid(NOBODY, NOBODY, 0)
            try:
                done = run(*words)
            finally:
                os.setresuid(0, 0, 0)
            assert (done.exit_code, done.stderr.count("\n")) == (2, 1), done.stderr
            assert f"{shut} can't be re" in done.stderr
            assert "permission denied" in done.stderr


def choice(number: int, **more: Any) -> dict[str, Any]:
    """A question that can be asked."""
    options = [{"text": "this", "right": True, "why": "It is."}, {"text": "that", "why": "No."}]
    its = {"kind": "choice", "stem": f"Which is it, in {number}?", "options": options}
    return {**its, "explanation": "It is.", **more}


def test_only_questions_that_cannot_be_asked_are_drafts() -> None:
    """Each is judged by itself: neither others nor the rest of the file make it a draft."""
    lacking = choice(1)
    del lacking["explanation"]
    two = choice(
        2, options=[{"text": "same", "right": True, "why": "a"}] * 2
    )  # can't be told apart
    taken = Taken((choice(0), lacking, two, choice(3), *[{**lacking}] * 1500, choice(4)))
    made = new_file(taken, "Many", "many")
    drafts = [each.get("draft", False) for each in tomli.loads(made.text)["questions"]]
    assert drafts == [False, True, True, False, *[True] * 1500, False]
    assert made.drafts == sum(drafts)
    bad = {**tomli.loads(START), "about": {"title": 5}, "claims": [{}]}
    assert more_of(bad, taken, "wind").drafts == made.drafts


def test_what_no_file_may_have_in_it_is_written_out() -> None:
    """Characters that hide text, or that no file can hold, can be seen in the file that is made."""
    made = new_file(Taken((choice(1, stem="a\u200bb\ud800c\x1b\r\td"),)), "A title", "an-id")
    _, document = parse_good(made.text.encode(), Path("it.toml")) or ("", {})
    assert document["questions"][0]["stem"] == "a<U+200B>b<U+D800>c<U+001B><U+000D>\td"


@pytest.mark.parametrize(
    "ids",
    [["same"] * 20_000, ["x" * 78 + f"{n % 100:02}" for n in range(20_000)]],
)
def test_many_questions_of_one_name_get_ids_of_their_own(ids: list[str]) -> None:
    """20,000 ids are numbered about as fast as 20,000 that are their own."""
    plain = {"kind": "choice", "stem": "Which?"}
    start = process_time()
    made = new_file(Taken(tuple({**plain, "id": id} for id in ids)), "Many", "many")
    assert process_time() - start < AT_ONCE
    assert len({*made.ids}) == len(made.ids) == 20_000
    assert max(map(len, made.ids)) <= 80


@pytest.mark.long
@pytest.mark.parametrize("explanation", ["It did.", ""])
def test_as_many_questions_as_a_bank_may_have_are_imported(
    tmp_path: Path, explanation: str
) -> None:
    """20,000 questions that can be asked, or that are drafts, become a file in seconds."""
    rows = (f"What blew in {n}?;Wind;{explanation}" for n in range(20_000))
    (tmp_path / "many.csv").write_text("\n".join(("Question;Answer;Explanation", *rows)), "utf-8")
    mine = tmp_path / "mine.toml"
    start = process_time()
    done = run("import", tmp_path / "many.csv", "-o", mine)
    assert process_time() - start < 5 * AT_ONCE
    assert done.exit_code == 0, done.stderr
    assert f"drafts: {0 if explanation else 'all of them'}" in done.stderr
    assert len(tomli.loads(mine.read_text(encoding="utf-8"))["questions"]) == 20_000
    full = run("import", tmp_path / "many.csv", "-o", mine)
    assert full.exit_code == 2
    assert "would have more than 20000 questions" in full.stderr
