"""Text for a terminal: lines, indentation and width; plurals and nearest names."""

import subprocess
import sys

import pytest
from wcwidth import clip, ljust, wcswidth, wrap

from quiz.text import (
    by_likeness,
    cells,
    counted,
    date_in_words,
    fitted,
    is_laid_out,
    shortened,
    shown,
    trimmed,
    words,
    wrapped,
)

CODE = "    if asked:\n        answer()\n\n    done"


def test_wrapping_keeps_lines_and_their_indentation() -> None:
    """Code, verse and tables keep their own lines, and the blank ones among them."""
    assert [*wrapped([CODE], 40)] == CODE.split("\n")
    assert [*wrapped(["day    bridge\n4 May  open"], 40)] == ["day    bridge", "4 May  open"]


def test_lines_that_are_too_long_wrap_between_words() -> None:
    """Long lines wrap between words, and what is wrapped keeps the line's indentation."""
    assert [*wrapped(["one two three"], 8)] == ["one two", "three"]
    assert [*wrapped(["verse\n  one two three"], 10)] == ["verse", "  one two", "  three"]


@pytest.mark.parametrize(
    "text", ["北京", "ab", "😀", "e\u0301", "", "a\x1b", "seven77", "１２３４５"]
)
def test_tabs_end_at_every_eighth_column(text: str) -> None:
    """Tabs line up the columns of a table, however wide the characters before them are."""
    (line,) = wrapped([f"{text}\t1\t2"], 80)
    first = 16 if cells(text) >= 8 else 8
    assert [cells(line[: line.rindex(digit)]) for digit in "12"] == [first, first + 8]
    assert cells(f"{text}\t1") == first + 1


def test_tabs_count_from_the_start_of_their_line() -> None:
    """A tab in the second line doesn't depend on the length of the first."""
    assert shown("北京\t1\nab\t2") == "北京    1\nab      2"


@pytest.mark.parametrize("width", [3, 8, 20, 40])
@pytest.mark.parametrize(
    "text",
    [
        "桥应该在五月开放，市长星期二说。",
        "    桥应该在五月开放，市长星期二说。",
        "🙂 " * 30,
        "e\u0301te\u0301 " * 12,
        "a\tb\tc d e f g h i j k",
        "👨\u200d👩\u200d👧 👨\u200d👩\u200d👧 👨\u200d👩\u200d👧",
    ],
)
def test_lines_are_measured_in_columns(text: str, width: int) -> None:
    """Wide characters count two columns, combining ones none, and no line is too wide."""
    lines = [*wrapped([text], width)]
    assert all(wcswidth(line) <= width for line in lines)
    assert len("".join(lines).split()) > 0


def test_unsafe_characters_are_written_out_before_lines_are_measured() -> None:
    """Lines keep their width although a control character takes eight columns, written out."""
    lines = [*wrapped(["a\x1bb c\x9bd e\u202ef"], 10)]
    assert lines == ["a<U+001B>b", "c<U+009B>d", "e<U+202E>f"]


def test_fitted_text_has_an_exact_width() -> None:
    """Names in any script are cut off or filled to exactly the given number of columns."""
    for name in ("Certainty", "证据与把握", "e\u0301te\u0301", "A very long name of a skill"):
        assert cells(fitted(name, 9)) == 9


@pytest.mark.parametrize(
    "text",
    [
        "“Late”, she wrote – and 7×: don't…",
        "━━━  ━━ naïve\t",
        "a-b c—d e-f",
        "soft\xadhyphen",
        "e\u0301",
    ],
)
@pytest.mark.parametrize("width", [1, 4, 40])
def test_usual_text_takes_the_columns_that_wcwidth_counts(text: str, width: int) -> None:
    """Text that is measured without `wcwidth`, for speed, is measured, cut and wrapped as by it."""
    text = text.expandtabs()
    assert cells(text) == wcswidth(text)
    assert fitted(text, width) == ljust(clip(text, 0, width), width)
    lines = wrap(text, width, break_long_words=False, break_on_hyphens=False)
    assert [*wrapped([text], width)] == lines


