"""Quotations are compared with articles word for word, however these are encoded."""

import os
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.bank.articles import RUN_ON, article, paragraphs, read_article
from quiz.bank.kinds import Question
from quiz.bank.quotes import find, occurs_in
from quiz.bank.source import Source
from quiz.check.copies import copied, misnamed
from quiz.check.exhibits import misplaced
from quiz.check.quotations import nearest_run
from quiz.check.run import check
from quiz.text import words
from tests.test_check_items import QUESTION

CORPUS = Path(__file__).parent / "corpus"
CLEAN = CORPUS / "clean.toml"
ARTICLE = (CORPUS / "articles" / "courier-2024.txt").read_text(encoding="utf-8")
BLOCKS = paragraphs(ARTICLE)
EMPTY_LINES = "; put an empty line after the headline and after each paragraph"


def test_blocks_are_counted_from_the_headline() -> None:
    """The first block is the headline, the others are paragraphs and notes."""
    assert list(BLOCKS) == ["headline", "¶1", "¶2", "¶3", "note 1"]


@pytest.mark.parametrize(
    ("quote", "paragraph", "there"),
    [
        ("it's late", "They say it’s late.", True),
        ('said "no"', "She said “no” twice.", True),
        ("came  in\nlate", "It came in late.", True),
        ("came in late", "It came\u00a0in\n  late.", True),
        ("came in late", "It came in later.", False),
        ("came in", "It became in time.", False),
        ("came in", "It became in time, then came in.", True),
        ("Came in", "It came in.", False),
        ("(late)", "It was (late).", True),
        ("…", "It was … late.", True),
        ("", "It was late.", False),
        (" ", "It was late.", False),
        ("a.*b", "a and b", False),
    ],
)
def test_quotation_is_found_word_for_word(quote: str, paragraph: str, there: bool) -> None:
    """White space and the shape of quotation marks make no difference; all else does."""
    assert occurs_in(quote, paragraph) is there
    assert (find(quote, paragraph) is not None) is there


@pytest.mark.parametrize(
    ("quote", "paragraph", "there"),
    [
        ("the café closed", "the cafe\u0301 closed", True),
        ("the cafe\u0301 closed", "the café closed", True),
        ("Việt Nam", "Vie\u0302\u0323t Nam", True),
        ("official finds", "o\ufb03cial \ufb01nds", True),
        ("propaganda films", "propa\u00adganda\u00a0films", True),
        ("propaganda films", "propa\u00ad\nganda films", True),
        ("a well-known half", "a well\u2011known half", True),
        ("bis zum Ende", "bis\u200b zum \u2009Ende", True),
        ("what he called ‘the day before’", "what he called “the day before” it", True),
        ("« Oui » ou “non”", "«Oui» ou ‚non‘", True),
        ("在北京市", "我在北京市工作", True),
        ("ประเทศไทย", "ในประเทศไทยมี", True),
        ("增长了3.5%", "GDP增长了3.5%，", True),
        ("渡轮晚点了三个小时", "渡轮晚点了三\n个小时。", True),
        ("5 million", "some −5 million", True),
        ("ệ", "xx e\u0302\u0323 yy", True),
        ("the official said", "the official\u2028said", True),
        ("5", "5.5", False),
        ("000", "1,000", False),
        ("cafe", "café", False),
        ("cafe", "cafe\u0301", False),
        ("10", "10²", False),
        ("2016-17", "2016–17", False),
    ],
)
def test_quotation_is_found_in_any_unicode_form(
    quote: str, paragraph: str, there: bool, tmp_path: Path
) -> None:
    """Accents, ligatures, soft and no-break hyphens and spaces count as what they look like."""
    (tmp_path / "a.txt").write_text(f"Headline\n\n{paragraph}\n", encoding="utf-8")
    paragraph = article(tmp_path, "a")["¶1"]
    assert occurs_in(quote, paragraph) is there
    if span := find(quote, paragraph):
        assert occurs_in(paragraph[span[0] : span[1]], quote)


@given(st.text("ab .'’“\n", max_size=6), st.text("ab .'’“\n", max_size=20))
def test_found_quotation_has_offsets(quote: str, paragraph: str) -> None:
    """The text between a quotation's offsets contains the quotation too."""
    span = find(quote, paragraph)
    assert occurs_in(quote, paragraph) is (span is not None)
    if span:
        assert occurs_in(quote, paragraph[span[0] : span[1]])


