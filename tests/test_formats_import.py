"""`quiz import`: files of questions made of other tools' questions, and tables of them."""

from pathlib import Path
from typing import Any

import pytest
import tomli
from click.testing import CliRunner, Result
from hypothesis import given

from quiz.bank.kinds import Question
from quiz.bank.load import own_bank
from quiz.bank.model import About, Bank, Skill
from quiz.bank.problem import BankError
from quiz.bank.read import read_bank
from quiz.cli import main
from quiz.formats import EXPORTS, IMPORTS, export_format, import_format
from quiz.formats.csv import written
from quiz.formats.question_file import more_of, new_file
from quiz.formats.recognise import recognised
from quiz.formats.taken import NotReadable, Taken
from tests import made_up

TABLE = """Question;A;B;C;D;Answer;Explanation
What blew?;Wind;Rain;Fog;Snow;A;It was in the paper.
Which are wet?;Wind;Rain;Fog;Snow;B, C;
"""
OWN = [
    *((name, name) for name in EXPORTS if name in IMPORTS),
    ("canvas", "qti12"),
]
"""The formats that go both ways, by their names to and from."""


def run(*arguments: str | Path) -> Result:
    """Run `quiz import`."""
    return CliRunner().invoke(main, ["import", *map(str, arguments)])


def bank_with(question: Question) -> Bank:
    """A bank of one question."""
    skill = Skill(name="Certainty", group="How sure?", can="tell", habit="Look.")
    about = About(title="Made up", description="Made up.")
    return Bank(format=1, about=about, skills={"certainty": skill}, questions=(question,))


def table(text: str) -> tuple[dict[str, Any], ...]:
    """The questions of a table."""
    return import_format("csv").read(text.encode()).questions


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_a_table_is_read_whatever_its_separator_and_encoding(separator: str, encoding: str) -> None:
    """A row with options in columns and a letter for the right one is a `choice`."""
    text = TABLE.replace(", ", "&").replace("blew", "blüht").replace(";", separator)
    first, second = import_format("csv").read(text.encode(encoding)).questions
    assert first["stem"] == "What blüht?"
    assert [each["text"] for each in first["options"]] == ["Wind", "Rain", "Fog", "Snow"]
    assert [each for each in first["options"] if each.get("right")] == [
        {"text": "Wind", "right": True}
    ]
    assert first["explanation"] == "It was in the paper."
    assert second["kind"] == "multi"
    assert [bool(each.get("right")) for each in second["options"]] == [False, True, True, False]


@pytest.mark.parametrize(
    ("row", "kind", "right"),
    [
        ("Which?,1,2,3,2", "choice", "2"),
        ("Which?,a,b,c,C", "choice", "c"),
        ("Which?,Wind,Rain,Fog,Rain", "choice", "Rain"),
        ("Which?,Wind,Rain,Fog,3", "choice", "Fog"),
    ],
)
def test_a_table_without_names_says_the_right_option_last(row: str, kind: str, right: str) -> None:
    """The last cell is the text of the right option, or else its letter or its number."""
    (question,) = table(row)
    assert question["kind"] == kind
    assert [each["text"] for each in question["options"] if each.get("right")] == [right]


def test_a_table_of_two_columns_is_asked_by_typing() -> None:
    """A question and its answer are a `short`, a number if it is one."""
    first, second = table("Who wrote it?\tAnn | Ann Doe\nHow many?\t7.5\n")
    assert first == {"stem": "Who wrote it?", "kind": "short", "accept": ["Ann", "Ann Doe"]}
    assert second == {"stem": "How many?", "kind": "short", "number": 7.5}


def test_a_row_that_says_nothing_right_is_named_with_its_line() -> None:
    """Each has its line: a row without a key or a question, and columns without a use."""
    taken = import_format("csv").read(
        b"Question,A,B,Answer,Points\nWhich?,x,y,z,3\n,x,y,A,1\nWhat?,x,y,A,1\n"
    )
    assert [each["stem"] for each in taken.questions] == ["Which?", "What?"]
    assert not any("right" in each for each in taken.questions[0]["options"])
    assert [each.where for each in taken.lost] == ["line 1", "line 2", "line 3"]
    assert "Points" in taken.lost[0].what