def test_usual_text_is_measured_without_loading_wcwidth() -> None:
    """Latin text is measured, fitted and wrapped without `wcwidth`, a tenth of a start."""
    text = "“Late”, she wrote – and don't… ━━"
    work = f"cells({text!r}), fitted({text!r}, 9), [*wrapped([{text!r}], 9)]"
    code = f"import sys; from quiz.text import *; {work}; sys.exit('wcwidth' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("two words", "two words"),
        ("two\n words ", "two words"),
        ("two words more", "two words…"),
        ("two, words", "two, words"),
        ("and, as said,", "and, as…"),
        ("one, reportedly", "one…"),
        ("unpronounceable", "unpronoun…"),
    ],
)
def test_a_long_text_is_cut_after_a_word(text: str, expected: str) -> None:
    """A text of more characters ends after a whole word, and with an ellipsis."""
    assert shortened(text, 10) == expected
    assert shortened(text, 10, in_columns=True) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2023 年中国发布的这份报告说了什么", "2023 年中国发…"),
        ("年中国发布的 2023 这份报告说了什么", "年中国发布的…"),
        ("รายงาน นี้เผยแพร่ในปี", "รายงาน…"),
        ("2023 unpronounceable", "2023…"),
    ],
)
def test_a_long_text_without_spaces_between_words_keeps_at_least_half(
    text: str, expected: str
) -> None:
    """A space near its beginning, as after a number, isn't where it's cut."""
    assert shortened(text, 10) == expected


@pytest.mark.parametrize(
    "text",
    [
        "年中国发布的这份报告说了什么",
        "年中国 发布的 这份报告",
        "한국어로 된 긴 제목입니다",
        "e\u0301\u0301" * 40,
        "a long text of words",
    ],
)
@pytest.mark.parametrize("columns", [8, 9, 10, 11])
def test_a_text_can_be_cut_to_fit_columns(text: str, columns: int) -> None:
    """A wide character takes two of them, and an accent none."""
    cut = shortened(text, columns, in_columns=True)
    assert columns // 2 <= cells(cut) <= columns
    assert cut.endswith("…")


def test_trimming_keeps_the_first_line_indented() -> None:
    """Blank lines around a text go, as after three quotation marks in TOML; indentation stays."""
    assert trimmed(f"\n \n{CODE}\n\n") == CODE


@pytest.mark.parametrize(
    ("text", "laid_out"),
    [
        (CODE, True),
        ("  a line of its own", True),
        ("a   b\nc   d", True),
        ("a\tb\nc\td", True),
        ("One sentence.  Another.", False),
        ("one line\nanother", False),
        ("", False),
    ],
)
def test_spaces_lay_out_a_text(text: str, *, laid_out: bool) -> None:
    """Indentation and columns over several lines lay out a text; a wide gap in prose doesn't."""
    assert is_laid_out(text) is laid_out


def test_numbers_go_with_their_nouns() -> None:
    """One of a thing is singular, also below zero; thousands have commas."""
    numbers = (0, 1, -1, 1200)
    assert [counted(each, "mark") for each in numbers] == [
        "0 marks",
        "1 mark",
        "-1 mark",
        "1,200 marks",
    ]
    assert [counted(each, "entry", "entries") for each in (1, 2)] == ["1 entry", "2 entries"]


def test_names_are_ordered_by_likeness() -> None:
    """The name most like a misspelt one comes first."""
    assert by_likeness("certanty", ["source", "certainty", "framing"])[0] == "certainty"


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("The ferry’s 10% late – again", 5),
        ("最后一班渡轮晚到了两个小时。", 7),
        ("フェリーは2時間遅れた", 7),
        ("2013年ABC新闻", 4),
        ("เรือเฟอร์รี่เที่ยวสุดท้าย", 5),
        ("आखिरी नौका दो घंटे देर से आई", 7),
        ("마지막 배가 늦었다", 3),
        ("عَرَبِيّ كِتَاب", 2),
        ("e\u0301tat na\u00advi", 2),
    ],
)
def test_words_are_counted_by_their_script(text: str, count: int) -> None:
    """A vowel sign is part of its word, and characters make words where no space does."""
    assert len(words(text)) == count


@pytest.mark.parametrize(
    ("date", "words"),
    [("2017", "2017"), ("2017-06", "June 2017"), ("2017-06-04", "4 June 2017"), (None, "")],
)
def test_date_in_words_is_as_exact_as_the_date(date: str | None, words: str) -> None:
    """A date is said as exactly as it is known."""
    assert date_in_words(date) == words
