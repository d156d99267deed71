"""Tables of questions: a key is taken as it was meant, or not at all and with a line."""

import csv
import time
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from quiz.bank.kinds import Short
from quiz.bank.model import MOST_QUESTIONS
from quiz.bank.read import read_bank
from quiz.formats import import_format
from quiz.formats.csv import written
from quiz.formats.recognise import recognised
from quiz.formats.taken import NotReadable, Taken
from tests.limits import AT_ONCE

HEADS = "question,A,B,C,D,answer\n"


def taken(text: str) -> Taken:
    """What is taken from a table."""
    return import_format("csv").read(text.encode())


def right(question: dict[str, Any]) -> list[str]:
    """The texts of the options that are right."""
    return [each["text"] for each in question["options"] if each.get("right")]


def lines(found: Taken) -> list[str]:
    """What was lost, each with its place."""
    return [f"{each.where}: {each.what}" for each in found.lost]


def ours(*edits: tuple[str, str]) -> Taken:
    """What is taken from an exported table in which somebody edited something."""
    bank = read_bank(Path("tests/bank.toml"))
    text = written(bank, bank.questions).decode("utf-8-sig")
    for before, after in edits:
        assert before in text
        text = text.replace(before, after)
    return taken(text)


@pytest.mark.parametrize("key", ["C", "3", "c)", "(C)", "Option C", "three"])
@pytest.mark.parametrize("heads", [HEADS, HEADS.replace("A,B,C,D", "Opt 1,Opt 2,Opt 3,Opt 4")])
def test_an_empty_option_shifts_no_other(heads: str, key: str) -> None:
    """A letter or a number means the option in its column, whatever is empty before it."""
    found = taken(f"{heads}Which?,one,,three,four,{key}\n")
    assert right(found.questions[0]) == ["three"]
    assert not found.lost


def test_numbers_from_0_are_those_of_the_columns() -> None:
    """Where the columns are counted from 0, the key is, too."""
    heads = "question,option 0,option 1,option 2,answer\n"
    assert right(taken(f"{heads}Which?,x,y,z,1\n").questions[0]) == ["y"]
    assert right(taken(f"{heads}Which?,x,y,z,A\n").questions[0]) == ["x"]


@pytest.mark.parametrize(
    "row",
    [
        "How many legs?,2,3,4,5,3",
        "Which letter?,D,C,B,A,A",
        'Which pair?,"1,2","1,3",x,y,"1,2"',
        "Twice?,same,same,other,,same",
        "Who?,Ada,Bob,Cid,,Ada;Bobb",
        "Who?,Ada,Bob,Cid,,E",
        "Who?,Ada,Bob,Cid,,0",
        "Who?,Ada,Bob,Cid,,",
        "Who?,Ada; Bob,Ada,Bob,,Ada; Bob",
    ],
)  # fmt: skip
def test_a_key_that_may_mean_another_option_is_none(row: str) -> None:
    """The row is a draft with all of its options and no key, and a line names it."""
    found = taken(HEADS + row)
    (question,) = found.questions
    assert len(question["options"]) > 2
    assert not right(question)
    assert [each.where for each in found.lost] == ["line 2"]
    assert "draft without a key" in found.lost[0].what


def test_a_key_that_means_the_same_either_way_is_taken() -> None:
    """The third option that is 3 is meant by 3, and several texts by a list of them."""
    found = taken(HEADS + 'How many?,1,2,3,4,3\nWho?,Ada,Bob,Cid,,"Bob, Cid"\n')
    assert [right(each) for each in found.questions] == [["3"], ["Bob", "Cid"]]
    assert not found.lost


@pytest.mark.parametrize(
    "heads",
    [
        "Question Text,Option 1,Option 2,Option 3,Option 4,Correct Answer,Time in seconds",
        "Question,Answer 1,Answer 2,Answer 3,Answer 4,Correct answer(s),Time limit",
        (
            "Question - max 120 characters,Answer 1 - max 75 characters,"
            "Answer 2 - max 75 characters,Answer 3 - max 75 characters,Answer 4 - max 9 characters,"
            'Correct answer(s) - choose at least one,"Time limit (sec) – 5, 10, 20"'
        ),
    ],
)
def test_a_number_is_a_place_in_the_tables_of_kahoot_and_quizizz(heads: str) -> None:
    """Their names of columns are known, with the notes after them."""
    found = taken(f'{heads}\nHow many legs?,2,3,4,5,3,20\nWhich two?,1,2,3,4,"2,4",20\n')
    assert [right(each) for each in found.questions] == [["4"], ["2", "4"]]
    assert len(found.lost) == 1  # the time


