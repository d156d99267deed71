"""What an author plainly means is taken, and reported as a warning at its place."""

from pathlib import Path
from typing import Any

import pytest
import tomli
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from quiz.bank.articles import paragraph_of
from quiz.bank.kinds import Choice
from quiz.bank.meant import taken_as
from quiz.bank.read import read_bank
from quiz.check.run import check

CORPUS = Path(__file__).parent / "corpus"
CLEAN = (CORPUS / "clean.toml").read_text(encoding="utf-8")
AT = '{ source = "courier-2024", at = "¶1", quote = "closed to lorries from May" }'
FIRST = 'skill = "attribution"\npassage = "A paper reports that'

POLISH = """
[[questions]]
id = "polish"
title = "A sausage"
kind = "choice"
skill = "certainty"
stem = "Which one is from Warsaw?"
case = true
options = [
  { text = "a polish sausage", why = "It shines." },
  { text = "a Polish sausage", right = true, why = "A country." },
]
explanation = "It is so [1]."
cites = [{ source = "courier-2024", at = "¶1", quote = "closed to lorries" }]
"""


def with_locator(at: str) -> dict[str, Any]:
    """A document in which a claim cites an article at this place, and an outside source too."""
    cite = f"{{ source = 'art', at = {at} }}, {{ source = 'out', at = {at} }}"
    sources = "[sources.art]\nrole = 'article'\n[sources.out]\nrole = 'outside'\n"
    return tomli.loads(f"{sources}[[claims]]\ncites = [{cite}]")


@pytest.mark.parametrize(
    ("at", "meant"),
    [
        *dict.fromkeys(
            ("3", '"3"', '"§3"', '"§ 3"', '"¶ 3"', '"¶\u00a03"', '"paragraph 3"', '"Paragraph 3."'),
            "¶3",
        ).items(),
        *dict.fromkeys(
            ('"erster Absatz"', '"Absatz eins"', '"paragraph no. 1"', '"im 1. Absatz"', '"¶ one"'),
            "¶1",
        ).items(),
        *dict.fromkeys(('"note [3]"', '"footnote #3"', '"Fußnote Nr. 3"'), "note 3").items(),
        *dict.fromkeys(('"the headline"', '"Head line"'), "headline").items(),
        *dict.fromkeys(
            ('"para. 3"', '"Abs. 3"', '"3. Absatz"', '"the 3rd paragraph"', '"#3"', '"párrafo 3"'),
            "¶3",
        ).items(),
        *dict.fromkeys(
            (
                '"第3段"',
                '"第三段"',
                '"¶三"',
                '"paragraph three"',
                '"the third paragraph"',
                '"Third para"',
            ),
            "¶3",
        ).items(),
        *dict.fromkeys(
            ('"Headline"', '"title"', '" headline"', '"Überschrift"'), "headline"
        ).items(),
        *dict.fromkeys(('"Note 4"', '"[4]"', '"footnote 4"', '"Fußnote 4"'), "note 4").items(),
    ],
)
def test_a_locator_is_read_as_what_it_plainly_means(at: str, meant: str) -> None:
    """Other ways to write a place in an article are taken as the format's own, and reported."""
    document = with_locator(at)
    (told,) = taken_as(document)
    assert [each["at"] for each in document["claims"][0]["cites"]] == [
        meant,
        tomli.loads(f"x={at}")["x"],
    ]
    assert told.level == "warning"
    assert told.path == ("claims", 0, "cites", 0, "at")
    assert f"is taken as {'the headline' if meant == 'headline' else meant}" in told.message
    assert taken_as(document) == []


@pytest.mark.parametrize(
    "at",
    [
        '"¶3"',
        '"headline"',
        '"note 4"',
        '"p. 3"',
        '"line 3"',
        '"¶0"',
        "0",
        "-3",
        "true",
        "3.5",
        '""',
    ],
)
def test_a_locator_that_is_right_or_not_plain_stays(at: str) -> None:
    """What needs no change, or could mean two things, is left as it is."""
    document = with_locator(at)
    assert taken_as(document) == []
    assert document == with_locator(at)


@pytest.mark.parametrize(
    ("part", "meant"),
    [
        ("at = 'Byline'", {"at": "byline"}),
        ("at = 2", {"at": "¶2"}),
        ("gap = '2-12'", {"gap": "¶2–¶12"}),
        ("gap = 'paragraphs 2 to 12'", {"gap": "¶2–¶12"}),
        ("gap = 4", {"gap": "¶4"}),
        ("gap = '¶2-12'", {"gap": "¶2-12"}),
        ("gap = 'the rest'", {"gap": "the rest"}),
    ],
)
def test_a_part_of_a_page_is_read_as_what_it_plainly_means(
    part: str, meant: dict[str, object]
) -> None:
    """The places and gaps of a page are read as those of citations are."""
    document = tomli.loads(
        f"[[questions]]\nexhibits = [{{ kind = 'page', shows = [{{ {part} }}] }}]"
    )
    taken_as(document)
    assert document["questions"][0]["exhibits"][0]["shows"] == [meant]


