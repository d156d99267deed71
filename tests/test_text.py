"""Texts on their way to a terminal: their lines, their indentation, their width."""

import pytest
from wcwidth import wcswidth

from quiz.text import cells, fitted, is_laid_out, shown, trimmed, wrapped

CODE = "    if asked:\n        answer()\n\n    done"


def test_a_text_keeps_its_own_lines_and_their_indentation() -> None:
    """Code, verse and tables are not run together, and blank lines within them stay."""
    assert [*wrapped([CODE], 40)] == CODE.split("\n")
    assert [*wrapped(["day    bridge\n4 May  open"], 40)] == ["day    bridge", "4 May  open"]


def test_each_line_of_a_text_is_broken_where_it_is_too_long() -> None:
    """A paragraph wraps at words; a line that is indented stays so where it goes on."""
    assert [*wrapped(["one two three"], 8)] == ["one two", "three"]
    assert [*wrapped(["verse\n  one two three"], 10)] == ["verse", "  one two", "  three"]


@pytest.mark.parametrize(
    "text", ["北京", "ab", "😀", "e\u0301", "", "a\x1b", "seven77", "１２３４５"]
)
def test_tabs_stand_at_every_eighth_cell(text: str) -> None:
    """However many characters stand before a tab, the columns of a table line up."""
    (line,) = wrapped([f"{text}\t1\t2"], 80)
    first = 16 if cells(text) >= 8 else 8
    assert [cells(line[: line.rindex(digit)]) for digit in "12"] == [first, first + 8]
    assert cells(f"{text}\t1") == first + 1


def test_tabs_in_each_line_are_counted_from_its_start() -> None:
    """A tab in the second line has nothing to do with how long the first one is."""
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
def test_lines_are_measured_in_cells(text: str, width: int) -> None:
    """Wide characters count two, combining ones none; no line is wider than there is room."""
    lines = [*wrapped([text], width)]
    assert all(wcswidth(line) <= width for line in lines)
    assert len("".join(lines).split()) > 0


def test_what_is_unsafe_is_written_out_before_it_is_measured() -> None:
    """A line holds its width although a control character takes eight columns."""
    lines = [*wrapped(["a\x1bb c\x9bd e\u202ef"], 10)]
    assert lines == ["a<U+001B>b", "c<U+009B>d", "e<U+202E>f"]


def test_a_column_is_filled_or_cut_by_cells() -> None:
    """Whatever it is written in, a name takes exactly the room that it has."""
    for name in ("Certainty", "证据与把握", "e\u0301te\u0301", "A very long name of a skill"):
        assert cells(fitted(name, 9)) == 9


def test_blank_lines_around_a_text_go_and_its_first_line_stays_indented() -> None:
    """What stands between three quotation marks in a file often begins with one."""
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
def test_text_is_laid_out_where_spaces_hold_it_in_shape(text: str, *, laid_out: bool) -> None:
    """Indentation does, and so do columns over several lines; a wide gap in prose does not."""
    assert is_laid_out(text) is laid_out
