"""Check mutated question files until there are enough, or one is not reported as it should be.

    python bench/fuzz.py [COUNT] [SEED]        mutations by rule, from the corpus of the tests
    python bench/fuzz.py --guided [SECONDS]    guided by coverage; needs atheris

Every file must be checked within 2 seconds and reported in lines that can't disturb the terminal,
and `check` must find no error in a file that can be read as a bank. What `check --fix` makes of it
must be TOML if it has mended all that kept it from being read, and stay the same the second time. A
file that breaks this is saved as fuzz-found.toml.
"""

# ruff: noqa: S101, PLC0415 - it asserts like a test, and imports what atheris instruments late

from __future__ import annotations

import re
import sys
import time
import tomllib
from pathlib import Path
from random import Random
from resource import RUSAGE_SELF, getrusage
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from quiz.bank.problem import Problem

ROOT = Path(__file__).parents[1]
CORPUS = ROOT / "tests" / "corpus"
SLOWEST = 2.0
"""The most seconds that a file may take."""

SYNTAX = ("Q001", "Q002", "Q003", "Q004", "Q005", "Q006")
"""The rules for what keeps a file from being read."""

TOKENS = (
    '"', "'", '"""', "'''", "[", "]", "[[", "]]", "{", "}", "=", ".", ",", "#", "\n", "\r", "\\",
    "\\u0000", "\\U0010FFFF", "\x00", "\x1b", "\u202e", "\ufeff", "\ud7ff", "𝕏", "é", "true",
    "inf", "nan", "1e999", "0x" + "f" * 5000, "9" * 5000, "1979-05-27T07:32:00Z", "07:32:00",
    "a.b.c.d.e.f.g.h.i.j", "[" * 500, "{a=" * 500, "[[questions]]\n", "[sources.x]\n", "[about]\n",
    "“", "”", "«", "»", "‘", "`", "://", "yes", "null", "\u00a0", "\\p", ": ", "Ä ", "A) ",
    "kind", "options", "cites", "allow", "Q301", "[1]", "[999]", "right = true", "x" * 5000,
    "\x0b", "\u2028", "\x85", ";", "=>", "``", "''", "```\n", "- ", "1. ", "(", "{{questions}}\n",
    "[sources]\n", "[sources/x]\n", "[questions.x]\n", "\u2009", "–",
    "7 000", "7.000", "−7 m", "[1, 2]", "(1)", "…", "„", "[[fragen]]\n", "titel",
    "[[\nquestions]]\n",
    "policies", "introduced", "quote", "at", "¶1", "https://[::1", "http://a:b@c", " " * 3000,
)  # fmt: skip


VALUE = re.compile(r'"[^"\n]*"|true|\[[^\[\]\n]*\]|\{[^{}\n]*\}')
VALUES = (
    "1", "-1", "1.5", "nan", "true", "false", "[]", "{}", "[[]]", "1979-05-27", "07:32:00", '""',
    '" "', r'"\n"', r'"\u0007"', '"Q104"', '"[2]"', '"“"', "[1, 'a', {}]", "{ a = 1 }",
    "0x" + "f" * 5000, '"' + "long " * 1000 + '"', '"https://a@b"', '"2024-02-31"', "[{}]",
)  # fmt: skip


GROWN = (
    "1, ", "[], ", "{}, ", '"a§", ', "{ a§ = 1 }, ", "1,\n", "1, # x\n", "{a=[{a=[{}]}]}, ",
    "a§.b.c = 1\n", "[a§]\n", "[sources.a§]\n", "[skills.a§]\n", "[policies.a§]\n", "a§ = 1\n",
    "[[questions]]\n", "[[questions]]\nid = 'a§'\n[[questions.options]]\n", "[[claims]]\n",
    '"a\\u0007§" = 1\n', "\n", "# x\n", " ", "a ", "a_", "x§ ", "“ ", "‘ ", "@", ".", "¶1 ", "漢",
    "not ", "died ", "[9]", r"\n", r"\u0007", "www.",
)  # fmt: skip
"""Texts to repeat in a file many times, with a number for each §."""


def seeds() -> list[str]:
    """The files to mutate: the clean one, the starter, and each broken one."""
    clean = (CORPUS / "clean.toml").read_text(encoding="utf-8")
    plants = tomllib.loads((CORPUS / "plants.toml").read_text(encoding="utf-8"))["plants"]
    broken = [clean.replace(plant["old"], plant["new"]) for plant in plants]
    starter = (ROOT / "quiz" / "bank" / "starter.toml").read_text(encoding="utf-8")
    return [clean, starter, *(text.replace("⟦", "").replace("⟧", "") for text in broken)]


def mutated(texts: list[str], random: Random) -> bytes:
    """One of the texts with up to three values exchanged, or up to six stretches changed.

    One in a hundred grows to up to a megabyte instead.
    """
    text = random.choice(random.choice((texts, texts[:2])))
    if random.random() < 0.01:  # noqa: PLR2004 - they take long
        return grown(text, random).encode()
    if random.random() < 0.6:  # noqa: PLR2004 - more often than not it stays TOML
        values = list(VALUE.finditer(text))
        for old in sorted(random.sample(values, random.randint(1, 3)), key=lambda m: -m.start()):
            new = random.choice((*VALUES, random.choice(values)[0]))
            text = text[: old.start()] + new + text[old.end() :]
        return text.encode()
    data = text.encode()
    for _ in range(random.randint(1, 6)):
        start = random.randrange(len(data) + 1)
        end = min(len(data), start + random.choice((0, 1, 2, 8, 40, 200)))
        other = random.choice(texts).encode()
        from_ = random.randrange(len(other))
        match random.randrange(7):
            case 0:
                put = random.choice(TOKENS).encode()
            case 1:
                put = b""
            case 2:
                put = data[start:end] * 2
            case 3:
                put = bytes([random.randrange(256)])
            case 4:
                put = other[from_ : from_ + random.choice((5, 50, 500))]
            case 5:
                put = data[start:end][::-1]
            case _:
                put = b"\n".join(random.sample(lines := data[start:].split(b"\n")[:5], len(lines)))
        data = data[:start] + put + data[end:]
    return data


