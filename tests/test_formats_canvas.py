"""`canvas`: the package that Canvas imports, and the way back.

No Canvas runs here. What is expected of a package is what Canvas itself exports (its
lib/cc/qti/qti_items.rb), and what its importer does with it (gems/plugins/qti_exporter).
"""

from html import unescape
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
from quiz.markup import paragraphs
from tests.made_up import fields, questions

OWN = read_bank(own_bank())
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
    """Canvas has the ends of a range, from which the tolerance is worked out in decimals."""
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


def test_ids_of_ours_come_back_from_canvas(bank: Bank) -> None:
    """An id such as `q1` is kept where the file is ours; other tools number questions so."""
    (question,) = (each for each in bank.questions if isinstance(each, Order))
    (back,) = qti12.read(canvas.written(bank, [replace(question, id="q1")])).questions
    assert back["id"] == "q1"
