"""`quiz preview`: questions with their answers, in lines of text or as a page for a colleague."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import msgspec
import pytest

from quiz.bank.exhibits.base import texts_in
from quiz.bank.kinds import Question, Spot
from quiz.bank.load import starter
from quiz.bank.model import Bank
from quiz.bank.read import read_bank
from quiz.plain.preview import preview_lines, preview_page
from tests.process import QUIZ, run

CORPUS = Path(__file__).parent / "corpus"
CLEAN = CORPUS / "clean.toml"


@pytest.fixture(scope="module")
def corpus() -> Bank:
    """The clean bank of the corpus, which has an exhibit of each kind."""
    return read_bank(CLEAN)


def texts(question: Question) -> Iterator[str]:
    """All that a colleague has to see of a question."""
    yield from (question.name, question.stem, question.passage, question.explanation)
    yield from (text for _, text in [*question.texts(), *question.texts("why")])
    # Within ours, quotation marks are single ones.
    yield from (each.quote.translate(str.maketrans("“”", "‘’")) for each in question.cites)
    for exhibit in question.exhibits:
        yield from (text for _, text in texts_in(exhibit) if not text.startswith("¶"))


@pytest.mark.parametrize("file", ["bank.toml", "corpus/clean.toml"])
def test_page_has_every_question_whole(file: str) -> None:
    """Of each kind of question and exhibit all texts are there, and nothing else is markup."""
    bank = read_bank(CORPUS.parent / file)
    page = "".join(preview_page(bank, bank.questions))
    tree = ET.fromstring(re.sub(r"<!DOCTYPE html>|<meta[^>]*>", "", page).replace("<br>", ""))  # noqa: S314 - our own
    for question in bank.questions:
        (article,) = (each for each in tree.iter("article") if each.get("id") == question.id)
        shown = " ".join("".join(article.itertext()).split()).replace("✓", "")
        wanted = (" ".join(each.split()) for each in texts(question))
        assert not [each for each in wanted if each not in shown]
    assert not {each.tag for each in tree.iter()} & {"script", "img", "link", "iframe", "form"}


def test_markup_in_a_bank_is_text_on_the_page(bank: Bank, bank_file: Path, tmp_path: Path) -> None:
    """Nothing from the file becomes an element or runs, and only plain addresses are links."""
    evil = "<script>alert(1)</script><img src=x onerror=y> &amp; \\\" ' \\u200f"
    text = bank_file.read_text(encoding="utf-8")
    for field in ("text", "why", "stem", "explanation", "quote", "publisher"):
        text = re.sub(rf'(\b{field} = ")', rf"\g<1>{evil.replace(chr(92), chr(92) * 2)}", text)
    (tmp_path / "evil.toml").write_text(text, encoding="utf-8")
    page = run([*QUIZ, "preview", "evil.toml", "--all", "--to", "html"], folder=tmp_path).stdout
    assert page.count("<article ") == len(bank.questions)
    assert "<script" not in page
    assert "<img" not in page
    assert "<script>alert(1)</script><img src=x onerror=y> &amp; \" '" in unescape(page)
    assert "default-src 'none'" in unescape(page)


def test_page_has_bars_or_the_words_of_a_copy(corpus: Bank) -> None:
    """With copies of the articles, their words take the place of bars and follow what is cited."""
    (asked,) = (each for each in corpus.questions if each.id == "bridge-page")
    page = "".join(preview_page(corpus, [asked]))
    assert f'aria-label="12 words">{"━" * 12}</span>' in page
    assert "A baker near the bridge" not in page
    whole = "".join(preview_page(corpus, [asked], CORPUS / "articles"))
    assert "━" not in whole
    assert "A baker near the bridge" in whole
    assert "<li><blockquote>" in whole


def test_answer_in_numbers_says_all_that_counts(corpus: Bank) -> None:
    """Of a number its unit is shown, how far off an answer may be, and what else is accepted."""
    number = msgspec.convert(
        {
            "id": "rain",
            "kind": "short",
            "skill": next(iter(corpus.skills)),
            "stem": "How much rain?",
            "explanation": "So much.",
            "number": 74.5,
            "within": 0.5,
            "units": ["mm", "millimetres"],
            "accept": ["seventy-four"],
            "reject": ["75 cm"],
        },
        Question,
    )
    lines = [*preview_lines(corpus, number)]
    told = [
        "Number: 74.5 ± 0.5",
        "Units: mm · millimetres",
        "Accepted: seventy-four",
        "Not accepted: 75 cm",
    ]
    assert [each for each in lines if each in told] == told
    assert "74.5 mm" in "\n".join(lines)
    page = "".join(preview_page(corpus, [number]))
    assert all(f'<p class="about">{each}</p>' in page for each in told)
    (wrong,) = (each for each in number.feedback("3", ()) if each.label == "Correct answer")
    assert wrong.text == "74.5 mm"


@pytest.mark.usefixtures("german")
def test_page_is_in_the_language_of_its_bank(corpus: Bank) -> None:
    """Around the questions of a German bank there are no English words."""
    page = "".join(preview_page(corpus, corpus.questions))
    for english in ("with the answers", "leans to", "correct", "left out", "no byline", " words"):
        assert f">{english}" not in page
        assert f"{english}<" not in page
        assert f"({english}" not in page
    assert "Fragen mit Antworten" in page


def test_parts_are_marked_where_their_exhibit_has_them(corpus: Bank) -> None:
    """What is right of a passage has its sign there, and what can be picked is underlined."""
    (asked,) = (each for each in corpus.questions if each.id == "bridge-spot-posted")
    assert isinstance(asked, Spot)
    page = "".join(preview_page(corpus, [asked]))
    marked = 'The council <b class="right">✓<u>has agreed:</u></b> <u>lorries may not cross</u>'
    assert page.count(marked) == 1
    assert f"<p><b>Cem, at noon:</b> {marked}" in page


def test_parts_are_marked_on_a_page(corpus: Bank) -> None:
    """Each is where the page has it, between bars."""
    (asked,) = (each for each in corpus.questions if each.id == "bridge-spot-page")
    html = "".join(preview_page(corpus, [asked]))
    assert "<b><u>The Courier</u></b>" in html
    assert 'words">━━━━━</span> <b class="right">✓<u>the Courier counted</u></b>' in html
    assert "{part}" not in html


def test_page_is_written_to_a_file_but_never_over_the_questions(tmp_path: Path) -> None:
    """`-o` decides the format by the name; the file of questions stays as it is."""
    mine = tmp_path / "mine.toml"
    mine.write_text(CLEAN.read_text(encoding="utf-8"), encoding="utf-8")
    for name in ("a page.html", "-x.html", "n\udcff.HTML"):
        done = run([*QUIZ, "preview", "mine.toml", "--all", f"-o{name}"], folder=tmp_path)
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
        assert (tmp_path / name).read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    done = run([*QUIZ, "preview", "mine.toml", "--all", "-o", "x.txt"], folder=tmp_path)
    lines = (tmp_path / "x.txt").read_text(encoding="utf-8")
    assert lines.startswith("1. ")
    assert "\n2. What to open (bridge-search)\n" in re.sub(r"\n\d+", "\n2", lines)
    (tmp_path / "link.html").symlink_to(mine)
    for name in ("./mine.toml", "link.html"):
        refused = run([*QUIZ, "preview", "mine.toml", "--all", "-o", name], folder=tmp_path)
        assert refused.returncode == 2
        assert "is the file of questions itself; choose another name\n" in refused.stderr
    assert mine.read_text(encoding="utf-8") == CLEAN.read_text(encoding="utf-8")
    for name, words in (("a page.html", "--all"), ("x.txt", "bridge-page"), ("x.txt", "--all")):
        again = run([*QUIZ, "preview", "mine.toml", words, "-o", name], folder=tmp_path)
        assert (again.returncode, again.stderr) == (0, "")
    for name in ("plan.html", "plan.txt"):
        (tmp_path / name).write_text("<!DOCTYPE html>\n1. My plan\n\n", encoding="utf-8")
        refused = run([*QUIZ, "preview", "mine.toml", "--all", "-o", name], folder=tmp_path)
        said = f"quiz: {name} is there already, and isn't a preview; choose another name\n"
        assert (refused.returncode, refused.stderr) == (2, said)
        assert "My plan" in (tmp_path / name).read_text(encoding="utf-8")
    refused = run([*QUIZ, "preview", "mine.toml", "--all", "-o", "no/where.html"], folder=tmp_path)
    assert refused.stderr == (
        "quiz: no/where.html can't be written: no such file or directory; name another file\n"
    )


def test_a_dash_is_stdout(tmp_path: Path) -> None:
    """`-o -` prints, as it does for other commands, and writes no file of that name."""
    (tmp_path / "mine.toml").write_text(starter(), encoding="utf-8")
    done = run([*QUIZ, "preview", "mine.toml", "--all", "-o", "-"], folder=tmp_path)
    assert done.stdout.startswith("1. ")
    assert [each.name for each in tmp_path.iterdir() if each.is_file()] == ["mine.toml"]


def test_what_lists_the_other_problems_names_the_file(tmp_path: Path) -> None:
    """Of very many it shows some, and the command for the rest is about this file."""
    text = starter() + "".join(f'\n[[questions]]\nid = "q-{n}"\n' for n in range(30))
    (tmp_path / "mine.toml").write_text(text, encoding="utf-8")
    told = run([*QUIZ, "preview", "mine.toml", "--all"], folder=tmp_path).stderr
    assert " more; they are listed by: quiz check mine.toml\n" in told


@pytest.mark.parametrize(
    ("words", "mend"),
    [
        ((), "no question is named; add its id, or --all"),
        (("bridge-page", "--all"), "both --all and an id are given; give one of the two"),
    ],
)
def test_preview_says_what_to_name(words: tuple[str, ...], mend: str) -> None:
    """One question, several, or all: nothing is guessed."""
    refused = run([*QUIZ, "preview", CLEAN, *words])
    assert (refused.returncode, refused.stderr) == (2, f"quiz: {mend}\n")
    title = run([*QUIZ, "preview", "A page and its notes"])
    what = "there is no file “A page and its notes”; name a file, then the ids of questions in it"
    assert (title.returncode, title.stderr) == (2, f"quiz: {what}\n")


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        (("try", "bridge-page"), "try questions.toml bridge-page"),
        (("try", "bridge-page", CLEAN), f"try {CLEAN} bridge-page"),
        (("preview", "bridge-page"), "preview questions.toml bridge-page"),
        (("preview", "bridge-page", CLEAN), f"preview {CLEAN} bridge-page"),
    ],
)
def test_an_id_before_the_file_is_told_where_it_goes(words: tuple[str, ...], meant: str) -> None:
    """Whoever names the question first, or alone, reads the command as it should be."""
    refused = run([*QUIZ, *words])
    told = f"there is no file “bridge-page”; an id goes after the file: quiz {meant}"
    assert (refused.returncode, refused.stderr) == (2, f"quiz: {told}\n")


def test_several_questions_are_previewed_in_the_order_given() -> None:
    """Each is under its number, its title and its id."""
    shown = run([*QUIZ, "preview", CLEAN, "bridge-thread", "bridge-page"]).stdout
    names = re.findall(r"^\d\. .*", shown, re.MULTILINE)
    assert names == ["1. A group chat (bridge-thread)", "2. A page and its notes (bridge-page)"]


def test_our_own_file_is_named_where_it_is_not_here(tmp_path: Path) -> None:
    """Whoever types its name in another folder is told where it is."""
    done = run([*QUIZ, "preview", "questions.toml", "--all"], folder=tmp_path)
    assert done.returncode == 2
    assert done.stderr.startswith("quiz: there is no file “questions.toml”; the quiz's own is ")
    assert Path(done.stderr.rstrip().rpartition(" ")[2]).is_file()
