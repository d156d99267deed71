"""Tables whose key can't be told: no key is better than a wrong one, and a line says why."""

from typing import Any

import pytest

from quiz.formats import import_format
from quiz.formats.taken import NotReadable, Taken

OPTIONS = "question,A,B,answer\n"


def taken(text: str) -> Taken:
    """What is taken from a table."""
    return import_format("csv").read(text.encode())


def has_key(question: dict[str, Any]) -> bool:
    """Whether a question says what is right."""
    options = any(each.get("right") for each in question.get("options", ()))
    return options or any(each in question for each in ("accept", "number"))


@pytest.mark.parametrize(
    "text",
    [
        "question,choices,answer\nWho?,\"['The desk', 'Nobody']\",A\nWho?,x|y,1\nWho?,x|y,B\n",
        'question,options,correct\nWho?,"A) The desk\nB) Nobody",A\n',
        "question,option,correct,why\nWho?,x,1,so\nWho?,y,FALSE,so\nWho?,z,yes,so\n",
        "question,choices,answer\nHow many?,2|3|4,3\nWho?,x|x,x\nWho?,x|y,x;y\n",
        "Frage,Alternativen,Lösung\nWer?,x|y,B\nWer?,Nein,wahr\n",
    ],
)
def test_options_in_one_column_leave_no_key(text: str) -> None:
    """The column may have the options, so that each question is a draft, and the line says so."""
    found = taken(text)
    assert found.questions
    assert not any(map(has_key, found.questions))
    line = found.lost[0]
    assert line.where.startswith("line 2, and ") or len(found.questions) == 1
    assert "may have the options" in line.what
    assert "draft without a key" in line.what


@pytest.mark.parametrize(
    ("cell", "key"),
    [("x|y|z", "y"), ("x;y", "Y"), ("x / y", "y"), ('"x, y"', "y"), ('"A) x\nB) y"', "B) y")],
)
def test_options_in_one_cell_are_taken_where_the_answer_is_one_of_them(cell: str, key: str) -> None:
    """The question is a choice with the options of the cell, and nothing is left out."""
    found = taken(f"question,choices,answer\nWho?,{cell},{key}\n")
    (question,) = found.questions
    assert question["kind"] == "choice"
    (right,) = [each["text"] for each in question["options"] if "right" in each]
    assert right.casefold() == key.casefold()
    assert len(question["options"]) == cell.count("|") + (2 if "|" not in cell else 1)
    assert not found.lost


@pytest.mark.parametrize("heads", ["choices,answer", "alternatives,answer"])
def test_a_row_without_options_in_their_column_keeps_its_answer(heads: str) -> None:
    """Other rows may have options there."""
    found = taken(f"question,{heads}\nCapital?,,Paris\nTrue?,,true\nWho?,x|y,y\nWho?,x|y,B\n")
    assert [has_key(each) for each in found.questions] == [True, True, True, False]
    assert found.questions[0]["accept"] == ["Paris"]


def test_a_word_beside_alternatives_is_an_answer() -> None:
    """The alternatives are named as left out."""
    found = taken("question,answer,alternatives\nCapital?,Paris,Paname\n")
    assert found.questions[0]["accept"] == ["Paris"]
    (line,) = found.lost
    assert "alternatives" in line.what


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("question,choices,answer\nWho?,desk - nobody,A\n", "desk - nobody\n\nA"),
        ("question,answer\nWho? A) desk B) nobody,B\n", "B"),
        ("question,answer,explanation\nWho?,(b),So.\n", "(b)\n\nSo."),
    ],
)
def test_a_draft_without_a_key_has_what_the_table_says(text: str, kept: str) -> None:
    """Its author sees the options and the answer in the explanation."""
    (question,) = taken(text).questions
    assert question["explanation"] == kept
    assert not has_key(question)


def test_two_columns_that_name_one_option_agree() -> None:
    """One may have its letter and the other its text."""
    found = taken("question,A,B,correct,answer\nWho?,x,y,B,y\nWho?,x,y,A,y\n")
    assert [has_key(each) for each in found.questions] == [True, False]
    (line,) = found.lost
    assert "“A” and “y”, is in several columns, which may name one answer or several" in line.what


