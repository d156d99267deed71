"""Files with a huge amount of one thing are checked like others, with little more work."""

import difflib
import re
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.bank import locate
from quiz.bank.consistency import fitting
from quiz.bank.kinds import Question
from quiz.bank.model import MOST_QUESTIONS
from quiz.bank.problem import MOST_PROBLEMS, Problem
from quiz.check import policy
from quiz.check.run import check
from quiz.text import did_you_mean

CORPUS = Path(__file__).parent / "corpus"
CLEAN = (CORPUS / "clean.toml").read_text(encoding="utf-8")
MANY = 30_000


def problems_in(text: str, folder: Path) -> list[Problem]:
    """The problems in a text."""
    file = folder / "bank.toml"
    file.write_text(text, encoding="utf-8")
    return check(file)[1]


def positions(problems: list[Problem], code: str) -> list[tuple[int, int]]:
    """The lines and columns of the problems of one rule."""
    return [(each.line, each.column) for each in problems if each.code == code]


def counted(monkeypatch: pytest.MonkeyPatch, room: object, name: str) -> list[object]:
    """A list that gets the first argument of each call of a function."""
    calls: list[object] = []
    function: Callable[..., Any] = getattr(room, name)

    def noted(*words: object, **named: object) -> object:
        calls.append(words[0])
        return function(*words, **named)

    monkeypatch.setattr(room, name, noted)
    return calls


@pytest.mark.long
def test_numbers_in_a_huge_list_are_reported_at_their_columns(tmp_path: Path) -> None:
    """Of half a million numbers instead of questions, the first thousand are reported."""
    problems = problems_in("questions = [" + "1," * 500_000 + "]", tmp_path)
    assert len(problems) == MOST_PROBLEMS
    wrong = positions(problems, "Q103")
    # First the list itself, as it has more than 20,000 entries.
    assert wrong == [(1, 13), *((1, 14 + 2 * number) for number in range(len(wrong) - 1))]
    assert len(wrong) > MOST_PROBLEMS - 10


def test_huge_list_with_an_unknown_name_is_one_problem(tmp_path: Path) -> None:
    """A list with an unknown name is one problem, whatever is in it, and hides no other."""
    text = "x = [" + "1," * 100_000 + "]\n" + CLEAN.replace("format = 1", "format = 2")
    problems = problems_in(text, tmp_path)
    assert positions(problems, "Q101") == [(1, 1)]
    assert positions(problems, "Q103") == [(text[: text.index("format")].count("\n") + 1, 10)]


def test_entries_beyond_a_thousand_bad_ones_are_not_converted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After a thousand entries that don't fit their type, the rest of a list is left alone."""
    converted = counted(monkeypatch, msgspec, "convert")
    assert len(problems_in("questions = [" + "{}," * MANY + "]", tmp_path)) == MOST_PROBLEMS
    assert len(converted) < 3 * MOST_PROBLEMS