def test_a_new_file_has_drafts_for_what_lacks_a_reason(tmp_path: Path) -> None:
    """Nothing is made up: a question without reasons is a draft, with what it has."""
    (tmp_path / "table.csv").write_text(TABLE, encoding="utf-8")
    done = run(tmp_path / "table.csv", "-o", tmp_path / "mine.toml")
    assert done.exit_code == 0, done.stderr
    assert "2 questions; drafts: all of them" in done.stderr
    document = tomli.loads((tmp_path / "mine.toml").read_text(encoding="utf-8"))
    assert [each["draft"] for each in document["questions"]] == [True, True]
    assert "why" not in document["questions"][0]["options"][0]
    checked = CliRunner().invoke(main, ["check", str(tmp_path / "mine.toml")])
    assert "is a draft" in checked.stdout


def test_a_skill_is_not_made_up(tmp_path: Path) -> None:
    """Questions that lack nothing aren't asked before their skill is written, and check says so."""
    gift = "::One:: Who?{=Ann#She says so. ~Bob#He doesn't. ####It is her letter.}\n"
    (tmp_path / "one.gift.txt").write_text(gift)
    mine = tmp_path / "mine.toml"
    done = run(tmp_path / "one.gift.txt", "-o", mine)
    assert "drafts: 0" in done.stderr
    assert "write what their skill is" in done.stderr
    checked = CliRunner().invoke(main, ["check", str(mine)])
    assert checked.exit_code == 1
    for key in ("group", "can", "habit"):
        assert f"`{key}` is missing" in checked.stdout
    with pytest.raises(BankError):
        read_bank(mine)
    text = mine.read_text(encoding="utf-8")
    assert "# group: a question that readers ask" in text
    text = text.replace("# group:", 'group = "Who?"\ncan = "tell"\nhabit = "Look."\n#')
    mine.write_text(text, encoding="utf-8")
    assert len(read_bank(mine).questions) == 1


def test_questions_are_added_at_the_end_of_a_file(tmp_path: Path) -> None:
    """What the file had stays as it is, a copy of it beside; ids are never taken twice."""
    (tmp_path / "table.csv").write_text(TABLE, encoding="utf-8")
    mine = tmp_path / "mine.toml"
    run(tmp_path / "table.csv", "-o", mine)
    before = mine.read_text(encoding="utf-8")
    done = run(tmp_path / "table.csv", "-o", mine)
    assert done.exit_code == 0, done.stderr
    after = mine.read_text(encoding="utf-8")
    assert after.startswith(before)
    assert (tmp_path / "mine.toml.bak").read_text(encoding="utf-8") == before
    ids = [each["id"] for each in tomli.loads(after)["questions"]]
    assert len(ids) == len({*ids}) == 4


def test_a_file_with_several_skills_asks_for_one(tmp_path: Path) -> None:
    """Which skill the questions are on isn't guessed, and nothing is written."""
    (tmp_path / "table.csv").write_text(TABLE, encoding="utf-8")
    mine = tmp_path / "mine.toml"
    mine.write_bytes(Path("tests/bank.toml").read_bytes())
    refused = run(tmp_path / "table.csv", "-o", mine)
    assert refused.exit_code == 2
    assert "add --skill" in refused.stderr
    assert mine.read_bytes() == Path("tests/bank.toml").read_bytes()
    assert run(tmp_path / "table.csv", "-o", mine, "--skill", "certainty").exit_code == 0
    assert len(tomli.loads(mine.read_text(encoding="utf-8"))["questions"]) > 2


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "no text"),
        (b"%PDF-1.7", "a PDF"),
        (b"hello", "plain text"),
        (b"\x00\x01\xff", "UTF-16"),
        (b"question,a\n\x00,c\n", "null character"),
    ],
)
def test_a_file_that_is_no_questions_gets_a_line(tmp_path: Path, content: bytes, says: str) -> None:
    """What it is and what to do is said in one line; nothing is written."""
    (tmp_path / "odd").write_bytes(content)
    done = run(tmp_path / "odd", "-o", tmp_path / "mine.toml")
    assert done.exit_code in (1, 2)
    assert says in done.stderr
    assert done.stderr.count("\n") == 1
    assert not (tmp_path / "mine.toml").exists()