@pytest.mark.parametrize("names", ["correct,correct", "correct answer,right", "Answer,Solution"])
def test_two_keys_that_differ_are_none(names: str) -> None:
    """If two columns say what is right, they have to agree."""
    found = taken(f"question,A,B,C,{names}\nWhich?,x,y,z,A,C\nWhich else?,x,y,z,B,b\n")
    assert [right(each) for each in found.questions] == [[], ["y"]]
    assert "“A” and “C”" in found.lost[0].what


@pytest.mark.parametrize(
    ("key", "number"),
    [
        ("1,250,500", 1250500),
        ("1.250.500", 1250500),
        ("1,250.5", 1250.5),
        ("1.250,5", 1250.5),
        ("3,14", 3.14),
        ("0.125", 0.125),
        ("−5", -5),
        ("1989", 1989),
    ],
)
def test_a_number_is_read_with_its_points_and_commas(key: str, number: float) -> None:
    """Which of them stands for the thousands is taken where it can be told."""
    (question,) = taken(f"question\tanswer\nHow many?\t{key}\n").questions
    assert question["number"] == number


@pytest.mark.parametrize("key", ["1,084", "12.500", "-1,084"])
def test_thousands_that_may_be_decimals_are_no_key(key: str) -> None:
    """1,084 is about one or about a thousand: the row is a draft, and a line says why."""
    found = taken(f"question\tanswer\nHow many?\t{key}\n")
    (question,) = found.questions
    assert question == {"stem": "How many?", "kind": "short", "explanation": key}
    assert f"“{key}”" in found.lost[0].what


@pytest.mark.parametrize("key", ["007", "1_000", "09.11.1989", "9780306406157000000000", "1e999"])
def test_what_a_number_would_change_stays_a_text(key: str) -> None:
    """A telephone number keeps its noughts."""
    (question,) = taken(f"question\tanswer\nWhich?\t{key}\n").questions
    assert question["accept"] == [key]


@pytest.mark.parametrize(
    ("key", "is_true"), [("TRUE", True), ("WAHR", True), ("false", False), ("Faux", False)]
)
def test_true_or_false_is_a_choice(key: str, is_true: bool) -> None:
    """A spreadsheet writes them in its own language."""
    for text in (f"question,answer\nRound?,{key}\n", f"{HEADS}Round?,,,,,{key}\n"):
        (question,) = taken(text).questions
        assert right(question) == ["True" if is_true else "False"]
        assert len(question["options"]) == 2


@pytest.mark.parametrize(
    "heads",
    [
        "Question,Correct answer,Wrong answer 1,Wrong answer 2",
        "Question,Correct,Wrong 1,Wrong 2",
        "Question,Correct Answer,Incorrect 1,Incorrect 2",
        "question,answer,distractor1,distractor2",
    ],
)
def test_columns_of_wrong_answers_make_a_choice(heads: str) -> None:
    """The right one is a column of its own."""
    found = taken(f"{heads}\nWhat is a hoax?,A trick,A bird,A song\nWhat else?,,A bird,A song\n")
    assert [right(each) for each in found.questions] == [["A trick"], []]
    assert [len(each["options"]) for each in found.questions] == [3, 2]
    assert [each.where for each in found.lost] == ["line 3"]


def test_a_row_of_too_many_cells_is_named() -> None:
    """Where a text may have been cut at its comma, nothing is taken for a key."""
    found = taken("question,A,B,answer,explanation\nWhich?,x,y,B,Because x, y and so\n")
    assert not found.questions
    assert lines(found)[0].startswith("line 2: a row of 6 cells in a table of 5 columns: left out")


def test_nothing_in_a_table_is_lost_without_a_word() -> None:
    """Whatever isn't in the question is named, with its place."""
    long = "A title that is far longer than forty characters"
    found = taken(
        "Quiz of May\nid,question,A,B,answer,feedback,explanation,skill,title,,kind\n"
        f"My ID,Which?,x,y,A,Well done,Because,Media Literacy,{long},stray,choice\n"
    )
    assert found.questions[0]["explanation"] == "Well done\n\nBecause"
    told = "\n".join(lines(found))
    for text in ("line 1: what is above", "My ID", "Media Literacy", long, "10, without a name"):
        assert text in told
    assert found.questions[0].keys() == {"stem", "explanation", "kind", "options"}


def test_a_tolerance_goes_with_its_number() -> None:
    """A number is as near as its column says."""
    found = taken("question,answer,tolerance,units\nHow much?,7.5,0.5,kg; kilos\nHow?,7,~,\n")
    near, odd = found.questions
    assert (near["number"], near["within"], near["units"]) == (7.5, 0.5, ["kg", "kilos"])
    assert "within" not in odd
    assert "“~”" in found.lost[0].what


