"""QTI 1.2 taken from Canvas, Blackboard, Respondus, D2L and ILIAS, and from text2qti."""

import json
import re
from contextlib import nullcontext
from pathlib import Path
from time import perf_counter, process_time

import pytest

from quiz.bank.model import Bank
from quiz.formats import canvas, qti12
from quiz.formats.package import packed
from quiz.formats.qti12_gaps import apart
from quiz.formats.question_file import new_file
from quiz.formats.recognise import recognised
from quiz.formats.taken import NotReadable, Taken
from tests.conftest import long_but
from tests.limits import AT_ONCE

FILE = Path(__file__).parent / "corpus" / "qti12.xml"


def test_items_of_several_tools_are_taken_and_what_is_lost_is_named() -> None:
    """Items as Canvas, Blackboard, Respondus, D2L and ILIAS write them are taken as their kinds."""
    taken = qti12.read(FILE.read_bytes())
    golden = json.loads(FILE.with_suffix(".json").read_text(encoding="utf-8"))
    assert [*taken.questions] == golden["questions"]
    assert [f"{each.where}: {each.what}" for each in taken.lost] == golden["lost"]


LABEL = "<response_label ident='{}'><material><mattext>{}</mattext></material></response_label>"
FEEDBACK = "<itemfeedback ident='{}'><material><mattext>{}</mattext></material></itemfeedback>"


def picked(names: str, key: str, *more: str) -> Taken:
    """What is read of a question with answers of these names, and this key."""
    labels = "".join(LABEL.format(each, f"Answer {each}") for each in names.split())
    equal = re.sub(r"\b(?!NOT)(\w+)", r"<varequal respident='r'>\1</varequal>", key)
    equal = re.sub(r"NOT:(<varequal.*?</varequal>)", r"<not>\1</not>", equal)
    return qti12.read(
        f"<item title='T'><presentation><material><mattext>What?</mattext></material><response_lid "
        f"ident='r' rcardinality='Multiple'><render_choice>{labels}</render_choice></response_lid>"
        f"</presentation><resprocessing><respcondition><conditionvar><and>{equal}</and>"
        f"</conditionvar><setvar>100</setvar></respcondition></resprocessing>"
        f"{''.join(more)}</item>".encode()
    )


@pytest.mark.parametrize(
    ("names", "key", "right", "said"),
    [
        ("a b c", "a NOT:b c", ["a", "c"], ""),
        ("a1 a2 a3 a4", "a0 NOT:a1 a2 a3", ["a1", "a3", "a4"], "read in their order"),
        ("n1 n2 n3", "NOT:45e NOT:6ac 4a5", ["n3"], "read in their order"),
        ("a1 a2 a3 a4", "a0 a2 a3", [], "it doesn't say"),
        ("a b c", "a x", [], "it doesn't say"),
    ],
)
def test_a_key_with_other_names_is_read_in_order_or_not_at_all(
    names: str, key: str, right: list[str], said: str
) -> None:
    """Blackboard numbers answers from 1 and its key from 0, or has codes in the key alone."""
    taken = picked(names, key)
    (question,) = taken.questions
    options = question["options"]
    assert [each["text"] for each in options if each.get("right")] == [f"Answer {n}" for n in right]
    assert said in "\n".join(each.what for each in taken.lost)
    assert bool(said) == bool(taken.lost)


def test_feedback_finds_its_answer_or_is_named() -> None:
    """D2L and Respondus have names of their own for feedback; none goes without a word."""
    said = [
        ("Q_IF1", "First."),
        ("QUE_1_ALL", "So."),
        ("QUE_2_C", "Yes."),
        ("z", "Odd."),
        ("y", ""),
    ]
    taken = picked("Q_A1 Q_A2", "Q_A1 NOT:Q_A2", *(FEEDBACK.format(*each) for each in said))
    (question,) = taken.questions
    assert [each.get("why", "") for each in question["options"]] == ["First.", ""]
    assert question["explanation"] == "So."
    assert [each.what for each in taken.lost] == [
        "“Yes.”, said of any such answer: left out",
        "“Odd.”, said of an answer, but not of which: left out",
    ]


