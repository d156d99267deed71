"""Whatever is in a file, `check` reports it quickly, in lines that are safe to show.

QUIZ_FUZZ=100000 pytest tests/test_bank_fuzz.py tries more files; bench/fuzz.py tries others.
"""

import os
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.bank.load import starter
from quiz.bank.problem import BankError
from quiz.bank.read import parse_good, read_bank
from quiz.check.fix import fixed
from quiz.check.render import as_github, as_json, as_text
from quiz.check.run import check
from quiz.text import UNSAFE

CORPUS = Path(__file__).parent / "corpus"
CLEAN = (CORPUS / "clean.toml").read_text(encoding="utf-8")
MANY = int(os.environ.get("QUIZ_FUZZ", "100"))

pieces = st.sampled_from(
    [
        '"',
        "'",
        '"""',
        "“",
        "”",
        "«",
        "`",
        "//",
        ": ",
        "yes",
        "\\p",
        "Ä ",
        "[",
        "]",
        "[[questions]]\n",
        "{",
        "}",
        "=",
        ".",
        ",",
        "#",
        "\n",
        "\r",
        "\\",
    ]
) | st.text(st.characters(codec="utf-8"), max_size=8)


@st.composite
def changed(draw: st.DrawFn) -> bytes:
    """A good bank in which a few stretches are replaced."""
    text = draw(st.sampled_from([CLEAN, starter()]))
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(text)))
        text = text[:start] + draw(pieces) + text[start + draw(st.integers(0, 60)) :]
    return text.encode()


@pytest.fixture(scope="module")
def file() -> Iterator[Path]:
    """A file to write each example to."""
    with TemporaryDirectory() as folder:
        yield Path(folder) / "bank.toml"


@settings(max_examples=MANY, deadline=2000)
@given(data=st.binary() | st.text().map(lambda text: text.encode(errors="replace")) | changed())
def test_any_file_is_checked_safely(data: bytes, file: Path) -> None:
    """No file causes a traceback, an unsafe character, a broken line or a repeated problem."""
    file.write_bytes(data)
    before = time.perf_counter()
    text, problems = check(file, CORPUS / "articles")
    lines = text.split("\n")
    shown = [line for problem in problems for line in as_text(problem, lines)]
    shown += [as_github(problem) for problem in problems]
    assert time.perf_counter() - before < 2
    assert not any(UNSAFE.search(line.replace("\x1b[", "")) or "\n" in line for line in shown)
    assert as_json(problems)
    positions = [(each.line, each.column, each.code, each.message) for each in problems]
    assert positions == sorted(set(positions))
    try:
        read_bank(file)
    except BankError:
        assert any(problem.level == "error" for problem in problems)
    else:
        assert all(each.level != "error" or each.code > "Q2" for each in problems)


@settings(max_examples=MANY, deadline=2000)
@given(data=changed())
def test_any_file_is_mended_once_and_for_all(data: bytes, file: Path) -> None:
    """Whatever is in a file, what is mended in it needs no second time."""
    try:
        after = fixed(data, file)
    except BankError:
        return
    assert fixed(after.data, file).data == after.data
    if parse_good(data, file):
        assert parse_good(after.data, file)