def test_good_entry_is_found_among_bad_ones() -> None:
    """A good question between hundreds of bad ones is still checked."""
    bad = "[[questions]]\nid = 1\n" * (MOST_PROBLEMS // 2)
    text = CLEAN.replace("[[questions]]", f"{bad}[[questions]]", 1)
    good = dict(fitting(tomllib.loads(text), "questions", Question))
    first = MOST_PROBLEMS // 2
    assert set(good) == set(range(first, first + CLEAN.count("[[questions]]")))


@pytest.mark.parametrize("table", ["sources", "skills"])
def test_many_empty_tables_are_reported_at_their_headers(table: str, tmp_path: Path) -> None:
    """Each of 30,000 tables with nothing in it is reported at its header."""
    problems = problems_in("".join(f"[{table}.a{n}]\n" for n in range(MANY)), tmp_path)
    wanted = [(1 + number, len(table) + 3) for number in range(MOST_PROBLEMS)]
    missing = [position for position in positions(problems, "Q102") if position[0]]
    assert len(missing) > MOST_PROBLEMS - 10
    assert missing == wanted[: len(missing)]


@pytest.mark.parametrize("list", ["questions", "claims"])
def test_many_empty_entries_are_reported_at_their_headers(list: str, tmp_path: Path) -> None:
    """Missing keys of 20,000 entries are reported at the headers."""
    problems = problems_in(f"[[{list}]]\n" * MOST_QUESTIONS, tmp_path)
    lines = {each.line for each in problems if each.path[:1] == (list,)}
    assert len(problems) == MOST_PROBLEMS
    assert lines == set(range(1, len(lines) + 1))
    assert {each.column for each in problems if each.path[:1] == (list,)} == {3}


def test_tables_without_a_problem_are_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of 30,000 deep headers under one unknown name, only the first is located."""
    located = counted(monkeypatch, locate, "_spans_of")
    problems = problems_in("".join(f"['a'.b.\"c\".d{n}]\n" for n in range(MANY)), tmp_path)
    assert positions(problems, "Q101") == [(1, 2)]
    assert len(located) == 1


def test_columns_of_a_long_line_are_counted_in_characters(tmp_path: Path) -> None:
    """In a line of 100,000 three-byte letters, each key is reported at its column."""
    keys = [f"a{number}" for number in range(100, 600)]
    line = 'about = { title = "' + "漢" * 100_000 + '", '
    line += ", ".join(f"{key} = '漢'" for key in keys) + " }"
    problems = problems_in(line, tmp_path)
    assert [position for position in positions(problems, "Q102") if position[0]] == [(1, 9)]
    wanted = [(1, line.index(f"{key} =") + 1) for key in keys]
    assert positions(problems, "Q101") == wanted


def test_options_under_headers_of_their_own_are_reported_there(tmp_path: Path) -> None:
    """Options under headers of their own belong to the question before them."""
    text = ("[[questions]]\nkind = 'multi'\n" + "[[questions.options]]\nwhy = 1\n" * 2) * 100
    problems = problems_in(text, tmp_path)
    assert positions(problems, "Q103") == [
        (6 * question + line, 7) for question in range(100) for line in (4, 6)
    ]


def test_word_that_was_meant_is_found_among_thousands() -> None:
    """For a slip in either half of a word, the right word is suggested."""
    known = [f"paper-{number}-of-the-{number % 7}th" for number in range(1999)] + ["manila-2017"]
    assert did_you_mean("manlia-2017", known) == "did you mean `manila-2017`?"
    assert did_you_mean("manila-2071", known) == "did you mean `manila-2017`?"
    assert did_you_mean("tpye", ["text", "why", "type"]) == "did you mean `type`?"


def test_few_words_are_compared_letter_by_letter(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of thousands of known words, only two are compared by the slow method."""
    compared: list[int] = []
    closest = difflib.get_close_matches

    def noted(word: str, known: list[str], n: int, cutoff: float) -> list[str]:
        compared.append(len(known))
        return closest(word, known, n=n, cutoff=cutoff)

    monkeypatch.setattr(difflib, "get_close_matches", noted)
    did_you_mean("a" * 60, ["a" * 59 + str(number) for number in range(5000)])
    assert compared == [2]


@pytest.mark.long
def test_stem_full_of_spaces_or_quotation_marks_is_checked(tmp_path: Path) -> None:
    """Stems with thousands of spaces after an "a", or of unclosed quotation marks, take no time."""
    head, _, rest = CLEAN.partition("[[questions]]")
    first = "[[questions]]" + rest.partition("[[questions]]")[0]
    for filling in ("a" + " " * 3900 + "x", "“ " * 1900, "‘ " * 1900, "a " * 1900 + "_"):
        stem = re.sub('stem = "[^"]*"', f'stem = "{filling}"', first)
        text = head + "".join(stem.replace('id = "', f'id = "n{n}-') for n in range(100))
        assert not [each for each in problems_in(text, tmp_path) if each.level == "error"]


terms = st.lists(st.text("ab s-é", min_size=1, max_size=6), min_size=1, max_size=12)


@given(terms, st.text("abs -é", max_size=40))
def test_policy_word_is_found_among_any_others(terms: list[str], text: str) -> None:
    """Words that begin alike are found as if each were searched for by itself."""
    pattern = policy._pattern(tuple(terms))
    assert pattern
    longest = "|".join(map(re.escape, sorted(terms, key=len, reverse=True)))
    expected = re.findall(rf"(?<!\w)(?:{longest})s?(?!\w)", text, re.IGNORECASE)
    assert pattern.findall(text) == expected


@pytest.mark.long
def test_thousands_of_policy_words_are_found_in_a_text() -> None:
    """Words of a policy that begin alike are kept apart, even those of a thousand letters."""
    words = [f"a{number}" for number in range(20_000)] + ["b" * n for n in range(1, 1200)]
    pattern = policy._pattern((*words, "b" * 500 + " c"))
    assert pattern
    text = f"{'aa ' * 50_000} a17 A19999s a20000 {'b' * 1199}s {'b' * 1201} {'b' * 500} c"
    assert pattern.findall(text) == ["a17", "A19999s", "b" * 1199 + "s", "b" * 500 + " c"]