BOXES = (
    "<item title='T'><presentation><material><mattext>What?</mattext></material><response_str "
    "ident='r'><render_fib input_boxes='{}'/></response_str></presentation><resprocessing>"
    "<respcondition continue='Yes'><conditionvar><varequal respident='r'>red</varequal>"
    "</conditionvar><displayfeedback linkrefid='1_fb'/></respcondition><respcondition>"
    "<conditionvar><varequal respident='r'>red</varequal><varequal respident='r'>blue</varequal>"
    "</conditionvar><setvar>100</setvar></respcondition></resprocessing>"
    + FEEDBACK.format("1_fb", "Like a rose or a ripe tomato.")
    + "</item>"
)


@pytest.mark.parametrize(("boxes", "lost"), [("1", []), ("3", ["3 answers to type"]), ("x", [])])
def test_what_is_said_of_a_typed_form_stays(boxes: str, lost: list[str]) -> None:
    """Canvas shows it by a condition of its own; that one field of several is left is named."""
    taken = qti12.read(BOXES.format(boxes).encode())
    (question,) = taken.questions
    assert question["accept"] == ["red", "blue"]
    assert question["explanation"] == "Like a rose or a ripe tomato."
    assert [each.what.partition(":")[0] for each in taken.lost] == lost


def test_questions_drawn_from_elsewhere_are_counted() -> None:
    """A quiz of Blackboard or WebCT names questions, which may be in another file."""
    name = "<selection_metadata mdname='bbmd_questionid'> {} </selection_metadata>"
    names = "".join(map(name.format, ("_1_1", "_2_1", "_3_1"))) + "<itemref linkrefid='4'/>"
    pool = "<item><itemmetadata><bbmd_asi_object_id>_2_1</bbmd_asi_object_id></itemmetadata></item>"
    quiz = f"<assessment><section>{names}</section></assessment>"
    taken = qti12.read(packed({"quiz.dat": quiz.encode(), "pool.dat": pool.encode()}))
    (drawn,) = (each for each in taken.lost if "draws" in each.what)
    assert (drawn.where, "draws, 3, which" in drawn.what) == ("quiz.dat, line 1", True)


def test_what_is_said_to_several_questions_is_named() -> None:
    """The text before a section's questions has no place here; an empty one needs no word."""
    text = "<material><mattext>Look at the table.</mattext></material>"
    data = f"<section><presentation_material>{text}</presentation_material><rubric/></section>"
    taken = qti12.read(data.encode())
    assert [each.what for each in taken.lost] == [
        "“Look at the table.”, said before questions: left out"
    ]


def test_a_file_and_a_package_are_recognised(bank: Bank) -> None:
    """QTI 1.2 is known by how it begins, and a package by its manifest."""
    assert recognised(FILE.read_bytes()) == "qti12"
    assert recognised(canvas.written(bank, bank.questions)) == "qti12"
    assert recognised(b"<?xml version='1.0'?><!-- 2 > 1 -->\n<assessmentItem id='a'/>") == "qti12"


def test_a_package_of_several_files_says_in_which_one() -> None:
    """Pools of Blackboard end in .dat; what is lost is named with its file."""
    data = packed({"res1.dat": FILE.read_bytes(), "b.xml": FILE.read_bytes(), "c.xml": b"<other/>"})
    taken = qti12.read(data)
    assert {each.where.partition(",")[0] for each in taken.lost} == {"res1.dat", "b.xml"}