@pytest.mark.parametrize(("to", "name"), OWN)
def test_what_was_exported_is_known_again(to: str, name: str) -> None:
    """A file that was exported is taken as what it is, with all of its questions."""
    bank = read_bank(own_bank())
    data = export_format(to).written(bank, bank.questions)
    assert recognised(data) == name
    taken = import_format(name).read(data)
    assert [each["id"] for each in taken.questions] == [each.id for each in bank.questions]


@pytest.mark.parametrize(
    "start",
    ["", "\n", "<!-- From the old course, 2 > 1 -->\n", '<?xml version="1.0"?>\n<!-- It -->'],
)
def test_a_moodle_file_is_not_taken_for_markdown(start: str) -> None:
    """After a line of <quiz> there is a question in Moodle's file, and text in Markdown."""
    moodle = start + '<quiz>\n<!-- -->\n<question type="shortanswer"></question>\n</quiz>'
    assert recognised(moodle.encode()) == "moodle"
    assert recognised(b"<quiz>\nWhich?\n- [x] This\n- [ ] That\n</quiz>\n") == "mkdocs"


@given(question=made_up.questions)
def test_export_and_import_give_the_same_keys_and_texts(question: Question) -> None:
    """A question that goes into a table and back is the same, but for what `CHANGES` names."""
    data = written(bank_with(question), [question])
    (taken,) = import_format("csv").read(data).questions
    kept = {**made_up.fields(question)}
    for name in ("as_of", "fixed", "ends", "join", "case"):
        kept.pop(name, None)
    assert taken == {"habit": "Look.", **kept}


@given(question=made_up.questions)
def test_a_file_that_is_made_can_be_read_and_has_the_same_texts(question: Question) -> None:
    """Whatever is in a question, the file that it is put in is TOML that says the same."""
    fields = made_up.fields(question)
    document = tomli.loads(new_file(Taken((fields,)), "A title", "an-id").text)
    (read,) = document["questions"]
    assert {**read, "draft": True} == {**fields, "draft": True}
    more = tomli.loads(more_of(document, Taken((fields,)), "certainty").text)
    assert more["questions"][0]["id"] == f"{fields['id']}-2"


@pytest.mark.parametrize("name", IMPORTS)
@pytest.mark.parametrize("data", [b"", b"\0" * 100, b"\xff\xfe", b'"' * 100_000, b"a" * 10**6])
def test_a_reader_refuses_what_is_no_question(name: str, data: bytes) -> None:
    """What isn't of its format is refused by its reader, in words."""
    with pytest.raises(NotReadable, match=r"\w+ \w+"):
        import_format(name).read(data)


def test_the_quiz_s_own_table_gives_the_questions_back() -> None:
    """A table that was exported has each question's kind and explanation."""
    bank = read_bank(own_bank())
    taken = import_format("csv").read(written(bank, bank.questions))
    for fields, question in zip(taken.questions, bank.questions, strict=True):
        assert fields["kind"] == question.kind
        assert fields["explanation"] == question.explanation


def test_skills_that_a_file_does_not_have_are_named(tmp_path: Path) -> None:
    """Questions on a skill of their own that are put on the only one there are told of."""
    mine = tmp_path / "mine.toml"
    (tmp_path / "table.csv").write_text(TABLE, encoding="utf-8")
    run(tmp_path / "table.csv", "-o", mine, "--skill", "source")
    tide = "// [id:a] [tag:tides]\n::One:: Who?{=Ann#Yes. ~Bob#No.}\n\nTwo?{=Ann ~Bob}\n"
    (tmp_path / "one.gift.txt").write_text(tide)
    done = run(tmp_path / "one.gift.txt", "-o", mine)
    assert f"{mine} has no skill tides: the questions on it are on source there" in done.stderr
    assert "no skill" not in run(tmp_path / "table.csv", "-o", mine).stderr
    assert "no skill" not in run(tmp_path / "one.gift.txt", "-o", mine, "--skill", "source").stderr
    many = "\n\n".join(f"// [tag:tide-{n}]\nWho?{{=Ann ~Bob}}" for n in range(7))
    (tmp_path / "many.gift.txt").write_text(many)
    said = run(tmp_path / "many.gift.txt", "-o", mine).stderr
    assert "no skills tide-0, tide-1, tide-2, tide-3, tide-4 and 2 more: the questions on" in said
