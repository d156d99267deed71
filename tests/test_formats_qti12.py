"""QTI 1.2: what Canvas imports, and the way back, from Canvas and from other tools.

No Canvas runs here. What is expected of a package is what Canvas itself exports (its
lib/cc/qti/qti_items.rb), and what text2qti, which writes for it, does.
"""

import json
import re
from contextlib import nullcontext
from html import unescape
from pathlib import Path
from time import perf_counter, process_time
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from msgspec.structs import replace

from quiz.bank.kinds import Choice, Multi, Order, Question, Short, Sort, Spot
from quiz.bank.load import own_bank
from quiz.bank.model import Bank
from quiz.bank.read import read_bank
from quiz.formats import canvas, qti12
from quiz.formats.package import packed, unpacked
from quiz.formats.qti12_gaps import apart
from quiz.formats.question_file import new_file
from quiz.formats.recognise import recognised
from quiz.formats.taken import NotReadable, Taken
from quiz.markup import paragraphs
from tests.conftest import long_but
from tests.limits import AT_ONCE
from tests.made_up import fields, questions

OWN = read_bank(own_bank())
FILE = Path(__file__).parent / "corpus" / "qti12.xml"
SPACE = "{http://www.imsglobal.org/xsd/ims_qtiasiv1p2}"


def files(bank: Bank, *some: Question) -> dict[str, ET.Element]:
    """The files of a package, parsed."""
    data = canvas.written(bank, some)
    assert data == canvas.written(bank, some)
    return {name: ET.fromstring(each) for name, each in unpacked(data, "").items()}  # noqa: S314


def exported(bank: Bank, *some: Question) -> list[ET.Element]:
    """The items for some questions."""
    quiz = next(each for each in files(bank, *some).values() if "questestinterop" in each.tag)
    return [*quiz.iter(f"{SPACE}item")]


def field(item: ET.Element, label: str) -> str:
    """A field of an item's metadata."""
    its = {each[0].text: each[1].text or "" for each in item.iter(f"{SPACE}qtimetadatafield")}
    return its.get(label, "")


def test_the_manifest_names_the_quiz_and_its_settings() -> None:
    """Canvas finds the quiz by its resource, and the settings as what that depends on."""
    its = files(OWN, *OWN.questions[:2])
    manifest = its.pop("imsmanifest.xml")
    named = [each.attrib["href"] for each in manifest.iter() if each.tag.endswith("}file")]
    assert sorted(named) == sorted(its)
    types = [each.get("type") for each in manifest.iter() if each.tag.endswith("}resource")]
    assert types[0] == "imsqti_xmlv1p2"
    assert named[0].rpartition("/")[2] != "assessment_meta.xml"
    titles = {next(each.itertext()) for each in its[named[1]] if each.tag.endswith("}title")}
    assert titles == {OWN.about.title}


def test_a_quiz_whose_id_begins_with_a_digit_keeps_its_settings() -> None:
    """Canvas puts letters before such a name, and would no longer find what belongs to it."""
    its = files(replace(OWN, about=replace(OWN.about, id="2016-in-review")), *OWN.questions[:2])
    quiz = next(each[0].get("ident") for each in its.values() if "questestinterop" in each.tag)
    assert quiz == "quiz-2016-in-review"
    assert {*its} > {f"{quiz}/assessment_meta.xml", f"{quiz}/{quiz}.xml"}


def test_signs_in_rows_and_reasons_are_shown_as_they_are(bank: Bank) -> None:
    """Canvas takes off an outer element of no class, and then shows `&amp;` as it stands there."""
    nasty = 'R&D <b>3</b> "x" it\'s'
    (question,) = (each for each in bank.questions if isinstance(each, Sort))
    rows = (replace(question.rows[0], text=nasty, why=nasty), *question.rows[1:])
    (item,) = exported(bank, replace(question, rows=rows))
    (row, *_) = item.iter(f"{SPACE}response_lid")
    (_, said, *_) = item.iter(f"{SPACE}itemfeedback")
    html = "R&#38;D &#60;b&#62;3&#60;/b&#62; &#34;x&#34; it&#39;s"
    texts = [next(each.iter(f"{SPACE}mattext")) for each in (row, said)]
    assert [each.get("texttype") for each in texts] == ["text/html"] * 2
    assert [each.text for each in texts] == [
        f'<span class="row">{html}</span>',
        f'<div class="why"><p>{html}</p></div>',
    ]