MANY = b"<questestinterop>" + b"<item/>" * 40_000 + b"</questestinterop>"
TAGS = b"".join((b"<item>", *(b"<b%x/>" % n for n in range(290_000)), b"</item>"))


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"<quiz/>", "this isn't QTI 1.2, which begins with <questestinterop>, not <quiz>"),
        (b"<qti-assessment-item/>", "this is QTI 2 or 3, which isn't read; export it as QTI 1.2"),
        (b"<questestinterop/>", "there are no questions of QTI 1.2 in it; export it as QTI 1.2"),
        (packed({"a.xml": b"<book/>"}), "there are no questions of QTI 1.2 in it"),
        (packed({"a.xml": b"<questestinterop>"}), "a.xml: the file breaks off at line 1"),
        (packed({f"{n}.xml": TAGS for n in range(3)}), "more XML in it than questions need"),
        (MANY, "20000 questions"),
        (b"<item>" * 150 + b"</item>" * 150, "gaps"),
    ],
    ids=["other", "newer", "empty", "none", "half", "large", "many", "nested"],
)
def test_bad_files_are_refused_in_a_line(data: bytes, said: str) -> None:
    """What isn't QTI 1.2, is broken or far too large is refused within two seconds."""
    began = perf_counter()
    if said == "gaps":
        assert len(qti12.read(data).lost) == 1
    else:
        with pytest.raises(NotReadable) as refused:
            qti12.read(data)
        assert said in str(refused.value)
        assert "\n" not in str(refused.value)
    assert perf_counter() - began < AT_ONCE


SCORE = "<setvar>1</setvar>"
PAIR = "<response_lid ident='{n}'><render_choice><response_label/></render_choice></response_lid>"
HOSTILE = {
    "conditions": "<item><presentation>"
    + "".join(PAIR.format(n=n) for n in range(100))
    + "</presentation>"
    + f"<respcondition><conditionvar><varequal/></conditionvar>{SCORE}</respcondition>" * 50_000
    + "</item>",
    "feedback": "<item>"
    + "<itemfeedback><material>" * 90
    + "<mattext>a</mattext>" * 200_000
    + "</material></itemfeedback>" * 90
    + "</item>",
    "flows": "<item><presentation>"
    + "<flow class='RESPONSE_BLOCK'>" * 180
    + "<material><mattext>a</mattext></material>" * 100_000
    + "<response_lid/>" * 100
    + "</flow>" * 180
    + "</presentation></item>",
    "forms": "<item><presentation><response_str><render_fib/></response_str></presentation>"
    "<respcondition><conditionvar>"
    + "<varequal>a</varequal>" * 200_000
    + f"</conditionvar>{SCORE}</respcondition></item>",
    "shared": "<item><presentation><response_str><render_fib/></response_str></presentation>"
    + "".join(
        f"<respcondition><conditionvar><varequal>{n}</varequal></conditionvar>{SCORE}"
        "<displayfeedback linkrefid='f'/></respcondition>"
        for n in range(1000)
    )
    + "<itemfeedback ident='f'><material><mattext texttype='text/html'>"
    + "&lt;p>a" * 50_000
    + "</mattext></material></itemfeedback></item>",
    "items": "<section>" + "<item><presentation/></item>" * 19_000 + "</section>",
}


@pytest.mark.parametrize("name", long_but(("flows", "shared"), HOSTILE))
def test_hostile_items_take_no_longer_than_their_length(name: str) -> None:
    """However its elements are piled up, a file is read within two seconds."""
    began = process_time()
    with nullcontext() if name != "shared" else pytest.raises(NotReadable, match="share a text"):
        qti12.read(HOSTILE[name].encode())
    assert process_time() - began < AT_ONCE


@pytest.mark.parametrize(
    "rule",
    [
        "<varsubstring respident='r'>ari</varsubstring>",
        "<varsubset respident='r' setmatch='Contains'>ari</varsubset>",
        "<varsubset respident='r' setmatch='Matches'>ari</varsubset>",
        "<or><varsubset respident='r' setmatch='Partial'>ari</varsubset></or>",
    ],
)
def test_a_rule_for_many_answers_is_no_form_of_one(rule: str) -> None:
    """What an answer has to contain, or to match, isn't taken for the answer, and is named."""
    exact = "<varequal respident='r'>Paris</varequal>"
    for rules, accept in ((exact + rule, ["Paris"]), (rule, None)):
        taken = qti12.read(item(TYPED, rules).encode())
        assert taken.lost[0].what == "“ari”, which stands for many answers: left out"
        assert [each["accept"] for each in taken.questions] == ([accept] if accept else [])