@pytest.mark.parametrize(
    "row",
    [
        "Who checks? A) The desk B) Nobody,A",
        "Who checks? A) The desk B) Nobody,A) The desk",
        '"Who?\n1. desk\n2. nobody",1',
        "Who? a: desk b: nobody,B",
        "Who? A)desk B)nobody,B",
        "Who? A - desk B - nobody,B",
        '"Who?\ndesk\nnobody",B',
        "Is it so? (T/F),T",
        "True or false: it is so.,T",
        "Who?,A;C",
        "Who?,(b)",
        "Who?,Option 2",
        'Who?,"1. one\n2. two"',
        'Who?,"one\ntwo"',
        "Who? 1. one 2. two,1. one",
    ],
)
def test_a_typed_answer_that_may_name_an_option_is_no_key(row: str) -> None:
    """A letter, a number beside options in the text, and a list of lines make a draft each."""
    found = taken(f"question,answer,explanation\n{row},Because.\n")
    (question,) = found.questions
    assert not has_key(question)
    (line,) = found.lost
    assert line.where == "line 2"
    assert "draft without a key" in line.what


@pytest.mark.parametrize("key", ["C", "x", "O", "Ω"])
def test_a_letter_where_no_options_are_is_an_answer(key: str) -> None:
    """It can't name an option, whatever else a row says."""
    (question,) = taken(f"question,answer,level\nSymbol for carbon?,{key},easy\n").questions
    assert question["accept"] == [key]


def test_a_letter_below_a_passage_with_options_is_no_key() -> None:
    """The options may be in the passage."""
    (question,) = taken('passage,question,answer\n"A) desk\nB) nobody",Who?,B\n').questions
    assert not has_key(question)


@pytest.mark.parametrize("cells", ["desk,nobody", "A) desk B) nobody,"])
def test_a_letter_beside_options_in_other_columns_is_no_key(cells: str) -> None:
    """It may name one of as many cells as it counts, or one of those that a cell lists."""
    (question,) = taken(f"question,first,second,answer\nWho?,{cells},B\n").questions
    assert not has_key(question)


def test_a_number_or_a_word_is_typed() -> None:
    """What can't be the place of an option is taken as it is, whatever else is in the table."""
    keys = ("8", "Ann", "1/2", "2. March", "5.", "ABBA", "N/A")
    rows = "".join(f"Which?,{each},easy\n" for each in keys)
    found = taken(f"question,answer,level\n{rows}")
    assert [has_key(each) for each in found.questions] == [True] * len(keys)


@pytest.mark.parametrize("heads", ["Option A*,Option B*", "Option A:,Option B:", "A *,B *"])
def test_a_mark_after_the_name_of_a_column_is_none_of_it(heads: str) -> None:
    """A star at columns that are needed doesn't hide what they hold."""
    (question,) = taken(f"Question*,{heads},Correct answer*\nWho?,desk,nobody,A\n").questions
    assert question["options"] == [{"text": "desk", "right": True}, {"text": "nobody"}]


def test_a_nought_leaves_all_numbers_unclear() -> None:
    """Keys that may count from 0 or from 1 are none, in any row; letters and texts are."""
    found = taken(f"{OPTIONS}Who?,x,y,0\nWho?,x,y,1\nWho?,x,y,2\nWho?,x,y,B\nWho?,x,y,x\n")
    assert [has_key(each) for each in found.questions] == [False, False, False, True, True]
    assert [each.where for each in found.lost] == ["line 2", "line 3", "line 4"]
    found = taken(f"{OPTIONS}How many?,0,1,0\nWho?,x,y,2\n")
    assert [has_key(each) for each in found.questions] == [True, True]