def test_a_skill_is_known_by_its_name(tmp_path: Path) -> None:
    """A skill's name, or its id in capitals, is taken as its id; the reader asks the question."""
    for written in ("Attribution", "ATTRIBUTION", " attribution "):
        text = CLEAN.replace(FIRST, FIRST.replace("attribution", written))
        assert text != CLEAN
        (tmp_path / "bank.toml").write_text(text, encoding="utf-8")
        (told,) = check(tmp_path / "bank.toml", CORPUS / "articles")[1]
        assert str(told).endswith(
            f"Q117 warning: “{written}” is taken as the skill `attribution`; "
            'write `skill = "attribution"`; quiz check --fix mends this'
        )
        assert read_bank(tmp_path / "bank.toml").questions[0].skill == "attribution"


def test_a_name_that_two_skills_have_is_not_plain(tmp_path: Path) -> None:
    """A name that could mean either of two skills stays, and is an error."""
    text = CLEAN.replace(FIRST, FIRST.replace("attribution", "Certainty"))
    text = text.replace('name = "Attribution"', 'name = "Certainty"')
    (tmp_path / "bank.toml").write_text(text, encoding="utf-8")
    codes = [each.code for each in check(tmp_path / "bank.toml")[1]]
    assert "Q117" not in codes
    assert "Q103" in codes


def test_a_quotation_that_is_found_once_needs_no_locator(tmp_path: Path) -> None:
    """Without `at`, the one paragraph that has the words is taken, and reported."""
    text = CLEAN.replace(AT, AT.replace('at = "¶1", ', ""))
    assert text != CLEAN
    (tmp_path / "bank.toml").write_text(text, encoding="utf-8")
    (told,) = check(tmp_path / "bank.toml", CORPUS / "articles")[1]
    (cited,) = read_bank(tmp_path / "bank.toml").claims[0].cites
    assert cited.at == ""
    assert paragraph_of(CORPUS / "articles", cited).startswith("Mill Bridge will be closed")
    assert paragraph_of(CORPUS / "articles", replace(cited, quote="the")) == ""
    assert (told.code, told.level) == ("Q117", "note")
    assert told.message == "`at` is missing, and taken as ¶1"
    assert check(tmp_path / "bank.toml")[1] == []


def test_an_address_with_letters_beyond_ascii_is_taken(tmp_path: Path) -> None:
    """An address may have letters of any script; its host is kept as it is registered."""
    text = CLEAN.replace("https://courier.example/mill-bridge", "https://köln.example/brücke")
    (tmp_path / "bank.toml").write_text(text, encoding="utf-8")
    assert check(tmp_path / "bank.toml", CORPUS / "articles")[1] == []
    source = read_bank(tmp_path / "bank.toml").sources["courier-2024"]
    assert source.url == "https://xn--kln-sna.example/brücke"


def test_options_may_differ_in_capitals_where_these_are_asked(tmp_path: Path) -> None:
    """With `case = true`, two options may differ in their capitals alone; not without it."""
    text = f"{CLEAN.partition('[[questions]]')[0]}{POLISH}"
    file = tmp_path / "bank.toml"
    file.write_text(text, encoding="utf-8")
    assert check(file)[1] == []
    question = read_bank(file).questions[0]
    assert isinstance(question, Choice)
    assert question.key == (1,)
    file.write_text(text.replace("case = true\n", ""), encoding="utf-8")
    (told,) = check(file)[1]
    assert told.code == "Q113"
    assert "in its capitals alone" in told.message
    file.write_text(text.replace("a polish", "a Polish"), encoding="utf-8")
    assert [each.code for each in check(file)[1]] == ["Q113"]


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(("cites", "exhibits", "shows", "at", "gap", "source", "skill", "url")),
            inner,
            max_size=3,
        )
    ),
    max_leaves=8,
)


@given(st.dictionaries(st.sampled_from(("claims", "questions", "sources", "skills")), anything))
def test_any_document_is_read_without_a_fault(document: dict[str, Any]) -> None:
    """Whatever is in a document, nothing breaks, and a second look changes nothing."""
    taken_as(document)
    assert taken_as(document) == []