TYPED = "<response_str ident='r'><render_fib/></response_str>"
NUMBER = "<response_num ident='r'><render_fib fibtype='Decimal'/></response_num>"


def item(response: str, rules: str, more: str = "") -> str:
    """An item that asks “Which?”."""
    asked = f"<presentation><material><mattext>Which?</mattext></material>{response}</presentation>"
    scores = f"<respcondition><conditionvar>{rules}</conditionvar><setvar>100</setvar>"
    shows = "<displayfeedback linkrefid='correct'/></respcondition>"
    return f"<questestinterop><item>{asked}{scores}{shows}{more}</item></questestinterop>"


@pytest.mark.parametrize("response", [TYPED, NUMBER])
def test_praise_is_no_explanation(response: str) -> None:
    """What is said of any right answer explains none, and is named as lost."""
    praise = "<itemfeedback ident='correct'><material><mattext>Well done</mattext></material>"
    rules = "<varequal respident='r'>10</varequal>"
    taken = qti12.read(item(response, rules, f"{praise}</itemfeedback>").encode())
    assert "explanation" not in taken.questions[0]
    assert [each.what for each in taken.lost] == ["“Well done”, said of any such answer: left out"]


@pytest.mark.parametrize(
    ("stem", "names", "rows", "left"),
    [
        ("It is [a], not [b]", "a b", ["It is _____, not …", "It is …, not _____"], ""),
        ("So:\n\nOne is [a]\nand [b] too", "a b", ["One is", "and _____ too"], "So:"),
        ("It is [a]\n\n[b]\n\nor not", "a b", ["It is", "b"], "[b]\n\nor not"),
        ("[a] [b]", "a b", ["a", "b"], "[a] [b]"),
        ("x" * 5000 + "[a]", "a", ["a"], "x" * 5000 + "[a]"),
    ],
    ids=["two in a line", "lines", "one alone", "no words", "long"],
)  # fmt: skip
def test_menus_in_a_text_are_rows_that_say_what_is_asked(
    stem: str, names: str, rows: list[str], left: str
) -> None:
    """A row has the line that its menu is in, with its own gap and without the others' names."""
    assert apart(stem, names.split()) == (rows, left)


def test_a_picture_to_pick_is_named_and_has_no_text() -> None:
    """An option without words is no number from the file: the question comes as a draft."""
    label = "<response_label ident='{}'><material>{}</material></response_label>"
    labels = label.format(1, "<mattext>one</mattext>") + label.format(2, "<matimage/>")
    response = f"<response_lid ident='r'><render_choice>{labels}</render_choice></response_lid>"
    taken = qti12.read(item(response, "<varequal respident='r'>1</varequal>").encode())
    assert taken.questions[0]["options"] == [{"text": "one", "right": True}, {}]
    assert "an answer without a text" in taken.lost[0].what
    assert new_file(taken, "It", "it").drafts == 1


def test_questions_from_a_bank_elsewhere_are_named() -> None:
    """What a quiz draws from a bank is named with its line if that bank isn't in the file."""
    quiz = item(TYPED, "<varequal respident='r'>10</varequal>").removesuffix("</questestinterop>")
    quiz += "\n<sourcebank_ref>b1</sourcebank_ref>"
    (lost,) = qti12.read(f"{quiz}</questestinterop>".encode()).lost
    assert lost.where == "line 2"
    assert lost.what == "questions from the bank “b1”, which isn't in it: export that too"
    assert not qti12.read(f"{quiz}<objectbank ident='b1'/></questestinterop>".encode()).lost