def grown(text: str, random: Random) -> str:
    """A text with one thing repeated at the start of a line, in a value, or as a list."""
    more, size = random.choice(GROWN), random.choice((1_000, 100_000, 1_000_000))
    much = "".join(more.replace("§", str(n)) for n in range(size // len(more.encode())))
    lines, values = list(re.finditer("^", text, re.MULTILINE)), list(VALUE.finditer(text))
    match random.randrange(3):
        case 0:
            start = end = random.choice((0, len(text), random.choice(lines).start()))
        case 1:
            start, end = random.choice(values).span()
            start, end = start + 1, max(start + 1, end - 1)
        case _:
            start, end = random.choice(values).span()
            much = f"[{much}]"
    return text[:start] + much + text[end:]


def checked(data: bytes, file: Path) -> tuple[bool, float]:
    """Check a file: (is it a bank, seconds); raises if the report is not as it should be."""
    from quiz.bank.problem import BankError
    from quiz.bank.read import read_bank
    from quiz.check.render import as_github, as_json, as_text
    from quiz.check.run import check
    from quiz.text import UNSAFE

    file.write_bytes(data)
    before = time.perf_counter()
    text, problems = check(file, CORPUS / "articles")
    lines = text.split("\n")
    shown = [line for problem in problems for line in as_text(problem, lines)]
    shown += map(as_github, problems)
    seconds = time.perf_counter() - before
    assert seconds < SLOWEST, f"{seconds:.1f} s"
    assert not any(UNSAFE.search(line.replace("\x1b[", "")) or "\n" in line for line in shown)
    assert as_json(problems).startswith("[")
    assert len(problems) == len({(p.line, p.column, p.code, p.message) for p in problems})
    for problem in problems:
        assert problem.line <= len(lines) or not text
    mended(data, file, problems)
    errors = [problem for problem in problems if problem.level == "error"]
    try:
        read_bank(file)
    except BankError as error:
        assert errors, error  # noqa: PT017 - not a pytest test
        return False, seconds
    # Only `check` compares quotations.
    assert all(error.code.startswith("Q2") for error in errors), errors[0]
    return True, seconds


def mended(data: bytes, file: Path, problems: list[Problem]) -> None:
    """Mend a file; raises if what comes of it is not as it should be."""
    from quiz.bank.problem import MOST_PROBLEMS, BankError
    from quiz.bank.read import parse_good
    from quiz.check.fix import fixed

    try:
        after = fixed(data, file)
    except BankError:  # nobody can tell what its text is
        return
    assert after.is_done
    assert fixed(after.data, file).data == after.data, "the second time changes something"
    certain = all(problem.code not in SYNTAX or problem.fixable for problem in problems)
    if certain and len(problems) < MOST_PROBLEMS:
        assert parse_good(after.data, file), "what was mended isn't TOML"
    if after.data == data:
        assert not any(problem.fixable for problem in problems), "nothing was mended"


def by_rule(count: int, seed: int) -> None:
    """Check `count` mutated files."""
    random, texts, banks, slowest = Random(seed), seeds(), 0, 0.0
    with TemporaryDirectory() as folder:
        for number in range(count):
            data = mutated(texts, random)
            try:
                is_bank, seconds = checked(data, Path(folder) / "bank.toml")
            except BaseException:
                Path("fuzz-found.toml").write_bytes(data)
                print(f"file {number + 1} of seed {seed} is saved as fuzz-found.toml")
                raise
            banks, slowest = banks + is_bank, max(slowest, seconds)
    memory = getrusage(RUSAGE_SELF).ru_maxrss / 1024
    print(f"{count} files, {banks} of them banks; slowest {slowest:.2f} s; {memory:.0f} MB at most")


def guided(seconds: int) -> None:
    """Check files made by a coverage-guided fuzzer."""
    import atheris  # type: ignore[import-untyped,import-not-found,unused-ignore]

    with atheris.instrument_imports(include=["quiz.bank"]):
        pass

    with TemporaryDirectory() as folder:
        corpus = Path(folder) / "corpus"
        corpus.mkdir()
        for number, text in enumerate(seeds()):
            (corpus / str(number)).write_text(text, encoding="utf-8")
        file = Path(folder) / "bank.toml"
        options = [
            f"-max_total_time={seconds}",
            "-max_len=16384",
            "-timeout=2",
            "-rss_limit_mb=512",
        ]
        atheris.Setup([sys.argv[0], *options, str(corpus)], lambda data: checked(data, file)[0])
        atheris.Fuzz()


if __name__ == "__main__":
    if sys.argv[1:2] == ["--guided"]:
        guided(int(sys.argv[2]) if len(sys.argv) > 2 else 60)  # noqa: PLR2004 - the second word
    else:
        by_rule(int(next(iter(sys.argv[1:]), 1000)), int(next(iter(sys.argv[2:]), 1)))
