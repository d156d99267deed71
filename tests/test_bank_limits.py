"""Any file is read or refused within seconds, and a check says what it left out."""

import re
from pathlib import Path
from random import Random

import pytest

from quiz.bank.limits import LONGEST, too_much
from quiz.bank.load import starter
from quiz.bank.locate import LARGE
from quiz.bank.model import MOST_QUESTIONS
from quiz.bank.problem import MOST_PROBLEMS, BankError
from quiz.bank.read import read_bank
from quiz.check.run import check
from tests.test_check_run import CLEAN, PLANTS, planted, positions_of

HEADER = "[[questions]]\n"
PAD = f"# {'x' * 1_000_000}\n"
"""Enough text for a file to be counted before it is read."""


def written(text: str, folder: Path) -> Path:
    """A file with this text."""
    file = folder / "bank.toml"
    file.write_text(text, encoding="utf-8")
    return file


@pytest.mark.parametrize("header", ["[[questions]]\n", " [[ questions ]] # one\n"])
def test_too_many_questions_are_refused_in_a_line(header: str, tmp_path: Path) -> None:
    """The questions are counted before anything is parsed."""
    file = written(header * (MOST_QUESTIONS + 1), tmp_path)
    (problem,) = check(file)[1]
    assert str(problem) == (
        f"{file}: Q005 there are 20001 questions; 20000 is the most; split it into several files"
    )
    with pytest.raises(BankError, match="there are 20001 questions"):
        read_bank(file)


def test_headers_in_texts_and_comments_are_not_counted() -> None:
    """A header in a text or a comment is no question."""
    about = HEADER * (MOST_QUESTIONS + 1)
    for text in (f'x = """\n{about}"""', f"x = '''\n{about}'''", about.replace("[[q", "# [[q")):
        assert too_much(PAD + text) == ""


def test_too_many_questions_in_a_list_are_reported_and_the_first_checked(tmp_path: Path) -> None:
    """A list in brackets is counted after parsing; the allowed number of entries is checked."""
    file = written("questions = [" + "{}," * (MOST_QUESTIONS + 1) + "]", tmp_path)
    problems = check(file)[1]
    assert len(problems) == MOST_PROBLEMS
    assert "`questions` has 20001 entries; 20000 is the most" in "\n".join(map(str, problems))


def test_as_many_questions_as_allowed_can_be_read() -> None:
    """Twenty thousand questions of the usual kind can be read."""
    head, _, rest = starter().partition(HEADER)
    question = HEADER + rest.partition("\n\n")[0] + "\n"
    assert question.count("text =") == 3
    assert too_much(head + question * MOST_QUESTIONS) == ""


@pytest.mark.parametrize(
    "word", ["0xf", "1.1", "9_9", "1e9", "0b1", "key.", "k"], ids=lambda word: word
)
def test_endless_word_is_refused_before_it_is_parsed(word: str, tmp_path: Path) -> None:
    """A key or a number of a million characters would take gigabytes."""
    file = written(f"x = {word}{word[-1] * 1_100_000}\n", tmp_path)
    (problem,) = check(file)[1]
    assert "a key or a number has more than 10000 characters" in str(problem)


@pytest.mark.parametrize(
    "much",
    [
        "x = [" + "1," * 2_000_000 + "]",
        "x = [" + "[]," * 500_000 + "]",
        "x = [" + "{a=1}," * 500_000 + "]",
        "x = [" + '"",' * 2_000_000 + "]",
        "x = [" + "1979-05-27T07:32:00Z," * 400_000 + "]",
        "[a.b]\n" * 400_001,
        "[[x]]\n" * 400_000,
        "a.b.c.d = 1\n" * 400_001,
        "# x\n" * 2_000_001,
        "x = 1" + "\n" * 2_000_001,
        'x = "' + "\\t" * 8_000_008 + '"',
        "x = [" * 700_000,
        '"' * 8_000_008,
    ],
    ids=lambda much: re.sub(r"(.{6}).*", r"\1", much.strip()[:6] or "lines"),
)
def test_millions_of_anything_are_refused_in_a_line(much: str, tmp_path: Path) -> None:
    """Values, tables, keys, lines and codes by the million are refused before they are parsed."""
    (problem,) = check(written(much, tmp_path))[1]
    assert problem.code == "Q005"
    assert problem.message == "there are too many entries, keys or lines"