def test_each_answer_has_its_number_its_score_and_its_feedback() -> None:
    """Every item has what Canvas reads: its type, its answers' numbers, and who shows what."""
    for question, item in zip(OWN.questions, exported(OWN, *OWN.questions), strict=True):
        assert item.get("ident") == question.id
        numbers = [each for each in field(item, "original_answer_ids").split(",") if each]
        shown = {each.get("linkrefid") for each in item.iter(f"{SPACE}displayfeedback")}
        said = {
            each.get("ident"): unescape("".join(each.itertext()).strip())
            for each in item.iter(f"{SPACE}itemfeedback")
        }
        assert shown == {*said} == {"general_fb", *(f"{each}_fb" for each in numbers)}
        for _, why in question.texts("why"):
            if why:
                html = f'<div class="why">{paragraphs(why)}</div>'
                assert unescape(html) in said.values()
        for citation in question.cites:
            url = OWN.sources[citation.source].url
            assert not url or url in said["general_fb"]
        match question:
            case Choice() | Multi() | Spot():
                labels = [each.get("ident") for each in item.iter(f"{SPACE}response_label")]
                assert labels == numbers
            case Sort() | Order():
                idents = [each.get("ident") for each in item.iter(f"{SPACE}response_lid")]
                assert idents == [f"response_{each}" for each in numbers]
            case Short():
                assert not numbers


def test_what_is_right_comes_after_what_each_answer_says() -> None:
    """Canvas keeps the score of the last condition on an answer, so that for right comes last."""
    for question, item in zip(OWN.questions, exported(OWN, *OWN.questions), strict=True):
        if isinstance(question, Choice):
            *_, last = item.iter(f"{SPACE}respcondition")
            right = last.findtext(f"{SPACE}conditionvar/{SPACE}varequal")
            assert right == str(1001 + question.key[0])
            assert last.findtext(f"{SPACE}setvar") == "100"


def test_a_number_has_the_ends_of_its_range(bank: Bank) -> None:
    """A number becomes a numerical question with exact bounds, where 0.7 and 0.1 make 0.8."""
    about: dict[str, Any] = {"id": "a", "skill": "certainty", "stem": "What?", "explanation": "So."}
    (item,) = exported(bank, Short(**about, number=0.7, within=0.1))
    assert field(item, "question_type") == "numerical_question"
    assert next(item.iter(f"{SPACE}vargte")).text == "0.6"
    assert next(item.iter(f"{SPACE}varlte")).text == "0.8"


def test_steps_do_not_come_in_order(bank: Bank) -> None:
    """Canvas keeps the order of what is to be matched, which isn't the key's."""
    (question,) = (each for each in bank.questions if isinstance(each, Order))
    (item,) = exported(bank, question)
    numbers = field(item, "original_answer_ids").split(",")
    assert numbers != sorted(numbers)


@given(question=questions)
def test_a_question_comes_back_from_canvas_as_it_was(bank: Bank, question: Question) -> None:
    """Exported and imported, any question has its keys and texts, but for what is named as lost."""
    (back,) = qti12.read(canvas.written(bank, [question])).questions
    wanted = fields(question)
    for lost in ("reject", "units"):
        wanted.pop(lost, None)
    assert back == wanted


@pytest.mark.parametrize(("number", "within"), [(123456.78, 0.01), (0.3, 0.1), (999999.125, 9.99)])
def test_a_tolerance_comes_back_to_the_last_digit(bank: Bank, number: float, within: float) -> None:
    """Canvas has the ends of a range, from which the tolerance is reckoned in decimals."""
    question = next(each for each in bank.questions if isinstance(each, Short))
    asked = replace(question, accept=(), reject=(), number=number, within=within, units=())
    (back,) = qti12.read(canvas.written(bank, [asked])).questions
    assert (back["number"], back["within"]) == (number, within)


@pytest.mark.parametrize("ends", [("-inf", "inf"), ("5", "inf"), ("nan", "3")])
def test_a_range_without_an_end_is_no_number(bank: Bank, ends: tuple[str, str]) -> None:
    """A question whose range is without an end is left out, and named, rather than break."""
    question = next(each for each in bank.questions if isinstance(each, Short))
    asked = replace(question, accept=(), reject=(), number=2.0, within=0.5, units=())
    files = unpacked(canvas.written(bank, [asked]), "")
    low, high = (each.encode() for each in ends)
    changed = {
        name: content.replace(b">1.5<", b">" + low + b"<").replace(b">2.5<", b">" + high + b"<")
        for name, content in files.items()
    }
    assert changed != files
    assert all(isinstance(each, dict) for each in qti12.read(packed(changed)).questions)


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
        (packed({"a.xml": b"<quiz/>"}), "there are no questions of QTI 1.2 in it"),
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


def test_ids_of_ours_come_back_from_canvas(bank: Bank) -> None:
    """An id such as `q1` is kept where the file is ours; other tools number questions so."""
    (question,) = (each for each in bank.questions if isinstance(each, Order))
    (back,) = qti12.read(canvas.written(bank, [replace(question, id="q1")])).questions
    assert back["id"] == "q1"
