"""Check mutated files of questions until there are enough, or one is not told as it should be.

    python bench/fuzz.py [COUNT] [SEED]        mutations by rule, from the corpus of the tests
    python bench/fuzz.py --guided [SECONDS]    guided by coverage; needs atheris

What is told of a file is told in lines, within 2 seconds, with nothing in it that could touch
the terminal, and a file that can be read as a bank is one that `check` finds no error in. A
file that breaks this is kept as fuzz-found.toml.
"""

# ruff: noqa: S101, PLC0415 - it asserts as a test does; what is watched is imported when it is

import re
import sys
import time
import tomllib
from pathlib import Path
from random import Random
from resource import RUSAGE_SELF, getrusage
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parents[1]
CORPUS = ROOT / "tests" / "corpus"
SLOWEST = 2.0
"""Seconds that a file may take."""

TOKENS = (
    '"', "'", '"""', "'''", "[", "]", "[[", "]]", "{", "}", "=", ".", ",", "#", "\n", "\r", "\\",
    "\\u0000", "\\U0010FFFF", "\x00", "\x1b", "\u202e", "\ufeff", "\ud7ff", "𝕏", "é", "true",
    "inf", "nan", "1e999", "0x" + "f" * 5000, "9" * 5000, "1979-05-27T07:32:00Z", "07:32:00",
    "a.b.c.d.e.f.g.h.i.j", "[" * 500, "{a=" * 500, "[[questions]]\n", "[sources.x]\n", "[about]\n",
    "kind", "options", "cites", "allow", "Q301", "[1]", "[999]", "right = true", "x" * 5000,
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
"""What is put into a file over and over, with a number for §."""


def seeds() -> list[str]:
    """The files to begin with: the clean one, each broken one, and the one to start from."""
    clean = (CORPUS / "clean.toml").read_text(encoding="utf-8")
    plants = tomllib.loads((CORPUS / "plants.toml").read_text(encoding="utf-8"))["plants"]
    broken = [clean.replace(plant["old"], plant["new"]) for plant in plants]
    starter = (ROOT / "quiz" / "bank" / "starter.toml").read_text(encoding="utf-8")
    return [clean, starter, *(text.replace("⟦", "").replace("⟧", "") for text in broken)]


def mutated(texts: list[str], random: Random) -> bytes:
    """One of the texts with up to three values exchanged, or up to six stretches changed.

    Of a hundred, one grows to up to a megabyte instead.
    """
    text = random.choice(random.choice((texts, texts[:2])))
    if random.random() < 0.01:  # noqa: PLR2004 - they take long
        return grown(text, random).encode()
    if random.random() < 0.6:  # noqa: PLR2004 - more often than not it stays TOML
        found = list(VALUE.finditer(text))
        for old in sorted(random.sample(found, random.randint(1, 3)), key=lambda m: -m.start()):
            new = random.choice((*VALUES, random.choice(found)[0]))
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
    """A text with one thing very often at the start of a line, in a value, or as a list."""
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


def put_to_check(data: bytes, file: Path) -> tuple[bool, float]:
    """Whether the file is a bank, and the seconds of a check; raises where that is not right."""
    from quiz.bank.problem import BankError
    from quiz.bank.read import read_bank
    from quiz.check.render import as_github, as_json, as_text
    from quiz.check.run import check
    from quiz.text import UNSAFE

    file.write_bytes(data)
    before = time.perf_counter()
    text, problems = check(file, CORPUS / "articles")
    lines = text.split("\n")
    told = [line for problem in problems for line in as_text(problem, lines)]
    told += map(as_github, problems)
    taken = time.perf_counter() - before
    assert taken < SLOWEST, f"{taken:.1f} s"
    assert not any(UNSAFE.search(line.replace("\x1b[", "")) or "\n" in line for line in told)
    assert as_json(problems).startswith("[")
    assert len(problems) == len({(p.line, p.column, p.code, p.message) for p in problems})
    for problem in problems:
        assert problem.line <= len(lines) or not text
    errors = [problem for problem in problems if problem.level == "error"]
    try:
        read_bank(file)
    except BankError as error:
        assert errors, error  # noqa: PT017 - this is no test of pytest's
        return False, taken
    # Quotations are compared in `check` alone.
    assert all(error.code.startswith("Q2") for error in errors), errors[0]
    return True, taken


def by_rule(count: int, seed: int) -> None:
    """Check so many mutated files."""
    random, texts, banks, slowest = Random(seed), seeds(), 0, 0.0
    with TemporaryDirectory() as folder:
        for number in range(count):
            data = mutated(texts, random)
            try:
                is_bank, taken = put_to_check(data, Path(folder) / "bank.toml")
            except BaseException:
                Path("fuzz-found.toml").write_bytes(data)
                print(f"file {number + 1} of seed {seed} is kept as fuzz-found.toml")
                raise
            banks, slowest = banks + is_bank, max(slowest, taken)
    memory = getrusage(RUSAGE_SELF).ru_maxrss / 1024
    print(f"{count} files, {banks} of them banks; slowest {slowest:.2f} s; {memory:.0f} MB at most")


def guided(seconds: int) -> None:
    """Check files that a coverage-guided fuzzer thinks up."""
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
        atheris.Setup(
            [sys.argv[0], *options, str(corpus)], lambda data: put_to_check(data, file)[0]
        )
        atheris.Fuzz()


if __name__ == "__main__":
    if sys.argv[1:2] == ["--guided"]:
        guided(int(sys.argv[2]) if len(sys.argv) > 2 else 60)  # noqa: PLR2004 - the second word
    else:
        by_rule(int(next(iter(sys.argv[1:]), 1000)), int(next(iter(sys.argv[2:]), 1)))