@pytest.mark.parametrize("row", ["2.0,3,2", "2 m,3 m,2", "2,0,3,2", "about,2%,1", "02,3,2"])
def test_a_number_that_an_option_begins_with_is_unclear(row: str) -> None:
    """A 2 beside “2 m” and “3 m” may be the first or the second; beside “x” and “2 m” it isn't."""
    cells = row.split(",")
    heads = ",".join("ABCD"[: len(cells) - 1])
    found = taken(f"question,{heads},answer\nHow far?,{row}\n")
    is_clear = row == "about,2%,1"
    assert has_key(found.questions[0]) == is_clear
    assert len(found.lost) == (not is_clear)


@pytest.mark.parametrize(
    "text",
    [
        f'{OPTIONS}Who?,x,y,A\n"Open?,x,y,A\nWhich?,x,y,B\n',
        f'{OPTIONS}Who?,x,y,A\n"Open?,x,y,A\nWho said "no"?,x,y,B\nWhich?,x,y,B\n',
        f'{OPTIONS}Who?,x,y,A\n"Open?,x,y,A\nWhich?,"x",y,B\n',
        f'{OPTIONS}Who?,x,y,A\n"Who said "no"?",x,y,B\n',
    ],
)
def test_a_quotation_mark_that_stays_open_swallows_no_rows(text: str) -> None:
    """The file is refused, with the line in which the row begins."""
    with pytest.raises(NotReadable, match=r"line 3\b.*quotation mark"):
        taken(text)


@pytest.mark.parametrize(
    "stem", ['"No", he said. Why?', '"No," he said. Why?', '"A" and "B"', '"A" or "B" or C?']
)
def test_quotation_marks_around_a_word_are_part_of_a_cell_between_tabs(stem: str) -> None:
    """The cell isn't one in quotation marks, which would end with one."""
    (one, two) = taken(f"question\tA\tB\tanswer\n{stem}\ta\tb\tB\n{stem}\t{stem}\tb\tA\n").questions
    assert one["stem"] == two["stem"] == stem
    assert [each["text"] for each in two["options"]] == [stem, "b"]
    assert has_key(one)
    assert has_key(two)


def test_a_text_of_several_lines_between_tabs_keeps_its_marks() -> None:
    """Within quotation marks, two stand for one, at the beginning of a line, too."""
    (one,) = taken('question\tanswer\n"Who?\n""No"", he said ""so"" twice.\nWhy?"\tAnn\n').questions
    assert one["stem"] == 'Who?\n"No", he said "so" twice.\nWhy?'


def test_columns_beside_options_by_letter_say_which_are_right() -> None:
    """In the tables of a plug-in of Moodle's, “Answer 1” isn't an option beside A to D."""
    heads = "questiontext,A,B,C,Answer 1,Answer 2\n"
    one, two = taken(f"{heads}Who?,x,y,z,B,\nWhich?,x,y,z,A,C\n").questions
    assert one["options"] == [{"text": "x"}, {"text": "y", "right": True}, {"text": "z"}]
    assert two["options"] == [{"text": "x"}, {"text": "y"}, {"text": "z"}]


def test_a_table_for_blackboard_is_refused() -> None:
    """The mark beside the last answer isn't the key."""
    with pytest.raises(NotReadable, match="Blackboard"):
        taken("MC\tWho?\tx\tCorrect\ty\tIncorrect\tz\tIncorrect\nTF\tIs it?\ttrue\n")


def test_a_letter_of_another_alphabet_is_no_place() -> None:
    """A dotted İ isn't the letter of an option."""
    found = taken("question,option A,option İ,answer\nWho?,x,y,A\n")
    assert [each["text"] for each in found.questions[0]["options"]] == ["x"]
    assert "option İ" in found.lost[0].what


def test_a_sentence_is_not_to_be_typed() -> None:
    """What is too long to type is in the explanation of a draft."""
    long = "Because somebody has to check the facts and the names before the paper is printed."
    found = taken(f"question,answer,explanation\nWhy?,{long},It is so.\n")
    assert found.questions[0]["explanation"] == f"{long}\n\nIt is so."
    assert not has_key(found.questions[0])
    assert "too long to be typed" in found.lost[0].what
