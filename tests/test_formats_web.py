"""The page for a browser, as a file: that it is whole, safe and the same each time."""

import json
import re
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path

import pytest

from quiz.bank.load import own_bank
from quiz.bank.model import Bank
from quiz.bank.read import read_bank
from quiz.classroom.handin import stamp
from quiz.formats import export_format
from quiz.text import UNSAFE
from quiz.words import say, speak

HERE = Path(__file__).parent
BANK = read_bank(HERE / "bank.toml")
HOSTILE = (
    "</script><script>ran()</script><img src=x onerror=ran()> <!--<script> ]]> &lt;b&gt; \" ' "
    "` ${ran()} {{ran()}} javascript:ran() \\u003cscript\\u003e שלום\u200f مرحبا\u061c \u200e😀"
)
HOSTILE += "W" * 150
"""What would run or break out of where it is, if it were taken for anything but text."""


def page(bank: Bank) -> str:
    """The page with all questions of a bank."""
    return export_format("web").written(bank, bank.questions).decode()


def hostile_bank(folder: Path) -> Bank:
    """A bank with hostile text in every field."""
    text = (HERE / "hostile" / "everywhere.toml").read_text(encoding="utf-8")
    for sign in "¤§":
        text = text.replace(sign, json.dumps(HOSTILE, ensure_ascii=False)[1:-1])
    file = folder / "hostile.toml"
    file.write_text(text, encoding="utf-8")
    return read_bank(file)


class Elements(HTMLParser):
    """The elements of a page with their attributes, and the texts in scripts and styles."""

    def __init__(self, text: str) -> None:
        """Read a page."""
        super().__init__()
        self.all: list[tuple[str, dict[str, str]]] = []
        self.within: list[tuple[str, dict[str, str], str]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element."""
        self.all.append((tag, {name: value or "" for name, value in attrs}))

    def handle_data(self, data: str) -> None:
        """Note the text of a script or a style."""
        if self.all and self.all[-1][0] in ("script", "style") and self.cdata_elem:
            self.within.append((*self.all[-1], data))


@pytest.mark.parametrize("own", [False, pytest.param(True, marks=pytest.mark.long)])
def test_a_page_asks_for_nothing_from_elsewhere(own: bool, tmp_path: Path) -> None:
    """No address is in the page but those of sources, as links to follow; nothing is loaded."""
    bank = read_bank(own_bank()) if own else hostile_bank(tmp_path)
    addresses = {source.url for source in bank.sources.values()}
    for tag, attributes in Elements(page(bank)).all:
        assert not {"src", "srcset", "action", "style", "background"} & set(attributes)
        assert not [name for name in attributes if name.startswith("on")]
        assert tag not in (
            "img",
            "iframe",
            "object",
            "embed",
            "base",
            "form",
            "audio",
            "video",
            "link",
        )
        if "href" in attributes and not re.fullmatch(r"#source-\d+", attributes["href"]):
            assert tag == "a"
            assert attributes["href"] in addresses
            assert attributes["rel"] == "noopener noreferrer"


def test_the_policy_allows_the_scripts_and_styles_of_the_page_alone(tmp_path: Path) -> None:
    """The hashes are those of the one script and the one style, also with a hostile bank."""
    elements = Elements(page(hostile_bank(tmp_path)))
    (policy,) = [
        each["content"]
        for tag, each in elements.all
        if tag == "meta" and "content" in each and "http-equiv" in each
    ]
    (style,) = [text for tag, _, text in elements.within if tag == "style"]
    (script,) = [text for tag, its, text in elements.within if tag == "script" and not its]
    for name, text in (("style", style), ("script", script)):
        digest = b64encode(sha256(text.encode()).digest()).decode()
        assert f"{name}-src 'sha256-{digest}';" in policy
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy


def test_the_data_is_json_with_every_text_as_it_is(tmp_path: Path) -> None:
    """The data holds all texts of a hostile bank, and no character that hides or ends anything."""
    bank = hostile_bank(tmp_path)
    (text,) = [text for tag, its, text in Elements(page(bank)).within if its.get("id") == "data"]
    assert not UNSAFE.search(text)
    assert not re.search("[<>&\u200e\u200f\u061c]", text)
    data = json.loads(text)
    assert data["title"] == HOSTILE
    for question, found in zip(bank.questions, data["questions"], strict=True):
        shown = [each["text"] for each in found["entries"]]
        assert shown == [each for _, each in question.texts()][: len(shown)]
        assert shown or question.kind == "short"
    assert data["bank"] == {"id": stamp(bank).id, "title": HOSTILE, "digest": stamp(bank).digest}


def test_a_page_is_the_same_each_time_and_in_the_language_of_the_bank() -> None:
    """The same bank gives the same bytes, and a German one a German page."""
    assert page(BANK) == page(BANK)
    assert '<html lang="en">' in page(BANK)
    german = read_bank(HERE / "german.toml")
    speak(german.about.language)
    assert say("Use single keys, such as a, 1 or ?") in page(german)
    assert say("Go on") != "Go on"
    assert '<html lang="de">' in page(german)


def test_some_questions_of_a_bank_are_those_of_the_whole_bank() -> None:
    """A page with one question stamps hand-ins with the whole bank, as `quiz class` knows it."""
    one = export_format("web").written(BANK, BANK.questions[:1]).decode()
    assert stamp(BANK).digest in one
    assert BANK.questions[1].stem not in one
    assert 'typing":null' in one


def test_a_source_is_described_once_where_it_is_cited_often() -> None:
    """Each citation has its words and its place, and each source its address only once."""
    bank = read_bank(own_bank())
    templates = page(bank).split('<template id="drawn-')[1:]
    assert len(templates) == len(bank.questions)
    for question, drawn in zip(bank.questions, templates, strict=True):
        cited = {cite.source for cite in question.cites if bank.sources[cite.source].url}
        assert drawn.count('class="address"') == len(cited)
        assert drawn.count('<li id="source-') == len(question.cites)