def test_words_nearest_to_a_wrong_quotation_are_shown() -> None:
    """For a quotation that is nearly right, the words of the article are shown."""
    assert nearest_run("cross every day, the note says", BLOCKS) == (
        "¶3",
        "cross each day, the note says",
    )
    assert nearest_run("cross day, the note says", BLOCKS)[1] == "cross each day, the note says"
    assert nearest_run("Some 300 big lorries cross each day", BLOCKS) == (
        "¶3",
        "Some 300 lorries cross each day",
    )
    assert nearest_run("wholly different", BLOCKS) == ("", "")
    assert nearest_run("a well-known office", {"¶1": "A well\u2011known office."})[0] == "¶1"


def test_missing_article_has_no_paragraphs(tmp_path: Path) -> None:
    """An article that isn't in the folder, or isn't text, has no paragraphs."""
    (tmp_path / "binary.txt").write_bytes(b"\xff\xfe")
    assert article(tmp_path, "absent") == {}
    assert article(tmp_path, "binary") == {}


@pytest.mark.parametrize(
    ("data", "reason", "mend"),
    [
        ("caf\u00e9".encode("latin-1"), "not UTF-8", "; save it as UTF-8"),
        ("Headline".encode("utf-16"), "not UTF-8", "; save it as UTF-8"),
        (b"", "empty", ""),
        (b"A headline\nA paragraph.\nAnother.", RUN_ON, EMPTY_LINES),
        (b"A headline\n" + b"A paragraph.\n" * 60 + b"\nThe end.", RUN_ON, EMPTY_LINES),
        (b"A headline\n\n" + b"A paragraph. " * 20 + b"\n" + b"B. " * 60, RUN_ON, EMPTY_LINES),
    ],
)
def test_article_that_cannot_be_read_is_reported(
    data: bytes, reason: str, mend: str, tmp_path: Path
) -> None:
    """An article in another encoding breaks Q204, which says that its quotations are unchecked."""
    (tmp_path / "courier-2024.txt").write_bytes(data)
    _, (problem,) = check(CLEAN, tmp_path)
    assert (problem.code, problem.level) == ("Q204", "error")
    assert problem.message == f"courier-2024.txt is there, but {reason}"
    assert problem.mend == f"its quotations were not checked{mend}"


@pytest.mark.parametrize("name", ["Courier-2024.TXT", "courier_2024.txt", "Courier 2024.txt"])
def test_article_under_nearly_its_name_is_named(name: str, tmp_path: Path) -> None:
    """A text whose name differs in capitals or signs alone is named, to be renamed."""
    (tmp_path / name).write_text("A headline", encoding="utf-8")
    _, (problem,) = check(CLEAN, tmp_path)
    assert problem.message == f"the folder of articles has no courier-2024.txt, but {name}"
    assert problem.mend.endswith("; rename it to courier-2024.txt")


def test_article_in_another_format_is_named(tmp_path: Path) -> None:
    """A document with the name of the article is named where its plain text is missing."""
    (tmp_path / "courier-2024.docx").write_bytes(b"PK")
    _, (problem,) = check(CLEAN, tmp_path)
    assert problem.message == (
        "the folder of articles has no courier-2024.txt, but courier-2024.docx"
    )
    assert problem.mend.endswith("; save that as plain text, in UTF-8, as courier-2024.txt")


@pytest.mark.parametrize(
    "text",
    [
        "A headline",
        "A headline\nover two lines\n\nA paragraph\nthat is\nwrapped.",
        "A headline\n\n"
        + "\n".join(["A line of a paragraph that a program wrapped at some width"] * 9),
    ],
)
def test_wrapped_lines_are_one_block(text: str, tmp_path: Path) -> None:
    """An article whose lines were wrapped is read, and one that is a headline alone."""
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    assert len(article(tmp_path, "a")) == text.count("\n\n") + 1


def test_only_a_regular_file_in_the_folder_is_an_article(tmp_path: Path) -> None:
    """A pipe, a device, a link out of the folder and an endless line neither hang nor leak."""
    folder, outside = tmp_path / "articles", tmp_path / "secret.txt"
    folder.mkdir()
    outside.write_text("Headline\n\nSecret", encoding="utf-8")
    os.mkfifo(folder / "pipe.txt")
    (folder / "zero.txt").symlink_to("/dev/zero")
    (folder / "out.txt").symlink_to(outside)
    (folder / "long.txt").write_bytes(b"a" * 3_000_000)
    for source in ("pipe", "zero", "out", "long"):
        with pytest.raises((OSError, ValueError)):
            read_article(folder, source)
        assert article(folder, source) == {}
    (folder / "courier-2024.txt").symlink_to(outside)
    _, (problem,) = check(CLEAN, folder)
    assert problem.message == "courier-2024.txt is there, but a link to somewhere else"