@pytest.mark.parametrize("text", ['"{}"', "'{}'", '"""{}"""', "'''{}'''", '"{}'])
def test_overlong_text_is_refused_in_a_line(text: str, tmp_path: Path) -> None:
    """A text of over two million characters is too long, whether it ends or not."""
    (problem,) = check(written("x = " + text.format("a " * (LONGEST // 2)), tmp_path))[1]
    assert problem.message == "a text has more than 2000000 characters"


def test_megabyte_of_one_letter_is_not_toml(tmp_path: Path) -> None:
    """A file of one huge word is reported as not TOML."""
    (problem,) = check(written("a" * 1_000_000, tmp_path))[1]
    assert problem.code == "Q004"


def test_check_without_time_reports_errors_and_what_it_left_out(tmp_path: Path) -> None:
    """When the time is up, errors are still reported, and one line says what was not checked."""
    text = starter().replace("Who stands behind", "Who does not stand behind")
    file = written(text, tmp_path)
    (problem,) = check(file, seconds=0)[1]
    assert (problem.code, problem.level, problem.line) == ("Q007", "warning", 0)
    assert problem.message == (
        "this would take too long, so some was left out: the wording of some questions, Q401"
    )
    assert [each.code for each in check(file)[1]] == ["Q305"]
    written(text.replace("right = true", "rihgt = true"), tmp_path)
    assert {each.code for each in check(file, tmp_path, seconds=0)[1]} >= {"Q101", "Q007"}


@pytest.mark.parametrize("seed", range(6))
def test_problems_of_a_large_file_are_found_at_their_positions(seed: int, tmp_path: Path) -> None:
    """If the parser sees only part of a file, problems keep their positions."""
    random = Random(seed)
    chosen: list[dict[str, str]] = []
    for plant in random.sample(PLANTS, len(PLANTS)):
        start = CLEAN.index(plant["old"])
        if not plant["codes"].startswith(("Q00", "Q3", "Q4", "Q5")) and all(
            abs(CLEAN.index(each["old"]) - start) > 600 for each in chosen
        ):
            chosen.append(plant)
    text, positions = planted(chosen)
    small = positions_of(check(written(text, tmp_path))[1])
    assert len(positions) >= 3
    lines = text.split("\n")
    headers = [number for number, line in enumerate(lines) if line.startswith("[")]
    at = random.choice(headers)
    more = [f'[policies.pad{n}]\nwhy = "{"x" * (LARGE // 3)}"\n# [[questions]]\n' for n in range(4)]
    more = "".join(more).split("\n")[:-1]
    large = "\n".join([*lines[:at], *more, *lines[at:]])
    moved = [each._replace(line=each.line + len(more) * (each.line > at)) for each in small]
    assert positions_of(check(written(large, tmp_path))[1]) == moved


def test_text_full_of_headers_shifts_no_position(tmp_path: Path) -> None:
    """In a large file, a text that looks like questions is not counted among them."""
    text = starter().replace("title = ", "title2 = ", 1)
    text = text.replace('"ferry-verb-of-saying"', '"Ferry"')
    pads = [f'[policies.pad{n}]\nwhy = """\n{HEADER * 50_000}"""\n' for n in range(4)]
    text = text.replace("# --- Sources", f"{''.join(pads)}# --- Sources")
    assert len(text) > LARGE
    problems = check(written(text, tmp_path))[1]
    lines = text.split("\n")
    for problem in problems:
        if problem.code in ("Q101", "Q103"):
            assert lines[problem.line - 1].startswith(("title2", 'id = "Ferry"'))
    assert {"Q101", "Q103"} <= {problem.code for problem in problems}