def test_an_order_of_places_that_are_none_is_left_out() -> None:
    """Steps have to be numbered from 1 on, as whatever order they're in would be the key."""
    whole = ours()
    (order,) = (each for each in whole.questions if each["kind"] == "order")
    first = order["steps"][0]["text"]
    for mark in ("1st", "x", "", "2", "0"):
        found = ours((f"{first},1,", f"{first},{mark},"))
        assert len(found.questions) == len(whole.questions) - 1
        assert "an order of" in found.lost[-1].what
    (again,) = (
        each for each in ours((f"{first},1,", f"{first},1.0,")).questions if each["kind"] == "order"
    )
    assert again == order


@pytest.mark.parametrize(("mark", "is_taken"), [("Right", True), ("x", False), ("", False)])
def test_a_mark_that_says_nothing_leaves_no_key(mark: str, is_taken: bool) -> None:
    """Right and wrong may have capitals; a question with any other mark is a draft."""
    whole = ours()
    at, choice = next((n, q) for n, q in enumerate(whole.questions) if q["kind"] == "choice")
    text = right(choice)[0]
    found = ours((f"{text},right,", f"{text},{mark},"))
    assert right(found.questions[at]) == ([text] if is_taken else [])
    assert any(text in each.what for each in found.lost) != is_taken


def test_a_label_that_is_none_is_no_label() -> None:
    """A slip in a label makes no label of its own."""
    whole = ours()
    at, sort = next((n, q) for n, q in enumerate(whole.questions) if q["kind"] == "sort")
    row = sort["rows"][0]
    found = ours((f"{row['text']},{row['label']},", f"{row['text']},Typo,"))
    assert found.questions[at]["labels"] == sort["labels"]
    assert "label" not in found.questions[at]["rows"][0]
    assert "“Typo”, which is none of the labels" in found.lost[-1].what


@pytest.mark.parametrize(
    "text",
    [
        "," * 3_900_000,
        ";\t|," * 900_000,
        "question,answer\n" + "," * 3_900_000,
        ("," * 900 + "\n") * 4_000,
        "question,answer\n" + ("a," * 900 + "\n") * 2_000,
        "question" + ",A" * 900 + ",answer\n" + ("q" + ",x" * 900 + "," + "x;" * 60_000 + "\n") * 9,
        "question" + ("," + " " * 9_000 + "x") * 400 + ",answer\nWhich?,A\n",
        "question" + ",title" * 900 + ",answer\nWhich?,A\n",
    ],
)
def test_a_table_of_commas_is_read_or_refused_at_once(text: str) -> None:
    """A row of a million cells takes no longer than any text of its length."""
    began = time.process_time()
    try:
        found = taken(text)
    except NotReadable as error:
        assert "\n" not in str(error)  # noqa: PT017 - it may be read as well
    else:
        assert len(found.questions) < MOST_QUESTIONS
    assert time.process_time() - began < AT_ONCE


@pytest.mark.parametrize(
    "data",
    [
        "::Да:: Что это {=да ~нет}".encode("cp1251"),
        "::質問:: これは {=はい ~いいえ}".encode("shift_jis"),
        "::Да:: Что это {=да ~нет".encode()[:-1],
    ],
)
def test_a_text_in_no_known_encoding_is_not_called_empty(data: bytes) -> None:
    """Without --from, the line says what is wrong with the file."""
    with pytest.raises(NotReadable, match=r"not UTF-8.*save it as plain text in UTF-8"):
        recognised(data)


@pytest.mark.parametrize(
    "form", ["'@nasa' posted it", "'-s", "-s", "''=1", "'' -5", "'tis", "＝1", "- 'x'"]
)
def test_an_apostrophe_of_the_authors_comes_back(form: str) -> None:
    """What keeps a spreadsheet from running a text is taken off, and no more than that."""
    bank = read_bank(Path("tests/bank.toml"))
    short = next(each for each in bank.questions if isinstance(each, Short) and each.accept)
    data = written(bank, [replace(short, accept=(form,))])
    assert import_format("csv").read(data).questions[0]["accept"] == [form]
    (row,) = [*csv.DictReader(data.decode("utf-8-sig").splitlines())]
    assert row["text 1"][:1] not in "=+-@＝"


@pytest.mark.parametrize(
    ("cell", "read"),
    [("'=1+1", "=1+1"), ("'-s", "-s"), ("'-s' and '-es'", "'-s' and '-es'"), ("'tis", "'tis")],
)
def test_a_quotation_mark_in_another_tools_table_stays(cell: str, read: str) -> None:
    """An apostrophe that has a second one is part of the text."""
    (question,) = taken(f"question,answer\nWhich ending?,{cell}\n").questions
    assert question["accept"] == [read]


def test_a_label_in_other_capitals_is_that_label() -> None:
    """A row's label is known whatever its capitals, as in a file of questions."""
    whole = ours()
    at, sort = next((n, q) for n, q in enumerate(whole.questions) if q["kind"] == "sort")
    row = sort["rows"][0]
    edited = f"{row['text']},{row['label'].swapcase()},"
    assert ours((f"{row['text']},{row['label']},", edited)).questions[at] == sort