def test_article_may_have_a_byte_order_mark_and_windows_line_ends(tmp_path: Path) -> None:
    """A byte-order mark and CR LF belong to the file, not to the article."""
    (tmp_path / "a.txt").write_bytes("\ufeffHeadline\r\n\r\nOne\r\nline.\r\n".encode())
    assert article(tmp_path, "a") == {"headline": "Headline", "¶1": "One\nline."}


def test_missing_article_is_reported_once(tmp_path: Path) -> None:
    """There is one error for each missing article, however many quotations it has."""
    _, problems = check(CLEAN, tmp_path)
    assert [(problem.code, problem.level, problem.part) for problem in problems] == [
        ("Q204", "error", "key")
    ]
    assert problems[0].line == 1 + CLEAN.read_text(encoding="utf-8").split("\n").index(
        "[sources.courier-2024]"
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“closed to lorries since May”", ["Q205"]),
        ("“Closed to lorries from May.”", []),
        ("“closed … according to a note [from] the Courier”", []),
        ("“shut for lorries”", []),
        ("“Nobody has ever seen a zebra here”", []),
        ("closed to lorries since May", []),
        *(
            (f"{opener}closed to lorries since May{closer}", ["Q205"])
            for opener, closer in (
                "„“",
                "»«",
                "«»",
                "‹›",
                "›‹",
                "‚‘",
                "‘’",
                "””",
                "「」",
                "『』",
                "〝〟",
            )
        ),
        ("« closed to lorries since May »", ["Q205"]),
        ("„closed to lorries from May“ and »the note is unsigned«", []),
        ("the drivers’ bridge, the bakers’ road", []),
    ],
)
def test_passage_that_nearly_quotes_is_reported(
    text: str, expected: list[str], tmp_path: Path
) -> None:
    """Four words or more between any marks that are nearly those of the article break Q205."""
    file = tmp_path / "bank.toml"
    before = 'passage = "A paper reports that a bridge will close, “according to a note” that it'
    bank = CLEAN.read_text(encoding="utf-8")
    assert before in bank
    file.write_text(bank.replace(before, f'passage = "{text} that it'), encoding="utf-8")
    assert [problem.code for problem in check(file, CORPUS / "articles")[1]] == expected
    allowed = f'allow = {{ Q205 = "Invented." }}\npassage = "{text} that it'
    file.write_text(bank.replace(before, allowed), encoding="utf-8")
    problems = check(file, CORPUS / "articles")[1]
    assert [problem.code for problem in problems] == ([] if expected else ["Q300"])
    assert check(file)[1] == []


def test_chat_that_nearly_quotes_is_reported(tmp_path: Path) -> None:
    """What people in an exhibit quote from the article is compared with it, too."""
    file = tmp_path / "bank.toml"
    bank, before = CLEAN.read_text(encoding="utf-8"), "Is it true about the bridge?"
    for closed, expected in (("from May", []), ("since May", ["Q205"])):
        after = f"“Closed to lorries {closed}”?"
        file.write_text(bank.replace(f'text = "{before}"', f'text = "{after}"'), encoding="utf-8")
        problems = check(file, CORPUS / "articles")[1]
        assert [(problem.code, problem.path[2:]) for problem in problems] == [
            (code, ("exhibits", 2, "text")) for code in expected
        ]


def test_words_are_counted_as_readers_count_them() -> None:
    """A hyphen or an apostrophe joins; a percentage is a word."""
    assert words("The well-known half, 18% of it, isn’t new.") == [
        "The", "well-known", "half", "18%", "of", "it", "isn’t", "new",
    ]  # fmt: skip


@pytest.mark.parametrize("at", ["p. 3", "P3", "¶3-4", "¶0", "caption", "line 3", "¶iii"])
def test_place_that_no_article_has_is_told_without_articles(at: str, tmp_path: Path) -> None:
    """A locator that can't be right is reported even if there is nothing to compare it with."""
    file = tmp_path / "bank.toml"
    text = CLEAN.read_text(encoding="utf-8")
    file.write_text(
        text.replace('at = "¶3", quote = "the', f'at = "{at}", quote = "the'), encoding="utf-8"
    )
    (told,) = check(file)[1]
    assert (told.code, told.path[-1]) == ("Q203", "at")
    assert f"“{at}”" in told.message


