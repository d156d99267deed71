"""Measure time and memory of `quiz check`, on the quiz's own questions and on banks of 10,000.

    python bench/check.py [--articles DIR]

One bank of 10,000 has no faults and no two questions alike; the other is made of copies, so nearly
every question asks what another asks. Times are medians of five runs of the whole process, also as
a ratio to a bare interpreter beside it. Memory is the most that any run so far has used.
"""

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from itertools import cycle, islice
from pathlib import Path
from random import Random
from resource import RUSAGE_CHILDREN, getrusage

ROOT = Path(__file__).parents[1]
OWN = ROOT / "questions.toml"
MANY = 10_000


def head(text: str) -> str:
    """The part of a bank before its first question."""
    return text[: text.index("[[questions]]")]


def copies(text: str) -> str:
    """The questions of a bank over and over, each with an id of its own."""
    questions = text[len(head(text)) :].split("[[questions]]\n")[1:]
    return head(text) + "".join(
        "[[questions]]\n" + question.replace('id = "', f'id = "n{number}-', 1)
        for number, question in enumerate(islice(cycle(questions), MANY))
    )


def varied(size: int) -> str:
    """A bank of questions made of random words, some 2 kB each, about one source."""
    random = Random(1)
    letters = "abcdefghijklmnopqrstuvwxyz"
    vocabulary = ["".join(random.choices(letters, k=random.randint(3, 9))) for _ in range(5000)]

    def some(count: int) -> str:
        return " ".join(random.choices(vocabulary, k=count)).capitalize()

    def question(number: int) -> str:
        options = [
            f'  {{ text = "{some(5)}", why = "{some(20)}."{", right = true" if right else ""} }},\n'
            for right in random.sample([True, False, False, False], 4)
        ]
        return (
            f'[[questions]]\nid = "n{number}"\nkind = "choice"\nskill = "one"\n'
            f'passage = "{some(20)}. {some(20)}."\nstem = "{some(12)}?"\n'
            f"options = [\n{''.join(options)}]\n"
            f'explanation = "{some(20)}. {some(20)}. {some(20)} [1]."\n'
            f'cites = [{{ source = "one", says = "{some(8)}" }}]\n'
        )

    return (
        'format = 1\n[about]\ntitle = "Many"\ndescription = "Random words."\n'
        '[sources.one]\ngenre = "report"\nrole = "outside"\n'
        '[skills.one]\nname = "One"\ngroup = "All"\ncan = "can"\nhabit = "Do."\n'
        + "".join(map(question, range(size)))
    )


def measure(file: Path, options: list[str]) -> str:
    """The time and memory that the check of a file takes, and what it prints last."""
    command = [sys.executable, "-m", "quiz", "check", str(file), *options]
    times, ratios, summary = [], [], ""
    for _ in range(5):
        bare, _ = timed([sys.executable, "-c", ""])
        whole, summary = timed(command)
        times.append(whole)
        ratios.append(whole / bare)
    memory = getrusage(RUSAGE_CHILDREN).ru_maxrss / 1024
    size = file.stat().st_size / 1e6
    seconds, over = statistics.median(times), statistics.median(ratios)
    measured = f"{size:6.2f} MB {seconds:8.3f} s {over:7.1f}× {memory:6.0f} MB at most so far"
    return f"{measured}   {summary.strip()}"


def timed(command: list[str]) -> tuple[float, str]:
    """Seconds that a command takes, and what it prints to stderr."""
    before = time.perf_counter()
    errors = subprocess.run(command, capture_output=True, text=True, check=False).stderr
    return time.perf_counter() - before, errors


def main() -> None:
    """Measure the smallest bank first, as memory is the most so far."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", help="a folder of articles to compare quotations with")
    articles = parser.parse_args().articles
    options = ["--articles", articles] if articles else []
    with tempfile.TemporaryDirectory() as folder:
        many, same = Path(folder) / "many.toml", Path(folder) / "same.toml"
        many.write_text(varied(MANY), encoding="utf-8")
        same.write_text(copies(OWN.read_text(encoding="utf-8")), encoding="utf-8")
        for name, file in (("own", OWN), ("10,000 varied", many), ("10,000 copies", same)):
            print(f"{name:14}", measure(file, options), flush=True)


if __name__ == "__main__":
    main()