@pytest.mark.parametrize(
    ("at", "words"),
    [("¶4", "its paragraphs run to ¶3"), ("note 2", "its notes to note 1"), ("byline", "“byline”")],
)
@pytest.mark.parametrize("folder", [CORPUS / "articles", None])
def test_place_where_nothing_is_quoted_is_looked_for(
    at: str, words: str, folder: Path | None, tmp_path: Path
) -> None:
    """A citation in one's own words names a place that the article has, as far as that is known."""
    file = tmp_path / "bank.toml"
    text = CLEAN.read_text(encoding="utf-8")
    old = 'at = "¶3", quote = "the Courier counted 212"'
    assert old in text
    file.write_text(text.replace(old, f'at = "{at}", says = "So."'), encoding="utf-8")
    told = [each for each in check(file, folder)[1] if each.code == "Q203"]
    if folder or at == "byline":
        (problem,) = told
        assert problem.path[-1] == "at"
        assert words in problem.told


def test_rule_is_not_unneeded_where_the_article_is_missing(tmp_path: Path) -> None:
    """Without a copy of the article, nobody can tell whether a question breaks a rule about it."""
    file, folder = tmp_path / "bank.toml", tmp_path / "articles"
    old = 'id = "bridge-who-decides"'
    text = CLEAN.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, f'{old}\nallow = {{ Q209 = "So." }}'), encoding="utf-8")
    folder.mkdir()
    assert "Q300" not in {each.code for each in check(file, folder)[1]}
    assert "Q300" in {each.code for each in check(file, CORPUS / "articles")[1]}


@pytest.mark.parametrize(("after", "expected"), [(1, []), (5, []), (4, ["write `after = 5`"])])
def test_place_of_words_that_a_paragraph_has_twice(
    after: int, expected: list[str], tmp_path: Path
) -> None:
    """Words that are in a paragraph twice may be quoted from either place."""
    (tmp_path / "pier.txt").write_text("Late\n\nThe ferry came, and the ferry left.\n", "utf-8")
    part = {"at": "¶1", "quote": "ferry", "after": after}
    page = {"kind": "page", "source": "pier", "shows": [part]}
    question = msgspec.convert({**QUESTION, "exhibits": [page]}, Question)
    assert [each.mend for each in misplaced(question, tmp_path)] == expected


@pytest.mark.parametrize(
    ("headline", "author", "told"),
    [
        ("Council to keep Mill Bridge", "", ["headline"]),
        ("COUNCIL “TO CLOSE” MILL BRIDGE", "", []),
        ("Mill Bridge, says leaked note.", "", []),
        ("Council “to close” Mill Bridge, says leaked note: Bakers fear for their trade", "", []),
        ("", "Kathrin Lohse", ["author"]),
        ("", "Katrin Lohse", []),
        ("", "KATRIN LOHSE", []),
        ("", "K. Lohse", []),
        ("", "Katrin Lohse and Tom Wirt", []),
        ("", "Katrin Lose and Tom Wirth", ["author", "author"]),
        ("", "Ada Moor", []),
    ],
)
def test_source_is_named_as_its_article_has_it(
    headline: str, author: str, told: list[str], tmp_path: Path
) -> None:
    """A headline that isn't the article's and a misspelt author break Q208; parts of them don't."""
    byline = "By Katrin Lohse, Tom Wirt"
    (tmp_path / "courier-2024.txt").write_text(ARTICLE.replace("\n\n", f"\n\n{byline}\n\n", 1))
    source = Source("news report", "article", headline=headline, author=author)
    found = misnamed([("courier-2024", source)], tmp_path)
    assert [each.path[-1] for each in found] == told
    assert not list(misnamed([("other", source)], tmp_path))


COPIED = BLOCKS["¶3"].removesuffix(".")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (COPIED, True),
        (f"It says so: {COPIED.upper()}, and nothing else.", True),
        (COPIED.replace("trade", "job"), False),
        (f"“{COPIED}”", False),
        (COPIED.partition(" on ")[0], False),
    ],
)
def test_paragraph_that_was_copied_is_told(text: str, told: bool) -> None:
    """A long run of the article's words outside quotation marks breaks Q209."""
    question = msgspec.convert({**QUESTION, "explanation": text}, Question)
    found = list(copied(question, CORPUS / "articles"))
    assert [each.path for each in found] == [("explanation",)] * told
